// Fills forms with the browser's engine (assets/field/engine.js): one job a line on standard input, one answer a line.
//
//   {"form": what `Portable` writes, "lists": {"jr://file-csv/a.csv": what `Rows` writes}, "now": {"millis", "offset"}, "steps": [as in peer.mjs]}
//   {"answers": [one a step, null where a step answers nothing], "errors": [{"step": 0, "message"}]}   or   {"refused": "why"}
import { Filling } from "../../assets/field/engine.js";
import { createInterface } from "node:readline";

/** Chance that counts, as the engine beside it is given. */
function counting() {
  let drawn = 0n;
  return () => {
    drawn += 1n;
    return Uint8Array.from(drawn.toString(16).padStart(32, "0").match(/../g), (pair) => parseInt(pair, 16));
  };
}

function answer({ form, lists, now, steps }) {
  let filling;
  try {
    filling = Filling.open(form, { lists, now: () => now, random: counting() });
  } catch (error) {
    return { refused: String(error.stack) };
  }
  const errors = [];
  const answers = steps.map((step, at) => {
    try {
      const said = act(filling, step);
      return said === undefined ? null : said;
    } catch (error) {
      errors.push({ step: at, message: String(error.stack) });
      return null;
    }
  });
  return { answers, errors };
}

function act(filling, { op, ref, value, index, language }) {
  switch (op) {
    case "set":
      return none(filling.set(ref, value));
    case "try": {
      const fault = filling.set(ref, value);
      return fault !== null && fault.key === "answer-constraint";
    }
    case "give": {
      const fault = filling.set(ref, value);
      return fault ? fault.key : filling.question(ref).value;
    }
    case "add_repeat":
      return added(filling.addInstance(repeatName(filling, ref)));
    case "remove_repeat":
      return none(filling.removeInstance(`${repeatName(filling, ref)}[${index}]`));
    case "language":
      return filling.speak(language) ? undefined : none("no such language");
    case "look":
      return look(filling);
    default:
      throw new Error(`no such step: ${op}`);
  }
}

function none(fault) {
  if (fault) throw new Error(JSON.stringify(fault));
}

function added(outcome) {
  if (outcome.key) none(outcome);
}

/** The name of the repeat at a path with the positions of those around it. */
function repeatName(filling, path) {
  const stop = filling.walk().find((one) => one.repeat !== undefined && filling.answers.path(one.node) === path);
  if (!stop) throw new Error(`no repeat ${path}`);
  return filling.nameOf(stop);
}

function look(filling) {
  const wrong = new Map(filling.check().map((fault) => [fault.path, fault]));
  const conditions = { "answer-required": "required", "answer-constraint": "constraint" };
  const seen = ({ path, relevant, readonly, required, label, hint, choices }) => {
    const facts = { ref: path, relevant, readonly, required, label, hint: hint || "" };
    if (choices) facts.choices = choices.map((choice) => [choice.value, choice.label]);
    const fault = wrong.get(path);
    if (fault && conditions[fault.key]) facts.violates = [conditions[fault.key], fault.message || ""];
    return facts;
  };
  const saved = JSON.parse(JSON.stringify(filling.save()));
  // Put away and taken up again, as when the browser was closed.
  const again = Filling.open(filling.form, { ...filling.around, random: counting(), saved: { ...saved, lang: null } });
  const record = (one) => one.finish({ instanceId: "uuid:1" }).xml;
  return { pages: pages(filling), instance: record(filling), nodes: filling.fields().map(seen), draft: saved.answers, again: record(again) };
}

/** The pages with something to ask, each in one line. */
function pages(filling) {
  const before = filling.page().name;
  const lines = filling.stops().map((stop) => {
    filling.go(filling.nameOf(stop));
    const { name, heading, repeat } = filling.page();
    if (!repeat) return `${name}|${heading ? heading.text : ""}`;
    const instances = repeat.instances.map((one) => `${one.name}=${one.summary}>${one.page || ""}`);
    return `${name}|${repeat.label}|${instances.join(",")}|${repeat.canAdd}|${repeat.canRemove}`;
  });
  filling.go(before);
  return lines;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
