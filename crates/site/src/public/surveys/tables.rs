//! Figures as tables: a line a group or place with its bar, and answers against groups.

use super::view::View;
use crate::ui::chart::interval_drawing;
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Markup, html};
use civic::survey::{Cell, Figures, Published, Reading};

impl View<'_> {
    /// A share with its bar, and on it the interval as a line, which stands below in words; the mark of what is not shown.
    pub(super) fn barred(&self, cell: Option<&Cell>) -> Markup {
        let Some(cell) = cell else { return html! { (self.visit.tr.t("no-figure")) } };
        let estimate = cell.estimate();
        html! {
            div class="barred" {
                span class="n" { (self.percent(cell)) }
                (interval_drawing(estimate.share, estimate.low, estimate.high))
            }
            small { (self.interval(cell)) }
        }
    }

    pub(super) fn percent(&self, cell: &Cell) -> String {
        self.visit.tr.percent(cell.estimate().share)
    }

    /// Where the true share most likely lies, in the whole percents of its sentence, and whether few answers stand behind it.
    fn interval(&self, cell: &Cell) -> String {
        self.within(
            cell,
            if cell.estimate().is_frail() { "survey-low-high-frail" } else { "survey-low-high" },
        )
    }

    /// A text that names the ends of the interval of a figure.
    pub(super) fn within(&self, cell: &Cell, key: &'static str) -> String {
        self.say(&Reading { key, ..self.reading(Some(cell)) }, "")
    }

    /// A line for each of `rows` with the share that gave an answer. `head`: heading of the first column.
    pub(super) fn by_row(
        &self,
        title: &str,
        head: &str,
        figures: &Figures,
        code: &str,
        rows: &[(&str, Markup)],
    ) -> Markup {
        let tr = &self.visit.tr;
        let columns =
            [Column::words(head), Column::words(tr.t("survey-share")), Column::numbers(tr.t("survey-base"))];
        let line = |(of, name): &(&str, Markup)| {
            let cell = figures.sheet.cell(of, code);
            vec![name.clone(), self.barred(cell.as_ref()), self.base(figures, of)]
        };
        let lines: Vec<Vec<Markup>> = rows.iter().map(line).collect();
        table(Narrow::Scroll, title, false, &columns, &lines)
    }

    fn base(&self, figures: &Figures, of: &str) -> Markup {
        html! {
            @match figures.sheet.base(of) {
                Some(base) => (self.visit.tr.number(base as i64)),
                None => (self.visit.tr.t("no-figure")),
            }
        }
    }

    /// Answers against the groups of a breakdown, with how many answered in each.
    pub(super) fn crossed(&self, question: &str, figures: &Figures) -> Markup {
        let tr = &self.visit.tr;
        let title = self.named(&format!("group-{}", figures.by));
        let rows: Vec<&str> = figures.sheet.rows().collect();
        let mut columns = vec![Column::words(tr.t("survey-answer"))];
        columns.extend(rows.iter().map(|of| Column::numbers(self.row_name(figures, of))));
        let shown = |of: &str, code: &str| match figures.sheet.cell(of, code) {
            Some(cell) => html! { (self.percent(&cell)) },
            None => html! { (tr.t("no-figure")) },
        };
        let mut lines: Vec<Vec<Markup>> = figures
            .sheet
            .codes()
            .iter()
            .map(|code| {
                let cells = rows.iter().map(|of| shown(of, code));
                std::iter::once(html! { (self.answer(question, code)) }).chain(cells).collect()
            })
            .collect();
        let bases = rows.iter().map(|of| self.base(figures, of));
        lines.push(std::iter::once(html! { (tr.t("survey-base")) }).chain(bases).collect());
        html! {
            h3 { (title) }
            (table(Narrow::Scroll, &title, false, &columns, &lines))
        }
    }

    /// One figure in every published round, the earliest first; nothing before there are two.
    pub(super) fn by_round(&self, cell: impl Fn(&Published) -> Option<Cell>) -> Markup {
        let tr = &self.visit.tr;
        let shown: Vec<(&Published, Option<Cell>)> =
            self.rounds.published.iter().rev().map(|round| (round, cell(round))).collect();
        if shown.iter().filter(|(_, cell)| cell.is_some()).count() < 2 {
            return html! {};
        }
        let columns = [Column::words(tr.t("survey-rounds")), Column::words(tr.t("survey-share"))];
        let lines: Vec<Vec<Markup>> = shown
            .iter()
            .map(|(round, cell)| vec![html! { (self.round_name(round)) }, self.barred(cell.as_ref())])
            .collect();
        let title = tr.t("survey-from-round-to-round");
        html! {
            h3 { (title) }
            (table(Narrow::Scroll, &title, false, &columns, &lines))
        }
    }
}
