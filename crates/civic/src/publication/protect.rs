//! Secondary suppression with a proof for every cell that stays hidden.
//!
//! A hidden cell below the threshold is *safe* when two other tables exist that would have been published exactly alike, one
//! in which the cell is 0 and one in which it is at least threshold − 1. Whoever reads only what is published cannot tell the
//! three apart, whatever arithmetic is used. This module looks for such tables and hides further cells until it has found them.
//!
//! The other tables are built from **moves**. Leaves that lie in the same shown cells form an *atom*; inside an atom counts
//! move freely. Between atoms a move adds one at some leaves and takes one at others so that every shown total stays the same
//! to the unit (rounding is not relied on): a pair, a swap of two counts in one coordinate (four corners), or a
//! cube (eight corners). Whether a move leaves every shown total alone is one addition: each shown cell has a random 128-bit
//! weight, a leaf's *signature* is the sum of the weights of the shown cells it lies in, and a move is balanced when
//! the signatures it adds equal those it takes (a false balance has a chance of about 2⁻¹²⁸).
//!
//! Hiding a cell only removes constraints, so a proof once found stays valid, and one pass over the cells is enough.

use super::table::{Spot, Table};
use std::collections::HashMap;

/// How many alternatives a coordinate is tried with; a search that gives up means more suppression, never less safety.
const REACH: usize = 48;
/// How many leaves are looked at to collect those alternatives.
const GLANCE: usize = 3000;
/// How many cells are tried, smallest first, before the smallest of those around a hidden cell is hidden outright.
const TRIALS: usize = 40;

/// What suppression did, for tests and for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Suppression {
    /// Cells of at least the threshold that were withheld.
    pub withheld: usize,
    /// Groups of leaves for which no proof was found although nothing was left to hide: their proof is that of the earlier
    /// release, whose shown cells are then the only ones.
    pub inherited: usize,
}

/// Hides cells in `shown` until every cell below `threshold` is safe. Only cells marked in `open` may be hidden.
pub(super) fn protect(table: &Table, shown: &mut Vec<bool>, open: &[bool], threshold: u32) -> Suppression {
    let mut audit = Audit::new(table, std::mem::take(shown), open, threshold);
    for atom in 0..audit.mass.len() {
        audit.mend(Target::Raise(atom));
    }
    for cell in 0..table.cells() {
        let small = |cell: usize| table.total(cell) < threshold;
        // A cell inside a small cell is emptied with it.
        if table.total(cell) > 0 && small(cell) && !table.above(cell).into_iter().any(small) {
            audit.mend(Target::Empty(cell));
        }
    }
    *shown = audit.shown;
    audit.done
}

#[derive(Clone, Copy)]
enum Target {
    /// Some leaf of this atom can be threshold − 1.
    Raise(usize),
    /// This cell can be 0.
    Empty(usize),
}

struct Audit<'a> {
    table: &'a Table,
    threshold: u32,
    shown: Vec<bool>,
    open: &'a [bool],
    /// Per leaf.
    atom: Vec<u32>,
    /// Per atom: signature, count, leaves.
    signature: Vec<u128>,
    mass: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Per atom: the number of the last list it was put in, so that a list holds it once.
    listed: Vec<u32>,
    lists: u32,
    done: Suppression,
}

impl<'a> Audit<'a> {
    fn new(table: &'a Table, shown: Vec<bool>, open: &'a [bool], threshold: u32) -> Self {
        let mut atoms: HashMap<u128, u32> = HashMap::new();
        let mut audit = Self {
            table,
            threshold,
            shown,
            open,
            atom: Vec::with_capacity(table.leaves()),
            signature: Vec::new(),
            mass: Vec::new(),
            members: Vec::new(),
            listed: Vec::new(),
            lists: 0,
            done: Suppression::default(),
        };
        for leaf in 0..table.leaves() {
            let cells = table.cells_over(table.spot(leaf)).into_iter().filter(|cell| audit.shown[*cell]);
            let signature = cells.fold(0, |sum: u128, cell| sum.wrapping_add(weight(cell)));
            let atom = *atoms.entry(signature).or_insert(audit.mass.len() as u32);
            if atom as usize == audit.mass.len() {
                audit.signature.push(signature);
                audit.mass.push(0);
                audit.members.push(Vec::new());
                audit.listed.push(0);
            }
            audit.atom.push(atom);
            audit.mass[atom as usize] += table.count(leaf);
            audit.members[atom as usize].push(leaf as u32);
        }
        audit
    }

