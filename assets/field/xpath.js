// Computes expressions, as crates/xforms parsed them, over the instances of a form being filled.
import { call } from "./functions.js";
import { numberText, textNumber } from "./numbers.js";
import { DOCUMENT } from "./tree.js";

/** An expression that cannot be computed on these answers: a defect of the form, or too much of something. */
export class Impossible extends Error {}

/** Steps one act of a person may take, and texts that show texts inside one another. */
const MOST_STEPS = 5000000;
const MOST_TEXTS = 4;

// A node of the primary instance is its number; a row is its number and, above 32 bits, one more than its instance.
const ABOVE = 4294967296;
const rowRef = (instance, row) => (instance + 1) * ABOVE + row;
export const isRow = (ref) => ref >= ABOVE;
const instanceOf = (ref) => Math.floor(ref / ABOVE) - 1;
const rowOf = (ref) => ref % ABOVE;

/** Where an expression is evaluated: `at` the node being looked at, `current` the one it belongs to. */
export const placeOf = (node) => ({ at: node, current: node, position: 1, size: 1 });

/** What a walk along a path leaves out: by its predicates nothing else, nothing at all, or what lacks a text in a column. */
const PREDICATES = {};
const NOTHING = {};

export class Evaluator {
  constructor(world) {
    this.world = world;
    this.steps = 0;
    this.texts = 0;
  }

  spend(steps) {
    this.steps += steps;
    if (this.steps > MOST_STEPS) throw new Impossible("too-much-work");
  }

  /** Makes a text that may show other texts, bounding how far that goes. */
  showing(make) {
    if (this.texts >= MOST_TEXTS) throw new Impossible("too-much-work");
    this.texts += 1;
    const made = make();
    this.texts -= 1;
    return made;
  }

  text(expr, place) {
    return this.asText(this.value(expr, place));
  }

  number(expr, place) {
    return this.asNumber(this.value(expr, place));
  }

  boolean(expr, place) {
    return this.asBoolean(this.value(expr, place));
  }

  /** The nodes an expression selects; none when it is not a path. */
  nodes(expr, place) {
    const value = this.value(expr, place);
    return Array.isArray(value) ? value : [];
  }

  /** What an expression is worth: a boolean, a number, a text, or a list of nodes. */
  value(expr, place) {
    this.spend(1);
    if (expr === null) return Infinity;
    if (typeof expr !== "object") return expr;
    if (!Array.isArray(expr)) return this.path(expr, place);
    switch (expr[0]) {
      case "negate":
        return -this.number(expr[1], place);
      case "chain":
        return this.chain(expr, place);
      case "call":
        return call(this, expr[1], expr, place);
      case "matches":
        return this.world.pattern(expr[2]).test(this.text(expr[1], place));
      case "choice-name": {
        const value = this.text(expr[1], place);
        const [node] = this.path(expr[2], place);
        return node === undefined || isRow(node) ? "" : this.world.choiceName(this, node, value);
      }
      case "indexed-repeat":
        return this.indexedRepeat(expr[1], expr[2], place);
      default: {
        const [, instance, column, key, value] = expr;
        return this.pullData(instance, this.text(column, place), this.text(key, place), this.text(value, place));
      }
    }
  }

  chain(expr, place) {
    let left = this.value(expr[1], place);
    for (let at = 2; at < expr.length; at += 2) {
      const operator = expr[at];
      // `and` and `or` look at the right side only when the left leaves the answer open.
      if (operator === "or" && this.asBoolean(left)) left = true;
      else if (operator === "and" && !this.asBoolean(left)) left = false;
      else left = this.operate(operator, left, this.value(expr[at + 1], place));
    }
    return left;
  }

  operate(operator, left, right) {
    switch (operator) {
      case "or":
      case "and":
        return this.asBoolean(right);
      case "+":
        return this.asNumber(left) + this.asNumber(right);
      case "-":
        return this.asNumber(left) - this.asNumber(right);
      case "*":
        return this.asNumber(left) * this.asNumber(right);
      case "div":
        return this.asNumber(left) / this.asNumber(right);
      case "mod":
        return this.asNumber(left) % this.asNumber(right);
      case "|":
        return Array.from(new Set([].concat(...[left, right].filter(Array.isArray))));
      default:
        return this.compare(operator, left, right);
    }
  }

  /** XPath 1.0 §3.4: a set of nodes compares true when one of its nodes does. */
  compare(operator, left, right) {
    const [leftNodes, rightNodes] = [Array.isArray(left), Array.isArray(right)];
    if ((leftNodes && typeof right === "boolean") || (rightNodes && typeof left === "boolean")) {
      return this.compareOne(operator, this.asBoolean(left), this.asBoolean(right));
    }
    if (leftNodes) return left.some((node) => this.compare(operator, this.nodeText(node), right));
    if (rightNodes) return right.some((node) => this.compareOne(operator, left, this.nodeText(node)));
    return this.compareOne(operator, left, right);
  }

