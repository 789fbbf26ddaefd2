//! The reporter's consent to a hand-over, and recording one that was given to the desk by other means.

use super::history::actor;
use super::settle;
use super::view::View;
use crate::desk::{LONGEST_LINE, Posted};
use crate::ui::form::{Ask, Choice, Weight, button, select, textarea};
use crate::ui::page::card;
use crate::ui::{Markup, html};
use crate::{Error, Result};
use axum::extract::Path;
use axum::response::Response;
use civic::case::{Actor, Consent, Event, Recorded};

const WORDS: [(Consent, &str); 3] = [(Consent::Yes, "yes"), (Consent::No, "no"), (Consent::Ask, "ask")];

/// Where the consent stands, and the form.
pub(super) fn form(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let choices: Vec<Choice> = WORDS
        .into_iter()
        .map(|(consent, word)| Choice {
            value: word.to_owned(),
            label: tr.t(&format!("consent-is-{word}")),
            hint: None,
            chosen: view.chosen("consent", word, consent == case.consent),
        })
        .collect();
    let now = WORDS.iter().find(|(consent, _)| *consent == case.consent).map_or("ask", |(_, word)| word);
    let now = tr.t(&format!("consent-is-{now}"));
    let now = match noted_by(view) {
        Some(who) => tr.ta("consent-noted", &[("who", who.into()), ("said", now.into())]),
        None => now,
    };
    card(
        Some(&tr.t("consent-title")),
        html! {
            p { b { (now) } @if case.consent_set_aside.is_some() { " · " (tr.t("history-consent-set-aside")) } }
            @if case.consent == Consent::Ask { p class="soft" { (tr.t("consent-is-asked")) } }
            @if case.own_consent == Consent::No {
                p class="soft" { (tr.t("consent-own-no")) }
            } @else if view.acts() && case.closed_for.is_none() && case.waiting_referral().is_none() {
                details open[view.typed("consent").is_some()] {
                    summary { (tr.t("consent-record")) }
                    (view.form("consent", html! {
                        (select(&Ask::label("consent", &tr.t("consent-record-label")).hint(Some(&tr.t("consent-record-hint"))), &choices))
                        (textarea(&Ask::label("how", &tr.t("consent-how")).hint(Some(&tr.t("consent-how-hint"))),
                            view.typed("how").unwrap_or_default(), 2, LONGEST_LINE))
                        (button(Weight::Quiet, &tr.t("save"), None))
                    }))
                }
            }
        },
    )
}

/// The handler who noted the consent as it stands, when it was not the reporter who said it.
fn noted_by(view: &View<'_>) -> Option<String> {
    let consents = |recorded: &&Recorded| matches!(recorded.event, Event::Consented { .. });
    let last = view.dossier.history.iter().rev().find(consents)?;
    matches!(last.actor, Actor::Member { .. }).then(|| actor(view, &last.actor))
}

/// The form sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let said = posted.text("consent");
    let consent = WORDS.iter().find(|(_, word)| *word == said).map(|(consent, _)| *consent);
    let consent = consent.ok_or(Error::Unreadable)?;
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let (seen, how) = (posted.seen()?, posted.text("how"));
    let done = acts::casework::record_consent(house, handler, id, seen, consent, how).await;
    settle(&posted, id, &reference, done).await
}
