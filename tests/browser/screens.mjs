// Pictures of every page for docs/screens: phone and desktop, light and dark.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DESKTOP, PHONE, openBrowser } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { startHouse } from "./house.mjs";
import { visitAll, visitHouse } from "./pages.mjs";

const folder = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
mkdirSync(folder, { recursive: true });
const demo = await startDemo({ cases: 2000 });
const house = await startHouse();
const browser = await openBrowser();
const pictures = [];
try {
  for (const [screen, viewport] of Object.entries({ "360x640": PHONE, "1280x800": DESKTOP })) {
    for (const colorScheme of ["light", "dark"]) {
      const draw = async (page, name) => {
        const path = `${folder}${name}-${screen}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
        pictures.push(path);
      };
      await visitAll(browser, demo, { viewport, colorScheme }, draw);
      await visitHouse(browser, house, { viewport, colorScheme }, draw);
    }
  }
} finally {
  await browser.close();
  await demo.stop();
  await house.stop();
}
// Sixty-four colours are enough for these pages, and a quarter of the bytes.
execFileSync("pngquant", ["--force", "--ext", ".png", "--strip", "64", ...pictures]);
console.log(`${pictures.length} pictures in docs/screens`);
