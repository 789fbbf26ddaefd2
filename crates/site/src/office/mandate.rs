//! What a body was handed: reference, dates owed, the redacted summary, and what it may do now.

use super::door::{address, frame};
use super::reply::LONGEST;
use crate::Visit;
use crate::ui::case::said;
use crate::ui::form::{Ask, Choice, Weight, button, error_summary, file, row, select, textarea};
use crate::ui::page::{Tone, card, lead, note};
use crate::ui::table::{Mood, chip, facts};
use crate::ui::{Html, Markup, html};
use acts::intake::LARGEST_FILE;
use acts::office::Mandate;
use axum::http::StatusCode;
use civic::case::ReferralState;
use civic::pack::Role;
use kernel::{Date, Timestamp};

/// What was sent and could not be taken, shown again so that nothing is typed twice.
#[derive(Default)]
pub(super) struct Draft {
    /// Reason of a refusal.
    pub reason: String,
    /// Words of an answer.
    pub text: String,
    /// Measure chosen.
    pub measure: String,
    /// What is to be mended: control and sentence.
    pub faults: Vec<(&'static str, String)>,
    /// Why the act is not possible now.
    pub refusal: Option<String>,
}

impl Draft {
    /// Status of the page that shows it again.
    pub fn status(&self) -> StatusCode {
        if self.refusal.is_some() {
            StatusCode::CONFLICT
        } else if self.faults.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    fn fault(&self, control: &str) -> Option<&str> {
        self.faults.iter().find(|(name, _)| *name == control).map(|(_, fault)| fault.as_str())
    }
}

/// The page of a mandate.
pub(super) fn page(visit: &Visit, link: &str, mandate: &Mandate, draft: &Draft) -> Html {
    let tr = &visit.tr;
    let coalition = visit.app.frame().coalition.as_str();
    let title = tr.ta("office-case", &[("reference", mandate.reference.as_str().into())]);
    let faults: Vec<(String, String)> =
        draft.faults.iter().map(|(name, fault)| ((*name).to_owned(), fault.clone())).collect();
    frame(visit, link, &title).faulty(!faults.is_empty()).show(html! {
        (error_summary(tr, &faults))
        h1 { (title) }
        (lead(&tr.ta("office-lead", &[("coalition", coalition.into())])))
        @if let Some(refusal) = &draft.refusal { (note(Tone::Grave, html! { p role="alert" { (refusal) } })) }
        @if mandate.referral.state == ReferralState::Answered {
            (note(Tone::Good, html! { p { b { (tr.t("office-thanks")) } " " (tr.ta("office-thanks-detail", &[("date", tr.date(mandate.expires.date()).into())])) } }))
        }
        div class="two" {
            div {
                (card(Some(&tr.t("office-summary")), said(&mandate.summary)))
                (card(Some(&tr.t("office-dates")), dates(visit, mandate)))
            }
            div { @if mandate.open { (acts(visit, link, mandate, draft)) } }
        }
        p class="soft" {
            (tr.t("office-public-note")) " "
            (tr.ta("office-expires", &[("date", tr.date(mandate.expires.date()).into())]))
        }
    })
}

/// Where the mandate stands and until when; what is done bears its day, what is owed the days left.
fn dates(visit: &Visit, mandate: &Mandate) -> Markup {
    let (tr, referral) = (&visit.tr, &mandate.referral);
    let day = |at: Timestamp| html! { (tr.date(at.date())) };
    let owed = |day: Date| html! { (tr.date(day)) @if mandate.open { " " (days_left(visit, day)) } };
    let state = tr.t(&format!("office-state-{}", referral.state.word()));
    let mut rows = vec![(tr.t("office-state"), html! { (state) }), (tr.t("office-sent"), day(referral.at))];
    rows.push(match referral.acknowledged_at {
        Some(at) => (tr.t("office-acknowledged"), day(at)),
        None => (tr.t("office-acknowledge-by"), owed(referral.acknowledge_by)),
    });
    rows.push(match referral.ended_at {
        Some(at) => (tr.t("office-ended"), day(at)),
        None => (tr.t("office-answer-by"), owed(referral.answer_by)),
    });
    facts(&rows)
}

/// How far a day owed is, in working days, since that is how it was promised.
fn days_left(visit: &Visit, owed: Date) -> Markup {
    let tr = &visit.tr;
    let said = |days: i64| tr.ta("working-days", &[("days", days.into())]);
    match visit.house().working_days_left(owed) {
        days @ ..0 => chip(Mood::Late, &tr.ta("office-late", &[("days", said(-days).into())])),
        0 => chip(Mood::Waiting, &tr.t("due-today")),
        days => chip(Mood::Waiting, &tr.ta("office-left", &[("days", said(days).into())])),
    }
}

fn acts(visit: &Visit, link: &str, mandate: &Mandate, draft: &Draft) -> Markup {
    let Ok(service) = visit.house().service(&mandate.pack) else { return html! {} };
    let may =
        |act: &str| service.pack.open_to(&mandate.state, Role::Institution).any(|open| open.name == act);
    let tr = &visit.tr;
    let simple = |act: &str, weight: Weight| {
        let label = tr.t(&format!("office-{act}"));
        html! {
            @if may(act) {
                form method="post" action={ (address(visit.lang, link)) "/" (act) } { (button(weight, &label, None)) }
            }
        }
    };
    html! {
        @if may("accept") {
            (card(Some(&tr.t("office-now")), row(html! {
                (simple("acknowledge", Weight::Main)) (simple("accept", Weight::Quiet))
            })))
        }
        @if may("answer") { (answering(visit, link, mandate, draft)) }
        @if may("refuse") { (refusing(visit, link, draft)) }
    }
}

fn answering(visit: &Visit, link: &str, mandate: &Mandate, draft: &Draft) -> Markup {
    let tr = &visit.tr;
    let known = visit.house().service(&mandate.pack).ok().and_then(|service| service.pack.referral.as_ref());
    let choice = |value: &str, label: String| Choice {
        value: value.to_owned(),
        label,
        hint: None,
        chosen: value == draft.measure,
    };
    let mut measures = vec![choice("", tr.t("office-measure-choose"))];
    measures.extend(known.into_iter().flat_map(|rule| &rule.measures).map(|measure| {
        choice(
            measure,
            tr.pack(&mandate.pack, &format!("measure-{measure}")).unwrap_or_else(|| measure.clone()),
        )
    }));
    let max = LARGEST_FILE >> 20;
    let (words, words_hint) = (tr.t("office-answer-text"), tr.t("office-answer-hint"));
    let (measure, letter) = (tr.t("office-measure"), tr.t("office-letter"));
    let letter_hint = tr.ta("office-letter-hint", &[("max", max.into())]);
    card(
        Some(&tr.t("office-answer")),
        html! {
            form method="post" action={ (address(visit.lang, link)) "/answer" } enctype="multipart/form-data" {
                (textarea(&Ask::label("text", &words).hint(Some(&words_hint)).fault(draft.fault("text")),
                    &draft.text, 7, LONGEST as u32))
                (select(&Ask::label("measure", &measure).fault(draft.fault("measure")), &measures))
                (file(&Ask::label("letter", &letter).hint(Some(&letter_hint)).fault(draft.fault("letter")),
                    "application/pdf,image/jpeg,image/png", None))
                (row(button(Weight::Main, &tr.t("office-send"), None)))
            }
        },
    )
}

fn refusing(visit: &Visit, link: &str, draft: &Draft) -> Markup {
    let tr = &visit.tr;
    let (label, hint) = (tr.t("office-refuse-reason"), tr.t("office-refuse-hint"));
    let ask = Ask::label("reason", &label).hint(Some(&hint)).fault(draft.fault("reason"));
    html! {
        details class="card" open[!draft.reason.is_empty() || draft.fault("reason").is_some()] {
            summary { (tr.t("office-refuse-title")) }
            form method="post" action={ (address(visit.lang, link)) "/refuse" } {
                (textarea(&ask, &draft.reason, 4, LONGEST as u32))
                (row(button(Weight::Grave, &tr.t("office-refuse"), None)))
            }
        }
    }
}
