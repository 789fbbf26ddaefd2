//! First check: the points of the pack, a mark, and the reasons, which are sealed.

use super::settle;
use super::view::View;
use crate::desk::{LONGEST_TEXT, Posted};
use crate::ui::case::said;
use crate::ui::form::{Ask, Choice, Weight, button, checkboxes, select, textarea};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use crate::{Error, Result};
use axum::extract::Path;
use axum::response::Response;
use civic::case::Event;

/// The last check, and the form for a new one.
pub(super) fn form(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let again = case.credibility.is_some() && case.closed_for.is_none() && view.acts();
    let Some(scale) = view.pack.assessment.as_ref().filter(|_| again || view.may("assess")) else {
        return html! { @if case.credibility.is_some() { (card(Some(&tr.t("assess-done")), outcome(view))) } };
    };
    let points: Vec<Choice> = scale
        .checklist
        .iter()
        .map(|point| Choice {
            value: point.clone(),
            label: view.word("check", point),
            hint: None,
            chosen: view.chosen("check", point, case.checklist.contains(point)),
        })
        .collect();
    let mut marks =
        vec![Choice { value: String::new(), label: tr.t("assess-choose"), hint: None, chosen: false }];
    marks.extend((0..=scale.highest).map(|mark| Choice {
        label: format!("{mark} – {}", view.word("credibility", &mark.to_string())),
        hint: None,
        chosen: view.chosen("credibility", &mark.to_string(), case.credibility == Some(mark)),
        value: mark.to_string(),
    }));
    let reasons = view.typed("reasons").or(view.dossier.reasons.as_deref()).unwrap_or_default();
    let body = view.form("assess", html! {
        (checkboxes(&Ask::label("check", &tr.t("assess-checklist")), &points))
        (select(&Ask::label("credibility", &tr.t("assess-credibility")), &marks))
        (textarea(&Ask::label("reasons", &tr.t("assess-reasons")).hint(Some(&tr.t("assess-reasons-hint"))), reasons, 4, LONGEST_TEXT))
        (button(Weight::Main, &tr.t("assess-save"), None))
    });
    card(
        Some(&tr.t("assess-title")),
        html! {
            @if case.credibility.is_some() {
                (outcome(view))
                details open[view.typed("reasons").is_some()] { summary { (tr.t("assess-again")) } (body) }
            } @else {
                (body)
            }
        },
    )
}

fn outcome(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let last = view.dossier.history.iter().rev().find_map(|recorded| match recorded.event {
        Event::Assessed { credibility, .. } => Some((credibility, recorded)),
        _ => None,
    });
    html! {
        @if let Some((mark, recorded)) = last {
            p {
                (tr.ta("assess-outcome", &[
                    ("score", mark.into()),
                    ("most", view.highest_mark().into()),
                    ("name", super::history::actor(view, &recorded.actor).into()),
                    ("date", tr.date(recorded.at.date()).into()),
                ]))
            }
            @if let Some(reasons) = &view.dossier.reasons { (said(reasons)) }
        }
    }
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let seen = posted.seen()?;
    let done = match posted.text("credibility") {
        "" => Err(civic::case::Refusal::NeedsAssessment.into()),
        mark => {
            let mark: u8 = mark.parse().map_err(|_| Error::Unreadable)?;
            let (house, handler) = (posted.desk.house(), &posted.desk.handler);
            let points = posted.all("check");
            acts::casework::assess(house, handler, id, seen, mark, points, posted.text("reasons")).await
        }
    };
    settle(&posted, id, &reference, done).await
}
