//! Segments of surveys, on both engines: whatever happens to the records, a round holds the same answers as if every record had
//! been opened.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected ends")]

use acts::collect::{
    Addition, Outcome, Parcel, Records, Recruit, Volunteer, add_form, enlist, receive, volunteer,
};
use acts::survey::results::gather;
use acts::survey::segments::{Kept, keep_up};
use acts::survey::synthetic::{Interview, Interviews, Story};
use acts::{House, Survey};
use civic::pack::Round;
use civic::place::Level;
use civic::survey::{Frame, Gathering};
use kernel::{SeededEntropy, Uuid};
use sqlx::{AssertSqlSafe, Connection};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::submissions::{self, NewSubmission};
use store::{Engine, segments};
use testhouse::TestHouse;
use testkit::TestStore;
use xforms::{SubmittedError, Tables};

const PACK: &str = "perception";
/// Records of a run here, so that few of them make many runs.
const RUN: u32 = 8;

/// A house that holds a survey, and a volunteer who sends what nobody answered.
struct Field {
    test: TestHouse,
    sender: Volunteer,
    form: String,
    /// Interviews of two rounds.
    held: Vec<Interview>,
    next: usize,
    /// Names of the records that stand, by their numbers.
    standing: BTreeMap<i64, String>,
    last: i64,
}

impl Field {
    async fn on(engine: TestStore) -> Self {
        let test = TestHouse::with(engine, |terms| terms.run = RUN).await;
        let house = &test.house;
        let survey = house.survey(PACK).unwrap();
        let xml = survey.form_xml.clone().into_bytes();
        let pack = Some(PACK.to_owned());
        add_form(house, Addition { xml, pack, media: BTreeMap::new(), draft: false }).await.unwrap();
        let form = survey.form.id().to_owned();
        let (account, name) = (store::volunteers::Account::Volunteer, "SYNTHETIC".to_owned());
        let recruit = Recruit { account, name, forms: vec![form.clone()], places: Vec::new() };
        let token = enlist(house, recruit).await.unwrap();
        let sender = volunteer(house, &token).await.unwrap();
        let path = testhouse::root().join("data/demo/interviews.toml");
        let stories: BTreeMap<String, Story> =
            toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let communes = house.places.iter().filter(|place| place.level() == Level::Commune);
        let plan: BTreeMap<String, u32> =
            communes.step_by(23).take(12).map(|place| (place.code().to_owned(), 8)).collect();
        let held = [0, 1].map(|round| {
            let round = &survey.pack.rounds[round].id;
            let all = Interviews::new(survey, &stories[PACK], &house.places, round, &plan, 7).unwrap();
            (0..all.len()).map(|number| all.hold(number).unwrap()).collect::<Vec<_>>()
        });
        // In the field rounds do not come one after the other either: records are late.
        let [first, second] = held;
        let held = first.into_iter().zip(second).flat_map(|(one, other)| [one, other]).collect();
        Self { test, sender, form, held, next: 0, standing: BTreeMap::new(), last: 0 }
    }

    fn house(&self) -> &Arc<House> {
        &self.test.house
    }

    fn survey(&self) -> &Survey {
        self.house().survey(PACK).unwrap()
    }

    /// Sends the next interview, as the correction of a record or as a new one.
    async fn send(&mut self, corrects: Option<i64>) {
        let at = self.next;
        self.next += 1;
        let interview = &self.held[at % self.held.len()];
        let name = format!("{}-{at}", interview.instance_id);
        let mut xml = interview.xml.replace(&interview.instance_id, &name);
        if let Some(seq) = corrects {
            let before = self.standing.remove(&seq).unwrap();
            let deprecated = format!("</orx:instanceID><orx:deprecatedID>{before}</orx:deprecatedID>");
            assert!(xml.contains("</orx:instanceID>"), "{xml}");
            xml = xml.replace("</orx:instanceID>", &deprecated);
        }
        let parcel = Parcel { xml: xml.into_bytes(), ..Parcel::default() };
        let outcome = receive(self.house(), &self.sender, parcel).await.unwrap();
        assert_eq!(outcome, Outcome::Stored { awaited: 0 });
        self.last += 1;
        self.standing.insert(self.last, name);
    }

