//! Cases: the list projection and the events that are the truth. What the desk lists is in `listing.rs`.
//!
//! A case is written in one way only: [`open`] with its first events, then [`append`] with more. Both write events,
//! projection, referral rows and tallies in the caller's transaction.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::{StoreError, referrals, tallies};
use civic::case::{Actor, Case, Event, Projection, Recorded};
use civic::pack::Pack;
use kernel::{CaseId, MemberId, TeamId, Timestamp};
use sqlx::FromRow;
use uuid::Uuid;

/// Stands for "never" where a day is compared: both engines sort it last.
pub(crate) const NEVER: i64 = 9_999_999;

/// How a case is found again by the holder of its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// SHA-256 of the lookup tag that the receipt derives.
    pub tag: Vec<u8>,
    /// Public key to which replies are sealed (65 bytes).
    pub key: Vec<u8>,
}

// `pack || ''` keeps SQLite, which has no statistics, from gathering a whole pack and sorting it for each page.
sql! {
    INSERT = "INSERT INTO cases (id, pack, reference, receipt_tag, mailbox, state, open, place_code, region, cercle, \
              commune, service, kind, opened_at, changed_at, due_day, version, last_seq, credibility, team, member, \
              office, unread, merged_into, closed_for, closed_at, erase_day, erased) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
              $22, $23, $24, $25, $26, $27, $28)";
    UPDATE = "UPDATE cases SET state = $3, open = $4, changed_at = $5, due_day = $6, version = $7, last_seq = $8, \
              credibility = $9, team = $10, member = $11, office = $12, unread = $13, merged_into = $14, \
              closed_for = $15, closed_at = $16, erase_day = $17, erased = $18 WHERE id = $1 AND last_seq = $2";
    EVENT = "INSERT INTO events (case_id, seq, at, actor, body) VALUES ($1, $2, $3, $4, $5)";
    HISTORY = "SELECT seq, at, actor, body FROM events WHERE case_id = $1 ORDER BY seq";
    EXCLUDE = "INSERT INTO exclusions (case_id, team_id) VALUES ($1, $2)";
    BY_REFERENCE = "SELECT id FROM cases WHERE reference = $1";
    BY_TAG = "SELECT id FROM cases WHERE receipt_tag = $1 AND erased = FALSE";
    MAILBOX = "SELECT mailbox FROM cases WHERE id = $1";
    FORGET_MAILBOX = "UPDATE cases SET mailbox = $2, receipt_tag = $3 WHERE id = $1";
    OF_MEMBER = "SELECT id FROM cases WHERE pack = $1 AND member = $2 AND open = TRUE AND merged_into IS NULL LIMIT $3";
    COUNT_OF_MEMBER = "SELECT COUNT(*) FROM cases WHERE pack = $1 AND member = $2 AND open = TRUE AND merged_into IS NULL";
    PAGE = "SELECT id FROM cases WHERE id > $1 ORDER BY id LIMIT $2";
    PAGE_OPEN = "SELECT id FROM cases WHERE pack || '' = $1 AND open = TRUE AND id > $2 ORDER BY id LIMIT $3";
    TO_ERASE = "SELECT id FROM cases WHERE erase_day IS NOT NULL AND erased = FALSE AND erase_day <= $1 \
                ORDER BY erase_day LIMIT $2";
    ROW = "SELECT pack, reference, state, open, place_code, region, cercle, commune, service, kind, opened_at, \
           changed_at, due_day, version, last_seq, credibility, team, member, office, unread, merged_into, closed_for, \
           closed_at, erase_day, erased FROM cases WHERE id = $1";
    EXCLUDED = "SELECT team_id FROM exclusions WHERE case_id = $1 ORDER BY team_id";
    COUNTS = "SELECT (SELECT COUNT(*) FROM cases) AS cases, (SELECT COUNT(*) FROM events) AS events";
    FACTS = "SELECT id, region, cercle, commune, service, opened_at, closed_at FROM cases \
             WHERE pack || '' = $1 AND merged_into IS NULL AND id > $2 ORDER BY id LIMIT $3";
    ORPHANS = "SELECT DISTINCT e.case_id FROM events e LEFT JOIN cases c ON c.id = e.case_id WHERE c.id IS NULL LIMIT 100";
}

