//! Weights: how many people each record stands for, so that the sample looks like the population.

use super::SurveyError;
use super::column::MISSING;

/// Rounds of adjustment before margins are said to contradict each other.
const PATIENCE: usize = 500;

/// The weight of each record. Only their proportions matter: their mean is 1. A record of weight 0 is left out of every figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    of: Vec<f64>,
}

/// What is known of the population: the share of each cell, such as women of 18 to 24, and the cell of each record
/// ([`MISSING`] where it is not known).
#[derive(Debug, Clone, Copy)]
pub struct Margin<'a> {
    /// Of each record, its cell.
    pub cell: &'a [u16],
    /// Of each cell, its people or its share; only proportions within a block matter.
    pub people: &'a [f64],
    /// Of each cell, its block, from 0: each block keeps its weight and only its cells are held against each other, as the ages
    /// of women. Two sources that count women differently then do not contradict each other. One block when empty.
    pub blocks: &'a [u16],
}

impl Weights {
    /// Everybody alike.
    pub fn even(records: usize) -> Self {
        Self { of: vec![1.0; records] }
    }

    /// Everybody alike but those left out.
    pub fn without(records: usize, is_out: impl Fn(usize) -> bool) -> Self {
        Self { of: (0..records).map(|record| if is_out(record) { 0.0 } else { 1.0 }).collect() }
    }

    /// Multiplied by so much for each record, such as the adults of the household of whom one was asked; the mean stays.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`]; [`SurveyError::BadWeight`] for a factor that is no number above 0.
    pub fn times(mut self, factors: &[f64]) -> Result<Self, SurveyError> {
        if factors.len() != self.of.len() {
            return Err(SurveyError::Lengths);
        }
        if let Some(bad) = factors.iter().position(|factor| !factor.is_finite() || *factor <= 0.0) {
            return Err(SurveyError::BadWeight(bad));
        }
        let sum = |weights: &[f64]| weights.iter().sum::<f64>();
        let before = sum(&self.of);
        self.of.iter_mut().zip(factors).for_each(|(weight, factor)| *weight *= factor);
        let after = sum(&self.of);
        if after > 0.0 {
            self.of.iter_mut().for_each(|weight| *weight *= before / after);
        }
        Ok(self)
    }

    /// Of each record.
    pub fn of(&self) -> &[f64] {
        &self.of
    }

    /// Post-stratification (Holt and Smith 1979): in each cell the weights are multiplied by one factor until the cells have the
    /// shares of the population. With the places drawn as cells and their people as shares, these are the design weights.
    /// A record whose cell is not known keeps its weight.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`], [`SurveyError::UnknownCode`], [`SurveyError::EmptyCell`], [`SurveyError::NobodyThere`].
    pub fn post_stratified(mut self, margin: Margin<'_>) -> Result<Self, SurveyError> {
        self.adjust(margin)?;
        Ok(self)
    }

