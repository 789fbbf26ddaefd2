//! Looking for balanced moves.

use super::audit::Audit;
use super::protect::Proof;
use super::table::Spot;
use std::collections::HashSet;

/// How many alternatives a coordinate is tried with; a search that gives up means more suppression, never less safety.
const REACH: usize = 150;
/// How many leaves are looked at to collect those alternatives.
const GLANCE: usize = 30000;
/// How often a search starts before it gives up for good.
pub(super) const STARTS: u64 = 8;
impl Audit<'_> {
    /// Applies balanced moves that bring counts to a leaf's atom (or take them out, landing outside `outside`) until `reached`.
    /// A greedy search can paint itself into a corner, so it starts afresh a few times in another order.
    pub fn search(
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
}

/// Whether a leaf is to gain or to give.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
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

/// splitmix64: a fixed, well-mixed number for a number.
pub(super) fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
