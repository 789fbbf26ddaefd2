//! What handlers do with a case.

use crate::desk::Handler;
use crate::intake::{Upload, mailbox_holder, unpack_upload};
use crate::sealing::unseal;
use crate::{Error, House, Result};
use civic::case::{
    self, Actor, Assessment, Case, Command, Consent, Event, Likeness, Recorded, Refusal, likeness, word_marks,
};
use civic::directory::{Role, Visibility};
use kernel::{CaseId, EnvelopeId, Lang, MemberId, ReferralId, TeamId, Timestamp};
use std::collections::BTreeMap;
use store::envelopes::StoredEnvelope;
use store::{StoreError, cases, envelopes, links, members};
use vault::{Context, HolderId, PublicKey, Purpose, decode_wraps, encode_wraps};

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
    /// Messages both ways: when, whether from the reporter, words if they open.
    pub messages: Vec<(Timestamp, bool, Option<String>)>,
    /// Notes: when, by whom, words if they open.
    pub notes: Vec<(Timestamp, Actor, Option<String>)>,
    /// The redacted summary.
    pub summary: Option<String>,
    /// Reasons of the assessment.
    pub reasons: Option<String>,
    /// Words of bodies, by hand-over: answer or reason of refusal.
    pub answers: BTreeMap<ReferralId, String>,
}

/// The case and its history, without asking who wants it.
pub(crate) async fn read_case(house: &House, id: CaseId) -> Result<(Case, Vec<Recorded>)> {
    cases::read(&mut house.store.read().await?, id).await?.ok_or(Error::NotFound)
}

/// The case, if this handler may know of it; otherwise as if there were none.
pub(crate) async fn seen_by(house: &House, handler: &Handler, id: CaseId) -> Result<(Case, Vec<Recorded>)> {
    let (case, history) = read_case(house, id).await?;
    let places = case.places();
    if handler.member.may_see(&case.visibility(&places)) { Ok((case, history)) } else { Err(Error::NotFound) }
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
    let change = Change::of(case, actor, events, now);
    let pack = pack.clone();
    house.store.write(async move |tx| change.write(tx, &pack, &envelopes).await).await?;
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
            // A body from which the case was taken back reads the summary no more.
            if let Event::Recalled { referral } = recorded.event {
                links::end(tx, referral).await?;
            }
        }
        Ok(())
    }
}

/// Opens a case on one page, and notes who opened it.
///
/// # Errors
/// [`Error::NotFound`] for every case this person may not know of.
pub async fn open(house: &House, handler: &Handler, id: CaseId) -> Result<Dossier> {
    let (case, history) = seen_by(house, handler, id).await?;
    let opens = handler.member.role.opens_cases();
    let last = case.readers.get(&handler.member.id).map(|(at, _)| *at);
    let fresh = last.is_none_or(|at| house.clock.now().0 - at.0 > SAME_READING_MINUTES * 60_000);
    if opens && !case.erased && (fresh || case.unread) {
        match commit(house, handler.actor(), &case, None, Command::Read, Vec::new()).await {
            // Somebody else wrote at this very moment: the page shows what was there before.
            Ok(()) | Err(Error::Refused(Refusal::Changed)) => {}
            Err(error) => return Err(error),
        }
    }
    let report = words(house, handler, &case, case.report, Purpose::Report).await?;
    let report = report.map(|text| serde_json::from_str(&text)).transpose();
    let mut dossier = Dossier {
        report: report.map_err(|error| Error::Internal(error.to_string()))?,
        messages: Vec::new(),
        notes: Vec::new(),
        summary: None,
        reasons: None,
        answers: BTreeMap::new(),
        case,
        history,
    };
    let case = &dossier.case;
    for (seq, envelope, from_reporter) in &case.messages {
        let at = recorded(&dossier.history, *seq).map_or(case.opened_at, |event| event.at);
        let text = words(house, handler, case, *envelope, Purpose::Message).await?;
        dossier.messages.push((at, *from_reporter, text));
    }
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
    let surroundings = house.surroundings().await?;
    let broken = |error: xforms::EvaluationError| Error::Internal(error.to_string());
    let mut filling = xforms::Filling::start(&service.form, &surroundings).map_err(broken)?;
    filling.set_language(lang.tag()).map_err(broken)?;
    let mut answers = Vec::new();
    for question in filling.fields().map_err(broken)? {
        let Some(stored) = report.get(question.name).filter(|text| !text.trim().is_empty()) else { continue };
        let answer = match &question.choices {
            xforms::Choices::Offered(choices) => {
                let label = |value: &str| {
                    let known = choices.iter().find(|choice| choice.value == value);
                    known.map_or_else(|| value.to_owned(), |choice| choice.label.text.clone())
                };
                stored.split_whitespace().map(label).collect::<Vec<_>>().join(", ")
            }
            _ => stored.clone(),
        };
        answers.push(Answer { field: question.name.to_owned(), question: question.label.text, answer });
    }
    Ok(answers)
}