  compareOne(operator, left, right) {
    if (operator === "=" || operator === "!=") {
      const is = (type) => typeof left === type || typeof right === type;
      let equal;
      if (is("boolean")) equal = this.asBoolean(left) === this.asBoolean(right);
      else if (is("number")) equal = this.asNumber(left) === this.asNumber(right);
      else equal = left === right;
      return equal === (operator === "=");
    }
    const [one, other] = [this.asNumber(left), this.asNumber(right)];
    if (operator === "<") return one < other;
    if (operator === "<=") return one <= other;
    return operator === ">" ? one > other : one >= other;
  }

  /** Whether the node counts: rows always do. */
  counts(ref) {
    return isRow(ref) || this.world.isRelevant(ref);
  }

  /** The text of a node; empty for one that does not count. */
  nodeText(ref) {
    const text = this.counts(ref) ? this.heldText(ref) : "";
    this.spend(text.length >> 4);
    return text;
  }

  /** The text a node holds, whether it counts or not. */
  heldText(ref) {
    return isRow(ref) ? this.world.rows(instanceOf(ref)).values[rowOf(ref)] : this.world.answers.value(ref);
  }

  /** The name of a node. */
  nameOf(ref) {
    return isRow(ref) ? this.world.rows(instanceOf(ref)).names[rowOf(ref)] : this.world.answers.name(ref);
  }

  /** 1-based rank of a node among its namesakes. */
  rank(ref) {
    if (!isRow(ref)) return this.world.answers.rank(ref);
    const rows = this.world.rows(instanceOf(ref));
    const row = rowOf(ref);
    const parent = rows.parents[row];
    if (parent === null) return 1;
    return rows.children(parent).filter((other) => rows.names[other] === rows.names[row]).indexOf(row) + 1;
  }

  asText(value) {
    if (typeof value === "string") return value;
    if (typeof value === "number") return numberText(value);
    if (typeof value === "boolean") return value ? "true" : "false";
    return value.length ? this.nodeText(value[0]) : "";
  }

  asNumber(value) {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return value ? 1 : 0;
    return textNumber(this.asText(value), this.world.now().offset);
  }

  /** As XPath, but a set of nodes is true when one of them holds an answer: in a form the nodes are always there. */
  asBoolean(value) {
    if (typeof value === "boolean") return value;
    if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
    if (typeof value === "string") return value !== "";
    return value.some((node) => this.nodeText(node) !== "");
  }

  /** The nodes a path leads to. `filter` is `[column, text]` for those rows alone that have that text there. */
  path(path, place, filter = PREDICATES) {
    const { from, steps } = path;
    let nodes;
    if (from === "/") nodes = [DOCUMENT];
    else if (from === ".") nodes = [place.at];
    else nodes = [from === "current" ? place.current : rowRef(from, 0)];
    // An absolute path means the instance of a repeat its reader stands in, as long as no predicate says which one, and
    // unless it ends at the repeat: then it means all instances.
    let shared = from === "/";
    steps.forEach((step, index) => {
      const last = index + 1 === steps.length;
      shared = shared && !last && !step.where;
      const narrowed = last || filter === NOTHING ? filter : PREDICATES;
      let found = [];
      for (const node of nodes) this.stepFrom(node, step, place, narrowed, shared, found);
      if (step.axis === "..") found = found.filter((node, at) => at === 0 || node !== found[at - 1]);
      nodes = found;
    });
    return nodes;
  }

  /** All rows of a list, whatever its filter. */
  unfiltered(path, place) {
    return this.path(path, place, NOTHING);
  }

  stepFrom(from, step, place, filter, shared, found) {
    const own = shared ? this.ownInstance(from, step, place) : null;
    if (own !== null) {
      found.push(own);
      return;
    }
    const looked = this.lookedUp(from, step, place, filter);
    let nodes = looked || this.step(from, step);
    this.spend(1 + nodes.length);
    if (filter !== NOTHING) {
      for (const predicate of step.where || []) {
        const size = nodes.length;
        nodes = nodes.filter((at, index) => {
          const value = this.value(predicate, { at, current: place.current, position: index + 1, size });
          return typeof value === "number" ? value === index + 1 : this.asBoolean(value);
        });
      }
      if (filter !== PREDICATES) nodes = nodes.filter((at) => this.has(at, filter));
    }
    for (const node of nodes) found.push(node);
  }

