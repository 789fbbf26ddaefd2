//! The places of a round's plan shared out to volunteers: proposed by the rule, decided by a supervisor.

use super::{Picture, survey_for};
use crate::desk::Handler;
use crate::error::FieldError;
use crate::{Error, House, Result};
use civic::case::Refusal;
use civic::survey::sample;
use kernel::{Timestamp, Uuid};
use std::collections::{BTreeMap, BTreeSet};
use store::assignments::{self, Assignment};
use store::forms;
use store::volunteers::{self, Account};

/// A place of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// Its code.
    pub place: String,
    /// Interviews wanted there.
    pub wanted: u32,
    /// Interviews held there, by whomever.
    pub held: u32,
    /// Who has it.
    pub given: Option<Uuid>,
    /// Who would have it by the proposal; whoever has it now where somebody does.
    pub proposed: Option<Uuid>,
}

/// Somebody who holds interviews of the round, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Id.
    pub id: Uuid,
    /// Name or pseudonym.
    pub name: String,
    /// Codes of the places they work in; none for the whole country.
    pub places: Vec<String>,
    /// When their telephone was last heard of.
    pub seen: Option<Timestamp>,
    /// Whether they can be given places: they have access, and a form of the survey.
    pub active: bool,
}

/// Who has which place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The places of the plan, by code.
    pub lots: Vec<Lot>,
    /// Everybody who may hold interviews or has held some, by name.
    pub hands: Vec<Hand>,
}

impl Hand {
    /// Whether they can be given a place: it lies in one they work in.
    pub fn may_work(&self, house: &House, place: &str) -> bool {
        let above = |wanted: &String| {
            house.places.get(place).is_some_and(|place| place.upwards().any(|above| above.code() == wanted))
        };
        self.active && (self.places.is_empty() || self.places.iter().any(above))
    }
}

impl Sharing {
    /// Somebody by id.
    pub fn hand(&self, id: Uuid) -> Option<&Hand> {
        self.hands.iter().find(|hand| hand.id == id)
    }

    /// The places of somebody.
    pub fn of(&self, id: Uuid) -> impl Iterator<Item = &Lot> {
        self.lots.iter().filter(move |lot| lot.given == Some(id))
    }
}

/// The places of a round with whoever has them, and a proposal for those that nobody has.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open the survey's records; those of the store.
pub async fn sharing(house: &House, handler: &Handler, pack: &str, picture: &Picture) -> Result<Sharing> {
    survey_for(house, handler, pack)?;
    let mut conn = house.store.read().await?;
    let mut given: BTreeMap<String, Uuid> = assignments::of(&mut conn, pack, &picture.round.id)
        .await?
        .into_iter()
        .map(|one| (one.place_code, one.volunteer_id))
        .collect();
    let all = forms::list(&mut conn).await?;
    let asked: Vec<String> =
        all.into_iter().filter(|form| form.pack.as_deref() == Some(pack)).map(|form| form.id).collect();
    let mut with_form = BTreeSet::new();
    for form in &asked {
        with_form.extend(volunteers::with_form(&mut conn, form).await?);
    }
    let mut hands = Vec::new();
    for one in volunteers::list(&mut conn, Account::Volunteer).await? {
        let entrusted = with_form.contains(&one.id);
        if entrusted || picture.holders.contains(&one.id) || given.values().any(|id| *id == one.id) {
            hands.push(Hand {
                places: volunteers::places(&mut conn, one.id).await?,
                active: entrusted && one.revoked.is_none(),
                seen: one.seen.map(Timestamp),
                id: one.id,
                name: one.name,
            });
        }
    }
    drop(conn);
    let mut lots: Vec<Lot> = picture
        .plan
        .iter()
        .map(|(place, wanted)| Lot {
            wanted: *wanted,
            held: picture.held.get(place).copied().unwrap_or(0),
            given: given.remove(place),
            place: place.clone(),
            proposed: None,
        })
        .collect();
    let wanted: Vec<u32> = lots.iter().map(|lot| lot.wanted).collect();
    // What is given stays: only whoever has a place may work there, so that their load is counted too.
    let proposed = sample::assign(&wanted, hands.len(), |hand, lot| match lots[lot].given {
        Some(id) => hands[hand].id == id,
        None => hands[hand].may_work(house, &lots[lot].place),
    });
    for (lot, hand) in lots.iter_mut().zip(proposed) {
        lot.proposed = lot.given.or(hand.map(|hand| hands[hand].id));
    }
    Ok(Sharing { lots, hands })
}

/// Gives places of a round to volunteers, or takes them back; places that are not named stay as they are.
///
/// # Errors
/// [`Error::NotFound`] when this person may not open the survey's records; [`Refusal::NotYours`] for whoever does not keep
/// forms and volunteers; [`Error::Answers`] with the places that are not in the plan or not in reach of the volunteer, of which
/// nothing is kept then; those of the store.
pub async fn give(
    house: &House,
    handler: &Handler,
    pack: &str,
    picture: &Picture,
    given: BTreeMap<String, Option<Uuid>>,
) -> Result<()> {
    let sharing = sharing(house, handler, pack, picture).await?;
    if !handler.member.role.keeps_forms() {
        return Err(Refusal::NotYours.into());
    }
    let fits = |(place, volunteer): &(&String, &Option<Uuid>)| {
        let Some(lot) = sharing.lots.iter().find(|lot| lot.place == **place) else { return false };
        volunteer.is_none_or(|id| {
            // Whoever has it may keep it, even when they could not be given it now.
            lot.given == Some(id) || sharing.hand(id).is_some_and(|hand| hand.may_work(house, place))
        })
    };
    let faults: Vec<FieldError> = given
        .iter()
        .filter(|pair| !fits(pair))
        .map(|(place, _)| FieldError {
            field: place.clone(),
            key: "supervision-out-of-reach".to_owned(),
            message: None,
        })
        .collect();
    if !faults.is_empty() {
        return Err(Error::Answers(faults));
    }
    let (pack, round) = (pack.to_owned(), picture.round.id.clone());
    let (member_id, at) = (handler.member.id.0, house.clock.now().0);
    let changed: Vec<(String, Option<Uuid>)> = given
        .into_iter()
        .filter(|(place, id)| sharing.lots.iter().any(|lot| lot.place == *place && lot.given != *id))
        .collect();
    house
        .store
        .write(async move |tx| {
            for (place_code, volunteer) in changed {
                match volunteer {
                    Some(volunteer_id) => {
                        let one = Assignment { place_code, volunteer_id, member_id, at };
                        assignments::put(tx, &pack, &round, &one).await?;
                    }
                    None => assignments::take(tx, &pack, &round, &place_code).await?,
                }
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// What was given to a volunteer, in surveys whose records this person may open: survey, round, place.
///
/// # Errors
/// Those of the store.
pub async fn given_to(house: &House, handler: &Handler, id: Uuid) -> Result<Vec<(String, String, String)>> {
    let mut all = assignments::of_volunteer(&mut house.store.read().await?, id).await?;
    all.retain(|(pack, round, _)| {
        survey_for(house, handler, pack).is_ok_and(|survey| survey.pack.round(round).is_some())
    });
    Ok(all)
}
