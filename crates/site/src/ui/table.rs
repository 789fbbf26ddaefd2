//! Tables and lists for people who work: sortable headers, state chips, filters, pages, figures.

use crate::texts::Tr;
use maud::{Markup, html};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest or oldest first.
    Up,
    /// Largest or newest first.
    Down,
}

/// A column's heading.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What the column holds.
    pub label: String,
    /// Whether it holds numbers; they stand to the right.
    pub number: bool,
    /// Address that sorts by this column.
    pub sort_href: Option<String>,
    /// How the table is sorted by it now.
    pub sorted: Option<Sorted>,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// A column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::words(label) }
    }

    /// Makes the heading a link that sorts.
    #[must_use]
    pub fn sorting(mut self, href: impl Into<String>, sorted: Option<Sorted>) -> Self {
        self.sort_href = Some(href.into());
        self.sorted = sorted;
        self
    }
}

/// How a table behaves on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrow {
    /// Each line becomes a card: for lists of cases.
    Cards,
    /// The table scrolls sideways inside its box: for figures to be compared.
    Scroll,
}

/// A table. In each line the first cell is its heading. `caption` says what the table holds; hidden from view when the
/// heading above already says it.
pub fn table(
    narrow: Narrow,
    caption: &str,
    caption_shown: bool,
    columns: &[Column],
    lines: &[Vec<Markup>],
) -> Markup {
    // Browsers forget that a table is a table once its lines are shown as blocks; the roles remind them.
    let cards = narrow == Narrow::Cards;
    let role = |name: &'static str| cards.then_some(name);
    let body = html! {
        table class=[cards.then_some("cards")] role=[role("table")] {
            caption { span class=[(!caption_shown).then_some("hide")] { (caption) } }
            thead role=[role("rowgroup")] { tr role=[role("row")] { @for column in columns { (heading(column, cards)) } } }
            tbody role=[role("rowgroup")] {
                @for line in lines {
                    tr role=[role("row")] {
                        @for (place, (cell, column)) in line.iter().zip(columns).enumerate() {
                            @if place == 0 {
                                th scope="row" role=[role("rowheader")] class=[column.number.then_some("n")] { (cell) }
                            } @else {
                                td role=[role("cell")] class=[column.number.then_some("n")]
                                    data-label=[cards.then_some(&column.label)] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    };
    match narrow {
        Narrow::Cards => body,
        // A box that scrolls must be reachable by keyboard (WCAG 2.1.1).
        Narrow::Scroll => {
            html! { div class="scroll" tabindex="0" role="region" aria-label=(caption) { (body) } }
        }
    }
}

fn heading(column: &Column, cards: bool) -> Markup {
    let direction = column.sorted.map(|sorted| match sorted {
        Sorted::Up => ("ascending", "↑"),
        Sorted::Down => ("descending", "↓"),
    });
    html! {
        th scope="col" role=[cards.then_some("columnheader")] class=[column.number.then_some("n")]
            aria-sort=[direction.map(|(name, _)| name)] {
            @match &column.sort_href {
                Some(href) => a href=(href) {
                    (column.label)
                    @if let Some((_, arrow)) = direction { span aria-hidden="true" { (arrow) } }
                },
                None => (column.label),
            }
        }
    }
}

/// What a chip tells at a glance; its words always say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// A plain state.
    Plain,
    /// Overdue.
    Late,
    /// Well.
    Good,
    /// Waiting, a deadline runs.
    Waiting,
}

/// A state or deadline in a pill.
pub fn chip(mood: Mood, label: &str) -> Markup {
    let class = match mood {
        Mood::Plain => "chip",
        Mood::Late => "chip late",
        Mood::Good => "chip ok",
        Mood::Waiting => "chip wait",
    };
    html! { span class=(class) { (label) } }
}

/// A deadline so many days away (negative: overdue).
pub fn deadline(tr: &Tr, days: i64) -> Markup {
    chip(if days < 0 { Mood::Late } else { Mood::Waiting }, &tr.days_left(days))
}

/// A choice that narrows or switches a list.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Address of the list so narrowed.
    pub href: String,
    /// What it shows.
    pub label: String,
    /// How many it holds, when that is known.
    pub count: Option<u64>,
    /// Whether the list shows this now.
    pub current: bool,
}

/// A row of filters; `label` says what they narrow.
pub fn filters(tr: &Tr, label: &str, filters: &[Filter]) -> Markup {
    html! {
        nav aria-label=(label) {
            ul class="filters" {
                @for filter in filters {
                    li {
                        a href=(filter.href) aria-current=[filter.current.then_some("true")] {
                            (filter.label)
                            @if let Some(count) = filter.count { " " (tr.number(i64::try_from(count).unwrap_or(i64::MAX))) }
                        }
                    }
                }
            }
        }
    }
}

/// Before and after a page of a long list.
pub fn pages(tr: &Tr, before: Option<&str>, after: Option<&str>, shown: &str) -> Markup {
    html! {
        @if before.is_some() || after.is_some() {
            nav class="pages" aria-label=(tr.t("nav-pages")) {
                @if let Some(href) = before { a href=(href) rel="prev" { (tr.t("pages-before")) } }
                span class="soft" { (shown) }
                @if let Some(href) = after { a href=(href) rel="next" { (tr.t("pages-after")) } }
            }
        }
    }
}

/// Large figures with what they count: `(label, figure)`.
pub fn figures(figures: &[(String, String)]) -> Markup {
    html! { dl class="figures" { @for (label, figure) in figures { div { dt { (label) } dd { (figure) } } } } }
}

/// Facts of a case: `(name, value)`.
pub fn facts(facts: &[(String, Markup)]) -> Markup {
    html! { dl class="facts" { @for (name, value) in facts { div { dt { (name) } dd { (value) } } } } }
}
