//! One screen of the form: shown, answered, kept, and on to the next.

use super::field::{Field, is_place, sentence, written};
use super::place::{self, Said};
use super::posted::Posted;
use super::writing::{Stop, Writing, name_of, pages, with_status};
use crate::ui::form::{Rank, Weight, button, error_summary, row};
use crate::ui::page::{Tone, note, steps};
use crate::ui::{Html, Markup, html};
use crate::{Error, Visit};
use acts::intake::{LARGEST_FILE, Surroundings, excludes_all};
use acts::{Readers, draft, readers};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use civic::pack::{Dimension, FactKind};
use std::collections::BTreeMap;
use xforms::{Kind, Page, PageId, Question};

/// Name of a field and what is wrong with its answer, in the order of the screen.
type Faults = Vec<(String, String)>;

/// Query of a page that was opened from the review and leads back there.
const FROM_REVIEW: &str = "then=review";

/// `GET /{lang}/report/{pack}/{page}`. A page that is not asked any more gives way to the next one.
pub async fn show(
    visit: Visit,
    Path((lang, pack, page)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let writing = Writing::open(&visit, &lang, &pack).await?;
    let surroundings = visit.house().surroundings().await?;
    let id = writing.service.form.page_named(&page).ok_or(Error::NotFound)?;
    match screen(&writing, &surroundings, id, None)? {
        Some(html) => Ok(html.into_response()),
        None => {
            let to = after(&writing, &surroundings, id)?;
            Ok(writing.go(&to)?)
        }
    }
}

/// `POST /{lang}/report/{pack}/{page}`: `act` is `next`, `back`, `search`, `enter`, `in`, `unknown` or `remove:{field}`.
pub async fn answer(
    visit: Visit,
    Path((lang, pack, page)): Path<(String, String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let mut writing = Writing::open(&visit, &lang, &pack).await?;
    let surroundings = visit.house().surroundings().await?;
    let id = writing.service.form.page_named(&page).ok_or(Error::NotFound)?;
    let kept = keep_files(&writing, &surroundings, id, &posted).await?;
    let mut taken = take(&writing, &surroundings, id, &posted, kept)?;
    writing.draft.answers = taken.answers;
    writing.draft.words = taken.words;
    if taken.step == Step::Next && taken.faults.is_empty() {
        taken.faults.extend(unread(&writing, &surroundings, id).await?);
    }
    if taken.step == Step::Next && taken.faults.is_empty() {
        writing.draft.seen.insert(page.clone());
    }
    let to = match taken.step {
        Step::Stay => page.clone(),
        Step::Back => before(&writing, &surroundings, id)?,
        Step::Next if taken.faults.is_empty() => after(&writing, &surroundings, id)?,
        Step::Next => {
            writing.draft.page = page;
            draft::save(visit.house(), &writing.key, &pack, &writing.draft).await?;
            let html = screen(&writing, &surroundings, id, Some((&posted, &taken.faults)))?;
            return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, html.ok_or(Error::NotFound)?));
        }
    };
    writing.draft.page = to.split('?').next().unwrap_or_default().to_owned();
    draft::save(visit.house(), &writing.key, &pack, &writing.draft).await?;
    let query = if taken.step == Step::Stay && from_review(&visit) { "?then=review" } else { "" };
    Ok(writing.go(&format!("{to}{query}"))?)
}

fn from_review(visit: &Visit) -> bool {
    visit.uri.query() == Some(FROM_REVIEW)
}

/// Where a posted screen leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Next,
    Back,
    Stay,
}

/// What a posted screen leaves behind.
struct Taken {
    answers: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    faults: Faults,
    step: Step,
}

/// What became of the files of a screen.
#[derive(Default)]
struct Kept {
    /// Names that stand in the answers, by field.
    names: BTreeMap<String, String>,
    /// Files for which there was no room.
    faults: Faults,
}

