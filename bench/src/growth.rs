//! How each figure grows with the number of cases.

use crate::demo::Demo;
use crate::desk::Door;
use crate::table::{percentile, short};
use crate::{load, multiply};
use rig::{Form, Server};
use std::path::Path;
use std::time::{Duration, Instant};

/// Cases that the demo lives itself, one act after the other; beyond this number they are copied.
const LAID: u64 = 1_000;
/// Up to so many cases the copies are audited, to show that they are whole; a million would take minutes.
const AUDITED: u64 = 10_000;
/// Requests of one kind.
const TIMES: usize = 100;

/// What the public sees, and what is asked of its pages and files.
const PUBLIC: [(&str, &str, f64); 8] = [
    ("home", "/fr", 50.0),
    ("figures", "/fr/data", 50.0),
    ("figures of every cercle", "/fr/data?by=cercle", 50.0),
    ("answers of bodies", "/fr/data/bodies", 50.0),
    ("file csv", "/data/denunciation.csv", 50.0),
    ("file json", "/data/denunciation.json", 50.0),
    ("first report page", "/fr/report/denunciation", 50.0),
    ("place search", "/api/v1/places?q=segu&lang=fr&limit=10", 5.0),
];
/// What a case worker sees.
const DESK: [(&str, &str); 11] = [
    ("queue, new", "/desk"),
    ("queue, mine", "/desk?tab=mine"),
    ("queue, overdue", "/desk?tab=overdue"),
    ("queue, all", "/desk?tab=all"),
    ("queue, newest first", "/desk?tab=all&sort=newest"),
    ("queue, one service", "/desk?tab=all&service=health"),
    ("queue, one state", "/desk?tab=all&state=closed"),
    ("queue, page 40", "/desk?tab=all&page=40"),
    ("queue, overdue, newest first", "/desk?tab=overdue&sort=newest"),
    ("queue, a rare service and state", "/desk?tab=all&service=customs&state=accepted&sort=newest"),
    ("queue, one commune", "/desk?tab=all&place=ML090106&sort=newest"),
];

/// A figure at one size: name, measured, goal if there is one.
type Figure = (String, f64, Option<f64>);

/// One column a size. With `keep` the data directories stay, and their places are printed.
pub fn run(sizes: &[u64], clients: usize, seconds: u64, keep: bool) {
    let mut columns: Vec<(u64, Vec<Figure>)> = Vec::new();
    for size in sizes {
        columns.push((*size, measure(*size, clients, seconds, keep)));
        print(&columns);
    }
}

/// The figures of a folder that an earlier run kept.
pub fn again(folder: &Path, clients: usize, seconds: u64) {
    let demo = Demo::kept(folder);
    let mut figures = Vec::new();
    serve(&demo, clients, seconds, &mut figures);
    print(&[(0, figures)]);
}

fn measure(size: u64, clients: usize, seconds: u64, keep: bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    let begun = Instant::now();
    let demo = Demo::lay("growth", size.min(LAID));
    let day = multiply::up_to(&demo.database(), size);
    figures.push(("laying and copying, s".to_owned(), begun.elapsed().as_secs_f64(), None));
    if size <= AUDITED {
        demo.audit();
    }
    figures.push(("database, MB".to_owned(), demo.bytes() as f64 / 1e6, None));
    let begun = Instant::now();
    demo.release(&day);
    figures.push(("making a release, s".to_owned(), begun.elapsed().as_secs_f64(), None));
    serve(&demo, clients, seconds, &mut figures);
    if keep {
        println!("{size} cases stay in {}", demo.folder.display());
    } else {
        demo.clear();
    }
    figures
}

/// What people notice of a house with so many cases.
fn serve(demo: &Demo, clients: usize, seconds: u64, figures: &mut Vec<Figure>) {
    let mut server = demo.serve();
    figures.push(("start, s".to_owned(), server.start.as_secs_f64(), Some(2.0)));
    std::thread::sleep(Duration::from_secs(2));
    figures.push(("memory idle, MiB".to_owned(), mib(&server, "VmRSS"), Some(64.0)));
    for (name, path, goal) in PUBLIC {
        figures.push((format!("{name}, p95 ms"), p95(&server, path, ""), Some(goal)));
    }
    let door = Door::find(&server, &demo.log).expect("the demo prints the log-in of a case worker");
    let cookie = door.cookies(&mut server.client()).expect("the case worker is let in");
    for (name, path) in DESK {
        figures.push((format!("{name}, p95 ms"), p95(&server, path, &cookie), Some(50.0)));
    }
    let door = Door::of(&server, &demo.log, "coordinator").expect("the demo prints a coordinator's log-in");
    let cookie = door.cookies(&mut server.client()).expect("the coordinator is let in");
    let case = demo.a_case().expect("the demo prints the reference of a case");
    for (name, path) in
        [("a case", format!("/desk/case/{case}").as_str()), ("coordinator", "/desk/coordinator")]
    {
        figures.push((format!("{name}, p95 ms"), p95(&server, path, &cookie), Some(50.0)));
    }
    let crowd = load::intake(&server, &Form::of(&server).complete("SYNTHETIC report"), clients, seconds);
    figures.push(("reports a second".to_owned(), crowd.rate(), None));
    figures.push(("reports, p95 ms".to_owned(), percentile(&crowd.times, 0.95), Some(2000.0)));
    figures.push(("reports, failures".to_owned(), crowd.failures as f64, Some(0.0)));
    figures.push(("memory at the peak, MiB".to_owned(), mib(&server, "VmHWM"), Some(256.0)));
    server.stop();
}

fn p95(server: &Server, path: &str, cookie: &str) -> f64 {
    let times = load::ask(&mut server.client(), path, cookie, TIMES);
    if times.len() < TIMES { f64::INFINITY } else { percentile(&times, 0.95) }
}

fn mib(server: &Server, line: &str) -> f64 {
    server.memory_kib(line) as f64 / 1024.0
}

fn print(columns: &[(u64, Vec<Figure>)]) {
    let Some((_, last)) = columns.last() else { return };
    print!("\n{:<36}", "Growth with the number of cases");
    for (size, _) in columns {
        print!("{size:>12}");
    }
    println!("{:>10}", "goal");
    for (place, (name, _, goal)) in last.iter().enumerate() {
        print!("{name:<36}");
        for figure in columns.iter().filter_map(|(_, figures)| figures.get(place)) {
            let missed = if goal.is_some_and(|goal| figure.1 > goal) { "!" } else { "" };
            print!("{:>12}", format!("{missed}{}", short(figure.1)));
        }
        println!("{:>10}", goal.map_or(String::new(), |goal| format!("≤ {goal}")));
    }
}
