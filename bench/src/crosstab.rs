//! A crosstab of the answers of a survey out of the segments of the store, on both engines: how often each answer to a question was
//! given by women and by men in each commune, with shares and intervals.

use crate::fill;
use crate::table::{at_most, head, plain};
use acts::collect::{Addition, add_form};
use acts::survey::results::gather_of;
use acts::survey::segments::{Kept, RUN, keep_up};
use acts::survey::synthetic::{Interviews, Story};
use civic::place::Level;
use civic::survey::{Column, Design, Domain, Frame, MISSING, Tally, Weights};
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use store::Engine;
use testhouse::TestHouse;
use testkit::TestStore;

const PACK: &str = "perception";
/// The question, who was asked, and where: the first is counted, by the second, in the units of the third.
const QUESTIONS: [&str; 3] = ["trust_police", "sex", "place"];
/// Interviews that are held; what is stored more than that has their answers again.
const HELD: usize = 4_000;
/// The best of so many times.
const TIMES: usize = 5;
/// The goal is set for so many answers.
const MILLION: u64 = 1_000_000;

pub fn run(sizes: &[u64]) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        for engine in testkit::engines().await {
            on(engine, sizes).await;
        }
    });
}

async fn on(engine: TestStore, sizes: &[u64]) {
    let test = TestHouse::empty(engine);
    let (house, name) = (&test.house, test.engine.store.engine());
    let survey = house.survey(PACK).expect("a survey of the house");
    let (form, round) = (survey.form.id().to_owned(), &survey.pack.rounds[0]);
    let xml = survey.form_xml.clone().into_bytes();
    let added = Addition { xml, pack: Some(PACK.to_owned()), media: BTreeMap::new(), draft: false };
    add_form(house, added).await.expect("the form is taken");
    let version = survey.form.version().unwrap_or_default().to_owned();
    let held = interviews(&test);
    let questions = QUESTIONS.map(str::to_owned);
    head(&format!(
        "Crosstab of a survey's answers, {name}: a question by sex in every commune, runs of {RUN} records"
    ));
    for size in sizes {
        let record = |number: i64| {
            let (instance, xml) = &held[number as usize % held.len()];
            let name = format!("{instance}-{number}");
            let xml = xml.replace(instance.as_str(), &name);
            (name, xml)
        };
        let filled = fill::up_to(&house.store, &house.keys.server, (&form, &version), *size as i64, record);
        filled.await.expect("records can be stored");
        let begun = Instant::now();
        let runs = keep_up(house, &mut Kept::default()).await.expect("segments can be made");
        let took = begun.elapsed().as_secs_f64();
        if runs > 0 {
            // The chore rests between two runs.
            let busy = took - runs as f64 * 0.05;
            plain(&format!("{size}: records into segments"), runs as f64 * f64::from(RUN) / busy, "/s");
        }
        let mut best = [Duration::MAX; 4];
        for _ in 0..TIMES {
            let fetched = fetch(&test).await;
            let begun = Instant::now();
            let frame = gather_of(house, survey, round, &questions).await.expect("the round opens").frame;
            let gathered = begun.elapsed();
            let begun = Instant::now();
            let people = count(&test, &frame);
            let counted = begun.elapsed();
            assert!(frame.records() as u64 == *size && people > size / 2, "{} {people}", frame.records());
            let whole = gathered + counted;
            for (best, time) in best.iter_mut().zip([whole, fetched, gathered, counted]) {
                *best = time.min(*best);
            }
        }
        let [whole, fetched, gathered, counted] = best.map(|time| time.as_secs_f64() * 1000.0);
        match *size >= MILLION {
            true => at_most(&format!("{size}: crosstab"), whole, 300.0, "ms"),
            false => plain(&format!("{size}: crosstab"), whole, "ms"),
        }
        plain(&format!("{size}: of it reading and opening"), gathered, "ms");
        plain(&format!("{size}: of it counting"), counted, "ms");
        plain(&format!("{size}: records not in a segment"), (*size % u64::from(RUN)) as f64, "");
        plain(&format!("{size}: floor: fetching the same bytes"), fetched, "ms");
        let frame = gather_of(house, survey, round, &questions).await.expect("the round opens").frame;
        let grouped = group_by(&test, &frame).await;
        plain(&format!("{size}: floor: GROUP BY over a plain table"), grouped, "ms");
    }
}

/// Names and bytes of interviews of the first round in every commune in which it is held.
fn interviews(test: &TestHouse) -> Vec<(String, String)> {
    let house = &test.house;
    let survey = house.survey(PACK).expect("a survey of the house");
    let stories = std::fs::read_to_string(testhouse::root().join("data/demo/interviews.toml"));
    let stories: BTreeMap<String, Story> = toml::from_str(&stories.expect("stories")).expect("stories");
    let held = &survey.pack.sample.places;
    let communes: Vec<&str> = house
        .places
        .iter()
        .filter(|place| place.level() == Level::Commune)
        .filter(|place| {
            place.upwards().any(|above| held.is_empty() || held.iter().any(|code| code == above.code()))
        })
        .map(|place| place.code())
        .collect();
    let each = HELD.div_ceil(communes.len()) as u32;
    let plan: BTreeMap<String, u32> = communes.into_iter().map(|code| (code.to_owned(), each)).collect();
    let round = &survey.pack.rounds[0].id;
    let all = Interviews::new(survey, &stories[PACK], &house.places, round, &plan, 1).expect("a round");
    // Shuffled, so that neighbours in the store come from different communes.
    let shuffled = (0..all.len()).map(|number| number * 7919 % all.len());
    shuffled
        .map(|number| {
            let held = all.hold(number).expect("an interview");
            (held.instance_id, held.xml)
        })
        .collect()
}

