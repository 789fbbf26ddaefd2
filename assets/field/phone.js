// The part of a page that says what lies on this phone, sends it, and brings the forms up to date.

import * as forms from "./forms.js";
import * as outbox from "./outbox.js";

const MINUTE = 60000;

/** Where the section stands in the page, with its addresses and sentences. */
export const section = document.getElementById("phone");
/** The sentences of the section. */
export const said = JSON.parse(section.dataset.said);
/** Where the index of forms is. */
export const INDEX = section.dataset.index;

// A link with a key behind the `#` may have led here: without a network the worker answers it with the page that fills.
function clear() {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
}

clear();
// Such a link may be opened where this page already is.
window.addEventListener("hashchange", clear);

const part = (name) => section.querySelector(`[data-part="${name}"]`);

/** Puts words into a sentence. */
export function filled(sentence, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.split(`{${name}}`).join(String(value)), sentence);
}

function show(name, text) {
  part(name).textContent = text;
}

/** Shows how much waits, and what was not taken. */
export async function refresh() {
  const { count, apart } = await outbox.waiting();
  show("waiting", count === 0 ? said.none : filled(said.waiting, { n: count }));
  const list = part("apart");
  list.textContent = "";
  for (const record of apart) {
    const line = document.createElement("li");
    line.textContent = `${new Date(record.at).toLocaleString(document.documentElement.lang)} · ${record.apart}`;
    list.append(line);
  }
  part("apart-title").hidden = apart.length === 0;
  part("send").hidden = count === 0;
  return count;
}

/** Sends what waits, and says how it went. */
export async function send(again) {
  if ((await outbox.waiting()).count === 0) {
    await refresh();
    return;
  }
  show("state", said.sending);
  const { sent, stopped } = await outbox.send(section.dataset.outbox, again);
  show("state", stopped ? said[stopped] : sent > 0 ? said.sent : "");
  await refresh();
}

/** Brings the forms up to date, and says how it went once the worker could open them. Gives the index, as it now is on the phone. */
async function load(ready) {
  show("loaded", said.loading);
  try {
    const index = await forms.load(INDEX);
    await ready;
    show("loaded", filled(said.loaded, { n: index.forms.filter((form) => form.load).length }));
    return index;
  } catch (error) {
    const index = await forms.index(INDEX);
    show("loaded", index ? said.before : said.never);
    return index;
  }
}

/** Starts the worker that opens the area without a network. */
async function work() {
  await navigator.serviceWorker.register(section.dataset.worker, { scope: section.dataset.scope });
  await navigator.serviceWorker.ready;
}

/** Makes the section live. Gives the index of forms. */
export async function live() {
  if (!("serviceWorker" in navigator) || !("indexedDB" in window) || !window.isSecureContext) {
    section.hidden = false;
    show("state", said.unable);
    return null;
  }
  section.hidden = false;
  part("send").addEventListener("click", () => send(true));
  window.addEventListener("online", () => send(false));
  setInterval(() => navigator.onLine && send(false), MINUTE);
  await refresh();
  // Asks the browser to keep what waits even when the phone is short of room; it may say no.
  navigator.storage?.persist?.().catch(() => false);
  const working = work();
  working.catch(() => show("state", said.unable));
  const index = await load(working);
  send(false);
  return index;
}
