//! The holder of a receipt comes back: what became of the report, messages both ways, the closing questions.

use crate::casework::{Change, commit, goes_on, read_case};
use crate::house::away;
use crate::intake::{Upload, pack_upload};
use crate::room::MOST_FILES;
use crate::sealing::{mailbox_of, unseal};
use crate::turns::Turns;
use crate::{Error, House, Result};
use civic::case::{self, Actor, Command, Consent, Moment, MomentKind, ReferralState, Refusal, Satisfaction};
use kernel::{CaseId, Date, OfficeId, Timestamp, Uuid};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::available_parallelism;
use store::cases;
use vault::{Purpose, Receipt, SecretKey, ServerPurpose};
use zeroize::Zeroizing;

/// Minutes for which a browser may go on without a request before the receipt is asked again.
const MINUTES: i64 = 15;
/// Minutes after which it is asked again in any case.
const LONGEST_VISIT: i64 = 120;

/// Whoever holds the receipt of a case.
#[derive(Debug)]
pub struct Holder {
    case: CaseId,
    key: SecretKey,
    /// The same in every cookie since the receipt was typed.
    visit: [u8; 16],
    /// When it was typed.
    since: Timestamp,
}

/// Visits that were ended before their cookies: a copy of one opens nothing any more. In memory, since a cookie lives for
/// [`MINUTES`] only.
#[derive(Debug, Default)]
pub struct Ended(Mutex<BTreeMap<[u8; 16], i64>>);

impl Ended {
    fn visits<T>(&self, act: impl FnOnce(&mut BTreeMap<[u8; 16], i64>) -> T) -> T {
        // Nothing inside can leave the visits half changed.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One line of the timeline, with the words that came with it.
#[derive(Debug, Clone)]
pub struct Line {
    /// When and what.
    pub moment: Moment,
    /// The message, the answer or the reason of refusal, when the line has one and it was sealed to this mailbox.
    pub words: Option<String>,
    /// Name of the public body, when the line is about one.
    pub office: Option<String>,
}

/// What the holder of a receipt sees.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Public reference.
    pub reference: String,
    /// Pack.
    pub pack: String,
    /// State.
    pub state: String,
    /// When the present state falls overdue.
    pub due: Option<Date>,
    /// By when the next step is owed, by the coalition or by the public body; of a closed case, when it is erased.
    pub next: Option<Date>,
    /// What happened, oldest first.
    pub lines: Vec<Line>,
    /// Consent to a hand-over, as given so far.
    pub consent: Consent,
    /// What the reporter said of it themselves; what differs from it was noted by the desk.
    pub own_consent: Consent,
    /// Whether the question of consent is open.
    pub asks_consent: bool,
    /// Whether a consent that was given can still be taken back.
    pub may_withdraw: bool,
    /// Whether the two closing questions are open.
    pub asks_feedback: bool,
    /// Reason of closing.
    pub closed_for: Option<String>,
}

impl Holder {
    /// The holder as a cookie: sealed under the server's key, good for a quarter of an hour, and for two hours after the
    /// receipt was typed at the most.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn to_cookie(&self, house: &House) -> Result<String> {
        let mut plain = Zeroizing::new(Vec::with_capacity(80));
        plain.extend_from_slice(&self.visit);
        plain.extend_from_slice(self.case.0.as_bytes());
        plain.extend_from_slice(&*self.key.to_bytes());
        let expires = house.clock.now().plus_seconds(MINUTES * 60);
        plain.extend_from_slice(&expires.min(self.since.plus_seconds(LONGEST_VISIT * 60)).0.to_be_bytes());
        plain.extend_from_slice(&self.since.0.to_be_bytes());
        Ok(house.keys.server.seal_text(ServerPurpose::Mailbox, &plain, &*house.entropy)?)
    }

