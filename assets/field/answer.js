// Answers: the written forms each kind of question accepts, and the form each is stored in.
import * as calendar from "./calendar.js";
import { characters, numberText, trim, words } from "./numbers.js";

const MOST_POINTS = 10000;
const FILE_NAME_BYTES = 255;

/** An answer that is none to its question; `key` names the sentence that says so. */
export class Refused extends Error {
  constructor(key, values = {}, message = null) {
    super(key);
    this.key = key;
    this.values = values;
    this.own = message;
  }
}

const refuse = (key, values) => {
  throw new Refused(key, values);
};

const bytes = (text) => new TextEncoder().encode(text).length;

/** An answer to a question as it is stored. `offered` says of some values the first that is not offered, `all` gives all that are. */
export function canonical(control, text, here, limit, offered, all) {
  if (bytes(text) > Math.max(limit * 4, FILE_NAME_BYTES)) refuse("answer-too-long", { max: limit });
  const trimmed = trim(text);
  if (trimmed === "") return "";
  const chosen = (values) => {
    const once = values.filter((value, at) => values.indexOf(value) === at);
    if (offered(once) !== undefined) refuse("answer-not-choice");
    return once;
  };
  const kinds = {
    text: () => plainText(trimmed, limit),
    barcode: () => plainText(trimmed, limit),
    integer: () => orElse(integer(trimmed), "answer-not-integer"),
    decimal: () => orElse(decimal(trimmed), "answer-not-number"),
    date: () => calendar.writtenDate(orElse(calendar.parseDate(trimmed), "answer-not-date")),
    time: () => calendar.writtenTime(orElse(calendar.parseTime(trimmed), "answer-not-time"), here),
    datetime: () => {
      const { day, time } = orElse(calendar.parseDateTime(trimmed), "answer-not-date");
      return `${calendar.writtenDate(day)}T${calendar.writtenTime(time, here)}`;
    },
    one: () => chosen([trimmed]).join(" "),
    many: () => chosen(words(trimmed)).join(" "),
    rank: () => {
      const ranked = chosen(words(trimmed));
      const wanted = all();
      if (wanted && wanted.some((value) => !ranked.includes(value))) refuse("answer-not-ranking");
      return ranked.join(" ");
    },
    range: () => {
      const { range } = control;
      const written = range.integer
        ? orElse(integer(trimmed), "answer-not-integer")
        : orElse(decimal(trimmed), "answer-not-number");
      return inRange(Number(written), range) ? written : refuse("answer-out-of-range");
    },
    geopoint: () => writtenPoint(orElse(geoPoint(trimmed), "answer-not-geopoint")),
    geotrace: () => {
      const points = orElse(geoPoints(trimmed), "answer-not-line");
      return points.length >= 2 ? points.map(writtenPoint).join("; ") : refuse("answer-not-line");
    },
    geoshape: () => {
      const points = orElse(geoPoints(trimmed), "answer-not-line");
      const [first, last] = [points[0], points[points.length - 1]];
      if (first[0] !== last[0] || first[1] !== last[1]) points.push(first);
      return points.length >= 4 ? points.map(writtenPoint).join("; ") : refuse("answer-not-line");
    },
    file: () => (isFileName(trimmed) ? trimmed : refuse("answer-refused")),
    acknowledge: () => (trimmed === "OK" ? trimmed : refuse("answer-refused")),
  };
  return kinds[control.type]();
}

const orElse = (read, key) => (read === null ? refuse(key) : read);

/** A text with the line ends of XML, and a space for what XML cannot hold. */
function plainText(text, limit) {
  const lines = text.replace(/\r\n?/g, "\n");
  const fit = trim(lines.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " "));
  if (characters(fit).length > limit) refuse("answer-too-long", { max: limit });
  return fit;
}

/** Digits with the spaces people put between thousands taken out, and the sign; null when there is something else. */
function ungrouped(text) {
  const negative = text[0] === "-" || text[0] === "\u2212";
  const rest = negative || text[0] === "+" ? text.slice(1) : text;
  // The last two are the spaces French typesetting uses.
  const digits = rest.replace(/[ \u00a0\u202f]/g, "");
  return /^[0-9.,]{0,40}$/.test(digits) ? { negative, digits } : null;
}

function integer(text) {
  const read = ungrouped(text);
  if (!read || !/^[0-9]+$/.test(read.digits)) return null;
  const significant = read.digits.replace(/^0+/, "");
  if (significant.length > 18) return null;
  if (significant === "") return "0";
  return (read.negative ? "-" : "") + significant;
}

/** A decimal with a point or a comma, kept digit for digit: `12,50` is stored `12.50`. */
function decimal(text) {
  const read = ungrouped(text);
  const parts = read && /^([0-9]*)(?:[.,]([0-9]*))?$/.exec(read.digits);
  if (!parts) return null;
  const [, whole, fraction = ""] = parts;
  if (whole === "" && fraction === "") return null;
  return (read.negative ? "-" : "") + (whole.replace(/^0+/, "") || "0") + (fraction ? `.${fraction}` : "");
}

/** Latitude, longitude, altitude and accuracy; null when they are none on Earth. */
function geoPoint(text) {
  const numbers = words(text).map((part) => {
    const written = decimal(part);
    return written === null ? NaN : Number(written);
  });
  const [latitude, longitude, altitude = 0, accuracy = 0] = numbers;
  const read = numbers.length >= 2 && numbers.length <= 4 && !numbers.some(Number.isNaN);
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && accuracy >= 0;
  return read && onEarth ? [latitude, longitude, altitude, accuracy] : null;
}

/** Points between semicolons; null when one is none, or there are too many. */
function geoPoints(text) {
  const points = text.split(";").map(trim).filter(Boolean).slice(0, MOST_POINTS + 1).map(geoPoint);
  return points.length && points.length <= MOST_POINTS && !points.includes(null) ? points : null;
}

// Minus zero is written with its sign.
const writtenPoint = (point) => point.map((number) => (Object.is(number, -0) ? "-0" : numberText(number))).join(" ");

/** Whether a number lies between the bounds of a range, a whole number of steps from its start. */
function inRange(value, range) {
  const [start, end, step] = [Number(range.start), Number(range.end), Math.abs(Number(range.step))];
  const steps = Math.abs(value - start) / step;
  // A step as 0.1 is no sum of halves, so the last digits of a double are left aside.
  const whole = Math.abs(steps - Math.round(steps)) < 1e-6;
  return value >= Math.min(start, end) && value <= Math.max(start, end) && whole;
}

/** A bare name that no file system takes for a path. */
export const isFileName = (name) =>
  bytes(name) <= FILE_NAME_BYTES && name !== "." && name !== ".." && !/[/\\:\u0000-\u001f\u007f-\u009f]/.test(name);
