//! A round worked out from what was read of it.

use super::Mark;
use super::reading::Reading;
use crate::publish;
use crate::survey::Survey;
use crate::{House, Result};
use civic::pack::Round;
use civic::publication::PlaceTree;
use civic::survey::backcheck::draw;
use civic::survey::quality::{self, Sign};
use civic::survey::{Column, Frame, Gathering, Study, plan};
use kernel::{Date, Timestamp, Uuid};
use std::collections::{BTreeMap, BTreeSet};
use store::reviews::Review;
use store::submissions::Standing;
use vault::ServerPurpose;

/// A round while it is under way, and after.
#[derive(Debug)]
pub struct Picture {
    pub(super) mark: Mark,
    /// When it was worked out.
    pub at: Timestamp,
    /// The round.
    pub round: Round,
    /// The interviews wanted in each place drawn, by its code.
    pub plan: BTreeMap<String, u32>,
    /// The interviews held in each place, by its code: with consent, and not set aside.
    pub held: BTreeMap<String, u32>,
    /// The records begun in the round, in the order in which they came.
    pub interviews: Vec<Interview>,
    /// Who held them.
    pub(super) holders: BTreeSet<Uuid>,
    /// Records that the telephone encrypted, or that cannot be read, and that came in the round's days: nobody here knows where they
    /// belong.
    pub closed: usize,
    /// Whether there are more than are looked at ([`super::MOST`]).
    pub cut: bool,
    /// The quotas of the pack.
    pub quotas: Vec<QuotaShown>,
    /// Their answers.
    pub(super) frame: Frame,
    /// Nobody's answers, under the same codes.
    pub(super) blank: Gathering,
    /// Of each record that was corrected, the one that took its place.
    pub(super) successors: BTreeMap<Uuid, Uuid>,
}

/// An interview as a supervisor sees it: nothing of what was answered, but for where.
#[derive(Debug, Clone)]
pub struct Interview {
    /// Its record.
    pub id: Uuid,
    /// Who held it.
    pub volunteer: Option<Uuid>,
    /// When it came.
    pub received: Timestamp,
    /// The day it was begun, or came where it does not say.
    pub day: Date,
    /// The place of the plan it was held in.
    pub place: Option<Box<str>>,
    /// What the desk thinks of it.
    pub review: Review,
    /// Whether somebody agreed to answer.
    pub consent: bool,
    /// What makes somebody look twice; another interview is named by its place among those of the round.
    pub signs: Vec<Sign>,
    /// Whether it is to be asked again.
    pub drawn: bool,
}

impl Interview {
    /// Whether it counts in figures.
    pub fn counts(&self) -> bool {
        self.consent && self.review != Review::Rejected
    }
}

/// How far a quota is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaShown {
    /// The group it is about.
    pub group: String,
    /// Its choice, or the place of its band from 0.
    pub choice: String,
    /// Percent aimed at.
    pub percent: u32,
    /// Interviews in the group's choice.
    pub held: u32,
    /// Interviews whose group is known.
    pub of: u32,
    /// Points above or below the share aimed at.
    pub points_off: i32,
}

impl Picture {
    /// Interviews that the plan asks for.
    pub fn wanted(&self) -> u32 {
        self.plan.values().sum()
    }

    /// Interviews that count.
    pub fn counted(&self) -> u32 {
        self.interviews.iter().filter(|one| one.counts()).count() as u32
    }

    /// Interviews that somebody at the desk set aside.
    pub fn set_aside(&self) -> usize {
        self.interviews.iter().filter(|one| one.review == Review::Rejected).count()
    }

    /// Interviews by day of the round, days without any too.
    pub fn days(&self) -> BTreeMap<Date, u32> {
        let mut days = BTreeMap::new();
        let last = self.interviews.iter().map(|one| one.day).max();
        let mut next = Some(self.round.from).filter(|_| last.is_some());
        while let Some(day) = next.filter(|day| last.is_some_and(|last| *day <= last)) {
            days.insert(day, 0);
            next = day.next_day();
        }
        self.interviews.iter().for_each(|one| *days.entry(one.day).or_default() += 1);
        days
    }
}

