//! The sentences that a form filled in the browser says (`assets/field/pages.js`): those of the server's pages, with braces where
//! the browser puts a value in.

use crate::texts::Tr;
use serde_json::{Map, Value};

/// Messages with the variables that are put in by the browser.
const SAID: [(&str, &[&str]); 68] = [
    ("acknowledge", &[]),
    ("answer-constraint", &[]),
    ("answer-not-choice", &[]),
    ("answer-not-date", &[]),
    ("answer-not-geopoint", &[]),
    ("answer-not-integer", &[]),
    ("answer-not-line", &[]),
    ("answer-not-number", &[]),
    ("answer-not-ranking", &[]),
    ("answer-not-time", &[]),
    ("answer-out-of-range", &[]),
    ("answer-refused", &[]),
    ("answer-required", &[]),
    ("answer-too-long", &[]),
    ("answer-too-many", &[]),
    ("answer-unknown-field", &[]),
    ("ask-together", &[]),
    ("back", &[]),
    ("barcode-how", &[]),
    ("change", &[]),
    ("continue", &[]),
    ("date", &["day", "month", "year"]),
    ("date-day", &[]),
    ("date-month", &[]),
    ("date-year", &[]),
    ("error-date", &[]),
    ("error-file-size", &["max"]),
    ("error-month", &[]),
    ("error-time", &[]),
    ("error-too-long", &["max"]),
    ("error-year", &[]),
    ("errors-title", &[]),
    ("filling-finish", &[]),
    ("filling-review", &[]),
    ("filling-unanswered", &[]),
    ("list-how", &["n"]),
    ("list-more", &["n"]),
    ("list-none", &["words"]),
    ("list-words", &[]),
    ("media-listen", &[]),
    ("media-listen-to", &["label"]),
    ("media-more", &[]),
    ("media-picture", &["label"]),
    ("media-watch", &["label"]),
    ("optional", &[]),
    ("point-about", &["spot", "metres"]),
    ("point-all", &["n"]),
    ("point-failed", &[]),
    ("point-how", &[]),
    ("point-lines", &[]),
    ("point-measure", &[]),
    ("point-wait", &[]),
    ("range-steps", &["start", "end", "step"]),
    ("range-whole", &["start", "end", "step"]),
    ("rank-how", &[]),
    ("rank-place", &[]),
    ("rank-same", &["one", "two", "place"]),
    ("repeat-about", &["one", "about"]),
    ("repeat-add", &[]),
    ("repeat-add-another", &[]),
    ("repeat-full", &["max"]),
    ("repeat-none", &[]),
    ("repeat-one", &["label", "n"]),
    ("repeat-remove", &[]),
    ("repeat-some", &[]),
    ("repeat-title", &[]),
    ("repeat-unnamed", &["n"]),
    ("report-file-kept", &["name"]),
];

/// More messages, which stand apart for the length of a line.
const ALSO: [(&str, &[&str]); 8] = [
    ("report-file-limit", &["max"]),
    ("report-file-remove", &[]),
    ("report-review-fault", &["field", "said"]),
    ("step-of", &["n", "all"]),
    ("time", &["hour", "minute"]),
    ("time-hour", &[]),
    ("time-minute", &[]),
    ("yes", &[]),
];

/// The sentences by key: `{"continue": "Continuer", "step-of": "Étape {n} sur {all}", …}`. Of a sentence that tells one thing from
/// several the one for a single thing ends in `.one`; `date-first` is the first day of a month, `months` are their names.
pub fn filling_texts(tr: &Tr) -> Value {
    let mut texts = Map::new();
    for (key, names) in SAID.iter().chain(&ALSO) {
        let braces: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
        let args: Vec<_> =
            names.iter().zip(&braces).map(|(name, brace)| (*name, brace.as_str().into())).collect();
        texts.insert((*key).to_owned(), tr.ta(key, &args).into());
    }
    texts.insert("list-more.one".to_owned(), tr.ta("list-more", &[("n", 1.into())]).into());
    let first = [("day", 1.into()), ("month", "{month}".into()), ("year", "{year}".into())];
    texts.insert("date-first".to_owned(), tr.ta("date", &first).into());
    texts.insert("months".to_owned(), (1..=12).map(|month| tr.month_name(month)).collect());
    Value::Object(texts)
}

#[cfg(test)]
mod tests {
    use super::filling_texts;
    use crate::texts::{Texts, Tr};
    use kernel::Lang;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    /// Keys between quotes after a word that says something, as `say("back")`.
    fn asked(script: &str) -> BTreeSet<&str> {
        let calls = [
            "say(\"",
            "say(instances.length ? \"",
            "told(\"",
            "named(\"",
            "quiet(\"",
            ", \"date-",
            "refuse(\"",
        ];
        let after = calls.iter().flat_map(|call| script.split(call).skip(1));
        after.filter_map(|rest| rest.split_once('"')).map(|(key, _)| key).collect()
    }

    #[test]
    fn every_sentence_that_a_script_asks_for_is_handed_to_it_in_each_language() {
        let texts = Arc::new(Texts::builtin().unwrap());
        let scripts = ["boxes", "fields", "pages", "ways", "answer", "questions"]
            .map(|name| crate::ui::Assets::get(&format!("field/{name}.js")).unwrap().data);
        let scripts: Vec<&str> = scripts.iter().map(|script| std::str::from_utf8(script).unwrap()).collect();
        for lang in [Lang::Fr, Lang::En] {
            let said = filling_texts(&Tr::new(&texts, lang));
            for key in scripts.iter().flat_map(|script| asked(script)) {
                let text = said[key].as_str().or(said[format!("date-{key}")].as_str());
                assert!(text.is_some_and(|text| text != key), "{key} in {lang:?}");
            }
            assert!(
                said["step-of"].as_str().is_some_and(|text| text.contains("{n}") && text.contains("{all}"))
            );
        }
        let said = filling_texts(&Tr::new(&texts, Lang::Fr));
        assert_eq!(said["date-first"], "1er {month} {year}");
        assert_eq!(said["date"], "{day} {month} {year}");
        assert_ne!(said["list-more"], said["list-more.one"]);
        assert_eq!(said["months"][7], "août");
    }
}
