//! A form as it stands on paper: everything it could ever ask, in order and numbered, with the conditions under which it
//! is asked as far as they can be told in plain words.

mod condition;

pub use condition::{Clause, Compared, Test, When};

use super::{ChoiceSource, Control, Form, Instance, Item, Kind, Label, Piece};
use crate::instance::DefId;
use crate::words::{breaking, plain_pieces};
use crate::xpath::Expr;
use std::collections::HashSet;

/// What stands on the sheet, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry<'f> {
    /// A group with words, and what stands in it.
    Section {
        /// Its words.
        text: String,
        /// When it is filled in.
        when: When,
        /// What stands in it.
        entries: Vec<Entry<'f>>,
    },
    /// What is filled in as often as there are such things.
    Repeat {
        /// Name of the repeat.
        name: String,
        /// Its words.
        text: String,
        /// When it is filled in.
        when: When,
        /// How often, where the form says a number.
        count: Option<usize>,
        /// What stands in each.
        entries: Vec<Entry<'f>>,
    },
    /// Words that take no answer.
    Note {
        /// The words.
        text: String,
        /// When they hold.
        when: When,
    },
    /// A question.
    Question(Box<Asked<'f>>),
}

/// A question as it stands on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'f> {
    /// Its number in the form, from 1 on, the same whatever is answered ([`Form::number`]).
    pub number: usize,
    /// Its name, with a pair of brackets for each repeat around: `person[].age`.
    pub name: String,
    /// What kind of answer it takes.
    pub kind: &'f Kind,
    /// The question in plain text. Where an answer is shown in it stands the number of its question in square brackets, or a
    /// dash for what the form computes.
    pub text: String,
    /// Help with the answer, guidance for print included.
    pub hint: Option<String>,
    /// Whether an answer is always required.
    pub required: bool,
    /// Whether more than a line is expected (appearance `multiline`, or `rows` of two or more).
    pub long: bool,
    /// The tokens of its appearance.
    pub appearances: &'f [String],
    /// What can be chosen. The first has the number 1, as in a [`Dialogue`](crate::Dialogue).
    pub choices: Vec<Offer>,
    /// Whether which of them are offered depends on other answers. A dialogue numbers only those it offers then.
    pub filtered: bool,
    /// The file the choices come from, which paper cannot show.
    pub file: Option<&'f str>,
    /// When it is asked.
    pub when: When,
    /// What the form says of answers that it refuses.
    pub rule: Option<String>,
    /// The largest number it takes, fractions aside, where the form says one.
    pub most: Option<f64>,
}

/// A choice on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is stored.
    pub value: String,
    /// Its words.
    pub text: String,
    /// More words, for print.
    pub guidance: Option<String>,
}

impl Form {
    /// The form as it stands on paper, in the language of that name or code, or in the one it starts in.
    pub fn outline(&self, language: Option<&str>) -> Vec<Entry<'_>> {
        let language = language.and_then(|wanted| self.texts.find(wanted));
        let language = language.unwrap_or_else(|| self.texts.default_language());
        let outline = Outline { form: self, language, numbers: self.numbers() };
        outline.entries(0, self.items.len(), None)
    }

    /// The number of a question, by name or path: its place among all that the form could ever ask, notes left out. It
    /// does not change with the answers, and instances of a repeat share it.
    pub fn number(&self, question: &str) -> Option<usize> {
        let (index, _) = self.question(question)?;
        self.numbers()[index]
    }

    /// The numbers of all questions; `None` for words that take no answer.
    fn numbers(&self) -> Vec<Option<usize>> {
        let mut last = 0;
        let number = |control: &Control| {
            self.takes_answer(control).then(|| {
                last += 1;
                last
            })
        };
        self.controls.iter().map(number).collect()
    }

    fn takes_answer(&self, control: &Control) -> bool {
        let readonly = self.bind(control.def).and_then(|bind| bind.readonly.as_ref());
        readonly.is_none_or(|formula| formula.expr.constant() != Some(true))
    }
}

