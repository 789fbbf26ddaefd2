// Questions as they stand now: their names, the pages they stand on, what they offer, and what is wrong with their answers.
import { canonical, Refused } from "./answer.js";
import { trim, words } from "./numbers.js";
import { State } from "./state.js";
import { local, positioned, ROOT } from "./tree.js";
import { isRow, placeOf } from "./xpath.js";

export class Questions extends State {
  // Names and places.

  /** The repeats around, from the outermost on, the scope itself last. */
  scopes(scope) {
    const around = [];
    for (let at = scope; at !== null; at = this.form.repeats[at].scope) around.unshift(at);
    return around;
  }

  /** Splits `person[2].child[1].age` into its scope, the 1-based positions, and its last name; null when it goes nowhere. */
  address(name) {
    let [scope, rest] = [null, name];
    const positions = [];
    for (let open = rest.indexOf("["); open >= 0; open = rest.indexOf("[")) {
      const close = rest.indexOf("]");
      const position = Number(rest.slice(open + 1, close));
      scope = this.repeatIn(scope, rest.slice(0, open));
      if (scope === null || close < 0 || !(position >= 1)) return null;
      positions.push(position);
      rest = rest.slice(close + 1);
      if (rest === "") break;
      if (rest[0] !== ".") return null;
      rest = rest.slice(1);
    }
    return { scope, positions, last: rest };
  }

  repeatIn(scope, name) {
    const found = this.form.repeats.findIndex((repeat) => repeat.scope === scope && repeat.name === name);
    return found < 0 ? null : found;
  }

  /** A question by name or path, with its node: `[index, node]`, or null. */
  findQuestion(nameOrPath) {
    let [index, scope, positions] = [undefined, null, []];
    if (nameOrPath[0] === "/") {
      let def = 0;
      for (const written of nameOrPath.slice(1).split("/")) {
        const read = positioned(written);
        def = read && this.model.child(def, local(read[0]));
        if (def === null || def === undefined) return null;
        if (this.model.repeats(def)) positions.push((read[1] || 0) + 1);
      }
      index = this.questionOf.get(def);
      if (index === undefined) return null;
      scope = this.form.controls[index].scope;
      positions = positions.slice(0, this.scopes(scope).length);
    } else {
      const address = this.address(nameOrPath);
      if (!address) return null;
      ({ scope, positions } = address);
      index = this.form.controls.findIndex((control) => control.scope === scope && control.name === address.last);
      if (index < 0) return null;
    }
    const base = this.instanceAt(scope, positions);
    const node = base === null ? null : this.near(base, this.form.controls[index].def);
    return node === null ? null : [index, node];
  }

  /** The instance an address means, the root when it goes through no repeat. */
  instanceAt(scope, positions) {
    const scopes = this.scopes(scope);
    if (scopes.length !== positions.length) return null;
    let base = ROOT;
    for (let at = 0; at < scopes.length; at += 1) {
      const prompt = this.promptIn(scopes[at], base);
      base = prompt === null ? undefined : this.instances(prompt)[positions[at] - 1];
      if (base === undefined) return null;
    }
    return base;
  }

  /** What stands for a repeat inside an instance of those around it. */
  promptIn(repeat, base) {
    const { def } = this.form.repeats[repeat];
    const around = this.near(base, this.model.defs[def].parent);
    return around === null ? null : this.answers.prompt(around, this.model.defs[def].slot);
  }

  /** The repeat of a name, `[index, prompt]`. */
  repeatNamed(name) {
    const address = this.address(name);
    const index = address && this.repeatIn(address.scope, address.last);
    const base = index === null ? null : this.instanceAt(address.scope, address.positions);
    const prompt = base === null ? null : this.promptIn(index, base);
    return prompt === null ? null : [index, prompt];
  }

  /** Names of the instances around a node, each with a dot after it: `person[2].child[1].`. */
  prefix(scope, node) {
    return this.scopes(scope).map((index) => {
      const { name, def } = this.form.repeats[index];
      const instance = this.answers.ancestor(node, def);
      return `${name}[${instance === null ? 1 : this.answers.rank(instance)}].`;
    }).join("");
  }

  fullName(control, node) {
    return this.prefix(control.scope, node) + control.name;
  }

  // The way through the form.

  /** All places, relevant or not, in order: `{ name, page | repeat, node }`; the page of a repeat comes after its instances. */
  walk() {
    const { items, pages, repeats } = this.form;
    const stops = [];
    const through = (from, end, base) => {
      for (let at = from; at < end; at += 1) {
        const item = items[at];
        if (item === null) continue;
        if (item.page !== undefined) {
          stops.push({ page: item.page, node: base, scope: pages[item.page].scope, last: pages[item.page].name });
          continue;
        }
        const repeat = repeats[item.repeat];
        const prompt = this.promptIn(item.repeat, base);
        if (prompt !== null) {
          this.instances(prompt).forEach((instance) => through(at + 1, repeat.end, instance));
          stops.push({ repeat: item.repeat, node: prompt, scope: repeat.scope, last: repeat.name });
        }
        at = repeat.end - 1;
      }
    };
    // Repeats stand six deep at most.
    through(0, items.length, ROOT);
    return stops;
  }

