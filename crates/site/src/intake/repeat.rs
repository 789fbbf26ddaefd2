//! The page of a repeat: what is noted so far, one more, one less.

use super::posted::Posted;
use super::walk::{after, before, kept};
use super::writing::{Stop, Writing, pages, with_status};
use crate::texts::Tr;
use crate::ui::form::{Weight, button, error_summary, row};
use crate::ui::page::{lead, steps};
use crate::ui::{Html, Markup, html};
use crate::{Error, Visit};
use acts::draft;
use acts::intake::Surroundings;
use axum::http::StatusCode;
use axum::response::Response;
use xforms::{Filling, Instance, PageId, Repeat, Shown};

/// What one instance is called: `Personne 2`, with what it is about where the form says so.
pub fn title(tr: &Tr, repeat: &Repeat, instance: &Instance) -> String {
    let named = name(tr, repeat, instance.position);
    match xforms::plain(&instance.summary).as_str() {
        "" => named,
        about => tr.ta("repeat-about", &[("one", named.into()), ("about", about.into())]),
    }
}

/// `Personne 2`.
fn name(tr: &Tr, repeat: &Repeat, position: usize) -> String {
    match repeat.label.as_ref().map(Shown::words).filter(|label| !label.is_empty()) {
        Some(label) => tr.ta("repeat-one", &[("label", label.into()), ("n", position.into())]),
        None => tr.ta("repeat-unnamed", &[("n", position.into())]),
    }
}

/// The instances that a page or a question stands in, from the outermost on, by its name: `Ménage 1 › Personne 2`. Empty
/// outside repeats.
pub fn around(tr: &Tr, filling: &Filling<'_>, name_inside: &str) -> Result<String, Stop> {
    let mut around = Vec::new();
    for (at, _) in name_inside.match_indices('[') {
        let position = name_inside[at + 1..].split(']').next().and_then(|position| position.parse().ok());
        if let (Some(repeat), Some(position)) = (filling.repeat(&name_inside[..at])?, position) {
            around.push(name(tr, &repeat, position));
        }
    }
    Ok(around.join(" › "))
}

/// `POST` of the page: `act` is `next`, `back`, `add` or `remove:{instance}`; `count` is how many instances the page showed,
/// so that a button pressed twice, or sent again after a lost answer, acts once.
pub async fn answer(
    visit: &Visit,
    mut writing: Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    page: &str,
    posted: &Posted,
) -> Result<Response, Stop> {
    let house = visit.house();
    let sheet = writing.sheet;
    let Some(now) = writing.filling(surroundings)?.repeat(page)? else { return Err(Error::NotFound.into()) };
    let shown = posted.get("count").parse::<usize>().unwrap_or(now.instances.len());
    let done = shown != now.instances.len();
    let act = posted.get("act");
    let mut to = page.to_owned();
    let outcome = match (act, act.strip_prefix("remove:")) {
        ("back", _) => {
            to = before(&writing, surroundings, id)?;
            Ok(())
        }
        ("add", _) if done => Ok(()),
        ("add", _) => draft::add(sheet, surroundings, visit.lang, &mut writing.draft, page).map(drop),
        (_, Some(_)) if done => Ok(()),
        (_, Some(instance))
            if instance
                .strip_suffix(']')
                .and_then(|rest| rest.rsplit_once('['))
                .is_some_and(|(repeat, _)| repeat == page) =>
        {
            let lang = visit.lang;
            draft::take_out(house, &writing.key, sheet, surroundings, lang, &mut writing.draft, instance)
                .await
        }
        (_, Some(_)) => Err(Error::Unreadable)?,
        _ => {
            writing.draft.seen.insert(page.to_owned());
            to = after(&writing, surroundings, id)?;
            Ok(())
        }
    };
    match outcome {
        Ok(()) => {}
        Err(acts::Error::Answers(faults)) => {
            let tr = &visit.tr;
            let faults: Vec<(String, String)> =
                faults.into_iter().map(|fault| (page.to_owned(), tr.t(&fault.key))).collect();
            let html = screen(&writing, surroundings, id, &faults)?.ok_or(Error::NotFound)?;
            return Ok(with_status(StatusCode::UNPROCESSABLE_ENTITY, html));
        }
        Err(error) => return Err(error.into()),
    }
    if act == "add" {
        let repeat = writing.filling(surroundings)?.repeat(page)?;
        let added = repeat.and_then(|repeat| repeat.instances.into_iter().nth(shown));
        let first = added.and_then(|added| added.first_page);
        let first = first.map(|first| writing.filling(surroundings).map(|filling| filling.page_name(first)));
        to = first.transpose()?.flatten().map_or(to, |first| kept(visit, &first));
    } else if to == page {
        to = kept(visit, page);
    }
    writing.draft.page = to.split('?').next().unwrap_or_default().to_owned();
    draft::save(house, &writing.key, writing.sheet.id, &writing.draft).await?;
    Ok(writing.go(&to)?)
}

