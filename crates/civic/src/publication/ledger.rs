//! Counting facts, and turning the counts into the next release of a series.

use super::protect::protect;
use super::release::{CONTENT_VERSION, ListedPlace, Stored, StoredCell};
use super::table::{Branch, Corner, Span, Table};
use super::{
    FinestPeriod, Measure, OfficeFact, OfficeMeasure, Period, PlaceTree, PublicFact, PublicationError,
    PublicationRule, Quarter, Release,
};
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use time::Duration;

/// Where a count belongs: place (or office), service (none: not known), leaf period, measure.
type Slot = (u32, Option<u16>, u32, u8);

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
        let node = match fact.place {
            Some(code) => *self
                .places
                .index
                .get(code)
                .ok_or_else(|| PublicationError::UnknownPlace(code.to_owned()))?,
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
        *self.counts.entry(slot).or_default() += 1;
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
        let calendar = Calendar::new(self, as_of, earlier.map(|edition| &edition.release));
        let finest = self.rule.finest_place.level();
        let places: Vec<ListedPlace> =
            self.places.listed.iter().filter(|place| place.level <= finest).cloned().collect();
        let frozen = earlier.map(|edition| self.frozen(edition)).unwrap_or_default();
        let late = surplus(&self.counts, &frozen.counts, before)
            + surplus(&self.office_counts, &frozen.office_counts, before);
        let counts = together(&self.counts, frozen.counts, before, calendar.leaves);
        let office_counts = together(&self.office_counts, frozen.office_counts, before, calendar.leaves);

        let tree: Vec<Option<u32>> = places.iter().map(|place| place.parent).collect();
        let flat: Vec<Option<u32>> =
            std::iter::once(None).chain(self.offices.iter().map(|_| Some(0))).collect();
        let judge = Judge { rule: &self.rule, calendar: &calendar };
        let cells = judge.cells(&tree, self.services.len(), &counts, Measure::ALL.len(), &frozen.cells);
        let office_cells = judge.cells(&flat, 0, &office_counts, OfficeMeasure::ALL.len(), &frozen.office_cells);

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
            cells,
            office_cells,
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
        for (code, service, period, measure, n) in &base.counts {
            let service = service.as_ref().and_then(|code| self.service_index.get(code).copied());
            frozen.counts.insert((place(code), service, *period, *measure), *n);
        }
        for (code, period, measure, n) in &base.office_counts {
            frozen.office_counts.insert((office(code), None, *period, *measure), *n);
        }
        for (at, service, period, measure, n) in &stored.cells {
            let service = service.and_then(|index| {
                self.service_index.get(stored.services.get(index as usize)?).copied()
            });
            frozen.cells.push((place(&stored.places[*at as usize].code), service, *period, *measure, *n));
        }
        for (at, _, period, measure, n) in &stored.office_cells {
            let node = if *at == 0 { 0 } else { office(&stored.offices[*at as usize - 1]) };
            frozen.office_cells.push((node, None, *period, *measure, *n));
        }
        frozen
    }
}

#[derive(Default)]
struct Frozen {
    counts: BTreeMap<Slot, u32>,
    office_counts: BTreeMap<Slot, u32>,
    cells: Vec<StoredCell>,
    office_cells: Vec<StoredCell>,
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

/// The periods of a release as spans of leaf periods, the leaves themselves first. Periods over the same quarters (the first
/// quarter and the total through it) are one span: what is shown or hidden of one is so of the other.
struct Calendar {
    leaves: usize,
    spans: Vec<Span>,
    periods: Vec<Vec<Period>>,
    /// Whether the span is published for the first time.
    new: Vec<bool>,
}

impl Calendar {
    fn new(ledger: &Ledger, as_of: Date, earlier: Option<&Release>) -> Self {
        let delay = Duration::days(i64::from(ledger.rule.delay_days));
        let due =
            |end: Quarter| end.last_day().checked_add(delay).is_some_and(|first| first <= as_of);
        let mut calendar = Self { leaves: 0, spans: Vec::new(), periods: Vec::new(), new: Vec::new() };
        let mut start = ledger.opening;
        loop {
            let leaf = match ledger.rule.finest_period {
                FinestPeriod::Quarter => Period::Quarter(start),
                FinestPeriod::Year => Period::Year(start.year),
            };
            if !due(leaf.last_quarter()) {
                break;
            }
            calendar.put(leaf, calendar.leaves..calendar.leaves + 1);
            calendar.leaves += 1;
            start = leaf.last_quarter().next();
        }
        let ends: Vec<Quarter> = calendar.periods.iter().flatten().map(|leaf| leaf.last_quarter()).collect();
        let until = |end: Quarter| ends.iter().filter(|leaf| **leaf <= end).count();
        for end in ends.iter().filter(|end| end.quarter == 4) {
            let first = ends.iter().filter(|leaf| leaf.year < end.year).count();
            calendar.put(Period::Year(end.year), first..until(*end));
        }
        let old = earlier.map_or(&[][..], Release::periods);
        let totals = old.iter().copied().filter(|period| matches!(period, Period::Through(_)));
        for total in totals.chain(ends.last().copied().map(Period::Through)) {
            calendar.put(total, 0..until(total.last_quarter()));
        }
        calendar.new = calendar.periods.iter().map(|names| names.iter().all(|name| !old.contains(name))).collect();
        calendar
    }