struct Outline<'f> {
    form: &'f Form,
    language: usize,
    /// By question.
    numbers: Vec<Option<usize>>,
}

impl<'f> Outline<'f> {
    /// What the items of a range hold, inside a repeat or outside of all.
    fn entries(&self, from: usize, to: usize, scope: Option<usize>) -> Vec<Entry<'f>> {
        let form = self.form;
        let mut entries = Vec::new();
        // The group whose heading stands above, with what is asked under it so far.
        let mut open: Option<(usize, Vec<Entry<'f>>)> = None;
        let mut at = from;
        while let Some(item) = form.items.get(at).filter(|_| at < to) {
            at += 1;
            match *item {
                Item::Nothing => {}
                Item::Page(page) => {
                    let page = &form.pages[page];
                    let group = page.group.filter(|group| {
                        form.groups[*group].label.is_some() && form.groups[*group].scope == scope
                    });
                    if open.as_ref().map(|(open, _)| *open) != group {
                        self.close(open.take(), scope, &mut entries);
                        open = group.map(|group| (group, Vec::new()));
                    }
                    let told = self.told(group, scope);
                    let inside = open.as_mut().map_or(&mut entries, |(_, inside)| inside);
                    inside.extend(page.questions.iter().filter_map(|index| self.question(*index, &told)));
                }
                Item::Repeat(repeat) => {
                    self.close(open.take(), scope, &mut entries);
                    let inner = &form.repeats[repeat];
                    entries.extend(self.repeat(repeat, scope));
                    at = inner.end.max(at);
                }
            }
        }
        self.close(open, scope, &mut entries);
        entries
    }

    fn close(
        &self,
        open: Option<(usize, Vec<Entry<'f>>)>,
        scope: Option<usize>,
        entries: &mut Vec<Entry<'f>>,
    ) {
        let Some((group, inside)) = open.filter(|(_, inside)| !inside.is_empty()) else { return };
        let group = &self.form.groups[group];
        let around = self.told(None, scope);
        let nodes = group.def.into_iter().flat_map(|def| self.form.model.upwards(def));
        let when = self.when(nodes.filter(|node| !around.contains(node)));
        let text = self.text(group.label.as_ref());
        if !when.never {
            entries.push(Entry::Section { text, when, entries: inside });
        }
    }

    fn repeat(&self, index: usize, scope: Option<usize>) -> Option<Entry<'f>> {
        let form = self.form;
        let repeat = &form.repeats[index];
        let around = self.told(None, scope);
        let nodes = repeat.around.iter().copied().chain([repeat.def]);
        let when = self.when(nodes.filter(|node| !around.contains(node)));
        let entries = self.entries(repeat.order as usize, repeat.end, Some(index));
        if when.never || entries.is_empty() {
            return None;
        }
        let count = match repeat.count.as_ref().map(|formula| &formula.expr) {
            Some(Expr::Number(count)) if *count >= 1.0 => Some(*count as usize),
            _ => None,
        };
        let text = self.text(repeat.label.as_ref());
        Some(Entry::Repeat { name: repeat.name.clone(), text, when, count, entries })
    }