    /// Hides cells until the target has its proof. Tries, smallest first, for one cell whose hiding is enough.
    fn mend(&mut self, target: Target) {
        while !self.proven(target) {
            let mut around = self.around(target);
            around.truncate(TRIALS);
            let enough = around.iter().copied().find(|cell| {
                self.hide(*cell);
                let proven = self.proven(target);
                self.unhide(*cell);
                proven
            });
            let next = enough.or_else(|| around.first().copied()).or_else(|| self.smallest_open());
            match next {
                Some(cell) => {
                    self.hide(cell);
                    self.done.withheld += 1;
                }
                None => {
                    self.done.inherited += 1;
                    return;
                }
            }
        }
    }

    fn proven(&mut self, target: Target) -> bool {
        match target {
            Target::Raise(atom) => self.can_be_raised(atom),
            Target::Empty(cell) => self.can_be_emptied(cell),
        }
    }

    /// Whether a leaf of the atom can hold threshold − 1 while every shown total stays.
    fn can_be_raised(&mut self, atom: usize) -> bool {
        let wanted = self.threshold - 1;
        // A leaf in no shown cell can hold anything.
        if self.signature[atom] == 0 || self.mass[atom] >= wanted {
            return true;
        }
        let from = self.members[atom][0] as usize;
        let mut ledger = Vec::new();
        let raised = self.search(from, Direction::In, None, &mut ledger, &mut |audit: &Self| {
            audit.mass[atom] >= wanted
        });
        self.undo(ledger);
        raised
    }

    /// Whether all that a small cell counts can move out of it while every shown total stays.
    fn can_be_emptied(&mut self, cell: usize) -> bool {
        let mut captive: Vec<usize> = Vec::new();
        for leaf in self.table.leaves_of(cell) {
            let atom = self.atom[leaf] as usize;
            if self.table.count(leaf) > 0
                && self.signature[atom] != 0
                && self.mass[atom] < self.threshold
                && !captive.contains(&atom)
                && self.members[atom].iter().all(|member| self.table.holds(cell, *member as usize))
            {
                captive.push(atom);
            }
        }
        let mut ledger = Vec::new();
        let emptied = captive.iter().all(|atom| {
            let from = self.members[*atom][0] as usize;
            self.search(from, Direction::Out, Some(cell), &mut ledger, &mut |audit: &Self| {
                audit.mass[*atom] == 0
            })
        });
        self.undo(ledger);
        emptied
    }

