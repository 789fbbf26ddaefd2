//! From a data directory to a house that acts can be done in, and to the site around it.

use crate::converter::Converter;
use crate::country::Country;
use crate::failure::{Failure, Outcome};
use crate::founding::{Founding, Secrets};
use crate::home::Home;
use crate::machine::OsDisk;
use crate::services;
use crate::settings::Settings;
use acts::follow::Ended;
use acts::gate::Gate;
use acts::tries::Tries;
use acts::{House, Terms};
use kernel::{Clock, Entropy};
use site::App;
use site::texts::Tr;
use std::sync::Arc;
use store::{Engine, Store};

/// What a house is opened with.
pub struct Ground {
    /// The data directory.
    pub home: Home,
    /// The configuration.
    pub settings: Settings,
    /// `--database`, which comes before the configuration.
    pub database: Option<String>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of chance.
    pub entropy: Arc<dyn Entropy>,
}

/// An open house.
pub struct Opened {
    /// The house.
    pub house: Arc<House>,
    /// The site around it.
    pub app: Arc<App>,
    /// What it wrote down about itself.
    pub founding: Founding,
}

impl Ground {
    /// A data directory on this machine, with its configuration.
    ///
    /// # Errors
    /// When the configuration is wrong.
    pub fn of(home: Home, database: Option<String>) -> Outcome<Self> {
        let settings = Settings::read(&home)?;
        Ok(Self {
            home,
            settings,
            database,
            clock: Arc::new(crate::machine::OsClock),
            entropy: Arc::new(crate::machine::OsEntropy),
        })
    }

    fn database(&self) -> store::Settings {
        match self.database.as_ref().or(self.settings.database.as_ref()) {
            Some(database) => store::Settings::database(database),
            None => store::Settings::file(self.home.database()),
        }
    }

    /// Whether there is a database that could hold a house: a server, or a file that exists.
    pub fn may_be_founded(&self) -> bool {
        match self.database().place {
            store::Place::File(path) => path.exists(),
            _ => true,
        }
    }

    /// The store alone.
    ///
    /// # Errors
    /// When the data directory is not there, or the database cannot be opened or is not to be trusted.
    pub async fn store(&self) -> Outcome<Store> {
        let settings = self.database();
        if let store::Place::File(path) = &settings.place
            && path.parent().is_some_and(|folder| !folder.is_dir())
        {
            return Err(self.not_founded());
        }
        Ok(Store::open(settings).await?)
    }

    /// The house with its site. `change` has the last word on the terms.
    ///
    /// # Errors
    /// When the directory was never initialised, or something in it is wrong: the sentence says what.
    pub async fn open(&self, tr: &Tr, change: impl FnOnce(&mut Terms)) -> Outcome<Opened> {
        // Without its secrets no store is opened, so that a mistyped directory is not filled with an empty one.
        if !self.home.server_key().exists() {
            return Err(self.not_founded());
        }
        let secrets = Secrets::read(&self.home)?;
        let store = self.store().await?;
        let mut conn = store.read().await?;
        let founding = Founding::read(&mut conn).await?.ok_or_else(|| self.not_founded())?;
        let keys = founding.keys(&mut conn, secrets).await?;
        drop(conn);
        let country = Country::read(&self.home, &founding.country, tr)?;
        let (packs, texts) = services::read(&self.home, tr)?;
        let mut terms = self.settings.terms(tr.t("cli-coalition"));
        change(&mut terms);
        let house = Arc::new(House {
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
            disk: Arc::new(OsDisk((store.engine() == Engine::Sqlite).then(|| self.home.path().to_owned()))),
            store,
            places: country.places,
            calendar: country.calendar,
            people: country.people,
            services: packs.services,
            surveys: packs.surveys,
            keys,
            terms,
            gate: Gate::default(),
            tries: Tries::default(),
            ended: Ended::default(),
            known_forms: acts::collect::Known::default(),
            laid_out: acts::collect::entities::LaidOut::default(),
            supervision: acts::survey::supervision::Supervision::default(),
        });
        let workbooks = Box::new(Converter::chosen(&self.settings.forms));
        let app = App::new(Arc::clone(&house), texts, country.outlines, workbooks)
            .map_err(|error| Failure::internal(format!("{error:?}")))?;
        Ok(Opened { house, app, founding })
    }

    /// The sentence for a directory that `dannaya init` has not laid.
    pub fn not_founded(&self) -> Failure {
        Failure::new("cli-not-initialised").with("path", self.home.path().display())
    }
}
