//! The results of a round, whole: what is stored, and what pages and files read from.

use super::{Figures, Ranked, Study, SurveyError};
use crate::pack::Round;
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
