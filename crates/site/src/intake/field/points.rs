//! Spots, lines and areas: typed, taken from a place of the house, or asked of the phone where the pack lets a script run.

use super::list;
use crate::intake::place::found;
use crate::intake::posted::Posted;
use crate::texts::Tr;
use crate::ui::form::{Ask, Entry, text, textarea};
use crate::ui::place::{Finding, search};
use crate::ui::{Markup, html};
use civic::place::Places;

/// Characters of a spot.
const SPOT: u32 = 80;
/// Characters of the spots of a line: 10,000 of them.
const SPOTS: u32 = 500_000;

/// Lets the script put its button here.
fn locating(tr: &Tr, may_run: bool, inputs: Markup) -> Markup {
    html! {
        @if may_run {
            div data-position=(tr.t("point-measure")) data-wait=(tr.t("point-wait")) data-fault=(tr.t("point-fault")) { (inputs) }
        } @else { (inputs) }
    }
}

/// A spot. `code` and `words` are the place chosen and the words looked for.
pub fn point(tr: &Tr, places: &Places, ask: &Ask<'_>, may_run: bool, value: &str, words: &str) -> Markup {
    let name = format!("{}-place", ask.name);
    let label = tr.t("point-by-place");
    let finding = Finding {
        field: format!("{}-words", ask.name),
        words: words.to_owned(),
        found: found(tr, places, words),
    };
    html! {
        (locating(tr, may_run, text(ask, Entry::Words, value, SPOT)))
        (search(tr, &Ask::label(&name, &label), &finding))
    }
}

/// A line or an area, a spot a line.
pub fn points(tr: &Tr, ask: &Ask<'_>, may_run: bool, value: &str) -> Markup {
    locating(tr, may_run, textarea(ask, &value.replace("; ", "\n"), 6, SPOTS))
}

/// Whether a screen asks to look for a place, and the words.
pub fn looked(name: &str, act: &str, posted: &Posted, before: &str) -> Option<String> {
    // A place that was chosen among those found is an answer, whatever stands in the box.
    let chosen = act != "search" && !posted.get(&format!("{name}-place")).is_empty();
    list::looked(name, act, posted, before).filter(|_| !chosen)
}
