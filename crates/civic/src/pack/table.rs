//! Reading typed values out of a TOML table, with the line of every complaint.

use super::problem::{Mend, Problem, ProblemKind};
use super::words::Word;
use kernel::{Date, Month};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A pack.toml while it is read, and what was found wrong so far.
pub(super) struct Source<'t> {
    file: &'t str,
    text: &'t str,
    problems: RefCell<Vec<Problem>>,
}

/// A value and the line it stands on.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub value: T,
    pub line: u32,
}

impl<'t> Source<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, problems: RefCell::default() }
    }

    /// The line, from 1, of a byte of the text.
    pub fn line_of(&self, byte: usize) -> u32 {
        let before = self.text.as_bytes().get(..byte).unwrap_or(self.text.as_bytes());
        u32::try_from(before.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX - 1) + 1
    }

    pub fn report(&self, line: u32, kind: ProblemKind, mend: Mend) {
        self.problems.borrow_mut().push(Problem { file: self.file.to_owned(), line, kind, mend });
    }

    /// Whether nothing was found wrong so far.
    pub fn is_clean(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// Everything found wrong, from the top of the file down.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        problems
    }
}

/// A TOML table whose keys are known in advance.
pub(super) struct Table<'s, 't> {
    pub(super) source: &'s Source<'t>,
    entries: &'s DeTable<'t>,
    pub line: u32,
}