/// A file of a case.
///
/// # Errors
/// [`Error::NotFound`] when the case, the file or the key to it is out of this person's reach.
pub async fn file(house: &House, handler: &Handler, id: CaseId, file: EnvelopeId) -> Result<Upload> {
    let (case, _) = seen_by(house, handler, id).await?;
    if !case.attachments.contains(&file) {
        return Err(Error::NotFound);
    }
    let mut conn = house.store.read().await?;
    let holder = holder_id(handler.member.id);
    let opened = unseal(&mut conn, case.id, file, Purpose::Attachment, holder, &handler.key).await?;
    opened.and_then(|bytes| unpack_upload(bytes.as_bytes())).ok_or(Error::NotFound)
}

/// A text that a command needs sealed, and the command it makes.
enum Text<'a> {
    /// For handlers and escrow.
    Inside(Purpose, &'a str),
    /// For the reporter too.
    ToReporter(&'a str),
}

async fn act(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: Option<u32>,
    text: Text<'_>,
    command: impl FnOnce(EnvelopeId) -> Command,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let mut holders = house.holders(&mut house.store.read().await?, &case).await?;
    let (purpose, words) = match text {
        Text::Inside(purpose, words) => (purpose, words),
        Text::ToReporter(words) => {
            holders.extend(mailbox_holder(house, case.id).await?);
            (Purpose::Message, words)
        }
    };
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::NeedsReason.into());
    }
    let (envelope, sealed) = house.seal(purpose, words.as_bytes(), &holders)?;
    commit(house, handler.actor(), &case, seen, command(envelope), vec![sealed]).await
}

async fn plain(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: Option<u32>,
    command: Command,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    commit(house, handler.actor(), &case, seen, command, Vec::new()).await
}

/// First check.
///
/// # Errors
/// As every act on a case: [`Error::NotFound`], [`Error::Refused`].
pub async fn assess(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    credibility: u8,
    checklist: Vec<String>,
    reasons: &str,
) -> Result<()> {
    let text = Text::Inside(Purpose::Assessment, reasons);
    act(house, handler, id, Some(seen), text, |reasons| {
        Command::Assess(Assessment { credibility, checklist, reasons })
    })
    .await
}

/// Writes the summary that names nobody, beside the original.
///
/// # Errors
/// As every act on a case.
pub async fn summarise(house: &House, handler: &Handler, id: CaseId, seen: u32, summary: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Summary, summary), Command::Summarise).await
}

/// Writes to the reporter.
///
/// # Errors
/// As every act on a case.
pub async fn write(house: &House, handler: &Handler, id: CaseId, message: &str) -> Result<()> {
    act(house, handler, id, None, Text::ToReporter(message), Command::Write).await
}

