//! What a record says, in words.

use crate::desk::Desk;
use crate::ui::case::said as words;
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Markup, html};
use acts::collect::{Line, Said, Told};

/// What a record says, question after question; `file` shows a file of it.
pub(in crate::desk) fn answers(desk: &Desk, told: &Told, file: &dyn Fn(&str) -> Markup) -> Markup {
    let tr = &desk.tr;
    // Answers stand in lists between the headings.
    let blocks =
        told.lines.chunk_by(|one, next| matches!((one, next), (Line::Answer { .. }, Line::Answer { .. })));
    html! {
        @for block in blocks {
            @match &block[0] {
                Line::Part { depth, name, instance } => (heading(*depth, &part(desk, name, *instance))),
                Line::Answer { .. } => dl class="facts" {
                    @for line in block {
                        @if let Line::Answer { question, said, .. } = line {
                            div { dt { (question) } dd { (answer(desk, said, file)) } }
                        }
                    }
                },
            }
        }
        @if told.lines.is_empty() { p { (tr.t("record-empty")) } }
        @if told.cut { p class="soft" { (tr.t("record-cut")) } }
    }
}

fn part(desk: &Desk, name: &str, instance: Option<usize>) -> String {
    match instance {
        Some(n) => desk.tr.ta("record-instance-of", &[("name", name.into()), ("n", n.into())]),
        None => name.to_owned(),
    }
}

fn heading(depth: usize, text: &str) -> Markup {
    html! {
        @match depth {
            0 => h3 { (text) },
            1 => h4 { (text) },
            _ => h5 { (text) },
        }
    }
}

fn answer(desk: &Desk, said: &Said, file: &dyn Fn(&str) -> Markup) -> Markup {
    match said {
        Said::Nothing => html! { span class="soft" { (desk.tr.t("record-nothing")) } },
        Said::Words(text) => html! { span class="said" { (text) } },
        Said::File(name) => file(name),
        Said::Place(_) => html! { span class="said" { (flat(desk, said)) } },
    }
}

/// What was said as plain text; a place with those around it.
pub(in crate::desk) fn flat(desk: &Desk, said: &Said) -> String {
    match said {
        Said::Nothing => String::new(),
        Said::Words(text) | Said::File(text) => text.clone(),
        Said::Place(code) => {
            desk.house().places.get(code).map_or_else(|| code.clone(), |place| place.path().join(" › "))
        }
    }
}

/// Answers with what tells each from the others of its record, and what people call it.
pub(super) struct Flat(Vec<(String, String, String)>);

impl Flat {
    /// The answers of a record, one after the other.
    pub(super) fn of(desk: &Desk, told: &Told) -> Self {
        let mut parts: Vec<String> = Vec::new();
        let mut all = Vec::new();
        for line in &told.lines {
            match line {
                Line::Part { depth, name, instance } => {
                    parts.truncate(*depth);
                    parts.push(part(desk, name, *instance));
                }
                Line::Answer { path, question, said } => {
                    // An answer outside of a part comes before it or after it: how deep it stands is said by its path.
                    let around = parts[..path.matches('/').count().min(parts.len())].join(" › ");
                    let arrow = if around.is_empty() { "" } else { " › " };
                    all.push((
                        format!("{around}{arrow}{path}"),
                        format!("{around}{arrow}{question}"),
                        flat(desk, said),
                    ));
                }
            }
        }
        Self(all)
    }

    fn said(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, ..)| known == key).map(|(.., said)| said.as_str())
    }
}

/// What differs between two records, answer beside answer.
pub(super) fn differences(desk: &Desk, own: &Flat, other: &Flat) -> Markup {
    let tr = &desk.tr;
    let only_there = other.0.iter().filter(|(key, ..)| own.said(key).is_none());
    let lines: Vec<Vec<Markup>> = own
        .0
        .iter()
        .chain(only_there)
        .map(|(key, shown, _)| (shown, own.said(key), other.said(key)))
        .filter(|(_, mine, theirs)| mine != theirs)
        .map(|(shown, mine, theirs)| {
            vec![html! { (shown) }, words(mine.unwrap_or_default()), words(theirs.unwrap_or_default())]
        })
        .collect();
    let heads = ["forms-question", "record-kept", "record-other"].map(|key| Column::words(tr.t(key)));
    html! {
        @if lines.is_empty() { p { (tr.t("record-same-words")) } }
        @else { (table(Narrow::Cards, &tr.t("record-differences"), false, &heads, &lines)) }
    }
}
