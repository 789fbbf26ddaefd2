//! Properties of the components as a whole: readable colours, and no words of their own.

use super::case::{Message, Stage, Step, receipt, talk, way};
use super::chart::{Line, line};
use super::date::{self, Typed};
use super::form::{Ask, Choice, Entry, error_summary, radios, text};
use super::page::{review, steps};
use super::place::{Finding, search};
use super::table::{Filter, deadline, filters, pages};
use super::{Area, Assets, Frame, Page, in_each_language};
use crate::texts::Tr;
use crate::texts::tests::pseudo;
use kernel::Lang;
use maud::html;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let c = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_colour_of_text_is_readable_in_light_and_dark() {
    let css = String::from_utf8(Assets::get("base.css").unwrap().data.to_vec()).unwrap();
    let palettes: Vec<BTreeMap<&str, &str>> = css
        .lines()
        .filter(|line| line.contains("--sand:"))
        .take(2)
        .map(|line| {
            let body = line.rsplit_once(":root{").unwrap().1;
            body.split(['{', ';', '}']).filter_map(|pair| pair.strip_prefix("--")?.split_once(':')).collect()
        })
        .collect();
    assert_eq!(palettes.len(), 2);
    for palette in palettes {
        for ground in ["sand", "paper"] {
            for ink in ["ink", "soft", "indigo", "clay", "wait", "leaf", "alarm"] {
                let ratio = contrast(palette[ink], palette[ground]);
                assert!(ratio >= 4.5, "{ink} {} on {ground} {}: {ratio:.2}", palette[ink], palette[ground]);
            }
            let edge = contrast(palette["edge"], palette[ground]);
            assert!(edge >= 3.0, "edge of inputs on {ground}: {edge:.2}");
        }
        assert!(contrast(palette["paper"], palette["indigo"]) >= 4.5, "buttons");
        assert!(contrast(palette["ink"], palette["sand"]) >= 4.5, "the chosen filter");
    }
}

/// What a person reads or hears of a document: its text, labels and titles, without its styles.
fn read_out(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag_on)) = rest.split_once('<') {
        out.push_str(text);
        let (tag, after) = tag_on.split_once('>').unwrap();
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "data-label=\""] {
            if let Some((_, value)) = tag.split_once(attribute) {
                out.push_str(value.split('"').next().unwrap());
            }
        }
        out.push(' ');
        rest = if tag.starts_with("style") { after.split_once("</style>").unwrap().1 } else { after };
    }
    out
}

#[test]
fn what_people_wrote_stays_text_wherever_it_is_shown() {
    let tr = Tr::new(&Arc::new(crate::texts::Texts::builtin().unwrap()), Lang::Fr);
    let hostile = "\"><script>alert(1)</script><img src=x onerror='y'>{{7*7}}{ $x }";
    let choices =
        [Choice { value: hostile.into(), label: hostile.into(), hint: Some(hostile.into()), chosen: true }];
    let ask = Ask::label("name", hostile).hint(Some(hostile)).fault(Some(hostile));
    let finding = Finding { words: hostile.into(), ..Finding::default() };
    let shown = html! {
        (radios(&ask, &choices)) (text(&ask, Entry::Words, hostile, 99)) (search(&tr, &ask, &finding))
        (talk(&[Message { who: hostile.into(), when: String::new(), text: hostile.into(), mine: false }]))
        (error_summary(&tr, &[("name".into(), hostile.into())]))
    }
    .into_string();
    assert!(
        !shown.contains("<script") && !shown.contains("<img") && !shown.contains("\">&lt;script\""),
        "{shown}"
    );
    assert!(shown.contains("value=\"&quot;&gt;&lt;script&gt;"), "{shown}");
    assert!(shown.contains("{{7*7}}{ $x }"), "a message's variable is not read as a message");
}

#[test]
fn no_component_has_words_of_its_own() {
    let tr = Tr::new(&Arc::new(pseudo()), Lang::Fr);
    let frame = Frame { coalition: "ж".into(), demo: true, exit_url: "https://weather.example/".into() };
    let ask = Ask::question("name", "ж").hint(Some("ж")).fault(Some("ж"));
    let choices = [Choice { value: "value".into(), label: "ж".into(), hint: None, chosen: false }];
    let finding =
        |found: &[Choice]| Finding { field: "words".into(), words: "ж".into(), found: found.to_vec() };
    let stages = [Stage::Done, Stage::Now, Stage::Ahead, Stage::Late];
    let body = html! {
        (steps(&tr, 1, 2))
        (error_summary(&tr, &[("name".into(), "ж".into())]))
        (radios(&ask, &choices)) (text(&ask, Entry::Words, "", 9))
        (date::day(&tr, &ask, &Typed::default()))
        (search(&tr, &ask, &finding(&[]))) (search(&tr, &ask, &finding(&choices)))
        (review(&tr, &[("ж".into(), "ж".into(), "#".into())]))
        (receipt(&tr, &["0000"]))
        (way(&tr, &stages.map(|stage| Step { stage, what: "ж".into(), when: "ж".into() })))
        (talk(&[Message { who: "ж".into(), when: "ж".into(), text: "ж".into(), mine: true }]))
        (deadline(&tr, -1)) (deadline(&tr, 0)) (deadline(&tr, 1))
        (filters(&tr, "ж", &[Filter { href: "#".into(), label: "ж".into(), count: Some(1), current: true }]))
        (pages(&tr, Some("#"), Some("#"), "ж"))
        (line(&tr, &Line { title: "ж".into(), columns: ["ж".into(), "ж".into()], points: vec![("ж".into(), Some(1.0), "1".into())] }))
    };
    for area in [Area::Home, Area::Report, Area::Desk, Area::Data] {
        let page = Page::new(&frame, &tr, area, "ж")
            .languages(in_each_language(|lang| format!("/{lang}")))
            .faulty(true)
            .show(body.clone());
        let mut said = read_out(&page.markup.into_string());
        for name in ["Dannaya", "Français", "English"] {
            said = said.replace(name, "");
        }
        let words: Vec<&str> =
            said.split_whitespace().filter(|word| word.chars().any(|c| c.is_ascii_alphabetic())).collect();
        assert_eq!(words, Vec::<&str>::new(), "{area:?}");
    }
}
