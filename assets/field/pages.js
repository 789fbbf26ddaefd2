// Shows a filling page by page, as the server's pages show it: questions, the instances of a repeat, the review.
import { Unreadable } from "./boxes.js";
import { h, Words } from "./dom.js";
import { Field } from "./fields.js";
import { toldOf } from "./ways.js";

export class Pages {
  /** `options`: `texts`, `media(uri)`, `changed()`, `finished()`, `left()`, and `largestFile` in bytes or nothing. */
  constructor(filling, root, options) {
    this.filling = filling;
    this.root = root;
    this.options = options;
    this.words = new Words(options.texts);
    this.fields = [];
  }

  say(key, values) {
    return this.words.say(key, values);
  }

  // Showing.

  /** Shows the page where the filling is, with what is to be mended on it. */
  show(faults = []) {
    const page = this.filling.page();
    this.page = page;
    this.shape = shapeOf(page);
    const around = page.end ? "" : page.around.map((one) => this.nameOf(one.label, one.position)).join(" › ");
    this.put(
      h("div", { class: "steps" }, h("span", {}, this.say("step-of", { n: page.number, all: page.total })), h("progress", { max: page.total, value: page.number, "aria-hidden": "true" })),
      this.summary(faults),
      around ? h("p", { class: "soft" }, around) : null,
      ...this.content(page),
    );
    const target = this.root.querySelector(faults.length ? ".errors" : "h1");
    if (target) {
      if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    this.root.scrollIntoView();
  }

  put(...parts) {
    this.root.textContent = "";
    this.root.append(...parts.filter(Boolean));
  }

  content(page) {
    this.fields = [];
    if (page.end) return this.review(page);
    return page.repeat ? this.repeat(page) : [this.form(page)];
  }

  /** What is to be mended; each line leads to its field. */
  summary(faults) {
    if (!faults.length) return null;
    const line = ({ name, text }) => {
      const lead = (event) => {
        event.preventDefault();
        const field = document.getElementById(name);
        if (field) field.focus();
      };
      return h("li", {}, h("a", { href: `#${encodeURIComponent(name)}`, onclick: lead }, text));
    };
    return h("div", { class: "errors", role: "alert", tabindex: "-1", "aria-labelledby": "errors-title" }, h("h2", { id: "errors-title" }, this.say("errors-title")), h("ul", {}, faults.map(line)));
  }

  form(page) {
    const alone = page.questions.length === 1;
    const around = { words: this.words, media: this.options.media || (() => null), largestFile: this.options.largestFile || null, changed: (path, answer) => this.give(path, answer) };
    this.fields = page.questions.map((question) => new Field(question, alone, around));
    const heading = alone ? null : h("h1", {}, page.heading && page.heading.text ? page.heading.text : this.say("ask-together"));
    const submit = (event) => {
      event.preventDefault();
      this.next();
    };
    return h("form", { novalidate: true, onsubmit: submit, onchange: (event) => this.changed(event) }, heading, this.fields.map((field) => field.element), this.row());
  }

  row() {
    return h("div", { class: "row" }, h("button", { class: "btn" }, this.say("continue")), this.quiet("back", () => this.back()));
  }

  quiet(key, act) {
    return h("button", { type: "button", class: "btn quiet", onclick: act }, this.say(key));
  }

  /** `Personne 2`. */
  nameOf(label, n) {
    return label ? this.say("repeat-one", { label, n }) : this.say("repeat-unnamed", { n });
  }

  // Answering.

  /** What the boxes say now: answers that could be read, and what is wrong with the others. */
  read() {
    const [answers, faults] = [[], []];
    // A file is an answer as soon as it is chosen.
    const touched = this.fields.filter((one) => one.takesAnswer && one.form.way !== "file" && one.isTouched);
    for (const one of touched) one.wasRead = true;
    for (const field of touched) {
      const { path, name } = field.question;
      try {
        answers.push([path, field.read()]);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        faults.push({ path, name, text: error.message });
      }
    }
    return { answers, faults };
  }

  async next() {
    const { answers, faults } = this.read();
    const told = (fault) => ({ path: fault.path, name: fault.name, text: this.words.fault(fault) });
    faults.push(...this.filling.setAll(answers).map(told));
    // A question that these answers brought is where to look now.
    const brought = faults.length ? [] : this.filling.page().questions.filter(({ path }) => !this.page.questions.some((one) => one.path === path));
    if (!faults.length && !brought.length) faults.push(...this.filling.next().map(told));
    await this.saved();
    if (brought.length) {
      this.show();
      const field = document.getElementById(brought[0].name);
      if (field) field.focus();
    } else if (faults.length) this.mend(faults);
    else this.show();
  }

  /** Says what is wrong beside what was typed, which stays. */
  mend(faults) {
    const ordered = this.fields.map((field) => faults.find(({ path }) => path === field.question.path));
    this.fields.forEach((field, at) => field.takesAnswer && field.refuse(ordered[at] ? ordered[at].text : null));
    const before = this.root.querySelector(".errors");
    if (before) before.remove();
    const summary = this.summary(ordered.filter(Boolean));
    this.root.insertBefore(summary, this.root.children[1]);
    summary.focus();
    summary.scrollIntoView();
  }

  async back() {
    // What can be kept is; what cannot is asked again.
    const { answers } = this.read();
    this.filling.setAll(answers);
    const moved = this.filling.back();
    if (moved || answers.length) await this.saved();
    if (moved) this.show();
    else if (this.options.left) this.options.left();
  }

  /** An answer given at once: a file, or none in its place. */
  async give(path, answer) {
    const fault = this.filling.set(path, answer);
    await this.saved();
    if (fault) this.mend([{ path, name: fault.name, text: this.words.fault(fault) }]);
    else this.again();
  }

  /** Keeps each answer as it is given, and shows the page again where that brings or takes away a question. */
  async changed(event) {
    const field = this.fields.find((one) => one.element.contains(event.target));
    if (!field || !field.takesAnswer || field.form.way === "file") return;
    // What is wrong with it is told when the person goes on.
    try {
      this.filling.set(field.question.path, field.read());
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
    await this.saved();
    const page = this.filling.page();
    if (!page.end && this.page.questions.length > 1 && shapeOf(page) !== this.shape) this.again();
  }

  /** Shows the same page again with what is typed in it, and leaves the person where they were. */
  again() {
    const inputs = () => [...this.root.querySelectorAll("input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea")];
    const typed = new Map(inputs().map((input) => [input.id, input.value]));
    const { id, name, value } = document.activeElement || {};
    const page = this.filling.page();
    this.page = page;
    this.shape = shapeOf(page);
    const form = this.form(page);
    this.root.replaceChild(form, this.root.querySelector("form"));
    for (const input of inputs()) if (typed.has(input.id)) input.value = typed.get(input.id);
    const same = (input) => (id ? input.id === id : input.name === name && input.value === value);
    const focused = [...form.querySelectorAll("input, select, textarea, button")].find(same);
    if (focused && (id || name)) focused.focus();
  }

  async saved() {
    if (this.options.changed) await this.options.changed();
  }

  // Repeats.

  repeat({ name, repeat }) {
    const { instances, canAdd, canRemove, label } = repeat;
    const titled = (instance) => this.titleOf(label, instance);
    const part = (instance) => {
      const told = (key) => [this.say(key), h("span", { class: "hide" }, ` ${titled(instance)}`)];
      return h(
        "li",
        {},
        h("b", {}, titled(instance)),
        instance.page && h("button", { type: "button", class: "btn quiet", onclick: () => this.open(instance.page) }, told("change")),
        canRemove && h("button", { type: "button", class: "btn grave", onclick: () => this.remove(instance.name) }, told("repeat-remove")),
      );
    };
    const more = canAdd
      ? h("div", { class: "row" }, this.quiet(instances.length ? "repeat-add-another" : "repeat-add", () => this.add(name)))
      : h("p", {}, this.say("repeat-full", { max: repeat.max }));
    const submit = (event) => {
      event.preventDefault();
      this.next();
    };
    return [
      h("h1", { id: name }, label || this.say("repeat-title")),
      h("p", { class: "lead" }, this.say(instances.length ? "repeat-some" : "repeat-none")),
      h("form", { onsubmit: submit }, instances.length ? h("ul", { class: "parts" }, instances.map(part)) : null, more, this.row()),
    ];
  }

  /** `Personne 2`, with what it is about where the form says so. */
  titleOf(label, { position, summary }) {
    const named = this.nameOf(label, position);
    return summary ? this.say("repeat-about", { one: named, about: summary }) : named;
  }

  async add(repeat) {
    const added = this.filling.addInstance(repeat);
    await this.saved();
    if (added.key) {
      this.show([{ name: repeat, text: this.words.fault(added) }]);
      return;
    }
    const [first] = this.filling.page().repeat.instances.slice(-1);
    if (first && first.page) this.filling.go(first.page);
    this.show();
  }

  async remove(instance) {
    this.filling.removeInstance(instance);
    await this.saved();
    this.show();
  }

  open(page) {
    this.filling.go(page);
    this.show();
  }

  /** A link to a page of the form, which no address leads to. */
  link(page, ...words) {
    const open = (event) => {
      event.preventDefault();
      this.open(page);
    };
    return h("a", { href: `#${encodeURIComponent(page)}`, onclick: open }, words);
  }

  // The review.

  review({ answers, faults }) {
    const labels = new Map(answers.map(({ path, label }) => [path, label]));
    const parts = [];
    for (const answer of answers) {
      const within = answer.around.map((one) => this.nameOf(one.label, one.position)).join(" › ");
      let part = parts.find((one) => one.within === within);
      if (!part) parts.push((part = { within, rows: [] }));
      part.rows.push(this.reviewed(answer));
    }
    const missing = faults.map((fault) => {
      const label = labels.get(fault.path);
      const text = label ? this.say("report-review-fault", { field: shortened(label), said: this.words.fault(fault) }) : this.words.fault(fault);
      const answer = answers.find(({ path }) => path === fault.path);
      return h("li", {}, answer ? this.link(answer.page, text) : text);
    });
    return [
      h("h1", {}, this.say("filling-review")),
      missing.length ? h("div", { class: "errors", role: "alert" }, h("h2", {}, this.say("errors-title")), h("ul", {}, missing)) : null,
      ...parts.map(({ within, rows }) => h("div", {}, within ? h("h2", {}, within) : null, h("dl", { class: "review card" }, rows))),
      h(
        "div",
        { class: "row" },
        missing.length ? null : h("button", { type: "button", class: "btn", onclick: () => this.options.finished() }, this.say("filling-finish")),
        this.quiet("back", () => this.back()),
      ),
    ];
  }

  /** A line of the review: a question with its answer, or a repeat with its instances, and the way to change it. */
  reviewed(answer) {
    const { repeat } = answer;
    const label = repeat ? repeat.label || this.say("repeat-title") : answer.label;
    const told = repeat
      ? repeat.instances.map((instance) => this.titleOf(repeat.label, instance)).join("\n") || this.say("repeat-none")
      : toldOf(this.words, answer) || this.say("filling-unanswered");
    const change = this.link(answer.page, this.say("change"), h("span", { class: "hide" }, ` ${label}`));
    return h("div", {}, h("dt", {}, label), h("dd", {}, told), h("dd", {}, change));
  }
}

/** The beginning of a long question, which is enough to know it again. */
function shortened(label) {
  const letters = Array.from(label);
  return letters.length > 80 ? `${letters.slice(0, 79).join("").trim()}…` : label;
}

/** What makes a page another one: its questions, their words, what they offer. */
function shapeOf({ name, questions = [] }) {
  const shown = questions.map(({ path, label, hint, choices, readonly, value }) => [path, label, hint, readonly, readonly ? value : "", (choices || []).map((choice) => [choice.value, choice.label])]);
  return JSON.stringify([name, shown]);
}
