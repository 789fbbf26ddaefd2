//! The gate under load: the same for everybody, in order, each turn for one report, given back when it is not taken.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected ends")]

use acts::gate::{Admission, GRACE, Who, admit_page, admit_program, works};
use testhouse::TestHouse;

async fn house(per_minute: Option<u32>) -> TestHouse {
    TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = per_minute).await
}

fn who(number: u32) -> Who {
    let mut who = [0; 32];
    who[..4].copy_from_slice(&number.to_be_bytes());
    who
}

fn turn(test: &TestHouse, number: u32, ticket: Option<&str>) -> (u32, String) {
    match admit_page(&test.house, &who(number), ticket).unwrap() {
        Admission::Turn { seconds, ticket } => (seconds, ticket),
        other => panic!("{other:?}"),
    }
}

fn let_in(test: &TestHouse, number: u32, ticket: Option<&str>) -> bool {
    admit_page(&test.house, &who(number), ticket).unwrap() == Admission::Now
}

#[tokio::test]
async fn without_a_limit_nobody_waits() {
    let test = house(None).await;
    assert!((0..1000).all(|number| let_in(&test, number, None)));
}

#[tokio::test]
async fn a_minutes_reports_come_in_at_once_and_the_next_ones_wait_their_turn_in_order() {
    let test = house(Some(6)).await;
    assert!((0..6).all(|number| let_in(&test, number, None)));
    let (first, ticket) = turn(&test, 6, None);
    let (second, _) = turn(&test, 7, None);
    assert_eq!((first, second), (10, 20));

    test.clock.advance(9);
    assert_eq!(turn(&test, 6, Some(&ticket)).0, 1, "too early keeps its turn");
    assert_eq!(turn(&test, 6, None).0, 1, "with or without a ticket, one report has one turn");
    test.clock.advance(1);
    assert_eq!(turn(&test, 8, None).0, 20, "who comes now stands behind those who wait");
    assert!(let_in(&test, 6, Some(&ticket)));
    assert!(!let_in(&test, 6, Some(&ticket)), "a turn is good once");
    assert_eq!(turn(&test, 7, None).0, 10);
    test.clock.advance(10);
    assert!(let_in(&test, 7, None));
}

#[tokio::test]
async fn a_turn_that_nobody_takes_goes_back_to_the_house() {
    let test = house(Some(6)).await;
    for number in 0..66 {
        admit_page(&test.house, &who(number), None).unwrap();
    }
    assert!(matches!(admit_page(&test.house, &who(100), None).unwrap(), Admission::Full { .. }));
    test.clock.advance(10 * 60 + GRACE / 1000 + 1);
    assert!(
        (200..206).all(|number| let_in(&test, number, None)),
        "nobody of the flood came: its turns are free"
    );
}

#[tokio::test]
async fn when_no_turn_can_be_kept_the_gate_says_so_and_who_has_waited_longer_is_served_before_newcomers() {
    let test = house(Some(6)).await;
    let flood = |from: u32| {
        let mut number = from;
        while !matches!(admit_page(&test.house, &who(number), None).unwrap(), Admission::Full { .. }) {
            number += 1;
        }
        number + 1
    };
    let next = flood(0);
    let Admission::Full { seconds, ticket } = admit_page(&test.house, &who(9_000), None).unwrap() else {
        panic!("there is no room");
    };
    test.clock.advance(i64::from(seconds));
    flood(next);
    for forged in [None, Some(""), Some("AAAA"), Some(&*format!("{ticket}A"))] {
        assert!(matches!(admit_page(&test.house, &who(9_000), forged).unwrap(), Admission::Full { .. }));
    }
    let other = admit_page(&test.house, &who(9_001), Some(&ticket)).unwrap();
    assert!(matches!(other, Admission::Full { .. }), "a ticket is of use to its own report alone");
    let (wait, _) = turn(&test, 9_000, Some(&ticket));
    test.clock.advance(i64::from(wait));
    assert!(let_in(&test, 9_000, Some(&ticket)));
}

#[tokio::test]
async fn a_program_pays_for_a_turn_with_work_and_pays_again_for_the_next_one() {
    let test = house(Some(6)).await;
    let ask = |number, ticket, work| admit_program(&test.house, &who(number), ticket, work).unwrap();
    assert!((0..6).all(|number| ask(number, None, None) == Admission::Now), "without load nobody pays");
    for number in 6..1000 {
        assert!(
            matches!(ask(number, None, None), Admission::Work { .. }),
            "a cheap flood sets no turn aside"
        );
    }
    let Admission::Work { bits, ticket } = ask(1000, None, None) else { panic!("work") };
    let work = (0_u64..).map(|guess| guess.to_string()).find(|work| works(&ticket, work, bits)).unwrap();
    assert!(
        matches!(ask(1001, Some(&ticket), Some(&work)), Admission::Work { .. }),
        "work of another report"
    );
    let Admission::Turn { seconds, ticket: same } = ask(1000, Some(&ticket), Some(&work)) else {
        panic!("turn")
    };
    assert_eq!((seconds, &same), (10, &ticket));
    assert!(let_in(&test, 0, None), "the door of the pages has its own turns");
    test.clock.advance(10);
    assert_eq!(ask(1000, Some(&ticket), Some(&work)), Admission::Now);
    assert!(matches!(ask(1000, Some(&ticket), Some(&work)), Admission::Work { .. }), "work is good once");
}

#[tokio::test]
async fn a_flood_sets_no_turn_aside_beyond_ten_minutes_and_the_gate_opens_again_after_it() {
    let test = house(Some(6)).await;
    let mut longest = 0;
    for number in 0..10_000 {
        if let Admission::Turn { seconds, .. } = admit_page(&test.house, &who(number), None).unwrap() {
            longest = longest.max(seconds);
        }
    }
    assert_eq!(longest, 600);
    test.clock.advance(11 * 60);
    assert!(let_in(&test, 20_000, None));
}
