// What the phone seals with is HPKE as RFC 9180 says: its own test vector.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hex, schedule, seal } from "../../assets/field/seal.js";

const VECTOR = new URL("../../crates/vault/tests/vectors/hpke_p256_sha256_aes256gcm_base.json", import.meta.url);

test("key and nonce are those of the test vector", async () => {
  const vector = JSON.parse(readFileSync(VECTOR, "utf8"));
  const { key, nonce } = await schedule(hex(vector.shared_secret), hex(vector.info));
  assert.deepEqual([key, nonce], [hex(vector.key), hex(vector.base_nonce)]);
});

test("a body is sealed in pieces whatever it is made of, and never twice to the same bytes", async () => {
  const vector = JSON.parse(readFileSync(VECTOR, "utf8"));
  const parts = [new Uint8Array(3), new Blob(["x".repeat(600_000)]), new Uint8Array(0), new Uint8Array(70_000)];
  const [one, other] = await Promise.all([seal(hex(vector.pkRm), parts), seal(hex(vector.pkRm), parts)]);
  const pieces = Math.ceil(670_003 / (1 << 18));
  assert.equal(one.size, 4 + 32 + 65 + 670_003 + pieces * 16);
  const bytes = async (blob) => Buffer.from(await blob.arrayBuffer());
  assert.notDeepEqual((await bytes(one)).subarray(36, 200), (await bytes(other)).subarray(36, 200));
  assert.equal((await seal(hex(vector.pkRm), [])).size, 4 + 32 + 65 + 16);
});
