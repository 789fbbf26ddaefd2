// Fills forms as a person does: by what is visible, never by the inner structure of a page.
import assert from "node:assert/strict";

/** What a reporter answers, by field name; anything else that a page requires gets a plain value of its type. */
export const REPORT = {
  kind: "first",
  outcome: "first",
  "place-words": "Ségou",
  narrative: "RÉCIT SYNTHÉTIQUE. Un agent du bureau a demandé de l'argent pour un papier gratuit.",
  people: "Agent synthétique, guichet 2",
  names: "Agent synthétique, guichet 2",
  month: "2026-01",
  when: "2026-01-15",
  amount: "5000",
  consent_referral: "yes",
};

/** Fills every visible control of `form`; `answers` is a value by name, "first" for the first choice, "" to leave empty. */
export async function fill(form, answers = {}) {
  const done = new Set();
  for (const control of await form.locator("input, select, textarea").all()) {
    const facts = await control.evaluate((element) => ({
      name: element.name,
      type: element.tagName === "INPUT" ? element.type : element.tagName.toLowerCase(),
      required: element.required,
      filled: element.value !== "",
      options: element.tagName === "SELECT" ? [...element.options].filter((o) => o.value && !o.disabled).map((o) => o.value) : [],
    }));
    if (!facts.name || ["hidden", "submit", "button", "file"].includes(facts.type)) continue;
    if (facts.type === "radio") {
      if (!done.has(facts.name)) await choose(form, facts.name, answers[facts.name] ?? "first");
    } else if (facts.type === "checkbox") {
      const wanted = answers[facts.name];
      const value = await control.getAttribute("value");
      if ((facts.required && wanted === undefined) || wanted === value || wanted?.includes?.(value)) await tick(control);
    } else if (facts.type === "select") {
      const wanted = answers[facts.name];
      const value = facts.options.includes(wanted) ? wanted : facts.options[0];
      if (value && (facts.required || wanted !== undefined)) await control.selectOption(value);
    } else if (answers[facts.name] !== undefined) {
      await control.fill(answers[facts.name] === "first" ? plain(facts.type) : answers[facts.name]);
    } else if (facts.required && !facts.filled) {
      await control.fill(plain(facts.type));
    }
    done.add(facts.name);
  }
}

async function choose(form, name, wanted) {
  const choices = form.locator(`input[type=radio][name="${name}"]`);
  const values = await choices.evaluateAll((all) => all.map((one) => one.value));
  await tick(choices.nth(Math.max(0, values.indexOf(wanted))));
}

/** A radio or a box may be drawn by its label, which is what a finger touches. */
async function tick(control) {
  await control.check({ force: true });
}

function plain(type) {
  return { number: "1", date: "2026-01-15", month: "2026-01", email: "essai@exemple.test", tel: "70000000" }[type] ?? "Texte synthétique";
}

/** The form whose button, heading or address says what `what` asks for. */
export async function formFor(page, what) {
  const forms = page.locator("form");
  for (const form of await forms.all()) {
    const words = await form.evaluate((f) => `${f.getAttribute("action") ?? ""} ${f.textContent} ${f.getAttribute("aria-label") ?? ""}`);
    if (what.test(words)) return form;
  }
  assert.fail(`no form for ${what} on ${page.url()}:\n${await mainText(page)}`);
}

/** Fills that form and presses its button; afterwards no error may stand on the page. */
export async function act(page, what, answers = {}, button = undefined) {
  const form = await formFor(page, what);
  await unfold(form);
  await fill(form, answers);
  await press(form, button ?? what);
  await noError(page);
}

/** Opens the details that a form is folded into. */
export async function unfold(form) {
  if (await form.isVisible()) return;
  await form.locator("xpath=ancestor::details[1]/summary").click();
}

/** Presses the button of a form: the one that `what` names, otherwise its first. Waits for the page that follows. */
export async function press(form, what) {
  // A button outside the tab order is there for the Enter key alone.
  const buttons = form.locator("button:not([type=button], [tabindex='-1']), input[type=submit]");
  const named = what ? buttons.filter({ hasText: what }) : buttons;
  await goOn(((await named.count()) ? named : buttons).first());
}

/** Clicks what leads to another page, and waits until that page is there. */
export async function goOn(what) {
  const page = what.page();
  const loaded = page.waitForEvent("load").catch(async () => {
    const invalid = await page.locator(":invalid:not(form, fieldset)").evaluateAll((all) => all.map((one) => one.name));
    assert.fail(`no page follows on ${page.url()}; fields not valid: ${invalid}\n${await mainText(page)}`);
  });
  await Promise.all([loaded, what.click()]);
}

export async function mainText(page) {
  return (await page.locator("main").first().innerText()).trim();
}

export async function noError(page) {
  const errors = await page.locator('[role="alert"], [aria-invalid="true"]').allInnerTexts();
  assert.deepEqual(errors, [], `${page.url()} complains`);
}
