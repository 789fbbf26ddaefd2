//! A release: the only value from which pages, files and feeds may draw a number.

use super::{Measure, OfficeMeasure, Period, PublicationError, PublicationRule, Quarter};
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Version of the stored form. A reader refuses any other.
pub const CONTENT_VERSION: u32 = 1;

/// What the public sees of one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A rounded count, at least the threshold.
    Count(u64),
    /// Fewer than the threshold (0 as well as 9), **or** withheld so that a small number elsewhere cannot be worked out.
    /// One symbol for all of these, on purpose: pages must say "fewer than 10, or withheld", never "fewer than 10" alone.
    Fewer,
}

impl Shown {
    /// The rounded count, where there is one.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Fewer => None,
        }
    }
}

/// One published figure. Only a [`Release`] hands these out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    place: &'a str,
    service: Option<&'a str>,
    period: Period,
    measure: Measure,
    count: u64,
}

impl<'a> Cell<'a> {
    /// Code of the place.
    pub fn place(&self) -> &'a str {
        self.place
    }
    /// Code of the service; none for all services together.
    pub fn service(&self) -> Option<&'a str> {
        self.service
    }
    /// The period counted.
    pub fn period(&self) -> Period {
        self.period
    }
    /// What is counted.
    pub fn measure(&self) -> Measure {
        self.measure
    }
    /// The rounded count.
    pub fn count(&self) -> u64 {
        self.count
    }
}

/// The answer record of one public body over one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OfficeRecord {
    received: Shown,
    acknowledged_in_time: Shown,
    answered: Shown,
    answered_in_time: Shown,
    overdue: Shown,
}

impl OfficeRecord {
    /// Referrals handed to the body in the period.
    pub fn received(&self) -> Shown {
        self.received
    }
    /// Acknowledgements that came by their date.
    pub fn acknowledged_in_time(&self) -> Shown {
        self.acknowledged_in_time
    }
    /// Answers, early or late.
    pub fn answered(&self) -> Shown {
        self.answered
    }
    /// Answers that came by their date.
    pub fn answered_in_time(&self) -> Shown {
        self.answered_in_time
    }
    /// Referrals whose date passed in the period without an answer.
    pub fn overdue(&self) -> Shown {
        self.overdue
    }
    /// Whether any line of the record is shown.
    pub fn is_empty(&self) -> bool {
        [self.received, self.acknowledged_in_time, self.answered, self.answered_in_time, self.overdue]
            .iter()
            .all(|shown| *shown == Shown::Fewer)
    }
}

/// A place as the release knows it. Every place of the pack's levels is listed, with or without figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ListedPlace {
    pub code: String,
    /// Index of the parent in the list; none for the country.
    pub parent: Option<u32>,
    /// Country 0, region 1, cercle 2, commune 3.
    pub level: u8,
}

/// Place (or office), service (none: all), period and measure by their place in the lists; then the rounded count.
pub(super) type StoredCell = (u32, Option<u16>, Period, u8, u32);

/// Everything published, this time and before. Read-only; made by [`super::Ledger::release`] or [`Release::read`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    pub(super) stored: Stored,
    children: Vec<Vec<u32>>,
    place_index: HashMap<String, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    pub version: u32,
    pub as_of: Date,
    pub rule: PublicationRule,
    pub opening: Quarter,
    /// In time order.
    pub periods: Vec<Period>,
    pub places: Vec<ListedPlace>,
    pub services: Vec<String>,
    /// Index 0 stands for all bodies together.
    pub offices: Vec<String>,
    /// Sorted; what is not here is [`Shown::Fewer`].
    pub cells: Vec<StoredCell>,
    pub office_cells: Vec<StoredCell>,
}

