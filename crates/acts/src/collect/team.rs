//! Volunteers and analysts: light accounts without a passphrase. A token stands for the person or program; it is shown once
//! and can be taken back.

use crate::directory::LONGEST_NAME;
use crate::error::FieldError;
use crate::{Error, House, Result};
use kernel::{Timestamp, Uuid, new_id};
use std::collections::BTreeSet;
use store::volunteers::{self, Account};
use store::{StoreError, forms, submissions};
use vault::LinkSecret;

/// Somebody who is to fill forms in the field, or to read what came.
#[derive(Debug, Clone)]
pub struct Recruit {
    /// What the token is to be good for.
    pub account: Account,
    /// Name or pseudonym.
    pub name: String,
    /// Ids of the forms entrusted to them.
    pub forms: Vec<String>,
    /// Codes of the places they work in; none for the whole country.
    pub places: Vec<String>,
}

/// A volunteer, as whoever runs the house sees them.
#[derive(Debug, Clone)]
pub struct Enlisted {
    /// Id.
    pub id: Uuid,
    /// Name or pseudonym.
    pub name: String,
    /// Ids of the forms entrusted to them.
    pub forms: Vec<String>,
    /// Codes of the places they work in.
    pub places: Vec<String>,
    /// When their telephone was last heard of, to the minute.
    pub seen: Option<Timestamp>,
    /// When their access ended.
    pub revoked: Option<Timestamp>,
    /// Records they sent.
    pub records: i64,
}

/// Gives a volunteer access; the secret that their telephone will send is told this once.
///
/// # Errors
/// [`Error::Answers`] with what is to be mended; those of the store.
pub async fn enlist(house: &House, recruit: Recruit) -> Result<String> {
    let name = recruit.name.trim().to_owned();
    let mut faults = Vec::new();
    let mut fault = |field: &str, key: &str| {
        faults.push(FieldError { field: field.to_owned(), key: key.to_owned(), message: None });
    };
    if name.is_empty() || name.contains(char::is_control) {
        fault("name", "error-name-missing");
    } else if name.chars().count() > LONGEST_NAME {
        fault("name", "error-name-long");
    }
    let mut conn = house.store.read().await?;
    if recruit.forms.is_empty() {
        fault("forms", "error-choose");
    }
    for form in &recruit.forms {
        if form.contains('\0') || forms::by_id(&mut conn, form).await?.is_none() {
            fault("forms", "error-choose");
        }
    }
    if recruit.places.iter().any(|code| house.places.get(code).is_none()) {
        fault("places", "error-choose");
    }
    if volunteers::list(&mut conn, recruit.account)
        .await?
        .iter()
        .any(|known| known.name == name && known.revoked.is_none())
    {
        fault("name", "error-name-taken");
    }
    drop(conn);
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let token = LinkSecret::draw(&*house.entropy)?;
    let (hash, account) = (token.id(), recruit.account);
    let (mut forms, mut places) = (recruit.forms, recruit.places);
    for list in [&mut forms, &mut places] {
        list.sort_unstable();
        list.dedup();
    }
    let new = volunteers::Volunteer {
        id: new_id(&*house.clock, &*house.entropy)?,
        name,
        created: house.clock.now().0,
        revoked: None,
        seen: None,
    };
    house
        .store
        .write(async move |tx| volunteers::insert(tx, &new, account, &hash, &forms, &places).await)
        .await?;
    Ok(token.to_text().to_string())
}

/// Everybody of one kind, those whose access ended too, by name.
///
/// # Errors
/// Those of the store.
pub async fn team(house: &House, account: Account) -> Result<Vec<Enlisted>> {
    let mut conn = house.store.read().await?;
    let mut team = Vec::new();
    for row in volunteers::list(&mut conn, account).await? {
        team.push(Enlisted {
            forms: volunteers::forms(&mut conn, row.id).await?,
            places: volunteers::places(&mut conn, row.id).await?,
            records: submissions::of_volunteer(&mut conn, row.id).await?,
            id: row.id,
            name: row.name,
            seen: row.seen.map(Timestamp),
            revoked: row.revoked.map(Timestamp),
        });
    }
    Ok(team)
}

