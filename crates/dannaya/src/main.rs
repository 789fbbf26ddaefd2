//! The binary `dannaya`: commands, configuration, wiring. `docs/operators.md` describes each command.
//!
//! A command reads its arguments, opens the house and does one act. Rules, cryptography and statements live below.

mod args;
mod audit;
mod authoring;
mod converter;
mod country;
mod demo;
mod doctor;
mod embedded;
mod entities;
mod export;
mod failure;
mod forms;
mod founding;
mod home;
mod init;
mod machine;
mod mail;
mod metrics;
mod open;
mod packs;
mod paper;
mod people;
mod places;
mod release;
mod rounds;
mod say;
mod serve;
mod services;
mod settings;
mod volunteers;

use crate::args::{Command, Form, Pack, Places};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::say::Voice;
use kernel::Lang;
use std::process::ExitCode;

/// Threads for work that takes milliseconds of processor. Thirty-four may wait on passphrases; receipts need some too.
const BLOCKING_THREADS: usize = 64;

/// Exit code for a command line that cannot be read, as clap and most programs have it.
const WRONGLY_TYPED: u8 = 2;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let lang = say::chosen_lang(&args, |name| std::env::var(name).ok());
    let voice = match Voice::new(lang) {
        Ok(voice) => voice,
        Err(error) => {
            say::complain_without_voice(&error);
            return ExitCode::FAILURE;
        }
    };
    let cli = match args::read(&args, &voice.tr) {
        Ok(cli) => cli,
        Err(error) => match args::complaint(&error, &voice.tr) {
            Some(complaint) => {
                voice.grumble(&complaint);
                return ExitCode::from(WRONGLY_TYPED);
            }
            None => error.exit(),
        },
    };
    match work(cli.command, lang, &voice) {
        Ok(code) => code,
        Err(failure) => {
            voice.complain(&failure);
            ExitCode::FAILURE
        }
    }
}

fn work(command: Command, lang: Lang, voice: &Voice) -> Outcome<ExitCode> {
    forbid_core_dumps()?;
    if let Command::Form(Form::ConvertBounded) = command {
        return converter::convert_bounded(&voice.tr).map(|()| ExitCode::SUCCESS);
    }
    keep_a_log();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .map_err(Failure::internal)?;
    runtime.block_on(async {
        match command {
            Command::Init(init) => init::run(init, lang, voice).await?,
            Command::Serve(serve) => serve::run(serve, voice).await?,
            Command::Audit(audit) => return audit::run(audit, voice).await,
            Command::Release(release) => release::run(release, voice).await?,
            Command::Member(member) => people::member(member, lang, voice).await?,
            Command::Team(team) => people::team(team, voice).await?,
            Command::Office(office) => people::office(office, voice).await?,
            Command::Form(form) => return forms::run(form, voice).await,
            Command::Volunteer(volunteer) => volunteers::volunteer(volunteer, voice).await?,
            Command::Analyst(analyst) => volunteers::analyst(analyst, voice).await?,
            Command::Entities(entities) => entities::run(entities, voice).await?,
            Command::Pack(Pack::Check { path }) => return packs::check(&path, voice),
            Command::Places(Places::Import { file, house, crosswalk, outlines }) => {
                places::import(
                    &Home::at(house.data),
                    &file,
                    crosswalk.as_deref(),
                    outlines.as_deref(),
                    voice,
                )?;
            }
            Command::Demo(demo) => demo::run(demo, voice).await?,
            Command::Doctor(house) => return doctor::run(house, voice).await,
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// A core file would hold keys and reports in the clear.
fn forbid_core_dumps() -> Outcome {
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    rustix::process::setrlimit(rustix::process::Resource::Core, none).map_err(Failure::internal)
}

/// One line an event, to standard error; `RUST_LOG` chooses which. Nothing the house logs names a person.
fn keep_a_log() {
    let chosen = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,access=warn"));
    tracing_subscriber::fmt().with_env_filter(chosen).with_ansi(false).with_writer(std::io::stderr).init();
}
