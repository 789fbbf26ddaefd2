// Seals to the public key of the field: HPKE base mode of RFC 9180 with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
// The layout is that of crates/vault/src/posted.rs, which opens it.

const PIECE = 1 << 18;
const MAGIC = new Uint8Array([0x44, 0x4e, 0x46, 0x31]);
const INFO = bytes("dannaya/field/v1");
const KEM = join(bytes("KEM"), new Uint8Array([0x00, 0x10]));
const HPKE = join(bytes("HPKE"), new Uint8Array([0x00, 0x10, 0x00, 0x01, 0x00, 0x02]));
const VERSION = bytes("HPKE-v1");
const NOTHING = new Uint8Array(0);

/** UTF-8 of a text. */
export function bytes(text) {
  return new TextEncoder().encode(text);
}

/** Byte strings one after the other. */
export function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes of hexadecimal digits. */
export function hex(digits) {
  return new Uint8Array((digits.match(/../g) || []).map((pair) => parseInt(pair, 16)));
}

async function hmac(key, data) {
  // An empty salt is a block of zeros (RFC 2104 §2), which WebCrypto takes and an empty key it does not.
  const raw = key.length === 0 ? new Uint8Array(32) : key;
  const imported = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}

function extract(suite, salt, label, material) {
  return hmac(salt, join(VERSION, suite, bytes(label), material));
}

// One block of HKDF is enough: nothing here is longer than 32 bytes.
async function expand(suite, secret, label, context, length) {
  const info = join(new Uint8Array([length >> 8, length & 255]), VERSION, suite, bytes(label), context);
  return (await hmac(secret, join(info, new Uint8Array([1])))).slice(0, length);
}

/** Key and first nonce of a context (RFC 9180 §5.1, base mode). */
export async function schedule(shared, info) {
  const context = join(
    new Uint8Array([0]),
    await extract(HPKE, NOTHING, "psk_id_hash", NOTHING),
    await extract(HPKE, NOTHING, "info_hash", info),
  );
  const secret = await extract(HPKE, shared, "secret", NOTHING);
  return {
    key: await expand(HPKE, secret, "key", context, 32),
    nonce: await expand(HPKE, secret, "base_nonce", context, 12),
  };
}

/** A fresh shared secret and what tells the holder of the key of it (RFC 9180 §4.1). */
async function encapsulate(receiver) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", receiver, curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const sent = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const common = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const prk = await extract(KEM, NOTHING, "eae_prk", new Uint8Array(common));
  return { sent, shared: await expand(KEM, prk, "shared_secret", join(sent, receiver), 32) };
}

// The parts (Uint8Array or Blob) in pieces of one size, each with whether it is the last: no more than one stands in memory.
async function* pieces(parts) {
  const size = (part) => (part instanceof Uint8Array ? part.length : part.size);
  let left = parts.reduce((sum, part) => sum + size(part), 0);
  let index = 0;
  let at = 0;
  do {
    const piece = new Uint8Array(Math.min(PIECE, left));
    let filled = 0;
    while (filled < piece.length) {
      const part = parts[index];
      const end = Math.min(size(part), at + piece.length - filled);
      const some = part instanceof Uint8Array
        ? part.subarray(at, end)
        : new Uint8Array(await part.slice(at, end).arrayBuffer());
      piece.set(some, filled);
      filled += some.length;
      at = end;
      if (at === size(part)) {
        index += 1;
        at = 0;
      }
    }
    left -= piece.length;
    yield { piece, last: left === 0 };
  } while (left > 0);
}

/**
 * Seals parts to a key: `publicKey` is the uncompressed point, 65 bytes. Gives a Blob of ciphertext.
 */
export async function seal(publicKey, parts) {
  const { sent, shared } = await encapsulate(publicKey);
  const { key, nonce } = await schedule(shared, INFO);
  const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const fingerprint = new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey));
  const sealed = [MAGIC, fingerprint, sent];
  let count = 0;
  for await (const { piece, last } of pieces(parts)) {
    const iv = nonce.slice();
    for (let place = 11, rest = count; rest > 0; place -= 1, rest = Math.floor(rest / 256)) {
      iv[place] ^= rest & 255;
    }
    const additionalData = new Uint8Array([last ? 1 : 0]);
    sealed.push(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData, tagLength: 128 }, cipher, piece));
    piece.fill(0);
    count += 1;
  }
  return new Blob(sealed);
}
