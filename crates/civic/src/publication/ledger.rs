//! Counting facts, and turning the counts into the next release of a series.

use super::calendar::Calendar;
use super::gate::{Gate, Passed};
use super::kept::Kept;
use super::release::{CONTENT_VERSION, ListedPlace, Stored};
use super::{
    FinestPeriod, Measure, OfficeFact, OfficeMeasure, PlaceTree, PublicFact, PublicationError,
    PublicationRule, Quarter, Release,
};
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Where a count belongs: place (or office), service (none: not known), leaf period, measure.
pub(super) type Slot = (u32, Option<u16>, u32, u8);

/// The counts of one series, before the gate. Nothing can be read from it but a [`Release`].
#[derive(Debug, Clone)]
pub struct Ledger {
    rule: PublicationRule,
    opening: Quarter,
    places: PlaceTree,
    services: Vec<String>,
    offices: Vec<String>,
    service_index: HashMap<String, u16>,
    office_index: HashMap<String, u32>,
    counts: HashMap<Slot, u32>,
    office_counts: HashMap<Slot, u32>,
}

/// A release together with the base it was cut from; the next release of the series needs both.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What everybody may see.
    pub release: Release,
    /// What nobody may see.
    pub base: Base,
}

/// The true counts a release was cut from, kept because a published period never changes: erased, late or corrected cases
/// would otherwise move its totals. **Confidential**: it holds the small numbers. It never goes where releases go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    stored: StoredBase,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredBase {
    version: u32,
    leaf_periods: u32,
    late: u64,
    counts: Vec<(String, Option<String>, u32, u8, u32)>,
    office_counts: Vec<(String, u32, u8, u32)>,
    /// Why the small numbers of the release cannot be worked out; the next release must not undo it.
    proofs: Vec<(Kept, Kept)>,
    office_proofs: Vec<(Kept, Kept)>,
    listed: Listed,
}

/// The leaf period since which places, services and offices are listed: before it nobody could be counted there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    places: BTreeMap<String, u32>,
    services: BTreeMap<String, u32>,
    offices: BTreeMap<String, u32>,
}

impl Listed {
    fn next(ledger: &Ledger, places: &[ListedPlace], earlier: Option<&StoredBase>) -> Self {
        let mut listed = earlier.map(|base| base.listed.clone()).unwrap_or_default();
        let now = earlier.map_or(0, |base| base.leaf_periods);
        places.iter().for_each(|place| {
            listed.places.entry(place.code.clone()).or_insert(now);
        });
        ledger.services.iter().for_each(|code| {
            listed.services.entry(code.clone()).or_insert(now);
        });
        ledger.offices.iter().for_each(|code| {
            listed.offices.entry(code.clone()).or_insert(now);
        });
        listed
    }
}

impl Base {
    /// The stored form. Confidential.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(&self.stored).unwrap_or_default()
    }

    /// Reads a stored base.
    ///
    /// # Errors
    /// [`PublicationError::Unreadable`] for bytes that are not a base of this content version.
    pub fn read(bytes: &[u8]) -> Result<Self, PublicationError> {
        let stored: StoredBase =
            serde_json::from_slice(bytes).map_err(|error| PublicationError::Unreadable(error.to_string()))?;
        if stored.version != CONTENT_VERSION {
            return Err(PublicationError::Unreadable("another content version".to_owned()));
        }
        Ok(Self { stored })
    }

    /// Facts of already published periods that came too late to be counted, by the last release. They never are: the operator
    /// sees this number and tells it when it grows; the public figures stay.
    pub fn late(&self) -> u64 {
        self.stored.late
    }
}

impl Ledger {
    /// An empty ledger. `opening`: a day in the first quarter of the series, the same for every release of it. `services`: the
    /// pack's list. `offices`: codes of the public bodies with an answer record.
    ///
    /// # Errors
    /// [`PublicationError::UnsoundRule`].
    pub fn new<'a>(
        rule: PublicationRule,
        opening: Date,
        places: PlaceTree,
        services: impl IntoIterator<Item = &'a str>,
        offices: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, PublicationError> {
        if !rule.is_sound() {
            return Err(PublicationError::UnsoundRule);
        }
        let services: Vec<String> = services.into_iter().map(str::to_owned).collect();
        let offices: Vec<String> = offices.into_iter().map(str::to_owned).collect();
        Ok(Self {
            service_index: services.iter().cloned().zip(0..).collect(),
            // Node 0 of the offices' tree is all of them together.
            office_index: offices.iter().cloned().zip(1..).collect(),
            rule,
            opening: Quarter::of(opening),
            places,
            services,
            offices,
            counts: HashMap::new(),
            office_counts: HashMap::new(),
        })
    }

