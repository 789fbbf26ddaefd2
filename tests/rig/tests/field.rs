//! Field teams: lines that break, and a server that is killed. What Collect was told is there, once, byte for byte.
#![expect(
    clippy::unwrap_used,
    reason = "a trial whose ground gives way has failed; a trial says what it went through"
)]

use kernel::{Entropy, SeededEntropy};
use rig::line::Line;
use rig::telephone::{File, Telephone};
use rig::{Engine, Home, Server, chance, engines, rounds, scratch};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const TELEPHONES: u64 = 10;
/// Bytes of a photograph.
const PHOTO: usize = 200_000;
/// Of a hundred connections.
const BREAKING: u64 = 40;
/// A request of Collect ends after a minute.
const MINUTE: Duration = Duration::from_secs(60);

/// Kilobits that a line carries in a second: `DANNAYA_KBIT`, otherwise twenty-five times the 20 of a telephone in the field, so
/// that the trial takes seconds.
fn kbit() -> usize {
    std::env::var("DANNAYA_KBIT").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

/// A house with the form `visit`.
fn house(name: &str, engine: Engine) -> Home {
    let home = Home::new(name, engine);
    let file = scratch("form").join("visit.xml");
    std::fs::write(&file, FORM).unwrap();
    let added = home.command("form add").arg(&file).status().unwrap();
    assert!(added.success(), "{}", home.tail());
    home
}

/// Each record creates an entity of the list `visits`.
const FORM: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
xmlns:e="http://www.opendatakit.org/xforms/entities">
<h:head><h:title>SYNTHETIC visit</h:title><model e:entities-version="2022.1.0">
<instance><data id="visit" version="1"><name/><a/><b/><c/><meta><instanceID/>
<entity dataset="visits" id="" create="1"><label/></entity></meta></data></instance>
<bind nodeset="/data/name" type="string"/><bind nodeset="/data/a" type="binary"/><bind nodeset="/data/b" type="binary"/>
<bind nodeset="/data/c" type="binary"/></model></h:head><h:body><input ref="/data/name"><label>Name</label></input>
<upload ref="/data/a" mediatype="image/*"><label>A</label></upload>
<upload ref="/data/b" mediatype="image/*"><label>B</label></upload>
<upload ref="/data/c" mediatype="image/*"><label>C</label></upload></h:body></h:html>"#;

fn record(name: &str, files: &[File]) -> String {
    let answers: String = ["a", "b", "c"]
        .iter()
        .zip(files)
        .map(|(node, (file, _))| format!("<{node}>{file}</{node}>"))
        .collect();
    format!(
        "<?xml version='1.0' ?><data id=\"visit\" version=\"1\"><name>SYNTHETIC {name}</name>{answers}\
         <meta><instanceID>uuid:{name}</instanceID>\
         <entity dataset=\"visits\" id=\"{}\" create=\"1\"><label>{name}</label></entity></meta></data>",
        entity(name)
    )
}

/// An id of an entity that is as different as the names are.
fn entity(name: &str) -> String {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}-{:04x}-4000-8000-{:012x}", hash >> 32, (hash >> 16) & 0xffff, hash & 0xffff)
}

fn photographs(seed: u64, bytes: usize) -> Vec<File> {
    let chance = SeededEntropy::new(seed);
    let photograph = |node: &str| {
        let mut contents = vec![0; bytes];
        chance.fill(&mut contents).unwrap();
        (format!("{seed}-{node}.jpg"), contents)
    };
    ["a", "b", "c"].map(photograph).into()
}

/// Everything that was received, written out by the command; gives the table of records and the folder.
fn received(home: &Home) -> (String, PathBuf) {
    let folder = scratch("export");
    let mut command = home.command("form export visit --format csv");
    assert!(command.arg("--out").arg(&folder).status().unwrap().success(), "{}", home.tail());
    let table = files_of(&folder).into_iter().find(|path| path.ends_with("visit.csv")).unwrap();
    (std::fs::read_to_string(table).unwrap(), folder)
}

/// How many records of a table have this name.
fn times(table: &str, name: &str) -> usize {
    table.lines().filter(|line| line.starts_with(&format!("uuid:{name},"))).count()
}

