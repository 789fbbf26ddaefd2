//! What handlers do with a case.

mod duplicates;
mod files;
mod handling;
mod sharing;

pub use duplicates::{Candidate, candidates, joined, merge, unmerge};
pub use files::{JoinedFile, file};
pub use handling::{assess, close, note, recall, record_consent, reopen, summarise, write};
pub(crate) use sharing::put_back;
pub use sharing::{Colleague, Shared, assign, colleagues, give, share_with};

use crate::desk::Handler;
use crate::intake::{broken, fill};
use crate::sealing::unseal;
use crate::{Error, House, Result};
use civic::case::{self, Actor, Case, Command, Event, Recorded, Refusal, Standing};
use kernel::{CaseId, EnvelopeId, Lang, MemberId, Reference, ReferralId, Timestamp};
use std::collections::BTreeMap;
use store::envelopes::StoredEnvelope;
use store::{StoreError, cases, envelopes, links, members};
use vault::{HolderId, Purpose};

/// Minutes within which a second look by the same person is not recorded again.
const SAME_READING_MINUTES: i64 = 10;

/// A case with its contents open, as one handler sees it.
#[derive(Debug)]
pub struct Dossier {
    /// The case.
    pub case: Case,
    /// Its history.
    pub history: Vec<Recorded>,
    /// Sealed answers by field; `None` when this person holds no key to them.
    pub report: Option<BTreeMap<String, String>>,
    /// The sealed answers are there, and nobody at work holds a key to them: only the escrow could open them.
    pub nobody_opens: bool,
    /// Files of cases merged into this one, as far as this person may know of the case and holds a key to the file.
    pub joined_files: Vec<JoinedFile>,
    /// Messages both ways, also those with the reporters of cases merged into this one, oldest first.
    pub messages: Vec<Said>,
    /// Notes: when, by whom, words if they open.
    pub notes: Vec<(Timestamp, Actor, Option<String>)>,
    /// The redacted summary.
    pub summary: Option<String>,
    /// Reasons of the assessment.
    pub reasons: Option<String>,
    /// Words of bodies, by hand-over: answer or reason of refusal.
    pub answers: BTreeMap<ReferralId, String>,
}

/// A message between the desk and a reporter.
#[derive(Debug, Clone)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// Whether the reporter wrote it.
    pub by_reporter: bool,
    /// The words, if they open.
    pub text: Option<String>,
    /// The merged case to whose reporter it belongs; `None` for the case itself.
    pub case: Option<Reference>,
}

/// The case and its history, without asking who wants it.
pub(crate) async fn read_case(house: &House, id: CaseId) -> Result<(Case, Vec<Recorded>)> {
    cases::read(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)
}

/// The case, if this handler may know of it; otherwise as if there were none.
pub(crate) async fn seen_by(house: &House, handler: &Handler, id: CaseId) -> Result<(Case, Vec<Recorded>)> {
    let (case, history) = read_case(house, id).await?;
    let goes_on = goes_on(house, &case).await?;
    if Standing::of(&case, goes_on.as_ref()).seen_by(&handler.member) {
        Ok((case, history))
    } else {
        Err(Error::NotFound)
    }
}

/// The case that goes on for a merged one.
pub(crate) async fn goes_on(house: &House, case: &Case) -> Result<Option<Case>> {
    match case.merged_into {
        Some(into) => Ok(Some(read_case(house, into).await?.0)),
        None => Ok(None),
    }
}

/// The case with this reference, if this handler may know of it.
///
/// # Errors
/// [`Error::NotFound`] in every other case.
pub async fn find(house: &House, handler: &Handler, reference: &str) -> Result<CaseId> {
    let reference = kernel::Reference::parse(reference).map_err(|_| Error::NotFound)?;
    let id = cases::by_reference(&mut house.store.read().await?, reference.as_str())
        .await?
        .ok_or(Error::NotFound)?;
    seen_by(house, handler, id).await.map(|(case, _)| case.id)
}

