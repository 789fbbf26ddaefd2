//! The state of one batch under suppression: what is shown, which leaves that makes alike, and what has been proven.

use super::protect::{Aims, Demand, Proof, Target};
use super::search::{Direction, STARTS, scramble};
use super::table::Table;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many cells are tried, smallest first, before the smallest of those around a hidden cell is hidden outright.
const TRIALS: usize = 40;

pub(super) struct Audit<'a> {
    pub table: &'a Table,
    threshold: u32,
    pub shown: Vec<bool>,
    batch: &'a [usize],
    demands: &'a [Demand],
    barred: &'a HashSet<usize>,
    /// Per leaf: its atom. Barred leaves are in one whose signature balances nothing.
    pub atom: Vec<u32>,
    /// The atom of each signature met so far. Hiding merges atoms and showing parts them, so some may be empty of leaves.
    atoms: HashMap<u128, u32>,
    /// Per atom: signature, leaves, count.
    pub signature: Vec<u128>,
    size: Vec<u32>,
    pub mass: Vec<u32>,
    /// Per atom: the number of the last list it was put in, so that a list holds it once.
    pub listed: Vec<u32>,
    pub lists: u32,
    /// How often a search starts, and the order of the present start (none: nearest first, each move as often as it can be).
    pub starts: u64,
    pub order: Option<u64>,
    /// What was found so far, for the next look at the same target.
    pub proofs: HashMap<Target, Proof>,
}

impl<'a> Audit<'a> {
    pub fn new(
        table: &'a Table,
        shown: Vec<bool>,
        batch: &'a [usize],
        aims: &'a Aims,
        threshold: u32,
        proofs: HashMap<Target, Proof>,
    ) -> Self {
        let mut audit = Self {
            table,
            threshold,
            shown,
            batch,
            demands: &aims.demands,
            barred: &aims.barred,
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
        let void = audit.atom_of(weight(usize::MAX));
        for leaf in 0..table.leaves() {
            if aims.barred.contains(&leaf) {
                audit.atom.push(void);
                continue;
            }
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
    pub fn mend(&mut self, target: Target) {
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
        let raised = self
            .search(leaf, Direction::In, &HashSet::new(), &mut tale, &|audit: &Self| audit.is_raised(leaf));
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

    pub fn undo(&mut self, tale: &[(u32, i32)]) {
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
        for leaf in table.leaves_of(cell).filter(|leaf| !self.barred.contains(leaf)).collect::<Vec<_>>() {
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

/// A fixed random 128-bit weight per cell.
fn weight(cell: usize) -> u128 {
    let low = scramble(cell as u64);
    (u128::from(scramble(low ^ 0x5851_f42d_4c95_7f2d)) << 64) | u128::from(low)
}
