//! The words for the codes of a line of figures.

use super::super::view::View;
use civic::survey::{Line, Told};

/// The word for what a line belongs to, the same in every language.
pub(super) fn told(told: Told) -> &'static str {
    match told {
        Told::Indicator => "indicator",
        Told::Table => "table",
        Told::Ranking => "ranking",
    }
}

/// Shares are public to a tenth of a percent.
pub(super) fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

impl View<'_> {
    /// The name of what a line belongs to.
    pub(super) fn line_name(&self, line: &Line<'_>) -> String {
        match line.told {
            Told::Indicator => self.named(&format!("indicator-{}", line.id)),
            Told::Table => self.named(&format!("field-{}", line.id)),
            Told::Ranking => self.named(&format!("ranking-{}", line.id)),
        }
    }

    /// The name of the breakdown of a line; empty for everybody together.
    pub(super) fn line_by(&self, line: &Line<'_>) -> String {
        if line.by.is_empty() { String::new() } else { self.named(&format!("group-{}", line.by)) }
    }

    /// The name of the group or place of a line.
    pub(super) fn line_of(&self, line: &Line<'_>) -> String {
        let whole = line.of.is_empty() || line.of == self.visit.house().places.country().code();
        self.row_label(line.by, line.of, whole)
    }

    /// The words of the answer of a line.
    pub(super) fn line_answer(&self, line: &Line<'_>) -> String {
        match (line.told, line.code) {
            (Told::Indicator, "yes") => self.visit.tr.t("survey-counted"),
            (Told::Indicator, _) => self.visit.tr.t("survey-not-counted"),
            (Told::Table, code) => self.answer(line.id, code),
            (Told::Ranking, code) => self.answer(self.ranked_question(line.id), code),
        }
    }
}
