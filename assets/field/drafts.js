// What is put away to go on later: answers as paths and values, and the files that were answered.
import { isFileName, Refused } from "./answer.js";
import { Questions } from "./questions.js";
import { ROOT, withoutPositions } from "./tree.js";

export class Drafts extends Questions {
  /** Takes the answers of a draft up again. Paths the form no longer has are left out. */
  restore({ answers }) {
    // Instances first, those of the outer repeats before those inside them.
    const isRepeat = (path) => {
      const def = path.endsWith("]") ? null : this.model.find(withoutPositions(path));
      return def !== null && this.model.repeats(def);
    };
    const counts = answers.filter(([path, value]) => isRepeat(path) && /^\d+$/.test(value));
    const depth = ([path]) => path.split("/").length;
    const settled = new Set();
    for (const [path, count] of counts.sort((one, other) => depth(one) - depth(other))) {
      const prompt = this.answers.find(path);
      if (prompt === null) continue;
      settled.add(this.answers.def(prompt));
      while (this.instances(prompt).length) this.cut(prompt, 0);
      for (let nth = 0; nth < Number(count); nth += 1) this.grow(prompt);
    }
    for (const [path, value] of answers) {
      const node = this.answers.find(path);
      if (node !== null && this.holdsAnswer(node)) this.answers.put(node, value);
    }
    this.computeAll(settled);
    this.begun = true;
    this.happen(["load"]);
  }

  holdsAnswer(node) {
    return this.model.isLeaf(this.answers.def(node)) && !this.answers.isPrompt(node);
  }

  /** Every value that differs from the blank form's, and how many instances each repeat has. */
  draft() {
    const { answers, blank, model } = this;
    const saved = [];
    const waiting = [ROOT];
    while (waiting.length) {
      const node = waiting.pop();
      const def = answers.def(node);
      if (answers.isPrompt(node)) {
        const count = this.instances(node).length;
        const counted = this.repeatOf.has(def) && this.form.repeats[this.repeatOf.get(def)].count !== undefined;
        const always = model.defs[def].within !== null || counted || count > 0;
        if (always || blank.under(ROOT, def, false).length) saved.push([answers.path(node), String(count)]);
        continue;
      }
      const before = model.innermost(def) === null ? blank.value(node) : model.defs[def].value;
      if (answers.value(node) !== before) saved.push([answers.path(node), answers.value(node)]);
      const { children } = model.defs[def];
      for (let slot = children.length - 1; slot >= 0; slot -= 1) {
        waiting.push(...answers.of(node, slot).slice().reverse());
        const prompt = answers.prompt(node, slot);
        if (prompt !== null) waiting.push(prompt);
      }
    }
    return saved;
  }

  /** What is needed to go on later, as plain JSON. The files themselves are `blobs()`. */
  save() {
    const files = Array.from(this.held(), ([name, { path, type }]) => ({ name, path, type }));
    return { answers: this.draft(), page: this.at, lang: this.form.languages[this.language] || null, files };
  }

  /** The files that are answers now, by name. */
  blobs() {
    return new Map(Array.from(this.held(), ([name, { blob }]) => [name, blob]));
  }

  held() {
    const named = new Set(this.answers.nodes.map((node) => node.value));
    return new Map(Array.from(this.kept).filter(([name]) => named.has(name)));
  }

  /** Keeps a file under a name that no other of this record has. */
  keep(node, blob) {
    const given = typeof blob.name === "string" ? blob.name : "";
    const [, ending = ""] = /(\.[A-Za-z0-9]{1,8})$/.exec(given) || [];
    const subtype = (blob.type || "").split("/")[1] || "bin";
    const end = ending || `.${subtype.replace(/[^a-z0-9]/g, "").slice(0, 8) || "bin"}`;
    let millis = this.now().millis;
    while (this.kept.has(millis + end)) millis += 1;
    const name = millis + end;
    if (!isFileName(name)) throw new Refused("answer-refused");
    this.kept.set(name, { path: this.answers.path(node), type: blob.type || "", blob });
    return name;
  }

  relevantValues() {
    const values = [];
    const waiting = [ROOT];
    while (waiting.length) {
      const node = waiting.pop();
      if (!this.isRelevant(node)) continue;
      values.push(this.answers.value(node));
      waiting.push(...this.answers.children(node));
    }
    return values;
  }
}
