//! `/desk/cases.csv`: the list as a table for a spreadsheet. Facts only: nothing that was sealed is ever in it.

use super::queue::{asked, place_name, word};
use super::shell::Desk;
use crate::{Error, Result};
use acts::Names;
use acts::queue::MOST_EXPORTED;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use formats::csv_safe::{Cell, Writer};
use kernel::{Date, OfficeId, TeamId, Timestamp};
use store::listing::CaseRow;

const COLUMNS: [&str; 13] = [
    "reference",
    "state",
    "service",
    "kind",
    "place_code",
    "place",
    "received",
    "due",
    "working_days_left",
    "credibility",
    "team",
    "office",
    "closed_for",
];

/// The list that the page shows, up to [`MOST_EXPORTED`] cases; the file's name says when it was cut there.
pub(super) async fn csv(desk: Desk) -> Result<Response> {
    let asked = asked(&desk)?;
    let rows = acts::queue::export(desk.house(), &desk.handler, &asked).await?;
    let names = Names::of(desk.house()).await?;
    let mut table = Writer::new(Vec::new(), &COLUMNS).map_err(Error::internal)?;
    for row in &rows {
        table.row(&line(&desk, &asked.pack, row, &names)).map_err(Error::internal)?;
    }
    let body = table.finish().map_err(Error::internal)?;
    let day = desk.house().today();
    let cut = if rows.len() < MOST_EXPORTED as usize { String::new() } else { format!("-{MOST_EXPORTED}") };
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"dannaya-{day}{cut}.csv\"")),
        ],
        body,
    )
        .into_response())
}

fn line<'a>(desk: &'a Desk, pack: &str, row: &'a CaseRow, names: &'a Names) -> [Cell<'a>; 13] {
    let said = |fact, value: &Option<String>| value.as_deref().map(|value| word(&desk.tr, pack, fact, value));
    let due = row.due().and_then(|due| Date::from_julian_day(due).ok());
    let left = due.map(|due| desk.house().working_days_left(due));
    let day = due.map(|due| due.to_string());
    [
        row.reference.as_str().into(),
        word(&desk.tr, pack, "state", &row.state).into(),
        said("service", &row.service).into(),
        said("kind", &row.kind).into(),
        row.place_code.as_deref().into(),
        place_name(desk.house(), row).into(),
        Timestamp(row.opened_at).date().to_string().into(),
        day.into(),
        left.into(),
        row.credibility.into(),
        row.team.and_then(|id| names.team(TeamId(id))).into(),
        row.office.and_then(|id| names.office(OfficeId(id))).into(),
        said("closing", &row.closed_for).into(),
    ]
}
