//! Choosing the part of the country a person works on or a body answers for: a region, a cercle, a commune, or all of it.

use super::{Desk, Posted};
use crate::ui::form::{Ask, Choice};
use crate::ui::place::{Finding, search};
use crate::ui::{Markup, html};
use civic::place::{Level, Place};

/// Places of one level offered at the most.
const OFFERED: usize = 4;
const WORDS: &str = "place-words";
/// The words whose places stand on the page.
const SOUGHT: &str = "place-sought";

/// What a form says about the place.
#[derive(Debug, Clone, Default)]
pub(super) struct Choosing {
    /// Code chosen; empty for the whole country.
    pub code: String,
    /// Words looked for.
    pub words: String,
}

impl Choosing {
    /// As posted.
    pub fn of(posted: &Posted) -> Self {
        Self { code: posted.text("place").to_owned(), words: posted.text(WORDS).to_owned() }
    }

    /// The code, unless it is the whole country.
    pub fn place(&self) -> Option<String> {
        (!self.code.is_empty()).then(|| self.code.clone())
    }
}

/// Whether the person wants places looked up rather than the form sent.
pub(super) fn wants_search(posted: &Posted) -> bool {
    let words = posted.text(WORDS);
    match posted.text("act") {
        "search" => true,
        // The Enter key, pressed in whatever line of the form.
        "enter" => !words.is_empty() && words != posted.text(SOUGHT),
        _ => false,
    }
}

/// The name of a place with those above it; the whole country when there is none.
pub(super) fn name(desk: &Desk, code: Option<&str>) -> String {
    match code.and_then(|code| desk.house().places.get(code)) {
        Some(place) => path(place),
        None => desk.tr.t("place-country"),
    }
}

fn path(place: Place<'_>) -> String {
    let mut names = place.path();
    names.reverse();
    names.join(", ")
}

/// Asks for the place.
pub(super) fn ask(desk: &Desk, label: &str, choosing: &Choosing, fault: Option<&str>) -> Markup {
    ask_or(desk, label, &desk.tr.t("place-country"), choosing, fault)
}

/// Asks for a place; `none` says what it means to choose none.
pub(super) fn ask_or(
    desk: &Desk,
    label: &str,
    none: &str,
    choosing: &Choosing,
    fault: Option<&str>,
) -> Markup {
    let tr = &desk.tr;
    let places = &desk.house().places;
    let mut codes: Vec<String> = vec![String::new()];
    codes.extend(choosing.place().filter(|code| places.get(code).is_some()));
    let known = codes.len();
    if !choosing.words.is_empty() {
        for level in [Level::Region, Level::Cercle, Level::Commune] {
            let found = places.search(&choosing.words, Some(level), OFFERED);
            codes.extend(
                found.into_iter().map(|place| place.code().to_owned()).filter(|code| *code != choosing.code),
            );
        }
    }
    let nothing = !choosing.words.is_empty() && codes.len() == known;
    let choice = |code: &String| {
        let place = places.get(code).filter(|_| !code.is_empty());
        Choice {
            value: code.clone(),
            label: place.map_or_else(|| none.to_owned(), path),
            hint: place.map(|place| tr.t(level_key(place.level()))),
            chosen: *code == choosing.code,
        }
    };
    let finding = Finding {
        field: WORDS.to_owned(),
        words: choosing.words.clone(),
        found: codes.iter().map(choice).collect(),
    };
    html! {
        input type="hidden" name=(SOUGHT) value=(choosing.words);
        (search(tr, &Ask::label("place", label).fault(fault), &finding))
        @if nothing { p role="status" { (tr.ta("place-none", &[("words", choosing.words.as_str().into())])) } }
    }
}

fn level_key(level: Level) -> &'static str {
    match level {
        Level::Country => "level-country",
        Level::Region => "level-region",
        Level::Cercle => "level-cercle",
        Level::Commune => "level-commune",
        Level::Locality => "level-village",
    }
}
