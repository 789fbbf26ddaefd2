//! Storage fails under a running server: nobody is told that a lost report was kept, and the process says so and stops.
#![expect(
    clippy::print_stdout,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a trial whose ground gives way has failed, with this message"
)]

use rig::faults::{Disk, Injection, is_root};
use rig::loader::Ledger;
use rig::server::gave_up;
use rig::{Engine, Form, Home, Loader, Server, chance, rounds};
use std::sync::Arc;
use std::time::Duration;

const REPORTERS: usize = 4;

/// How long a process may go on after its storage failed under load.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
#[ignore = "needs strace and the built binary: cargo xtask test --only faults"]
fn after_a_failed_sync_nothing_more_is_acknowledged_and_the_process_stops() {
    fail_again_and_again("fdatasync,fsync", "EIO");
}

#[test]
#[ignore = "needs strace and the built binary: cargo xtask test --only faults"]
fn after_a_write_without_space_nothing_more_is_acknowledged_and_the_process_stops() {
    fail_again_and_again("pwrite64,write,ftruncate", "ENOSPC");
}

/// On a disk of its own, whose power is cut after each failure: what was never synced is read back from the memory of the
/// system until then, and a false acknowledgement would not show.
fn fail_again_and_again(calls: &str, error: &str) {
    let chance = chance();
    let disk = is_root().then(|| Disk::new(128));
    if disk.is_none() {
        not_tried(&format!("whether {error} on {calls} loses what was acknowledged"));
    }
    let home = match &disk {
        Some(disk) => Home::at(&disk.mount.join("data"), Engine::Sqlite),
        None => Home::new("faults", Engine::Sqlite),
    };
    let ledger = Arc::new(Ledger::default());
    for round in 0..rounds() {
        let before = ledger.len();
        let mut server = Server::start(&home);
        let form = Form::of(&server);
        let loader = Loader::start(&server, &form, &ledger, REPORTERS, u64::from(round));
        loader.wait_for(&ledger, before + 1);
        std::thread::sleep(Duration::from_micros(chance.below(200_000)));
        let injection = Injection::start(&server, &home.data, calls, error);
        must_stop(&mut server, &home, error);
        drop(injection);
        loader.finish();
        if let Some(disk) = &disk {
            disk.lose_power();
        }
        after_repair(&home, &ledger, before);
    }
    println!("{error} on {calls}: {} failures, {} reports acknowledged, none lost", rounds(), ledger.len());
}

#[test]
#[ignore = "needs root and the built binary: cargo xtask test --only faults"]
fn a_full_disk_loses_no_acknowledged_report_and_work_goes_on_when_space_returns() {
    if !is_root() {
        not_tried("a full disk");
        return;
    }
    let disk = Disk::new(24);
    let home = Home::at(&disk.mount.join("data"), Engine::Sqlite);
    let ballast = disk.mount.join("ballast");
    let ledger = Arc::new(Ledger::default());
    for round in 0..3 {
        let before = ledger.len();
        let mut server = Server::start(&home);
        let form = Form::of(&server);
        fill(&ballast, 256 * 1024 * (round + 1));
        let loader = Loader::start(&server, &form, &ledger, REPORTERS, round);
        must_stop(&mut server, &home, "a full disk");
        loader.finish();
        drop(std::fs::remove_file(&ballast));
        after_repair(&home, &ledger, before);
    }
    println!("full disk: 3 times, {} reports acknowledged, none lost", ledger.len());
}

/// Says so where nobody can miss it: a trial that was not made must not look like one that was passed.
fn not_tried(what: &str) {
    println!(
        "\n*** NOT TRIED: {what}. Only root can mount a file system of its own: run this as root. ***\n"
    );
}

/// Takes all the space that is left but `spare` bytes.
fn fill(ballast: &std::path::Path, spare: u64) {
    use std::io::Write;
    let mut file = std::fs::File::create(ballast).unwrap();
    while file.write_all(&[0; 65536]).is_ok() {}
    let size = file.metadata().unwrap().len();
    file.set_len(size.saturating_sub(spare)).unwrap();
    drop(file.sync_all());
}

fn must_stop(server: &mut Server, home: &Home, fault: &str) {
    let status = server.wait(PATIENCE);
    let status =
        status.unwrap_or_else(|| panic!("{fault}: the server goes on after {PATIENCE:?}\n{}", home.tail()));
    assert!(gave_up(status), "{fault}: the server ended with {status}\n{}", home.tail());
    let said = home.tail().to_lowercase();
    let names_storage =
        ["storage", "disk", "database", "write", "sync"].iter().any(|word| said.contains(word));
    assert!(
        said.contains("error") && names_storage,
        "{fault}: the log does not say why the server stopped:\n{said}"
    );
}

fn after_repair(home: &Home, ledger: &Ledger, before: usize) {
    home.audited_cases();
    let server = Server::start(home);
    let form = Form::of(&server);
    ledger.check(&server, &form, before);
    ledger.resend(&server, &form);
}
