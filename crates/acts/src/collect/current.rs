//! The version of a form that is offered now, read.

use super::known;
use crate::{Error, House, Result};
use store::forms::{self, FormRow};
use xforms::Form;

/// A form of the house with its current version.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id; [`Error::Internal`] when it cannot be read any more; those of the
/// store.
pub async fn current(house: &House, id: &str) -> Result<(FormRow, Form)> {
    if id.contains('\0') {
        return Err(Error::NotFound);
    }
    let mut conn = house.store.read().await?;
    let row = forms::by_id(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let xml = forms::xml(&mut conn, &row.id, &row.version).await?.ok_or(Error::NotFound)?;
    drop(conn);
    let form = crate::house::away(move || known::read(&xml)).await?;
    Ok((row, form))
}
