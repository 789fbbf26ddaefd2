//! The form engine alone, in this process: opening forms, answering questions, long lists.

use crate::table::{at_most, head, plain};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use xforms::{Choices, Context, Filling, Form, Kind, Moment, Question, Rows};

/// Surroundings with the same rows for every file.
struct Bench(Arc<Rows>);

impl Context for Bench {
    fn now(&self) -> Moment {
        Moment { unix_millis: 1_804_066_200_000, offset_minutes: 0 }
    }
    fn random(&self) -> u128 {
        4
    }
    fn rows(&self, _: &str) -> Option<Arc<Rows>> {
        Some(self.0.clone())
    }
}

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let made = act();
    (made, started.elapsed())
}

/// An answer that suits a question.
fn answer(question: &Question<'_>) -> Option<String> {
    if let Choices::Offered(choices) = &question.choices {
        let values = choices.iter().map(|choice| choice.value.as_str());
        return match question.kind {
            Kind::Rank => Some(values.collect::<Vec<_>>().join(" ")),
            _ => choices.first().map(|choice| choice.value.clone()),
        };
    }
    Some(match question.kind {
        Kind::Integer | Kind::Decimal => "7".to_owned(),
        Kind::Date => "2027-03-03".to_owned(),
        Kind::GeoPoint => "12.6 -8".to_owned(),
        Kind::Text => "some words".to_owned(),
        _ => return None,
    })
}

/// What a form cost.
struct Cost {
    name: String,
    bytes: usize,
    open: f64,
    begin: f64,
    answer: f64,
    slowest: f64,
}

fn cost(name: &str, text: &str, around: &Bench) -> Option<Cost> {
    let (form, open) = timed(|| Form::parse(text).ok());
    let form = form?;
    let (filling, begin) = timed(|| Filling::start(&form, around).ok());
    let mut filling = filling?;
    let (mut slowest, mut total, mut answers) = (Duration::ZERO, Duration::ZERO, 0_u32);
    let names: Vec<String> =
        filling.fields().ok()?.into_iter().map(|question| question.name).take(300).collect();
    for question in names {
        let Some(text) = filling.question(&question).ok()?.as_ref().and_then(answer) else { continue };
        let (_, took) = timed(|| filling.set(&question, &text));
        slowest = slowest.max(took);
        total += took;
        answers += 1;
    }
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let answer = ms(total) / f64::from(answers.max(1));
    Some(Cost {
        name: name.to_owned(),
        bytes: text.len(),
        open: ms(open),
        begin: ms(begin),
        answer,
        slowest: ms(slowest),
    })
}

/// A form of that many questions, each asked when the one before is answered.
fn long(count: usize) -> String {
    let nodes: String = (0..count).map(|number| format!("<n{number}/>")).collect();
    let binds: String = (1..count)
        .map(|number| format!("<bind nodeset='/data/n{number}' relevant=\"/data/n{} != ''\"/>", number - 1))
        .collect();
    let body: String = (0..count).map(|number| format!("<input ref='/data/n{number}'/>")).collect();
    written(&nodes, &binds, &body)
}

/// A household of a number of people with ten questions each and sums over them.
fn crowded(people: usize) -> String {
    let inside: String = (0..10).map(|number| format!("<q{number}/>")).collect();
    let person = format!("<person>{inside}<label/></person>");
    let binds = "<bind nodeset='/data/person/q1' type='int'/>\
        <bind nodeset='/data/person/label' calculate=\"concat(../q0, ' ', position(..))\"/>\
        <bind nodeset='/data/person/q3' relevant='../q1 &gt; 5'/>\
        <bind nodeset='/data/sum' calculate='sum(/data/person/q1)'/>";
    let body: String = (0..10).map(|number| format!("<input ref='/data/person/q{number}'/>")).collect();
    let body = format!("<repeat nodeset='/data/person'>{body}</repeat>");
    written(&format!("{}<sum/>", person.repeat(people)), binds, &body)
}

fn written(data: &str, model: &str, body: &str) -> String {
    format!(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>\
         <h:title>Long</h:title><model><instance><data id='long'>{data}</data></instance>{model}</model></h:head>\
         <h:body>{body}</h:body></h:html>"
    )
}

/// Forms of the corpus that stand in `folder`, and some that are made to be long.
pub fn run(folder: &Path) {
    let table: String = (0..100_000).map(|row| format!("v{row},Synthetic {row},c{}\n", row / 100)).collect();
    let table = format!("name,label,commune\n{table}");
    let (rows, read) = timed(|| Rows::from_csv(table.as_bytes()));
    let around = Bench(Arc::new(rows.expect("the table is sound")));
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| Some((file.file_name(), std::fs::read_to_string(file.path()).ok()?)));
    let corpus: Vec<Cost> =
        texts.filter_map(|(name, text)| cost(&name.to_string_lossy(), &text, &around)).collect();
    head(&format!("The form engine: the {} forms of the corpus", corpus.len()));
    for (what, goal, of) in [
        ("opening", 50.0, (|cost| cost.open + cost.begin) as fn(&Cost) -> f64),
        ("an answer, on average,", 5.0, |cost| cost.answer),
        ("the slowest answer", 5.0, |cost| cost.slowest),
    ] {
        let Some(worst) = corpus.iter().max_by(|a, b| of(a).total_cmp(&of(b))) else { continue };
        at_most(&format!("{what} of {} ({} kB)", worst.name, worst.bytes / 1000), of(worst), goal, "ms");
    }
    head("Forms made to be long");
    plain("reading 100,000 rows of CSV", read.as_secs_f64() * 1000.0, "ms");
    let villages = "<instance id='v' src='jr://file-csv/v.csv'/>";
    let list = "<select1 ref='/data/near'><itemset nodeset=\"instance('v')/root/item[commune = /data/commune]\">\
        <value ref='name'/><label ref='label'/></itemset></select1>";
    let filtered = written("<commune>c5</commune><near/>", villages, list);
    for (name, text) in [
        ("3,000 questions in a row", long(3_000)),
        ("300 people with ten questions each", crowded(300)),
        ("a list filtered from 100,000 rows", filtered),
    ] {
        let Some(cost) = cost(name, &text, &around) else { continue };
        plain(&format!("{name}: opening"), cost.open + cost.begin, "ms");
        at_most(&format!("{name}: slowest answer"), cost.slowest, 5.0, "ms");
    }
}
