// Opens with the library `jose` what somebody else sealed.
//
// Reads {"key": JWK, "sealed": [JWE, …]} from standard input; writes for each
// {"content": text, "aad": text or null} to standard output. Fails where one
// does not open.

import { readFileSync } from "node:fs";

import { compactDecrypt, flattenedDecrypt, generalDecrypt, importJWK } from "jose";

const ALGORITHM = "ECDH-ES+A256KW";

/** Opens one, in whichever of the three serializations it is. */
export async function open(sealed, jwk) {
  const key = await importJWK(jwk, ALGORITHM);
  if (!sealed.startsWith("{")) {
    return told(await compactDecrypt(sealed, key));
  }
  const jwe = JSON.parse(sealed);
  return told(await (jwe.recipients ? generalDecrypt(jwe, key) : flattenedDecrypt(jwe, key)));
}

function told({ plaintext, additionalAuthenticatedData: aad }) {
  const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return { content: text(plaintext), aad: aad ? text(aad) : null };
}

if (process.argv[1] === import.meta.filename) {
  const { key, sealed } = JSON.parse(readFileSync(0, "utf8"));
  const opened = await Promise.all(sealed.map((one) => open(one, key)));
  process.stdout.write(JSON.stringify(opened));
}
