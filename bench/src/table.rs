//! Figures in columns, with a word on whether the goal is met.

use std::time::Duration;

/// Prints a heading and the titles of the columns.
pub fn head(title: &str) {
    println!("\n{title}\n{:<44} {:>14} {:>16}  ", "", "measured", "goal");
}

/// One figure that must not be larger than its goal.
pub fn at_most(name: &str, measured: f64, goal: f64, unit: &str) {
    line(name, measured, &format!("≤ {goal} {unit}"), Some(measured <= goal), unit);
}

/// One figure that must not be smaller than its goal.
pub fn at_least(name: &str, measured: f64, goal: f64, unit: &str) {
    line(name, measured, &format!("≥ {goal} {unit}"), Some(measured >= goal), unit);
}

/// One figure without a goal.
pub fn plain(name: &str, measured: f64, unit: &str) {
    line(name, measured, "", None, unit);
}

fn line(name: &str, measured: f64, goal: &str, met: Option<bool>, unit: &str) {
    let verdict = met.map_or("", |met| if met { "met" } else { "MISSED" });
    println!("{name:<44} {:>14} {goal:>16}  {verdict}", format!("{} {unit}", short(measured)));
}

/// Three digits that matter.
pub fn short(number: f64) -> String {
    match number {
        n if n >= 100.0 || n == 0.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n => format!("{n:.2}"),
    }
}

/// The time below which `share` (0–1) of the sorted times lie, in milliseconds; without end when there are none.
pub fn percentile(sorted: &[Duration], share: f64) -> f64 {
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).map_or(f64::INFINITY, |time| time.as_secs_f64() * 1000.0)
}
