//! A release read as pages read it: which figure stands where, and how it is written when it is withheld.

use crate::texts::Tr;
use crate::ui::chart::bar_drawing;
use civic::publication::{Measure, OfficeRecord, Period, Release, Shown};
use maud::{Markup, html};

/// What a page asks of a release: a place, one service or all, one period or all of them.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The release.
    pub release: &'a Release,
    /// The service; none for all together.
    pub service: Option<&'a str>,
    /// The period; none for the running total.
    pub period: Option<Period>,
}

/// A figure as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The rounded count; none when there are fewer than the threshold, or it is withheld.
    pub count: Option<u64>,
    /// The running total is one of an earlier quarter than the last: the later one is withheld.
    pub earlier: bool,
}

impl From<Shown> for Figure {
    fn from(shown: Shown) -> Self {
        Self { count: shown.count(), earlier: false }
    }
}

impl Reading<'_> {
    /// The figure of a place.
    pub fn at(&self, place: &str, measure: Measure) -> Figure {
        match self.period {
            Some(period) => self.release.cell(place, self.service, period, measure).into(),
            None => {
                let total = self.release.running_total(place, self.service, measure);
                let last = self.release.latest().map(Period::last_quarter);
                Figure {
                    count: total.map(|(_, count)| count),
                    earlier: total.is_some_and(|(through, _)| Some(through) != last),
                }
            }
        }
    }
}

impl Figure {
    /// The figure in words: `1 240`, or the mark of what is not published.
    pub fn said(self, tr: &Tr) -> String {
        match self.count {
            Some(count) => number(tr, count) + if self.earlier { EARLIER } else { "" },
            None => tr.t("no-figure"),
        }
    }

    /// The figure in a cell. The mark is read out in full.
    pub fn cell(self, tr: &Tr, threshold: u32) -> Markup {
        html! {
            @match self.count {
                Some(_) => (self.said(tr)),
                None => {
                    span aria-hidden="true" { (tr.t("no-figure")) }
                    span class="hide" { (withheld(tr, threshold)) }
                }
            }
        }
    }
}

/// The mark of a running total that stops at an earlier quarter.
pub const EARLIER: &str = "*";

/// What stands for every figure that is not published, whatever the reason.
pub fn withheld(tr: &Tr, threshold: u32) -> String {
    tr.ta("data-map-hidden", &[("threshold", threshold.into())])
}

/// A count as the language writes it.
pub fn number(tr: &Tr, count: u64) -> String {
    tr.number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Of the referrals whose fate was settled in the period, the share that was answered by the date: answered in time over
/// answered in time and overdue. Counting answers alone would praise a body that answers one case and is silent on ten.
/// None when either figure is withheld.
pub fn share_in_time(record: &OfficeRecord) -> Option<f64> {
    let (in_time, overdue) = (record.answered_in_time().count()?, record.overdue().count()?);
    Some(in_time as f64 / (in_time + overdue) as f64)
}

/// The share answered in time as a bar with its figure.
pub fn share(tr: &Tr, record: &OfficeRecord) -> Markup {
    match share_in_time(record) {
        Some(share) => html! {
            div class="barred" { span class="n" { (tr.percent(share)) } (bar_drawing(share, 1.0)) }
        },
        None => html! { (tr.t("no-figure")) },
    }
}
