//! One question of a form: shown as its kind asks, read back, told in words.

mod choices;
mod list;
mod points;
mod prompt;
mod read;
mod told;
mod way;

pub use list::looked as looked_in_list;
pub use points::looked as looked_for_place;
pub use prompt::speaks;
pub use read::{place_field, spot, written};
pub use way::{Way, is_place};

use super::place;
use super::posted::Posted;
use super::writing::Writing;
use crate::texts::Tr;
use crate::ui::date::{self, Typed};
use crate::ui::form::{self, Ask, Capture, Entry, Rank, Weight};
use crate::ui::{Markup, Words, html, time};
use acts::intake::{LARGEST_FILE, ORGANISATIONS, Surroundings, field_error};
use choices::Mark;
use kernel::{Date, Month};
use way::Look;
use xforms::{AnswerError, Choices, Kind, Question, Shown};

/// Characters of a text answer; the form's own constraint may be stricter.
const LONGEST: u32 = 20_000;
/// Characters of a line.
const LINE: u32 = 200;
/// Characters of a number.
const NUMBER: u32 = 30;

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

/// A choice that a question offers.
#[derive(Debug, Clone)]
pub struct Offer {
    /// What the form sends.
    pub value: String,
    /// What the person reads, sees and hears.
    pub label: Shown,
    /// Chosen already.
    pub chosen: bool,
}

/// What a question offers, nothing of it chosen.
pub fn offers_of(question: &Question<'_>, surroundings: &Surroundings<'_>) -> Vec<Offer> {
    let offer = |value: String, label: Shown| Offer { value, label, chosen: false };
    match &question.choices {
        Choices::Offered(choices) => {
            choices.iter().map(|choice| offer(choice.value.clone(), choice.label.clone())).collect()
        }
        Choices::External { src, .. } if src == ORGANISATIONS => surroundings
            .teams()
            .iter()
            .map(|(id, name)| offer(id.to_string(), Shown { text: name.clone(), ..Shown::default() }))
            .collect(),
        Choices::None | Choices::External { .. } => Vec::new(),
    }
}

fn with(mut offers: Vec<Offer>, one_more: Option<Offer>) -> Vec<Offer> {
    offers.extend(one_more);
    offers
}

