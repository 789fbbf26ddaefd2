// What the boxes of a question say, in the written form of its answer.

/** What stands wrong in the boxes of a question, told by a sentence of the house. */
export class Unreadable extends Error {}

/** Reads the boxes of `element`, which ask `question` in the way of `form`; `say` tells what is wrong. */
export class Boxes {
  valueOf(end) {
    const input = [...this.element.querySelectorAll("input, select, textarea")].find((one) => one.name === this.id + end);
    return input ? input.value.trim() : "";
  }

  get checked() {
    return [...this.element.querySelectorAll("input:checked")].map((input) => input.value);
  }

  /** The answer in its written form; throws Unreadable where the boxes make none. Files are answered when they are chosen. */
  read() {
    switch (this.form.way) {
      case "one":
      case "many":
      case "scale":
      case "found":
        return this.checked.join(" ");
      case "read":
        return this.checked.length ? "OK" : "";
      case "ranked":
        return this.readRanking();
      case "day":
        return this.readDay();
      case "month":
        return this.readMonth();
      case "year": {
        const year = this.valueOf("");
        if (year && !/^\d{4}$/.test(year)) throw new Unreadable(this.say("error-year"));
        return year && `${year}-01-01`;
      }
      case "hour":
        return this.readHour();
      case "moment": {
        const [day, hour] = [this.readDay(), this.readHour()];
        if (!day && !hour) return "";
        if (!day) throw new Unreadable(this.say("error-date"));
        if (!hour) throw new Unreadable(this.say("error-time"));
        return `${day}T${hour}`;
      }
      case "points":
        return this.element.querySelector("textarea").value.split("\n").map((line) => line.trim()).filter(Boolean).join("; ");
      case "file":
        return this.question.value;
      default:
        return this.element.querySelector("input, select, textarea").value;
    }
  }

  readDay() {
    const [day, month, year] = [this.valueOf("-d"), this.valueOf("-m"), this.valueOf("-y")];
    if (!day && !month && !year) return "";
    const [number, at] = [Number(day), Number(month)];
    const made = new Date(Date.UTC(2000, at - 1, number));
    made.setUTCFullYear(Number(year), at - 1, number);
    const exists = /^\d{1,2}$/.test(day) && /^\d{4}$/.test(year) && month && made.getUTCMonth() === at - 1 && made.getUTCDate() === number;
    if (!exists) throw new Unreadable(this.say("error-date"));
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  readMonth() {
    const [month, year] = [this.valueOf("-m"), this.valueOf("-y")];
    if (!month && !year) return "";
    if (!month || !/^\d{4}$/.test(year)) throw new Unreadable(this.say("error-month"));
    return `${year}-${month.padStart(2, "0")}-01`;
  }

  readHour() {
    const [hour, minute] = [this.valueOf("-h"), this.valueOf("-min")];
    if (!hour && !minute) return "";
    const fits = /^\d{1,2}$/.test(hour) && Number(hour) < 24 && (minute === "" || (/^\d{1,2}$/.test(minute) && Number(minute) < 60));
    if (!fits) throw new Unreadable(this.say("error-time"));
    return `${hour.padStart(2, "0")}:${(minute || "0").padStart(2, "0")}`;
  }

  readRanking() {
    const placed = new Map();
    const selects = [...this.element.querySelectorAll("select")];
    const label = (value) => this.question.choices.find((choice) => choice.value === value).label;
    for (const { value: place, dataset } of selects) {
      if (!place) continue;
      if (placed.has(Number(place))) {
        throw new Unreadable(this.say("rank-same", { place, one: label(placed.get(Number(place))), two: label(dataset.value) }));
      }
      placed.set(Number(place), dataset.value);
    }
    if (placed.size && placed.size < selects.length) throw new Unreadable(this.say("answer-not-ranking"));
    return [...placed.keys()].sort((one, other) => one - other).map((place) => placed.get(place)).join(" ");
  }
}
