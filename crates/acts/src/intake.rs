//! A report comes in: checked, sealed, opened as a case, committed; then, and only then, a receipt.

use crate::error::FieldError;
use crate::house::away;
use crate::sealing::mailbox_of;
use crate::turns::Turns;
use crate::{Error, House, Result, Service};
use civic::case::{self, Actor, Case, CasePlace, Consent, Facts, Opening, Recorded};
use civic::pack::FactKind;
use civic::place::Level;
use kernel::{CaseId, Lang, Reference, TeamId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;
use store::cases::Mailbox;
use store::idempotency::FirstAnswer;
use store::{StoreError, cases, envelopes, idempotency, teams};
use vault::{Purpose, Receipt, ServerPurpose, sha256};
use xforms::{AnswerError, Filling, Moment};
use zeroize::Zeroizing;

/// A file that came with a report, a message or an answer.
#[derive(Clone, Serialize, Deserialize)]
pub struct Upload {
    /// Name as the sender had it; shown to handlers only.
    pub name: String,
    /// Type as the sender said it; never believed.
    pub mime: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// Bytes of a file at the most.
pub const LARGEST_FILE: usize = 8 << 20;

/// A complete report.
#[derive(Clone)]
pub struct Submission {
    /// Answers by field, in the written form of `xforms`.
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

/// The file of places in forms; its rows are the places of the house.
pub const PLACES: &str = "jr://file-csv/places.csv";
/// The file of member organisations in forms.
pub const ORGANISATIONS: &str = "jr://file-csv/organisations.csv";

/// What a form asks of its surroundings: the time, chance, the places and the organisations.
pub struct Surroundings<'a> {
    house: &'a House,
    teams: Vec<(TeamId, String)>,
}

impl xforms::Context for Surroundings<'_> {
    fn now(&self) -> Moment {
        Moment { unix_millis: self.house.clock.now().0, offset_minutes: 0 }
    }

    fn random(&self) -> u128 {
        let mut bytes = [0u8; 16];
        // A form that cannot have chance gets zeros: nothing secret hangs on a form's random().
        if self.house.entropy.fill(&mut bytes).is_err() {
            bytes = [0; 16];
        }
        u128::from_le_bytes(bytes)
    }

    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        match src {
            // The whole country is no place where something happened.
            PLACES => {
                let place = self.house.places.get(value).filter(|place| place.level() != Level::Country);
                place.map(|place| place.name().to_owned())
            }
            ORGANISATIONS => {
                self.teams.iter().find(|(id, _)| id.to_string() == value).map(|(_, name)| name.clone())
            }
            _ => None,
        }
    }
}

impl Surroundings<'_> {
    /// Member organisations a reporter may exclude: id and name.
    pub fn teams(&self) -> &[(TeamId, String)] {
        &self.teams
    }
}

impl House {
    /// What a form of the house needs around it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn surroundings(&self) -> Result<Surroundings<'_>> {
        let known = teams::list(&mut self.store.read().await?).await?;
        let open = known.into_iter().filter(|team| team.closed.is_none());
        Ok(Surroundings { house: self, teams: open.map(|team| (TeamId(team.id), team.name)).collect() })
    }
}

/// Checks answers against the form and gives the relevant ones in their stored form.
///
/// # Errors
/// [`Error::Answers`] with every answer that does not fit.
pub fn check(
    service: &Service,
    surroundings: &Surroundings<'_>,
    submission: &Submission,
) -> Result<BTreeMap<String, String>> {
    let mut filling = Filling::start(&service.form, surroundings).map_err(broken)?;
    filling.set_language(service.form_lang(submission.lang).tag()).map_err(broken)?;
    let given = submission.answers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let refused = filling.set_together(given).map_err(broken)?;
    let missing = filling.check().map_err(broken)?;
    let fields = filling.fields().map_err(broken)?;
    // What the other answers make irrelevant is left out, whatever it is.
    let left_out = |field: &str| fields.iter().any(|question| question.name == field && !question.relevant);
    let faults: Vec<FieldError> = refused
        .iter()
        .filter(|(field, _)| !left_out(field))
        .map(|(field, error)| field_error(field, error))
        .chain(
            missing
                .iter()
                .filter(|(field, _)| refused.iter().all(|(other, _)| other != field))
                .map(|(field, error)| field_error(field, error)),
        )
        .collect();
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    if let Some(question) = fields.iter().find(|question| excludes_all(service, surroundings, question)) {
        let (field, key) = (question.name.to_owned(), "report-exclude-all".to_owned());
        return Err(Error::Answers(vec![FieldError { field, key, message: None }]));
    }
    Ok(fields
        .into_iter()
        .filter(|question| question.relevant && !question.value.is_empty())
        .map(|question| (question.name.to_owned(), question.value))
        .collect())
}

