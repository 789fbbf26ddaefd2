//! Prints how long a whole round of a survey takes, from the first interview to the last figure:
//! `cargo run --workspace --release --example survey_round -- 20000`.
#![expect(clippy::print_stdout, reason = "figures are for reading")]

use acts::Survey;
use acts::survey::synthetic::{Interviews, Story};
use civic::place::{Level, Places};
use civic::publication::PlaceTree;
use civic::survey::{Column, Gathering, Population, Study, plan};
use kernel::Lang;
use std::collections::BTreeMap;
use std::time::Instant;

fn file(path: &str) -> std::io::Result<String> {
    std::fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR")))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let most: usize = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let places = Places::read(
        file("data/places/ml/places.csv")?.as_bytes(),
        file("data/places/ml/crosswalk.csv")?.as_bytes(),
    )?;
    let listed = places.iter().filter(|place| place.level() < Level::Locality);
    let tree =
        PlaceTree::new(listed.map(|place| {
            (place.code(), place.level().number(), place.parent().map(|parent| parent.code()))
        }))?;
    let people = Population::read(
        &file("data/population/ml/place_sex.csv")?,
        &file("data/population/ml/age_sex.csv")?,
    )?;
    let stories: BTreeMap<String, Story> = toml::from_str(&file("data/demo/interviews.toml")?)?;
    for folder in ["perception", "service-watch", "civact"] {
        let part = |name: &str| file(&format!("packs/{folder}/{name}"));
        let texts = vec![(Lang::Fr, part("texts/fr.ftl")?)];
        let survey =
            Survey::read(folder, &part("pack.toml")?, &part("form.xml")?, texts, BTreeMap::new(), &|_| true)?;
        let story = stories.get(&survey.pack.id).ok_or("no story")?;
        let round = &survey.pack.rounds[0];
        let wanted = plan(&survey.pack, round, &tree, &people);
        let interviews = Interviews::new(&survey, story, &places, &round.id, &wanted, 1)?;
        let number = interviews.len().min(most);
        let started = Instant::now();
        let held: Vec<_> = (0..number).map(|at| interviews.hold(at)).collect::<Result<_, _>>()?;
        let filled = started.elapsed();
        let bytes: usize = held.iter().map(|one| one.xml.len()).sum();
        let started = Instant::now();
        let mut gathering = Gathering::new(&survey.pack, &survey.fields);
        for one in &held {
            gathering
                .add(|question| one.answers.get(question).map(String::as_str), |code| Some(code.to_owned()));
        }
        let frame = gathering.frame();
        let segments = frame.segments()?;
        let kept: usize = segments.iter().map(|(_, bytes)| bytes.len()).sum();
        let gathered = started.elapsed();
        let started = Instant::now();
        for (_, bytes) in &segments {
            Column::from_segment(bytes)?;
        }
        let read = started.elapsed();
        let started = Instant::now();
        let study = Study::new(&survey.pack, &frame, &tree, &people, &|_| false)?;
        let weighed = started.elapsed();
        let started = Instant::now();
        let mut sheets = 0;
        for indicator in &survey.pack.indicators {
            sheets += study.indicator(indicator)?.len();
        }
        for table in &survey.pack.tables {
            sheets += study.table(table)?.len();
        }
        for ranking in &survey.pack.rankings {
            sheets += study.ranking(ranking)?.len();
        }
        println!(
            "{folder}: {number} interviews ({} bytes each) filled in {filled:.2?}; gathered in {gathered:.2?} to {kept} bytes; \
             read in {read:.2?}; weighed in {weighed:.2?} (cost {:.2}); {sheets} sheets in {:.2?}",
            bytes / number.max(1),
            study.weights().cost(),
            started.elapsed()
        );
    }
    Ok(())
}