    /// Reads the cookie back.
    ///
    /// # Errors
    /// [`Error::SignedOut`] when it is not ours, too old, or of a visit that was ended.
    pub fn from_cookie(house: &House, cookie: &str) -> Result<Self> {
        let plain =
            house.keys.server.open_text(ServerPurpose::Mailbox, cookie).map_err(|_| Error::SignedOut)?;
        let (visit, rest) = plain.split_first_chunk::<16>().ok_or(Error::SignedOut)?;
        let (case, rest) = rest.split_first_chunk::<16>().ok_or(Error::SignedOut)?;
        let (key, rest) = rest.split_first_chunk::<32>().ok_or(Error::SignedOut)?;
        let (expires, since) = rest.split_first_chunk::<8>().ok_or(Error::SignedOut)?;
        let expires = i64::from_be_bytes(*expires);
        let since = Timestamp(i64::from_be_bytes(since.try_into().map_err(|_| Error::SignedOut)?));
        if house.clock.now().0 > expires || house.ended.visits(|ended| ended.contains_key(visit)) {
            return Err(Error::SignedOut);
        }
        let case = CaseId(Uuid::from_bytes(*case));
        Ok(Self { case, key: SecretKey::from_bytes(key)?, visit: *visit, since })
    }
}

/// Receipts that may be in the queue to be looked up. At 2.7 ms of one core each, the last waits 1.4 s on two cores:
/// whoever guesses without end keeps no holder waiting for longer.
const WAITING: usize = 1000;
/// Receipts are looked up one for each core, so that a crowd takes up no threads.
static LOOKING_UP: LazyLock<Turns> =
    LazyLock::new(|| Turns::new(available_parallelism().map_or(2, NonZero::get), WAITING));

/// Finds the case of a receipt. The same work is done for a receipt that is unknown, mistyped or erased, and the answer
/// is the same.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Busy`] when very many are looked up at once.
pub async fn enter(house: &Arc<House>, typed: &str) -> Result<Holder> {
    let _turn = LOOKING_UP.turn().await?;
    let stretching = Arc::clone(house);
    let (receipt, _) = Receipt::read_lenient(typed);
    let mailbox = away(move || Ok(stretching.keys.stretcher.mailbox(&receipt)?)).await?;
    let found = cases::by_tag(&mut house.store.read().await?, &mailbox.lookup).await?;
    let mut visit = [0; 16];
    house.entropy.fill(&mut visit)?;
    let since = house.clock.now();
    Ok(Holder { case: found.ok_or(Error::NotFound)?, key: mailbox.key, visit, since })
}

/// Ends the visit: no cookie of it opens the case any more.
pub fn leave(house: &House, holder: &Holder) {
    let now = house.clock.now();
    house.ended.visits(|ended| {
        ended.retain(|_, until| *until >= now.0);
        ended.insert(holder.visit, now.plus_seconds(MINUTES * 60).0);
    });
}

/// What became of the report.
///
/// # Errors
/// [`Error::NotFound`] when it was erased meanwhile.
pub async fn view(house: &House, holder: &Holder) -> Result<Followed> {
    let (own, history) = read_case(house, holder.case).await?;
    if own.erased {
        return Err(Error::NotFound);
    }
    let mut lines = Vec::new();
    let mut moments: Vec<(CaseId, Moment, Option<OfficeId>)> = about_bodies(own.id, &history).collect();
    let mut shown = own.clone();
    if let Some(into) = own.merged_into {
        // The report goes on inside another case: its public moments are this reporter's too, its messages are not.
        let (other, theirs) = read_case(house, into).await?;
        let since =
            history.iter().rev().find(|recorded| matches!(recorded.event, case::Event::Merged { .. }));
        let since = since.map_or(Timestamp(i64::MAX), |recorded| recorded.at);
        moments.extend(
            about_bodies(other.id, &theirs)
                .filter(|(_, moment, _)| moment.at >= since && !is_private(&moment.kind)),
        );
        moments.sort_by_key(|(_, moment, _)| moment.at);
        shown = other;
    }
    let mut conn = house.store.read().await?;
    let offices = store::offices::list(&mut conn).await?;
    for (case, moment, office) in moments {
        // Of two reporters whose cases go on as one, only the one who had not agreed was passed over.
        if moment.kind == MomentKind::ConsentSetAside && own.consent == Consent::Yes {
            continue;
        }
        let sealed = match &moment.kind {
            MomentKind::Refused(id) | MomentKind::ConsentNoted(_, id) => Some((*id, Purpose::Note)),
            MomentKind::Answered(id, _) => Some((*id, Purpose::Answer)),
            MomentKind::MessageSent(id) | MomentKind::MessageReceived(id) => Some((*id, Purpose::Message)),
            _ => None,
        };
        let mut words = None;
        if let Some((id, purpose)) = sealed {
            let opened = unseal(&mut conn, case, id, purpose, mailbox_of(own.id), &holder.key).await?;
            words = opened.as_ref().map(|text| text.as_text().map(str::to_owned)).transpose()?;
        }
        let office = offices.iter().find(|known| office.is_some_and(|office| known.id == office.0));
        lines.push(Line { office: office.map(|office| office.name.clone()), moment, words });
    }
    let waiting = shown.waiting_referral().map(|referral| match referral.state {
        ReferralState::Sent => referral.acknowledge_by,
        _ => referral.answer_by,
    });
    let last = shown.referrals.last().map(|referral| referral.state);
    // A case that was reopened after an answer may be handed over once more.
    let way = house.service(&shown.pack)?.pack.transition("refer");
    let open_again = way.is_some_and(|way| way.from.contains(&shown.state));
    let answered = last == Some(ReferralState::Answered) && !open_again;
    let before_hand_over = waiting.is_none() && !answered && !shown.has_ended();
    Ok(Followed {
        reference: own.reference.to_string(),
        pack: own.pack.clone(),
        state: shown.state.clone(),
        due: shown.due,
        next: shown.due.or(waiting).or(own.erase_on),
        lines,
        consent: own.consent,
        own_consent: own.own_consent,
        asks_consent: before_hand_over && own.consent != Consent::Yes,
        may_withdraw: before_hand_over && own.consent == Consent::Yes,
        asks_feedback: own.has_ended() && own.feedback.is_none(),
        closed_for: shown.closed_for.clone(),
    })
}

