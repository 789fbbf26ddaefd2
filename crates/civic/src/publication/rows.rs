//! Which places have figures by service, quarter by quarter, and what the two tables must be able to do together.

use super::gate::Grown;
use super::ledger::Slot;
use super::protect::Demand;
use super::table::{Branch, Table};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The rows of the second table, as a tree of their own.
pub(super) struct Rows {
    pub branches: Vec<Branch>,
    pub names: Vec<String>,
    /// Per row: the place it stands for; none for the rest of a place.
    pub place: Vec<Option<usize>>,
    /// Row of a place, where it may have one.
    pub own: HashMap<usize, usize>,
    /// Row of what is left of a place, where the place has rows below it.
    rest: HashMap<usize, usize>,
    /// Per place and leaf period: whether it is a row of its own.
    pub open: Vec<Vec<bool>>,
}

impl Rows {
    /// Rows are the places down to `deepest` steps below the country whose total of the quarter is shown, as are those of all
    /// places above.
    pub fn new(grown: &Grown, places: &Table, shown: &[bool], periods: usize, deepest: usize) -> Self {
        let mut rows = Self {
            branches: Vec::new(),
            names: Vec::new(),
            place: Vec::new(),
            own: HashMap::new(),
            rest: HashMap::new(),
            open: vec![vec![false; periods]; grown.branches.len()],
        };
        for (node, branch) in grown.branches.iter().enumerate() {
            if branch.unknown || places.depth(node) > deepest {
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
            rows.names.push(grown.names[node].clone());
            rows.branches.push(Branch { parent, unknown: false });
        }
        for node in 0..grown.branches.len() {
            let below = grown.branches.iter().any(|branch| branch.parent == Some(node as u32));
            if let Some(row) = rows.own.get(&node).copied()
                && below
                && places.depth(node) < deepest
            {
                rows.rest.insert(node, rows.branches.len());
                rows.place.push(None);
                rows.names.push(format!("{}~", grown.names[node]));
                rows.branches.push(Branch { parent: Some(row as u32), unknown: true });
            }
        }
        rows
    }

    /// The row that counts known to a place belong to in one period.
    pub fn row_of(&self, grown: &Grown, node: usize, period: usize) -> usize {
        let open = grown.upwards(node).find(|place| self.open[*place][period]).unwrap_or(0);
        self.rest.get(&open).or_else(|| self.own.get(&open)).copied().unwrap_or_default()
    }

    /// The leaves that stand for nobody in a quarter: a place that counts with the rest, a rest with nothing in it, a service
    /// before it was listed, "service not known" before there was any.
    pub fn barred(&self, grown: &Grown, table: &Table, services: &[(&str, u32)]) -> HashSet<usize> {
        let nameless_since = grown.nameless_since.unwrap_or(u32::MAX);
        let idle = |leaf: &usize| {
            let [place, service, period] = table.spot(*leaf);
            let since = services.get(service).map_or(nameless_since, |(_, since)| *since);
            period < since as usize
                || table.total(table.cell([table.chains[place][0], table.services, period])) == 0
        };
        (0..table.leaves()).filter(idle).collect()
    }

    /// For every small count of a place and a service that the totals around it would tell apart from 0: what the second table
    /// must be able to give up, so that it can be 0.
    pub fn demands(
        &self,
        grown: &Grown,
        counts: &[(Slot, u32)],
        places: &Table,
        table: &Table,
        threshold: u32,
    ) -> Vec<Demand> {
        let nameless = table.services - 1;
        let mut by_place: BTreeMap<(usize, usize), BTreeMap<usize, u32>> = BTreeMap::new();
        for ((node, service, period, _), n) in counts {
            let service = service.map_or(nameless, usize::from);
            for place in grown.upwards(grown.leaf(*node)) {
                *by_place.entry((place, service)).or_default().entry(*period as usize).or_default() += n;
            }
        }
        let mut demands = Vec::new();
        for ((place, service), series) in by_place {
            let sum = |span: usize| -> u32 {
                series.range(table.spans[span].leaves.clone()).map(|(_, n)| *n).sum()
            };
            for span in (0..table.spans.len()).filter(|span| (1..threshold).contains(&sum(*span))) {
                // What a wider period must be able to give up covers what a narrower one must.
                let wider = table.wider(span).any(|wider| sum(wider) < threshold);
                if !wider && let Some(demand) = self.demand(grown, places, table, [place, service, span]) {
                    demands.push(demand);
                }
            }
        }
        demands
    }

    fn demand(
        &self,
        grown: &Grown,
        places: &Table,
        table: &Table,
        [place, service, span]: [usize; 3],
    ) -> Option<Demand> {
        let mut demand = Demand { of: [place, service, span], give: Vec::new(), outside: HashSet::new() };
        let periods = table.spans[span].leaves.clone();
        if periods.clone().all(|period| self.open[place][period]) {
            // A cell of the second table, looked after there.
            return None;
        }
        for period in periods {
            if self.open[place][period] {
                let row = self.own.get(&place)?;
                for leaf in table.leaves_of(table.cell([*row, service, period])) {
                    demand.outside.insert(leaf);
                    if table.count(leaf) > 0 {
                        demand.give.push((leaf, table.count(leaf)));
                    }
                }
            } else {
                let row = self.row_of(grown, place, period);
                let leaf = table.leaf_at(row, service, period)?;
                let total = table.total(table.cell([row, table.services, period]));
                let own = places.total(places.cell([place, 1, period]));
                demand.outside.insert(leaf);
                let excess = (own + table.count(leaf)).saturating_sub(total);
                if excess > 0 {
                    demand.give.push((leaf, excess));
                }
            }
        }
        (!demand.give.is_empty()).then_some(demand)
    }
}