/// A question on a screen.
pub struct Field<'a> {
    pub writing: &'a Writing<'a>,
    pub surroundings: &'a Surroundings<'a>,
    pub question: &'a Question<'a>,
    pub way: Way,
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

    fn offers(&self) -> Vec<Offer> {
        let mut offers = offers_of(self.question, self.surroundings);
        for offer in &mut offers {
            offer.chosen = self.chosen(&offer.value);
        }
        offers
    }

    /// A ring that was chosen cannot be left empty again: one more takes the answer back, where none is required.
    fn taken_back(&self) -> Option<Offer> {
        let label = || Shown { text: self.tr().t("answer-take-back"), ..Shown::default() };
        let answered = !self.question.required && !self.question.value.is_empty();
        answered.then(|| Offer { value: String::new(), label: label(), chosen: false })
    }

    /// The numbers of a range, so that one stored as `5.0` is the `5` that is offered.
    fn numbers(&self, all: &[String]) -> Vec<Offer> {
        let number = |text: &str| text.parse::<f64>().ok();
        let value = number(self.value());
        let offer = |text: &String| Offer {
            value: text.clone(),
            label: Shown { text: text.clone(), ..Shown::default() },
            chosen: value.is_some() && number(text) == value,
        };
        all.iter().map(offer).collect()
    }

    fn day(&self) -> Typed {
        match self.posted {
            Some(posted) => Typed::read(&self.question.name, posted.pairs()),
            None => {
                let date = self.question.value.split('T').next().and_then(stored_date);
                date.map(Typed::of).unwrap_or_default()
            }
        }
    }

    fn hour(&self) -> time::Typed {
        let stored = self.question.value.rsplit('T').next().unwrap_or_default();
        match self.posted {
            Some(posted) => time::Typed::read(&self.question.name, posted.pairs()),
            None if stored.is_empty() => time::Typed::default(),
            None => time::Typed::of(stored),
        }
    }

    fn words(&self) -> &str {
        self.writing.draft.words.get(&self.question.name).map_or("", String::as_str)
    }

    /// Pictures, sounds and small print.
    fn beside(&self) -> Markup {
        let (tr, files, question) = (self.tr(), self.writing.shown(), self.question);
        let small = |shown: Option<&Shown>| shown.and_then(|shown| shown.guidance.clone());
        let small = [small(Some(&question.label)), small(question.hint.as_ref())];
        html! {
            (prompt::of_question(tr, &files, &question.label))
            @if let Some(hint) = &question.hint { (prompt::of_question(tr, &files, hint)) }
            @if small.iter().any(Option::is_some) {
                details {
                    summary { (tr.t("media-more")) }
                    @for text in small.into_iter().flatten() { p class="soft" { (Words::Marked(&text)) } }
                }
            }
        }
    }

    /// How to answer, where the form leaves it unsaid.
    fn how(&self) -> Option<String> {
        let (tr, question) = (self.tr(), self.question);
        match (&self.way, question.kind) {
            (Way::Bounded | Way::Scale(_) | Way::Picker(_), Kind::Range { start, end, step, .. }) => {
                let values = [("start", start.as_str()), ("end", end.as_str()), ("step", step.as_str())];
                let key = if *step == "1" { "range-whole" } else { "range-steps" };
                Some(tr.ta(key, &values.map(|(name, value)| (name, value.into()))))
            }
            (Way::Found { .. }, _) => {
                let all = offers_of(question, self.surroundings).len();
                Some(tr.ta("list-how", &[("n", all.into())]))
            }
            (Way::Ranked, _) => Some(tr.t("rank-how")),
            (Way::Point, _) => Some(tr.t("report-geopoint-hint")),
            (Way::Points, _) => Some(tr.t("point-lines")),
            (Way::Line(_), Kind::Barcode) => Some(tr.t("barcode-how")),
            (_, Kind::Text) if !question.required => Some(tr.t("optional")),
            _ => None,
        }
    }

    /// The question with what it is answered with.
    pub fn show(&self) -> Markup {
        let (tr, question, files) = (self.tr(), self.question, &self.writing.shown());
        let own = question
            .hint
            .as_ref()
            .map(|hint| hint.text.as_str())
            .filter(|hint| !xforms::plain(hint).is_empty());
        let how = if own.is_none() { self.how() } else { None };
        let beside = self.beside();
        let ask = Ask {
            name: &question.name,
            label: Words::Marked(&question.label.text),
            hint: own.map(Words::Marked).or(how.as_deref().map(Words::Plain)),
            beside: Some(&beside),
            fault: self.fault,
            rank: self.rank,
        };
        let places = &self.writing.visit.house().places;
        let may_run = self.writing.locates();
        let list = |mark, look| {
            let class = match look {
                Look::Below => "",
                Look::Beside => "across",
                Look::Likert => "likert",
            };
            let back = (mark == Mark::Radio).then(|| self.taken_back()).flatten();
            choices::options(tr, files, &ask, mark, class, &with(self.offers(), back))
        };
        match &self.way {
            Way::Told => self.note(&beside),
            Way::Place => place::ask(tr, places, &ask, &question.value, self.words()),
            Way::One(look) => list(Mark::Radio, *look),
            Way::Many(look) => list(Mark::Box, *look),
            Way::Menu => choices::menu(&ask, &self.offers()),
            Way::Found { several } => list::ask(tr, files, &ask, *several, &self.offers(), self.words()),
            Way::Ranked => {
                let kept: Vec<&str> = question.value.split(' ').collect();
                choices::ranking(tr, files, &ask, &self.offers(), |_, offer| match self.posted {
                    Some(posted) => posted.get(&place_field(&question.name, &offer.value)).parse().ok(),
                    None => kept.iter().position(|value| *value == offer.value).map(|place| place + 1),
                })
            }
            Way::Scale(all) => {
                let offers = with(self.numbers(all), self.taken_back());
                choices::options(tr, files, &ask, Mark::Radio, "scale", &offers)
            }
            Way::Picker(all) => choices::menu(&ask, &self.numbers(all)),
            Way::Bounded => form::text(&ask, Entry::Decimal, self.value(), NUMBER),
            Way::Day => date::day(tr, &ask, &self.day()),
            Way::Month => date::month(tr, &ask, &self.day()),
            Way::Year => {
                let year = self.posted.map_or(self.day().year, |_| self.value().to_owned());
                form::text(&ask, Entry::Number, &year, 4)
            }
            Way::Hour => time::hour(tr, &ask, &self.hour()),
            Way::Moment => date::moment(tr, &ask, &self.day(), &self.hour()),
            Way::Line(Entry::Masked) => form::text(&ask, Entry::Masked, self.value(), LINE),
            Way::Line(entry @ (Entry::Number | Entry::Decimal)) => {
                form::text(&ask, *entry, self.value(), NUMBER)
            }
            Way::Line(entry) => form::text(&ask, *entry, self.value(), LINE),
            Way::Lines(rows) => form::textarea(&ask, self.value(), *rows, LONGEST),
            Way::File => self.file(&ask),
            Way::Read => self.read(&ask),
            Way::Point => points::point(tr, places, &ask, may_run, self.value(), self.words()),
            Way::Points => points::points(tr, &ask, may_run, self.value()),
        }
    }

    /// What is only shown.
    fn note(&self, beside: &Markup) -> Markup {
        let question = self.question;
        // The head of a table of choices is no answer.
        let value = if question.readonly { question.value.as_str() } else { "" };
        html! {
            @match self.rank {
                Rank::Question => h1 { (Words::Marked(&question.label.text)) },
                Rank::Label => p { b { (Words::Marked(&question.label.text)) } },
            }
            @if !value.is_empty() { p { (value) } }
            @if let Some(hint) = &question.hint { p class="soft" { (Words::Marked(&hint.text)) } }
            (beside)
        }
    }

    fn read(&self, ask: &Ask<'_>) -> Markup {
        let (tr, ticked) = (self.tr(), !self.question.value.is_empty());
        match self.rank {
            Rank::Question => ask.group(form::tick(ask.name, &tr.t("acknowledge"), None, ticked)),
            Rank::Label => html! {
                div class="ask" {
                    @if let Some(fault) = self.fault { span class="fault" { (fault) } }
                    @if let Some(beside) = ask.beside { (beside) }
                    (form::ticked_off(ask, ticked))
                }
            },
        }
    }

    fn file(&self, ask: &Ask<'_>) -> Markup {
        let (tr, question) = (self.tr(), self.question);
        let asked = |token: &str| question.appearances.iter().any(|other| other == token);
        // A phone then opens its camera or its recorder at once, and takes nothing that was there before.
        let capture = match () {
            () if asked("new-front") || asked("selfie") => Some(Capture::User),
            () if asked("new") => Some(Capture::Environment),
            () => None,
        };
        let accept =
            question.settings.iter().find(|(name, _)| name == "accept").map(|(_, accept)| accept.as_str());
        let mediatype = match question.kind {
            Kind::Upload { mediatype } if mediatype != "*/*" => mediatype.as_str(),
            _ => "",
        };
        html! {
            (form::file(ask, accept.unwrap_or(mediatype), capture))
            p class="soft" { (tr.ta("report-file-limit", &[("max", (LARGEST_FILE >> 20).to_string().into())])) }
            @if !question.value.is_empty() {
                p { b { (tr.ta("report-file-kept", &[("name", question.value.as_str().into())])) } }
                (form::button(Weight::Quiet, &tr.t("report-file-remove"), Some(("act", &format!("remove:{}", question.name)))))
            }
        }
    }
}