    /// Counts one fact of a case.
    ///
    /// # Errors
    /// [`PublicationError::UnknownPlace`], [`PublicationError::UnknownService`], [`PublicationError::BeforeOpening`].
    pub fn count(&mut self, fact: &PublicFact<'_>) -> Result<(), PublicationError> {
        self.count_many(fact, 1)
    }

    /// Counts the same fact of `n` cases.
    ///
    /// # Errors
    /// As [`Ledger::count`].
    pub fn count_many(&mut self, fact: &PublicFact<'_>, n: u32) -> Result<(), PublicationError> {
        let node = match fact.place {
            Some(code) => {
                *self.places.index.get(code).ok_or_else(|| PublicationError::UnknownPlace(code.to_owned()))?
            }
            None => 0,
        };
        let service = match fact.service {
            Some(code) => Some(
                *self
                    .service_index
                    .get(code)
                    .ok_or_else(|| PublicationError::UnknownService(code.to_owned()))?,
            ),
            None => None,
        };
        let node = self.places.climb(node, self.rule.finest_place.level());
        let slot = (node, service, self.leaf_period(fact.day)?, fact.measure as u8);
        // A count of 0 would make the gate list a place or service of which nothing is known.
        if n > 0 {
            *self.counts.entry(slot).or_default() += n;
        }
        Ok(())
    }

    /// Counts one fact of a public body's answer record.
    ///
    /// # Errors
    /// [`PublicationError::UnknownOffice`], [`PublicationError::BeforeOpening`].
    pub fn count_office(&mut self, fact: &OfficeFact<'_>) -> Result<(), PublicationError> {
        let node = *self
            .office_index
            .get(fact.office)
            .ok_or_else(|| PublicationError::UnknownOffice(fact.office.to_owned()))?;
        let slot = (node, None, self.leaf_period(fact.day)?, fact.measure as u8);
        *self.office_counts.entry(slot).or_default() += 1;
        Ok(())
    }

    /// The release as of a day: every period whose end lies at least the rule's delay before it. What an earlier release of the
    /// series published is taken over as it stood, shown or not; only periods that are new are counted and judged.
    ///
    /// # Errors
    /// [`PublicationError::OtherSeries`], [`PublicationError::PlaceMoved`], [`PublicationError::Backwards`].
    pub fn release(&self, as_of: Date, earlier: Option<&Edition>) -> Result<Edition, PublicationError> {
        if let Some(edition) = earlier {
            self.continues(as_of, &edition.release)?;
        }
        let before = earlier.map_or(0, |edition| edition.base.stored.leaf_periods);
        let calendar =
            Calendar::new(&self.rule, self.opening, as_of, earlier.map(|edition| &edition.release));
        let finest = self.rule.finest_place.level();
        let places: Vec<ListedPlace> =
            self.places.listed.iter().filter(|place| place.level <= finest).cloned().collect();
        let frozen = earlier.map(|edition| self.frozen(edition)).unwrap_or_default();
        let late = surplus(&self.counts, &frozen.counts, before)
            + surplus(&self.office_counts, &frozen.office_counts, before);
        let counts = together(&self.counts, frozen.counts, before, calendar.leaves);
        let office_counts = together(&self.office_counts, frozen.office_counts, before, calendar.leaves);

        let listed = Listed::next(self, &places, earlier.map(|edition| &edition.base.stored));
        let gate = Gate {
            rule: &self.rule,
            calendar: &calendar,
            tree: places
                .iter()
                .map(|place| (place.code.as_str(), place.parent, since(&listed.places, &place.code)))
                .collect(),
            services: self
                .services
                .iter()
                .map(|code| (code.as_str(), since(&listed.services, code)))
                .collect(),
            measures: Measure::ALL.len(),
        };
        let cases = gate.pass(&counts, frozen.passed);
        let record = Gate {
            rule: &self.rule,
            calendar: &calendar,
            tree: std::iter::once(("", None, 0))
                .chain(self.offices.iter().map(|code| (code.as_str(), Some(0), since(&listed.offices, code))))
                .collect(),
            services: Vec::new(),
            measures: OfficeMeasure::ALL.len(),
        };
        let record = record.pass(&office_counts, frozen.office_passed);

        let base = StoredBase {
            version: CONTENT_VERSION,
            leaf_periods: calendar.leaves as u32,
            late,
            counts: counts
                .iter()
                .map(|((place, service, period, measure), n)| {
                    let service = service.map(|service| self.services[service as usize].clone());
                    (self.places.listed[*place as usize].code.clone(), service, *period, *measure, *n)
                })
                .collect(),
            office_counts: office_counts
                .iter()
                .map(|((office, _, period, measure), n)| {
                    (self.offices[*office as usize - 1].clone(), *period, *measure, *n)
                })
                .collect(),
            proofs: cases.kept,
            listed,
            office_proofs: record.kept,
        };
        let release = Release::new(Stored {
            version: CONTENT_VERSION,
            as_of,
            rule: self.rule.clone(),
            opening: self.opening,
            periods: calendar.published(),
            places,
            services: self.services.clone(),
            offices: self.offices.clone(),
            cells: cases.cells,
            office_cells: record.cells,
        });
        Ok(Edition { release, base: Base { stored: base } })
    }

