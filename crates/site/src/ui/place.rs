//! Finding a place: a search box, and what it found.

use super::form::{Ask, Choice, radios};
use super::icons::{Icon, icon};
use crate::texts::Tr;
use maud::{Markup, html};

/// What was looked for and found.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// Name of the text field that carries the words looked for.
    pub field: String,
    /// The words looked for; empty before the first search.
    pub words: String,
    /// Places found, best first; the label is the name, the hint its path upwards.
    pub found: Vec<Choice>,
}

/// The search box and what it found. The button sends `act=search` with the form around it, so that
/// answers already given stay.
pub fn search(tr: &Tr, ask: &Ask<'_>, finding: &Finding) -> Markup {
    let label = tr.t("place-words");
    html! {
        @if finding.found.is_empty() {
            (ask.group(box_for(tr, &finding.field, ask.name, &finding.words, &label)))
        } @else {
            (radios(ask, &finding.found))
            (box_for(tr, &finding.field, &format!("{}-words", ask.name), &finding.words, &label))
        }
        @if finding.found.is_empty() && !finding.words.is_empty() {
            p role="status" { (tr.ta("place-none", &[("words", finding.words.as_str().into())])) }
        }
    }
}

/// A box for words to look for, which are sent as `field`, and its button.
pub fn box_for(tr: &Tr, field: &str, id: &str, words: &str, label: &str) -> Markup {
    html! {
        div class="find" {
            // The first button of a form is what the Enter key presses, wherever in the form: this one, which nobody sees,
            // lets the reader of the form tell whether new words were typed into the box.
            button class="hide" name="act" value="enter" tabindex="-1" aria-hidden="true" {}
            input type="search" id=(id) name=(field) value=(words) maxlength="80" autocomplete="off"
                aria-label=(label);
            button class="btn quiet" name="act" value="search" { (icon(Icon::Lens)) (tr.t("search")) }
        }
    }
}
