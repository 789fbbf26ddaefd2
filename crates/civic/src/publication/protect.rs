//! Secondary suppression with a proof for every cell that stays hidden.
//!
//! A hidden cell below the threshold is *safe* when two other tables exist that would have been published exactly alike, one
//! in which the cell is 0 and one in which it is as much as the threshold. Whoever reads only what is published cannot tell the
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

use super::table::{Corner, Spot, Table};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many alternatives a coordinate is tried with; a search that gives up means more suppression, never less safety.
const REACH: usize = 1000;
/// How many leaves are looked at to collect those alternatives.
const GLANCE: usize = 30000;
/// How often a search starts before it gives up for good.
const STARTS: u64 = 8;
/// How many cells are tried, smallest first, before the smallest of those around a hidden cell is hidden outright.
const TRIALS: usize = 40;

/// Shows candidates batch by batch, in the order given, and hides so many of each batch again that every cell below
/// `threshold` stays safe. A batch never costs an earlier one a cell, so coarse figures come before fine ones.
pub(super) fn protect(
    table: &Table,
    shown: &mut Vec<bool>,
    batches: &[Vec<usize>],
    aims: &Aims,
    threshold: u32,
    mut proofs: HashMap<Target, Proof>,
) -> HashMap<Target, Proof> {
    for batch in batches.iter().filter(|batch| !batch.is_empty()) {
        batch.iter().for_each(|cell| shown[*cell] = true);
        let mut audit = Audit::new(table, std::mem::take(shown), batch, &aims.demands, threshold, proofs);
        let mut raised: HashSet<u32> = HashSet::new();
        for leaf in 0..table.leaves() {
            if !aims.barred.contains(&leaf) && raised.insert(audit.atom[leaf]) {
                audit.mend(Target::Raise(leaf));
                raised.insert(audit.atom[leaf]);
            }
        }
        for cell in 0..table.cells() {
            let small = |cell: usize| table.total(cell) < threshold;
            // A cell inside a small cell is emptied with it.
            if table.total(cell) > 0 && small(cell) && !table.above(cell).into_iter().any(small) {
                audit.mend(Target::Empty(cell));
            }
        }
        for demand in 0..aims.demands.len() {
            audit.mend(Target::Give(demand));
        }
        *shown = audit.shown;
        proofs = audit.proofs;
    }
    proofs
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// This leaf can be as much as the threshold.
    Raise(usize),
    /// This cell can be 0.
    Empty(usize),
    /// This demand can be met.
    Give(usize),
}

/// What a table is asked beyond its own small cells, and what it is not asked.
#[derive(Default)]
pub(super) struct Aims {
    pub demands: Vec<Demand>,
    /// Leaves that stand for nothing and need not be able to hold anything.
    pub barred: HashSet<usize>,
}

/// What a table must be able to do beside keeping its own small cells safe: leaves give up so many each, all at once, and
/// nothing of it lands on the leaves of `outside`.
pub(super) struct Demand {
    /// Place, service and period it is made for.
    pub of: Corner,
    pub give: Vec<(usize, u32)>,
    pub outside: HashSet<usize>,
}

struct Audit<'a> {
    table: &'a Table,
    threshold: u32,
    shown: Vec<bool>,
    batch: &'a [usize],
    demands: &'a [Demand],
    /// Per leaf: its atom.
    atom: Vec<u32>,
    /// The atom of each signature met so far. Hiding merges atoms and showing parts them, so some may be empty of leaves.
    atoms: HashMap<u128, u32>,
    /// Per atom: signature, leaves, count.
    signature: Vec<u128>,
    size: Vec<u32>,
    mass: Vec<u32>,
    /// Per atom: the number of the last list it was put in, so that a list holds it once.
    listed: Vec<u32>,
    lists: u32,
    /// How often a search starts, and the order of the present start (none: nearest first, each move as often as it can be).
    starts: u64,
    order: Option<u64>,
    /// What was found so far, for the next look at the same target.
    proofs: HashMap<Target, Proof>,
}

