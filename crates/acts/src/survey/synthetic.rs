//! Interviews that nobody gave, for the demo, for tests and for measures: the forms of surveys filled through the same engine as
//! everybody's, from a seed, so that the same number is always the same interview.

use super::Survey;
use crate::{Error, Result};
use civic::pack::{FieldKind, FieldSeen, Round};
use civic::place::{Place, Places};
use kernel::{SeededEntropy, Timestamp};
use serde::Deserialize;
use std::cell::Cell;
use std::collections::BTreeMap;
use xforms::{Context, Filling, Moment};

/// How the interviews of one survey are answered (`data/demo/interviews.toml`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Stands in every field for words, so that nobody takes a record for a real one.
    pub remark: String,
    /// How much places differ: hundredths of the logit by which the first two choices of a question gain or lose.
    pub local: u32,
    /// How much each round moves them, in the same measure.
    pub drift: u32,
    /// Least and most of each number.
    pub numbers: BTreeMap<String, [u16; 2]>,
    /// How often each choice is given: in proportion where one is, in a hundred records where several are.
    pub weights: BTreeMap<String, BTreeMap<String, u32>>,
}

/// A synthetic round.
pub struct Interviews<'a> {
    survey: &'a Survey,
    story: &'a Story,
    places: &'a Places,
    round: &'a Round,
    at: usize,
    /// Of each interview that the plan asks for, its place.
    held_at: Vec<&'a str>,
    seed: u64,
}

/// One synthetic interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// `uuid:` and a name from the seed.
    pub instance_id: String,
    /// The record, as a telephone sends it.
    pub xml: String,
    /// What it says, by field; nothing for what was not asked.
    pub answers: BTreeMap<String, String>,
    /// When it ended.
    pub ended: Timestamp,
}

/// How an interview was made up rather than held, for supervisors to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MadeUp {
    /// It says what the one before said.
    Copied,
    /// It says the same to every question on one scale.
    Straight,
}

/// Of how many interviews one was made up, in either way.
const MADE_UP: u64 = 90;

/// Choices that go with no other.
const ALONE: [&str; 4] = ["none", "no", "unknown", "refused"];

/// How often answers are drawn anew where they do not fit together.
const TRIES: usize = 12;

impl<'a> Interviews<'a> {
    /// The interviews of a round of the survey. `plan`: how many are held in each place, by its code.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the survey has no such round.
    pub fn new(
        survey: &'a Survey,
        story: &'a Story,
        places: &'a Places,
        round: &str,
        plan: &'a BTreeMap<String, u32>,
        seed: u64,
    ) -> Result<Self> {
        let rounds = &survey.pack.rounds;
        let at = rounds.iter().position(|known| known.id == round).ok_or(Error::NotFound)?;
        let held_at =
            plan.iter().flat_map(|(place, wanted)| std::iter::repeat_n(place.as_str(), *wanted as usize));
        Ok(Self { survey, story, places, round: &rounds[at], at, held_at: held_at.collect(), seed })
    }

    /// How many interviews there are.
    pub fn len(&self) -> usize {
        self.held_at.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.held_at.is_empty()
    }

