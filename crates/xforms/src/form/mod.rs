//! A form as read: what is asked, in which order, under which conditions.

mod binds;
mod body;
mod graph;
mod read;
mod texts;

pub(crate) use binds::Bind;
pub(crate) use body::{ChoiceSource, Control, Group, RowLabel};
pub(crate) use graph::{Graph, Part};
pub(crate) use texts::{Label, Piece, Texts};

use crate::limits;
use crate::tree::{NodeId, Tree};
use std::collections::HashMap;

/// A parsed ODK XForm. Immutable and shareable between threads; each person filling it has their own
/// [`Filling`](crate::Filling).
#[derive(Debug)]
pub struct Form {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) version: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) primary: Tree,
    pub(crate) instances: Vec<Instance>,
    pub(crate) texts: Texts,
    pub(crate) binds: HashMap<NodeId, Bind>,
    pub(crate) controls: Vec<Control>,
    pub(crate) groups: Vec<Group>,
    pub(crate) pages: Vec<FormPage>,
    pub(crate) graph: Graph,
    pub(crate) text_limit: usize,
}

/// A secondary instance.
#[derive(Debug)]
pub(crate) enum Instance {
    /// Rows written in the form.
    Inside(Tree),
    /// Rows in a file the caller reads.
    File(String),
}

/// What the person filling the form gives to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Free text (`string`, `barcode`).
    Text,
    /// A whole number (`int`).
    Integer,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
    /// One of the choices (`select1`).
    SelectOne,
    /// Any number of the choices (`select`).
    SelectMany,
    /// Latitude and longitude in degrees, altitude and accuracy in metres.
    GeoPoint,
    /// A file, answered by its name.
    Upload {
        /// As `image/*` or `audio/*`.
        mediatype: String,
    },
    /// «I have read this», answered `OK` (`trigger`).
    Acknowledge,
}

/// A language the form is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// As the form writes it, for instance `Français (fr)`.
    pub name: String,
    /// Whether the form starts in it.
    pub default: bool,
}

/// Place of a page in its form; the same for every filling of the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub(crate) usize);

/// What is shown at once: one question, or a group with the appearance `field-list`.
#[derive(Debug)]
pub struct FormPage {
    pub(crate) id: PageId,
    pub(crate) name: String,
    pub(crate) group: Option<usize>,
    pub(crate) questions: Vec<usize>,
}

impl FormPage {
    /// Its place in the form.
    pub fn id(&self) -> PageId {
        self.id
    }

    /// Name of its group, or of its only question; unique in the form and fit for a URL.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Form {
    /// The form's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The form's id (`id` of the primary instance).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The form's version, if it has one.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Its languages in order; none for a form written without translations.
    pub fn languages(&self) -> &[Language] {
        &self.texts.languages
    }

    /// The language of that name, or of that code when the form writes `Name (code)`.
    pub fn language(&self, name_or_code: &str) -> Option<&Language> {
        self.texts.find(name_or_code).map(|index| &self.texts.languages[index])
    }

    /// All pages, relevant or not, in order.
    pub fn pages(&self) -> &[FormPage] {
        &self.pages
    }

    /// The page of that name.
    pub fn page_named(&self, name: &str) -> Option<PageId> {
        self.pages.iter().find(|page| page.name == name).map(|page| page.id)
    }

    /// The page on which a question stands, by the question's name or path.
    pub fn page_of(&self, question: &str) -> Option<PageId> {
        let index = self.question(question)?;
        self.pages.iter().find(|page| page.questions.contains(&index)).map(|page| page.id)
    }

    /// Names of all questions in order.
    pub fn question_names(&self) -> impl Iterator<Item = &str> {
        self.controls.iter().map(|control| control.name.as_str())
    }

    /// Files the form asks for by `src`: choice lists to be read by the caller.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.instances.iter().filter_map(|instance| match instance {
            Instance::File(src) => Some(src.as_str()),
            Instance::Inside(_) => None,
        })
    }

    /// Accepts text answers of at most `chars` characters instead of 20,000.
    pub fn with_text_limit(mut self, chars: usize) -> Self {
        self.text_limit = chars;
        self
    }

    /// Index of a question by its name, or by its path.
    pub(crate) fn question(&self, name_or_path: &str) -> Option<usize> {
        if name_or_path.starts_with('/') {
            let node = self.primary.find(name_or_path)?;
            return self.question_at(node);
        }
        self.controls.iter().position(|control| control.name == name_or_path)
    }

    /// Index of the question that answers a node.
    pub(crate) fn question_at(&self, node: NodeId) -> Option<usize> {
        self.controls.iter().position(|control| control.node == node)
    }

    pub(crate) fn bind(&self, node: NodeId) -> Option<&Bind> {
        self.binds.get(&node)
    }
}

/// The bound unless [`Form::with_text_limit`] sets another.
pub(crate) const TEXT_LIMIT: usize = limits::TEXT_ANSWER_CHARS;
