//! One question of a form: shown as its kind asks, read back, told in words.

use super::place;
use super::posted::Posted;
use super::writing::Writing;
use crate::texts::Tr;
use crate::ui::date::{self, Typed};
use crate::ui::form::{self, Ask, Entry, Rank, Weight};
use crate::ui::{Markup, html};
use acts::intake::{LARGEST_FILE, ORGANISATIONS, PLACES, Surroundings, field_error};
use kernel::{Date, Month};
use xforms::{AnswerError, Choices, Kind, Question};

/// Characters of a text answer; the form's own constraint may be stricter.
const LONGEST: u32 = 20_000;
/// Characters of a line.
const LINE: u32 = 200;

/// Whether a question asks for a place of the house.
pub fn is_place(question: &Question<'_>) -> bool {
    matches!(&question.choices, Choices::External { src, .. } if src == PLACES)
}

fn is_month(question: &Question<'_>) -> bool {
    question.appearances.iter().any(|token| token == "month-year")
}

/// The answer a form sent, in the written form of `xforms`; else the text key of what is wrong with it. Files are not
/// read here.
pub fn written(question: &Question<'_>, posted: &Posted) -> Result<String, &'static str> {
    let name = &question.name;
    Ok(match question.kind {
        Kind::Date => {
            let typed = Typed::read(name, posted.pairs());
            match (typed.year_month(), typed.date()) {
                _ if typed.is_empty() => String::new(),
                (Some((year, month)), _) if is_month(question) => format!("{year:04}-{month:02}-01"),
                (_, Some(date)) if !is_month(question) => date.to_string(),
                _ if is_month(question) => return Err("error-month"),
                _ => return Err("error-date"),
            }
        }
        Kind::SelectMany => posted.all(name).collect::<Vec<_>>().join(" "),
        Kind::Acknowledge if posted.get(name) == "yes" => "OK".to_owned(),
        Kind::Acknowledge => String::new(),
        _ => posted.get(name).to_owned(),
    })
}

/// What is wrong with an answer and how to mend it: the form's own words, else the house's.
pub fn sentence(tr: &Tr, field: &str, error: &AnswerError) -> String {
    if let AnswerError::TooLong { limit } = error {
        return tr.ta("error-too-long", &[("max", (*limit as i64).into())]);
    }
    let fault = field_error(field, error);
    fault.message.unwrap_or_else(|| tr.t(&fault.key))
}

/// A day as the form stores it.
pub fn stored_date(value: &str) -> Option<Date> {
    let mut parts = value.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::from_calendar_date(
        year.parse().ok()?,
        Month::try_from(month.parse::<u8>().ok()?).ok()?,
        day.parse().ok()?,
    )
    .ok()
}

/// A question on a screen.
pub struct Field<'a> {
    pub writing: &'a Writing<'a>,
    pub surroundings: &'a Surroundings<'a>,
    pub question: &'a Question<'a>,
    /// What was sent, when the screen comes back to be mended.
    pub posted: Option<&'a Posted>,
    pub fault: Option<&'a str>,
    pub rank: Rank,
}

