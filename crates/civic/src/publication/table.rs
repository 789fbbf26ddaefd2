//! The table behind a release: leaf counts by place, service and period, and the total of every cell above them.

use std::collections::HashMap;
use std::ops::Range;

/// A node of a place tree as a table needs it; parents stand before children.
pub(super) struct Branch {
    pub parent: Option<u32>,
    /// Holds what is known to be in its parent and nowhere finer; never shown, protected like any small place.
    pub unknown: bool,
}

/// A period as a range of leaf periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub leaves: Range<usize>,
}

/// Three coordinates of a leaf: leaf place, leaf service, leaf period.
pub(super) type Spot = [usize; 3];
/// Three coordinates of a cell: place node, service (the last stands for all), span.
pub(super) type Corner = [usize; 3];

/// Counts of one measure over place × service × period, with every margin.
pub(super) struct Table {
    /// Per node: the leaf places under it, which depth-first order makes a range.
    pub under: Vec<Range<usize>>,
    /// Per leaf place: its node and the nodes above, finest first.
    pub chains: Vec<Vec<usize>>,
    /// Leaf services.
    pub services: usize,
    /// All periods, no two over the same leaves; the first `leaf_periods` are the leaves themselves.
    pub spans: Vec<Span>,
    pub leaf_periods: usize,
    /// Per leaf period: the spans it lies in.
    pub within: Vec<Vec<usize>>,
    depths: Vec<usize>,
    leaf_of_node: HashMap<usize, usize>,
    count: Vec<u32>,
    total: Vec<u32>,
}

impl Table {
    /// An empty table. `branches`: parents before children, the root first. `services`: at least 1. `spans`: the leaf periods
    /// in order, then the longer ones.
    pub fn new(branches: &[Branch], services: usize, leaf_periods: usize, spans: Vec<Span>) -> Self {
        let mut depths = vec![0; branches.len()];
        let mut below = vec![Vec::new(); branches.len()];
        for (node, branch) in branches.iter().enumerate() {
            if let Some(parent) = branch.parent {
                below[parent as usize].push(node);
                depths[node] = depths[parent as usize] + 1;
            }
        }
        let mut under = vec![0..0; branches.len()];
        let mut leaf_nodes = Vec::new();
        walk(0, &below, &mut under, &mut leaf_nodes);
        let chain = |leaf: &usize| {
            let above = |node: &usize| branches[*node].parent.map(|parent| parent as usize);
            std::iter::successors(Some(*leaf), above).collect()
        };
        let chains: Vec<Vec<usize>> = leaf_nodes.iter().map(chain).collect();
        let within = (0..leaf_periods)
            .map(|period| (0..spans.len()).filter(|span| spans[*span].leaves.contains(&period)).collect())
            .collect();
        let leaf_of_node = leaf_nodes.iter().enumerate().map(|(leaf, node)| (*node, leaf)).collect();
        let count = vec![0; leaf_nodes.len() * services * leaf_periods];
        let total = vec![0; branches.len() * (services + 1) * spans.len()];
        Self { under, chains, services, spans, leaf_periods, within, depths, leaf_of_node, count, total }
    }

    /// Adds `n` at a leaf place's node, and in every cell above it.
    pub fn add(&mut self, node: usize, service: usize, period: usize, n: u32) {
        let Some(place) = self.leaf_of_node.get(&node).copied() else { return };
        let leaf = self.leaf([place, service, period]);
        self.count[leaf] += n;
        for cell in self.cells_over([place, service, period]) {
            self.total[cell] += n;
        }
    }

    /// Steps from the root: 0 for the root itself.
    pub fn depth(&self, node: usize) -> usize {
        self.depths[node]
    }

    pub fn leaf_places(&self) -> usize {
        self.chains.len()
    }

    pub fn leaves(&self) -> usize {
        self.count.len()
    }

    pub fn cells(&self) -> usize {
        self.total.len()
    }

    pub fn count(&self, leaf: usize) -> u32 {
        self.count[leaf]
    }

    pub fn total(&self, cell: usize) -> u32 {
        self.total[cell]
    }

    pub fn leaf(&self, [place, service, period]: Spot) -> usize {
        (place * self.services + service) * self.leaf_periods + period
    }

    pub fn spot(&self, leaf: usize) -> Spot {
        let (rest, period) = (leaf / self.leaf_periods, leaf % self.leaf_periods);
        [rest / self.services, rest % self.services, period]
    }

