//! Where a dialogue is.

use crate::filling::StepKind;
use std::fmt;
use std::str::FromStr;

/// Where a dialogue is. Written and read as one line of text, to be kept with a draft: `question person[2].age`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At a question, by name.
    Question(String),
    /// At the question whether a repeat, by name, has one more.
    More(String),
    /// At the choice of a language, from where it goes back to this place.
    Language(Box<Place>),
    /// At the summary.
    Summary,
    /// At the end.
    Done,
}

impl Place {
    pub(super) fn of(step: StepKind) -> Self {
        match step {
            StepKind::Ask(name) | StepKind::Tell(name) => Self::Question(name),
            StepKind::More(name) => Self::More(name),
        }
    }

    /// The step this is, if it is one.
    pub(super) fn step(&self) -> Option<StepKind> {
        match self {
            Self::Question(name) => Some(StepKind::Ask(name.clone())),
            Self::More(name) => Some(StepKind::More(name.clone())),
            Self::Language(_) | Self::Summary | Self::Done => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(name) => write!(out, "question {name}"),
            Self::More(name) => write!(out, "more {name}"),
            Self::Language(from) => write!(out, "language {from}"),
            Self::Summary => out.write_str("summary"),
            Self::Done => out.write_str("done"),
        }
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (text, chooses) = match text.strip_prefix("language ") {
            Some(from) => (from, true),
            None => (text, false),
        };
        let place = match text.split_once(' ') {
            Some(("question", name)) => Self::Question(name.to_owned()),
            Some(("more", name)) => Self::More(name.to_owned()),
            None if text == "summary" => Self::Summary,
            None if text == "done" => Self::Done,
            _ => return Err(()),
        };
        Ok(if chooses { Self::Language(Box::new(place)) } else { place })
    }
}
