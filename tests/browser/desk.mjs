// The desk as its people use it.
import assert from "node:assert/strict";
import { fill, goOn, mainText, noError, press, unfold } from "./forms.mjs";

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
  if (await link.count()) await goOn(link.first());
  else await search(page, reference);
  assert.equal(await page.locator("h1").innerText(), reference, (await mainText(page)).slice(0, 600));
}

async function search(page, reference) {
  const box = page.locator("input[type=search], input[name=q]");
  if (!(await box.count())) return;
  const form = page.locator("form").filter({ has: box }).first();
  await unfold(form);
  await box.first().fill(reference);
  await press(form);
}

/** The code that the page of a referral shows once, and the link that the letter about it holds: another one than `before`. */
export async function letterFor(page, demo, reference, before = demo.office.link) {
  const code = (await page.locator("#code").innerText()).replace(/\s+/g, " ").trim();
  for (let tries = 0; tries < 100; tries += 1) {
    const letters = demo.mail().filter((letter) => letter.includes(reference));
    const link = letters.at(-1)?.match(/https?:\/\/\S+\/office\/\S+/)?.[0];
    if (link && link !== before) return { reference, link, code };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`no new letter about ${reference} among ${demo.mail().length}`);
}

/** The coordinator, on the page of a case that was handed over, has a fresh letter sent; `demo.office` is then that one. */
export async function renewLetter(page, demo) {
  const form = page.locator("form[action$='/renew']");
  await unfold(form);
  await press(form);
  await noError(page);
  demo.office = await letterFor(page, demo, demo.office.reference);
}

/** Opens the link of a letter with its code. */
export async function openLetter(page, { link, code }) {
  await page.goto(link);
  const form = page.locator("main form").first();
  await fill(form, { code });
  await press(form);
  await noError(page);
}
