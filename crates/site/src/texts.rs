//! What the pages say, in the visitor's language: Fluent messages by key.
//!
//! Interface messages are embedded from `texts/<lang>/*.ftl`; a pack's own messages are added when the pack is
//! loaded and stay in a namespace of their own. A message that the visitor's language lacks is said in French.
//! French and English are written by the house. In every other language a message is shown only when the comment
//! just above it says `# review: reviewed`, because a wrong sentence about danger is worse than a French one.

mod asked;
mod locale;
#[cfg(test)]
pub(crate) mod tests;
mod typography;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Comment, Entry, Resource};
use kernel::Lang;
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use asked::lang_of;
pub use fluent_bundle::FluentValue as Value;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../texts"]
struct Embedded;

/// Every message the site can say. Built once at start, then shared.
pub struct Texts {
    interface: BTreeMap<Lang, Book>,
    packs: BTreeMap<(String, Lang), Book>,
}

/// A file of messages cannot be used; the sentence names it and the line.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// The file breaks Fluent syntax.
    #[error("{origin}, line {line}: {problem}")]
    Syntax {
        /// File or pack the text comes from.
        origin: String,
        /// Line, from 1.
        line: usize,
        /// What the Fluent parser says.
        problem: String,
    },
    /// The file is not UTF-8.
    #[error("{origin}: not UTF-8 text; save it again as UTF-8")]
    Encoding {
        /// File or pack the text comes from.
        origin: String,
    },
    /// Two files of one language define the same message.
    #[error("{origin}: message \"{key}\" is already defined; give one of the two another name")]
    Twice {
        /// File or pack the text comes from.
        origin: String,
        /// The message's key.
        key: String,
    },
}

/// The messages of one language, ready to be said.
struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Messages said in this language, and messages written, reviewed or not.
    said: usize,
    written: usize,
}

impl Texts {
    /// The embedded interface messages of every language.
    ///
    /// # Errors
    /// [`TextsError`] when a file cannot be read; a test makes sure that the embedded ones can.
    pub fn builtin() -> Result<Self, TextsError> {
        let mut interface: BTreeMap<_, _> = Lang::ALL.map(|lang| (lang, Book::empty(lang))).into();
        for path in Embedded::iter() {
            let Some(lang) = path.split('/').next().and_then(|tag| tag.parse::<Lang>().ok()) else {
                continue;
            };
            let Some(file) = Embedded::get(&path).filter(|_| path.ends_with(".ftl")) else { continue };
            let origin = format!("texts/{path}");
            let source = std::str::from_utf8(&file.data)
                .map_err(|_| TextsError::Encoding { origin: origin.clone() })?;
            if let Some(book) = interface.get_mut(&lang) {
                book.add(&origin, lang, source, Repeats::Refused)?;
            }
        }
        Ok(Self { interface, packs: BTreeMap::new() })
    }

    /// Adds the messages of pack `id` in `lang`. Called again for the same pack and language (an override from the
    /// data directory), later messages replace earlier ones of the same key.
    ///
    /// # Errors
    /// [`TextsError::Syntax`] with the line in `source`.
    pub fn with_pack(mut self, id: &str, lang: Lang, source: &str) -> Result<Self, TextsError> {
        let origin = format!("packs/{id}/texts/{lang}.ftl");
        self.packs.entry((id.to_owned(), lang)).or_insert_with(|| Book::empty(lang)).add(
            &origin,
            lang,
            source,
            Repeats::Replace,
        )?;
        Ok(self)
    }

    /// Whether a language is offered to visitors: at least one of its messages may be shown.
    pub fn begun(&self, lang: Lang) -> bool {
        self.interface.get(&lang).is_some_and(|book| book.said > 0)
    }

    /// Messages of the interface shown in `lang`, and messages written in it, reviewed or not.
    pub fn progress(&self, lang: Lang) -> (usize, usize) {
        self.interface.get(&lang).map_or((0, 0), |book| (book.said, book.written))
    }

    /// Whether pack `id` has a message of its own in `lang`; nothing is said.
    pub fn has_pack_message(&self, id: &str, lang: Lang, key: &str) -> bool {
        self.packs.get(&(id.to_owned(), lang)).is_some_and(|book| book.bundle.has_message(key))
    }

    fn say(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        [lang, Lang::Fr].iter().find_map(|lang| self.interface.get(lang)?.say(key, args))
    }

    fn say_pack(&self, id: &str, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        [lang, Lang::Fr].iter().find_map(|lang| self.packs.get(&(id.to_owned(), *lang))?.say(key, args))
    }
}

enum Repeats {
    Refused,
    Replace,
}

