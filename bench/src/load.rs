//! Many clients at once, each on one kept-alive connection, each waiting for its answer.

use rig::form::INTAKE;
use rig::{Client, Server};
use serde_json::Value;
use std::time::{Duration, Instant};

/// What a crowd went through.
#[derive(Debug)]
pub struct Crowd {
    /// Sorted.
    pub times: Vec<Duration>,
    /// Answers other than 201, and broken connections.
    pub failures: usize,
    /// From the first request to the last answer.
    pub took: Duration,
}

impl Crowd {
    /// Complete reports a second.
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.took.as_secs_f64()
    }
}

/// Lets `clients` reporters send `body` again and again for `seconds`.
pub fn intake(server: &Server, body: &Value, clients: usize, seconds: u64) -> Crowd {
    let begun = Instant::now();
    let reporter = || {
        let mut client = server.client();
        let (mut times, mut failures) = (Vec::new(), 0);
        while begun.elapsed() < Duration::from_secs(seconds) {
            let sent = Instant::now();
            match client.post_json(INTAKE, body) {
                Ok(answer) if answer.status == 201 => times.push(sent.elapsed()),
                _ => failures += 1,
            }
        }
        (times, failures)
    };
    let mut crowd = Crowd { times: Vec::new(), failures: 0, took: Duration::ZERO };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..clients).map(|_| scope.spawn(reporter)).collect();
        for one in all {
            let (times, failures) = one.join().expect("a reporter does not break down");
            crowd.times.extend(times);
            crowd.failures += failures;
        }
    });
    crowd.took = begun.elapsed();
    crowd.times.sort();
    crowd
}

/// Asks for a page `times` times, one after the other; the sorted times of the good answers.
pub fn ask(client: &mut Client, path: &str, cookie: &str, times: usize) -> Vec<Duration> {
    ask_with(client, path, &[("Cookie", cookie), ("Accept-Language", "fr")], times)
}

/// As [`ask`], with any headers.
pub fn ask_with(client: &mut Client, path: &str, headers: &[(&str, &str)], times: usize) -> Vec<Duration> {
    let mut taken = Vec::new();
    for _ in 0..times {
        let sent = Instant::now();
        let answer = client.send("GET", path, headers, b"");
        if answer.is_ok_and(|answer| answer.status == 200) {
            taken.push(sent.elapsed());
        }
    }
    taken.sort();
    taken
}
