//! A form on paper as a page: the same sheet, for a browser that prints.

use crate::ui::{Html, Markup, assets, html};
use formats::paper::{Block, Boxes, Field, Question, Sheet};
use maud::{DOCTYPE, PreEscaped};

/// The sheet as a page of this site. `more` stands above it on the screen and not on paper.
pub fn page(sheet: &Sheet, more: Markup) -> Html {
    let style = html! { link rel="stylesheet" href=(assets::href("paper.css")); };
    Html::bare(document(sheet, style, html! { div class="screen" { (more) } }))
}

/// The sheet as a file that stands alone.
pub fn alone(sheet: &Sheet) -> String {
    let css = assets::Assets::get("paper.css").map(|file| file.data).unwrap_or_default();
    let css = String::from_utf8_lossy(&css).into_owned();
    document(sheet, html! { style { (PreEscaped(css)) } }, html! {}).into_string()
}

fn document(sheet: &Sheet, style: Markup, above: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(sheet.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="robots" content="noindex";
                title { (sheet.title) }
                (style)
            }
            body {
                (above)
                main {
                    h1 { (sheet.title) }
                    p class="about" { (sheet.about) }
                    div class="head" { @for label in &sheet.head { (space(label)) } }
                    ul class="guide" { @for sentence in &sheet.guide { li { (sentence) } } }
                    @for block in &sheet.blocks { (shown(block)) }
                }
            }
        }
    }
}

fn shown(block: &Block) -> Markup {
    match block {
        Block::Heading { text, when: told } => {
            html! { div class="heading" { h2 { (text) } (when(told.as_ref())) } }
        }
        Block::Copy { text, when: told } => {
            html! { div class="copy" { h3 { (text) } (when(told.as_ref())) } }
        }
        Block::Note { text, when: told } => {
            html! { div class="note" { (when(told.as_ref())) (lines(text)) } }
        }
        Block::Question(question) => asked(question),
    }
}

fn asked(question: &Question) -> Markup {
    html! {
        div class="question" {
            (when(question.when.as_ref()))
            div class="asked" { b { (question.number) "." } b { (question.text) } }
            div class="answer" {
                @for sentence in &question.help { p class="help" { (sentence) } }
                (field(&question.field))
            }
        }
    }
}

fn field(field: &Field) -> Markup {
    match field {
        Field::Lines(count) => html! { @for _ in 0..*count { div class="rule" {} } },
        Field::Boxes(groups) => html! { div class="boxes" { @for group in groups { (boxes(group)) } } },
        Field::Spaces(labels) => html! { @for label in labels { (space(label)) } },
        Field::Ticks(choices) => choice_list("ticks", choices),
        Field::Ranks(choices) => choice_list("ranks", choices),
    }
}

fn choice_list(class: &str, choices: &[String]) -> Markup {
    let longest = choices.iter().map(|choice| choice.chars().count()).max().unwrap_or_default();
    let columns = match longest {
        0..=24 => "three",
        25..=40 => "two",
        _ => "one",
    };
    html! {
        ul class={ (class) " " (columns) } {
            @for (number, choice) in (1..).zip(choices) {
                li { i {} b { (number) } span { (choice) } }
            }
        }
    }
}

fn boxes(group: &Boxes) -> Markup {
    html! {
        @if !group.before.is_empty() { b { (group.before) } }
        span class="cells" {
            span { @for _ in 0..group.count { i {} } }
            @if !group.under.is_empty() { small { (group.under) } }
        }
    }
}

fn space(label: &str) -> Markup {
    html! { div class="space" { span { (label) } i {} } }
}

fn when(when: Option<&String>) -> Markup {
    html! { @if let Some(when) = when { p class="when" { "→ " (when) } } }
}

fn lines(text: &str) -> Markup {
    html! { @for line in text.lines() { p { (line) } } }
}