impl Release {
    pub(super) fn new(mut stored: Stored) -> Self {
        stored.cells.sort_unstable();
        stored.office_cells.sort_unstable();
        let mut children = vec![Vec::new(); stored.places.len()];
        for (index, place) in stored.places.iter().enumerate() {
            if let Some(siblings) = place.parent.and_then(|parent| children.get_mut(parent as usize)) {
                siblings.push(index as u32);
            }
        }
        let place_index =
            stored.places.iter().zip(0..).map(|(place, index)| (place.code.clone(), index)).collect();
        Self { stored, children, place_index }
    }

    /// Reads a stored release.
    ///
    /// # Errors
    /// [`PublicationError::Unreadable`] for anything this gate could not have written: another content version, a count below
    /// the threshold or off the rounding base, a cell of a place, service, period or measure that is not listed, a repeated cell.
    pub fn read(bytes: &[u8]) -> Result<Self, PublicationError> {
        let unreadable = |why: &str| PublicationError::Unreadable(why.to_owned());
        let stored: Stored =
            serde_json::from_slice(bytes).map_err(|error| PublicationError::Unreadable(error.to_string()))?;
        if stored.version != CONTENT_VERSION {
            return Err(unreadable("another content version"));
        }
        if !stored.rule.is_sound() {
            return Err(unreadable("an unsound rule"));
        }
        let orphan = |(index, place): (usize, &ListedPlace)| match place.parent {
            Some(parent) => parent as usize >= index,
            None => index != 0,
        };
        if stored.places.is_empty() || stored.places.iter().enumerate().any(orphan) {
            return Err(unreadable("a place without a parent before it"));
        }
        let lowest = stored.rule.rounded(stored.rule.threshold);
        let sound = |cells: &[StoredCell], places: usize, services: usize, measures: usize| {
            cells.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]))
                && cells.iter().all(|(place, service, period, measure, count)| {
                    (*place as usize) < places
                        && service.is_none_or(|service| (service as usize) < services)
                        && stored.periods.contains(period)
                        && (*measure as usize) < measures
                        && *count >= lowest
                        && count.is_multiple_of(stored.rule.round)
                })
        };
        if !sound(&stored.cells, stored.places.len(), stored.services.len(), Measure::ALL.len())
            || !sound(&stored.office_cells, stored.offices.len() + 1, 0, OfficeMeasure::ALL.len())
        {
            return Err(unreadable("a cell that breaks the rule"));
        }
        Ok(Self::new(stored))
    }

    /// The stored form: JSON, the same bytes for the same release. Holds nothing that is not public.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(&self.stored).unwrap_or_default()
    }

    /// Version of the stored form.
    pub fn content_version(&self) -> u32 {
        self.stored.version
    }
    /// The day the release speaks for.
    pub fn as_of(&self) -> Date {
        self.stored.as_of
    }
    /// The rule it was made under.
    pub fn rule(&self) -> &PublicationRule {
        &self.stored.rule
    }

    /// One count. `service` none is all services together. What is unknown to the release is [`Shown::Fewer`].
    pub fn cell(&self, place: &str, service: Option<&str>, period: Period, measure: Measure) -> Shown {
        let service = match service {
            Some(code) => match self.stored.services.iter().position(|known| known == code) {
                Some(index) => Some(index as u16),
                None => return Shown::Fewer,
            },
            None => None,
        };
        match self.place_index.get(place) {
            Some(place) => find(&self.stored.cells, (*place, service, period, measure as u8)),
            None => Shown::Fewer,
        }
    }

    /// The latest running total that is shown, and the quarter it runs through. A later total may be withheld when the step
    /// from the earlier one would give away a small number; a page then shows the earlier one with its date.
    pub fn running_total(
        &self,
        place: &str,
        service: Option<&str>,
        measure: Measure,
    ) -> Option<(Quarter, u64)> {
        self.stored.periods.iter().rev().find_map(|period| match period {
            Period::Through(quarter) => {
                self.cell(place, service, *period, measure).count().map(|count| (*quarter, count))
            }
            _ => None,
        })
    }

    /// Every published figure, by place, then service (all services first), period and measure. All else is [`Shown::Fewer`].
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.stored.cells.iter().filter_map(|(place, service, period, measure, count)| {
            Some(Cell {
                place: &self.stored.places.get(*place as usize)?.code,
                service: match service {
                    Some(index) => Some(self.stored.services.get(*index as usize)?),
                    None => None,
                },
                period: *period,
                measure: *Measure::ALL.get(*measure as usize)?,
                count: u64::from(*count),
            })
        })
    }

    /// Code of the country, the root of the places.
    pub fn country(&self) -> &str {
        self.stored.places.first().map_or("", |place| &place.code)
    }
    /// Every place that may have figures, parents before children: code and level (country 0, region 1, cercle 2, commune 3).
    pub fn places(&self) -> impl Iterator<Item = (&str, u8)> {
        self.stored.places.iter().map(|place| (place.code.as_str(), place.level))
    }
    /// Codes of the places directly below one; none below the finest level of the rule.
    pub fn children(&self, place: &str) -> impl Iterator<Item = &str> {
        let index = self.place_index.get(place);
        let below = index.and_then(|index| self.children.get(*index as usize)).map_or(&[][..], Vec::as_slice);
        below.iter().filter_map(|child| Some(self.stored.places.get(*child as usize)?.code.as_str()))
    }
    /// Code of the place above one.
    pub fn parent(&self, place: &str) -> Option<&str> {
        let listed = self.stored.places.get(*self.place_index.get(place)? as usize)?;
        Some(&self.stored.places.get(listed.parent? as usize)?.code)
    }
    /// Codes of the services, in the pack's order.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.stored.services.iter().map(String::as_str)
    }
    /// Every period covered, oldest first: quarters, years, and the running totals of this release and those before.
    pub fn periods(&self) -> &[Period] {
        &self.stored.periods
    }
    /// The quarters covered, oldest first (none when the rule publishes by year).
    pub fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> {
        self.stored.periods.iter().filter_map(|period| match period {
            Period::Quarter(quarter) => Some(*quarter),
            _ => None,
        })
    }
    /// The years covered whole, oldest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i32> {
        self.stored.periods.iter().filter_map(|period| match period {
            Period::Year(year) => Some(*year),
            _ => None,
        })
    }
    /// The newest running total's period; none before anything is due.
    pub fn latest(&self) -> Option<Period> {
        self.stored.periods.last().copied()
    }

    /// Codes of the public bodies, in the order of the directory.
    pub fn offices(&self) -> impl Iterator<Item = &str> {
        self.stored.offices.iter().map(String::as_str)
    }
    /// The answer record of one body over one period; an unknown body has an empty one.
    pub fn office(&self, office: &str, period: Period) -> OfficeRecord {
        self.record(
            self.stored.offices.iter().position(|known| known == office).map(|index| index + 1),
            period,
        )
    }
    /// The answer record of all bodies together.
    pub fn all_offices(&self, period: Period) -> OfficeRecord {
        self.record(Some(0), period)
    }

    fn record(&self, office: Option<usize>, period: Period) -> OfficeRecord {
        let line = |measure: OfficeMeasure| match office {
            Some(office) => find(&self.stored.office_cells, (office as u32, None, period, measure as u8)),
            None => Shown::Fewer,
        };
        OfficeRecord {
            received: line(OfficeMeasure::Received),
            acknowledged_in_time: line(OfficeMeasure::AcknowledgedInTime),
            answered: line(OfficeMeasure::Answered),
            answered_in_time: line(OfficeMeasure::AnsweredInTime),
            overdue: line(OfficeMeasure::Overdue),
        }
    }
}

type Key = (u32, Option<u16>, Period, u8);

fn key(cell: &StoredCell) -> Key {
    (cell.0, cell.1, cell.2, cell.3)
}

fn find(cells: &[StoredCell], wanted: Key) -> Shown {
    match cells.binary_search_by_key(&wanted, key) {
        Ok(at) => cells.get(at).map_or(Shown::Fewer, |cell| Shown::Count(u64::from(cell.4))),
        Err(_) => Shown::Fewer,
    }
}
