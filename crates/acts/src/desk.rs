//! People of the desk: enrolment, log-in, idle lock, sign-out, revocation.

mod leaving;

pub use leaving::{Leaving, Left, leaving, revoke};

use crate::house::away;
use crate::tries::{self, Name};
use crate::{Error, House, Result};
use civic::directory::{Member, Role, Scope};
use kernel::{Lang, MemberId, TeamId, new_id};
use std::sync::Arc;
use store::members::{Enrolment, MemberState};
use store::sessions::Session;
use store::{StoreError, invitations, member_scopes, members, sessions, teams};
use vault::{LinkSecret, Passphrase, PassphraseRefusal, SecretKey, ServerPurpose, SessionSecret, TotpSecret};

/// Days for which an enrolment link is good.
pub const INVITATION_DAYS: i64 = 7;
/// Hours after which a session ends even in use.
const SESSION_HOURS: i64 = 12;

/// A person of the desk, signed in: the key lives only in this value and, sealed, under the session's cookie.
#[derive(Debug)]
pub struct Handler {
    /// The person as rules see them.
    pub member: Member,
    /// Pseudonym.
    pub name: String,
    /// Log-in name.
    pub login: String,
    /// Language of their pages.
    pub lang: Lang,
    pub(crate) key: SecretKey,
    pub(crate) session: [u8; 32],
}

impl Handler {
    /// The person as actor of an event.
    pub fn actor(&self) -> civic::case::Actor {
        civic::case::Actor::Member { id: self.member.id, role: self.member.role, team: self.member.team }
    }

    /// A token for forms of this session, so that a page of another site cannot post them.
    pub fn form_token(&self, house: &House) -> [u8; 32] {
        house.keys.server.hmac(ServerPurpose::FormToken, &self.session)
    }
}

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub struct Invitee {
    /// Organisation.
    pub team: Option<TeamId>,
    /// Role.
    pub role: Role,
    /// Pseudonym.
    pub name: String,
    /// Log-in name.
    pub login: String,
    /// What they may see.
    pub scopes: Vec<Scope>,
    /// Language.
    pub lang: Lang,
}

/// Invites somebody and gives the secret of the one-time link.
///
/// # Errors
/// [`StoreError::Conflict`] when the log-in name is taken.
pub async fn invite(house: &House, invitee: Invitee) -> Result<(MemberId, String)> {
    let id = MemberId::new(&*house.clock, &*house.entropy)?;
    let link = LinkSecret::draw(&*house.entropy)?;
    let (now, token_hash) = (house.clock.now(), link.id());
    let member = members::Member {
        id: id.0,
        team_id: invitee.team.map(|team| team.0),
        role: invitee.role.word().to_owned(),
        name: invitee.name,
        login: invitee.login,
        public_key: None,
        wrapped_key: None,
        totp_sealed: None,
        totp_last_step: 0,
        lang: invitee.lang.tag().to_owned(),
        state: MemberState::Invited,
        created: now.0,
        revoked_at: None,
    };
    let scopes: Vec<member_scopes::Scope> = invitee
        .scopes
        .into_iter()
        .map(|scope| member_scopes::Scope { pack: scope.pack, place_code: scope.place.unwrap_or_default() })
        .collect();
    house
        .store
        .write(async move |tx| {
            members::insert(tx, &member).await?;
            member_scopes::set(tx, member.id, &scopes).await?;
            let expires = now.plus_seconds(INVITATION_DAYS * 86_400);
            invitations::insert(tx, &token_hash, member.id, now, expires).await
        })
        .await?;
    Ok((id, link.to_text().to_string()))
}

/// What an invited person sees before choosing a passphrase.
#[derive(Debug)]
pub struct Invited {
    /// Pseudonym.
    pub name: String,
    /// Log-in name.
    pub login: String,
    /// Role.
    pub role: Role,
    /// Name of the organisation.
    pub team: Option<String>,
    /// Language.
    pub lang: Lang,
    /// The second factor's secret, to be typed or scanned; `None` where it is switched off.
    pub totp: Option<TotpOffer>,
}

/// A second factor that is offered and not yet confirmed.
#[derive(Debug)]
pub struct TotpOffer {
    /// Secret in base 32.
    pub base32: String,
    /// `otpauth://` address for an application.
    pub uri: String,
    /// The secret sealed for the way through the form.
    pub sealed: String,
}

