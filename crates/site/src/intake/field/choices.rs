//! Lists to choose from: boxes and rings, a list that folds together, places in an order, the numbers of a range.

use super::{Offer, place_field, prompt};
use crate::intake::media::Shown;
use crate::texts::Tr;
use crate::ui::form::Ask;
use crate::ui::{Markup, Words, html};

/// How a list is chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// One.
    Radio,
    /// Any number.
    Box,
}

/// The choices with what goes with them, in a frame of this class (empty for none).
pub fn options(
    tr: &Tr,
    files: &Shown<'_>,
    ask: &Ask<'_>,
    mark: Mark,
    class: &str,
    offers: &[Offer],
) -> Markup {
    let all = html! {
        @for (place, offer) in offers.iter().enumerate() {
            @let option = option(files, ask, mark, offer, place == 0);
            @if offer.label.audio.is_some() {
                div class="spoken" { (option) (prompt::heard(tr, files, &offer.label)) }
            } @else { (option) }
        }
    };
    ask.group(if class.is_empty() {
        all
    } else {
        html! { div class=(class) { (all) } }
    })
}

fn option(files: &Shown<'_>, ask: &Ask<'_>, mark: Mark, offer: &Offer, first: bool) -> Markup {
    let kind = if mark == Mark::Radio { "radio" } else { "checkbox" };
    html! {
        // The first input bears the field's own id, so that the error summary leads to it.
        label class="opt" {
            input type=(kind) name=(ask.name) value=(offer.value) checked[offer.chosen] id=[first.then_some(ask.name)];
            (prompt::of_choice(files, &offer.label, &offer.value))
            span { (Words::Marked(&offer.label.text)) @if let Some(hint) = &offer.label.guidance { small { (Words::Marked(hint)) } } }
        }
    }
}

/// One of a list that folds together. Nothing chosen stands first, so that an answer can be taken back.
pub fn menu(ask: &Ask<'_>, offers: &[Offer]) -> Markup {
    html! {
        div class=(ask.class()) {
            (ask.head())
            select id=(ask.name) name=(ask.name) aria-describedby=[ask.described()]
                aria-invalid=[ask.fault.map(|_| "true")] {
                option value="" { "–" }
                @for offer in offers { option value=(offer.value) selected[offer.chosen] { (offer.label.words()) } }
            }
        }
    }
}

/// All of a list: each choice is given its place. `placed` is the place of a choice as chosen so far, from 1.
pub fn ranking(
    tr: &Tr,
    files: &Shown<'_>,
    ask: &Ask<'_>,
    offers: &[Offer],
    placed: impl Fn(usize, &Offer) -> Option<usize>,
) -> Markup {
    let inputs = html! {
        @for (index, offer) in offers.iter().enumerate() {
            @let field = place_field(ask.name, &offer.value);
            @let id = if index == 0 { ask.name } else { &field };
            @let chosen = placed(index, offer);
            div class="rank" {
                select id=(id) name=(field) {
                    option value="" { "–" }
                    @for place in 1..=offers.len() { option value=(place) selected[chosen == Some(place)] { (place) } }
                }
                label for=(id) {
                    (prompt::of_choice(files, &offer.label, &offer.value))
                    span class="hide" { (tr.t("rank-place")) " " }
                    span { (Words::Marked(&offer.label.text)) }
                }
            }
        }
    };
    ask.group(inputs)
}
