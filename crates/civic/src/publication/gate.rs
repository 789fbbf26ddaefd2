//! What is shown of one table of counts: first places without services, then services in the larger places.
//!
//! Two tables are judged apart, and built so that what is proven of each holds of both together.
//!
//! 1. **Places × periods**, all services as one. Its hidden cells are proven safe by [`protect`] on their own.
//! 2. **Rows × services × periods.** In each quarter a place down to [`SERVICE_DEPTH`] is a *row* of its own if its total for
//!    that quarter is shown; all other places under the nearest such row are one row, "the rest of it". Only rows get figures
//!    by service, and the row totals of every quarter are held fixed while the second table is judged.
//!
//! Any table like the first and any like the second then fit together: in a quarter and a row, the places of the row have
//! given totals, the services have given totals, the two have the same sum, and whole numbers that fill such a grid always
//! exist. In that grid a place's count for a service may be as large as the smaller of its two totals, so it can reach
//! threshold − 1 when both can; and it may be as small as the excess of the two totals over the row's. Where that excess is
//! not 0 for a small count, the row is closed to services in that quarter.

use super::calendar::Calendar;
use super::ledger::Slot;
use super::protect::protect;
use super::release::StoredCell;
use super::table::{Branch, Corner, Table};
use super::PublicationRule;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Steps below the country to which figures by service go: regions (1), cercles (2).
const SERVICE_DEPTH: usize = 1;

/// Decides what is shown, for one rule and one set of periods.
pub(super) struct Gate<'a> {
    pub rule: &'a PublicationRule,
    pub calendar: &'a Calendar,
}

/// A place tree whose inner nodes have a child for what is known no finer, wherever there is such a count: a leaf that can
/// never hold anything would lend the proofs an alternative nobody believes in.
struct Grown {
    branches: Vec<Branch>,
    unknown: HashMap<u32, usize>,
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
            let node = grown.unknown.get(node).copied().unwrap_or(*node as usize);
            table.add(node, 0, *period as usize, *n);
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
        let d = protect(&table, &mut shown, &batches, self.rule.threshold);
        eprintln!("PROTECT {d:?} {} leaves", table.leaves());
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
        let nameless = counts.iter().any(|((_, service, ..), _)| service.is_none());
        let leaf_services = services + usize::from(nameless);
        let mut rows = Rows::new(grown, places, shown, self.calendar.leaves);
        rows.close(grown, counts, places, services, leaf_services, self.rule.threshold);
        let mut table =
            Table::new(&rows.branches, leaf_services, self.calendar.leaves, self.calendar.spans.clone());
        for ((node, service, period, _), n) in counts {
            let node = grown.unknown.get(node).copied().unwrap_or(*node as usize);
            let row = rows.row_of(grown, node, *period as usize);
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
        let d = protect(&table, &mut fixed, &batches, self.rule.threshold);
        let first = cells.len();
        eprintln!("PROTECT {d:?} {} leaves", table.leaves());
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
    for (node, ..) in counts.keys() {
        if inner[*node as usize] && !unknown.contains_key(node) {
            unknown.insert(*node, branches.len());
            branches.push(Branch { parent: Some(*node), unknown: true });
        }
    }
    Grown { branches, unknown }
}

/// Which places have figures by service, quarter by quarter, and the small tree they make.
struct Rows {
    branches: Vec<Branch>,
    /// Per row: the place it stands for; none for the rest of a place.
    place: Vec<Option<usize>>,
    /// Row of a place, where it has one.
    own: HashMap<usize, usize>,
    /// Row of what is left of a place, where the place has rows below it.
    rest: HashMap<usize, usize>,
    /// Per place and leaf period: whether it is a row of its own.
    open: Vec<Vec<bool>>,
}

impl Rows {
    fn new(grown: &Grown, places: &Table, shown: &[bool], periods: usize) -> Self {
        let mut rows = Self {
            branches: Vec::new(),
            place: Vec::new(),
            own: HashMap::new(),
            rest: HashMap::new(),
            open: vec![vec![false; periods]; grown.branches.len()],
        };
        for (node, branch) in grown.branches.iter().enumerate() {
            if branch.unknown || places.depth(node) > SERVICE_DEPTH {
                continue;
            }
            let above = branch.parent.map(|parent| parent as usize);
            for period in 0..periods {
                rows.open[node][period] = shown[places.cell([node, 1, period])]
                    && above.is_none_or(|above| rows.open[above][period]);
            }
            let parent = above.and_then(|above| rows.own.get(&above)).map(|row| *row as u32);
            rows.own.insert(node, rows.branches.len());
            rows.place.push(Some(node));
            rows.branches.push(Branch { parent, unknown: false });
        }
        let inner: Vec<usize> = rows.place.iter().flatten().copied().filter(|node| places.depth(*node) < SERVICE_DEPTH).collect();
        for node in inner {
            rows.rest.insert(node, rows.branches.len());
            rows.place.push(None);
            rows.branches.push(Branch { parent: Some(rows.own[&node] as u32), unknown: true });
        }
        rows
    }

