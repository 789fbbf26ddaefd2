//! A form on paper, put into words: what `formats::paper` draws as a PDF and [`page`] shows as HTML.

mod html;
mod words;

pub use html::{alone, page};

use crate::texts::Tr;
use formats::paper::{Block, Boxes, Field, Question, Sheet};
use words::Words;
use xforms::{Asked, Entry, Form, Kind};

/// How often what is filled in several times stands on the sheet, unless it is said otherwise.
pub const COPIES: usize = 3;
/// How often at the most.
pub const MOST_COPIES: usize = 20;
/// How often inside what is itself there several times.
const INNER_COPIES: usize = 2;
/// Choices that are printed at the most; a longer list is written out instead.
const MOST_CHOICES: usize = 60;
/// Boxes of a number when the form says no bound.
const DIGITS: usize = 6;
/// Boxes of a number at the most.
const MOST_DIGITS: usize = 12;
/// Lines for a text of more than one.
const LONG: usize = 4;
/// Points of a line or an area that have a space each.
const POINTS: usize = 4;

/// A form as it is printed, in the language of `tr` where the form has it, otherwise in its own.
pub fn sheet(form: &Form, tr: &Tr, copies: usize) -> Sheet {
    let tag = tr.lang.tag();
    let lang = form.language(tag).map_or(tr.shown_lang().tag(), |_| tag).to_owned();
    let entries = form.outline(Some(tag));
    let about = match form.version().unwrap_or_default() {
        "" => tr.ta("paper-about-unversioned", &[("form", form.id().into())]),
        version => tr.ta("paper-about", &[("form", form.id().into()), ("version", version.into())]),
    };
    let head = ["paper-number", "paper-date", "paper-place", "paper-place-code", "paper-volunteer"];
    let mut setting =
        Setting { words: Words { tr }, copies: copies.clamp(1, MOST_COPIES), blocks: Vec::new() };
    let mut seen = Seen::default();
    seen.look(&entries);
    setting.all(&entries, 0);
    Sheet {
        lang,
        title: if form.title().is_empty() { form.id().to_owned() } else { form.title().to_owned() },
        about,
        head: head.map(|key| tr.t(key)).to_vec(),
        number: tr.t("paper-number"),
        guide: seen.guide().map(|key| tr.t(key)).collect(),
        blocks: setting.blocks,
    }
}

/// What of the guide a form needs.
#[derive(Debug, Default)]
struct Seen {
    when: bool,
    required: bool,
    shown: bool,
}

