//! Surveys of the demo were held: the rounds of each embedded pack are moved back by whole years, so that seasons stay and a round
//! that bears a year bears the right one. The moved packs are files of the data directory, where every command finds them before
//! those that the binary carries.

use crate::embedded;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use civic::pack::{Engine, SurveyPack};
use kernel::{Date, Lang};
use std::path::Path;

/// Days after the last round by which its results are due, whatever the delay of a pack.
const WORKED_OUT: i64 = 60;

/// Writes the moved packs. One that somebody has put into the directory stays as it is.
///
/// # Errors
/// When the file system refuses; when an embedded pack cannot be moved, which a test rules out.
pub(super) fn keep(home: &Home, today: Date) -> Outcome {
    for id in embedded::packs() {
        let folder = home.packs().join(&id);
        let Some(toml) = text(&id, "pack.toml")?.filter(|_| !folder.exists()) else { continue };
        if Engine::of(&toml) != Engine::Survey {
            continue;
        }
        let years = years_back(&toml, today)?;
        if years == 0 {
            continue;
        }
        Home::make_private(&folder.join("texts"))?;
        write(&folder.join("pack.toml"), &moved_pack(&toml, years))?;
        for lang in Lang::ALL {
            let name = format!("texts/{lang}.ftl");
            if let Some(texts) = text(&id, &name)? {
                write(&folder.join(name), &moved_texts(&texts, years))?;
            }
        }
    }
    Ok(())
}

fn text(id: &str, name: &str) -> Outcome<Option<String>> {
    let bytes = embedded::pack_file(id, name);
    bytes.map(|bytes| String::from_utf8(bytes.into_owned()).map_err(Failure::internal)).transpose()
}

fn write(path: &Path, text: &str) -> Outcome {
    Home::write_private(path, text.as_bytes())
}

/// The fewest years after which the last round is over and its results are due.
fn years_back(toml: &str, today: Date) -> Outcome<i32> {
    let pack = SurveyPack::read("pack.toml", toml)
        .map_err(|problems| Failure::internal(format!("{} problems", problems.len())))?;
    let Some(last) = pack.rounds.last() else { return Ok(0) };
    let is_over = |years: &i32| {
        let moved = last.to.replace_year(last.to.year() - years);
        moved.is_ok_and(|to| (today - to).whole_days() >= WORKED_OUT)
    };
    (0..=100).find(is_over).ok_or_else(|| Failure::internal("a round that cannot be moved"))
}

/// The pack with the years in its `[[round]]` tables counted down.
fn moved_pack(toml: &str, years: i32) -> String {
    let mut of_round = false;
    lines(toml, |line| {
        if line.starts_with('[') {
            of_round = line.starts_with("[[round]]");
        }
        if of_round { earlier(line, years) } else { line.to_owned() }
    })
}

/// The texts with the years in the names of rounds counted down.
fn moved_texts(texts: &str, years: i32) -> String {
    lines(texts, |line| if line.starts_with("round-") { earlier(line, years) } else { line.to_owned() })
}

fn lines(text: &str, turn: impl FnMut(&str) -> String) -> String {
    text.lines().map(turn).fold(String::new(), |all, line| all + &line + "\n")
}

/// The line with every year of this century so many years earlier.
fn earlier(line: &str, years: i32) -> String {
    let mut moved = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(at);
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (number, after) = digits.split_at(length);
        moved.push_str(before);
        match number.parse::<i32>() {
            Ok(year) if length == 4 && number.starts_with("20") => {
                moved.push_str(&(year - years).to_string())
            }
            _ => moved.push_str(number),
        }
        rest = after;
    }
    moved + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::{self, Draft};
    use kernel::Month;
    use site::texts::{Texts, Tr};
    use std::sync::Arc;

    #[test]
    fn every_survey_of_the_demo_was_held_whatever_the_year_and_its_rounds_bear_their_years() {
        for year in [2026, 2027, 2030] {
            let today = Date::from_calendar_date(year, Month::February, 3).unwrap();
            let folder = tempfile::tempdir().unwrap();
            let home = Home::at(folder.path());
            keep(&home, today).unwrap();
            let tr = Tr::new(&Arc::new(Texts::builtin().unwrap()), Lang::Fr);
            let (packs, _) = services::read(&home, &tr).unwrap_or_else(|failure| panic!("{failure:?}"));
            assert_eq!(packs.surveys.len(), 3);
            for survey in packs.surveys.values() {
                for round in &survey.pack.rounds {
                    let until = today - round.to;
                    assert!(until.whole_days() >= WORKED_OUT, "{} {}", survey.pack.id, round.id);
                    let texts = &survey.texts.iter().find(|(lang, _)| *lang == Lang::Fr).unwrap().1;
                    let named = texts.lines().find(|line| line.starts_with(&format!("round-{} ", round.id)));
                    let years = named.unwrap().matches("20").count();
                    let right = named.unwrap().contains(&round.from.year().to_string());
                    assert!(years == 0 || right, "{named:?} {}", round.from);
                }
            }
            let ends = packs.surveys["perception"].pack.rounds.iter().map(|round| round.to.year());
            let ends: Vec<i32> = ends.collect();
            assert_eq!(ends[1] - ends[0], 2, "as far apart as in the pack");
        }
    }

    #[test]
    fn a_pack_of_ones_own_stays_and_what_is_no_year_too() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let own = home.packs().join("perception");
        Home::make_private(&own).unwrap();
        std::fs::write(own.join("pack.toml"), "# own").unwrap();
        keep(&home, Date::from_calendar_date(2026, Month::May, 1).unwrap()).unwrap();
        assert_eq!(std::fs::read_to_string(own.join("pack.toml")).unwrap(), "# own");
        assert!(!own.join("texts").exists());
        assert!(Draft::read(&home.packs().join("civact"), Some("civact")).is_ok());
        assert_eq!(
            earlier("interviews = 20000 # y2028_2: 2028-11-06", 3),
            "interviews = 20000 # y2025_2: 2025-11-06"
        );
    }
}
