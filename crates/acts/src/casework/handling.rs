//! Acts on one case by a handler: check, summary, messages, notes, closing, reopening.

use super::{commit, seen_by, words};
use crate::desk::Handler;
use crate::sealing::mailbox_holder;
use crate::{Error, House, Result};
use civic::case::{Assessment, Command, Consent, Event, Refusal};
use kernel::{CaseId, EnvelopeId};
use vault::Purpose;

/// A text that a command needs sealed, and the command it makes.
enum Text<'a> {
    /// For handlers and escrow.
    Inside(Purpose, &'a str),
    /// For the reporter too.
    ToReporter(Purpose, &'a str),
}

async fn act(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: Option<u32>,
    text: Text<'_>,
    command: impl FnOnce(EnvelopeId) -> Command,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    let mut holders = house.holders(&mut house.store.read().await?, &case).await?;
    let (purpose, words) = match text {
        Text::Inside(purpose, words) => (purpose, words),
        Text::ToReporter(purpose, words) => {
            holders.extend(mailbox_holder(house, case.id).await?);
            (purpose, words)
        }
    };
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::NeedsReason.into());
    }
    let (envelope, sealed) = house.seal(purpose, words.as_bytes(), &holders)?;
    commit(house, handler.actor(), &case, seen, command(envelope), vec![sealed]).await
}

async fn plain(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: Option<u32>,
    command: Command,
) -> Result<()> {
    let (case, _) = seen_by(house, handler, id).await?;
    commit(house, handler.actor(), &case, seen, command, Vec::new()).await
}

/// First check.
///
/// # Errors
/// As every act on a case: [`Error::NotFound`], [`Error::Refused`].
pub async fn assess(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    credibility: u8,
    checklist: Vec<String>,
    reasons: &str,
) -> Result<()> {
    let text = Text::Inside(Purpose::Assessment, reasons);
    act(house, handler, id, Some(seen), text, |reasons| {
        Command::Assess(Assessment { credibility, checklist, reasons })
    })
    .await
}

/// Writes the summary that names nobody, beside the original.
///
/// # Errors
/// As every act on a case.
pub async fn summarise(house: &House, handler: &Handler, id: CaseId, seen: u32, summary: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Summary, summary), Command::Summarise).await
}

/// Writes to the reporter. Sent twice from one page it is written once, and the second time is answered like the first.
///
/// # Errors
/// As every act on a case.
pub async fn write(house: &House, handler: &Handler, id: CaseId, seen: u32, message: &str) -> Result<()> {
    let text = Text::ToReporter(Purpose::Message, message);
    let done = act(house, handler, id, Some(seen), text, Command::Write).await;
    once(house, handler, id, seen, (Purpose::Message, message), done).await
}

/// Writes a note for the desk, once, as [`write()`].
///
/// # Errors
/// As every act on a case.
pub async fn note(house: &House, handler: &Handler, id: CaseId, seen: u32, note: &str) -> Result<()> {
    let done = act(house, handler, id, Some(seen), Text::Inside(Purpose::Note, note), Command::Note).await;
    once(house, handler, id, seen, (Purpose::Note, note), done).await
}

/// Words that found the case changed, when what changed is that this person sent these words: they are kept, and were sent
/// twice.
async fn once(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    (purpose, text): (Purpose, &str),
    done: Result<()>,
) -> Result<()> {
    let Err(Error::Refused(Refusal::Changed)) = done else { return done };
    let (case, history) = seen_by(house, handler, id).await?;
    for recorded in history.iter().filter(|one| one.seq > seen && one.actor == handler.actor()) {
        let envelope = match (&recorded.event, purpose) {
            (Event::MessageSent { envelope }, Purpose::Message) => *envelope,
            (Event::Noted { note }, Purpose::Note) => *note,
            _ => continue,
        };
        if words(house, handler, &case, envelope, purpose).await?.as_deref() == Some(text.trim()) {
            return Ok(());
        }
    }
    done
}

/// Opens a closed case again.
///
/// # Errors
/// As every act on a case.
pub async fn reopen(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Note, reason), Command::Reopen).await
}

/// Takes a case back from a silent body.
///
/// # Errors
/// As every act on a case.
pub async fn recall(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    act(house, handler, id, Some(seen), Text::Inside(Purpose::Note, reason), Command::Recall).await
}

/// Closes a case for a reason of the pack.
///
/// # Errors
/// As every act on a case.
pub async fn close(house: &House, handler: &Handler, id: CaseId, seen: u32, reason: &str) -> Result<()> {
    plain(house, handler, id, Some(seen), Command::Close { reason: reason.to_owned() }).await
}

/// Notes what the reporter said of a hand-over to the desk by other means, and how: the reporter reads it.
///
/// # Errors
/// As every act on a case; [`Refusal::ReporterRefused`] against what the reporter said themselves.
pub async fn record_consent(
    house: &House,
    handler: &Handler,
    id: CaseId,
    seen: u32,
    consent: Consent,
    how: &str,
) -> Result<()> {
    let text = Text::ToReporter(Purpose::Note, how);
    act(house, handler, id, Some(seen), text, |how| Command::Consent { consent, how: Some(how) }).await
}
