//! What a pack says about publication.

use serde::{Deserialize, Serialize};

/// The finest place whose own figures may be shown. Coarser is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinestPlace {
    /// Communes, and everything above.
    Commune,
    /// Cercles, and everything above.
    Cercle,
    /// Regions and the country: the limit for gender-based violence and human rights.
    Region,
    /// The country alone.
    Country,
}

impl FinestPlace {
    /// The finest place of a level of the place tree: country 0, region 1, cercle 2, commune 3 and whatever is finer.
    pub fn of(level: u8) -> Self {
        match level {
            0 => Self::Country,
            1 => Self::Region,
            2 => Self::Cercle,
            _ => Self::Commune,
        }
    }

    /// The level of the place tree this stands for: country 0, region 1, cercle 2, commune 3.
    pub fn level(self) -> u8 {
        match self {
            Self::Country => 0,
            Self::Region => 1,
            Self::Cercle => 2,
            Self::Commune => 3,
        }
    }
}

/// The finest period whose figures may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinestPeriod {
    /// Quarters, years and the running total.
    Quarter,
    /// Years and the running total.
    Year,
}

/// A pack's rule of publication. It cannot change within a series of releases: a new rule starts a new series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationRule {
    /// A count below this is never shown, and nothing that is shown may narrow it. At least 2; the house's is 10 (ONS "10-5 rule").
    pub threshold: u32,
    /// Shown counts are rounded to the nearest multiple of this. At least 1; the house's is 5.
    pub round: u32,
    /// Days between the end of a period and its first publication. The house's is 60.
    pub delay_days: u16,
    /// The finest place shown.
    pub finest_place: FinestPlace,
    /// The finest place shown by service. The finer, the more figures by service of larger places are withheld to protect it.
    pub finest_place_by_service: FinestPlace,
    /// The finest period shown.
    pub finest_period: FinestPeriod,
}

impl PublicationRule {
    /// The house's rule: threshold 10, rounding to 5, 60 days, down to communes and quarters, by service down to regions.
    pub fn house() -> Self {
        Self {
            threshold: 10,
            round: 5,
            delay_days: 60,
            finest_place: FinestPlace::Commune,
            finest_place_by_service: FinestPlace::Region,
            finest_period: FinestPeriod::Quarter,
        }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.threshold >= 2 && self.round >= 1
    }

    /// Nearest multiple of the base, a tie going up. Deterministic, so that the same count is the same figure in every
    /// page and release; each margin is rounded from its own true count, so shown parts need not add up to a shown total.
    pub(crate) fn rounded(&self, count: u32) -> u32 {
        (count + self.round / 2) / self.round * self.round
    }
}
