//! Cases that may tell the same facts as another: near in place and in time, as far as a member may see.
//!
//! Each statement walks an index by time from the day of the case outwards, one way, and stops when it has enough: what it
//! leaves out (another service, another commune) stands in the index too. `cases_in_commune_by_age` serves communes, `cases_of_cercle`
//! cercles and reports without a cercle, `cases_by_age` the whole country, to which `service || ''` keeps SQLite.

use crate::StoreError;
use crate::listing::sight;
use crate::engine::{Conn, on, sql};
use civic::case::Case;
use civic::directory::Member;
use kernel::CaseId;
use uuid::Uuid;

/// Rows of one statement at the most.
const NEAREST: i64 = 20;
const DAY: i64 = 86_400_000;
/// Days around a case within which others may tell the same facts.
const DAYS: i64 = 92;
/// The same where the place says nothing: only what came in together is worth comparing.
const DAYS_ANYWHERE: i64 = 31;

macro_rules! near {
    ($where:literal, before) => {
        near!($where, "AND c.opened_at < $6 AND c.opened_at >= $7", "DESC")
    };
    ($where:literal, after) => {
        near!($where, "AND c.opened_at >= $6 AND c.opened_at <= $7", "ASC")
    };
    ($where:literal, $time:literal, $order:literal) => {
        concat!(
            "SELECT c.id, c.opened_at, c.service FROM cases c WHERE c.pack = $1 AND ",
            $where,
            $time,
            " AND c.id <> $5 AND c.merged_into IS NULL AND c.erased = FALSE AND ($2 OR c.team IS NULL OR c.team = $3) \
             AND EXISTS (SELECT 1 FROM member_scopes s WHERE s.member_id = $4 AND s.pack = c.pack \
               AND (s.place_code = '' OR s.place_code = c.region OR s.place_code = c.cercle OR s.place_code = c.commune)) \
             AND NOT EXISTS (SELECT 1 FROM exclusions x WHERE x.case_id = c.id AND x.team_id = $3) \
             ORDER BY c.opened_at ",
            $order,
            " LIMIT $10"
        )
    };
}

sql! {
    COMMUNE_SAME_BEFORE = near!("c.commune = $8 AND c.service = $9 ", before);
    COMMUNE_SAME_AFTER = near!("c.commune = $8 AND c.service = $9 ", after);
    COMMUNE_OTHER_BEFORE = near!("c.commune = $8 AND c.service <> $9 ", before);
    COMMUNE_OTHER_AFTER = near!("c.commune = $8 AND c.service <> $9 ", after);
    CERCLE_SAME_BEFORE = near!("c.cercle = $8 AND c.service = $9 ", before);
    CERCLE_SAME_AFTER = near!("c.cercle = $8 AND c.service = $9 ", after);
    CERCLE_OTHER_BEFORE = near!("c.cercle = $8 AND c.service <> $9 ", before);
    CERCLE_OTHER_AFTER = near!("c.cercle = $8 AND c.service <> $9 ", after);
    BARE_CERCLE_BEFORE = near!("c.cercle = $8 AND c.commune IS NULL AND c.service = $9 ", before);
    BARE_CERCLE_AFTER = near!("c.cercle = $8 AND c.commune IS NULL AND c.service = $9 ", after);
    NOWHERE_BEFORE = near!("c.cercle IS NULL AND $8 = '' AND c.service = $9 ", before);
    NOWHERE_AFTER = near!("c.cercle IS NULL AND $8 = '' AND c.service = $9 ", after);
    ANYWHERE_BEFORE = near!("$8 = '' AND c.service || '' = $9 ", before);
    ANYWHERE_AFTER = near!("$8 = '' AND c.service || '' = $9 ", after);
}

/// Statements of one kind of nearness, before and after the case.
type BothWays = [&'static str; 2];

/// Cases worth comparing with this one, that `member` may see: of the same service first, then by nearness in time.
///
/// # Errors
/// When the database cannot be read.
pub async fn alike(
    conn: &mut Conn,
    member: &Member,
    case: &Case,
    limit: usize,
) -> Result<Vec<CaseId>, StoreError> {
    let place = case.place.clone().unwrap_or_default();
    let nowhere: (BothWays, &str, i64) = ([NOWHERE_BEFORE, NOWHERE_AFTER], "", DAYS);
    let asked: Vec<(BothWays, &str, i64)> = match (place.commune.as_deref(), place.cercle.as_deref()) {
        (Some(commune), cercle) => vec![
            ([COMMUNE_SAME_BEFORE, COMMUNE_SAME_AFTER], commune, DAYS),
            ([COMMUNE_OTHER_BEFORE, COMMUNE_OTHER_AFTER], commune, DAYS),
            ([BARE_CERCLE_BEFORE, BARE_CERCLE_AFTER], cercle.unwrap_or_default(), DAYS),
            nowhere,
        ],
        (None, Some(cercle)) => vec![
            ([CERCLE_SAME_BEFORE, CERCLE_SAME_AFTER], cercle, DAYS),
            ([CERCLE_OTHER_BEFORE, CERCLE_OTHER_AFTER], cercle, DAYS),
            nowhere,
        ],
        (None, None) => vec![([ANYWHERE_BEFORE, ANYWHERE_AFTER], "", DAYS_ANYWHERE)],
    };
    let service = case.facts.get("service").map_or("", String::as_str);
    let at = case.opened_at.0;
    let (all_teams, team) = sight(member);
    let mut found: Vec<(bool, u64, Uuid)> = Vec::new();
    for (both_ways, code, days) in asked {
        for (text, end) in both_ways.into_iter().zip([at - days * DAY, at + days * DAY]) {
            let rows: Vec<(Uuid, i64, Option<String>)> = on!(conn, c => sqlx::query_as(text)
                .bind(&case.pack)
                .bind(all_teams)
                .bind(team)
                .bind(member.id.0)
                .bind(case.id.0)
                .bind(at)
                .bind(end)
                .bind(code)
                .bind(service)
                .bind(NEAREST)
                .fetch_all(c).await)?;
            found.extend(rows.into_iter().map(|(id, opened_at, theirs)| {
                (theirs.as_deref() != Some(service), opened_at.abs_diff(at), id)
            }));
        }
    }
    found.sort_unstable();
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, _, id)| CaseId(id)).collect())
}
