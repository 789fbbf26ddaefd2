//! A whole house for tests, on either engine: the real packs, places and holidays, cheap key-stretching, a clock that
//! stands still until it is moved, chance from a seed, and a browser that needs no network.
//!
//! ```no_run
//! # async fn f() {
//! for engine in testkit::engines().await {
//!     let house = testhouse::TestHouse::on(engine).await;
//!     let mut citizen = house.visitor();
//!     assert_eq!(citizen.get("/healthz").await.status, 200);
//! }
//! # }
//! ```

#![expect(clippy::expect_used, reason = "a test helper that cannot build its house ends the test")]

pub mod camera;
mod visitor;

pub use visitor::{Reply, Visitor};

use acts::intake::{Receipted, Submission};
use acts::room::Disk;
use acts::survey::synthetic::{Interviews, Story};
use acts::{House, Keys, Service, Survey, Terms, desk};
use civic::calendar::Calendar;
use civic::directory::{Role, Scope};
use civic::place::Places;
use civic::survey::Population;
use kernel::{Date, FixedClock, Lang, MemberId, Month, OfficeId, SeededEntropy, TeamId, Timestamp, new_id};
use site::authoring::{self, Workbooks};
use site::texts::{Texts, Tr};
use site::{App, Outlines};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::offices;
use testkit::TestStore;
use vault::{Cost, Passphrases, SecretKey, ServerKey, Stretcher};

/// The passphrase of every persona.
pub const PASSPHRASE: &str = "phrase de passe synthétique";

/// A house with everything around it.
pub struct TestHouse {
    /// The house.
    pub house: Arc<House>,
    /// The site around it.
    pub app: Arc<App>,
    /// Its clock; starts on Monday 1 March 2027 at 09:00.
    pub clock: Arc<FixedClock>,
    /// Its disk; has room for everything until it is said otherwise.
    pub disk: Arc<TestDisk>,
    /// The secret of the escrow.
    pub escrow: SecretKey,
    /// The store under it; its files go when this is dropped.
    pub engine: TestStore,
}

/// A disk with as much room as a test says.
pub struct TestDisk(AtomicU64);

impl TestDisk {
    /// Leaves so many bytes free.
    pub fn leave(&self, free: u64) {
        self.0.store(free, Ordering::SeqCst);
    }
}

impl Disk for TestDisk {
    fn free(&self) -> Option<u64> {
        Some(self.0.load(Ordering::SeqCst))
    }
}

/// Converts workbooks in the process of the test.
pub struct Here;

impl Workbooks for Here {
    fn form<'a>(
        &'a self,
        file: &'a Path,
        bytes: &'a [u8],
        tr: &'a Tr,
    ) -> Pin<Box<dyn Future<Output = authoring::Read> + Send + 'a>> {
        Box::pin(async move { authoring::convert(file, bytes, tr) })
    }
}

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What an authenticator shows at this moment for a second factor.
pub fn code_of(base32: &str, now: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(base32).expect("a secret");
    let none: Option<&str> = None;
    let totp = totp_rs::Builder::new().with_secret(secret).with_issuer(none).with_account_name("awa").build();
    totp.expect("a second factor").generate(now.0 as u64 / 1000).to_string()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path)
}

/// How synthetic interviews are answered, by survey.
pub fn stories() -> BTreeMap<String, Story> {
    toml::from_str(&read("data/demo/interviews.toml")).expect("stories")
}

fn texts() -> Texts {
    let mut texts = Texts::builtin().expect("texts");
    for lang in Lang::ALL {
        let source = read(&format!("packs/denunciation/texts/{lang}.ftl"));
        texts = texts.with_pack("denunciation", lang, &source).expect("texts of the pack");
    }
    for (id, folder) in SURVEYS {
        for lang in [Lang::Fr, Lang::En] {
            let source = read(&format!("packs/{folder}/texts/{lang}.ftl"));
            texts = texts.with_pack(id, lang, &source).expect("texts of the survey");
        }
    }
    texts
}

/// The surveys of the house: id and folder.
const SURVEYS: [(&str, &str); 3] =
    [("perception", "perception"), ("service_watch", "service-watch"), ("civact", "civact")];

impl TestHouse {
    /// A house on this store, second factor off, no limit on floods, with a keeper who can open every report: without
    /// anybody to read it none is taken.
    pub async fn on(engine: TestStore) -> Self {
        Self::with(engine, |_| {}).await
    }

    /// A house in which nobody works yet.
    pub fn empty(engine: TestStore) -> Self {
        Self::build(engine, |_| {}, Vec::new())
    }

    /// A house whose terms the test changes first.
    pub async fn with(engine: TestStore, change: impl FnOnce(&mut Terms)) -> Self {
        Self::build(engine, change, Vec::new()).kept().await
    }

    /// A house that offers one service more, given as pack.toml and form; its texts are not checked.
    pub async fn offering(engine: TestStore, pack_toml: &str, form_xml: &str) -> Self {
        Self::offering_with(engine, pack_toml, form_xml, BTreeMap::new()).await
    }