/// Stores a new case: its first events, its row, its exclusions.
///
/// # Errors
/// [`StoreError::Conflict`] when reference or receipt are taken; the caller draws again.
pub async fn open(
    tx: &mut Tx,
    case: &Case,
    pack: &Pack,
    mailbox: &Mailbox,
    events: &[Recorded],
) -> Result<(), StoreError> {
    let row = case.projection(pack);
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.0)
        .bind(&row.pack)
        .bind(&row.reference)
        .bind(&mailbox.tag)
        .bind(&mailbox.key)
        .bind(&row.state)
        .bind(row.open)
        .bind(&row.place_code)
        .bind(&row.region)
        .bind(&row.cercle)
        .bind(&row.commune)
        .bind(&row.service)
        .bind(&row.kind)
        .bind(row.opened_at.0)
        .bind(row.changed_at.0)
        .bind(row.due_day.map_or(NEVER, i64::from))
        .bind(i64::from(row.version))
        .bind(i64::from(row.last_seq))
        .bind(row.credibility.map(i64::from))
        .bind(row.team.map(|id| id.0))
        .bind(row.member.map(|id| id.0))
        .bind(row.office.map(|id| id.0))
        .bind(row.unread)
        .bind(row.merged_into.map(|id| id.0))
        .bind(&row.closed_for)
        .bind(row.closed_at.map(|at| at.0))
        .bind(row.erase_day.map(i64::from))
        .bind(row.erased)
        .execute(c).await.map(|_| ()))?;
    for team in &case.excluded {
        on!(tx, c => sqlx::query(EXCLUDE).bind(case.id.0).bind(team.0).execute(c).await.map(|_| ()))?;
    }
    write_events(tx, case, events).await
}

/// Adds events to a case as it was read. `case` is the case after them.
///
/// # Errors
/// [`StoreError::Stale`] when somebody added events since; nothing is written.
pub async fn append(tx: &mut Tx, case: &Case, pack: &Pack, events: &[Recorded]) -> Result<(), StoreError> {
    let Some(first) = events.first() else { return Ok(()) };
    let row = case.projection(pack);
    let rows = on!(tx, c => sqlx::query(UPDATE)
        .bind(row.id.0)
        .bind(i64::from(first.seq) - 1)
        .bind(&row.state)
        .bind(row.open)
        .bind(row.changed_at.0)
        .bind(row.due_day.map_or(NEVER, i64::from))
        .bind(i64::from(row.version))
        .bind(i64::from(row.last_seq))
        .bind(row.credibility.map(i64::from))
        .bind(row.team.map(|id| id.0))
        .bind(row.member.map(|id| id.0))
        .bind(row.office.map(|id| id.0))
        .bind(row.unread)
        .bind(row.merged_into.map(|id| id.0))
        .bind(&row.closed_for)
        .bind(row.closed_at.map(|at| at.0))
        .bind(row.erase_day.map(i64::from))
        .bind(row.erased)
        .execute(c).await.map(|done| done.rows_affected()))?;
    exactly_one(rows)?;
    write_events(tx, case, events).await
}

async fn write_events(tx: &mut Tx, case: &Case, events: &[Recorded]) -> Result<(), StoreError> {
    for recorded in events {
        let actor = json(&recorded.actor)?;
        let body = json(&recorded.event)?;
        on!(tx, c => sqlx::query(EVENT)
            .bind(case.id.0)
            .bind(i64::from(recorded.seq))
            .bind(recorded.at.0)
            .bind(&actor)
            .bind(&body)
            .execute(c).await.map(|_| ()))?;
    }
    if events.iter().any(|recorded| touches_referrals(&recorded.event)) {
        for row in case.referral_rows() {
            referrals::put(tx, &case.pack, &row).await?;
        }
    }
    tallies::count(tx, case, events).await
}

