//! What happens to a case by itself: with the passing of days, and with the case it was merged into.

use super::{Case, Event};
use crate::calendar::Calendar;
use crate::pack::Pack;
use kernel::Date;

/// What the events of a case mean for a case merged into it: its contents are kept as long, and no longer.
pub fn carried(absorbed: &Case, events: &[Event]) -> Vec<Event> {
    let ends = events.iter().rev().find_map(|event| match event {
        Event::Retained { until } => Some(Event::Retained { until: *until }),
        Event::Moved { transition, .. } if transition == "reopen" => Some(Event::Resumed),
        _ => None,
    });
    ends.filter(|_| !absorbed.erased).into_iter().collect()
}

/// What the clock owes a case today: a reminder to a silent body, then escalation to the public counter.
/// Counted in working days since the hand-over; each happens once. When nobody looked for a while, only the latest of the
/// reminders that fell due is sent: the others would name a number of days that has passed.
pub fn clock_acts(case: &Case, pack: &Pack, calendar: &Calendar, today: Date) -> Vec<Event> {
    let (Some(rule), Some(referral)) = (&pack.referral, case.waiting_referral()) else { return Vec::new() };
    if case.erased || case.merged_into.is_some() {
        return Vec::new();
    }
    let waited = calendar.working_days_between(referral.at.date(), today);
    let reached = |day: u32| waited >= i64::from(day);
    let latest = rule.remind.iter().rev().find(|day| reached(**day));
    let due = latest.filter(|day| referral.reminded.iter().all(|earlier| earlier < *day));
    let mut events: Vec<Event> =
        due.map(|day| Event::Reminded { referral: referral.id, day: *day }).into_iter().collect();
    let steps =
        rule.escalate_to.iter().filter(|step| reached(step.after) && !referral.escalated.contains(&step.to));
    events.extend(steps.map(|step| Event::Escalated { referral: referral.id, to: step.to }));
    events
}
