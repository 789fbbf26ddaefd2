// The nodes of a form: what it defines, and the nodes that exist while it is filled, counted as crates/xforms counts them.
export const DOCUMENT = 0;
export const ROOT = 1;

/** What a form defines: one definition for every node, a repeated one included. */
export class Model {
  constructor(defs) {
    this.defs = defs.map(([name, parent, value, repeats, fresh]) => ({ name, parent, value, repeats, fresh, children: [], named: new Map(), slot: 0, within: null }));
    this.defs.forEach((def, id) => {
      if (def.parent === null) return;
      const above = this.defs[def.parent];
      def.slot = above.children.length;
      above.children.push(id);
      if (!above.named.has(def.name)) above.named.set(def.name, []);
      above.named.get(def.name).push(id);
      // A definition stands after the one around it.
      def.within = above.repeats ? def.parent : above.within;
    });
  }

  name(id) {
    return this.defs[id].name;
  }

  isAttribute(id) {
    return this.defs[id].name[0] === "@";
  }

  repeats(id) {
    return this.defs[id].repeats;
  }

  /** The children of that name, in order. */
  named(id, name) {
    return this.defs[id].named.get(name) || [];
  }

  child(id, name) {
    const found = this.named(id, name);
    return found.length ? found[0] : null;
  }

  isLeaf(id) {
    return this.defs[id].children.every((child) => this.isAttribute(child));
  }

  /** From this definition up to the root. */
  upwards(id) {
    const all = [];
    for (let at = id; at !== null && at !== DOCUMENT; at = this.defs[at].parent) all.push(at);
    return all;
  }

  /** The innermost repeat a definition stands in, which is itself when it is one. */
  innermost(id) {
    return this.repeats(id) ? id : this.defs[id].within;
  }

  /** The definition at an absolute path of plain names. */
  find(path) {
    if (path[0] !== "/") return null;
    return path.slice(1).split("/").reduce((at, name) => (at === null ? null : this.child(at, local(name))), DOCUMENT);
  }
}

/** A name without its prefix. */
export const local = (name) => name.slice(name.indexOf(":") + 1);

/** A path with its positions left out. */
export const withoutPositions = (path) => path.split("/").map((name) => name.split("[")[0]).join("/");