    /// Holds the interview of this number, from 0.
    ///
    /// # Errors
    /// [`Error::NotFound`] beyond the last; [`Error::Internal`] when the form cannot be computed or refuses every answer to a
    /// question that it requires.
    pub fn hold(&self, number: usize) -> Result<Interview> {
        let code = *self.held_at.get(number).ok_or(Error::NotFound)?;
        let place = self.places.get(code).ok_or(Error::NotFound)?;
        let own = self.dice(number);
        let around = Around { now: Cell::new(self.begun(&own)), places: self.places };
        let made_up = self.made_up(number);
        let before = (made_up == Some(MadeUp::Copied)).then(|| {
            let dice = self.dice(number - 1);
            // The day and the hour are the first that are thrown for.
            self.begun(&dice);
            dice
        });
        let dice = before.as_ref().unwrap_or(&own);
        let scale = (made_up == Some(MadeUp::Straight)).then_some(&*self.survey.pack.quality.battery);
        let same = scale.and_then(|scale| scale.first()).and_then(|first| {
            let first = self.survey.fields.iter().find(|field| field.name == *first)?;
            self.one(first, place, &Dice::of(self.seed, number as u64))
        });
        let wrong = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
        let mut filling = Filling::start(&self.survey.form, &around).map_err(|error| wrong(&error))?;
        let asked: Vec<&FieldSeen> =
            self.survey.fields.iter().filter(|field| !self.is_preset(field)).collect();
        let (mut wanted, mut tries) = (asked.clone(), 0);
        loop {
            let given: Vec<(&str, String)> = wanted
                .iter()
                .filter_map(|field| {
                    let straight = same.filter(|_| scale.is_some_and(|scale| scale.contains(&field.name)));
                    let said = straight.map(str::to_owned).or_else(|| self.answer(field, place, dice));
                    Some((field.name.as_str(), said?))
                })
                .collect();
            let refused = filling
                .set_together(given.iter().map(|(name, answer)| (*name, answer.as_str())))
                .map_err(|error| wrong(&error))?;
            // An answer that was taken may no longer fit one that was given anew.
            let faults = filling.check().map_err(|error| wrong(&error))?;
            tries += 1;
            match faults.first() {
                Some((question, error)) if tries == TRIES => {
                    return Err(Error::Internal(format!("{question}: {error}")));
                }
                None if refused.is_empty() || tries == TRIES => break,
                _ => {}
            }
            let is_open =
                |field: &&FieldSeen| faults.iter().chain(&refused).any(|(name, _)| *name == field.name);
            wanted = asked.iter().copied().filter(is_open).collect();
        }
        around.now.set(around.now.get() + self.lasts(&own));
        let instance_id = format!("uuid:{}", own.name());
        let xml = filling.submission_xml(&instance_id);
        let answer = |field: &FieldSeen| {
            let value = filling.value(&field.name).filter(|value| !value.is_empty())?;
            Some((field.name.clone(), value.to_owned()))
        };
        let mut answers: BTreeMap<String, String> = asked.into_iter().filter_map(answer).collect();
        // No question asks for the times of beginning and end: they stand in the record.
        let quality = &self.survey.pack.quality;
        for name in [&quality.start, &quality.end].into_iter().flatten() {
            answers.extend(between(&xml, name).map(|time| (name.clone(), time.to_owned())));
        }
        Ok(Interview { instance_id, xml, answers, ended: Timestamp(around.now.get()) })
    }

    fn dice(&self, number: usize) -> Dice {
        Dice::of(self.seed ^ ((self.at as u64) << 48), number as u64)
    }

    /// Only an interview of the same place is copied, and no copy is.
    fn made_up(&self, number: usize) -> Option<MadeUp> {
        let thrown = |number: usize| match Dice::of(!self.seed ^ ((self.at as u64) << 48), number as u64)
            .below(2 * MADE_UP)
        {
            0 => Some(MadeUp::Copied),
            1 => Some(MadeUp::Straight),
            _ => None,
        };
        let made_up = thrown(number)?;
        if made_up == MadeUp::Straight {
            return Some(made_up);
        }
        let before = number.checked_sub(1)?;
        let fits = self.held_at[before] == self.held_at[number] && thrown(before).is_none();
        fits.then_some(made_up)
    }

    fn is_preset(&self, field: &FieldSeen) -> bool {
        let quality = &self.survey.pack.quality;
        [&quality.start, &quality.end].into_iter().flatten().any(|name| *name == field.name)
    }

    /// Milliseconds since 1970: a day of the round, at an hour of the day, now and then at night.
    fn begun(&self, dice: &Dice) -> i64 {
        let days = (self.round.to - self.round.from).whole_days().max(0) as u64 + 1;
        let day =
            self.round.from.midnight().assume_utc().unix_timestamp() + (dice.below(days) * 86_400) as i64;
        let hour = if dice.below(100) == 0 { 22 } else { 7 + dice.below(10) };
        (day + (hour * 3_600 + dice.below(3_600)) as i64) * 1_000
    }

    /// Milliseconds: twelve minutes to forty, now and then hardly any.
    fn lasts(&self, dice: &Dice) -> i64 {
        let least = u64::from(self.survey.pack.quality.thresholds.minutes);
        let minutes = if dice.below(60) == 0 { 1 + dice.below(least) } else { least + dice.below(3 * least) };
        (minutes * 60_000) as i64
    }

