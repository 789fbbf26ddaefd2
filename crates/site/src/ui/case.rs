//! What belongs to a case: the receipt, its way, the talk with the person who reported.

use crate::texts::Tr;
use maud::{Markup, html};

/// The receipt in its groups of digits. Screen readers read the digits one by one.
pub fn receipt(tr: &Tr, groups: &[&str]) -> Markup {
    let spelled: Vec<String> =
        groups.iter().map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" ")).collect();
    html! {
        p class="receipt" role="img" aria-label=(tr.ta("receipt-read-out", &[("digits", spelled.join(", ").into())])) {
            @for group in groups { span { (group) } }
        }
    }
}

/// Where a step of the way stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Ahead,
    /// Behind its deadline.
    Late,
}

/// A step of a case's way.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands.
    pub stage: Stage,
    /// What happens.
    pub what: String,
    /// When, by whom, under which condition; may be empty.
    pub when: String,
}

/// The way of a case, first step first.
pub fn way(tr: &Tr, steps: &[Step]) -> Markup {
    html! {
        ol class="way" {
            @for step in steps {
                @let (class, word) = match step.stage {
                    Stage::Done => ("done", Some("way-done")),
                    Stage::Now => ("now", Some("way-now")),
                    Stage::Ahead => ("", None),
                    Stage::Late => ("late now", Some("way-late")),
                };
                li class=[(!class.is_empty()).then_some(class)] aria-current=[(step.stage == Stage::Now).then_some("step")] {
                    // The dot says it to the eye only.
                    @if let Some(word) = word { span class="hide" { (tr.t(word)) " " } }
                    b { (step.what) }
                    @if !step.when.is_empty() { small { (step.when) } }
                }
            }
        }
    }
}

/// A message between the coalition and the person who reported.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who speaks, as the reader should see it.
    pub who: String,
    /// Day, and anything else about it.
    pub when: String,
    /// The words.
    pub text: String,
    /// Whether the reader wrote it.
    pub mine: bool,
}

/// The talk, oldest first.
pub fn talk(messages: &[Message]) -> Markup {
    html! {
        ol class="talk" {
            @for message in messages {
                li class=[message.mine.then_some("mine")] { small { b { (message.who) } " · " (message.when) } (message.text) }
            }
        }
    }
}

/// Words somebody wrote, with their line breaks.
pub fn said(text: &str) -> Markup {
    html! { div class="said" { (text) } }
}
