//! The published rounds of surveys in the catalogue of the house: a dataset a survey, its files a round.

use super::Source;
use super::about::{COUNTRY, LICENCE};
use crate::public::shelf::Rounds;
use crate::public::surveys::files::File;
use crate::texts::Tr;
use acts::survey::results::due;
use civic::pack::BY_PLACE;
use civic::survey::Published;
use formats::dcat::{Dataset, Distribution, Words};

/// Says something in every language.
type Said<'s> = dyn Fn(&dyn Fn(&Tr) -> String) -> Vec<Words> + 's;

/// One dataset for each survey with published rounds. `said`: words in every language.
pub(super) fn datasets(source: &Source<'_>, said: &Said<'_>) -> Vec<Dataset> {
    source.surveys.iter().filter_map(|(survey, rounds)| dataset(source, said, survey, rounds)).collect()
}

fn dataset(source: &Source<'_>, said: &Said<'_>, survey: &str, rounds: &Rounds) -> Option<Dataset> {
    let (last, first) = (rounds.published.first()?, rounds.published.last()?);
    let house = &source.app.house;
    let known = house.survey(survey).ok()?;
    // Results are made on the first day on which they may be, or soon after.
    let made = |round: &Published| Some(due(house, known, known.pack.round(&round.round)?).to_string());
    let page = source.url(&format!("/fr/surveys/{survey}"));
    let named = |key: &str| {
        let key = key.to_owned();
        said(&move |tr: &Tr| tr.pack(survey, &key).unwrap_or_else(|| survey.to_owned()))
    };
    let file = |round: &Published, file: File| Distribution {
        url: format!("{page}/{}", file.name(&round.round)),
        title: named(&format!("round-{}", round.round)),
        media_type: file.kind().split(';').next().unwrap_or_default().to_owned(),
        bytes: None,
        conforms_to: None,
    };
    let mapped =
        |round: &Published| source.app.outlines.is_some() && round.lines().any(|line| line.by == BY_PLACE);
    let distributions = rounds.published.iter().flat_map(|round| {
        let exist = File::ALL.into_iter().filter(move |file| *file != File::Geo || mapped(round));
        exist.map(move |of| file(round, of)).collect::<Vec<_>>()
    });
    Some(Dataset {
        id: page.clone(),
        title: named("pack-name"),
        description: named("pack-summary"),
        keywords: said(&|tr| tr.t("package-keyword")),
        license: LICENCE.1.to_owned(),
        issued: made(first)?,
        modified: made(last)?,
        temporal: Some((first.from.to_string(), last.to.to_string())),
        spatial: (house.places.country().code() == "ML").then(|| COUNTRY.to_owned()),
        landing_page: page.clone(),
        distributions: distributions.collect(),
    })
}
