//! Records that came under one name: what differs, and which one stands.

use super::page::{Refused, again};
use super::to;
use super::told::{Flat, differences};
use crate::desk::faults::Faults;
use crate::desk::forms::adding::keeper;
use crate::desk::{Desk, LONGEST_TEXT, Posted};
use crate::ui::form::{Ask, Choice, Weight, button, radios, textarea};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use crate::{Error, Result};
use acts::collect::choose::{Stands, choose};
use acts::collect::desk::{Clash, Dossier};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Uuid;

/// Where on the page of a record those that clash with it begin.
pub(super) const CLASHES: &str = "clashes";
/// Which one stands.
const CHOICE: &str = "stands";
/// The record that is kept, among what can be chosen.
const KEPT: &str = "kept";
/// A record that the person had before their eyes.
const SEEN: &str = "seen-record";
/// Why.
const REASONS: &str = "reasons";

/// The record and those that clash with it, answer beside answer; only what differs. Whoever keeps forms chooses.
pub(super) fn rivals(desk: &Desk, dossier: &Dossier, refused: &Refused<'_>) -> Markup {
    let tr = &desk.tr;
    let own = dossier.told.as_ref().map(|told| Flat::of(desk, told));
    let numbered: Vec<(usize, &Clash)> = (1..).zip(&dossier.conflicts).collect();
    let open: Vec<(usize, &Clash)> =
        numbered.iter().filter(|(_, clash)| clash.settled.is_none()).copied().collect();
    html! {
        div id=(CLASHES) {}
        @for (number, clash) in &numbered {
            (card(Some(&tr.ta("record-clash-title", &[("n", (*number).into())])), html! {
                p class="soft" {
                    (tr.moment(clash.received)) ", "
                    (clash.volunteer.clone().unwrap_or_else(|| tr.t("queue-nobody")))
                    @if let Some(device) = &clash.device { ", " (device) }
                }
                @if let Some(at) = clash.settled {
                    p { (tr.ta("record-clash-settled", &[("moment", tr.moment(at).into())])) }
                }
                @match (&own, &clash.told) {
                    (Some(own), Some(other)) => (differences(desk, own, &Flat::of(desk, other))),
                    _ => p { (tr.t("record-encrypted")) },
                }
            }))
        }
        @if !open.is_empty() && dossier.successor.is_none() && desk.role().keeps_forms() { (asking(desk, dossier, &open, refused)) }
    }
}

fn asking(desk: &Desk, dossier: &Dossier, open: &[(usize, &Clash)], refused: &Refused<'_>) -> Markup {
    let tr = &desk.tr;
    let sent = refused.posted.filter(|posted| posted.given(REASONS).is_some());
    let chosen = sent.map(|posted| posted.text(CHOICE)).unwrap_or_default();
    let choice = |value: String, label: String, hint: String| Choice {
        chosen: value == chosen,
        value,
        label,
        hint: Some(hint),
    };
    let kept = choice(KEPT.to_owned(), tr.t("choose-kept"), tr.t("choose-kept-hint"));
    let mut choices = vec![kept];
    choices.extend(open.iter().map(|(number, clash)| {
        let label = tr.ta("choose-other", &[("n", (*number).into())]);
        let hint = tr.ta("choose-other-hint", &[("moment", tr.moment(clash.received).into())]);
        choice(clash.id.to_string(), label, hint)
    }));
    let (title, label, hint) = (tr.t("choose-title"), tr.t("choose-reason"), tr.t("correct-reason-hint"));
    let written = sent.and_then(|posted| posted.given(REASONS)).unwrap_or_default();
    let fault = |name| refused.faults.at(name);
    card(
        Some(&title),
        html! {
            p { (tr.t("choose-detail")) }
            form method="post" action=(to(dossier.record.id, "/choose")) {
                (desk.token())
                @for (_, clash) in open { input type="hidden" name=(SEEN) value=(clash.id); }
                (radios(&Ask::label(CHOICE, &tr.t("choose-which")).fault(fault(CHOICE)), &choices))
                (textarea(&Ask::label(REASONS, &label).hint(Some(&hint)).fault(fault(REASONS)), written, 2, LONGEST_TEXT))
                (button(Weight::Main, &tr.t("choose-do"), None))
            }
        },
    )
}

/// Takes the choice in.
pub(super) async fn take(Path(id): Path<Uuid>, posted: Posted) -> Result<Response> {
    let desk = &posted.desk;
    keeper(desk)?;
    let (chosen, reason) = (posted.text(CHOICE), posted.text(REASONS));
    let mut faults = Vec::new();
    if chosen.is_empty() {
        faults.push((CHOICE.to_owned(), desk.tr.t("error-choose")));
    }
    if posted.too_long().is_some() {
        faults.push((REASONS.to_owned(), desk.tr.ta("error-too-long", &[("max", LONGEST_TEXT.into())])));
    } else if reason.is_empty() {
        faults.push((REASONS.to_owned(), desk.tr.t("choose-reason-missing")));
    }
    if !faults.is_empty() {
        let refused = Refused { posted: Some(&posted), faults: Faults(faults) };
        return again(desk, id, refused).await;
    }
    let stands = match chosen {
        KEPT => Stands::Kept,
        other => Stands::Other(other.parse().map_err(|_| Error::Unreadable)?),
    };
    let seen: Vec<Uuid> = posted.all(SEEN).iter().filter_map(|id| id.parse().ok()).collect();
    let standing = choose(desk.house(), &desk.handler, id, stands, &seen, reason).await?;
    Ok(Redirect::to(&to(standing, "?done=chosen")).into_response())
}