impl Field<'_> {
    fn tr(&self) -> &Tr {
        &self.writing.visit.tr
    }

    /// The answer to show: as sent, else as kept.
    fn value(&self) -> &str {
        self.posted.map_or(&self.question.value, |posted| posted.get(&self.question.name))
    }

    fn chosen(&self, value: &str) -> bool {
        match self.posted {
            Some(posted) => posted.all(&self.question.name).any(|sent| sent == value),
            None => self.question.value.split(' ').any(|kept| kept == value),
        }
    }

    fn choices(&self) -> Vec<form::Choice> {
        match &self.question.choices {
            Choices::None => Vec::new(),
            Choices::Offered(choices) => choices
                .iter()
                .map(|choice| form::Choice {
                    value: choice.value.clone(),
                    label: choice.label.text.clone(),
                    hint: choice.label.guidance.clone(),
                    chosen: self.chosen(&choice.value),
                })
                .collect(),
            Choices::External { src, .. } if src == ORGANISATIONS => self
                .surroundings
                .teams()
                .iter()
                .map(|(id, name)| form::Choice {
                    value: id.to_string(),
                    label: name.clone(),
                    hint: None,
                    chosen: self.chosen(&id.to_string()),
                })
                .collect(),
            Choices::External { .. } => Vec::new(),
        }
    }

    fn typed(&self) -> Typed {
        match self.posted {
            Some(posted) => Typed::read(&self.question.name, posted.pairs()),
            None => stored_date(&self.question.value).map(Typed::of).unwrap_or_default(),
        }
    }

    /// The question with what it is answered with.
    pub fn show(&self) -> Markup {
        let (tr, question) = (self.tr(), self.question);
        let optional = (!question.required && matches!(question.kind, Kind::Text)).then(|| tr.t("optional"));
        let hint = question.hint.as_ref().map(|hint| hint.text.clone()).or(optional);
        let ask = Ask {
            name: &question.name,
            label: &question.label.text,
            hint: hint.as_deref(),
            fault: self.fault,
            rank: self.rank,
        };
        if question.readonly {
            return html! { p { b { (question.label.text) } br; (question.value) } };
        }
        let looks = |token: &str| question.appearances.iter().any(|other| other == token);
        match question.kind {
            Kind::SelectOne if is_place(question) => {
                let words = self.writing.draft.words.get(&question.name).map_or("", String::as_str);
                place::ask(tr, &self.writing.visit.house().places, &ask, &question.value, words)
            }
            Kind::SelectOne => form::radios(&ask, &self.choices()),
            Kind::SelectMany => form::checkboxes(&ask, &self.choices()),
            Kind::Date if is_month(question) => date::month(tr, &ask, &self.typed()),
            Kind::Date => date::day(tr, &ask, &self.typed()),
            Kind::Text if looks("multiline") => form::textarea(&ask, self.value(), 8, LONGEST),
            Kind::Text if looks("numbers") => form::text(&ask, Entry::Phone, self.value(), LINE),
            Kind::Integer | Kind::Decimal => form::text(&ask, Entry::Number, self.value(), 30),
            Kind::Upload { mediatype } => self.file(&ask, mediatype),
            Kind::Acknowledge => html! {
                div class="ask" {
                    @if let Some(fault) = self.fault { span class="fault" { (fault) } }
                    (form::tick(&question.name, &question.label.text, ask.hint, !question.value.is_empty()))
                }
            },
            Kind::GeoPoint => {
                let how = tr.t("report-geopoint-hint");
                let ask = ask.hint(Some(ask.hint.unwrap_or(&how)));
                form::text(&ask, Entry::Words, self.value(), 80)
            }
            _ => form::text(&ask, Entry::Words, self.value(), LINE),
        }
    }

    fn file(&self, ask: &Ask<'_>, accept: &str) -> Markup {
        let (tr, name) = (self.tr(), &self.question.name);
        html! {
            (form::file(ask, if accept == "*/*" { "" } else { accept }))
            p class="soft" { (tr.ta("report-file-limit", &[("max", (LARGEST_FILE >> 20).to_string().into())])) }
            @if !self.question.value.is_empty() {
                p { b { (tr.ta("report-file-kept", &[("name", self.question.value.as_str().into())])) } }
                (form::button(Weight::Quiet, &tr.t("report-file-remove"), Some(("act", &format!("remove:{name}")))))
            }
        }
    }

    /// The answer in words, for the review; empty when there is none.
    pub fn told(&self) -> String {
        let (tr, question) = (self.tr(), self.question);
        let value = question.value.as_str();
        if is_place(question) {
            let found = self.writing.visit.house().places.get(value);
            return found.map_or_else(String::new, |place| place.path().join(" › "));
        }
        match question.kind {
            Kind::SelectOne | Kind::SelectMany => {
                let chosen = self.choices().into_iter().filter(|choice| choice.chosen);
                chosen.map(|choice| choice.label).collect::<Vec<_>>().join(", ")
            }
            Kind::Date => match stored_date(value) {
                Some(date) if is_month(question) => tr.month(date.year(), date.month() as u8),
                Some(date) => tr.date(date),
                None => String::new(),
            },
            Kind::Acknowledge if !value.is_empty() => tr.t("yes"),
            _ => value.to_owned(),
        }
    }
}
