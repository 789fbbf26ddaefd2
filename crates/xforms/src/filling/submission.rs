//! The record a filling becomes: XML as OpenRosa servers take it.

use super::Filling;
use crate::tree::NodeId;

/// Namespace of `meta`. Source: <https://docs.getodk.org/openrosa-metadata/>.
const OPENROSA: &str = "http://openrosa.org/xforms";

/// What is still to be written.
enum Pending {
    Open(NodeId, bool),
    Close(String),
}

impl Filling<'_> {
    /// The record: root with the form's id and version, every relevant node, and `orx:meta/orx:instanceID`.
    /// Call it when [`check`](Self::check) finds nothing.
    ///
    /// `instance_id` names this record for ever, usually `uuid:` and a random UUID.
    pub fn submission_xml(&self, instance_id: &str) -> String {
        let scene = self.scene();
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
            let is_meta = self.tree.parent(node) == Some(NodeId::ROOT) && self.tree.name(node) == "meta";
            let name = if in_meta || is_meta {
                format!("orx:{}", self.tree.name(node))
            } else {
                self.tree.name(node).to_owned()
            };
            out.push_str(&format!("<{name}"));
            if root {
                self.push_root_attributes(&mut out);
            } else {
                for (name, value) in self.tree.attributes(node) {
                    push_attribute(&mut out, name, value);
                }
            }
            out.push('>');
            push_text(&mut out, self.tree.value(node));
            pending.push(Pending::Close(name));
            let kept = |child: &NodeId| !(is_meta && self.tree.name(*child) == "instanceID");
            let children: Vec<NodeId> = self.tree.children(node).filter(kept).collect();
            let has_meta = children.iter().any(|child| self.tree.name(*child) == "meta");
            if is_meta {
                push_instance_id(&mut out, instance_id);
            }
            if root && !has_meta {
                out.push_str("<orx:meta>");
                push_instance_id(&mut out, instance_id);
                out.push_str("</orx:meta>");
            }
            pending.extend(children.into_iter().rev().map(|child| Pending::Open(child, in_meta || is_meta)));
        }
        out
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
        let ours = ["id", "version", "xmlns"];
        for (name, value) in self.tree.attributes(NodeId::ROOT) {
            if !ours.contains(&&**name) {
                push_attribute(out, name, value);
            }
        }
    }
}

fn push_instance_id(out: &mut String, instance_id: &str) {
    out.push_str("<orx:instanceID>");
    push_text(out, instance_id);
    out.push_str("</orx:instanceID>");
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
