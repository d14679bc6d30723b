// The service worker: keeps one complete, checked copy of the app on the
// device, so that nothing needs a network after the first visit.
//
// `cargo xtask build` fills in the three constants. A copy is all or nothing:
// every file is fetched past the HTTP cache and checked against its SHA-256
// before any is stored, in a cache named after the whole set; each answer comes
// from one set only. A new copy waits until the kiosk says that nobody is in an
// interview. The copy before it is kept until the new one has run; if that
// fails to start, the worker goes back to it.
'use strict';

const VERSION = '%VERSION%';
const FILES = '%FILES%'; // path from the scope → [integrity, content type]
const HEADERS = '%HEADERS%'; // a meta policy does not bind workers, headers do

const POLICY = 'content-security-policy';
const SETS = 'heard-set-';
const SET = SETS + VERSION;
// A cache of this name, always empty, marks a set that failed to start.
const REFUSED = 'heard-refused-';

self.addEventListener('install', (event) => event.waitUntil(store()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { take, running, failed } = event.data ?? {};
  if (take === 'update') self.skipWaiting();
  if (running) event.waitUntil(keepOnly(running));
  if (failed) event.waitUntil(goBack(failed, event.source));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});

async function store() {
  const copies = await Promise.all(Object.keys(FILES).map(fetchChecked));
  const cache = await caches.open(SET);
  await Promise.all(copies.map(([path, copy]) => cache.put(path, copy)));
}

// The browser itself refuses bytes that do not match `integrity`.
async function fetchChecked(path) {
  const [integrity, type] = FILES[path];
  const response = await fetch(path, { integrity, cache: 'reload', redirect: 'error' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const headers = { ...HEADERS, 'content-type': type };
  // The server's own: it may let pages of the bank embed the kiosk.
  const policy = response.headers.get(POLICY);
  if (policy) headers[POLICY] = policy;
  return [path, new Response(await response.arrayBuffer(), { headers })];
}

async function answer(request) {
  const cacheName = await setInUse();
  const stored = await caches.match(shellOr(request), { cacheName });
  // Not part of the set: `provision.json`, `demo.csv`.
  return stored ?? fetch(request);
}

// The page itself is stored under its folder's address, whatever is added to it.
function shellOr(request) {
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  const { scope } = self.registration;
  const isPage = address === scope || address === `${scope}index.html`;
  return request.mode === 'navigate' && isPage ? scope : request;
}

let inUse;

// Asked for once in a worker's life: this worker's own set, or the one before
// it where its own failed to start.
function setInUse() {
  inUse ??= (async () => {
    const refused = await caches.has(REFUSED + VERSION);
    return (refused && (await setBefore())) || SET;
  })();
  return inUse;
}

// The oldest other set: one that has run deletes all older ones.
async function setBefore() {
  const names = await caches.keys();
  return names.find((name) => name.startsWith(SETS) && name !== SET);
}

// A set has run: the others, and what was noted about them, can go. The older
// worker's pages may still be open while a new worker waits with a set of its
// own, so only the worker whose set it is may tidy up.
async function keepOnly(version) {
  if (version !== VERSION) return;
  const waiting = self.registration.waiting ?? self.registration.installing;
  if (waiting) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('heard-') && name !== SET);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function goBack(version, page) {
  if (version !== VERSION || !(await setBefore())) return;
  await caches.open(REFUSED + VERSION);
  inUse = undefined;
  page.postMessage({ reload: true });
}
