//! Who may know of a case that goes on inside another: those who follow that one, and those of the case's own part of the
//! country, unless another organisation has taken the one that goes on.

use super::Case;
use crate::directory::{Member, Visibility};

/// A case, with the one that goes on for it if it was merged.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'c> {
    case: &'c Case,
    goes_on: Option<&'c Case>,
}

impl<'c> Standing<'c> {
    /// A case with the one that goes on for it, if any.
    pub fn of(case: &'c Case, goes_on: Option<&'c Case>) -> Self {
        Self { case, goes_on }
    }

    /// The case itself.
    pub fn case(self) -> &'c Case {
        self.case
    }

    /// Whether this member may know that the case exists.
    pub fn seen_by(self, member: &Member) -> bool {
        self.judged(|case| member.may_see(case))
    }

    /// Whether this member may open its contents.
    pub fn opened_by(self, member: &Member) -> bool {
        self.judged(|case| member.may_open(case))
    }

    fn judged(self, rule: impl Fn(&Visibility<'_>) -> bool) -> bool {
        let places = self.case.places();
        let own = self.case.visibility(&places);
        let Some(goes_on) = self.goes_on else { return rule(&own) };
        let followed = goes_on.places();
        // Cases are merged only when they exclude the same organisations.
        rule(&goes_on.visibility(&followed)) || rule(&Visibility { team: goes_on.team.or(own.team), ..own })
    }
}