impl Book {
    fn empty(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(lang.tag().parse().into_iter().collect());
        // Isolation marks (U+2068, U+2069) show as boxes on old phones; every language here runs left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| locale::in_message(Lang::En, value),
            Lang::Fr | Lang::Bm => |value, _| locale::in_message(Lang::Fr, value),
        }));
        Self { bundle, said: 0, written: 0 }
    }

    fn add(&mut self, origin: &str, lang: Lang, source: &str, repeats: Repeats) -> Result<(), TextsError> {
        let syntax = |at: usize, problem: &dyn std::fmt::Display| TextsError::Syntax {
            origin: origin.to_owned(),
            line: line_at(source, at),
            problem: problem.to_string(),
        };
        let mut parsed = fluent_syntax::parser::parse(source.to_owned()).map_err(|(_, errors)| {
            errors.first().map_or_else(|| syntax(0, &"unreadable"), |error| syntax(error.pos.start, error))
        })?;
        self.written += messages(&parsed);
        if !matches!(lang, Lang::Fr | Lang::En) {
            parsed.body.retain(reviewed);
        }
        if lang == Lang::Fr {
            typography::french(&mut parsed);
        }
        self.said += messages(&parsed);
        let resource = FluentResource::try_new(fluent_syntax::serializer::serialize(&parsed)).map_err(
            |(_, errors)| errors.first().map_or_else(|| syntax(0, &"unreadable"), |error| syntax(0, error)),
        )?;
        match repeats {
            Repeats::Replace => self.bundle.add_resource_overriding(resource),
            Repeats::Refused => self.bundle.add_resource(resource).map_err(|errors| TextsError::Twice {
                origin: origin.to_owned(),
                key: errors
                    .into_iter()
                    .find_map(|error| match error {
                        fluent_bundle::FluentError::Overriding { id, .. } => Some(id),
                        _ => None,
                    })
                    .unwrap_or_default(),
            })?,
        }
        Ok(())
    }

    fn say(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if let Some(error) = errors.first() {
            tracing::error!(key, %error, "a message could not be said whole");
        }
        Some(said)
    }
}

/// The line, from 1, of byte `at`. A parser that runs off the end of a line means that line, not the next.
fn line_at(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or(source);
    let off_the_end = source.get(at..).is_none_or(|rest| rest.chars().next().is_none_or(char::is_whitespace));
    let before = if off_the_end { before.trim_end() } else { before };
    before.matches('\n').count() + 1
}

fn messages(resource: &Resource<String>) -> usize {
    resource.body.iter().filter(|entry| matches!(entry, Entry::Message(_))).count()
}

fn reviewed(entry: &Entry<String>) -> bool {
    let marked = |comment: &Option<Comment<String>>| {
        comment.iter().flat_map(|comment| &comment.content).any(|line| line.trim() == "review: reviewed")
    };
    match entry {
        Entry::Message(message) => marked(&message.comment),
        Entry::Term(term) => marked(&term.comment),
        _ => true,
    }
}

/// The voice of one page: says messages in one language. Cheap to clone.
#[derive(Clone)]
pub struct Tr {
    texts: Arc<Texts>,
    /// Language asked for.
    pub lang: Lang,
}

impl Tr {
    /// A voice in `lang`.
    pub fn new(texts: &Arc<Texts>, lang: Lang) -> Self {
        Self { texts: Arc::clone(texts), lang }
    }

    /// The message `key`; when even French lacks it, the key itself, and the log says so.
    pub fn t(&self, key: &str) -> String {
        self.find(key, None)
    }

    /// The message `key` with its variables, e.g. `tr.ta("step-of", &[("n", 3.into()), ("all", 9.into())])`.
    /// Numbers are grouped as the language does; give years and codes as strings.
    pub fn ta(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.find(key, Some(&gather(args)))
    }

    /// A message of pack `id`, in the visitor's language or French; `None` when the pack has no such message.
    pub fn pack(&self, id: &str, key: &str) -> Option<String> {
        self.texts.say_pack(id, self.lang, key, None)
    }

    /// A message of pack `id` with its variables.
    pub fn pack_with(&self, id: &str, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        self.texts.say_pack(id, self.lang, key, Some(&gather(args)))
    }

    /// The language most of a page is really in, for `<html lang>`: French until half of the messages of the
    /// language asked for may be shown.
    pub fn shown_lang(&self) -> Lang {
        let (said, _) = self.texts.progress(self.lang);
        let (all, _) = self.texts.progress(Lang::Fr);
        if said * 2 >= all { self.lang } else { Lang::Fr }
    }

    /// The messages this voice draws from.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        self.texts.say(self.lang, key, args).unwrap_or_else(|| {
            tracing::error!(key, "no such message");
            key.to_owned()
        })
    }
}

fn gather<'a>(args: &'a [(&'a str, FluentValue<'a>)]) -> FluentArgs<'a> {
    args.iter().map(|(name, value)| (*name, value.clone())).collect()
}
