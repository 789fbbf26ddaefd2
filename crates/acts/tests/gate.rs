//! The gate under load: the same for everybody, in order, each ticket once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected ends")]

use acts::gate::{Admission, admit};
use testhouse::TestHouse;

async fn house(per_minute: Option<u32>) -> TestHouse {
    TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = per_minute).await
}

fn wait(test: &TestHouse, ticket: Option<&str>) -> (u32, String) {
    match admit(&test.house, ticket).unwrap() {
        Admission::Wait { seconds, ticket } => (seconds, ticket),
        Admission::Now => panic!("let in"),
    }
}

fn let_in(test: &TestHouse, ticket: Option<&str>) -> bool {
    admit(&test.house, ticket).unwrap() == Admission::Now
}

#[tokio::test]
async fn without_a_limit_nobody_waits() {
    let test = house(None).await;
    assert!((0..1000).all(|_| let_in(&test, None)));
}

#[tokio::test]
async fn a_minutes_reports_come_in_at_once_and_the_next_ones_wait_their_turn_in_order() {
    let test = house(Some(6)).await;
    assert!((0..6).all(|_| let_in(&test, None)));
    let (first, first_ticket) = wait(&test, None);
    let (second, second_ticket) = wait(&test, None);
    assert_eq!((first, second), (10, 20));

    test.clock.advance(9);
    assert_eq!(wait(&test, Some(&first_ticket)), (1, first_ticket.clone()), "too early keeps its turn");
    test.clock.advance(1);
    assert_eq!(wait(&test, None).0, 20, "who comes now stands behind those who wait");
    assert!(let_in(&test, Some(&first_ticket)));
    assert_eq!(wait(&test, Some(&second_ticket)).0, 10);
    test.clock.advance(10);
    assert!(let_in(&test, Some(&second_ticket)));
}

#[tokio::test]
async fn a_ticket_is_good_once_and_nobody_can_write_one() {
    let test = house(Some(6)).await;
    assert!((0..6).all(|_| let_in(&test, None)));
    let (_, ticket) = wait(&test, None);
    test.clock.advance(10);
    assert!(let_in(&test, Some(&ticket)));
    assert!(!let_in(&test, Some(&ticket)));
    for forged in ["", "AAAA", "0", &"A".repeat(64), &format!("{ticket}A")] {
        assert!(!let_in(&test, Some(forged)), "{forged}");
    }
}

#[tokio::test]
async fn a_flood_sets_no_turn_aside_beyond_ten_minutes_and_the_gate_opens_again_after_it() {
    let test = house(Some(6)).await;
    let mut longest = 0;
    for _ in 0..10_000 {
        if let Admission::Wait { seconds, .. } = admit(&test.house, None).unwrap() {
            longest = longest.max(seconds);
        }
    }
    assert_eq!(longest, 600);
    test.clock.advance(11 * 60);
    assert!(let_in(&test, None));
}
