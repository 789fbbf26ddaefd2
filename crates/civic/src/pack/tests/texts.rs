use super::*;

const ENGLISH: &str = include_str!("../../../../../packs/denunciation/texts/en.ftl");
const BAMBARA: &str = include_str!("../../../../../packs/denunciation/texts/bm.ftl");
const PLACES_FRENCH: &str = include_str!("../../../../../texts/fr/places-check.ftl");
const PLACES_ENGLISH: &str = include_str!("../../../../../texts/en/places-check.ftl");
const CHECK_FRENCH: &str = include_str!("../../../../../texts/fr/pack-check.ftl");
const CHECK_ENGLISH: &str = include_str!("../../../../../texts/en/pack-check.ftl");

#[test]
fn french_and_english_say_the_same_things_with_the_same_values() {
    assert_eq!(messages(FRENCH), messages(ENGLISH));
    assert_eq!(messages(CHECK_FRENCH), messages(CHECK_ENGLISH));
}

#[test]
fn a_bambara_text_exists_in_french_and_carries_its_review() {
    use fluent_syntax::ast::Entry;
    let french = messages(FRENCH);
    for entry in fluent_syntax::parser::parse(BAMBARA).unwrap().body {
        if let Entry::Message(message) = entry {
            assert!(french.contains_key(message.id.name), "{}", message.id.name);
            let comment = message.comment.map(|comment| comment.content.join("\n"));
            assert!(
                matches!(comment.as_deref(), Some("review: none" | "review: reviewed")),
                "{} {comment:?}",
                message.id.name
            );
        }
    }
}

#[test]
fn every_fault_of_a_table_of_places_has_a_sentence_with_its_values() {
    use crate::place::{Fault, Range};
    let texts = messages(PLACES_FRENCH);
    assert_eq!(texts, messages(PLACES_ENGLISH));
    let word = || "x".to_owned();
    let faults = [
        Fault::MissingColumn("pcode"),
        Fault::NotCsv { expected: 2, found: 3 },
        Fault::NotUtf8,
        Fault::Empty("pcode"),
        Fault::BadText { column: "pcode", longest: 9 },
        Fault::UnknownLevel(word()),
        Fault::BadNumber { column: "lat", value: word(), range: Range::Latitude },
        Fault::HalfPosition,
        Fault::BadDate { column: "valid_to", value: word() },
        Fault::PeriodEndsBeforeItBegins,
        Fault::DuplicateCode { code: word(), first: 2 },
        Fault::OrphanParent(word()),
        Fault::NoParent(1),
        Fault::ParentNotAbove { parent: word(), parent_level: 1, level: 1 },
        Fault::ParentCycle(word()),
        Fault::NoCountry,
        Fault::SecondCountry(2),
        Fault::CountryWithParent,
        Fault::UnknownPlace(word()),
        Fault::TooMany("kind"),
        Fault::TooManyPlaces,
    ];
    assert_eq!(faults.len() + 1, texts.len(), "each sentence is of a fault, but for the frame");
    for fault in faults {
        let mut wanted: Vec<String> = fault.args().iter().map(|(name, _)| (*name).to_owned()).collect();
        wanted.sort();
        assert_eq!(texts.get(&format!("places-fault-{}", fault.key())), Some(&wanted), "{fault}");
    }
}

#[test]
fn every_problem_and_every_mend_has_a_sentence() {
    let texts = messages(CHECK_FRENCH);
    for key in ProblemKind::KEYS.iter().chain(Mend::KEYS) {
        assert!(texts.contains_key(*key), "{key}");
    }
    let framing = ["pack-check-line", "pack-check-sound"];
    for key in texts.keys().filter(|key| !framing.contains(&key.as_str())) {
        assert!(ProblemKind::KEYS.contains(&key.as_str()) || Mend::KEYS.contains(&key.as_str()), "{key}");
    }
}
