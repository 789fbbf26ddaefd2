//! Surveys of the demo: teams of volunteers, interviews that nobody gave, sent by the same act as from a telephone, and results of
//! every round, published when they were due.

use super::AT_ONCE;
use super::chance::Dice;
use super::clock::{telling, turn_to};
use super::script::read;
use super::stage::Stage;
use crate::args::Demo;
use crate::failure::{Failure, Outcome};
use acts::Survey;
use acts::collect::{self, Added, Outcome as Received, Parcel, Recruit, Volunteer};
use acts::survey::synthetic::{Interviews, Story};
use acts::survey::{for_telephones, plan_of, results};
use civic::pack::Round;
use civic::place::Level;
use kernel::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::volunteers::Account;
use tokio::task::JoinSet;

/// With so many cases the last round of each survey has every interview of its plan; with fewer, those of so many fewer communes.
const WHOLE: u32 = 2_000;
/// Earlier rounds are held in one of so many communes of the last.
const EARLIER: usize = 4;
/// Interviews that one task holds and sends, one after the other.
const BUNDLE: usize = 64;
/// Numbers of the dice, far from those of cases and visits.
const DICE: u64 = 1 << 41;
/// Days before a round in which its form and its teams are made ready.
const READY: i64 = 10;
/// Hour of the last day of a round at which telephones were last seen.
const SEEN: i64 = 19;

/// What is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    team: String,
}

/// Who holds the interviews of a cercle.
struct Team {
    who: Volunteer,
    token: String,
    forms: Vec<String>,
}

/// Interviews of one round, for as many tasks as there are bundles.
struct Held {
    stage: Arc<Stage>,
    stories: Arc<BTreeMap<String, Story>>,
    teams: Arc<BTreeMap<String, Team>>,
    pack: String,
    round: String,
    plan: BTreeMap<String, u32>,
    seed: u64,
}

/// Lays every survey of which a story is told; gives the number of interviews.
///
/// # Errors
/// When the store refuses, or an interview is not taken.
pub(super) async fn lay(stage: &Arc<Stage>, demo: &Demo) -> Outcome<usize> {
    let stories: Arc<BTreeMap<String, Story>> = Arc::new(read("interviews.toml")?);
    let house = &stage.house;
    let surveys: Vec<&Survey> =
        house.surveys.values().filter(|survey| stories.contains_key(&survey.pack.id)).collect();
    let every = (WHOLE / demo.cases.clamp(1, WHOLE)) as usize;
    let teams = Arc::new(recruit(stage, &surveys).await?);
    let mut interviews = 0;
    for survey in surveys {
        let last = survey.pack.rounds.len().saturating_sub(1);
        for (at, round) in survey.pack.rounds.iter().enumerate() {
            let step = if at == last { every } else { every * EARLIER };
            let held = Held {
                stage: Arc::clone(stage),
                stories: Arc::clone(&stories),
                teams: Arc::clone(&teams),
                pack: survey.pack.id.clone(),
                round: round.id.clone(),
                plan: plan_of(house, survey, round)?.into_iter().step_by(step).collect(),
                seed: demo.seed,
            };
            interviews += hold_all(Arc::new(held)).await?;
            turn_to(Timestamp::start_of(round.to).plus_seconds(SEEN * 3_600));
            for team in teams.values().filter(|team| team.forms.iter().any(|form| form == survey.form.id())) {
                collect::volunteer(house, &team.token).await?;
            }
            publish(stage, survey, round).await?;
        }
    }
    Ok(interviews)
}