async fn invited(house: &House, token: &str) -> Result<(LinkSecret, members::Member)> {
    let link = LinkSecret::from_text(token).map_err(|_| Error::NotFound)?;
    let mut conn = house.store.read().await?;
    let id = invitations::peek(&mut conn, &link.id(), house.clock.now()).await?.ok_or(Error::NotFound)?;
    let member = members::by_id(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Ok((link, member))
}

/// Opens a one-time link without using it up. `offered` is [`TotpOffer::sealed`] of an earlier look, so that a person
/// who mends a form keeps the second factor already typed into a phone.
///
/// # Errors
/// [`Error::NotFound`] when it is unknown, used or expired.
pub async fn open_invitation(house: &House, token: &str, offered: Option<&str>) -> Result<Invited> {
    let (_, member) = invited(house, token).await?;
    let mut totp = None;
    if house.terms.second_factor {
        let kept = offered.and_then(|text| house.keys.server.open_text(ServerPurpose::Enrolment, text).ok());
        let secret = match kept {
            Some(bytes) => TotpSecret::from_bytes(&bytes)?,
            None => TotpSecret::draw(&*house.entropy)?,
        };
        let sealed =
            house.keys.server.seal_text(ServerPurpose::Enrolment, secret.as_bytes(), &*house.entropy)?;
        let uri = secret.otpauth_uri("Dannaya", &member.login)?.to_string();
        totp = Some(TotpOffer { base32: secret.base32().to_string(), uri, sealed });
    }
    let team = match member.team_id {
        Some(team) => teams::by_id(&mut house.store.read().await?, team).await?.map(|team| team.name),
        None => None,
    };
    Ok(Invited {
        role: member.role.parse().map_err(|_| Error::Internal(format!("role {}", member.role)))?,
        lang: member.lang.parse().unwrap_or_default(),
        name: member.name,
        login: member.login,
        team,
        totp,
    })
}

/// Why an enrolment was not accepted: each is the person's to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolRefusal {
    /// The passphrase.
    Passphrase(PassphraseRefusal),
    /// The code of the second factor.
    Code,
}