  /** The instance of a repeat that the reader stands in, when a step leads to that repeat. */
  ownInstance(from, step, place) {
    if (step.axis || !step.name || isRow(from)) return null;
    const { model, answers } = this.world;
    const def = model.child(answers.def(from), step.name);
    if (def === null || !model.repeats(def)) return null;
    for (const reader of [place.at, place.current]) {
      const own = isRow(reader) ? null : answers.ancestor(reader, def);
      if (own !== null && answers.parent(own) === from) return own;
    }
    return null;
  }

  /** Rows by an index, where a predicate or the filter asks for a text in a column; null where none helps. */
  lookedUp(from, step, place, filter) {
    if (step.axis || !step.name || !isRow(from)) return null;
    const instance = instanceOf(from);
    const rows = this.world.rows(instance);
    const refs = (found) => found && found.map((row) => rowRef(instance, row));
    if (Array.isArray(filter) && !step.ordered) return refs(rows.lookup(rowOf(from), step.name, filter[0], filter[1]));
    if (!step.key || filter === NOTHING) return null;
    let wanted = this.value(step.key[1], place);
    if (Array.isArray(wanted) && wanted.length === 1) wanted = this.nodeText(wanted[0]);
    // Numbers and truths are compared by their worth, not letter by letter.
    return typeof wanted === "string" ? refs(rows.lookup(rowOf(from), step.name, step.key[0], wanted)) : null;
  }

  has(at, [column, text]) {
    const [cell] = this.step(at, { name: column });
    return cell !== undefined && this.nodeText(cell) === text;
  }

  /** The nodes one step leads to, predicates left aside. */
  step(from, { axis, name }) {
    const accepts = (node) => name === undefined || this.nameOf(node) === name;
    if (axis === ".") return [from].filter(accepts);
    if (isRow(from)) {
      const instance = instanceOf(from);
      const rows = this.world.rows(instance);
      const row = rowOf(from);
      if (axis === "..") {
        const parent = rows.parents[row];
        return parent === null ? [] : [rowRef(instance, parent)].filter(accepts);
      }
      const attribute = axis === "@";
      const wanted = (child) => (rows.names[child][0] === "@") === attribute && (name === undefined || rows.names[child] === name);
      return rows.children(row).filter(wanted).map((child) => rowRef(instance, child));
    }
    const { model, answers } = this.world;
    if (axis === "..") {
      const parent = answers.parent(from);
      return parent === null ? [] : [parent].filter(accepts);
    }
    if (name !== undefined) return answers.named(from, name);
    return answers.children(from).filter((node) => model.isAttribute(answers.def(node)) === (axis === "@"));
  }

  /** The node of a definition inside the instances at those positions; of the repeats not named, the reader's own counts. */
  indexedRepeat(path, repeats, place) {
    const { model, answers } = this.world;
    const target = this.defined(path, place);
    if (target === null) return [];
    const positions = new Map();
    for (const [repeat, position] of repeats) {
      const number = this.number(position, place);
      const def = this.defined(repeat, place);
      // The first of two that name the same repeat.
      if (def !== null && !positions.has(def)) positions.set(def, number >= 1 ? Math.floor(number) - 1 : 0);
    }
    const reader = isRow(place.current) ? 1 : place.current;
    let at = DOCUMENT;
    for (const def of model.upwards(target).reverse()) {
      const all = answers.of(at, model.defs[def].slot);
      let found;
      if (positions.has(def)) found = all[positions.get(def)];
      else {
        const own = answers.ancestor(reader, def);
        found = own !== null && all.includes(own) ? own : all[0];
      }
      if (found === undefined) return [];
      at = found;
    }
    return [at];
  }

  /** The definition a path of the primary instance leads to, predicates left aside. */
  defined({ from, steps }, place) {
    const { model, answers } = this.world;
    const reader = from === "." ? place.at : place.current;
    if (typeof from === "number" || (from !== "/" && isRow(reader))) return null;
    return steps.reduce((at, { axis, name }) => {
      if (at === null || axis === ".") return at;
      if (axis === "..") return model.defs[at].parent;
      return name === undefined ? null : model.child(at, name);
    }, from === "/" ? DOCUMENT : answers.def(reader));
  }

  /** Of the row whose column `key` holds `value`, the text of another column; empty when there is none. */
  pullData(instance, column, key, value) {
    const rows = this.world.rows(instance);
    const [root] = rows.children(0);
    if (root === undefined) return "";
    const looked = rows.lookup(root, "item", key, value);
    const row = looked ? looked[0] : rows.children(root).find((one) => rows.column(one, key) === value);
    return (row !== undefined && rows.column(row, column)) || "";
  }
}