fn touches_referrals(event: &Event) -> bool {
    matches!(
        event,
        Event::Referred { .. }
            | Event::Acknowledged { .. }
            | Event::Accepted { .. }
            | Event::Refused { .. }
            | Event::Answered { .. }
            | Event::Escalated { .. }
            | Event::Recalled { .. }
    )
}

/// Reads a whole case by folding its events, with the history itself.
///
/// # Errors
/// [`StoreError::Value`] when the stored history does not fold.
pub async fn read(conn: &mut Conn, id: CaseId) -> Result<Option<(Case, Vec<Recorded>)>, StoreError> {
    let history = history(conn, id).await?;
    if history.is_empty() {
        return Ok(None);
    }
    let case = Case::replay(id, &history).map_err(|error| StoreError::Value(error.to_string()))?;
    Ok(Some((case, history)))
}

/// The events of a case, oldest first; none when there is no such case.
///
/// # Errors
/// [`StoreError::Value`] when an event is none this program knows.
pub async fn history(conn: &mut Conn, id: CaseId) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<(i64, i64, String, String)> =
        on!(conn, c => sqlx::query_as(HISTORY).bind(id.0).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(seq, at, actor, body)| {
            let actor: Actor = parse(&actor)?;
            let event: Event = parse(&body)?;
            Ok(Recorded { seq: seq as u32, at: Timestamp(at), actor, event })
        })
        .collect()
}

/// The case with this public reference.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<CaseId>, StoreError> {
    let id: Option<Uuid> =
        on!(conn, c => sqlx::query_scalar(BY_REFERENCE).bind(reference).fetch_optional(c).await)?;
    Ok(id.map(CaseId))
}

/// The case whose receipt derives this tag (already hashed), unless its contents were erased.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_tag(conn: &mut Conn, tag: &[u8]) -> Result<Option<CaseId>, StoreError> {
    let id: Option<Uuid> = on!(conn, c => sqlx::query_scalar(BY_TAG).bind(tag).fetch_optional(c).await)?;
    Ok(id.map(CaseId))
}

/// The public key of the reporter's mailbox.
///
/// # Errors
/// When the database cannot be read.
pub async fn mailbox(conn: &mut Conn, id: CaseId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(MAILBOX).bind(id.0).fetch_optional(c).await)?)
}

/// Cuts the tie between receipt and case when contents are erased; `stub` replaces the tag, since it is unique.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_mailbox(tx: &mut Tx, id: CaseId, stub: &[u8]) -> Result<(), StoreError> {
    let empty: &[u8] = &[];
    on!(tx, c => sqlx::query(FORGET_MAILBOX).bind(id.0).bind(empty).bind(stub).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Open cases of a pack in the hands of one person, some at a time.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_member(
    conn: &mut Conn,
    pack: &str,
    member: MemberId,
    limit: u32,
) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(OF_MEMBER)
        .bind(pack).bind(member.0).bind(i64::from(limit)).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// How many open cases of a pack are in the hands of one person.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_of_member(conn: &mut Conn, pack: &str, member: MemberId) -> Result<u64, StoreError> {
    let count: i64 =
        on!(conn, c => sqlx::query_scalar(COUNT_OF_MEMBER).bind(pack).bind(member.0).fetch_one(c).await)?;
    Ok(count as u64)
}

/// Ids of cases after `after`, in order: for walking over all of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn page(conn: &mut Conn, after: CaseId, limit: u32) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> =
        on!(conn, c => sqlx::query_scalar(PAGE).bind(after.0).bind(i64::from(limit)).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// Ids of the open cases of a pack after `after`, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn page_open(
    conn: &mut Conn,
    pack: &str,
    after: CaseId,
    limit: u32,
) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(PAGE_OPEN)
        .bind(pack).bind(after.0).bind(i64::from(limit)).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// Cases whose contents are to go by `today`.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_erase(conn: &mut Conn, today: i32, limit: u32) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(TO_ERASE)
        .bind(i64::from(today)).bind(i64::from(limit)).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