  /** The places with something to ask, in order. */
  stops() {
    return this.walk().filter((stop) => this.asks(stop));
  }

  nameOf(stop) {
    return this.prefix(stop.scope, stop.node) + stop.last;
  }

  /** The questions of a page with their nodes, inside an instance: `[control, node]`. */
  questionsOn(page, base) {
    const found = this.form.pages[page].questions.map((index) => {
      const control = this.form.controls[index];
      return [control, this.near(base, control.def)];
    });
    return found.filter(([, node]) => node !== null);
  }

  asks({ page, repeat, node }) {
    if (page === undefined) return this.offersMore(repeat, node);
    return this.questionsOn(page, node).some(([control, at]) => this.isAsked(control, at));
  }

  /** Whether a question is asked now: its node and the groups around it are relevant. */
  isAsked(control, node) {
    return this.isRelevant(node) && this.areRelevant(control.around, node);
  }

  areRelevant(groups, node) {
    if (this.hidden.size === 0) return true;
    return groups.every((def) => {
      const group = this.near(node, def);
      return group === null || this.isRelevant(group);
    });
  }

  // Repeats.

  /** Whether a person may add and take out instances. */
  isOpen(repeat, prompt) {
    const { count, fixed } = this.form.repeats[repeat];
    if (count !== undefined) return false;
    return fixed === undefined || !this.evaluate().boolean(fixed, placeOf(prompt));
  }

  offersMore(repeat, prompt) {
    return this.isRelevant(prompt) && this.areRelevant(this.form.repeats[repeat].around, prompt) && this.isOpen(repeat, prompt);
  }

  viewRepeat(index, prompt) {
    const repeat = this.form.repeats[index];
    const name = this.prefix(repeat.scope, prompt) + repeat.name;
    const open = this.isOpen(index, prompt);
    const all = this.instances(prompt);
    const firsts = all.map(() => null);
    for (const stop of this.walk()) {
      const own = stop.page === undefined ? null : this.answers.ancestor(stop.node, repeat.def);
      const place = own === null ? -1 : all.indexOf(own);
      if (place >= 0 && firsts[place] === null && this.asks(stop)) firsts[place] = this.nameOf(stop);
    }
    return {
      name,
      label: repeat.label ? this.labelAt(repeat.label, prompt).text : "",
      instances: all.map((instance, at) => ({ name: `${name}[${at + 1}]`, position: at + 1, summary: this.summary(index, instance), page: firsts[at] })),
      canAdd: open && all.length < this.form.instanceLimit && this.offersMore(index, prompt),
      canRemove: open && all.length > 0,
      max: this.form.instanceLimit,
    };
  }

  /** What an instance is about: the label of its first group that has one, else its first answer in words. */
  summary(index, instance) {
    const { groups, controls, repeats } = this.form;
    const group = repeats[index].summary === undefined ? null : groups[repeats[index].summary];
    if (group && group.label) {
      const node = group.def === null ? null : this.near(instance, group.def);
      const { text } = this.labelAt(group.label, node === null ? instance : node);
      if (text) return text;
    }
    for (const control of controls.filter((one) => one.scope === index)) {
      const node = this.near(instance, control.def);
      if (node !== null && this.answers.value(node) !== "" && this.isAsked(control, node)) return this.wordsOfAnswer(control, node);
    }
    return "";
  }

  // Words and rules of one question.

  labelAt(label, node) {
    return this.shown(this.evaluate(), label, placeOf(node));
  }

  isRequired(node) {
    const { required } = this.bindOf(node);
    return required !== undefined && this.evaluate().boolean(required, placeOf(node));
  }

  /** Calculated, or read-only by itself or by a group around it. */
  isReadonly(node) {
    if (this.bindOf(node).calculate !== undefined) return true;
    return this.answers.upwards(node).some((around) => {
      const { readonly } = this.bindOf(around);
      return readonly !== undefined && this.evaluate().boolean(readonly, placeOf(around));
    });
  }

  /** What is wrong with the answer a node holds, in the form's own words; null when nothing is. */
  fault(control, node) {
    try {
      if (this.isReadonly(node)) return null;
      const value = this.answers.value(node);
      if (value === "") {
        if (this.isRequired(node)) throw new Refused("answer-required", {}, this.message(node, "requiredMessage"));
        return null;
      }
      this.canonical(control, node, value);
      this.constrain(control, node);
      return null;
    } catch (error) {
      return this.told(error, this.fullName(control, node), this.answers.path(node));
    }
  }

  /** A refusal as those who show it take it; anything else is thrown on. */
  told(error, name, path) {
    if (!(error instanceof Refused)) throw error;
    return { path, name, key: error.key, message: error.own, values: error.values };
  }

  constrain(control, node) {
    const { constraint } = this.bindOf(node);
    if (constraint === undefined || this.answers.value(node) === "" || !this.isAsked(control, node)) return;
    if (!this.evaluate().boolean(constraint, placeOf(node))) {
      throw new Refused("answer-constraint", {}, this.message(node, "constraintMessage"));
    }
  }

