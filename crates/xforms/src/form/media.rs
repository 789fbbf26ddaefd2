//! The files a form needs beside it.

use super::binds::DataType;
use super::{Act, Form, Instance, Kind, Label, Piece, Texts};
use crate::instance::DefId;
use crate::words::plain_pieces;
use std::collections::BTreeSet;

impl Form {
    /// Files whose rows the form reads, by the `src` it names them by, in its order: choice lists, entity lists and
    /// other tables. The last saved record is none of them.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.instances.iter().filter_map(|instance| match instance {
            Instance::File(src) => Some(src.as_str()),
            Instance::Inside(_) | Instance::LastSaved => None,
        })
    }

    /// Everything a device has to download with the form, by its URI (`jr://images/well.png`,
    /// `jr://file-csv/places.csv`), each once and in alphabetical order: pictures, sounds and films of all languages,
    /// files of rows, and files that are default answers. The name of a file is the part after the last slash.
    pub fn media(&self) -> BTreeSet<&str> {
        let mut media: BTreeSet<&str> = self.files().collect();
        media.extend(self.texts.media());
        let defaults = self.model.ids().map(|def| &*self.model.def(def).value);
        media.extend(
            defaults.filter(|value| value.starts_with("jr://") && !value.starts_with("jr://instance/")),
        );
        media.into_iter().filter(|uri| !uri.is_empty()).collect()
    }

    /// Whether the form reads the record of it that was saved last (`jr://instance/last-saved`).
    pub fn reads_last_saved(&self) -> bool {
        self.instances.iter().any(|instance| matches!(instance, Instance::LastSaved))
    }

    /// Nodes that hold the name of a sound recorded while the form is filled (`odk:recordaudio`), by path, with the
    /// quality the form asks for.
    pub fn recordings(&self) -> Vec<(String, Option<&str>)> {
        let recorded = self.actions.iter().filter_map(|action| match &action.act {
            Act::Record(quality) => Some((self.model.path(action.def), quality.as_deref())),
            _ => None,
        });
        recorded.collect()
    }

    /// Paths of the nodes that hold the name of a file: answers to questions for one, sounds recorded on the way, the
    /// audit. A server takes for a record the files that these name.
    pub fn file_nodes(&self) -> BTreeSet<String> {
        let mut nodes: BTreeSet<String> = self
            .model
            .ids()
            .filter(|def| {
                let asked = self.question_at(*def).map(|index| &self.controls[index].kind);
                let binary = self.bind(*def).is_some_and(|bind| bind.data_type == DataType::Binary);
                binary || matches!(asked, Some(Kind::Upload { .. }))
            })
            .map(|def| self.model.path(def))
            .collect();
        nodes.extend(self.recordings().into_iter().map(|(path, _)| path));
        let audit = self.model.child(DefId::ROOT, "meta").and_then(|meta| self.model.child(meta, "audit"));
        nodes.extend(audit.map(|audit| self.model.path(audit)));
        nodes
    }

    /// What a label says in a language without its markup, with a dash where an answer is shown.
    pub(crate) fn plain(&self, label: Option<&Label>, language: usize) -> String {
        let pieces = match label {
            None => return String::new(),
            Some(Label::Plain(pieces)) => pieces,
            Some(Label::Itext(id)) => match self.texts.entry(id, language) {
                Some(entry) => &entry.long,
                None => return String::new(),
            },
        };
        Texts::words(&plain_pieces(pieces))
    }
}

impl Texts {
    /// The words of a text, with a dash where an answer is shown.
    pub(crate) fn words(pieces: &[Piece]) -> String {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Output(_) => "–",
        });
        words.collect::<String>().trim().to_owned()
    }
}
