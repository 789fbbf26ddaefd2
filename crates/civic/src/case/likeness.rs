//! Likely duplicates: how much two reports look like the same facts told twice.

use super::Case;
use kernel::Date;
use std::collections::BTreeSet;

/// How alike two cases are, 0–100, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// 0–100. Everything but the words comes to 55 at most: without words in common no pair reaches [`LIKELY`].
    pub score: u8,
    /// Same commune, or same cercle when one knows no better.
    pub place: bool,
    /// Same service.
    pub service: bool,
    /// Days between the two reports.
    pub days: i64,
    /// Share of rarer words in common, in percent.
    pub words: u8,
}

/// From this score on the desk is shown the pair.
pub const LIKELY: u8 = 60;

/// Words of a text that can betray the same story: folded, at least four letters, each once, sorted.
pub fn word_marks(text: &str) -> BTreeSet<String> {
    let read: String = text.chars().take(20_000).collect();
    crate::place::fold(&read).into_iter().filter(|word| word.len() >= 4).collect()
}

/// Compares two cases by place, service, period and words. Words are compared in memory by a handler who can open
/// both; without them the rest decides.
pub fn likeness(one: &Case, other: &Case, words: Option<(&BTreeSet<String>, &BTreeSet<String>)>) -> Likeness {
    let same = |field: &str| one.facts.contains_key(field) && one.facts.get(field) == other.facts.get(field);
    let service = same("service");
    let place = match (&one.place, &other.place) {
        (Some(a), Some(b)) if a.commune.is_some() && b.commune.is_some() => a.commune == b.commune,
        (Some(a), Some(b)) => a.cercle.is_some() && a.cercle == b.cercle,
        _ => false,
    };
    let days = day_number(one.opened_at.date()).abs_diff(day_number(other.opened_at.date())) as i64;
    let words = words.map_or(0, |(a, b)| {
        let common = a.intersection(b).count();
        let all = a.len().min(b.len());
        (common * 100).checked_div(all).unwrap_or_default() as u8
    });
    let mut score = 0u32;
    score += if place { 20 } else { 0 };
    score += if service { 15 } else { 0 };
    score += if same("kind") { 5 } else { 0 };
    score += if same("when") { 5 } else { 0 };
    score += match days {
        0..=7 => 10,
        8..=31 => 5,
        _ => 0,
    };
    score += u32::from(words) / 2;
    Likeness { score: score.min(100) as u8, place, service, days, words }
}

fn day_number(date: Date) -> i32 {
    date.to_julian_day()
}