    /// A record that a telephone encrypted.
    async fn send_encrypted(&mut self) {
        let id = Uuid::from_u128(0x5e_6000 + u128::from(self.last as u64));
        let sealed = self.house().keys.server.seal(
            vault::ServerPurpose::Submission,
            id.as_bytes(),
            b"<data/>",
            &*self.house().entropy,
        );
        let new = NewSubmission {
            id,
            form_id: self.form.clone(),
            version: String::new(),
            instance_id: format!("uuid:encrypted-{}", self.last),
            replaces: None,
            digest: id.as_bytes().to_vec(),
            encrypted: true,
            received: self.house().clock.now().0,
            volunteer_id: None,
            device: None,
            xml: sealed.unwrap(),
        };
        self.house().store.write(async move |tx| submissions::insert(tx, &new).await).await.unwrap();
        self.last += 1;
    }

    /// Erases a record, as the end of its retention would.
    async fn erase(&mut self, seq: i64) {
        self.standing.remove(&seq);
        // The number after the last is given out again.
        self.sql(&format!("DELETE FROM submissions WHERE seq = {seq}")).await;
        self.last = segments::last(&mut self.house().store.read().await.unwrap(), &self.form).await.unwrap();
    }

    async fn review(&self, seq: i64, review: &str) {
        self.sql(&format!("UPDATE submissions SET review = '{review}' WHERE seq = {seq}")).await;
    }

    async fn sql(&self, text: &str) {
        let (place, text) = (self.test.engine.place(), AssertSqlSafe(text.to_owned()));
        match self.test.engine.store.engine() {
            Engine::Sqlite => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{place}")).await.unwrap();
                sqlx::raw_sql(text).execute(&mut conn).await.unwrap();
            }
            Engine::Postgres => {
                let mut conn = sqlx::PgConnection::connect(&place).await.unwrap();
                sqlx::raw_sql(text).execute(&mut conn).await.unwrap();
            }
        }
    }

    async fn keep_up(&self) -> u64 {
        keep_up(self.house(), &mut Kept::default()).await.unwrap()
    }

    /// Runs whose answers are kept, by the question `age`.
    async fn runs(&self) -> i64 {
        segments::count(&mut self.house().store.read().await.unwrap(), &self.form, "age").await.unwrap()
    }

    /// Both rounds as they are worked out are those that opening every record gives.
    async fn compare(&self, when: &str) {
        for round in &self.survey().pack.rounds[..2] {
            let gathered = gather(self.house(), self.survey(), round).await.unwrap();
            let (opened, set_aside) = opened(self.house(), self.survey(), round, &self.form).await;
            assert_eq!(gathered.frame.records(), opened.records(), "{when}: round {}", round.id);
            assert!(gathered.frame == opened, "{when}: round {}", round.id);
            assert_eq!(gathered.set_aside, set_aside, "{when}: round {}", round.id);
        }
    }
}

