//! The main job under a crowd: complete reports a second, on SQLite, every one derived, sealed and durable.

use crate::table::{at_least, at_most, head, percentile, plain};
use crate::{floor, load, weight};
use rig::{Engine, Form, Home, Server, scratch};
use std::path::Path;

const MIB: f64 = 1024.0;

pub fn run(clients: usize, seconds: u64) {
    let home = Home::new("bench", Engine::Sqlite);
    let mut server = Server::start(&home);
    let start = server.start;
    std::thread::sleep(std::time::Duration::from_secs(1));
    let idle = server.memory_kib("VmRSS") as f64 / MIB;
    let form = Form::of(&server);
    let (body, before) = (form.least(), size(&home.data));

    let crowd = load::intake(&server, &body, clients, seconds);
    let peak = server.memory_kib("VmHWM") as f64 / MIB;
    let words =
        ["segu", "bamako", "koulikoro", "tombuktu", "gao", "sikaso", "kayes", "mopti", "niono", "kati"];
    let searches = words.map(|word| format!("/api/v1/places?q={word}&lang=fr&limit=10"));
    let places = load::ask(&mut server.client(), &searches, "", 500);
    let pages = ["/fr/report/denunciation", "/fr", "/fr/follow", "/data", "/desk"];
    let weights = pages.map(|page| (page, weight::first_load(&server, page) / 1024.0));
    server.stop();

    let reports = crowd.times.len();
    let bytes = (size(&home.data).saturating_sub(before) / reports.max(1) as u64) as usize;
    let floor = floor::rows_per_second(&scratch("floor"), bytes, clients, seconds.min(5));
    head(&format!("Intake: {clients} clients, {seconds} s, SQLite WAL/FULL, the clients on the same cores"));
    at_least("complete reports", crowd.rate(), 150.0, "/s");
    at_most("failures", crowd.failures as f64, 0.0, "");
    plain("p50", percentile(&crowd.times, 0.50), "ms");
    at_most("p95", percentile(&crowd.times, 0.95), 2000.0, "ms");
    plain("p99", percentile(&crowd.times, 0.99), "ms");
    plain("bytes on disk a report", bytes as f64, "B");
    plain("floor: bare inserts of as many bytes", floor, "/s");
    plain("share of the floor", crowd.rate() / floor * 100.0, "%");
    at_most("memory idle", idle, 64.0, "MiB");
    at_most("memory at the peak", peak, 256.0, "MiB");
    at_most("start, empty", start.as_secs_f64(), 1.0, "s");
    at_most("place search p95", percentile(&places, 0.95), 5.0, "ms");
    for (page, weight) in weights {
        at_most(
            &format!("first load of {page}"),
            weight,
            if page.contains("report") { 6.0 } else { 14.0 },
            "kB",
        );
    }
}

/// Bytes of the database and its log.
fn size(data: &Path) -> u64 {
    let file = |name: &str| std::fs::metadata(data.join(name)).map_or(0, |file| file.len());
    file("dannaya.db") + file("dannaya.db-wal")
}
