// The functions of expressions: XPath 1.0 §4 and ODK XForms, each as crates/xforms does it.
import * as calendar from "./calendar.js";
import { area, distance, isInside, points } from "./geography.js";
import { characters, numberText, tenTo, trim, words, xpathRound } from "./numbers.js";
import { digest, fromBase64, shuffled, uuid, uuidLetters } from "./chance.js";
import { Impossible, isRow } from "./xpath.js";

const LONGEST = 262144;

/** Calls a function; an argument left out by the form reads as the context node, as XPath says of `string()` and its like. */
export function call(evaluator, name, expr, place) {
  return FUNCTIONS[name](new Call(evaluator, expr, place));
}

class Call {
  constructor(evaluator, expr, place) {
    this.evaluator = evaluator;
    this.world = evaluator.world;
    this.expr = expr;
    this.place = place;
    this.count = expr.length - 2;
  }

  value(index) {
    return index < this.count ? this.evaluator.value(this.expr[index + 2], this.place) : [this.place.at];
  }

  text(index) {
    return this.evaluator.asText(this.value(index));
  }

  number(index) {
    return this.evaluator.asNumber(this.value(index));
  }

  boolean(index) {
    return this.evaluator.asBoolean(this.value(index));
  }

  /** The texts of the arguments from `first` on, each node of a set counting as one. */
  texts(first) {
    const texts = [];
    for (let index = first; index < this.count; index += 1) {
      const value = this.value(index);
      if (!Array.isArray(value)) texts.push(this.evaluator.asText(value));
      else for (const node of value) if (this.evaluator.counts(node)) texts.push(this.evaluator.nodeText(node));
    }
    return texts;
  }

  /** The numbers of all arguments; unanswered nodes are left out, so that `max` of two ages is the known one. */
  numbers() {
    return this.texts(0).filter((text) => text !== "").map((text) => this.evaluator.asNumber(text));
  }

  /** The truth of every argument from `first` on in steps: of a node whether it holds a number above 0 or a word for yes. */
  truths(first, step) {
    const truths = [];
    for (let index = first; index < this.count; index += step) {
      const value = this.value(index);
      if (!Array.isArray(value)) {
        truths.push(this.evaluator.asBoolean(value));
        continue;
      }
      for (const node of value) {
        const text = this.evaluator.nodeText(node);
        const number = this.evaluator.asNumber(text);
        truths.push(Number.isNaN(number) ? text !== "" && text !== "false" : number > 0);
      }
    }
    return truths;
  }

  /** The points of some arguments in order, null when one is no point. */
  line(from, to) {
    const line = [];
    for (let index = from; index < to; index += 1) {
      const value = this.value(index);
      const texts = Array.isArray(value) ? value.map((node) => this.evaluator.nodeText(node)) : [this.evaluator.asText(value)];
      for (const text of texts.filter((one) => trim(one) !== "")) {
        const found = points(text);
        if (!found) return null;
        line.push(...found);
      }
    }
    return line;
  }

  get here() {
    return this.world.now().offset;
  }

  /** The date in the first argument: as text and as days. */
  date() {
    const value = this.value(0);
    return { text: trim(this.evaluator.asText(value)), days: this.evaluator.asNumber(value) };
  }
}

const joined = (texts, separator) => {
  const text = texts.join(separator);
  if (text.length > LONGEST) throw new Impossible("value-too-long");
  return text;
};

/** The largest or smallest; NaN when there is none or one of them is not a number. */
const extreme = (numbers, pick) => (numbers.length ? numbers.reduce((one, other) => pick(one, other)) : NaN);

const count = (call, nonEmpty) => {
  const nodes = call.value(0);
  if (!Array.isArray(nodes)) return 0;
  const counts = (node) => call.evaluator.counts(node) && !(nonEmpty && call.evaluator.nodeText(node) === "");
  return nodes.filter(counts).length;
};

const within = (call, total, open) => {
  const [least, most] = [call.number(0), call.number(1)];
  return (open(least) || total >= least) && (open(most) || total <= most);
};

function weightedChecklist(call) {
  const truths = call.truths(2, 2);
  const weights = [];
  for (let index = 3; index < call.count; index += 2) {
    const value = call.value(index);
    if (Array.isArray(value)) value.forEach((node) => weights.push(call.evaluator.asNumber(call.evaluator.nodeText(node))));
    else weights.push(call.evaluator.asNumber(value));
  }
  const total = truths.reduce((sum, truth, at) => (truth && at < weights.length ? sum + weights[at] : sum), 0);
  return within(call, total, (bound) => bound === -1);
}

