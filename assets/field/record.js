// The record a filling becomes: XML as OpenRosa servers take it.
import * as calendar from "./calendar.js";
import { ROOT } from "./tree.js";

/** Namespace of `meta`. Source: https://docs.getodk.org/openrosa-metadata/. */
const OPENROSA = "http://openrosa.org/xforms";

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

/** For text and attributes alike. What XML 1.0 cannot hold is left out. */
const escaped = (text) =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"\r]/g, (letter) => ESCAPED[letter]);

const attribute = (name, value) => ` ${name}="${escaped(value)}"`;
const element = (name, text) => `<${name}>${escaped(text)}</${name}>`;

/** The record: root with the form's id and version, every relevant node, and `orx:meta/orx:instanceID`. */
export function recordXml(filling, instanceId, deprecatedId) {
  const { answers, model, form } = filling;
  const ids = element("orx:instanceID", instanceId) + (deprecatedId ? element("orx:deprecatedID", deprecatedId) : "");
  const written = (node, aroundMeta) => {
    const root = node === ROOT;
    const local = answers.name(node);
    const isMeta = answers.parent(node) === ROOT && local === "meta";
    // The entities specification wants its elements without a prefix.
    const inMeta = (aroundMeta && local !== "entity") || isMeta;
    const name = inMeta ? `orx:${local}` : local;
    const all = answers.children(node);
    const isAttribute = (child) => model.isAttribute(answers.def(child));
    let out = `<${name}`;
    if (root) {
      out += attribute("xmlns:orx", OPENROSA);
      if (form.namespace !== null) out += attribute("xmlns", form.namespace);
      out += attribute("id", form.id);
      if (form.version !== null) out += attribute("version", form.version);
    }
    for (const child of all.filter(isAttribute)) {
      const own = answers.name(child).slice(1);
      if (filling.isRelevant(child) && !(root && (own === "id" || own === "version"))) out += attribute(own, answers.value(child));
    }
    const closing = closingTime(filling, node);
    out += `>${escaped(closing === null ? answers.value(node) : closing)}`;
    const children = all.filter((child) => !isAttribute(child) && filling.isRelevant(child));
    if (isMeta) out += ids;
    if (root && !children.some((child) => answers.name(child) === "meta")) out += `<orx:meta>${ids}</orx:meta>`;
    for (const child of children) {
      if (isMeta && ["instanceID", "deprecatedID"].includes(answers.name(child))) continue;
      out += written(child, inMeta);
    }
    return `${out}</${name}>`;
  };
  // The reader of the form bounds how deep its nodes stand.
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(ROOT, false)}`;
}

/** The present time, for a node that keeps when the work ended. */
function closingTime(filling, node) {
  const [kind, parameter] = filling.bindOf(node).preload || [];
  if (kind !== "timestamp" || parameter !== "end") return null;
  const now = filling.now();
  return calendar.dateTimeText(calendar.daysOf(now), now.offset);
}