/// What happened in a case, each with the body that has it at that moment, when the moment is about one. A report that is
/// joined to a case after its hand-over follows a body of which it was never told.
fn about_bodies(
    case: CaseId,
    history: &[case::Recorded],
) -> impl Iterator<Item = (CaseId, Moment, Option<OfficeId>)> {
    let mut body = None;
    case::timeline(history).into_iter().map(move |moment| {
        let about = match &moment.kind {
            MomentKind::Referred(office, _) => {
                body = Some(*office);
                true
            }
            MomentKind::Acknowledged
            | MomentKind::Accepted
            | MomentKind::Refused(_)
            | MomentKind::Answered(..)
            | MomentKind::Reminded(_)
            | MomentKind::Recalled => true,
            _ => false,
        };
        (case, moment, body.filter(|_| about))
    })
}

fn is_private(kind: &MomentKind) -> bool {
    matches!(
        kind,
        MomentKind::MessageSent(_)
            | MomentKind::MessageReceived(_)
            | MomentKind::Consented(_)
            | MomentKind::ConsentNoted(..)
            | MomentKind::Attached
            | MomentKind::Received
    )
}

/// Seconds within which the same words again are the same message, sent twice.
const SAME_MESSAGE_SECONDS: i64 = 600;
/// Times that an act is tried again when the desk writes at the same moment.
const ATTEMPTS: u32 = 8;

/// The reporter writes to the desk, or joins files, or both. Nothing at all changes nothing, and the same message sent twice
/// is kept once.
///
/// # Errors
/// As [`commit`]; [`Error::NoRoom`] and [`Error::TooManyFiles`] for files: without them the message would be taken.
pub async fn write(house: &House, holder: &Holder, text: &str, files: Vec<Upload>) -> Result<()> {
    for _ in 0..ATTEMPTS {
        match try_write(house, holder, text.trim(), &files).await {
            Err(Error::Refused(Refusal::Changed)) => {}
            done => return done,
        }
    }
    Err(Error::Busy)
}

