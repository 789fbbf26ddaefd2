//! `/desk`: the list of cases. Everything that narrows or orders it stands in the address, so that it can be kept.

use super::shell::{Desk, Spot};
use crate::texts::Tr;
use crate::ui::form::{Ask, Choice, Weight, button, select};
use crate::ui::page::{Tone, empty, note};
use crate::ui::table::{Column, Filter, Mood, Narrow, Sorted, chip, deadline, filters, pages, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::queue::{Asked, LAST_PAGE, MOST_COUNTED, MOST_EXPORTED, PAGE, Queue};
use acts::{House, Names};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Date, MemberId, TeamId};
use store::listing::{CaseRow, Order, Tab};

/// The parts of the list, in the order of the page: name in the address and in the texts, and key.
const TABS: [(Tab, &str); 5] = [
    (Tab::New, "new"),
    (Tab::Mine, "mine"),
    (Tab::Unread, "messages"),
    (Tab::Overdue, "overdue"),
    (Tab::All, "all"),
];

/// The page, or the case whose reference was looked up.
pub(super) async fn page(desk: Desk) -> Result<Response> {
    if !Spot::Queue.is_for(desk.role()) {
        return Ok(Redirect::to("/desk/members").into_response());
    }
    let looked_up = desk.query("reference");
    if let Some(reference) = &looked_up {
        match desk.case(reference).await {
            Ok(_) => return Ok(Redirect::to(&case_href(reference)).into_response()),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    let asked = asked(&desk)?;
    let queue = acts::queue::look(desk.house(), &desk.handler, &asked).await?;
    let names = Names::of(desk.house()).await?;
    Ok(show(&desk, &asked, &queue, &names, looked_up.as_deref()).into_response())
}

/// The address of a case; a reference that cannot be read leads to none.
pub(super) fn case_href(reference: &str) -> String {
    let plain = kernel::Reference::parse(reference);
    plain.map_or_else(|_| "/desk".to_owned(), |reference| format!("/desk/case/{reference}"))
}

/// What the address asks for.
pub(super) fn asked(desk: &Desk) -> Result<Asked> {
    let packs = packs(desk);
    let wanted = desk.query("pack");
    let pack = packs.iter().find(|pack| wanted.as_deref() == Some(**pack)).or(packs.first());
    let any = desk.house().services.keys().next().map(String::as_str);
    let pack = pack.copied().or(any).ok_or(Error::NotFound)?;
    let tab = desk.query("tab");
    let tab = TABS.iter().find(|(_, name)| tab.as_deref() == Some(name)).map_or(Tab::New, |(tab, _)| *tab);
    let page = desk.query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    Ok(Asked {
        pack: pack.to_owned(),
        tab,
        order: if desk.query("sort").as_deref() == Some("newest") { Order::Newest } else { Order::Due },
        service: desk.query("service"),
        state: desk.query("state"),
        place: desk.query("place"),
        page: u32::clamp(page, 1, LAST_PAGE),
    })
}

/// The services this person works on.
fn packs(desk: &Desk) -> Vec<&str> {
    acts::queue::packs(desk.house(), &desk.handler)
}

/// One list a service, for a person who works on several.
fn services(desk: &Desk, asked: &Asked) -> Markup {
    let tr = &desk.tr;
    let lists: Vec<Filter> = packs(desk)
        .into_iter()
        .map(|pack| Filter {
            href: href(desk, "/desk", asked, |wanted| {
                // What narrows the list of one service means nothing in that of another.
                (wanted.service, wanted.state) = (None, None);
                pack.clone_into(&mut wanted.pack);
            }),
            label: tr.pack(pack, "pack-name").unwrap_or_else(|| pack.to_owned()),
            count: None,
            current: pack == asked.pack,
        })
        .collect();
    html! { @if lists.len() > 1 { (filters(tr, &tr.t("coordinator-services"), &lists)) } }
}

/// The address of the same list with something changed.
fn href(desk: &Desk, path: &str, asked: &Asked, change: impl FnOnce(&mut Asked)) -> String {
    let mut wanted = Asked { page: 1, ..asked.clone() };
    change(&mut wanted);
    let mut query = form_urlencoded::Serializer::new(String::new());
    let tab = TABS.iter().find(|(tab, _)| *tab == wanted.tab).map_or("new", |(_, name)| name);
    query.append_pair("tab", tab);
    if packs(desk).len() > 1 {
        query.append_pair("pack", &wanted.pack);
    }
    for (name, value) in [("service", &wanted.service), ("state", &wanted.state), ("place", &wanted.place)] {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    if wanted.order == Order::Newest {
        query.append_pair("sort", "newest");
    }
    if wanted.page > 1 {
        query.append_pair("page", &wanted.page.to_string());
    }
    format!("{path}?{}", query.finish())
}

fn show(desk: &Desk, asked: &Asked, queue: &Queue, names: &Names, lost: Option<&str>) -> Html {
    let tr = &desk.tr;
    let narrowed = asked.service.is_some() || asked.state.is_some() || asked.place.is_some();
    let tab = TABS.iter().find(|(tab, _)| *tab == asked.tab).map_or("new", |(_, name)| name);
    let caption = match asked.order {
        Order::Newest => "queue-caption-newest",
        Order::Due => "queue-caption-due",
    };
    desk.page(Spot::Queue, tr.t("desk-title")).show(html! {
        h1 { (tr.t("desk-title")) }
        (services(desk, asked))
        (tabs(desk, asked, queue))
        @if lost.is_some() { (note(Tone::Plain, html! { p role="status" { (tr.t("queue-lost")) } })) }
        (narrow(desk, asked, narrowed))
        @if queue.rows.is_empty() {
            (empty(&tr.t("queue-empty"), html! {
                @if narrowed {
                    p { (tr.t("queue-empty-filter")) }
                    p { a href=(href(desk, "/desk", asked, |wanted| { wanted.service = None; wanted.state = None; wanted.place = None; })) { (tr.t("queue-clear-filter")) } }
                } @else {
                    p { (tr.t(&format!("queue-empty-{tab}"))) }
                }
            }))
        } @else {
            (table(Narrow::Cards, &tr.t(caption), false, &columns(desk, asked), &lines(desk, asked, queue, names)))
            (steps(desk, asked, queue))
            p { a href=(href(desk, "/desk/cases.csv", asked, |_| {})) { (tr.ta("queue-export", &[("max", tr.number(i64::from(MOST_EXPORTED)).into())])) } }
        }
        p class="soft" { (tr.t("queue-keys")) }
    })
}

/// "999+" when the count stopped at its limit.
fn counted(tr: &Tr, count: u32) -> String {
    if count >= MOST_COUNTED {
        format!("{}+", tr.number(i64::from(MOST_COUNTED) - 1))
    } else {
        tr.number(i64::from(count))
    }
}

fn tabs(desk: &Desk, asked: &Asked, queue: &Queue) -> Markup {
    let tr = &desk.tr;
    html! {
        nav aria-label=(tr.t("queue-filters")) {
            ul class="filters" {
                @for (place, (tab, name)) in TABS.iter().enumerate() {
                    @let count = queue.counts.iter().find(|(known, _)| known == tab).map_or(0, |(_, count)| *count);
                    li {
                        a href=(href(desk, "/desk", asked, |wanted| wanted.tab = *tab)) accesskey=(place + 1)
                            aria-current=[(*tab == asked.tab).then_some("true")] {
                            (tr.t(&format!("queue-{name}"))) " " (counted(tr, count))
                        }
                    }
                }
            }
        }
    }
}

/// Looking up and narrowing, folded away until somebody wants them.
fn narrow(desk: &Desk, asked: &Asked, narrowed: bool) -> Markup {
    let tr = &desk.tr;
    let tab = TABS.iter().find(|(tab, _)| *tab == asked.tab).map_or("new", |(_, name)| name);
    html! {
        details open[narrowed] {
            summary accesskey="f" { (tr.t("queue-narrow")) }
            form class="find" method="get" action="/desk" role="search" {
                input type="search" name="reference" maxlength="20" autocomplete="off" accesskey="r" aria-label=(tr.t("queue-search"))
                    placeholder="DN-…";
                (button(Weight::Quiet, &tr.t("queue-search"), None))
            }
            form class="short" method="get" action="/desk" {
                input type="hidden" name="tab" value=(tab);
                @if packs(desk).len() > 1 { input type="hidden" name="pack" value=(asked.pack); }
                (select(&Ask::label("service", &tr.t("queue-service")), &choices(desk, asked, "service")))
                (select(&Ask::label("state", &tr.t("queue-state")), &states(desk, asked)))
                (select(&Ask::label("place", &tr.t("queue-place")), &places(desk.house(), tr, asked)))
                (select(&Ask::label("sort", &tr.t("queue-sort")), &[
                    choice("", tr.t("queue-sort-due"), asked.order == Order::Due),
                    choice("newest", tr.t("queue-sort-newest"), asked.order == Order::Newest),
                ]))
                div class="ask" { (button(Weight::Quiet, &tr.t("queue-apply"), None)) }
            }
        }
    }
}

fn choice(value: &str, label: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, hint: None, chosen }
}

/// The values of a fact that the form offers, in its order.
fn choices(desk: &Desk, asked: &Asked, fact: &str) -> Vec<Choice> {
    let (tr, chosen) = (&desk.tr, asked.service.as_deref());
    let mut all = vec![choice("", tr.t("queue-any"), chosen.is_none())];
    for value in acts::queue::values(desk.house(), &asked.pack, fact) {
        let label = word(tr, &asked.pack, fact, &value);
        all.push(choice(&value, label, chosen == Some(value.as_str())));
    }
    all
}

fn states(desk: &Desk, asked: &Asked) -> Vec<Choice> {
    let (tr, chosen) = (&desk.tr, asked.state.as_deref());
    let mut all = vec![choice("", tr.t("queue-any"), chosen.is_none())];
    let known = desk.house().services.get(&asked.pack).map(|service| &service.pack.states);
    for state in known.into_iter().flatten() {
        let label = word(tr, &asked.pack, "state", &state.id);
        all.push(choice(&state.id, label, chosen == Some(state.id.as_str())));
    }
    all
}

/// The country's regions; once one is chosen, also what lies around and below it.
fn places(house: &House, tr: &Tr, asked: &Asked) -> Vec<Choice> {
    let country = house.places.country();
    let chosen = asked.place.as_deref();
    let mut all = vec![choice("", tr.t("queue-any"), chosen.is_none())];
    let here = chosen.and_then(|code| house.places.get(code));
    for region in country.children() {
        all.push(choice(region.code(), region.name().to_owned(), chosen == Some(region.code())));
        let within = here.filter(|here| here.upwards().any(|above| above == region));
        let Some(here) = within else { continue };
        let mut path: Vec<_> = here.upwards().take_while(|above| *above != region).collect();
        path.reverse();
        let below = here.children().filter(|place| place.level() <= civic::place::Level::Commune);
        for place in path.into_iter().chain(below) {
            let label = place.path().join(" › ");
            all.push(choice(place.code(), label, chosen == Some(place.code())));
        }
    }
    all
}

/// The pack's word for a value of a fact; the value itself where the pack has none.
pub(super) fn word(tr: &Tr, pack: &str, fact: &str, value: &str) -> String {
    tr.pack(pack, &format!("{fact}-{value}")).unwrap_or_else(|| value.to_owned())
}

fn columns(desk: &Desk, asked: &Asked) -> Vec<Column> {
    let tr = &desk.tr;
    let sorted = |order, way| (asked.order == order).then_some(way);
    let by = |order| href(desk, "/desk", asked, |wanted| wanted.order = order);
    vec![
        Column::words(tr.t("queue-case")),
        Column::words(tr.t("queue-service")),
        Column::words(tr.t("queue-place")),
        Column::words(tr.t("queue-fact")),
        Column::words(tr.t("queue-state")),
        Column::words(tr.t("queue-deadline")).sorting(by(Order::Due), sorted(Order::Due, Sorted::Up)),
        Column::words(tr.t("queue-received")).sorting(by(Order::Newest), sorted(Order::Newest, Sorted::Down)),
        Column::words(tr.t("queue-handler")),
    ]
}

fn lines(desk: &Desk, asked: &Asked, queue: &Queue, names: &Names) -> Vec<Vec<Markup>> {
    let (tr, house) = (&desk.tr, desk.house());
    let said = |fact, value: &Option<String>| {
        value.as_deref().map_or_else(|| tr.t("queue-nobody"), |value| word(tr, &asked.pack, fact, value))
    };
    queue
        .rows
        .iter()
        .map(|row| {
            vec![
                html! { a class="n" href={ "/desk/case/" (row.reference) } { (row.reference) } },
                html! { (said("service", &row.service)) },
                html! { (place_name(house, row).unwrap_or_else(|| tr.t("queue-nobody"))) },
                html! { (said("kind", &row.kind)) },
                html! { (word(tr, &asked.pack, "state", &row.state)) },
                html! {
                    @if row.unread { (chip(Mood::Good, &tr.t("queue-unread"))) " " }
                    @match row.due().and_then(|due| Date::from_julian_day(due).ok()) {
                        Some(due) => (deadline(tr, house.working_days_left(due))),
                        None => @if !row.unread { (tr.t("queue-no-deadline")) },
                    }
                },
                html! { span class="n" { (tr.date(kernel::Timestamp(row.opened_at).date())) } },
                html! { (followed_by(desk, names, row)) },
            ]
        })
        .collect()
}

/// Name of the place, with its cercle or region where the name alone says little.
pub(super) fn place_name(house: &House, row: &CaseRow) -> Option<String> {
    let code = row.place_code.as_deref()?;
    Some(house.places.get(code).map_or_else(|| code.to_owned(), |place| place.name().to_owned()))
}

fn followed_by(desk: &Desk, names: &Names, row: &CaseRow) -> String {
    if row.member == Some(desk.handler.member.id.0) {
        return desk.tr.t("queue-me");
    }
    let person = row.member.and_then(|id| names.member(MemberId(id)));
    let team = row.team.and_then(|id| names.team(TeamId(id)));
    match (person, team) {
        (Some(person), Some(team)) => format!("{person}, {team}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => desk.tr.t("queue-nobody"),
    }
}

fn steps(desk: &Desk, asked: &Asked, queue: &Queue) -> Markup {
    let tr = &desk.tr;
    let before = (asked.page > 1).then(|| href(desk, "/desk", asked, |wanted| wanted.page = asked.page - 1));
    let after = queue.more.then(|| href(desk, "/desk", asked, |wanted| wanted.page = asked.page + 1));
    let all = queue.counts.iter().find(|(tab, _)| *tab == asked.tab).map_or(0, |(_, count)| *count);
    let from = (asked.page - 1) * PAGE + 1;
    let to = from + queue.rows.len() as u32 - 1;
    let shown =
        tr.ta("pages-shown", &[("from", from.into()), ("to", to.into()), ("all", counted(tr, all).into())]);
    pages(tr, before.as_deref(), after.as_deref(), &shown)
}
