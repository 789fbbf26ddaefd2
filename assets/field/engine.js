// Fills a form without a server: one person's way through a form that crates/xforms wrote out (`Portable`).
import { Refused } from "./answer.js";
import { Drafts } from "./drafts.js";
import { recordXml } from "./record.js";
import { ROOT } from "./tree.js";
import { Impossible } from "./xpath.js";

/** The shape of the form that this engine reads. */
const SHAPE = 2;

/** Name of the place after the last page. */
const REVIEW = "review";

export class Filling extends Drafts {
  /** Begins a filling, or goes on with one that was saved. Throws when the form cannot be computed. */
  static open(form, surroundings = {}) {
    if (form.shape !== SHAPE) throw new Error(`a form of the shape ${form.shape}`);
    const filling = new Filling(form, surroundings);
    const { saved, lang } = surroundings;
    const language = filling.languageOf((saved && saved.lang) || lang);
    if (language !== null) filling.language = language;
    filling.faults = new Map();
    filling.kept = new Map();
    if (saved && saved.answers.length) filling.restore(saved);
    else {
      filling.preload(ROOT);
      filling.computeAll(new Set());
      filling.begun = true;
      filling.happen(["first", "load"]);
    }
    const blobs = surroundings.files || {};
    for (const { name, path, type } of (saved && saved.files) || []) if (blobs[name]) filling.kept.set(name, { path, type, blob: blobs[name] });
    filling.at = saved && filling.isPlace(saved.page) ? saved.page : filling.placeNames()[0];
    return filling;
  }

  // Languages.

  get languages() {
    return this.form.languages;
  }

  languageOf(nameOrCode) {
    if (!nameOrCode) return null;
    const { languages } = this.form;
    const exact = languages.indexOf(nameOrCode);
    const found = exact >= 0 ? exact : languages.findIndex((name) => name.endsWith(`(${nameOrCode})`));
    return found < 0 ? null : found;
  }

  /** Shows the form in another of its languages, by name or by code; says whether it has it. */
  speak(nameOrCode) {
    const found = this.languageOf(nameOrCode);
    if (found === null) return false;
    if (found !== this.language) {
      this.language = found;
      this.computeAll(this.counted());
    }
    return true;
  }

  // Pages.

  placeNames() {
    return [...this.stops().map((stop) => this.nameOf(stop)), REVIEW];
  }

  isPlace(name) {
    return this.placeNames().includes(name);
  }

  /** What is shown now. */
  page() {
    const stops = this.stops();
    const total = stops.length + 1;
    const index = stops.findIndex((stop) => this.nameOf(stop) === this.at);
    if (index < 0) return { name: REVIEW, number: total, total, end: true, faults: this.check(), answers: this.answered() };
    const stop = stops[index];
    const shown = { name: this.at, number: index + 1, total, end: false, around: this.aroundOf(stop), repeat: null, questions: [], heading: null };
    if (stop.repeat !== undefined) {
      shown.repeat = this.viewRepeat(stop.repeat, stop.node);
      return shown;
    }
    shown.heading = this.heading(stop);
    const asked = this.questionsOn(stop.page, stop.node).filter(([control, node]) => this.isAsked(control, node));
    shown.questions = asked.map(([control, node]) => this.view(control, node));
    return shown;
  }

  /** Goes to the next page when nothing on this one is to be mended; gives what is. */
  next() {
    const faults = this.checkPage();
    this.faults = new Map(faults.map((fault) => [fault.path, fault]));
    if (faults.length === 0) this.move(1);
    return faults;
  }

  /** Goes to the page before; false on the first one. */
  back() {
    this.faults.clear();
    return this.move(-1);
  }

  move(by) {
    const names = this.placeNames();
    const to = names[names.indexOf(this.at) + by];
    if (to === undefined) return false;
    this.at = to;
    return true;
  }

  /** Opens a page by its name; says whether it is asked now. */
  go(name) {
    if (!this.isPlace(name)) return false;
    this.faults.clear();
    this.at = name;
    return true;
  }

  heading({ page, node, scope }) {
    const { groups, pages, repeats } = this.form;
    const group = pages[page].group === null ? null : groups[pages[page].group];
    const own = group && group.scope === scope && group.label ? group : null;
    const ofRepeat = scope === null ? null : repeats[scope].label;
    if (!own && ofRepeat) return this.labelAt(ofRepeat, node);
    if (!group || !group.label) return null;
    const at = group.def === null ? null : this.near(node, group.def);
    return this.labelAt(group.label, at === null ? node : at);
  }