    /// How many values each coordinate of a leaf takes.
    pub fn extent(&self) -> Spot {
        [self.leaf_places(), self.services, self.leaf_periods]
    }

    pub fn cell(&self, [node, service, span]: Corner) -> usize {
        (node * (self.services + 1) + service) * self.spans.len() + span
    }

    pub fn corner(&self, cell: usize) -> Corner {
        let (rest, span) = (cell / self.spans.len(), cell % self.spans.len());
        [rest / (self.services + 1), rest % (self.services + 1), span]
    }

    /// Every cell a leaf counts in.
    pub fn cells_over(&self, [place, service, period]: Spot) -> Vec<usize> {
        let mut cells = Vec::new();
        for node in &self.chains[place] {
            for service in [service, self.services] {
                for span in &self.within[period] {
                    cells.push(self.cell([*node, service, *span]));
                }
            }
        }
        cells
    }

    /// Every leaf a cell counts.
    pub fn leaves_of(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let [node, service, span] = self.corner(cell);
        let services = if service == self.services { 0..self.services } else { service..service + 1 };
        let periods = self.spans[span].leaves.clone();
        self.under[node].clone().flat_map(move |place| {
            let periods = periods.clone();
            services.clone().flat_map(move |service| {
                periods.clone().map(move |period| self.leaf([place, service, period]))
            })
        })
    }

    /// In how many of the three coordinates a cell covers a leaf; three when it counts it.
    pub fn shared(&self, cell: usize, leaf: usize) -> u8 {
        let [node, service, span] = self.corner(cell);
        let [place, leaf_service, period] = self.spot(leaf);
        u8::from(self.under[node].contains(&place))
            + u8::from(service == self.services || service == leaf_service)
            + u8::from(self.spans[span].leaves.contains(&period))
    }

    /// How deep in the tree the nearest place lies that holds both a cell's place and a leaf.
    pub fn kinship(&self, cell: usize, leaf: usize) -> usize {
        let [node, ..] = self.corner(cell);
        let [place, ..] = self.spot(leaf);
        let range = &self.under[node];
        let common = self.chains[place]
            .iter()
            .find(|over| self.under[**over].start <= range.start && self.under[**over].end >= range.end);
        common.map_or(0, |over| self.depths[*over])
    }

    /// The leaf of a leaf node; none for an inner node.
    pub fn leaf_at(&self, node: usize, service: usize, period: usize) -> Option<usize> {
        Some(self.leaf([*self.leaf_of_node.get(&node)?, service, period]))
    }

    /// The periods that hold a period and more.
    pub fn wider(&self, span: usize) -> impl Iterator<Item = usize> + '_ {
        let here = &self.spans[span].leaves;
        (0..self.spans.len()).filter(move |wider| {
            let over = &self.spans[*wider].leaves;
            *wider != span && over.start <= here.start && over.end >= here.end
        })
    }

    /// The cells of the same period that hold a cell: itself, and with the places above and with all services.
    pub fn over(&self, cell: usize) -> Vec<usize> {
        let [node, service, span] = self.corner(cell);
        let chain = self.under[node].clone().next().map_or(&[][..], |place| &self.chains[place]);
        let places = chain.iter().skip_while(|link| **link != node);
        places
            .flat_map(|place| [service, self.services].map(|service| self.cell([*place, service, span])))
            .collect()
    }

    /// The cells one step above: the parent place, all services, the longer periods.
    pub fn above(&self, cell: usize) -> Vec<usize> {
        let [node, service, span] = self.corner(cell);
        let mut cells = Vec::new();
        if let Some(first) = self.under[node].clone().next() {
            let mut chain = self.chains[first].iter();
            if chain.any(|link| *link == node)
                && let Some(parent) = chain.next()
            {
                cells.push(self.cell([*parent, service, span]));
            }
        }
        if service != self.services {
            cells.push(self.cell([node, self.services, span]));
        }
        cells.extend(self.wider(span).map(|wider| self.cell([node, service, wider])));
        cells
    }
}

fn walk(node: usize, below: &[Vec<usize>], under: &mut [Range<usize>], leaves: &mut Vec<usize>) {
    let start = leaves.len();
    if below[node].is_empty() {
        leaves.push(node);
    }
    for child in &below[node] {
        walk(*child, below, under, leaves);
    }
    under[node] = start..leaves.len();
}
