// Takes the key out of the address at once: it stands behind the `#`, where no server sees it, and must not stay in the history.
// Whoever enters finds nothing of the forms of whoever was here before.

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

/** Forgets the forms on this phone, which say whose records are sealed. Finished records stay: they are sealed already. */
async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith("field-forms-")) await caches.delete(name);
  }
}

field.form.addEventListener("submit", (event) => {
  // Without a secure connection there is none of it.
  if (!("caches" in globalThis)) return;
  event.preventDefault();
  forget().catch(() => {}).then(() => field.form.submit());
});
