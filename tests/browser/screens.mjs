// Pictures of every page for docs/screens: phone and desktop, light and dark.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DESKTOP, PHONE, openBrowser } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { visitAll } from "./pages.mjs";

const folder = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
mkdirSync(folder, { recursive: true });
const demo = await startDemo();
const browser = await openBrowser();
let count = 0;
try {
  for (const [screen, viewport] of Object.entries({ "360x640": PHONE, "1280x800": DESKTOP })) {
    for (const colorScheme of ["light", "dark"]) {
      await visitAll(browser, demo, { viewport, colorScheme }, async (page, name) => {
        await page.screenshot({ path: `${folder}${name}-${screen}-${colorScheme}.png`, fullPage: true });
        count += 1;
      });
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
console.log(`${count} pictures in docs/screens`);
