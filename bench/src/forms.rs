//! Field teams: records as ODK Collect sends them, with and without a photograph, large and hostile ones, and how it all
//! grows with the number of records.

use crate::desk::Door;
use crate::load::Crowd;
use crate::table::{at_least, at_most, head, percentile, plain};
use crate::{crosstab, engine, fill, floor, load};
use kernel::{Entropy, SeededEntropy};
use rig::telephone::{File, Telephone};
use rig::{Answer, Client, Engine, Home, Server, scratch};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::Store;
use vault::ServerKey;

const MIB: f64 = 1024.0;
/// Bytes of a photograph as telephones shrink them.
const PHOTO: usize = 50_000;
/// Text questions of the form; with their answers a record has 2 kB.
const QUESTIONS: usize = 30;
/// Instances of the largest repeat.
const INSTANCES: usize = 700_000;
/// Requests of one kind.
const TIMES: usize = 50;

/// A house with one form and one volunteer.
struct Ground {
    home: Home,
    telephone: Telephone,
}

/// `only`: one of `engine`, `field`, `growth` and `crosstab`; all of them without.
pub fn run(clients: usize, seconds: u64, sizes: &[u64], only: Option<&str>) {
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    if wanted("engine") {
        engine::run(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/xforms/tests/forms")));
    }
    if wanted("crosstab") {
        crosstab::run(sizes);
    }
    if wanted("field") {
        field(clients, seconds);
    }
    if wanted("growth") {
        for engine in rig::engines("bench") {
            Ground::lay(engine).growth(clients, seconds.min(3), sizes);
        }
    }
}

fn field(clients: usize, seconds: u64) {
    let ground = Ground::lay(Engine::Sqlite);
    let mut server = Server::start(&ground.home);
    std::thread::sleep(Duration::from_secs(1));
    for (what, photo, goal) in
        [("records of 2 kB", None, 400.0), ("records with a photo of 50 kB", Some(PHOTO), 150.0)]
    {
        server.forget_peak();
        let before = ground.bytes();
        let crowd = ground.send(&server, clients, seconds, photo);
        let sent = crowd.times.len();
        let bytes = (ground.bytes().saturating_sub(before) / sent.max(1) as u64) as usize;
        let folder = scratch("floor");
        let floor = floor::rows_per_second(&folder, bytes, clients, seconds.min(5));
        drop(std::fs::remove_dir_all(&folder));
        head(&format!("Field teams: {what}, {clients} telephones, {seconds} s, SQLite WAL/FULL"));
        at_least("records", crowd.rate(), goal, "/s");
        at_most("failures", crowd.failures as f64, 0.0, "");
        plain("p50", percentile(&crowd.times, 0.50), "ms");
        plain("p95", percentile(&crowd.times, 0.95), "ms");
        plain("bytes on disk a record", bytes as f64, "B");
        plain("floor: bare inserts of as many bytes", floor, "/s");
        plain("share of the floor", crowd.rate() / floor * 100.0, "%");
        at_most("memory at the peak", server.memory_kib("VmHWM") as f64 / MIB, 100.0, "MiB");
    }
    ground.large(&server);
    ground.hostile(&server);
    server.stop();
}

impl Ground {
    fn lay(engine: Engine) -> Self {
        let home = Home::new("forms", engine);
        let file = scratch("form").join("bench.xml");
        std::fs::write(&file, form()).expect("the form can be written");
        let added = home.command("form add").arg(&file).status().expect("the binary starts");
        assert!(added.success(), "dannaya form add ended with {added}\n{}", home.tail());
        let telephone = Telephone::enlisted(&home, "SYNTHETIC", "bench");
        Self { home, telephone }
    }

    fn database(&self) -> PathBuf {
        self.home.data.join("dannaya.db")
    }

    fn bytes(&self) -> u64 {
        let size = |name: &str| std::fs::metadata(self.home.data.join(name)).map_or(0, |file| file.len());
        size("dannaya.db") + size("dannaya.db-wal")
    }

    /// Telephones that send one record after the other, each with its own photograph of so many bytes.
    fn send(&self, server: &Server, telephones: usize, seconds: u64, photo: Option<usize>) -> Crowd {
        let begun = Instant::now();
        let telephone = || {
            let (mut client, chance) =
                (server.client(), SeededEntropy::new(NEXT.fetch_add(1, Ordering::Relaxed)));
            let (mut times, mut failures) = (Vec::new(), 0);
            while begun.elapsed() < Duration::from_secs(seconds) {
                let (mut name, mut bytes) = ([0; 16], vec![0; photo.unwrap_or_default()]);
                chance.fill(&mut name).and_then(|()| chance.fill(&mut bytes)).expect("chance from a seed");
                let photo = photo.map(|_| ("photo.jpg".to_owned(), bytes));
                let sent = Instant::now();
                match self.post(&mut client, &record(&hex(&name), photo.is_some()), photo.as_ref()) {
                    Ok(answer) if answer.status == 201 => times.push(sent.elapsed()),
                    _ => failures += 1,
                }
            }
            (times, failures)
        };
        let mut crowd = Crowd { times: Vec::new(), failures: 0, took: Duration::ZERO };
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..telephones).map(|_| scope.spawn(telephone)).collect();
            for one in all {
                let (times, failures) = one.join().expect("a telephone does not break down");
                crowd.times.extend(times);
                crowd.failures += failures;
            }
        });
        crowd.took = begun.elapsed();
        crowd.times.sort();
        crowd
    }

    fn post(&self, client: &mut Client, xml: &str, photo: Option<&File>) -> std::io::Result<Answer> {
        self.telephone.post(client, xml.as_bytes(), photo.as_slice(), false)
    }

    /// A record with more instances of a repeat than anybody fills.
    fn large(&self, server: &Server) {
        let instances = "<r><c>Kadi A</c></r>".repeat(INSTANCES);
        let xml = format!(
            "<data id=\"bench\" version=\"1\">{instances}<meta><instanceID>uuid:large</instanceID></meta></data>"
        );
        server.forget_peak();
        let begun = Instant::now();
        let answer = self.post(&mut server.client(), &xml, None);
        let took = begun.elapsed().as_secs_f64();
        head(&format!("A record of {:.1} MB with {} instances", xml.len() as f64 / 1e6, INSTANCES));
        plain("answer", answer.map_or(0.0, |answer| f64::from(answer.status)), "");
        at_most("time", took, 60.0, "s");
        at_most("memory at the peak", server.memory_kib("VmHWM") as f64 / MIB, 150.0, "MiB");
    }

    /// Records made to exhaust whoever reads them.
    fn hostile(&self, server: &Server) {
        let deep = 1_000_000;
        let wrapped = |inner: &str| format!("<data id=\"bench\" version=\"1\">{inner}</data>");
        let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=\"\"")).collect();
        let laughs: String =
            (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let hostile = [
            (
                "1,000,000 elements in one another",
                wrapped(&format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep))),
            ),
            ("a billion laughs", format!("<!DOCTYPE d [<!ENTITY l0 \"ha\">{laughs}]>{}", wrapped("&l9;"))),
            ("an attribute of 10 MB", wrapped(&format!("<a b=\"{}\"/>", "x".repeat(10_000_000)))),
            ("1,000,000 attributes", wrapped(&format!("<a{attributes}/>"))),
        ];
        head("Hostile records: refused with 400, soon and in little memory");
        for (what, xml) in hostile {
            let (before, begun) = (server.memory_kib("VmRSS"), Instant::now());
            server.forget_peak();
            let answer = self.post(&mut server.client(), &xml, None);
            let took = begun.elapsed().as_secs_f64();
            let grown = server.memory_kib("VmHWM").saturating_sub(before) as f64 / MIB;
            let status = answer.map_or(0, |answer| answer.status);
            at_most(
                &format!("{what}: answered {status} after"),
                if status == 400 { took } else { f64::INFINITY },
                1.0,
                "s",
            );
            // What comes is held until the record is whole.
            at_most(&format!("{what}: growth"), grown, 32.0, "MiB");
        }
    }

    /// The same house with more and more records, most of them put there without a telephone.
    fn growth(&self, telephones: usize, seconds: u64, sizes: &[u64]) {
        head(&format!("Growth with the number of records, {}", self.home.engine.name()));
        for size in sizes {
            self.fill(*size as i64);
            let mut server = Server::start(&self.home);
            let headers = [("X-OpenRosa-Version", "1.0")];
            let path = format!("{}/formList", self.telephone.area);
            let list = load::ask_with(&mut server.client(), &path, &headers, TIMES);
            plain(&format!("{size}: list of forms, p95"), percentile(&list, 0.95), "ms");
            let cookie = self.cookie(&server);
            for (what, path) in [
                ("forms at the desk", "/desk/forms".to_owned()),
                ("records at the desk", "/desk/forms/bench/submissions".to_owned()),
                ("a page in the middle", format!("/desk/forms/bench/submissions?before={}", size / 2)),
                ("those in question", "/desk/forms/bench/submissions?review=question".to_owned()),
            ] {
                let times = load::ask(&mut server.client(), &path, &cookie, TIMES);
                let p95 = if times.len() < TIMES { f64::INFINITY } else { percentile(&times, 0.95) };
                at_most(&format!("{size}: {what}, p95"), p95, 50.0, "ms");
            }
            plain(&format!("{size}: export as CSV"), self.export(*size), "/s");
            server.forget_peak();
            let crowd = self.send(&server, telephones, seconds, None);
            at_least(&format!("{size}: records of 2 kB"), crowd.rate(), 400.0, "/s");
            plain(&format!("{size}: p95"), percentile(&crowd.times, 0.95), "ms");
            let peak = server.memory_kib("VmHWM") as f64 / MIB;
            at_most(&format!("{size}: memory at the peak"), peak, 100.0, "MiB");
            server.stop();
        }
    }

    /// Signs the coordinator in; a code of the second factor is good once, so the next one is waited for.
    fn cookie(&self, server: &Server) -> String {
        for _ in 0..3 {
            let code = rig::staff::code(&self.home.second_factor);
            let door = Door::with(server, rig::staff::LOGIN, rig::staff::PASSPHRASE, Some(&code));
            let cookie = door.and_then(|door| door.cookies(&mut server.client()));
            match cookie {
                Some(cookie) => return cookie,
                None => std::thread::sleep(Duration::from_secs(31)),
            }
        }
        panic!("the coordinator is not let in\n{}", self.home.tail())
    }

    /// Records a second that the command line writes into a file.
    fn export(&self, least: u64) -> f64 {
        let (begun, file) = (Instant::now(), scratch("export").join("bench.csv"));
        let output = std::fs::File::create(&file).expect("the export can be written");
        let mut export = self.home.command("form export");
        let status = export.args(["bench", "--format", "csv"]).stdout(output).status();
        assert!(status.is_ok_and(|status| status.success()), "form export\n{}", self.home.tail());
        let took = begun.elapsed().as_secs_f64();
        let lines = BufReader::new(std::fs::File::open(&file).expect("the export is there")).lines();
        let lines = lines.count() as f64 - 1.0;
        assert!(lines >= least as f64, "{lines} lines");
        // What cannot be removed stays in the temporary folder of the run.
        drop(std::fs::remove_file(file));
        lines / took
    }

    /// Stores records until there are `wanted`.
    fn fill(&self, wanted: i64) {
        let key = std::fs::read(self.home.data.join("secrets/server.key")).expect("the key of the house");
        let key = ServerKey::from_bytes(&key).expect("the key of the house");
        let settings = match &self.home.engine {
            Engine::Sqlite => store::Settings::file(self.database()),
            Engine::Postgres(url) => store::Settings::database(url),
        };
        let make = |number: i64| {
            let name = format!("filled-{number}");
            let xml = record(&name, false);
            (format!("uuid:{name}"), xml)
        };
        tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
            let store = Store::open(settings).await.expect("the store opens");
            fill::up_to(&store, &key, ("bench", "1"), wanted, make).await.expect("records can be stored");
            store.close().await;
        });
    }
}

