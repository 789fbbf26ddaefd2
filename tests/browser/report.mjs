// One report from the first page to the receipt, whatever questions the form asks and in whatever order.
import assert from "node:assert/strict";
import { REPORT, fill, goOn, mainText, press } from "./forms.mjs";

export const REPORT_PATH = "/fr/report/denunciation";
const RECEIPT = /(?:\d{4}[\s\u00a0\u202f-]?){5}/;
const REFERENCE = /DN-[0-9A-Z]+(?:-[0-9A-Z]+)*/;
const FORWARD = /commencer|continuer|suivant|envoyer|confirmer|signaler/i;
const MOST_SCREENS = 40;

/**
 * Walks on until the receipt shows, or a title that `until` tells. `onScreen(page, title, number)` is called on every screen,
 * the last included. Gives back `{ receipt, reference, screens }`.
 */
export async function walkReport(page, { answers = REPORT, path = REPORT_PATH, onScreen = async () => {}, until = /^$/ } = {}) {
  await page.goto(path);
  const titles = [];
  while (titles.length < MOST_SCREENS) {
    const title = (await page.locator("h1").first().innerText()).trim();
    titles.push(title);
    await onScreen(page, title, titles.length);
    const receipt = await receiptOn(page);
    if (until.test(title)) return { screens: titles };
    if (receipt) return { ...receipt, screens: titles };
    await forward(page, answers);
    assert.ok(titles.filter((seen) => seen === title).length < 4, `stuck at "${title}":\n${await mainText(page)}`);
  }
  assert.fail(`no receipt after ${MOST_SCREENS} screens: ${titles.join(" → ")}`);
}

/** The receipt page, told from the others by its twenty digits. */
export async function receiptOn(page) {
  const text = await mainText(page);
  const digits = text.match(RECEIPT)?.[0];
  if (!digits) return undefined;
  return { receipt: digits.replace(/\D/g, ""), reference: text.match(REFERENCE)?.[0] };
}

async function forward(page, answers) {
  const form = page.locator("main form").filter({ has: page.locator("button:not([type=button]), input[type=submit]") });
  const count = await form.count();
  if (count === 0) return goOn(page.locator("main").getByRole("link", { name: FORWARD }).first());
  // On the place question a search stands first and the found places follow: once places are listed, choose one.
  const chosen = count > 1 && (await form.last().locator("input[type=radio]").count()) ? form.last() : form.first();
  await fill(chosen, answers);
  await press(chosen, FORWARD);
}
