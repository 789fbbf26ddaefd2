//! The records of a survey, opened once and kept as codes.

use super::super::answers::Answers;
use super::super::results::{counted_at, day};
use super::MOST;
use crate::collect::{Record, Records, point};
use crate::house::away;
use crate::survey::Survey;
use crate::{House, Result};
use civic::survey::Gathering;
use kernel::{Date, Timestamp, Uuid};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use xforms::Tables;

/// Records opened in one go, away from the pages.
const BATCH: usize = 200;

/// What was read so far of the records of a survey, of all its rounds.
#[derive(Debug)]
pub(super) struct Reading {
    /// The answers that are counted.
    pub gathering: Gathering,
    /// What else is known of each, in the same order.
    pub held: Vec<Held>,
    /// Records that the telephone encrypted or that cannot be read, and when they came.
    pub closed: Vec<(Uuid, Date)>,
    /// By form, the number of the last record that was read.
    after: BTreeMap<String, i64>,
}

/// An interview beside its answers.
#[derive(Debug)]
pub(super) struct Held {
    pub id: Uuid,
    pub volunteer: Option<Uuid>,
    pub received: Timestamp,
    /// The day it was begun, or came where it does not say.
    pub day: Date,
    /// Begin and end, seconds since 1970.
    pub time: Option<(i64, i64)>,
    pub position: Option<(f64, f64)>,
    /// The place as it was answered.
    pub place: Option<Box<str>>,
}

impl Reading {
    pub(super) fn new(survey: &Survey) -> Self {
        Self {
            gathering: Gathering::new(&survey.pack, &survey.fields),
            held: Vec::new(),
            closed: Vec::new(),
            after: BTreeMap::new(),
        }
    }

    /// Reads what came since. `forms`: with the number of their last record; `read`: tells how many there are.
    pub(super) async fn go_on(
        mut self,
        house: &Arc<House>,
        pack: &str,
        forms: &[(String, i64)],
        read: &AtomicUsize,
    ) -> Result<Self> {
        for (form, last) in forms {
            let after = self.after.get(form).copied().unwrap_or(0);
            if after >= *last || self.is_full() {
                continue;
            }
            let mut records = Records::of(house, form).await?.after(after);
            let answers = Arc::new(Answers::of(Tables::of(&records.versions().await?), |_| true));
            loop {
                let mut batch = Vec::new();
                while batch.len() < BATCH
                    && let Some(record) = records.next().await?
                {
                    batch.push(record);
                }
                let Some(end) = batch.last().map(|record| record.seq) else { break };
                let (house, pack, answers) = (Arc::clone(house), pack.to_owned(), Arc::clone(&answers));
                self = away(move || {
                    let survey = house.survey(&pack)?;
                    for record in batch {
                        self.take(&house, survey, &answers, record);
                    }
                    Ok(self)
                })
                .await?;
                self.after.insert(form.clone(), end);
                read.store(self.held.len(), Ordering::Relaxed);
                if self.is_full() {
                    break;
                }
            }
        }
        Ok(self)
    }

    pub(super) fn is_full(&self) -> bool {
        self.held.len() >= MOST
    }

    fn take(&mut self, house: &House, survey: &Survey, answers: &Answers, record: Record) {
        // One record that says nothing must not hide the others.
        let answers = if record.encrypted { None } else { answers.read(&record.xml).ok() };
        let Some(answers) = answers else {
            self.closed.push((record.id, record.received.date()));
            return;
        };
        let said = |question: &str| answers.get(question).map(String::as_str);
        let quality = &survey.pack.quality;
        let of = |node: &Option<String>| node.as_deref().and_then(said);
        self.gathering.add(said, |code| counted_at(house, code));
        self.held.push(Held {
            id: record.id,
            volunteer: record.sender,
            received: record.received,
            day: of(&quality.start).and_then(day).unwrap_or_else(|| record.received.date()),
            time: of(&quality.start).and_then(instant).zip(of(&quality.end).and_then(instant)),
            position: of(&quality.position).and_then(point),
            place: said(&survey.pack.sample.place).map(Into::into),
        });
    }
}

/// Seconds since 1970 of a time as `2026-11-12T09:30:00.000+00:00`.
fn instant(time: &str) -> Option<i64> {
    let begun = Timestamp::start_of(day(time)?).0 / 1_000;
    let number = |from: usize| time.get(from..from + 2)?.parse::<i64>().ok();
    let of_day = number(11)? * 3_600 + number(14)? * 60 + number(17)?;
    let rest = time.get(19..)?;
    let at = rest.find(['+', '-']).unwrap_or(rest.len());
    let (hours, minutes) = (rest.get(at + 1..at + 3), rest.get(at + 4..at + 6));
    let part = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
    let east = part(hours) * 3_600 + part(minutes) * 60;
    Some(begun + of_day + if rest.get(at..=at) == Some("-") { east } else { -east })
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn a_time_is_read_with_the_country_it_was_told_in() {
        let noon = 1_794_484_800;
        for (time, seconds) in [
            ("2026-11-12T12:00:00.000Z", noon),
            ("2026-11-12T12:00:00.000+00:00", noon),
            ("2026-11-12T13:30:00.000+01:30", noon),
            ("2026-11-12T07:00:00-05:00", noon),
            ("2026-11-12T12:00:59", noon + 59),
        ] {
            assert_eq!(instant(time), Some(seconds), "{time}");
        }
        for wrong in ["", "2026-11-12", "2026-11-12T1", "2026-13-12T12:00:00Z", "midi"] {
            assert_eq!(instant(wrong), None, "{wrong}");
        }
    }
}
