// One question of a form: shown as its kind asks. The classes are those of the server's pages.
import { h } from "./dom.js";
import { Boxes } from "./boxes.js";
import { matching, wayOf } from "./ways.js";

/** Choices shown for words. */
const SHOWN = 12;
const LONGEST = 20000;

export class Field extends Boxes {
  /** `around` has `words`, `media`, `changed` (an answer was given at once), `largestFile` in bytes or null. */
  constructor(question, alone, around) {
    super();
    this.question = question;
    this.alone = alone;
    this.around = around;
    this.words = around.words;
    this.form = wayOf(question);
    this.id = question.name;
    this.faultText = question.error ? this.words.fault(question.error) : null;
    this.element = this.show();
    this.shown = this.state;
    this.wasRead = false;
  }

  /** Whether anything was typed or chosen since it was shown. What was not is kept as it is, to the second. What was once given counts
   *  again when the page is mended: emptied since, it looks as at the beginning. */
  get isTouched() {
    return this.wasRead || this.state !== this.shown;
  }

  get takesAnswer() {
    return this.form.way !== "told";
  }

  say(key, values) {
    return this.words.say(key, values);
  }

  // The frame of a question.

  get hint() {
    const { hint, range, type, choices, required } = this.question;
    if (hint) return hint;
    const { way } = this.form;
    if (range) return this.say(range.step === "1" ? "range-whole" : "range-steps", range);
    if (way === "found") return this.say("list-how", { n: choices.length });
    if (way === "ranked") return this.say("rank-how");
    if (way === "point") return this.say("point-how");
    if (way === "points") return this.say("point-lines");
    if (type === "barcode") return this.say("barcode-how");
    return type === "text" && !required ? this.say("optional") : null;
  }

  get described() {
    const ids = [this.hint && `${this.id}-hint`, this.faultText && `${this.id}-fault`].filter(Boolean);
    return ids.length ? ids.join(" ") : null;
  }

  get invalid() {
    return this.faultText ? "true" : null;
  }

  /** Hint, pictures and sounds, small print, and what is wrong. */
  below() {
    const hint = this.hint && h("span", { class: "hint", id: `${this.id}-hint` }, this.hint);
    const fault = this.faultText && h("span", { class: "fault", id: `${this.id}-fault` }, this.faultText);
    return [hint, ...this.beside(), fault];
  }

  beside() {
    const { question } = this;
    const small = [question.guidance, question.hintMedia && question.hintMedia.guidance].filter(Boolean);
    const more = small.length ? h("details", {}, h("summary", {}, this.say("media-more")), small.map((text) => h("p", { class: "soft" }, text))) : null;
    const label = { ...question, text: question.label };
    return [...this.mediaOf(label), ...(question.hintMedia ? this.mediaOf(question.hintMedia) : []), more];
  }

  /** Picture, sound and film that go with some words. A file that is not there leaves nothing. */
  mediaOf({ text, image, bigImage, audio, video }) {
    const at = (uri) => (uri ? this.around.media(uri) : null);
    const named = (key) => this.say(key, { label: text });
    const [small, large] = [at(image || bigImage), image ? at(bigImage) : null];
    const picture = small && h("img", { class: "shown", src: small, alt: named("media-picture") });
    const sound = at(audio);
    const film = at(video);
    return [
      picture && large ? h("a", { class: "large", href: large, target: "_blank", rel: "noopener" }, picture) : picture,
      sound && h("div", { class: "heard" }, h("span", {}, this.say("media-listen")), h("audio", { controls: true, preload: "none", src: sound, "aria-label": named("media-listen-to") })),
      film && h("video", { controls: true, preload: "none", src: film, "aria-label": named("media-watch") }),
    ];
  }

  get frame() {
    return this.faultText ? "ask bad" : "ask";
  }

  /** A single input under its label. */
  single(input) {
    const label = h("label", { for: this.id }, this.question.label);
    return h("div", { class: this.frame }, this.alone ? h("h1", {}, label) : label, this.below(), input);
  }

