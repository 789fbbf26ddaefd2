//! The pack of a survey: rounds, sample plan, groups, weights, what is worked out and what may be public.
//!
//! [`SurveyPack::read`] takes the text of a pack.toml whose engine is `survey`; [`SurveyPack::check`] holds it against its form and
//! its French texts. What each line means is in `docs/packs.md`; what becomes of it is [`crate::survey::Study`].

mod check;
mod read;

use super::{Base, Margin, PlaceLevel, Reach, Span};
use crate::survey::quality::Thresholds;
use kernel::{Date, Lang};
use std::collections::BTreeMap;

/// A survey of the house. Only [`SurveyPack::read`] makes one, so every name in it is declared.
#[derive(Debug, Clone)]
pub struct SurveyPack {
    /// Name of the pack in addresses and in the database.
    pub id: String,
    /// File of the form, beside pack.toml.
    pub form: String,
    /// Languages whose form a speaker has reviewed; French is always there.
    pub languages: Vec<Lang>,
    /// Questions that are counted.
    pub questions: Vec<String>,
    /// Fields that never leave the record.
    pub seal: Vec<String>,
    /// Rounds, the earliest first.
    pub rounds: Vec<Round>,
    /// How people are found.
    pub sample: SampleRule,
    /// Shares of the interviews that are aimed at.
    pub quotas: Vec<Quota>,
    /// What figures are broken down by, beside places.
    pub groups: Vec<Group>,
    /// How the sample is made to look like the population; not at all without.
    pub weights: Option<Weighting>,
    /// Percentages with a name of their own.
    pub indicators: Vec<Indicator>,
    /// Questions whose answers are published as they are.
    pub tables: Vec<TableRule>,
    /// Questions whose answers are put in order.
    pub rankings: Vec<RankedQuestion>,
    /// What makes a supervisor look twice.
    pub quality: Quality,
    /// Which questions are asked again by somebody else.
    pub backchecks: Option<BackChecks>,
    /// What may be public.
    pub publish: SurveyPublish,
    file: String,
    lines: BTreeMap<String, u32>,
}

/// A round of interviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Name in addresses; its text is `round-<id>`.
    pub id: String,
    /// First day of interviews.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Interviews wanted.
    pub interviews: u32,
}

/// How people are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleRule {
    /// The question that says where.
    pub place: String,
    /// The question whose answer `yes` makes it an interview; without one, every record is.
    pub consent: Option<String>,
    /// Level of the places drawn: interviews in one of them are alike.
    pub unit: PlaceLevel,
    /// Level of the places in each of which units are drawn.
    pub strata: PlaceLevel,
    /// Codes of the places it is held in; the whole country when empty.
    pub places: Vec<String>,
    /// Fewest interviews in a unit.
    pub least: u32,
    /// Whom the results speak of.
    pub reach: Reach,
}

/// A share of the interviews that is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// The group it is about.
    pub group: String,
    /// Its choice, or the place of its band from 0.
    pub choice: String,
    /// Percent of the interviews.
    pub percent: u32,
}

/// What figures are broken down by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Name; its text is `group-<id>`.
    pub id: String,
    /// The question it is read from.
    pub question: String,
    /// The choices that are rows; all but `unknown` and `refused` when empty. Whoever gave another is in no row.
    pub choices: Vec<String>,
    /// Of a question for a number, where each band begins; the last is open.
    pub bands: Vec<u16>,
}

/// How the sample is made to look like the population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighting {
    /// What it is made to fit.
    pub margins: Vec<Margin>,
    /// The group of women and men: its choices `female` and `male` are those of the population.
    pub sex: String,
    /// The group of ages.
    pub age: String,
    /// The question how many adults live together, of whom one was asked: each stands for all.
    pub household: Option<String>,
    /// No weight is more than so many times the middle one.
    pub most: u32,
}

/// A percentage with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Name; its text is `indicator-<id>`, what people say or do is `say-<id>`.
    pub id: String,
    /// Its number in the results framework it feeds, when there is one.
    pub code: Option<String>,
    /// The question.
    pub question: String,
    /// The choices that count.
    pub codes: Vec<String>,
    /// Out of whom.
    pub base: Base,
    /// Groups it is broken down by; `place` is one.
    pub by: Vec<String>,
}

/// A question whose answers are published as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRule {
    /// The question.
    pub question: String,
    /// Out of whom.
    pub base: Base,
    /// Groups it is broken down by; `place` is one.
    pub by: Vec<String>,
}

/// Questions whose answers are put in order, the most given first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedQuestion {
    /// Name; its text is `ranking-<id>`.
    pub id: String,
    /// Questions with the same choices, as the first, the second and the third cause: an answer to any of them counts.
    pub questions: Vec<String>,
    /// Groups it is broken down by; `place` is one.
    pub by: Vec<String>,
}

/// What makes a supervisor look twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// From where on.
    pub thresholds: Thresholds,
    /// The node with the time of beginning.
    pub start: Option<String>,
    /// The node with the time of ending.
    pub end: Option<String>,
    /// The question for the position.
    pub position: Option<String>,
    /// Questions on one scale, one after the other.
    pub battery: Vec<String>,
}

/// Which questions are asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackChecks {
    /// The questions.
    pub questions: Vec<String>,
    /// Of how many interviews in a hundred.
    pub percent: u32,
}

/// What of a survey may be public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyPublish {
    /// The finest place with figures of its own.
    pub place: PlaceLevel,
    /// Fewest people behind a figure.
    pub threshold: u32,
    /// Numbers of people are rounded to a multiple of this.
    pub round: u32,
    /// Time between the last day of a round and its results.
    pub delay: Span,
}

/// The breakdown by place, beside the groups of the pack.
pub const BY_PLACE: &str = "place";

impl Group {
    /// How a band is written, in figures and in files alike: `18-24`, `65+`.
    pub fn band(&self, at: usize) -> String {
        let from = self.bands.get(at).copied().unwrap_or(0);
        match self.bands.get(at + 1) {
            Some(next) => format!("{from}-{}", next.saturating_sub(1)),
            None => format!("{from}+"),
        }
    }
}

impl SurveyPack {
    /// The round of this name.
    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The round a day falls in.
    pub fn round_on(&self, day: Date) -> Option<&Round> {
        self.rounds.iter().find(|round| (round.from..=round.to).contains(&day))
    }

    /// The group of this name.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Whether a field never leaves the record.
    pub fn is_sealed(&self, field: &str) -> bool {
        self.seal.iter().any(|sealed| sealed == field)
    }

    fn line(&self, what: &str) -> u32 {
        self.lines.get(what).copied().unwrap_or(1)
    }
}
