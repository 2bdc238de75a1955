// The service worker. It keeps the page that works off the net and the files that page needs, nothing else: no page
// of a person is ever put into a cache. Pages come from the net; where there is none, the kept page stands in.
const { release, pages, files } = self.selaras;
const name = `selaras-${release}`;

async function fill() {
  const cache = await caches.open(name);
  // Asked for without cookies: what is kept is what a stranger would see.
  await Promise.all(pages.map(async (page) => {
    const answer = await fetch(page, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok || answer.redirected) throw new Error(page);
    await cache.put(page, answer);
  }));
  await cache.addAll(files);
}

async function clean() {
  const old = (await caches.keys()).filter((key) => key.startsWith("selaras-") && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(clean()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(pages[0])));
  else if (files.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
});