#[derive(FromRow)]
struct StoredRow {
    pack: String,
    reference: String,
    state: String,
    open: bool,
    place_code: Option<String>,
    region: Option<String>,
    cercle: Option<String>,
    commune: Option<String>,
    service: Option<String>,
    kind: Option<String>,
    opened_at: i64,
    changed_at: i64,
    due_day: i64,
    version: i64,
    last_seq: i64,
    credibility: Option<i64>,
    team: Option<Uuid>,
    member: Option<Uuid>,
    office: Option<Uuid>,
    unread: bool,
    merged_into: Option<Uuid>,
    closed_for: Option<String>,
    closed_at: Option<i64>,
    erase_day: Option<i64>,
    erased: bool,
}

/// The stored list row of a case, for comparing with the fold of its events.
///
/// # Errors
/// When the database cannot be read.
pub async fn stored_row(conn: &mut Conn, id: CaseId) -> Result<Option<Projection>, StoreError> {
    let row: Option<StoredRow> = on!(conn, c => sqlx::query_as(ROW).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(|row| Projection {
        id,
        pack: row.pack,
        reference: row.reference,
        state: row.state,
        open: row.open,
        place_code: row.place_code,
        region: row.region,
        cercle: row.cercle,
        commune: row.commune,
        service: row.service,
        kind: row.kind,
        opened_at: Timestamp(row.opened_at),
        changed_at: Timestamp(row.changed_at),
        due_day: (row.due_day < NEVER).then_some(row.due_day as i32),
        version: row.version as u32,
        last_seq: row.last_seq as u32,
        credibility: row.credibility.map(|mark| mark as u8),
        team: row.team.map(TeamId),
        member: row.member.map(MemberId),
        office: row.office.map(kernel::OfficeId),
        unread: row.unread,
        merged_into: row.merged_into.map(CaseId),
        closed_for: row.closed_for,
        closed_at: row.closed_at.map(Timestamp),
        erase_day: row.erase_day.map(|day| day as i32),
        erased: row.erased,
    }))
}

/// Stored exclusions of a case, in order of id.
///
/// # Errors
/// When the database cannot be read.
pub async fn excluded(conn: &mut Conn, id: CaseId) -> Result<Vec<TeamId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(EXCLUDED).bind(id.0).fetch_all(c).await)?;
    Ok(ids.into_iter().map(TeamId).collect())
}

/// The little of a case that may be counted in public.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct FactRow {
    /// Id.
    pub id: Uuid,
    /// Region.
    pub region: Option<String>,
    /// Cercle.
    pub cercle: Option<String>,
    /// Commune.
    pub commune: Option<String>,
    /// Service.
    pub service: Option<String>,
    /// When it came in, ms.
    pub opened_at: i64,
    /// When it was closed, ms.
    pub closed_at: Option<i64>,
}

/// Countable facts of the cases of a pack, by id after `after`; a merged case counts once, through the one that goes on.
///
/// # Errors
/// When the database cannot be read.
pub async fn facts(conn: &mut Conn, pack: &str, after: Uuid, limit: u32) -> Result<Vec<FactRow>, StoreError> {
    Ok(
        on!(conn, c => sqlx::query_as(FACTS).bind(pack).bind(after).bind(i64::from(limit)).fetch_all(c).await)?,
    )
}

/// How many cases and events are stored.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(conn: &mut Conn) -> Result<(u64, u64), StoreError> {
    let (cases, events): (i64, i64) = on!(conn, c => sqlx::query_as(COUNTS).fetch_one(c).await)?;
    Ok((cases as u64, events as u64))
}

/// Cases that have events and no row (at most 100): a sign of a half-stored case.
///
/// # Errors
/// When the database cannot be read.
pub async fn orphans(conn: &mut Conn) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<Uuid> = on!(conn, c => sqlx::query_scalar(ORPHANS).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Value(error.to_string()))
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Value(error.to_string()))
}
