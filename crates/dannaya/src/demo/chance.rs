//! Dice from a seed: the same seed and number tell the same life, whatever else runs at the same time.

use kernel::SeededEntropy;

/// The dice of one life.
pub struct Dice(SeededEntropy);

impl Dice {
    /// The dice of life `number` of the demo of this seed.
    pub fn of(seed: u64, number: u64) -> Self {
        let dice = Self(SeededEntropy::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D).wrapping_add(number)));
        // Neighbouring seeds differ in few bits; the first draw stirs them.
        Self(SeededEntropy::new(dice.0.next()))
    }

    /// Any number in `0..bound`; 0 when there is none.
    pub fn below(&self, bound: usize) -> usize {
        self.0.below(bound as u64) as usize
    }

    /// Any number from `least` to `most`, both included.
    pub fn between(&self, least: u32, most: u32) -> u32 {
        least + self.0.below(u64::from(most.saturating_sub(least)) + 1) as u32
    }

    /// True in `percent` of a hundred throws.
    pub fn falls(&self, percent: u64) -> bool {
        self.0.below(100) < percent
    }

    /// A number in 0.0..1.0.
    pub fn fraction(&self) -> f64 {
        self.0.below(1 << 32) as f64 / f64::from(u32::MAX)
    }

    /// One of these; `None` of none.
    pub fn pick<'a, T>(&self, among: &'a [T]) -> Option<&'a T> {
        among.get(self.below(among.len()))
    }

    /// The place in a list of growing sums (weights added up) where a throw lands.
    pub fn weighted(&self, sums: &[u64]) -> usize {
        let total = sums.last().copied().unwrap_or(0);
        let thrown = self.0.below(total);
        sums.partition_point(|sum| *sum <= thrown)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_and_number_throw_the_same_and_others_do_not() {
        let throws = |seed, number| {
            let dice = Dice::of(seed, number);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, 7), throws(1, 7));
        assert_ne!(throws(1, 7), throws(1, 8));
        assert_ne!(throws(1, 7), throws(2, 7));
    }

    #[test]
    fn a_weighted_throw_lands_in_proportion_and_never_outside() {
        let dice = Dice::of(1, 1);
        let mut seen = [0; 3];
        (0..3000).for_each(|_| seen[dice.weighted(&[10, 10, 30])] += 1);
        assert_eq!(seen[1], 0);
        assert!((800..1200).contains(&seen[0]), "{seen:?}");
    }
}