/// The ones taken from leaves (−1) and added to leaves (+1); a leaf stands for its atom.
pub(super) type Proof = Vec<(u32, i32)>;

impl<'a> Audit<'a> {
    fn new(
        table: &'a Table,
        shown: Vec<bool>,
        batch: &'a [usize],
        demands: &'a [Demand],
        threshold: u32,
        proofs: HashMap<Target, Proof>,
    ) -> Self {
        let mut audit = Self {
            table,
            threshold,
            shown,
            batch,
            demands,
            atom: Vec::with_capacity(table.leaves()),
            atoms: HashMap::new(),
            signature: Vec::new(),
            size: Vec::new(),
            mass: Vec::new(),
            listed: Vec::new(),
            lists: 0,
            starts: 1,
            order: None,
            proofs,
        };
        for leaf in 0..table.leaves() {
            let cells = table.cells_over(table.spot(leaf)).into_iter().filter(|cell| audit.shown[*cell]);
            let signature = cells.fold(0, |sum: u128, cell| sum.wrapping_add(weight(cell)));
            let atom = audit.atom_of(signature);
            audit.atom.push(atom);
            audit.size[atom as usize] += 1;
            audit.mass[atom as usize] += table.count(leaf);
        }
        audit
    }

    fn atom_of(&mut self, signature: u128) -> u32 {
        let next = self.signature.len() as u32;
        let atom = *self.atoms.entry(signature).or_insert(next);
        if atom == next {
            self.signature.push(signature);
            self.size.push(0);
            self.mass.push(0);
            self.listed.push(0);
        }
        atom
    }

    /// Hides cells of the batch until the target has its proof, then shows again what need not have been hidden.
    fn mend(&mut self, target: Target) {
        if self.is_proven(target) || self.is_proven_in_the_end(target) {
            return;
        }
        let around = self.around(target);
        self.hide_until_proven(target, &around);
    }

    /// Hides the first of these cells that is enough, or so many of them as it takes. Where all of them are not enough, they stay
    /// hidden: what is shown is then what was shown before this batch.
    fn hide_until_proven(&mut self, target: Target, around: &[usize]) {
        for cell in around.iter().take(TRIALS) {
            self.hide(*cell);
            if self.is_proven(target) {
                return;
            }
            self.unhide(*cell);
        }
        let mut hidden = 0;
        let mut proven = false;
        while !proven && hidden < around.len() {
            let until = (hidden * 2).max(2).min(around.len());
            around[hidden..until].iter().for_each(|cell| self.hide(*cell));
            hidden = until;
            proven = self.is_proven(target);
        }
        if !proven && !self.is_proven_in_the_end(target) {
            return;
        }
        for cell in around[..hidden].iter().rev() {
            self.unhide(*cell);
            if !self.is_proven(target) {
                self.hide(*cell);
            }
        }
    }

    /// The same with more patience.
    fn is_proven_in_the_end(&mut self, target: Target) -> bool {
        self.starts = STARTS;
        let proven = self.is_proven(target);
        self.starts = 1;
        proven
    }

    fn is_proven(&mut self, target: Target) -> bool {
        match target {
            Target::Raise(leaf) => self.can_be_raised(leaf),
            Target::Empty(cell) => {
                if !self.may_hold_captives(cell) {
                    return true;
                }
                let full = |leaf: usize| (self.table.count(leaf) > 0).then(|| (leaf, self.table.count(leaf)));
                let give: Vec<_> = self.table.leaves_of(cell).filter_map(full).collect();
                let outside: HashSet<_> = self.table.leaves_of(cell).collect();
                self.can_give(target, &give, &outside)
            }
            Target::Give(demand) => {
                let demands = self.demands;
                self.can_give(target, &demands[demand].give, &demands[demand].outside)
            }
        }
    }

