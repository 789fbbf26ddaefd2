//! What the demo says: stories, sentences and cast, read from `data/demo`.

use super::chance::Dice;
use crate::embedded;
use crate::failure::{Failure, Outcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Who plays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    /// The passphrase of everybody.
    pub passphrase: String,
    /// Member organisations.
    pub team: Vec<TeamPart>,
    /// People of the desk.
    pub member: Vec<MemberPart>,
    /// Public bodies.
    pub office: Vec<OfficePart>,
}

/// A member organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamPart {
    /// Name.
    pub name: String,
    /// Short name.
    pub short: String,
}

/// A person of the desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPart {
    /// Log-in name.
    pub login: String,
    /// Name shown.
    pub name: String,
    /// Role.
    pub role: civic::directory::Role,
    /// Short name of the organisation.
    pub team: Option<String>,
    /// Code of the place worked on.
    pub place: Option<String>,
}

/// A public body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficePart {
    /// Kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Services whose cases it is handed.
    pub services: Vec<String>,
}

/// What is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    mark: String,
    /// Said where the place is not known.
    pub somewhere: String,
    moments: Vec<String>,
    who: Vec<String>,
    amounts: BTreeMap<String, String>,
    story: Vec<Story>,
    /// Sentences of everybody but the report itself.
    pub said: Said,
}

/// A kind of report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Fact `kind`.
    pub kind: String,
    /// Facts `service` it may be about.
    pub services: Vec<String>,
    weight: u64,
    text: String,
}

/// Sentences of everybody but the report itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Persons concerned.
    pub people: Vec<String>,
    /// The desk asks the reporter.
    pub questions: Vec<String>,
    /// The reporter answers.
    pub replies: Vec<String>,
    /// The desk tells the reporter.
    pub thanks: Vec<String>,
    /// Reasons of an assessment.
    pub reasons: Vec<String>,
    /// Notes of the desk.
    pub notes: Vec<String>,
    /// Redacted summaries.
    pub summaries: Vec<String>,
    /// A body refuses.
    pub refusals: Vec<String>,
    /// A body answers.
    pub answers: Vec<String>,
    /// Why a case is taken back.
    pub recalls: Vec<String>,
    /// Why a case is opened again.
    pub reopenings: Vec<String>,
}

/// Reads one of the files of `data/demo`.
///
/// # Errors
/// When the file that was compiled in cannot be read, which a test rules out.
pub fn read<T: DeserializeOwned>(name: &str) -> Outcome<T> {
    let bytes = embedded::data(&format!("demo/{name}")).ok_or_else(|| Failure::internal(name))?;
    let text = std::str::from_utf8(&bytes).map_err(Failure::internal)?;
    toml::from_str(text).map_err(Failure::internal)
}

impl Script {
    /// Any kind of report, the frequent ones more often.
    pub fn story(&self, dice: &Dice) -> Option<&Story> {
        let mut total = 0;
        let sums: Vec<u64> = self
            .story
            .iter()
            .map(|story| {
                total += story.weight;
                total
            })
            .collect();
        self.story.get(dice.weighted(&sums))
    }

    /// The words of a report, marked as synthetic.
    pub fn told(&self, story: &Story, place: &str, amount: Option<&str>, dice: &Dice) -> String {
        let amount = self.amounts.get(amount.unwrap_or("unknown")).map(String::as_str).unwrap_or_default();
        let text = story
            .text
            .replace("{place}", place)
            .replace("{moment}", dice.pick(&self.moments).map(String::as_str).unwrap_or_default())
            .replace("{who}", dice.pick(&self.who).map(String::as_str).unwrap_or_default())
            .replace("{amount}", amount);
        format!("{text} {}", self.mark)
    }

    /// Codes of the bands of amounts.
    pub fn amounts(&self) -> Vec<&str> {
        self.amounts.keys().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_the_demo_says_that_it_is_synthetic() {
        let (script, cast): (Script, Cast) = (read("stories.toml").unwrap(), read("cast.toml").unwrap());
        let said = &script.said;
        let lists = [
            &said.people,
            &said.questions,
            &said.replies,
            &said.thanks,
            &said.reasons,
            &said.notes,
            &said.summaries,
            &said.refusals,
            &said.answers,
            &said.recalls,
            &said.reopenings,
        ];
        for text in lists.into_iter().flatten() {
            assert!(text.contains("(synthétique)"), "{text}");
        }
        let names = cast.team.iter().map(|team| &team.name);
        let names = names.chain(cast.member.iter().map(|member| &member.name));
        for name in names.chain(cast.office.iter().map(|office| &office.name)) {
            assert!(name.contains("(synthétique)"), "{name}");
        }
        for office in &cast.office {
            assert!(office.email.ends_with("@example.org"), "{}", office.email);
        }
        let dice = Dice::of(1, 1);
        for story in &script.story {
            let told = script.told(story, "Lieu", None, &dice);
            assert!(told.ends_with("(synthétique)") && !told.contains('{'), "{told}");
        }
    }
}
