//! Some interviews are asked again, a few questions each, by somebody else. What is answered then is typed at the desk, sealed as
//! the first interview is, and held against it.

use super::{Picture, survey_for};
use crate::collect::correct::Blank;
use crate::collect::desk::{book_of, found, unsealed};
use crate::collect::{Line, Said, readings};
use crate::desk::Handler;
use crate::error::FieldError;
use crate::house::away;
use crate::survey::Survey;
use crate::{Error, House, Result};
use civic::pack::FieldKind;
use civic::survey::backcheck::{Agreement, is_low, together};
use civic::survey::{Estimate, backchecked};
use kernel::{MemberId, Timestamp, Uuid, new_id};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::backchecks::{self, BackCheck};
use vault::ServerPurpose;

/// Characters of an answer that is typed.
const LONGEST: usize = 200;

/// How far the second interviews of a round are, and what they say.
#[derive(Debug)]
pub struct Checks {
    /// Each question that is asked again, with how often the two answers were the same.
    pub questions: Vec<(String, Option<Agreement>)>,
    /// Each person, whoever agrees least first; `None` for what was typed at the desk.
    pub people: Vec<Check>,
    /// Who wrote the second answers of each interview down, and when, by the interview's place in the round.
    pub done: BTreeMap<usize, (MemberId, Timestamp)>,
}

/// The interviews of one person that are asked again.
#[derive(Debug)]
pub struct Check {
    /// Who held them.
    pub volunteer: Option<Uuid>,
    /// How many are to be asked again.
    pub drawn: usize,
    /// How many were.
    pub done: usize,
    /// The share of equal answers over all questions.
    pub same: Option<Estimate>,
    /// Whether it is so low that somebody should look.
    pub low: bool,
}

/// One interview that is asked again.
#[derive(Debug)]
pub struct Asking {
    /// The questions; none says what was answered first.
    pub blanks: Vec<Blank>,
    /// What was answered, once it was asked again.
    pub pairs: Vec<Pair>,
}

/// What was answered to a question, first and then, in words; empty for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The question in words.
    pub question: String,
    /// The first answer.
    pub first: String,
    /// The second.
    pub second: String,
}

type Answers = BTreeMap<String, String>;

/// What the second interviews of a round say.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open the survey's records; those of the store.
pub async fn checks(
    house: &Arc<House>,
    handler: &Handler,
    pack: &str,
    picture: &Arc<Picture>,
) -> Result<Checks> {
    survey_for(house, handler, pack)?;
    let stored = last_of_each(house, pack, picture).await?;
    let (house, pack, picture) = (Arc::clone(house), pack.to_owned(), Arc::clone(picture));
    away(move || {
        let survey = house.survey(&pack)?;
        let (mut rows, mut second) = (Vec::new(), picture.blank.clone());
        let mut done = BTreeMap::new();
        for (at, check) in stored {
            let answers = open(&house, &check)?;
            let said = |question: &str| answers.get(question).map(String::as_str);
            second.add(said, |code| super::super::results::counted_at(&house, code));
            rows.push(at);
            done.insert(at, (MemberId(check.member_id), Timestamp(check.at)));
        }
        let second = second.frame();
        let all = backchecked(&survey.pack, &picture.frame.only(&rows), &second)?;
        let questions = all.into_iter().map(|(name, agreed)| (name.to_owned(), agreed)).collect();
        let mut by_person: BTreeMap<Option<Uuid>, (usize, Vec<usize>)> = BTreeMap::new();
        for one in picture.interviews.iter().filter(|one| one.drawn) {
            by_person.entry(one.volunteer).or_default().0 += 1;
        }
        for (place, row) in rows.iter().enumerate() {
            by_person.entry(picture.interviews[*row].volunteer).or_default().1.push(place);
        }
        let mut people = Vec::new();
        for (volunteer, (drawn, own)) in by_person {
            let first: Vec<usize> = own.iter().map(|place| rows[*place]).collect();
            let agreed = backchecked(&survey.pack, &picture.frame.only(&first), &second.only(&own))?;
            let same = together(agreed.into_iter().filter_map(|(_, agreed)| agreed));
            let low = same.as_ref().is_some_and(is_low);
            people.push(Check { volunteer, drawn, done: own.len(), same, low });
        }
        let share = |one: &Check| one.same.map_or(2.0, |same| same.share);
        people.sort_by(|one, other| share(one).total_cmp(&share(other)));
        Ok(Checks { questions, people, done })
    })
    .await
}

