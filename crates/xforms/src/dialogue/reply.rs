//! What a person replies.

use super::{Ask, Dialogue, Numbered, Place, Prompt};
use crate::calendar::Date;
use crate::error::{AnswerError, EvaluationError};
use crate::form::Kind;

/// What a person writes that is no answer, in the language of the conversation. Compared without regard to case. An
/// empty word is no command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commands {
    /// Goes back to the question before.
    pub back: String,
    /// Leaves a question without an answer.
    pub skip: String,
    /// Offers the languages of the form.
    pub language: String,
    /// Takes the last instance of a repeat out, at the question whether there is one more.
    pub remove: String,
    /// Yes.
    pub yes: String,
    /// No.
    pub no: String,
    /// Whether the channel carries files: without it questions for a file are left out, and a required one is told
    /// as missing.
    pub files: bool,
    /// Whether `03/02/2027` is taken for the third of February. Without it only `2027-02-03` is a date.
    pub day_first: bool,
}

impl Dialogue<'_> {
    /// Takes a reply in and moves on; an empty one changes nothing. When it is not taken,
    /// [`prompt`](Self::prompt) says why.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed, and the dialogue is to be dropped.
    pub fn reply(&mut self, text: &str) -> Result<(), EvaluationError> {
        let text = text.trim();
        self.fault = None;
        if text.is_empty() || self.is_done() {
            return Ok(());
        }
        if is(text, &self.commands.back) {
            return self.back();
        }
        if is(text, &self.commands.language) && self.filling.form().languages().len() > 1 {
            if !matches!(self.at, Place::Language(_)) {
                self.at = Place::Language(Box::new(self.at.clone()));
            }
            return Ok(());
        }
        match self.at.clone() {
            Place::Question(name) => self.answer(&name, text),
            Place::More(repeat) => self.more(&repeat, text),
            Place::Language(from) => self.speak(*from, text),
            Place::Summary => self.confirm(text),
            Place::Done => Ok(()),
        }
    }

    /// Goes to the step before; at the first one it stays.
    fn back(&mut self) -> Result<(), EvaluationError> {
        if let Place::Language(from) = &self.at {
            self.at = (**from).clone();
            return Ok(());
        }
        if self.reviewing {
            self.reviewing = false;
            self.at = Place::Summary;
            return Ok(());
        }
        let now = self.step()?;
        let steps = self.steps()?.into_iter();
        let mut asked = steps.filter(|step| !matches!(step.what, crate::filling::StepKind::Tell(_)));
        let before = asked.rfind(|step| now.as_ref().is_none_or(|now| step.place < now.place));
        if let Some(before) = before {
            self.at = Place::of(before.what);
        }
        Ok(())
    }

    fn answer(&mut self, name: &str, text: &str) -> Result<(), EvaluationError> {
        let prompt = self.prompt()?;
        let Ask::Answer { kind, required, file, .. } = &prompt.ask else { return self.go_on() };
        let written = if is(text, &self.commands.skip) {
            Ok(String::new())
        } else {
            self.written(kind, file.is_some(), &prompt, text)
        };
        let outcome = match written {
            Ok(written) if written.is_empty() && *required => {
                let missing = self.missing()?.into_iter().find(|(other, _)| other == name);
                // An answer there is may stay; none is told in the form's own words.
                Err(missing.map_or(AnswerError::Required { message: None }, |(_, error)| error))
            }
            Ok(written) => self.filling.set(name, &written),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) => self.go_on(),
            Err(AnswerError::Evaluation(error)) => Err(error),
            Err(error) => {
                self.fault = Some(error);
                Ok(())
            }
        }
    }

    /// A reply as the answer would be written.
    fn written(&self, kind: &Kind, file: bool, prompt: &Prompt, text: &str) -> Result<String, AnswerError> {
        let not_a_choice = |value: &str| AnswerError::NotAChoice { value: value.chars().take(100).collect() };
        match kind {
            Kind::SelectOne if !file => {
                chosen(&prompt.choices, text).map(str::to_owned).ok_or_else(|| not_a_choice(text))
            }
            Kind::SelectMany | Kind::Rank if !file => {
                let parts = text.split([' ', ',', ';', '\n']).filter(|part| !part.is_empty());
                let values: Result<Vec<&str>, AnswerError> = parts
                    .map(|part| chosen(&prompt.choices, part).ok_or_else(|| not_a_choice(part)))
                    .collect();
                Ok(values?.join(" "))
            }
            Kind::Acknowledge => match chosen(&prompt.choices, text) {
                Some(word) if is(word, &self.commands.yes) => Ok("OK".to_owned()),
                Some(_) => Ok(String::new()),
                None => Err(AnswerError::NotAnAcknowledgement),
            },
            Kind::Date if self.commands.day_first => Ok(day_first(text).unwrap_or_else(|| text.to_owned())),
            _ => Ok(text.to_owned()),
        }
    }

    /// Goes to the next step, or back to the summary.
    fn go_on(&mut self) -> Result<(), EvaluationError> {
        if self.reviewing {
            self.reviewing = false;
            self.at = Place::Summary;
            return Ok(());
        }
        let now = self.step()?;
        self.at = match now {
            Some(now) => self.first_after(Some(&now))?,
            None => Place::Summary,
        };
        Ok(())
    }

    fn more(&mut self, repeat: &str, text: &str) -> Result<(), EvaluationError> {
        let choices = self.prompt()?.choices;
        let count = self.filling.repeat(repeat)?.map_or(0, |repeat| repeat.instances.len());
        let outcome = if is(text, &self.commands.remove) && count > 0 {
            self.filling.remove(&format!("{repeat}[{count}]")).map(|()| None)
        } else {
            match chosen(&choices, text) {
                Some(word) if is(word, &self.commands.yes) => self.filling.add(repeat).map(Some),
                Some(_) => return self.go_on(),
                None => Err(AnswerError::NotAChoice { value: text.chars().take(100).collect() }),
            }
        };
        match outcome {
            Ok(Some(added)) => {
                let inside = format!("{added}.");
                let within = |step: &crate::filling::Step| match &step.what {
                    crate::filling::StepKind::Ask(name) | crate::filling::StepKind::More(name) => {
                        name.starts_with(&inside)
                    }
                    crate::filling::StepKind::Tell(_) => false,
                };
                if let Some(first) = self.steps()?.into_iter().find(within) {
                    self.at = Place::of(first.what);
                }
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(AnswerError::Evaluation(error)) => Err(error),
            Err(error) => {
                self.fault = Some(error);
                Ok(())
            }
        }
    }

    fn speak(&mut self, from: Place, text: &str) -> Result<(), EvaluationError> {
        let choices = self.prompt()?.choices;
        let wanted = chosen(&choices, text).unwrap_or(text);
        if self.filling.set_language(wanted)? {
            self.at = from;
        } else {
            self.fault = Some(AnswerError::NotAChoice { value: text.chars().take(100).collect() });
        }
        Ok(())
    }

    fn confirm(&mut self, text: &str) -> Result<(), EvaluationError> {
        if is(text, &self.commands.yes) {
            match self.missing()?.into_iter().next() {
                None => self.at = Place::Done,
                Some((name, error)) => {
                    // A file that the channel does not carry cannot be asked for.
                    if self.commands.files || !self.filling.takes_file(&name) {
                        self.at = Place::Question(name);
                        self.reviewing = true;
                    }
                    self.fault = Some(error);
                }
            }
            return Ok(());
        }
        let lines = self.lines()?;
        match text.parse::<usize>().ok().and_then(|number| lines.get(number.checked_sub(1)?)) {
            Some(line) => {
                self.at = Place::Question(line.question.clone());
                self.reviewing = true;
            }
            None => self.fault = Some(AnswerError::NotAChoice { value: text.chars().take(100).collect() }),
        }
        Ok(())
    }
}

fn is(text: &str, word: &str) -> bool {
    !word.is_empty() && text.trim().to_lowercase() == word.trim().to_lowercase()
}

/// The value of a choice by its number, otherwise by its words or its value.
fn chosen<'c>(choices: &'c [Numbered], text: &str) -> Option<&'c str> {
    let text = text.trim().trim_end_matches(['.', ')']);
    let by_number = text.parse::<usize>().ok();
    let found = choices.iter().find(|choice| Some(choice.number) == by_number);
    let found =
        found.or_else(|| choices.iter().find(|choice| is(text, &choice.text) || is(text, &choice.value)));
    found.map(|choice| choice.value.as_str())
}

/// `3/2/2027`, `03.02.2027` or `3-2-2027` as the form stores a date.
fn day_first(text: &str) -> Option<String> {
    let parts: Vec<u16> =
        text.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(*year, u8::try_from(*month).ok()?, u8::try_from(*day).ok()?).map(|date| date.to_string())
}
