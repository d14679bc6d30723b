// Records `jose.json`: what the library `jose` seals. Run by `cargo xtask
// oracles` with the folder of the fixtures. Sealing is random: a fixture that
// still opens and has the same cases is left as it is.

import { readFileSync, writeFileSync } from "node:fs";

import {
  CompactEncrypt,
  FlattenedEncrypt,
  GeneralEncrypt,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
} from "jose";

import { label, padded } from "./fixture.mjs";
import { open } from "./open.mjs";

const ALG = "ECDH-ES+A256KW";
const ENC = "A256GCM";
const folder = process.argv[2];
const content = padded(folder);
const aad = label(folder);
const bytes = (text) => new TextEncoder().encode(text);

async function newKey() {
  const { privateKey } = await generateKeyPair(ALG, { crv: "P-256", extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

const publicKey = ({ kty, crv, x, y }) => importJWK({ kty, crv, x, y }, ALG);

async function general(keys, parties) {
  const jwe = new GeneralEncrypt(bytes(content))
    .setProtectedHeader({ enc: ENC })
    .setAdditionalAuthenticatedData(bytes(aad));
  for (const key of keys) {
    const recipient = jwe.addRecipient(await publicKey(key));
    recipient.setUnprotectedHeader({ alg: ALG, kid: key.kid });
    if (parties) recipient.setKeyManagementParameters(parties);
  }
  return JSON.stringify(await jwe.encrypt());
}

async function flattened(key) {
  const jwe = new FlattenedEncrypt(bytes(content))
    .setProtectedHeader({ alg: ALG, enc: ENC })
    .setUnprotectedHeader({ kid: key.kid })
    .setAdditionalAuthenticatedData(bytes(aad));
  return JSON.stringify(await jwe.encrypt(await publicKey(key)));
}

async function compact(key) {
  const jwe = new CompactEncrypt(bytes(content)).setProtectedHeader({ alg: ALG, enc: ENC });
  return jwe.encrypt(await publicKey(key));
}

/** Name, whose keys open it, how it is sealed. */
const cases = (keys) => [
  ["general, one recipient", keys.slice(0, 1), () => general(keys.slice(0, 1))],
  ["general, three recipients", keys, () => general(keys)],
  [
    "general, with the names of the parties",
    keys.slice(1, 2),
    () => general(keys.slice(1, 2), { apu: bytes("Alice"), apv: bytes("Bob") }),
  ],
  ["flattened", keys.slice(0, 1), () => flattened(keys[0])],
  ["compact, no names and no label", keys.slice(2), () => compact(keys[2])],
];

async function seal(made_by) {
  const keys = await Promise.all([newKey(), newKey(), newKey()]);
  const sealed = [];
  for (const [name, owners, make] of cases(keys)) {
    const opens = owners.map((key) => key.kid);
    sealed.push({ name, opens, content, aad: name.startsWith("compact") ? null : aad, jwe: await make() });
  }
  return { made_by, keys, sealed };
}

/** Whether a recorded fixture is still what would be recorded. */
async function stands({ made_by, keys, sealed }, now) {
  const names = cases(keys).map(([name]) => name);
  if (made_by !== now || names.join() !== sealed.map((one) => one.name).join()) return false;
  return sealed.every((one) => one.content === content && (one.aad ?? aad) === aad);
}

/** Everything in a fixture opens for everybody it is for. */
async function check({ keys, sealed }) {
  for (const { name, opens, content, aad, jwe } of sealed) {
    for (const kid of opens) {
      const opened = await open(jwe, keys.find((key) => key.kid === kid));
      if (opened.content !== content || opened.aad !== aad) throw new Error(`${name}: ${kid}`);
    }
  }
}

const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const { dependencies } = JSON.parse(readFileSync(`${import.meta.dirname}/package.json`, "utf8"));
const now = `jose ${dependencies.jose}`;
let recorded;
try {
  recorded = read("jose.json");
} catch {
  recorded = undefined;
}
if (!recorded || !(await stands(recorded, now))) {
  recorded = await seal(now);
  writeFileSync(`${folder}/jose.json`, `${JSON.stringify(recorded, null, 1)}\n`);
}
await check(recorded);
// And what the others seal.
await check(read("native.json"));
await check(read("jwcrypto.json"));
