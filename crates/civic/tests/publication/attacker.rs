//! An attacker who has read every release and knows the rule, the tree and the arithmetic.

use super::world::{World, shown};
use civic::publication::{Period, Release};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

pub const THRESHOLD: u32 = 10;
pub const ROUND: u32 = 5;

/// Place node (unknown parts follow the real places), service (last: all), quarters.
pub type Cell = (usize, usize, Range<usize>);

/// The lattice an attacker reasons in, with the truth beside it for the judge of the test.
pub struct Lattice {
    pub parents: Vec<Option<usize>>,
    /// Nodes that are real places; those after them hold what is known no finer.
    pub places: usize,
    pub listed_services: usize,
    /// Leaf services, with one for "not known" where that occurs.
    pub services: usize,
    pub quarters: usize,
    pub periods: Vec<Range<usize>>,
    leaf_places: Vec<usize>,
    truth: HashMap<(usize, usize, usize), u32>,
    /// First quarter in which an unknown part of a place, or an unknown service, counted anything; before it, nobody's count
    /// is given away by its being nothing.
    first: HashMap<(Option<usize>, Option<usize>), usize>,
}

impl Lattice {
    pub fn new(world: &World) -> Self {
        let mut parents = world.parents.clone();
        let mut unknown: BTreeMap<usize, usize> = BTreeMap::new();
        for fact in &world.facts {
            if !world.is_leaf(fact.place) && !unknown.contains_key(&fact.place) {
                unknown.insert(fact.place, parents.len());
                parents.push(Some(fact.place));
            }
        }
        let nameless = world.facts.iter().any(|fact| fact.service.is_none());
        let mut truth: HashMap<(usize, usize, usize), u32> = HashMap::new();
        for fact in &world.facts {
            let place = unknown.get(&fact.place).copied().unwrap_or(fact.place);
            *truth.entry((place, fact.service.unwrap_or(world.services), fact.quarter)).or_default() += 1;
        }
        let mut first: HashMap<(Option<usize>, Option<usize>), usize> = HashMap::new();
        for (leaf, service, quarter) in truth.keys() {
            for known in [(Some(*leaf), None), (None, Some(*service))] {
                let since = first.entry(known).or_insert(*quarter);
                *since = (*since).min(*quarter);
            }
        }
        let periods: BTreeSet<(usize, usize)> =
            world.periods().into_iter().map(|(_, range)| (range.start, range.end)).collect();
        let leaf_places = (0..parents.len()).filter(|node| !parents.contains(&Some(*node))).collect();
        Self {
            leaf_places,
            places: world.parents.len(),
            listed_services: world.services,
            services: world.services + usize::from(nameless),
            quarters: world.quarters,
            periods: periods.into_iter().map(|(start, end)| start..end).collect(),
            parents,
            truth,
            first,
        }
    }

    /// Cells below the threshold that somebody could stand in.
    pub fn small(&self) -> Vec<Cell> {
        let unborn = |(place, service, period): &Cell| {
            let later = |known| self.first.get(&known).is_none_or(|first| *first >= period.end);
            (*place >= self.places && later((Some(*place), None)))
                || (*service == self.listed_services
                    && *service < self.services
                    && later((None, Some(*service))))
        };
        let small = self.totals().into_iter().filter(|(cell, n)| *n < THRESHOLD && !unborn(cell));
        let mut small: Vec<Cell> = small.map(|(cell, _)| cell).collect();
        small.sort_by_key(|cell| (cell.0, cell.1, cell.2.start, cell.2.end));
        small
    }

    fn is_under(&self, mut node: usize, place: usize) -> bool {
        loop {
            if node == place {
                return true;
            }
            match self.parents[node] {
                Some(parent) => node = parent,
                None => return false,
            }
        }
    }

