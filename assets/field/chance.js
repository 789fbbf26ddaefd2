// Chance, what is made from it, and the one digest that forms are given.
const MODULUS = 2147483647;
const MULTIPLIER = 16807;

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A random UUID, RFC 9562 version 4, from sixteen bytes. */
export function uuid(bytes) {
  const made = Uint8Array.from(bytes);
  made[6] = (made[6] & 0x0f) | 0x40;
  made[8] = (made[8] & 0x3f) | 0x80;
  return hex(made).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** `uuid(length)`: so many random letters and digits. */
export function uuidLetters(call) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const length = Math.floor(Math.min(Math.max(call.number(0) || 0, 0), 1000));
  let [made, bits] = ["", 0n];
  for (let index = 0; index < length; index += 1) {
    // Ten draws of some 6 bits leave the bias of the remainder below one in a billion billion.
    if (index % 10 === 0) bits = BigInt(`0x${hex(call.world.bytes())}`);
    made += letters[Number(bits % 62n)];
    bits /= 62n;
  }
  return made;
}

/** A number from 0 to just under 1, from sixteen bytes: the 53 bits a double holds between them. */
export const chance = (bytes) => Number(BigInt(`0x${hex(bytes)}`) >> 75n) / 9007199254740992;

/** `randomize()`: the inside-out shuffle of Fisher and Yates with the generator of Park and Miller, so that the same seed gives the same order everywhere. */
export function shuffled(call) {
  const nodes = call.value(0);
  if (!Array.isArray(nodes)) return [];
  let state = call.count === 1 ? 1 + Math.floor(call.world.chance() * (MODULUS - 2)) : seed(call);
  const order = [];
  nodes.forEach((node, index) => {
    state = (state * MULTIPLIER) % MODULUS;
    const chosen = Math.min(Math.floor(((state - 1) / (MODULUS - 1)) * (index + 1)), index);
    order.push(node);
    [order[chosen], order[index]] = [order[index], order[chosen]];
  });
  return order;
}

/** The seed as the generator starts from it. A text that is no number counts by the first eight bytes of its SHA-256. */
function seed(call) {
  const value = call.value(1);
  const number = call.evaluator.asNumber(value);
  let state = Number.isFinite(number) ? Math.trunc(number) : 0;
  if (Number.isNaN(number)) {
    const text = call.evaluator.asText(value);
    if (text !== "") {
      const bits = sha256(utf8(text)).slice(0, 8).reduce((made, byte) => (made << 8n) | BigInt(byte), 0n);
      state = Number(BigInt.asIntN(64, bits) % BigInt(MODULUS));
    }
  }
  state %= MODULUS;
  return state <= 0 ? state + MODULUS - 1 : state;
}

const utf8 = (text) => new TextEncoder().encode(text);

/** The SHA-256 of a text, in base64 or hexadecimal digits. */
export function digest(text, encoding) {
  const bytes = sha256(utf8(text));
  return encoding === "hex" ? hex(bytes) : btoa(String.fromCharCode(...bytes));
}

/** RFC 4648 §4, padded or not; empty for anything else. */
export function fromBase64(text) {
  const digits = text.replace(/=+$/, "").replace(/[\t\n\f\r ]/g, "");
  if (!/^[A-Za-z0-9+/]*$/.test(digits)) return "";
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0)));
}

/** FIPS 180-4. Nothing secret hangs on it: it orders choices, and makes values a form asks for. */
function sha256(message) {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  const fraction = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const blocks = new Uint8Array(((message.length + 72) >> 6) << 6);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(message.length / 536870912));
  view.setUint32(blocks.length - 4, message.length << 3);
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const schedule = new Int32Array(64);
  for (let block = 0; block < blocks.length; block += 64) {
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) {
        schedule[at] = view.getInt32(block + 4 * at);
        continue;
      }
      const [far, near] = [schedule[at - 15], schedule[at - 2]];
      schedule[at] = schedule[at - 16] + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)) + schedule[at - 7] + (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[at] + schedule[at]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = (state[at] + word) | 0));
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => out.setInt32(4 * at, word));
  return new Uint8Array(out.buffer);
}
