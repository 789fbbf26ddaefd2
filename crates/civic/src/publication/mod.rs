//! The publication gate: the only way a number leaves the house.
//!
//! A [`Ledger`] counts public facts; [`Ledger::release`] cuts the next [`Release`] of a series from it, under the pack's
//! [`PublicationRule`]. Pages, files and feeds read figures from a `Release` and from nothing else: its fields are private, and
//! it is made by the gate or read back from the bytes of one that was ([`Release::read`]).
//!
//! The rule is the "10-5 rule" (counts below 10 withheld, others rounded to 5; Office for National Statistics, *Comparison of
//! post-tabular statistical disclosure control methods*) with secondary suppression over places × services × periods × releases
//! (*Handbook on Statistical Disclosure Control*, 2nd edition 2024, on tabular data). What is promised is exact: every count
//! below the threshold could as well be 0 or as much as the threshold, with every figure published so far the same to the unit.
//! Method, tests and limits in plain words: `docs/publication.md`.
//!
//! ```
//! use civic::publication::{Ledger, Measure, Period, PlaceTree, PublicFact, PublicationRule, Quarter, Shown};
//! use kernel::{Date, Month};
//!
//! let day = |year, month, day| Date::from_calendar_date(year, month, day);
//! let places = PlaceTree::new([("ML", 0, None), ("ML01", 1, Some("ML")), ("ML02", 1, Some("ML"))])?;
//! let opening = day(2031, Month::January, 1)?;
//! let mut ledger = Ledger::new(PublicationRule::house(), opening, places, ["health", "land"], [])?;
//! for (place, n) in [("ML01", 21), ("ML02", 38)] {
//!     for _ in 0..n {
//!         let (place, service) = (Some(place), Some("land"));
//!         ledger.count(&PublicFact { place, service, day: opening, measure: Measure::Received })?;
//!     }
//! }
//! let edition = ledger.release(day(2031, Month::June, 1)?, None)?;
//! let first = Period::Quarter(Quarter { year: 2031, quarter: 1 });
//! assert_eq!(edition.release.cell("ML01", None, first, Measure::Received), Shown::Count(20));
//! assert_eq!(edition.release.cell("ML01", Some("health"), first, Measure::Received), Shown::Fewer);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
