//! What a dialogue says.

use super::{Dialogue, Place};
use crate::error::{AnswerError, EvaluationError};
use crate::filling::{Choices, Question, StepKind};
use crate::form::Kind;
use crate::words::spoken;

/// What is said now. All words are the form's own; a caller adds its sentences by [`ask`](Self::ask) and
/// [`fault`](Self::fault), and cuts the whole to what its channel carries: numbers of choices stay the same on
/// whatever screen they are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// Notes of the form that stand before the question.
    pub notes: Vec<String>,
    /// The number of the question in the form, as on paper ([`Form::number`](crate::Form::number)).
    pub number: Option<usize>,
    /// The question, in plain text; the name of the repeat or empty where the form has no words.
    pub text: String,
    /// The same in fewer words, where the form has them.
    pub short: Option<String>,
    /// Help with the answer.
    pub hint: Option<String>,
    /// What can be chosen, by number.
    pub choices: Vec<Numbered>,
    /// What kind of reply is expected.
    pub ask: Ask,
    /// Why the last reply was not taken. A message in it is in the form's own words.
    pub fault: Option<AnswerError>,
    /// How many questions stand before this one and how many there are, as far as is known now.
    pub progress: (usize, usize),
}

/// A choice with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// From 1 on.
    pub number: usize,
    /// What is shown.
    pub text: String,
    /// What is stored.
    pub value: String,
}

/// What kind of reply is expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The answer to a question of the form.
    Answer {
        /// Name of the question.
        question: String,
        /// What kind of answer it takes.
        kind: Kind,
        /// Whether an answer is required.
        required: bool,
        /// The answer there is, in words; empty when there is none.
        current: String,
        /// The file whose rows can be chosen, and the expression that filters them, when the rows are the caller's
        /// to search: a reply is then the value itself.
        file: Option<(String, String)>,
    },
    /// Whether there is one more of something: yes or no.
    More {
        /// Name of the repeat.
        repeat: String,
        /// How many there are.
        count: usize,
    },
    /// One of the languages, by number.
    Language,
    /// Whether all this is right: yes, or the number of the line to change.
    Confirm {
        /// Every answer with its question.
        lines: Vec<Line>,
        /// What keeps the form from being sent: names of questions with the reason. A yes leads to the first of them.
        missing: Vec<(String, AnswerError)>,
    },
    /// Nothing more.
    Nothing,
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1 on.
    pub number: usize,
    /// Name of the question.
    pub question: String,
    /// Its words.
    pub label: String,
    /// The answer in words.
    pub answer: String,
}

impl Dialogue<'_> {
    /// What is to be said now.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn prompt(&self) -> Result<Prompt, EvaluationError> {
        let mut prompt = match &self.at {
            Place::Question(name) => match self.filling().question(name)? {
                Some(question) => self.question(question)?,
                None => self.blank(Ask::Nothing),
            },
            Place::More(name) => {
                let repeat = self.filling().repeat(name)?;
                let count = repeat.as_ref().map_or(0, |repeat| repeat.instances.len());
                let mut prompt = self.blank(Ask::More { repeat: name.clone(), count });
                if let Some(label) = repeat.and_then(|repeat| repeat.label) {
                    prompt.text = spoken(&label.text);
                    prompt.short = label.short.as_deref().map(spoken);
                }
                prompt.choices = numbered([&self.commands.yes, &self.commands.no].map(|word| (word, word)));
                prompt
            }
            Place::Language(_) => {
                let mut prompt = self.blank(Ask::Language);
                let languages = self.filling().form().languages().iter();
                prompt.choices = numbered(languages.map(|language| (&language.name, &language.name)));
                prompt
            }
            Place::Summary => self.blank(Ask::Confirm { lines: self.lines()?, missing: self.missing()? }),
            Place::Done => self.blank(Ask::Nothing),
        };
        prompt.fault.clone_from(&self.fault);
        (prompt.notes, prompt.progress) = self.notes()?;
        Ok(prompt)
    }

    fn blank(&self, ask: Ask) -> Prompt {
        Prompt {
            notes: Vec::new(),
            number: None,
            text: String::new(),
            short: None,
            hint: None,
            choices: Vec::new(),
            ask,
            fault: None,
            progress: (0, 0),
        }
    }

    fn question(&self, question: Question<'_>) -> Result<Prompt, EvaluationError> {
        let current = self.filling().answer_in_words(&question.name)?;
        let mut file = None;
        let mut choices = Vec::new();
        match &question.choices {
            Choices::None if *question.kind == Kind::Acknowledge => {
                choices = numbered([&self.commands.yes, &self.commands.no].map(|word| (word, word)));
            }
            Choices::None => {}
            Choices::Offered(offered) => {
                choices = numbered(offered.iter().map(|choice| (&choice.label.text, &choice.value)));
            }
            Choices::External { src, nodeset } => file = Some((src.clone(), nodeset.clone())),
        }
        let (kind, required) = (question.kind.clone(), question.required);
        Ok(Prompt {
            number: self.filling().form().number(&question.name),
            text: spoken(&question.label.text),
            short: question.label.short.as_deref().map(spoken),
            hint: question.hint.map(|hint| spoken(&hint.text)).filter(|hint| !hint.is_empty()),
            choices,
            ..self.blank(Ask::Answer { question: question.name, kind, required, current, file })
        })
    }

    /// The notes directly before the place, and how far it is.
    fn notes(&self) -> Result<(Vec<String>, (usize, usize)), EvaluationError> {
        let steps = self.steps()?;
        let wanted = self.at.step();
        let at = match &wanted {
            Some(wanted) => steps.iter().position(|step| step.what == *wanted),
            None => Some(steps.len()).filter(|_| self.at == Place::Summary),
        };
        let asked = |step: &&crate::filling::Step| !matches!(step.what, StepKind::Tell(_));
        let all = steps.iter().filter(asked).count();
        let Some(at) = at else { return Ok((Vec::new(), (all, all))) };
        let mut notes = Vec::new();
        for step in steps[..at].iter().rev().take_while(|step| !asked(step)) {
            if let StepKind::Tell(name) = &step.what
                && let Some(question) = self.filling().question(name)?
            {
                let value =
                    if question.value.is_empty() { String::new() } else { format!(" {}", question.value) };
                notes.push(format!("{}{value}", spoken(&question.label.text)).trim().to_owned());
            }
        }
        notes.retain(|note| !note.is_empty());
        notes.reverse();
        Ok((notes, (steps[..at].iter().filter(asked).count(), all)))
    }

    /// Every answer given, in order.
    pub(super) fn lines(&self) -> Result<Vec<Line>, EvaluationError> {
        let mut lines = Vec::new();
        for step in self.steps()? {
            let StepKind::Ask(name) = step.what else { continue };
            let answer = self.filling().answer_in_words(&name)?;
            let label = self.filling().label(&name)?;
            lines.push(Line { number: lines.len() + 1, question: name, label: spoken(&label), answer });
        }
        Ok(lines)
    }

    /// What keeps the form from being sent.
    pub(super) fn missing(&self) -> Result<Vec<(String, AnswerError)>, EvaluationError> {
        self.filling().check()
    }
}

fn numbered<'n>(choices: impl IntoIterator<Item = (&'n String, &'n String)>) -> Vec<Numbered> {
    let numbers = (1..).zip(choices);
    numbers
        .map(|(number, (text, value))| Numbered { number, text: spoken(text), value: value.clone() })
        .collect()
}
