//! A report comes in: checked, sealed, opened as a case, committed; then, and only then, a receipt.

mod answers;
mod first_answer;
mod surroundings;
mod upload;

pub(crate) use answers::{broken, counts, facts};
pub use answers::{check, excludes_all, field_error, fill};
pub use first_answer::{ClientKey, LONGEST_KEPT, answered, forget};
pub(crate) use surroundings::digest;
pub use surroundings::{ORGANISATIONS, PLACES, Surroundings};
pub use upload::{LARGEST_FILE, Upload};
pub(crate) use upload::{pack_upload, unpack_upload};

use crate::attendance::attended;
use crate::house::away;
use crate::turns::Turns;
use crate::{Error, FieldError, House, Result, Service};
use civic::case::{self, Actor, Case, Opening, Recorded};
use first_answer::Replay;
use kernel::{CaseId, Lang, Reference, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;
use store::cases::Mailbox;
use store::{StoreError, cases, envelopes, idempotency};
use vault::{HolderId, Purpose, Receipt};
use zeroize::Zeroizing;

/// A complete report.
#[derive(Clone)]
pub struct Submission {
    /// Answers by field, in the written form of `xforms`; inside repeats `person[2].age`. The name of a repeat has the
    /// number of its instances as its answer; without it there are as many as the answers name.
    pub answers: BTreeMap<String, String>,
    /// Files by field.
    pub files: BTreeMap<String, Upload>,
    /// Language of the reporter.
    pub lang: Lang,
    /// Door: `web`, `api`, `staff`.
    pub channel: String,
}

/// What the reporter takes away.
#[derive(Clone, Serialize, Deserialize)]
pub struct Receipted {
    /// Public reference.
    pub reference: String,
    /// Twenty digits, the only way back.
    pub receipt: String,
    /// Until when the first check is promised, as an ISO date.
    pub due: Option<String>,
}

/// Reports that may wait to be sealed. At 5 ms of one core each, the last waits 10 s on two cores.
const WAITING: usize = 4096;
/// Reports are sealed one for each core: a crowd takes up no threads, and pages and log-ins go on being answered.
static SEALING: LazyLock<Turns> =
    LazyLock::new(|| Turns::new(available_parallelism().map_or(2, NonZero::get), WAITING));

/// Takes a report in.
///
/// # Errors
/// [`Error::Answers`], [`Error::KeyReused`], [`Error::Busy`]; [`Error::Unattended`] when no handler could open it; nothing is
/// stored then.
pub async fn submit(
    house: &Arc<House>,
    pack: &str,
    mut submission: Submission,
    client_key: Option<ClientKey<'_>>,
) -> Result<Receipted> {
    let service = house.offered(pack)?;
    let surroundings = house.surroundings(&service.files).await?;
    let answers = check(service, &surroundings, &submission)?;
    // A file whose question the other answers make irrelevant is no more part of the report than an answer would be.
    submission.files.retain(|name, _| answers.contains_key(name));
    let replay = client_key.map(|key| Replay::new(house, pack, key, &answers, &submission));
    if let Some(replay) = &replay
        && let Some(first) = replay.first(house).await?
    {
        return Ok(first);
    }
    if !submission.files.is_empty() && house.room_for_files().is_err() {
        let key = "answer-file-no-room";
        let faults = submission.files.keys().cloned();
        return Err(Error::Answers(
            faults.map(|field| FieldError { field, key: key.to_owned(), message: None }).collect(),
        ));
    }
    // References and receipts are drawn at random; a collision is one in thousands of millions, and drawn again.
    for _ in 0..4 {
        match admit(house, service, &answers, &submission, replay.as_ref()).await {
            Err(Error::Store(StoreError::Conflict(name))) if name.starts_with("idempotency") => {
                let replay = replay.as_ref().ok_or(Error::Busy)?;
                return replay.first(house).await?.ok_or(Error::Busy);
            }
            Err(Error::Store(StoreError::Conflict(_))) => {}
            other => return other,
        }
    }
    Err(Error::Busy)
}

async fn admit(
    house: &Arc<House>,
    service: &Service,
    answers: &BTreeMap<String, String>,
    submission: &Submission,
    replay: Option<&Replay>,
) -> Result<Receipted> {
    let pack = &service.pack;
    let now = house.clock.now();
    let id = CaseId::new(&*house.clock, &*house.entropy)?;
    let reference = Reference::draw(&pack.prefix, &*house.entropy)?;
    let (facts, place, excluded, consent) = facts(house, pack, answers);
    let mut opening = Opening {
        reference: reference.clone(),
        channel: submission.channel.clone(),
        lang: submission.lang,
        facts,
        place,
        excluded,
        consent,
        // Stands in until the envelope has its id: who may open it hangs on the case itself.
        report: kernel::EnvelopeId(id.0),
        attachments: Vec::new(),
    };
    let draft = fold(id, case::open(pack, &house.calendar, opening.clone(), now), now)?;
    // Before the keys are read: whoever was let in or revoked while this report waited counts as it is then.
    let turn = SEALING.turn().await?;
    let holders = house.holders(&mut house.store.read().await?, &draft.0).await?;
    // The escrow alone reads nothing from day to day.
    if holders.iter().all(|(holder, _)| *holder == HolderId::ESCROW) {
        attended(house, service, answers).await?;
        return Err(Error::Unattended);
    }
    let sealed: BTreeMap<&str, &str> = answers
        .iter()
        .filter(|(name, _)| pack.is_sealed(name) && !submission.files.contains_key(*name))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let text =
        Zeroizing::new(serde_json::to_vec(&sealed).map_err(|error| Error::Internal(error.to_string()))?);
    let files = submission.files.values().map(pack_upload).collect::<Result<Vec<_>>>()?;
    let sealing = Arc::clone(house);
    let (receipt, mailbox, stored) = away(move || {
        let receipt = Receipt::draw(&*sealing.entropy)?;
        let mailbox = sealing.keys.stretcher.mailbox(&receipt)?;
        let mut stored = vec![sealing.seal(Purpose::Report, &text, &holders)?];
        for file in &files {
            stored.push(sealing.seal(Purpose::Attachment, file, &holders)?);
        }
        let mailbox = Mailbox { tag: mailbox.lookup.to_vec(), key: mailbox.key.public().to_bytes().to_vec() };
        Ok((receipt.digits(), mailbox, stored))
    })
    .await?;
    drop(turn);
    let mut ids = stored.iter().map(|(id, _)| *id);
    opening.report = ids.next().unwrap_or(opening.report);
    opening.attachments = ids.collect();
    let (case, events) = fold(id, case::open(pack, &house.calendar, opening, now), now)?;
    let receipted = Receipted {
        reference: reference.to_string(),
        receipt: receipt.to_string(),
        due: case.due.map(|due| due.to_string()),
    };
    let first = replay.map(|replay| replay.seal(house, &receipted, now)).transpose()?;
    let pack = pack.clone();
    house
        .store
        .write(async move |tx| {
            cases::open(tx, &case, &pack, &mailbox, &events).await?;
            for (_, envelope) in &stored {
                envelopes::insert(tx, case.id, envelope).await?;
            }
            match &first {
                Some(first) => idempotency::insert(tx, first, now).await,
                None => Ok(()),
            }
        })
        .await?;
    Ok(receipted)
}

fn fold(id: CaseId, events: Vec<case::Event>, now: Timestamp) -> Result<(Case, Vec<Recorded>)> {
    let recorded: Vec<Recorded> = events
        .into_iter()
        .zip(1..)
        .map(|(event, seq)| Recorded { seq, at: now, actor: Actor::Reporter, event })
        .collect();
    let case = Case::replay(id, &recorded).map_err(|error| Error::Internal(error.to_string()))?;
    Ok((case, recorded))
}