    pub fn leaves(&self, (place, service, quarters): &Cell) -> Vec<(usize, usize, usize)> {
        let mut leaves = Vec::new();
        for leaf in self.leaf_places.iter().filter(|leaf| self.is_under(**leaf, *place)) {
            for s in (0..self.services).filter(|s| *service == self.services || s == service) {
                leaves.extend(quarters.clone().map(|quarter| (*leaf, s, quarter)));
            }
        }
        leaves
    }

    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for place in 0..self.parents.len() {
            for service in 0..=self.services {
                cells.extend(self.periods.iter().map(|period| (place, service, period.clone())));
            }
        }
        cells
    }

    /// True counts of every cell.
    pub fn totals(&self) -> HashMap<Cell, u32> {
        let mut totals: HashMap<Cell, u32> = self.cells().into_iter().map(|cell| (cell, 0)).collect();
        for ((leaf, service, quarter), n) in &self.truth {
            let mut at = Some(*leaf);
            while let Some(place) = at {
                for service in [*service, self.services] {
                    for period in self.periods.iter().filter(|period| period.contains(quarter)) {
                        *totals.get_mut(&(place, service, period.clone())).unwrap() += n;
                    }
                }
                at = self.parents[place];
            }
        }
        totals
    }

    /// What the releases say, cell by cell; a figure that changed from one release to the next is a failure of its own.
    pub fn read(&self, world: &World, releases: &[&Release]) -> HashMap<Cell, u32> {
        let mut published: HashMap<Cell, u32> = HashMap::new();
        let mut hidden: BTreeSet<(Period, usize, usize)> = BTreeSet::new();
        for release in releases {
            for (period, range) in world.periods() {
                if !release.periods().contains(&period) {
                    continue;
                }
                for place in 0..self.places {
                    for service in (0..self.listed_services).chain([self.services]) {
                        let code = (service < self.listed_services).then_some(service);
                        match shown(release, place, code, period) {
                            Some(count) => {
                                assert!(
                                    !hidden.contains(&(period, place, service)),
                                    "shown after it was hidden"
                                );
                                let before = published.insert((place, service, range.clone()), count as u32);
                                assert!(
                                    before.is_none_or(|before| u64::from(before) == count),
                                    "a figure changed"
                                );
                            }
                            None => {
                                hidden.insert((period, place, service));
                            }
                        }
                    }
                }
            }
        }
        published
    }

    /// What a publisher would show who only withholds what is below the threshold.
    pub fn primary_only(&self) -> HashMap<Cell, u32> {
        let listed =
            |cell: &Cell| cell.0 < self.places && (cell.1 < self.listed_services || cell.1 == self.services);
        let counted = self.totals().into_iter().filter(|(cell, n)| listed(cell) && *n >= THRESHOLD);
        counted.map(|(cell, n)| (cell, (n + ROUND / 2) / ROUND * ROUND)).collect()
    }
}

/// The true counts a shown figure may stand for.
pub fn bounds(shown: u32) -> (f64, f64) {
    let low = shown.saturating_sub(ROUND / 2).max(THRESHOLD);
    (f64::from(low), f64::from(shown + ROUND / 2))
}

