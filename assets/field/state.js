// The answers so far and what follows from them: after an answer only what reads it is computed again.
import * as calendar from "./calendar.js";
import { chance, uuid } from "./chance.js";
import { stored } from "./functions.js";
import { trim } from "./numbers.js";
import { Rows } from "./rows.js";
import { Answers, Model, ROOT } from "./tree.js";
import { Waiting } from "./waiting.js";
import { Evaluator, Impossible, isRow, placeOf } from "./xpath.js";

/** Actions one act of a person may set off, nodes of a form being filled. */
const MOST_ACTIONS = 1000;
const MOST_NODES = 500000;

const LAST_SAVED = "jr://instance/last-saved";

export class State {
  constructor(form, surroundings) {
    this.form = form;
    this.around = surroundings;
    this.model = new Model(form.defs);
    this.blank = new Answers(this.model, form.blank);
    this.clear();
    this.language = form.language;
    this.patterns = new Map();
    this.repeatOf = new Map(form.repeats.map((repeat, index) => [repeat.def, index]));
    this.questionOf = new Map();
    form.controls.forEach((control, index) => this.questionOf.has(control.def) || this.questionOf.set(control.def, index));
    const lists = surroundings.lists || {};
    this.lists = form.instances.map((instance) => {
      if (!instance.src) return new Rows(instance);
      if (lists[instance.src]) return new Rows(lists[instance.src]);
      return instance.src === LAST_SAVED ? new Rows(null) : null;
    });
  }

  /** The blank form, nothing computed yet. */
  clear() {
    this.answers = new Answers(this.model, this.form.blank);
    /** Nodes whose own `relevant` is false. */
    this.hidden = new Set();
    this.begun = false;
  }

  // What expressions see outside themselves.

  now() {
    if (this.around.now) return this.around.now();
    const now = new Date();
    return { millis: now.getTime(), offset: -now.getTimezoneOffset() };
  }

  bytes() {
    return this.around.random ? this.around.random() : crypto.getRandomValues(new Uint8Array(16));
  }

  chance() {
    return chance(this.bytes());
  }

  property(name) {
    const value = (this.around.properties || {})[name];
    return value === undefined ? null : value;
  }

  calendarName(letter, number) {
    const { calendarName } = this.around;
    return calendarName ? calendarName(letter, number, this.form.languages[this.language] || "") : null;
  }

  rows(index) {
    const rows = this.lists[index];
    if (!rows) throw new Impossible("missing-file");
    return rows;
  }

  /** The pattern of that number. */
  pattern(number) {
    if (!this.patterns.has(number)) this.patterns.set(number, new RegExp(this.form.patterns[number], "u"));
    return this.patterns.get(number);
  }

  /** Relevance is inherited: a node counts while it and every group around it does. */
  isRelevant(node) {
    if (this.hidden.size === 0) return true;
    for (let at = node; at !== null; at = this.answers.parent(at)) if (this.hidden.has(at)) return false;
    return true;
  }

  bindOf(node) {
    return this.form.binds[this.answers.def(node)] || {};
  }

  evaluate() {
    return new Evaluator(this);
  }

  /** The node of a definition that is meant from another node. */
  near(from, def) {
    return this.answers.near(from, def);
  }

  // Computing.

  computeAll(settled) {
    const waiting = new Waiting();
    this.form.graph.cells.forEach((_, place) => this.wait(place, ROOT, waiting));
    this.compute(waiting, settled);
  }

  /** The repeats whose instances are counted by the form. */
  counted() {
    return new Set(this.form.repeats.filter((repeat) => repeat.count !== undefined).map((repeat) => repeat.def));
  }

  /** Recomputes what reads the answer of a node. */
  follow(node) {
    const waiting = new Waiting();
    this.waitFor(this.form.graph.readers[this.answers.def(node)], node, waiting);
    this.compute(waiting, new Set());
  }

  /** Computes the cells of a new instance of a repeat, and what reads how many there are. */
  followNew(instance) {
    const waiting = new Waiting();
    this.arrived(instance, waiting);
    this.compute(waiting, new Set());
  }

  /** Recomputes what reads how many instances a repeat has. */
  followCount(prompt) {
    const waiting = new Waiting();
    this.recounted(prompt, waiting);
    this.compute(waiting, new Set());
  }

  arrived(instance, waiting) {
    for (const place of this.form.graph.inside[this.answers.def(instance)] || []) this.wait(place, instance, waiting);
    this.recounted(instance, waiting);
  }

  recounted(at, waiting) {
    this.waitFor(this.form.graph.counted[this.answers.def(at)], at, waiting);
  }