/// The answers of a round, every record opened, and which of them were set aside.
async fn opened(house: &House, survey: &Survey, round: &Round, form: &str) -> (Frame, Vec<bool>) {
    let mut set_aside = Vec::new();
    let mut gathering = Gathering::new(&survey.pack, &survey.fields);
    let mut records = Records::of(house, form).await.unwrap();
    let tables = Tables::of(&records.versions().await.unwrap());
    while let Some(record) = records.next().await.unwrap() {
        if record.encrypted {
            continue;
        }
        let mut answers = BTreeMap::new();
        tables
            .read(&record.xml, &mut |row| {
                for (field, value) in tables.all()[0].fields.iter().zip(row.values) {
                    answers
                        .extend(value.clone().map(|value| (field.name.rsplit('/').next().unwrap(), value)));
                }
                Ok::<(), SubmittedError>(())
            })
            .unwrap();
        let begun =
            answers.get("start").map_or(record.received.date().to_string(), |time| time[..10].to_owned());
        if (round.from.to_string()..=round.to.to_string()).contains(&begun) {
            gathering.add(
                |question| answers.get(question).map(String::as_str),
                |code| Some(house.places.get(code)?.ancestor_at(Level::Commune)?.code().to_owned()),
            );
            set_aside.push(record.review == "rejected");
        }
    }
    (gathering.frame(), set_aside)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_to_records_a_round_holds_what_opening_them_all_would_give() {
    for engine in testkit::engines().await {
        let name = engine.store.engine();
        let mut field = Field::on(engine).await;
        let chance = SeededEntropy::new(2027);
        let mut seen = BTreeSet::new();
        for step in 0..150 {
            let any =
                field.standing.keys().copied().nth(chance.below(field.standing.len().max(1) as u64) as usize);
            let what = chance.below(20);
            let when = format!("{name}, step {step}, {what}");
            match (what, any) {
                (0, _) => field.send_encrypted().await,
                (1..=5, Some(seq)) => field.send(Some(seq)).await,
                (6, Some(seq)) => field.erase(seq).await,
                (7, _) => drop(field.keep_up().await),
                // What is damaged or exchanged is noticed and made anew.
                (8, _) => {
                    field.sql("UPDATE survey_segments SET bytes = reading WHERE question = 'age'").await
                }
                (9, _) => {
                    field.sql("UPDATE survey_segments SET first = first + 8000000 WHERE first = 1").await
                }
                // Read by another program, or for another pack.
                (10, _) => field.sql("UPDATE survey_segments SET reading = bytes WHERE first > 20").await,
                (11, Some(seq)) => field.review(seq, "rejected").await,
                (12, Some(seq)) => field.review(seq, "received").await,
                _ => field.send(None).await,
            }
            seen.insert(what);
            if step % 10 == 9 {
                field.compare(&when).await;
            }
        }
        assert_eq!(seen.len(), 20, "everything happened");
        field.compare("at the end").await;
        assert_eq!(field.runs().await, field.last / i64::from(RUN));
        assert!(field.runs().await > 8, "{name}: {}", field.runs().await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_in_a_segment_is_not_opened_again() {
    for engine in testkit::engines().await {
        let mut field = Field::on(engine).await;
        for _ in 0..27 {
            field.send(None).await;
        }
        assert_eq!(field.keep_up().await, 3);
        assert_eq!(field.keep_up().await, 0, "the second time there is nothing to do");
        let rounds = &field.survey().pack.rounds[..2];
        let before = gather(field.house(), field.survey(), &rounds[0]).await.unwrap().frame;
        // Without the trigger nobody learns that the records were spoiled.
        field
            .sql(match field.test.engine.store.engine() {
                Engine::Sqlite => "DROP TRIGGER submissions_changed",
                Engine::Postgres => "DROP TRIGGER submissions_changed ON submissions",
            })
            .await;
        field.sql("UPDATE submissions SET xml = digest WHERE seq <= 24").await;
        assert_eq!(gather(field.house(), field.survey(), &rounds[0]).await.unwrap().frame, before);
        field.sql("UPDATE submissions SET xml = digest WHERE seq = 25").await;
        assert!(gather(field.house(), field.survey(), &rounds[0]).await.is_err(), "those since are opened");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_erases_a_record_or_a_form_erases_what_was_kept_of_its_answers() {
    for engine in testkit::engines().await {
        let mut field = Field::on(engine).await;
        for _ in 0..24 {
            field.send(None).await;
        }
        field.keep_up().await;
        field.erase(12).await;
        assert_eq!(field.runs().await, 2, "the run of the record is gone with it");
        field.compare("a run is missing").await;
        assert_eq!(field.runs().await, 3, "and is made anew without it");
        field.sql("UPDATE submissions SET encrypted = TRUE WHERE seq = 3").await;
        assert_eq!(field.runs().await, 2, "so is one whose record becomes another");
        field.compare("a record is another").await;
        field.sql("DELETE FROM submissions").await;
        assert_eq!(field.runs().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chore_that_is_cut_off_or_done_by_two_leaves_each_run_whole_and_once() {
    for engine in testkit::engines().await {
        let mut field = Field::on(engine).await;
        // So many runs that the first is seen long before the last is made.
        for _ in 0..160 {
            field.send(None).await;
        }
        let cut = tokio::spawn({
            let house = Arc::clone(field.house());
            async move { keep_up(&house, &mut Kept::default()).await.map(drop) }
        });
        while field.runs().await == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        cut.abort();
        assert!(cut.await.unwrap_err().is_cancelled());
        field.compare("cut off").await;
        field.sql("DELETE FROM survey_segments WHERE first > 16").await;
        let (one, other) = tokio::join!(field.keep_up(), field.keep_up());
        assert!(one + other >= 18, "{one} {other}");
        assert_eq!(field.runs().await, 20);
        field.compare("by two").await;
        // A form that belongs to no survey any more keeps no columns.
        field.sql("UPDATE forms SET pack = NULL").await;
        field.keep_up().await;
        assert_eq!(field.runs().await, 0);
    }
}