/** The place of a candidate, or of the instance of a repeat; of a set with the reader's own instance in it, that one's. */
function position(call) {
  if (call.count === 0) return call.place.position;
  const nodes = call.value(0);
  if (!Array.isArray(nodes) || nodes.length === 0) return NaN;
  const around = isRow(call.place.current) ? [] : call.world.answers.upwards(call.place.current);
  const own = nodes.length > 1 ? nodes.find((node) => around.includes(node)) : undefined;
  return call.evaluator.rank(own === undefined ? nodes[0] : own);
}

function coalesce(call) {
  let last = "";
  for (let index = 0; index < call.count; index += 1) {
    last = call.value(index);
    if (call.evaluator.asText(last) !== "") break;
  }
  return last;
}

function round(call) {
  const number = call.number(0);
  if (call.count < 2) return xpathRound(number);
  const places = Math.trunc(call.number(1));
  const scale = tenTo(Math.min(Math.max(places, -15), 15));
  const scaled = number * scale;
  // Away from zero at the half, as the decimal rounding of JavaRosa.
  return (Math.sign(scaled) * Math.round(Math.abs(scaled))) / scale;
}

function substring(call) {
  const begin = xpathRound(call.number(1));
  const end = call.count > 2 ? begin + xpathRound(call.number(2)) : Infinity;
  return characters(call.text(0)).filter((_, index) => index + 1 >= begin && index + 1 < end).join("");
}

/** Counted from 0, from the end when negative, the end left out. */
function substr(call) {
  const all = characters(call.text(0));
  const place = (number) => {
    const at = number < 0 ? all.length + number : number;
    return Number.isNaN(at) ? 0 : Math.floor(Math.min(Math.max(at, 0), all.length));
  };
  const begin = place(call.number(1));
  const end = call.count > 2 ? place(call.number(2)) : all.length;
  return all.slice(begin, Math.max(begin, end)).join("");
}

function translate(call) {
  const [text, from, to] = [call.text(0), characters(call.text(1)), characters(call.text(2))];
  const change = (letter) => {
    const at = from.indexOf(letter);
    return at < 0 ? letter : to[at] || "";
  };
  return characters(text).map(change).join("");
}

const split = (text, at, before) => {
  if (at < 0) return "";
  return before ? text.slice(0, at) : text.slice(at);
};

function selectedAt(call) {
  const [list, index] = [words(call.text(0)), call.number(1)];
  return index >= 0 ? list[Math.floor(index)] || "" : "";
}

function date(call) {
  const { text, days } = call.date();
  const read = calendar.parseDay(text);
  return read && !read.time ? calendar.writtenDate(read.day) : calendar.dateText(days);
}

function dateTime(call) {
  const { text, days } = call.date();
  const read = calendar.parseDateTime(text);
  return read ? `${calendar.writtenDate(read.day)}T${calendar.writtenTime(read.time, call.here)}` : calendar.dateTimeText(days, call.here);
}

/** Days of UTC, where a date begins at midnight of the place. In whole milliseconds, so that nothing is lost on the way. */
function decimalDateTime(call) {
  const millis = call.date().days * 86400000;
  return (Math.sign(millis) * Math.round(Math.abs(millis)) - call.here * 60000) / 86400000;
}

function decimalTime(call) {
  const { text, days } = call.date();
  const time = calendar.parseTime(text);
  return time ? calendar.ofDay(time, call.here) : days - Math.floor(days);
}

function formatDate(call) {
  return calendar.format(call.date().days, call.text(1), (letter, number) => call.world.calendarName(letter, number));
}

function geofence(call) {
  const [point, fence] = [call.line(0, 1), call.line(1, 2)];
  return Boolean(point && point.length && fence) && isInside(point[0], fence);
}

