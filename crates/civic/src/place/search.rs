//! Finding a place by what somebody typed.

use super::fold::fold;
use super::index::NONE;
use super::level::Level;
use super::table::{Place, Places};

/// Characters of a query that are read; no place is found by more.
const LONGEST_QUERY: usize = 100;
/// Words of a query that are read.
const MOST_WORDS: usize = 5;
/// Neighbouring words that may stand for one.
const LONGEST_RUN: usize = 3;
/// The sum of a place that a query does not lead to.
const NOWHERE: u16 = u16::MAX;

impl Places {
    /// The places `query` may mean, the likeliest first, at most `limit`.
    ///
    /// Every word must name the place or one that it lies in, and one at least the place itself: `koro mopti` finds
    /// Koro in Mopti. Case, accents, signs and the spelling of ɛ ɔ ɲ ŋ do not matter, nor one typo in a word of four
    /// letters or more. Ranked by how well the words match (whole name, beginning, typo), then level, then population.
    /// A query without a letter or digit finds nothing; only its first 100 characters and 5 words are read.
    pub fn search(&self, query: &str, level: Option<Level>, limit: usize) -> Vec<Place<'_>> {
        let read: String = query.chars().take(LONGEST_QUERY).collect();
        let mut words = fold(&read);
        words.truncate(MOST_WORDS);
        let best = self.weigh(&words);
        let mut found: Vec<(u16, u32, u32)> = best
            .iter()
            .zip(&self.rows)
            .zip(&self.index.rank)
            .enumerate()
            .filter(|(_, ((grade, row), _))| {
                **grade != NOWHERE && level.is_none_or(|level| row.level == level)
            })
            .map(|(row, ((grade, _), rank))| (*grade, *rank, row as u32))
            .collect();
        if found.len() > limit {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        found.into_iter().map(|(.., row)| Place { places: self, row }).collect()
    }

    /// For each row the sum of the grades by which the words lead to it, [`NOWHERE`] if one of them does not.
    ///
    /// People part names as they please (`tin essako`, `n gara`), so a run of neighbouring words may also stand for
    /// one: `sums[n]` is the best that the first `n` words come to, however they are run together.
    fn weigh(&self, words: &[String]) -> Vec<u16> {
        let nothing = Sums { any: NOWHERE, named: NOWHERE };
        let mut sums = vec![vec![nothing; self.rows.len()]; words.len() + 1];
        sums[0].fill(Sums { any: 0, named: NOWHERE });
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + LONGEST_RUN) {
                let own = self.index.grades(&words[from..to].concat());
                let above = self.grades_above(&own);
                let (done, ahead) = sums.split_at_mut(to);
                for (row, sum) in ahead[0].iter_mut().enumerate() {
                    sum.improve(done[from][row], own[row], above[row]);
                }
            }
        }
        sums.pop().unwrap_or_default().into_iter().map(|sum| sum.named).collect()
    }

    /// For each row the best grade among the places it lies in.
    fn grades_above(&self, own: &[u8]) -> Vec<u8> {
        let mut above = vec![NONE; own.len()];
        // Rows stand parents first, so that what holds above a parent is known when its children ask.
        for (at, row) in self.rows.iter().enumerate().skip(1) {
            let parent = row.parent as usize;
            above[at] = own[parent].min(above[parent]);
        }
        above
    }
}

/// Sums of grades for one row.
#[derive(Clone, Copy)]
struct Sums {
    /// With every word naming the place or one around it.
    any: u16,
    /// The same with at least one word naming the place itself.
    named: u16,
}

impl Sums {
    /// Takes the sums after one more word if they are better: `before` it, and its grades against the place's
    /// own names and those of the places around it.
    fn improve(&mut self, before: Self, own: u8, above: u8) {
        let either = own.min(above);
        self.any = self.any.min(plus(before.any, either));
        self.named = self.named.min(plus(before.named, either)).min(plus(before.any, own));
    }
}

fn plus(sum: u16, grade: u8) -> u16 {
    if grade == NONE { NOWHERE } else { sum.saturating_add(u16::from(grade)) }
}
