//! The receipt: shown in the answer to sending and nowhere else, never kept by the browser's cache.

use super::field::stored_date;
use super::writing::{href, shell};
use crate::Visit;
use crate::ui::case::{self, Stage, Step};
use crate::ui::form::{Weight, button, link_button, row};
use crate::ui::page::{Tone, note, printed_card};
use crate::ui::{Html, Markup, html};
use acts::intake::Receipted;
use civic::pack::Pack;
use kernel::Date;

/// The page.
pub fn show(visit: &Visit, id: &str, pack: &Pack, receipted: &Receipted) -> Html {
    let tr = &visit.tr;
    let groups: Vec<&str> = (0..receipted.receipt.len())
        .step_by(4)
        .filter_map(|at| receipted.receipt.get(at..(at + 4).min(receipted.receipt.len())))
        .collect();
    let due = receipted.due.as_deref().and_then(stored_date);
    let state = pack.first_state();
    let public = state.and_then(|state| tr.pack(id, &state.public_text_key()));
    let next = state
        .zip(due)
        .and_then(|(state, due)| tr.pack_with(id, &state.next_text_key(), &[("date", tr.date(due).into())]));
    shell(visit, id, "review", tr.t("receipt-title")).show(html! {
        h1 { (tr.t("receipt-title")) }
        (printed_card(&tr.t("receipt-yours"), html! {
            (case::receipt(tr, &groups))
            p { (tr.t("receipt-keep")) " " (tr.t("receipt-secret")) }
            p {
                b { (tr.ta("receipt-reference", &[("reference", receipted.reference.as_str().into())])) }
                br;
                small { (tr.t("receipt-reference-hint")) }
            }
            p class="noprint" { (tr.t("receipt-print")) }
        }))
        (printed_card(&tr.t("receipt-next"), html! {
            p { @if let Some(public) = public { (public) " " } @if let Some(next) = next { (next) } }
            (way(visit, pack, due))
            @if let Some(due) = due {
                p { (tr.ta("receipt-come-back", &[("date", tr.date(due).into())])) }
            }
        }))
        (note(Tone::Plain, html! { p { (tr.t("receipt-shared")) } p { (tr.t("receipt-sealed")) } }))
        form method="post" action=(href(visit.lang, id, "erase")) {
            (row(html! {
                (button(Weight::Main, &tr.t("receipt-written"), Some(("act", "written"))))
                (link_button(Weight::Quiet, &tr.t("follow-title"), &format!("/{}/follow", visit.lang)))
            }))
        }
    })
}

/// The way ahead of a report; with the day of the first check once it is in.
pub fn way(visit: &Visit, pack: &Pack, due: Option<Date>) -> Markup {
    let tr = &visit.tr;
    let step = |stage, key: &str, when: String| Step { stage, what: tr.t(key), when };
    let checked = match due {
        Some(due) => tr.ta("before-date", &[("date", tr.date(due).into())]),
        None => pack
            .first_state()
            .and_then(|state| state.due)
            .map(|days| tr.ta("way-assessed-when", &[("days", i64::from(days.0).into())]))
            .unwrap_or_default(),
    };
    let (first, second) =
        if due.is_some() { (Stage::Done, Stage::Now) } else { (Stage::Ahead, Stage::Ahead) };
    let today = due.map(|_| tr.t("way-today")).unwrap_or_default();
    let mut steps = vec![step(first, "way-received", today), step(second, "way-assessed", checked)];
    if let Some(rule) = &pack.referral {
        let days = i64::from(rule.answer.0);
        steps.push(step(Stage::Ahead, "way-referred", tr.t("way-referred-when")));
        steps.push(step(Stage::Ahead, "way-answered", tr.ta("way-answered-when", &[("days", days.into())])));
    }
    steps.push(step(Stage::Ahead, "way-closed", tr.t("way-closed-when")));
    case::way(tr, &steps)
}