  /** A group of inputs under one legend. */
  group(...inputs) {
    const { label } = this.question;
    const legend = this.alone ? h("legend", {}, h("h1", {}, label)) : h("legend", { class: "l" }, label);
    return h("fieldset", { class: this.frame, "aria-describedby": this.described }, legend, this.below(), inputs);
  }

  // Each way of asking.

  show() {
    const { question, form } = this;
    const [year = "", month = "", day = ""] = /^\d{4}-\d\d-\d\d/.test(question.value) ? question.value.slice(0, 10).split("-") : [];
    const clock = question.value.split("T").pop();
    const numbers = (all) => all.map((text) => ({ value: text, label: text, chosen: question.value !== "" && Number(text) === Number(question.value) }));
    switch (form.way) {
      case "told":
        return this.note();
      case "one":
      case "many":
        return this.group(this.options(form.way === "one" ? this.retractable(this.offers()) : this.offers(), form.way === "one", form.look));
      case "menu":
        return this.single(this.menu(this.offers()));
      case "found":
        return this.found();
      case "ranked":
        return this.group(this.ranking());
      case "scale":
        return this.group(this.options(this.retractable(numbers(form.all)), true, "scale"));
      case "picker":
        return this.single(this.menu(numbers(form.all)));
      case "bounded":
        return this.single(this.box({ inputmode: "decimal", maxlength: 30 }));
      case "day":
        return this.group(h("div", { class: "short" }, this.part("-d", "date-day", String(Number(day) || ""), "d", 2), this.monthAndYear(month, year)));
      case "month":
        return this.group(h("div", { class: "short" }, this.monthAndYear(month, year)));
      case "year":
        return this.single(this.box({ inputmode: "numeric", maxlength: 4, value: year }));
      case "hour":
        return this.group(this.hours(clock));
      case "moment":
        return this.group(
          h("div", { class: "short" }, this.part("-d", "date-day", String(Number(day) || ""), "d", 2), this.monthAndYear(month, year)),
          this.hours(question.value ? clock : ""),
        );
      case "lines":
        return this.single(this.lines(form.rows, question.value, LONGEST));
      case "file":
        return this.file();
      case "read":
        return this.acknowledge();
      case "point":
        return h("div", {}, this.single(this.box({ maxlength: 80 })), this.locating());
      case "points":
        return h("div", {}, this.single(this.lines(6, question.value.replace(/; /g, "\n"), 500000)), this.locating());
      default:
        return this.single(this.box({ type: form.kind || "text", inputmode: form.keyboard || null, maxlength: form.keyboard ? 30 : 200 }));
    }
  }

  note() {
    const { question } = this;
    const heading = this.alone ? h("h1", {}, question.label) : h("p", {}, h("b", {}, question.label));
    const value = question.readonly && question.value !== "" ? h("p", {}, question.value) : null;
    return h("div", { class: "ask" }, heading, value, question.hint && h("p", { class: "soft" }, question.hint), this.beside());
  }

  box(attributes) {
    const { type, ...others } = attributes;
    // An input without a type is a line of text in the style sheets.
    const kind = type && type !== "text" ? { type } : {};
    return h("input", { id: this.id, name: this.id, autocomplete: "off", value: this.question.value, "aria-describedby": this.described, "aria-invalid": this.invalid, ...kind, ...others });
  }

  lines(rows, value, most) {
    const area = h("textarea", { id: this.id, name: this.id, rows, maxlength: most, autocomplete: "off", "aria-describedby": this.described, "aria-invalid": this.invalid });
    area.value = value;
    return area;
  }

  /** The choices, with those that are chosen. */
  offers() {
    const { type, value, choices } = this.question;
    const chosen = type === "one" ? [value] : value.split(" ");
    return (choices || []).map((choice) => ({ ...choice, chosen: value !== "" && chosen.includes(choice.value) }));
  }

  /** A ring that was chosen cannot be left empty again: one more takes the answer back, where none is required. */
  retractable(offers) {
    const { required, value } = this.question;
    return required || value === "" ? offers : [...offers, { value: "", label: this.say("answer-take-back"), chosen: false }];
  }