    fn is_raised(&self, leaf: usize) -> bool {
        let atom = self.atom[leaf] as usize;
        // A leaf in no shown cell can hold anything.
        self.signature[atom] == 0 || self.mass[atom] >= self.threshold
    }

    /// Whether a leaf can hold as much as the threshold while every shown total stays.
    fn can_be_raised(&mut self, leaf: usize) -> bool {
        if self.is_raised(leaf) {
            return true;
        }
        let target = Target::Raise(leaf);
        if self.is_raised_as(leaf, target) {
            return true;
        }
        let mut tale = Proof::new();
        let raised = self.search(leaf, Direction::In, &HashSet::new(), &mut tale, &|audit: &Self| audit.is_raised(leaf));
        self.undo(&tale);
        if raised {
            self.proofs.insert(target, tale);
            return true;
        }
        // The proof for another leaf of the same atom does as well.
        let own = self.atom[leaf];
        let same = |other: &Target| matches!(other, Target::Raise(other) if self.atom[*other] == own);
        let others: Vec<Target> = self.proofs.keys().copied().filter(same).collect();
        others.into_iter().any(|other| self.is_raised_as(leaf, other))
    }

    /// Whether the proof kept for a target still raises a leaf.
    fn is_raised_as(&mut self, leaf: usize, target: Target) -> bool {
        let Some(tale) = self.proofs.remove(&target) else { return false };
        let still = self.still(&tale, |audit: &Self| audit.is_raised(leaf));
        self.proofs.insert(target, tale);
        still
    }

    /// A quick look before a small cell is searched: whether some count in it lies in an atom no larger than the cell.
    fn may_hold_captives(&self, cell: usize) -> bool {
        let leaves = self.table.leaves_of(cell).count() as u32;
        self.table.leaves_of(cell).any(|leaf| {
            let atom = self.atom[leaf] as usize;
            self.table.count(leaf) > 0
                && self.signature[atom] != 0
                && self.size[atom] <= leaves
                && self.mass[atom] < self.threshold
        })
    }

    /// Whether leaves can give up so many each, landing outside, while every shown total stays.
    fn can_give(&mut self, target: Target, give: &[(usize, u32)], outside: &HashSet<usize>) -> bool {
        // Atoms with a leaf outside give into it; the others are captive.
        let mut inside: HashMap<u32, u32> = HashMap::new();
        for leaf in outside {
            *inside.entry(self.atom[*leaf]).or_default() += 1;
        }
        // Per captive atom: a leaf of it, and what may stay.
        let mut captive: BTreeMap<usize, (usize, u32)> = BTreeMap::new();
        for (leaf, n) in give {
            let atom = self.atom[*leaf] as usize;
            if self.signature[atom] != 0 && inside.get(&(atom as u32)) == Some(&self.size[atom]) {
                let (_, stays) = captive.entry(atom).or_insert((*leaf, self.mass[atom]));
                *stays = stays.saturating_sub(*n);
            }
        }
        let gone = |audit: &Self| captive.iter().all(|(atom, (_, stays))| audit.mass[*atom] <= *stays);
        if let Some(tale) = self.proofs.remove(&target) {
            let lands = tale.iter().any(|(leaf, change)| *change > 0 && outside.contains(&(*leaf as usize)));
            let still = !lands && self.still(&tale, gone);
            self.proofs.insert(target, tale);
            if still {
                return true;
            }
        }
        let mut tale = self.beginning(target, outside);
        let given = captive.iter().all(|(atom, (leaf, stays))| {
            let reached = |audit: &Self| audit.mass[*atom] <= *stays;
            self.search(*leaf, Direction::Out, outside, &mut tale, &reached)
        });
        self.undo(&tale);
        if given {
            self.proofs.insert(target, tale);
        }
        given
    }

