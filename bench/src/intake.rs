//! The main job under a crowd: complete reports a second, on SQLite, every one derived, sealed and durable.

use crate::demo::Demo;
use crate::desk::{self, Door};
use crate::table::{at_least, at_most, head, percentile, plain};
use crate::{floor, load, weight};
use rig::{Engine, Form, Home, Server, scratch};
use std::time::Duration;

const MIB: f64 = 1024.0;
/// Cases of the demo on which the crowd falls. Its handlers hold keys, so that each report is sealed to several people.
const CASES: u64 = 100;
/// People who log in in the same moment.
const AT_THE_DOOR: usize = 50;
/// Theirs all.
const PASSPHRASE: &str = "SYNTHETIC passphrase of the bench";
/// What a reporter tells, as long as the commonest reports.
const TOLD: &str = "SYNTHETIC report. I went to have a birth registered. The agent said that the stamps were used up and \
    would come in a week, and that there was another way for who is in a hurry. I asked for a receipt and was told that \
    none is given for that. Two persons who waited behind me were asked for the same sum. I came back on the next market \
    day with a neighbour; the same agent asked again and let us wait until the evening. I have the name of the agent and \
    the number of the window, and I am ready to tell more if somebody writes to me here.";

pub fn run(clients: usize, seconds: u64) {
    empty();
    let demo = Demo::lay("bench", CASES);
    let people = demo.invite(AT_THE_DOOR);
    let mut server = demo.serve();
    std::thread::sleep(Duration::from_secs(2));
    let idle = server.memory_kib("VmRSS") as f64 / MIB;
    let (body, before) = (Form::of(&server).complete(TOLD), demo.bytes());

    let crowd = load::intake(&server, &body, clients, seconds);
    let (peak, after) = (server.memory_kib("VmHWM") as f64 / MIB, server.memory_kib("VmRSS") as f64 / MIB);
    let reports = crowd.times.len();
    let bytes = (demo.bytes().saturating_sub(before) / reports.max(1) as u64) as usize;
    let scratch = scratch("floor");
    let floor = floor::rows_per_second(&scratch, bytes, clients, seconds.min(5));
    drop(std::fs::remove_dir_all(&scratch));

    head(&format!("Intake: {clients} clients, {seconds} s, SQLite WAL/FULL, the clients on the same cores"));
    at_least("complete reports", crowd.rate(), 150.0, "/s");
    at_most("failures", crowd.failures as f64, 0.0, "");
    plain("p50", percentile(&crowd.times, 0.50), "ms");
    at_most("p95", percentile(&crowd.times, 0.95), 2000.0, "ms");
    plain("p99", percentile(&crowd.times, 0.99), "ms");
    plain("bytes on disk a report", bytes as f64, "B");
    plain("floor: bare inserts of as many bytes", floor, "/s");
    plain("share of the floor", crowd.rate() / floor * 100.0, "%");
    at_most("memory idle, before", idle, 64.0, "MiB");
    at_most("memory at the peak", peak, 256.0, "MiB");
    plain("memory after", after, "MiB");
    search(&server);
    log_ins(&server, &people);
    weights(&server);
    server.stop();
    demo.clear();
}

/// A house that nobody has used yet.
fn empty() {
    let home = Home::new("bench", Engine::Sqlite);
    let mut server = Server::start(&home);
    std::thread::sleep(Duration::from_secs(1));
    head("An empty house");
    at_most("start", server.start.as_secs_f64(), 1.0, "s");
    at_most("memory idle", server.memory_kib("VmRSS") as f64 / MIB, 64.0, "MiB");
    server.stop();
}

/// Many people at the door of the desk in the same moment, each with a name and passphrase of their own, whose keys are wrapped
/// at the cost of a house in service. Who is asked to come back comes back at once; what counts is that all are let in.
fn log_ins(server: &Server, people: &[(String, String)]) {
    let enrolled = |(login, link): &(String, String)| {
        desk::enrol(server, link, PASSPHRASE);
        Door::with(server, login, PASSPHRASE, None).expect("the desk has a log-in form")
    };
    let doors: Vec<Door> = people.iter().map(enrolled).collect();
    server.forget_peak();
    let began = std::time::Instant::now();
    let enter = |door: &Door| {
        let (mut client, mut asked_back) = (server.client(), 0);
        loop {
            match door.enter(&mut client).map(|answer| answer.status) {
                Some(503) => asked_back += 1,
                status => return (status == Some(303), asked_back),
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    let entered: Vec<(bool, u32)> = std::thread::scope(|scope| {
        let all: Vec<_> = doors.iter().map(|door| scope.spawn(|| enter(door))).collect();
        all.into_iter().map(|one| one.join().expect("nobody breaks down at the door")).collect()
    });
    head(&format!("{AT_THE_DOOR} log-ins at once (Argon2id, 64 MiB each)"));
    at_most("not let in", entered.iter().filter(|(let_in, _)| !let_in).count() as f64, 0.0, "");
    plain("asked to come back, times", entered.iter().map(|(_, times)| f64::from(*times)).sum(), "");
    plain("until the last is in", began.elapsed().as_secs_f64(), "s");
    at_most("memory at the peak", server.memory_kib("VmHWM") as f64 / MIB, 256.0, "MiB");
    std::thread::sleep(Duration::from_secs(1));
    plain("memory after", server.memory_kib("VmRSS") as f64 / MIB, "MiB");
}

/// Places as people type them: whole, begun, without accents, with a wrong letter, with what they lie in.
fn search(server: &Server) {
    let typed = [
        "segu",
        "bamako",
        "kolondieba",
        "tombuktu",
        "s",
        "sa",
        "bla",
        "koulikoro%20kati",
        "nyiono",
        "xyzzyq",
        "%C5%8B%C9%94",
        "dia%20mopti",
        "a%20b%20c%20d%20e",
    ];
    let mut times = Vec::new();
    for word in typed {
        times.extend(load::ask(
            &mut server.client(),
            &format!("/api/v1/places?q={word}&lang=fr&limit=10"),
            "",
            50,
        ));
    }
    times.sort();
    head("Place search, 18,769 localities, with the way there and back");
    at_most("p95", percentile(&times, 0.95), 5.0, "ms");
    plain("slowest", percentile(&times, 1.0), "ms");
}

/// What a telephone has to fetch.
fn weights(server: &Server) {
    head("Weight in gzip");
    let page = weight::of(server, "/fr/report/denunciation") / 1000.0;
    at_most("the first report page alone", page, 6.0, "kB");
    for path in ["/fr/report/denunciation", "/fr", "/fr/follow", "/fr/data", "/fr/data/bodies", "/desk"] {
        let weight = weight::first_load(server, path) / 1000.0;
        at_most(&format!("first load of {path}"), weight, 14.0, "kB");
    }
}