    fn question(&self, index: usize, told: &HashSet<DefId>) -> Option<Entry<'f>> {
        let form = self.form;
        let control = &form.controls[index];
        let nodes = control.around.iter().copied().chain([control.def]);
        let when = self.when(nodes.filter(|node| !told.contains(node)));
        if when.never {
            return None;
        }
        let text = self.text(control.label.as_ref());
        let Some(number) = self.numbers[index] else {
            return (!text.is_empty()).then_some(Entry::Note { text, when });
        };
        let bind = form.bind(control.def);
        let required = bind.and_then(|bind| bind.required.as_ref());
        let rows = control.settings.iter().find(|(name, _)| name == "rows");
        let long = rows.and_then(|(_, rows)| rows.parse::<u32>().ok()).is_some_and(|rows| rows > 1);
        let (filtered, file) = match &control.choices {
            ChoiceSource::Rows(source) => {
                let instance = source.file.and_then(|file| form.instances.get(usize::from(file)));
                let file = match instance {
                    Some(Instance::File(src)) => Some(src.as_str()),
                    _ => None,
                };
                (source.nodeset.is_filtered(), file)
            }
            _ => (false, None),
        };
        let around: String = form
            .scopes(control.scope)
            .iter()
            .map(|repeat| format!("{}[].", form.repeats[*repeat].name))
            .collect();
        Some(Entry::Question(Box::new(Asked {
            number,
            name: format!("{around}{}", control.name),
            kind: &control.kind,
            text,
            hint: self.help(control.hint.as_ref()),
            required: required.is_some_and(|formula| formula.expr.constant() == Some(true)),
            long: long || control.appearances.iter().any(|word| word == "multiline"),
            appearances: &control.appearances,
            choices: self.offers(control),
            filtered,
            file,
            when,
            rule: bind
                .and_then(|bind| bind.constraint_message.as_ref())
                .map(|message| self.text(Some(message)))
                .filter(|message| !message.is_empty()),
            most: bind.and_then(|bind| bind.constraint.as_ref()).and_then(|formula| formula.expr.largest()),
        })))
    }

    /// The nodes whose conditions stand at the head of the group and of the repeat around already.
    fn told(&self, group: Option<usize>, scope: Option<usize>) -> HashSet<DefId> {
        let form = self.form;
        let of_group = group.and_then(|group| form.groups[group].def);
        let of_repeat = scope.map(|scope| form.repeats[scope].def);
        let nodes = of_group.into_iter().chain(of_repeat);
        nodes.flat_map(|def| form.model.upwards(def)).collect()
    }

    fn offers(&self, control: &Control) -> Vec<Offer> {
        if let ChoiceSource::Inline(choices) = &control.choices {
            let offer = |(value, label): &(String, Label)| Offer {
                value: value.clone(),
                text: self.text(Some(label)),
                guidance: self.guidance(label),
            };
            return choices.iter().map(offer).collect();
        }
        let (choices, _) = self.form.all_choices(control);
        let offer = |choice: super::SchemaChoice| {
            let text = choice.labels.get(self.language).map(|text| breaking(text)).unwrap_or_default();
            Offer { value: choice.value, text, guidance: None }
        };
        choices.into_iter().map(offer).collect()
    }

    /// The words of a label; empty when there are none.
    fn text(&self, label: Option<&Label>) -> String {
        let pieces = match label {
            None => return String::new(),
            Some(Label::Plain(pieces)) => pieces,
            Some(Label::Itext(id)) => match self.form.texts.entry(id, self.language) {
                Some(entry) => &entry.long,
                None => return String::new(),
            },
        };
        self.words(pieces)
    }

    fn words(&self, pieces: &[Piece]) -> String {
        let pieces = plain_pieces(pieces);
        let words = pieces.iter().map(|piece| match piece {
            Piece::Words(words) => breaking(words),
            Piece::Output(expr) => self.shown(expr).map_or("–".to_owned(), |number| format!("[{number}]")),
        });
        words.collect()
    }

    /// The number of the question whose answer an expression is. A label belongs to no node, so the last name of the path
    /// decides, where only one question has it.
    fn shown(&self, expr: &Expr) -> Option<usize> {
        let name = expr.last_name()?;
        let named = |control: &&Control| self.form.model.name(control.def) == name;
        let mut found = self.form.controls.iter().zip(&self.numbers).filter(|(control, _)| named(control));
        match (found.next(), found.next()) {
            (Some((_, number)), None) => *number,
            _ => None,
        }
    }

    fn guidance(&self, label: &Label) -> Option<String> {
        let Label::Itext(id) = label else { return None };
        let guidance = self.form.texts.entry(id, self.language)?.guidance.as_ref()?;
        Some(self.words(guidance)).filter(|words| !words.is_empty())
    }

    /// A hint with its guidance.
    fn help(&self, label: Option<&Label>) -> Option<String> {
        let text = self.text(label);
        let guidance = label.and_then(|label| self.guidance(label)).unwrap_or_default();
        let both: Vec<&str> =
            [text.as_str(), guidance.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}
