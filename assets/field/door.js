// Takes the key out of the address at once: it stands behind the `#`, where no server sees it, and must not stay in the history.

const key = location.hash.slice(1);
const field = document.getElementById("token");
if (key && field) {
  history.replaceState(null, "", location.pathname);
  field.value = key;
  const found = document.getElementById("found");
  found.textContent = found.dataset.found;
}
