//! Releases from the store, on both engines: what is counted, when, and that it stays.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected ends")]

use acts::{casework, chores, office, publish};
use civic::directory::Role;
use civic::publication::{Measure, OfficeMeasure, Period, Quarter, Release};
use kernel::{CaseId, Date, Month, Timestamp};
use store::cases;
use testhouse::TestHouse;

const PLACE: &str = "ML040601";
const Q1: Period = Period::Quarter(Quarter { year: 2027, quarter: 1 });
const Q2: Period = Period::Quarter(Quarter { year: 2027, quarter: 2 });

fn day(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).unwrap()
}

fn go_to(test: &TestHouse, date: Date) {
    test.clock.set(Timestamp::start_of(date).plus_seconds(9 * 3600));
}

/// Synthetic reports about the police of one commune; their references.
async fn reports(test: &TestHouse, count: usize) -> Vec<String> {
    let mut references = Vec::new();
    for _ in 0..count {
        references.push(test.report(&[("place", PLACE)]).await.reference);
    }
    references
}

async fn release(test: &TestHouse) -> Release {
    publish::release(&test.house, "denunciation", test.house.today()).await.unwrap()
}

fn received(release: &Release, period: Period) -> Option<u64> {
    release.cell("ML", None, period, Measure::Received).count()
}

