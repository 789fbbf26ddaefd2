// The rows of secondary instances: written in the form, or in a file beside it.

/** Fewer rows are looked at one by one. */
const FEW = 24;

/** Rows as expressions see them: a root, rows inside it, columns inside each row. The node 0 stands above the root. */
export class Rows {
  /** From what crates/xforms writes: a table or a tree; nothing at all for null. */
  constructor(written) {
    this.names = [""];
    this.values = [""];
    this.parents = [null];
    this.inside = [[]];
    this.lookups = new Map();
    if (!written) return;
    if (written.tree) written.tree.forEach((node) => this.addTree(node, 0));
    else {
      const root = this.add(written.root, "", 0);
      for (const cells of written.rows) {
        const row = this.add(written.row, "", root);
        cells.forEach((cell, at) => this.add(written.columns[at], cell, row));
      }
    }
  }

  add(name, value, parent) {
    const id = this.names.length;
    this.names.push(name);
    this.values.push(value);
    this.parents.push(parent);
    // A cell holds nothing, and there are many.
    this.inside.push(null);
    if (this.inside[parent] === null) this.inside[parent] = [];
    this.inside[parent].push(id);
    return id;
  }

  addTree([name, value, ...children], parent) {
    const id = this.add(name, value, parent);
    children.forEach((child) => this.addTree(child, id));
  }

  children(id) {
    return this.inside[id] || [];
  }

  /** The text of a column of a row, null when it has none such. */
  column(row, name) {
    const found = this.children(row).find((cell) => this.names[cell] === name);
    return found === undefined ? null : this.values[found];
  }

  /** The children of `parent` called `name` that have a `column` with exactly that text, in order; null when there are too few for an index. */
  lookup(parent, name, column, text) {
    const key = JSON.stringify([parent, name, column]);
    let made = this.lookups.get(key);
    if (!made) {
      if (this.children(parent).length < FEW) return null;
      made = new Map();
      for (const row of this.children(parent)) {
        if (this.names[row] !== name) continue;
        for (const cell of this.children(row)) {
          if (this.names[cell] !== column) continue;
          const rows = made.get(this.values[cell]) || [];
          if (rows[rows.length - 1] !== row) rows.push(row);
          made.set(this.values[cell], rows);
        }
      }
      this.lookups.set(key, made);
    }
    return made.get(text) || [];
  }
}
