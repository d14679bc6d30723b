// Sealing and opening by the browser's own cryptography, as docs/sealing.md
// describes: JWE, ECDH-ES+A256KW on P-256, A256GCM. In JavaScript because the
// work is WebCrypto's: a tablet loads a tenth of what the same calls would be
// as part of its program. Keys, passphrases and what is opened are left to the
// console.
{
  const { subtle } = crypto;
  const heard = (globalThis.heard ??= {}); // a worker has none
  const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
  const TAG = 16; // bytes
  const PAD = 256; // what is sealed is a multiple of so many bytes long, a power of two
  const HEADER = '{"enc":"A256GCM"}';

  const utf8 = (text) => new TextEncoder().encode(text);

  const base64url = (bytes) => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };

  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };

  const fromBase64url = (text) => {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  };

  const words = (bytes) => new TextDecoder().decode(bytes);

  const ALGORITHM = 'ECDH-ES+A256KW';
  const NOTHING = new Uint8Array();

  // What the Concat KDF of RFC 7518, section 4.6.2, hashes for 256 bits: one
  // round, the secret, then algorithm and parties, each with its length.
  const round = (secret, apu = NOTHING, apv = NOTHING) => {
    const number = (value) => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
    const parts = [number(1), new Uint8Array(secret)];
    for (const part of [utf8(ALGORITHM), apu, apv]) parts.push(number(part.length), part);
    return joined(...parts, number(256));
  };

  // What wraps a content key for, or by, the two sides of an agreement.
  const wrapping = async (own, other, apu, apv) => {
    const secret = await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
    const key = await subtle.digest('SHA-256', round(secret, apu, apv));
    return subtle.importKey('raw', key, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
  };

  const publicKey = ({ x, y }) =>
    subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, CURVE, false, []);

  const wrapped = async (content, recipient) => {
    const [own, other] = await Promise.all([
      subtle.generateKey(CURVE, false, ['deriveBits']),
      publicKey(recipient),
    ]);
    const [{ x, y }, wrapper] = await Promise.all([
      subtle.exportKey('jwk', own.publicKey),
      wrapping(own.privateKey, other),
    ]);
    const key = await subtle.wrapKey('raw', content, wrapper, 'AES-KW');
    const epk = { kty: 'EC', crv: 'P-256', x, y };
    return {
      header: { alg: ALGORITHM, kid: recipient.kid, epk },
      encrypted_key: base64url(new Uint8Array(key)),
    };
  };

  const gcm = (iv, header, label) => ({
    name: 'AES-GCM',
    iv,
    additionalData: utf8(label ? `${header}.${label}` : header),
  });

  // Seals `plain`, a text or bytes, to the newest key of `keyring` and to everybody in
  // `recipients`, a list of public keys (both as JSON). `label` stays readable.
  // Gives the JWE as JSON.
  heard.seal = async (plain, label, keyring, recipients = '[]') => {
    const to = [JSON.parse(keyring).keys[0], ...JSON.parse(recipients)];
    const content = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    const bytes = plain.buffer ? plain : utf8(plain);
    const padded = joined(bytes, new Uint8Array(-bytes.length & (PAD - 1)).fill(32));
    const [header, aad] = [HEADER, label].map((text) => base64url(utf8(text)));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const [sealed, ...keys] = await Promise.all([
      subtle.encrypt(gcm(iv, header, aad), content, padded),
      ...to.map((recipient) => wrapped(content, recipient)),
    ]);
    const both = new Uint8Array(sealed);
    return JSON.stringify({
      protected: header,
      recipients: keys,
      aad,
      iv: base64url(iv),
      ciphertext: base64url(both.subarray(0, -TAG)),
      tag: base64url(both.subarray(-TAG)),
    });
  };

  // Opens many with the private keys at hand: an object by `kid`. Of each what was
  // sealed, bytes or words, and its label, or why it stays closed.
  heard.open = (all, keys, asBytes) =>
    Promise.all(all.map((sealed) => open(sealed, keys, asBytes).catch(String)));

  const open = async (sealed, keys, asBytes) => {
    const { protected: header, aad, iv, ciphertext, tag, ...rest } = parsed(sealed);
    const shared = JSON.parse(words(fromBase64url(header)));
    let why = new Error('sealed to other keys');
    for (const { header: own, encrypted_key: key } of rest.recipients ?? [rest]) {
      const about = { ...shared, ...rest.unprotected, ...own };
      const { kid, alg, enc } = about;
      if (alg !== ALGORITHM || enc !== 'A256GCM') throw new Error(`sealed by ${alg}, ${enc}`);
      // Other programs may leave the name out.
      const fitting = kid ? [keys[kid]] : Object.values(keys);
      for (const mine of fitting.filter(Boolean)) {
        try {
          const content = await unwrapped(key, mine, about);
          const bytes = joined(fromBase64url(ciphertext), fromBase64url(tag));
          const plain = await subtle.decrypt(gcm(fromBase64url(iv), header, aad), content, bytes);
          return [asBytes ? plain : words(plain), aad ? words(fromBase64url(aad)) : ''];
        } catch (error) {
          why = error;
        }
      }
    }
    throw why;
  };

  const unwrapped = async (key, mine, { epk, apu = '', apv = '' }) => {
    const parties = [apu, apv].map(fromBase64url);
    const wrapper = await wrapping(mine, await publicKey(epk), ...parties);
    const bytes = fromBase64url(key);
    return subtle.unwrapKey('raw', bytes, wrapper, 'AES-KW', 'AES-GCM', false, ['decrypt']);
  };

  // Any serialization: general, flattened or compact.
  const parsed = (sealed) => {
    if (sealed.startsWith('{')) return JSON.parse(sealed);
    const [header, encrypted_key, iv, ciphertext, tag] = sealed.split('.');
    return { protected: header, encrypted_key, iv, ciphertext, tag };
  };
}
