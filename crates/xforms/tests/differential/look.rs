//! What can be seen of a filling at one moment, in words that fit both engines.

use std::collections::BTreeMap;

/// One moment of a filling.
#[derive(Debug)]
pub struct Look {
    /// The record as it would be sent, XML.
    pub instance: String,
    /// The questions by reference (`/data/people[2]/age`).
    pub nodes: BTreeMap<String, Facts>,
    /// The pages with something to ask: name, heading, and of a repeat its instances. Asked of the browser's engine alone.
    pub pages: Vec<String>,
    /// What is put away to go on later, paths and values. The peer puts nothing away.
    pub draft: Vec<(String, String)>,
}

/// What an engine says of one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub relevant: bool,
    pub required: bool,
    pub readonly: bool,
    pub label: String,
    pub hint: String,
    /// Value and label of the choices offered; none for what is not a select.
    pub choices: Option<Vec<(String, String)>>,
    /// `required` or `constraint`, whichever the answer is against, and the form's words about it.
    pub violates: Option<(String, String)>,
}

/// What a person does.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Gives an answer, in the form in which it is stored.
    Set { node: String, value: String },
    /// Gives an answer that this engine refused as against the constraint: the peer must find the same.
    Try { node: String, value: String },
    /// Adds a repeat at the end.
    Add { repeat: String },
    /// Removes the repeat of that number, from 1.
    Remove { repeat: String, number: usize },
    /// Goes on in another language.
    Speak { language: String },
    /// Looks at everything.
    Look,
}
