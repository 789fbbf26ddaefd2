//! The publication gate: the only way a number leaves the house.

mod audit;
mod calendar;
mod fact;
mod gate;
mod kept;
mod ledger;
mod period;
mod places;
mod protect;
mod release;
mod rows;
mod rule;
mod search;
mod table;

pub use fact::{Measure, OfficeFact, OfficeMeasure, PublicFact, PublicationError};
pub use ledger::{Base, Edition, Ledger};
pub use period::{Period, Quarter};
pub use places::PlaceTree;
pub use release::{CONTENT_VERSION, Cell, OfficeRecord, Release, Shown};
pub use rule::{FinestPeriod, FinestPlace, PublicationRule};
