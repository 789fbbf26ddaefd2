//! What became of a report, in plain words, with the talk and the questions that are open.

use super::door::{self, LONGEST, href, remember};
use crate::texts::Tr;
use crate::ui::case::{Message, Stage, Step, said, talk, way};
use crate::ui::form::{Ask, Choice, Weight, button, error_summary, file, radios, row, textarea};
use crate::ui::page::{Tone, card, note};
use crate::ui::{Area, Markup, Page, form, html, in_each_language};
use crate::{Result, Visit};
use acts::follow::{self, Followed, Holder, Line};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use civic::case::{Consent, MomentKind};
use civic::pack::Pack;
use kernel::Date;

/// The case as it stands. `written` is a message that is not sent yet.
pub async fn show(visit: &Visit, holder: &Holder, written: &str) -> Result<Response> {
    mend(visit, holder, written, None).await
}

/// The case with what is to be mended: the field and the sentence.
pub async fn mend(
    visit: &Visit,
    holder: &Holder,
    written: &str,
    fault: Option<(&str, String)>,
) -> Result<Response> {
    let followed = match follow::view(visit.house(), holder).await {
        Ok(followed) => followed,
        // Erased while it was being read.
        Err(acts::Error::NotFound) => {
            let page = door::door(visit, door::Said::Nothing, "");
            return Ok(([door::forget(visit)?], page).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let pack = &visit.house().service(&followed.pack)?.pack;
    let tr = &visit.tr;
    let title = tr.ta("follow-case", &[("reference", followed.reference.as_str().into())]);
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let state = pack.state(&followed.state);
    let public = state.and_then(|state| tr.pack(&pack.id, &state.public_text_key()));
    let named: Vec<(String, String)> = fault
        .iter()
        .filter(|(field, _)| !field.is_empty())
        .map(|(field, sentence)| ((*field).to_owned(), sentence.clone()))
        .collect();
    // The browser's tab says where one is and not which case.
    let page = Page::new(visit.app.frame(), tr, Area::Citizen, tr.t("follow-title"))
        .languages(in_each_language(|lang| format!("/{lang}/follow")))
        .leave_quickly()
        .faulty(fault.is_some())
        .show(html! {
            (error_summary(tr, &named))
            h1 { (title) }
            (done(visit))
            @if let Some((_, sentence)) = fault.as_ref().filter(|(field, _)| field.is_empty()) {
                (note(Tone::Grave, html! { p role="alert" { (sentence) } }))
            }
            @if let Some(public) = public { (note(Tone::Plain, html! { p { b { (public) } } })) }
            (questions(visit, pack, &followed, fault.as_ref()))
            (card(Some(&tr.t("follow-way")), way(tr, &steps(tr, pack, &followed, visit.house().today()))))
            (answers(tr, &followed))
            (messages(tr, &followed))
            (write(visit, written, fault.as_ref()))
            form method="post" action={ (href(visit)) "/leave" } {
                (row(button(Weight::Quiet, &tr.t("follow-leave"), None)))
            }
        });
    Ok((status, [remember(visit, holder)?], page).into_response())
}

/// What was just done, after a redirect.
fn done(visit: &Visit) -> Markup {
    let key = match visit.uri.query() {
        Some("done=sent") => "follow-sent",
        Some("done=consent") => "follow-consent-kept",
        Some("done=thanks") => "follow-thanks",
        _ => return html! {},
    };
    note(Tone::Good, html! { p { (visit.tr.t(key)) } })
}

/// What happened so far, and what comes next by when.
fn steps(tr: &Tr, pack: &Pack, followed: &Followed, today: Date) -> Vec<Step> {
    let told = sentences(tr, pack, followed).into_iter().zip(&followed.lines);
    let mut steps: Vec<Step> = told
        .map(|(what, line)| Step { stage: Stage::Done, what, when: tr.date(line.moment.at.date()) })
        .collect();
    if let Some(late) = followed.next.filter(|next| *next < today && followed.closed_for.is_none()) {
        // A day that has passed is no promise any more.
        let who = if followed.due.is_some() { "follow-late-coalition" } else { "follow-late-office" };
        let what = tr.ta(who, &[("date", tr.date(late).into())]);
        steps.push(Step { stage: Stage::Late, what, when: String::new() });
        return steps;
    }
    let state = pack.state(&followed.state);
    let next = state.zip(followed.next).and_then(|(state, date)| {
        let date = [("date", tr.date(date).into())];
        // Once both questions are answered, nothing more is asked of the reporter.
        if followed.closed_for.is_some() && !followed.asks_feedback {
            return Some(tr.ta("follow-told", &date));
        }
        tr.pack_with(&pack.id, &state.next_text_key(), &date)
    });
    steps.extend(next.map(|what| Step { stage: Stage::Now, what, when: String::new() }));
    steps
}

/// Every line of the timeline in the pack's own sentence, as pages and programs tell it.
pub(crate) fn sentences(tr: &Tr, pack: &Pack, followed: &Followed) -> Vec<String> {
    let mut answered = false;
    let told = followed.lines.iter().map(|line| {
        match line.moment.kind {
            MomentKind::Answered(..) => answered = true,
            MomentKind::Reopened | MomentKind::Referred(..) => answered = false,
            _ => {}
        }
        sentence(tr, pack, followed, line, answered)
    });
    told.collect()
}

fn sentence(tr: &Tr, pack: &Pack, followed: &Followed, line: &Line, answered: bool) -> String {
    let office = line.office.as_deref().unwrap_or_default();
    let say = |key: &str, args: &[(&str, crate::texts::Value<'_>)]| {
        tr.pack_with(&pack.id, key, args).unwrap_or_else(|| key.to_owned())
    };
    let with_office = |key: &str| say(key, &[("office", office.to_owned().into())]);
    match &line.moment.kind {
        MomentKind::Received => say("timeline-opened", &[("reference", followed.reference.as_str().into())]),
        MomentKind::Assessed => say("timeline-assess", &[]),
        MomentKind::Referred(_, by) => {
            let args = [("office", office.to_owned().into()), ("date", tr.date(*by).into())];
            say("timeline-refer", &args)
        }
        MomentKind::Consented(consent) => say(consented(*consent), &[]),
        MomentKind::ConsentNoted(consent, _) => {
            let key = match consent {
                Consent::Yes => "timeline-consent-noted-yes",
                Consent::No => "timeline-consent-noted-no",
                Consent::Ask => "timeline-consent-noted-ask",
            };
            let how = line.words.clone().unwrap_or_else(|| tr.t("no-figure"));
            say(key, &[("how", how.into())])
        }
        MomentKind::ConsentSetAside => say("timeline-consent-aside", &[]),
        MomentKind::Acknowledged => with_office("timeline-acknowledge"),
        MomentKind::Accepted => with_office("timeline-accept"),
        MomentKind::Refused(_) => {
            let reason = line.words.clone().unwrap_or_else(|| tr.t("no-figure"));
            say("timeline-refuse", &[("office", office.to_owned().into()), ("reason", reason.into())])
        }
        MomentKind::Answered(_, measure) => {
            let measure = say(&format!("measure-{measure}"), &[]);
            say("timeline-answer", &[("office", office.to_owned().into()), ("measure", measure.into())])
        }
        MomentKind::Reminded(_) => with_office("timeline-reminded"),
        MomentKind::Escalated => say("timeline-counted", &[]),
        MomentKind::Recalled => with_office("timeline-recall"),
        MomentKind::MessageSent(_) => say("timeline-message-out", &[]),
        MomentKind::MessageReceived(_) => say("timeline-message-in", &[]),
        MomentKind::Attached => say("timeline-evidence-added", &[]),
        MomentKind::Closed(reason) => {
            // A reason may end a case before or after an answer; the later transition is the one after it.
            let mut ways = pack.transitions.iter().filter(|way| way.reasons.contains(reason));
            let way = if answered { ways.next_back() } else { ways.next() };
            let key = way.map_or_else(String::new, civic::pack::Transition::timeline_text_key);
            say(&key, &[("closing_reason", say(&format!("closing-{reason}"), &[]).into())])
        }
        MomentKind::Reopened => say("timeline-reopen", &[]),
        MomentKind::Erased => String::new(),
    }
}

fn consented(consent: Consent) -> &'static str {
    if consent == Consent::Yes { "timeline-consent-given" } else { "timeline-consent-refused" }
}

/// What bodies answered, in their words.
fn answers(tr: &Tr, followed: &Followed) -> Markup {
    let answers = followed
        .lines
        .iter()
        .filter(|line| matches!(line.moment.kind, MomentKind::Answered(..)))
        .filter_map(|line| Some((line.words.as_deref()?, tr.date(line.moment.at.date()))));
    html! {
        @for (words, day) in answers {
            (card(Some(&tr.t("follow-from-office")), html! { (said(words)) p class="soft" { (day) } }))
        }
    }
}

/// The talk with the coalition.
fn messages(tr: &Tr, followed: &Followed) -> Markup {
    let messages: Vec<Message> = followed
        .lines
        .iter()
        .filter_map(|line| {
            let mine = match line.moment.kind {
                MomentKind::MessageReceived(_) => true,
                MomentKind::MessageSent(_) => false,
                _ => return None,
            };
            Some(Message {
                who: tr.t(if mine { "follow-from-me" } else { "follow-from-coalition" }),
                when: tr.date(line.moment.at.date()),
                text: line.words.clone()?,
                mine,
            })
        })
        .collect();
    html! {
        h2 { (tr.t("follow-messages")) }
        @if messages.is_empty() { p class="soft" { (tr.t("follow-messages-none")) } } @else { (talk(&messages)) }
    }
}

fn write(visit: &Visit, written: &str, fault: Option<&(&str, String)>) -> Markup {
    let tr = &visit.tr;
    let fault = |name: &str| fault.filter(|(field, _)| *field == name).map(|(_, said)| said.as_str());
    let (label, hint) = (tr.t("follow-write"), tr.t("follow-write-hint"));
    let (attach, attach_hint) = (tr.t("follow-attach"), tr.t("follow-attach-hint"));
    html! {
        form method="post" action={ (href(visit)) "/write" } enctype="multipart/form-data" {
            (textarea(&Ask::label("text", &label).hint(Some(&hint)).fault(fault("text")), written, 4, LONGEST))
            (file(&Ask::label("file", &attach).hint(Some(&attach_hint)).fault(fault("file")), "", None))
            (row(button(Weight::Main, &tr.t("follow-send"), None)))
        }
    }
}

/// The questions that are open: consent, and after closing what the reporter thinks of it.
fn questions(visit: &Visit, pack: &Pack, followed: &Followed, fault: Option<&(&str, String)>) -> Markup {
    let tr = &visit.tr;
    let fault = |name: &str| fault.filter(|(field, _)| *field == name).map(|(_, said)| said.as_str());
    let choice = |value: &str, key: &str| Choice {
        value: value.to_owned(),
        label: tr.t(key),
        hint: None,
        chosen: false,
    };
    let asked =
        |key: &str| tr.pack(&pack.id, key).unwrap_or_else(|| tr.t(&key.replace("feedback", "follow")));
    html! {
        @if followed.asks_consent && pack.referral.is_some() {
            (card(Some(&tr.t("follow-consent")), html! {
                p { (tr.t("follow-consent-ask")) }
                @if followed.consent == Consent::No {
                    p class="soft" {
                        (tr.t(if followed.own_consent == Consent::No { "follow-consent-refused" } else { "follow-consent-noted-no" }))
                    }
                }
                form method="post" action={ (href(visit)) "/consent" } {
                    (row(html! {
                        (button(Weight::Main, &tr.t("follow-consent-yes"), Some(("consent", "yes"))))
                        // What the coalition noted, the reporter may confirm.
                        @if followed.own_consent != Consent::No {
                            (button(Weight::Quiet, &tr.t("follow-consent-no"), Some(("consent", "no"))))
                        }
                    }))
                }
            }))
        }
        @if followed.may_withdraw && pack.referral.is_some() {
            (card(Some(&tr.t("follow-consent-given")), html! {
                p {
                    @if followed.own_consent != Consent::Yes { (tr.t("follow-consent-noted-yes")) " " }
                    (tr.t("follow-consent-given-detail"))
                }
                form method="post" action={ (href(visit)) "/consent" } {
                    (row(button(Weight::Quiet, &tr.t("follow-consent-withdraw"), Some(("consent", "no")))))
                }
            }))
        }
        @if followed.asks_feedback {
            (card(Some(&tr.t("follow-closed")), html! {
                p { (tr.t("follow-closed-ask")) }
                form method="post" action={ (href(visit)) "/tell" } {
                    (radios(
                        &Ask::label("answered", &asked("feedback-answered")).fault(fault("answered")),
                        &[choice("yes", "yes"), choice("no", "no")],
                    ))
                    (radios(
                        &Ask::label("resolved", &asked("feedback-resolved")).fault(fault("resolved")),
                        &[
                            choice("yes", "follow-resolved-yes"),
                            choice("partly", "follow-resolved-partly"),
                            choice("no", "follow-resolved-no"),
                        ],
                    ))
                    (form::row(button(Weight::Main, &tr.t("send"), None)))
                }
            }))
        }
    }
}
