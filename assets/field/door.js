// Takes the key out of the address at once: it stands behind the `#`, where no server sees it, and must not stay in the history.

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