/// Counts as a table of the survey would: everybody, women and men, every share with its interval. Gives the people counted.
fn count(test: &TestHouse, frame: &Frame) -> u64 {
    let codes = |question: &str| frame.codebook().codes(question).map_or(0, |codes| codes.values.len());
    let column = |question: &str| frame.column(question).expect("a question of the round");
    let (Column::One(sexes), Column::One(communes)) = (column("sex"), column("place")) else {
        panic!("questions with one answer");
    };
    let places = &test.house.places;
    let cercle = |code: &String| places.get(code)?.ancestor_at(Level::Cercle).map(|cercle| cercle.code());
    let mut cercles: Vec<Option<&str>> = Vec::new();
    let mut stratum: Vec<u16> = Vec::new();
    for code in &frame.codebook().codes("place").expect("communes").values {
        let cercle = cercle(code);
        let at = cercles.iter().position(|known| *known == cercle).unwrap_or(cercles.len());
        if at == cercles.len() {
            cercles.push(cercle);
        }
        stratum.push(at as u16);
    }
    // Whoever did not say where, in a unit of their own.
    let nowhere = stratum.len() as u16;
    stratum.push(cercles.len() as u16);
    let unit = communes.iter().map(|code| if *code == MISSING { nowhere } else { *code }).collect();
    let design = Design::new(unit, stratum).expect("a design");
    let weights = Weights::even(frame.records());
    let (answers, groups) = (codes("trust_police"), codes("sex"));
    let tally = Tally::count(column("trust_police"), answers, Some((sexes, groups)), weights.of(), &design);
    let tally = tally.expect("a tally");
    let mut people = 0;
    for group in std::iter::once(None).chain((0..groups).map(Some)) {
        for code in 0..answers {
            let share = tally.share(Domain { group, units: None }, code);
            people = people.max(share.map_or(0, |share| u64::from(share.base)));
        }
    }
    people
}

/// Milliseconds in which the engine alone counts the same answers in a table of three numbers.
async fn group_by(test: &TestHouse, frame: &Frame) -> f64 {
    let column = |question: &str| match frame.column(question).expect("a question of the round") {
        Column::One(codes) => codes.clone(),
        Column::Many(_) => panic!("a question with one answer"),
    };
    let [answers, sexes, communes] = QUESTIONS.map(column);
    let lines: Vec<String> = (0..answers.len())
        .map(|line| format!("({},{},{})", answers[line], sexes[line], communes[line]))
        .collect();
    let laid =
        "DROP TABLE IF EXISTS floor; CREATE TABLE floor (answer INTEGER, sex INTEGER, commune INTEGER)";
    let counting = "SELECT commune, sex, answer, count(*) FROM floor GROUP BY commune, sex, answer";
    let mut best = Duration::MAX;
    macro_rules! on {
        ($conn:expr, $row:ty) => {{
            let mut conn = $conn;
            sqlx::raw_sql(laid).execute(&mut conn).await.expect("the floor can be laid");
            for part in lines.chunks(5000) {
                let text = format!("INSERT INTO floor VALUES {}", part.join(","));
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.expect("the floor can be laid");
            }
            for _ in 0..TIMES {
                let begun = Instant::now();
                let rows: Vec<$row> = sqlx::query_as(counting).fetch_all(&mut conn).await.expect("it counts");
                best = best.min(begun.elapsed());
                let counted: i64 = rows.iter().map(|row| row.3).sum();
                assert_eq!(counted as usize, answers.len());
            }
        }};
    }
    match test.engine.store.engine() {
        Engine::Sqlite => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(test.engine.place());
            let options = options.synchronous(sqlx::sqlite::SqliteSynchronous::Off);
            on!(
                sqlx::SqliteConnection::connect_with(&options).await.expect("a connection"),
                (i64, i64, i64, i64)
            );
        }
        Engine::Postgres => {
            let conn = sqlx::PgConnection::connect(&test.engine.place()).await.expect("a connection");
            on!(conn, (i32, i32, i32, i64));
        }
    }
    best.as_secs_f64() * 1000.0
}

/// The time in which the store gives the segments of the questions and of the days.
async fn fetch(test: &TestHouse) -> Duration {
    let text = "SELECT bytes FROM survey_segments WHERE question IN ('', 'trust_police', 'sex', 'place')";
    macro_rules! on {
        ($conn:expr) => {{
            let mut conn = $conn;
            let begun = Instant::now();
            let bytes: Vec<Vec<u8>> = sqlx::query_scalar(text).fetch_all(&mut conn).await.expect("segments");
            drop(bytes);
            begun.elapsed()
        }};
    }
    match test.engine.store.engine() {
        Engine::Sqlite => {
            let options =
                sqlx::sqlite::SqliteConnectOptions::new().filename(test.engine.place()).read_only(true);
            on!(sqlx::SqliteConnection::connect_with(&options).await.expect("a connection"))
        }
        Engine::Postgres => {
            on!(sqlx::PgConnection::connect(&test.engine.place()).await.expect("a connection"))
        }
    }
}
