//! What is shown of one table of counts: first places without services, then services in the larger places.
//!
//! Two tables are judged apart, and built so that what is proven of each holds of both together.
//!
//! 1. **Places × periods**, all services as one. Its hidden cells are proven safe by [`protect`] on their own.
//! 2. **Rows × services × periods.** In each quarter a place down to `SERVICE_DEPTH` is a *row* of its own if its total for
//!    that quarter is shown; all other places under the nearest such row are one row, "the rest of it". Only rows get figures
//!    by service, and the row totals of every quarter are held fixed while the second table is judged.
//!
//! Any table like the first and any like the second then fit together: in a quarter and a row, the places of the row have
//! given totals, the services have given totals, the two have the same sum, and whole numbers that fill such a grid always
//! exist. In that grid a place's count for a service may be as large as the smaller of its two totals, so it can reach
//! threshold − 1 when both can; and it may be as small as the excess of the two totals over the row's. Where that excess is
//! not 0 for a small count, it becomes a [`super::protect::Demand`] on the second table.

use super::calendar::Calendar;
use super::ledger::Slot;
use super::protect::{Aims, protect};
use super::release::StoredCell;
use super::rows::Rows;
use super::table::{Branch, Corner, Table};
use super::PublicationRule;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Decides what is shown, for one rule and one set of periods.
pub(super) struct Gate<'a> {
    pub rule: &'a PublicationRule,
    pub calendar: &'a Calendar,
}

/// A place tree whose inner nodes have a child for what is known no finer, wherever there is such a count: a leaf that can
/// never hold anything would lend the proofs an alternative nobody believes in.
pub(super) struct Grown {
    pub branches: Vec<Branch>,
    unknown: HashMap<u32, usize>,
    /// Per unknown child, the first period that anything is counted in it; the same for "service not known". Before that they
    /// stand for nobody: earlier releases were made without them, and that they hold nothing gives nobody away.
    since: HashMap<usize, u32>,
    pub nameless_since: Option<u32>,
}

impl Grown {
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

impl Gate<'_> {
    /// All shown cells: the frozen ones as they are, then those of new periods. `tree`: per node its parent, the root first.
    pub fn cells(
        &self,
        tree: &[Option<u32>],
        services: usize,
        counts: &BTreeMap<Slot, u32>,
        measures: usize,
        frozen: Vec<StoredCell>,
    ) -> Vec<StoredCell> {
        let grown = grow(tree, counts);
        let mut cells = frozen;
        for measure in 0..measures {
            let counts: Vec<(Slot, u32)> = counts
                .iter()
                .filter(|(slot, _)| usize::from(slot.3) == measure)
                .map(|(slot, n)| (*slot, *n))
                .collect();
            let (places, shown) = self.places(&grown, &counts, measure as u8, &mut cells);
            if services > 0 {
                self.services(&grown, services, &counts, measure as u8, &places, &shown, &mut cells);
            }
        }
        cells
    }

    /// The first table.
    fn places(
        &self,
        grown: &Grown,
        counts: &[(Slot, u32)],
        measure: u8,
        cells: &mut Vec<StoredCell>,
    ) -> (Table, Vec<bool>) {
        let mut table = Table::new(&grown.branches, 1, self.calendar.leaves, self.calendar.spans.clone());
        for ((node, _, period, _), n) in counts {
            table.add(grown.leaf(*node), 0, *period as usize, *n);
        }
        let mut shown = vec![false; table.cells()];
        for (node, service, period, of, _) in cells.iter() {
            if *of == measure
                && service.is_none()
                && let Some(span) = self.calendar.span_of(*period)
            {
                shown[table.cell([*node as usize, 1, span])] = true;
            }
        }
        let listed = |[node, service, _]: Corner| service == 1 && !grown.branches[node].unknown;
        let batches = self.candidates(&table, listed);
        let unborn = |leaf: &usize| {
            let [place, _, period] = table.spot(*leaf);
            !grown.exists(table.chains[place][0], period)
        };
        let before = self.calendar.before;
        let aims = Aims { demands: Vec::new(), before, barred: (0..table.leaves()).filter(unborn).collect() };
        protect(&table, &mut shown, &batches, &aims, self.rule.threshold);
        self.publish(&table, batches, &shown, measure, cells);
        (table, shown)
    }

