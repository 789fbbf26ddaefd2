// The forms of the volunteer on this phone: fetched when there is a network, kept for when there is none.

/** Name of the cache of this language's area. Its worker gives out pictures and sounds from it. */
export const CACHE = `field-forms-${location.pathname.split("/")[1]}`;

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache", redirect: "error" });
  if (answer.status === 401) throw new Error("signed-out");
  if (!answer.ok) throw new Error("server");
  return answer;
}

/** Brings the forms up to date: what is new is fetched, what is no longer theirs is forgotten. Gives the index. */
export async function load(address) {
  const cache = await caches.open(CACHE);
  const answer = await fetched(address);
  const index = await answer.clone().json();
  const kept = await cache.match(address);
  // What would be sealed as somebody else's is not begun any more, even if the forms do not get through now.
  if (kept && (await kept.json()).volunteer !== index.volunteer) await cache.delete(address);
  const wanted = [];
  for (const form of index.forms) {
    if (!form.load) continue;
    wanted.push(form.load);
    if (!(await cache.match(form.load))) await cache.put(form.load, await fetched(form.load));
    const { media } = await (await cache.match(form.load)).json();
    for (const file of Object.values(media)) {
      wanted.push(file);
      if (!(await cache.match(file))) await cache.put(file, await fetched(file));
    }
  }
  // The index last: it never names what is not here.
  await cache.put(address, answer);
  wanted.push(address);
  const keep = new Set(wanted.map((path) => new URL(path, location.href).href));
  for (const request of await cache.keys()) {
    if (!keep.has(request.url)) await cache.delete(request);
  }
  return index;
}

/** The index as it was last loaded; null before, and where the browser keeps nothing for this page. */
export async function index(address) {
  if (!("caches" in globalThis)) return null;
  const kept = await (await caches.open(CACHE)).match(address);
  return kept ? kept.json() : null;
}

/** A form as it was last loaded. */
export async function form(address) {
  const kept = await (await caches.open(CACHE)).match(address);
  return kept ? kept.json() : null;
}
