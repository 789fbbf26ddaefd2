// Opens the volunteers' area without a network. Its scope is that area; it keeps nothing that was typed.
// SHELL (addresses of the page, its styles and scripts), OFFLINE (the page), VERSION and AREA (the area of one language: others have
// workers of their own, and leave its caches alone) are written above by the server.

/* global SHELL, OFFLINE, VERSION, AREA */

const SHELLS = `field-shell-${AREA}-`;
const OWN = `${SHELLS}${VERSION}`;
const FORMS = `field-forms-${AREA}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(OWN);
    // The page is asked for anew. All else has the mark of what it holds in its address, and what the browser has of it is not sent again.
    await cache.addAll(SHELL.map((address) => new Request(address, { cache: address === OFFLINE ? "no-cache" : "default" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(SHELLS) && name !== OWN) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  // First of all: a large picture is opened as a page of its own.
  if (url.pathname.includes("/field/media/")) {
    event.respondWith((async () => (await (await caches.open(FORMS)).match(request)) || fetch(request))());
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await (await caches.open(OWN)).match(OFFLINE)) || Response.error()));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith((async () => (await (await caches.open(OWN)).match(request)) || fetch(request))());
  }
});