/// The page; `None` when the form does not ask for more here now.
pub fn screen(
    writing: &Writing<'_>,
    surroundings: &Surroundings<'_>,
    id: PageId,
    faults: &[(String, String)],
) -> Result<Option<Html>, Stop> {
    let filling = writing.filling(surroundings)?;
    let pages = pages(&filling, surroundings)?;
    let Some(at) = pages.iter().position(|other| *other == id) else { return Ok(None) };
    let Some((name, repeat)) = filling.page(id)?.and_then(|page| Some((page.name, page.repeat?))) else {
        return Ok(None);
    };
    let tr = &writing.visit.tr;
    let (now, all) = (at as u32 + 1, pages.len() as u32 + 1);
    let step = tr.ta("step-of", &[("n", now.into()), ("all", all.into())]);
    let label = repeat.label.as_ref().map(Shown::words).filter(|label| !label.is_empty());
    let heading = label.clone().unwrap_or_else(|| tr.t("repeat-title"));
    let around = around(tr, &filling, &name)?;
    Ok(Some(writing.page(&name, step).sheet("ask").faulty(!faults.is_empty()).show(html! {
        (steps(tr, now, all))
        (error_summary(tr, faults))
        @if !around.is_empty() { p class="soft" { (around) } }
        h1 id=(name) { (heading) }
        (lead(&tr.t(if repeat.instances.is_empty() { "repeat-none" } else { "repeat-some" })))
        form method="post" {
            input type="hidden" name="count" value=(repeat.instances.len());
            @if !repeat.instances.is_empty() {
                ul class="parts" {
                    @for instance in &repeat.instances { li { (part(writing, &filling, &repeat, instance)) } }
                }
            }
            @if repeat.can_add {
                (row(button(Weight::Quiet, &tr.t(if repeat.instances.is_empty() { "repeat-add" } else { "repeat-add-another" }), Some(("act", "add")))))
            } @else { p { (tr.ta("repeat-full", &[("max", acts::MOST_INSTANCES.into())])) } }
            (row(html! {
                (button(Weight::Main, &tr.t("continue"), Some(("act", "next"))))
                (button(Weight::Quiet, &tr.t("back"), Some(("act", "back"))))
            }))
        }
    })))
}

/// One instance, with the ways into it and out of it.
fn part(writing: &Writing<'_>, filling: &Filling<'_>, repeat: &Repeat, instance: &Instance) -> Markup {
    let tr = &writing.visit.tr;
    let title = title(tr, repeat, instance);
    let first = instance.first_page.and_then(|first| filling.page_name(first));
    let told = |key: &str| html! { (tr.t(key)) span class="hide" { " " (title) } };
    html! {
        b { (title) }
        @if let Some(first) = first {
            a class="btn quiet" href=(writing.href(&kept(writing.visit, &first))) { (told("change")) }
        }
        @if repeat.can_remove {
            button class="btn grave" name="act" value={ "remove:" (instance.name) } { (told("repeat-remove")) }
        }
    }
}