fn files_of(folder: &PathBuf) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_of(&path) } else { vec![path] }).collect()
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only field"]
fn records_with_photographs_arrive_once_over_thin_lines_that_break() {
    for engine in engines("field") {
        let name = engine.name();
        let home = house("field", engine);
        let server = Server::start(&home);
        let begun = Instant::now();
        let send = |number: u64| {
            let telephone = Telephone::enlisted(&home, &format!("SYNTHETIC {number}"), "visit");
            // From a seed, so that what breaks is the same each time.
            let line = Line::to(&server.address, kbit() * 125, BREAKING, number);
            let files = photographs(number, PHOTO);
            let xml = record(&format!("phone-{number}"), &files);
            let mut attempts = 1;
            while telephone.send(&line.address, xml.as_bytes(), &files).is_err() {
                attempts += 1;
                assert!(attempts < 50, "the record never arrives");
            }
            (line.sent(), attempts)
        };
        let sent: Vec<(u64, u32)> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..TELEPHONES).map(|number| scope.spawn(move || send(number))).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let (bytes, attempts) = sent.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let ratio = bytes as f64 / (TELEPHONES as usize * 3 * PHOTO) as f64;
        println!(
            "{name}: {TELEPHONES} records in {attempts} attempts at {} kbit/s, {ratio:.2} times their bytes, {:?}",
            kbit(),
            begun.elapsed()
        );
        assert!(attempts > TELEPHONES as u32, "no line broke");
        assert!(ratio <= 1.6, "{ratio}");
        drop(server);
        let (table, folder) = received(&home);
        let came = files_of(&folder);
        for number in 0..TELEPHONES {
            assert_eq!(times(&table, &format!("phone-{number}")), 1, "{table}");
            for (name, contents) in photographs(number, PHOTO) {
                let file =
                    came.iter().find(|path| path.file_name().unwrap().to_string_lossy().ends_with(&name));
                assert_eq!(std::fs::read(file.unwrap()).unwrap(), contents, "{name}");
            }
        }
    }
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only field"]
fn thirty_telephones_send_a_thousand_records_that_waited_and_no_request_takes_a_minute() {
    const EACH: u64 = 34;
    for engine in engines("fieldqueue") {
        let name = engine.name();
        let home = house("fieldqueue", engine);
        let server = Server::start(&home);
        let begun = Instant::now();
        let send = |number: u64| {
            let telephone = Telephone::enlisted(&home, &format!("SYNTHETIC {number}"), "visit");
            let line = Line::to(&server.address, kbit() * 125, BREAKING, 1_000 + number);
            let mut slowest = Duration::ZERO;
            for one in 0..EACH {
                let xml = record(&format!("queue-{number}-{one}"), &[]);
                for attempt in 0.. {
                    assert!(attempt < 50, "the record never arrives");
                    let asked = Instant::now();
                    let sent = telephone.send(&line.address, xml.as_bytes(), &[]);
                    slowest = slowest.max(asked.elapsed());
                    if sent.is_ok() {
                        break;
                    }
                }
            }
            slowest
        };
        let slowest: Vec<Duration> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..30).map(|number| scope.spawn(move || send(number))).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let slowest = slowest.into_iter().max().unwrap();
        println!(
            "{name}: {} records of 30 telephones in {:?}, {slowest:?} the slowest",
            30 * EACH,
            begun.elapsed()
        );
        assert!(slowest < MINUTE, "{slowest:?}");
        drop(server);
        let (table, _) = received(&home);
        for (number, one) in (0..30).flat_map(|number| (0..EACH).map(move |one| (number, one))) {
            assert_eq!(times(&table, &format!("queue-{number}-{one}")), 1, "{number} {one}");
        }
    }
}

#[test]
#[ignore = "needs the built binary: cargo xtask test --only field"]
fn every_record_that_a_telephone_was_told_of_is_there_after_a_kill_at_any_moment() {
    for engine in engines("fieldkill") {
        let (chance, name) = (chance(), engine.name());
        let home = house("fieldkill", engine);
        let telephone = Telephone::enlisted(&home, "SYNTHETIC", "visit");
        let (told, tries) = (Mutex::new(Vec::<String>::new()), Mutex::new(0_u32));
        for round in 0..rounds() {
            let mut server = Server::start(&home);
            let (address, over) = (server.address.clone(), AtomicBool::new(false));
            let send = |number: u64| {
                let mut count = 0;
                while !over.load(Ordering::Relaxed) {
                    let name = format!("r{round}-{number}-{count}");
                    count += 1;
                    let files = photographs(number, 20_000);
                    *tries.lock().unwrap() += 1;
                    if telephone.send(&address, record(&name, &files).as_bytes(), &files).is_ok() {
                        told.lock().unwrap().push(name);
                    }
                }
            };
            let before = told.lock().unwrap().len();
            std::thread::scope(|scope| {
                for number in 0..4 {
                    scope.spawn(move || send(number));
                }
                let begun = Instant::now();
                while told.lock().unwrap().len() == before {
                    assert!(begun.elapsed() < MINUTE, "no record is taken");
                    std::thread::sleep(Duration::from_millis(5));
                }
                std::thread::sleep(Duration::from_micros(chance.below(300_000)));
                server.kill();
                over.store(true, Ordering::Relaxed);
            });
        }
        let (table, _) = received(&home);
        let told = told.into_inner().unwrap();
        for name in &told {
            assert_eq!(times(&table, name), 1, "{name} is lost or there twice");
        }
        let list = home.command("entities export").arg("visits").stdout(Stdio::piped()).output().unwrap();
        let list = String::from_utf8(list.stdout).unwrap();
        for name in &told {
            assert_eq!(list.matches(&format!(",{name},1")).count(), 1, "{name} changed its list not once");
        }
        // Also those whose answer was cut off: kept with what they did, or not at all.
        assert_eq!(
            list.lines().count(),
            table.lines().count(),
            "a record without its entity, or the other way"
        );
        let tries = tries.into_inner().unwrap();
        println!("{name}: {} kills, {} records told of, {tries} sent, none lost", rounds(), told.len());
    }
}
