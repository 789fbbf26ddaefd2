//! The answers of a round, from segments where there are any and from the records elsewhere.

use super::making::{bring_up, forget_others};
use super::reading::{Reading, add, is_between};
use super::{DAY, PAGE};
use crate::house::away;
use crate::survey::results::Gathered;
use crate::{Error, House, Result};
use civic::pack::Round;
use civic::survey::{Column, Frame, Gathering};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::reviews::Review;
use store::segments::{self, Segment};
use store::{Conn, forms};

/// The answers of a round to these questions of a survey, from every record of its forms that was begun in the round, in the
/// order in which they were stored, with those that somebody at the desk set aside.
///
/// # Errors
/// When a record does not open; those of the store.
pub(in crate::survey) async fn take(
    house: &Arc<House>,
    pack: &str,
    round: &Round,
    questions: &[String],
) -> Result<Gathered> {
    let survey = house.survey(pack)?;
    let questions: Vec<String> =
        questions.iter().filter(|question| survey.pack.questions.contains(question)).cloned().collect();
    let all = forms::list(&mut house.store.read().await?).await?;
    let mut taken = Taken { gathering: Gathering::of(&survey.fields, &questions), set_aside: Vec::new() };
    for form in all.iter().filter(|form| form.pack.as_deref() == Some(pack)) {
        let reading = Arc::new(Reading::of(house, survey, &form.id).await?);
        bring_up(house, &reading, None).await?;
        taken = match take_form(house, &reading, round, &questions, taken.clone()).await? {
            Some(taken) => taken,
            // What does not open is made anew from the records.
            None => {
                forget_others(house, &form.id, &[]).await?;
                bring_up(house, &reading, None).await?;
                let again = take_form(house, &reading, round, &questions, taken).await?;
                again.ok_or_else(|| Error::Internal("segments that were just made do not open".to_owned()))?
            }
        };
    }
    Ok(Gathered { frame: taken.gathering.frame(), set_aside: taken.set_aside })
}

/// What was taken so far.
#[derive(Clone)]
struct Taken {
    gathering: Gathering,
    /// Of each record, whether a supervisor set it aside.
    set_aside: Vec<bool>,
}

/// Adds the records of one form, all of one moment. `None` when a segment does not open.
async fn take_form(
    house: &Arc<House>,
    reading: &Arc<Reading>,
    round: &Round,
    questions: &[String],
    mut taken: Taken,
) -> Result<Option<Taken>> {
    let survey = house.survey(&reading.pack)?;
    let form = &reading.form;
    let asked = survey.fields.iter().map(|field| &field.name).filter(|name| questions.contains(name));
    let mut conn = house.store.snapshot().await?;
    let last = segments::last(&mut conn, form).await?;
    let Some((firsts, days)) = open(house, reading, &mut conn, DAY).await? else { return Ok(None) };
    let mut columns = BTreeMap::new();
    for question in asked {
        let Some((runs, column)) = open(house, reading, &mut conn, question).await? else { return Ok(None) };
        // A run is kept whole or not at all.
        if runs != firsts {
            return Ok(None);
        }
        columns.extend(column.map(|column| (question.clone(), column)));
    }
    let Ok(frame) = Frame::new(reading.codebook(survey, questions), columns) else { return Ok(None) };
    let kept: Vec<bool> = match days {
        Some(Column::One(days)) => days.iter().map(|day| is_between(*day, round.from, round.to)).collect(),
        Some(Column::Many(_)) => return Ok(None),
        None => Vec::new(),
    };
    let set_aside = vec![false; kept.len()];
    let mut columns = Columns { run: reading.run as usize, firsts, frame, kept, set_aside };
    for seq in segments::superseded(&mut conn, form).await? {
        if let Some(line) = columns.line(seq) {
            columns.kept[line] = false;
        }
    }
    for seq in segments::rejected(&mut conn, form).await? {
        if let Some(line) = columns.line(seq) {
            columns.set_aside[line] = true;
        }
    }
    let (columns, mut next) = (Arc::new(columns), 1);
    for (first, runs, at) in columns.stretches() {
        taken = take_records(house, reading, &mut conn, round, (next, first - 1), taken).await?;
        let lines = runs * columns.run;
        let columns = Arc::clone(&columns);
        taken = away(move || {
            taken.gathering.add_gathered(&columns.frame, at..at + lines, &columns.kept)?;
            let counted = (at..at + lines).filter(|line| columns.kept[*line]);
            taken.set_aside.extend(counted.map(|line| columns.set_aside[line]));
            Ok(taken)
        })
        .await?;
        next = first + lines as i64;
    }
    take_records(house, reading, &mut conn, round, (next, last), taken).await.map(Some)
}

