//! The commands and their options. What `--help` says of them stands in `cli.ftl`.

use civic::directory::Role;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use kernel::{Date, Lang};
use site::texts::{Tr, Value};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "dannaya", version, disable_help_subcommand = true, disable_version_flag = true)]
pub struct Cli {
    #[arg(long, global = true)]
    pub lang: Option<Lang>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    Serve(Serve),
    Demo(Demo),
    Doctor(House),
    Audit(Audit),
    Release(Release),
    #[command(subcommand)]
    Member(Member),
    #[command(subcommand)]
    Team(Team),
    #[command(subcommand)]
    Office(Office),
    #[command(subcommand)]
    Form(Form),
    #[command(subcommand)]
    Volunteer(Volunteer),
    #[command(subcommand)]
    Analyst(Analyst),
    #[command(subcommand)]
    Entities(Entities),
    #[command(subcommand)]
    Pack(Pack),
    #[command(subcommand)]
    Places(Places),
}

/// Which house.
#[derive(Debug, Args, Clone)]
pub struct House {
    #[arg(long, value_name = "DIR", env = "DANNAYA_DATA")]
    pub data: PathBuf,
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

#[derive(Debug, Args)]
pub struct Init {
    #[command(flatten)]
    pub house: House,
    #[arg(long, default_value = "ml")]
    pub country: String,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub house: House,
    #[command(flatten)]
    pub doors: Doors,
}

/// Where to listen.
#[derive(Debug, Args)]
pub struct Doors {
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[arg(long, value_name = "ADDR")]
    pub metrics: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    pub doors: Doors,
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[arg(long, default_value_t = 2000)]
    pub cases: u32,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub seed_only: bool,
}

#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    pub house: House,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Release {
    #[command(flatten)]
    pub house: House,
    #[arg(long, value_name = "DATE", value_parser = iso_date)]
    pub as_of: Date,
}

#[derive(Debug, Subcommand)]
pub enum Member {
    Add {
        #[command(flatten)]
        house: House,
        #[arg(long)]
        login: String,
        #[arg(long, value_parser = role)]
        role: Role,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_name = "SHORT")]
        team: Option<String>,
        #[arg(long, value_name = "PACK")]
        pack: Vec<String>,
        #[arg(long, value_name = "CODE")]
        place: Option<String>,
    },
    Revoke {
        #[command(flatten)]
        house: House,
        #[arg(long)]
        login: String,
    },
    List {
        #[command(flatten)]
        house: House,
    },
}

#[derive(Debug, Subcommand)]
pub enum Team {
    Add {
        #[command(flatten)]
        house: House,
        #[arg(long)]
        name: String,
        #[arg(long, value_name = "SHORT")]
        short: String,
    },
    List {
        #[command(flatten)]
        house: House,
    },
}

#[derive(Debug, Subcommand)]
pub enum Office {
    Add {
        #[command(flatten)]
        house: House,
        #[arg(long)]
        name: String,
        #[arg(long)]
        kind: String,
        #[arg(long)]
        email: String,
        #[arg(long, value_name = "CODE")]
        place: Option<String>,
    },
    List {
        #[command(flatten)]
        house: House,
    },
}

/// Forms that field teams fill.
#[derive(Debug, Subcommand)]
pub enum Form {
    Check {
        form: PathBuf,
        #[arg(long, value_name = "DIR", env = "DANNAYA_DATA")]
        data: Option<PathBuf>,
    },
    Convert {
        workbook: PathBuf,
        #[arg(long, value_name = "FILE")]
        itemsets: Option<PathBuf>,
        #[arg(long, value_name = "DIR", env = "DANNAYA_DATA")]
        data: Option<PathBuf>,
    },
    /// What the program calls to convert a workbook apart from everything else.
    #[command(hide = true)]
    ConvertBounded,
    Add {
        form: PathBuf,
        #[command(flatten)]
        house: House,
        #[arg(long = "pack", value_name = "PACK")]
        service: Option<String>,
        #[arg(long)]
        draft: bool,
    },
    List {
        #[command(flatten)]
        house: House,
    },
    Open {
        id: String,
        #[command(flatten)]
        house: House,
    },
    Close {
        id: String,
        #[command(flatten)]
        house: House,
    },
    Export(Export),
    Paper(Paper),
}

