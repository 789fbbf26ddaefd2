//! What a form asks of the house: the time, chance, the places, the organisations and the tables beside it.

use crate::{FormFiles, House, Result};
use civic::place::Level;
use kernel::TeamId;
use std::sync::Arc;
use store::teams;
use vault::sha256;
use xforms::{Moment, Rows};

/// The file of places in forms; its rows are the places of the house.
pub const PLACES: &str = "jr://file-csv/places.csv";
/// The file of member organisations in forms.
pub const ORGANISATIONS: &str = "jr://file-csv/organisations.csv";

/// What a form asks of its surroundings: the time, chance, the places, the organisations and the tables beside it.
pub struct Surroundings<'a> {
    house: &'a House,
    files: &'a FormFiles,
    teams: Vec<(TeamId, String)>,
}

impl xforms::Context for Surroundings<'_> {
    fn now(&self) -> Moment {
        Moment { unix_millis: self.house.clock.now().0, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        let mut bytes = [0u8; 16];
        // A form that cannot have chance gets zeros: nothing secret hangs on a form's random().
        if self.house.entropy.fill(&mut bytes).is_err() {
            bytes = [0; 16];
        }
        u128::from_le_bytes(bytes)
    }

    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        match src {
            // The whole country is no place where something happened.
            PLACES => {
                let place = self.house.places.get(value).filter(|place| place.level() != Level::Country);
                place.map(|place| place.name().to_owned())
            }
            ORGANISATIONS => {
                self.teams.iter().find(|(id, _)| id.to_string() == value).map(|(_, name)| name.clone())
            }
            _ => None,
        }
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        self.files.rows(src)
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        digest(algorithm, bytes)
    }
}

/// The one digest that the house makes for forms: that of `randomize()` with a seed.
pub(crate) fn digest(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    (algorithm == "SHA-256").then(|| sha256(bytes).to_vec())
}

impl Surroundings<'_> {
    /// Member organisations a reporter may exclude: id and name.
    pub fn teams(&self) -> &[(TeamId, String)] {
        &self.teams
    }
}

impl House {
    /// What a form with these files needs around it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn surroundings<'a>(&'a self, files: &'a FormFiles) -> Result<Surroundings<'a>> {
        let known = teams::list(&mut self.store.read().await?).await?;
        let open = known.into_iter().filter(|team| team.closed.is_none());
        let teams = open.map(|team| (TeamId(team.id), team.name)).collect();
        Ok(Surroundings { house: self, files, teams })
    }
}
