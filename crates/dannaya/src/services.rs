//! The services the house offers and the surveys it holds: embedded packs, replaced file by file or added to by the data directory.

use crate::embedded;
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use acts::{Service, ServiceError, Survey};
use civic::pack::{Engine, Problem};
use kernel::Lang;
use site::authoring::form_line;
use site::texts::{Texts, TextsError, Tr, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use xforms::{EvaluationError, FormError};

/// The files of one pack before they are held against each other.
pub struct Draft {
    /// The pack's folder as it is named to the operator.
    pub shown: String,
    toml: String,
    form: String,
    texts: Vec<(Lang, String)>,
    media: BTreeMap<String, Vec<u8>>,
}

/// A pack whose files fit together.
pub enum Checked {
    /// One that takes reports.
    Service(Box<Service>),
    /// One that is asked in rounds.
    Survey(Box<Survey>),
}

/// Every pack of a house.
#[derive(Default)]
pub struct Packs {
    /// Services by id.
    pub services: BTreeMap<String, Service>,
    /// Surveys by id.
    pub surveys: BTreeMap<String, Survey>,
}

/// What is wrong with a pack.
pub enum PackFault {
    /// pack.toml against itself, its form and its texts.
    Problems(Vec<Problem>),
    /// The form alone, and its file.
    Form(String, FormError),
    /// The form against the pages and the files beside it: its file, and the key and values of the sentence.
    Beside(String, &'static str, Vec<(&'static str, String)>),
    /// An expression of the form cannot be computed, and its file.
    Computing(String, EvaluationError),
    /// A file of texts, and its name.
    Texts(String, TextsError),
}

impl Draft {
    /// Reads a pack from its folder; what is not there is taken from the embedded pack `id`, if there is one.
    ///
    /// # Errors
    /// When a file is missing in both or is not UTF-8.
    pub fn read(folder: &Path, id: Option<&str>) -> Outcome<Self> {
        let shown = folder.display().to_string();
        let file = |name: &str| -> Outcome<Option<String>> {
            let path = folder.join(name);
            match std::fs::read_to_string(&path) {
                Ok(text) => Ok(Some(text)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => id
                    .and_then(|id| embedded::pack_file(id, name))
                    .map(|bytes| String::from_utf8(bytes.into_owned()).map_err(Failure::internal))
                    .transpose(),
                Err(error) => Err(Failure::file(&path, &error)),
            }
        };
        let needed = |name: &str| {
            file(name)?.ok_or_else(|| {
                Failure::new("cli-pack-file-missing").with("path", folder.join(name).display())
            })
        };
        let mut texts = Vec::new();
        for lang in Lang::ALL {
            texts.extend(file(&format!("texts/{lang}.ftl"))?.map(|text| (lang, text)));
        }
        let media = media(&folder.join("media"), id)?;
        Ok(Self { toml: needed("pack.toml")?, form: needed("form.xml")?, texts, media, shown })
    }

    /// Holds the files against each other.
    ///
    /// # Errors
    /// Everything that was found.
    pub fn check(self) -> Result<Checked, PackFault> {
        let mut texts = Texts::builtin().map_err(|error| PackFault::Texts("texts/".to_owned(), error))?;
        for (lang, text) in &self.texts {
            let file = || format!("{}/texts/{lang}.ftl", self.shown);
            texts = texts.with_pack(DRAFTED, *lang, text).map_err(|error| PackFault::Texts(file(), error))?;
        }
        let form = format!("{}/form.xml", self.shown);
        let file = format!("{}/pack.toml", self.shown);
        let named = form.clone();
        let beside = |key, values| PackFault::Beside(named.clone(), key, values);
        let french = |key: &str| texts.has_pack_message(DRAFTED, Lang::Fr, key);
        let (toml, xml) = (&self.toml, &self.form);
        let read = match Engine::of(toml) {
            Engine::Case => Service::read(&file, toml, xml, self.texts, self.media, &french)
                .map(|service| Checked::Service(Box::new(service))),
            Engine::Survey => Survey::read(&file, toml, xml, self.texts, self.media, &french)
                .map(|survey| Checked::Survey(Box::new(survey))),
        };
        read.map_err(|error| match error {
            ServiceError::Pack(problems) => PackFault::Problems(problems),
            ServiceError::Form(error) => PackFault::Form(form, error),
            ServiceError::BeyondPages(path) => beside("form-fault-beyond-pages", vec![("path", path)]),
            ServiceError::ReservedName(name) => beside("form-fault-reserved-name", vec![("name", name)]),
            ServiceError::FileMissing(name) => beside("form-fault-file-missing", vec![("name", name)]),
            ServiceError::FileKind(name) => beside("form-fault-file-kind", vec![("name", name)]),
            ServiceError::Rows(name, error) => {
                beside("form-fault-file-rows", vec![("name", name), ("detail", error.to_string())])
            }
            ServiceError::Evaluation(error) => PackFault::Computing(form, error),
        })
    }
}

/// The files beside a form by their bare names: those of the embedded pack `id`, if there is one, and over them those in the
/// folder. Folders inside it are left.
fn media(folder: &Path, id: Option<&str>) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let mut media: BTreeMap<String, Vec<u8>> = id
        .map(embedded::media)
        .into_iter()
        .flatten()
        .map(|(name, bytes)| (name, bytes.into_owned()))
        .collect();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(media),
        Err(error) => return Err(Failure::file(folder, &error)),
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let bytes = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        media.insert(name.to_owned(), bytes);
    }
    Ok(media)
}