/// Adds records that no segment holds, from one number to another.
async fn take_records(
    house: &Arc<House>,
    reading: &Arc<Reading>,
    conn: &mut Conn,
    round: &Round,
    (mut from, to): (i64, i64),
    mut taken: Taken,
) -> Result<Taken> {
    while from <= to {
        let records = segments::sources(conn, &reading.form, from, to, PAGE).await?;
        let Some(latest) = records.last().map(|record| record.seq) else { break };
        from = latest + 1;
        let (whole, opener, span) = (Arc::clone(house), Arc::clone(reading), (round.from, round.to));
        taken = away(move || {
            let survey = whole.survey(&opener.pack)?;
            // What a correction replaced does not count, and what a telephone encrypted says nothing here.
            for record in records.iter().filter(|record| !record.superseded && !record.encrypted) {
                let (answers, day) = opener.open(&whole, survey, record)?;
                if is_between(day, span.0, span.1) {
                    add(&mut taken.gathering, &whole, &answers);
                    taken.set_aside.push(record.review == Review::Rejected.as_str());
                }
            }
            Ok(taken)
        })
        .await?;
    }
    Ok(taken)
}

/// The segments of some questions of a form, opened and put after one another.
struct Columns {
    /// Records of a run.
    run: usize,
    /// The first record of each run.
    firsts: Vec<i64>,
    frame: Frame,
    /// Of each line, whether it is of the round and stands.
    kept: Vec<bool>,
    /// Of each line, whether a supervisor set it aside.
    set_aside: Vec<bool>,
}

impl Columns {
    /// The line of a record; `None` when it is in no run.
    fn line(&self, seq: i64) -> Option<usize> {
        let line = (seq - 1) as usize % self.run;
        let run = self.firsts.binary_search(&(seq - line as i64)).ok()?;
        Some(run * self.run + line)
    }

    /// Runs that follow on one another: the first record, how many runs, and the line at which they begin.
    fn stretches(&self) -> Vec<(i64, usize, usize)> {
        let mut stretches: Vec<(i64, usize, usize)> = Vec::new();
        for (at, first) in self.firsts.iter().enumerate() {
            match stretches.last_mut() {
                Some((begun, runs, _)) if *begun + (*runs * self.run) as i64 == *first => *runs += 1,
                _ => stretches.push((*first, 1, at * self.run)),
            }
        }
        stretches
    }
}

/// The first records of the runs of a form, and its answers to a question; none without a run. `None` when a segment does not open.
async fn open(
    house: &Arc<House>,
    reading: &Arc<Reading>,
    conn: &mut Conn,
    question: &str,
) -> Result<Option<(Vec<i64>, Option<Column>)>> {
    let sealed = segments::kept(conn, &reading.form, question, &reading.mark).await?;
    let (house, reading, question) = (Arc::clone(house), Arc::clone(reading), question.to_owned());
    away(move || {
        let firsts = sealed.iter().map(|segment| segment.first).collect();
        let mut whole: Option<Column> = None;
        for segment in &sealed {
            let column = open_one(&house, &reading, &question, segment);
            let put = column.and_then(|column| match &mut whole {
                Some(whole) => Ok(whole.append(column)?),
                None => {
                    whole = Some(column);
                    Ok(())
                }
            });
            if let Err(error) = put {
                tracing::error!(form = reading.form, first = segment.first, %error, "a segment does not open");
                return Ok(None);
            }
        }
        Ok(Some((firsts, whole)))
    })
    .await
}

fn open_one(house: &House, reading: &Reading, question: &str, segment: &Segment) -> Result<Column> {
    let plain = reading.unseal(house, segment.first, question, &segment.bytes)?;
    let column = Column::from_segment(&plain).map_err(|error| Error::Internal(error.to_string()))?.0;
    match column.len() as i64 == reading.run {
        true => Ok(column),
        false => Err(Error::Internal(format!("{} lines instead of {}", column.len(), reading.run))),
    }
}
