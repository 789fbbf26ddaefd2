//! The figures as a workbook: codes and words side by side, and the form as a codebook on sheets of its own.

use super::super::codebook;
use super::super::view::View;
use super::csv::FIGURES;
use super::labels::{percent, told};
use crate::{Error, Result};
use acts::survey::codebook::{Question, questions};
use civic::survey::Line;
use formats::csv_safe::Cell;
use formats::workbook::Workbook;
use std::io;

/// Columns with the words for the codes before them.
const WORDS: [&str; 4] = ["name", "by_name", "of_name", "answer_name"];

pub(super) fn written(view: &View<'_>) -> Result<Vec<u8>> {
    sheets(view).map_err(Error::internal)
}

fn sheets(view: &View<'_>) -> io::Result<Vec<u8>> {
    let tr = &view.visit.tr;
    let asked = questions(view.survey, view.visit.lang);
    let names = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    let mut book = Workbook::new(Vec::new());
    book.sheet(&tr.t("survey-sheet-about"), &[view.named("pack-name"), view.round_name(view.told())])?;
    about(view).into_iter().try_for_each(|row| book.row(&row))?;
    let figures = [&FIGURES[..6], &WORDS, &FIGURES[6..]].concat();
    book.sheet(&tr.t("survey-sheet-figures"), &names(&figures))?;
    view.told().lines().try_for_each(|line| book.row(&figure(view, &line)))?;
    book.sheet(&tr.t("survey-sheet-codebook"), &names(&["question", "words", "code", "answer"]))?;
    asked.iter().flat_map(choices).try_for_each(|row| book.row(&row))?;
    let indicator = ["id", "code", "name", "question", "codes", "counted", "base"];
    book.sheet(&tr.t("survey-sheet-indicators"), &names(&indicator))?;
    indicators(view, &asked).into_iter().try_for_each(|row| book.row(&row))?;
    book.finish()
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
