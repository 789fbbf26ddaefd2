// What lies on the phone: sealed items that wait, by a random name, with when they were sealed. Nothing else says what they are.

const NAME = "field";
const OUTBOX = "outbox";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(OUTBOX, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Runs one transaction, and answers once the disk has it.
async function within(mode, act) {
  const db = await opened();
  try {
    return await new Promise((resolve, reject) => {
      let transaction;
      try {
        transaction = db.transaction(OUTBOX, mode, { durability: "strict" });
      } catch (error) {
        transaction = db.transaction(OUTBOX, mode);
      }
      const request = act(transaction.objectStore(OUTBOX));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

/** Keeps all of these items, or none. */
export function add(items) {
  return within("readwrite", (store) => {
    items.forEach((item) => store.add(item));
  });
}

/** All items, the oldest first. */
export async function all() {
  const items = await within("readonly", (store) => store.getAll());
  return items.sort((one, other) => one.at - other.at || one.part - other.part);
}

/** Keeps what became of an item. */
export function change(item) {
  return within("readwrite", (store) => store.put(item));
}

/** Forgets an item that the server has. */
export function remove(id) {
  return within("readwrite", (store) => store.delete(id));
}

/** Forgets everything. */
export function clear() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    // Another tab holds it for the moment of one act.
    request.onblocked = () => {};
  });
}
