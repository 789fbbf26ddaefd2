//! Field teams of the demo: a form, two volunteers and some records, sent by the same act as from a telephone. Among them one
//! that waits for its photograph, one that another clashes with, and a correction.

use super::chance::Dice;
use super::clock::turn_to;
use super::script::read;
use super::stage::Stage;
use crate::embedded;
use crate::failure::{Failure, Outcome};
use acts::collect::{self, Added, Addition, Parcel, Recruit, Volunteer};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use store::volunteers::Account;

/// Records that are sent.
const RECORDS: u32 = 30;
/// Days of the past in which they were sent.
const DAYS: i64 = 40;
/// Numbers of the dice, far from those of the cases.
const DICE: u64 = 1 << 40;
const SERVICES: [&str; 3] = ["town_hall", "police", "court"];
const SEEN: [&str; 4] = ["prices hours", "hours", "prices hours contact", ""];

/// What is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    volunteers: Vec<String>,
    remarks: Vec<String>,
    towns: Vec<(f64, f64)>,
}

/// Lays it all, at the times of the past in which it happened.
///
/// # Errors
/// When the store refuses.
pub(super) async fn lay(stage: &Stage, seed: u64) -> Outcome {
    let words: Words = read("field.toml")?;
    let xml = embedded::data("demo/visit.xml").ok_or_else(|| Failure::internal("visit.xml"))?;
    let photo = embedded::data("demo/piece.png").ok_or_else(|| Failure::internal("piece.png"))?;
    turn_to(stage.now.plus_seconds(-(DAYS + 1) * 86_400));
    let addition = Addition { xml: xml.into_owned(), pack: None, media: BTreeMap::new(), draft: false };
    let Added::Kept { id, .. } = collect::add_form(&stage.house, addition).await? else {
        return Err(Failure::internal("the form of the demo"));
    };
    let mut team = Vec::new();
    for name in &words.volunteers {
        let recruit = Recruit {
            account: Account::Volunteer,
            name: name.clone(),
            forms: vec![id.clone()],
            places: Vec::new(),
        };
        let token = collect::enlist(&stage.house, recruit).await?;
        team.push(collect::volunteer(&stage.house, &token).await?);
    }
    for number in 0..RECORDS {
        let dice = Dice::of(seed, DICE + u64::from(number));
        let days = DAYS * i64::from(RECORDS - number) / i64::from(RECORDS);
        turn_to(stage.now.plus_seconds(-days * 86_400 + i64::from(dice.between(0, 36_000))));
        let Some(sender) = dice.pick(&team) else { return Err(Failure::internal("nobody in the field")) };
        let day = stage.house.clock.now().date().to_string();
        let visit = Visit::thought_up(&words, &dice, format!("uuid:demo-{number}"), day);
        // Of those with a photograph one waits for it.
        let sent = visit.photo.as_deref().filter(|_| number + 3 != RECORDS);
        send(stage, sender, &visit, sent.map(|name| (name, &*photo))).await?;
        if number + 2 == RECORDS {
            let other = Visit { minutes: visit.minutes + 30, ..visit.clone() };
            send(stage, sender, &other, None).await?;
        }
        if number + 1 == RECORDS {
            turn_to(stage.now.plus_seconds(-3_600));
            let corrects = Some(visit.instance.clone());
            let better =
                Visit { instance: format!("{}-bis", visit.instance), corrects, minutes: 15, ..visit };
            send(stage, sender, &better, None).await?;
        }
    }
    Ok(())
}

async fn send(stage: &Stage, who: &Volunteer, visit: &Visit, photo: Option<(&str, &[u8])>) -> Outcome {
    let files = photo.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into_iter().collect();
    let parcel = Parcel { xml: visit.xml().into_bytes(), files, device: None };
    collect::receive(&stage.house, who, parcel).await?;
    Ok(())
}

/// What one record says.
#[derive(Clone)]
struct Visit {
    instance: String,
    corrects: Option<String>,
    service: &'static str,
    day: String,
    seen: &'static str,
    minutes: u32,
    place: (f64, f64),
    people: Vec<(&'static str, &'static str)>,
    photo: Option<String>,
    remark: String,
}

impl Visit {
    fn thought_up(words: &Words, dice: &Dice, instance: String, day: String) -> Self {
        let town = dice.pick(&words.towns).copied().unwrap_or_default();
        let around = |middle: f64| middle + (dice.fraction() - 0.5) / 2.0;
        let person = || {
            let sex = if dice.falls(50) { "f" } else { "m" };
            (sex, if dice.falls(25) { "yes" } else { "no" })
        };
        let people = (0..dice.between(1, 3)).map(|_| person()).collect();
        Self {
            instance,
            corrects: None,
            service: dice.pick(&SERVICES).copied().unwrap_or_default(),
            day,
            seen: dice.pick(&SEEN).copied().unwrap_or_default(),
            minutes: dice.between(0, 180),
            place: (around(town.0), around(town.1)),
            people,
            photo: Some("affichage.png".to_owned()),
            remark: dice.pick(&words.remarks).cloned().unwrap_or_default(),
        }
    }

    fn xml(&self) -> String {
        let mut xml = String::from(
            "<?xml version='1.0'?><data id='visite' version='1' xmlns:orx='http://openrosa.org/xforms'>",
        );
        let (latitude, longitude) = self.place;
        // Writing to a String cannot fail; none of the words holds a character of XML.
        let _ = write!(
            xml,
            "<service>{}</service><day>{}</day><seen>{}</seen><minutes>{}</minutes>\
             <where>{latitude:.5} {longitude:.5} 0 8</where>",
            self.service, self.day, self.seen, self.minutes
        );
        for (sex, paid) in &self.people {
            let _ = write!(xml, "<person><sex>{sex}</sex><paid>{paid}</paid></person>");
        }
        let photo = self.photo.as_deref().unwrap_or_default();
        let _ = write!(xml, "<photo>{photo}</photo><remark>{}</remark>", self.remark);
        let _ = write!(xml, "<orx:meta><orx:instanceID>{}</orx:instanceID>", self.instance);
        if let Some(corrects) = &self.corrects {
            let _ = write!(xml, "<orx:deprecatedID>{corrects}</orx:deprecatedID>");
        }
        xml.push_str("</orx:meta></data>");
        xml
    }
}
