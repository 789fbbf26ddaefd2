//! `/{lang}/surveys…`: results of surveys in plain words, as tables, and as a file. Every number comes from a published round.

use super::lasting::{self, Document};
use super::{spoken, words};
use crate::ui::chart::bar_drawing;
use crate::ui::icons::Icon;
use crate::ui::page::{Tile, card, empty, lead, tiles};
use crate::ui::table::{Column, Filter, Narrow, filters, table};
use crate::ui::{Area, Markup, Page, html, in_each_language};
use crate::{Error, Result, Visit};
use acts::Survey;
use acts::survey::results;
use axum::extract::{Path, Query};
use axum::response::Response;
use civic::pack::BY_PLACE;
use civic::survey::{Answered, Cell, Figures, Published, Ranked, Reading, Voice};
use formats::csv_safe::{Cell as Field, Writer};
use serde::Deserialize;

/// What is asked in the address: a round (the last one without) and a breakdown (the first one without).
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    round: String,
    #[serde(default)]
    by: String,
}

/// Columns of the file.
const FIGURES: [&str; 10] = ["round", "kind", "id", "by", "of", "answer", "percent", "low", "high", "base"];

pub(super) async fn list(Path(lang): Path<String>, visit: Visit) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let named =
        |survey: &Survey, key: &str| tr.pack(&survey.pack.id, key).unwrap_or_else(|| survey.pack.id.clone());
    let offered: Vec<Tile> = visit
        .house()
        .surveys
        .values()
        .map(|survey| Tile {
            href: format!("/{}/surveys/{}", visit.lang, survey.pack.id),
            icon: Icon::Figures,
            label: named(survey, "pack-name"),
            hint: named(survey, "pack-summary"),
        })
        .collect();
    let html = Page::new(visit.app.frame(), tr, Area::Data, tr.t("survey-title"))
        .sheet("home")
        .languages(in_each_language(|lang| format!("/{lang}/surveys")))
        .nav(words::nav(&visit, "surveys"))
        .show(html! {
            h1 { (tr.t("survey-title")) }
            (lead(&tr.t("survey-lead")))
            (tiles(&offered))
        });
    Ok(lasting::page(&visit, html))
}

