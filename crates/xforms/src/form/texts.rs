//! The words of a form: translations (itext) and labels.

use super::Language;
use super::read::Reading;
use crate::error::{FormError, FormErrorKind};
use crate::xml::XmlId;
use crate::xpath::{Expr, itext_literal};
use std::collections::HashMap;

/// All translations.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub languages: Vec<Language>,
    /// By id, then by language.
    entries: HashMap<String, Vec<Option<Entry>>>,
}

/// One text in one language, in the forms it comes in.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub long: Vec<Piece>,
    pub short: Option<Vec<Piece>>,
    pub guidance: Option<Vec<Piece>>,
    pub media: Vec<(Medium, String)>,
}

/// A picture, sound or film that goes with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    Image,
    BigImage,
    Audio,
    Video,
}

/// A stretch of a text.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Words(Box<str>),
    Output(Expr),
}

/// What a label, hint or message shows.
#[derive(Debug)]
pub(crate) enum Label {
    Plain(Vec<Piece>),
    Itext(String),
}

impl Texts {
    /// Index of the language of that name or code.
    pub fn find(&self, name_or_code: &str) -> Option<usize> {
        let exact = self.languages.iter().position(|language| language.name == name_or_code);
        exact.or_else(|| {
            let ending = format!("({name_or_code})");
            self.languages.iter().position(|language| language.name.ends_with(&ending))
        })
    }

    /// Index of the language the form starts in; 0 also when it has none.
    pub fn default_language(&self) -> usize {
        self.languages.iter().position(|language| language.default).unwrap_or(0)
    }

    /// A text in a language, or in the default language, or in any: a missing translation must not hide a
    /// question.
    pub fn entry(&self, id: &str, language: usize) -> Option<&Entry> {
        let entries = self.entries.get(id)?;
        let at = |index: usize| entries.get(index).and_then(Option::as_ref);
        at(language).or_else(|| at(self.default_language())).or_else(|| entries.iter().flatten().next())
    }

    /// All texts by id, in alphabetical order.
    pub fn all(&self) -> std::collections::BTreeMap<&str, &[Option<Entry>]> {
        self.entries.iter().map(|(id, entries)| (id.as_str(), entries.as_slice())).collect()
    }

    /// All pictures, sounds and films, of all languages.
    pub fn media(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.values().flatten().flatten();
        entries.flat_map(|entry| entry.media.iter().map(|(_, src)| src.as_str()))
    }

    /// All texts with their ids, to check them.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let entries = self.entries.values().flatten().flatten();
        entries.flat_map(|entry| {
            let beside = entry.short.iter().chain(&entry.guidance).flatten();
            entry.long.iter().chain(beside)
        })
    }

    /// Reads `<itext>`.
    pub fn read(reading: &mut Reading<'_>, itext: Option<XmlId>) -> Result<Self, FormError> {
        let mut texts = Self::default();
        let Some(itext) = itext else { return Ok(texts) };
        let document = reading.document;
        let translations: Vec<XmlId> =
            document.elements(itext).filter(|child| document.local_name(*child) == "translation").collect();
        for (language, translation) in translations.iter().enumerate() {
            let name = document.attribute(*translation, "lang").unwrap_or_default().to_owned();
            let default = document.attribute(*translation, "default").is_some_and(|value| value != "false()");
            texts.languages.push(Language { name, default });
            for text in document.elements(*translation) {
                let Some(id) = document.attribute(text, "id") else { continue };
                let entry = reading.entry(text)?;
                let entries = texts.entries.entry(id.to_owned()).or_default();
                entries.resize_with(language + 1, || None);
                entries[language] = Some(entry);
            }
        }
        if let Some(first) = texts.languages.first().filter(|_| !texts.languages.iter().any(|l| l.default)) {
            let default = Language { name: first.name.clone(), default: true };
            texts.languages[0] = default;
        }
        Ok(texts)
    }

    /// Refuses a label that names a text no translation has.
    pub fn check(&self, label: Option<&Label>, line: u32) -> Result<(), FormError> {
        match label {
            Some(Label::Itext(id)) if !self.entries.contains_key(id) => {
                Err(FormErrorKind::NoSuchText(id.clone()).at(line))
            }
            _ => Ok(()),
        }
    }
}

impl Entry {
    pub fn medium(&self, wanted: Medium) -> Option<String> {
        self.media.iter().find(|(medium, _)| *medium == wanted).map(|(_, src)| src.clone())
    }
}

impl Reading<'_> {
    fn entry(&mut self, text: XmlId) -> Result<Entry, FormError> {
        let mut entry = Entry::default();
        let document = self.document;
        for value in document.elements(text) {
            match document.attribute(value, "form") {
                None | Some("long") => entry.long = self.pieces(value)?,
                Some("short") => entry.short = Some(self.pieces(value)?),
                Some("guidance") => entry.guidance = Some(self.pieces(value)?),
                Some(other) => {
                    let medium = match other {
                        "image" => Medium::Image,
                        "big-image" => Medium::BigImage,
                        "audio" => Medium::Audio,
                        "video" => Medium::Video,
                        _ => {
                            let what = format!("a text in the form {other}");
                            return Err(FormErrorKind::Unsupported(what).at(document.line(value)));
                        }
                    };
                    entry.media.push((medium, document.own_text(value).trim().to_owned()));
                }
            }
        }
        Ok(entry)
    }

    /// The words and outputs inside an element.
    fn pieces(&mut self, element: XmlId) -> Result<Vec<Piece>, FormError> {
        let mut pieces = Vec::new();
        let document = self.document;
        for child in document.children(element) {
            let piece = match document.text(child) {
                Some(words) => Piece::Words(words.into()),
                None if document.local_name(child) == "output" => {
                    let written = document.attribute(child, "value").or(document.attribute(child, "ref"));
                    Piece::Output(self.expression(written.unwrap_or_default(), document.line(child))?)
                }
                // Stray markup keeps its words.
                None => Piece::Words(document.own_text(child).into()),
            };
            pieces.push(piece);
        }
        Ok(pieces)
    }

    /// The child of that name as a label.
    pub fn label(&mut self, element: XmlId, name: &str) -> Result<Option<Label>, FormError> {
        let document = self.document;
        let Some(label) = document.child(element, name) else { return Ok(None) };
        let Some(reference) = document.attribute(label, "ref") else {
            return Ok(Some(Label::Plain(self.pieces(label)?)));
        };
        let expr = self.expression(reference, document.line(label))?;
        Ok(Some(match itext_literal(&expr) {
            Some(id) => Label::Itext(id.to_owned()),
            None => Label::Plain(vec![Piece::Output(expr)]),
        }))
    }

    /// A message in an attribute: words, or a call of `jr:itext`.
    pub fn message(&mut self, element: XmlId, name: &str) -> Result<Option<Label>, FormError> {
        let Some(written) = self.document.attribute(element, name) else { return Ok(None) };
        if written.trim_start().starts_with("jr:itext(") {
            let expr = self.expression(written, self.document.line(element))?;
            if let Some(id) = itext_literal(&expr) {
                return Ok(Some(Label::Itext(id.to_owned())));
            }
        }
        Ok(Some(Label::Plain(vec![Piece::Words(written.into())])))
    }
}
