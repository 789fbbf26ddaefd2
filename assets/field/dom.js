// Builds elements without writing HTML, and says the house's sentences.

/** An element with its attributes (true for one without a value; null and false for none) and what stands in it. */
export function h(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...inside.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return element;
}

/** The sentences by key, each with braces where a value is put in; of some a second one for a single thing. */
export class Words {
  constructor(texts) {
    this.texts = texts;
  }

  say(key, values = {}) {
    const one = values.n === 1 ? this.texts[`${key}.one`] : undefined;
    const text = one || this.texts[key] || key;
    return text.replace(/\{([a-z]+)\}/g, (whole, name) => (values[name] === undefined ? whole : String(values[name])));
  }

  /** What is wrong with an answer, in the form's own words or else the house's. */
  fault(fault) {
    return fault.message || this.say(fault.key === "answer-too-long" ? "error-too-long" : fault.key, fault.values);
  }
}

// Letters of West African alphabets that no decomposition leads back to ASCII.
const PLAIN = { ɛ: "e", ǝ: "e", ə: "e", ɔ: "o", ɲ: "ny", ŋ: "ng", ɓ: "b", ɗ: "d", ƴ: "y", ɣ: "g", œ: "oe", æ: "ae", ø: "o", ß: "ss" };

/** The words of a text without case, accents and signs, as the places of the house are looked for. */
export function fold(text) {
  const bare = text.normalize("NFD").toLowerCase().replace(/[\u0300-\u036f'’‘ʼʻ`´′]/g, "");
  return bare.replace(/[ɛǝəɔɲŋɓɗƴɣœæøß]/g, (letter) => PLAIN[letter]).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