/// Whether an answer excludes every organisation: nobody but the escrow could open the report, and one that nobody reads
/// is a broken promise.
pub fn excludes_all(
    service: &Service,
    surroundings: &Surroundings<'_>,
    question: &xforms::Question<'_>,
) -> bool {
    let excluding = service.pack.fact_of_kind(FactKind::ExcludedTeams);
    excluding.is_some_and(|fact| fact.name == question.name)
        && question.relevant
        && !surroundings.teams.is_empty()
        && !question.value.is_empty()
        && question.value.split(' ').count() >= surroundings.teams.len()
}

/// The Fluent key of an answer that does not fit.
pub fn field_error(field: &str, error: &AnswerError) -> FieldError {
    let (key, message) = match error {
        AnswerError::Required { message } => ("answer-required", message.clone()),
        AnswerError::NotAnInteger => ("answer-not-integer", None),
        AnswerError::NotANumber => ("answer-not-number", None),
        AnswerError::NotADate | AnswerError::NotADateTime | AnswerError::NotATime => {
            ("answer-not-date", None)
        }
        AnswerError::NotAGeoPoint => ("answer-not-geopoint", None),
        AnswerError::NotAChoice { .. } => ("answer-not-choice", None),
        AnswerError::TooLong { .. } => ("answer-too-long", None),
        AnswerError::Constraint { message } => ("answer-constraint", message.clone()),
        AnswerError::NoSuchQuestion | AnswerError::ReadOnly => ("answer-unknown-field", None),
        _ => ("answer-refused", None),
    };
    FieldError { field: field.to_owned(), key: key.to_owned(), message }
}

pub(crate) fn broken(error: xforms::EvaluationError) -> Error {
    Error::Internal(error.to_string())
}

/// What makes a repetition harmless: for a while, the same key and contents give the same receipt, which is kept sealed
/// under a key that only the client's key derives.
#[derive(Clone, Copy)]
pub struct ClientKey<'k> {
    /// The key.
    pub key: &'k [u8],
    /// Seconds for which the receipt is kept, [`LONGEST_KEPT`] at the most.
    pub kept: i64,
}

