// A house in service, unlike the demo: a second factor is asked, and reports take turns.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, isWell } from "./demo.mjs";

const PASSPHRASE = "phrase de passe tout à fait synthétique";
const PATIENCE = 60_000;

/** A running house that takes one report a minute, with a coordinator: `url`, `invitation` (a link not used yet) and `stop()`. */
export async function startHouse() {
  const folder = mkdtempSync(join(tmpdir(), "dannaya-house-"));
  const data = join(folder, "house");
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const made = (words, ...args) =>
    execFileSync(process.env.DANNAYA_BIN, [...words.split(" "), "--data", data, ...args], { stdio: ["ignore", "pipe", "pipe"] }).toString();
  made("init");
  made("team add", "--name", "Organisation synthétique", "--short", "essai");
  const invite = (login) => {
    const said = made("member add", "--login", login, "--role", "coordinator", "--team", "essai");
    return said.match(/\/desk\/enrol\/\S+/)?.[0] ?? assert.fail(`no link in: ${said}`);
  };
  const [first, invitation] = [invite("premier"), invite("second")];
  const env = { ...process.env, DANNAYA_INTAKE_REPORTS_A_MINUTE: "1" };
  const child = spawn(process.env.DANNAYA_BIN, ["serve", "--data", data, "--listen", address], { stdio: "ignore", env });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const begun = Date.now();
  while (!(await isWell(url))) {
    if (child.exitCode !== null || Date.now() - begun > PATIENCE) {
      await stop();
      assert.fail("the house did not start");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await enrol(url, first);
  return { url, invitation, stop };
}

/** Enrols with a passphrase and a code, as the form of the page asks. */
async function enrol(url, link) {
  const page = await (await fetch(url + link)).text();
  const secret = page.match(/<code>([A-Z2-7 ]+)<\/code>/)?.[1].replaceAll(" ", "");
  const sealed = page.match(/name="sealed" value="([^"]+)"/)?.[1];
  const body = new URLSearchParams({ passphrase: PASSPHRASE, again: PASSPHRASE, sealed, code: code(secret) });
  const answer = await fetch(url + link, { method: "POST", headers: { origin: url }, body, redirect: "manual" });
  assert.equal(answer.status, 303, await answer.text());
}

/** What an authenticator shows now (RFC 6238, six digits, half a minute). */
function code(base32) {
  const bits = [...base32].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(time).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return `${number % 1_000_000}`.padStart(6, "0");
}
