//! Saying where: by a name typed, or step by step from the region down. Both are posted, so that no place is ever in an
//! address, and each step down is an answer already.

use super::posted::Posted;
use crate::texts::Tr;
use crate::ui::form::{Ask, Choice, Weight, button};
use crate::ui::place::{Finding, search};
use crate::ui::{Markup, html};
use civic::place::{Level, Place, Places};

/// Places shown for a name.
const SHOWN: usize = 8;

/// What a posted screen says about a place.
pub enum Said {
    /// This code, or none.
    Answer(String),
    /// Nothing yet: show the places of this name.
    Look(String),
    /// This code, and the places in it are to be shown.
    Down(String),
    /// Places of that name were shown and none was chosen.
    Undecided,
}

/// Reads what was done on the screen; `words` are those looked for before it.
pub fn said(name: &str, act: &str, posted: &Posted, words: &str) -> Said {
    let typed = posted.get(&format!("{name}-words")).trim().chars().take(80).collect::<String>();
    let narrowed = posted.get(&format!("{name}-in"));
    let chosen = posted.get(name);
    match act {
        "search" => Said::Look(typed),
        // The Enter key: new words are looked for, and without any it goes on as the main button does.
        "enter" if !typed.is_empty() && typed != words => Said::Look(typed),
        "unknown" => Said::Answer(String::new()),
        "in" => Said::Down(if narrowed.is_empty() { chosen } else { narrowed }.to_owned()),
        _ if !narrowed.is_empty() => Said::Answer(narrowed.to_owned()),
        _ if !chosen.is_empty() => Said::Answer(chosen.to_owned()),
        _ if typed.is_empty() => Said::Answer(String::new()),
        _ if typed != words => Said::Look(typed),
        _ => Said::Undecided,
    }
}

/// The question: what was found or chosen so far, the search, the next step down.
pub fn ask(tr: &Tr, places: &Places, ask: &Ask<'_>, value: &str, words: &str) -> Markup {
    let chosen = places.get(value);
    let mut found = places.search(words, None, SHOWN + 2);
    found.retain(|place| place.level() != Level::Country);
    found.truncate(SHOWN + 1);
    let crowded = found.len() > SHOWN && found.iter().all(|place| place.name() == found[0].name());
    found.truncate(SHOWN);
    if found.is_empty() && words.is_empty() {
        found.extend(chosen);
    }
    let example = found
        .first()
        .filter(|_| crowded)
        .and_then(|place| Some(format!("{} {}", place.name(), place.ancestor_at(Level::Cercle)?.name())));
    let finding = Finding {
        field: format!("{}-words", ask.name),
        words: words.to_owned(),
        found: found.into_iter().map(|place| choice(tr, place, value)).collect(),
    };
    let around = chosen.unwrap_or(places.country());
    html! {
        (search(tr, ask, &finding))
        @if let Some(example) = example {
            p role="status" { (tr.ta("place-too-many", &[("example", example.into())])) }
        }
        (down(tr, ask.name, places.country(), around))
    }
}

/// The places directly in this one, to go on from, and the way back up from it.
fn down(tr: &Tr, name: &str, country: Place<'_>, around: Place<'_>) -> Markup {
    let id = format!("{name}-in");
    let option = |place: Place<'_>| html! { option value=(place.code()) { (place.name()) } };
    let above: Vec<_> = around.upwards().skip(1).filter(|above| above.level() != Level::Country).collect();
    let region = around.ancestor_at(Level::Region);
    let others = || country.children().filter(|other| Some(*other) != region);
    let within = around.children().next().map_or_else(
        || tr.t("report-place-elsewhere"),
        |first| tr.ta("report-place-down", &[("level", level(tr, first).into())]),
    );
    html! {
        @if around.level() != Level::Country || country.children().next().is_some() {
            div class="ask" {
                label for=(id) { (within) }
                div class="find" {
                    select id=(id) name=(id) {
                        option value="" { "–" }
                        @for place in around.children() { (option(place)) }
                        @if !above.is_empty() {
                            optgroup label=(tr.t("report-place-up")) { @for place in &above { (option(*place)) } }
                        }
                        @if region.is_some() {
                            optgroup label=(tr.t("report-place-other")) { @for place in others() { (option(place)) } }
                        }
                    }
                    (button(Weight::Quiet, &tr.t("report-place-choose"), Some(("act", "in"))))
                }
            }
        }
    }
}

/// Places of a name, for an answer that is not a place but a spot.
pub fn found(tr: &Tr, places: &Places, words: &str) -> Vec<Choice> {
    let found = places.search(words, None, SHOWN);
    found
        .into_iter()
        .filter(|place| place.level() != Level::Country)
        .map(|place| choice(tr, place, ""))
        .collect()
}

fn choice(tr: &Tr, place: Place<'_>, value: &str) -> Choice {
    // The two places around it tell it from others of its name.
    let around = place.upwards().skip(1).filter(|above| above.level() != Level::Country).take(2);
    let mut hint = level(tr, place);
    for above in around {
        hint.push_str(&format!(", {} {}", level(tr, above), above.name()));
    }
    Choice {
        value: place.code().to_owned(),
        label: place.name().to_owned(),
        hint: Some(hint),
        chosen: place.code() == value,
    }
}

fn level(tr: &Tr, place: Place<'_>) -> String {
    tr.t(match place.level() {
        Level::Country => "level-country",
        Level::Region => "level-region",
        Level::Cercle => "level-cercle",
        Level::Commune => "level-commune",
        Level::Locality => "level-village",
    })
}