/// Commits what a command makes, with the envelopes it names, in one transaction.
///
/// # Errors
/// [`Error::Refused`], with nothing stored.
pub(crate) async fn commit(
    house: &House,
    actor: Actor,
    case: &Case,
    seen: Option<u32>,
    command: Command,
    envelopes: Vec<StoredEnvelope>,
) -> Result<()> {
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let events = case::apply(case, pack, &house.calendar, &actor, seen, command, now)?;
    let mut changes = Vec::new();
    for id in &case.absorbed {
        let (absorbed, _) = read_case(house, *id).await?;
        let carried = case::carried(&absorbed, &events);
        changes.push(Change::of(&absorbed, actor, carried, now));
    }
    let change = Change::of(case, actor, events, now);
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &envelopes).await?;
            for carried in &changes {
                carried.write(tx, &pack, &[]).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// A case after some events, with the events.
pub(crate) struct Change {
    case: Case,
    events: Vec<Recorded>,
}

impl Change {
    pub(crate) fn of(case: &Case, actor: Actor, events: Vec<Event>, at: Timestamp) -> Self {
        let mut after = case.clone();
        let events: Vec<Recorded> = events
            .into_iter()
            .map(|event| {
                let recorded = Recorded { seq: after.last_seq + 1, at, actor, event };
                after.fold(&recorded);
                recorded
            })
            .collect();
        Self { case: after, events }
    }

    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    pub(crate) async fn write(
        &self,
        tx: &mut store::Tx,
        pack: &civic::pack::Pack,
        sealed: &[StoredEnvelope],
    ) -> std::result::Result<(), StoreError> {
        cases::append(tx, &self.case, pack, &self.events).await?;
        for envelope in sealed {
            envelopes::insert(tx, self.case.id, envelope).await?;
        }
        for recorded in &self.events {
            // A body that refused the case, or from which it was taken back, reads the summary no more.
            if let Event::Recalled { referral } | Event::Refused { referral, .. } = recorded.event {
                links::end(tx, referral).await?;
            }
        }
        Ok(())
    }
}

/// Reads a case and notes in it, and in the cases merged into it, that this person did. Nothing is shown of a reading that
/// could not be noted.
async fn noted(house: &House, handler: &Handler, id: CaseId) -> Result<(Case, Vec<Recorded>)> {
    let (case, history) = seen_by(house, handler, id).await?;
    for absorbed in &case.absorbed {
        note_reading(house, handler, *absorbed).await?;
    }
    note_reading(house, handler, id).await?;
    // As it was found: what came since is new to the reader.
    Ok((case, history))
}

/// Times that a reading is tried to be noted while others write.
const ATTEMPTS: u32 = 8;

/// Notes that this person opens the contents of a case, unless they did some minutes ago.
///
/// # Errors
/// [`Refusal::Changed`] when others wrote each time.
async fn note_reading(house: &House, handler: &Handler, id: CaseId) -> Result<()> {
    if !handler.member.role.opens_cases() {
        return Ok(());
    }
    for _ in 0..ATTEMPTS {
        let (case, _) = read_case(house, id).await?;
        let last = case.readers.get(&handler.member.id).map(|(at, _)| *at);
        let fresh = last.is_none_or(|at| house.clock.now().0 - at.0 > SAME_READING_MINUTES * 60_000);
        if case.erased || !(fresh || case.unread) {
            return Ok(());
        }
        match commit(house, handler.actor(), &case, None, Command::Read, Vec::new()).await {
            // Somebody else wrote at this very moment.
            Err(Error::Refused(Refusal::Changed)) => {}
            done => return done,
        }
    }
    Err(Refusal::Changed.into())
}

/// Opens a case on one page, and notes who opened it.
///
/// # Errors
/// [`Error::NotFound`] for every case this person may not know of.
pub async fn open(house: &House, handler: &Handler, id: CaseId) -> Result<Dossier> {
    let (case, history) = noted(house, handler, id).await?;
    let mut joined = Vec::new();
    for absorbed in &case.absorbed {
        joined.push(read_case(house, *absorbed).await?);
    }
    let report = words(house, handler, &case, case.report, Purpose::Report).await?;
    let nobody_opens = report.is_none() && !case.erased && !somebody_opens(house, &case).await?;
    let report = report.map(|text| serde_json::from_str(&text)).transpose();
    let mut dossier = Dossier {
        nobody_opens,
        report: report.map_err(|error| Error::Internal(error.to_string()))?,
        joined_files: Vec::new(),
        messages: Vec::new(),
        notes: Vec::new(),
        summary: None,
        reasons: None,
        answers: BTreeMap::new(),
        case,
        history,
    };
    for (absorbed, history) in &joined {
        dossier.joined_files.extend(files::of_joined(house, handler, absorbed, history).await?);
    }
    let case = &dossier.case;
    for (owner, history) in
        std::iter::once((case, &dossier.history)).chain(joined.iter().map(|(a, b)| (a, b)))
    {
        for (seq, envelope, by_reporter) in &owner.messages {
            let at = recorded(history, *seq).map_or(owner.opened_at, |event| event.at);
            let text = words(house, handler, owner, *envelope, Purpose::Message).await?;
            let of = (owner.id != case.id).then(|| owner.reference.clone());
            dossier.messages.push(Said { at, by_reporter: *by_reporter, text, case: of });
        }
    }
    dossier.messages.sort_by_key(|said| said.at);
    for (seq, envelope) in &case.notes {
        let Some(event) = recorded(&dossier.history, *seq) else { continue };
        let text = words(house, handler, case, *envelope, Purpose::Note).await?;
        dossier.notes.push((event.at, event.actor, text));
    }
    if let Some(summary) = case.summary {
        dossier.summary = words(house, handler, case, summary, Purpose::Summary).await?;
    }
    if let Some(reasons) = case.reasons {
        dossier.reasons = words(house, handler, case, reasons, Purpose::Assessment).await?;
    }
    for referral in &case.referrals {
        let Some(answer) = referral.answer else { continue };
        let purpose =
            if referral.state == case::ReferralState::Refused { Purpose::Note } else { Purpose::Answer };
        if let Some(text) = words(house, handler, case, answer, purpose).await? {
            dossier.answers.insert(referral.id, text);
        }
    }
    Ok(dossier)
}

/// Whether somebody at work holds a key to the report of a case.
async fn somebody_opens(house: &House, case: &Case) -> Result<bool> {
    let mut conn = house.store.read().await?;
    let at_work = members::active(&mut conn).await?;
    let Some(stored) = envelopes::get(&mut conn, case.id, case.report).await? else { return Ok(false) };
    let wraps = vault::decode_wraps(&stored.wraps)?;
    let holds = |member: MemberId| wraps.iter().any(|wrap| wrap.holder == holder_id(member));
    Ok(at_work.iter().any(|(member, _)| holds(member.id)))
}

fn recorded(history: &[Recorded], seq: u32) -> Option<&Recorded> {
    history.iter().find(|event| event.seq == seq)
}

pub(crate) fn holder_id(member: MemberId) -> HolderId {
    HolderId(member.0.into_bytes())
}

async fn words(
    house: &House,
    handler: &Handler,
    case: &Case,
    id: EnvelopeId,
    purpose: Purpose,
) -> Result<Option<String>> {
    let mut conn = house.store.read().await?;
    let holder = holder_id(handler.member.id);
    let opened = unseal(&mut conn, case.id, id, purpose, holder, &handler.key).await?;
    Ok(opened.map(|text| text.as_text().map(str::to_owned)).transpose()?)
}

/// An answer of the report that was sealed, with its question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Name of the field.
    pub field: String,
    /// The question, in the language asked for.
    pub question: String,
    /// The answer; of a choice, its words.
    pub answer: String,
}