pub(super) async fn show(
    Path((lang, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let survey = visit.house().survey(&id)?;
    let rounds = results::published(visit.house(), &id).await?;
    let page = View { visit: &visit, survey, rounds: &rounds };
    let body = match page.chosen(&asked.round)? {
        Some(at) => page.results(at, &asked.by),
        None => empty(&page.named("pack-name"), html! { p { (tr.t("survey-none")) } }),
    };
    let query = visit.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let html = Page::new(visit.app.frame(), tr, Area::Data, page.named("pack-name"))
        .languages(in_each_language(|lang| format!("/{lang}/surveys/{id}{query}")))
        .nav(words::nav(&visit, "surveys"))
        .show(html! {
            h1 { (page.named("pack-name")) }
            (lead(&page.named("pack-summary")))
            (body)
        });
    Ok(lasting::page(&visit, html))
}

/// `{round}.csv`: a line a published figure.
pub(super) async fn file(
    Path((lang, id, file)): Path<(String, String, String)>,
    visit: Visit,
) -> Result<Response> {
    spoken(&lang)?;
    let round = file.strip_suffix(".csv").ok_or(Error::NotFound)?;
    let rounds = results::published(visit.house(), &id).await?;
    let round = rounds.iter().find(|known| known.round == round).ok_or(Error::NotFound)?;
    let mut writer = Writer::new(Vec::new(), &FIGURES).map_err(Error::internal)?;
    let answered = round.indicators.iter().map(|one| ("indicator", &one.id, &one.figures));
    let all = answered.chain(round.tables.iter().map(|one| ("table", &one.id, &one.figures)));
    let mut write = |kind: &str, id: &str, figures: &Figures| -> Result<()> {
        for of in figures.sheet.rows() {
            for code in figures.sheet.codes() {
                let Some(cell) = figures.sheet.cell(of, code) else { continue };
                let estimate = cell.estimate();
                // Shares are public to a tenth of a percent.
                let percent = |share: f64| Field::from((share * 1000.0).round() / 10.0);
                let row: [Field<'_>; 10] = [
                    round.round.as_str().into(),
                    kind.into(),
                    id.into(),
                    figures.by.as_str().into(),
                    of.into(),
                    code.as_str().into(),
                    percent(estimate.share),
                    percent(estimate.low),
                    percent(estimate.high),
                    i64::from(estimate.base).into(),
                ];
                writer.row(&row).map_err(Error::internal)?;
            }
        }
        Ok(())
    };
    for (kind, id, figures) in all {
        figures.iter().try_for_each(|figures| write(kind, id, figures))?;
    }
    for ranking in &round.rankings {
        ranking.figures.iter().try_for_each(|(figures, _)| write("ranking", &ranking.id, figures))?;
    }
    let bytes = writer.finish().map_err(Error::internal)?;
    Ok(Document::new("text/csv; charset=utf-8", bytes).show(&visit))
}

/// The rounds of a survey as one visitor sees them.
struct View<'v> {
    visit: &'v Visit,
    survey: &'v Survey,
    rounds: &'v [Published],
}

impl View<'_> {
    fn named(&self, key: &str) -> String {
        self.visit.tr.pack(&self.survey.pack.id, key).unwrap_or_else(|| key.to_owned())
    }

    fn chosen(&self, round: &str) -> Result<Option<usize>> {
        match self.rounds.iter().position(|known| known.round == round) {
            Some(at) => Ok(Some(at)),
            None if round.is_empty() => Ok((!self.rounds.is_empty()).then_some(0)),
            None => Err(Error::NotFound),
        }
    }

    fn results(&self, at: usize, by: &str) -> Markup {
        let tr = &self.visit.tr;
        let round = &self.rounds[at];
        let told = tr.ta(
            "survey-round",
            &[
                ("round", self.named(&format!("round-{}", round.round)).into()),
                ("count", (round.interviews as i64).into()),
                ("from", tr.date(round.from).into()),
                ("to", tr.date(round.to).into()),
            ],
        );
        html! {
            p { (told) }
            @if round.left_out > 0 { p { (tr.ta("survey-left-out", &[("count", (round.left_out as i64).into())])) } }
            (self.choices(at, by))
            h2 { (tr.t("survey-indicators")) }
            @for indicator in &round.indicators { (self.indicator(at, indicator, by)) }
            @if !round.rankings.is_empty() {
                h2 { (tr.t("survey-rankings")) }
                @for ranking in &round.rankings {
                    @if let Some((figures, order)) = ranking.figures.first() {
                        (card(Some(&self.named(&format!("ranking-{}", ranking.id))), self.order(&ranking.id, figures, order)))
                    }
                }
            }
            p class="soft" { (tr.t("survey-method")) }
            p class="soft" { (tr.t("survey-reading-hidden")) }
            p { a href={ "/" (self.visit.lang) "/surveys/" (self.survey.pack.id) "/" (round.round) ".csv" } { (tr.t("survey-file")) } }
        }
    }

    /// Links to the other rounds and breakdowns.
    fn choices(&self, at: usize, by: &str) -> Markup {
        let tr = &self.visit.tr;
        let href = |round: &str, by: &str| {
            format!("/{}/surveys/{}?round={round}&by={by}", self.visit.lang, self.survey.pack.id)
        };
        let round = &self.rounds[at];
        let rounds: Vec<Filter> = self
            .rounds
            .iter()
            .map(|known| Filter {
                href: href(&known.round, by),
                label: self.named(&format!("round-{}", known.round)),
                current: known.round == round.round,
                count: None,
            })
            .collect();
        let mut broken: Vec<&str> =
            round.indicators.iter().flat_map(|one| &one.figures).map(|one| one.by.as_str()).collect();
        broken.sort_unstable();
        broken.dedup();
        let shown = if by.is_empty() {
            round.indicators.first().and_then(|one| one.by("")).map_or("", |one| &one.by)
        } else {
            by
        };
        let breakdowns: Vec<Filter> = broken
            .into_iter()
            .filter(|by| !by.is_empty())
            .map(|by| Filter {
                href: href(&round.round, by),
                label: self.named(&format!("group-{by}")),
                current: by == shown,
                count: None,
            })
            .collect();
        html! {
            @if rounds.len() > 1 { (filters(tr, &tr.t("survey-rounds"), &rounds)) }
            @if breakdowns.len() > 1 { (filters(tr, &tr.t("survey-by"), &breakdowns)) }
        }
    }

    fn indicator(&self, at: usize, indicator: &Answered, by: &str) -> Markup {
        let tr = &self.visit.tr;
        let Some(figures) = indicator.by(by) else { return html! {} };
        let whole = figures.sheet.cell(figures.sheet.whole(), "yes");
        let reading = Reading::of(whole.as_ref(), Voice::from(self.survey.pack.sample.reach));
        let what = self.named(&format!("say-{}", indicator.id));
        // The round before this one, where both figures are shown.
        let before = self.rounds.get(at + 1).and_then(|round| round.indicator(&indicator.id)?.by(by));
        let moved = before.and_then(|before| {
            let then = before.sheet.cell(before.sheet.whole(), "yes")?;
            let change = figures.sheet.change(&before.sheet, figures.sheet.whole(), "yes")?;
            Some(Reading::of_change(&then, &whole?, &change))
        });
        let title = self.named(&format!("indicator-{}", indicator.id));
        let title = match &indicator.code {
            Some(code) => format!("{code} · {title}"),
            None => title,
        };
        card(
            Some(&title),
            html! {
                p { strong { (self.say(&reading, &what)) } }
                @if let Some(moved) = moved { p { (self.say(&moved, "")) } }
                (self.by_row(&title, figures))
                p class="small" { (tr.t("survey-by")) " " (self.named(&format!("group-{}", figures.by))) }
            },
        )
    }

    /// A line for everybody and for each group or place that is shown.
    fn by_row(&self, title: &str, figures: &Figures) -> Markup {
        let tr = &self.visit.tr;
        let columns = [
            Column::words(tr.t("survey-of")),
            Column::numbers(tr.t("survey-share")),
            Column::words(tr.t("survey-interval")),
            Column::numbers(tr.t("survey-base")),
        ];
        let line = |of: &str| {
            let cell = figures.sheet.cell(of, "yes");
            vec![
                html! { (self.row_name(figures, of)) },
                html! { @match &cell { Some(cell) => (barred(self, cell)), None => (tr.t("no-figure")) } },
                html! { @if let Some(cell) = &cell { (self.interval(cell)) } },
                html! { @if let Some(base) = figures.sheet.base(of) { (tr.number(base as i64)) } },
            ]
        };
        let lines: Vec<Vec<Markup>> = figures.sheet.rows().map(line).collect();
        table(Narrow::Scroll, title, false, &columns, &lines)
    }

    fn row_name(&self, figures: &Figures, of: &str) -> String {
        if of == figures.sheet.whole() {
            return self.visit.tr.t("survey-all");
        }
        if figures.by == BY_PLACE {
            return words::place(self.visit, of).to_owned();
        }
        let question = self.survey.pack.group(&figures.by).filter(|group| group.bands.is_empty());
        question.map_or_else(|| of.to_owned(), |group| self.named(&format!("{}-{of}", group.question)))
    }

    fn order(&self, id: &str, figures: &Figures, order: &[Ranked]) -> Markup {
        let tr = &self.visit.tr;
        let Some(ranked) = order.first() else { return html! {} };
        let rule = self.survey.pack.rankings.iter().find(|rule| rule.id == id);
        let question = rule.and_then(|rule| rule.questions.first()).map_or("", String::as_str);
        let columns = [
            Column::numbers(tr.t("survey-place")),
            Column::words(tr.t("survey-answer")),
            Column::numbers(tr.t("survey-share")),
        ];
        let lines: Vec<Vec<Markup>> = ranked
            .order
            .iter()
            .map(|(code, best, worst)| {
                let place = if best == worst { best.to_string() } else { format!("{best}–{worst}") };
                let cell = figures.sheet.cell(&ranked.of, code);
                vec![
                    html! { (place) },
                    html! { (self.named(&format!("{question}-{code}"))) },
                    html! { @if let Some(cell) = &cell { (barred(self, cell)) } },
                ]
            })
            .collect();
        table(Narrow::Scroll, &self.named(&format!("ranking-{id}")), false, &columns, &lines)
    }

    fn interval(&self, cell: &Cell) -> String {
        let estimate = cell.estimate();
        let whole = |share: f64| (share * 100.0).round() as i64;
        self.visit.tr.ta(
            "survey-low-high",
            &[("low", whole(estimate.low).into()), ("high", whole(estimate.high).into())],
        )
    }

    fn say(&self, reading: &Reading, what: &str) -> String {
        let mut values: Vec<_> =
            reading.numbers.iter().map(|(name, number)| (*name, (*number).into())).collect();
        values.push(("what", what.into()));
        self.visit.tr.ta(reading.key, &values)
    }
}

fn barred(view: &View<'_>, cell: &Cell) -> Markup {
    let share = cell.estimate().share * 100.0;
    let said = view.visit.tr.ta("percent", &[("n", (share.round() as i64).into())]);
    html! { div class="barred" { span class="n" { (said) } (bar_drawing(share, 100.0)) } }
}
