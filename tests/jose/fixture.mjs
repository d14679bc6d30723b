// What is sealed in the fixtures: the response, as the tablet seals it.

import { readFileSync } from "node:fs";

const BLOCK = 256;

/** The response's JSON with spaces up to the next multiple of 256 bytes. */
export function padded(folder) {
  const text = JSON.stringify(JSON.parse(readFileSync(`${folder}/response.json`, "utf8")));
  const length = Buffer.byteLength(text);
  return text + " ".repeat(Math.ceil(length / BLOCK) * BLOCK - length);
}

/** The label in the clear. */
export function label(folder) {
  const { id, device, sequence, started_at } = JSON.parse(padded(folder));
  const day = started_at.slice(0, 10);
  return JSON.stringify({ heard: 1, what: "response", id, device, sequence, day });
}