  options(offers, single, look) {
    const option = (offer, place) => {
      const [picture] = this.mediaOf({ text: "", image: offer.image, bigImage: offer.image ? null : offer.bigImage });
      if (picture) picture.alt = offer.label ? "" : offer.value;
      const input = h("input", { type: single ? "radio" : "checkbox", name: this.id, value: offer.value, id: place === 0 ? this.id : null, checked: offer.chosen });
      const label = h("label", { class: "opt" }, input, picture, h("span", {}, offer.label, offer.guidance && h("small", {}, offer.guidance)));
      const sound = offer.audio && this.around.media(offer.audio);
      const heard = sound && h("audio", { controls: true, preload: "none", src: sound, "aria-label": this.say("media-listen-to", { label: offer.label }) });
      return heard ? h("div", { class: "spoken" }, label, h("div", { class: "heard" }, heard)) : label;
    };
    const all = offers.map(option);
    return look ? h("div", { class: look }, all) : all;
  }

  menu(offers) {
    const options = offers.map((offer) => h("option", { value: offer.value, selected: offer.chosen }, offer.label));
    return h("select", { id: this.id, name: this.id, "aria-describedby": this.described, "aria-invalid": this.invalid }, h("option", { value: "" }, "–"), options);
  }

  /** A list too long to show: what is chosen stays, what words find is offered below the box. */
  found() {
    const { several } = this.form;
    const offers = this.offers();
    const list = h("div", {});
    const status = h("p", { role: "status" });
    const box = h("input", { type: "search", id: this.id, name: `${this.id}-words`, maxlength: 80, autocomplete: "off", "aria-label": this.say("list-words") });
    const fill = (words) => {
      for (const input of list.querySelectorAll("input")) offers.find((offer) => offer.value === input.value).chosen = input.checked;
      const fits = matching(offers, words);
      const shown = [...offers.filter((offer) => offer.chosen && !fits.includes(offer)), ...fits.slice(0, SHOWN)];
      const options = this.options(shown, !several, "");
      // The box bears the id of the field here.
      options.forEach((option) => option.querySelector("input").removeAttribute("id"));
      list.textContent = "";
      list.append(...options);
      const more = fits.length - SHOWN;
      if (words.trim() && !fits.length) status.textContent = this.say("list-none", { words });
      else status.textContent = more > 0 ? this.say("list-more", { n: more }) : "";
    };
    box.addEventListener("input", () => fill(box.value));
    // The words found stand below: the key that sends a form would pass them by.
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && box.value.trim()) event.preventDefault();
    });
    fill("");
    return this.group(h("div", { class: "find" }, box), status, list);
  }

  ranking() {
    const offers = this.offers();
    const kept = this.question.value.split(" ");
    return offers.map((offer, index) => {
      const id = index === 0 ? this.id : `${this.id}=${offer.value}`;
      const place = kept.indexOf(offer.value) + 1;
      const places = offers.map((_, at) => h("option", { value: at + 1, selected: place === at + 1 }, String(at + 1)));
      const [picture] = this.mediaOf({ text: "", image: offer.image });
      if (picture) picture.alt = "";
      const label = h("label", { for: id }, picture, h("span", { class: "hide" }, `${this.say("rank-place")} `), offer.label);
      return h("div", { class: "rank" }, h("select", { id, "data-value": offer.value }, h("option", { value: "" }, "–"), places), label);
    });
  }

  part(end, label, value, kind, most, id = end === "-d" ? this.id : this.id + end) {
    const input = h("input", { id, name: this.id + end, class: kind, inputmode: "numeric", maxlength: most, autocomplete: "off", value });
    return h("div", {}, h("label", { for: id }, this.say(label)), input);
  }

  monthAndYear(month, year) {
    const id = this.form.way === "month" ? this.id : `${this.id}-m`;
    const options = this.words.texts.months.map((name, at) => h("option", { value: at + 1, selected: Number(month) === at + 1 }, name));
    const select = h("select", { id, name: `${this.id}-m` }, h("option", { value: "" }, "–"), options);
    return [h("div", {}, h("label", { for: id }, this.say("date-month")), select), this.part("-y", "date-year", year, "y", 4)];
  }

  hours(stored) {
    const [hour = "", minute = ""] = stored.split(":");
    const id = this.form.way === "hour" ? this.id : `${this.id}-h`;
    return h("div", { class: "short" }, this.part("-h", "time-hour", hour, "d", 2, id), this.part("-min", "time-minute", minute, "d", 2));
  }

  acknowledge() {
    const { question } = this;
    const input = h("input", { type: "checkbox", id: this.id, name: this.id, value: "yes", checked: question.value !== "" });
    if (this.alone) return this.group(h("label", { class: "opt" }, input, h("span", {}, this.say("acknowledge"))));
    const hint = question.hint && h("small", {}, question.hint);
    const fault = this.faultText && h("span", { class: "fault", id: `${this.id}-fault` }, this.faultText);
    return h("div", { class: this.frame }, fault, this.beside(), h("label", { class: "opt" }, input, h("span", {}, question.label, hint)));
  }

  file() {
    const { appearance, settings, mediatype, value } = this.question;
    const asked = (token) => appearance.includes(token);
    let capture = null;
    // A phone then opens its camera or its recorder at once, and takes nothing that was there before.
    if (asked("new-front") || asked("selfie")) capture = "user";
    else if (asked("new")) capture = "environment";
    const accept = settings.accept || (mediatype === "*/*" ? null : mediatype);
    const { largestFile } = this.around;
    const input = h("input", { type: "file", id: this.id, accept, capture, "aria-describedby": this.described, "aria-invalid": this.invalid });
    input.addEventListener("change", () => {
      const [file] = input.files;
      if (!file) return;
      if (largestFile && file.size > largestFile) this.refuse(this.say("error-file-size", { max: largestFile >> 20 }));
      else this.around.changed(this.question.path, file);
    });
    const parts = [this.single(input)];
    if (largestFile) parts.push(h("p", { class: "soft" }, this.say("report-file-limit", { max: largestFile >> 20 })));
    if (value) {
      parts.push(h("p", {}, h("b", {}, this.say("report-file-kept", { name: value }))));
      parts.push(h("button", { type: "button", class: "btn quiet", onclick: () => this.around.changed(this.question.path, "") }, this.say("report-file-remove")));
    }
    return h("div", {}, parts);
  }

  /** A button that asks the phone where it is. */
  locating() {
    if (!navigator.geolocation) return null;
    const status = h("p", { role: "status" });
    const button = h("button", { type: "button", class: "btn quiet" }, this.say("point-measure"));
    button.addEventListener("click", () => {
      button.disabled = true;
      status.textContent = this.say("point-wait");
      const done = (said) => {
        status.textContent = said;
        button.disabled = false;
      };
      const take = ({ coords: at }) => {
        const spot = [at.latitude.toFixed(6), at.longitude.toFixed(6), (at.altitude || 0).toFixed(1), Math.ceil(at.accuracy)].join(" ");
        const box = this.element.querySelector("input, textarea");
        box.value = this.form.way === "points" && box.value.trim() ? `${box.value.trimEnd()}\n${spot}` : spot;
        box.dispatchEvent(new Event("change", { bubbles: true }));
        done("");
      };
      navigator.geolocation.getCurrentPosition(take, () => done(this.say("point-failed")), { enableHighAccuracy: true, timeout: 60000, maximumAge: 0 });
    });
    return h("div", { "data-position": "" }, button, status);
  }

  // Mending.

  /** Says at the question what is wrong; null takes it away. */
  refuse(text) {
    this.faultText = text;
    const frame = this.element.matches(".ask") ? this.element : this.element.querySelector(".ask");
    const told = this.element.querySelector(".fault");
    if (told) told.remove();
    frame.className = this.frame;
    const fault = h("span", { class: "fault", id: `${this.id}-fault` }, text || "");
    if (text) {
      const input = frame.querySelector("input, select, textarea");
      const before = this.element.matches("fieldset") || frame.matches("fieldset") ? frame.querySelector("legend").nextSibling : input;
      frame.insertBefore(fault, before && before.parentNode === frame ? before : null);
    }
    for (const input of frame.matches("fieldset") ? [frame] : frame.querySelectorAll("input, select, textarea")) {
      if (this.described) input.setAttribute("aria-describedby", this.described);
      else input.removeAttribute("aria-describedby");
      if (!frame.matches("fieldset") && text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
}
