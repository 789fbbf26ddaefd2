//! A form as read: what is asked, in which order, under which conditions.

mod actions;
mod binds;
mod body;
mod checks;
mod controls;
mod graph;
mod lookup;
mod media;
mod outline;
mod pages;
mod read;
mod references;
mod schema;
mod submission;
mod texts;

pub(crate) use actions::{Act, Action, Event, Host};
pub(crate) use binds::{Bind, Formula};
pub(crate) use body::{Group, Item, Repeat};
pub(crate) use controls::{ChoiceSource, Control, RowLabel};
pub(crate) use graph::{Graph, Part};
pub(crate) use lookup::Address;
pub use outline::{Asked, Clause, Compared, Entry, Offer, Test, When};
pub(crate) use pages::LIST;
pub use pages::{FormPage, PageId};
pub(crate) use read::LAST_SAVED;
pub use schema::{ChoicesFile, EntityDeclaration, Role, SchemaChoice, SchemaNode};
pub use submission::Submission;
pub(crate) use texts::{Label, Medium, Piece, Texts};

use crate::instance::{Answers, DefId, Model, NodeId};
use crate::limits;
use crate::rows::Rows;
use std::collections::HashMap;

/// A parsed ODK XForm. Immutable and shareable between threads; each person filling it has their own
/// [`Filling`](crate::Filling).
#[derive(Debug)]
pub struct Form {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) version: Option<String>,
    pub(crate) namespace: Option<String>,
    /// All attributes of the root element as written.
    pub(crate) root_attributes: Vec<(String, String)>,
    pub(crate) submission: Submission,
    pub(crate) style: String,
    pub(crate) model: Model,
    pub(crate) blank: Answers,
    /// By definition, the nodes that stand in no repeat: the same in every filling.
    pub(crate) fixed: Vec<Option<NodeId>>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) texts: Texts,
    pub(crate) binds: HashMap<DefId, Bind>,
    /// Nodes that are preset, in document order.
    pub(crate) preset: Vec<DefId>,
    pub(crate) controls: Vec<Control>,
    /// The first question on each node.
    pub(crate) asked: HashMap<DefId, usize>,
    pub(crate) groups: Vec<Group>,
    pub(crate) repeats: Vec<Repeat>,
    pub(crate) pages: Vec<FormPage>,
    pub(crate) actions: Vec<Action>,
    /// Pages and repeats in the order of the body.
    pub(crate) items: Vec<Item>,
    pub(crate) graph: Graph,
    pub(crate) text_limit: usize,
    pub(crate) instance_limit: usize,
}

/// A secondary instance.
#[derive(Debug)]
pub(crate) enum Instance {
    /// Rows written in the form.
    Inside(Rows),
    /// Rows in a file the caller reads.
    File(String),
    /// The record of this form that was saved last.
    LastSaved,
}

/// What the person filling the form gives to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Free text (`string`, and `boolean`, which is written out).
    Text,
    /// The text of a barcode.
    Barcode,
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
    /// All of the choices, the first coming first (`odk:rank`).
    Rank,
    /// A number between two bounds, both as the form writes them.
    Range {
        /// The bound it starts from, which may be the larger.
        start: String,
        /// The other bound.
        end: String,
        /// How far two numbers that can be chosen are apart.
        step: String,
        /// Whether it is a whole number.
        integer: bool,
    },
    /// Latitude and longitude in degrees, altitude and accuracy in metres.
    GeoPoint,
    /// A line: two points or more, between semicolons.
    GeoTrace,
    /// An area: three points or more, the first coming again at the end.
    GeoShape,
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

impl Form {
    /// The form's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The form's id (`id` of the primary instance), without the blanks around it: records name it so ([`crate::Submitted`]).
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

    /// All pages, relevant or not, in order; those inside repeats once.
    pub fn pages(&self) -> &[FormPage] {
        &self.pages
    }

    /// How records are to be sent.
    pub fn submission(&self) -> &Submission {
        &self.submission
    }

    /// The classes of the body, as `pages` or `theme-grid`, between spaces.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The attributes of the root of the primary instance, as written with their prefixes.
    pub fn root_attributes(&self) -> &[(String, String)] {
        &self.root_attributes
    }

    /// Accepts text answers of at most `chars` characters instead of 20,000.
    pub fn with_text_limit(mut self, chars: usize) -> Self {
        self.text_limit = chars;
        self
    }

    /// Accepts at most `instances` of a repeat inside the same instance of the repeats around it, instead of 2,000.
    pub fn with_instance_limit(mut self, instances: usize) -> Self {
        self.instance_limit = instances.min(limits::INSTANCES);
        self
    }

    /// Index of the question that answers a node.
    pub(crate) fn question_at(&self, def: DefId) -> Option<usize> {
        self.asked.get(&def).copied()
    }

    pub(crate) fn bind(&self, def: DefId) -> Option<&Bind> {
        self.binds.get(&def)
    }
}

/// The bound unless [`Form::with_text_limit`] sets another.
pub(crate) const TEXT_LIMIT: usize = limits::TEXT_ANSWER_CHARS;
