//! What the operator decided: `dannaya.toml` in the data directory, each line open to an environment variable.

use crate::converter::Address;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::mail::{Sender, Smtp};
use acts::Terms;
use lettre::message::Mailbox;
use serde::Deserialize;
use site::security::Origin;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Reports a minute before the intake asks for patience, unless the operator says otherwise.
const REPORTS_A_MINUTE: u32 = 600;

/// Bytes that the files of unfinished reports may weigh together.
const UNSENT_FILES: u64 = 1 << 30;

/// Bytes that ODK Collect should put in one request, unless the operator says otherwise. Collect begins a request anew when
/// it breaks; with this little each photograph goes in one of its own, and the server keeps those that came through.
const POST_BYTES: u64 = 1 << 20;
/// Below this, nothing but the record itself would fit in a request.
const LEAST_POST_BYTES: u64 = 64 << 10;

/// Where `dannaya serve` listens unless told otherwise.
const LISTENS_AT: &str = "http://127.0.0.1:8080";
/// Minutes after which an idle session of the desk locks.
const IDLE_MINUTES: i64 = 15;
/// Where "leave this page" leads, unless the operator says otherwise: a page that anybody may have open.
const EXIT: &str = "https://fr.wikipedia.org/";

/// The configuration. Every part may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// `postgres://…`; without it the SQLite file of the data directory.
    pub database: Option<String>,
    /// How the site presents itself.
    pub site: Site,
    /// Limits on floods.
    pub intake: Intake,
    /// How letters leave; without it they are written into a folder.
    pub mail: Option<Smtp>,
    /// When figures come out.
    pub publication: Publication,
    /// How telephones of the field send.
    pub collect: Collect,
    /// How workbooks become forms.
    pub forms: Forms,
}

/// How workbooks become forms.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Forms {
    /// A program that is called like pyxform's `xls2xform`, in place of the converter built in.
    pub xls2xform: Option<Spanned<PathBuf>>,
    /// A pyxform-http server, in place of the converter built in.
    pub pyxform_http: Option<Spanned<Address>>,
}

/// How the site presents itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// Address people use, such as `https://dannaya.example.org`.
    pub public_url: Option<Spanned<String>>,
    /// Name of the coalition.
    pub coalition: Option<String>,
    /// Where "leave this page" leads.
    pub exit_url: Option<Spanned<String>>,
}

/// Limits on floods.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intake {
    /// Reports a minute through each door, over all reporters, before a turn in the queue is asked.
    pub reports_a_minute: Option<Spanned<u32>>,
    /// No limit at all: for measurements.
    pub unlimited: bool,
}

/// How telephones of the field send.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Collect {
    /// Bytes that ODK Collect should put in one request.
    pub post_bytes: Option<Spanned<u64>>,
}

/// When figures come out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Publication {
    /// Days between an event and its publication, in place of the packs' own.
    pub delay_days: Option<Spanned<u32>>,
}

