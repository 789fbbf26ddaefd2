//! `dannaya doctor`: looks at everything that can be wrong with an installation, and says what to do about it.
//!
//! A finding is well, to be heeded, or wrong; only what is wrong ends with exit code 1. Later looks need what earlier
//! ones opened, so a look that cannot be taken is not taken, and the finding above it says why.

use crate::args::House as Where;
use crate::country::Country;
use crate::failure::{Failure, Outcome};
use crate::founding::{Founding, Secrets};
use crate::home::{Home, is_open_to_others};
use crate::machine;
use crate::mail::Sender;
use crate::open::Ground;
use crate::say::Voice;
use crate::services;
use acts::room::LEAST_FOR_DRAFTS;
use acts::{Attendance, attendance};
use civic::directory::Role;
use kernel::Timestamp;
use std::path::Path;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;
use store::outbox::PostState;
use store::{Store, members, offices, outbox};

/// Free space below which the disk is nearly full: files will soon be refused. Below [`FULL`] no report is begun any more.
const SCARCE: u64 = 1 << 30;
const FULL: u64 = LEAST_FOR_DRAFTS;
/// A clock that shows less has lost its battery: the program was written later.
const WRITTEN: i64 = 1_780_000_000_000;
/// How far ahead of the clock a file may have been written.
const AHEAD: i64 = 10 * 60_000;

/// How a look ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Well,
    Heed,
    Wrong,
}

/// What was found so far; each finding is said at once.
struct Round<'a> {
    voice: &'a Voice,
    wrong: u32,
    heed: u32,
}

