//! Putting the answers to a question in order: the causes of mistrust, the most named first.

use super::quantile::Z95;
use super::{Domain, Estimate, Tally};

/// The answers to a question, the largest share first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// In order.
    pub places: Vec<Place>,
}

/// One answer in a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The answer.
    pub code: usize,
    /// Who gave it.
    pub estimate: Estimate,
    /// The best and the worst rank, from 1, that it could have among all the people: as many answers are surely ahead of it, or
    /// surely behind, as their lead over it is beyond chance.
    pub best: usize,
    /// The worst.
    pub worst: usize,
}

impl Ranking {
    /// Ranks the answers `codes` of a tally within a domain. Leads are judged with the covariance of answers of the same people,
    /// each at 95 %; with many answers some lead will be beyond chance by chance.
    pub fn of(tally: &Tally<'_>, domain: Domain<'_>, codes: &[usize]) -> Self {
        let mut ranked: Vec<(usize, Estimate)> =
            codes.iter().filter_map(|code| Some((*code, tally.share(domain, *code)?))).collect();
        ranked.sort_by(|(_, one), (_, other)| other.share.total_cmp(&one.share));
        let leads = |code: usize, other: usize| {
            tally
                .lead(domain, code, other)
                .is_some_and(|(lead, variance)| lead > Z95 * variance.sqrt() && lead > 0.0)
        };
        let place = |(code, estimate): &(usize, Estimate)| {
            let count =
                |ahead: &dyn Fn(usize) -> bool| ranked.iter().filter(|(other, _)| ahead(*other)).count();
            Place {
                code: *code,
                estimate: *estimate,
                best: 1 + count(&|other| leads(other, *code)),
                worst: ranked.len() - count(&|other| leads(*code, other)),
            }
        };
        Self { places: ranked.iter().map(place).collect() }
    }
}
