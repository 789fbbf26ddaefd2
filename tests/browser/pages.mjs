// Every page there is. A new page is added here once, and is then judged for access, weight, width and pictures.
import { PHONE, visitor } from "./browser.mjs";
import { logIn } from "./desk.mjs";
import { goOn } from "./forms.mjs";
import { REPORT_PATH, walkReport } from "./report.mjs";

/** Pages that anybody reaches by their address. */
export const PUBLIC = [
  { name: "home", path: "/fr" },
  { name: "home-en", path: "/en" },
  { name: "report-start", path: REPORT_PATH },
  { name: "report-start-en", path: "/en/report/denunciation" },
  { name: "follow", path: "/fr/follow" },
  { name: "data", path: "/data" },
  { name: "data-method", path: "/data", link: /méthode/i },
  { name: "data-region", path: "/data", link: /ségou/i },
  { name: "data-bodies", path: "/data", link: /réponses|organismes|qui répond/i },
  { name: "desk-login", path: "/desk" },
  { name: "not-found", path: "/fr/no-such-page" },
];

/** Pages of the desk, by the role that sees them. `link` is pressed after the path is open. */
export const DESK = [
  { role: "caseworker", name: "queue", path: "/desk" },
  { role: "caseworker", name: "queue-overdue", path: "/desk", link: /en retard/i },
  { role: "caseworker", name: "case", path: "/desk", link: /^DN-/ },
  { role: "coordinator", name: "overview", path: "/desk", link: /vue d.ensemble|pilotage|coordination/i },
  { role: "coordinator", name: "case-coordinator", path: "/desk", link: /^DN-/ },
  { role: "auditor", name: "audit", path: "/desk" },
  { role: "admin", name: "members", path: "/desk" },
];

/** Opens every page as the right person and calls `onPage(page, name)`: public pages, each screen of a report, the desk. */
export async function visitAll(browser, demo, options, onPage) {
  const look = { viewport: PHONE, ...options };
  const page = await visitor(browser, demo, look);
  for (const entry of PUBLIC) await open(page, entry, onPage);
  await walkReport(page, {
    onScreen: (screen, _title, number) => onPage(screen, `report-${String(number).padStart(2, "0")}`),
  });
  await page.context().close();
  for (const role of new Set(DESK.map((entry) => entry.role))) {
    const staff = await visitor(browser, demo, look);
    await logIn(staff, demo, role);
    for (const entry of DESK.filter((one) => one.role === role)) {
      await open(staff, { ...entry, name: `desk-${entry.name}` }, onPage);
    }
    await staff.context().close();
  }
}

async function open(page, { name, path, link }, onPage) {
  await page.goto(path);
  if (link) await goOn(page.locator("main").getByRole("link", { name: link }).first());
  await onPage(page, name);
}
