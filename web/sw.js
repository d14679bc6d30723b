// The service worker: keeps one complete, checked copy of the app on the
// device, so that nothing needs a network after the first visit.
//
// `cargo xtask build` fills in the four constants. A copy is all or nothing:
// every file is fetched past the HTTP cache and checked against its SHA-256
// before any is stored, in a cache named after the whole set; each answer comes
// from one set only, and is checked again before it is given: what was changed
// in the cache is fetched anew, or else refused. A new copy waits until the
// kiosk says that nobody is in an interview. The copy before it is kept until
// the new one has run; if that fails to start, the worker goes back to it. Of
// that older copy it has no list: there, the page's own checks must do.
'use strict';

const VERSION = '%VERSION%';
const FILES = '%FILES%'; // path from the scope → [integrity, content type]
const HEADERS = '%HEADERS%'; // a meta policy does not bind workers, headers do
const NOTICE = '%NOTICE%'; // stands in for a page that was changed

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
  const path = pathOf(request);
  if (cacheName !== SET) return (await caches.match(path, { cacheName })) ?? fetch(request);
  // Not part of the set: `provision.json`, `demo.jsonl`.
  if (!(path in FILES)) return fetch(request);
  try {
    return await whole(path, isProgram(path));
  } catch (_) {
    return request.mode === 'navigate' ? notice() : Response.error();
  }
}

// As `FILES` names it. The page itself is stored under its folder's address,
// whatever is added to it.
function pathOf(request) {
  const { scope } = self.registration;
  const path = request.url.replace(scope, './');
  if (request.mode !== 'navigate') return path;
  const [page] = path.split(/[?#]/);
  return page === './index.html' ? './' : page;
}

// The page asks for its program by its hash, and says so when that is refused
// (`failed`). Checked here, too, it could not be compiled while it is read.
function isProgram(path) {
  return path.startsWith('./kiosk-');
}

// The copy of a file where it is still what it was, and otherwise a new one.
async function whole(path, isChecked) {
  const copy = await caches.match(path, { cacheName: SET });
  if (copy && (isChecked || (await isWhole(path, copy.clone())))) return copy;
  const [, renewed] = await fetchChecked(path);
  const cache = await caches.open(SET);
  // A full device keeps nobody from going on.
  await cache.put(path, renewed.clone()).catch(() => {});
  return renewed;
}

async function isWhole(path, copy) {
  const digest = await crypto.subtle.digest('SHA-256', await copy.arrayBuffer());
  const [integrity] = FILES[path];
  return integrity === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

// The page cannot be had as it was: calm words, which try again by themselves.
function notice() {
  giveUp();
  const headers = {
    ...HEADERS,
    [POLICY]: NOTICE.policy,
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
  };
  return new Response(NOTICE.page, { status: 503, headers });
}

// Whether nothing of this version starts: then nobody is in an interview, and a
// later version need not wait.
let isStuck = false;

self.registration.addEventListener('updatefound', takeNext);

// The server may have a later version, for which the browser looks after each
// page it shows.
function takeNext() {
  const { installing, waiting } = self.registration;
  const take = (worker) => isStuck && worker.postMessage({ take: 'update' });
  if (waiting) take(waiting);
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'installed') take(installing);
  });
}

function giveUp() {
  isStuck = true;
  takeNext();
}

// After it the next start finds all files whole, where the server has them.
async function mend() {
  const renewed = await Promise.allSettled(Object.keys(FILES).map((path) => whole(path, false)));
  if (renewed.some(({ status }) => status === 'rejected')) giveUp();
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
  isStuck = false;
  const waiting = self.registration.waiting ?? self.registration.installing;
  if (waiting) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('heard-') && name !== SET);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function goBack(version, page) {
  if (version !== VERSION) return;
  if (!(await setBefore())) return mend();
  await caches.open(REFUSED + VERSION);
  inUse = undefined;
  page.postMessage({ reload: true });
}
