//! People of the desk: invited, enrolled, revoked.

use crate::engine::{Conn, Tx, on, sql};
use crate::error::exactly_one;
use crate::{StoreError, invitations, sessions};
use kernel::{Timestamp, Uuid};
use std::fmt;

/// One person of the desk.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    /// Their id.
    pub id: Uuid,
    /// The organisation they work for; none for the administrator and for auditors from outside.
    pub team_id: Option<Uuid>,
    /// Role, a word of the packs (`caseworker`, `coordinator`, `institution`, `auditor`, `admin`).
    pub role: String,
    /// The pseudonym colleagues see.
    pub name: String,
    /// What they type to log in; unique, compared byte by byte.
    pub login: String,
    /// Public key to which data keys are wrapped; none until they enrolled.
    pub public_key: Option<Vec<u8>>,
    /// Private key wrapped under their passphrase; opaque here.
    pub wrapped_key: Option<Vec<u8>>,
    /// Secret of the second factor, sealed; opaque here.
    pub totp_sealed: Option<Vec<u8>>,
    /// Last 30-second step whose code was accepted: a code is good once (RFC 6238 §5.2).
    pub totp_last_step: i64,
    /// Language of their pages, BCP 47.
    pub lang: String,
    /// Where they stand.
    #[sqlx(try_from = "String")]
    pub state: MemberState,
    /// When they were invited, ms UTC.
    pub created: i64,
    /// When they were revoked, ms UTC.
    pub revoked_at: Option<i64>,
}

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberState {
    /// Holds a one-time link, has no keys yet.
    Invited,
    /// Enrolled.
    Active,
    /// May do nothing any more.
    Revoked,
}

impl MemberState {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Revoked => "revoked",
        }
    }
}

impl fmt::Display for MemberState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for MemberState {
    type Error = StoreError;
    fn try_from(stored: String) -> Result<Self, StoreError> {
        [Self::Invited, Self::Active, Self::Revoked]
            .into_iter()
            .find(|state| state.as_str() == stored)
            .ok_or_else(|| StoreError::Value(format!("members.state {stored}")))
    }
}

/// What a person makes when they enrol; every part is opaque here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Public key to which data keys will be wrapped.
    pub public_key: Vec<u8>,
    /// Private key wrapped under the passphrase.
    pub wrapped_key: Vec<u8>,
    /// Sealed secret of the second factor; none where it is switched off (demo).
    pub totp_sealed: Option<Vec<u8>>,
}

sql! {
    INSERT = "INSERT INTO members (id, team_id, role, name, login, public_key, wrapped_key, totp_sealed, \
              totp_last_step, lang, state, created, revoked_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    BY_ID = "SELECT id, team_id, role, name, login, public_key, wrapped_key, totp_sealed, totp_last_step, \
             lang, state, created, revoked_at FROM members WHERE id = $1";
    BY_LOGIN = "SELECT id, team_id, role, name, login, public_key, wrapped_key, totp_sealed, totp_last_step, \
                lang, state, created, revoked_at FROM members WHERE login = $1";
    LIST = "SELECT id, team_id, role, name, login, public_key, wrapped_key, totp_sealed, totp_last_step, \
            lang, state, created, revoked_at FROM members ORDER BY login";
    ACTIVE = "SELECT id, team_id, role, public_key FROM members WHERE state = 'active' ORDER BY id";
    SCOPES = "SELECT member_id, pack, place_code FROM member_scopes ORDER BY member_id, pack, place_code";
    ENROL = "UPDATE members SET public_key = $2, wrapped_key = $3, totp_sealed = $4, totp_last_step = 0, \
             state = 'active' WHERE id = $1 AND state = 'invited'";
    REWRAP = "UPDATE members SET wrapped_key = $3 WHERE id = $1 AND wrapped_key = $2 AND state = 'active'";
    ACCEPT_STEP = "UPDATE members SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2";
    SET_LANG = "UPDATE members SET lang = $2 WHERE id = $1";
    REVOKE = "UPDATE members SET state = 'revoked', revoked_at = $2, wrapped_key = NULL, totp_sealed = NULL \
              WHERE id = $1 AND state <> 'revoked'";
}

/// Adds a person, as a rule invited and without keys.
///
/// # Errors
/// [`StoreError::Conflict`] `members_login_key`; those of [`crate::Store::write`].
pub async fn insert(tx: &mut Tx, member: &Member) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(member.id)
        .bind(member.team_id)
        .bind(&member.role)
        .bind(&member.name)
        .bind(&member.login)
        .bind(&member.public_key)
        .bind(&member.wrapped_key)
        .bind(&member.totp_sealed)
        .bind(member.totp_last_step)
        .bind(&member.lang)
        .bind(member.state.as_str())
        .bind(member.created)
        .bind(member.revoked_at)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// One person.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Member>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?)
}