impl Settings {
    /// Reads the configuration of a house and lays the environment over it.
    ///
    /// # Errors
    /// A sentence with file and line.
    pub fn read(home: &Home) -> Outcome<Self> {
        let path = home.configuration();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::file(&path, &error)),
        };
        let mut settings = Self::parse(&text, &path)?;
        settings.overlay(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
        Ok(settings)
    }

    /// What the environment alone says, where no house is named.
    ///
    /// # Errors
    /// A variable that cannot be read.
    pub fn of_environment() -> Outcome<Self> {
        let mut settings = Self::default();
        settings.overlay(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
        Ok(settings)
    }

    fn parse(text: &str, path: &Path) -> Outcome<Self> {
        let wrong = |at: usize, detail: &str| {
            let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            Failure::new("cli-configuration-wrong")
                .with("path", path.display())
                .with("line", line)
                .with("detail", detail)
        };
        let settings: Self = toml::from_str(text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message()))?;
        for (address, name) in
            [(&settings.site.public_url, "public_url"), (&settings.site.exit_url, "exit_url")]
        {
            if let Some(address) = address
                && !is_web_address(address.get_ref(), name)
            {
                return Err(wrong(address.span().start, &format!("{name} = {:?}", address.get_ref())));
            }
        }
        if let Some(limit) = settings.intake.reports_a_minute.as_ref().filter(|limit| *limit.get_ref() == 0) {
            return Err(wrong(limit.span().start, "reports_a_minute = 0"));
        }
        if let Some(bytes) =
            settings.collect.post_bytes.as_ref().filter(|bytes| *bytes.get_ref() < LEAST_POST_BYTES)
        {
            return Err(wrong(
                bytes.span().start,
                &format!("post_bytes = {} < {LEAST_POST_BYTES}", bytes.get_ref()),
            ));
        }
        // A release on the last day of a quarter would freeze it before that day is over.
        if let Some(days) = settings.publication.delay_days.as_ref().filter(|days| *days.get_ref() == 0) {
            return Err(wrong(days.span().start, "delay_days = 0"));
        }
        if let (Some(program), Some(_)) = (&settings.forms.xls2xform, &settings.forms.pyxform_http) {
            return Err(wrong(program.span().start, "xls2xform, pyxform_http: 1"));
        }
        if let Some(from) = settings.mail.as_ref().map(|mail| &mail.from)
            && let Err(error) = from.get_ref().parse::<Mailbox>()
        {
            return Err(wrong(from.span().start, &format!("from = {:?}: {error}", from.get_ref())));
        }
        Ok(settings)
    }

    fn overlay(&mut self, variable: impl Fn(&str) -> Option<String>) -> Outcome {
        let text = |name: &str, into: &mut Option<String>| {
            if let Some(value) = variable(name) {
                *into = Some(value);
            }
        };
        text("DANNAYA_DATABASE", &mut self.database);
        text("DANNAYA_SITE_COALITION", &mut self.site.coalition);
        for (name, short, into) in [
            ("DANNAYA_SITE_PUBLIC_URL", "public_url", &mut self.site.public_url),
            ("DANNAYA_SITE_EXIT_URL", "exit_url", &mut self.site.exit_url),
        ] {
            let Some(value) = variable(name) else { continue };
            if !is_web_address(&value, short) {
                return Err(wrong_variable(name));
            }
            *into = Some(Spanned::new(0..0, value));
        }
        if let Some(value) = variable("DANNAYA_INTAKE_REPORTS_A_MINUTE") {
            let limit = value.parse().ok().filter(|limit| *limit > 0);
            let limit = limit.ok_or_else(|| wrong_variable("DANNAYA_INTAKE_REPORTS_A_MINUTE"))?;
            self.intake.reports_a_minute = Some(Spanned::new(0..0, limit));
        }
        if let Some(value) = variable("DANNAYA_INTAKE_UNLIMITED") {
            self.intake.unlimited = value.parse().map_err(|_| wrong_variable("DANNAYA_INTAKE_UNLIMITED"))?;
        }
        if let Some(value) = variable("DANNAYA_COLLECT_POST_BYTES") {
            let bytes = value.parse().ok().filter(|bytes| *bytes >= LEAST_POST_BYTES);
            let bytes = bytes.ok_or_else(|| wrong_variable("DANNAYA_COLLECT_POST_BYTES"))?;
            self.collect.post_bytes = Some(Spanned::new(0..0, bytes));
        }
        if let Some(value) = variable("DANNAYA_PUBLICATION_DELAY_DAYS") {
            let days = value.parse().ok().filter(|days| *days > 0);
            let days = days.ok_or_else(|| wrong_variable("DANNAYA_PUBLICATION_DELAY_DAYS"))?;
            self.publication.delay_days = Some(Spanned::new(0..0, days));
        }
        if let Some(program) = variable("DANNAYA_FORMS_XLS2XFORM") {
            self.forms = Forms { xls2xform: Some(Spanned::new(0..0, program.into())), ..Forms::default() };
        }
        if let Some(value) = variable("DANNAYA_FORMS_PYXFORM_HTTP") {
            let address =
                Address::try_from(value).map_err(|_| wrong_variable("DANNAYA_FORMS_PYXFORM_HTTP"))?;
            self.forms = Forms { pyxform_http: Some(Spanned::new(0..0, address)), ..Forms::default() };
        }
        Ok(())
    }

    /// Where letters go.
    pub fn sender(&self, home: &Home) -> Sender {
        self.mail.clone().map_or_else(|| Sender::Spool(home.letters()), Sender::Smtp)
    }

    /// The terms of the house. `coalition` stands where the operator gave no name.
    pub fn terms(&self, coalition: String) -> Terms {
        let address = |given: &Option<Spanned<String>>| given.as_ref().map(|given| given.get_ref().clone());
        let limit = self.intake.reports_a_minute.as_ref().map_or(REPORTS_A_MINUTE, |limit| *limit.get_ref());
        Terms {
            public_url: address(&self.site.public_url)
                .map(|url| url.trim_end_matches('/').to_owned())
                .unwrap_or_default(),
            listens_at: LISTENS_AT.to_owned(),
            coalition: self.site.coalition.clone().unwrap_or(coalition),
            second_factor: true,
            demo: false,
            reports_a_minute: (!self.intake.unlimited).then_some(limit),
            unsent_files: UNSENT_FILES,
            post_bytes: self.collect.post_bytes.as_ref().map_or(POST_BYTES, |bytes| *bytes.get_ref()),
            publication_delay: self.publication.delay_days.as_ref().map(|days| *days.get_ref()),
            idle_minutes: IDLE_MINUTES,
            run: acts::survey::segments::RUN,
            exit_url: address(&self.site.exit_url).unwrap_or_else(|| EXIT.to_owned()),
        }
    }
}

