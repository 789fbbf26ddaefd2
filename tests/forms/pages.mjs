// Fills forms through the pages of the browser's engine (assets/field/pages.js) in a document of jsdom: one job a line.
//
//   {"form", "lists", "now": as in browser.mjs, "seed": 7}
//   {"acts": [{"give": [[path, what was typed]]} | {"add": repeat}], "told": [what was to be mended], "record": XML, "end": whether the review was reached}
import { JSDOM } from "jsdom";
import { createInterface } from "node:readline";

const { window } = new JSDOM("<main id=\"filling\"></main>");
for (const name of ["document", "Event", "HTMLElement"]) globalThis[name] = window[name];
if (!globalThis.navigator) globalThis.navigator = {};
window.Element.prototype.scrollIntoView = () => {};

const { Filling } = await import("../../assets/field/engine.js");
const { Pages } = await import("../../assets/field/pages.js");

const MOST_PAGES = 150;
const MONTHS = Array.from({ length: 12 }, (_, at) => `month ${at + 1}`);

/** The same numbers for the same seed. */
function chance(seed) {
  let state = seed * 7919 + 17;
  const next = (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  return { next, pick: (several) => several[next(several.length)] };
}

/** Types an answer into the boxes of a question; gives what they then say in the written form of answers. */
function type(field, { next, pick }) {
  const { element, form, question } = field;
  const boxes = [...element.querySelectorAll("input, select, textarea")];
  const put = (end, value) => {
    boxes.find((box) => box.name === question.name + end).value = value;
    return value;
  };
  const day = () => [put("-y", pick(["2027", "1999", "2028"])), put("-m", pick(["2", "12"])), put("-d", pick(["3", "29"]))];
  const hour = () => [put("-h", pick(["9", "23"])), put("-min", pick(["05", "30"]))].map((part) => part.padStart(2, "0")).join(":");
  switch (form.way) {
    case "one":
    case "scale": {
      const box = pick(boxes);
      if (!box) return "";
      box.checked = true;
      return box.value;
    }
    case "many":
      boxes.forEach((box) => (box.checked = next(3) === 0));
      return boxes.filter((box) => box.checked).map((box) => box.value).join(" ");
    case "menu":
    case "picker": {
      const [box] = boxes;
      const [, ...options] = box.options;
      return (box.value = options.length ? pick(options).value : "");
    }
    case "found": {
      const wanted = pick(question.choices);
      const [box] = boxes.filter((one) => one.type === "search");
      box.value = wanted.label;
      box.dispatchEvent(new Event("input"));
      const found = [...element.querySelectorAll("input[type=radio], input[type=checkbox]")];
      const it = found.find((one) => one.value === wanted.value);
      // Of namesakes more than a dozen the one wanted may not be shown.
      if (it) it.checked = true;
      return [...element.querySelectorAll("input:checked")].map((one) => one.value).join(" ");
    }
    case "ranked": {
      const order = boxes.map((_, at) => at + 1).sort(() => next(3) - 1);
      boxes.forEach((box, at) => (box.value = String(order[at])));
      const placed = boxes.map((box, at) => [order[at], box.dataset.value]).sort(([one], [other]) => one - other);
      return placed.map(([, value]) => value).join(" ");
    }
    case "day": {
      const [year, month, number] = day();
      return `${year}-${month.padStart(2, "0")}-${number.padStart(2, "0")}`;
    }
    case "month":
      return `${put("-y", "2026")}-${put("-m", "7").padStart(2, "0")}-01`;
    case "year":
      return `${put("", pick(["2026", "1987"]))}-01-01`;
    case "hour":
      return hour();
    case "moment": {
      const [year, month, number] = day();
      return `${year}-${month.padStart(2, "0")}-${number.padStart(2, "0")}T${hour()}`;
    }
    case "points": {
      const [box] = boxes;
      box.value = pick(["12.65 -8\n12.7 -8.1\n12.6 -8.2", "0 1 0 0\n\n1 1\n"]);
      return box.value.split("\n").filter(Boolean).join("; ");
    }
    case "point":
      return put("", pick(["12.65 -8.5 320 4.75", "16,77 -3,01", "nulle part"]));
    case "read":
      return (boxes[0].checked = next(4) > 0) ? "OK" : "";
    case "file":
      return null;
    case "lines":
      return put("", pick(["une ligne", "deux\nlignes «été»", ""]));
    default: {
      const kinds = { integer: ["3", "1 000", "-1", "17", "x"], decimal: ["12,5", "3", "0.25"], range: [question.range && question.range.start, "2"] };
      return put("", pick(kinds[question.type] || ["Bamako", "oui", "l’école & <b>", "70000000"]));
    }
  }
}

async function answer({ form, lists, now, seed }) {
  const luck = chance(seed);
  const root = document.getElementById("filling");
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return Uint8Array.from({ length: 16 }, (_, at) => (at < 12 ? 0 : (drawn >>> (8 * (15 - at))) & 255));
  };
  const filling = Filling.open(form, { lists, now: () => now, random });
  const pages = new Pages(filling, root, { texts: { months: MONTHS } });
  const [acts, told] = [[], []];
  pages.show();
  for (let shown = 0; shown < MOST_PAGES && !pages.page.end; shown += 1) {
    const { page } = pages;
    if (page.repeat) {
      if (page.repeat.canAdd && page.repeat.instances.length < 2 && luck.next(2) === 0) {
        acts.push({ add: page.name });
        await pages.add(page.name);
        continue;
      }
    } else {
      const typed = pages.fields.filter((field) => field.takesAnswer).map((field) => [field.question.path, type(field, luck)]);
      acts.push({ give: typed.filter(([, text]) => text !== null) });
    }
    await pages.next();
    const faults = [...root.querySelectorAll(".errors li")].map((line) => line.textContent);
    told.push(...faults);
    // What cannot be mended by chance is left behind.
    if (faults.length && luck.next(2) === 0) filling.move(1) && pages.show();
  }
  return { acts, told, record: filling.finish({ instanceId: "uuid:1" }).xml, end: Boolean(pages.page.end) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = await answer(JSON.parse(line));
  } catch (error) {
    said = { refused: error.stack };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
