//! What the demo tells whoever tries it: addresses, log-ins, a receipt, a link with its code.

use super::life::Told;
use super::script::{Cast, read};
use super::stage::Stage;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::say::Voice;
use acts::office::Handed;
use serde::{Deserialize, Serialize};

/// The card of a demo. It opens everything in it, which is synthetic.
#[derive(Debug, Serialize, Deserialize)]
pub struct Card {
    passphrase: String,
    personas: Vec<Persona>,
    receipt: Option<Pointed>,
    referral: Option<Referral>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Persona {
    role: String,
    login: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Pointed {
    reference: String,
    receipt: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Referral {
    reference: String,
    office: String,
    link: String,
    code: String,
}

impl Card {
    /// Fills the card: of all lives the one in which most happened, answered and not soon erased.
    ///
    /// # Errors
    /// When the cast cannot be read, which a test rules out.
    pub fn fill(_: &Stage, told: &[Told], handed: Option<(String, Handed)>) -> Outcome<Self> {
        let cast: Cast = read("cast.toml")?;
        let lively = told.iter().filter(|told| !told.passing);
        let best = lively.clone().find(|told| matches!(told.state.as_str(), "answered" | "closed"));
        let best = best.or_else(|| lively.clone().next()).or_else(|| told.first());
        Ok(Self {
            passphrase: cast.passphrase,
            personas: cast
                .member
                .into_iter()
                .map(|part| Persona { role: part.role.word().to_owned(), login: part.login })
                .collect(),
            receipt: best.map(|told| Pointed {
                reference: told.receipted.reference.clone(),
                receipt: told.receipted.receipt.clone(),
            }),
            referral: handed.map(|(reference, handed)| Referral {
                reference,
                office: handed.office,
                link: handed.link,
                code: handed.code,
            }),
        })
    }

    /// The card of a demo that was laid before; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(home: &Home) -> Outcome<Option<Self>> {
        let path = home.demo_card();
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(Failure::internal),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::file(&path, &error)),
        }
    }

    /// Keeps the card: its presence says that the demo is whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, home: &Home) -> Outcome {
        Home::write_private(&home.demo_card(), &serde_json::to_vec_pretty(self).map_err(Failure::internal)?)
    }

    /// Prints the card. Without an address the demo is not served, and paths stand alone.
    pub fn print(&self, address: Option<&str>, voice: &Voice) {
        let base = address.unwrap_or_default();
        let url = |path: &str| format!("{base}{path}");
        voice.say(
            "cli-demo-addresses",
            &[
                ("home", &url("/fr")),
                ("report", &url("/fr/report/denunciation")),
                ("follow", &url("/fr/follow")),
                ("data", &url("/fr/data")),
                ("surveys", &url("/fr/surveys")),
                ("desk", &url("/desk")),
                ("api", &url("/api/v1/openapi.json")),
            ],
        );
        voice.say("cli-demo-logins", &[]);
        for persona in &self.personas {
            voice.line(format_args!("  {:<12} {:<14} {}", persona.role, persona.login, self.passphrase));
        }
        if let Some(found) = &self.receipt {
            voice.say("cli-demo-receipt", &[("reference", &found.reference), ("receipt", &found.receipt)]);
        }
        if let Some(found) = &self.referral {
            let link = url(&format!("/fr/office/{}", found.link));
            voice.say(
                "cli-demo-referral",
                &[
                    ("reference", &found.reference),
                    ("office", &found.office),
                    ("link", &link),
                    ("code", &found.code),
                ],
            );
        }
        voice.say("cli-demo-end", &[]);
    }
}
