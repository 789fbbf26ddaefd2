//! Asking: buttons, choices, text, dates, and saying what to mend.

use super::Words;
use crate::texts::Tr;
use maud::{Markup, html};

/// Weight of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do next.
    Main,
    /// Anything else.
    Quiet,
    /// Something that cannot be undone.
    Grave,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "btn",
            Self::Quiet => "btn quiet",
            Self::Grave => "btn grave",
        }
    }
}

/// A button that sends the form around it; `act` is the `(name, value)` it sends, to tell several buttons apart.
pub fn button(weight: Weight, label: &str, act: Option<(&str, &str)>) -> Markup {
    html! {
        button class=(weight.class()) name=[act.map(|(name, _)| name)] value=[act.map(|(_, value)| value)] { (label) }
    }
}

/// A link that looks like a button.
pub fn link_button(weight: Weight, label: &str, href: &str) -> Markup {
    html! { a class=(weight.class()) href=(href) { (label) } }
}

/// Buttons side by side.
pub fn row(buttons: Markup) -> Markup {
    html! { div class="row" { (buttons) } }
}

/// Whether a field's label is the question of the whole screen or one label among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The label is the page's `h1`.
    Question,
    /// The label stands above its field.
    Label,
}

/// One thing asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Name of the field in the form; also its id.
    pub name: &'a str,
    /// What is asked.
    pub label: Words<'a>,
    /// How to answer.
    pub hint: Option<Words<'a>>,
    /// Pictures and sounds that go with it.
    pub beside: Option<&'a Markup>,
    /// What is wrong with the answer given, and how to mend it.
    pub fault: Option<&'a str>,
    /// Question of the screen, or label.
    pub rank: Rank,
}

impl<'a> Ask<'a> {
    /// The question of a screen.
    pub fn question(name: &'a str, label: &'a str) -> Self {
        Self { name, label: label.into(), hint: None, beside: None, fault: None, rank: Rank::Question }
    }

    /// A field among others.
    pub fn label(name: &'a str, label: &'a str) -> Self {
        Self { rank: Rank::Label, ..Self::question(name, label) }
    }

    /// Adds how to answer.
    #[must_use]
    pub fn hint(mut self, hint: Option<&'a str>) -> Self {
        self.hint = hint.map(Words::Plain);
        self
    }

    /// Adds what is to be mended.
    #[must_use]
    pub fn fault(mut self, fault: Option<&'a str>) -> Self {
        self.fault = fault;
        self
    }

    pub(crate) fn class(&self) -> &'static str {
        if self.fault.is_some() { "ask bad" } else { "ask" }
    }

    /// Ids of hint and fault, for `aria-describedby`.
    pub(crate) fn described(&self) -> Option<String> {
        let ids: Vec<String> = [self.hint.map(|_| "hint"), self.fault.map(|_| "fault")]
            .into_iter()
            .flatten()
            .map(|part| format!("{}-{part}", self.name))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn below(&self) -> Markup {
        html! {
            @if let Some(hint) = self.hint { span class="hint" id={ (self.name) "-hint" } { (hint) } }
            @if let Some(beside) = self.beside { (beside) }
            @if let Some(fault) = self.fault { span class="fault" id={ (self.name) "-fault" } { (fault) } }
        }
    }

    /// The label of a single input.
    pub(crate) fn head(&self) -> Markup {
        html! {
            @match self.rank {
                Rank::Question => h1 { label for=(self.name) { (self.label) } },
                Rank::Label => label for=(self.name) { (self.label) },
            }
            (self.below())
        }
    }

    /// A group of inputs under one legend.
    pub(crate) fn group(&self, inputs: Markup) -> Markup {
        html! {
            fieldset class=(self.class()) aria-describedby=[self.described()] {
                @match self.rank {
                    Rank::Question => legend { h1 { (self.label) } },
                    Rank::Label => legend class="l" { (self.label) },
                }
                (self.below())
                (inputs)
            }
        }
    }
}

/// One possible answer.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// Examples or consequence.
    pub hint: Option<String>,
    /// Chosen already.
    pub chosen: bool,
}

/// One answer among several.
pub fn radios(ask: &Ask<'_>, choices: &[Choice]) -> Markup {
    options("radio", ask, choices)
}

/// Any number of answers.
pub fn checkboxes(ask: &Ask<'_>, choices: &[Choice]) -> Markup {
    options("checkbox", ask, choices)
}

fn options(kind: &str, ask: &Ask<'_>, choices: &[Choice]) -> Markup {
    ask.group(html! {
        @for (place, choice) in choices.iter().enumerate() {
            // The first input bears the field's own id, so that the error summary leads to it.
            label class="opt" {
                input type=(kind) name=(ask.name) value=(choice.value) checked[choice.chosen]
                    id=[(place == 0).then_some(ask.name)];
                span { (choice.label) @if let Some(hint) = &choice.hint { small { (hint) } } }
            }
        }
    })
}

/// One box to tick, such as a consent. Not ticked, the form sends nothing for it.
pub fn tick(name: &str, label: &str, hint: Option<&str>, ticked: bool) -> Markup {
    ticked_off(&Ask::label(name, label).hint(hint), ticked)
}

