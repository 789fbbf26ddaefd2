//! Which periods a release covers.

use super::table::Span;
use super::{FinestPeriod, Period, PublicationRule, Quarter, Release};
use kernel::Date;
use std::ops::Range;
use time::Duration;

/// The periods of a release as spans of leaf periods, the leaves themselves first. Periods over the same quarters (the first
/// quarter and the total through it) are one span: what is shown or hidden of one is so of the other.
pub(super) struct Calendar {
    pub leaves: usize,
    pub spans: Vec<Span>,
    pub periods: Vec<Vec<Period>>,
    /// Whether the span is published for the first time.
    pub new: Vec<bool>,
}

impl Calendar {
    pub fn new(rule: &PublicationRule, opening: Quarter, as_of: Date, earlier: Option<&Release>) -> Self {
        let delay = Duration::days(i64::from(rule.delay_days));
        let due = |end: Quarter| end.last_day().checked_add(delay).is_some_and(|first| first <= as_of);
        let mut calendar = Self { leaves: 0, spans: Vec::new(), periods: Vec::new(), new: Vec::new() };
        let mut start = opening;
        loop {
            let leaf = match rule.finest_period {
                FinestPeriod::Quarter => Period::Quarter(start),
                FinestPeriod::Year => Period::Year(start.year),
            };
            if !due(leaf.last_quarter()) {
                break;
            }
            calendar.put(leaf, calendar.leaves..calendar.leaves + 1);
            calendar.leaves += 1;
            start = leaf.last_quarter().next();
        }
        let ends: Vec<Quarter> = calendar.periods.iter().flatten().map(|leaf| leaf.last_quarter()).collect();
        let until = |end: Quarter| ends.iter().filter(|leaf| **leaf <= end).count();
        for end in ends.iter().filter(|end| end.quarter == 4) {
            let first = ends.iter().filter(|leaf| leaf.year < end.year).count();
            calendar.put(Period::Year(end.year), first..until(*end));
        }
        // The year so far is never shown, but what is small in it is protected as a whole, or the year's own small cells would
        // find their first quarters pinned down one by one.
        for (leaf, end) in ends.iter().enumerate() {
            let first = ends.iter().filter(|other| other.year < end.year).count();
            calendar.put_nameless(first..leaf + 1);
        }
        let old = earlier.map_or(&[][..], Release::periods);
        let totals = old.iter().copied().filter(|period| matches!(period, Period::Through(_)));
        for total in totals.chain(ends.last().copied().map(Period::Through)) {
            calendar.put(total, 0..until(total.last_quarter()));
        }
        calendar.new = calendar
            .periods
            .iter()
            .map(|names| !names.is_empty() && names.iter().all(|name| !old.contains(name)))
            .collect();
        calendar
    }

    fn put(&mut self, period: Period, leaves: Range<usize>) {
        let span = self.put_nameless(leaves);
        if !self.periods[span].contains(&period) {
            self.periods[span].push(period);
        }
    }

    fn put_nameless(&mut self, leaves: Range<usize>) -> usize {
        if let Some(span) = self.spans.iter().position(|span| span.leaves == leaves) {
            return span;
        }
        self.spans.push(Span { leaves });
        self.periods.push(Vec::new());
        self.spans.len() - 1
    }

    /// Every period, in time order.
    pub fn published(&self) -> Vec<Period> {
        let mut periods = self.periods.concat();
        periods.sort_unstable();
        periods
    }

    pub fn span_of(&self, period: Period) -> Option<usize> {
        self.periods.iter().position(|names| names.contains(&period))
    }

    /// What each span is called among proofs.
    pub fn names(&self) -> Vec<String> {
        self.spans.iter().map(|span| format!("{}-{}", span.leaves.start, span.leaves.end)).collect()
    }
}
