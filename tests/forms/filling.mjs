// One form filled by the peer, a step at a time, and what can be seen of it.
import { loadForm } from "@getodk/xforms-engine";

const KNOWN_FORMS = 8;
const forms = new Map();

/** The form of that text, read once for all its fillings: the peer takes a second or more for a large one. */
async function formOf(xml, media) {
  const key = JSON.stringify([xml, media]);
  if (!forms.has(key)) {
    if (forms.size >= KNOWN_FORMS) forms.delete(forms.keys().next().value);
    const fetchFormAttachment = async (url) => {
      const text = media[String(url)];
      return text === undefined ? new Response("", { status: 404 }) : new Response(text, { headers: { "content-type": typeOf(url) } });
    };
    const form = await loadForm(xml, { fetchFormAttachment, missingResourceBehavior: "BLANK" });
    if (form.error) throw form.error;
    forms.set(key, form);
  }
  return forms.get(key);
}

function typeOf(url) {
  const ending = String(url).split(".").pop();
  return { csv: "text/csv", geojson: "application/geo+json", xml: "text/xml" }[ending] ?? "text/plain";
}

export class Filling {
  static async start(xml, media = {}) {
    const form = await formOf(xml, media);
    return new Filling(form.createInstance({
      stateFactory: (state) => state,
      instanceAttachments: { fileNameFactory: ({ basename, extension }) => `${basename}${extension ?? ""}` },
      preloadProperties: {},
      geolocationProvider: { getLocation: async () => "" },
    }).root);
  }

  constructor(root) {
    this.root = root;
  }

  /** Does one step; what it answers is undefined unless the step asks for something. */
  async step({ op, ref, value, index, language }) {
    switch (op) {
      case "set":
        return give(this.find(ref), value);
      case "try":
        return this.violated(this.find(ref), value);
      case "add_repeat":
        return void this.repeats(ref).addInstances();
      case "remove_repeat":
        return void this.repeats(ref).removeInstances(index - 1);
      case "language":
        return this.speak(language);
      case "look":
        return { instance: await this.record(), nodes: [...walk(this.root)].map(seen) };
      default:
        throw new Error(`no such step: ${op}`);
    }
  }

  /** The record as it would be sent. What is preset at the end of a filling, such as its time, is in it. */
  async record() {
    await this.root.prepareInstancePayload();
    return this.root.instanceState.instanceXML;
  }

  find(ref) {
    for (const node of walk(this.root)) if (node.currentState.reference === ref && !isRange(node)) return node;
    throw new Error(`no node ${ref}`);
  }

  repeats(ref) {
    for (const node of walk(this.root)) if (node.currentState.reference === ref && isRange(node)) return node;
    throw new Error(`no repeat ${ref}`);
  }

  /** Whether that answer would be against the constraint; the answer before comes back. */
  violated(node, value) {
    const before = node.currentState.instanceValue;
    give(node, value);
    const violated = node.validationState.constraint.valid === false;
    give(node, before);
    return violated;
  }

  speak(name) {
    const language = this.root.languages.find((one) => one.language === name);
    if (!language) throw new Error(`no language ${name}`);
    this.root.setLanguage(language);
  }
}

function isRange(node) {
  return node.nodeType.startsWith("repeat-range");
}

/** Every node from `node` down, in the order of the form. */
function* walk(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* walk(child);
}

/** Gives an answer in the form in which it is stored, through the way that the kind of question has for it. */
function give(node, value) {
  switch (node.nodeType) {
    case "select":
      return void node.selectValues(node.selectType === "select1" ? [value].filter(Boolean) : words(value));
    case "rank":
      return void node.setValues(words(value));
    case "trigger":
      return void node.setValue(value === "OK");
    case "upload":
      return void node.setValue(value === "" ? null : new File(["x"], value));
    case "input":
    case "range":
      return void node.setValue(value);
    default:
      throw new Error(`${node.currentState.reference} is a ${node.nodeType}, which takes no answer`);
  }
}

function words(value) {
  return value.split(/\s+/).filter(Boolean);
}

/** What a person sees of a node, in the words of both engines. */
function seen(node) {
  const state = node.currentState;
  const facts = { ref: state.reference, node: node.nodeType, relevant: state.relevant, readonly: state.readonly, required: state.required };
  if (state.label) facts.label = state.label.asString;
  if (state.hint) facts.hint = state.hint.asString;
  if (state.valueOptions) facts.choices = state.valueOptions.map(({ value, label }) => [value, label.asString]);
  const violation = node.validationState.violation;
  if (violation) facts.violates = [violation.condition, violation.message?.asString ?? ""];
  return facts;
}
