//! Results of surveys as people read them: the sentence that the rules choose, said in French and in English.

use civic::pack::Reach;
use civic::publication::PublicationRule;
use civic::survey::{Breakdown, Codes, Column, Design, Reading, Sheet, Tally, Voice};
use kernel::Lang;
use site::texts::{Texts, Tr, Value};
use std::sync::Arc;

/// A round in which so many of twenty people in each of sixty villages say yes.
fn sheet(yes: u16) -> Sheet {
    let answers = Column::One((0..1200).map(|record| u16::from(record % 20 >= yes)).collect());
    let design = Design::new((0..1200).map(|record| record / 20).collect(), vec![0; 60]).unwrap();
    let tally = Tally::count(&answers, 2, None, &[1.0; 1200], &design).unwrap();
    let codes = Codes { many: false, values: vec!["yes".to_owned(), "no".to_owned()] };
    Sheet::cut(&tally, &codes, Breakdown::Groups(&[]), &PublicationRule::house()).unwrap()
}

fn say(lang: Lang, reading: &Reading, what: &str) -> String {
    let tr = Tr::new(&Arc::new(Texts::builtin().unwrap()), lang);
    let mut values: Vec<(&str, Value<'_>)> =
        reading.numbers.iter().map(|(name, number)| (*name, (*number).into())).collect();
    values.push(("what", what.into()));
    tr.ta(reading.key, &values).replace('\u{202F}', " ").replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_share_is_read_as_a_sentence_with_its_interval_and_its_people() {
    let reading = Reading::of(sheet(8).cell("", "yes").as_ref(), Voice::from(Reach::Population));
    assert_eq!(
        say(Lang::Fr, &reading, "faire confiance à la police"),
        "Sur 10 personnes, 4 disent faire confiance à la police. Plus précisément 40 % : sans doute entre 37 % et 43 %. \
         1 200 personnes ont répondu."
    );
    assert_eq!(
        say(Lang::En, &reading, "they trust the police"),
        "Out of 10 people, 4 say that they trust the police. More exactly 40%: most likely between 37% and 43%. \
         1,200 people answered."
    );
    let quarter = Reading::of(sheet(5).cell("", "yes").as_ref(), Voice::Sample);
    assert!(say(Lang::Fr, &quarter, "venir").starts_with("Sur 4 personnes, 1 dit venir."), "{quarter:?}");
    let asked = Reading::of(sheet(7).cell("", "yes").as_ref(), Voice::from(Reach::Asked));
    assert!(
        say(Lang::Fr, &asked, "un reçu")
            .starts_with("Sur 3 réponses, environ 1 indique : un reçu (35 % de 1 200"),
        "{asked:?}"
    );
}

#[test]
fn every_sentence_that_the_rules_can_choose_is_written_with_all_its_numbers() {
    let (before, after) = (sheet(8), sheet(11));
    let cells = [&before, &after].map(|sheet| sheet.cell("", "yes").unwrap());
    let change = |from: &Sheet, to: &Sheet| {
        let cell = |sheet: &Sheet| sheet.cell("", "yes").unwrap();
        Reading::of_change(&cell(from), &cell(to), &to.change(from, "", "yes").unwrap())
    };
    let one = Reading::of(Some(&cells[0]), Voice::Sample);
    let keys = [
        "survey-reading-part",
        "survey-reading-few",
        "survey-reading-most",
        "survey-reading-frail",
        "survey-reading-asked",
        "survey-reading-asked-frail",
    ];
    let mut readings: Vec<Reading> =
        keys.iter().map(|key| Reading { key, numbers: one.numbers.clone() }).collect();
    readings.extend([
        change(&before, &after),
        change(&after, &before),
        change(&before, &before),
        Reading::of(None, Voice::Sample),
    ]);
    for lang in [Lang::Fr, Lang::En] {
        for reading in &readings {
            let said = say(lang, reading, "WHAT");
            assert!(!said.contains("{") && !said.contains("survey-"), "{lang}: {said}");
            assert!(reading.key == "survey-reading-hidden" || said.contains('%'), "{lang}: {said}");
            let named = reading.key.starts_with("survey-reading") && reading.key != "survey-reading-hidden";
            assert_eq!(said.contains("WHAT"), named, "{lang}: {said}");
        }
    }
    assert_eq!(
        say(Lang::Fr, &change(&before, &before), ""),
        "40 % puis 40 % : la différence peut venir du hasard du sondage. On ne peut pas dire que cela a changé."
    );
}
