// The demo's service worker. www/build-demo.mjs fills in the version, a hash of all files, and the list of files.

const VERSION = '{version}';
const FILES = ['{files}'];

const CACHE = `unhusk-${VERSION}`;
const BASE = new URL('./', self.location).href;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(new URL(file, BASE), { cache: 'no-cache' })))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(
        names.filter((name) => name.startsWith('unhusk-') && name !== CACHE).map((name) => caches.delete(name)),
      );
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'unhusk:activate') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(BASE)) return;
  event.respondWith(answer(request));
});

/** All files of one version come from its cache, so that old and new ones never mix. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  // A frame asks for a page of its own.
  const wanted = request.mode === 'navigate' && request.destination === 'document' ? BASE : request.url;
  return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
}
