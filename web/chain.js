// The links of the log, as docs/log.md describes: each entry of `events` gets a
// link in `chain` that follows from the link before it and from what it says. In
// JavaScript because kiosk and console need it, and neither program has room.
//
// An entry is written with what it tells of; its link comes in a transaction of
// its own, for hashing takes longer than a transaction waits. What has no link
// yet gets it with the next entry, the next visit or the next start.
{
  const heard = globalThis.heard;

  const hashed = async (text) => {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  const answer = (request) =>
    new Promise((found, failed) => {
      request.onsuccess = () => found(request.result);
      request.onerror = () => failed(request.error);
    });

  // The entries after `last`, and what lies beside them. The settings name the
  // tablet; without them there is nothing to link.
  const read = async (database, last) => {
    const transaction = database.transaction(['meta', 'events', 'chain']);
    const [meta, events, chain] = ['meta', 'events', 'chain'].map((it) => transaction.objectStore(it));
    const later = IDBKeyRange.lowerBound(last, true);
    const [settings, numbers, texts, linked, links] = await Promise.all([
      answer(meta.get('settings')),
      answer(events.getAllKeys(later)),
      answer(events.getAll(later)),
      answer(chain.getAllKeys(later)),
      answer(chain.getAll(later)),
    ]);
    return { device: settings && JSON.parse(settings).device, numbers, texts, linked, links };
  };

  // What the first entry is linked to: logs of two tablets differ.
  const origin = (device) => hashed(`heard log 1 ${device}`);

  const newestLink = async (database) => {
    const chain = database.transaction(['chain']).objectStore('chain');
    const cursor = await answer(chain.openCursor(null, 'prev'));
    return cursor ? [cursor.key, cursor.value] : [0, ''];
  };

  const link = async () => {
    const database = await heard.database();
    let [last, head] = await newestLink(database);
    const { device, numbers, texts } = await read(database, last);
    if (!device) return [0, ''];
    head ||= await origin(device);
    const links = [];
    for (const text of texts) links.push((head = await hashed(head + text)));
    if (links.length > 0) {
      const transaction = database.transaction(['chain'], 'readwrite', { durability: 'strict' });
      // Added, never put: a link that is there stays.
      numbers.forEach((number, at) => transaction.objectStore('chain').add(links[at], number));
      await new Promise((done, failed) => {
        transaction.oncomplete = done;
        transaction.onabort = () => failed(transaction.error);
      });
      last = numbers[numbers.length - 1];
    }
    return [last, head];
  };

  // Links what has no link yet, one call after the other. Gives the number of the
  // last entry and its link.
  let queue = Promise.resolve();
  heard.link = () => (queue = queue.catch(() => {}).then(link));

  // The log as it stands in bundles: an entry a line. The newest may have no link yet.
  heard.logLines = async () => {
    await heard.link().catch(() => {});
    const { numbers, texts, linked, links } = await read(await heard.database(), 0);
    const found = new Map(linked.map((number, at) => [number, links[at]]));
    const line = (entry, at) =>
      JSON.stringify({ entry, event: texts[at], link: found.get(entry) ?? null });
    return numbers.map((entry, at) => `${line(entry, at)}\n`).join('');
  };

  // The first entry that is missing or was changed; 0 where there is none.
  heard.checkLog = async () => {
    await heard.link();
    const { device, numbers, texts, linked, links } = await read(await heard.database(), 0);
    const gap = linked.findIndex((number, at) => number !== at + 1 || numbers[at] !== number);
    if (gap >= 0) return gap + 1;
    const first = await origin(device);
    const due = await Promise.all(links.map((_, at) => hashed((links[at - 1] ?? first) + texts[at])));
    return due.findIndex((link, at) => link !== links[at]) + 1;
  };

  // Nobody waits for these: what could not be linked is linked the next time.
  const linkInPassing = () => void heard.link().catch(() => {});
  linkInPassing();
  document.addEventListener('heard-over', linkInPassing);
}