/// Writes a note for the desk.
///
/// # Errors
/// As every act on a case.
pub async fn note(house: &House, handler: &Handler, id: CaseId, note: &str) -> Result<()> {
    act(house, handler, id, None, Text::Inside(Purpose::Note, note), Command::Note).await
}

/// Opens a closed case again.
///
/// # Errors
/// As every act on a case.
pub async fn reopen(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Note, reason), Command::Reopen).await
}

/// Takes a case back from a silent body.
///
/// # Errors
/// As every act on a case.
pub async fn recall(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Note, reason), Command::Recall).await
}

/// Closes a case for a reason of the pack.
///
/// # Errors
/// As every act on a case.
pub async fn close(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    plain(house, handler, id, Some(seen), Command::Close { reason: reason.to_owned() }).await
}

/// Records the reporter's consent, given to the desk by other means.
///
/// # Errors
/// As every act on a case.
pub async fn record_consent(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    consent: Consent,
) -> Result<()> {
    plain(house, handler, id, Some(seen), Command::Consent(consent)).await
}

/// Takes a case, gives it to somebody, or puts it back; keys follow: whoever may see it from now on can open it, and
/// wraps of those who may not any more are taken out.
///
/// # Errors
/// As every act on a case; [`Refusal::UnknownValue`] when that person may not open it.
pub async fn assign(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    to: Option<(TeamId, MemberId)>,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let pack = &house.service(&case.pack)?.pack;
    let now = house.clock.now();
    let command = Command::Assign { team: to.map(|(team, _)| team), member: to.map(|(_, member)| member) };
    let events = case::apply(&case, pack, &house.calendar, &handler.actor(), Some(seen), command, now)?;
    let change = Change::of(&case, handler.actor(), events, now);
    let everybody = members::active(&mut house.store.read().await?).await?;
    if let Some((team, member)) = to {
        let places = change.case().places();
        let visibility = change.case().visibility(&places);
        let fits = |known: &civic::directory::Member| known.team == Some(team) && known.may_open(&visibility);
        if !everybody.iter().any(|(known, _)| known.id == member && fits(known)) {
            return Err(Refusal::UnknownValue.into());
        }
    }
    let rewraps = rewraps(house, handler, change.case(), &everybody).await?;
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            change.write(tx, &pack, &[]).await?;
            for (envelope, read, wraps) in &rewraps {
                envelopes::rewrap(tx, *envelope, read, wraps).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// Somebody to whom a handler may give a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// Their organisation.
    pub team: TeamId,
    /// The person.
    pub member: MemberId,
}

/// Those to whom this handler may give a case: they could open it, and a case worker gives within the own team only.
///
/// # Errors
/// When the store cannot be read.
pub async fn colleagues(house: &House, handler: &Handler, case: &Case) -> Result<Vec<Colleague>> {
    let places = case.places();
    let everybody = members::active(&mut house.store.read().await?).await?;
    let within = handler.member.role == Role::Caseworker;
    Ok(everybody
        .into_iter()
        .filter_map(|(member, key)| {
            let team = member.team.filter(|team| !within || Some(*team) == handler.member.team)?;
            let after = Visibility { team: Some(team), ..case.visibility(&places) };
            let fits = key.is_some() && member.may_open(&after);
            fits.then_some(Colleague { team, member: member.id })
        })
        .collect())
}

/// As [`assign`], to a person without saying in which team they work; `None` puts the case back.
///
/// # Errors
/// As [`assign`].
pub async fn give(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    to: Option<MemberId>,
) -> Result<()> {
    let to = match to {
        Some(member) => {
            let (case, _) = seen_by(house, handler, id).await?;
            let known = colleagues(house, handler, &case).await?;
            let found = known.iter().find(|colleague| colleague.member == member);
            Some(found.map(|colleague| (colleague.team, member)).ok_or(Refusal::UnknownValue)?)
        }
        None => None,
    };
    assign(house, handler, id, seen, to).await
}

type Rewrap = (kernel::Uuid, Vec<u8>, Vec<u8>);

/// New wraps for every envelope of a case that `handler` can open, so that exactly those handlers who may open the case
/// hold one. Wraps of escrow, mailbox and links stay.
async fn rewraps(
    house: &House,
    handler: &Handler,
    case: &Case,
    everybody: &[(civic::directory::Member, Option<Vec<u8>>)],
) -> Result<Vec<Rewrap>> {
    let places = case.places();
    let visibility = case.visibility(&places);
    let mut entitled: Vec<(HolderId, PublicKey)> = Vec::new();
    let mut barred: Vec<HolderId> = Vec::new();
    for (member, key) in everybody {
        match key {
            Some(key) if member.may_open(&visibility) => {
                entitled.push((holder_id(member.id), PublicKey::from_bytes(key)?));
            }
            _ => barred.push(holder_id(member.id)),
        }
    }
    let stored = envelopes::wraps_of_case(&mut house.store.read().await?, case.id).await?;
    let mut changed = Vec::new();
    for (id, purpose, read) in stored {
        let wraps = decode_wraps(&read)?;
        let own = holder_id(handler.member.id);
        if !wraps.iter().any(|wrap| wrap.holder == own) {
            continue;
        }
        let purpose =
            Purpose::named(&purpose).ok_or_else(|| Error::Internal(format!("purpose {purpose}")))?;
        let context = Context { purpose, subject: id.into_bytes() };
        let missing: Vec<(HolderId, &PublicKey)> = entitled
            .iter()
            .filter(|(holder, _)| wraps.iter().all(|wrap| wrap.holder != *holder))
            .map(|(holder, key)| (*holder, key))
            .collect();
        let fresh = if missing.is_empty() {
            Vec::new()
        } else {
            vault::share(&wraps, own, &handler.key, &context, &missing, &*house.entropy)?
        };
        let kept = wraps.into_iter().filter(|wrap| !barred.contains(&wrap.holder));
        let after = encode_wraps(&kept.chain(fresh).collect::<Vec<_>>());
        if after != read {
            changed.push((id, read, after));
        }
    }
    Ok(changed)
}

/// Cases looked at in one round of [`share_with`]: some seconds of work.
const SHARED_AT_ONCE: u32 = 200;

/// What a round of sharing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Cases whose contents the person can open from now on.
    pub cases: u64,
    /// Where the next round begins; `None` when all was seen to.
    pub next: Option<CaseId>,
}

