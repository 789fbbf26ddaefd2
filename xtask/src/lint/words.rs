//! Words for people live in Fluent files, where a translator finds them; a literal that looks like a sentence is reported.

use super::literals::literals;
use super::rooms::shown;
use crate::shell::{root, rust_files};
use std::path::{Path, PathBuf};

/// Crates that render pages: here even an English sentence is suspect. Elsewhere it is a message of an error type.
const PAGES: [&str; 2] = ["crates/site/", "crates/channels/"];

/// The descriptions of the OpenAPI document, which programmers read, in English.
const DESCRIPTIONS: &str = "crates/site/src/api/";

/// Each language's name for itself, which is the same in every translation.
const ENDONYMS: &str = "crates/kernel/src/lang.rs";

/// One sentence a finding.
pub fn check() -> Result<Vec<String>, String> {
    let mut broken = Vec::new();
    let files = rust_files(&root().join("crates"));
    let only_in_tests = test_modules(&files);
    for file in files {
        let name = shown(&file);
        if is_test(&file) || name == ENDONYMS || only_in_tests.contains(&file) {
            continue;
        }
        let source = std::fs::read_to_string(&file).map_err(|e| format!("{name}: {e}"))?;
        let page = PAGES.iter().any(|folder| name.starts_with(folder)) && !name.starts_with(DESCRIPTIONS);
        for literal in literals(&source) {
            if is_accented(&literal.text) || (page && is_sentence(&literal.text)) {
                let start: String = literal.text.chars().take(40).collect();
                broken
                    .push(format!("{name}:{}: words for people belong in texts/: \"{start}\"", literal.line));
            }
        }
    }
    Ok(broken)
}

fn is_test(file: &Path) -> bool {
    file.components()
        .any(|part| ["tests", "testkit", "testhouse"].iter().any(|room| part.as_os_str() == *room))
        || file.file_stem().is_some_and(|stem| stem == "tests")
}

/// Files of modules that are declared for tests only, such as a gallery of components.
fn test_modules(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(file).unwrap_or_default();
        for declared in source.split("#[cfg(test)]").skip(1) {
            let name = declared.trim_start().strip_prefix("mod ").and_then(|rest| rest.split_once(';'));
            let Some((name, _)) = name else { continue };
            found.push(file.with_file_name(format!("{name}.rs")));
            found.push(file.with_extension("").join(format!("{name}.rs")));
        }
    }
    found
}

/// A word with a letter that English lacks. Folding tables of single letters are no words.
fn is_accented(text: &str) -> bool {
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii();
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= 4 && word.contains(foreign))
}

/// Four words or more, a capital first: log lines and policies of the house start small.
fn is_sentence(text: &str) -> bool {
    let words =
        text.split_whitespace().filter(|word| word.chars().all(|c| c.is_alphabetic() || ",.'?!".contains(c)));
    text.starts_with(|c: char| c.is_ascii_uppercase()) && words.count() >= 4
}

#[cfg(test)]
mod tests {
    use super::{is_accented, is_sentence};

    #[test]
    fn french_words_are_seen_and_folding_tables_are_not() {
        assert!(is_accented("Votre dénonciation est reçue"));
        assert!(!is_accented("é è ɛ ɔ"));
        assert!(!is_accented("report-received"));
    }

    #[test]
    fn an_english_sentence_is_seen_and_a_header_is_not() {
        assert!(is_sentence("Your report has been received."));
        assert!(!is_sentence("default-src 'self'; img-src 'self'"));
        assert!(!is_sentence("Content-Security-Policy"));
    }
}
