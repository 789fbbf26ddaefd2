//! What a person does, one function each. No page, no SQL, no cryptography, no rule of its own: the order in which the
//! rooms below are called, which is the same for a web page, the API, a later channel, the demo and a test.
//!
//! The walk of a report: answers are checked against the form, sealed fields go into an envelope, the case is opened,
//! everything is committed in one transaction, and only then does [`intake::submit`] give the receipt.

pub mod account;
mod attendance;
pub mod audit;
pub mod casework;
pub mod chores;
pub mod collect;
pub mod coordination;
pub mod desk;
pub mod directory;
pub mod draft;
mod error;
pub mod follow;
mod form_files;
pub mod gate;
mod house;
pub mod intake;
pub mod letters;
mod names;
pub mod office;
pub mod publish;
pub mod queue;
pub mod room;
mod sealing;
mod sheet;
pub mod survey;
pub mod tries;
mod turns;

pub use attendance::{Attendance, Readers, attendance, attended, readers};
pub use error::{Error, FieldError, Result};
pub use form_files::{FormFiles, Medium};
pub use house::{House, Keys, MOST_INSTANCES, MOST_PAGES, Service, ServiceError, Terms, kind_of};
pub use names::Names;
pub use sheet::Sheet;
pub use survey::Survey;