fn wrong_variable(name: &'static str) -> Failure {
    Failure::new("cli-variable-wrong").with("name", name)
}

/// The public address is an origin alone; the way out may be any page.
fn is_web_address(text: &str, name: &str) -> bool {
    if name == "public_url" {
        Origin::parse(text).is_ok()
    } else {
        text.starts_with("https://") || text.starts_with("http://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn parse(text: &str) -> Outcome<Settings> {
        Settings::parse(text, Path::new("dannaya.toml"))
    }

    fn line(text: &str) -> String {
        let failure = parse(text).unwrap_err();
        failure.values.iter().find(|(name, _)| *name == "line").unwrap().1.clone()
    }

    #[test]
    fn a_wrong_line_is_named_whatever_is_wrong_with_it() {
        assert_eq!(line("[site]\ncoalition = \"C\"\npublic_adress = \"x\"\n"), "3");
        assert_eq!(line("[intake]\nreports_a_minute = \"many\"\n"), "2");
        assert_eq!(line("[intake]\n\nreports_a_minute = 0\n"), "3");
        assert_eq!(line("[site]\npublic_url = \"dannaya.example.org\"\n"), "2");
        assert_eq!(line("[site\n"), "1");
        assert_eq!(line("[publication]\ndelay_days = 0\n"), "2");
        assert_eq!(
            line("[forms]\npyxform_http = \"https://a.example\"\n"),
            "2",
            "there is no TLS on this way"
        );
        let both = "[forms]\npyxform_http = \"http://127.0.0.1:8080\"\nxls2xform = \"xls2xform\"\n";
        assert_eq!(line(both), "3", "who converts must be clear");
        assert_eq!(
            line("[collect]\npost_bytes = 1000\n"),
            "2",
            "no photograph would ever go with its record"
        );
        let mail = "[mail]\nhost = \"mail.example.org\"\nport = 587\n";
        assert_eq!(line(&format!("{mail}from = \"Coalition\"\n")), "4", "no letter would ever leave");
        assert!(parse(&format!("{mail}from = \"Coalition <dossiers@example.org>\"\n")).is_ok());
    }

    #[test]
    fn nothing_configured_means_a_limit_a_second_factor_and_the_packs_own_delay() {
        let terms = parse("").unwrap().terms("C".into());
        assert!(terms.second_factor && !terms.demo);
        assert_eq!((terms.reports_a_minute, terms.publication_delay), (Some(REPORTS_A_MINUTE), None));
    }

    #[test]
    fn the_environment_comes_before_the_file() {
        let mut settings = parse("[intake]\nreports_a_minute = 5\n[site]\ncoalition = \"A\"\n").unwrap();
        let environment = |name: &str| match name {
            "DANNAYA_FORMS_PYXFORM_HTTP" => Some("http://127.0.0.1:8080".to_owned()),
            "DANNAYA_INTAKE_UNLIMITED" => Some("true".to_owned()),
            "DANNAYA_SITE_COALITION" => Some("B".to_owned()),
            _ => None,
        };
        settings.overlay(environment).unwrap();
        assert!(settings.forms.pyxform_http.is_some());
        let terms = settings.terms(String::new());
        assert_eq!((terms.reports_a_minute, terms.coalition.as_str()), (None, "B"));
        assert!(settings.overlay(|_| Some("nonsense".to_owned())).is_err());
    }
}