async fn version(test: &TestHouse, id: CaseId) -> u32 {
    cases::read(&mut test.house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quarter_is_published_when_its_delay_is_over_and_not_a_day_before() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        reports(&test, 30).await;
        go_to(&test, day(2027, Month::May, 29));
        assert_eq!(release(&test).await.periods(), []);
        go_to(&test, day(2027, Month::May, 30));
        let due = release(&test).await;
        assert_eq!((due.periods().contains(&Q1), received(&due, Q1)), (true, Some(30)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_delay_of_the_house_goes_before_that_of_the_pack() {
    let engine = testkit::sqlite().await;
    let test = TestHouse::with(engine, |terms| terms.publication_delay = Some(5)).await;
    reports(&test, 20).await;
    go_to(&test, day(2027, Month::April, 5));
    assert_eq!(received(&release(&test).await, Q1), Some(20));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_speaks_neither_for_a_day_to_come_nor_for_one_before_the_last_and_is_made_once_a_day() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        reports(&test, 20).await;
        let house = &test.house;
        assert!(
            publish::release(house, "denunciation", day(2027, Month::June, 1)).await.is_err(),
            "half a quarter"
        );
        go_to(&test, day(2027, Month::June, 1));
        let first = release(&test).await;
        reports(&test, 20).await;
        assert_eq!(release(&test).await, first, "the same day again");
        assert!(publish::release(house, "denunciation", day(2027, Month::May, 1)).await.is_err());
        let known = publish::current(house, "denunciation", None).await.unwrap().unwrap();
        assert_eq!((*known.release == first, known.editions.len()), (true, 1));
        let again = publish::current(house, "denunciation", Some(&known)).await.unwrap().unwrap();
        assert!(std::sync::Arc::ptr_eq(&known, &again), "what has not changed is not read again");
        go_to(&test, day(2027, Month::September, 1));
        let second = release(&test).await;
        let now = publish::current(house, "denunciation", Some(&known)).await.unwrap().unwrap();
        assert_eq!((*now.release == second, now.editions.len()), (true, 2));
        assert_eq!(now.editions[0].as_of, day(2027, Month::September, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_stays_whatever_becomes_of_its_cases() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let team = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(team), None).await;
        let references = reports(&test, 30).await;
        let house = &test.house;
        let bakary = test.handler("bakary").await;
        // Five go unfounded, and will be erased; two are duplicates of the tenth.
        for reference in &references[..5] {
            let id = casework::find(house, &bakary, reference).await.unwrap();
            casework::close(house, &bakary, id, version(&test, id).await, "unfounded").await.unwrap();
        }
        go_to(&test, day(2027, Month::June, 1));
        let first = release(&test).await;
        assert_eq!(received(&first, Q1), Some(30));

        let bakary = test.handler("bakary").await;
        let into = casework::find(house, &bakary, &references[9]).await.unwrap();
        for reference in &references[10..12] {
            let id = casework::find(house, &bakary, reference).await.unwrap();
            casework::merge(house, &bakary, id, version(&test, id).await, into).await.unwrap();
        }
        reports(&test, 25).await;
        go_to(&test, day(2028, Month::June, 1));
        assert_eq!(chores::run(house).await.unwrap().erased, 5);
        let second = release(&test).await;
        for cell in first.cells() {
            let now = second.cell(cell.place(), cell.service(), cell.period(), cell.measure()).count();
            assert_eq!(now, Some(cell.count()), "{cell:?}");
        }
        // Nothing that was withheld has appeared either.
        let old = second.cells().filter(|cell| first.periods().contains(&cell.period())).count();
        assert_eq!(old, first.cells().count());
        assert!(second.periods().contains(&Q2));
        let total = second.running_total("ML", None, Measure::Received);
        assert_eq!(total, Some((Quarter { year: 2028, quarter: 1 }, 55)), "what came later is added");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn duplicates_joined_before_the_release_count_once() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let team = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(team), None).await;
        let references = reports(&test, 33).await;
        let bakary = test.handler("bakary").await;
        let into = casework::find(&test.house, &bakary, &references[0]).await.unwrap();
        for reference in &references[1..9] {
            let id = casework::find(&test.house, &bakary, reference).await.unwrap();
            let seen = version(&test, id).await;
            casework::merge(&test.house, &bakary, id, seen, into).await.unwrap();
        }
        go_to(&test, day(2027, Month::June, 1));
        assert_eq!(received(&release(&test).await, Q1), Some(25));
    }
}

/// Hands cases over on 1 March: an answer is owed by the middle of April.
async fn handed_over(test: &TestHouse, references: &[String]) -> Vec<(CaseId, office::Handed)> {
    let house = &test.house;
    let body = test.office("Inspection synthétique", "inspectorate").await;
    let bakary = test.handler("bakary").await;
    let mut handed = Vec::new();
    for reference in references {
        let id = casework::find(house, &bakary, reference).await.unwrap();
        let checks = vec!["precise".to_owned()];
        casework::assess(house, &bakary, id, version(test, id).await, 3, checks, "Précis.").await.unwrap();
        casework::summarise(house, &bakary, id, version(test, id).await, "Résumé synthétique.")
            .await
            .unwrap();
        let seen = version(test, id).await;
        handed.push((id, office::refer(house, &bakary, id, seen, body, None).await.unwrap()));
    }
    handed
}

async fn replied(test: &TestHouse, handed: &office::Handed, replies: Vec<office::Reply>) {
    let cookie = office::unlock(&test.house, &handed.link, &handed.code).await.unwrap();
    for reply in replies {
        let mandate = office::mandate(&test.house, &handed.link, &cookie).await.unwrap();
        office::reply(&test.house, &mandate, reply, Vec::new()).await.unwrap();
    }
}

async fn take_back(test: &TestHouse, handed: &[(CaseId, office::Handed)]) {
    let bakary = test.handler("bakary").await;
    for (id, _) in handed {
        casework::recall(&test.house, &bakary, *id, version(test, *id).await, "Silence.").await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_overdue_from_the_day_its_letters_name_and_nothing_later_undoes_it() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let team = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(team), None).await;
        let references = reports(&test, 50).await;
        let handed = handed_over(&test, &references).await;
        let answer = || office::Reply::Answer { text: "Agent muté.".into(), measure: "sanction".into() };
        for (_, handed) in &handed[..10] {
            replied(&test, handed, vec![office::Reply::Acknowledge, answer()]).await;
        }
        take_back(&test, &handed[20..30]).await;
        go_to(&test, day(2027, Month::May, 3));
        for (_, handed) in &handed[10..20] {
            replied(&test, handed, vec![answer()]).await;
        }
        // The 45th working day is 6 May.
        go_to(&test, day(2027, Month::May, 7));
        chores::run(&test.house).await.unwrap();
        take_back(&test, &handed[30..40]).await;
        go_to(&test, day(2027, Month::September, 1));
        let release = release(&test).await;
        let total = release.all_offices(Period::Through(Quarter { year: 2027, quarter: 2 }));
        assert_eq!(total.received().count(), Some(50));
        assert_eq!(total.answered_in_time().count(), Some(10));
        assert_eq!(total.answered().count(), Some(20));
        assert_eq!(total.acknowledged_in_time().count(), Some(10));
        // Of fifty, ten were answered in time, ten late but before silence counts, and ten taken back early; what was taken
        // back after that day counts.
        assert_eq!(total.overdue().count(), Some(20), "{:?} are overdue", OfficeMeasure::Overdue);
    }
}