/// Somebody of one kind who has access, by name.
async fn named(house: &House, account: Account, name: &str) -> Result<Uuid> {
    let all = volunteers::list(&mut house.store.read().await?, account).await?;
    let found = all.into_iter().find(|known| known.name == name && known.revoked.is_none());
    found.map(|found| found.id).ok_or(Error::NotFound)
}

/// Entrusts these forms to somebody, and no other. Records of a form that was taken away are refused from then on; a
/// telephone keeps them.
///
/// # Errors
/// [`Error::NotFound`] when nobody who has access is called that; [`Error::Answers`] when there is no such form; those of the
/// store.
pub async fn entrust(house: &House, account: Account, name: &str, mut forms: Vec<String>) -> Result<()> {
    let id = named(house, account, name).await?;
    forms.sort_unstable();
    forms.dedup();
    let mut conn = house.store.read().await?;
    for form in &forms {
        if form.contains('\0') || forms::by_id(&mut conn, form).await?.is_none() {
            let fault =
                FieldError { field: "forms".to_owned(), key: "error-choose".to_owned(), message: None };
            return Err(Error::Answers(vec![fault]));
        }
    }
    drop(conn);
    Ok(house.store.write(async move |tx| volunteers::entrust(tx, id, &forms).await).await?)
}

/// Entrusts these forms to somebody who works in these places (none: the whole country), and no others.
///
/// # Errors
/// [`Error::NotFound`] when nobody of that kind who has access has that id; [`Error::Answers`] with what is to be mended; those of
/// the store.
pub async fn assign(
    house: &House,
    account: Account,
    id: Uuid,
    mut forms: Vec<String>,
    mut places: Vec<String>,
) -> Result<()> {
    let mut faults = BTreeSet::new();
    let mut conn = house.store.read().await?;
    if !volunteers::has_access(&mut conn, id, account).await? {
        return Err(Error::NotFound);
    }
    if forms.is_empty() {
        faults.insert("forms");
    }
    for form in &forms {
        if form.contains('\0') || forms::by_id(&mut conn, form).await?.is_none() {
            faults.insert("forms");
        }
    }
    drop(conn);
    if places.iter().any(|code| house.places.get(code).is_none()) {
        faults.insert("places");
    }
    if !faults.is_empty() {
        let fault = |field: &str| FieldError {
            field: field.to_owned(),
            key: "error-choose".to_owned(),
            message: None,
        };
        return Err(Error::Answers(faults.into_iter().map(fault).collect()));
    }
    for list in [&mut forms, &mut places] {
        list.sort_unstable();
        list.dedup();
    }
    let done = house.store.write(async move |tx| {
        // Asked here again: their access may have ended a moment ago.
        if !volunteers::has_access(tx, id, account).await? {
            return Err(StoreError::Stale);
        }
        volunteers::entrust(tx, id, &forms).await?;
        volunteers::post(tx, id, &places).await
    });
    match done.await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        other => Ok(other?),
    }
}

/// Gives somebody another token, told this once; the earlier one stops working.
///
/// # Errors
/// [`Error::NotFound`] when nobody who has access is called that; those of the store.
pub async fn renew(house: &House, account: Account, name: &str) -> Result<String> {
    let id = named(house, account, name).await?;
    let token = LinkSecret::draw(&*house.entropy)?;
    let hash = token.id();
    match house.store.write(async move |tx| volunteers::renew(tx, id, &hash).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        other => {
            other?;
            Ok(token.to_text().to_string())
        }
    }
}

/// Ends somebody's access at once; what they sent stays.
///
/// # Errors
/// [`Error::NotFound`] when nobody who has access is called that; those of the store.
pub async fn revoke(house: &House, account: Account, name: &str) -> Result<()> {
    let (id, now) = (named(house, account, name).await?, house.clock.now());
    match house.store.write(async move |tx| volunteers::revoke(tx, id, now).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        other => Ok(other?),
    }
}