    /// The same with the files beside the form, by name.
    pub async fn offering_with(
        engine: TestStore,
        pack_toml: &str,
        form_xml: &str,
        media: BTreeMap<String, Vec<u8>>,
    ) -> Self {
        let service =
            Service::read("pack.toml", pack_toml, form_xml, Vec::new(), media, &|_| true).expect("a pack");
        Self::serving(engine, vec![service]).await
    }

    /// A house that offers these services beside its own.
    pub async fn serving(engine: TestStore, services: Vec<Service>) -> Self {
        Self::build(engine, |_| {}, services).kept().await
    }

    /// Has a volunteer send synthetic interviews of the first round of a survey: those of every so many-th commune of its plan.
    /// Gives how many there are.
    pub async fn interviews(&self, pack: &str, every: usize) -> usize {
        self.interviews_of_round(pack, 0, |plan| plan.into_iter().step_by(every).collect()).await
    }

    /// The same of any round, counted from 0, by a plan made of that of the survey: how many are held in each commune.
    pub async fn interviews_of_round(
        &self,
        pack: &str,
        round: usize,
        planned: impl FnOnce(BTreeMap<String, u32>) -> BTreeMap<String, u32>,
    ) -> usize {
        let house = &self.house;
        let survey = house.survey(pack).expect("a survey of the house");
        let form = acts::survey::for_telephones(survey, &house.places);
        acts::collect::add_form(house, form).await.expect("the form is taken");
        let name = format!("Synthetic {pack} {round}");
        let forms = vec![survey.form.id().to_owned()];
        let account = store::volunteers::Account::Volunteer;
        let recruit = acts::collect::Recruit { account, name, forms, places: Vec::new() };
        let token = acts::collect::enlist(house, recruit).await.expect("a volunteer");
        let volunteer = acts::collect::volunteer(house, &token).await.expect("the volunteer");
        let round = &survey.pack.rounds[round];
        let plan = acts::survey::plan_of(house, survey, round).expect("a plan");
        let plan = planned(plan);
        let stories = stories();
        let interviews = Interviews::new(survey, &stories[pack], &house.places, &round.id, &plan, 1);
        let interviews = interviews.expect("the round");
        for number in 0..interviews.len() {
            let xml = interviews.hold(number).expect("an interview").xml.into_bytes();
            let parcel = acts::collect::Parcel { xml, ..acts::collect::Parcel::default() };
            let outcome = acts::collect::receive(house, &volunteer, parcel).await.expect("the door is open");
            assert_eq!(outcome, acts::collect::Outcome::Stored { awaited: 0 });
        }
        interviews.len()
    }

    /// With a coordinator of no organisation, who works on everything; nobody where a second factor would be needed.
    async fn kept(self) -> Self {
        if self.house.terms.second_factor {
            return self;
        }
        let packs = self.house.services.keys().cloned();
        let scopes = packs.map(|pack| Scope { pack, place: None }).collect();
        self.enrolled("keeper", Role::Coordinator, None, scopes).await;
        self
    }

    fn build(engine: TestStore, change: impl FnOnce(&mut Terms), more: Vec<Service>) -> Self {
        let start = Date::from_calendar_date(2027, Month::March, 1).expect("a date");
        let clock = Arc::new(FixedClock::at(Timestamp::start_of(start).plus_seconds(9 * 3600)));
        let disk = Arc::new(TestDisk(AtomicU64::new(u64::MAX)));
        let entropy = Arc::new(SeededEntropy::new(42));
        let escrow = SecretKey::generate(&*entropy).expect("a key");
        let cheap = Cost { memory_kib: 64, passes: 1 };
        let keys = Keys {
            server: ServerKey::generate(&*entropy).expect("a key"),
            stretcher: Stretcher::new(&[7; 32], [9; 16], cheap, 2).expect("a stretcher"),
            passphrases: Passphrases::new(cheap).expect("passphrases"),
            escrow: escrow.public(),
        };
        let mut terms = Terms {
            public_url: String::new(),
            listens_at: "http://house.test".to_owned(),
            coalition: "Coalition de test".to_owned(),
            second_factor: false,
            demo: false,
            reports_a_minute: None,
            unsent_files: 1 << 30,
            post_bytes: 1 << 20,
            publication_delay: None,
            idle_minutes: 15,
            run: acts::survey::segments::RUN,
            exit_url: "https://example.org/".to_owned(),
        };
        change(&mut terms);
        let (toml, form) = (read("packs/denunciation/pack.toml"), read("packs/denunciation/form.xml"));
        let written =
            Lang::ALL.map(|lang| (lang, read(&format!("packs/denunciation/texts/{lang}.ftl")))).to_vec();
        let service =
            Service::read("packs/denunciation/pack.toml", &toml, &form, written, BTreeMap::new(), &|_| true)
                .expect("the pack of denunciations");
        let services =
            more.into_iter().chain([service]).map(|service| (service.pack.id.clone(), service)).collect();
        let survey = |folder: &str| {
            let part = |name: &str| read(&format!("packs/{folder}/{name}"));
            Survey::read(folder, &part("pack.toml"), &part("form.xml"), Vec::new(), BTreeMap::new(), &|_| {
                true
            })
            .expect(folder)
        };
        let surveys = SURVEYS.map(|(id, folder)| (id.to_owned(), survey(folder))).into();
        let places = Places::read(
            read("data/places/ml/places.csv").as_bytes(),
            read("data/places/ml/crosswalk.csv").as_bytes(),
        );
        let house = Arc::new(House {
            store: engine.store.clone(),
            clock: clock.clone(),
            entropy,
            disk: disk.clone(),
            places: places.expect("places"),
            calendar: Calendar::read(&read("data/holidays/ml.toml")).expect("holidays"),
            people: Population::read(
                &read("data/population/ml/place_sex.csv"),
                &read("data/population/ml/age_sex.csv"),
            )
            .expect("people"),
            services,
            surveys,
            keys,
            terms,
            gate: acts::gate::Gate::default(),
            tries: acts::tries::Tries::default(),
            ended: acts::follow::Ended::default(),
            known_forms: acts::collect::Known::default(),
            laid_out: acts::collect::entities::LaidOut::default(),
            supervision: acts::survey::supervision::Supervision::default(),
        });
        // A slow machine must not show a test what was before.
        house.supervision.wait(120_000);
        let layer = |name: &str| {
            let bytes = read(&format!("data/places/ml/{name}_lite.geojson"));
            formats::layer::Layer::read(bytes.as_bytes()).expect(name)
        };
        let outlines =
            Outlines { regions: layer("admin1"), cercles: layer("admin2"), communes: layer("admin3") };
        let app = App::new(Arc::clone(&house), texts(), Some(outlines), Box::new(Here)).expect("the site");
        Self { house, app, clock, disk, escrow, engine }
    }