/// Lets a person who came later open the open cases of a pack that came before them, as far as both they and `handler`
/// may open them. Cases change hands by hundreds: call it again from [`Shared::next`].
///
/// # Errors
/// [`Refusal::NotYours`] for other roles than coordinator; [`Refusal::UnknownValue`] for a person who is not active or
/// holds no key.
pub async fn share_with(
    house: &House,
    handler: &Handler,
    pack: &str,
    member: MemberId,
    after: Option<CaseId>,
) -> Result<Shared> {
    if handler.member.role != Role::Coordinator {
        return Err(Refusal::NotYours.into());
    }
    let mut conn = house.store.read().await?;
    let everybody = members::active(&mut conn).await?;
    let newcomer: Vec<_> =
        everybody.into_iter().filter(|(known, key)| known.id == member && key.is_some()).collect();
    let Some((known, _)) = newcomer.first() else { return Err(Refusal::UnknownValue.into()) };
    let page =
        cases::page_open(&mut conn, pack, after.unwrap_or(CaseId(kernel::Uuid::nil())), SHARED_AT_ONCE)
            .await?;
    drop(conn);
    let mut shared = Shared { cases: 0, next: None };
    for id in &page {
        let (case, _) = read_case(house, *id).await?;
        let places = case.places();
        let visibility = case.visibility(&places);
        if !handler.member.may_open(&visibility) || !known.may_open(&visibility) {
            continue;
        }
        let rewraps = rewraps(house, handler, &case, &newcomer).await?;
        if rewraps.is_empty() {
            continue;
        }
        let written = house
            .store
            .write(async move |tx| {
                for (envelope, read, wraps) in &rewraps {
                    envelopes::rewrap(tx, *envelope, read, wraps).await?;
                }
                Ok(())
            })
            .await;
        match written {
            Ok(()) => shared.cases += 1,
            // Somebody else changed who may open it at this moment: another round sees to it.
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    shared.next = page.last().copied().filter(|_| page.len() == SHARED_AT_ONCE as usize);
    Ok(shared)
}

/// A case that looks like the same facts told twice.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The other case.
    pub case: Case,
    /// How alike.
    pub likeness: Likeness,
}

/// Likely duplicates of a case among those this handler may see, most alike first. Words are compared in memory.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn candidates(house: &House, handler: &Handler, dossier: &Dossier) -> Result<Vec<Candidate>> {
    let ids = cases::alike(&mut house.store.read().await?, &dossier.case, 92, 40).await?;
    let narrative = |report: &Option<BTreeMap<String, String>>| {
        report.as_ref().and_then(|answers| answers.get("narrative")).map(|text| word_marks(text))
    };
    let own = narrative(&dossier.report);
    let mut found = Vec::new();
    for id in ids {
        let Ok((case, _)) = seen_by(house, handler, id).await else { continue };
        if case.merged_into.is_some() || case.erased {
            continue;
        }
        let report = words(house, handler, &case, case.report, Purpose::Report).await?;
        let report = report.and_then(|text| serde_json::from_str(&text).ok());
        let theirs = narrative(&report);
        let likeness = likeness(&dossier.case, &case, own.as_ref().zip(theirs.as_ref()));
        if likeness.score >= case::LIKELY {
            found.push(Candidate { case, likeness });
        }
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.likeness.score));
    found.truncate(5);
    Ok(found)
}