    /// Raking (Deming and Stephan 1940; the multiplicative method of Deville, Särndal and Sautory 1993): adjusted to one margin
    /// after the other until all fit to one part in a billion.
    ///
    /// # Errors
    /// As [`Weights::post_stratified`], and [`SurveyError::NotSettling`].
    pub fn raked(mut self, margins: &[Margin<'_>]) -> Result<Self, SurveyError> {
        for _ in 0..PATIENCE {
            let mut moved: f64 = 0.0;
            for margin in margins {
                moved = moved.max(self.adjust(*margin)?);
            }
            if moved < 1e-9 {
                return Ok(self);
            }
        }
        Err(SurveyError::NotSettling)
    }

    /// No weight above `most` times the middle one; what is cut off is shared among the others (Potter 1990). It buys
    /// steadier figures with margins that fit a little less: see [`Weights::distance`].
    pub fn trimmed(mut self, most: f64) -> Self {
        for _ in 0..PATIENCE {
            let mut sorted: Vec<f64> = self.of.iter().copied().filter(|weight| *weight > 0.0).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            let cap = most.max(1.0) * sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
            let over: f64 = sorted.iter().map(|weight| (weight - cap).max(0.0)).sum();
            let under: f64 = sorted.iter().filter(|weight| **weight < cap).sum();
            if over <= 1e-9 * cap || under <= 0.0 {
                break;
            }
            for weight in &mut self.of {
                *weight = if *weight >= cap { cap } else { *weight * (1.0 + over / under) };
            }
        }
        self
    }

    /// How far, in share of the people, the worst cell of a margin is from what it should be.
    ///
    /// # Errors
    /// As [`Weights::post_stratified`].
    pub fn distance(&self, margin: Margin<'_>) -> Result<f64, SurveyError> {
        let sums = self.sums(margin)?;
        let total: f64 = sums.iter().map(|cell| cell.weight).sum();
        Ok(sums.iter().map(|cell| (cell.weight - cell.wanted).abs() / total).fold(0.0, f64::max))
    }

    /// How many times the variance grows because the weights differ: n·Σw²/(Σw)² (Kish 1965). 1 when all are alike.
    pub fn cost(&self) -> f64 {
        let records = self.of.iter().filter(|weight| **weight > 0.0).count() as f64;
        let (sum, squares) = self
            .of
            .iter()
            .fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
        if sum > 0.0 { records * squares / (sum * sum) } else { 1.0 }
    }

    /// One adjustment; gives the largest change of a factor from 1.
    fn adjust(&mut self, margin: Margin<'_>) -> Result<f64, SurveyError> {
        let mut factors = Vec::with_capacity(margin.people.len());
        for (at, cell) in self.sums(margin)?.into_iter().enumerate() {
            factors.push(match (cell.weight > 0.0, margin.people[at] > 0.0) {
                (true, true) => cell.wanted / cell.weight,
                (false, false) => 1.0,
                // A block of which nobody was asked is not in the sample.
                (false, true) if cell.wanted <= 0.0 => 1.0,
                (false, true) => return Err(SurveyError::EmptyCell(at)),
                (true, false) => return Err(SurveyError::NobodyThere(at)),
            });
        }
        for (weight, cell) in self.of.iter_mut().zip(margin.cell).filter(|(_, cell)| **cell != MISSING) {
            *weight *= factors[usize::from(*cell)];
        }
        Ok(factors.iter().map(|factor| (factor - 1.0).abs()).fold(0.0, f64::max))
    }

    /// Of each cell, its weight and the weight it should have.
    fn sums(&self, margin: Margin<'_>) -> Result<Vec<Sum>, SurveyError> {
        if margin.cell.len() != self.of.len() {
            return Err(SurveyError::Lengths);
        }
        let mut sums = vec![Sum::default(); margin.people.len()];
        for (weight, cell) in self.of.iter().zip(margin.cell).filter(|(_, cell)| **cell != MISSING) {
            sums.get_mut(usize::from(*cell)).ok_or(SurveyError::UnknownCode(*cell))?.weight += weight;
        }
        let block = |cell: usize| usize::from(margin.blocks.get(cell).copied().unwrap_or(0));
        let count = (0..sums.len()).map(block).max().map_or(0, |last| last + 1);
        // Of each block, its weight and its people.
        let mut blocks = vec![(0.0_f64, 0.0_f64); count];
        for (cell, sum) in sums.iter().enumerate() {
            let block = &mut blocks[block(cell)];
            *block = (block.0 + sum.weight, block.1 + margin.people[cell]);
        }
        for (cell, sum) in sums.iter_mut().enumerate() {
            let (weight, people) = blocks[block(cell)];
            sum.wanted = if people > 0.0 { margin.people[cell] / people * weight } else { 0.0 };
        }
        Ok(sums)
    }
}

/// The weight of a cell, and what it should be.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    weight: f64,
    wanted: f64,
}