    /// A browser that has never been here.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(Arc::clone(&self.app))
    }

    /// A member organisation.
    pub async fn team(&self, name: &str) -> TeamId {
        desk::add_team(&self.house, name, &name.to_lowercase()).await.expect("a team")
    }

    /// Somebody of the desk, enrolled with [`PASSPHRASE`], who works on denunciations in `place` (`None`: everywhere).
    pub async fn member(
        &self,
        login: &str,
        role: Role,
        team: Option<TeamId>,
        place: Option<&str>,
    ) -> MemberId {
        let scopes = vec![Scope { pack: "denunciation".to_owned(), place: place.map(str::to_owned) }];
        self.enrolled(login, role, team, scopes).await
    }

    /// Somebody of the desk, enrolled with [`PASSPHRASE`], who works on these packs everywhere.
    pub async fn member_of(&self, login: &str, role: Role, team: Option<TeamId>, packs: &[&str]) -> MemberId {
        let scopes = packs.iter().map(|pack| Scope { pack: (*pack).to_owned(), place: None }).collect();
        self.enrolled(login, role, team, scopes).await
    }

    async fn enrolled(&self, login: &str, role: Role, team: Option<TeamId>, scopes: Vec<Scope>) -> MemberId {
        let (name, login, lang) = (format!("Persona {login}"), login.to_owned(), Lang::Fr);
        let invitee = desk::Invitee { team, role, name, login, scopes, lang };
        let (id, token) = desk::invite(&self.house, invitee).await.expect("an invitation");
        desk::enrol(&self.house, &token, PASSPHRASE, None)
            .await
            .expect("an enrolment")
            .expect("a good passphrase");
        id
    }

    /// A handler signed in by the acts, without a browser.
    pub async fn handler(&self, login: &str) -> desk::Handler {
        let cookie = desk::sign_in(&self.house, login, PASSPHRASE, "").await.expect("a session");
        desk::handler(&self.house, &cookie).await.expect("a handler")
    }

    /// A public body.
    pub async fn office(&self, name: &str, kind: &str) -> OfficeId {
        let office = offices::Office {
            id: new_id(&*self.house.clock, &*self.house.entropy).expect("an id"),
            kind: kind.to_owned(),
            name: name.to_owned(),
            email: "bureau@example.org".to_owned(),
            place_code: None,
            created: self.house.clock.now().0,
            closed: None,
        };
        let id = office.id;
        self.house.store.write(async move |tx| offices::insert(tx, &office).await).await.expect("an office");
        OfficeId(id)
    }

    /// A report by the acts: required answers, and whatever `more` says.
    pub async fn report(&self, more: &[(&str, &str)]) -> Receipted {
        let mut answers: BTreeMap<String, String> = [
            ("kind", "money_asked"),
            ("service", "police"),
            ("narrative", "Récit synthétique d’un contrôle routier inventé."),
            ("consent_referral", "yes"),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        answers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let submission =
            Submission { answers, files: BTreeMap::new(), lang: Lang::Fr, channel: "web".to_owned() };
        acts::intake::submit(&self.house, "denunciation", submission, None).await.expect("a receipt")
    }
}