  /** The instances a page stands in, from the outermost on. */
  aroundOf({ scope, node }) {
    return this.scopes(scope).map((index) => {
      const { label, def } = this.form.repeats[index];
      const instance = this.answers.ancestor(node, def);
      return { label: label && instance !== null ? this.labelAt(label, instance).text : "", position: instance === null ? 1 : this.answers.rank(instance) };
    });
  }

  view(control, node) {
    const path = this.answers.path(node);
    const label = control.label ? this.labelAt(control.label, node) : { text: "" };
    const hint = control.hint ? this.labelAt(control.hint, node) : null;
    const choice = ({ value, label: words }) => ({ ...words, value, label: words.text });
    const select = Boolean(control.choices) && this.external(control) === null;
    return {
      ...label,
      path,
      name: this.fullName(control, node),
      label: label.text,
      hint: hint && hint.text,
      hintMedia: hint,
      type: control.type,
      mediatype: control.mediatype || "",
      range: control.range || null,
      appearance: control.appearance,
      settings: control.settings || {},
      choices: select ? this.choices(control, node).map(choice) : null,
      value: this.answers.value(node),
      required: this.isRequired(node),
      readonly: this.isReadonly(node),
      relevant: this.isAsked(control, node),
      error: this.faults.get(path) || null,
    };
  }

  /** A question by name or path as it stands now, whether it is asked or not; null when there is none. */
  question(nameOrPath) {
    const found = this.findQuestion(nameOrPath);
    return found && this.view(this.form.controls[found[0]], found[1]);
  }

  /** All questions by path, relevant or not. */
  fields() {
    const pages = this.walk().filter((stop) => stop.page !== undefined);
    return [].concat(...pages.map((stop) => this.questionsOn(stop.page, stop.node).map(([control, node]) => this.view(control, node))));
  }

  /** Every answer asked for, in words, for the review, and the repeats that a person may add to. */
  answered() {
    const all = [];
    for (const stop of this.stops()) {
      if (stop.page === undefined) {
        all.push({ page: this.nameOf(stop), around: this.aroundOf(stop), repeat: this.viewRepeat(stop.repeat, stop.node) });
        continue;
      }
      for (const [control, node] of this.questionsOn(stop.page, stop.node)) {
        if (!this.isAsked(control, node) || this.isReadonly(node)) continue;
        const { path, name, label, type } = this.view(control, node);
        all.push({ path, name, label, type, value: this.answers.value(node), appearance: control.appearance, words: this.listOfWords(control, node), page: this.nameOf(stop), around: this.aroundOf(stop) });
      }
    }
    return all;
  }

  // Answers.

  /** Gives a question an answer: a text as a person writes it, or a file. Gives null, or what is wrong with it; then the answer before stays. */
  set(nameOrPath, answer) {
    const found = this.findQuestion(nameOrPath);
    if (!found) return unknown(nameOrPath);
    const [control, node] = [this.form.controls[found[0]], found[1]];
    const [name, path] = [this.fullName(control, node), this.answers.path(node)];
    const fault = this.safely({ name, path }, () => this.attempt(control, node, () => {
      const value = this.accept(control, node, answer);
      const before = this.answers.value(node);
      this.answers.put(node, value);
      try {
        this.constrain(control, node);
      } catch (error) {
        this.answers.put(node, before);
        throw error;
      }
      if (value === before) return;
      this.follow(node);
      this.changed(node);
    }));
    if (!fault) this.faults.delete(path);
    return fault;
  }

  /** Gives the questions of a page their answers at once, so that rules that read one another see the new ones. Gives what is wrong. */
  setAll(given) {
    const placed = given.map(([path, answer]) => ({ found: this.findQuestion(path), path, answer }));
    const refused = placed.filter(({ found }) => !found).map(({ path }) => unknown(path));
    const known = placed.filter(({ found }) => found).sort((one, other) => one.found[0] - other.found[0]);
    const first = known.length ? known[0].path : "";
    const broken = this.safely({ name: first, path: first }, () => {
      refused.push(...this.setKnown(known));
      return null;
    });
    if (broken) refused.push(broken);
    this.faults = new Map(refused.map((fault) => [fault.path, fault]));
    return refused;
  }

