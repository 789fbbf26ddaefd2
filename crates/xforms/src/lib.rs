#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod calendar;
mod error;
mod filling;
mod form;
mod limits;
mod message;
mod tree;
mod xml;
mod xpath;

pub use calendar::{Date, Moment};
pub use error::{AnswerError, EvaluationError, ExpressionProblem, FormError, FormErrorKind};
pub use filling::{Answer, Choice, Choices, Context, Filling, GeoPoint, Page, Question, Shown};
pub use form::{Form, FormPage, Kind, Language, PageId};
pub use message::Values;
