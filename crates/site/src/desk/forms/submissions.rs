//! What came of a form: record after record, the latest first. Everything that narrows the list stands in the address.

use super::{map, to};
use crate::Result;
use crate::desk::{Desk, Spot, records};
use crate::ui::form::{Ask, Choice, Weight, button, day, link_button, row, select, tick};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Mood, Narrow, chip, pages, table};
use crate::ui::{Html, Markup, html};
use acts::collect::desk::{self as field, Sheet, SheetRow, Wanted};
use axum::extract::Path;
use kernel::{Date, Month};
use store::forms::FormRow;
use store::reviews::Review;

/// The page.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let tr = &desk.tr;
    let form = field::form_for(desk.house(), &desk.handler, &id).await?.form;
    let wanted = wanted(&desk);
    let sheet = field::sheet(desk.house(), &desk.handler, &form, &wanted).await?;
    let narrowed = Wanted { before: None, ..wanted.clone() } != Wanted::default();
    let title = tr.ta("records-title", &[("form", form.title.as_str().into())]);
    let first = wanted
        .before
        .is_some()
        .then(|| href(&form, "/submissions", &Wanted { before: None, ..wanted.clone() }));
    let next =
        sheet.next.map(|next| href(&form, "/submissions", &Wanted { before: Some(next), ..wanted.clone() }));
    let shown = tr.ta("records-shown", &[("n", sheet.rows.len().into())]);
    Ok(desk.page(Spot::Forms, title.as_str()).show(html! {
        p { a href=(to(&form.id, "")) { (tr.t("forms-back-one")) } }
        h1 { (title) }
        (lead(&tr.t("records-lead")))
        (narrow(&desk, &form, &wanted, &sheet, narrowed))
        @if sheet.rows.is_empty() {
            (empty(&tr.t("records-empty"), html! {
                @if narrowed {
                    p { (tr.t("records-empty-filter")) }
                    p { a href=(to(&form.id, "/submissions")) { (tr.t("queue-clear-filter")) } }
                } @else { p { (tr.t("records-empty-yet")) } }
            }))
        } @else {
            (row(link_button(Weight::Quiet, &tr.t("records-map"), &href(&form, "/map", &Wanted { before: None, ..wanted.clone() }))))
            (records_table(&desk, &sheet))
            (pages(tr, first.as_deref(), next.as_deref(), &shown))
        }
    }))
}

/// What the address asks for; what cannot be read narrows nothing.
pub(super) fn wanted(desk: &Desk) -> Wanted {
    let ticked = |name| desk.query(name).as_deref() == Some("yes");
    Wanted {
        volunteer: desk.query("volunteer").and_then(|id| id.parse().ok()),
        from: desk.query("from").as_deref().and_then(date),
        to: desk.query("to").as_deref().and_then(date),
        review: desk.query("review").as_deref().and_then(Review::named),
        waiting: ticked("waiting"),
        clashing: ticked("clashing"),
        before: desk.query("before").and_then(|seq| seq.parse().ok()),
    }
}

/// A day as HTML's date control sends it: `2027-03-01`.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse::<u8>().ok()?, parts.next()?.parse().ok()?);
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().filter(|_| parts.next().is_none())
}

/// The address of a page about the records so narrowed.
pub(super) fn href(form: &FormRow, rest: &str, wanted: &Wanted) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    };
    let yes = |ticked: bool| ticked.then(|| "yes".to_owned());
    put("volunteer", wanted.volunteer.map(|id| id.to_string()));
    put("from", wanted.from.map(|day| day.to_string()));
    put("to", wanted.to.map(|day| day.to_string()));
    put("review", wanted.review.map(|review| review.to_string()));
    put("waiting", yes(wanted.waiting));
    put("clashing", yes(wanted.clashing));
    put("before", wanted.before.map(|seq| seq.to_string()));
    let query = query.finish();
    to(&form.id, &if query.is_empty() { rest.to_owned() } else { format!("{rest}?{query}") })
}

