// Starts `dannaya demo` on a free port in a new folder, and knows what it prints: this file alone changes when the
// way the demo shows its log-ins or its mail changes.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const PATIENCE = 120_000;

/**
 * A running demo: `url`, `personas` by role ({ name, passphrase }), a `receipt` to follow, an `office` ({ reference, link,
 * code }) that has been handed a case, `mail()` and `stop()`. `packs` are folders of services that it offers beside its own.
 */
export async function startDemo({ cases = 300, seed = 1, packs = [] } = {}) {
  const binary = process.env.DANNAYA_BIN;
  if (!binary) throw new Error("DANNAYA_BIN names the binary; cargo xtask test sets it");
  const data = mkdtempSync(join(tmpdir(), "dannaya-demo-"));
  for (const pack of packs) cpSync(pack, join(data, "demo", "packs", basename(pack)), { recursive: true });
  const address = `127.0.0.1:${await freePort()}`;
  const words = ["demo", "--listen", address, "--data", join(data, "demo"), "--cases", `${cases}`, "--seed", `${seed}`];
  const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let logged = "";
  child.stdout.on("data", (text) => (printed += text));
  child.stderr.on("data", (text) => (logged += text));
  const url = `http://${address}`;
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
      await ended;
    }
    rmSync(data, { recursive: true, force: true });
  };
  const begun = Date.now();
  while (!(await isWell(url))) {
    if (child.exitCode !== null || Date.now() - begun > PATIENCE) {
      await stop();
      throw new Error(`the demo did not start\n${printed}\n${logged}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, personas: readPersonas(printed), ...readDoors(printed), mail: () => readMail(join(data, "demo")), log: () => logged, stop };
}

export async function isWell(url) {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Lines such as `caseworker   awa.demo   some passphrase of words`. */
export function readPersonas(printed) {
  const personas = {};
  for (const line of printed.split("\n")) {
    const found = line.match(/^\W*(caseworker|coordinator|institution|auditor|admin)\W+(\S+)\s+(\S.*?)\s*$/);
    if (found && !personas[found[1]]) personas[found[1]] = { name: found[2], passphrase: found[3] };
  }
  return personas;
}

/** The receipt, and the link and code of an institution, that the demo prints. */
export function readDoors(printed) {
  const receipt = printed.match(/:\s*(\d{20})\s*$/m)?.[1];
  const link = printed.match(/https?:\/\/\S+\/office\/\S+/)?.[0];
  const reference = printed.split("\n").find((line) => line.includes(link))?.match(/DN-[0-9A-Z-]+/)?.[0];
  const code = printed.match(/^\s+code\s*:\s*(\d{4} \d{4})\s*$/m)?.[1];
  return { receipt, office: { reference, link, code } };
}

/** Every message that the demo would have sent, oldest first: files ending in .eml anywhere in its folder. */
function readMail(folder) {
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => decode(readFileSync(join(folder, name), "utf8")));
}

/** Enough of MIME for our own letters: quoted-printable and base64 bodies. */
function decode(letter) {
  const [head, ...rest] = letter.split(/\r?\n\r?\n/);
  const body = rest.join("\n\n");
  if (/^content-transfer-encoding: *base64/im.test(letter)) {
    const packed = body.match(/[A-Za-z0-9+/=\r\n]{40,}/);
    return `${head}\n\n${packed ? Buffer.from(packed[0], "base64").toString("utf8") : body}`;
  }
  if (!/^content-transfer-encoding: *quoted-printable/im.test(letter)) return letter;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}