    /// The second table.
    #[expect(clippy::too_many_arguments, reason = "wip")]
    fn services(
        &self,
        grown: &Grown,
        services: usize,
        counts: &[(Slot, u32)],
        measure: u8,
        places: &Table,
        shown: &[bool],
        cells: &mut Vec<StoredCell>,
    ) {
        let leaf_services = services + usize::from(grown.nameless_since.is_some());
        let rows = Rows::new(grown, places, shown, self.calendar.leaves);
        let mut table =
            Table::new(&rows.branches, leaf_services, self.calendar.leaves, self.calendar.spans.clone());
        for ((node, service, period, _), n) in counts {
            let row = rows.row_of(grown, grown.leaf(*node), *period as usize);
            table.add(row, service.map_or(services, usize::from), *period as usize, *n);
        }
        let mut fixed = vec![false; table.cells()];
        for row in 0..rows.branches.len() {
            for period in 0..self.calendar.leaves {
                fixed[table.cell([row, leaf_services, period])] = true;
            }
        }
        for (node, service, period, of, _) in cells.iter() {
            if *of == measure
                && let Some(service) = service
                && let Some(span) = self.calendar.span_of(*period)
            {
                fixed[table.cell([rows.own[&(*node as usize)], usize::from(*service), span])] = true;
            }
        }
        let listed = |[row, service, span]: Corner| {
            service < services
                && rows.place[row].is_some_and(|node| {
                    self.calendar.spans[span].leaves.clone().all(|period| rows.open[node][period])
                })
        };
        let batches = self.candidates(&table, listed);
        let demands = rows.demands(grown, counts, places, &table, self.rule.threshold);
        let aims = Aims { demands, before: self.calendar.before, barred: rows.barred(grown, &table, services) };
        protect(&table, &mut fixed, &batches, &aims, self.rule.threshold);
        let first = cells.len();
        self.publish(&table, batches, &fixed, measure, cells);
        for cell in &mut cells[first..] {
            cell.0 = rows.place[cell.0 as usize].unwrap_or_default() as u32;
        }
    }

    /// The cells of new periods that reach the threshold, coarse ones first: larger places before smaller, longer periods before
    /// shorter, so that when two figures cannot both be shown the one that most people look for is.
    fn candidates(&self, table: &Table, listed: impl Fn(Corner) -> bool) -> Vec<Vec<usize>> {
        let mut batches: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for cell in 0..table.cells() {
            let corner @ [node, _, span] = table.corner(cell);
            if self.calendar.new[span] && table.total(cell) >= self.rule.threshold && listed(corner) {
                let rank = (table.depth(node), Reverse(self.calendar.spans[span].leaves.len()));
                batches.entry(rank).or_default().push(cell);
            }
        }
        batches.into_values().collect()
    }

    fn publish(
        &self,
        table: &Table,
        batches: Vec<Vec<usize>>,
        shown: &[bool],
        measure: u8,
        cells: &mut Vec<StoredCell>,
    ) {
        for cell in batches.into_iter().flatten().filter(|cell| shown[*cell]) {
            let [node, service, span] = table.corner(cell);
            let count = self.rule.rounded(table.total(cell));
            // With one service only, "all" is what was asked for.
            let service = (service < table.services).then_some(service as u16);
            for period in &self.calendar.periods[span] {
                cells.push((node as u32, service, *period, measure, count));
            }
        }
    }
}

fn grow(tree: &[Option<u32>], counts: &BTreeMap<Slot, u32>) -> Grown {
    let mut inner = vec![false; tree.len()];
    tree.iter().flatten().for_each(|parent| inner[*parent as usize] = true);
    let mut branches: Vec<Branch> =
        tree.iter().map(|parent| Branch { parent: *parent, unknown: false }).collect();
    let mut unknown: HashMap<u32, usize> = HashMap::new();
    let mut since: HashMap<usize, u32> = HashMap::new();
    for (node, _, period, _) in counts.keys().filter(|slot| inner[slot.0 as usize]) {
        let child = *unknown.entry(*node).or_insert_with(|| {
            branches.push(Branch { parent: Some(*node), unknown: true });
            branches.len() - 1
        });
        let first = since.entry(child).or_insert(*period);
        *first = (*first).min(*period);
    }
    let nameless_since =
        counts.keys().filter(|(_, service, ..)| service.is_none()).map(|(_, _, period, _)| *period).min();
    Grown { branches, unknown, since, nameless_since }
}
