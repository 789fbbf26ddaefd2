//! How each figure grows with the number of cases.

use crate::table::{percentile, short};
use crate::{desk, load, multiply};
use rig::server::{binary, free_port};
use rig::{Form, Server, scratch};
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const TITLES: [&str; 9] = [
    "cases",
    "seeding s",
    "start s",
    "idle MiB",
    "queue p95 ms",
    "home p95 ms",
    "data p95 ms",
    "places p95 ms",
    "reports/s",
];
const GOALS: [&str; 9] = ["", "", "2", "64", "50", "50", "50", "5", "150"];

/// Cases laid by the demo itself, one act after the other; beyond this number they are copied.
const LAID: u64 = 1_000;

/// One line a size, from synthetic cases that the demo lays without serving them.
pub fn run(sizes: &[u64], clients: usize) {
    println!("\nGrowth\n{}\n{}", row(&TITLES.map(String::from)), row(&GOALS.map(String::from)));
    for size in sizes {
        println!("{}", row(&measure(*size, clients)));
    }
}

fn measure(size: u64, clients: usize) -> [String; 9] {
    let folder = scratch("growth");
    let (data, log) = (folder.join("data"), folder.join("demo.log"));
    let begun = Instant::now();
    let laid = size.min(LAID).to_string();
    let laid = demo(&data, &log).args(["--cases", &laid, "--seed", "1", "--seed-only"]).status();
    assert!(
        laid.is_ok_and(|status| status.success()),
        "dannaya demo --seed-only fails, see {}",
        log.display()
    );
    multiply::up_to(&data.join("dannaya.db"), size);
    let seeding = begun.elapsed();
    std::fs::write(data.join("dannaya.toml"), "[intake]\nunlimited = true\n")
        .expect("the data directory can be written");

    let port = free_port();
    let mut command = demo(&data, &log);
    command.args(["--listen", &format!("127.0.0.1:{port}")]);
    let mut server = Server::run(command, port, Duration::from_secs(120)).expect("the demo starts");
    std::thread::sleep(Duration::from_secs(1));
    let idle = server.memory_kib("VmRSS") as f64 / 1024.0;
    let cookie = desk::log_in(&server, &log).unwrap_or_default();
    let p95 = |paths: &[&str], cookie: &str| {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let times = load::ask(&mut server.client(), &paths, cookie, 100);
        if times.is_empty() { "no answer".to_owned() } else { short(percentile(&times, 0.95)) }
    };
    let pages = [
        p95(&["/desk"], &cookie),
        p95(&["/fr"], ""),
        p95(&["/data"], ""),
        p95(&["/api/v1/places?q=segu&lang=fr&limit=10", "/api/v1/places?q=kolondieba&lang=fr&limit=10"], ""),
    ];
    let crowd = load::intake(&server, &Form::of(&server).least(), clients, 5);
    let start = server.start;
    server.stop();
    drop(std::fs::remove_dir_all(&folder));
    let [queue, home, figures, places] = pages;
    let seconds = |time: Duration| short(time.as_secs_f64());
    [
        size.to_string(),
        seconds(seeding),
        seconds(start),
        short(idle),
        queue,
        home,
        figures,
        places,
        short(crowd.rate()),
    ]
}

fn demo(data: &Path, log: &Path) -> Command {
    let mut command = Command::new(binary());
    let log = File::options().create(true).append(true).open(log).expect("the log can be written");
    let same = log.try_clone().expect("the log can be written twice");
    command.arg("demo").arg("--data").arg(data).stdout(log).stderr(same);
    command
}

fn row(cells: &[String; 9]) -> String {
    cells.iter().map(|cell| format!("{cell:>13}")).collect()
}