/// Intervals of every cell after all sums of the lattice have been pushed through until nothing moves.
pub fn propagate(lattice: &Lattice, published: &HashMap<Cell, u32>) -> HashMap<Cell, (f64, f64)> {
    let cells = lattice.cells();
    let index: HashMap<&Cell, usize> = cells.iter().zip(0..).collect();
    let mut low = vec![0.0; cells.len()];
    let mut high = vec![f64::INFINITY; cells.len()];
    for (cell, count) in published {
        (low[index[cell]], high[index[cell]]) = bounds(*count);
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); lattice.parents.len()];
    for (node, parent) in lattice.parents.iter().enumerate() {
        parent.iter().for_each(|parent| children[*parent].push(node));
    }
    // Every equation "a whole is the sum of its parts".
    let mut sums: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, (place, service, period)) in cells.iter().enumerate() {
        let part = |place: usize, service: usize, period: Range<usize>| index[&(place, service, period)];
        if !children[*place].is_empty() {
            sums.push((
                at,
                children[*place].iter().map(|node| part(*node, *service, period.clone())).collect(),
            ));
        }
        if *service == lattice.services {
            sums.push((at, (0..lattice.services).map(|one| part(*place, one, period.clone())).collect()));
        }
        if period.len() > 1 {
            sums.push((
                at,
                period.clone().map(|quarter| part(*place, *service, quarter..quarter + 1)).collect(),
            ));
            // A total through a quarter is any earlier total and what came since, by quarters and by years.
            for cut in lattice.periods.iter().filter(|cut| cut.start == period.start && cut.end < period.end)
            {
                let mut parts = vec![part(*place, *service, cut.clone())];
                let rest = cut.end..period.end;
                if lattice.periods.contains(&rest) {
                    sums.push((at, vec![parts[0], part(*place, *service, rest.clone())]));
                }
                parts.extend(rest.map(|quarter| part(*place, *service, quarter..quarter + 1)));
                sums.push((at, parts));
            }
        }
    }
    let mut moved = true;
    while moved {
        moved = false;
        for (whole, parts) in &sums {
            let (sum_low, sum_high) =
                parts.iter().fold((0.0, 0.0), |(l, h), part| (l + low[*part], h + high[*part]));
            moved |= tighten(&mut low[*whole], &mut high[*whole], sum_low, sum_high);
            let unbounded = parts.iter().filter(|part| high[**part].is_infinite()).count();
            for part in parts {
                let others_low = sum_low - low[*part];
                let others_high = match (unbounded, high[*part].is_infinite()) {
                    (0, _) => sum_high - high[*part],
                    (1, true) => {
                        parts.iter().filter(|other| *other != part).map(|other| high[*other]).sum::<f64>()
                    }
                    _ => f64::INFINITY,
                };
                let (l, h) = (low[*whole] - others_high, high[*whole] - others_low);
                moved |= tighten(&mut low[*part], &mut high[*part], l, h);
                // The sums above were taken before this part moved, so they are only looser than they could be.
            }
        }
    }
    cells.into_iter().enumerate().map(|(at, cell)| (cell, (low[at], high[at]))).collect()
}

fn tighten(low: &mut f64, high: &mut f64, l: f64, h: f64) -> bool {
    let before = (*low, *high);
    *low = low.max(l);
    *high = high.min(h);
    before != (*low, *high)
}

/// The exact least and greatest value of a cell over all (real) tables that fit what is published: linear programming.
pub fn programme(lattice: &Lattice, published: &HashMap<Cell, u32>, target: &Cell) -> (f64, f64) {
    let all: Cell = (0, lattice.services, 0..lattice.quarters);
    let leaves = lattice.leaves(&all);
    let wanted: BTreeSet<_> = lattice.leaves(target).into_iter().collect();
    let extreme = |direction: OptimizationDirection| {
        let mut problem = Problem::new(direction);
        let variables: HashMap<_, _> = leaves
            .iter()
            .map(|leaf| {
                let price = if wanted.contains(leaf) { 1.0 } else { 0.0 };
                (*leaf, problem.add_var(price, (0.0, 10_000.0)))
            })
            .collect();
        for (cell, count) in published {
            let (low, high) = bounds(*count);
            let sum: Vec<_> = lattice.leaves(cell).into_iter().map(|leaf| (variables[&leaf], 1.0)).collect();
            problem.add_constraint(&sum[..], ComparisonOp::Ge, low);
            problem.add_constraint(&sum[..], ComparisonOp::Le, high);
        }
        problem.solve().unwrap().objective()
    };
    (extreme(OptimizationDirection::Minimize), extreme(OptimizationDirection::Maximize))
}

/// Whether an attacker's interval for a small hidden cell still holds every value from 0 to threshold − 1.
pub fn is_blind((low, high): (f64, f64)) -> bool {
    low < 1e-6 && high > f64::from(THRESHOLD - 1) - 1e-6
}
