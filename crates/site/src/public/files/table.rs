//! Tables for spreadsheets: one line a published figure. What has no line has fewer than the threshold, or is withheld.

use super::{Source, level, measure};
use crate::{Error, Result};
use civic::publication::{OfficeRecord, Shown};
use formats::csv_safe::{Cell, Writer};
use std::collections::HashMap;

/// Columns of the figures of places.
pub(super) const FIGURES: [&str; 7] =
    ["place_code", "place_name", "level", "service", "period", "measure", "value"];
/// Columns of the answer records of bodies.
pub(super) const BODIES: [&str; 6] = ["body_code", "body_name", "kind", "period", "measure", "value"];
/// What stands for all services, and for all bodies together.
pub(super) const ALL: &str = "all";

/// Figures of places.
pub(super) fn figures(source: &Source<'_>) -> Result<Vec<u8>> {
    let release = &source.publication.release;
    let levels: HashMap<&str, u8> = release.places().collect();
    let mut writer = Writer::new(Vec::new(), &FIGURES).map_err(Error::internal)?;
    for cell in release.cells() {
        let period = cell.period().to_string();
        let row: [Cell<'_>; 7] = [
            cell.place().into(),
            source.place_name(cell.place()).into(),
            level(levels.get(cell.place()).copied().unwrap_or_default()).into(),
            cell.service().unwrap_or(ALL).into(),
            period.into(),
            measure(cell.measure()).into(),
            whole(cell.count()),
        ];
        writer.row(&row).map_err(Error::internal)?;
    }
    writer.finish().map_err(Error::internal)
}

/// Answer records of bodies.
pub(super) fn bodies(source: &Source<'_>) -> Result<Vec<u8>> {
    let release = &source.publication.release;
    let all = source.tr.t("answers-all");
    let mut writer = Writer::new(Vec::new(), &BODIES).map_err(Error::internal)?;
    let mut write = |code: &str, name: &str, kind: &str, period: &str, record: &OfficeRecord| {
        for (measure, shown) in lines(record) {
            let Shown::Count(count) = shown else { continue };
            let row: [Cell<'_>; 6] =
                [code.into(), name.into(), kind.into(), period.into(), measure.into(), whole(count)];
            writer.row(&row).map_err(Error::internal)?;
        }
        Ok::<(), Error>(())
    };
    for period in release.periods() {
        let name = period.to_string();
        write(ALL, &all, "", &name, &release.all_offices(*period))?;
        for body in &source.publication.bodies {
            write(&body.code, &body.name, &body.kind, &name, &release.office(&body.code, *period))?;
        }
    }
    writer.finish().map_err(Error::internal)
}

/// The lines of a record by their names in files.
pub(super) fn lines(record: &OfficeRecord) -> [(&'static str, Shown); 5] {
    [
        ("received", record.received()),
        ("acknowledged_in_time", record.acknowledged_in_time()),
        ("answered", record.answered()),
        ("answered_in_time", record.answered_in_time()),
        ("overdue", record.overdue()),
    ]
}

fn whole(count: u64) -> Cell<'static> {
    Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX))
}
