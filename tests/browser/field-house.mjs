// A house in service with a form of the field and a volunteer, that can be cut off, killed and started again.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, isWell } from "./demo.mjs";

const FORM = new URL("../../crates/site/tests/volunteers/household.xml", import.meta.url);
const PATIENCE = 60_000;

/** `url`, `token` of the volunteer, `records()`, `start()`, `kill()` (as a power cut would) and `stop()`. */
export async function startFieldHouse() {
  const folder = mkdtempSync(join(tmpdir(), "dannaya-field-"));
  const data = join(folder, "house");
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const env = { ...process.env, DANNAYA_LANG: "fr" };
  const made = (words, ...args) =>
    execFileSync(process.env.DANNAYA_BIN, [...words, "--data", data, ...args], { env, stdio: ["ignore", "pipe", "pipe"] }).toString();
  made(["init"]);
  const form = join(folder, "household.xml");
  writeFileSync(form, readFileSync(FORM, "utf8").replace("VERSION", "1"));
  made(["form", "add", form]);
  const enlist = (name) => {
    const said = made(["volunteer", "add", name], "--forms", "household");
    return said.match(/\/fr\/field#([\w-]{22})/)?.[1] ?? assert.fail(`no address for the web in: ${said}`);
  };
  let child;
  const start = async () => {
    child = spawn(process.env.DANNAYA_BIN, ["serve", "--data", data, "--listen", address], { stdio: "ignore", env });
    const begun = Date.now();
    while (!(await isWell(url))) {
      assert.ok(child.exitCode === null && Date.now() - begun < PATIENCE, "the house did not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  };
  const token = enlist("Bénévole synthétique");
  await start();
  return {
    url,
    token,
    enlist,
    revoke: (name) => made(["volunteer", "revoke", name]),
    records: () => JSON.parse(made(["form", "export", "household"], "--format", "json")),
    files: () => {
      const out = mkdtempSync(join(folder, "export-"));
      made(["form", "export", "household"], "--format", "csv", "--out", join(out, "all"));
      const found = readdirSync(join(out, "all", "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      return found.map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)));
    },
    start,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
