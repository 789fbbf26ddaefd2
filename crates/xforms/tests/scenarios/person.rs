//! A person filling a form, with a clock that stands still and chance that counts.

use std::cell::Cell;
use xforms::{AnswerError, Choices, Context, Filling, Form, Moment};

/// 2027-03-03T09:30:00Z.
pub const NOW: i64 = 1_804_066_200_000;

/// Where the form is filled.
#[derive(Default)]
pub struct Surroundings {
    /// How often the form asked the time and chance.
    pub asked_time: Cell<u32>,
    pub asked_chance: Cell<u128>,
}

impl Context for Surroundings {
    fn now(&self) -> Moment {
        self.asked_time.set(self.asked_time.get() + 1);
        Moment { unix_millis: NOW, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        self.asked_chance.set(self.asked_chance.get() + 1);
        self.asked_chance.get()
    }

    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        let known = src == "jr://file-csv/places.csv" && value == "ML030102";
        known.then(|| "Synthétique-sur-Bani".to_owned())
    }
}

/// The form most scenarios are about.
pub fn report() -> Form {
    Form::parse(include_str!("../forms/report.xml")).unwrap()
}

/// A form with this model and body, `data` being the inside of its primary instance.
pub fn form(data: &str, model: &str, body: &str) -> String {
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
         xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>Small</h:title><model>\n\
         <instance><data id=\"small\">{data}</data></instance>\n{model}</model></h:head>\
         <h:body>{body}</h:body></h:html>"
    )
}

/// What a person says and sees.
pub trait Person {
    /// Gives an answer that must be taken.
    fn says(&mut self, question: &str, answer: &str);
    /// Gives an answer that must be refused, and tells why.
    fn is_refused(&mut self, question: &str, answer: &str) -> AnswerError;
    /// The names of the pages shown, in order.
    fn sees_pages(&self) -> Vec<String>;
    /// The values offered by a select.
    fn is_offered(&self, question: &str) -> Vec<String>;
    /// The words of a question.
    fn reads(&self, question: &str) -> String;
    /// What is still wrong.
    fn must_mend(&self) -> Vec<(String, AnswerError)>;
}

impl Person for Filling<'_> {
    fn says(&mut self, question: &str, answer: &str) {
        self.set(question, answer).unwrap_or_else(|error| panic!("{question} = {answer}: {error:?}"));
    }

    fn is_refused(&mut self, question: &str, answer: &str) -> AnswerError {
        let before = self.value(question).map(str::to_owned);
        let error = self.set(question, answer).expect_err("the answer should have been refused");
        assert_eq!(self.value(question).map(str::to_owned), before, "a refused answer leaves the one before");
        error
    }

    fn sees_pages(&self) -> Vec<String> {
        let name = |page| self.page(page).unwrap().unwrap().name;
        self.pages().into_iter().map(name).collect()
    }

    fn is_offered(&self, question: &str) -> Vec<String> {
        match self.question(question).unwrap().unwrap().choices {
            Choices::Offered(choices) => choices.into_iter().map(|choice| choice.value).collect(),
            other => panic!("{question} offers {other:?}"),
        }
    }

    fn reads(&self, question: &str) -> String {
        self.question(question).unwrap().unwrap().label.text
    }

    fn must_mend(&self) -> Vec<(String, AnswerError)> {
        self.check().unwrap()
    }
}