#[derive(Debug, Args)]
pub struct Export {
    pub id: String,
    #[command(flatten)]
    pub house: House,
    #[arg(long, value_enum)]
    pub format: Format,
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// A form to be printed.
#[derive(Debug, Args)]
pub struct Paper {
    pub id: String,
    #[command(flatten)]
    pub house: House,
    #[arg(long, value_enum, default_value = "pdf")]
    pub format: PaperFormat,
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub copies: u8,
}

/// What a form to be printed is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PaperFormat {
    Pdf,
    Html,
}

/// What records are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Csv,
    Xlsx,
    Json,
    Geojson,
}

/// People who fill them.
#[derive(Debug, Subcommand)]
pub enum Volunteer {
    Add {
        name: String,
        #[command(flatten)]
        house: House,
        #[arg(long, value_name = "ID,…", value_delimiter = ',', required = true)]
        forms: Vec<String>,
        #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
        places: Vec<String>,
    },
    List {
        #[command(flatten)]
        house: House,
    },
    Entrust {
        name: String,
        #[command(flatten)]
        house: House,
        #[arg(long, value_name = "ID,…", value_delimiter = ',', required = true)]
        forms: Vec<String>,
    },
    Renew {
        name: String,
        #[command(flatten)]
        house: House,
    },
    Key {
        #[command(flatten)]
        house: House,
        #[arg(long)]
        renew: bool,
    },
    Revoke {
        name: String,
        #[command(flatten)]
        house: House,
    },
}

/// Lists that records keep up to date.
#[derive(Debug, Subcommand)]
pub enum Entities {
    List {
        #[command(flatten)]
        house: House,
    },
    Export {
        list: String,
        #[command(flatten)]
        house: House,
    },
}

/// Programs that read what came.
#[derive(Debug, Subcommand)]
pub enum Analyst {
    Add {
        name: String,
        #[command(flatten)]
        house: House,
        #[arg(long, value_name = "ID,…", value_delimiter = ',', required = true)]
        forms: Vec<String>,
    },
    List {
        #[command(flatten)]
        house: House,
    },
    Revoke {
        name: String,
        #[command(flatten)]
        house: House,
    },
}

#[derive(Debug, Subcommand)]
pub enum Pack {
    Check { path: PathBuf },
}

#[derive(Debug, Subcommand)]
pub enum Places {
    Import {
        file: PathBuf,
        #[command(flatten)]
        house: House,
        #[arg(long, value_name = "FILE")]
        crosswalk: Option<PathBuf>,
        #[arg(long, value_name = "DIR")]
        outlines: Option<PathBuf>,
    },
}

fn iso_date(text: &str) -> Result<Date, String> {
    let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
    let date = match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => u8::try_from(month)
            .ok()
            .and_then(|month| kernel::Month::try_from(month).ok())
            .and_then(|month| Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()),
        _ => None,
    };
    date.ok_or_else(|| "2027-03-31".to_owned())
}

fn role(word: &str) -> Result<Role, civic::directory::UnknownRole> {
    word.parse()
}

/// The command line with its help in the language of `tr`.
pub fn command(tr: &Tr) -> clap::Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    explained(Cli::command().arg(version), "cli", tr).about(tr.t("cli-about"))
}

