//! The house in which lives are told: places by population, the people of the desk signed in, the bodies listed.

use super::chance::Dice;
use super::script::{Cast, OfficePart, Script, read};
use crate::country::Country;
use crate::failure::{Failure, Outcome};
use crate::open::{Ground, Opened};
use crate::services;
use acts::desk::{self, Handler, Invitee};
use acts::follow::Ended;
use acts::gate::Gate;
use acts::tries::Tries;
use acts::{House, Keys};
use civic::directory::{Role, Scope};
use civic::place::Level;
use kernel::{Lang, OfficeId, TeamId, Timestamp, new_id};
use site::texts::Tr;
use std::sync::Arc;
use store::offices;
use vault::{Cost, Passphrases, ServerKey, Stretcher};

/// The service the demo shows.
pub const PACK: &str = "denunciation";

/// Everything lives need.
pub struct Stage {
    /// The house as reporters meet it: receipts cost what they always cost.
    pub house: Arc<House>,
    /// The same house with links and passphrases that cost next to nothing: the links of the past have expired, and
    /// the passphrase of the demo stands on the screen.
    pub desk: Arc<House>,
    /// What is said.
    pub script: Script,
    /// People of the desk who open cases.
    pub handlers: Vec<Handler>,
    /// Member organisations.
    pub teams: Vec<TeamId>,
    /// Public bodies, with the services they are handed.
    pub bodies: Vec<(OfficeId, OfficePart)>,
    /// The present: lives end here.
    pub now: Timestamp,
    /// When the first report came.
    pub start: Timestamp,
    /// Codes of communes, and their populations added up.
    communes: (Vec<String>, Vec<u64>),
}

impl Stage {
    /// Lays the cast into an empty house.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn lay(
        opened: &Opened,
        ground: &Ground,
        start: Timestamp,
        now: Timestamp,
        tr: &Tr,
    ) -> Outcome<Self> {
        let house = Arc::clone(&opened.house);
        let desk = Arc::new(cheap(opened, ground, tr)?);
        let (script, cast): (Script, Cast) = (read("stories.toml")?, read("cast.toml")?);
        let mut teams = Vec::new();
        for team in &cast.team {
            teams.push(desk::add_team(&desk, &team.name, &team.short).await?);
        }
        let team_of = |short: &Option<String>| {
            let at = cast.team.iter().position(|team| Some(&team.short) == short.as_ref());
            at.and_then(|at| teams.get(at)).copied()
        };
        let mut handlers = Vec::new();
        for part in &cast.member {
            // Also on services that somebody who tries the house out has put beside its own.
            let packs = house.packs().cloned();
            let scopes = packs.map(|pack| Scope { pack, place: part.place.clone() }).collect();
            let invitee = Invitee {
                team: team_of(&part.team),
                role: part.role,
                name: part.name.clone(),
                login: part.login.clone(),
                scopes: if part.role == Role::Admin { Vec::new() } else { scopes },
                lang: Lang::Fr,
            };
            let (_, token) = desk::invite(&desk, invitee).await?;
            desk::enrol(&desk, &token, &cast.passphrase, None)
                .await?
                .map_err(|refusal| Failure::internal(format!("{refusal:?}")))?;
            if part.role.opens_cases() {
                let cookie = desk::sign_in(&desk, &part.login, &cast.passphrase, "").await?;
                handlers.push(desk::handler(&desk, &cookie).await?);
            }
        }
        let mut bodies = Vec::new();
        for part in cast.office {
            let office = offices::Office {
                id: new_id(&*house.clock, &*house.entropy)?,
                kind: part.kind.clone(),
                name: part.name.clone(),
                email: part.email.clone(),
                place_code: None,
                created: house.clock.now().0,
                closed: None,
            };
            bodies.push((OfficeId(office.id), part));
            house.store.write(async move |tx| offices::insert(tx, &office).await).await?;
        }
        let communes = by_population(&house);
        Ok(Self { house, desk, script, handlers, teams, bodies, now, start, communes })
    }

    /// A place for a report: a commune, the more people the likelier, or a locality in it. Now and then none is known.
    pub fn place(&self, dice: &Dice) -> Option<(String, String)> {
        let (codes, sums) = &self.communes;
        let commune = self.house.places.get(codes.get(dice.weighted(sums))?)?;
        let inside: Vec<_> = commune.children().collect();
        match dice.below(10) {
            0 => None,
            1..=3 => dice
                .pick(&inside)
                .or(Some(&commune))
                .map(|found| (found.code().to_owned(), found.name().to_owned())),
            _ => Some((commune.code().to_owned(), commune.name().to_owned())),
        }
    }

    /// A body that is handed cases of this service.
    pub fn body(&self, service: &str, dice: &Dice) -> Option<OfficeId> {
        let fits: Vec<OfficeId> = self
            .bodies
            .iter()
            .filter(|(_, part)| part.services.iter().any(|handed| handed == service))
            .map(|(id, _)| *id)
            .collect();
        dice.pick(&fits).copied().or_else(|| self.bodies.first().map(|(id, _)| *id))
    }
}

/// Towns report more than their share: they have the offices where money is asked.
fn by_population(house: &House) -> (Vec<String>, Vec<u64>) {
    let mut total = 0;
    let weighed = house.places.iter().filter(|place| place.level() == Level::Commune).map(|place| {
        let people = f64::from(place.population().unwrap_or(1_000));
        total += people.powf(1.3) as u64;
        (place.code().to_owned(), total)
    });
    weighed.unzip()
}

fn cheap(opened: &Opened, ground: &Ground, tr: &Tr) -> Outcome<House> {
    let (house, least) = (&opened.house, Cost { memory_kib: 8, passes: 1 });
    let country = Country::read(&ground.home, &opened.founding.country, tr)?;
    let (packs, _) = services::read(&ground.home, tr)?;
    Ok(House {
        store: house.store.clone(),
        clock: Arc::clone(&house.clock),
        entropy: Arc::clone(&house.entropy),
        disk: Arc::clone(&house.disk),
        places: country.places,
        calendar: country.calendar,
        people: country.people,
        services: packs.services,
        surveys: packs.surveys,
        keys: Keys {
            server: ServerKey::from_bytes(&*house.keys.server.to_bytes())?,
            stretcher: Stretcher::new(&[0; 32], opened.founding.salt, least, 2)?,
            passphrases: Passphrases::new(least)?,
            escrow: house.keys.escrow.clone(),
        },
        terms: house.terms.clone(),
        gate: Gate::default(),
        tries: Tries::default(),
        ended: Ended::default(),
        known_forms: acts::collect::Known::default(),
        laid_out: acts::collect::entities::LaidOut::default(),
        supervision: acts::survey::supervision::Supervision::default(),
    })
}
