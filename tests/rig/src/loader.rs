//! Many reporters at once, and a ledger of what each was told.

use crate::form::{INTAKE, RECEIPTS};
use crate::{Client, Form, Server};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A report that the server said it has.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// The client's key.
    pub key: String,
    /// The answer, byte for byte.
    pub body: Vec<u8>,
}

impl Acknowledged {
    /// The secret of the reporter.
    pub fn receipt(&self) -> String {
        self.field("receipt")
    }

    /// The public name of the case.
    pub fn reference(&self) -> String {
        self.field("reference")
    }

    fn field(&self, name: &str) -> String {
        let value: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
    }
}

/// What was said to whom, over every round of a trial.
#[derive(Debug, Default)]
pub struct Ledger {
    acknowledged: Mutex<Vec<Acknowledged>>,
    unanswered: Mutex<Vec<String>>,
    count: AtomicU64,
}

impl Ledger {
    /// Every report that was acknowledged.
    pub fn acknowledged(&self) -> Vec<Acknowledged> {
        guard(&self.acknowledged).clone()
    }

    /// How many were acknowledged.
    pub fn len(&self) -> usize {
        guard(&self.acknowledged).len()
    }

    /// Whether nothing was acknowledged.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many got no answer, or one that is no acknowledgement.
    pub fn unanswered(&self) -> usize {
        guard(&self.unanswered).len()
    }

    /// Sends one new report and writes down what came back. True when it was acknowledged.
    fn report(&self, client: &mut Client, body: &Value, run: u64) -> bool {
        let key = format!("trial-{run}-{}", self.count.fetch_add(1, Ordering::Relaxed));
        match post(client, &key, body) {
            Some(acknowledged) => {
                guard(&self.acknowledged).push(acknowledged);
                true
            }
            None => {
                guard(&self.unanswered).push(key);
                false
            }
        }
    }

    /// Sends again whatever was not acknowledged, as a telephone would: afterwards every key has exactly one case.
    pub fn resend(&self, server: &Server, form: &Form) {
        let mut client = server.client();
        let body = form.least();
        for key in std::mem::take(&mut *guard(&self.unanswered)) {
            let acknowledged = post(&mut client, &key, &body);
            guard(&self.acknowledged)
                .push(acknowledged.unwrap_or_else(|| panic!("{key} is refused when resent")));
        }
    }

    /// Asserts that every acknowledged receipt from number `first` on opens, and that its key gives the first answer.
    pub fn check(&self, server: &Server, form: &Form, first: usize) {
        self.check_range(server, form, first..self.len());
    }

    /// As [`Ledger::check`], for some of them.
    pub fn check_range(&self, server: &Server, form: &Form, which: std::ops::Range<usize>) {
        let mut client = server.client();
        let body = form.least();
        for told in &self.acknowledged()[which] {
            let answer =
                client.post_json(RECEIPTS, &json!({ "receipt": told.receipt() })).expect("receipts answer");
            assert_eq!(
                answer.status,
                200,
                "{} was acknowledged and is lost: {}",
                told.reference(),
                answer.text()
            );
            assert!(answer.json()["state"].is_string(), "a case without a state: {}", answer.text());
            let again = post(&mut client, &told.key, &body).map(|again| again.body);
            assert_eq!(again.as_ref(), Some(&told.body), "{} answers differently when resent", told.key);
        }
    }
}

fn guard<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

fn post(client: &mut Client, key: &str, body: &Value) -> Option<Acknowledged> {
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
    let answer = client.send("POST", INTAKE, &headers, body.to_string().as_bytes()).ok()?;
    (answer.status == 201).then(|| Acknowledged { key: key.to_owned(), body: answer.body })
}

/// Threads that report until told to stop, or until the server is gone.
#[derive(Debug)]
pub struct Loader {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Loader {
    /// Starts `clients` reporters. `run` keeps their keys apart from those of other loaders on the same ledger.
    pub fn start(server: &Server, form: &Form, ledger: &Arc<Ledger>, clients: usize, run: u64) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let start = |_| {
            let (stop, ledger) = (Arc::clone(&stop), Arc::clone(ledger));
            let (mut client, body) = (server.client(), form.least());
            std::thread::spawn(move || {
                let mut refused = 0;
                while !stop.load(Ordering::Relaxed) && refused < 3 {
                    refused = if ledger.report(&mut client, &body, run) { 0 } else { refused + 1 };
                }
            })
        };
        let threads = (0..clients).map(start).collect();
        Self { stop, threads }
    }

    /// Waits until `ledger` holds `count` acknowledgements, so that a trial begins with work in hand.
    pub fn wait_for(&self, ledger: &Ledger, count: usize) {
        let begun = Instant::now();
        while ledger.len() < count {
            assert!(begun.elapsed() < Duration::from_secs(30), "no report is acknowledged within 30 s");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the answers that are still under way.
    pub fn finish(self) {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            assert!(thread.join().is_ok(), "a reporter broke down");
        }
    }
}