  message(node, which) {
    const label = this.bindOf(node)[which];
    return label ? this.labelAt(label, node).text : null;
  }

  /** An answer as it is stored. */
  canonical(control, node, text) {
    const offered = (values) => this.notOffered(control, node, values);
    const all = () => (this.external(control) === null ? this.choices(control, node).map(({ value }) => value) : null);
    return canonical(control, text, this.now().offset, this.form.textLimit, offered, all);
  }

  // Choices.

  /** The file of a list whose rows are not at hand. */
  external({ choices }) {
    const file = choices && choices.file;
    return file === undefined || file === null || this.lists[file] ? null : this.form.instances[file].src;
  }

  /** The choices of a select: those its filter lets through, or all. */
  choices(control, node, filter = true) {
    const { choices } = control;
    const evaluator = this.evaluate();
    const place = placeOf(node);
    if (!choices) return [];
    if (choices.inline) return choices.inline.map(([value, label]) => ({ value, label: label ? this.shown(evaluator, label, place) : { text: "" } }));
    const path = list(choices.nodeset);
    const rows = path && !filter ? evaluator.unfiltered(path, place) : evaluator.nodes(choices.nodeset, place);
    const offered = rows.map((row) => {
      const at = { ...placeOf(row), current: node };
      const value = evaluator.text(choices.value, at);
      return { value, label: this.rowLabel(evaluator, choices.label, at, value) };
    });
    // An instance of a repeat that is not filled in yet is no choice.
    return offered.filter(({ value }) => value !== "");
  }

  rowLabel(evaluator, label, place, value) {
    if (!label) return { text: value };
    if (label.itext !== undefined) return this.shownText(evaluator, evaluator.text(label.itext, place), place);
    return { text: label.translated ? this.translated(place.at) : trim(evaluator.text(label.column, place)) };
  }

  /** The label of a row of `itemsets.csv` in the language of the filling. */
  translated(ref) {
    if (!isRow(ref)) return "";
    const evaluator = this.evaluate();
    const cells = evaluator.step(ref, {}).map((cell) => [evaluator.nameOf(cell), evaluator.nodeText(cell)]);
    const named = (name) => (cells.find(([other]) => other === name) || [])[1];
    const language = this.form.languages[this.language];
    const own = language === undefined ? undefined : named(`label::${language}`);
    const label = own === undefined ? named("label") : own;
    const any = () => cells.find(([name, text]) => name.startsWith("label") && text !== "") || ["", ""];
    return trim(label || any()[1]);
  }

  /** The row whose value is wanted, among those offered now. */
  rowOf({ choices }, node, wanted) {
    const evaluator = this.evaluate();
    const path = choices.column === undefined ? null : list(choices.nodeset);
    const rows = path ? evaluator.path(path, placeOf(node), [choices.column, wanted]) : evaluator.nodes(choices.nodeset, placeOf(node));
    return rows.find((row) => evaluator.text(choices.value, placeOf(row)) === wanted);
  }

  /** Of some values the first that is not offered now. */
  notOffered(control, node, values) {
    const { choices } = control;
    if (!choices) return undefined;
    if (this.external(control) !== null) return values[0];
    const offers = (value) => (choices.inline ? choices.inline.some(([known]) => known === value) : this.rowOf(control, node, value) !== undefined);
    return values.find((value) => !offers(value));
  }

  /** The label of a value of a select, empty when it is not offered. */
  labelOf(evaluator, control, node, wanted) {
    const { choices } = control;
    if (!choices || this.external(control) !== null) return "";
    if (choices.inline) {
      const found = choices.inline.find(([value]) => value === wanted);
      return found && found[1] ? this.shown(evaluator, found[1], placeOf(node)).text : "";
    }
    const row = this.rowOf(control, node, wanted);
    return row === undefined ? "" : this.rowLabel(evaluator, choices.label, { ...placeOf(row), current: node }, wanted).text;
  }

  choiceName(evaluator, node, wanted) {
    const index = this.questionOf.get(this.answers.def(node));
    if (index === undefined) return "";
    return evaluator.showing(() => this.labelOf(evaluator, this.form.controls[index], node, wanted));
  }

  /** An answer in words: the labels of what was chosen, else the answer as it is stored. */
  wordsOfAnswer(control, node) {
    return this.listOfWords(control, node).join(", ");
  }

  /** The same, each choice by itself. */
  listOfWords(control, node) {
    const value = this.answers.value(node);
    if (!control.choices) return [value];
    const evaluator = this.evaluate();
    const values = control.type === "one" ? [value] : words(value);
    return values.map((one) => this.labelOf(evaluator, control, node, one) || one);
  }
}

/** The path a list comes from, whatever order it is shown in. */
function list(nodeset) {
  const path = Array.isArray(nodeset) && nodeset[0] === "call" ? nodeset[2] : nodeset;
  return path !== null && typeof path === "object" && !Array.isArray(path) ? path : null;
}