fn narrow(desk: &Desk, form: &FormRow, wanted: &Wanted, sheet: &Sheet, narrowed: bool) -> Markup {
    let tr = &desk.tr;
    let choice = |value: String, label: String, chosen: bool| Choice { value, label, hint: None, chosen };
    let mut senders = vec![choice(String::new(), tr.t("queue-any"), wanted.volunteer.is_none())];
    senders.extend(
        sheet
            .senders
            .iter()
            .map(|(id, name)| choice(id.to_string(), name.clone(), wanted.volunteer == Some(*id))),
    );
    let mut reviews = vec![choice(String::new(), tr.t("queue-any"), wanted.review.is_none())];
    reviews.extend(Review::ALL.into_iter().map(|review| {
        choice(review.to_string(), tr.t(&format!("records-review-{review}")), wanted.review == Some(review))
    }));
    let day_of = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        details open[narrowed] {
            summary { (tr.t("records-narrow")) }
            form class="short" method="get" action=(to(&form.id, "/submissions")) {
                (select(&Ask::label("volunteer", &tr.t("records-volunteer")), &senders))
                (select(&Ask::label("review", &tr.t("records-review")), &reviews))
                (day(&Ask::label("from", &tr.t("records-from")), &day_of(wanted.from)))
                (day(&Ask::label("to", &tr.t("records-to")), &day_of(wanted.to)))
                div class="ask" {
                    (tick("waiting", &tr.t("records-only-waiting"), None, wanted.waiting))
                    (tick("clashing", &tr.t("records-only-clashing"), None, wanted.clashing))
                }
                div class="ask" { (button(Weight::Quiet, &tr.t("queue-apply"), None)) }
            }
        }
    }
}

fn records_table(desk: &Desk, sheet: &Sheet) -> Markup {
    let tr = &desk.tr;
    let mut heads = vec![Column::words(tr.t("records-received")), Column::words(tr.t("records-volunteer"))];
    heads.extend(sheet.columns.iter().map(Column::words));
    heads.push(Column::words(tr.t("records-review")));
    let lines: Vec<Vec<Markup>> = sheet.rows.iter().map(|row| line(desk, sheet, row)).collect();
    table(Narrow::Cards, &tr.t("records-caption"), false, &heads, &lines)
}

fn line(desk: &Desk, sheet: &Sheet, row: &SheetRow) -> Vec<Markup> {
    let tr = &desk.tr;
    let mut cells = vec![
        html! { a href=(records::to(row.id, "")) { (tr.moment(row.received)) } },
        html! { (row.volunteer.clone().unwrap_or_else(|| tr.t("queue-nobody"))) },
    ];
    if row.encrypted {
        let closed = sheet
            .columns
            .iter()
            .enumerate()
            .map(|(at, _)| html! { @if at == 0 { (tr.t("records-encrypted-short")) } });
        cells.extend(closed);
    } else {
        cells.extend(row.cells.iter().map(|said| html! { (shortened(&records::told::flat(desk, said))) }));
        cells.resize(2 + sheet.columns.len(), html! {});
    }
    cells.push(html! {
        (records::review_chip(desk, &row.review))
        @if row.awaited > 0 { " " (chip(Mood::Waiting, &tr.ta("records-awaits", &[("n", row.awaited.into())]))) }
        @if row.conflicts > 0 { " " (chip(Mood::Late, &tr.ta("records-clashes", &[("n", row.conflicts.into())]))) }
        @if row.corrects { " " (chip(Mood::Plain, &tr.t("records-corrected"))) }
    });
    cells
}

/// Characters of an answer in a cell.
const CELL: usize = 60;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Where records were made, on the outlines of the country.
pub(super) async fn on_map(desk: Desk, Path(id): Path<String>) -> Result<Html> {
    desk.at(Spot::Forms)?;
    let form = field::form_for(desk.house(), &desk.handler, &id).await?.form;
    let wanted = wanted(&desk);
    let dots = field::dots(desk.house(), &desk.handler, &form, &wanted).await?;
    Ok(map::page(&desk, &form, &wanted, &dots))
}

#[cfg(test)]
mod tests {
    use super::{date, shortened};

    #[test]
    fn a_day_is_read_as_a_browser_sends_it_and_nothing_else() {
        assert_eq!(date("2027-03-01").map(|day| day.to_string()).as_deref(), Some("2027-03-01"));
        for wrong in ["", "2027-02-30", "2027-03", "1/3/2027", "2027-03-01-01", "x-y-z"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_long_answer_is_cut_between_letters() {
        assert_eq!(shortened("court"), "court");
        assert_eq!(shortened(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
