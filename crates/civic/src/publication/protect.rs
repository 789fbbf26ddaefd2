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

use super::audit::Audit;
use super::table::{Corner, Table};
use std::collections::{HashMap, HashSet};

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
        let mut audit = Audit::new(table, std::mem::take(shown), batch, aims, threshold, proofs);
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

/// Something a table must be able to be, with every shown total as it is.
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
    /// Leaves that stand for nobody: they need not be able to hold anything, and no proof may put anything there.
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

/// The ones taken from leaves (−1) and added to leaves (+1); a leaf stands for its atom.
pub(super) type Proof = Vec<(u32, i32)>;
