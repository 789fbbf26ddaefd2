//! What a coordinator watches: intake, age of open cases, share handed over, bodies that are late, workload.

use crate::desk::Handler;
use crate::{House, Result};
use civic::case::Refusal;
use civic::directory::Role;
use civic::place::Level;
use kernel::{Date, MemberId, TeamId, Timestamp, Uuid};
use std::collections::BTreeMap;
use store::figures::{self, Sight};
use store::{members, offices};

/// Ages of open cases, in days: up to 3, 10, 30 and 90; the last class is older.
pub const AGES: [i64; 4] = [3, 10, 30, 90];
/// Months shown, this one among them.
const MONTHS: usize = 12;
/// Overdue hand-overs listed at the most.
const SILENCES: u32 = 50;

/// The coordinator's page. Exact figures, for the desk alone: nothing here may be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// The last twelve months, oldest first; the last is not over.
    pub months: Vec<Month>,
    /// Open cases by the classes of [`AGES`].
    pub ages: [i64; 5],
    /// Open cases that nobody follows.
    pub unassigned: i64,
    /// Open cases that are overdue.
    pub overdue: i64,
    /// Share of reports to be handed over, in percent, where the pack names one.
    pub target_share: Option<u32>,
    /// Bodies that were handed something, those most overdue first.
    pub bodies: Vec<Body>,
    /// People with open cases, those with most first.
    pub people: Vec<Load>,
    /// Overdue hand-overs, the longest first, fifty at the most.
    pub silences: Vec<Silence>,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// Reports received.
    pub received: i64,
    /// Hand-overs made.
    pub referred: i64,
}

/// One public body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Name.
    pub name: String,
    /// Hand-overs.
    pub sent: i64,
    /// Answers it still owes.
    pub waiting: i64,
    /// Receipts not confirmed in time.
    pub unconfirmed: i64,
    /// Answers overdue.
    pub late: i64,
    /// Answered or refused.
    pub ended: i64,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub id: MemberId,
    /// Pseudonym.
    pub name: String,
    /// Open cases.
    pub cases: i64,
    /// Of which overdue.
    pub late: i64,
}

/// A hand-over whose answer is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Public reference of the case.
    pub reference: String,
    /// Name of the body.
    pub office: String,
    /// Day of the hand-over.
    pub since: Date,
    /// Working days since then.
    pub waited: i64,
    /// Counted in public.
    pub public: bool,
}

impl Body {
    /// Hand-overs taken back, or ended with their case before an answer.
    pub fn taken_back(&self) -> i64 {
        self.sent - self.waiting - self.ended
    }
}

impl Overview {
    /// Open cases.
    pub fn open(&self) -> i64 {
        self.ages.iter().sum()
    }

    /// Hand-overs whose answer is overdue, those of [`Overview::silences`] among them.
    pub fn silent(&self) -> i64 {
        self.bodies.iter().map(|body| body.late).sum()
    }

    /// Received in twelve months, handed over in twelve months.
    pub fn year(&self) -> (i64, i64) {
        self.months.iter().fold((0, 0), |(received, referred), month| {
            (received + month.received, referred + month.referred)
        })
    }
}