impl Seen {
    fn look(&mut self, entries: &[Entry<'_>]) {
        for entry in entries {
            let (text, when) = match entry {
                Entry::Section { text, when, entries } | Entry::Repeat { text, when, entries, .. } => {
                    self.look(entries);
                    (text, when)
                }
                Entry::Note { text, when } => (text, when),
                Entry::Question(asked) => {
                    self.required |= asked.required;
                    (&asked.text, &asked.when)
                }
            };
            self.when |= when.untold || !when.clauses.is_empty();
            self.shown |= refers(text);
        }
    }

    fn guide(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = [
            ("paper-guide-write", true),
            ("paper-guide-tick", true),
            ("paper-guide-when", self.when),
            ("paper-guide-required", self.required),
            ("paper-guide-shown", self.shown),
        ];
        all.into_iter().filter(|(_, needed)| *needed).map(|(key, _)| key)
    }
}

/// Whether a text shows the answer to a question by its number.
fn refers(text: &str) -> bool {
    let number = |part: &str| {
        let inside = part.split(']').next().unwrap_or_default();
        inside.len() < part.len() && !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split('[').skip(1).any(number)
}

struct Setting<'t> {
    words: Words<'t>,
    copies: usize,
    blocks: Vec<Block>,
}

impl Setting<'_> {
    fn all(&mut self, entries: &[Entry<'_>], depth: usize) {
        for entry in entries {
            match entry {
                Entry::Section { text, when, entries } => {
                    self.blocks.push(Block::Heading { text: text.clone(), when: self.words.when(when) });
                    self.all(entries, depth);
                }
                Entry::Note { text, when } => {
                    self.blocks.push(Block::Note { text: text.clone(), when: self.words.when(when) });
                }
                Entry::Question(asked) => {
                    let question = self.question(asked);
                    self.blocks.push(Block::Question(question));
                }
                Entry::Repeat { text, when, count, entries, .. } => {
                    let usual = if depth == 0 { self.copies } else { self.copies.min(INNER_COPIES) };
                    let copies = count.unwrap_or(usual).min(MOST_COPIES);
                    for number in 1..=copies {
                        let when = if number == 1 { self.words.when(when) } else { None };
                        self.blocks.push(Block::Copy { text: self.words.copy(text, number), when });
                        self.all(entries, depth + 1);
                    }
                    if *count != Some(copies) {
                        self.blocks.push(Block::Note { text: self.words.more(copies), when: None });
                    }
                }
            }
        }
    }

    fn question(&self, asked: &Asked<'_>) -> Question {
        let (field, how) = self.field(asked);
        let mut help: Vec<String> = asked.hint.iter().cloned().collect();
        help.extend(how);
        if asked.filtered && matches!(field, Field::Ticks(_) | Field::Ranks(_)) {
            help.push(self.words.say("paper-filtered"));
        }
        help.extend(asked.rule.as_ref().map(|rule| self.words.with("paper-rule", "rule", rule)));
        let mark = if asked.required { "\u{a0}*" } else { "" };
        Question {
            number: asked.number,
            text: format!("{}{mark}", asked.text),
            when: self.words.when(&asked.when),
            help,
            field,
        }
    }

    /// Where an answer goes, and how it is given.
    fn field(&self, asked: &Asked<'_>) -> (Field, Option<String>) {
        let words = &self.words;
        let say = |key| Some(words.say(key));
        match asked.kind {
            Kind::SelectOne | Kind::SelectMany | Kind::Rank => self.choices(asked),
            Kind::Acknowledge => (Field::Ticks(vec![words.say("paper-yes"), words.say("paper-no")]), None),
            Kind::Integer => (Field::Boxes(vec![cells(digits(asked.most), "", "")]), None),
            Kind::Decimal => (self.decimal(digits(asked.most)), None),
            Kind::Range { start, end, step, integer } => {
                let bound = |text: &str| text.parse::<f64>().map_or(0.0, f64::abs);
                let digits = digits(Some(bound(start).max(bound(end))));
                let field =
                    if *integer { Field::Boxes(vec![cells(digits, "", "")]) } else { self.decimal(digits) };
                (field, Some(words.range(start, end, step)))
            }
            Kind::Date => (Field::Boxes(self.day()[unit(asked)..].to_vec()), None),
            Kind::Time => (Field::Boxes(self.hour().to_vec()), None),
            Kind::DateTime => (Field::Boxes([&self.day()[..], &self.hour()].concat()), None),
            Kind::GeoPoint => {
                (Field::Spaces(vec![words.say("paper-latitude"), words.say("paper-longitude")]), None)
            }
            Kind::GeoTrace | Kind::GeoShape => {
                let point = |n: usize| words.with("paper-point", "n", &n.to_string());
                (Field::Spaces((1..=POINTS).map(point).collect()), say("paper-points"))
            }
            Kind::Upload { .. } => (Field::Lines(1), say("paper-upload")),
            Kind::Barcode => (Field::Lines(1), say("paper-barcode")),
            _ => (Field::Lines(if asked.long { LONG } else { 1 }), None),
        }
    }

    fn choices(&self, asked: &Asked<'_>) -> (Field, Option<String>) {
        let words = &self.words;
        if let Some(file) = asked.file {
            let name = file.rsplit('/').next().unwrap_or(file);
            return (Field::Lines(1), Some(words.with("paper-file", "file", name)));
        }
        if asked.choices.is_empty() {
            return (Field::Lines(1), Some(words.say("paper-among-answers")));
        }
        if asked.choices.len() > MOST_CHOICES {
            let count = asked.choices.len().to_string();
            return (Field::Lines(1), Some(words.with("paper-long-list", "count", &count)));
        }
        let choice = |offer: &xforms::Offer| {
            // Choices of pictures have no words, or a dash.
            let text = if matches!(offer.text.as_str(), "" | "-") { &offer.value } else { &offer.text };
            match &offer.guidance {
                Some(guidance) => format!("{text} ({guidance})"),
                None => text.clone(),
            }
        };
        let choices = asked.choices.iter().map(choice).collect();
        match asked.kind {
            Kind::Rank => (Field::Ranks(choices), Some(words.say("paper-rank"))),
            Kind::SelectMany => (Field::Ticks(choices), Some(words.say("paper-many"))),
            _ => (Field::Ticks(choices), Some(words.say("paper-one"))),
        }
    }

    fn decimal(&self, digits: usize) -> Field {
        Field::Boxes(vec![cells(digits, "", ""), cells(2, &self.words.say("paper-decimal-mark"), "")])
    }

    fn day(&self) -> [Boxes; 3] {
        [(2, "paper-day"), (2, "paper-month"), (4, "paper-year")]
            .map(|(count, key)| cells(count, "", &self.words.say(key)))
    }

    fn hour(&self) -> [Boxes; 2] {
        [(2, "paper-hour"), (2, "paper-minute")].map(|(count, key)| cells(count, "", &self.words.say(key)))
    }
}

/// Whether a date is a day, a month or a year: how many of its parts are left out.
fn unit(asked: &Asked<'_>) -> usize {
    let has = |wanted: &str| asked.appearances.iter().any(|word| word == wanted);
    match () {
        () if has("year") => 2,
        () if has("month-year") => 1,
        () => 0,
    }
}

fn cells(count: usize, before: &str, under: &str) -> Boxes {
    Boxes { count, before: before.to_owned(), under: under.to_owned() }
}

/// Boxes that a number up to this one needs.
fn digits(most: Option<f64>) -> usize {
    let most = most.filter(|most| *most >= 1.0).map(|most| format!("{most:.0}").len());
    most.unwrap_or(DIGITS).min(MOST_DIGITS)
}