/// Seals the files of a screen beside the draft, or forgets one.
async fn keep_files(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    posted: &Posted,
) -> Result<Kept, Stop> {
    let house = writing.visit.house();
    let fields: Vec<String> = asked(writing, surroundings, id)?
        .iter()
        .filter(|question| matches!(question.kind, Kind::Upload { .. }) && !question.readonly)
        .map(|question| question.name.to_owned())
        .collect();
    let mut kept = Kept::default();
    for field in fields {
        if posted.get("act") == format!("remove:{field}") {
            draft::detach(house, &writing.key, &field).await?;
            kept.names.insert(field, String::new());
        } else if let Some((_, file)) = posted.files.iter().find(|(name, _)| *name == field) {
            match draft::attach(house, &writing.key, writing.pack, &field, file.clone()).await {
                Ok(name) => _ = kept.names.insert(field, name),
                Err(acts::Error::NoRoom) => {
                    kept.faults.push((field, writing.visit.tr.t("error-file-no-room")));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(kept)
}

fn asked<'a>(
    writing: &'a Writing<'_>,
    surroundings: &'a Surroundings<'a>,
    id: PageId,
) -> Result<Vec<Question<'a>>, Stop> {
    let filling = writing.filling(surroundings)?;
    Ok(filling.page(id)?.map(|page| page.questions).unwrap_or_default())
}

/// Gives the form what was sent: what fits is taken, what does not is named.
fn take(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    posted: &Posted,
    kept: Kept,
) -> Result<Taken, Stop> {
    let tr = &writing.visit.tr;
    let mut filling = writing.filling(surroundings)?;
    let mut words = writing.draft.words.clone();
    let mut given: Vec<(String, String)> = Vec::new();
    let Kept { names: files, mut faults } = kept;
    let act = posted.get("act");
    let mut step = match act {
        "back" => Step::Back,
        _ if act.starts_with("remove:") => Step::Stay,
        _ => Step::Next,
    };
    for question in asked(writing, surroundings, id)?.iter().filter(|question| !question.readonly) {
        let name = &question.name;
        if matches!(question.kind, Kind::Upload { .. }) {
            given.extend(files.get(name).map(|file| (name.to_owned(), file.clone())));
            if posted.oversize {
                let most = (LARGEST_FILE >> 20).to_string();
                faults.push((name.to_owned(), tr.ta("error-file-size", &[("max", most.into())])));
            }
        } else if is_place(question) {
            let before = words.remove(name).unwrap_or_default();
            let code = match place::said(name, act, posted, &before) {
                Said::Answer(code) => code,
                Said::Down(code) => {
                    step = Step::Stay;
                    code
                }
                Said::Look(typed) => {
                    step = Step::Stay;
                    words.insert(name.to_owned(), typed);
                    String::new()
                }
                Said::Undecided => {
                    words.insert(name.to_owned(), before);
                    faults.push((name.to_owned(), tr.t("report-place-undecided")));
                    String::new()
                }
            };
            given.push((name.to_owned(), code));
        } else {
            match written(question, posted) {
                Ok(value) => given.push((name.to_owned(), value)),
                Err(key) => faults.push((name.to_owned(), tr.t(key))),
            }
        }
    }
    let pairs = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, error) in filling.set_together(pairs)? {
        let said = sentence(tr, &name, &error);
        faults.push((name, said));
    }
    for (name, error) in filling.check_page(id)? {
        if faults.iter().all(|(other, _)| *other != name) {
            let said = sentence(tr, &name, &error);
            faults.push((name, said));
        }
    }
    for question in filling.page(id)?.iter().flat_map(|page| &page.questions) {
        if excludes_all(writing.service, surroundings, question) {
            faults.push((question.name.to_owned(), tr.t("report-exclude-all")));
        }
    }
    let answers = filling.answers().collect();
    Ok(Taken { answers, words, faults, step })
}

/// What is wrong with the exclusions of this screen, when they leave nobody who could open the report.
async fn unread(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
) -> Result<Option<(String, String)>, Stop> {
    let (service, tr) = (writing.service, &writing.visit.tr);
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

/// The screen after this one. From the review: the pages that the change made necessary, then the review again.
fn after(writing: &Writing<'_>, surroundings: &Surroundings<'_>, id: PageId) -> Result<String, Stop> {
    let filling = writing.filling(surroundings)?;
    let pages = pages(&filling, surroundings)?;
    let name = |id: PageId| name_of(writing.service, id);
    let found = if from_review(writing.visit) {
        let unseen = pages.into_iter().find(|other| !writing.draft.seen.contains(name(*other)));
        unseen.map(|other| format!("{}?{FROM_REVIEW}", name(other)))
    } else {
        pages.into_iter().find(|other| *other > id).map(|other| name(other).to_owned())
    };
    Ok(found.unwrap_or_else(|| "review".to_owned()))
}

/// The screen before this one; before the first stands what to know.
fn before(writing: &Writing<'_>, surroundings: &Surroundings<'_>, id: PageId) -> Result<String, Stop> {
    let filling = writing.filling(surroundings)?;
    let earlier = pages(&filling, surroundings)?.into_iter().rev().find(|other| *other < id);
    Ok(earlier.map_or_else(String::new, |other| name_of(writing.service, other).to_owned()))
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
    let shown = writing.page(&page.name, title).faulty(!faults.is_empty()).show(html! {
        (steps(tr, now, all))
        (error_summary(tr, faults))
        (questions(writing, surroundings, &page, sent))
    });
    Ok(Some(shown))
}

fn questions(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    page: &Page<'_>,
    sent: Option<(&Posted, &Faults)>,
) -> Markup {
    let tr = &writing.visit.tr;
    let alone = page.questions.len() == 1;
    let rank = if alone { Rank::Question } else { Rank::Label };
    let files = page.questions.iter().any(|question| matches!(question.kind, Kind::Upload { .. }));
    let unknown = alone && page.questions.iter().any(|question| is_place(question) && !question.required);
    let faults = sent.map_or(&[][..], |(_, faults)| faults.as_slice());
    html! {
        form method="post" enctype=[files.then_some("multipart/form-data")] {
            @if let Some(heading) = page.heading.as_ref().filter(|_| !alone) { h1 { (heading.text) } }
            @for question in &page.questions {
                @let fault = faults.iter().find(|(name, _)| *name == question.name);
                (Field {
                    writing,
                    surroundings,
                    question,
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
    let (tr, pack) = (&writing.visit.tr, &writing.service.pack);
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
