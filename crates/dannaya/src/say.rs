//! How commands talk: sentences of `cli.ftl`, in the operator's language, to standard output or standard error.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks to who typed it")]

use crate::failure::Failure;
use kernel::Lang;
use site::texts::{Texts, Tr, Value};
use std::sync::Arc;

/// The language of the command line: `--lang`, else `DANNAYA_LANG`, else `LANG`, else French.
pub fn chosen_lang(args: &[String], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let after = args.iter().position(|arg| arg == "--lang").and_then(|at| args.get(at + 1));
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    let typed = after.map(String::as_str).or(joined).map(str::to_owned);
    [typed, variable("DANNAYA_LANG"), variable("LANG")]
        .into_iter()
        .flatten()
        .find_map(|word| word.split(['_', '-', '.']).next()?.parse().ok())
        .unwrap_or_default()
}

/// The voice of the command line.
#[derive(Clone)]
pub struct Voice {
    /// The messages.
    pub tr: Tr,
}

impl Voice {
    /// A voice in `lang`.
    ///
    /// # Errors
    /// When the embedded texts cannot be read, which a test rules out.
    pub fn new(lang: Lang) -> Result<Self, site::texts::TextsError> {
        Ok(Self { tr: Tr::new(&Arc::new(Texts::builtin()?), lang) })
    }

    /// A sentence with its values. Values are shown as they are: no number is grouped.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> =
            values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        self.tr.ta(key, &values)
    }

    /// Says a sentence.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) {
        println!("{}", self.text(key, values));
    }

    /// Says a line that has no language: a table row, a link, JSON.
    pub fn line(&self, line: impl std::fmt::Display) {
        println!("{line}");
    }

    /// Says a sentence that is no answer, to standard error.
    pub fn warn(&self, key: &str, values: &[(&str, &str)]) {
        eprintln!("{}", self.text(key, values));
    }

    /// Says to standard error what has been put into words already.
    pub fn grumble(&self, sentence: &str) {
        eprintln!("{sentence}");
    }

    /// Says why a command failed.
    pub fn complain(&self, failure: &Failure) {
        eprintln!("{}", failure.sentence(&self.tr));
        for line in &failure.lines {
            eprintln!("{line}");
        }
    }
}

/// For the one failure that has no voice yet.
pub fn complain_without_voice(error: &dyn std::error::Error) {
    eprintln!("dannaya: {error}");
}

#[cfg(test)]
mod tests {
    use super::{Voice, chosen_lang};
    use kernel::Lang;
    use std::path::Path;

    /// Every literal of the sources that names a sentence of the command line.
    fn keys(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                keys(&entry.path(), found);
                continue;
            }
            let source = std::fs::read_to_string(entry.path()).unwrap();
            let literals =
                source.split('"').filter(|text| text.starts_with("cli-") && !text.contains(['{', ' ']));
            found.extend(literals.filter(|text| !text.ends_with('-')).map(str::to_owned));
        }
    }

    #[test]
    fn every_sentence_a_command_says_is_written() {
        let mut found = Vec::new();
        keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found.len() > 60, "the search is blind: {found:?}");
        for lang in [Lang::Fr, Lang::En] {
            let voice = Voice::new(lang).unwrap();
            let missing: Vec<&String> = found.iter().filter(|key| voice.tr.t(key) == **key).collect();
            assert!(missing.is_empty(), "{lang}: {missing:?}");
        }
    }

    #[test]
    fn the_language_is_the_nearest_one_said() {
        let words = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>();
        let machine = |name: &str| (name == "LANG").then(|| "en_US.UTF-8".to_owned());
        assert_eq!(chosen_lang(&words(&["init", "--lang", "fr"]), machine), Lang::Fr);
        assert_eq!(chosen_lang(&words(&["--lang=bm"]), machine), Lang::Bm);
        assert_eq!(chosen_lang(&words(&["serve"]), machine), Lang::En);
        assert_eq!(chosen_lang(&words(&["serve"]), |_| Some("C".to_owned())), Lang::Fr);
    }
}