/// What clap has to say about what was typed, in the language of `tr`; none for `--help` and `--version`, which it says
/// in our own words already.
pub fn complaint(error: &clap::Error, tr: &Tr) -> Option<String> {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let say = |key: &str, values: &[(&str, &str)]| {
        let values: Vec<(&str, Value<'_>)> =
            values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        tr.ta(key, &values)
    };
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => say("cli-error-unknown", &[("arg", &arg)]),
        ErrorKind::InvalidSubcommand => {
            say("cli-error-command", &[("command", &context(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::MissingSubcommand => say("cli-error-no-command", &[]),
        ErrorKind::MissingRequiredArgument => say("cli-error-missing", &[("args", &arg)]),
        ErrorKind::InvalidValue if value.is_empty() => say("cli-error-empty", &[("arg", &arg)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let long = arg.split_whitespace().next().unwrap_or_default().trim_matches(['-', '<', '>']);
            let means = tr.t(&format!("cli-arg-{}", long.to_lowercase()));
            say("cli-error-value", &[("arg", &arg), ("value", &value), ("means", &means)])
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say("cli-error-number", &[("arg", &arg)])
        }
        ErrorKind::ArgumentConflict => say("cli-error-twice", &[("arg", &arg)]),
        ErrorKind::InvalidUtf8 => say("cli-error-utf8", &[]),
        _ => say("cli-error-other", &[]),
    })
}

/// Reads what was typed.
///
/// # Errors
/// What clap has to say, `--help` included.
pub fn read(args: &[String], tr: &Tr) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command(tr).try_get_matches_from(args)?)
}

/// Gives each command and option its sentence: `cli-serve`, `cli-arg-listen`; and clap's own words ours.
fn explained(command: clap::Command, key: &str, tr: &Tr) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|found| found.get_name().to_owned()).collect();
    let template = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", tr.t("cli-help-usage"));
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = command
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .subcommand_help_heading(tr.t("cli-help-commands"))
        .subcommand_value_name(tr.t("cli-help-command"));
    let command = command.mut_args(|arg| {
        let name = arg.get_id().as_str().replace('_', "-");
        let positional = arg.is_positional();
        let mut help = tr.t(&format!("cli-arg-{name}"));
        let (usual, variable): (Vec<_>, _) = (
            arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect(),
            arg.get_env().map(|name| name.to_string_lossy().into_owned()),
        );
        // A flag has a usual value too, which says nothing.
        let valued = arg.get_action().takes_values();
        if valued && !usual.is_empty() {
            help.push_str(&tr.ta("cli-help-usual", &[("value", usual.join(" ").into())]));
        }
        if let Some(variable) = variable {
            help.push_str(&tr.ta("cli-help-variable", &[("name", variable.into())]));
        }
        let heading = tr.t(if positional { "cli-help-arguments" } else { "cli-help-options" });
        let arg = arg.help(help).help_heading(heading).hide_env(true);
        if valued { arg.hide_default_value(true) } else { arg }
    });
    names.into_iter().fold(command, |command, name| {
        let key = format!("{key}-{name}");
        command.mut_subcommand(&name, |found| explained(found.about(tr.t(&key)), &key, tr))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use site::texts::Texts;
    use std::sync::Arc;

    #[test]
    fn every_command_and_option_is_explained_in_french_and_english() {
        let texts = Arc::new(Texts::builtin().unwrap());
        for lang in [Lang::Fr, Lang::En] {
            let mut open = vec![command(&Tr::new(&texts, lang))];
            while let Some(command) = open.pop() {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(
                    !about.is_empty() && !about.starts_with("cli-"),
                    "{lang} {} {about}",
                    command.get_name()
                );
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("cli-"),
                        "{lang} {} {}",
                        command.get_name(),
                        arg.get_id()
                    );
                }
                open.extend(command.get_subcommands().cloned());
            }
        }
    }

    #[test]
    fn the_fixed_interfaces_are_read_as_documented() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let read = |line: &str| {
            read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>(), &Tr::new(&texts, Lang::Fr))
        };
        for line in [
            "dannaya init --data d --country ml --lang fr --database postgres://h/d",
            "dannaya serve --data d --listen 127.0.0.1:8080 --database postgres://h/d --metrics 127.0.0.1:9090",
            "dannaya demo --listen 127.0.0.1:0 --data d --cases 2000 --seed 1 --seed-only",
            "dannaya audit --data d --json",
            "dannaya release --data d --as-of 2027-03-31",
            "dannaya pack check packs/denunciation",
            "dannaya form add baseline.xml --data d --pack perception",
            "dannaya form export baseline --format geojson --data d",
            "dannaya form paper baseline --data d --lang fr --format pdf",
            "dannaya volunteer add Awa --forms a,b --data d",
            "dannaya analyst add tableau --forms a,b --data d",
            "dannaya form check form.xlsx",
            "dannaya form convert form.xlsx",
            "dannaya member list --data d",
        ] {
            assert!(read(line).is_ok(), "{line}: {}", read(line).unwrap_err());
        }
        assert!(read("dannaya release --data d --as-of 2027-02-30").is_err());
    }
}
