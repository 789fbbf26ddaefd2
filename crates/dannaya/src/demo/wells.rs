//! Water points of the demo: a list that records create and change. Among the changes some cross, one waits for the one before
//! it, and one names a water point that nobody knows.

use super::chance::Dice;
use super::clock::turn_to;
use super::script::read;
use super::stage::Stage;
use crate::embedded;
use crate::failure::{Failure, Outcome};
use acts::collect::{self, Added, Addition, Parcel, Recruit, Volunteer};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::volunteers::Account;

/// Days before the end at which the list begins.
const DAYS: i64 = 30;
const DAY: i64 = 86_400;
/// Numbers of the dice, far from those of cases, visits and interviews.
const DICE: u64 = 1 << 42;
const STATES: [&str; 3] = ["marche", "panne", "aucune"];

/// What is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    volunteer: String,
    villages: Vec<String>,
    names: Vec<String>,
}

/// Lays it all, at the times of the past in which it happened.
///
/// # Errors
/// When the store refuses.
pub(super) async fn lay(stage: &Stage, seed: u64) -> Outcome {
    let words: Words = read("wells.toml")?;
    let xml = embedded::data("demo/wells.xml").ok_or_else(|| Failure::internal("wells.xml"))?;
    turn_to(stage.now.plus_seconds(-DAYS * DAY));
    let addition = Addition { xml: xml.into_owned(), pack: None, media: BTreeMap::new(), draft: false };
    let Added::Kept { id, .. } = collect::add_form(&stage.house, addition).await? else {
        return Err(Failure::internal("the form of the water points"));
    };
    let recruit = Recruit {
        account: Account::Volunteer,
        name: words.volunteer.clone(),
        forms: vec![id],
        places: Vec::new(),
    };
    let token = collect::enlist(&stage.house, recruit).await?;
    let volunteer = collect::volunteer(&stage.house, &token).await?;
    let dice = Dice::of(seed, DICE);
    for (well, name) in words.names.iter().enumerate() {
        let village = dice.pick(&words.villages).map_or("", String::as_str);
        let state = dice.pick(&STATES).copied().unwrap_or_default();
        let users = dice.between(8, 90);
        let answers = answers(Some(village), Some(state), Some(users));
        let days = DAYS - well as i64;
        send(stage, &volunteer, days, &record(&format!("new-{well}"), well, "create=\"1\"", name, &answers))
            .await?;
    }
    // What came later: days before the end, which water point, what it was made upon, state and households.
    let changes = [
        (20, 0, "baseVersion=\"1\"", Some("panne"), None),
        (18, 0, "baseVersion=\"2\"", Some("marche"), Some(64)),
        // Two went there on the same day, and neither knew of the other.
        (9, 1, "baseVersion=\"1\"", Some("panne"), None),
        (8, 1, "baseVersion=\"1\"", Some("marche"), Some(31)),
        (7, 2, "baseVersion=\"1\"", Some("panne"), None),
        (6, 2, "baseVersion=\"1\"", None, Some(52)),
        // Made without a network: the one before it has not come yet.
        (2, 3, WAITING, Some("marche"), Some(45)),
        // Nobody knows this one.
        (1, 99, "baseVersion=\"1\"", Some("panne"), None),
    ];
    for (number, (days, well, upon, state, users)) in changes.into_iter().enumerate() {
        let (instance, asked) = (format!("change-{number}"), format!("update=\"1\" {upon}"));
        let xml = record(&instance, well, &asked, "", &answers(None, state, users));
        send(stage, &volunteer, days, &xml).await?;
    }
    Ok(())
}

const WAITING: &str =
    "baseVersion=\"2\" trunkVersion=\"1\" branchId=\"0de30000-0000-4000-8000-00000000b4a4\"";

async fn send(stage: &Stage, who: &Volunteer, days: i64, xml: &str) -> Outcome {
    turn_to(stage.now.plus_seconds(-days * DAY));
    let parcel = Parcel { xml: xml.as_bytes().to_vec(), files: Vec::new(), device: None };
    collect::receive(&stage.house, who, parcel).await?;
    Ok(())
}

fn answers(village: Option<&str>, state: Option<&str>, users: Option<u32>) -> String {
    let node = |name: &str, value: Option<String>| {
        value.map_or(String::new(), |value| format!("<{name}>{value}</{name}>"))
    };
    let users = users.map(|users| users.to_string());
    node("village", village.map(str::to_owned))
        + &node("works", state.map(str::to_owned))
        + &node("users", users)
}

/// A record. None of the words holds a character of XML.
fn record(instance: &str, well: usize, asked: &str, label: &str, answers: &str) -> String {
    let label = if label.is_empty() { String::new() } else { format!("<label>{label}</label>") };
    format!(
        "<?xml version='1.0'?><data id='points-eau' version='1' xmlns:orx='http://openrosa.org/xforms'>{answers}\
         <orx:meta><orx:instanceID>uuid:demo-{instance}</orx:instanceID>\
         <entity dataset='points_eau' id='0de30000-0000-4000-8000-{well:012}' {asked}>{label}</entity></orx:meta></data>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_of_the_water_points_asks_for_an_entity_of_the_form() {
        let words: Words = read("wells.toml").unwrap();
        assert!(words.villages.iter().chain([&words.volunteer]).all(|text| text.contains("(synthétique)")));
        let texts = words.villages.iter().chain(&words.names);
        assert!(texts.clone().all(|text| !text.contains(['<', '&'])));
        let form = embedded::data("demo/wells.xml").unwrap();
        let form = xforms::Form::parse(std::str::from_utf8(&form).unwrap()).unwrap();
        assert!(form.title().contains("(synthétique)"));
        let plan = xforms::EntityPlan::of(&form).unwrap().unwrap();
        let xml = record("x", 7, "create=\"1\"", "Puits", &answers(Some("A"), Some("panne"), Some(3)));
        let asked = plan.read(xml.as_bytes()).unwrap();
        assert_eq!((asked.len(), asked[0].properties.len(), asked[0].create), (1, 3, true));
        assert!(WAITING.contains("branchId"));
    }
}
