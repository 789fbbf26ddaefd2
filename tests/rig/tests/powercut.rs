//! The power goes: whatever had not reached the disk is gone, and what was acknowledged had reached it.

use rig::faults::{Disk, is_root};
use rig::loader::Ledger;
use rig::{Engine, Form, Home, Loader, Server, chance, rounds};
use std::sync::Arc;
use std::time::Duration;

#[test]
#[ignore = "needs root and the built binary: cargo xtask powercut"]
fn every_acknowledged_receipt_opens_after_a_power_cut() {
    assert!(is_root(), "a power cut is made on a file system of its own, which only root can mount");
    let chance = chance();
    let disk = Disk::new(256);
    let home = Home::at(&disk.mount.join("data"), Engine::Sqlite);
    let ledger = Arc::new(Ledger::default());
    for round in 0..rounds() {
        let before = ledger.len();
        let mut server = Server::start(&home);
        let form = Form::of(&server);
        let loader = Loader::start(&server, &form, &ledger, 8, u64::from(round));
        loader.wait_for(&ledger, before + 1);
        std::thread::sleep(Duration::from_micros(chance.below(300_000)));
        // An answer that races with the cut may be read after it: only what was told before counts.
        let told = ledger.len();
        disk.cut_power();
        server.kill();
        loader.finish();
        disk.detach();
        disk.attach();

        home.audited_cases();
        let server = Server::start(&home);
        ledger.resend(&server, &form);
        ledger.check_range(&server, &form, before..told);
    }
    println!("SQLite on ext4: {} power cuts, {} reports acknowledged, none lost", rounds(), ledger.len());
}
