// How a question is asked, decided once from its kind, its appearance and the length of its list: as the server's pages do.
import { fold } from "./dom.js";

/** Choices that are shown all at once, of a list that folds together, of one that its form wants to be looked through. */
const LONGEST_LIST = 24;
const LONGEST_MENU = 200;
const SHORT_LIST = 8;
/** Steps of a range that are shown as so many answers. */
const LONGEST_SCALE = 11;
const ROWS = 8;

/** `{ way, … }`: `told`, `one`, `many`, `menu`, `found`, `ranked`, `scale`, `picker`, `bounded`, `day`, `month`, `year`, `hour`, `moment`, `line`, `lines`, `file`, `read`, `point`, `points`. */
export function wayOf(question) {
  const { type, appearance, choices } = question;
  const looks = (token) => appearance.includes(token);
  const begins = (token) => appearance.some((other) => other.startsWith(token));
  if (question.readonly || (looks("label") && choices)) return { way: "told" };
  let look = "";
  if (looks("likert")) look = "likert";
  else if (begins("columns") || begins("horizontal") || begins("compact")) look = "across";
  switch (type) {
    case "one":
    case "many": {
      const offered = (choices || []).length;
      const several = type === "many";
      if ((looks("autocomplete") || begins("search")) && offered > SHORT_LIST) return { way: "found", several };
      if (!several && looks("minimal") && offered <= LONGEST_MENU) return { way: "menu" };
      return offered > LONGEST_LIST ? { way: "found", several } : { way: type, look };
    }
    case "rank":
      return { way: "ranked" };
    case "range": {
      const all = numbersOf(question.range);
      if (all && all.length <= LONGEST_SCALE && !looks("picker")) return { way: "scale", all };
      return all && looks("picker") ? { way: "picker", all } : { way: "bounded" };
    }
    case "date":
      if (looks("month-year")) return { way: "month" };
      return { way: looks("year") ? "year" : "day" };
    case "time":
      return { way: "hour" };
    case "datetime":
      return { way: "moment" };
    case "text": {
      const rows = parseInt(question.settings.rows, 10);
      if (rows >= 0) return { way: "lines", rows: Math.min(Math.max(rows, 2), 20) };
      if (looks("multiline")) return { way: "lines", rows: ROWS };
      if (looks("numbers")) return { way: "line", kind: "tel" };
      return { way: "line", kind: looks("masked") ? "password" : "text" };
    }
    case "integer":
      return { way: "line", keyboard: "numeric" };
    case "decimal":
      return { way: "line", keyboard: "decimal" };
    case "file":
      return { way: "file" };
    case "acknowledge":
      return { way: "read" };
    case "geopoint":
      return { way: "point" };
    case "geotrace":
    case "geoshape":
      return { way: "points" };
    default:
      return { way: "line", kind: "text" };
  }
}

/** The numbers of a range from its start to its end, written as the form writes its bounds; null when they are too many. */
function numbersOf({ start, end, step }) {
  const fraction = (text) => (text.split(".")[1] || "").length;
  const digits = Math.max(fraction(start), fraction(end), fraction(step));
  if (digits > 6) return null;
  // Whole steps, since a sum of 0.1 is none of the numbers that a person would write.
  const [from, to, by] = [start, end, step].map((text) => Math.round(Number(text) * 10 ** digits));
  const each = Math.abs(by);
  if (each === 0 || !(Math.abs(to - from) / each < LONGEST_MENU)) return null;
  const steps = Math.floor(Math.abs(to - from) / each);
  const towards = to < from ? -each : each;
  return Array.from({ length: steps + 1 }, (_, at) => ((from + at * towards) / 10 ** digits).toFixed(digits));
}

/** The choices that some words mean. */
export function matching(choices, words) {
  const wanted = fold(words);
  if (!wanted.length) return [];
  return choices.filter(({ label }) => {
    const parts = fold(label);
    return wanted.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

/** An answer in words, for the review; `chosen` is what the engine says of it. */
export function toldOf(words, { type, value, words: chosen, appearance }) {
  const date = (day) => {
    const [year, month, number] = day.split("-").map(Number);
    const name = words.texts.months[month - 1];
    return words.say(number === 1 ? "date-first" : "date", { day: number, month: name, year });
  };
  const hour = (time) => words.say("time", { hour: time.slice(0, 2).replace(/^0/, ""), minute: time.slice(3, 5) });
  const spot = (written) => {
    const [latitude, longitude, , metres] = written.split(" ");
    const place = `${latitude} ${longitude}`;
    return metres && metres !== "0" ? words.say("point-about", { spot: place, metres }) : place;
  };
  if (value === "") return "";
  switch (type) {
    case "date":
      if (appearance.includes("year")) return value.slice(0, 4);
      if (appearance.includes("month-year")) return `${words.texts.months[Number(value.slice(5, 7)) - 1]} ${value.slice(0, 4)}`;
      return date(value);
    case "time":
      return hour(value);
    case "datetime":
      return `${date(value.slice(0, 10))}, ${hour(value.slice(11))}`;
    case "acknowledge":
      return words.say("yes");
    case "rank":
      return chosen.map((one, at) => `${at + 1}. ${one}`).join("\n");
    case "geopoint":
      return spot(value);
    case "geotrace":
    case "geoshape": {
      const all = value.split("; ");
      // The first again.
      if (type === "geoshape") all.pop();
      const more = all.length > 3 ? [words.say("point-all", { n: all.length })] : [];
      return [...all.slice(0, 3).map(spot), ...more].join("\n");
    }
    default:
      return appearance.includes("masked") ? "•".repeat(Math.min(Array.from(value).length, 12)) : chosen.join(", ");
  }
}
