// What a first visit costs on a metered line: gzip bytes of the page and of everything it pulls.
import assert from "node:assert/strict";
import { get } from "node:http";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { startDemo } from "./demo.mjs";
import { PUBLIC } from "./pages.mjs";

const REPORT_LIMIT = 6 * 1024;
const LIMIT = 14 * 1024;
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
