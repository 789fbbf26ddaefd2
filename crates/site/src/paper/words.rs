//! The sentences on paper: when a question is asked, and how it is answered.

use crate::texts::Tr;
use xforms::{Compared, Test, When};

pub(super) struct Words<'t> {
    pub tr: &'t Tr,
}

impl Words<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.tr.t(key)
    }

    /// A sentence with one value, shown as it is.
    pub(super) fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.tr.ta(key, &[(name, value.into())])
    }

    pub(super) fn range(&self, start: &str, end: &str, step: &str) -> String {
        self.tr.ta("paper-range", &[("start", start.into()), ("end", end.into()), ("step", step.into())])
    }

    /// The head of a copy.
    pub(super) fn copy(&self, name: &str, number: usize) -> String {
        let number = number.to_string();
        if name.is_empty() {
            return self.with("paper-copy-nameless", "n", &number);
        }
        self.tr.ta("paper-copy", &[("name", name.into()), ("n", number.into())])
    }

    pub(super) fn more(&self, copies: usize) -> String {
        self.with("paper-copies-more", "copies", &copies.to_string())
    }

    /// When something is asked; `None` when always.
    pub(super) fn when(&self, when: &When) -> Option<String> {
        let either = |one: String, other: String| {
            self.tr.ta("paper-or", &[("one", one.into()), ("other", other.into())])
        };
        let clause = |tests: &Vec<Test>| tests.iter().map(|test| self.test(test)).reduce(either);
        let clauses: Vec<String> = when.clauses.iter().filter_map(clause).collect();
        // With an "or" inside, a comma says what belongs together.
        let wide = when.clauses.iter().any(|clause| clause.len() > 1);
        let and = if wide { "paper-and-wide" } else { "paper-and" };
        let both =
            |one: String, other: String| self.tr.ta(and, &[("one", one.into()), ("other", other.into())]);
        match (clauses.into_iter().reduce(both), when.untold) {
            (None, false) => None,
            (None, true) => Some(self.say("paper-when-untold")),
            (Some(conditions), false) => Some(self.with("paper-when", "conditions", &conditions)),
            (Some(conditions), true) => Some(self.with("paper-when-also", "conditions", &conditions)),
        }
    }

    fn test(&self, test: &Test) -> String {
        let (key, value) = match &test.is {
            Compared::Equal(value) => ("paper-is-equal", value.as_str()),
            Compared::Unequal(value) => ("paper-is-unequal", value.as_str()),
            Compared::Ticked(value) => ("paper-is-ticked", value.as_str()),
            Compared::Unticked(value) => ("paper-is-unticked", value.as_str()),
            Compared::Less(value) => ("paper-is-less", value.as_str()),
            Compared::AtMost(value) => ("paper-is-at-most", value.as_str()),
            Compared::More(value) => ("paper-is-more", value.as_str()),
            Compared::AtLeast(value) => ("paper-is-at-least", value.as_str()),
            Compared::Given => ("paper-is-given", ""),
            Compared::Missing => ("paper-is-missing", ""),
        };
        self.tr.ta(key, &[("n", test.number.to_string().into()), ("value", value.into())])
    }
}
