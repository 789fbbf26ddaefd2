//! One screen of the form: shown, answered, kept, and on to the next.

use super::field::{Field, Way, is_place, speaks};
use super::posted::Posted;
use super::repeat;
use super::taking::{Faults, Step, keep_files, take};
use super::walk::{after, before, kept};
use super::writing::{Stop, Writing, pages, with_status};
use crate::ui::form::{Rank, Weight, button, error_summary, row};
use crate::ui::page::{Tone, note, steps};
use crate::ui::{Html, Markup, Rights, html};
use crate::{Error, Visit};
use acts::intake::Surroundings;
use acts::{Readers, draft, readers};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use civic::pack::{Dimension, FactKind};
use std::collections::BTreeMap;
use xforms::{Choices, Page, PageId, Question, Shown};

/// `GET /{lang}/report/{pack}/{page}`. A page that is not asked any more gives way to the next one.
pub async fn show(
    visit: Visit,
    Path((lang, pack, page)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    screen_of(&Writing::open(&visit, &lang, &pack).await?, &page).await
}

/// The screen of a page.
pub async fn screen_of(writing: &Writing<'_>, page: &str) -> Result<Response, Stop> {
    let surroundings = writing.visit.house().surroundings(writing.sheet.files).await?;
    let id = writing.sheet.form.page_named(page).ok_or(Error::NotFound)?;
    let html = match writing.sheet.form.is_repeat(page) {
        true => repeat::screen(writing, &surroundings, id, &[])?,
        false => screen(writing, &surroundings, id, None)?,
    };
    match html {
        Some(html) => Ok(html.into_response()),
        None => {
            let to = after(writing, &surroundings, id)?;
            Ok(writing.go(&to)?)
        }
    }
}

/// `POST /{lang}/report/{pack}/{page}`: `act` is `next`, `back`, `search`, `enter`, `in`, `unknown` or `remove:{field}`; on the
/// page of a repeat as [`repeat::answer`] says.
pub async fn answer(
    visit: Visit,
    Path((lang, pack, page)): Path<(String, String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    take_in(Writing::open(&visit, &lang, &pack).await?, page, &posted).await
}

/// Takes in what was posted from a page.
pub async fn take_in(mut writing: Writing<'_>, page: String, posted: &Posted) -> Result<Response, Stop> {
    let visit = writing.visit;
    let sheet = writing.sheet;
    let surroundings = visit.house().surroundings(sheet.files).await?;
    let id = sheet.form.page_named(&page).ok_or(Error::NotFound)?;
    if sheet.form.is_repeat(&page) {
        return repeat::answer(visit, writing, &surroundings, id, &page, posted).await;
    }
    let files = keep_files(&mut writing, &surroundings, id, posted).await?;
    let mut taken = take(&writing, &surroundings, id, posted, files)?;
    writing.draft.answers = taken.answers;
    writing.draft.words = taken.words;
    if taken.step == Step::Next && taken.faults.is_empty() {
        taken.faults.extend(unread(&writing, &surroundings, id).await?);
    }
    let brought = taken.brought.filter(|_| taken.step == Step::Next && taken.faults.is_empty());
    if brought.is_some() {
        taken.step = Step::Stay;
    }
    if taken.step == Step::Next && taken.faults.is_empty() {
        writing.draft.seen.insert(page.clone());
    }
    let to = match taken.step {
        Step::Stay => kept(visit, &page),
        Step::Back => before(&writing, &surroundings, id)?,
        Step::Next if taken.faults.is_empty() => after(&writing, &surroundings, id)?,
        Step::Next => {
            writing.draft.page = page;
            draft::save(visit.house(), &writing.key, sheet.id, &writing.draft).await?;
            let html = screen(&writing, &surroundings, id, Some((posted, &taken.faults)))?;
            return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, html.ok_or(Error::NotFound)?));
        }
    };
    writing.draft.page = to.split('?').next().unwrap_or_default().to_owned();
    draft::save(visit.house(), &writing.key, sheet.id, &writing.draft).await?;
    // A question that was not on the screen before is where to look now.
    let at = brought.map(|name| format!("#{name}")).unwrap_or_default();
    Ok(writing.go(&format!("{to}{at}"))?)
}

/// What is wrong with the exclusions of this screen, when they leave nobody who could open the report.
async fn unread(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
) -> Result<Option<(String, String)>, Stop> {
    let Some(service) = writing.service() else { return Ok(None) };
    let tr = &writing.visit.tr;
    let page_of = |kind| {
        let fact = service.pack.fact_of_kind(kind)?;
        Some((service.form.page_of(&fact.name)?, fact))
    };
    let Some((_, fact)) = page_of(FactKind::ExcludedTeams).filter(|(page, _)| *page == id) else {
        return Ok(None);
    };
    // Who reads may hang on the place: where it is asked later, it is too early to say.
    if page_of(FactKind::Place).is_some_and(|(page, _)| page > id) {
        return Ok(None);
    }
    let answers = answers(writing, surroundings)?;
    let Readers::Excluded(teams) = readers(writing.visit.house(), service, &answers).await? else {
        return Ok(None);
    };
    let known = surroundings.teams().iter().filter(|(team, _)| teams.contains(team));
    let names: Vec<&str> = known.map(|(_, name)| name.as_str()).collect();
    let said = tr.ta("report-exclude-unread-names", &[("names", names.join(", ").into())]);
    Ok(Some((fact.name.clone(), said)))
}