    /// A small cell begins where a proof for most of it ended: for a shorter period, or when it was part of a larger small cell.
    /// Leaves that proof applied.
    fn beginning(&mut self, target: Target, outside: &HashSet<usize>) -> Proof {
        let Target::Empty(cell) = target else { return Proof::new() };
        let [_, _, span] = self.table.corner(cell);
        let here = self.table.spans[span].leaves.clone();
        let overlap = |other: usize| {
            let there = &self.table.spans[other].leaves;
            there.end.min(here.end).saturating_sub(there.start.max(here.start))
        };
        let mut helpful: Vec<(usize, usize)> = Vec::new();
        for over in self.table.over(cell) {
            for other in (0..self.table.spans.len()).filter(|other| overlap(*other) > 0) {
                let [node, service, _] = self.table.corner(over);
                let larger = self.table.cell([node, service, other]);
                if self.proofs.contains_key(&Target::Empty(larger)) {
                    helpful.push((overlap(other), larger));
                }
            }
        }
        helpful.sort_unstable_by_key(|(overlap, larger)| (Reverse(*overlap), *larger));
        for (_, larger) in helpful {
            let Some(tale) = self.proofs.get(&Target::Empty(larger)).cloned() else { continue };
            let lands = tale.iter().any(|(leaf, change)| *change > 0 && outside.contains(&(*leaf as usize)));
            if !lands && self.still(&tale, |_| true) {
                self.follow(&tale);
                return tale;
            }
        }
        Proof::new()
    }

    fn follow(&mut self, tale: &[(u32, i32)]) {
        for (leaf, change) in tale {
            let mass = &mut self.mass[self.atom[*leaf as usize] as usize];
            *mass = mass.wrapping_add_signed(*change);
        }
    }

    /// Applies balanced moves that bring counts to a leaf's atom (or take them out, landing outside `outside`) until `reached`.
    /// A greedy search can paint itself into a corner, so it starts afresh a few times in another order.
    fn search(
        &mut self,
        from: usize,
        direction: Direction,
        outside: &HashSet<usize>,
        tale: &mut Proof,
        reached: &dyn Fn(&Self) -> bool,
    ) -> bool {
        if reached(self) {
            return true;
        }
        for start in 0..self.starts {
            let told = tale.len();
            self.order = (start > 0).then(|| scramble(scramble(from as u64) ^ start));
            if self.walk(from, direction, outside, tale, reached) {
                return true;
            }
            self.undo(&tale[told..]);
            tale.truncate(told);
        }
        false
    }

