//! Blocks of a page that are neither forms nor tables: lead, notes, cards, steps, tiles, empty states.

use super::icons::{Icon, icon};
use crate::texts::Tr;
use maud::{Markup, html};

/// Tone of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// A danger to weigh.
    Grave,
    /// Something went well.
    Good,
}

/// A remark beside the text.
pub fn note(tone: Tone, body: Markup) -> Markup {
    let class = match tone {
        Tone::Plain => "note",
        Tone::Grave => "note grave",
        Tone::Good => "note good",
    };
    html! { div class=(class) role=[(tone == Tone::Good).then_some("status")] { (body) } }
}

/// The sentence under a page's title.
pub fn lead(text: &str) -> Markup {
    html! { p class="lead" { (text) } }
}

/// A section on paper; `title` is its heading.
pub fn card(title: Option<&str>, body: Markup) -> Markup {
    html! { section class="card" { @if let Some(title) = title { h2 { (title) } } (body) } }
}

/// A section that is printed; on a page that has one, everything else stays off the paper.
pub fn printed_card(title: &str, body: Markup) -> Markup {
    html! { section class="card print" { h2 { (title) } (body) } }
}

/// Where one stands in a row of questions; both counted from 1.
pub fn steps(tr: &Tr, now: u32, all: u32) -> Markup {
    let said = tr.ta("step-of", &[("n", now.into()), ("all", all.into())]);
    html! { div class="steps" { span { (said) } progress max=(all) value=(now) aria-hidden="true" {} } }
}

/// A large link of the home page.
#[derive(Debug, Clone)]
pub struct Tile {
    /// Where it leads.
    pub href: String,
    /// Its picture.
    pub icon: Icon,
    /// What one does there.
    pub label: String,
    /// One line more.
    pub hint: String,
}

/// The large links of the home page.
pub fn tiles(tiles: &[Tile]) -> Markup {
    html! {
        ul class="tiles" {
            @for tile in tiles {
                li { a href=(tile.href) { (icon(tile.icon)) b { (tile.label) } @if !tile.hint.is_empty() { small { (tile.hint) } } } }
            }
        }
    }
}

/// A list that holds nothing: why, and what to do.
pub fn empty(title: &str, body: Markup) -> Markup {
    html! { div class="card empty" { (icon(Icon::Tray)) h2 { (title) } (body) } }
}

/// Answers to look through before sending: `(question, answer, address where it is changed)`.
pub fn review(tr: &Tr, answers: &[(String, String, String)]) -> Markup {
    html! {
        dl class="review card" {
            @for (question, answer, href) in answers {
                div {
                    dt { (question) }
                    dd { (answer) }
                    dd { a href=(href) { (tr.t("change")) span class="hide" { " " (question) } } }
                }
            }
        }
    }
}
