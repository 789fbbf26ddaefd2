//! What is shown of one table of counts: first places without services, then services in the larger places.
//!
//! Two tables are judged apart, and built so that what is proven of each holds of both together.
//!
//! 1. **Places × periods**, all services as one. Its hidden cells are proven safe by [`protect`] on their own.
//! 2. **Rows × services × periods.** In each quarter a place down to the finest by service is a *row* of its own if its total for
//!    that quarter is shown; all other places under the nearest such row are one row, "the rest of it". Only rows get figures
//!    by service, and the row totals of every quarter are held fixed while the second table is judged.
//!
//! Any table like the first and any like the second then fit together: in a quarter and a row, the places of the row have
//! given totals, the services have given totals, the two have the same sum, and whole numbers that fill such a grid always
//! exist. In that grid a place's count for a service may be as large as the smaller of its two totals, so it can reach
//! threshold − 1 when both can; and it may be as small as the excess of the two totals over the row's. Where that excess is
//! not 0 for a small count, it becomes a [`super::protect::Demand`] on the second table.

use super::PublicationRule;
use super::calendar::Calendar;
use super::kept::{Kept, Names};
use super::ledger::Slot;
use super::protect::{Aims, protect};
use super::release::StoredCell;
use super::rows::Rows;
use super::table::{Branch, Corner, Table};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Decides what is shown of one kind of counts (facts of cases, answer records), for one rule and one set of periods.
pub(super) struct Gate<'a> {
    pub rule: &'a PublicationRule,
    pub calendar: &'a Calendar,
    /// Per node of the tree its code, its parent and the leaf period since which it is listed, the root first.
    pub tree: Vec<(&'a str, Option<u32>, u32)>,
    /// Services, and since when each is listed.
    pub services: Vec<(&'a str, u32)>,
    pub measures: usize,
}

/// What a gate lets through, and the proofs it did so on: per measure, of places and of services.
#[derive(Default)]
pub(super) struct Passed {
    pub cells: Vec<StoredCell>,
    pub kept: Vec<(Kept, Kept)>,
}

impl Gate<'_> {
    /// All shown cells: those of earlier releases as they are, then those of new periods.
    pub fn pass(&self, counts: &BTreeMap<Slot, u32>, earlier: Passed) -> Passed {
        let grown = Grown::new(&self.tree, counts);
        let Passed { mut cells, mut kept } = earlier;
        kept.resize_with(self.measures, Default::default);
        for (measure, (of_places, of_services)) in kept.iter_mut().enumerate() {
            let of = |(slot, _): &(&Slot, &u32)| usize::from(slot.3) == measure;
            let counts = counts.iter().filter(of).map(|(slot, n)| (*slot, *n)).collect();
            let sheet = Sheet { gate: self, grown: &grown, measure: measure as u8, counts };
            let (places, shown) = sheet.places(of_places, &mut cells);
            // With one service there is nothing to tell apart: its figures are those of all services.
            if self.services.len() + usize::from(grown.nameless_since.is_some()) > 1 {
                sheet.services(&places, &shown, of_services, &mut cells);
            }
        }
        Passed { cells, kept }
    }
}

/// A place tree whose inner nodes have a child for what is known no finer, wherever there is such a count: a leaf that can
/// never hold anything would lend the proofs an alternative nobody believes in.
pub(super) struct Grown {
    pub branches: Vec<Branch>,
    pub names: Vec<String>,
    unknown: HashMap<u32, usize>,
    /// The first period a leaf stands for somebody: since when a place is listed; for an unknown child, when something is first
    /// counted in it, and the same for "service not known". Earlier releases were made without them, and that they held
    /// nothing gives nobody away.
    since: HashMap<usize, u32>,
    pub nameless_since: Option<u32>,
}

