//! The results of a round, whole: what is stored, and what pages and files read from.

use super::{Cell, Figures, Ranked, Study, SurveyError};
use crate::pack::{BY_PLACE, Round};
use kernel::Date;
use serde::{Deserialize, Serialize};

/// Version of the stored form. A reader refuses any other.
const VERSION: u32 = 1;

/// Everything that is public of one round. Made once, from figures that the gate let through, and never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    version: u32,
    /// Id of the pack.
    pub survey: String,
    /// Id of the round.
    pub round: String,
    /// First day of interviews.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Interviews with consent, rounded as every number of people is.
    pub interviews: u64,
    /// Interviews that a supervisor set aside and that no figure holds, rounded likewise.
    #[serde(default)]
    pub left_out: u64,
    /// Indicators, in the order of the pack; their answers are `yes` and `no`.
    pub indicators: Vec<Answered>,
    /// Questions as they were answered.
    pub tables: Vec<Answered>,
    /// Questions whose answers are put in order.
    pub rankings: Vec<Ordered>,
}

/// What a published figure belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// An indicator of the pack.
    Indicator,
    /// A question as it was answered.
    Table,
    /// A question whose answers are put in order.
    Ranking,
}

/// One published figure with everything that names it: what files have a line of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<'a> {
    /// What it belongs to.
    pub told: Told,
    /// Id of the indicator or the ranking, or name of the question.
    pub id: &'a str,
    /// The group it is broken down by, or [`crate::pack::BY_PLACE`].
    pub by: &'a str,
    /// The group or place; everybody is `""` or the code of the country.
    pub of: &'a str,
    /// The answer.
    pub code: &'a str,
    /// The figure.
    pub cell: Cell,
    /// Best and worst rank it could have among all the people, from 1; of rankings only, and not of an answer that has no rank.
    pub ranks: Option<(usize, usize)>,
}

/// An indicator or a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Id of the indicator, or name of the question.
    pub id: String,
    /// Number in a results framework.
    pub code: Option<String>,
    /// By each breakdown; never empty.
    pub figures: Vec<Figures>,
}

/// Answers put in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// Id of the ranking.
    pub id: String,
    /// By each breakdown, the figures and the order in each row.
    pub figures: Vec<(Figures, Vec<Ranked>)>,
}

impl Published {
    /// Works a round out as its pack says.
    ///
    /// # Errors
    /// As [`Study::table`].
    pub fn of(study: &Study<'_>, round: &Round) -> Result<Self, SurveyError> {
        let pack = study.pack();
        let mut indicators = Vec::new();
        for indicator in &pack.indicators {
            let figures = study.indicator(indicator)?;
            indicators.push(Answered { id: indicator.id.clone(), code: indicator.code.clone(), figures });
        }
        let mut tables = Vec::new();
        for table in &pack.tables {
            tables.push(Answered { id: table.question.clone(), code: None, figures: study.table(table)? });
        }
        let mut rankings = Vec::new();
        for ranking in &pack.rankings {
            rankings.push(Ordered { id: ranking.id.clone(), figures: study.ranking(ranking)? });
        }
        let to = u64::from(pack.publish.round.max(1));
        let rounded = |people: usize| (people as u64 + to / 2) / to * to;
        Ok(Self {
            version: VERSION,
            survey: pack.id.clone(),
            round: round.id.clone(),
            from: round.from,
            to: round.to,
            interviews: rounded(study.interviews()),
            left_out: rounded(study.left_out()),
            indicators,
            tables,
            rankings,
        })
    }

    /// The stored form: JSON. Holds nothing that is not public.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads stored results.
    ///
    /// # Errors
    /// [`SurveyError::Unreadable`].
    pub fn read(bytes: &[u8]) -> Result<Self, SurveyError> {
        let read: Self =
            serde_json::from_slice(bytes).map_err(|error| SurveyError::Unreadable(error.to_string()))?;
        if read.version != VERSION {
            return Err(SurveyError::Unreadable("another version".to_owned()));
        }
        Ok(read)
    }

    /// Every figure there is, in the order of the pack. What was withheld has no line.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let indicators = self.indicators.iter().map(|one| (Told::Indicator, one));
        let tables = self.tables.iter().map(|one| (Told::Table, one));
        let answered = indicators.chain(tables).flat_map(|(told, one)| {
            one.figures.iter().flat_map(move |figures| lines_of(told, &one.id, figures, &[]))
        });
        let ordered = self.rankings.iter().flat_map(|one| {
            one.figures.iter().flat_map(|(figures, order)| lines_of(Told::Ranking, &one.id, figures, order))
        });
        answered.chain(ordered)
    }

    /// A question as it was answered.
    pub fn table(&self, question: &str) -> Option<&Answered> {
        self.tables.iter().find(|table| table.id == question)
    }

    /// A question whose answers are put in order.
    pub fn ranking(&self, id: &str) -> Option<&Ordered> {
        self.rankings.iter().find(|ranking| ranking.id == id)
    }

    /// An indicator.
    pub fn indicator(&self, id: &str) -> Option<&Answered> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }
}

impl Answered {
    /// The figures by a breakdown; the first ones where it is not broken down by it.
    pub fn by(&self, breakdown: &str) -> Option<&Figures> {
        self.figures.iter().find(|figures| figures.by == breakdown).or(self.figures.first())
    }
}

/// Answers that must be shown before their order is given back in a place: fewer make no order.
const LEAST_ORDER: usize = 3;

impl Ordered {
    /// The figures by a breakdown and the order in each row.
    pub fn by(&self, breakdown: &str) -> Option<&(Figures, Vec<Ranked>)> {
        self.figures.iter().find(|(figures, _)| figures.by == breakdown)
    }

    /// The order that is given back in a place: its own, or where too little of it may be shown that of the next place above.
    /// `upwards`: the place, then those above it. `None` where no place of them has an order.
    pub fn given_back<'p>(&self, mut upwards: impl Iterator<Item = &'p str>) -> Option<(&Figures, &Ranked)> {
        let (figures, order) = self.by(BY_PLACE)?;
        let told = |place: &str| order.iter().find(|row| row.of == place && row.order.len() >= LEAST_ORDER);
        Some((figures, upwards.find_map(told)?))
    }
}

fn lines_of<'a>(
    told: Told,
    id: &'a str,
    figures: &'a Figures,
    order: &'a [Ranked],
) -> impl Iterator<Item = Line<'a>> {
    let sheet = &figures.sheet;
    let cells = move |of: &'a str| sheet.codes().iter().map(move |code| (of, code.as_str()));
    sheet.rows().flat_map(cells).filter_map(move |(of, code)| {
        let ranks = || {
            let row = order.iter().find(|row| row.of == of)?;
            row.order.iter().find(|(known, ..)| known == code).map(|(_, best, worst)| (*best, *worst))
        };
        Some(Line { told, id, by: &figures.by, of, code, cell: sheet.cell(of, code)?, ranks: ranks() })
    })
}
