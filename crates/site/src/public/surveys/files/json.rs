//! A round as JSON: the figures in codes, and the codebook with the words for them.

use super::super::codebook;
use super::super::view::View;
use super::labels::{percent, told};
use crate::{Error, Result};
use acts::survey::codebook::questions;
use civic::pack::BY_PLACE;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn written(view: &View<'_>) -> Result<Vec<u8>> {
    let round = view.told();
    let pack = &view.survey.pack;
    let (sample, publish) = (&pack.sample, &pack.publish);
    let whole = json!({
        "survey": pack.id,
        "name": view.named("pack-name"),
        "round": {
            "id": round.round,
            "name": view.round_name(round),
            "from": round.from.to_string(),
            "to": round.to.to_string(),
            "interviews": round.interviews,
        },
        "sample": {
            "places": sample.places,
            "unit": sample.unit.as_str(),
            "strata": sample.strata.as_str(),
            "least": sample.least,
            "stands_for": sample.reach.as_str(),
        },
        "weights": pack.weights.as_ref().map(|rule| json!({
            "margins": rule.margins.iter().map(|margin| margin.as_str()).collect::<Vec<_>>(),
            "household": rule.household,
            "most": rule.most,
        })),
        "rule": { "place": publish.place.as_str(), "threshold": publish.threshold, "round": publish.round },
        "codebook": codebook(view),
        "places": places(view),
        "figures": round.lines().map(|line| {
            let estimate = line.cell.estimate();
            json!({
                "kind": told(line.told),
                "id": line.id,
                "by": line.by,
                "of": line.of,
                "answer": line.code,
                "percent": percent(estimate.share),
                "low": percent(estimate.low),
                "high": percent(estimate.high),
                "base": estimate.base,
                "frail": estimate.is_frail(),
                "best_rank": line.ranks.map(|(best, _)| best),
                "worst_rank": line.ranks.map(|(_, worst)| worst),
            })
        }).collect::<Vec<_>>(),
    });
    serde_json::to_vec(&whole).map_err(Error::internal)
}

fn codebook(view: &View<'_>) -> Value {
    let pack = &view.survey.pack;
    let asked = questions(view.survey, view.visit.lang);
    let named = |key: &str, id: &str| view.named(&format!("{key}-{id}"));
    let choices = |choices: &[(String, String)]| -> Vec<Value> {
        choices.iter().map(|(code, words)| json!({ "code": code, "words": words })).collect()
    };
    json!({
        "questions": asked.iter().map(|question| json!({
            "name": question.name,
            "title": named("field", &question.name),
            "words": question.words,
            "choices": choices(&question.choices),
        })).collect::<Vec<_>>(),
        "groups": pack.groups.iter().map(|group| json!({
            "id": group.id,
            "name": named("group", &group.id),
            "question": group.question,
            "rows": (0..group.bands.len()).map(|at| group.band(at)).chain(group.choices.iter().cloned()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "indicators": pack.indicators.iter().map(|one| json!({
            "id": one.id,
            "code": one.code,
            "name": named("indicator", &one.id),
            "says": named("say", &one.id),
            "question": one.question,
            "codes": one.codes,
            "counted": codebook::definition(view, &asked, &one.id).map(|(_, counted, _)| counted),
            "base": one.base.as_str(),
            "by": one.by,
        })).collect::<Vec<_>>(),
        "rankings": pack.rankings.iter().map(|one| json!({
            "id": one.id,
            "name": named("ranking", &one.id),
            "questions": one.questions,
            "by": one.by,
        })).collect::<Vec<_>>(),
    })
}

/// The places that figures name.
fn places(view: &View<'_>) -> Vec<Value> {
    let lines = view.told().lines();
    let codes: BTreeSet<&str> = lines.filter(|line| line.by == BY_PLACE).map(|line| line.of).collect();
    let places = &view.visit.house().places;
    let place = |code: &&str| {
        let place = places.get(code)?;
        let parent = place.parent().map(|above| above.code());
        Some(
            json!({ "code": place.code(), "name": place.name(), "level": place.level().word(), "parent": parent }),
        )
    };
    codes.iter().filter_map(place).collect()
}