    fn leaf_period(&self, day: Date) -> Result<u32, PublicationError> {
        let quarter = Quarter::of(day);
        if quarter < self.opening {
            return Err(PublicationError::BeforeOpening(day));
        }
        let years = (quarter.year - self.opening.year) as u32;
        Ok(match self.rule.finest_period {
            FinestPeriod::Year => years,
            FinestPeriod::Quarter => years * 4 + u32::from(quarter.quarter) - u32::from(self.opening.quarter),
        })
    }

    fn continues(&self, as_of: Date, earlier: &Release) -> Result<(), PublicationError> {
        let stored = &earlier.stored;
        if stored.rule != self.rule || stored.opening != self.opening {
            return Err(PublicationError::OtherSeries(self.opening));
        }
        if as_of < stored.as_of {
            return Err(PublicationError::Backwards { asked: as_of, earlier: stored.as_of });
        }
        let code = |places: &[ListedPlace], parent: Option<u32>| {
            parent.map(|parent| places[parent as usize].code.clone())
        };
        for place in &stored.places {
            let now = self.places.index.get(&place.code).map(|index| &self.places.listed[*index as usize]);
            let stays = now.is_some_and(|now| {
                now.level == place.level
                    && code(&self.places.listed, now.parent) == code(&stored.places, place.parent)
            });
            if !stays {
                return Err(PublicationError::PlaceMoved(place.code.clone()));
            }
        }
        if let Some(gone) = stored.services.iter().find(|code| !self.service_index.contains_key(*code)) {
            return Err(PublicationError::UnknownService(gone.clone()));
        }
        if let Some(gone) = stored.offices.iter().find(|code| !self.office_index.contains_key(*code)) {
            return Err(PublicationError::UnknownOffice(gone.clone()));
        }
        Ok(())
    }

    /// The earlier edition in this ledger's numbering. `continues` has checked that every code is still known.
    fn frozen(&self, edition: &Edition) -> Frozen {
        let stored = &edition.release.stored;
        let place = |code: &String| self.places.index.get(code).copied().unwrap_or_default();
        let office = |code: &String| self.office_index.get(code).copied().unwrap_or_default();
        let base = &edition.base.stored;
        let mut frozen = Frozen::default();
        frozen.passed.kept.clone_from(&base.proofs);
        frozen.office_passed.kept.clone_from(&base.office_proofs);
        for (code, service, period, measure, n) in &base.counts {
            let service = service.as_ref().and_then(|code| self.service_index.get(code).copied());
            frozen.counts.insert((place(code), service, *period, *measure), *n);
        }
        for (code, period, measure, n) in &base.office_counts {
            frozen.office_counts.insert((office(code), None, *period, *measure), *n);
        }
        for (at, service, period, measure, n) in &stored.cells {
            let service = service
                .and_then(|index| self.service_index.get(stored.services.get(index as usize)?).copied());
            frozen.passed.cells.push((
                place(&stored.places[*at as usize].code),
                service,
                *period,
                *measure,
                *n,
            ));
        }
        for (at, _, period, measure, n) in &stored.office_cells {
            let node = if *at == 0 { 0 } else { office(&stored.offices[*at as usize - 1]) };
            frozen.office_passed.cells.push((node, None, *period, *measure, *n));
        }
        frozen
    }
}

#[derive(Default)]
struct Frozen {
    counts: BTreeMap<Slot, u32>,
    office_counts: BTreeMap<Slot, u32>,
    passed: Passed,
    office_passed: Passed,
}

/// How many facts of frozen periods the ledger has beyond what was counted when they were frozen.
fn surplus(counts: &HashMap<Slot, u32>, frozen: &BTreeMap<Slot, u32>, before: u32) -> u64 {
    let old = counts.iter().filter(|(slot, _)| slot.2 < before);
    old.map(|(slot, n)| u64::from(n.saturating_sub(frozen.get(slot).copied().unwrap_or_default()))).sum()
}

/// Frozen counts for the periods before `before`, the ledger's from there to `until`.
fn together(
    counts: &HashMap<Slot, u32>,
    mut frozen: BTreeMap<Slot, u32>,
    before: u32,
    until: usize,
) -> BTreeMap<Slot, u32> {
    let new = counts.iter().filter(|(slot, _)| slot.2 >= before && (slot.2 as usize) < until);
    frozen.extend(new.map(|(slot, n)| (*slot, *n)));
    frozen
}

fn since(kind: &BTreeMap<String, u32>, code: &str) -> u32 {
    kind.get(code).copied().unwrap_or_default()
}
