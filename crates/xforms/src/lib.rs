#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod calendar;
mod dialogue;
mod entities;
mod error;
mod filling;
mod form;
mod instance;
mod limits;
mod message;
mod portable;
mod rows;
mod submitted;
mod tables;
mod words;
mod xml;
mod xpath;

pub use calendar::{Date, Moment};
pub use dialogue::{Ask, Commands, Dialogue, Line, Numbered, Place, Prompt, Saved};
pub use entities::{DeclaredList, EntityAsked, EntityFault, EntityPlan};
pub use error::{AnswerError, EvaluationError, ExpressionProblem, FormError, FormErrorKind};
pub use filling::{
    Answer, Choice, Choices, Context, Filling, GeoPoint, Instance, Page, Question, RecordError, Repeat, Shown,
};
pub use form::{
    Asked, ChoicesFile, Clause, Compared, EntityDeclaration, Entry, Form, FormPage, Kind, Language, Offer,
    PageId, Role, SchemaChoice, SchemaNode, Submission, Test, When,
};
pub use message::Values;
pub use portable::{Portable, Reason};
pub use rows::{Rows, RowsError};
pub use submitted::{Envelope, Submitted, SubmittedError};
pub use tables::{Content, Field, Row, Table, Tables};
pub use words::{MarkedLine, Span, marked, plain};
