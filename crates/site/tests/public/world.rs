//! A house with some 300 synthetic reports over four communes and three quarters, thirty of them handed over.

use acts::office::Reply;
use acts::{casework, office, publish};
use civic::directory::Role;
use civic::publication::Release;
use kernel::{Date, Month, Timestamp};
use store::cases;
use testhouse::TestHouse;

/// A word that stands in every report, message, summary and address, and must stand nowhere in public.
pub const CANARY: &str = "Zqwyxkanari";

/// A house and what it published.
pub struct World {
    pub test: TestHouse,
    pub release: Release,
    /// References of all cases.
    pub references: Vec<String>,
}

pub fn day(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).unwrap()
}

pub fn go_to(test: &TestHouse, date: Date) {
    test.clock.set(Timestamp::start_of(date).plus_seconds(9 * 3600));
}

/// Communes, services and how many reports each gets a quarter. The last is too small to be shown.
const SPREAD: [(&str, &str, usize); 6] = [
    ("ML040601", "police", 32),
    ("ML040601", "health", 16),
    ("ML040602", "land", 21),
    ("ML030501", "police", 17),
    ("ML030501", "justice", 11),
    ("ML030502", "town_hall", 2),
];

impl World {
    pub async fn new() -> Self {
        let test = TestHouse::on(testkit::sqlite().await).await;
        let team = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(team), None).await;
        let bodies = [
            test.office("Inspection synthétique de la police", "inspectorate").await,
            test.office("Pôle synthétique", "pef").await,
        ];
        let mut references = Vec::new();
        let narrative = format!("Récit synthétique {CANARY}.");
        for (turn, month) in [Month::March, Month::May, Month::August].into_iter().enumerate() {
            go_to(&test, day(2027, month, 2));
            for (place, service, count) in SPREAD {
                for _ in 0..count {
                    let more = [("place", place), ("service", service), ("narrative", narrative.as_str())];
                    references.push(test.report(&more).await.reference);
                }
            }
            if turn == 0 {
                for (number, reference) in references.iter().take(30).enumerate() {
                    // Every other body answers at once, the rest are silent.
                    hand_over(&test, reference, bodies[usize::from(number >= 15)], number % 2 == 0).await;
                }
            }
        }
        go_to(&test, day(2027, Month::December, 15));
        acts::chores::run(&test.house).await.unwrap();
        let release = publish::release(&test.house, "denunciation", test.house.today()).await.unwrap();
        Self { test, release, references }
    }
}

async fn hand_over(test: &TestHouse, reference: &str, body: kernel::OfficeId, answers: bool) {
    let house = &test.house;
    let bakary = test.handler("bakary").await;
    let id = casework::find(house, &bakary, reference).await.unwrap();
    let version =
        async || cases::read(&mut house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version;
    casework::assess(house, &bakary, id, version().await, 3, vec!["precise".to_owned()], CANARY)
        .await
        .unwrap();
    casework::summarise(house, &bakary, id, version().await, CANARY).await.unwrap();
    let handed = office::refer(house, &bakary, id, version().await, body, None).await.unwrap();
    if answers {
        let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
        for reply in
            [Reply::Acknowledge, Reply::Answer { text: CANARY.to_owned(), measure: "sanction".to_owned() }]
        {
            let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
            office::reply(house, &mandate, reply, Vec::new()).await.unwrap();
        }
    }
}
