//! Handing the summary over to a public body, and giving that body a fresh link. The one-time code is shown once, in the
//! answer itself: it must never stand in an address.

use super::refused;
use super::view::View;
use crate::desk::{Desk, LONGEST_TEXT, Posted, Spot};
use crate::ui::case::said;
use crate::ui::form::{Ask, Choice, Weight, button, link_button, row, select, textarea};
use crate::ui::page::{Tone, card, note};
use crate::ui::table::{Mood, chip, deadline, facts};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::office::Handed;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use civic::case::{Consent, Referral, ReferralState};
use civic::directory::Role;
use kernel::{OfficeId, ReferralId};
use store::outbox::PostState;

/// Hand-overs so far, and the form for the next one.
pub(super) fn form(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let offered = view.may("refer") && case.waiting_referral().is_none();
    let leads_on = view.pack.transition("refer").is_some_and(|way| way.from.contains(&case.state));
    let least = view.pack.referral.as_ref().map_or(0, |rule| rule.credibility);
    html! {
        @for referral in &case.referrals { (standing(view, referral)) }
        @if offered {
            (card(Some(&tr.t("refer-title")), html! {
                @if view.bodies.is_empty() {
                    p { (tr.t("offices-none")) }
                } @else if case.summary.is_none() {
                    p { (tr.t("summary-missing")) " " a href="#summary" { (tr.t("summary-title")) } }
                } @else if case.credibility.unwrap_or_default() < least {
                    p { (tr.t("refusal-not-credible")) }
                } @else {
                    (hand_over(view))
                }
            }))
        } @else if view.desk.role() == Role::Caseworker && view.acts() && leads_on {
            p class="soft" { (tr.t("refer-by-coordinator")) }
        }
    }
}

fn hand_over(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let bodies: Vec<Choice> = std::iter::once(Choice {
        value: String::new(),
        label: tr.t("assess-choose"),
        hint: None,
        chosen: false,
    })
    .chain(view.bodies.iter().map(|body| Choice {
        value: body.id.to_string(),
        label: format!("{} ({})", body.name, view.word("office-kind", &body.kind)),
        hint: None,
        chosen: view.chosen("office", &body.id.to_string(), false),
    }))
    .collect();
    let agreed = case.consent == Consent::Yes && view.absorbed().all(|joined| joined.consent != Consent::No);
    let today = view.desk.house().today();
    let calendar = &view.desk.house().calendar;
    view.form("refer", html! {
        (select(&Ask::label("office", &tr.t("refer-office")), &bodies))
        @if let Some(rule) = &view.pack.referral {
            p class="soft" {
                (tr.ta("refer-deadlines", &[
                    ("acknowledge", tr.date(rule.acknowledge.after(today, calendar)).into()),
                    ("answer", tr.date(rule.answer.after(today, calendar)).into()),
                ]))
            }
        }
        @if !agreed {
            (note(Tone::Grave, html! { p { (tr.t("consent-needed")) } }))
            (textarea(&Ask::label("override", &tr.t("refer-override")).hint(Some(&tr.t("refer-override-hint"))),
                view.typed("override").unwrap_or_default(), 3, LONGEST_TEXT))
        }
        (button(Weight::Main, &tr.t("refer-send"), None))
    })
}

/// One hand-over: where it stands, what the body said.
fn standing(view: &View<'_>, referral: &Referral) -> Markup {
    let tr = view.tr();
    let name = view.names.office(referral.office).unwrap_or("?").to_owned();
    let title = tr.ta("refer-sent", &[("office", name.into())]);
    let owed =
        if referral.state == ReferralState::Sent { referral.acknowledge_by } else { referral.answer_by };
    let days = view.desk.house().working_days_left(owed);
    let renews = referral.state.waits() && view.acts() && view.desk.role() == Role::Coordinator;
    let letter = view.letter.filter(|_| referral.state.waits());
    let failed = letter == Some(PostState::Failed);
    card(
        Some(&title),
        html! {
            p {
                (chip(Mood::Plain, &tr.t(&format!("referral-{}", referral.state.word()))))
                @if referral.state.waits() { " " (deadline(tr, days)) }
            }
            @if failed { (note(Tone::Grave, html! { p { (tr.t("refer-letter-lost")) } })) }
            (facts(&said_of(view, referral, letter)))
            @if let Some(measure) = &referral.measure { p { b { (view.word("measure", measure)) } } }
            @if let Some(words) = view.dossier.answers.get(&referral.id) { (said(words)) }
            @if renews {
                details open[failed] {
                    summary { (tr.t("refer-renew")) }
                    p { (tr.t("refer-renew-hint")) }
                    (view.form("renew", html! {
                        input type="hidden" name="referral" value=(referral.id);
                        (button(Weight::Quiet, &tr.t("refer-resend"), None))
                    }))
                }
            }
        },
    )
}