/// Seconds for which a receipt is kept for repetitions at the most.
pub const LONGEST_KEPT: i64 = idempotency::KEPT_SECONDS;

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
    let service = house.service(pack)?;
    let surroundings = house.surroundings().await?;
    let answers = check(service, &surroundings, &submission)?;
    // A file whose question the other answers make irrelevant is no more part of the report than an answer would be.
    submission.files.retain(|name, _| answers.contains_key(name));
    let replay = client_key.map(|key| Replay::new(house, pack, key, &answers, &submission));
    if let Some(replay) = &replay
        && let Some(first) = replay.first(house).await?
    {
        return Ok(first);
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
    if !somebody_opens(&holders) {
        return Err(nobody_opens(house, pack, draft.0).await?);
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

/// Whether a handler is among those to whom a case is sealed: the escrow alone reads nothing from day to day.
fn somebody_opens(holders: &[(vault::HolderId, vault::PublicKey)]) -> bool {
    holders.iter().any(|(holder, _)| *holder != vault::HolderId::ESCROW)
}

/// A report that nobody reads is a broken promise: it is refused, with the mend when the reporter has one.
async fn nobody_opens(house: &House, pack: &civic::pack::Pack, mut case: Case) -> Result<Error> {
    case.excluded.clear();
    let without_exclusions = house.holders(&mut house.store.read().await?, &case).await?;
    Ok(match pack.fact_of_kind(FactKind::ExcludedTeams) {
        Some(fact) if somebody_opens(&without_exclusions) => Error::Answers(vec![FieldError {
            field: fact.name.clone(),
            key: "report-exclude-all".to_owned(),
            message: None,
        }]),
        _ => Error::Unattended,
    })
}

/// Name, type and contents of a file as one byte string to be sealed.
pub(crate) fn pack_upload(upload: &Upload) -> Result<Zeroizing<Vec<u8>>> {
    let head = serde_json::to_vec(&(&upload.name, &upload.mime))
        .map_err(|error| Error::Internal(error.to_string()))?;
    let mut bytes = Vec::with_capacity(4 + head.len() + upload.bytes.len());
    bytes.extend_from_slice(&(head.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&upload.bytes);
    Ok(Zeroizing::new(bytes))
}

/// The reverse of [`pack_upload`].
pub(crate) fn unpack_upload(bytes: &[u8]) -> Option<Upload> {
    let (length, rest) = bytes.split_at_checked(4)?;
    let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
    let (head, body) = rest.split_at_checked(length)?;
    let (name, mime) = serde_json::from_slice(head).ok()?;
    Some(Upload { name, mime, bytes: body.to_vec() })
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

fn facts(
    house: &House,
    pack: &civic::pack::Pack,
    answers: &BTreeMap<String, String>,
) -> (Facts, Option<CasePlace>, Vec<TeamId>, Consent) {
    let mut facts = Facts::new();
    let (mut place, mut excluded) = (None, Vec::new());
    for fact in &pack.facts {
        let Some(value) = answers.get(&fact.name) else { continue };
        match fact.kind {
            FactKind::ExcludedTeams => {
                excluded = value.split(' ').filter_map(|id| id.parse().ok()).collect();
            }
            FactKind::Place => {
                place = house.places.get(value).map(|found| CasePlace {
                    code: found.code().to_owned(),
                    region: found.ancestor_at(Level::Region).map(|above| above.code().to_owned()),
                    cercle: found.ancestor_at(Level::Cercle).map(|above| above.code().to_owned()),
                    commune: found.ancestor_at(Level::Commune).map(|above| above.code().to_owned()),
                });
            }
            FactKind::Month => {
                facts.insert(fact.name.clone(), value.chars().take(7).collect());
            }
            _ => {
                facts.insert(fact.name.clone(), value.clone());
            }
        }
    }
    let consent = match facts.get("consent_referral").map(String::as_str) {
        Some("yes") => Consent::Yes,
        Some("no") => Consent::No,
        _ => Consent::Ask,
    };
    (facts, place, excluded, consent)
}

/// A client's key: finds its first answer, and is the only thing that opens it.
struct Replay {
    kept: i64,
    key: vault::ServerKey,
    key_hash: [u8; 32],
    body_hash: [u8; 32],
}

impl Replay {
    fn new(
        house: &House,
        pack: &str,
        ClientKey { key, kept }: ClientKey<'_>,
        answers: &BTreeMap<String, String>,
        submission: &Submission,
    ) -> Self {
        let mut body = format!("{pack}\0{}\0", submission.lang).into_bytes();
        for (name, value) in answers {
            body.extend_from_slice(name.as_bytes());
            body.push(0);
            body.extend_from_slice(value.as_bytes());
            body.push(0);
        }
        for (name, file) in &submission.files {
            body.extend_from_slice(name.as_bytes());
            body.extend_from_slice(&sha256(&file.bytes));
        }
        let (key, key_hash) = derived(house, key);
        // Keyed, so that the hash on disk is no oracle for guessing what a report says.
        let body_hash = key.hmac(ServerPurpose::Idempotency, &body);
        Self { kept, key, key_hash, body_hash }
    }

    async fn first(&self, house: &House) -> Result<Option<Receipted>> {
        let mut conn = house.store.read().await?;
        let Some(first) = idempotency::get(&mut conn, &self.key_hash, house.clock.now()).await? else {
            return Ok(None);
        };
        if first.body_hash != self.body_hash {
            return Err(Error::KeyReused);
        }
        open_first(&self.key, &first).map(Some)
    }

    fn seal(&self, house: &House, receipted: &Receipted, now: Timestamp) -> Result<FirstAnswer> {
        let plain = Zeroizing::new(
            serde_json::to_vec(receipted).map_err(|error| Error::Internal(error.to_string()))?,
        );
        let answer = self.key.seal(ServerPurpose::Idempotency, &self.key_hash, &plain, &*house.entropy)?;
        Ok(FirstAnswer {
            key_hash: self.key_hash.to_vec(),
            body_hash: self.body_hash.to_vec(),
            answer,
            created: now.plus_seconds(self.kept - LONGEST_KEPT).0,
        })
    }
}

/// The receipt that a client's key already has, whatever contents it came with, as long as it is kept. For channels whose
/// key stands for one report: nothing more has to be kept to answer a repetition.
///
/// # Errors
/// When the store cannot be read.
pub async fn answered(house: &House, client_key: &[u8]) -> Result<Option<Receipted>> {
    let (key, key_hash) = derived(house, client_key);
    let first = idempotency::get(&mut house.store.read().await?, &key_hash, house.clock.now()).await?;
    first.map(|first| open_first(&key, &first)).transpose()
}

/// Forgets the receipt of a client's key before its time.
///
/// # Errors
/// Those of the store.
pub async fn forget(house: &House, client_key: &[u8]) -> Result<()> {
    let (_, key_hash) = derived(house, client_key);
    Ok(house.store.write(async move |tx| idempotency::delete(tx, &key_hash).await).await?)
}

/// What opens the first answer to a client's key, and what finds it.
fn derived(house: &House, client_key: &[u8]) -> (vault::ServerKey, [u8; 32]) {
    let key = house.keys.server.derive(ServerPurpose::Idempotency, client_key);
    let key_hash = key.hmac(ServerPurpose::Idempotency, b"key");
    (key, key_hash)
}

fn open_first(key: &vault::ServerKey, first: &FirstAnswer) -> Result<Receipted> {
    let opened = key.open(ServerPurpose::Idempotency, &first.key_hash, &first.answer)?;
    serde_json::from_slice(&opened).map_err(|error| Error::Internal(error.to_string()))
}

/// The mailbox of a case as a holder of wraps.
pub(crate) async fn mailbox_holder(
    house: &House,
    case: CaseId,
) -> Result<Option<(vault::HolderId, vault::PublicKey)>> {
    let key = cases::mailbox(&mut house.store.read().await?, case).await?;
    match key {
        Some(key) if !key.is_empty() => Ok(Some((mailbox_of(case), vault::PublicKey::from_bytes(&key)?))),
        _ => Ok(None),
    }
}
