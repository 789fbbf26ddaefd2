//! Whole runs of records are read once and kept as segments: by a chore, and before a round is worked out.

use super::reading::{Reading, add};
use super::{DAY, PAGE};
use crate::chores::concerns_all;
use crate::house::away;
use crate::{Error, House, Result};
use civic::survey::{Column, Gathering, MISSING};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use store::forms::{self, FormRow};
use store::segments::{self, NewRun, Source};

/// The rest of the chore between two runs: people come first.
const REST: Duration = Duration::from_millis(50);

/// What the chore has seen: of each form the version that was current, and how many whole runs it had. A form of which nothing
/// has changed is not looked at again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<String, (String, i64)>);

/// Makes the segments that are missing, form after form, and forgets those that were read otherwise than today; how many runs
/// were made. Doing it twice changes nothing; a form that cannot be seen to holds up no other.
///
/// # Errors
/// The first one met that concerns every form; a form's own is in the log.
pub async fn keep_up(house: &Arc<House>, kept: &mut Kept) -> Result<u64> {
    let mut made = 0;
    let all = forms::list(&mut house.store.read().await?).await?;
    for form in all {
        match keep_form(house, &form, kept).await {
            Ok(runs) => made += runs,
            Err(error) if concerns_all(&error) => return Err(error),
            Err(error) => tracing::error!(form = form.id, %error, "the segments of a form could not be made"),
        }
    }
    Ok(made)
}

async fn keep_form(house: &Arc<House>, form: &FormRow, kept: &mut Kept) -> Result<u64> {
    let runs =
        segments::last(&mut house.store.read().await?, &form.id).await? / i64::from(house.terms.run.max(1));
    let state = (form.version.clone(), runs);
    let survey = form.pack.as_ref().and_then(|pack| house.surveys.get(pack));
    // Whatever erases a record takes its run along, so their number is asked for each time.
    let Some(survey) = survey else {
        if kept.0.get(&form.id) != Some(&state) {
            forget_others(house, &form.id, &[]).await?;
            kept.0.insert(form.id.clone(), state);
        }
        return Ok(0);
    };
    let known = segments::count(&mut house.store.read().await?, &form.id, DAY).await?;
    if known == runs && kept.0.get(&form.id) == Some(&state) {
        return Ok(0);
    }
    let reading = Arc::new(Reading::of(house, survey, &form.id).await?);
    let made = bring_up(house, &reading, Some(REST)).await?;
    kept.0.insert(form.id.clone(), state);
    Ok(made)
}

/// Makes the segments of a form that are missing; how many runs. `rest`: between two of them.
///
/// # Errors
/// When a record does not open; those of the store.
pub(super) async fn bring_up(
    house: &Arc<House>,
    reading: &Arc<Reading>,
    rest: Option<Duration>,
) -> Result<u64> {
    let mut conn = house.store.read().await?;
    let whole = segments::last(&mut conn, &reading.form).await? / reading.run;
    let there = segments::runs(&mut conn, &reading.form, DAY, &reading.mark).await?;
    drop(conn);
    let there: BTreeSet<i64> = there.into_iter().collect();
    let mut made = 0;
    for first in (0..whole).map(|run| run * reading.run + 1).filter(|first| !there.contains(first)) {
        let run = Run::read(house, reading, first).await?;
        let sealed = {
            let (house, reading) = (Arc::clone(house), Arc::clone(reading));
            away(move || run.sealed(&house, &reading)).await?
        };
        // Where a record was erased meanwhile, the next round reads the run again.
        made += u64::from(house.store.write(async move |tx| segments::put(tx, &sealed).await).await?);
        if let Some(rest) = rest {
            tokio::time::sleep(rest).await;
        }
    }
    forget_others(house, &reading.form, &reading.mark).await?;
    Ok(made)
}

/// Forgets the segments of a form that were not read so.
pub(super) async fn forget_others(house: &House, form: &str, mark: &[u8]) -> Result<()> {
    if segments::others(&mut house.store.read().await?, form, mark).await? > 0 {
        let (form, mark) = (form.to_owned(), mark.to_owned());
        house.store.write(async move |tx| segments::forget_others(tx, &form, &mark).await).await?;
    }
    Ok(())
}

/// A run while it is read. Each record has its line, also one that was erased, corrected or encrypted: that of a record of
/// no day, which belongs to no round.
struct Run {
    first: i64,
    gathering: Gathering,
    days: Vec<u16>,
    digests: Vec<Vec<u8>>,
}

impl Run {
    async fn read(house: &Arc<House>, reading: &Arc<Reading>, first: i64) -> Result<Self> {
        let last = first + reading.run - 1;
        let gathering = reading.begin(house.survey(&reading.pack)?);
        let mut run = Self { first, gathering, days: Vec::new(), digests: Vec::new() };
        let mut from = first;
        while from <= last {
            let mut conn = house.store.read().await?;
            let records = segments::sources(&mut conn, &reading.form, from, last, PAGE).await?;
            drop(conn);
            let Some(latest) = records.last().map(|record| record.seq) else { break };
            from = latest + 1;
            let (house, reading) = (Arc::clone(house), Arc::clone(reading));
            run = away(move || {
                records.into_iter().try_for_each(|record| run.add(&house, &reading, record))?;
                Ok(run)
            })
            .await?;
        }
        run.blank_before(last + 1);
        Ok(run)
    }

    fn add(&mut self, house: &House, reading: &Reading, record: Source) -> Result<()> {
        self.blank_before(record.seq);
        if record.superseded || record.encrypted {
            self.blank_before(record.seq + 1);
        } else {
            let (answers, day) = reading.open(house, house.survey(&reading.pack)?, &record)?;
            add(&mut self.gathering, house, &answers);
            self.days.push(day);
        }
        self.digests.push(record.digest);
        Ok(())
    }

    /// Leaves the lines before a record empty.
    fn blank_before(&mut self, seq: i64) {
        while self.first + (self.days.len() as i64) < seq {
            self.gathering.add_blank();
            self.days.push(MISSING);
        }
    }

    fn sealed(self, house: &House, reading: &Reading) -> Result<NewRun> {
        let broken = |error: civic::survey::SegmentError| Error::Internal(error.to_string());
        let frame = self.gathering.frame();
        let mut columns = vec![(DAY, Column::One(self.days).to_segment(MISSING).map_err(broken)?)];
        columns.extend(frame.segments().map_err(broken)?);
        let seal = |(question, plain): (&str, Vec<u8>)| {
            Ok((question.to_owned(), reading.seal(house, self.first, question, &plain)?))
        };
        Ok(NewRun {
            form_id: reading.form.clone(),
            first: self.first,
            last: self.first + reading.run - 1,
            reading: reading.mark.clone(),
            digests: self.digests,
            columns: columns.into_iter().map(seal).collect::<Result<_>>()?,
        })
    }
}
