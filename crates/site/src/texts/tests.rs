use super::*;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use kernel::{Date, Month, Timestamp};
use std::collections::BTreeSet;
use std::path::Path;

fn tr(lang: Lang) -> Tr {
    Tr::new(&Arc::new(Texts::builtin().unwrap()), lang)
}

/// Every message of a language: key, and the variables it uses.
fn written(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for path in Embedded::iter().filter(|path| path.starts_with(&format!("{lang}/"))) {
        let file = Embedded::get(&path).unwrap();
        let parsed =
            fluent_syntax::parser::parse(std::str::from_utf8(&file.data).unwrap().to_owned()).unwrap();
        for entry in parsed.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                message.value.iter().for_each(|value| variables_of(value, &mut variables));
                messages.insert(message.id.name, variables);
            }
        }
    }
    messages
}

fn variables_of(pattern: &Pattern<String>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            let inline = match expression {
                Expression::Select { selector, variants } => {
                    variants.iter().for_each(|variant| variables_of(&variant.value, into));
                    selector
                }
                Expression::Inline(inline) => inline,
            };
            if let InlineExpression::VariableReference { id } = inline {
                into.insert(id.name.clone());
            }
        }
    }
}

#[test]
fn french_and_english_say_the_same_messages() {
    let (french, english) = (written("fr"), written("en"));
    let missing = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(missing(&french, &english), Vec::<String>::new(), "said in French only");
    assert_eq!(missing(&english, &french), Vec::<String>::new(), "said in English only");
    assert!(french.len() > 100);
}

#[test]
fn french_and_english_are_given_the_same_variables() {
    let english = written("en");
    // A page gives each language what it needs: 9 h 05, 09:05; dɔrɔmɛ in Bambara only.
    let exceptions = ["moment"];
    for (key, variables) in written("fr") {
        if !exceptions.contains(&key.as_str()) {
            assert_eq!(Some(&variables), english.get(&key), "{key}");
        }
    }
}

#[test]
fn every_language_only_translates_messages_that_french_has() {
    let french = written("fr");
    for key in written("bm").keys() {
        assert!(french.contains_key(key), "{key}");
    }
}

/// Every `t("key")` and `ta("key"` of this crate's sources.
#[test]
fn every_message_a_page_asks_for_exists() {
    let french = written("fr");
    let mut asked = Vec::new();
    sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut asked);
    assert!(asked.len() > 20, "the sources were not read");
    let lost: Vec<_> = asked.iter().filter(|(key, _)| !french.contains_key(key)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("texts/tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for opening in [".t(\"", ".ta(\"", ".ta(\n"] {
                for (at, _) in text.match_indices(opening) {
                    let rest = text[at + opening.len()..].trim_start();
                    let Some(rest) = rest.strip_prefix('"').or((!opening.ends_with('\n')).then_some(rest))
                    else {
                        // The key is put together from parts; the page's own test says it.
                        continue;
                    };
                    let key: String = rest.chars().take_while(|c| *c != '"').collect();
                    into.push((key, path.display().to_string()));
                }
            }
        }
    }
}

#[test]
fn no_french_message_breaks_a_line_before_its_punctuation() {
    let texts = Texts::builtin().unwrap();
    for key in written("fr").keys() {
        if let Some(said) = texts.say(Lang::Fr, key, None) {
            for pair in [" :", " ;", " ?", " !", " »", "« ", " %"] {
                assert!(!said.contains(pair), "{key}: {said}");
            }
        }
    }
    assert_eq!(
        typography::spaced("Qui ? « Lui » : 5 %, l'autre"),
        "Qui\u{202F}? «\u{202F}Lui\u{202F}»\u{202F}: 5\u{202F}%, l’autre"
    );
}

#[test]
fn a_message_that_nobody_reviewed_is_said_in_french() {
    let unreviewed = "hello = I ni ce\n";
    let texts = |source: &str| {
        Texts::builtin()
            .unwrap()
            .with_pack("synthetic", Lang::Fr, "hello = Bonjour")
            .unwrap()
            .with_pack("synthetic", Lang::Bm, source)
            .unwrap()
    };
    let said = |texts: Texts| Tr::new(&Arc::new(texts), Lang::Bm).pack("synthetic", "hello");
    assert_eq!(said(texts(unreviewed)).as_deref(), Some("Bonjour"));
    assert_eq!(said(texts(&format!("# review: none\n{unreviewed}"))).as_deref(), Some("Bonjour"));
    assert_eq!(said(texts(&format!("# review: reviewed\n{unreviewed}"))).as_deref(), Some("I ni ce"));
}

#[test]
fn a_language_nobody_reviewed_is_not_offered_and_its_pages_call_themselves_french() {
    let tr = tr(Lang::Bm);
    let (said, written) = tr.texts().progress(Lang::Bm);
    assert_eq!(said, 0);
    assert!(written > 10);
    assert!(!tr.texts().begun(Lang::Bm) && tr.texts().begun(Lang::En));
    assert_eq!(tr.shown_lang(), Lang::Fr);
}

