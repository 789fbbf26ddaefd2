//! Making everything that is folded from events once more, and telling every difference from what is stored.
//!
//! Events are the truth; list rows, hand-overs, exclusions and tallies are written beside them in the same transaction.
//! A difference means a defect of the program, a damaged disk, or a hand in the database.

use crate::{House, Result, collect};
use civic::case::{Case, Event, Projection, Recorded, ReferralRow};
use kernel::{CaseId, EnvelopeId, Uuid};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::referrals::StoredReferral;
use store::{Conn, StoreError, cases, envelopes, referrals, tallies};

/// Cases read in one go.
const PAGE: u32 = 500;

/// What the audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Whether everything agrees.
    pub ok: bool,
    /// Cases looked at.
    pub cases: u64,
    /// Events they are folded from.
    pub events: u64,
    /// Every difference.
    pub problems: Vec<Problem>,
}

/// One difference between the events and what is stored beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
pub enum Problem {
    /// Events are missing, repeated, out of order or unreadable, so that no case can be folded.
    BrokenHistory {
        /// The case.
        case: CaseId,
        /// What is wrong with it.
        detail: String,
    },
    /// The case is of a pack that the house does not have.
    UnknownPack {
        /// The case.
        case: CaseId,
        /// Id of the pack.
        pack: String,
    },
    /// Events of a case that has no row: half a case.
    NoRow {
        /// The case.
        case: CaseId,
    },
    /// The row of the list says something else than the events.
    RowDiffers {
        /// The case.
        case: CaseId,
        /// Columns that differ.
        columns: Vec<&'static str>,
    },
    /// The stored exclusions are not those of the report.
    ExclusionsDiffer {
        /// The case.
        case: CaseId,
    },
    /// The row of a hand-over says something else than the events, or one of the two is missing.
    ReferralDiffers {
        /// The case.
        case: CaseId,
        /// The hand-over.
        referral: Uuid,
    },
    /// An event names an envelope that is not there, and the case was not erased.
    NoEnvelope {
        /// The case.
        case: CaseId,
        /// The envelope.
        envelope: EnvelopeId,
    },
    /// An envelope that no event names.
    StrayEnvelope {
        /// The case it says it belongs to.
        case: CaseId,
        /// The envelope.
        envelope: EnvelopeId,
    },
    /// A line of who opened or wrote out records does not follow from the one before: one was changed or taken out.
    ReadingsBroken {
        /// Number of the line.
        line: i64,
    },
    /// A count by day is not the number of its events.
    TallyDiffers {
        /// Pack.
        pack: String,
        /// Measure.
        measure: String,
        /// Region; empty when unknown.
        region: String,
        /// Julian day.
        day: i64,
        /// As stored.
        stored: i64,
        /// As counted.
        counted: i64,
    },
}

type Tallies = BTreeMap<(String, String, String, i64), i64>;

/// Compares everything with the events, as of one moment: a house in service may go on working.
///
/// # Errors
/// When the store cannot be read.
pub async fn run(house: &House) -> Result<Audit> {
    let mut conn = house.store.snapshot().await?;
    let mut problems = Vec::new();
    let mut counted = Tallies::new();
    let mut after = CaseId(Uuid::nil());
    loop {
        let page = cases::page(&mut conn, after, PAGE).await?;
        for id in &page {
            look(house, &mut conn, *id, &mut counted, &mut problems).await?;
        }
        match page.last() {
            Some(last) if page.len() == PAGE as usize => after = *last,
            _ => break,
        }
    }
    problems.extend(cases::orphans(&mut conn).await?.into_iter().map(|case| Problem::NoRow { case }));
    let strays = envelopes::strays(&mut conn).await?;
    problems.extend(strays.into_iter().map(|(case, envelope)| Problem::StrayEnvelope { case, envelope }));
    compare_tallies(tallies::all(&mut conn).await?, counted, &mut problems);
    let broken = collect::readings::broken(house, &mut conn).await?;
    problems.extend(broken.map(|line| Problem::ReadingsBroken { line }));
    let (cases, events) = cases::counts(&mut conn).await?;
    Ok(Audit { ok: problems.is_empty(), cases, events, problems })
}

