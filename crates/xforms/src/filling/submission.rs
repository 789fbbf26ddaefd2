//! The record a filling becomes: XML as OpenRosa servers take it.

use super::Filling;
use crate::calendar;
use crate::instance::{DefId, NodeId};

/// Namespace of `meta`. Source: <https://docs.getodk.org/openrosa-metadata/>.
const OPENROSA: &str = "http://openrosa.org/xforms";

/// What is still to be written.
enum Pending {
    /// A node, and whether its name takes the prefix of the metadata.
    Open(NodeId, bool),
    Close(String),
}

impl Filling<'_> {
    /// The record: root with the form's id and version, every relevant node, and `orx:meta/orx:instanceID`; for a
    /// record that replaces another also `orx:deprecatedID`. Call it when [`check`](Self::check) finds nothing.
    /// A node preset with the end of the work (`timestamp`, `end`) gets the present time.
    ///
    /// `instance_id` names this record for ever, usually `uuid:` and a random UUID.
    pub fn submission_xml(&self, instance_id: &str) -> String {
        let (model, scene) = (&self.form.model, self.scene());
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let mut pending = vec![Pending::Open(NodeId::ROOT, false)];
        while let Some(next) = pending.pop() {
            let (node, in_meta) = match next {
                Pending::Close(name) => {
                    out.push_str(&format!("</{name}>"));
                    continue;
                }
                Pending::Open(node, in_meta) => (node, in_meta),
            };
            let root = node == NodeId::ROOT;
            // A record without its root would be none, even where the form hides everything.
            if !root && !scene.is_relevant(node) {
                continue;
            }
            let local = model.name(self.answers.def(node));
            let is_meta = self.answers.parent(node) == Some(NodeId::ROOT) && local == "meta";
            // The entities specification wants its elements without a prefix.
            let in_meta = (in_meta && local != "entity") || is_meta;
            let name = if in_meta { format!("orx:{local}") } else { local.to_owned() };
            out.push_str(&format!("<{name}"));
            if root {
                self.push_root_attributes(&mut out);
            }
            let (attributes, children): (Vec<NodeId>, Vec<NodeId>) =
                self.answers.children(node).partition(|child| model.is_attribute(self.answers.def(*child)));
            for attribute in attributes {
                let name = &model.name(self.answers.def(attribute))[1..];
                if scene.is_relevant(attribute) && !(root && matches!(name, "id" | "version")) {
                    push_attribute(&mut out, name, self.answers.value(attribute));
                }
            }
            out.push('>');
            match self.closing_time(node) {
                Some(time) => push_text(&mut out, &time),
                None => push_text(&mut out, self.answers.value(node)),
            }
            pending.push(Pending::Close(name));
            let named = |child: &NodeId| model.name(self.answers.def(*child));
            let has_meta = children.iter().any(|child| named(child) == "meta" && scene.is_relevant(*child));
            if is_meta {
                self.push_ids(&mut out, instance_id);
            }
            if root && !has_meta {
                out.push_str("<orx:meta>");
                self.push_ids(&mut out, instance_id);
                out.push_str("</orx:meta>");
            }
            let kept = |child: &NodeId| !(is_meta && matches!(named(child), "instanceID" | "deprecatedID"));
            let kept: Vec<NodeId> = children.into_iter().filter(kept).collect();
            pending.extend(kept.into_iter().rev().map(|child| Pending::Open(child, in_meta)));
        }
        out
    }

    /// The present time, for a node that keeps when the work ended.
    fn closing_time(&self, node: NodeId) -> Option<String> {
        let bind = self.form.bind(self.answers.def(node))?;
        let (kind, parameter) = bind.preload.as_ref()?;
        let now = self.context.now();
        (kind == "timestamp" && parameter == "end")
            .then(|| calendar::date_time_text(now.days(), now.offset_minutes))
    }

    fn push_root_attributes(&self, out: &mut String) {
        push_attribute(out, "xmlns:orx", OPENROSA);
        if let Some(namespace) = &self.form.namespace {
            push_attribute(out, "xmlns", namespace);
        }
        push_attribute(out, "id", &self.form.id);
        if let Some(version) = &self.form.version {
            push_attribute(out, "version", version);
        }
    }

    fn push_ids(&self, out: &mut String, instance_id: &str) {
        push_element(out, "orx:instanceID", instance_id);
        if let Some(replaced) = &self.deprecated {
            push_element(out, "orx:deprecatedID", replaced);
        }
    }
}

impl crate::Form {
    /// Whether a node is the one that names the record.
    pub(crate) fn is_instance_id(&self, def: DefId) -> bool {
        let meta = self.model.child(DefId::ROOT, "meta");
        meta.and_then(|meta| self.model.child(meta, "instanceID")) == Some(def)
    }
}

fn push_element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    push_text(out, text);
    out.push_str(&format!("</{name}>"));
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\""));
    push_text(out, value);
    out.push('"');
}

/// Escapes for text and attributes alike. A carriage return is written as a reference, for a reader would turn
/// it into a line feed; what XML 1.0 cannot hold is left out.
fn push_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(character),
            character if character < ' ' || matches!(character, '\u{FFFE}' | '\u{FFFF}') => {}
            character => out.push(character),
        }
    }
}
