//! How the letter with the link of a hand-over fares on its way to the body.

use crate::office::letter_key;
use crate::{House, Result};
use civic::case::Case;
use store::outbox::{self, PostState};

/// Where the newest letter to the body that has this case stands; `None` when no body has it, and once the letter is
/// forgotten.
///
/// # Errors
/// Those of the store.
pub async fn of(house: &House, case: &Case) -> Result<Option<PostState>> {
    let Some(waiting) = case.waiting_referral() else { return Ok(None) };
    let key = letter_key(waiting.handed);
    Ok(outbox::state_of(&mut house.store.read().await?, &key).await?)
}

/// Whether the body cannot know that it has this case: its letter was given up, and nobody has confirmed.
///
/// # Errors
/// Those of the store.
pub(crate) async fn never_arrived(house: &House, case: &Case) -> Result<bool> {
    let silent = case.waiting_referral().is_some_and(|waiting| waiting.acknowledged_at.is_none());
    Ok(silent && of(house, case).await? == Some(PostState::Failed))
}