/// The name under which the texts of a pack are tried before its own is known.
const DRAFTED: &str = "drafted";

impl PackFault {
    /// The fault in the operator's language, one line a problem.
    pub fn lines(&self, tr: &Tr) -> Vec<String> {
        match self {
            Self::Problems(problems) => problems.iter().map(|problem| line(problem, tr)).collect(),
            Self::Form(file, error) => vec![form_line(file, error, tr)],
            Self::Beside(file, key, values) => {
                let values: Vec<(&str, &str)> =
                    values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                vec![say(tr, "form-check-whole", &[("file", file), ("fault", &say(tr, key, &values))])]
            }
            Self::Computing(file, error) => {
                let fault = tr.t(&format!("form-fault-{}", error.key()));
                vec![say(tr, "form-check-whole", &[("file", file), ("fault", &fault)])]
            }
            Self::Texts(file, TextsError::Syntax { line, problem, .. }) => {
                let line = line.to_string();
                vec![say(tr, "text-fault-syntax", &[("file", file), ("line", &line), ("detail", problem)])]
            }
            Self::Texts(file, TextsError::Encoding { .. }) => {
                vec![say(tr, "text-fault-encoding", &[("file", file)])]
            }
            Self::Texts(file, TextsError::Twice { key, .. }) => {
                vec![say(tr, "text-fault-twice", &[("file", file), ("key", key)])]
            }
        }
    }
}

