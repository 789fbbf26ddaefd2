//! The page of a case: what is gathered for it and in which order it stands.

use super::{
    assess, assign, close, consent, content, duplicates, facts, history, note, recall, refer, reopen,
};
use super::{summarise, write};
use crate::Result;
use crate::desk::{Desk, Posted, Spot};
use crate::texts::Tr;
use crate::ui::page::{Tone, note};
use crate::ui::table::{Mood, chip, deadline};
use crate::ui::{Html, Markup, html};
use acts::Names;
use acts::casework::{self, Answer, Candidate, Colleague, Dossier};
use axum::extract::Path;
use civic::case::{Case, Refusal};
use civic::directory::Role;
use civic::pack::{self, Pack};
use kernel::{CaseId, Date};
use store::offices::Office;
use store::outbox::PostState;

/// What stands at the top of the page.
pub(super) enum Notice {
    /// Nothing.
    Nothing,
    /// An act was done.
    Done,
    /// An act was refused; the form that asked for it holds what was typed.
    Refused(Refusal),
    /// A text is longer than so many characters.
    TooLong(u32),
}

/// Everything on the page of a case.
pub(super) struct View<'a> {
    /// Who looks.
    pub desk: &'a Desk,
    /// The case, open as far as this person may.
    pub dossier: &'a Dossier,
    /// Its pack.
    pub pack: &'a Pack,
    /// Sealed answers with their questions.
    pub answers: Vec<Answer>,
    /// Names of everybody.
    pub names: Names,
    /// Those to whom it may be given.
    pub colleagues: Vec<Colleague>,
    /// Bodies to which it may be handed.
    pub bodies: Vec<Office>,
    /// Likely duplicates.
    pub candidates: Vec<Candidate>,
    /// Cases tied to it by a merge.
    pub joined: Vec<Case>,
    /// How the letter to the body that has it fares.
    pub letter: Option<PostState>,
    typed: Option<&'a Posted>,
}

/// The page.
pub(super) async fn page(desk: Desk, Path(reference): Path<String>) -> Result<Html> {
    let id = desk.case(&reference).await?;
    let notice = if desk.query("done").is_some() { Notice::Done } else { Notice::Nothing };
    draw(&desk, id, notice, None).await
}

/// The page of a case with a notice, and with what was typed when an act was refused.
pub(super) async fn draw(desk: &Desk, id: CaseId, notice: Notice, typed: Option<&Posted>) -> Result<Html> {
    let (house, handler) = (desk.house(), &desk.handler);
    let dossier = casework::open(house, handler, id).await?;
    let opens = desk.role().opens_cases();
    let case = &dossier.case;
    let view = View {
        desk,
        pack: &house.service(&case.pack)?.pack,
        answers: casework::answers(house, &dossier, handler.lang).await?,
        names: Names::of(house).await?,
        colleagues: if opens { casework::colleagues(house, handler, case).await? } else { Vec::new() },
        bodies: if opens { acts::office::bodies(house, &case.pack).await? } else { Vec::new() },
        candidates: if opens { casework::candidates(house, handler, &dossier).await? } else { Vec::new() },
        letter: acts::letters::of(house, case).await?,
        joined: casework::joined(house, handler, case).await?,
        dossier: &dossier,
        typed,
    };
    Ok(view.show(&notice))
}

