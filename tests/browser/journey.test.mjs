// The main job: a report from a small phone without JavaScript, through a coalition and an institution, to an answer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, visitor, DESKTOP } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { letterFor, logIn, openCase, openLetter } from "./desk.mjs";
import { REPORT, act, mainText, press } from "./forms.mjs";
import { walkReport } from "./report.mjs";

let demo, browser, reporter;
const told = {};

before(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  reporter = await visitor(browser, demo);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("a report in French ends with a receipt, and the address bar never tells what was written", async () => {
  const addresses = [];
  let carried = 0;
  reporter.on("requestfinished", async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    carried += responseBodySize + responseHeadersSize;
  });
  Object.assign(told, await walkReport(reporter, { onScreen: async (page) => addresses.push(page.url()) }));
  assert.equal(told.receipt.length, 20);
  assert.ok(told.screens.length > 5, told.screens.join(" → "));
  assert.ok(carried > 0 && carried < 60_000, `a whole report downloads ${carried} bytes`);
  for (const address of addresses) {
    assert.ok(!address.includes(told.receipt) && !/synth|guichet/i.test(decodeURIComponent(address)), address);
  }
});

test("the receipt page is not kept by the browser", async () => {
  const other = await visitor(browser, demo);
  let cached = "never seen";
  other.on("response", (answer) => {
    if (answer.request().resourceType() === "document") cached = answer.headers()["cache-control"];
  });
  await walkReport(other);
  assert.match(cached ?? "", /no-store/);
  await other.context().close();
});

test("answers survive going back and loading again", async () => {
  const other = await visitor(browser, demo);
  let seen = 0;
  await walkReport(other, {
    onScreen: async (page) => {
      const text = page.locator("textarea");
      if (!(await text.count()) || seen++) return;
      await text.first().fill(REPORT.narrative);
      await press(page.locator("main form").filter({ has: text }).first(), /continuer|suivant/i);
      await page.goBack();
      await page.reload();
      assert.equal(await page.locator("main textarea").first().inputValue(), REPORT.narrative);
    },
  });
  assert.ok(seen, "the form asks nobody to tell what happened");
  await other.context().close();
});

test("the receipt opens the follow-up page, and a message goes to the coalition", async () => {
  await follow();
  await act(reporter, /message|ajouter|écrire/i, { message: "MESSAGE SYNTHÉTIQUE du déclarant", text: "MESSAGE SYNTHÉTIQUE du déclarant" });
  assert.match(await mainText(reporter), /MESSAGE SYNTHÉTIQUE/);
});

test("a case worker opens the case, reads it and assesses it", async () => {
  const page = await visitor(browser, demo, { viewport: DESKTOP });
  await logIn(page, demo, "caseworker");
  await openCase(page, told.reference);
  const text = await mainText(page);
  assert.match(text, /RÉCIT SYNTHÉTIQUE/, "the sealed words are not shown to the case worker");
  assert.match(text, /MESSAGE SYNTHÉTIQUE/, "the message of the reporter is not shown");
  await act(page, /évaluer|évaluation|crédibilité|assess/i, { reasons: "Récit précis, SYNTHÉTIQUE", credibility: "3" });
  await page.context().close();
});

test("a coordinator writes a summary and hands the case to an institution", async () => {
  const page = await visitor(browser, demo, { viewport: DESKTOP });
  await logIn(page, demo, "coordinator");
  await openCase(page, told.reference);
  await act(page, /enregistrer le résumé/i, { summary: "RÉSUMÉ SYNTHÉTIQUE sans nom." });
  await act(page, /transmettre/i, { office: "first" });
  assert.match(await mainText(page), /transmis/i);
  told.letter = await letterFor(page, demo, told.reference);
  await page.context().close();
});

test("the institution opens the summary with its link and code, acknowledges and answers", async () => {
  const page = await visitor(browser, demo, { viewport: DESKTOP });
  await openLetter(page, told.letter);
  const text = await mainText(page);
  assert.match(text, /RÉSUMÉ SYNTHÉTIQUE/);
  assert.doesNotMatch(text, /RÉCIT SYNTHÉTIQUE|guichet 2/, "the institution sees more than the summary");
  await act(page, /confirmer la réception/i);
  await act(page, /envoyer la réponse|répondre/i, { text: "RÉPONSE SYNTHÉTIQUE de l'institution", measure: "first" });
  await page.context().close();
});

test("the reporter reads the answer, and after closing says whether it helped", async () => {
  await follow();
  assert.match(await mainText(reporter), /RÉPONSE SYNTHÉTIQUE/);
  const page = await visitor(browser, demo, { viewport: DESKTOP });
  await logIn(page, demo, "coordinator");
  await openCase(page, told.reference);
  await act(page, /clore/i, { closing: "first" });
  await page.context().close();
  await follow();
  await act(reporter, /réglé/i, { answered: "yes", resolved: "yes" });
});

test("the public pages show figures with their table, and lead to the open data", async () => {
  const page = await visitor(browser, demo);
  await page.goto("/fr/data");
  assert.ok((await page.locator("table").count()) > 0, "no table beside the figures");
  assert.ok((await page.locator("svg").count()) > 0, "no map");
  for (const path of ["/data/denunciation.csv", "/data/denunciation.json", "/data/denunciation.geojson", "/data/datapackage.json", "/data/catalog.jsonld"]) {
    const answer = await fetch(demo.url + path);
    assert.equal(answer.status, 200, path);
    assert.ok((await answer.text()).length > 20, path);
  }
  await page.context().close();
});

async function follow() {
  await reporter.goto("/fr/follow");
  // The browser that opened the case a moment ago need not type the receipt again.
  if (await reporter.locator("h1", { hasText: told.reference }).count()) return;
  await act(reporter, /reçu|suivre|ouvrir/i, { receipt: told.receipt });
}
