// Where the analyst's worker begins: fetches its program and starts it. What it
// does is the program's, analyst/src/main.rs; for what lies on the tablet it needs the
// database, and sealing.js, which the build puts before this.
import start from './analyst.js';

// The database as the page has left it: a worker never makes one, nor changes its
// stores, and lets a page that does go first.
globalThis.heard.database = () =>
  new Promise((found, failed) => {
    const request = indexedDB.open('heard');
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      found(request.result);
    };
  });

start({ module_or_path: new URL('analyst_bg.wasm', import.meta.url) });
