//! `dannaya audit`: for people a sentence a difference, for programs one line of JSON.

use crate::args::Audit;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::open::Ground;
use crate::say::Voice;
use acts::audit::{self, Problem};
use std::process::ExitCode;

/// Compares everything with its events.
///
/// # Errors
/// When the house cannot be opened or read. Differences are no error: they end with exit code 1.
pub async fn run(wanted: Audit, voice: &Voice) -> Outcome<ExitCode> {
    let ground = Ground::of(Home::at(wanted.house.data), wanted.house.database)?;
    let house = ground.open(&voice.tr, |_| {}).await?.house;
    let found = audit::run(&house).await?;
    house.store.close().await;
    if wanted.json {
        voice.line(serde_json::to_string(&found).map_err(Failure::internal)?);
    } else {
        let (cases, events) = (found.cases.to_string(), found.events.to_string());
        for problem in &found.problems {
            voice.line(sentence(problem, voice));
        }
        let key = if found.ok { "cli-audit-sound" } else { "cli-audit-unsound" };
        let problems = found.problems.len().to_string();
        voice.say(key, &[("cases", &cases), ("events", &events), ("problems", &problems)]);
    }
    Ok(if found.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sentence(problem: &Problem, voice: &Voice) -> String {
    match problem {
        Problem::BrokenHistory { case, detail } => {
            voice.text("cli-audit-broken-history", &[("case", &case.to_string()), ("detail", detail)])
        }
        Problem::UnknownPack { case, pack } => {
            voice.text("cli-audit-unknown-pack", &[("case", &case.to_string()), ("pack", pack)])
        }
        Problem::NoRow { case } => voice.text("cli-audit-no-row", &[("case", &case.to_string())]),
        Problem::RowDiffers { case, columns } => voice
            .text("cli-audit-row-differs", &[("case", &case.to_string()), ("columns", &columns.join(", "))]),
        Problem::ExclusionsDiffer { case } => {
            voice.text("cli-audit-exclusions-differ", &[("case", &case.to_string())])
        }
        Problem::ReferralDiffers { case, referral } => voice.text(
            "cli-audit-referral-differs",
            &[("case", &case.to_string()), ("referral", &referral.to_string())],
        ),
        Problem::NoEnvelope { case, envelope } => voice.text(
            "cli-audit-no-envelope",
            &[("case", &case.to_string()), ("envelope", &envelope.to_string())],
        ),
        Problem::StrayEnvelope { case, envelope } => voice.text(
            "cli-audit-stray-envelope",
            &[("case", &case.to_string()), ("envelope", &envelope.to_string())],
        ),
        Problem::ReadingsBroken { line } => {
            voice.text("cli-audit-readings-broken", &[("line", &line.to_string())])
        }
        Problem::TallyDiffers { measure, region, day, stored, counted, .. } => voice.text(
            "cli-audit-tally-differs",
            &[
                ("measure", measure),
                ("region", region),
                ("day", &day_named(*day)),
                ("stored", &stored.to_string()),
                ("counted", &counted.to_string()),
            ],
        ),
    }
}

fn day_named(julian: i64) -> String {
    let day = i32::try_from(julian).ok().and_then(|day| kernel::Date::from_julian_day(day).ok());
    day.map_or_else(|| julian.to_string(), |day| day.to_string())
}