impl Reading {
    /// How a round stands. `stood`: the records that were looked at or corrected.
    pub(super) fn picture(
        &self,
        house: &House,
        survey: &Survey,
        round: &Round,
        mark: Mark,
        stood: &BTreeMap<Uuid, Standing>,
    ) -> Result<Picture> {
        let gone = |id: &Uuid| stood.get(id).is_some_and(|one| one.superseded);
        let inside = |day: Date| (round.from..=round.to).contains(&day);
        let rows: Vec<usize> = (0..self.held.len())
            .filter(|row| inside(self.held[*row].day) && !gone(&self.held[*row].id))
            .collect();
        let frame = self.gathering.so_far().only(&rows);
        let review =
            |id: &Uuid| stood.get(id).and_then(|one| Review::named(&one.review)).unwrap_or(Review::Received);
        let places = PlaceTree::new(publish::places(&house.places))?;
        // How many there are says nothing of how much each weighs, and few cannot be weighed at all.
        let mut pack = survey.pack.clone();
        pack.weights = None;
        let aside = |record: usize| {
            rows.get(record).is_some_and(|row| review(&self.held[*row].id) == Review::Rejected)
        };
        let study = Study::new(&pack, &frame, &places, &house.people, &aside)?;
        let seen = rows.iter().map(|row| {
            let held = &self.held[*row];
            let place = held.place.as_deref().and_then(|code| house.places.get(code)?.position());
            quality::Interview { time: held.time, held_at: held.position, place }
        });
        // Mali keeps universal time.
        let mut signs = study.signs(&seen.collect::<Vec<_>>(), 0)?.into_iter();
        let agreed = agreed(survey, &frame)?;
        let mut interviews: Vec<Interview> = rows
            .iter()
            .zip(&agreed)
            .map(|(row, consent)| {
                let held = &self.held[*row];
                let mut signs = signs.next().unwrap_or_default();
                // Whoever refuses is done in a minute.
                signs.retain(|sign| *consent || !matches!(sign, Sign::Short(_)));
                let unit = |code: &str| places.no_finer(code, pack.sample.unit.depth());
                Interview {
                    id: held.id,
                    volunteer: held.volunteer,
                    received: held.received,
                    day: held.day,
                    place: held.place.as_deref().and_then(unit).map(Into::into),
                    review: review(&held.id),
                    consent: *consent,
                    signs,
                    drawn: false,
                }
            })
            .collect();
        if let Some(again) = &pack.backchecks {
            let lots: Vec<usize> = (0..interviews.len()).filter(|at| interviews[*at].consent).collect();
            let chances: Vec<_> = lots
                .iter()
                .map(|at| (interviews[*at].volunteer, chance(house, interviews[*at].id)))
                .collect();
            for (at, drawn) in lots.into_iter().zip(draw(&chances, again.percent)) {
                interviews[at].drawn = drawn;
            }
        }
        let quotas = study.quotas().into_iter().map(|one| QuotaShown {
            group: one.quota.group.clone(),
            choice: one.quota.choice.clone(),
            percent: one.quota.percent,
            held: one.held,
            of: one.of,
            points_off: one.points_off,
        });
        let corrected = stood.values().filter_map(|one| Some((one.id, one.successor?)));
        Ok(Picture {
            mark,
            at: house.clock.now(),
            round: round.clone(),
            plan: plan(&survey.pack, round, &places, &house.people),
            held: study.held().into_iter().map(|(place, held)| (place.to_owned(), held)).collect(),
            closed: self.closed.iter().filter(|(id, day)| inside(*day) && !gone(id)).count(),
            cut: self.is_full(),
            quotas: quotas.collect(),
            holders: interviews.iter().filter_map(|interview| interview.volunteer).collect(),
            interviews,
            blank: self.gathering.anew(),
            successors: corrected.collect(),
            frame,
        })
    }
}

/// Of each record, whether somebody agreed to answer.
fn agreed(survey: &Survey, frame: &Frame) -> Result<Vec<bool>> {
    let Some(consent) = &survey.pack.sample.consent else { return Ok(vec![true; frame.records()]) };
    let yes = frame.codebook().codes(consent).and_then(|codes| codes.code("yes"));
    Ok(match frame.column(consent)? {
        Column::One(codes) => codes.iter().map(|code| Some(*code) == yes).collect(),
        Column::Many(_) => vec![false; frame.records()],
    })
}

/// The lot of an interview: the same for ever, and known to nobody who does not hold the server's key.
fn chance(house: &House, id: Uuid) -> u64 {
    let lot = house.keys.server.hmac(ServerPurpose::BackCheck, id.as_bytes());
    lot.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
