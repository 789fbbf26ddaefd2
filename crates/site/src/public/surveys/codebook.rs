//! `/{lang}/surveys/{survey}/{round}/codebook`: what was asked, in which words, and how every figure of the files is made.

use super::view::View;
use crate::public::{lasting, words};
use crate::ui::page::{card, lead};
use crate::ui::table::{Column, Narrow, facts, table};
use crate::ui::{Markup, html};
use crate::{Result, Visit};
use acts::survey::codebook::{Question, questions};
use axum::extract::Path;
use axum::response::Response;
use civic::pack::{BY_PLACE, Base, FieldKind, Reach};

pub(super) async fn show(
    Path((lang, survey, round)): Path<(String, String, String)>,
    visit: Visit,
) -> Result<Response> {
    let view = View::round(&visit, &lang, &survey, &round).await?;
    let tr = &visit.tr;
    let title = tr.t("survey-codebook");
    let asked = questions(view.survey, visit.lang);
    let body = html! {
        (view.path(&title))
        h1 { (title) }
        (lead(&tr.t("survey-codebook-lead")))
        (card(Some(&tr.t("codebook-plan")), facts(&marked(plan(&view)))))
        (card(Some(&tr.t("survey-indicators")), indicators(&view, &asked)))
        @if !view.survey.pack.rankings.is_empty() { (card(Some(&tr.t("survey-rankings")), rankings(&view))) }
        (card(Some(&tr.t("codebook-groups")), groups(&view)))
        h2 { (tr.t("survey-questions")) }
        @for question in &asked { (self::question(&view, question)) }
    };
    let html = view.page(title, &format!("/{round}/codebook"), body);
    Ok(lasting::page(&visit, html))
}

/// How one indicator is made, under its figures.
pub(super) fn of_indicator(view: &View<'_>, id: &str) -> Markup {
    let asked = questions(view.survey, view.visit.lang);
    let Some((question, counted, base)) = definition(view, &asked, id) else { return html! {} };
    let tr = &view.visit.tr;
    card(
        Some(&tr.t("codebook-how")),
        facts(&[
            (tr.t("codebook-question"), html! { "« " (question) " »" }),
            (tr.t("codebook-counted"), html! { (counted) }),
            (tr.t("codebook-base"), html! { (base) }),
        ]),
    )
}

/// The question of an indicator, the answers that count, and out of whom.
pub(super) fn definition(view: &View<'_>, asked: &[Question], id: &str) -> Option<(String, String, String)> {
    let indicator = view.survey.pack.indicators.iter().find(|one| one.id == id)?;
    let question = asked.iter().find(|question| question.name == indicator.question)?;
    let words = |code: &String| {
        let choice = question.choices.iter().find(|(known, _)| known == code);
        choice.map_or_else(|| code.clone(), |(_, words)| words.clone())
    };
    let counted: Vec<String> = indicator.codes.iter().map(words).collect();
    Some((question.words.clone(), counted.join(" ; "), base(view, indicator.base)))
}

pub(super) fn base(view: &View<'_>, base: Base) -> String {
    match base {
        Base::Said => view.visit.tr.t("codebook-base-said"),
        Base::Asked => view.visit.tr.t("codebook-base-asked"),
    }
}

/// Sample, weights and what may be public, by name.
pub(super) fn plan(view: &View<'_>) -> Vec<(String, String)> {
    let tr = &view.visit.tr;
    let pack = &view.survey.pack;
    let (sample, publish) = (&pack.sample, &pack.publish);
    let level = |level: civic::pack::PlaceLevel| tr.t(&words::level(level.depth()));
    let places: Vec<&str> = sample.places.iter().map(|code| words::place(view.visit, code)).collect();
    let wanted = pack.round(&view.told().round).map(|round| i64::from(round.interviews));
    let reach = match sample.reach {
        Reach::Population => tr.t("codebook-reach-population"),
        Reach::Asked => tr.t("codebook-reach-asked"),
    };
    let weights = match &pack.weights {
        None => tr.t("codebook-weights-none"),
        Some(rule) => {
            let household = if rule.household.is_some() { tr.t("codebook-household") } else { String::new() };
            let said = tr.ta("codebook-weights-text", &[("most", i64::from(rule.most).into())]);
            format!("{said} {household}").trim().to_owned()
        }
    };
    let whole = || words::place(view.visit, view.visit.house().places.country().code()).to_owned();
    let mut facts = vec![
        (tr.t("codebook-round"), view.when(view.told())),
        (tr.t("codebook-places"), if places.is_empty() { whole() } else { places.join(", ") }),
        (
            tr.t("codebook-drawn"),
            tr.ta(
                "codebook-drawn-text",
                &[
                    ("unit", level(sample.unit).into()),
                    ("strata", level(sample.strata).into()),
                    ("least", i64::from(sample.least).into()),
                ],
            ),
        ),
        (tr.t("codebook-reach"), reach),
        (tr.t("codebook-weights"), weights),
        (
            tr.t("codebook-publish"),
            tr.ta(
                "codebook-publish-text",
                &[
                    ("threshold", i64::from(publish.threshold).into()),
                    ("round", i64::from(publish.round).into()),
                    ("place", level(publish.place).into()),
                ],
            ),
        ),
    ];
    if let Some(wanted) = wanted {
        facts.insert(1, (tr.t("codebook-wanted"), tr.number(wanted)));
    }
    facts
}

