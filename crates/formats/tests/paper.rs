//! The PDF of a form: what any reader of PDF sees of it.

use formats::paper::{Block, Boxes, Field, Question, Sheet, pdf};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Sentences with all the letters that this country writes.
const SAID: [&str; 3] = [
    "Avez-vous payé pour un service qui devait être gratuit, l’année dernière ?",
    "Yala aw ye wari sara wa, baara min tun ka kan ka kɛ fu, ɲinan ɲɛ, walima ŋɔmi ɔ̀ ɛ́ ?",
    "Foƴre nden ɓaawo, heɗoɗee : ko ɗum woni haaju oo ?",
];

fn large(questions: usize) -> Sheet {
    let blocks = (1..=questions).map(|number| {
        let choices = || (1..=5).map(|choice| format!("Réponse {choice} de la question {number}")).collect();
        let cells = Boxes { count: 4, before: String::new(), under: "année".to_owned() };
        let field = match number % 4 {
            0 => Field::Ticks(choices()),
            1 => Field::Boxes(vec![cells]),
            2 => Field::Lines(2),
            _ => Field::Ranks(choices()),
        };
        Block::Question(Question {
            number,
            text: format!("{} (q{number})", SAID[number % SAID.len()]),
            when: (number % 5 == 0)
                .then(|| "Seulement si la réponse à la question 1 est « Oui ».".to_owned()),
            help: vec!["Une seule réponse.".to_owned()],
            field,
        })
    });
    Sheet {
        lang: "fr".to_owned(),
        title: "Enquête synthétique".to_owned(),
        about: "Formulaire synthetic, version 3".to_owned(),
        head: ["Fiche n°", "Date", "Lieu"].map(str::to_owned).to_vec(),
        number: "Fiche n°".to_owned(),
        guide: vec!["Écrivez au stylo.".to_owned()],
        blocks: blocks.collect(),
    }
}

fn count(bytes: &[u8], wanted: &str) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted.as_bytes()).count()
}

#[test]
fn a_form_of_300_questions_is_drawn_in_less_than_a_second_and_always_the_same() {
    let sheet = large(300);
    let start = Instant::now();
    let bytes = pdf(&sheet).unwrap();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(bytes, pdf(&sheet).unwrap());
    assert!(bytes.starts_with(b"%PDF-1.") && bytes.ends_with(b"%%EOF"));
    let pages = count(&bytes, "/MediaBox");
    assert!((20..80).contains(&pages), "{pages} pages");
    // Both weights are embedded, and only the glyphs that are used.
    assert_eq!(count(&bytes, "/FontFile2"), 2);
    assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
    assert_eq!(count(&bytes, "/Lang"), 1);
}

/// What another program reads in a PDF; `None` where it is not installed, which `cargo xtask test` sees to.
fn read_by_poppler(bytes: &[u8]) -> Option<String> {
    let mut command = Command::new("pdftotext");
    command.args(["-raw", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut reader = command.spawn().ok()?;
    reader.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn another_program_reads_every_word_in_order() {
    let sheet = large(60);
    let Some(text) = read_by_poppler(&pdf(&sheet).unwrap()) else { return };
    let read: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut from = 0;
    let mut expect = |words: &str| {
        let wanted: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let Some(at) = read[from..].find(&wanted) else { panic!("{words} is not in {}", &read[from..]) };
        from += at + wanted.len();
    };
    for block in &sheet.blocks {
        let Block::Question(question) = block else { continue };
        question.when.iter().for_each(|when| expect(when));
        expect(&format!("{}.", question.number));
        expect(&question.text);
        question.help.iter().for_each(|help| expect(help));
        if let Field::Ticks(choices) | Field::Ranks(choices) = &question.field {
            for (number, choice) in (1..).zip(choices) {
                expect(&format!("{number}{choice}"));
            }
        }
    }
    let pages = text.matches('\u{c}').count();
    assert!(text.contains(&format!("{pages} / {pages}")), "the last page says how many there are");
}