/// The sealed answers of a report in the order of its form; none when they do not open for this person.
///
/// # Errors
/// [`Error::Internal`] when the form cannot be computed.
pub async fn answers(house: &House, dossier: &Dossier, lang: Lang) -> Result<Vec<Answer>> {
    let Some(report) = &dossier.report else { return Ok(Vec::new()) };
    let service = house.service(&dossier.case.pack)?;
    let surroundings = house.surroundings(&service.files).await?;
    // What stands in clear may say how often a repeat was asked.
    let mut given = report.clone();
    given.extend(dossier.case.facts.iter().map(|(name, value)| (name.clone(), value.clone())));
    let (mut filling, _) = fill(service, &surroundings, lang, &given)?;
    filling.set_language(lang.tag()).map_err(broken)?;
    let mut answers = Vec::new();
    for question in filling.fields().map_err(broken)? {
        let Some(stored) = report.get(&question.name).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let answer = match &question.choices {
            xforms::Choices::Offered(choices) => {
                let label = |value: &str| {
                    let known = choices.iter().find(|choice| choice.value == value);
                    known.map_or_else(|| value.to_owned(), |choice| choice.label.words())
                };
                stored.split_whitespace().map(label).collect::<Vec<_>>().join(", ")
            }
            _ => stored.clone(),
        };
        let question_in = within(&filling, &question.name)?;
        let question =
            Answer { field: question.name, question: question_in + &question.label.words(), answer };
        answers.push(question);
    }
    Ok(answers)
}

/// The instances of repeats that a question stands in, each with a dash after it: `Person 2 – `.
fn within(filling: &xforms::Filling<'_>, question: &str) -> Result<String> {
    let mut within = String::new();
    for (at, _) in question.match_indices('[') {
        let position = question[at + 1..].split(']').next().unwrap_or_default();
        let repeat = filling.repeat(&question[..at]).map_err(broken)?;
        let label =
            repeat.and_then(|repeat| repeat.label).map_or_else(String::new, |label| label.words() + " ");
        within.push_str(&format!("{label}{position} – "));
    }
    Ok(within)
}
