//! Cases that tell the same facts: likely ones to be joined, and joined ones to be separated again.

use super::settle;
use super::view::View;
use crate::Result;
use crate::desk::Posted;
use crate::ui::form::{Weight, button};
use crate::ui::page::{self, Tone, note};
use crate::ui::{Markup, html};
use acts::casework::Candidate;
use axum::extract::Path;
use axum::response::Response;
use civic::case::Case;

/// Said at the top of a case that another goes on for.
pub(super) fn standing(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    if case.merged_into.is_none() {
        return html! {};
    }
    let into = view.joined.iter().find(|other| case.merged_into == Some(other.id));
    note(
        Tone::Grave,
        html! {
            p { (tr.t("refusal-is-merged")) @if let Some(into) = into { " " (link(into)) } }
            @if into.is_some() && view.desk.role().opens_cases() {
                (view.form("unmerge", button(Weight::Quiet, &tr.t("similar-unmerge"), None)))
            }
        },
    )
}

fn link(case: &Case) -> Markup {
    html! { a href={ "/desk/case/" (case.reference) } { (case.reference) } }
}

/// Whether this person looks for likely duplicates of the case.
fn looks(view: &View<'_>) -> bool {
    view.desk.role().opens_cases() && view.case().merged_into.is_none()
}

/// Whether there is anything on the card.
pub(super) fn any(view: &View<'_>) -> bool {
    looks(view) || view.absorbed().next().is_some()
}

/// Joined cases and likely duplicates.
pub(super) fn card(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let absorbed: Vec<&Case> = view.absorbed().collect();
    if !any(view) {
        return html! {};
    }
    page::card(
        Some(&tr.t("similar-title")),
        html! {
            @if !absorbed.is_empty() {
                h3 { (tr.t("similar-joined")) }
                ul {
                    @for other in absorbed {
                        li { (link(other)) @if view.acts() { (separate(view, other)) } }
                    }
                }
            }
            @if looks(view) {
                p class="soft" { (tr.t("similar-how")) }
                @if view.candidates.is_empty() { p { (tr.t("similar-none")) } }
                @for candidate in &view.candidates { (likely(view, candidate)) }
            }
        },
    )
}

fn separate(view: &View<'_>, other: &Case) -> Markup {
    html! {
        form method="post" action={ "/desk/case/" (other.reference) "/unmerge" } {
            (view.desk.token())
            (button(Weight::Quiet, &view.tr().t("similar-unmerge"), None))
        }
    }
}

fn likely(view: &View<'_>, candidate: &Candidate) -> Markup {
    let (tr, other, likeness) = (view.tr(), &candidate.case, &candidate.likeness);
    let mut reasons = Vec::new();
    for (holds, key) in [
        (likeness.place, "similar-place"),
        (likeness.service, "similar-service"),
        (likeness.days <= 31, "similar-period"),
        (likeness.words >= 20, "similar-words"),
    ] {
        if holds {
            reasons.push(tr.t(key));
        }
    }
    let ask = tr.ta("similar-merge-ask", &[("other", other.reference.as_str().into())]);
    html! {
        details {
            summary {
                (other.reference) " · " (tr.date(other.opened_at.date())) " · " (reasons.join(", "))
            }
            @if let Some(apart) = apart(view.case(), other) {
                p { (link(other)) br; small { (tr.t(apart)) } }
            } @else {
                p { (link(other)) " · " (ask) br; small { (tr.t("similar-merge-detail")) } }
                form method="post" action={ (view.href()) "/merge" } {
                    (view.desk.token())
                    input type="hidden" name="other" value=(other.reference);
                    // What must not have changed is the case that gives way.
                    input type="hidden" name="seen" value=(other.version);
                    (button(Weight::Quiet, &tr.t("similar-merge"), None))
                }
            }
        }
    }
}

/// Why `other` cannot be joined to this case as both stand now: nobody is asked to press what would be refused.
fn apart(case: &Case, other: &Case) -> Option<&'static str> {
    if case.has_ended() || other.has_ended() {
        Some("refusal-ended")
    } else if other.waiting_referral().is_some() {
        Some("refusal-waits-on-body")
    } else if !other.absorbed.is_empty() {
        Some("similar-has-joined")
    } else {
        None
    }
}

/// Joins the case named `other` to this one, which goes on for both.
pub(super) async fn merge(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    let other = posted.desk.case(posted.text("other")).await?;
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let done = acts::casework::merge(house, handler, other, posted.seen()?, id).await;
    settle(&posted, id, &reference, done).await
}

/// Separates this case from the one that goes on for it.
pub(super) async fn unmerge(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    let done = acts::casework::unmerge(posted.desk.house(), &posted.desk.handler, id).await;
    settle(&posted, id, &reference, done).await
}
