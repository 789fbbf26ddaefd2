//! An answer in words, for the review.

use super::{Field, Way, stored_date};
use crate::texts::Tr;
use crate::ui::time;
use xforms::Kind;

/// Points of a line or an area that are told; the rest is counted.
const POINTS: usize = 3;

impl Field<'_> {
    /// The answer in words; empty when there is none.
    pub fn told(&self) -> String {
        let (tr, question) = (self.tr(), self.question);
        let value = question.value.as_str();
        let label = |value: &str| {
            let offer = self.offers().into_iter().find(|offer| offer.value == value);
            offer.map_or_else(|| value.to_owned(), |offer| offer.label.words())
        };
        match &self.way {
            _ if value.is_empty() => String::new(),
            Way::Place => {
                let found = self.writing.visit.house().places.get(value);
                found.map_or_else(String::new, |place| place.path().join(" › "))
            }
            Way::One(_) | Way::Menu | Way::Found { several: false } => label(value),
            Way::Many(_) | Way::Found { several: true } => {
                value.split(' ').map(label).collect::<Vec<_>>().join(", ")
            }
            Way::Ranked => {
                let placed =
                    value.split(' ').zip(1..).map(|(value, place)| format!("{place}. {}", label(value)));
                placed.collect::<Vec<_>>().join("\n")
            }
            Way::Month => {
                stored_date(value).map_or_else(String::new, |date| tr.month(date.year(), date.month() as u8))
            }
            Way::Year => value.chars().take(4).collect(),
            Way::Day => stored_date(value).map_or_else(String::new, |date| tr.date(date)),
            Way::Hour => hour(tr, value),
            Way::Moment => {
                let (date, time) = value.split_once('T').unwrap_or((value, ""));
                let date = stored_date(date).map_or_else(String::new, |date| tr.date(date));
                format!("{date}, {}", hour(tr, time))
            }
            Way::Read => tr.t("yes"),
            Way::Line(crate::ui::form::Entry::Masked) => "•".repeat(value.chars().count().min(12)),
            Way::Point => spot(tr, value),
            Way::Points => {
                let mut all: Vec<&str> = value.split("; ").collect();
                if *question.kind == Kind::GeoShape {
                    // The first again.
                    all.pop();
                }
                let mut told =
                    all.iter().take(POINTS).map(|one| spot(tr, one)).collect::<Vec<_>>().join("\n");
                if all.len() > POINTS {
                    told.push_str(&format!("\n{}", tr.ta("point-all", &[("n", all.len().into())])));
                }
                told
            }
            _ => value.to_owned(),
        }
    }
}

/// A spot without what is not known of it: `12.65 -8`, with how far it may be off.
fn spot(tr: &Tr, stored: &str) -> String {
    let mut numbers = stored.split(' ');
    let (latitude, longitude) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let spot = format!("{latitude} {longitude}");
    match numbers.nth(1).filter(|metres| *metres != "0") {
        Some(metres) => tr.ta("point-about", &[("spot", spot.into()), ("metres", metres.into())]),
        None => spot,
    }
}

fn hour(tr: &Tr, stored: &str) -> String {
    let typed = time::Typed::of(stored);
    let hour = typed.hour.strip_prefix('0').unwrap_or(&typed.hour);
    tr.ta("time", &[("hour", hour.into()), ("minute", typed.minute.as_str().into())])
}
