//! A form on paper: what stands on the sheets, put into words already, and the PDF of it. A4, black on white.

mod draw;
mod flow;
mod given_back;
mod letters;
mod pdf;

pub use given_back::{Given, GivenBack, given_back};
pub use letters::PaperError;
pub use pdf::pdf;

/// A form to be filled in by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Language of the words, as BCP 47 has it.
    pub lang: String,
    /// Title of the form.
    pub title: String,
    /// Which form and version it is.
    pub about: String,
    /// What is filled in before the first question: labels with a space to write in.
    pub head: Vec<String>,
    /// The label of the space for the number of the sheet, which comes again on every page.
    pub number: String,
    /// How the sheet is filled in, a sentence each.
    pub guide: Vec<String>,
    /// What stands on it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of a group.
    Heading {
        /// Its words.
        text: String,
        /// When what follows is filled in.
        when: Option<String>,
    },
    /// The head of one copy of what is filled in several times.
    Copy {
        /// Its words.
        text: String,
        /// When it is filled in.
        when: Option<String>,
    },
    /// Words that take no answer.
    Note {
        /// The words.
        text: String,
        /// When they hold.
        when: Option<String>,
    },
    /// A question.
    Question(Question),
}

/// A question on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// When it is to be answered; `None` when always.
    pub when: Option<String>,
    /// Help, and how to answer, a sentence each.
    pub help: Vec<String>,
    /// Where the answer goes.
    pub field: Field,
}

/// Where an answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// So many lines to write on.
    Lines(usize),
    /// A box for each character, in groups.
    Boxes(Vec<Boxes>),
    /// Short spaces with their labels.
    Spaces(Vec<String>),
    /// A box to tick beside each choice, numbered from 1 on.
    Ticks(Vec<String>),
    /// A box beside each choice that takes its place in an order.
    Ranks(Vec<String>),
}

/// A group of boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxes {
    /// How many.
    pub count: usize,
    /// What stands before them, as a comma.
    pub before: String,
    /// What stands under them.
    pub under: String,
}
