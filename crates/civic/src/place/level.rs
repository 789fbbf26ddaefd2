//! How deep in the country a place lies.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The depth of a place in its country, 0 to 4 in the tables. The names are those of Mali's law; another country
/// uses the same depths for its own divisions and says what it calls them in the column `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 0: the whole country, the single root.
    Country,
    /// 1: region or capital district.
    Region,
    /// 2: cercle.
    Cercle,
    /// 3: commune.
    Commune,
    /// 4: village, town or quarter.
    Locality,
}

impl Level {
    /// Every level, from the country down.
    pub const ALL: [Self; 5] = [Self::Country, Self::Region, Self::Cercle, Self::Commune, Self::Locality];

    /// The number the tables write for it, 0–4.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The level a table's number stands for; nothing above 4.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it in interfaces: `region`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Cercle => "cercle",
            Self::Commune => "commune",
            Self::Locality => "locality",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word names no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a level: country, region, cercle, commune or locality")]
pub struct UnknownLevel;

impl FromStr for Level {
    type Err = UnknownLevel;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|level| level.word() == word).ok_or(UnknownLevel)
    }
}
