// A form that asks every kind of question, answered by hand on every screen.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fill, goOn, mainText, press } from "./forms.mjs";
import { receiptOn } from "./report.mjs";

/** The folder of the pack. */
export const PACK = fileURLToPath(new URL("../packs/everything", import.meta.url));
export const EVERYTHING = "/fr/report/everything";
const PICTURE = fileURLToPath(new URL("../packs/everything/media/mango.png", import.meta.url));

const ANSWERS = {
  "day-d": "28", "day-m": "2", "day-y": "2026",
  "month-m": "2", "month-y": "2026",
  born: "1990",
  "hour-h": "7", "hour-min": "5",
  "moment-d": "1", "moment-m": "3", "moment-y": "2026", "moment-h": "8", "moment-min": "30",
  name: "Awa Synthétique", story: "Récit synthétique.", secret: "caché", phone: "00 00 00 00", code: "P-0042",
  families: "12", depth: "40,5", mood: "4", money: "250", share: "0.35",
  fruit: "mango", trust: "3", days: ["mon", "wed"], colour: "blue",
  "plant-words": "gom", "plants-words": "",
  "order=water": "2", "order=school": "1", "order=road": "3",
  agree: "yes", spot: "12,65 -8.00", path: "12.65 -8.00\n12.66 -8.01", area: "12.65 -8.00\n12.66 -8.01\n12.64 -8.02",
  broken: "yes", remark: "Depuis mars", many: "2",
  "well[1].label": "Nord", "well[1].deep": "12,5", "well[2].label": "Sud",
  "house[1].chief": "Bakary", "house[2].chief": "Djénéba",
  "house[1].person[1].called": "Coumba", "house[1].person[1].age": "31",
  "house[2].person[1].called": "Fanta", "house[2].person[1].age": "8",
  "visit[1].done": "yes", "visit[2].done": "no",
};

/** Instances to add, by the page that offers more. */
const MORE = { house: 2, "house[1].person": 1, "house[2].person": 1 };
const MOST_SCREENS = 80;

/** Answers everything and sends it; `onScreen(page, name)` is called on every screen, by its place in the form. */
export async function walkEverything(page, onScreen = async () => {}) {
  const more = { ...MORE };
  await page.goto(EVERYTHING);
  await onScreen(page, "before");
  await press(page.locator("main form").last());
  for (let screens = 0; screens < MOST_SCREENS; screens += 1) {
    const name = decodeURIComponent(new URL(page.url()).pathname.split("/")[4] ?? "");
    await onScreen(page, name);
    if (name === "review") break;
    const form = page.locator("main form").first();
    if (name in more && more[name] > 0) {
      more[name] -= 1;
      await press(form, /^(ajouter|en ajouter)/i);
      continue;
    }
    await fill(form, ANSWERS);
    for (const file of await form.locator("input[type=file]").all()) await file.setInputFiles(PICTURE);
    await press(form, /continuer/i);
    const errors = await page.locator('[role="alert"]').allInnerTexts();
    assert.deepEqual(errors, [], `${name}:\n${await mainText(page)}`);
  }
  await press(page.locator("main form").first(), /envoyer/i);
  await onScreen(page, "receipt");
  return receiptOn(page);
}

/** The faulty form of a few screens, and the pages that only some answers lead to. */
export async function walkFaults(page, onScreen) {
  await page.goto(EVERYTHING);
  await press(page.locator("main form").last());
  for (const [name, answers] of [
    ["hour", { "hour-h": "24" }],
    ["order", { "order=water": "1", "order=road": "1" }],
    ["area", { area: "12" }],
    ["families", {}],
  ]) {
    await page.goto(`${EVERYTHING}/${name}`);
    const form = page.locator("main form").first();
    await fill(form, answers);
    await press(form, /continuer/i);
    assert.equal(await page.locator('[role="alert"]').count(), 1, name);
    await onScreen(page, `${name}-faulty`);
  }
  await page.goto(`${EVERYTHING}/spot`);
  const form = page.locator("main form").first();
  await fill(form, { "spot-words": "Ségou" });
  await goOn(form.getByRole("button", { name: /chercher/i }));
  await onScreen(page, "spot-found");
}
