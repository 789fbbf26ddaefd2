//! Of records that came under one name with different bytes, the desk chooses which one stands. Nothing is lost by it: what was put
//! aside stays beside the record, and one that is chosen takes the place of the other as a correction does.

use super::desk::{Because, entry, found, keeps};
use super::entities::{self, Arrival};
use super::{is_file_name, known};
use crate::desk::Handler;
use crate::house::away;
use crate::{Error, House, Result};
use civic::case::Refusal;
use kernel::Uuid;
use std::sync::Arc;
use store::conflicts::{self, Conflict};
use store::forms;
use store::reviews::{self, Review};
use store::submissions::{self, NewSubmission};
use vault::ServerPurpose;
use xforms::Submitted;

/// Records that clash with one, among which somebody chooses.
pub const MOST: i64 = 20;

/// Which one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// The one that is kept.
    Kept,
    /// One that clashes with it.
    Other(Uuid),
}

/// Chooses which record stands; gives its id. `seen` are those that clash and that the person had before their eyes: only they are
/// put aside. `reason` stands in the history.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not keep forms; [`Error::NotFound`] as [`super::desk::open_record`];
/// [`Refusal::Changed`] when somebody chose or corrected before; those of the store.
pub async fn choose(
    house: &Arc<House>,
    handler: &Handler,
    id: Uuid,
    stands: Stands,
    seen: &[Uuid],
    reason: &str,
) -> Result<Uuid> {
    keeps(handler)?;
    let (form, record) = found(house, handler, id).await?;
    let mut open = conflicts::of(&mut house.store.read().await?, id, MOST).await?;
    open.retain(|conflict| conflict.settled.is_none() && seen.contains(&conflict.id));
    let now = house.clock.now();
    let chosen = match stands {
        Stands::Kept => None,
        Stands::Other(other) => {
            let at = open.iter().position(|conflict| conflict.id == other).ok_or(Refusal::Changed)?;
            Some(open.remove(at))
        }
    };
    if chosen.is_none() && open.is_empty() {
        return Err(Refusal::Changed.into());
    }
    let aside: Vec<Uuid> = open.into_iter().map(|conflict| conflict.id).collect();
    let Some(chosen) = chosen else {
        // What the desk thinks of it stays.
        let review = Review::named(&record.submission.review).unwrap_or(Review::Received);
        let entry = entry(house, handler, id, review, reason, Because::Chosen)?;
        let settled = house.store.write(async move |tx| {
            for one in aside {
                conflicts::settle(tx, one, id, now).await?;
            }
            reviews::add(tx, &entry).await
        });
        settled.await?;
        return Ok(id);
    };
    let (new, named, arrival) = standing(house, &form.id, id, chosen).await?;
    let entry = entry(house, handler, new.id, Review::Received, reason, Because::Chosen)?;
    let stands = new.id;
    let settled = house.store.write(async move |tx| {
        conflicts::take(tx, new.id, id).await?;
        for one in aside {
            conflicts::settle(tx, one, id, now).await?;
        }
        submissions::supersede(tx, id).await?;
        submissions::insert(tx, &new).await?;
        for name in &named {
            submissions::await_file(tx, new.id, name).await?;
        }
        // Files of the other one are not its own, whatever their names: its telephone sends them again.
        submissions::count_awaited(tx, new.id).await?;
        if let Some(arrival) = arrival {
            entities::take(tx, arrival, new.id, new.replaces, now).await?;
        }
        // One that came meanwhile is still to be chosen from.
        conflicts::follow(tx, id, new.id).await?;
        reviews::add(tx, &entry).await
    });
    settled.await?;
    Ok(stands)
}

/// A record that clashed, as one that takes the place of another: byte for byte as it was sent, under a name of its own here, since
/// the name in it is that of both. Gives the files it names, and what it asks of lists of entities.
async fn standing(
    house: &Arc<House>,
    form: &str,
    replaces: Uuid,
    chosen: Conflict,
) -> Result<(NewSubmission, Vec<String>, Option<Arrival>)> {
    let xml = house.keys.server.open(ServerPurpose::Submission, chosen.id.as_bytes(), &chosen.xml)?;
    let version = Submitted::read(&xml, &|_| false).map_err(broken)?.version;
    let note =
        forms::version(&mut house.store.read().await?, form, &version).await?.ok_or(Error::NotFound)?;
    let reading = known::reading(house, form, &note).await?;
    let (head, asked) = away(move || {
        let head = Submitted::read(&xml, &|path| reading.files.contains(path)).map_err(broken)?;
        // What a client encrypted says nothing here.
        let plan = reading.entities.as_ref().filter(|_| !head.encrypted);
        let asked = plan.map(|plan| plan.read(&xml)).transpose().map_err(broken)?;
        Ok((head, asked.unwrap_or_default()))
    })
    .await?;
    let arrival = Arrival::of(house, asked)?;
    let named = head.files.into_iter().filter(|name| is_file_name(name)).collect();
    let new = NewSubmission {
        id: chosen.id,
        form_id: form.to_owned(),
        version: head.version,
        instance_id: format!("uuid:{}", chosen.id),
        replaces: Some(replaces),
        digest: chosen.digest,
        encrypted: head.encrypted,
        received: chosen.received,
        volunteer_id: chosen.volunteer_id,
        device: chosen.device,
        xml: chosen.xml,
    };
    Ok((new, named, arrival))
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}
