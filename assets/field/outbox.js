// Finished records: sealed at once, sent later, forgotten when the server says that it has them.

import { bytes, hex, seal } from "./seal.js";
import * as store from "./store.js";

// Bytes of the files in one item, unless one alone is larger: on a thin line a small item has a chance where a large one has
// none, and what arrived is not sent again.
const ITEM = 2 << 20;

/** A random name (RFC 9562, version 4). */
export function uuid() {
  const chance = crypto.getRandomValues(new Uint8Array(16));
  chance[6] = (chance[6] & 0x0f) | 0x40;
  chance[8] = (chance[8] & 0x3f) | 0x80;
  const digits = Array.from(chance, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The record comes with each group of its files: the server knows it again and adds what is new.
function groups(files) {
  const all = [[]];
  let weight = 0;
  for (const file of files) {
    if (weight > 0 && weight + file.blob.size > ITEM) {
      all.push([]);
      weight = 0;
    }
    all[all.length - 1].push(file);
    weight += file.blob.size;
  }
  return all;
}

/**
 * Seals a record to the key of `index` and keeps it. Once this answers, the page may forget the record.
 * `xml` is a text, `files` are `{ name, blob }`.
 */
export async function put(index, xml, files) {
  const record = uuid();
  const at = Date.now();
  const text = bytes(xml);
  const items = [];
  for (const [part, group] of groups(files).entries()) {
    const head = bytes(JSON.stringify({
      volunteer: index.volunteer,
      xml: text.length,
      files: group.map(({ name, blob }) => [name, blob.size]),
    }));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, head.length);
    const body = await seal(hex(index.key), [length, head, text, ...group.map(({ blob }) => blob)]);
    items.push({ id: uuid(), record, part, at, body, apart: null });
  }
  await store.add(items);
}

/** How many records wait, and those that the server did not take, each with its sentence. */
export async function waiting() {
  const items = await store.all();
  const records = new Map();
  for (const item of items) {
    const known = records.get(item.record) || { record: item.record, at: item.at, apart: null };
    known.apart = known.apart || item.apart;
    records.set(item.record, known);
  }
  const all = Array.from(records.values());
  return { count: all.length, apart: all.filter((record) => record.apart) };
}

let running = null;
/** Id of the item that failed last. The next run begins behind it: what fails at the head holds up nothing for ever. */
let lastFailed = null;

/**
 * Sends what waits; with `again` also what was not taken before. Answers `{ sent, stopped }`: how many items arrived, and why it
 * stopped before the end: "signed-out", "network", "server" or null.
 */
export function send(to, again) {
  if (!running) {
    const alone = (act) => (navigator.locks
      ? navigator.locks.request("field-outbox", { ifAvailable: true }, (lock) => (lock ? act() : { sent: 0, stopped: null }))
      : act());
    running = Promise.resolve(alone(() => run(to, again))).finally(() => {
      running = null;
    });
  }
  return running;
}

async function run(to, again) {
  let sent = 0;
  // One item that does not get through holds up no other; two one after the other are the line, or the server.
  let stopped = null;
  let failed = 0;
  const items = await store.all();
  const first = items.findIndex((item) => item.id === lastFailed) + 1;
  for (const item of [...items.slice(first), ...items.slice(0, first)]) {
    if (item.apart && !again) continue;
    let answer;
    try {
      answer = await fetch(to, {
        method: "POST",
        body: item.body,
        headers: { "Content-Type": "application/octet-stream" },
        cache: "no-store",
        redirect: "error",
      });
    } catch (error) {
      stopped = "network";
      lastFailed = item.id;
      failed += 1;
      if (failed > 1) break;
      continue;
    }
    if (answer.status === 201 || answer.status === 202) {
      await store.remove(item.id);
      sent += 1;
      failed = 0;
      continue;
    }
    if (answer.status === 401) return { sent, stopped: "signed-out" };
    const told = await answer.json().catch(() => null);
    // A page of a paid network, a server that is being mended: nothing is known of the item.
    if (!told || !told.outcome) {
      stopped = "server";
      lastFailed = item.id;
      // One that is too large says nothing of the line.
      if (answer.status !== 413) failed += 1;
      if (failed > 1) break;
      continue;
    }
    failed = 0;
    await store.change({ ...item, apart: told.said });
  }
  return { sent, stopped };
}