/** `name[2]` as a name and a 0-based position, null without one; undefined when the position is none. */
export function positioned(written) {
  const parts = /^([^[]*)\[(.*)\]$/.exec(written);
  if (!parts) return [written, null];
  return /^\+?\d+$/.test(parts[2]) && Number(parts[2]) > 0 ? [parts[1], Number(parts[2]) - 1] : undefined;
}

/** The primary instance with its answers. A slot holds null, one node, or `{ prompt, all }`: what stands for a repeat, and its instances. */
export class Answers {
  constructor(model, blank) {
    this.model = model;
    this.free = [];
    const slot = (slot) => (Array.isArray(slot) ? { prompt: slot[0], all: slot[1].slice() } : slot);
    this.nodes = blank.map(([def, parent, value, slots]) => ({ def, parent, value, slots: slots.map(slot) }));
  }

  size() {
    return this.nodes.length - this.free.length;
  }

  def(id) {
    return this.nodes[id].def;
  }

  name(id) {
    return this.model.name(this.nodes[id].def);
  }

  value(id) {
    return this.nodes[id].value;
  }

  /** Puts a value, and says whether it differs from the one before. */
  put(id, value) {
    const differs = this.nodes[id].value !== value;
    this.nodes[id].value = value;
    return differs;
  }

  parent(id) {
    return this.nodes[id].parent;
  }

  /** From this node up to the root. */
  upwards(id) {
    const all = [];
    for (let at = id; at !== null && at !== DOCUMENT; at = this.nodes[at].parent) all.push(at);
    return all;
  }

  /** The node of that definition this one is or stands in. */
  ancestor(id, def) {
    for (let at = id; at !== null; at = this.nodes[at].parent) if (this.nodes[at].def === def) return at;
    return null;
  }

  /** The nodes directly inside of one definition, by its slot. */
  of(id, slot) {
    const held = this.nodes[id].slots[slot];
    if (held === null || held === undefined) return [];
    return typeof held === "number" ? [held] : held.all;
  }

  /** What stands for the repeat of that slot. */
  prompt(id, slot) {
    const held = this.nodes[id].slots[slot];
    return held !== null && typeof held === "object" ? held.prompt : null;
  }

  /** All nodes directly inside, attributes included, in document order. */
  children(id) {
    return [].concat(...this.nodes[id].slots.map((_, slot) => this.of(id, slot)));
  }

  /** The nodes directly inside of that name. */
  named(id, name) {
    const defs = this.model.named(this.nodes[id].def, name);
    if (defs.length === 1) return this.of(id, this.model.defs[defs[0]].slot);
    return [].concat(...defs.map((def) => this.of(id, this.model.defs[def].slot)));
  }

  /** 1-based rank among its namesakes, which for an instance of a repeat is its position. */
  rank(id) {
    const parent = this.parent(id);
    return parent === null ? 1 : Math.max(this.named(parent, this.name(id)).indexOf(id), 0) + 1;
  }

  /** Every node of a definition that is `base` or stands inside it; with `prompts` for a repeat what stands for it too. */
  under(base, target, prompts) {
    const { model } = this;
    const top = this.def(base);
    const chain = [];
    let at = target;
    for (; at !== null && at !== top; at = model.defs[at].parent) chain.push(at);
    if (at === null) return [];
    let nodes = [base];
    while (chain.length) {
      const { slot } = model.defs[chain.pop()];
      const inner = [];
      for (const node of nodes) {
        for (const one of this.of(node, slot)) inner.push(one);
        const prompt = prompts && chain.length === 0 ? this.prompt(node, slot) : null;
        if (prompt !== null) inner.push(prompt);
      }
      nodes = inner;
    }
    return nodes;
  }

  /** The node of a definition that is meant from another: in the same instance of every repeat both stand in, else in the first. */
  near(from, target) {
    const { model } = this;
    let at = DOCUMENT;
    for (const def of model.upwards(target).reverse()) {
      const shared = model.repeats(def) ? this.ancestor(from, def) : null;
      if (shared !== null) {
        at = shared;
        continue;
      }
      const inside = this.of(at, model.defs[def].slot);
      if (!inside.length) return null;
      [at] = inside;
    }
    return at;
  }

  /** Absolute path with the position of every instance of a repeat, `/data/person[2]/name`. */
  path(id) {
    const name = (node) => {
      const position = this.model.repeats(this.def(node)) && !this.isPrompt(node);
      return position ? `${this.name(node)}[${this.rank(node)}]` : this.name(node);
    };
    return `/${this.upwards(id).reverse().map(name).join("/")}`;
  }

  /** The node at an absolute path; a repeat without position is its first instance, or as the last name what stands for it. */
  find(path) {
    if (path[0] !== "/") return null;
    const names = path.slice(1).split("/");
    let at = DOCUMENT;
    for (let index = 0; index < names.length; index += 1) {
      const read = positioned(names[index]);
      if (!read) return null;
      const [name, position] = read;
      const def = this.model.child(this.def(at), local(name));
      if (def === null) return null;
      const { slot } = this.model.defs[def];
      const last = index + 1 === names.length;
      const prompt = position === null && last ? this.prompt(at, slot) : null;
      const next = prompt !== null ? prompt : this.of(at, slot)[position || 0];
      if (next === undefined) return null;
      at = next;
    }
    return at;
  }

  /** Whether this stands for a repeat rather than being one of its instances. */
  isPrompt(id) {
    const parent = this.parent(id);
    return parent !== null && this.prompt(parent, this.model.defs[this.def(id)].slot) === id;
  }

  /** A node with all its definition puts inside, attached to nothing yet. */
  grow(def, parent) {
    const { model } = this;
    const top = this.bare(def, parent);
    const waiting = [top];
    while (waiting.length) {
      const node = waiting.pop();
      model.defs[this.def(node)].children.forEach((child, slot) => {
        const count = model.repeats(child) ? model.defs[child].fresh : 1;
        for (let nth = 0; nth < count; nth += 1) {
          const inner = this.bare(child, node);
          this.attach(node, slot, inner);
          waiting.push(inner);
        }
      });
    }
    return top;
  }

  /** A node with its default value and nothing inside but what stands for the repeats in it. */
  bare(def, parent) {
    const { children, value } = this.model.defs[def];
    const id = this.take({ def, parent, value, slots: children.map(() => null) });
    children.forEach((child, slot) => {
      if (!this.model.repeats(child)) return;
      const prompt = this.take({ def: child, parent: id, value: "", slots: [] });
      this.nodes[id].slots[slot] = { prompt, all: [] };
    });
    return id;
  }

  take(node) {
    if (this.free.length) {
      const id = this.free.pop();
      this.nodes[id] = node;
      return id;
    }
    this.nodes.push(node);
    return this.nodes.length - 1;
  }

  attach(parent, slot, node) {
    const held = this.nodes[parent].slots[slot];
    if (held !== null && typeof held === "object") held.all.push(node);
    else this.nodes[parent].slots[slot] = node;
  }

  /** Gives a node, and all inside it that is there once, the values of another of its definition in another tree. */
  copy(node, from, other) {
    const waiting = [[node, other]];
    while (waiting.length) {
      const [into, source] = waiting.pop();
      this.put(into, from.value(source));
      this.model.defs[this.def(into)].children.forEach((child, slot) => {
        if (this.model.repeats(child)) return;
        const sources = from.of(source, slot);
        this.of(into, slot).forEach((inner, at) => at < sources.length && waiting.push([inner, sources[at]]));
      });
    }
  }

  /** Takes an instance of a repeat out with all inside it; gives the nodes that are gone. */
  remove(parent, slot, position) {
    const held = this.nodes[parent].slots[slot];
    if (held === null || typeof held !== "object" || position >= held.all.length) return [];
    const gone = held.all.splice(position, 1);
    for (let next = 0; next < gone.length; next += 1) {
      const node = this.nodes[gone[next]];
      const slots = node.slots;
      node.value = "";
      node.slots = [];
      for (const inner of slots) {
        if (typeof inner === "number") gone.push(inner);
        else if (inner !== null) gone.push(inner.prompt, ...inner.all);
      }
    }
    this.free.push(...gone);
    return gone;
  }
}
