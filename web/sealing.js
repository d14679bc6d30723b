// Sealing and opening by the browser's own cryptography, as docs/sealing.md
// describes: JWE, ECDH-ES+A256KW on P-256, A256GCM. In JavaScript because the
// work is WebCrypto's: a tablet loads a tenth of what the same calls would be
// as part of its program. Keys, passphrases and what is opened are left to the
// console.
{
  const { subtle } = crypto;
  const heard = globalThis.heard;
  const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
  const TAG = 16; // bytes
  const PAD = 256; // what is sealed is a multiple of so many bytes long
  const HEADER = '{"enc":"A256GCM"}';

  const utf8 = (text) => new TextEncoder().encode(text);

  const base64url = (bytes) => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };

  const fromBase64url = (text) => {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  };

  // The Concat KDF of RFC 7518, section 4.6.2, for 256 bits: one round.
  const ALGORITHM = 'ECDH-ES+A256KW';
  const round = (shared) => {
    const input = new Uint8Array(4 + 32 + 4 + ALGORITHM.length + 4 + 4 + 4);
    const numbers = new DataView(input.buffer);
    numbers.setUint32(0, 1);
    input.set(new Uint8Array(shared), 4);
    numbers.setUint32(36, ALGORITHM.length);
    input.set(utf8(ALGORITHM), 40);
    numbers.setUint32(input.length - 4, 256); // apu and apv are empty
    return input;
  };

  // What wraps a content key for, or by, the two sides of an agreement.
  const wrapping = async (own, other) => {
    const shared = await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
    const key = await subtle.digest('SHA-256', round(shared));
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
    additionalData: utf8(`${header}.${label}`),
  });

  // Seals `words` to the newest key of `keyring` and to everybody in
  // `recipients`, a list of public keys (both as JSON). `label` stays readable.
  // Gives the JWE as JSON.
  heard.seal = async (words, label, keyring, recipients = '[]') => {
    const to = [JSON.parse(keyring).keys[0], ...JSON.parse(recipients)];
    const content = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
    const plain = utf8(words);
    const padded = new Uint8Array(Math.ceil(plain.length / PAD) * PAD).fill(32);
    padded.set(plain);
    const [header, aad] = [HEADER, label].map((text) => base64url(utf8(text)));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const [sealed, ...keys] = await Promise.all([
      subtle.encrypt(gcm(iv, header, aad), content, padded),
      ...to.map((recipient) => wrapped(content, recipient)),
    ]);
    const bytes = new Uint8Array(sealed);
    return JSON.stringify({
      protected: header,
      recipients: keys,
      aad,
      iv: base64url(iv),
      ciphertext: base64url(bytes.subarray(0, -TAG)),
      tag: base64url(bytes.subarray(-TAG)),
    });
  };

  // Opens many with the private keys at hand: an object by `kid`. Of each its
  // words and its label, or why it stays closed.
  heard.open = (all, keys) =>
    Promise.all(all.map((sealed) => open(sealed, keys).catch((error) => String(error))));

  const open = async (sealed, keys) => {
    const { protected: header, recipients, aad, iv, ciphertext, tag } = JSON.parse(sealed);
    const mine = recipients.find((recipient) => keys[recipient.header.kid]);
    if (!mine) throw new Error('sealed to other keys');
    const { alg, kid, epk } = mine.header;
    const { enc } = JSON.parse(new TextDecoder().decode(fromBase64url(header)));
    if (alg !== ALGORITHM || enc !== 'A256GCM') throw new Error(`sealed by ${alg}, ${enc}`);
    const wrapper = await wrapping(keys[kid], await publicKey(epk));
    const key = fromBase64url(mine.encrypted_key);
    const content = await subtle.unwrapKey('raw', key, wrapper, 'AES-KW', 'AES-GCM', false, [
      'decrypt',
    ]);
    const bytes = fromBase64url(ciphertext);
    const both = new Uint8Array(bytes.length + TAG);
    both.set(bytes);
    both.set(fromBase64url(tag), bytes.length);
    const plain = await subtle.decrypt(gcm(fromBase64url(iv), header, aad), content, both);
    const [words, label] = [plain, fromBase64url(aad)].map((it) => new TextDecoder().decode(it));
    return [words, label];
  };
}
