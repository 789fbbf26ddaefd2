//! Volunteers as the desk keeps them: given access and forms, given another key, dismissed.

use super::keeps;
use crate::collect::entities::rights;
use crate::collect::{self, Enlisted, Recruit};
use crate::desk::Handler;
use crate::{Error, FieldError, House, Result};
use kernel::Uuid;
use store::StoreError;
use store::volunteers::{self, Account};
use vault::LinkSecret;

/// Every volunteer.
///
/// # Errors
/// [`Refusal::NotYours`]; those of the store.
pub async fn volunteers_for(house: &House, handler: &Handler) -> Result<Vec<Enlisted>> {
    keeps(handler)?;
    collect::team(house, Account::Volunteer).await
}

/// Gives a volunteer access, as [`collect::enlist`].
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::Answers`] for a form that comes with a list which this person may not read, or writes one; as
/// [`collect::enlist`].
pub async fn enlist_for(house: &House, handler: &Handler, recruit: Recruit) -> Result<String> {
    keeps(handler)?;
    may_entrust(house, handler, recruit.forms.iter()).await?;
    collect::enlist(house, recruit).await
}

/// Whoever has a form gets the lists that come with it, and writes those that its records write.
async fn may_entrust(house: &House, handler: &Handler, forms: impl Iterator<Item = &String>) -> Result<()> {
    let mut conn = house.store.read().await?;
    for form in forms.filter(|form| !form.contains('\0')) {
        if !rights::may_entrust(&mut conn, &handler.member, form).await? {
            let (field, key) = ("forms".to_owned(), "volunteers-fault-list".to_owned());
            return Err(Error::Answers(vec![FieldError { field, key, message: None }]));
        }
    }
    Ok(())
}

/// Gives a volunteer another secret, told this once; the one before opens nothing from now on.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::NotFound`] when nobody who has access has that id; those of the store.
pub async fn renew(house: &House, handler: &Handler, volunteer: Uuid) -> Result<String> {
    keeps(handler)?;
    let token = LinkSecret::draw(&*house.entropy)?;
    let hash = token.id();
    match house.store.write(async move |tx| volunteers::renew(tx, volunteer, &hash).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(token.to_text().to_string()),
    }
}

/// Ends a volunteer's access at once; what they sent stays.
///
/// # Errors
/// As [`renew`].
pub async fn dismiss(house: &House, handler: &Handler, volunteer: Uuid) -> Result<()> {
    keeps(handler)?;
    let now = house.clock.now();
    match house.store.write(async move |tx| volunteers::revoke(tx, volunteer, now).await).await {
        Err(StoreError::Stale) => Err(Error::NotFound),
        other => Ok(other?),
    }
}

/// Entrusts these forms to a volunteer who works in these places (none: the whole country), and no others, as
/// [`collect::assign`].
///
/// # Errors
/// [`Refusal::NotYours`]; [`Error::Answers`] as [`enlist_for`], for forms that the volunteer does not have yet; as
/// [`collect::assign`].
pub async fn assign(
    house: &House,
    handler: &Handler,
    volunteer: Uuid,
    forms: Vec<String>,
    places: Vec<String>,
) -> Result<()> {
    keeps(handler)?;
    let before = volunteers::forms(&mut house.store.read().await?, volunteer).await?;
    may_entrust(house, handler, forms.iter().filter(|form| !before.contains(form))).await?;
    collect::assign(house, Account::Volunteer, volunteer, forms, places).await
}
