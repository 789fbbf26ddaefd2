//! The codebook of a round: which code stands for which choice of which question.

use std::collections::BTreeMap;

/// The choice of whoever does not know; engines know it by this name.
pub const UNKNOWN: &str = "unknown";
/// The choice of whoever does not want to answer.
pub const REFUSED: &str = "refused";

/// The choices of the questions of a form, in its order. A later version of the form adds choices at the end: a code once given
/// never changes its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codebook {
    questions: BTreeMap<String, Codes>,
}

/// The choices of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes {
    /// Whether several may be chosen.
    pub many: bool,
    /// Values of the choices; the place of a value is its code.
    pub values: Vec<String>,
}

impl Codebook {
    /// Adds the choices of a question, or those that a new version of it brings.
    pub fn learn<'a>(&mut self, question: &str, many: bool, values: impl IntoIterator<Item = &'a str>) {
        let codes = self.questions.entry(question.to_owned()).or_default();
        codes.many |= many;
        for value in values {
            if codes.code(value).is_none() {
                codes.values.push(value.to_owned());
            }
        }
    }

    /// Adds choices of a question with one answer that it does not have yet and that are all different, without comparing them.
    pub(super) fn add<'a>(&mut self, question: &str, values: impl Iterator<Item = &'a str>) {
        self.questions.entry(question.to_owned()).or_default().values.extend(values.map(str::to_owned));
    }

    /// The choices of a question.
    pub fn codes(&self, question: &str) -> Option<&Codes> {
        self.questions.get(question)
    }

    /// Every question with its choices.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Codes)> {
        self.questions.iter().map(|(name, codes)| (name.as_str(), codes))
    }
}

impl Codes {
    /// The code of a value.
    pub fn code(&self, value: &str) -> Option<u16> {
        self.values.iter().position(|known| known == value).and_then(|at| u16::try_from(at).ok())
    }

    /// The codes of the values among these that the question has.
    pub fn these<'a>(&self, values: impl IntoIterator<Item = &'a str>) -> Vec<u16> {
        values.into_iter().filter_map(|value| self.code(value)).collect()
    }

    /// The codes that say nothing of the matter.
    pub fn silent(&self) -> Vec<u16> {
        self.these([UNKNOWN, REFUSED])
    }

    /// An answer as the form writes it (several between spaces) as a set of bits; unknown values are left out.
    pub fn set(&self, answer: &str) -> u64 {
        let codes = self.these(answer.split_whitespace());
        codes.into_iter().filter(|code| *code < 64).fold(0, |set, code| set | 1 << code)
    }
}
