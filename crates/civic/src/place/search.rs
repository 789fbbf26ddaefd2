//! Finding a place by what somebody typed.

use super::fold::fold;
use super::index::NONE;
use super::level::Level;
use super::table::{Place, Places};

/// Characters of a query that are read; no place is found by more.
const LONGEST_QUERY: usize = 100;
/// Words of a query that are read.
const MOST_WORDS: usize = 5;

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
        let mut best = vec![u16::MAX; self.rows.len()];
        for reading in readings(&words) {
            self.weigh(&reading, &mut best);
        }
        let mut found: Vec<(u16, u32, u32)> = best
            .iter()
            .zip(&self.rows)
            .zip(&self.index.rank)
            .enumerate()
            .filter(|(_, ((grade, row), _))| {
                **grade != u16::MAX && level.is_none_or(|level| row.level == level)
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

    /// Lowers `best` for each row that every word of `reading` leads to.
    fn weigh(&self, reading: &[String], best: &mut [u16]) {
        // (sum of grades, whether a word names the place itself)
        let mut sums = vec![(0_u16, false); self.rows.len()];
        for word in reading {
            let own = self.index.grades(word);
            // Rows stand parents first, so that what holds above a parent is known when its children ask.
            let mut above = vec![NONE; own.len()];
            for (at, row) in self.rows.iter().enumerate().skip(1) {
                let parent = row.parent as usize;
                above[at] = own[parent].min(above[parent]);
            }
            for ((sum, named), (own, above)) in sums.iter_mut().zip(own.iter().zip(&above)) {
                match (*own).min(*above) {
                    NONE => *sum = u16::MAX,
                    grade => *sum = sum.saturating_add(u16::from(grade)),
                }
                *named |= *own != NONE;
            }
        }
        for (best, (sum, named)) in best.iter_mut().zip(sums) {
            if named {
                *best = sum.min(*best);
            }
        }
    }
}

/// The words as typed, and with every run of neighbours joined into one: people part names as they please
/// (`tin essako`, `n gara`).
fn readings(words: &[String]) -> Vec<Vec<String>> {
    if words.is_empty() {
        return vec![];
    }
    let mut readings = vec![words.to_vec()];
    for from in 0..words.len() {
        for to in from + 2..=words.len() {
            let mut reading = words[..from].to_vec();
            reading.push(words[from..to].concat());
            reading.extend_from_slice(&words[to..]);
            readings.push(reading);
        }
    }
    readings
}