/// Uses up a one-time link: makes the keys, wraps the private one under the passphrase.
///
/// # Errors
/// [`Error::NotFound`] when the link is unknown, used or expired.
pub async fn enrol(
    house: &Arc<House>,
    token: &str,
    passphrase: &str,
    totp: Option<(&str, &str)>,
) -> Result<std::result::Result<(), EnrolRefusal>> {
    let (link, member) = invited(house, token).await?;
    let passphrase = match Passphrase::chosen(passphrase) {
        Ok(passphrase) => passphrase,
        Err(refusal) => return Ok(Err(EnrolRefusal::Passphrase(refusal))),
    };
    let mut totp_sealed = None;
    if house.terms.second_factor {
        let Some((sealed, code)) = totp else { return Ok(Err(EnrolRefusal::Code)) };
        let Ok(bytes) = house.keys.server.open_text(ServerPurpose::Enrolment, sealed) else {
            return Ok(Err(EnrolRefusal::Code));
        };
        let secret = TotpSecret::from_bytes(&bytes)?;
        if secret.verify(code, house.clock.now()).is_none() {
            return Ok(Err(EnrolRefusal::Code));
        }
        let bound = member.id.as_bytes();
        totp_sealed =
            Some(house.keys.server.seal(ServerPurpose::Totp, bound, secret.as_bytes(), &*house.entropy)?);
    }
    let wrapping = Arc::clone(house);
    let (public_key, wrapped_key) = away(move || {
        let key = SecretKey::generate(&*wrapping.entropy)?;
        let wrapped = wrapping.keys.passphrases.wrap_secret(&passphrase, &key, &*wrapping.entropy)?;
        Ok((key.public().to_bytes().to_vec(), wrapped))
    })
    .await?;
    let (now, keys) = (house.clock.now(), Enrolment { public_key, wrapped_key, totp_sealed });
    let done =
        house.store.write(async move |tx| members::enrol(tx, &link.id(), &keys, now).await.map(|_| ())).await;
    match done {
        Ok(()) => Ok(Ok(())),
        Err(StoreError::Stale) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Signs in and gives the cookie. Unknown name, wrong passphrase, revoked member and wrong code are one answer, after
/// the same work.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::TooManyTries`]; [`Error::Busy`] when too many members log in at once.
pub async fn sign_in(house: &Arc<House>, login: &str, passphrase: &str, code: &str) -> Result<String> {
    let found = members::by_login(&mut house.store.read().await?, login.trim()).await?;
    let (now, typed) = (house.clock.now(), Passphrase::typed(passphrase));
    let Some(member) = found.filter(|member| member.state == MemberState::Active) else {
        house.tries.begin(Name::nobody(login.trim()), now)?;
        tries::pretend(house, typed).await?;
        return Err(Error::SignedOut);
    };
    let (name, code_name) = (Name::Member(member.id), Name::Code(member.id));
    house.tries.begin(name, now)?;
    let key = match tries::unwrap(house, typed, member.wrapped_key.clone()).await {
        Ok(opened) => opened.ok_or(Error::SignedOut)?,
        Err(error) => {
            house.tries.forgive(name, false);
            return Err(error);
        }
    };
    if house.terms.second_factor {
        // A wait for the code is told as a wrong code is: it would say that the passphrase was right.
        house.tries.begin(code_name, now).map_err(|_| Error::SignedOut)?;
        let sealed = member.totp_sealed.as_deref().ok_or(Error::SignedOut)?;
        let bytes = house.keys.server.open(ServerPurpose::Totp, member.id.as_bytes(), sealed)?;
        let step = TotpSecret::from_bytes(&bytes)?.verify(code, now).ok_or(Error::SignedOut)?;
        let (id, step) = (member.id, step as i64);
        if !house.store.write(async move |tx| members::accept_step(tx, id, step).await).await? {
            return Err(Error::SignedOut);
        }
    }
    house.tries.forgive(name, true);
    house.tries.forgive(code_name, true);
    let secret = SessionSecret::draw(&*house.entropy)?;
    let session = Session {
        id_hash: secret.id().to_vec(),
        member_id: member.id,
        key_sealed: secret.seal_key(&key, &*house.entropy)?,
        created: now.0,
        seen: now.0,
        expires: now.plus_seconds(SESSION_HOURS * 3600).0,
    };
    let unwrapped = member.wrapped_key.ok_or(Error::SignedOut)?;
    // Revoked, or given another passphrase, while this one was being tried.
    match house.store.write(async move |tx| sessions::insert(tx, &session, &unwrapped).await).await {
        Ok(()) => {}
        Err(StoreError::Stale) => return Err(Error::SignedOut),
        Err(error) => return Err(error.into()),
    }
    Ok(secret.to_cookie().to_string())
}

/// The handler of a cookie, asked at every request: a revoked member or a locked session ends here at once.
///
/// # Errors
/// [`Error::SignedOut`].
pub async fn handler(house: &House, cookie: &str) -> Result<Handler> {
    let secret = SessionSecret::from_cookie(cookie).map_err(|_| Error::SignedOut)?;
    let now = house.clock.now();
    let mut conn = house.store.read().await?;
    let session = sessions::get(&mut conn, &secret.id(), now).await?.ok_or(Error::SignedOut)?;
    if now.0 - session.seen > house.terms.idle_minutes * 60_000 {
        drop(conn);
        house.store.write(async move |tx| sessions::delete(tx, &secret.id()).await).await?;
        return Err(Error::SignedOut);
    }
    let row = members::by_id(&mut conn, session.member_id).await?.ok_or(Error::SignedOut)?;
    if row.state != MemberState::Active {
        return Err(Error::SignedOut);
    }
    let member = row.in_directory(&mut conn).await?;
    drop(conn);
    sessions::touch(&house.store, &session, now).await?;
    Ok(Handler {
        member,
        name: row.name,
        login: row.login,
        lang: row.lang.parse().unwrap_or_default(),
        key: secret.open_key(&session.key_sealed).map_err(|_| Error::SignedOut)?,
        session: secret.id(),
    })
}

/// Ends this session.
///
/// # Errors
/// Those of the store.
pub async fn sign_out(house: &House, handler: &Handler) -> Result<()> {
    let session = handler.session;
    Ok(house.store.write(async move |tx| sessions::delete(tx, &session).await).await?)
}

/// Ends every session of this person; gives their number.
///
/// # Errors
/// Those of the store.
pub async fn sign_out_everywhere(house: &House, handler: &Handler) -> Result<u64> {
    let member = handler.member.id.0;
    Ok(house.store.write(async move |tx| sessions::delete_of(tx, member).await).await?)
}

/// Adds a member organisation.
///
/// # Errors
/// [`StoreError::Conflict`] when the short name is taken.
pub async fn add_team(house: &House, name: &str, short_name: &str) -> Result<TeamId> {
    let id = TeamId(new_id(&*house.clock, &*house.entropy)?);
    let team = teams::Team {
        id: id.0,
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        created: house.clock.now().0,
        closed: None,
    };
    house.store.write(async move |tx| teams::insert(tx, &team).await).await?;
    Ok(id)
}