/// Its days, and where the letter with the link is.
fn said_of(view: &View<'_>, referral: &Referral, letter: Option<PostState>) -> Vec<(String, Markup)> {
    let tr = view.tr();
    let mut all = vec![(tr.t("referral-at"), html! { (tr.date(referral.at.date())) })];
    if let Some(state) = letter {
        all.push((tr.t("refer-letter"), html! { (tr.t(&format!("refer-letter-{state}"))) }));
    }
    all.push((tr.t("referral-acknowledge-by"), html! { (tr.date(referral.acknowledge_by)) }));
    all.push((tr.t("referral-answer-by"), html! { (tr.date(referral.answer_by)) }));
    all
}

/// The form of a hand-over sent.
pub(super) async fn post(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    if let Some(page) = super::too_long(&posted, id).await? {
        return Ok(page);
    }
    let seen = posted.seen()?;
    let (house, handler) = (posted.desk.house(), &posted.desk.handler);
    let handed = match posted.text("office") {
        "" => Err(civic::case::Refusal::NeedsOffice.into()),
        office => {
            let office: OfficeId = office.parse().map_err(|_| Error::Unreadable)?;
            let aside = Some(posted.text("override")).filter(|reason| !reason.is_empty());
            acts::office::refer(house, handler, id, seen, office, aside).await
        }
    };
    shown_once(&posted, id, &reference, handed).await
}

/// The form of a fresh link sent.
pub(super) async fn renew(Path(reference): Path<String>, posted: Posted) -> Result<Response> {
    let id = posted.desk.case(&reference).await?;
    let referral: ReferralId = posted.text("referral").parse().map_err(|_| Error::Unreadable)?;
    let handed = acts::office::renew(posted.desk.house(), &posted.desk.handler, id, referral).await;
    shown_once(&posted, id, &reference, handed).await
}

async fn shown_once(
    posted: &Posted,
    id: kernel::CaseId,
    reference: &str,
    handed: acts::Result<Handed>,
) -> Result<Response> {
    match handed {
        Ok(handed) => Ok(code(&posted.desk, reference, &handed).into_response()),
        Err(acts::Error::Refused(refusal)) => refused(posted, id, refusal).await,
        Err(error) => Err(error.into()),
    }
}

fn code(desk: &Desk, reference: &str, handed: &Handed) -> Html {
    let tr = &desk.tr;
    let title = tr.ta("refer-sent", &[("office", handed.office.as_str().into())]);
    let groups: Vec<&str> = handed.code.split(' ').collect();
    desk.page(Spot::Queue, title.as_str()).show(html! {
        div class="lean" {
            h1 { (title) }
            p { (tr.t("refer-sent-detail")) }
            (card(Some(&tr.t("refer-code")), html! {
                p class="receipt" id="code" { @for group in groups { span { (group) } } }
                p { (tr.t("refer-code-hint")) }
            }))
            @if desk.house().terms.demo {
                (note(Tone::Plain, html! {
                    p { (tr.t("refer-demo-link")) br; a href={ "/fr/office/" (handed.link) } { "/fr/office/" (handed.link) } }
                }))
            }
            (row(link_button(Weight::Quiet, &tr.t("case-back"), &crate::desk::queue::case_href(reference))))
        }
    })
}