  /** Adds readers of something at a node: those inside the same instance of the repeat they share with it. */
  waitFor(readers, node, waiting) {
    for (const [place, anchor] of readers || []) {
      const base = this.answers.ancestor(node, anchor);
      this.wait(place, base === null ? node : base, waiting);
    }
  }

  /** Adds a cell on each of its nodes that is `base` or inside it. */
  wait(place, base, waiting) {
    const [def, part] = this.form.graph.cells[place];
    if (part !== "count") {
      for (const node of this.answers.under(base, def, part === "relevant")) waiting.add(place, node);
      return;
    }
    const { parent, slot } = this.model.defs[def];
    for (const node of this.answers.under(base, parent, false)) {
      const prompt = this.answers.prompt(node, slot);
      if (prompt !== null) waiting.add(place, prompt);
    }
  }

  /** Computes cells, and the cells that read one that changed. The instances of a repeat are counted once. */
  compute(waiting, settled) {
    const counted = new Set();
    const evaluator = this.evaluate();
    const { cells, dependents } = this.form.graph;
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [place, node] = next;
      const [def, part] = cells[place];
      const bind = this.form.binds[def];
      let changed;
      if (part === "relevant") {
        const hide = !evaluator.boolean(bind.relevant, placeOf(node));
        changed = this.hidden.has(node) !== hide;
        if (hide) this.hidden.add(node);
        else this.hidden.delete(node);
      } else if (part === "calculate") {
        const value = evaluator.value(bind.calculate, placeOf(node));
        changed = this.answers.put(node, stored(value, evaluator, bind.type));
      } else {
        if (settled.has(def) || counted.has(node)) continue;
        counted.add(node);
        const wanted = evaluator.number(this.form.repeats[this.repeatOf.get(def)].count, placeOf(node));
        // A number taken back for a moment takes no answers away.
        if (Number.isNaN(wanted) && this.begun) continue;
        changed = this.resize(node, wanted >= 1 ? Math.floor(Math.min(wanted, 1e9)) : 0, waiting);
      }
      // A count may not have been followed when what it reads changed.
      const readers = changed ? dependents[place] : dependents[place].filter(([reader]) => cells[reader][1] === "count");
      this.waitFor(readers, node, waiting);
    }
  }

  /** Makes a repeat have that many instances; says whether it had another number. */
  resize(prompt, wanted, waiting) {
    const has = this.instances(prompt).length;
    for (let count = has; count < wanted; count += 1) {
      const instance = this.grow(prompt);
      this.takeDefaults(instance);
      this.preload(instance);
      this.beginInstance(instance);
      this.arrived(instance, waiting);
    }
    for (let count = has; count > wanted; count -= 1) waiting.forget(this.cut(prompt, wanted));
    if (wanted < has) this.recounted(prompt, waiting);
    return has !== wanted;
  }

  /** The instances of the repeat that a node stands for. */
  instances(prompt) {
    const parent = this.answers.parent(prompt);
    return parent === null ? [] : this.answers.of(parent, this.model.defs[this.answers.def(prompt)].slot);
  }

  isFull(prompt) {
    return this.instances(prompt).length >= this.form.instanceLimit || this.answers.size() + this.model.defs.length > MOST_NODES;
  }

  /** Adds an instance at the end, nothing computed in it yet. */
  grow(prompt) {
    if (this.isFull(prompt)) throw new Impossible("too-many-instances");
    const def = this.answers.def(prompt);
    const parent = this.answers.parent(prompt);
    const instance = this.answers.grow(def, parent);
    this.answers.attach(parent, this.model.defs[def].slot, instance);
    return instance;
  }

  /** Gives an instance that the form counts the answers that the form writes for its position, if it does. */
  takeDefaults(instance) {
    const def = this.answers.def(instance);
    if (this.model.defs[def].within !== null) return;
    const written = this.blank.under(ROOT, def, false)[this.answers.rank(instance) - 1];
    if (written !== undefined) this.answers.copy(instance, this.blank, written);
  }

  /** Takes out the instance at a 0-based position; gives all nodes that are gone. */
  cut(prompt, position) {
    const parent = this.answers.parent(prompt);
    const gone = this.answers.remove(parent, this.model.defs[this.answers.def(prompt)].slot, position);
    gone.forEach((node) => this.hidden.delete(node));
    return gone;
  }

  // What happens by itself.

  /** Presets the nodes of a new record, or of a new instance of a repeat. */
  preload(base) {
    for (const def of this.form.preset) {
      for (const node of this.answers.under(base, def, false)) {
        const value = this.presetOf(def);
        if (value !== null) this.answers.put(node, value);
      }
    }
  }

  presetOf(def) {
    const [kind, parameter] = this.form.binds[def].preload;
    const now = this.now();
    // The record itself is named when it is written.
    if (kind === "uid") return this.isInstanceId(def) ? null : `uuid:${uuid(this.bytes())}`;
    if (kind === "timestamp" && parameter === "start") return calendar.dateTimeText(calendar.daysOf(now), now.offset);
    if (kind === "date") return calendar.dateText(calendar.daysOf(now));
    return kind === "property" ? this.property(parameter) : null;
  }

  isInstanceId(def) {
    const meta = this.model.child(ROOT, "meta");
    return meta !== null && this.model.child(meta, "instanceID") === def;
  }

  hostOf({ repeat, control }) {
    if (repeat !== undefined) return this.form.repeats[repeat].def;
    return control === undefined ? ROOT : this.form.controls[control].def;
  }

  /** Does what is to be done when a record is begun or opened again. */
  happen(events) {
    const done = { count: 0 };
    for (const action of this.form.actions.filter((one) => one.events.some((event) => events.includes(event)))) {
      for (const node of this.answers.under(ROOT, this.hostOf(action.host), false)) this.act(action, node, true, done);
    }
  }

  /** Does what is to be done when an instance of a repeat is added, before anything in it is computed. */
  beginInstance(instance) {
    const def = this.answers.def(instance);
    const done = { count: 0 };
    for (const action of this.form.actions.filter((one) => one.events.includes("new"))) {
      const { repeat, control } = action.host;
      const scope = control === undefined ? repeat : this.form.controls[control].scope;
      if (scope === null || this.form.repeats[scope].def !== def) continue;
      const host = control === undefined ? def : this.form.controls[control].def;
      for (const node of this.answers.under(instance, host, false)) this.act(action, node, false, done);
    }
  }

  /** Does what is to be done when the answer of a node has changed. */
  changed(first) {
    const waiting = [first];
    const done = { count: 0 };
    while (waiting.length) {
      const node = waiting.pop();
      for (const action of this.form.actions.filter((one) => one.events.includes("changed"))) {
        const { control } = action.host;
        if (control === undefined || this.form.controls[control].def !== this.answers.def(node)) continue;
        const target = this.act(action, node, true, done);
        if (target !== null) waiting.push(target);
      }
    }
  }

  /** Does one thing from the node of its host; gives the node whose value it changed. */
  act({ target: path, act }, host, follow, done) {
    done.count += 1;
    if (done.count > MOST_ACTIONS) throw new Impossible("too-much-work");
    const evaluator = this.evaluate();
    const [target] = evaluator.nodes(path, placeOf(host));
    if (target === undefined || isRow(target)) return null;
    let value;
    if (act === "locate") value = this.located();
    else if (act.compute === undefined) value = act.write;
    else value = stored(evaluator.value(act.compute, placeOf(target)), evaluator, this.bindOf(target).type);
    if (!this.answers.put(target, value)) return null;
    if (follow) this.follow(target);
    return target;
  }

  located() {
    const at = this.around.location;
    return at ? [at.latitude, at.longitude, at.altitude || 0, at.accuracy || 0].join(" ") : "";
  }

  // Words.

  /** A label, hint or message as it reads now, with what goes with it. */
  shown(evaluator, label, place) {
    return Array.isArray(label) ? { text: this.wordsOf(evaluator, label, place) } : this.shownText(evaluator, label.text, place);
  }

  /** A translated text: in the language of the filling, else in the default one, else in any. */
  shownText(evaluator, id, place) {
    const entries = this.form.texts[id] || [];
    const entry = entries[this.language] || entries[this.form.language] || entries.find(Boolean);
    if (!entry) return { text: "" };
    const words = (pieces) => (pieces ? this.wordsOf(evaluator, pieces, place) : null);
    const { image, bigImage, audio, video } = entry;
    const text = this.wordsOf(evaluator, entry.long || [], place);
    return { text, short: words(entry.short), guidance: words(entry.guidance), image, bigImage, audio, video };
  }

  wordsOf(evaluator, pieces, place) {
    const word = (piece) => (typeof piece === "string" ? piece : evaluator.showing(() => evaluator.text(piece.show, place)));
    return trim(pieces.map(word).join(""));
  }

  itext(evaluator, id, at) {
    return evaluator.showing(() => this.shownText(evaluator, id, placeOf(at)).text);
  }
}
