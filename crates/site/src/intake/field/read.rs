//! What a form sent for a question, in the written form of `xforms`.

use super::{Offer, Way};
use crate::intake::posted::Posted;
use crate::texts::Tr;
use crate::ui::date::Typed;
use crate::ui::time;
use civic::place::{Level, Places};
use std::collections::BTreeMap;

/// The answer, else the sentence that says what is wrong with it. Files and places of the house are not read here.
pub fn written(tr: &Tr, way: &Way, name: &str, offers: &[Offer], posted: &Posted) -> Result<String, String> {
    let typed = || Typed::read(name, posted.pairs());
    let hour = || time::Typed::read(name, posted.pairs());
    Ok(match way {
        Way::Day => {
            let typed = typed();
            match typed.date() {
                _ if typed.is_empty() => String::new(),
                Some(date) => date.to_string(),
                None => return Err(tr.t("error-date")),
            }
        }
        Way::Month => {
            let typed = typed();
            match typed.year_month() {
                _ if typed.is_empty() => String::new(),
                Some((year, month)) => format!("{year:04}-{month:02}-01"),
                None => return Err(tr.t("error-month")),
            }
        }
        Way::Year => match posted.get(name).trim() {
            "" => String::new(),
            year if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("{year}-01-01")
            }
            _ => return Err(tr.t("error-year")),
        },
        Way::Hour => {
            let hour = hour();
            match hour.time() {
                _ if hour.is_empty() => String::new(),
                Some(time) => time,
                None => return Err(tr.t("error-time")),
            }
        }
        Way::Moment => {
            let (day, hour) = (typed(), hour());
            match (day.date(), hour.time()) {
                _ if day.is_empty() && hour.is_empty() => String::new(),
                (Some(date), Some(time)) => format!("{date}T{time}"),
                (None, _) => return Err(tr.t("error-date")),
                (Some(_), None) => return Err(tr.t("error-time")),
            }
        }
        Way::Many(_) | Way::Found { several: true } => posted.all(name).collect::<Vec<_>>().join(" "),
        Way::Ranked => ranked(tr, name, offers, posted)?,
        Way::Read if posted.get(name) == "yes" => "OK".to_owned(),
        Way::Read => String::new(),
        Way::Points => points(posted.get(name)),
        _ => posted.get(name).to_owned(),
    })
}

/// Name of the field with the place of a choice. No name of a question holds that sign.
pub fn place_field(name: &str, value: &str) -> String {
    format!("{name}={value}")
}

/// The choices in the order of the places they were given.
fn ranked(tr: &Tr, name: &str, offers: &[Offer], posted: &Posted) -> Result<String, String> {
    let mut placed: BTreeMap<usize, &Offer> = BTreeMap::new();
    for offer in offers {
        let Ok(place) = posted.get(&place_field(name, &offer.value)).parse::<usize>() else { continue };
        if let Some(other) = placed.insert(place, offer) {
            let (one, two) = (other.label.words(), offer.label.words());
            return Err(
                tr.ta("rank-same", &[("place", place.into()), ("one", one.into()), ("two", two.into())])
            );
        }
    }
    if !placed.is_empty() && placed.len() < offers.len() {
        return Err(tr.t("answer-not-ranking"));
    }
    Ok(placed.values().map(|offer| offer.value.as_str()).collect::<Vec<_>>().join(" "))
}

/// Points one a line as a form stores them.
fn points(lines: &str) -> String {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}

/// The spot that stands for a place. Its accuracy is a generous guess for a country of large communes, which says that
/// nothing was measured.
pub fn spot(places: &Places, code: &str) -> Option<String> {
    let place = places.get(code)?;
    let (latitude, longitude) = place.position()?;
    let metres = match place.level() {
        Level::Country => return None,
        Level::Region => 500_000,
        Level::Cercle => 200_000,
        Level::Commune => 100_000,
        Level::Locality => 5_000,
    };
    Some(format!("{latitude} {longitude} 0 {metres}"))
}