impl Grown {
    fn new(tree: &[(&str, Option<u32>, u32)], counts: &BTreeMap<Slot, u32>) -> Self {
        let mut inner = vec![false; tree.len()];
        tree.iter().filter_map(|(_, parent, _)| *parent).for_each(|parent| inner[parent as usize] = true);
        let mut grown = Self {
            branches: tree.iter().map(|(_, parent, _)| Branch { parent: *parent, unknown: false }).collect(),
            names: tree.iter().map(|(code, ..)| (*code).to_owned()).collect(),
            unknown: HashMap::new(),
            since: tree.iter().map(|(.., since)| *since).enumerate().collect(),
            nameless_since: None,
        };
        for (node, service, period, _) in counts.keys() {
            if service.is_none() {
                grown.nameless_since = Some(grown.nameless_since.map_or(*period, |since| since.min(*period)));
            }
            if inner[*node as usize] {
                let child = *grown.unknown.entry(*node).or_insert(grown.branches.len());
                if child == grown.branches.len() {
                    grown.branches.push(Branch { parent: Some(*node), unknown: true });
                    grown.names.push(format!("{}?", tree[*node as usize].0));
                }
                let since = grown.since.entry(child).or_insert(*period);
                *since = (*since).min(*period);
            }
        }
        grown
    }

    /// The leaf that counts known to a place stand at.
    pub fn leaf(&self, node: u32) -> usize {
        self.unknown.get(&node).copied().unwrap_or(node as usize)
    }

    /// Whether a leaf node could hold anything in a period.
    fn exists(&self, node: usize, period: usize) -> bool {
        self.since.get(&node).is_none_or(|since| *since as usize <= period)
    }

    /// A node and the places above it, up to the country.
    pub fn upwards(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |node| self.branches[*node].parent.map(|parent| parent as usize))
    }
}

/// The counts of one measure on their way through the gate.
struct Sheet<'a> {
    gate: &'a Gate<'a>,
    grown: &'a Grown,
    measure: u8,
    counts: Vec<(Slot, u32)>,
}

