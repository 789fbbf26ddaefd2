//! The figures as a table of codes: a line a figure. What has no line has fewer people than the threshold, or is withheld.

use super::super::view::View;
use super::labels::{percent, told};
use crate::{Error, Result};
use formats::csv_safe::{Cell, Writer};

/// Columns of the file.
pub(super) const FIGURES: [&str; 12] = [
    "round",
    "kind",
    "id",
    "by",
    "of",
    "answer",
    "percent",
    "low",
    "high",
    "base",
    "best_rank",
    "worst_rank",
];

pub(super) fn written(view: &View<'_>) -> Result<Vec<u8>> {
    let round = view.told();
    let mut writer = Writer::new(Vec::new(), &FIGURES).map_err(Error::internal)?;
    for line in round.lines() {
        let estimate = line.cell.estimate();
        let rank = |rank: Option<usize>| Cell::from(rank.map(|rank| rank as i64));
        let row: [Cell<'_>; 12] = [
            round.round.as_str().into(),
            told(line.told).into(),
            line.id.into(),
            line.by.into(),
            line.of.into(),
            line.code.into(),
            percent(estimate.share).into(),
            percent(estimate.low).into(),
            percent(estimate.high).into(),
            i64::from(estimate.base).into(),
            rank(line.ranks.map(|(best, _)| best)),
            rank(line.ranks.map(|(_, worst)| worst)),
        ];
        writer.row(&row).map_err(Error::internal)?;
    }
    writer.finish().map_err(Error::internal)
}