    /// The row that a place's counts of one period belong to.
    fn row_of(&self, grown: &Grown, node: usize, period: usize) -> usize {
        let mut at = Some(node);
        while let Some(place) = at {
            if self.open[place][period] {
                // An open place without rows below is a row itself.
                return self.rest.get(&place).copied().unwrap_or_else(|| self.own[&place]);
            }
            at = grown.branches[place].parent.map(|parent| parent as usize);
        }
        self.rest.get(&0).copied().unwrap_or_default()
    }

    /// Closes every row in which a small count could be told apart from 0 by the totals around it.
    fn close(
        &mut self,
        grown: &Grown,
        counts: &[(Slot, u32)],
        places: &Table,
        services: usize,
        leaf_services: usize,
        threshold: u32,
    ) {
        let periods = self.open.first().map_or(0, Vec::len);
        loop {
            let mut row_total: HashMap<(usize, usize), u32> = HashMap::new();
            let mut row_service: HashMap<(usize, usize, usize), u32> = HashMap::new();
            let mut place_service: HashMap<(usize, usize, usize), u32> = HashMap::new();
            for ((node, service, period, _), n) in counts {
                let (period, service) = (*period as usize, service.map_or(services, usize::from));
                let leaf = grown.unknown.get(node).copied().unwrap_or(*node as usize);
                let row = self.row_of(grown, leaf, period);
                *row_total.entry((row, period)).or_default() += n;
                *row_service.entry((row, period, service)).or_default() += n;
                let mut at = Some(leaf);
                while let Some(place) = at.filter(|place| !self.open[*place][period]) {
                    *place_service.entry((place, period, service)).or_default() += n;
                    at = grown.branches[place].parent.map(|parent| parent as usize);
                }
            }
            // In time order, so that a later release comes to the same end for the quarters of an earlier one.
            let mut telling: Vec<(usize, usize, usize)> = Vec::new();
            for ((place, period, service), n) in place_service {
                let row = self.row_of(grown, place, period);
                let own = places.total(places.cell([place, 1, period]));
                let of_service = row_service.get(&(row, period, service)).copied().unwrap_or_default();
                let all = row_total.get(&(row, period)).copied().unwrap_or_default();
                if n < threshold && own + of_service > all {
                    // A row's own small count is proven to be possibly 0 in the second table, in one quarter at a time.
                    if of_service >= threshold { telling.push((period, place, service)); eprintln!("CLOSE"); } else { eprintln!("LEAN {place} {service} {period}"); }
                }
            }
            telling.sort_unstable();
            let Some((period, place, _)) = telling.first().copied() else { return };
            self.shut_over(grown, places, place, period);
        }
    }

    /// Closes the row a place counts in; where that is the rest of a place, its smallest row joins it instead.
    fn shut_over(&mut self, grown: &Grown, places: &Table, place: usize, period: usize) {
        let mut at = Some(place);
        while let Some(closed) = at.filter(|place| !self.open[*place][period]) {
            at = grown.branches[closed].parent.map(|parent| parent as usize);
        }
        let Some(open) = at else { return };
        let below = (0..grown.branches.len())
            .filter(|node| grown.branches[*node].parent == Some(open as u32) && self.open[*node][period])
            .min_by_key(|node| (places.total(places.cell([*node, 1, period])), *node));
        self.shut(grown, below.unwrap_or(open), period);
    }

    fn shut(&mut self, grown: &Grown, place: usize, period: usize) {
        self.open[place][period] = false;
        for node in 0..grown.branches.len() {
            if let Some(parent) = grown.branches[node].parent
                && !self.open[parent as usize][period]
            {
                self.open[node][period] = false;
            }
        }
    }
}