async fn look(
    house: &House,
    conn: &mut Conn,
    id: CaseId,
    counted: &mut Tallies,
    problems: &mut Vec<Problem>,
) -> Result<()> {
    let (case, history) = match cases::read(conn, id).await {
        Ok(Some(read)) => read,
        Ok(None) => {
            problems.push(Problem::BrokenHistory { case: id, detail: "no events".to_owned() });
            return Ok(());
        }
        Err(StoreError::Value(detail)) => {
            problems.push(Problem::BrokenHistory { case: id, detail });
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    for (measure, region, day) in history.iter().filter_map(|recorded| tallies::row_of(&case, recorded)) {
        *counted.entry((case.pack.clone(), measure.to_owned(), region, i64::from(day))).or_default() += 1;
    }
    match house.services.get(&case.pack) {
        None => problems.push(Problem::UnknownPack { case: id, pack: case.pack.clone() }),
        Some(service) => {
            let stored = cases::stored_row(conn, id).await?;
            let columns =
                stored.map_or_else(Vec::new, |row| differing(&row, &case.projection(&service.pack)));
            if !columns.is_empty() {
                problems.push(Problem::RowDiffers { case: id, columns });
            }
        }
    }
    let mut excluded = case.excluded.clone();
    excluded.sort_unstable();
    excluded.dedup();
    if cases::excluded(conn, id).await? != excluded {
        problems.push(Problem::ExclusionsDiffer { case: id });
    }
    compare_referrals(id, &case.referral_rows(), &referrals::of_case(conn, id).await?, problems);
    compare_envelopes(&case, &history, &envelopes::of_case(conn, id).await?, problems);
    Ok(())
}

macro_rules! columns {
    ($stored:expr, $folded:expr, $($column:ident)*) => {
        [$((stringify!($column), $stored.$column == $folded.$column)),*]
            .into_iter()
            .filter_map(|(name, same)| (!same).then_some(name))
            .collect()
    };
}

fn differing(stored: &Projection, folded: &Projection) -> Vec<&'static str> {
    columns!(stored, folded,
        pack reference state open place_code region cercle commune service kind opened_at changed_at due_day version
        last_seq credibility team member office unread merged_into closed_for closed_at erase_day erased)
}

fn compare_referrals(
    case: CaseId,
    folded: &[ReferralRow],
    stored: &[StoredReferral],
    problems: &mut Vec<Problem>,
) {
    let folded: BTreeMap<Uuid, StoredReferral> =
        folded.iter().map(|row| (row.id.0, as_stored(row))).collect();
    let stored: BTreeMap<Uuid, StoredReferral> = stored.iter().map(|row| (row.id, row.clone())).collect();
    let all: BTreeSet<&Uuid> = folded.keys().chain(stored.keys()).collect();
    for referral in all.into_iter().filter(|id| folded.get(id) != stored.get(id)) {
        problems.push(Problem::ReferralDiffers { case, referral: *referral });
    }
}

fn as_stored(row: &ReferralRow) -> StoredReferral {
    StoredReferral {
        id: row.id.0,
        case_id: row.case.0,
        office_id: row.office.0,
        state: row.state.to_owned(),
        at: row.at.0,
        acknowledge_day: i64::from(row.acknowledge_day),
        answer_day: i64::from(row.answer_day),
        acknowledged_at: row.acknowledged_at.map(|at| at.0),
        ended_at: row.ended_at.map(|at| at.0),
        escalated: row.escalated,
    }
}

fn compare_envelopes(case: &Case, history: &[Recorded], stored: &[EnvelopeId], problems: &mut Vec<Problem>) {
    let named: BTreeSet<EnvelopeId> =
        history.iter().filter_map(|recorded| envelope_of(&recorded.event)).collect();
    let stored: BTreeSet<EnvelopeId> = stored.iter().copied().collect();
    let case_id = case.id;
    if !case.erased {
        let missing = named.difference(&stored);
        problems.extend(missing.map(|envelope| Problem::NoEnvelope { case: case_id, envelope: *envelope }));
    }
    // Of an erased case no envelope may be left, named or not.
    let stray = stored.iter().filter(|id| case.erased || !named.contains(id));
    problems.extend(stray.map(|envelope| Problem::StrayEnvelope { case: case_id, envelope: *envelope }));
}

/// The envelope an event names.
fn envelope_of(event: &Event) -> Option<EnvelopeId> {
    match event {
        Event::Opened { report: id, .. }
        | Event::Attached { envelope: id }
        | Event::Assessed { reasons: id, .. }
        | Event::Summarised { summary: id }
        | Event::ConsentSetAside { reason: id }
        | Event::Referred { handed: id, .. }
        | Event::LinkRenewed { handed: id, .. }
        | Event::Refused { reason: id, .. }
        | Event::Answered { answer: id, .. }
        | Event::MessageSent { envelope: id }
        | Event::MessageReceived { envelope: id }
        | Event::Consented { how: Some(id), .. }
        | Event::Noted { note: id } => Some(*id),
        Event::Moved { .. }
        | Event::Assigned { .. }
        | Event::Consented { how: None, .. }
        | Event::Acknowledged { .. }
        | Event::Accepted { .. }
        | Event::Reminded { .. }
        | Event::Recalled { .. }
        | Event::Escalated { .. }
        | Event::Merged { .. }
        | Event::Unmerged { .. }
        | Event::Absorbed { .. }
        | Event::Released { .. }
        | Event::Echoed { .. }
        | Event::Resumed
        | Event::Retained { .. }
        | Event::Erased
        | Event::Feedback { .. }
        | Event::Read => None,
    }
}

fn compare_tallies(
    stored: Vec<(String, String, String, i64, i64)>,
    mut counted: Tallies,
    problems: &mut Vec<Problem>,
) {
    let mut differs =
        |(pack, measure, region, day): (String, String, String, i64), stored: i64, counted: i64| {
            if stored != counted {
                problems.push(Problem::TallyDiffers { pack, measure, region, day, stored, counted });
            }
        };
    for (pack, measure, region, day, value) in stored {
        let key = (pack, measure, region, day);
        let count = counted.remove(&key).unwrap_or(0);
        differs(key, value, count);
    }
    for (key, count) in counted {
        differs(key, 0, count);
    }
}
