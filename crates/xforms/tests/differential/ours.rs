//! This engine, as a person and the comparison use it.

use crate::look::{Facts, Look};
use crate::nature::Natures;
use std::collections::BTreeMap;
use xforms::{AnswerError, Choices, Filling, Kind, Question, Repeat};

/// What came of an answer.
pub enum Given {
    /// Taken; this is what is stored.
    Stored(String),
    /// Against the form's constraint.
    AgainstConstraint,
    /// Not an answer to this kind of question.
    Refused,
    /// Something could not be computed, and the filling is at its end.
    Broken(String),
}

/// A question that can be answered now.
pub struct Asked {
    pub node: String,
    pub kind: Kind,
    /// The values offered.
    pub choices: Vec<String>,
}

/// A repeat that is shown.
pub struct Repeated {
    /// Path with the positions of the repeats around.
    pub path: String,
    pub can_add: bool,
    /// How many there are, when a person may take one out; otherwise 0.
    pub removable: usize,
    name: String,
}

/// One form filled by this engine.
pub struct Ours<'f> {
    filling: Filling<'f>,
    natures: &'f Natures,
}

impl<'f> Ours<'f> {
    pub fn new(filling: Filling<'f>, natures: &'f Natures) -> Self {
        Self { filling, natures }
    }

    /// The repeats of which a person may add one or take one out.
    pub fn repeats(&self) -> Vec<Repeated> {
        let pages = self.filling.pages().into_iter();
        let repeats = pages.filter_map(|page| self.filling.page(page).unwrap().unwrap().repeat);
        repeats
            .map(|repeat| self.repeated(repeat))
            .filter(|repeat| repeat.can_add || repeat.removable > 0)
            .collect()
    }

    fn repeated(&self, repeat: Repeat) -> Repeated {
        let removable = if repeat.can_remove { repeat.instances.len() } else { 0 };
        Repeated {
            path: self.natures.repeat(&repeat.name),
            can_add: repeat.can_add,
            removable,
            name: repeat.name,
        }
    }

    pub fn add(&mut self, repeat: &Repeated) -> Result<(), AnswerError> {
        self.filling.add(&repeat.name).map(drop)
    }

    pub fn remove(&mut self, repeat: &Repeated, number: usize) -> Result<(), AnswerError> {
        self.filling.remove(&format!("{}[{number}]", repeat.name))
    }

    /// The questions that are asked and may be answered, in order.
    pub fn asked(&self) -> Vec<Asked> {
        let questions = self.questions().into_iter();
        let open = questions.filter(|(_, question)| question.relevant && !question.readonly);
        let asked = open.map(|(node, question)| Asked {
            node,
            kind: question.kind.clone(),
            choices: offered(&question).unwrap_or_default().into_iter().map(|(value, _)| value).collect(),
        });
        asked.collect()
    }

    pub fn give(&mut self, node: &str, answer: &str) -> Given {
        match self.filling.set(node, answer) {
            Ok(()) => Given::Stored(self.filling.value(node).unwrap_or_default().to_owned()),
            Err(AnswerError::Constraint { .. }) => Given::AgainstConstraint,
            Err(AnswerError::Evaluation(error)) => Given::Broken(error.to_string()),
            Err(_) => Given::Refused,
        }
    }

    /// Answers of selects that hold what is no longer offered. The peer drops it by itself; a person is told to mend it
    /// before the record can be sent, so here they do at once. The specification says nothing of the case.
    pub fn stale(&self) -> Vec<String> {
        let wrong = self.filling.check().unwrap().into_iter();
        let stale = wrong.filter(|(_, error)| {
            matches!(error, AnswerError::NotAChoice { .. } | AnswerError::NotAFullRanking)
        });
        stale.map(|(name, _)| self.filling.question(&name).unwrap().unwrap().path).collect()
    }

    pub fn speak(&mut self, language: &str) {
        assert!(self.filling.set_language(language).unwrap(), "no language {language}");
    }

    pub fn look(&self) -> Look {
        let wrong = self.filling.check().unwrap().into_iter();
        let wrong: BTreeMap<String, (String, String)> =
            wrong.filter_map(|(name, error)| Some((name, condition(error)?))).collect();
        let facts = |(node, question): (String, Question<'f>)| {
            let facts = Facts {
                relevant: question.relevant,
                required: question.required,
                readonly: question.readonly,
                choices: offered(&question),
                violates: wrong.get(&question.name).cloned(),
                label: question.label.text,
                hint: question.hint.map(|hint| hint.text).unwrap_or_default(),
            };
            (node, facts)
        };
        Look {
            instance: self.filling.submission_xml("uuid:1"),
            nodes: self.questions().into_iter().map(facts).collect(),
            pages: self.filling.pages().into_iter().map(|page| self.page(page)).collect(),
            draft: self.filling.answers().collect(),
        }
    }

    /// A page in one line.
    fn page(&self, id: xforms::PageId) -> String {
        let page = self.filling.page(id).unwrap().unwrap();
        let heading = page.heading.map(|heading| heading.text).unwrap_or_default();
        let Some(repeat) = page.repeat else { return format!("{}|{heading}", page.name) };
        let first = |first: Option<xforms::PageId>| first.and_then(|first| self.filling.page_name(first));
        let instances = repeat
            .instances
            .into_iter()
            .map(|one| format!("{}={}>{}", one.name, one.summary, first(one.first_page).unwrap_or_default()));
        let instances = instances.collect::<Vec<_>>().join(",");
        format!("{}|{heading}|{instances}|{}|{}", page.name, repeat.can_add, repeat.can_remove)
    }

    /// All questions by path, with what their filters let through.
    fn questions(&self) -> Vec<(String, Question<'f>)> {
        let fields = self.filling.fields().unwrap().into_iter();
        fields
            .map(|field| (field.path.clone(), self.filling.question(&field.path).unwrap().unwrap()))
            .collect()
    }
}

fn offered(question: &Question<'_>) -> Option<Vec<(String, String)>> {
    match &question.choices {
        Choices::Offered(choices) => {
            Some(choices.iter().map(|choice| (choice.value.clone(), choice.label.text.clone())).collect())
        }
        _ => None,
    }
}

/// The condition of the form that an answer is against, and its words; none for what only this engine minds.
fn condition(error: AnswerError) -> Option<(String, String)> {
    let (condition, message) = match error {
        AnswerError::Required { message } => ("required", message),
        AnswerError::Constraint { message } => ("constraint", message),
        _ => return None,
    };
    Some((condition.to_owned(), message.unwrap_or_default()))
}