fn say(tr: &Tr, key: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<(&str, Value<'_>)> =
        values.iter().map(|(name, value)| (*name, (*value).into())).collect();
    tr.ta(key, &values)
}

fn line(problem: &Problem, tr: &Tr) -> String {
    let say = |message: civic::pack::Message| {
        let args: Vec<_> = message.args.iter().map(|(name, value)| (*name, value.clone().into())).collect();
        tr.ta(message.key, &args)
    };
    tr.ta(
        "pack-check-line",
        &[
            ("file", problem.file.clone().into()),
            ("line", problem.line.to_string().into()),
            ("problem", say(problem.kind.message()).into()),
            ("mend", say(problem.mend.message()).into()),
        ],
    )
}

/// Every pack of a house, and every text it can say.
///
/// # Errors
/// When a pack has faults: all of them, in the language of `tr`.
pub fn read(home: &Home, tr: &Tr) -> Outcome<(Packs, Texts)> {
    let mut texts = Texts::builtin().map_err(Failure::internal)?;
    let mut packs = Packs::default();
    for (folder, embedded) in folders(home)? {
        let draft = Draft::read(&folder, embedded.as_deref())?;
        let checked = draft.check().map_err(|fault| {
            let mut failure = Failure::new("cli-pack-wrong").with("path", folder.display());
            failure.lines = fault.lines(tr);
            failure
        })?;
        let (id, said) = match &checked {
            Checked::Service(service) => (service.pack.id.clone(), &service.texts),
            Checked::Survey(survey) => (survey.pack.id.clone(), &survey.texts),
        };
        for (lang, text) in said {
            texts = texts.with_pack(&id, *lang, text).map_err(Failure::internal)?;
        }
        match checked {
            Checked::Service(service) => drop(packs.services.insert(id, *service)),
            Checked::Survey(survey) => drop(packs.surveys.insert(id, *survey)),
        }
    }
    Ok((packs, texts))
}

/// Folder of each pack, with the embedded pack that fills what the folder lacks.
fn folders(home: &Home) -> Outcome<Vec<(PathBuf, Option<String>)>> {
    let own = home.packs();
    let mut names: BTreeSet<String> = embedded::packs();
    match std::fs::read_dir(&own) {
        Ok(entries) => {
            let packs = entries.flatten().filter(|entry| entry.path().is_dir());
            names.extend(packs.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::file(&own, &error)),
    }
    let known = embedded::packs();
    Ok(names.into_iter().map(|name| (own.join(&name), known.contains(&name).then_some(name))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use site::authoring::form_fault;
    use std::sync::Arc;
    use xforms::{ExpressionProblem as E, FormErrorKind};

    #[test]
    fn every_fault_of_a_form_has_a_sentence_with_its_values() {
        let word = || "canary".to_owned();
        let expression = |problem| FormErrorKind::Expression { expression: word(), problem };
        let kinds = [
            FormErrorKind::NotXml(word()),
            FormErrorKind::Doctype,
            FormErrorKind::UnknownEntity(word()),
            FormErrorKind::TooLarge { limit: 7 },
            FormErrorKind::TooManyNodes { limit: 7 },
            FormErrorKind::TooDeep { limit: 7 },
            FormErrorKind::TooManyAttributes { limit: 7 },
            FormErrorKind::Missing("canary"),
            FormErrorKind::Unsupported(word()),
            FormErrorKind::EntitiesVersion(word()),
            FormErrorKind::NoSuchNode { path: word() },
            FormErrorKind::NoSuchInstance(word()),
            FormErrorKind::NoSuchText(word()),
            FormErrorKind::DuplicateBind(word()),
            FormErrorKind::TooEntangled,
            FormErrorKind::Cycle(vec![word(), word()]),
            expression(E::UnknownFunction(word())),
            expression(E::ArgumentCount { function: "canary", expected: word(), found: 7 }),
            expression(E::Unexpected { found: word(), after: word() }),
            expression(E::OpenText),
            expression(E::Unsupported("canary")),
            expression(E::TooLong { limit: 7 }),
            expression(E::TooDeep { limit: 7 }),
            expression(E::LiteralNeeded("canary")),
            expression(E::Pattern(word())),
        ];
        let texts = Arc::new(Texts::builtin().unwrap());
        for lang in [Lang::Fr, Lang::En] {
            let tr = Tr::new(&texts, lang);
            for kind in &kinds {
                let told = form_fault(kind, &tr);
                assert!(!told.contains("form-fault") && !told.contains("{$"), "{lang} {kind:?}: {told}");
                let (_, values) = kind.message();
                assert!(values.iter().all(|(_, value)| told.contains(value)), "{lang} {kind:?}: {told}");
            }
            for error in [
                EvaluationError::TooMuchWork,
                EvaluationError::ValueTooLong,
                EvaluationError::Pattern,
                EvaluationError::MissingFile,
                EvaluationError::NoDigest,
                EvaluationError::TooManyInstances,
            ] {
                let key = format!("form-fault-{}", error.key());
                assert_ne!(tr.t(&key), key);
            }
        }
    }
}
