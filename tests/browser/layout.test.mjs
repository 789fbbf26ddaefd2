// Nothing scrolls sideways on a narrow or enlarged page, and a thumb hits every control.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { startHouse } from "./house.mjs";
import { visitAll, visitHouse } from "./pages.mjs";

let demo, house, browser;

before(async () => {
  [demo, house] = await Promise.all([startDemo(), startHouse()]);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  await house?.stop();
});

const SCREENS = [
  { name: "at 320 pixels", viewport: { width: 320, height: 568 }, letters: 100 },
  { name: "on a small laptop", viewport: { width: 1100, height: 768 }, letters: 100 },
  { name: "on a desktop enlarged to 200 %", viewport: { width: 640, height: 400 }, letters: 100 },
  { name: "on a phone with letters at 200 %", viewport: { width: 360, height: 640 }, letters: 200 },
];

for (const { name, viewport, letters } of SCREENS) {
  test(`no page scrolls sideways ${name}`, async () => {
    const wide = [];
    const measure = async (page, where) => {
      const found = await page.evaluate((percent) => {
        const root = document.documentElement;
        root.style.fontSize = percent === 100 ? "" : `${percent}%`;
        const over = root.scrollWidth - root.clientWidth;
        const culprit = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
        root.style.fontSize = "";
        return over > 0 ? `${over} px by ${culprit?.outerHTML.slice(0, 80)}` : "";
      }, letters);
      if (found) wide.push(`${where}: ${found}`);
    };
    await visitAll(browser, demo, { viewport, script: true }, measure);
    await visitHouse(browser, house, { viewport, script: true }, measure);
    assert.deepEqual(wide, []);
  });
}

test("every control of a citizen's page is at least 44 pixels high", async () => {
  const small = [];
  const measure = async (page, where) => {
    if (where.startsWith("desk")) return;
    const found = await page.evaluate(() => {
      const target = (control) => (control.matches("[type=radio], [type=checkbox]") && control.closest("label")) || control;
      const controls = [...document.querySelectorAll("main button:not([tabindex='-1']), main input:not([type=hidden]), main select, main summary, main .btn")];
      return controls
        .filter((control) => control.checkVisibility())
        .map((control) => [control.outerHTML.slice(0, 60), Math.round(target(control).getBoundingClientRect().height)])
        .filter(([, height]) => height > 0 && height < 44);
    });
    small.push(...found.map(([what, height]) => `${where}: ${height} px: ${what}`));
  };
  await visitAll(browser, demo, { script: true }, measure);
  await visitHouse(browser, house, { script: true }, measure);
  assert.deepEqual(small, []);
});
