//! Every form of the corpus, opened and filled by somebody who answers at random.

use crate::person::NOW;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use xforms::{AnswerError, Choices, Context, Filling, Form, GeoPoint, Kind, Moment, Question, Rows};

/// Surroundings with the files that lie beside the forms, and an empty table for any other.
pub struct Beside {
    form: String,
    chance: Cell<u128>,
}

impl Beside {
    pub fn form(name: &str) -> Self {
        Self { form: name.to_owned(), chance: Cell::new(0) }
    }
}

/// Where the forms lie.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

/// A form of the corpus with its text.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.xml"))).unwrap()
}

impl Context for Beside {
    fn now(&self) -> Moment {
        Moment { unix_millis: NOW, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        self.chance.set(self.chance.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1) | 1 << 100);
        self.chance.get()
    }

    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        if src == "jr://instance/last-saved" {
            return None;
        }
        let name = src.rsplit('/').next().unwrap();
        let name =
            if name == "itemsets.csv" { format!("{}.itemsets.csv", self.form) } else { name.to_owned() };
        Some(Arc::new(match std::fs::read(folder().join(name)) {
            Ok(bytes) => Rows::from_file(src, &bytes).unwrap(),
            Err(_) => Rows::from_csv(b"name,label\n").unwrap(),
        }))
    }

    fn property(&self, name: &str) -> Option<String> {
        Some(format!("some {name}"))
    }

    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        match algorithm {
            "SHA-256" => Some(Sha256::digest(bytes).to_vec()),
            "SHA-384" => Some(Sha384::digest(bytes).to_vec()),
            "SHA-512" => Some(Sha512::digest(bytes).to_vec()),
            _ => None,
        }
    }

    fn location(&self) -> Option<GeoPoint> {
        Some(GeoPoint { latitude: 12.6, longitude: -8.0, altitude: 0.0, accuracy: 5.0 })
    }
}

/// Chance that can be had again: xorshift.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.roll(from.len())]
    }

    /// An answer, often a good one.
    fn answer(&mut self, question: &Question<'_>) -> String {
        if self.roll(20) == 0 {
            return self
                .pick(&["", " ", "\u{0}", "-", "99999999999999999999", "'; <x>&\"", "ß∂ƒ\n\t", "1e9", "]]>"])
                .to_owned();
        }
        if let Choices::Offered(choices) = &question.choices {
            let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
            return match question.kind {
                Kind::SelectOne if !values.is_empty() => self.pick(&values).to_owned(),
                Kind::Rank => values.join(" "),
                _ => values.into_iter().filter(|_| self.roll(2) == 0).collect::<Vec<_>>().join(" "),
            };
        }
        match question.kind {
            Kind::Integer => self.roll(120).to_string(),
            Kind::Decimal => format!("{}.{}", self.roll(100), self.roll(10)),
            Kind::Range { start, end, .. } => self.pick(&[start, end]).to_owned(),
            Kind::Date => format!("2026-0{}-1{}", 1 + self.roll(9), self.roll(9)),
            Kind::DateTime => "2027-03-03T10:00".to_owned(),
            Kind::Time => format!("1{}:30", self.roll(9)),
            Kind::GeoPoint => "12.6 -8.0 300 5".to_owned(),
            Kind::GeoTrace | Kind::GeoShape => "12.6 -8.0; 12.7 -8.0; 12.7 -8.1".to_owned(),
            Kind::Upload { .. } => "file.jpg".to_owned(),
            Kind::Acknowledge => "OK".to_owned(),
            _ => self.pick(&["yes", "5", "Awa", "some more words", "2027-03-03", "a b c"]).to_owned(),
        }
    }
}

fn act(filling: &mut Filling<'_>, dice: &mut Dice) {
    let pages = filling.pages();
    let Some(id) = pages.get(dice.roll(pages.len())).copied() else { return };
    let page = filling.page(id).unwrap().unwrap();
    let outcome = match &page.repeat {
        Some(repeat) if dice.roll(3) > 0 && repeat.instances.len() < 5 => filling.add(&repeat.name).map(drop),
        Some(repeat) => match repeat.instances.get(dice.roll(repeat.instances.len())) {
            Some(instance) => filling.remove(&instance.name),
            None => Ok(()),
        },
        None => {
            let question = &page.questions[dice.roll(page.questions.len())];
            filling.set(&question.name, &dice.answer(question))
        }
    };
    if let Err(AnswerError::Evaluation(error)) = outcome {
        panic!("{}: {error}", filling.form().id());
    }
}

/// What a person answered, and nothing that was computed.
fn given(filling: &Filling<'_>) -> BTreeMap<String, String> {
    let fields = filling.fields().unwrap().into_iter();
    let given = fields.filter(|question| question.relevant && !question.readonly);
    given.map(|question| (question.path, question.value)).collect()
}

#[test]
fn every_form_of_the_corpus_opens_is_filled_at_random_and_comes_back_from_its_record_and_its_draft() {
    let mut forms = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|end| end != "xml") || name == "bad_calc" {
            continue;
        }
        forms += 1;
        let form = Form::parse(&text(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let around = Beside::form(&name);
        for seed in 1..4 {
            let mut dice = Dice(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
            let mut filling =
                Filling::start(&form, &around).unwrap_or_else(|error| panic!("{name}: {error}"));
            for _ in 0..40 {
                act(&mut filling, &mut dice);
            }
            filling.check().unwrap();
            let record = filling.submission_xml("uuid:1");
            let again = Filling::from_record(&form, &around, &record).unwrap();
            assert_eq!(given(&again), given(&filling), "{name}");
            let restored = Filling::restore(&form, &around, filling.answers()).unwrap();
            assert_eq!(given(&restored), given(&filling), "{name}");
            assert_eq!(restored.pages(), filling.pages(), "{name}");
        }
        let schema = form.schema();
        assert_eq!(schema[0].parent, None);
        assert!(schema.iter().skip(1).all(|node| node.parent.is_some()), "{name}");
    }
    assert_eq!(forms, 45);
}
