//! Labels, hints, messages and translations as JSON.

use super::{Export, lean};
use crate::form::{Label, Medium, Piece};
use serde_json::{Value, json};

impl Export<'_> {
    /// A label: `{"text": id}` for a translated one, else its pieces.
    pub(super) fn label(&mut self, label: Option<&Label>) -> Value {
        match label {
            None => Value::Null,
            Some(Label::Plain(pieces)) => self.pieces(pieces),
            Some(Label::Itext(id)) => json!({ "text": id }),
        }
    }

    /// Words, and `{"show": expression}` where a value is shown.
    fn pieces(&mut self, pieces: &[Piece]) -> Value {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => json!(words),
            Piece::Output(expr) => json!({ "show": self.expr(expr) }),
        };
        pieces.iter().map(piece).collect()
    }

    /// All translations by id, each in the order of the languages.
    pub(super) fn texts(&mut self) -> Value {
        let form = self.form;
        let mut all = serde_json::Map::new();
        for (id, entries) in form.texts.all() {
            let entries = entries.iter().map(|entry| match entry {
                None => Value::Null,
                Some(entry) => lean(json!({
                    // A text without words has media only.
                    "long": self.pieces(&entry.long),
                    "short": entry.short.as_ref().map(|pieces| self.pieces(pieces)),
                    "guidance": entry.guidance.as_ref().map(|pieces| self.pieces(pieces)),
                    "image": entry.medium(Medium::Image),
                    "bigImage": entry.medium(Medium::BigImage),
                    "audio": entry.medium(Medium::Audio),
                    "video": entry.medium(Medium::Video),
                })),
            });
            all.insert(id.to_owned(), entries.collect());
        }
        Value::Object(all)
    }
}
