//! A million facts, in a release build: `cargo test --release -p civic --test publication -- --ignored --nocapture`.

use super::world::{World, due};
use civic::publication::PublicationRule;
use std::time::Instant;

#[test]
#[ignore = "a measurement, for release builds"]
fn a_million_facts_fold_into_a_release_in_under_ten_seconds() {
    for facts in [1_000, 10_000, 100_000, 1_000_000] {
        let world = World::country(2, facts, 12);
        let start = Instant::now();
        let ledger = world.ledger(PublicationRule::house());
        let counted = start.elapsed();
        let edition = ledger.release(due(11), None).unwrap();
        let all = start.elapsed();
        let bytes = edition.release.write().len();
        println!(
            "{facts} facts: counted in {counted:?}, released in {all:?}, {} figures, {bytes} bytes public, {} kept",
            edition.release.cells().count(),
            edition.base.write().len()
        );
        assert!(all.as_secs() < 10);
    }
}