/// Looks at a data directory.
///
/// # Errors
/// None: whatever is wrong is a finding.
pub async fn run(place: Where, voice: &Voice) -> Outcome<ExitCode> {
    let mut round = Round { voice, wrong: 0, heed: 0 };
    round.look(place).await;
    let (wrong, heed) = (round.wrong.to_string(), round.heed.to_string());
    voice.say(
        if round.wrong == 0 { "cli-doctor-well" } else { "cli-doctor-wrong" },
        &[("wrong", &wrong), ("heed", &heed)],
    );
    Ok(if round.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Round<'_> {
    async fn look(&mut self, place: Where) {
        let home = Home::at(place.data);
        let Some(ground) = self.take("cli-doctor-configuration", Ground::of(home, place.database)) else {
            return;
        };
        let home = &ground.home;
        if !home.server_key().exists() {
            self.fail(&ground.not_founded());
            return;
        }
        self.files(home);
        self.space(home.path());
        self.clock(&ground, home);
        let secrets = self.take("cli-doctor-secrets", Secrets::read(home));
        let Some(store) = self.take("cli-doctor-store", ground.store().await) else { return };
        self.statements(&store).await;
        let founding = match founding(self, &store, secrets, &ground).await {
            Ok(founding) => founding,
            Err(failure) => return self.fail(&failure),
        };
        self.country(home, &founding.country, ground.clock.now());
        let packs = self.take("cli-doctor-packs", services::read(home, &self.voice.tr));
        self.address(&ground);
        if let Err(failure) = self.letters(&store, &ground).await {
            self.fail(&failure);
        }
        if let Err(failure) = self.people(&store).await {
            self.fail(&failure);
        }
        for pack in packs.iter().flat_map(|(packs, _)| packs.services.keys()) {
            match attendance(&store, pack).await {
                Ok(Attendance::Everywhere) => {}
                Ok(Attendance::SomePlaces) => {
                    self.find(Mark::Heed, "cli-doctor-handlers-places", &[("pack", pack)]);
                }
                Ok(Attendance::Nobody) => {
                    self.find(Mark::Heed, "cli-doctor-handlers-none", &[("pack", pack)])
                }
                Err(error) => self.fail(&error.into()),
            }
        }
        store.close().await;
    }

    fn files(&mut self, home: &Home) {
        let private = [
            home.path().to_owned(),
            home.path().join("secrets"),
            home.database(),
            home.configuration(),
            home.escrow(),
        ];
        let mut open = private.iter().filter(|path| is_open_to_others(path)).peekable();
        if open.peek().is_none() {
            self.find(Mark::Well, "cli-doctor-private", &[]);
        }
        for path in open {
            self.find(Mark::Wrong, "cli-doctor-readable", &[("path", &path.display().to_string())]);
        }
        let shares = home.shares();
        if shares > 0 {
            let path = home.escrow().display().to_string();
            self.find(Mark::Wrong, "cli-doctor-shares", &[("path", &path), ("shares", &shares.to_string())]);
        }
    }

    fn space(&mut self, path: &Path) {
        let free = match machine::free(path) {
            Ok(free) => free,
            Err(error) => return self.fail(&Failure::file(path, &error)),
        };
        let mark = match free {
            0..FULL => Mark::Wrong,
            FULL..SCARCE => Mark::Heed,
            _ => Mark::Well,
        };
        let key = if mark == Mark::Well { "cli-doctor-space" } else { "cli-doctor-space-scarce" };
        self.find(mark, key, &[("free", &(free >> 20).to_string())]);
    }

    /// A clock that went back would make deadlines and receipts wrong; what was written last tells.
    fn clock(&mut self, ground: &Ground, home: &Home) {
        let now = ground.clock.now();
        let last = std::fs::metadata(home.database()).and_then(|found| found.modified()).ok();
        let last = last.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let last = last.and_then(|at| i64::try_from(at.as_millis()).ok()).unwrap_or(0);
        let sane = now.0 >= WRITTEN && last <= now.0.saturating_add(AHEAD);
        let (mark, key) =
            if sane { (Mark::Well, "cli-doctor-clock") } else { (Mark::Wrong, "cli-doctor-clock-wrong") };
        self.find(mark, key, &[("now", &now.rfc3339())]);
    }

    async fn statements(&mut self, store: &Store) {
        let engine = store.engine().to_string();
        match store.check_statements().await {
            Ok(count) => self.find(
                Mark::Well,
                "cli-doctor-statements",
                &[("count", &count.to_string()), ("engine", &engine)],
            ),
            Err(error) => self.fail(&error.into()),
        }
    }

    fn country(&mut self, home: &Home, code: &str, now: Timestamp) {
        let read = Country::read(home, code, &self.voice.tr);
        let Some(country) = self.take("cli-doctor-places", read) else { return };
        let year = now.date().year();
        match country.calendar.dated_years() {
            Some((_, last)) if last > year => {}
            Some((_, last)) => {
                self.find(Mark::Heed, "cli-doctor-holidays-end", &[("year", &last.to_string())])
            }
            None => self.find(Mark::Heed, "cli-doctor-holidays-none", &[]),
        }
        if country.outlines.is_none() {
            self.find(Mark::Heed, "cli-doctor-outlines-none", &[]);
        }
    }

    fn address(&mut self, ground: &Ground) {
        match &ground.settings.site.public_url {
            Some(url) if url.get_ref().starts_with("https://") => {
                self.find(Mark::Well, "cli-doctor-address", &[("url", url.get_ref())])
            }
            Some(url) => self.find(Mark::Heed, "cli-doctor-address-clear", &[("url", url.get_ref())]),
            None => self.find(Mark::Heed, "cli-doctor-address-none", &[]),
        }
    }

    async fn letters(&mut self, store: &Store, ground: &Ground) -> Outcome {
        match ground.settings.sender(&ground.home) {
            Sender::Smtp(smtp) => {
                match smtp.password_file.as_ref().filter(|file| std::fs::read(file).is_err()) {
                    Some(file) => self.find(
                        Mark::Wrong,
                        "cli-doctor-mail-password",
                        &[("path", &file.display().to_string())],
                    ),
                    None => self.find(Mark::Well, "cli-doctor-mail", &[("host", &smtp.host)]),
                }
            }
            Sender::Spool(folder) => {
                self.find(Mark::Heed, "cli-doctor-mail-none", &[("path", &folder.display().to_string())])
            }
        }
        let failed = outbox::count(&mut store.read().await?, PostState::Failed).await?;
        if failed > 0 {
            self.find(Mark::Heed, "cli-doctor-mail-failed", &[("count", &failed.to_string())]);
        }
        Ok(())
    }

    async fn people(&mut self, store: &Store) -> Outcome {
        let mut conn = store.read().await?;
        let active = members::active(&mut conn).await?;
        if !active.iter().any(|(member, _)| member.role == Role::Coordinator) {
            self.find(Mark::Heed, "cli-doctor-coordinator-none", &[]);
        }
        if offices::list(&mut conn).await?.iter().all(|office| office.closed.is_some()) {
            self.find(Mark::Heed, "cli-doctor-office-none", &[]);
        }
        Ok(())
    }

    /// Notes whether something could be had, and gives it.
    fn take<T>(&mut self, key: &'static str, outcome: Outcome<T>) -> Option<T> {
        match outcome {
            Ok(found) => {
                self.find(Mark::Well, key, &[]);
                Some(found)
            }
            Err(failure) => {
                self.fail(&failure);
                None
            }
        }
    }

    fn fail(&mut self, failure: &Failure) {
        let values: Vec<(&str, &str)> =
            failure.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.find(Mark::Wrong, failure.key, &values);
        for line in &failure.lines {
            self.voice.line(format_args!("      {line}"));
        }
    }

    fn find(&mut self, mark: Mark, key: &str, values: &[(&str, &str)]) {
        let key_of_mark = match mark {
            Mark::Well => "cli-mark-well",
            Mark::Heed => "cli-mark-heed",
            Mark::Wrong => "cli-mark-wrong",
        };
        self.wrong += u32::from(mark == Mark::Wrong);
        self.heed += u32::from(mark == Mark::Heed);
        let mark = self.voice.text(key_of_mark, &[]);
        self.voice.line(format_args!("{mark:<7} {}", self.voice.text(key, values)));
    }
}

async fn founding(
    round: &mut Round<'_>,
    store: &Store,
    secrets: Option<Secrets>,
    ground: &Ground,
) -> Outcome<Founding> {
    let mut conn = store.read().await?;
    let founding = Founding::read(&mut conn).await?.ok_or_else(|| ground.not_founded())?;
    if let Some(secrets) = secrets {
        founding.keys(&mut conn, secrets).await?;
        round.find(Mark::Well, "cli-doctor-keys", &[]);
    }
    Ok(founding)
}