  setKnown(known) {
    const [refused, taken] = [[], []];
    for (const { found: [index, node], answer } of known) {
      const control = this.form.controls[index];
      const fault = this.attempt(control, node, () => {
        const value = this.accept(control, node, answer);
        const before = this.answers.value(node);
        if (this.answers.put(node, value)) {
          this.follow(node);
          this.changed(node);
        }
        taken.push([control, node, before]);
      });
      if (fault) refused.push(fault);
    }
    for (const [control, node, before] of taken) {
      const fault = this.attempt(control, node, () => this.constrain(control, node));
      if (!fault) continue;
      refused.push(fault);
      this.answers.put(node, before);
      this.follow(node);
    }
    return refused;
  }

  attempt(control, node, make) {
    try {
      make();
      return null;
    } catch (error) {
      return this.told(error, this.fullName(control, node), this.answers.path(node));
    }
  }

  /** Does something that the form may be unable to compute, as more instances than it may hold; then nothing of it stays. */
  safely(where, make) {
    const before = this.draft();
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
      this.clear();
      this.restore({ answers: before });
      const key = error.message === "too-many-instances" ? "answer-too-many" : "answer-refused";
      return { ...where, key, message: null, values: { max: this.form.instanceLimit } };
    }
  }

  /** An answer as it will be stored. */
  accept(control, node, answer) {
    if (this.isReadonly(node)) throw new Refused("answer-unknown-field");
    if (typeof answer === "string") return this.canonical(control, node, answer);
    if (control.type !== "file") throw new Refused("answer-refused");
    return this.keep(node, answer);
  }

  // Repeats.

  /** Adds an instance at the end of a repeat; gives `{ name }`, or what is wrong. */
  addInstance(repeat) {
    const found = this.repeatNamed(repeat);
    if (!found) return unknown(repeat);
    const [index, prompt] = found;
    const fault = (key) => ({ path: repeat, name: repeat, key, message: null, values: { max: this.form.instanceLimit } });
    if (!this.isOpen(index, prompt)) return fault("answer-refused");
    if (this.isFull(prompt)) return fault("answer-too-many");
    return this.safely({ path: repeat, name: repeat }, () => {
      const instance = this.grow(prompt);
      this.preload(instance);
      this.beginInstance(instance);
      this.followNew(instance);
      return { name: `${repeat}[${this.instances(prompt).length}]` };
    });
  }

  /** Takes an instance out of a repeat, `person[2]`, with all its answers; gives null, or what is wrong. */
  removeInstance(name) {
    const [, repeat, position] = /^(.*)\[(\d+)\]$/.exec(name) || [];
    const found = repeat === undefined ? null : this.repeatNamed(repeat);
    if (!found || !(position >= 1 && position <= this.instances(found[1]).length)) return unknown(name);
    if (!this.isOpen(found[0], found[1])) return { ...unknown(name), key: "answer-refused" };
    return this.safely({ path: name, name }, () => {
      this.cut(found[1], Number(position) - 1);
      this.followCount(found[1]);
      return null;
    });
  }

  // What is wrong.

  /** Everything that keeps the record from being sent, in the order of the questions. */
  check() {
    return [].concat(...this.walk().map((stop) => this.checkStop(stop)));
  }

  checkPage() {
    const stop = this.stops().find((one) => this.nameOf(one) === this.at);
    return stop ? this.checkStop(stop) : [];
  }

  checkStop({ page, node }) {
    if (page === undefined) return [];
    const asked = this.questionsOn(page, node).filter(([control, at]) => this.isAsked(control, at));
    return asked.map(([control, at]) => this.fault(control, at)).filter(Boolean);
  }

  // Leaving.

  /** The record and its files, those alone that it names. Call it when `check()` finds nothing. */
  finish({ instanceId, deviceId, deprecatedId }) {
    if (deviceId) {
      for (const def of this.form.preset) {
        const [kind, parameter] = this.form.binds[def].preload;
        if (kind !== "property" || parameter !== "deviceid") continue;
        for (const node of this.answers.under(ROOT, def, false)) if (this.answers.put(node, deviceId)) this.follow(node);
      }
    }
    const relevant = new Set(this.relevantValues());
    const files = Array.from(this.held()).filter(([name]) => relevant.has(name)).map(([name, { blob }]) => ({ name, blob }));
    return { xml: recordXml(this, instanceId, deprecatedId), files };
  }
}

/** What is wrong with the name of something that the form has not. */
function unknown(name) {
  return { path: name, name, key: "answer-unknown-field", message: null, values: {} };
}