#[test]
fn a_later_pack_text_replaces_an_earlier_one_and_packs_do_not_mix() {
    let texts = Texts::builtin()
        .unwrap()
        .with_pack("a", Lang::Fr, "title = un\nother = reste")
        .unwrap()
        .with_pack("a", Lang::Fr, "title = deux")
        .unwrap();
    let tr = Tr::new(&Arc::new(texts), Lang::En);
    assert_eq!(tr.pack("a", "title").as_deref(), Some("deux"));
    assert_eq!(tr.pack("a", "other").as_deref(), Some("reste"));
    assert_eq!(tr.pack("b", "title"), None);
}

#[test]
fn a_broken_pack_text_is_refused_with_its_line() {
    let refused =
        Texts::builtin().unwrap().with_pack("synthetic", Lang::Fr, "good = oui\n\nbad = { $open\n").err();
    let sentence = refused.unwrap().to_string();
    assert!(sentence.starts_with("packs/synthetic/texts/fr.ftl, line 3:"), "{sentence}");
}

#[test]
fn numbers_and_dates_are_written_as_each_language_does() {
    let (fr, en) = (tr(Lang::Fr), tr(Lang::En));
    assert_eq!(fr.number(1_240_567), "1\u{202F}240\u{202F}567");
    assert_eq!(en.number(-1_240), "\u{2212}1,240");
    assert_eq!((fr.percent(0.381), en.percent(0.381)), ("38\u{202F}%".into(), "38%".into()));
    let day = |day| Date::from_calendar_date(2027, Month::March, day).unwrap();
    assert_eq!((fr.date(day(3)), en.date(day(3))), ("3 mars 2027".into(), "3 March 2027".into()));
    assert_eq!(fr.date(day(1)), "1er mars 2027");
    assert_eq!((fr.month(2027, 8), en.month(2027, 8)), ("août 2027".into(), "August 2027".into()));
    assert_eq!(
        (fr.quarter(2027, 2), en.quarter(2027, 2)),
        ("2e trimestre 2027".into(), "2nd quarter of 2027".into())
    );
    let at = Timestamp(Timestamp::start_of(day(3)).0 + (9 * 60 + 5) * 60_000);
    assert_eq!(
        (fr.moment(at), en.moment(at)),
        ("3 mars 2027 à 9\u{a0}h\u{a0}05".into(), "3 March 2027, 09:05".into())
    );
    assert_eq!(
        [3, 0, -2].map(|days| fr.days_left(days)),
        ["reste 3\u{a0}j\u{a0}ouvrés", "aujourd’hui", "en retard de 2\u{a0}j\u{a0}ouvrés"]
    );
}

#[test]
fn a_decimal_keeps_one_figure_and_its_sign() {
    for (n, said) in [(0.0, "0"), (2.5, "2,5"), (-0.44, "\u{2212}0,4"), (1999.96, "2\u{202F}000")] {
        assert_eq!(in_message_fr(n), said);
    }
}

fn in_message_fr(n: f64) -> String {
    locale::in_message(Lang::Fr, &FluentValue::from(n)).unwrap()
}

#[test]
fn the_language_is_that_of_the_path_then_the_query_then_the_browser() {
    let ask = |uri: &str, accepted: &str| {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("accept-language", accepted.parse().unwrap());
        lang_of(&uri.parse().unwrap(), &headers)
    };
    assert_eq!(ask("/en/report?lang=bm", "fr"), Lang::En);
    assert_eq!(ask("/desk?a=1&lang=en", "fr"), Lang::En);
    assert_eq!(ask("/desk", "de, en;q=0.8, fr;q=0.3"), Lang::En);
    assert_eq!(ask("/", "xx"), Lang::Fr);
}

/// The interface with every letter of every message replaced, so that words which do not come from it stand out.
pub(crate) fn pseudo() -> Texts {
    let mut texts = Texts::builtin().unwrap();
    let masked = |text: &str| text.chars().map(|c| if c.is_alphabetic() { 'ж' } else { c }).collect();
    for lang in [Lang::Fr, Lang::En] {
        let mut book = Book::empty(lang);
        for path in Embedded::iter().filter(|path| path.starts_with(&format!("{lang}/"))) {
            let file = Embedded::get(&path).unwrap();
            let source = std::str::from_utf8(&file.data).unwrap().to_owned();
            let mut parsed = fluent_syntax::parser::parse(source).unwrap();
            typography::every_text(&mut parsed, &masked);
            let source = fluent_syntax::serializer::serialize(&parsed);
            book.add(&path, lang, &source, Repeats::Refused).unwrap();
        }
        texts.interface.insert(lang, book);
    }
    texts
}
