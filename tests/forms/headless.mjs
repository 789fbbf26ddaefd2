// What the peer needs around it outside a browser, and a world in which it always answers the same. Import it first.
import { JSDOM } from "jsdom";
import { File } from "node:buffer";
import { webcrypto } from "node:crypto";

/** The instant at which every form is filled: 2027-03-03 09:30 in Lagos, an hour ahead of UTC the year round. */
export const NOW = 1_804_062_600_000;

process.env.TZ = "Africa/Lagos";

const { window } = new JSDOM("");
for (const name of ["DOMParser", "Element", "Node", "XMLDocument", "document"]) globalThis[name] = window[name];

// Node 18, which Debian 12 brings, keeps these two to itself.
globalThis.File ??= File;
globalThis.crypto ??= webcrypto;

// The XPath parser that the peer carries believes, in Node, that it was loaded as a script of the old kind.
globalThis.__dirname = "";
globalThis.module = {};

/** A clock that stands still. */
class StoppedDate extends Date {
  constructor(...parts) {
    super(...(parts.length ? parts : [NOW]));
  }

  static now() {
    return NOW;
  }
}
globalThis.Date = StoppedDate;

let drawn = 0;
/** Chance that is none: the same numbers again after `restartChance`. */
Math.random = () => {
  drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648;
  return drawn / 2_147_483_648;
};
let ids = 0;
globalThis.crypto.randomUUID = () => `00000000-0000-4000-8000-${(ids++).toString(16).padStart(12, "0")}`;

export function restartChance() {
  drawn = 0;
  ids = 0;
}
