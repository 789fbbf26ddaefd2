// Numbers and texts, each read as the other, as crates/xforms reads them.
import { days } from "./calendar.js";

// White space as Unicode has it, which is not quite what \s means in a browser.
const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const BETWEEN = new RegExp(`${SPACE}+`);

export const trim = (text) => text.replace(ENDS, "");

/** The words of a text. */
export const words = (text) => text.split(BETWEEN).filter((word) => word !== "");

/** The characters of a text: a letter beyond the first 65,536 is one. */
export const characters = (text) => Array.from(text);

/** A number as XPath 1.0 §4.2 writes it: whole numbers without a point, never an exponent. */
export function numberText(number) {
  if (number === 0) return "0";
  const written = String(number);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(written);
  if (!parts) return written;
  const [, sign, first, rest = "", exponent] = parts;
  const places = Number(exponent);
  if (places < 0) return `${sign}0.${"0".repeat(-places - 1)}${first}${rest}`;
  return sign + first + rest + "0".repeat(places - rest.length);
}

/** A text of digits as a number, by the grammar of Rust without exponent; NaN for anything else. */
export const plainNumber = (text) => (/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN);

/** A text as a number. A date counts as its day since 1970-01-01, a date with a time as a decimal one. */
export function textNumber(text, here) {
  text = trim(text);
  if (/^-?[\d.]+$/.test(text) && /\d/.test(text)) return plainNumber(text);
  const counted = days(text, here);
  return counted === null ? NaN : counted;
}

/** XPath 1.0 §4.4: the half rounds towards positive infinity. */
export const xpathRound = (number) => Math.floor(number + 0.5);

/** A power of ten, exact where a double can hold it. */
export const tenTo = (power) => (Number.isInteger(power) ? Number(`1e${power}`) : Math.pow(10, power));
