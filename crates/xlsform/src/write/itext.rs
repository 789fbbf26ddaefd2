//! Texts in several languages, with their pictures and sounds.

use super::{Element, Writer};
use crate::form::{Choice, Item, Role};
use crate::lexer::instance_paths;
use crate::refs::{Piece, has_reference, pieces};
use crate::tree::{Around, ELEMENT, Style};
use crate::value::{Map, Value};
use std::collections::HashMap;

/// A text, and the item whose text it is.
type Said<'a> = (&'a str, Option<usize>);

/// All texts that have an identifier.
#[derive(Default)]
struct Texts<'a> {
    languages: Vec<&'a str>,
    spoken: HashMap<&'a str, usize>,
    entries: Vec<Entry<'a>>,
    index: HashMap<String, usize>,
}

struct Entry<'a> {
    id: String,
    /// Each form of the text (`long`, `guidance`, `image`…) by language.
    forms: Vec<(&'a str, HashMap<usize, Said<'a>>)>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, id: &str, form: &'a str, language: &'a str, said: Said<'a>) {
        let spoken = *self.spoken.entry(language).or_insert_with(|| {
            self.languages.push(language);
            self.languages.len() - 1
        });
        let at = *self.index.entry(id.to_owned()).or_insert_with(|| {
            self.entries.push(Entry { id: id.to_owned(), forms: Vec::new() });
            self.entries.len() - 1
        });
        let forms = &mut self.entries[at].forms;
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, texts)) => {
                texts.insert(spoken, said);
            }
            None => forms.push((form, HashMap::from([(spoken, said)]))),
        }
    }

    fn add_all(&mut self, id: &str, form: &'a str, value: &'a Value, usual: &'a str, at: Option<usize>) {
        match value {
            Value::Text(text) => self.add(id, form, usual, (text, at)),
            Value::Map(map) => {
                for (language, value) in map.iter() {
                    if let Some(text) = value.text() {
                        self.add(id, form, language, (text, at));
                    }
                }
            }
        }
    }
}

/// Whether the label of an item has an identifier.
pub fn is_translated(item: &Item) -> bool {
    matches!(item.label, Some(Value::Map(_))) || !item.media.is_empty()
}

/// Whether a message of a bind has an identifier.
pub fn is_message_translated(name: &str, value: &Value) -> bool {
    match value {
        Value::Map(_) => true,
        Value::Text(text) => name != "jr:noAppErrorString" && has_reference(text),
    }
}

/// Messages of a bind that people read.
pub const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];

fn filled(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| value.text() != Some(""))
}

impl<'a> Writer<'a> {
    /// The element `itext`, when a text has an identifier.
    pub fn itext(&self) -> Option<Element> {
        let usual = self.form.settings.language.as_str();
        let mut texts = Texts::default();
        for list in self.form.lists.iter().filter(|list| self.translated.contains(list.name.as_str())) {
            for (at, choice) in list.choices.iter().enumerate() {
                of_choice(&mut texts, &format!("{}-{at}", list.name), choice, usual);
            }
        }
        for at in self.tree.all(|item| item.role == Role::Question || item.is_section()) {
            self.of_item(&mut texts, at, usual);
        }
        for at in self.tree.all(|item| !item.media.is_empty()) {
            let id = format!("{}:label", self.path(at));
            of_media(&mut texts, &id, &self.tree.item(at).media, usual);
        }
        // Every language has every text, if only as a dash.
        let weight = texts.entries.iter().map(|entry| 2 * ELEMENT + entry.id.len()).sum::<usize>();
        if texts.languages.is_empty() || !self.tree.spend(weight.saturating_mul(texts.languages.len())) {
            return None;
        }
        let mut itext = Element::new("itext");
        for (spoken, language) in texts.languages.iter().enumerate() {
            let mut translation = Element::new("translation").with("lang", *language);
            if *language == usual {
                translation.set("default", "true()");
            }
            translation.extend(texts.entries.iter().map(|entry| self.text(entry, spoken)));
            itext.push(translation);
        }
        Some(itext)
    }

    fn of_item(&self, texts: &mut Texts<'a>, at: usize, usual: &'a str) {
        let (item, path) = (self.tree.item(at), self.path(at));
        for name in MESSAGES {
            if let Some(value) = item.bind.get(name).filter(|value| is_message_translated(name, value)) {
                texts.add_all(&format!("{path}:{name}"), "long", value, usual, Some(at));
            }
        }
        if let Some(label) = filled(item.label.as_ref()).filter(|_| is_translated(item)) {
            texts.add_all(&format!("{path}:label"), "long", label, usual, Some(at));
        }
        let guidance = filled(item.guidance.as_ref());
        if let Some(hint) = filled(item.hint.as_ref())
            && (guidance.is_some() || hint.map().is_some())
        {
            texts.add_all(&format!("{path}:hint"), "long", hint, usual, Some(at));
        }
        if let Some(guidance) = guidance {
            texts.add_all(&format!("{path}:hint"), "guidance", guidance, usual, Some(at));
        }
    }

    /// One text in one language. Where a language lacks it there is a dash, and no picture or sound.
    fn text(&self, entry: &Entry<'a>, spoken: usize) -> Element {
        let said = entry.forms.iter().flat_map(|(_, texts)| texts.values()).find_map(|(_, at)| *at);
        let row = said.map_or(0, |at| self.tree.item(at).row);
        let mut text = Element::new("text").of_row(row).with("id", &entry.id);
        let (present, missing): (Vec<_>, Vec<_>) =
            entry.forms.iter().partition(|(_, texts)| texts.contains_key(&spoken));
        for (form, texts) in present.into_iter().chain(missing) {
            let (said, at) = texts.get(&spoken).copied().unwrap_or(("-", None));
            let folder = match *form {
                "long" => None,
                "guidance" => Some(""),
                _ if said == "-" => continue,
                "image" | "big-image" => Some("jr://images/"),
                "audio" => Some("jr://audio/"),
                _ => Some("jr://video/"),
            };
            let mut value = Element::new("value");
            if let Some(folder) = folder {
                value.set("form", *form);
                value.push_text(folder);
            }
            self.say(&mut value, said, at);
            text.push(value);
        }
        text
    }

    /// Puts a text into an element, with answers in place of references.
    pub fn say(&self, into: &mut Element, text: &str, at: Option<usize>) {
        if !self.tree.spend(text.len()) {
            return;
        }
        if text == "-" {
            into.push_text(text);
            return;
        }
        let output = |path: String| Element::new("output").with("value", path);
        let around = Around::of(text);
        let mut from = 0;
        for (start, end) in instance_paths(text).into_iter().chain([(text.len(), text.len())]) {
            for piece in pieces(&text[from..start]) {
                match piece {
                    Piece::Plain(plain) => into.push_text(plain),
                    Piece::Reference(reference, place) => into.push(output(self.tree.path_to(
                        reference,
                        from + place,
                        &around,
                        at,
                        Style::default(),
                    ))),
                }
            }
            if start < end {
                into.push(output(self.tree.expanded(&text[start..end], at, Style::default())));
            }
            from = end;
        }
    }
}

fn of_choice<'a>(texts: &mut Texts<'a>, id: &str, choice: &'a Choice, usual: &'a str) {
    if let Some(label) = filled(choice.label.as_ref()) {
        texts.add_all(id, "long", label, usual, None);
    }
    of_media(texts, id, &choice.media, usual);
}

fn of_media<'a>(texts: &mut Texts<'a>, id: &str, media: &'a Map, usual: &'a str) {
    for (medium, value) in media.iter() {
        texts.add_all(id, medium, value, usual, None);
    }
}
