//! Can receipts that are unknown, mistyped or erased be told apart by how long the answer takes? A thousand of each, asked
//! in turn, and Welch's t for every pair: |t| below 4.5 says no. Everything runs in this process with cheap stretching, so
//! that a difference has little noise to hide in.
//!
//! `cargo run --release -p site --example receipt_timing`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement that a person runs and reads")]

use civic::directory::Role;
use serde_json::json;
use std::time::Instant;
use testhouse::TestHouse;

const TIMES: usize = 1000;

#[tokio::main]
async fn main() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let erased = test.report(&[]).await;
    let kept = test.report(&[]).await.receipt;
    erase(&test, &erased.reference).await;
    let other = char::from(b'0' + (kept.as_bytes()[19] - b'0' + 1) % 10);
    let receipts = [
        ("unknown", "0".repeat(20)),
        ("mistyped", format!("{}{other}", &kept[..19])),
        ("not digits", "my receipt".to_owned()),
        ("erased", erased.receipt),
    ];
    let mut client = test.visitor();
    let mut times = vec![Vec::with_capacity(TIMES); receipts.len()];
    for round in 0..TIMES + 50 {
        // Forwards and backwards by turns, so that none gains from what stands before it.
        for place in 0..receipts.len() {
            let at = if round % 2 == 0 { place } else { receipts.len() - 1 - place };
            let (name, receipt) = &receipts[at];
            let begun = Instant::now();
            let reply = client.post_json("/api/v1/receipts", &json!({ "receipt": receipt })).await;
            let took = begun.elapsed().as_secs_f64() * 1e6;
            assert_eq!(reply.status, 404, "{name}");
            // The first rounds warm caches and pools.
            if round >= 50 {
                times[at].push(took);
            }
        }
    }
    for (at, (name, _)) in receipts.iter().enumerate() {
        let (mean, variance) = moments(&times[at]);
        println!("{name:>10}: mean {mean:8.1} µs, deviation {:8.1} µs", variance.sqrt());
        for (other, (other_name, _)) in receipts.iter().enumerate().skip(at + 1) {
            println!("{:>14} {other_name}: t = {:+.2}", "against", welch(&times[at], &times[other]));
        }
    }
}

/// Mean and variance without the slowest twentieth: a sleep of the machine says nothing about the receipt.
fn moments(times: &[f64]) -> (f64, f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.truncate(times.len() * 19 / 20);
    let count = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / count;
    let variance = sorted.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance)
}

fn welch(one: &[f64], other: &[f64]) -> f64 {
    let ((mean, variance), (other_mean, other_variance)) = (moments(one), moments(other));
    let count = one.len() as f64 * 0.95;
    (mean - other_mean) / (variance / count + other_variance / count).sqrt()
}

/// Closes a case and lets the time pass after which its contents go.
async fn erase(test: &TestHouse, reference: &str) {
    let team = test.team("Alpha").await;
    test.member("awa", Role::Coordinator, Some(team), None).await;
    let awa = test.handler("awa").await;
    let id = acts::casework::find(&test.house, &awa, reference).await.unwrap();
    let seen = acts::casework::open(&test.house, &awa, id).await.unwrap().case.version;
    acts::casework::close(&test.house, &awa, id, seen, "unfounded").await.unwrap();
    test.clock.advance(2 * 365 * 24 * 3600);
    assert_eq!(acts::chores::run(&test.house).await.unwrap().erased, 1);
}