    fn put(&mut self, period: Period, leaves: Range<usize>) {
        match self.spans.iter().position(|span| span.leaves == leaves) {
            Some(span) if self.periods[span].contains(&period) => {}
            Some(span) => self.periods[span].push(period),
            None => {
                self.spans.push(Span { leaves });
                self.periods.push(vec![period]);
            }
        }
    }

    /// Every period, in time order.
    fn published(&self) -> Vec<Period> {
        let mut periods = self.periods.concat();
        periods.sort_unstable();
        periods
    }

    fn span_of(&self, period: Period) -> Option<usize> {
        self.periods.iter().position(|names| names.contains(&period))
    }
}

/// Decides what is shown.
struct Judge<'a> {
    rule: &'a PublicationRule,
    calendar: &'a Calendar,
}

impl Judge<'_> {
    /// The shown cells of one table, measure by measure. `tree`: per node its parent, the root first.
    fn cells(
        &self,
        tree: &[Option<u32>],
        services: usize,
        counts: &BTreeMap<Slot, u32>,
        measures: usize,
        frozen: &[StoredCell],
    ) -> Vec<StoredCell> {
        let inner: Vec<bool> = {
            let mut inner = vec![false; tree.len()];
            tree.iter().flatten().for_each(|parent| inner[*parent as usize] = true);
            inner
        };
        // A count known to an inner place and no finer gets a child of its own, if any count is: a leaf that can never hold
        // anything would lend the proof an alternative nobody believes in.
        let mut unknown: HashMap<u32, usize> = HashMap::new();
        let mut branches: Vec<Branch> =
            tree.iter().map(|parent| Branch { parent: *parent, unknown: false }).collect();
        for (node, ..) in counts.keys() {
            if inner[*node as usize] && !unknown.contains_key(node) {
                unknown.insert(*node, branches.len());
                branches.push(Branch { parent: Some(*node), unknown: true });
            }
        }
        let nameless = services == 0 || counts.keys().any(|(_, service, ..)| service.is_none());
        let leaf_services = services + usize::from(nameless);
        let mut cells = frozen.to_vec();
        for measure in 0..measures {
            let mut table =
                Table::new(&branches, leaf_services, self.calendar.leaves, self.calendar.spans.clone());
            for ((node, service, period, of), n) in counts {
                if usize::from(*of) == measure {
                    let node = unknown.get(node).copied().unwrap_or(*node as usize);
                    let service = service.map_or(services, usize::from);
                    table.add(node, service, *period as usize, *n);
                }
            }
            self.judge(&table, &branches, services, measure as u8, &mut cells);
        }
        cells
    }

    fn judge(
        &self,
        table: &Table,
        branches: &[Branch],
        services: usize,
        measure: u8,
        cells: &mut Vec<StoredCell>,
    ) {
        let mut shown = vec![false; table.cells()];
        for (node, service, period, of, _) in cells.iter() {
            if *of == measure
                && let Some(span) = self.calendar.span_of(*period)
            {
                let service = service.map_or(table.services, usize::from);
                shown[table.cell([*node as usize, service, span])] = true;
            }
        }
        let mut candidates: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for cell in 0..table.cells() {
            let [node, service, span] = table.corner(cell);
            let listed = !branches[node].unknown && (service < services || service == table.services);
            if listed && self.calendar.new[span] && table.total(cell) >= self.rule.threshold {
                candidates.entry(self.rank(table, [node, service, span])).or_default().push(cell);
            }
        }
        let batches: Vec<Vec<usize>> = candidates.into_values().collect();
        let t=std::time::Instant::now(); let d = protect(table, &mut shown, &batches, self.rule.threshold); eprintln!("PROTECT {d:?} {:?}", t.elapsed());
        for cell in batches.into_iter().flatten().filter(|cell| shown[*cell]) {
            let [node, service, span] = table.corner(cell);
            let service = (service < services).then_some(service as u16);
            let count = self.rule.rounded(table.total(cell));
            for period in &self.calendar.periods[span] {
                cells.push((node as u32, service, *period, measure, count));
            }
        }
    }

    /// Which figures come first when two cannot both be shown: the country and the regions, then places for all services, then
    /// services in cercles and communes; and the longer period before the shorter.
    fn rank(&self, table: &Table, [node, service, span]: Corner) -> (bool, usize, bool, Reverse<usize>) {
        let depth = table.depth(node);
        let by_service = service != table.services;
        let fine = by_service && depth > 1;
        (fine, depth, by_service, Reverse(table.spans[span].leaves.len()))
    }
}
