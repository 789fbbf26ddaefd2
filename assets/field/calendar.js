// Dates and times of the Gregorian calendar, in the ISO 8601 forms ODK XForms uses.
// Day counts follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
const DAY = 86400000;

const two = (number) => String(number).padStart(2, "0");
const three = (number) => String(number).padStart(3, "0");
const modulo = (number, by) => ((number % by) + by) % by;

/** A number of `least` to `most` digits; null for anything else. */
function digits(text, least, most) {
  return text !== undefined && text.length >= least && text.length <= most && /^[0-9]+$/.test(text) ? Number(text) : null;
}

/** A day of the years 1 to 9999; null when the calendar has none such. */
export function date(year, month, day) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return last && year >= 1 && year <= 9999 && day >= 1 && day <= last ? { year, month, day } : null;
}

/** Reads `YYYY-MM-DD`. */
export function parseDate(text) {
  const parts = /^([^-]*)-([^-]*)-([^]*)$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [digits(parts[1], 4, 4), digits(parts[2], 1, 2), digits(parts[3], 1, 2)];
  return year === null || month === null || day === null ? null : date(year, month, day);
}

export const writtenDate = ({ year, month, day }) => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

/** Days since 1970-01-01. */
function dayNumber({ year, month, day }) {
  if (month <= 2) year -= 1;
  const era = Math.floor(year / 400);
  const yearOfEra = modulo(year, 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day that many days after 1970-01-01; null outside the years 1 to 9999. */
function dateOf(days) {
  if (!(days >= -719162 && days <= 2932896)) return null;
  days += 719468;
  const era = Math.floor(days / 146097);
  const dayOfEra = modulo(days, 146097);
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return date(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** Reads `HH:MM[:SS[.fff]]` with `Z`, `±HH:MM`, `±HH` or nothing after it: milliseconds, and minutes east of UTC or null. */
export function parseTime(text) {
  const zoneAt = text.search(/[Z+-]/);
  const [clock, zone] = zoneAt < 0 ? [text, ""] : [text.slice(0, zoneAt), text.slice(zoneAt)];
  const parts = /^([^:]*):([^:]*)(?::([^]*))?$/.exec(clock);
  if (!parts) return null;
  const hour = digits(parts[1], 1, 2);
  const minute = digits(parts[2], 2, 2);
  let [second, milli] = [0, 0];
  if (parts[3] !== undefined) {
    const [, whole, fraction = "0"] = /^([^.]*)(?:\.([^]*))?$/.exec(parts[3]);
    second = digits(whole, 2, 2);
    if (digits(fraction, 1, 9) === null) return null;
    milli = Number(fraction.padEnd(3, "0").slice(0, 3));
  }
  if (hour === null || minute === null || second === null || hour > 23 || minute > 59 || second > 59) return null;
  const offset = parseOffset(zone);
  return offset === undefined ? null : { millis: ((hour * 60 + minute) * 60 + second) * 1000 + milli, offset };
}

/** The offset after a time: undefined when it is none of the forms, null when it is absent. */
function parseOffset(zone) {
  if (zone === "") return null;
  if (zone[0] === "Z") return zone.length === 1 ? 0 : undefined;
  const [, written, after = "00"] = /^([^:]*)(?::([^]*))?$/.exec(zone.slice(1));
  const [hours, minutes] = [digits(written, 2, 2), digits(after, 2, 2)];
  if (hours === null || minutes === null || hours > 14 || minutes > 59) return undefined;
  return (zone[0] === "+" ? 1 : -1) * (hours * 60 + minutes);
}

/** `HH:MM:SS.fff±HH:MM`, with `here` for a time that came without offset. */
export function writtenTime({ millis, offset }, here) {
  const east = offset === null ? here : offset;
  const clock = `${two(Math.floor(millis / 3600000))}:${two(Math.floor(millis / 60000) % 60)}:${two(Math.floor(millis / 1000) % 60)}`;
  const away = Math.abs(east);
  return `${clock}.${three(millis % 1000)}${east < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

const shifted = (time, here) => time.millis + (here - (time.offset === null ? here : time.offset)) * 60000;

/** The fraction of the day that has passed, on the clocks of a place `here` minutes east of UTC. */
export const ofDay = (time, here) => modulo(shifted(time, here), DAY) / DAY;

/** Reads `YYYY-MM-DDTHH:MM…`; a space may stand for the `T`. */
export function parseDateTime(text) {
  const at = text.search(/[T ]/);
  if (at < 0) return null;
  const [day, time] = [parseDate(text.slice(0, at)), parseTime(text.slice(at + 1))];
  return day && time ? { day, time } : null;
}

/** A date, or a date with a time. */
export function parseDay(text) {
  const both = parseDateTime(text);
  if (both) return both;
  const day = parseDate(text);
  return day && { day, time: null };
}

/** A date or a date and time as days since 1970-01-01 in the civil time `here`; null for anything else. */
export function days(text, here) {
  const read = parseDay(text);
  if (!read) return null;
  return read.time ? dayNumber(read.day) + shifted(read.time, here) / DAY : dayNumber(read.day);
}

/** The moment a number of days means: its day and the milliseconds of it; null outside the years 1 to 9999. */
function momentOf(number) {
  // As Rust rounds: the half away from zero.
  const millis = Math.sign(number) * Math.round(Math.abs(number * DAY));
  if (!Number.isFinite(millis) || Math.abs(millis) > 1e15) return null;
  const day = dateOf(Math.floor(millis / DAY));
  return day && { day, millis: modulo(millis, DAY) };
}

/** Days since 1970-01-01 in civil time `here`, written as a date and time; empty outside the years 1 to 9999. */
export function dateTimeText(number, here) {
  const moment = momentOf(number);
  return moment ? `${writtenDate(moment.day)}T${writtenTime({ millis: moment.millis, offset: here }, here)}` : "";
}

/** The whole day of a number of days; empty outside the years 1 to 9999. */
export function dateText(number) {
  const day = Number.isNaN(number) ? null : dateOf(Math.floor(number));
  return day ? writtenDate(day) : "";
}

/** Days since 1970-01-01 of a moment `{ millis, offset }` in the civil time of its place. */
export const daysOf = ({ millis, offset }) => (millis + offset * 60000) / DAY;

/** A date written after a pattern of `%` letters. `name` gives short names of months (`b`) and days (`a`), or null. */
export function format(number, pattern, name) {
  const moment = momentOf(number);
  if (!moment) return "";
  const { day, millis } = moment;
  const hour = Math.floor(millis / 3600000);
  const letters = {
    Y: () => String(day.year).padStart(4, "0"),
    y: () => two(day.year % 100),
    m: () => two(day.month),
    n: () => String(day.month),
    b: () => name("b", day.month) || String(day.month),
    a: () => {
      // 1970-01-01 was a Thursday.
      const ofWeek = modulo(dayNumber(day) + 3, 7) + 1;
      return name("a", ofWeek) || String(ofWeek);
    },
    d: () => two(day.day),
    e: () => String(day.day),
    H: () => two(hour),
    h: () => String(hour),
    M: () => two(Math.floor(millis / 60000) % 60),
    S: () => two(Math.floor(millis / 1000) % 60),
    3: () => three(millis % 1000),
  };
  return pattern.replace(/%([^]?)/gu, (whole, letter) => (letters[letter] ? letters[letter]() : whole));
}
