//! Charts drawn by the server. A chart is never the only way to its figures: the table is beside it.

use super::table::{Column, Narrow, table};
use crate::texts::Tr;
use maud::{Markup, html};

/// A bar with its figure.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What is measured.
    pub label: Markup,
    /// Length: between 0 and the longest.
    pub value: f64,
    /// The figure as it is said.
    pub said: String,
}

/// Horizontal bars inside their own data table. `columns` are the headings of label and figure; bars are drawn against
/// `full`, or against the longest when that is longer.
pub fn bars(caption: &str, columns: [&str; 2], bars: &[Bar], full: f64) -> Markup {
    let longest = bars.iter().map(|bar| bar.value).fold(full, f64::max);
    let lines: Vec<Vec<Markup>> = bars
        .iter()
        .map(|bar| {
            let drawn = html! { div class="barred" { span class="n" { (bar.said) } (bar_drawing(bar.value, longest)) } };
            vec![bar.label.clone(), drawn]
        })
        .collect();
    table(Narrow::Scroll, caption, false, &columns.map(Column::words), &lines)
}

/// One bar, to stand in a cell beside its figure.
pub fn bar_drawing(value: f64, full: f64) -> Markup {
    let width = if full > 0.0 { (value / full * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    html! {
        svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(format!("{width:.1}")) height="8" rx="1";
        }
    }
}

/// A share as a bar with its interval as a line on it; all three from 0 to 1. The figures stand beside it.
pub fn interval_drawing(share: f64, low: f64, high: f64) -> Markup {
    let at = |share: f64| format!("{:.1}", share.clamp(0.0, 1.0) * 100.0);
    html! {
        svg class="bar sure" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(at(share)) height="8" {}
            path d={ "M" (at(low)) " 4H" (at(high)) } {}
        }
    }
}

/// A line through points in time, with the same figures in a table that opens below. A missing value (`None`, hidden to
/// protect people) breaks the line.
#[derive(Debug, Clone)]
pub struct Line {
    /// What the line shows.
    pub title: String,
    /// Headings of period and figure.
    pub columns: [String; 2],
    /// `(period, value, the figure as it is said)`, oldest first.
    pub points: Vec<(String, Option<f64>, String)>,
}

/// Draws a [`Line`].
pub fn line(tr: &Tr, line: &Line) -> Markup {
    const WIDTH: f64 = 320.0;
    const HEIGHT: f64 = 140.0;
    let top = round_up(line.points.iter().filter_map(|point| point.1).fold(0.0, f64::max));
    let step = WIDTH / (line.points.len().max(2) - 1) as f64;
    let at = |place: usize, value: f64| (place as f64 * step, HEIGHT - value / top * HEIGHT);
    let mut path = String::new();
    let mut pen_down = false;
    for (place, point) in line.points.iter().enumerate() {
        if let Some(value) = point.1 {
            let (x, y) = at(place, value);
            path.push_str(&format!("{}{x:.0} {y:.0}", if pen_down { "L" } else { "M" }));
        }
        pen_down = point.1.is_some();
    }
    let lines: Vec<Vec<Markup>> =
        line.points.iter().map(|(period, _, said)| vec![html! { (period) }, html! { (said) }]).collect();
    // Room for the widest number beside the axis: nine units a character at the size of the letters in the sheet.
    let margin = 12 + 9 * tr.number(top as i64).chars().count();
    let heads = [Column::words(&line.columns[0]), Column::numbers(&line.columns[1])];
    html! {
        svg class="line" viewBox={ "-" (margin) " -10 " (margin + 328) " 172" } role="img" aria-label=(line.title) {
            @for quarter in 0..=2 {
                @let value = top * f64::from(quarter) / 2.0;
                @let y = HEIGHT - HEIGHT * f64::from(quarter) / 2.0;
                line x1="0" x2="320" y1=(y) y2=(y) {}
                text x="-6" y=(y + 4.0) text-anchor="end" { (tr.number(value as i64)) }
            }
            path d=(path) {}
            @for (place, point) in line.points.iter().enumerate() {
                @if let Some(value) = point.1 {
                    @let (x, y) = at(place, value);
                    circle cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r="3" {}
                }
            }
            @if let Some(first) = line.points.first() { text x="0" y="158" { (first.0) } }
            @if let Some(last) = line.points.last() { text x="320" y="158" text-anchor="end" { (last.0) } }
        }
        details { summary { (tr.t("same-figures")) } (table(Narrow::Scroll, &line.title, false, &heads, &lines)) }
    }
}

/// Columns side by side, one for each point of a [`Line`], with the same figures in a table that opens below.
pub fn columns(tr: &Tr, line: &Line) -> Markup {
    const WIDTH: f64 = 320.0;
    const HEIGHT: f64 = 100.0;
    let top = round_up(line.points.iter().filter_map(|point| point.1).fold(0.0, f64::max));
    let step = WIDTH / line.points.len().max(7) as f64;
    let lines: Vec<Vec<Markup>> =
        line.points.iter().map(|(period, _, said)| vec![html! { (period) }, html! { (said) }]).collect();
    let margin = 12 + 9 * tr.number(top as i64).chars().count();
    let heads = [Column::words(&line.columns[0]), Column::numbers(&line.columns[1])];
    html! {
        svg class="line" viewBox={ "-" (margin) " -10 " (margin + 328) " 132" } role="img" aria-label=(line.title) {
            @for half in 0..=2 {
                @let y = HEIGHT - HEIGHT * f64::from(half) / 2.0;
                line x1="0" x2="320" y1=(y) y2=(y) {}
                text x="-6" y=(y + 4.0) text-anchor="end" { (tr.number((top * f64::from(half) / 2.0) as i64)) }
            }
            @for (place, point) in line.points.iter().enumerate() {
                @if let Some(value) = point.1.filter(|value| *value > 0.0) {
                    @let tall = value / top * HEIGHT;
                    rect x=(format!("{:.1}", place as f64 * step + step * 0.1)) y=(format!("{:.1}", HEIGHT - tall))
                        width=(format!("{:.1}", step * 0.8)) height=(format!("{tall:.1}")) {}
                }
            }
            @if let Some(first) = line.points.first() { text x="0" y="118" { (first.0) } }
            @if line.points.len() > 1 && let Some(last) = line.points.last() { text x="320" y="118" text-anchor="end" { (last.0) } }
        }
        details { summary { (tr.t("same-figures")) } (table(Narrow::Scroll, &line.title, false, &heads, &lines)) }
    }
}

/// The next round number that halves to a whole one: 2, 4, 6, 8, 10, 20, 40 …
fn round_up(value: f64) -> f64 {
    let mut decade = 1.0;
    loop {
        for step in [2.0, 4.0, 6.0, 8.0, 10.0] {
            if value <= step * decade {
                return step * decade;
            }
        }
        decade *= 10.0;
        if decade > 1e15 {
            return value;
        }
    }
}