/// Figures of a pack for a coordinator or an auditor, within the places of their scope and without the cases from which
/// their team is excluded.
///
/// # Errors
/// [`Refusal::NotYours`] for other roles; [`crate::Error::NotFound`] for a pack the house does not offer.
pub async fn overview(house: &House, handler: &Handler, pack: &str) -> Result<Overview> {
    if !matches!(handler.member.role, Role::Coordinator | Role::Auditor) {
        return Err(Refusal::NotYours.into());
    }
    let rule = house.service(pack)?.pack.referral.as_ref();
    let today = house.today();
    let mut view = Overview {
        months: months(today),
        target_share: rule.and_then(|rule| rule.target_share),
        ..Overview::default()
    };
    let first = view.months.first().map_or(today, |month| first_day(month.year, month.month));
    let since = AGES.map(|days| Timestamp::start_of(today).plus_seconds(-days * 86_400).date());
    let mut conn = house.store.read().await?;
    let names: BTreeMap<Uuid, String> =
        offices::list(&mut conn).await?.into_iter().map(|body| (body.id, body.name)).collect();
    let mut bodies: BTreeMap<Uuid, Body> = BTreeMap::new();
    let mut loads: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    for (place, tallied) in reach(house, handler, pack) {
        let team: Option<TeamId> = handler.member.team;
        let sight = Sight { pack, place: &place, team };
        for on_day in figures::by_day(&mut conn, &sight, first, today, tallied).await? {
            let of_day = |month: &&mut Month| {
                (month.year, month.month) == (on_day.day.year(), u8::from(on_day.day.month()))
            };
            let Some(month) = view.months.iter_mut().find(of_day) else { continue };
            *(if on_day.received { &mut month.received } else { &mut month.referred }) += on_day.cases;
        }
        for row in figures::open(&mut conn, &sight, today, since).await? {
            let mut younger = 0;
            for (age, since) in view.ages.iter_mut().zip(row.since().into_iter().chain([row.cases])) {
                *age += since - younger;
                younger = since;
            }
            view.overdue += row.late;
            match row.member {
                None => view.unassigned += row.cases,
                Some(member) => {
                    let load = loads.entry(member).or_default();
                    *load = (load.0 + row.cases, load.1 + row.late);
                }
            }
        }
        for row in figures::bodies(&mut conn, &sight, today).await? {
            let name = names.get(&row.office_id).cloned().unwrap_or_default();
            let body = bodies.entry(row.office_id).or_insert(Body {
                name,
                sent: 0,
                waiting: 0,
                unconfirmed: 0,
                late: 0,
                ended: 0,
            });
            body.sent += row.sent;
            body.waiting += row.waiting;
            body.unconfirmed += row.unconfirmed;
            body.late += row.late;
            body.ended += row.ended;
        }
        for row in figures::silent(&mut conn, &sight, today, SILENCES).await? {
            let since = Timestamp(row.at).date();
            view.silences.push(Silence {
                reference: row.reference,
                office: names.get(&row.office_id).cloned().unwrap_or_default(),
                since,
                waited: house.calendar.working_days_between(since, today),
                public: row.escalated,
            });
        }
    }
    view.silences.sort_by_key(|silence| silence.since);
    view.silences.truncate(SILENCES as usize);
    view.bodies = bodies.into_values().collect();
    view.bodies.sort_by(|a, b| (b.late, b.waiting, &a.name).cmp(&(a.late, a.waiting, &b.name)));
    let people = members::list(&mut conn).await?;
    view.people = people
        .into_iter()
        .filter_map(|person| {
            let (cases, late) = loads.get(&person.id).copied()?;
            Some(Load { id: MemberId(person.id), name: person.name, cases, late })
        })
        .collect();
    view.people.sort_by(|a, b| (b.cases, &a.name).cmp(&(a.cases, &b.name)));
    Ok(view)
}

/// Places whose figures add up to what a handler may see, and whether the tallies by region know them.
fn reach(house: &House, handler: &Handler, pack: &str) -> Vec<(String, bool)> {
    let scopes = || handler.member.scopes.iter().filter(|scope| scope.pack == pack);
    if scopes().any(|scope| scope.place.is_none()) {
        return vec![(String::new(), true)];
    }
    let codes: Vec<&str> = scopes().filter_map(|scope| scope.place.as_deref()).collect();
    let within_another = |code: &str| {
        let above = house.places.get(code).into_iter().flat_map(|place| place.upwards().skip(1));
        above.into_iter().any(|place| codes.contains(&place.code()))
    };
    let outermost = codes.iter().filter(|code| !within_another(code));
    let region = |code: &str| house.places.get(code).is_some_and(|place| place.level() == Level::Region);
    outermost.map(|code| ((*code).to_owned(), region(code))).collect()
}

/// The last [`MONTHS`] months up to the one of `today`.
fn months(today: Date) -> Vec<Month> {
    let last = i64::from(today.year()) * 12 + i64::from(u8::from(today.month())) - 1;
    (0..MONTHS as i64)
        .rev()
        .map(|back| {
            let month = last - back;
            Month {
                year: month.div_euclid(12) as i32,
                month: month.rem_euclid(12) as u8 + 1,
                received: 0,
                referred: 0,
            }
        })
        .collect()
}

fn first_day(year: i32, month: u8) -> Date {
    kernel::Month::try_from(month)
        .ok()
        .and_then(|month| Date::from_calendar_date(year, month, 1).ok())
        .unwrap_or(Date::MIN)
}