/// Adds the forms, and for each cercle in which a survey is held a team that has them.
async fn recruit(stage: &Stage, surveys: &[&Survey]) -> Outcome<BTreeMap<String, Team>> {
    let (house, words): (_, Words) = (&stage.house, read("surveys.toml")?);
    let mut forms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut first = stage.now;
    for survey in surveys {
        let begins = survey.pack.rounds.first().map(|round| Timestamp::start_of(round.from));
        first = begins.into_iter().chain([first]).min().unwrap_or(first);
        turn_to(begins.unwrap_or(first).plus_seconds(-READY * 86_400));
        let Added::Kept { id, .. } = collect::add_form(house, for_telephones(survey, &house.places)).await?
        else {
            return Err(Failure::internal(format!("the form of {}", survey.pack.id)));
        };
        let held_in = |code: &str| survey.pack.sample.places.iter().any(|place| place == code);
        let cercles = house.places.iter().filter(|place| place.level() == Level::Cercle);
        for cercle in cercles.filter(|cercle| cercle.upwards().any(|above| held_in(above.code()))) {
            forms.entry(cercle.code()).or_default().push(id.clone());
        }
    }
    turn_to(first.plus_seconds(-READY * 86_400));
    let mut teams = BTreeMap::new();
    for (cercle, forms) in forms {
        let name = house.places.get(cercle).map_or(cercle, |place| place.name());
        let recruit = Recruit {
            account: Account::Volunteer,
            name: words.team.replace("{place}", name),
            forms: forms.clone(),
            places: vec![cercle.to_owned()],
        };
        let token = collect::enlist(house, recruit).await?;
        let who = collect::volunteer(house, &token).await?;
        teams.insert(cercle.to_owned(), Team { who, token, forms });
    }
    Ok(teams)
}

/// Holds and sends every interview of a round; gives how many there are.
async fn hold_all(held: Arc<Held>) -> Outcome<usize> {
    let count: usize = held.plan.values().map(|wanted| *wanted as usize).sum();
    let mut running = JoinSet::new();
    for first in (0..count).step_by(BUNDLE) {
        if running.len() >= AT_ONCE
            && let Some(ended) = running.join_next().await
        {
            ended.map_err(Failure::internal)??;
        }
        let (held, numbers) = (Arc::clone(&held), first..count.min(first + BUNDLE));
        running.spawn(telling(held.stage.start, async move { held.send(numbers).await }));
    }
    while let Some(ended) = running.join_next().await {
        ended.map_err(Failure::internal)??;
    }
    Ok(count)
}

impl Held {
    async fn send(&self, numbers: std::ops::Range<usize>) -> Outcome {
        let house = &self.stage.house;
        let survey = house.survey(&self.pack)?;
        let story = self.stories.get(&self.pack).ok_or_else(|| Failure::internal("no story"))?;
        let interviews = Interviews::new(survey, story, &house.places, &self.round, &self.plan, self.seed)?;
        for number in numbers {
            let interview = interviews.hold(number)?;
            let place = interview.answers.get(&survey.pack.sample.place);
            let cercle = place
                .and_then(|code| house.places.get(code)?.ancestor_at(Level::Cercle))
                .ok_or_else(|| Failure::internal("an interview nowhere"))?
                .code();
            let team = self.teams.get(cercle).ok_or_else(|| Failure::internal("nobody in the field"))?;
            // There is a network now and then.
            let dice = Dice::of(self.seed, DICE + number as u64);
            turn_to(interview.ended.plus_seconds(i64::from(dice.between(60, 20 * 3_600))));
            let parcel = Parcel {
                xml: interview.xml.into_bytes(),
                files: Vec::new(),
                device: Some(format!("collect:synthetique-{cercle}")),
            };
            match collect::receive(house, &team.who, parcel).await? {
                Received::Stored { .. } => {}
                other => return Err(Failure::internal(format!("{} {number}: {other:?}", self.pack))),
            }
        }
        Ok(())
    }
}

/// Publishes a round on the day on which its results are due.
async fn publish(stage: &Stage, survey: &Survey, round: &Round) -> Outcome {
    let day = results::due(&stage.house, survey, round);
    let noon = Timestamp::start_of(day).plus_seconds(43_200);
    telling(noon, results::publish_due(&stage.house, &survey.pack.id, day)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_team_of_a_survey_says_that_it_is_synthetic() {
        let words: Words = read("surveys.toml").unwrap();
        assert!(words.team.contains("{place}") && words.team.contains("(synthétique)"), "{}", words.team);
        let stories: BTreeMap<String, Story> = read("interviews.toml").unwrap();
        assert!(stories.len() == 3 && stories.values().all(|story| story.remark.contains("SYNTHÉTIQUE")));
    }
}
