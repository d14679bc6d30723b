// Looks for words everywhere a page can keep them, and says where they are.
// They come backwards, so that the question is not found instead.
const words = arguments[0].map((word) => [...word].reverse().join(''));
const found = [];
const look = (place, text) => {
  if (words.some((word) => String(text).includes(word))) found.push(place);
};
const lookInBytes = (place, bytes) => {
  for (const encoding of ['utf-8', 'utf-16le']) look(place, new TextDecoder(encoding).decode(bytes));
};

// What is shown, or hidden: nodes with their attributes, and what fields hold.
look('document', document.documentElement.outerHTML);
for (const field of document.querySelectorAll('input, textarea, select, output')) {
  look('field', [field.value, field.defaultValue, field.name, field.selectedOptions?.[0]?.text]);
}
look('title', document.title);

// The way here and where it leads back to.
look('history', JSON.stringify([history.state, location.href, document.referrer, window.name]));
for (const entry of window.navigation?.entries() ?? []) {
  look('history', JSON.stringify([entry.url, entry.getState()]));
}

// What is kept, but for the journal.
look('cookie', document.cookie);
for (const storage of [localStorage, sessionStorage]) look('web storage', JSON.stringify({ ...storage }));
for (const name of await caches.keys()) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    look('cache', request.url);
    lookInBytes(request.url, await (await cache.match(request)).arrayBuffer());
  }
}
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
for (const { name } of await indexedDB.databases()) {
  const database = await done(indexedDB.open(name));
  for (const store of [...database.objectStoreNames].filter((it) => it !== 'journal')) {
    const records = database.transaction(store).objectStore(store);
    const [keys, values] = [done(records.getAllKeys()), done(records.getAll())];
    look(`${name}.${store}`, JSON.stringify([await keys, await values]));
  }
  database.close();
}

// What the browser has measured.
look('performance', JSON.stringify(performance.getEntries()));

// Everything reachable from the window.
const seen = new Set();
const open = [['window', window]];
const enter = (place, thing) => {
  if (typeof thing === 'string' || typeof thing === 'symbol') look(place, thing.toString());
  const within = (typeof thing === 'object' && thing) || typeof thing === 'function';
  if (!within || seen.has(thing) || thing === words || thing === found) return;
  seen.add(thing);
  open.push([place, thing]);
};
while (open.length) {
  const [place, thing] = open.pop();
  const bytes = thing instanceof WebAssembly.Memory ? thing.buffer : thing;
  if (bytes instanceof ArrayBuffer) lookInBytes(place, bytes);
  if (ArrayBuffer.isView(thing)) {
    enter(place, thing.buffer);
    continue;
  }
  if (thing instanceof Map || thing instanceof Set) {
    for (const entry of thing.entries()) entry.forEach((it) => enter(`${place}[…]`, it));
  }
  for (const name of Reflect.ownKeys(thing)) {
    look(place, name.toString());
    // What cannot be read cannot be learnt.
    try {
      const within = thing[name];
      if (within instanceof Promise) within.catch(() => {});
      enter(`${place}.${name.toString()}`, within);
    } catch {}
  }
  enter(place, Object.getPrototypeOf(thing));
}
return [...new Set(found)];