/// The questions of an interview that is asked again, and what was answered when it was.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open the record, or it is not among those asked again; those of the store.
pub async fn ask(
    house: &Arc<House>,
    handler: &Handler,
    pack: &str,
    picture: &Picture,
    id: Uuid,
) -> Result<Asking> {
    let survey = survey_for(house, handler, pack)?;
    let (form, record) = found(house, handler, id).await?;
    let stored = last_of_each(house, pack, picture).await?;
    let at = picture.interviews.iter().position(|one| one.id == id).ok_or(Error::NotFound)?;
    let known = stored.get(&at);
    if !picture.interviews[at].drawn && known.is_none() {
        return Err(Error::NotFound);
    }
    let book = book_of(house, &form.id, &record.submission.version, handler.lang).await?;
    let questions = asked_again(survey);
    let asked = book.asked();
    let mut blanks = Vec::new();
    for question in questions {
        let Some(asked) = asked.iter().find(|asked| name(&asked.path) == question) else { continue };
        blanks.push(Blank {
            name: question.clone(),
            label: asked.words.clone(),
            value: String::new(),
            choices: asked.choices.clone(),
            several: kind(survey, question) == Some(FieldKind::Select),
            takes: None,
        });
    }
    let mut pairs = Vec::new();
    if let Some(check) = known {
        let second = open(house, check)?;
        readings::opened(house, handler, &form, id).await?;
        let xml = unsealed(house, id).await?;
        let told = away(move || book.tell(&xml).map_err(|error| Error::Internal(error.to_string()))).await?;
        for blank in &blanks {
            let first = told.lines.iter().find_map(|line| match line {
                Line::Answer { path, said: Said::Words(said) | Said::Place(said), .. }
                    if name(path) == blank.name =>
                {
                    Some(said)
                }
                _ => None,
            });
            pairs.push(Pair {
                question: blank.label.clone(),
                first: first.cloned().unwrap_or_default(),
                second: words(blank, second.get(&blank.name).map_or("", String::as_str)),
            });
        }
    }
    Ok(Asking { blanks, pairs })
}

/// Keeps what was answered the second time. Typed again, the last answers count; those before stay.
///
/// # Errors
/// As [`ask`]; [`Error::Answers`] with what is to be mended; those of the store.
pub async fn keep(
    house: &Arc<House>,
    handler: &Handler,
    pack: &str,
    picture: &Picture,
    id: Uuid,
    mut answers: Answers,
) -> Result<()> {
    let asking = ask(house, handler, pack, picture, id).await?;
    let survey = survey_for(house, handler, pack)?;
    answers.retain(|question, said| {
        *said = said.trim().to_owned();
        !said.is_empty() && asking.blanks.iter().any(|blank| blank.name == *question)
    });
    let fault =
        |field: &str, key: &str| FieldError { field: field.to_owned(), key: key.to_owned(), message: None };
    let mut faults = Vec::new();
    for blank in &asking.blanks {
        let Some(said) = answers.get(&blank.name) else { continue };
        let chosen = |value: &str| blank.choices.iter().any(|(known, _)| known == value);
        let fits = match kind(survey, &blank.name) {
            Some(FieldKind::Integer) => said.parse::<u16>().is_ok(),
            Some(FieldKind::Select) => said.split_whitespace().all(chosen),
            Some(FieldKind::Place) => house.places.get(said).is_some(),
            _ => chosen(said),
        };
        if !fits || said.len() > LONGEST {
            faults.push(fault(
                &blank.name,
                if blank.choices.is_empty() { "supervision-number" } else { "error-choose" },
            ));
        }
    }
    if answers.is_empty()
        && let Some(first) = asking.blanks.first()
    {
        faults.push(fault(&first.name, "supervision-nothing"));
    }
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let new = new_id(&*house.clock, &*house.entropy)?;
    let text = serde_json::to_vec(&answers).map_err(|error| Error::Internal(error.to_string()))?;
    let check = BackCheck {
        id: new,
        submission_id: id,
        member_id: handler.member.id.0,
        at: house.clock.now().0,
        answers: house.keys.server.seal(ServerPurpose::BackCheck, new.as_bytes(), &text, &*house.entropy)?,
    };
    let pack = pack.to_owned();
    Ok(house.store.write(async move |tx| backchecks::insert(tx, &pack, &check).await).await?)
}

/// The last second interview of each record of the round, by its place in it. What was corrected since is meant as it stands now.
async fn last_of_each(house: &House, pack: &str, picture: &Picture) -> Result<BTreeMap<usize, BackCheck>> {
    let stored = backchecks::of(&mut house.store.read().await?, pack).await?;
    let places: BTreeMap<Uuid, usize> =
        picture.interviews.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let mut last = BTreeMap::new();
    for check in stored {
        let mut id = check.submission_id;
        while let Some(next) = picture.successors.get(&id) {
            id = *next;
        }
        if let Some(at) = places.get(&id) {
            last.insert(*at, check);
        }
    }
    Ok(last)
}

fn open(house: &House, check: &BackCheck) -> Result<Answers> {
    let text = house.keys.server.open(ServerPurpose::BackCheck, check.id.as_bytes(), &check.answers)?;
    serde_json::from_slice(&text).map_err(|error| Error::Internal(error.to_string()))
}

fn asked_again(survey: &Survey) -> &[String] {
    survey.pack.backchecks.as_ref().map_or(&[], |again| &again.questions)
}

fn kind(survey: &Survey, question: &str) -> Option<FieldKind> {
    survey.fields.iter().find(|field| field.name == question).map(|field| field.kind)
}

/// The name at the end of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn words(blank: &Blank, said: &str) -> String {
    if blank.choices.is_empty() {
        return said.to_owned();
    }
    let word = |value: &str| {
        let found = blank.choices.iter().find(|(known, words)| known == value && !words.is_empty());
        found.map_or_else(|| value.to_owned(), |(_, words)| words.clone())
    };
    said.split_whitespace().map(word).collect::<Vec<_>>().join(" · ")
}