/// Cases tied to one by a merge, as far as this handler may know of them.
///
/// # Errors
/// When the store cannot be read.
pub async fn joined(house: &House, handler: &Handler, case: &Case) -> Result<Vec<Case>> {
    let mut found = Vec::new();
    for id in case.merged_into.iter().chain(&case.absorbed) {
        match seen_by(house, handler, *id).await {
            Ok((other, _)) => found.push(other),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Merges a case into another: one goes on for both.
///
/// # Errors
/// As every act on a case.
pub async fn merge(house: &House, handler: &Handler, id: CaseId, seen: u32, into: CaseId) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let (other, _) = seen_by(house, handler, into).await?;
    if other.pack != case.pack || other.excluded != case.excluded {
        // A team that one reporter excluded must not come near the facts through the other.
        return Err(Refusal::CannotMerge.into());
    }
    both(house, handler, &case, Some(seen), Command::Merge { into }, &other, Command::Absorb { case: id })
        .await
}

/// Takes a merge back.
///
/// # Errors
/// As every act on a case.
pub async fn unmerge(house: &House, handler: &Handler, id: CaseId) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let into = case.merged_into.ok_or(Refusal::CannotMerge)?;
    let (other, _) = seen_by(house, handler, into).await?;
    both(house, handler, &case, None, Command::Unmerge, &other, Command::Release { case: id }).await
}

async fn both(
    house: &House,
    handler: &Handler,
    one: &Case,
    seen: Option<u32>,
    first: Command,
    other: &Case,
    second: Command,
) -> Result<()> {
    let pack = &house.service(&one.pack)?.pack;
    let (now, actor) = (house.clock.now(), handler.actor());
    let events = case::apply(one, pack, &house.calendar, &actor, seen, first, now)?;
    let one = Change::of(one, actor, events, now);
    let events = case::apply(other, pack, &house.calendar, &actor, None, second, now)?;
    let other = Change::of(other, actor, events, now);
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            one.write(tx, &pack, &[]).await?;
            other.write(tx, &pack, &[]).await
        })
        .await?;
    Ok(())
}