impl Sheet<'_> {
    fn table(&self, branches: &[Branch], services: usize) -> Table {
        let calendar = self.gate.calendar;
        Table::new(branches, services, calendar.leaves, calendar.spans.clone())
    }

    /// The first table, and what of it is shown.
    fn places(&self, kept: &mut Kept, cells: &mut Vec<StoredCell>) -> (Table, Vec<bool>) {
        let mut table = self.table(&self.grown.branches, 1);
        for ((node, _, period, _), n) in &self.counts {
            table.add(self.grown.leaf(*node), 0, *period as usize, *n);
        }
        let mut shown = vec![false; table.cells()];
        for (node, service, span) in self.frozen(cells) {
            if service.is_none() {
                shown[table.cell([node, 1, span])] = true;
            }
        }
        let unborn = |leaf: &usize| {
            let [place, _, period] = table.spot(*leaf);
            !self.grown.exists(table.chains[place][0], period)
        };
        let aims = Aims { demands: Vec::new(), barred: (0..table.leaves()).filter(unborn).collect() };
        let names = Names {
            places: &self.grown.names,
            nodes: self.grown.names.clone(),
            services: vec!["?".to_owned(), "*".to_owned()],
            spans: self.gate.calendar.names(),
        };
        let listed = |[node, service, _]: Corner| service == 1 && !self.grown.branches[node].unknown;
        self.protect(&table, &mut shown, listed, &aims, &names, kept, |node| node, cells);
        (table, shown)
    }

    /// The second table.
    fn services(&self, places: &Table, shown: &[bool], kept: &mut Kept, cells: &mut Vec<StoredCell>) {
        let (gate, grown) = (self.gate, self.grown);
        let known = gate.services.len();
        let deepest = usize::from(gate.rule.finest_place_by_service.level());
        let rows = Rows::new(grown, places, shown, gate.calendar.leaves, deepest);
        let mut table = self.table(&rows.branches, known + usize::from(grown.nameless_since.is_some()));
        for ((node, service, period, _), n) in &self.counts {
            let row = rows.row_of(grown, grown.leaf(*node), *period as usize);
            table.add(row, service.map_or(known, usize::from), *period as usize, *n);
        }
        let mut fixed = vec![false; table.cells()];
        for row in 0..rows.branches.len() {
            for period in 0..gate.calendar.leaves {
                fixed[table.cell([row, table.services, period])] = true;
            }
        }
        for (node, service, span) in self.frozen(cells) {
            if let Some(service) = service {
                fixed[table.cell([rows.own[&node], service, span])] = true;
            }
        }
        let aims = Aims {
            demands: rows.demands(grown, &self.counts, places, &table, gate.rule.threshold),
            barred: rows.barred(grown, &table, &gate.services),
        };
        let unnamed = grown.nameless_since.map(|_| "?");
        let names = Names {
            places: &grown.names,
            nodes: rows.names.clone(),
            services: gate
                .services
                .iter()
                .map(|(code, _)| *code)
                .chain(unnamed)
                .chain(["*"])
                .map(str::to_owned)
                .collect(),
            spans: gate.calendar.names(),
        };
        let listed = |[row, service, span]: Corner| {
            let open =
                |node: usize| gate.calendar.spans[span].leaves.clone().all(|period| rows.open[node][period]);
            service < known && rows.place[row].is_some_and(open)
        };
        let place = |row: usize| rows.place[row].unwrap_or_default();
        self.protect(&table, &mut fixed, listed, &aims, &names, kept, place, cells);
    }

    /// The cells that earlier releases have shown: place, service, span.
    fn frozen<'c>(
        &'c self,
        cells: &'c [StoredCell],
    ) -> impl Iterator<Item = (usize, Option<usize>, usize)> + 'c {
        cells.iter().filter(|cell| cell.3 == self.measure).filter_map(|(node, service, period, ..)| {
            Some((*node as usize, service.map(usize::from), self.gate.calendar.span_of(*period)?))
        })
    }

    /// Adds to `cells` what can be shown of a table beyond what is shown already. `place`: the place a node stands for.
    #[expect(
        clippy::too_many_arguments,
        reason = "two callers, each of which has all of these at hand and nothing to bundle"
    )]
    fn protect(
        &self,
        table: &Table,
        shown: &mut Vec<bool>,
        listed: impl Fn(Corner) -> bool,
        aims: &Aims,
        names: &Names<'_>,
        kept: &mut Kept,
        place: impl Fn(usize) -> usize,
        cells: &mut Vec<StoredCell>,
    ) {
        let batches = self.batches(table, listed);
        let proofs = names.recall(table, &aims.demands, kept);
        let threshold = self.gate.rule.threshold;
        let proofs = protect(table, shown, &batches, aims, threshold, proofs);
        *kept = names.keep(table, &aims.demands, proofs);
        for cell in batches.into_iter().flatten().filter(|cell| shown[*cell]) {
            let [node, service, span] = table.corner(cell);
            let count = self.gate.rule.rounded(table.total(cell));
            let service = (service < table.services).then_some(service as u16);
            for period in &self.gate.calendar.periods[span] {
                cells.push((place(node) as u32, service, *period, self.measure, count));
            }
        }
    }

    /// The cells of new periods that reach the threshold, coarse ones first: larger places before smaller, longer periods before
    /// shorter, so that when two figures cannot both be shown the one that most people look for is.
    fn batches(&self, table: &Table, listed: impl Fn(Corner) -> bool) -> Vec<Vec<usize>> {
        let calendar = self.gate.calendar;
        let mut batches: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for cell in 0..table.cells() {
            let corner @ [node, _, span] = table.corner(cell);
            if calendar.new[span] && table.total(cell) >= self.gate.rule.threshold && listed(corner) {
                let rank = (table.depth(node), Reverse(calendar.spans[span].leaves.len()));
                batches.entry(rank).or_default().push(cell);
            }
        }
        batches.into_values().collect()
    }
}