async fn try_write(house: &House, holder: &Holder, text: &str, files: &[Upload]) -> Result<()> {
    let (case, history) = read_case(house, holder.case).await?;
    if !text.is_empty() && last_words(house, holder, &case, &history).await?.as_deref() == Some(text) {
        return Ok(());
    }
    if !files.is_empty() {
        house.room_for_files()?;
        let joined = history.iter().filter(|recorded| is_own_file(recorded)).count();
        if joined + files.len() > MOST_FILES {
            return Err(Error::TooManyFiles);
        }
    }
    let mut conn = house.store.read().await?;
    let mut holders = house.holders(&mut conn, &case).await?;
    drop(conn);
    let goes_on = goes_on(house, &case).await?;
    let mut envelopes = Vec::new();
    let mut attachments = Vec::new();
    for file in files {
        let (id, sealed) = house.seal(Purpose::Attachment, &pack_upload(file)?, &holders)?;
        attachments.push(id);
        envelopes.push(sealed);
    }
    let mut message = None;
    if !text.is_empty() {
        holders.push((mailbox_of(case.id), holder.key.public()));
        let (id, sealed) = house.seal(Purpose::Message, text.as_bytes(), &holders)?;
        message = Some(id);
        envelopes.push(sealed);
    }
    let pack = house.service(&case.pack)?.pack.clone();
    let (now, actor) = (house.clock.now(), Actor::Reporter);
    let command = Command::Hear { message, attachments };
    let events = case::apply(&case, &pack, &house.calendar, &actor, None, command, now)?;
    let mut changes = Vec::new();
    if let Some(other) = goes_on.filter(|other| !other.erased && !events.is_empty()) {
        let echo = Command::Echo { case: case.id };
        let events = case::apply(&other, &pack, &house.calendar, &actor, None, echo, now)?;
        changes.push(Change::of(&other, actor, events, now));
    }
    let heard = Change::of(&case, actor, events, now);
    house
        .store
        .write(async move |tx| {
            heard.write(tx, &pack, &envelopes).await?;
            for change in &changes {
                change.write(tx, &pack, &[]).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// Whether the reporter joined a file there.
fn is_own_file(recorded: &case::Recorded) -> bool {
    recorded.actor == Actor::Reporter && matches!(recorded.event, case::Event::Attached { .. })
}

/// The reporter's last message, when it is the last of the talk and some minutes old at most.
async fn last_words(
    house: &House,
    holder: &Holder,
    case: &case::Case,
    history: &[case::Recorded],
) -> Result<Option<String>> {
    let Some((seq, envelope, true)) = case.messages.last().copied() else { return Ok(None) };
    let at =
        history.iter().find(|recorded| recorded.seq == seq).map_or(case.opened_at, |recorded| recorded.at);
    if house.clock.now().0 - at.0 > SAME_MESSAGE_SECONDS * 1000 {
        return Ok(None);
    }
    let mut conn = house.store.read().await?;
    let mailbox = mailbox_of(case.id);
    let opened = unseal(&mut conn, case.id, envelope, Purpose::Message, mailbox, &holder.key).await?;
    Ok(opened.map(|text| text.as_text().map(str::to_owned)).transpose()?)
}

/// The reporter's answer about handing over. What they said before, said again, changes nothing.
///
/// # Errors
/// As [`commit`]; [`Refusal::HandedOver`] once a public body has the summary.
pub async fn consent(house: &House, holder: &Holder, consent: Consent) -> Result<()> {
    for _ in 0..ATTEMPTS {
        let (case, _) = read_case(house, holder.case).await?;
        if case.consent == consent && case.own_consent == consent {
            return Ok(());
        }
        if let Some(into) = case.merged_into
            && read_case(house, into).await?.0.waiting_referral().is_some()
        {
            return Err(Refusal::HandedOver.into());
        }
        let command = Command::Consent { consent, how: None };
        match commit(house, Actor::Reporter, &case, None, command, Vec::new()).await {
            Err(Error::Refused(Refusal::Changed)) => {}
            done => return done,
        }
    }
    Err(Error::Busy)
}

/// The two closing questions. The same answers sent twice are counted once.
///
/// # Errors
/// As [`commit`].
pub async fn tell(house: &House, holder: &Holder, answered: bool, resolved: Satisfaction) -> Result<()> {
    for _ in 0..ATTEMPTS {
        let (case, _) = read_case(house, holder.case).await?;
        if case.feedback == Some((answered, resolved)) {
            return Ok(());
        }
        let command = Command::Tell { answered, resolved };
        match commit(house, Actor::Reporter, &case, None, command, Vec::new()).await {
            Err(Error::Refused(Refusal::Changed)) => {}
            done => return done,
        }
    }
    Err(Error::Busy)
}