/// The same of what is asked already, which stands beside the box alone.
pub(crate) fn ticked_off(Ask { name, label, hint, .. }: &Ask<'_>, ticked: bool) -> Markup {
    html! {
        label class="opt" {
            input type="checkbox" id=(name) name=(name) value="yes" checked[ticked];
            span { (label) @if let Some(hint) = hint { small { (hint) } } }
        }
    }
}

/// What a single-line input takes; it decides which keyboard a phone opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Words.
    Words,
    /// A whole number.
    Number,
    /// A number that may have a fraction or a sign.
    Decimal,
    /// A receipt or a one-time code.
    Code,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A passphrase being entered.
    Passphrase,
    /// A passphrase being chosen.
    NewPassphrase,
    /// Words that nobody beside may read.
    Masked,
}

/// A single line of at most `max` characters.
pub fn text(ask: &Ask<'_>, entry: Entry, value: &str, max: u32) -> Markup {
    let kind = match entry {
        Entry::Words | Entry::Number | Entry::Decimal | Entry::Code => None,
        Entry::Phone => Some("tel"),
        Entry::Email => Some("email"),
        Entry::Passphrase | Entry::NewPassphrase | Entry::Masked => Some("password"),
    };
    let keyboard = match entry {
        Entry::Number | Entry::Code => Some("numeric"),
        Entry::Decimal => Some("decimal"),
        _ => None,
    };
    // A shared phone must not offer one person's answers to the next.
    let memory = match entry {
        Entry::Passphrase => "current-password",
        Entry::NewPassphrase => "new-password",
        _ => "off",
    };
    html! {
        div class=(ask.class()) {
            (ask.head())
            input id=(ask.name) name=(ask.name) type=[kind] inputmode=[keyboard] autocomplete=(memory)
                class=[(entry == Entry::Code).then_some("code")]
                maxlength=(max) aria-describedby=[ask.described()] aria-invalid=[ask.fault.map(|_| "true")] value=(value);
        }
    }
}

/// Several lines, at most `max` characters, `rows` lines tall.
pub fn textarea(ask: &Ask<'_>, value: &str, rows: u32, max: u32) -> Markup {
    html! {
        div class=(ask.class()) {
            (ask.head())
            textarea id=(ask.name) name=(ask.name) rows=(rows) maxlength=(max) autocomplete="off"
                aria-describedby=[ask.described()] aria-invalid=[ask.fault.map(|_| "true")] { "\n" (value) }
        }
    }
}

/// Characters of a text as its box counts them: a browser counts a new line once and sends it as two.
pub fn length(text: &str) -> usize {
    text.chars().filter(|one| *one != '\r').count()
}

/// A choice from a short closed list, for dense staff pages; citizens get [`radios`].
pub fn select(ask: &Ask<'_>, choices: &[Choice]) -> Markup {
    html! {
        div class=(ask.class()) {
            (ask.head())
            select id=(ask.name) name=(ask.name) aria-describedby=[ask.described()] {
                @for choice in choices { option value=(choice.value) selected[choice.chosen] { (choice.label) } }
            }
        }
    }
}

/// Which of its cameras a phone opens at once for a file that must be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// The one that sees its owner.
    User,
    /// The one that sees what its owner sees; for sound its microphone.
    Environment,
}

/// A file to send; `accept` is a list of media types, as HTML's attribute.
pub fn file(ask: &Ask<'_>, accept: &str, capture: Option<Capture>) -> Markup {
    let capture = capture.map(|capture| match capture {
        Capture::User => "user",
        Capture::Environment => "environment",
    });
    html! {
        div class=(ask.class()) {
            (ask.head())
            input id=(ask.name) name=(ask.name) type="file" accept=(accept) capture=[capture]
                aria-describedby=[ask.described()];
        }
    }
}

/// Any number of files to send; `accept` as in [`file`].
pub fn files(ask: &Ask<'_>, accept: &str) -> Markup {
    html! {
        div class=(ask.class()) {
            (ask.head())
            input id=(ask.name) name=(ask.name) type="file" multiple accept=(accept) aria-describedby=[ask.described()];
        }
    }
}

/// A day, chosen or typed as the browser offers; empty for any.
pub fn day(ask: &Ask<'_>, value: &str) -> Markup {
    html! {
        div class=(ask.class()) {
            (ask.head())
            input id=(ask.name) name=(ask.name) type="date" value=(value) aria-describedby=[ask.described()];
        }
    }
}

/// What is to be mended, above the form, each line leading to its field. Nothing when there is nothing to mend.
/// `faults` are `(field name, sentence)`, in the order of the page.
pub fn error_summary(tr: &Tr, faults: &[(String, String)]) -> Markup {
    html! {
        @if !faults.is_empty() {
            // Without scripts, autofocus is what brings the reader here after the page is shown again.
            div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title" {
                h2 id="errors-title" { (tr.t("errors-title")) }
                ul { @for (name, sentence) in faults { li { a href={ "#" (name) } { (sentence) } } } }
            }
        }
    }
}
