// Every kind of question on a telephone: readable, reachable, whole without scripts, and filled in by the one script where
// the pack lets it run.
import assert from "node:assert/strict";
import axe from "axe-core";
import { after, before, test } from "node:test";
import { PHONE, openBrowser, visitor } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { EVERYTHING, PACK, walkEverything, walkFaults } from "./everything.mjs";
import { press } from "./forms.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
let demo, browser;

before(async () => {
  demo = await startDemo({ cases: 20, packs: [PACK] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("a form with every kind of question is answered without scripts, from the first page to the receipt", async () => {
  const page = await visitor(browser, demo);
  const seen = [];
  const { receipt } = await walkEverything(page, (_, name) => seen.push(name));
  assert.equal(receipt.length, 20);
  for (const name of ["well[2].well", "house[2].person[1].person", "visit[2].done", "plant", "state"]) {
    assert.ok(seen.includes(name), `${name} was not asked: ${seen}`);
  }
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no barrier, nothing sideways and a thumb's height on every screen: ${colorScheme}`, async () => {
    const page = await visitor(browser, demo, { script: true, colorScheme, viewport: PHONE });
    const found = [];
    const look = async (screen, name) => {
      await screen.evaluate(axe.source);
      const result = await screen.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
      for (const { id, help, nodes } of result.violations) {
        found.push(`${name}: ${id} (${help}) at ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
      }
      found.push(...(await measured(screen)).map((what) => `${name}: ${what}`));
    };
    await walkEverything(page, look);
    await page.context().clearCookies();
    await walkFaults(page, look);
    assert.deepEqual(found, []);
    await page.context().close();
  });
}

/** What scrolls sideways at 360 and 320 pixels and with letters at 200 %, and controls lower than a thumb. */
function measured(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found = [];
    for (const [letters, width] of [["", ""], ["200%", ""], ["", "320px"]]) {
      root.style.fontSize = letters;
      root.style.width = width;
      const most = width ? 320 : root.clientWidth;
      const culprit = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > most + 1 && !e.closest(".skip, .hide"));
      if (culprit) found.push(`sideways (${letters} ${width}): ${culprit.outerHTML.slice(0, 100)}`);
    }
    root.style.fontSize = root.style.width = "";
    const target = (control) => (control.matches("[type=radio], [type=checkbox]") && control.closest("label")) || control;
    const controls = [...document.querySelectorAll("main button:not([tabindex='-1']), main input:not([type=hidden]), main select, main summary, main audio, main .btn")];
    for (const control of controls.filter((one) => one.checkVisibility())) {
      const height = Math.round(target(control).getBoundingClientRect().height);
      if (height < 44) found.push(`${height} px: ${control.outerHTML.slice(0, 80)}`);
    }
    return found;
  });
}

test("with scripts the phone tells where it is, on that page alone, and a refusal says what to do", async () => {
  const page = await visitor(browser, demo, { script: true, at: { latitude: 12.650001, longitude: -8, accuracy: 7.2 } });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(EVERYTHING);
  await press(page.locator("main form").last());
  await page.goto(`${EVERYTHING}/spot`);
  await page.getByRole("button", { name: "Prendre ma position" }).click();
  const box = page.locator("#spot");
  await page.waitForFunction(() => document.querySelector("#spot").value !== "");
  assert.equal(await box.inputValue(), "12.650001 -8.000000 0.0 8");
  await page.goto(`${EVERYTHING}/path`);
  await page.locator("#path").fill("12.66 -8.01");
  await page.getByRole("button", { name: "Prendre ma position" }).click();
  await page.waitForFunction(() => document.querySelector("#path").value.includes("\n"));
  assert.equal(await page.locator("#path").inputValue(), "12.66 -8.01\n12.650001 -8.000000 0.0 8");
  await press(page.locator("main form").first(), /continuer/i);
  assert.ok(page.url().endsWith("/area"), page.url());
  await page.context().clearPermissions();
  await page.getByRole("button", { name: "Prendre ma position" }).click();
  await page.getByText(/n’a pas été trouvée/).waitFor();
  await page.goto(`${EVERYTHING}/day`);
  assert.equal(await page.evaluate(() => document.scripts.length), 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a sound is fetched when it is asked for and plays", async () => {
  const page = await visitor(browser, demo, { script: true });
  const fetched = [];
  page.on("request", (request) => request.url().includes("/media/") && fetched.push(request.url().split("/").pop()));
  await page.goto(EVERYTHING);
  await press(page.locator("main form").last());
  assert.ok(page.url().endsWith("/hello"));
  await page.locator("img.shown").evaluate((img) => img.decode());
  assert.deepEqual(fetched, ["well%20one.png"], "nothing is spent on a sound that nobody asked for");
  const seconds = await page.locator("audio").evaluate(async (audio) => {
    await audio.play();
    return audio.duration;
  });
  assert.ok(seconds > 0.1, `${seconds}`);
  await page.context().close();
});