    fn walk(
        &mut self,
        from: usize,
        direction: Direction,
        outside: &HashSet<usize>,
        tale: &mut Proof,
        reached: &dyn Fn(&Self) -> bool,
    ) -> bool {
        let here = self.table.spot(from);
        let singles: Vec<Vec<Spot>> = (0..3).map(|axis| self.singles(here, axis)).collect();
        for there in singles.iter().flatten() {
            let pair = Move::new(direction, self.table.leaf(*there), &[], &[from]);
            if self.apply(&pair, from, outside, tale, reached) {
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
                    if self.apply(&swap, from, outside, tale, reached) {
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
                    if self.apply(&cube, from, outside, tale, reached) {
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
        if let Some(seed) = self.order {
            full.sort_by_cached_key(|spot| scramble(seed ^ self.table.leaf(*spot) as u64));
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
        outside: &HashSet<usize>,
        tale: &mut Proof,
        reached: &dyn Fn(&Self) -> bool,
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
            || self.signatures(adds) != self.signatures(takes)
            || adds.iter().any(|leaf| outside.contains(leaf))
        {
            return false;
        }
        while takes.iter().all(|leaf| {
            let atom = self.atom[*leaf];
            let drawn = takes.iter().filter(|other| self.atom[**other] == atom).count();
            self.mass[atom as usize] as usize >= drawn
        }) {
            for leaf in takes {
                self.mass[self.atom[*leaf] as usize] -= 1;
                tale.push((*leaf as u32, -1));
            }
            for leaf in adds {
                self.mass[self.atom[*leaf] as usize] += 1;
                tale.push((*leaf as u32, 1));
            }
            if reached(self) {
                return true;
            }
            if self.order.is_some() {
                break;
            }
        }
        false
    }

    fn signatures(&self, leaves: &[usize]) -> u128 {
        leaves.iter().fold(0, |sum: u128, leaf| sum.wrapping_add(self.signature[self.atom[*leaf] as usize]))
    }

    fn undo(&mut self, tale: &[(u32, i32)]) {
        for (leaf, change) in tale {
            let mass = &mut self.mass[self.atom[*leaf as usize] as usize];
            *mass = mass.wrapping_add_signed(-change);
        }
    }

    /// Whether an earlier proof still holds: it is balanced, takes nowhere more than there is, and reaches its goal. Hiding
    /// never breaks a proof; showing another batch may.
    fn still(&mut self, tale: &Proof, reached: impl Fn(&Self) -> bool) -> bool {
        let balance = tale.iter().fold(0, |sum: u128, (leaf, change)| {
            let signature = self.signature[self.atom[*leaf as usize] as usize];
            let times = signature.wrapping_mul(u128::from(change.unsigned_abs()));
            if *change > 0 { sum.wrapping_add(times) } else { sum.wrapping_sub(times) }
        });
        if balance != 0 {
            return false;
        }
        self.follow(tale);
        let there = |leaf: &u32| self.mass[self.atom[*leaf as usize] as usize] <= i32::MAX as u32;
        let holds = tale.iter().all(|(leaf, _)| there(leaf)) && reached(self);
        self.undo(tale);
        holds
    }

    /// The leaves a target is about.
    fn leaves(&self, target: Target) -> Vec<usize> {
        match target {
            Target::Raise(leaf) => vec![leaf],
            Target::Empty(cell) => {
                self.table.leaves_of(cell).filter(|leaf| self.table.count(*leaf) > 0).collect()
            }
            Target::Give(demand) => self.demands[demand].give.iter().map(|(leaf, _)| *leaf).collect(),
        }
    }

    /// The shown cells of the batch, those nearest a target first (they hold it, then they hold it in two coordinates, then they
    /// are kin), and of those the smallest count first, because the fewest people miss it.
    fn around(&self, target: Target) -> Vec<usize> {
        let Some(leaf) = self.leaves(target).first().copied() else { return Vec::new() };
        let mut cells: Vec<usize> = self.batch.iter().copied().filter(|cell| self.shown[*cell]).collect();
        cells.sort_by_cached_key(|cell| {
            let (shared, kinship) = (self.table.shared(*cell, leaf), self.table.kinship(*cell, leaf));
            (Reverse(shared), Reverse(kinship), self.table.total(*cell), *cell)
        });
        cells
    }

    fn hide(&mut self, cell: usize) {
        self.shown[cell] = false;
        self.reweigh(cell, weight(cell).wrapping_neg());
    }

    fn unhide(&mut self, cell: usize) {
        self.shown[cell] = true;
        self.reweigh(cell, weight(cell));
    }

    /// Moves the leaves of a cell to the atoms of their new signatures. All leaves of an atom lie in a cell or none does.
    fn reweigh(&mut self, cell: usize, change: u128) {
        let table = self.table;
        let mut last = (u32::MAX, u32::MAX);
        for leaf in table.leaves_of(cell) {
            let old = self.atom[leaf];
            if last.0 != old {
                last = (old, self.atom_of(self.signature[old as usize].wrapping_add(change)));
            }
            let (old, new) = (old as usize, last.1 as usize);
            self.atom[leaf] = last.1;
            self.size[old] -= 1;
            self.size[new] += 1;
            self.mass[old] -= table.count(leaf);
            self.mass[new] += table.count(leaf);
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

/// A fixed random 128-bit weight per cell.
fn weight(cell: usize) -> u128 {
    let low = scramble(cell as u64);
    (u128::from(scramble(low ^ 0x5851_f42d_4c95_7f2d)) << 64) | u128::from(low)
}

/// splitmix64: a fixed, well-mixed number for a number.
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
