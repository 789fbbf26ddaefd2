// Takes the key out of the address at once: it stands behind the `#`, where no server sees it, and must not stay in the history.
// Whoever enters fills nothing under the name of whoever was here before.

const field = document.getElementById("token");
const found = document.getElementById("found");

function take() {
  const key = location.hash.slice(1);
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  field.value = key;
  found.textContent = found.dataset.found;
}

take();
// The address may be opened where this page already is.
window.addEventListener("hashchange", take);

/** Forgets the index of the forms on this phone, which says whose records are sealed. The forms themselves stay, for the next index to
 * name or to drop; finished records stay too: they are sealed already. */
async function forget() {
  for (const name of await caches.keys()) {
    if (!name.startsWith("field-forms-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (new URL(request.url).pathname.endsWith("/field/load")) await cache.delete(request);
    }
  }
}

field.form.addEventListener("submit", (event) => {
  // Without a secure connection there is none of it.
  if (!("caches" in globalThis)) return;
  event.preventDefault();
  forget().catch(() => {}).then(() => field.form.submit());
});