/// Seed of the next telephone: names of records must differ from one crowd to the next.
static NEXT: AtomicU64 = AtomicU64::new(1);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn form() -> String {
    let nodes: String = (0..QUESTIONS).map(|n| format!("<q{n}/>")).collect();
    let binds: String =
        (0..QUESTIONS).map(|n| format!("<bind nodeset=\"/data/q{n}\" type=\"string\"/>")).collect();
    let body: String = (0..QUESTIONS)
        .map(|n| format!("<input ref=\"/data/q{n}\"><label>Question {n}</label></input>"))
        .collect();
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
         xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>SYNTHETIC bench</h:title><model><instance>\
         <data id=\"bench\" version=\"1\">{nodes}<photo/><r jr:template=\"\"><c/></r>\
         <meta><instanceID/></meta></data></instance>{binds}<bind nodeset=\"/data/photo\" type=\"binary\"/>\
         <bind nodeset=\"/data/r/c\" type=\"string\"/></model></h:head><h:body>{body}\
         <upload ref=\"/data/photo\" mediatype=\"image/*\"><label>Photo</label></upload>\
         <group ref=\"/data/r\"><label>Person</label><repeat nodeset=\"/data/r\">\
         <input ref=\"/data/r/c\"><label>Name</label></input></repeat></group></h:body></h:html>"
    )
}

fn record(name: &str, photo: bool) -> String {
    let answers: String = (0..QUESTIONS)
        .map(|n| format!("<q{n}>SYNTHETIC answer to the question number {n:02}, in a few</q{n}>"))
        .collect();
    let photo = if photo { "<photo>photo.jpg</photo>" } else { "<photo/>" };
    format!(
        "<?xml version='1.0' ?><data id=\"bench\" version=\"1\">{answers}{photo}\
         <meta><instanceID>uuid:{name}</instanceID></meta></data>"
    )
}
