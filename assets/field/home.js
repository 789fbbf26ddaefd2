// The list of forms: what lies on the phone, and leaving it clean.

import * as outbox from "./outbox.js";
import * as store from "./store.js";
import { live, refresh } from "./phone.js";

const leave = document.getElementById("leave");
const unsent = document.getElementById("unsent");

/** Takes everything of this area off the phone. */
async function wipe() {
  await store.clear();
  for (const name of await caches.keys()) {
    if (name.startsWith("field-")) await caches.delete(name);
  }
  for (const worker of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(worker.scope).pathname.endsWith("/field")) await worker.unregister();
  }
}

leave.addEventListener("submit", async (event) => {
  if (!("serviceWorker" in navigator)) return;
  event.preventDefault();
  // Storage that cannot be opened holds nothing that could be lost.
  const { count } = await outbox.waiting().catch(() => ({ count: 0 }));
  if (count > 0) {
    unsent.hidden = false;
    unsent.querySelector("button").focus();
    await refresh();
    return;
  }
  await wipe().finally(() => leave.submit());
});

unsent.querySelector("button").addEventListener("click", async () => {
  await wipe().finally(() => leave.submit());
});

live();