/// The relevant answers so far, by field.
fn answers(writing: &Writing<'_>, surroundings: &Surroundings<'_>) -> Result<BTreeMap<String, String>, Stop> {
    let fields = writing.filling(surroundings)?.fields()?;
    let given = fields.into_iter().filter(|question| question.relevant && !question.value.is_empty());
    Ok(given.map(|question| (question.name.to_owned(), question.value)).collect())
}

/// The screen; `None` when the form does not ask this now.
fn screen(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    sent: Option<(&Posted, &Faults)>,
) -> Result<Option<Html>, Stop> {
    let filling = writing.filling(surroundings)?;
    let pages = pages(&filling, surroundings)?;
    let Some(at) = pages.iter().position(|other| *other == id) else { return Ok(None) };
    let Some(page) = filling.page(id)? else { return Ok(None) };
    let tr = &writing.visit.tr;
    let (now, all) = (at as u32 + 1, pages.len() as u32 + 1);
    let faults = sent.map_or(&[][..], |(_, faults)| faults.as_slice());
    let title = tr.ta("step-of", &[("n", now.into()), ("all", all.into())]);
    let around = repeat::around(tr, &filling, &page.name)?;
    let ways: Vec<Way> = page.questions.iter().map(Way::of).collect();
    let (rich, rights) = means(writing, &page, &ways);
    let mut frame = writing.page(&page.name, title).faulty(!faults.is_empty()).rights(rights);
    if rich {
        frame = frame.sheet("ask");
    }
    Ok(Some(frame.show(html! {
        (steps(tr, now, all))
        (error_summary(tr, faults))
        @if !around.is_empty() { p class="soft" { (around) } }
        (questions(writing, surroundings, &page, ways, sent))
    })))
}

/// Whether a page needs the styles of pictures, scales and the like, and what the browser has to do for it.
fn means(writing: &Writing<'_>, page: &Page<'_>, ways: &[Way]) -> (bool, Rights) {
    let media = page.questions.iter().any(|question| {
        let offered = match &question.choices {
            Choices::Offered(choices) => choices.as_slice(),
            _ => &[],
        };
        let hint = question.hint.iter();
        hint.chain([&question.label]).chain(offered.iter().map(|choice| &choice.label)).any(speaks)
    });
    let small = |question: &Question<'_>| {
        question.label.guidance.is_some()
            || question.hint.as_ref().is_some_and(|hint| hint.guidance.is_some())
    };
    let rich = media || page.questions.iter().any(small) || ways.iter().any(|way| !way.is_plain());
    let located = ways.iter().any(|way| matches!(way, Way::Point | Way::Points));
    let rights = match media {
        _ if located && writing.locates() => Rights::Locates,
        true => Rights::Plays,
        false => Rights::Plain,
    };
    (rich, rights)
}

fn questions(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    page: &Page<'_>,
    ways: Vec<Way>,
    sent: Option<(&Posted, &Faults)>,
) -> Markup {
    let tr = &writing.visit.tr;
    let alone = page.questions.len() == 1;
    let rank = if alone { Rank::Question } else { Rank::Label };
    let files = ways.contains(&Way::File);
    let unknown = alone && page.questions.iter().any(|question| is_place(question) && !question.required);
    let faults = sent.map_or(&[][..], |(_, faults)| faults.as_slice());
    html! {
        form method="post" enctype=[files.then_some("multipart/form-data")] {
            @if !alone { h1 { (page.heading.as_ref().map(Shown::words).filter(|heading| !heading.is_empty()).unwrap_or_else(|| tr.t("ask-together"))) } }
            @for (question, way) in page.questions.iter().zip(ways) {
                @let fault = faults.iter().find(|(name, _)| *name == question.name);
                (Field {
                    writing,
                    surroundings,
                    question,
                    way,
                    posted: sent.map(|(posted, _)| posted),
                    fault: fault.map(|(_, said)| said.as_str()),
                    rank,
                }.show())
            }
            (told(writing, page))
            (row(html! {
                (button(Weight::Main, &tr.t("continue"), Some(("act", "next"))))
                @if unknown { (button(Weight::Quiet, &tr.t("place-unknown"), Some(("act", "unknown")))) }
                (button(Weight::Quiet, &tr.t("back"), Some(("act", "back"))))
            }))
        }
    }
}

/// Who will see the answers of this screen.
fn told(writing: &Writing<'_>, page: &Page<'_>) -> Markup {
    let Some(service) = writing.service() else { return html! {} };
    let (tr, pack) = (&writing.visit.tr, &service.pack);
    let counted = page
        .questions
        .iter()
        .any(|question| pack.publish.dimensions.contains(&Dimension::Fact(question.name.to_owned())));
    // A form that says so itself is not repeated.
    let sealed =
        page.questions.iter().any(|question| pack.is_sealed(&question.name) && question.hint.is_none());
    html! {
        @if counted {
            (note(Tone::Plain, html! { p { (tr.ta("report-counted", &[("threshold", pack.publish.threshold.into())])) } }))
        } @else if sealed {
            (note(Tone::Plain, html! { p { (tr.t("report-sealed")) } }))
        }
    }
}