    fn answer(&self, field: &FieldSeen, place: Place<'_>, dice: &Dice) -> Option<String> {
        match field.kind {
            FieldKind::Place => Some(place.code().to_owned()),
            FieldKind::Text => Some(self.story.remark.clone()),
            FieldKind::Integer => {
                let [least, most] = *self.story.numbers.get(&field.name)?;
                // Small numbers are the more frequent, as are young people.
                let width = u64::from(most.saturating_sub(least)) + 1;
                Some((u64::from(least) + dice.below(width).min(dice.below(width))).to_string())
            }
            FieldKind::Geopoint => {
                let (lat, lon) = place.position()?;
                let far = if dice.below(50) == 0 { 0.8 } else { 0.06 };
                let off = || (dice.fraction() - 0.5) * far;
                Some(format!("{:.5} {:.5} 0 12", lat + off(), lon + off()))
            }
            FieldKind::Select1 => Some(self.one(field, place, dice)?.to_owned()),
            FieldKind::Select => Some(self.several(field, dice)?.join(" ")),
            _ => None,
        }
    }

    /// One choice by its weight; the first two are the more frequent the more the place, and each round, likes them.
    fn one<'f>(&self, field: &'f FieldSeen, place: Place<'_>, dice: &Dice) -> Option<&'f str> {
        let weights = self.story.weights.get(&field.name)?;
        // The same lean for a place and a question, whoever is asked.
        let named = field
            .name
            .bytes()
            .chain(place.code().bytes())
            .fold(self.seed, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let lean = (Dice::of(named, 0).fraction() * 2.0 - 1.0) * f64::from(self.story.local);
        let lean = ((lean + f64::from(self.story.drift) * self.at as f64) / 100.0).exp();
        let weight = |(at, choice): (usize, &'f String)| {
            let weight = f64::from(weights.get(choice).copied().unwrap_or(0));
            (choice.as_str(), if at < 2 && field.choices.len() > 3 { weight * lean } else { weight })
        };
        let all: Vec<(&str, f64)> = field.choices.iter().enumerate().map(weight).collect();
        let mut thrown = dice.fraction() * all.iter().map(|(_, weight)| weight).sum::<f64>();
        let landed = all.iter().find(|(_, weight)| {
            thrown -= weight;
            thrown < 0.0
        });
        landed.or(all.first()).map(|(choice, _)| *choice)
    }

    /// Some choices, at most three of which any goes with another.
    fn several<'f>(&self, field: &'f FieldSeen, dice: &Dice) -> Option<Vec<&'f str>> {
        let weights = self.story.weights.get(&field.name)?;
        let weight = |choice: &str| u64::from(weights.get(choice).copied().unwrap_or(0));
        let choices = || field.choices.iter().map(String::as_str);
        if let Some(alone) =
            choices().filter(|choice| ALONE.contains(choice)).find(|choice| dice.below(100) < weight(choice))
        {
            return Some(vec![alone]);
        }
        let named = |choice: &&str| !ALONE.contains(choice) && dice.below(100) < weight(choice);
        let mut some: Vec<&str> = choices().filter(named).take(3).collect();
        if some.is_empty() {
            some.extend(choices().max_by_key(|choice| (!ALONE.contains(choice), weight(choice))));
        }
        Some(some)
    }
}

fn between<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(value, _)| value)
}

/// What a form asks of its surroundings.
struct Around<'a> {
    now: Cell<i64>,
    places: &'a Places,
}

impl Context for Around<'_> {
    fn now(&self) -> Moment {
        Moment { unix_millis: self.now.get(), offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        0
    }

    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        (src == crate::intake::PLACES)
            .then(|| self.places.get(value).map(|place| place.name().to_owned()))
            .flatten()
    }
}

/// The chance of one interview.
struct Dice(SeededEntropy);

impl Dice {
    fn of(seed: u64, number: u64) -> Self {
        let first = SeededEntropy::new(seed.wrapping_mul(0x2545_F491_4F6C_DD1D).wrapping_add(number));
        // Neighbouring seeds differ in few bits; the first draw stirs them.
        Self(SeededEntropy::new(first.next()))
    }

    fn below(&self, bound: u64) -> u64 {
        self.0.below(bound)
    }

    fn fraction(&self) -> f64 {
        self.0.below(1 << 32) as f64 / (1_u64 << 32) as f64
    }

    /// A name in the shape of a random UUID.
    fn name(&self) -> kernel::Uuid {
        let bits = (u128::from(self.0.next()) << 64) | u128::from(self.0.next());
        kernel::Uuid::from_u128((bits & !(0xf << 76 | 0xc << 60)) | 0x4 << 76 | 0x8 << 60)
    }
}
