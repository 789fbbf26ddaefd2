//! The process is killed at random moments under load: what was acknowledged is there, and whole.
#![expect(clippy::print_stdout, reason = "a trial says what it went through")]

use rig::loader::Ledger;
use rig::{Engine, Form, Home, Loader, Server, chance, engines, rounds};
use std::sync::Arc;
use std::time::Duration;

const REPORTERS: usize = 8;

#[test]
#[ignore = "needs the built binary: cargo xtask test --only crash"]
fn every_acknowledged_receipt_opens_after_a_kill_at_any_moment() {
    for engine in engines("crash") {
        kill_again_and_again(engine);
    }
}

fn kill_again_and_again(engine: Engine) {
    let chance = chance();
    let name = engine.name();
    let home = Home::new("crash", engine);
    let ledger = Arc::new(Ledger::default());
    let mut interrupted = 0;
    for round in 0..rounds() {
        let before = ledger.len();
        let mut server = Server::start(&home);
        let form = Form::of(&server);
        let loader = Loader::start(&server, &form, &ledger, REPORTERS, u64::from(round));
        loader.wait_for(&ledger, before + 1);
        std::thread::sleep(Duration::from_micros(chance.below(300_000)));
        server.kill();
        loader.finish();
        interrupted += ledger.unanswered();

        home.audited_cases();
        let server = Server::start(&home);
        ledger.resend(&server, &form);
        ledger.check(&server, &form, before);
    }
    let server = Server::start(&home);
    ledger.check(&server, &Form::of(&server), 0);
    drop(server);
    let cases = home.audited_cases();
    assert_eq!(cases, ledger.len() as u64, "a key without its case, or a case without its key, on {name}");
    println!(
        "{name}: {} kills, {cases} reports acknowledged, {interrupted} interrupted, none lost",
        rounds()
    );
}
