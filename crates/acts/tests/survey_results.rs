//! Results of surveys from what volunteers sent, on both engines: when they are published, what they hold, and that they stay.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected ends")]

use acts::survey::results::{due, gather, publish_due, published};
use civic::survey::{Reading, Voice};
use kernel::{Date, Month, Timestamp};
use store::releases;
use testhouse::TestHouse;

fn day(month: Month, day: u8) -> Date {
    Date::from_calendar_date(2027, month, day).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_published_once_when_its_delay_is_over() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let house = &test.house;
        let held = test.interviews("civact", 12).await;
        let survey = house.survey("civact").unwrap();
        let round = &survey.pack.rounds[0];
        assert_eq!(gather(house, survey, round).await.unwrap().frame.records(), held);
        assert_eq!(gather(house, survey, &survey.pack.rounds[1]).await.unwrap().frame.records(), 0);
        // Its last day is 28 February, its delay two weeks.
        let first = due(house, survey, round);
        assert_eq!(first, day(Month::March, 14));
        test.clock.set(Timestamp::start_of(first));
        assert_eq!(publish_due(house, "civact", day(Month::March, 13)).await.unwrap(), []);
        let made = publish_due(house, "civact", first).await.unwrap();
        assert_eq!(made.len(), 1);
        assert!(
            (held as u64).abs_diff(made[0].interviews) < held as u64 / 8,
            "{held} {}",
            made[0].interviews
        );
        assert_eq!(published(house, "civact").await.unwrap(), made);
        // Rounds without interviews wait; what is published is not made again.
        assert_eq!(publish_due(house, "civact", day(Month::December, 31)).await.unwrap(), []);
        assert_eq!(published(house, "perception").await.unwrap(), []);
        assert!(published(house, "denunciation").await.is_err());
        let order = &made[0].rankings[0].figures[0].1[0].order;
        assert!(order.len() > 5, "{order:?}");
        let trust = made[0].indicator("trust").unwrap().by("sex").unwrap();
        let reading = Reading::of(trust.sheet.cell("", "yes").as_ref(), Voice::Asked);
        assert_eq!(reading.key, "survey-reading-asked");
        let stored =
            releases::latest(&mut house.store.read().await.unwrap(), "civact").await.unwrap().unwrap();
        let text = String::from_utf8(stored.bytes).unwrap();
        assert!(!text.contains("SYNTH") && !text.contains("uuid:"), "nobody's words leave the record");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_perception_survey_publishes_the_outcomes_of_the_programme() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let house = &test.house;
    test.interviews("perception", 20).await;
    let made = publish_due(house, "perception", day(Month::June, 1)).await.unwrap();
    let codes =
        |code: &str| made[0].indicators.iter().filter(|one| one.code.as_deref() == Some(code)).count();
    for code in ["1.1", "1.2", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3"] {
        assert_eq!(codes(code), 1, "{code}");
    }
    assert_eq!(codes("2.1"), 2, "the police and the gendarmerie");
    for indicator in &made[0].indicators {
        let sheet = &indicator.by("sex").unwrap().sheet;
        assert!(sheet.cell("", "yes").is_some(), "{}", indicator.id);
        assert!(
            sheet.cell("female", "yes").is_some() || sheet.base("female").is_none_or(|base| base < 60),
            "{}",
            indicator.id
        );
    }
}
