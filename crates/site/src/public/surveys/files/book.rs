//! The figures as a workbook: codes and words side by side, and the form as a codebook on sheets of its own.

use super::super::codebook;
use super::super::view::View;
use super::csv::FIGURES;
use super::labels::{percent, told};
use crate::{Error, Result};
use acts::survey::codebook::{Question, questions};
use civic::survey::Line;
use formats::csv_safe::Cell;
use formats::figures_xlsx::{Sheet, written as book};

/// Columns with the words for the codes before them.
const WORDS: [&str; 4] = ["name", "by_name", "of_name", "answer_name"];

pub(super) fn written(view: &View<'_>) -> Result<Vec<u8>> {
    let tr = &view.visit.tr;
    let round = view.told();
    let asked = questions(view.survey, view.visit.lang);
    let about = Sheet {
        name: tr.t("survey-sheet-about"),
        columns: vec![view.named("pack-name"), view.round_name(round)],
        rows: about(view),
    };
    let figures = Sheet {
        name: tr.t("survey-sheet-figures"),
        columns: FIGURES[..6]
            .iter()
            .chain(&WORDS)
            .chain(&FIGURES[6..])
            .map(|name| (*name).to_owned())
            .collect(),
        rows: round.lines().map(|line| figure(view, &line)).collect(),
    };
    let codebook = Sheet {
        name: tr.t("survey-sheet-codebook"),
        columns: ["question", "words", "code", "answer"].map(str::to_owned).to_vec(),
        rows: asked.iter().flat_map(choices).collect(),
    };
    let indicators = Sheet {
        name: tr.t("survey-sheet-indicators"),
        columns: ["id", "code", "name", "question", "codes", "counted", "base"].map(str::to_owned).to_vec(),
        rows: indicators(view, &asked),
    };
    let made = (round.to.year() as u16, u8::from(round.to.month()), round.to.day());
    let title = format!("{} · {}", view.named("pack-name"), view.round_name(round));
    book(&title, made, &[about, figures, codebook, indicators]).map_err(Error::internal)
}

/// What is to be known before reading, a line each.
fn about(view: &View<'_>) -> Vec<Vec<Cell<'static>>> {
    let tr = &view.visit.tr;
    let mut lines: Vec<(String, String)> = codebook::plan(view);
    lines.push((tr.t("files-licence-title"), tr.t("files-licence")));
    lines.into_iter().map(|(name, said)| vec![Cell::from(name), Cell::from(said)]).collect()
}

fn figure(view: &View<'_>, line: &Line<'_>) -> Vec<Cell<'static>> {
    let estimate = line.cell.estimate();
    let code = |code: &str| Cell::from(code.to_owned());
    let rank = |rank: Option<usize>| Cell::from(rank.map(|rank| rank as i64));
    vec![
        code(&view.told().round),
        code(told(line.told)),
        code(line.id),
        code(line.by),
        code(line.of),
        code(line.code),
        view.line_name(line).into(),
        view.line_by(line).into(),
        view.line_of(line).into(),
        view.line_answer(line).into(),
        percent(estimate.share).into(),
        percent(estimate.low).into(),
        percent(estimate.high).into(),
        i64::from(estimate.base).into(),
        rank(line.ranks.map(|(best, _)| best)),
        rank(line.ranks.map(|(_, worst)| worst)),
    ]
}

/// A line a choice; one for a question without.
fn choices(question: &Question) -> Vec<Vec<Cell<'static>>> {
    let head = || vec![Cell::from(question.name.clone()), Cell::from(question.words.clone())];
    if question.choices.is_empty() {
        return vec![head()];
    }
    let line = |(code, words): &(String, String)| {
        let mut line = head();
        line.extend([Cell::from(code.clone()), Cell::from(words.clone())]);
        line
    };
    question.choices.iter().map(line).collect()
}

fn indicators(view: &View<'_>, asked: &[Question]) -> Vec<Vec<Cell<'static>>> {
    let line = |one: &civic::pack::Indicator| {
        let (_, counted, base) = codebook::definition(view, asked, &one.id)?;
        Some(vec![
            Cell::from(one.id.clone()),
            Cell::from(one.code.clone()),
            view.named(&format!("indicator-{}", one.id)).into(),
            Cell::from(one.question.clone()),
            Cell::from(one.codes.join(" ")),
            counted.into(),
            base.into(),
        ])
    };
    view.survey.pack.indicators.iter().filter_map(line).collect()
}
