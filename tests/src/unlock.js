// The private keys of this tablet, as docs/sealing.md says they are opened: an object
// by `kid`. Gets the passphrase. Written from the document, not from the app.
const passphrase = arguments[0];
return (async () => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt());
  const words = (text) => new TextEncoder().encode(text);
  const done = (request) =>
    new Promise((found, failed) => {
      request.onsuccess = () => found(request.result);
      request.onerror = () => failed(request.error);
    });
  const database = await done(indexedDB.open('heard'));
  const meta = database.transaction('meta').objectStore('meta');
  const { keyring } = JSON.parse(await done(meta.get('settings')));
  database.close();

  const { subtle } = crypto;
  const opened = async (key, { iv, sealed, about }) => {
    const aes = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv: bytes(iv), additionalData: words(about) };
    return subtle.decrypt(how, aes, bytes(sealed));
  };
  const { salt, iterations, iv, main } = keyring.locks.find(({ by }) => by === 'passphrase');
  const given = await subtle.importKey('raw', words(passphrase), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations };
  const derived = await subtle.deriveBits(how, given, 256);
  const key = await opened(derived, { iv, sealed: main, about: 'passphrase' });
  const keys = {};
  for (const { kid, iv, private: sealed } of keyring.keys) {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const pkcs8 = await opened(key, { iv, sealed, about: kid });
    keys[kid] = await subtle.importKey('pkcs8', pkcs8, curve, false, ['deriveBits']);
  }
  globalThis.unlocked = keys;
})();