    /// Applies balanced moves that bring counts to a leaf's atom (or take them out, landing outside `outside`) until `reached`.
    fn search(
        &mut self,
        from: usize,
        direction: Direction,
        outside: Option<usize>,
        ledger: &mut Vec<(usize, i32)>,
        reached: &mut dyn FnMut(&Self) -> bool,
    ) -> bool {
        if reached(self) {
            return true;
        }
        let here = self.table.spot(from);
        let singles: Vec<Vec<Spot>> = (0..3).map(|axis| self.singles(here, axis)).collect();
        for there in singles.iter().flatten() {
            let pair = Move::new(direction, self.table.leaf(*there), &[], &[from]);
            if self.apply(&pair, from, outside, ledger, reached) {
                return true;
            }
        }
        for axis in 0..3 {
            let others = self.others(here, axis);
            for single in &singles[axis] {
                for other in &others {
                    let mut far = *other;
                    far[axis] = single[axis];
                    let (near, aside, far) =
                        (self.table.leaf(*single), self.table.leaf(*other), self.table.leaf(far));
                    let swap = Move::new(direction, near, &[aside], &[from, far]);
                    if self.apply(&swap, from, outside, ledger, reached) {
                        return true;
                    }
                }
            }
        }
        for place in &singles[0] {
            for service in &singles[1] {
                for period in &singles[2] {
                    let ([p, ..], [_, s, _], [.., q]) = (*place, *service, *period);
                    let [own_p, own_s, own_q] = here;
                    let at = |spot: Spot| self.table.leaf(spot);
                    let odd = [at([own_p, s, own_q]), at([own_p, own_s, q]), at([p, s, q])];
                    let even = [from, at([p, s, own_q]), at([p, own_s, q]), at([own_p, s, q])];
                    let cube = Move::new(direction, at(*place), &odd, &even);
                    if self.apply(&cube, from, outside, ledger, reached) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Leaves that differ from `here` in one coordinate only, nearest first, one an atom.
    fn singles(&mut self, here: Spot, axis: usize) -> Vec<Spot> {
        let extent = self.table.extent()[axis];
        let spots = (1..extent).map(|step| {
            let mut spot = here;
            spot[axis] = (here[axis] + step) % extent;
            spot
        });
        self.distinct(here, spots)
    }

    /// Leaves that share one coordinate with `here` and may differ in both others, nearest first, one an atom.
    fn others(&mut self, here: Spot, axis: usize) -> Vec<Spot> {
        let extent = self.table.extent();
        let (first, second) = match axis {
            0 => (1, 2),
            1 => (2, 0),
            _ => (1, 0),
        };
        let steps = (0..extent[second]).flat_map(|two| (0..extent[first]).map(move |one| (one, two)));
        let spots = steps.map(|(one, two)| {
            let mut spot = here;
            spot[first] = (here[first] + one) % extent[first];
            spot[second] = (here[second] + two) % extent[second];
            spot
        });
        self.distinct(here, spots.skip(1))
    }

    /// One spot an atom, those with something to give before the empty ones, at most [`REACH`] of them.
    fn distinct(&mut self, here: Spot, spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
        self.lists += 1;
        let own = self.atom[self.table.leaf(here)] as usize;
        self.listed[own] = self.lists;
        let (mut full, mut empty) = (Vec::new(), Vec::new());
        for spot in spots.take(GLANCE) {
            let atom = self.atom[self.table.leaf(spot)] as usize;
            if self.listed[atom] == self.lists {
                continue;
            }
            self.listed[atom] = self.lists;
            if self.mass[atom] > 0 {
                full.push(spot);
                if full.len() == REACH {
                    break;
                }
            } else if empty.len() < REACH {
                empty.push(spot);
            }
        }
        full.extend(empty);
        full.truncate(REACH);
        full
    }

    /// Applies a move as often as it is possible and wanted, if it is balanced. True when the goal is reached.
    fn apply(
        &mut self,
        step: &Move,
        from: usize,
        outside: Option<usize>,
        ledger: &mut Vec<(usize, i32)>,
        reached: &mut dyn FnMut(&Self) -> bool,
    ) -> bool {
        let own = self.atom[from];
        let (adds, takes) = (step.adds(), step.takes());
        // The cheap refusals first: most moves fail here.
        if takes.iter().any(|leaf| self.mass[self.atom[*leaf] as usize] == 0) {
            return false;
        }
        let returns = match step.direction {
            Direction::In => takes.iter().any(|leaf| self.atom[*leaf] == own),
            Direction::Out => adds.iter().any(|leaf| self.atom[*leaf] == own),
        };
        if returns
            || outside.is_some_and(|cell| adds.iter().any(|leaf| self.table.holds(cell, *leaf)))
            || self.signatures(adds) != self.signatures(takes)
        {
            return false;
        }
        while takes.iter().all(|leaf| {
            let atom = self.atom[*leaf];
            let drawn = takes.iter().filter(|other| self.atom[**other] == atom).count();
            self.mass[atom as usize] as usize >= drawn
        }) {
            for leaf in takes {
                let atom = self.atom[*leaf] as usize;
                self.mass[atom] -= 1;
                ledger.push((atom, 1));
            }
            for leaf in adds {
                let atom = self.atom[*leaf] as usize;
                self.mass[atom] += 1;
                ledger.push((atom, -1));
            }
            if reached(self) {
                return true;
            }
        }
        false
    }

    fn signatures(&self, leaves: &[usize]) -> u128 {
        leaves.iter().fold(0, |sum: u128, leaf| sum.wrapping_add(self.signature[self.atom[*leaf] as usize]))
    }

    fn undo(&mut self, ledger: Vec<(usize, i32)>) {
        for (atom, change) in ledger.into_iter().rev() {
            self.mass[atom] = self.mass[atom].saturating_add_signed(change);
        }
    }

    /// The cells that may still be hidden and that pin a target down: those over one of its leaves, and the shown parts of
    /// those that leave it out. Smallest count first, because the fewest people miss it.
    fn around(&self, target: Target) -> Vec<usize> {
        let leaf = match target {
            Target::Raise(atom) => self.members[atom][0] as usize,
            Target::Empty(cell) => {
                match self.table.leaves_of(cell).find(|leaf| self.table.count(*leaf) > 0) {
                    Some(leaf) => leaf,
                    None => return Vec::new(),
                }
            }
        };
        let over = self.table.cells_over(self.table.spot(leaf));
        let parts = over.iter().flat_map(|cell| self.table.parts(*cell));
        let mut cells: Vec<usize> = over
            .iter()
            .copied()
            .chain(parts.filter(|part| !self.table.holds(*part, leaf)))
            .filter(|cell| self.shown[*cell] && self.open[*cell])
            .collect();
        cells.sort_unstable_by_key(|cell| (self.table.total(*cell), *cell));
        cells.dedup();
        cells
    }

    fn smallest_open(&self) -> Option<usize> {
        (0..self.table.cells())
            .filter(|cell| self.shown[*cell] && self.open[*cell])
            .min_by_key(|cell| self.table.total(*cell))
    }

    fn hide(&mut self, cell: usize) {
        self.shown[cell] = false;
        self.reweigh(cell, weight(cell).wrapping_neg());
    }

    fn unhide(&mut self, cell: usize) {
        self.shown[cell] = true;
        self.reweigh(cell, weight(cell));
    }

    /// All leaves of an atom lie in a cell or none does, so each atom is reweighed once.
    fn reweigh(&mut self, cell: usize, change: u128) {
        self.lists += 1;
        for leaf in self.table.leaves_of(cell) {
            let atom = self.atom[leaf] as usize;
            if self.listed[atom] != self.lists {
                self.listed[atom] = self.lists;
                self.signature[atom] = self.signature[atom].wrapping_add(change);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// Leaves that gain one and leaves that lose one; the even corners (with the leaf itself) against the odd ones.
struct Move {
    direction: Direction,
    odd: [usize; 4],
    odds: usize,
    even: [usize; 4],
    evens: usize,
}

impl Move {
    fn new(direction: Direction, near: usize, more_odd: &[usize], even_corners: &[usize]) -> Self {
        let (mut odd, mut even) = ([near; 4], [near; 4]);
        odd[1..=more_odd.len()].copy_from_slice(more_odd);
        even[..even_corners.len()].copy_from_slice(even_corners);
        Self { direction, odd, odds: more_odd.len() + 1, even, evens: even_corners.len() }
    }

    fn adds(&self) -> &[usize] {
        match self.direction {
            Direction::In => &self.even[..self.evens],
            Direction::Out => &self.odd[..self.odds],
        }
    }

    fn takes(&self) -> &[usize] {
        match self.direction {
            Direction::In => &self.odd[..self.odds],
            Direction::Out => &self.even[..self.evens],
        }
    }
}

/// A fixed random 128-bit weight per cell (two rounds of the splitmix64 finaliser).
fn weight(cell: usize) -> u128 {
    let mix = |seed: u64| {
        let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let low = mix(cell as u64);
    (u128::from(mix(low ^ 0x5851_f42d_4c95_7f2d)) << 64) | u128::from(low)
}
