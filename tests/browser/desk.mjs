// The desk as its people use it.
import assert from "node:assert/strict";
import { fill, goOn, mainText, noError, press } from "./forms.mjs";

/** Logs in as a persona of the demo, whose second factor is off. */
export async function logIn(page, demo, role) {
  const persona = demo.personas[role];
  assert.ok(persona, `the demo prints no log-in for ${role}: ${JSON.stringify(demo.personas)}`);
  await page.goto("/desk");
  const form = page.locator("form").filter({ has: page.locator("input[type=password]") }).first();
  await form.locator("input:not([type=hidden]):not([type=password])").first().fill(persona.name);
  await form.locator("input[type=password]").first().fill(persona.passphrase);
  await press(form);
  await noError(page);
  assert.equal(await page.locator("input[type=password]").count(), 0, `${role} is still at the log-in page`);
}

/** Opens a case by its reference, through the queue that lists all. */
export async function openCase(page, reference) {
  await page.goto("/desk");
  const link = page.getByRole("link", { name: reference });
  for (const view of [/nouveaux|nouvelles/i, /tous|toutes/i]) {
    if (await link.count()) break;
    const tab = page.getByRole("link", { name: view });
    if (await tab.count()) await goOn(tab.first());
  }
  if (!(await link.count())) await search(page, reference);
  assert.ok(await link.count(), `${reference} is in no queue:\n${(await mainText(page)).slice(0, 600)}`);
  await goOn(link.first());
}

async function search(page, reference) {
  const box = page.locator("input[type=search], input[name=q]");
  if (!(await box.count())) return;
  await box.first().fill(reference);
  await press(page.locator("form").filter({ has: box }).first());
}

/** The letter to the institution: its link and, apart from it, its code. */
export function letterFor(demo, reference) {
  const letters = demo.mail().filter((letter) => letter.includes(reference) || /\/(institution|referral)s?\//.test(letter));
  const letter = letters.at(-1);
  assert.ok(letter, `no letter about ${reference} among ${demo.mail().length}`);
  const link = letter.match(/https?:\/\/\S+\/(?:institution|referral|r)s?\/\S+/)?.[0].replace(/[>.,)]+$/, "");
  const codes = demo.mail().map((text) => text.match(/code\D{0,40}?((?:[0-9A-Z]{3,}[ -]?)+)/i)?.[1]);
  return { link, code: codes.filter(Boolean).at(-1)?.trim() };
}

/** Opens the link of a letter with its code. */
export async function openLetter(page, { link, code }) {
  await page.goto(link);
  const form = page.locator("main form").first();
  await fill(form, { code });
  await press(form);
  await noError(page);
}