impl<'s, 't> Table<'s, 't> {
    /// Opens a table and reports every key that is not `known`.
    pub fn open(source: &'s Source<'t>, entries: &'s DeTable<'t>, line: u32, known: &[&str]) -> Self {
        for key in entries.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            source.report(
                source.line_of(key.span().start),
                ProblemKind::UnknownKey { key: key.get_ref().to_string() },
                Mend::UseKnownKey { known: known.join(", ") },
            );
        }
        Self { source, entries, line }
    }

    /// The keys of a table whose keys are names of the author's choice.
    pub fn keys(&self) -> impl Iterator<Item = At<&'s str>> {
        self.entries
            .keys()
            .map(|key| At { value: key.get_ref().as_ref(), line: self.source.line_of(key.span().start) })
    }

    /// The line of a key, or of the table when the key is not there.
    pub fn line_of(&self, key: &str) -> u32 {
        self.keys().find(|at| at.value == key).map_or(self.line, |at| at.line)
    }

    /// Reports every one of these keys that is not there or is an empty list; each comes with an example of its value.
    pub fn require(&self, keys: &[(&str, &str)]) {
        for (key, example) in keys {
            let value = self.value(key).map(|value| value.get_ref());
            if value.is_none_or(|value| value.as_array().is_some_and(|list| list.is_empty())) {
                self.missing(key, example);
            }
        }
    }

    /// Reports that a key is missing.
    pub fn missing(&self, key: &str, example: &str) {
        self.source.report(
            self.line,
            ProblemKind::MissingKey { key: key.to_owned() },
            Mend::AddKey { key: key.to_owned(), example: example.to_owned() },
        );
    }

    pub(super) fn value(&self, key: &str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.entries.get(key)
    }

    pub(super) fn wrong_type<T>(&self, key: &str, value: &Spanned<DeValue<'t>>, example: &str) -> Option<T> {
        self.source.report(
            self.source.line_of(value.span().start),
            ProblemKind::WrongType { key: key.to_owned() },
            Mend::WriteLike { example: example.to_owned() },
        );
        None
    }

    /// A string, when the key is there.
    pub fn text(&self, key: &str, example: &str) -> Option<At<String>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => {
                Some(At { value: text.to_string(), line: self.source.line_of(value.span().start) })
            }
            _ => self.wrong_type(key, value, example),
        }
    }

    /// A string that must be there.
    pub fn required_text(&self, key: &str, example: &str) -> Option<At<String>> {
        self.require(&[(key, example)]);
        self.text(key, example)
    }

    /// A day as `2026-11-02`, in quotes or without, that must be there.
    pub fn day(&self, key: &str) -> Option<At<Date>> {
        let example = "2026-11-02";
        self.require(&[(key, example)]);
        let value = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(day) => day.to_string(),
            _ => return self.wrong_type(key, value, example),
        };
        let line = self.source.line_of(value.span().start);
        let mut parts = written.split('-').map(str::parse::<u16>);
        let mut part = || parts.next().and_then(Result::ok);
        let month = |month| Month::try_from(u8::try_from(month).ok()?).ok();
        let day = match (part(), part().and_then(month), part(), part()) {
            (Some(year), Some(month), Some(day), None) => {
                Date::from_calendar_date(year.into(), month, u8::try_from(day).unwrap_or(0)).ok()
            }
            _ => None,
        };
        if day.is_none() {
            self.source.report(
                line,
                ProblemKind::BadDay { key: key.to_owned(), value: written },
                Mend::WriteLike { example: example.to_owned() },
            );
        }
        day.map(|value| At { value, line })
    }

    /// A list of strings; a single string stands for a list of one. Empty when the key is not there.
    pub fn texts(&self, key: &str, example: &str) -> Vec<At<String>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            return self.text(key, example).into_iter().collect();
        };
        let mut texts = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::String(text) => {
                    texts.push(At { value: text.to_string(), line: self.source.line_of(entry.span().start) })
                }
                _ => {
                    self.wrong_type::<()>(key, entry, example);
                }
            }
        }
        texts
    }

    /// A list of names, each at most once.
    pub fn names(&self, key: &str, example: &str) -> Vec<At<String>> {
        let mut names: Vec<At<String>> = Vec::new();
        for at in self.texts(key, example) {
            if names.iter().any(|name| name.value == at.value) {
                self.source.report(
                    at.line,
                    ProblemKind::Twice { key: key.to_owned(), value: at.value.clone() },
                    Mend::KeepOne { value: at.value },
                );
            } else if self.is_name(key, &at, example) {
                names.push(at);
            }
        }
        names
    }

    /// A name that must be there: lower-case letters, digits and `_`, beginning with a letter.
    pub fn name(&self, key: &str, example: &str) -> Option<At<String>> {
        self.required_text(key, example).filter(|at| self.is_name(key, at, example))
    }

    fn is_name(&self, key: &str, at: &At<String>, example: &str) -> bool {
        let name = at.value.as_str();
        let sound = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !sound {
            self.source.report(
                at.line,
                ProblemKind::BadName { key: key.to_owned(), value: name.to_owned() },
                Mend::WriteLike { example: example.to_owned() },
            );
        }
        sound
    }

    /// Words of a vocabulary.
    pub fn words<W: Word>(&self, key: &str) -> Vec<At<W>> {
        let example = W::WORDS.first().map_or("", |word| word.word());
        self.texts(key, example).iter().filter_map(|at| self.parse_word(key, at)).collect()
    }

    /// One word of a vocabulary, when the key is there.
    pub fn word<W: Word>(&self, key: &str) -> Option<At<W>> {
        let example = W::WORDS.first().map_or("", |word| word.word());
        self.text(key, example).and_then(|at| self.parse_word(key, &at))
    }

    /// One word of a vocabulary that must be there.
    pub fn required_word<W: Word>(&self, key: &str) -> Option<W> {
        self.require(&[(key, W::WORDS.first().map_or("", |word| word.word()))]);
        self.word(key).map(|at| at.value)
    }

    fn parse_word<W: Word>(&self, key: &str, at: &At<String>) -> Option<At<W>> {
        let found = W::WORDS.iter().find(|word| word.word() == at.value);
        if found.is_none() {
            let known: Vec<&str> = W::WORDS.iter().map(|word| word.word()).collect();
            self.source.report(
                at.line,
                ProblemKind::UnknownWord { key: key.to_owned(), value: at.value.clone() },
                Mend::UseOneOf { known: known.join(", ") },
            );
        }
        found.map(|word| At { value: *word, line: at.line })
    }

    /// `true` or `false`; `false` when the key is not there.
    pub fn flag(&self, key: &str) -> bool {
        match self.value(key) {
            None => false,
            Some(value) => match value.get_ref() {
                DeValue::Boolean(set) => *set,
                _ => self.wrong_type(key, value, "true").unwrap_or(false),
            },
        }
    }

    /// A table under a key, when it is there. Without `known`, its keys are of the author's choice.
    pub fn table(&self, key: &str, known: Option<&[&str]>) -> Option<Table<'s, 't>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(entries) => Some(self.inner(entries, self.line_of(key), known)),
            _ => self.wrong_type(key, value, &format!("[{key}]")),
        }
    }

    /// A list of tables, such as `[[state]]`; empty when the key is not there.
    pub fn tables(&self, key: &str, known: &[&str]) -> Vec<Table<'s, 't>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong_type(key, value, &format!("[[{key}]]")).unwrap_or_default();
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::Table(entries) => {
                    let line = self.source.line_of(entry.span().start);
                    tables.push(self.inner(entries, line, Some(known)));
                }
                _ => {
                    self.wrong_type::<()>(key, entry, &format!("[[{key}]]"));
                }
            }
        }
        tables
    }

    fn inner(&self, entries: &'s DeTable<'t>, line: u32, known: Option<&[&str]>) -> Table<'s, 't> {
        match known {
            Some(known) => Table::open(self.source, entries, line, known),
            None => Table { source: self.source, entries, line },
        }
    }
}
