// What a first visit costs on a metered line: gzip bytes of the page and of everything it pulls.
import assert from "node:assert/strict";
import { get } from "node:http";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { openBrowser, visitor } from "./browser.mjs";
import { startCounting } from "./counted.mjs";
import { startDemo } from "./demo.mjs";
import { startFieldHouse } from "./field-house.mjs";
import { PUBLIC } from "./pages.mjs";

const REPORT_LIMIT = 6 * 1024;
const LIMIT = 14 * 1024;
/** The volunteers' area: its door, the list of forms with all that fills them without a network, and that list another time. */
const FIELD = { door: 6 * 1024, forms: 72 * 1024, again: 4 * 1024 };
let demo;

before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

test("the report page weighs at most 6 kB, any first load at most 14 kB, and nothing comes from elsewhere", async (t) => {
  const heavy = [];
  for (const { name, path } of PUBLIC.filter((page) => !page.then)) {
    const { bytes, parts } = await weigh(new URL(path, demo.url));
    const limit = name.startsWith("report") ? REPORT_LIMIT : LIMIT;
    t.diagnostic(`${name}: ${bytes} B (${parts.join(", ")})`);
    if (bytes > limit) heavy.push(`${name}: ${bytes} B of ${limit} (${parts.join(", ")})`);
  }
  assert.deepEqual(heavy, []);
});

test("the volunteers' area weighs 6 kB at its door and 72 kB with its forms and all its scripts, and sends nothing twice", async (t) => {
  const house = await startFieldHouse();
  const line = await startCounting(house);
  const browser = await openBrowser();
  try {
    const page = await visitor(browser, line, { script: true });
    const loaded = () => page.getByText("Formulaires chargés pour remplir sans réseau : 1").waitFor();
    const heavy = [];
    const weighed = (name) => {
      const answers = line.answers.splice(0).filter(({ bytes }) => bytes > 0);
      const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
      const parts = answers.map(({ path, bytes }) => `${path.split("/").pop()} ${bytes}`).join(", ");
      t.diagnostic(`field, ${name}: ${bytes} B (${parts})`);
      if (bytes > FIELD[name]) heavy.push(`${name}: ${bytes} B of ${FIELD[name]} (${parts})`);
      assert.deepEqual(answers.filter(({ packed }) => !packed).map(({ path }) => path), [], `${name}: not compressed`);
      return answers.map(({ path }) => path);
    };
    await page.goto(`/fr/field#${house.token}`, { waitUntil: "networkidle" });
    const paths = weighed("door");
    await page.getByRole("button", { name: "Entrer" }).click();
    // It says so when the worker has all that opens the area without a network.
    await loaded();
    paths.push(...weighed("forms"));
    for (const script of ["door.js", "home.js", "offline.js", "xpath.js", "worker.js"]) {
      assert.ok(paths.some((path) => path.endsWith(`/${script}`)), `${script} is not among what was sent: ${paths}`);
    }
    assert.deepEqual(paths.filter((path, place) => paths.indexOf(path) !== place), [], "sent twice");
    await page.reload();
    await loaded();
    weighed("again");
    assert.deepEqual(heavy, []);
  } finally {
    await browser.close();
    line.stop();
    await house.stop();
  }
});

async function weigh(url) {
  const page = await load(url);
  const parts = [`page ${page.bytes}`];
  let bytes = page.bytes;
  for (const pulled of pulledBy(page.text)) {
    const address = new URL(pulled, page.url);
    assert.equal(address.origin, demo.url, `${url.pathname} pulls from another host`);
    const part = await load(address);
    bytes += part.bytes;
    parts.push(`${address.pathname} ${part.bytes}`);
  }
  return { bytes, parts };
}

/** What a browser fetches by itself: style sheets, scripts, pictures, icons. */
function pulledBy(html) {
  const found = new Set();
  for (const [tag] of html.matchAll(/<(?:link|script|img|source|audio|use|object|iframe)\b[^>]*>/g)) {
    if (tag.startsWith("<link") && !/rel="?[^">]*(?:stylesheet|icon|preload|manifest)/.test(tag)) continue;
    if (tag.startsWith("<audio") && /preload="?none/.test(tag)) continue;
    const address = tag.match(/\b(?:src|href|data)="?([^"\s>]+)/)?.[1];
    if (address && !address.startsWith("data:") && !address.startsWith("#")) found.add(address.replaceAll("&amp;", "&").split("#")[0]);
  }
  return found;
}

function load(url, hops = 0) {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { "Accept-Encoding": "gzip", "Accept-Language": "fr" } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.headers.location && hops < 5) return resolve(load(new URL(answer.headers.location, url), hops + 1));
        const body = Buffer.concat(chunks);
        const plain = answer.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
        resolve({ url, bytes: body.length, text: plain.toString("utf8") });
      });
    });
    request.on("error", reject);
  });
}