const FUNCTIONS = {
  abs: (call) => Math.abs(call.number(0)),
  acos: (call) => Math.acos(call.number(0)),
  area: (call) => {
    const line = call.line(0, 1);
    return line ? area(line) : NaN;
  },
  asin: (call) => Math.asin(call.number(0)),
  atan: (call) => Math.atan(call.number(0)),
  atan2: (call) => Math.atan2(call.number(0), call.number(1)),
  "base64-decode": (call) => fromBase64(trim(call.text(0))),
  boolean: (call) => call.boolean(0),
  "boolean-from-string": (call) => ["true", "1"].includes(trim(call.text(0))),
  ceiling: (call) => Math.ceil(call.number(0)),
  checklist: (call) => within(call, call.truths(2, 1).filter(Boolean).length, (bound) => bound < 0),
  coalesce,
  concat: (call) => joined(call.texts(0), ""),
  contains: (call) => call.text(0).includes(call.text(1)),
  cos: (call) => Math.cos(call.number(0)),
  count: (call) => count(call, false),
  "count-non-empty": (call) => count(call, true),
  "count-selected": (call) => words(call.text(0)).length,
  date,
  "date-time": dateTime,
  "decimal-date-time": decimalDateTime,
  "decimal-time": decimalTime,
  digest: (call) => digest(call.text(0), call.count > 2 ? trim(call.text(2)) : "base64"),
  distance: (call) => {
    const line = call.line(0, call.count);
    return line ? distance(line) : NaN;
  },
  "ends-with": (call) => call.text(0).endsWith(call.text(1)),
  exp: (call) => Math.exp(call.number(0)),
  exp10: (call) => tenTo(call.number(0)),
  false: () => false,
  floor: (call) => Math.floor(call.number(0)),
  "format-date": formatDate,
  geofence,
  if: (call) => call.value(call.boolean(0) ? 1 : 2),
  int: (call) => Math.trunc(call.number(0)),
  join: (call) => joined(call.texts(1), call.text(0)),
  "jr:itext": (call) => call.world.itext(call.evaluator, call.text(0), call.place.current),
  last: (call) => call.place.size,
  log: (call) => Math.log(call.number(0)),
  log10: (call) => Math.log10(call.number(0)),
  max: (call) => extreme(call.numbers(), Math.max),
  min: (call) => extreme(call.numbers(), Math.min),
  "normalize-space": (call) => words(call.text(0)).join(" "),
  not: (call) => !call.boolean(0),
  now: (call) => calendar.dateTimeText(calendar.daysOf(call.world.now()), call.here),
  number: (call) => call.number(0),
  once: (call) => call.evaluator.heldText(call.place.current) || call.value(0),
  pi: () => Math.PI,
  position,
  pow: (call) => Math.pow(call.number(0), call.number(1)),
  property: (call) => call.world.property(call.text(0)) || "",
  random: (call) => call.world.chance(),
  randomize: (call) => shuffled(call),
  round,
  "is-selected": (call) => words(call.text(0)).includes(trim(call.text(1))),
  "selected-at": selectedAt,
  sin: (call) => Math.sin(call.number(0)),
  sqrt: (call) => Math.sqrt(call.number(0)),
  "starts-with": (call) => call.text(0).startsWith(call.text(1)),
  string: (call) => call.text(0),
  "string-length": (call) => characters(call.text(0)).length,
  substr,
  substring,
  "substring-after": (call) => {
    const [text, part] = [call.text(0), call.text(1)];
    return split(text, text.includes(part) ? text.indexOf(part) + part.length : -1, false);
  },
  "substring-before": (call) => {
    const text = call.text(0);
    return split(text, text.indexOf(call.text(1)), true);
  },
  sum: (call) => call.numbers().reduce((sum, number) => sum + number, 0),
  tan: (call) => Math.tan(call.number(0)),
  today: (call) => calendar.dateText(calendar.daysOf(call.world.now())),
  translate,
  true: () => true,
  uuid: (call) => (call.count === 0 ? uuid(call.world.bytes()) : uuidLetters(call)),
  version: (call) => call.world.form.version || "",
  "weighted-checklist": weightedChecklist,
};

/** How a value computed for a node is written into it: numbers and dates by the node's type. */
export function stored(value, evaluator, type) {
  const text = evaluator.asText(value);
  let number = null;
  if (typeof value === "number") number = value;
  else if (type === "int" && text !== "") number = evaluator.asNumber(value);
  const here = evaluator.world.now().offset;
  const writers = {
    int: (one) => numberText(Math.trunc(one)),
    decimal: numberText,
    date: calendar.dateText,
    dateTime: (one) => calendar.dateTimeText(one, here),
  };
  let made = text;
  if (number !== null && writers[type]) made = Number.isFinite(number) ? writers[type](number) : "";
  if (made.length > LONGEST) throw new Impossible("value-too-long");
  // A sum with an unanswered part is no answer.
  return made === "NaN" ? "" : made;
}
