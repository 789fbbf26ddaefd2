// WCAG 2.2 AA on every page, light and dark, on the phone and on the desk.
import assert from "node:assert/strict";
import axe from "axe-core";
import { after, before, test } from "node:test";
import { DESKTOP, PHONE, openBrowser } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { startHouse } from "./house.mjs";
import { visitAll, visitHouse } from "./pages.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
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

for (const [screen, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no barrier on any page: ${screen}, ${colorScheme}`, async () => {
      const barriers = [];
      const judge = async (page, name) => {
        await page.evaluate(axe.source);
        const result = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
        for (const { id, help, nodes } of result.violations) {
          barriers.push(`${name}: ${id} (${help}) at ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
        }
      };
      await visitAll(browser, demo, { viewport, colorScheme, script: true }, judge);
      await visitHouse(browser, house, { viewport, colorScheme, script: true }, judge);
      assert.deepEqual(barriers, []);
    });
  }
}