impl View<'_> {
    /// The case.
    pub(super) fn case(&self) -> &Case {
        &self.dossier.case
    }

    /// Cases merged into it, as far as this person may know of them.
    pub(super) fn absorbed(&self) -> impl Iterator<Item = &Case> {
        self.joined.iter().filter(|other| self.case().absorbed.contains(&other.id))
    }

    /// The person's language.
    pub(super) fn tr(&self) -> &Tr {
        &self.desk.tr
    }

    /// The highest mark of its pack; 0 where cases are not assessed.
    pub(super) fn highest_mark(&self) -> u8 {
        self.pack.assessment.as_ref().map_or(0, |scale| scale.highest)
    }

    /// A message of the pack, or its key's last word where the pack has none.
    pub(super) fn word(&self, list: &str, value: &str) -> String {
        crate::desk::queue::word(self.tr(), &self.pack.id, list, value)
    }

    /// What stands where words do not open for this person.
    pub(super) fn unread(&self) -> String {
        self.tr().t(match self.desk.role().opens_cases() {
            false => "case-content-role",
            true if self.dossier.nobody_opens => "case-content-lost",
            true => "case-content-sealed",
        })
    }

    /// What was typed under this name when an act was refused.
    pub(super) fn typed(&self, name: &str) -> Option<&str> {
        self.typed.and_then(|posted| posted.given(name))
    }

    /// Whether this value was chosen under this name when an act was refused; `before` when nothing was sent.
    pub(super) fn chosen(&self, name: &str, value: &str, before: bool) -> bool {
        match self.typed {
            Some(posted) if posted.given(name).is_some() => posted.all(name).iter().any(|sent| sent == value),
            _ => before,
        }
    }

    /// Whether this person may act on the case at all.
    pub(super) fn acts(&self) -> bool {
        self.desk.role().opens_cases() && !self.case().erased && self.case().merged_into.is_none()
    }

    /// Transitions of the pack that this person may take now.
    pub(super) fn ways(&self) -> impl Iterator<Item = &pack::Transition> {
        let role = match self.desk.role() {
            Role::Caseworker => pack::Role::Caseworker,
            Role::Coordinator => pack::Role::Coordinator,
            Role::Auditor => pack::Role::Auditor,
            Role::Admin => pack::Role::Admin,
        };
        let acts = self.acts();
        self.pack.open_to(&self.case().state, role).filter(move |_| acts)
    }

    /// Whether this person may take this transition now.
    pub(super) fn may(&self, act: &str) -> bool {
        self.ways().any(|way| way.name == act)
    }

    /// A form that asks for an act on this case as it stands on the page.
    pub(super) fn form(&self, act: &str, body: Markup) -> Markup {
        html! {
            form method="post" action={ (self.href()) "/" (act) } {
                (self.desk.token())
                input type="hidden" name="seen" value=(self.case().version);
                (body)
            }
        }
    }

    /// Address of the page.
    pub(super) fn href(&self) -> String {
        format!("/desk/case/{}", self.case().reference)
    }

    fn show(&self, notice: &Notice) -> Html {
        let (tr, case) = (self.tr(), self.case());
        let title = tr.ta("case-title", &[("reference", case.reference.as_str().into())]);
        let refused = matches!(notice, Notice::Refused(_) | Notice::TooLong(_));
        self.desk.page(Spot::Queue, title).faulty(refused).show(html! {
            (self.head())
            @match notice {
                Notice::Nothing => {},
                Notice::Done => (note(Tone::Good, html! { p { (tr.t("case-done")) } })),
                Notice::TooLong(max) => div class="errors" role="alert" tabindex="-1" autofocus {
                    (tr.ta("error-too-long", &[("max", (*max).into())]))
                },
                Notice::Refused(refusal) => div class="errors" role="alert" tabindex="-1" autofocus {
                    p { b { (tr.t(refusal.key())) } }
                    @if *refusal == Refusal::Changed { p { (tr.t("case-changed")) } }
                },
            }
            (duplicates::standing(self))
            (self.sections())
            div class="two" {
                // What there is to read, beside what there is to do: the summary is written next to the original.
                div {
                    section id="part-content" { (content::card(self)) }
                    section id="part-facts" { (facts::card(self)) }
                    section id="part-talk" { (write::form(self)) (note::form(self)) (history::readers(self)) }
                }
                div {
                    section id="part-summary" { (summarise::form(self)) }
                    section id="part-assign" { (assign::form(self)) (assess::form(self)) }
                    section id="part-refer" {
                        (consent::form(self))
                        (refer::form(self))
                        (recall::form(self))
                        (close::form(self))
                        (reopen::form(self))
                    }
                }
            }
            section id="part-similar" { (duplicates::card(self)) }
            section id="part-way" { (history::card(self)) }
        })
    }

    fn head(&self) -> Markup {
        let (tr, case) = (self.tr(), self.case());
        let row = case.projection(self.pack);
        let due = row.due_day.filter(|_| row.open).and_then(|due| Date::from_julian_day(due).ok());
        html! {
            p { a href="/desk" accesskey="q" { "← " (tr.t("desk-title")) } }
            h1 { (case.reference) }
            p {
                (chip(Mood::Plain, &self.word("state", &case.state)))
                @if let Some(due) = due { " " (deadline(tr, self.desk.house().working_days_left(due))) }
                @if row.unread { " " (chip(Mood::Good, &tr.t("queue-unread"))) }
                @if self.desk.role().opens_cases() { " " small { (tr.t("case-opened-note")) } }
            }
        }
    }

    /// Ways down the page, each with a key.
    fn sections(&self) -> Markup {
        let tr = self.tr();
        let all = [
            ("content", "case-go-content"),
            ("facts", "case-facts"),
            ("talk", "case-go-talk"),
            ("summary", "case-go-summary"),
            ("assign", "assign-title"),
            ("refer", "case-next"),
            ("similar", "case-go-similar"),
            ("way", "case-way"),
        ];
        let there = |(_, (id, _)): &(usize, (&str, &str))| *id != "similar" || duplicates::any(self);
        html! {
            nav aria-label=(tr.t("case-sections")) {
                ul class="filters" {
                    @for (place, (id, key)) in all.into_iter().enumerate().filter(there) {
                        li { a href={ "#part-" (id) } accesskey=(place + 1) { (tr.t(key)) } }
                    }
                }
            }
            p class="soft" { (tr.t("case-keys")) }
        }
    }
}