fn marked(facts: Vec<(String, String)>) -> Vec<(String, Markup)> {
    facts.into_iter().map(|(name, said)| (name, html! { (said) })).collect()
}

fn by(view: &View<'_>, by: &[String]) -> String {
    by.iter().map(|by| view.named(&format!("group-{by}"))).collect::<Vec<_>>().join(", ")
}

fn indicators(view: &View<'_>, asked: &[Question]) -> Markup {
    let tr = &view.visit.tr;
    let columns = [
        Column::words(tr.t("codebook-code")),
        Column::words(tr.t("codebook-name")),
        Column::words(tr.t("codebook-counted")),
        Column::words(tr.t("codebook-base")),
        Column::words(tr.t("codebook-by")),
    ];
    let lines: Vec<Vec<Markup>> = view
        .survey
        .pack
        .indicators
        .iter()
        .filter_map(|one| {
            let (_, counted, base) = definition(view, asked, &one.id)?;
            Some(vec![
                html! { code { (one.id) } },
                html! { (view.indicator_name(&one.id, one.code.as_deref())) },
                html! { code { (one.question) } " : " (counted) },
                html! { (base) },
                html! { (by(view, &one.by)) },
            ])
        })
        .collect();
    table(Narrow::Cards, &tr.t("survey-indicators"), false, &columns, &lines)
}

fn rankings(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let columns = [
        Column::words(tr.t("codebook-code")),
        Column::words(tr.t("codebook-name")),
        Column::words(tr.t("codebook-questions")),
        Column::words(tr.t("codebook-by")),
    ];
    let line = |one: &civic::pack::RankedQuestion| {
        vec![
            html! { code { (one.id) } },
            html! { (view.named(&format!("ranking-{}", one.id))) },
            html! { code { (one.questions.join(", ")) } },
            html! { (by(view, &one.by)) },
        ]
    };
    let lines: Vec<Vec<Markup>> = view.survey.pack.rankings.iter().map(line).collect();
    table(Narrow::Cards, &tr.t("survey-rankings"), false, &columns, &lines)
}

fn groups(view: &View<'_>) -> Markup {
    let tr = &view.visit.tr;
    let columns = [
        Column::words(tr.t("codebook-code")),
        Column::words(tr.t("codebook-name")),
        Column::words(tr.t("codebook-rows")),
    ];
    let line = |group: &civic::pack::Group| {
        let bands = (0..group.bands.len()).map(|at| group.band(at));
        let rows: Vec<String> = bands.chain(group.choices.iter().cloned()).collect();
        let rows = if rows.is_empty() { tr.t("codebook-rows-all") } else { rows.join(", ") };
        vec![
            html! { code { (group.id) } },
            html! { (view.named(&format!("group-{}", group.id))) },
            html! { code { (group.question) } " : " (rows) },
        ]
    };
    let mut lines: Vec<Vec<Markup>> = view.survey.pack.groups.iter().map(line).collect();
    let code = html! { code { (BY_PLACE) } };
    lines.push(vec![code, html! { (view.named("group-place")) }, html! { (tr.t("codebook-rows-place")) }]);
    table(Narrow::Cards, &tr.t("codebook-groups"), false, &columns, &lines)
}

fn question(view: &View<'_>, question: &Question) -> Markup {
    let tr = &view.visit.tr;
    html! {
        details class="card" {
            summary { code { (question.name) } " " (view.named(&format!("field-{}", question.name))) }
            p { "« " (question.words) " »" }
            @match question.kind {
                _ if !question.choices.is_empty() => {
                    ul { @for (code, words) in &question.choices { li { code { (code) } " : " (words) } } }
                    @if question.kind == FieldKind::Select { p class="soft" { (tr.t("survey-several")) } }
                }
                FieldKind::Place => p class="soft" { (tr.t("codebook-kind-place")) },
                _ => p class="soft" { (tr.t("codebook-kind-number")) },
            }
        }
    }
}