/// The person with that login.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Member>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_LOGIN).bind(login).fetch_optional(c).await)?)
}

/// Everybody, revoked people too, by login.
///
/// # Errors
/// Those of [`crate::Store::read`].
pub async fn list(conn: &mut Conn) -> Result<Vec<Member>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LIST).fetch_all(c).await)?)
}

/// Uses up the one-time link and keeps the person's keys; returns who enrolled.
///
/// # Errors
/// [`StoreError::Stale`] when the link is unknown, used or expired, or the person is not waiting for it;
/// then nothing has changed.
pub async fn enrol(
    tx: &mut Tx,
    token_hash: &[u8],
    keys: &Enrolment,
    now: Timestamp,
) -> Result<Uuid, StoreError> {
    let Some(id) = invitations::take(tx, token_hash, now).await? else { return Err(StoreError::Stale) };
    let rows = on!(tx, c => sqlx::query(ENROL)
        .bind(id)
        .bind(&keys.public_key)
        .bind(&keys.wrapped_key)
        .bind(&keys.totp_sealed)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)?;
    Ok(id)
}

/// Replaces the wrapped key after a change of passphrase. `seen` is the one the caller unwrapped.
///
/// # Errors
/// [`StoreError::Stale`] when it was replaced meanwhile or the person was revoked.
pub async fn rewrap(tx: &mut Tx, id: Uuid, seen: &[u8], wrapped: &[u8]) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(REWRAP)
        .bind(id)
        .bind(seen)
        .bind(wrapped)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Notes that the code of a 30-second step was used. False: it or a later one was used before, refuse it.
///
/// # Errors
/// Those of [`crate::Store::write`].
pub async fn accept_step(tx: &mut Tx, id: Uuid, step: i64) -> Result<bool, StoreError> {
    let rows = on!(tx, c => sqlx::query(ACCEPT_STEP)
        .bind(id)
        .bind(step)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Changes the language of their pages.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such person.
pub async fn set_lang(tx: &mut Tx, id: Uuid, lang: &str) -> Result<(), StoreError> {
    let rows = on!(tx, c => sqlx::query(SET_LANG)
        .bind(id)
        .bind(lang)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)
}

/// Ends a person's access: state, wrapped key, second factor, links and sessions, in one transaction.
/// Returns how many sessions ended.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such person or they were revoked before.
pub async fn revoke(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<u64, StoreError> {
    let rows = on!(tx, c => sqlx::query(REVOKE)
        .bind(id)
        .bind(now.0)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    exactly_one(rows)?;
    invitations::withdraw(tx, id).await?;
    sessions::delete_of(tx, id).await
}

/// Id, team, role, public key.
type Active = (Uuid, Option<Uuid>, String, Option<Vec<u8>>);

/// Everybody who is active, as rules see them, with the public key of those who hold one.
///
/// # Errors
/// When the database cannot be read, or holds a role that this program does not know.
pub async fn active(conn: &mut Conn) -> Result<Vec<(civic::directory::Member, Option<Vec<u8>>)>, StoreError> {
    let people: Vec<Active> =
        on!(conn, c => sqlx::query_as(ACTIVE).fetch_all(c).await)?;
    let scopes: Vec<(Uuid, String, String)> = on!(conn, c => sqlx::query_as(SCOPES).fetch_all(c).await)?;
    people
        .into_iter()
        .map(|(id, team, role, key)| {
            let own = scopes.iter().filter(|(member, _, _)| *member == id);
            let scopes = own.map(|(_, pack, place)| scope(pack, place)).collect();
            Ok((directory_member(id, team, &role, scopes)?, key))
        })
        .collect()
}

impl Member {
    /// This member as rules see it.
    ///
    /// # Errors
    /// When the database cannot be read, or holds a role that this program does not know.
    pub async fn in_directory(&self, conn: &mut Conn) -> Result<civic::directory::Member, StoreError> {
        let scopes = crate::member_scopes::of(conn, self.id).await?;
        let scopes = scopes.iter().map(|known| scope(&known.pack, &known.place_code)).collect();
        directory_member(self.id, self.team_id, &self.role, scopes)
    }
}

fn scope(pack: &str, place: &str) -> civic::directory::Scope {
    civic::directory::Scope { pack: pack.to_owned(), place: (!place.is_empty()).then(|| place.to_owned()) }
}

fn directory_member(
    id: Uuid,
    team: Option<Uuid>,
    role: &str,
    scopes: Vec<civic::directory::Scope>,
) -> Result<civic::directory::Member, StoreError> {
    Ok(civic::directory::Member {
        id: kernel::MemberId(id),
        team: team.map(kernel::TeamId),
        role: role.parse().map_err(|_| StoreError::Value(format!("members.role {role}")))?,
        scopes,
    })
}
