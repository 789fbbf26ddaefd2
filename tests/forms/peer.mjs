// Fills forms with the XForms engine of ODK Web Forms: one job a line on standard input, one answer a line.
//
//   {"form": XML, "media": {"jr://file-csv/a.csv": TEXT}, "steps": [{"op": "set", "ref": "/data/people[2]/age", "value": "7"},
//    {"op": "try", "ref", "value"}, {"op": "add_repeat", "ref"}, {"op": "remove_repeat", "ref", "index": 1},
//    {"op": "language", "language"}, {"op": "look"}]}
//   {"answers": [one a step, null where a step answers nothing], "errors": [{"step": 0, "message"}]}   or   {"refused": "why"}
//
// A step that fails is named among the errors and the next one is done all the same.
import { restartChance } from "./headless.mjs";
import { createInterface } from "node:readline";

// What the peer has to say beside its answers must not stand between them.
for (const name of ["log", "info", "debug", "warn", "trace"]) console[name] = () => {};

const { Filling } = await import("./filling.mjs");

async function answer({ form, media, steps }) {
  restartChance();
  let filling;
  try {
    filling = await Filling.start(form, media);
  } catch (error) {
    return { refused: String(error?.message ?? error) };
  }
  const errors = [];
  const answers = [];
  for (const [at, step] of steps.entries()) {
    try {
      answers.push((await filling.step(step)) ?? null);
    } catch (error) {
      errors.push({ step: at, message: String(error?.message ?? error) });
      answers.push(null);
    }
  }
  return { answers, errors };
}

/** The peer counts halves of characters beyond the first 65,536, and at times leaves one alone, which JSON cannot hold. */
function whole(key, value) {
  const alone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  return typeof value === "string" ? value.replace(alone, "\ufffd") : value;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)), whole)}\n`);
}
