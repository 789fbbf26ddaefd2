//! What happened to the case, who did it, and who has read it. Nothing sealed stands here: an auditor reads this too.

use super::view::View;
use crate::ui::case::{Stage, Step, way};
use crate::ui::page;
use crate::ui::{Markup, html};
use civic::case::{Actor, Consent, Event, Recorded};
use civic::pack::EscalateTo;

/// The whole history, readings apart.
pub(super) fn card(view: &View<'_>) -> Markup {
    let tr = view.tr();
    let steps: Vec<Step> = view
        .dossier
        .history
        .iter()
        .filter_map(|recorded| {
            let what = sentence(view, recorded)?;
            Some(Step {
                stage: Stage::Done,
                what,
                when: format!("{} · {}", tr.moment(recorded.at), who(view, recorded)),
            })
        })
        .collect();
    page::card(Some(&tr.t("case-way")), way(tr, &steps))
}

/// Who has opened the contents, and when.
pub(super) fn readers(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    page::card(
        Some(&tr.t("case-readers")),
        html! {
            @if case.readers.is_empty() {
                p { (tr.t("case-readers-none")) }
            } @else {
                ul {
                    @for (member, (at, times)) in &case.readers {
                        li {
                            (tr.ta("case-reader", &[
                                ("name", view.names.member(*member).unwrap_or("?").into()),
                                ("moment", tr.moment(*at).into()),
                                ("times", (*times).into()),
                            ]))
                        }
                    }
                }
            }
        },
    )
}

/// Who did something, with the role and team of then.
pub(super) fn actor(view: &View<'_>, actor: &Actor) -> String {
    let tr = view.tr();
    match actor {
        Actor::Reporter => tr.t("talk-reporter"),
        Actor::System => tr.t("actor-clock"),
        Actor::Office { id } => view.names.office(*id).unwrap_or("?").to_owned(),
        Actor::Member { id, role, team } => {
            let name = view.names.member(*id).unwrap_or("?");
            let role = tr.t(&format!("role-{role}"));
            match team.and_then(|team| view.names.team(team)) {
                Some(team) => format!("{name}, {role}, {team}"),
                None => format!("{name}, {role}"),
            }
        }
    }
}

fn who(view: &View<'_>, recorded: &Recorded) -> String {
    actor(view, &recorded.actor)
}

/// An event in plain words; `None` for readings, which have a list of their own.
fn sentence(view: &View<'_>, recorded: &Recorded) -> Option<String> {
    let tr = view.tr();
    let office = |id| view.names.office(id).unwrap_or("?").to_owned();
    Some(match &recorded.event {
        Event::Opened { .. } => tr.t("history-opened"),
        Event::Attached { .. } => tr.t("history-attached"),
        Event::Moved { reason: Some(reason), .. } => {
            tr.ta("history-closed", &[("reason", view.word("closing", reason).into())])
        }
        Event::Moved { to, .. } => tr.ta("history-moved", &[("state", view.word("state", to).into())]),
        Event::Assessed { credibility, .. } => tr
            .ta("history-assessed", &[("mark", (*credibility).into()), ("most", view.highest_mark().into())]),
        Event::Assigned { member: Some(member), .. } => {
            tr.ta("history-assigned", &[("name", view.names.member(*member).unwrap_or("?").into())])
        }
        Event::Assigned { member: None, .. } => tr.t("history-put-back"),
        Event::Summarised { .. } => tr.t("history-summarised"),
        Event::Consented { consent, .. } => {
            let noted = matches!(recorded.actor, Actor::Member { .. });
            tr.t(match (consent, noted) {
                (Consent::Yes, false) => "history-consent-yes",
                (Consent::No, false) => "history-consent-no",
                (Consent::Ask, false) => "history-consent-ask",
                (Consent::Yes, true) => "history-consent-noted-yes",
                (Consent::No, true) => "history-consent-noted-no",
                (Consent::Ask, true) => "history-consent-noted-ask",
            })
        }
        Event::ConsentSetAside { .. } => tr.t("history-consent-set-aside"),
        Event::Referred { office: id, answer_by, .. } => {
            tr.ta("history-referred", &[("office", office(*id).into()), ("date", tr.date(*answer_by).into())])
        }
        Event::LinkRenewed { .. } => tr.t("history-link-renewed"),
        Event::Acknowledged { .. } => tr.t("history-acknowledged"),
        Event::Accepted { .. } => tr.t("history-accepted"),
        Event::Refused { .. } => tr.t("history-refused"),
        Event::Answered { measure, .. } => {
            tr.ta("history-answered", &[("measure", view.word("measure", measure).into())])
        }
        Event::Reminded { day, .. } => tr.ta("history-reminded", &[("days", (*day).into())]),
        Event::Escalated { to: EscalateTo::Coordinator, .. } => tr.t("history-escalated"),
        Event::Escalated { to: EscalateTo::PublicCounter, .. } => tr.t("history-counted"),
        Event::Recalled { .. } => tr.t("history-recalled"),
        Event::Noted { .. } => tr.t("history-noted"),
        Event::MessageSent { .. } => tr.t("history-message-sent"),
        Event::MessageReceived { .. } => tr.t("history-message-received"),
        Event::Merged { .. } => tr.t("history-merged"),
        Event::Absorbed { .. } => tr.t("history-absorbed"),
        Event::Unmerged { .. } => tr.t("history-unmerged"),
        Event::Released { .. } => tr.t("history-released"),
        Event::Echoed { .. } => tr.t("history-echoed"),
        Event::Resumed => tr.t("history-resumed"),
        Event::Retained { until } => tr.ta("history-retained", &[("date", tr.date(*until).into())]),
        Event::Erased => tr.t("history-erased"),
        Event::Feedback { answered, resolved } => tr.ta(
            "history-feedback",
            &[
                ("answered", tr.t(if *answered { "yes" } else { "no" }).into()),
                (
                    "resolved",
                    tr.t(match resolved {
                        civic::case::Satisfaction::Yes => "yes",
                        civic::case::Satisfaction::Partly => "feedback-partly",
                        civic::case::Satisfaction::No => "no",
                    })
                    .into(),
                ),
            ],
        ),
        Event::Read => return None,
    })
}
