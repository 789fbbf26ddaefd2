//! The list of cases that the desk works through: by part, order and narrowing, as far as a member may see.
//!
//! A page must come soon whatever the number of cases. Each narrowing has an index in the order of due days, in which what
//! else is asked stands too, so that rows left out are never fetched. SQLite plans without statistics: a statement for
//! each narrowing leaves it one good index to choose.

use crate::StoreError;
use crate::cases::NEVER;
use crate::engine::{Conn, Statement, on};
use civic::directory::{Member, Role};
use civic::place::Level;
use sqlx::FromRow;
use uuid::Uuid;

/// One row of the list of cases.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CaseRow {
    /// Id.
    pub id: Uuid,
    /// Public reference.
    pub reference: String,
    /// State.
    pub state: String,
    /// Code of the place.
    pub place_code: Option<String>,
    /// Service.
    pub service: Option<String>,
    /// What happened.
    pub kind: Option<String>,
    /// When it came in, ms.
    pub opened_at: i64,
    /// Julian day on which it falls overdue; 9 999 999 for never.
    pub due_day: i64,
    /// 0–4.
    pub credibility: Option<i64>,
    /// Team that follows it.
    pub team: Option<Uuid>,
    /// Person who follows it.
    pub member: Option<Uuid>,
    /// Body that owes an answer.
    pub office: Option<Uuid>,
    /// The reporter wrote and nobody looked yet.
    pub unread: bool,
    /// Why it was closed.
    pub closed_for: Option<String>,
}

impl CaseRow {
    /// The day it falls overdue, as a Julian day number.
    pub fn due(&self) -> Option<i32> {
        (self.due_day < NEVER).then_some(self.due_day as i32)
    }
}

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Open, in nobody's hands, and waiting on no public body.
    New,
    /// In the hands of the one who asks.
    Mine,
    /// The reporter wrote and nobody has looked yet; closed cases too.
    Unread,
    /// Past the day owed.
    Overdue,
    /// Everything, closed cases too.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What falls overdue first.
    Due,
    /// What came in last.
    Newest,
}

/// What the list is asked for. Access is not a filter: it always comes from the member.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Pack.
    pub pack: String,
    /// First state of the pack.
    pub first_state: String,
    /// Part of the list.
    pub tab: Tab,
    /// Order.
    pub order: Order,
    /// Only this service.
    pub service: Option<String>,
    /// Only this state.
    pub state: Option<String>,
    /// Only this place, which is of this level; cases are told apart down to the commune.
    pub place: Option<(Level, String)>,
    /// Today, Julian day.
    pub today: i32,
    /// Rows to leave out from the top.
    pub offset: u32,
    /// Rows at the most.
    pub limit: u32,
}

/// The narrowing that leaves the fewest cases: the statement begins with its index, in which all other narrowings of the
/// statement stand too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Nothing,
    Region,
    State,
    Service,
    Cercle,
    Commune,
}

impl Lead {
    fn of(filter: &Filter) -> Self {
        match filter.place.as_ref().map(|(level, _)| level) {
            Some(Level::Commune | Level::Locality) => Self::Commune,
            Some(Level::Cercle) => Self::Cercle,
            _ if filter.service.is_some() => Self::Service,
            _ if filter.state.is_some() => Self::State,
            Some(Level::Region) => Self::Region,
            _ => Self::Nothing,
        }
    }
}

/// From so many cases on, walking through all of them by age comes upon a page of the wanted ones soon.
const MANY: u32 = 5_000;

macro_rules! select {
    () => {
        "SELECT c.id, c.reference, c.state, c.place_code, c.service, c.kind, c.opened_at, c.due_day, c.credibility, \
         c.team, c.member, c.office, c.unread, c.closed_for FROM cases c WHERE "
    };
}
macro_rules! visible {
    () => {
        "c.pack = $1 AND c.merged_into IS NULL AND ($2 OR c.team IS NULL OR c.team = $3) \
         AND ($10 OR EXISTS (SELECT 1 FROM member_scopes s WHERE s.member_id = $4 AND s.pack = c.pack \
           AND (s.place_code = '' OR s.place_code = c.region OR s.place_code = c.cercle OR s.place_code = c.commune))) \
         AND NOT EXISTS (SELECT 1 FROM exclusions x WHERE x.case_id = c.id AND x.team_id = $3) "
    };
}
macro_rules! narrowed {
    (Nothing) => {
        "AND $5 = '' AND $6 = '' AND $7 = '' "
    };
    (Region) => {
        "AND c.region = $7 AND $5 = '' AND $6 = '' "
    };
    (State) => {
        "AND c.state = $6 AND $5 = '' AND ($7 = '' OR c.region = $7) "
    };
    (Service) => {
        "AND c.service = $5 AND ($6 = '' OR c.state = $6) AND ($7 = '' OR c.region = $7) "
    };
    (Cercle) => {
        "AND c.cercle = $7 AND ($5 = '' OR c.service = $5) AND ($6 = '' OR c.state = $6) "
    };
    (Commune) => {
        "AND c.commune = $7 AND ($5 = '' OR c.service = $5) AND ($6 = '' OR c.state = $6) "
    };
    (Anything) => {
        "AND ($5 = '' OR c.service = $5) AND ($6 = '' OR c.state = $6) \
         AND ($7 = '' OR c.region = $7 OR c.cercle = $7 OR c.commune = $7) "
    };
}
macro_rules! tab {
    (New) => {
        "AND c.open = TRUE AND c.member IS NULL AND c.office IS NULL AND $8 <> '' AND $9 > 0 "
    };
    (Mine) => {
        "AND c.member = $4 AND c.open = TRUE AND $8 <> '' AND $9 > 0 "
    };
    (Unread) => {
        "AND c.unread = TRUE AND $8 <> '' AND $9 > 0 "
    };
    (Overdue) => {
        "AND c.open = TRUE AND c.due_day < $9 AND $8 <> '' "
    };
    (All) => {
        "AND $8 <> '' AND $9 > 0 "
    };
    // The same in words by which SQLite finds no index, so that it keeps to the one by age.
    (New by age) => {
        "AND c.open <> FALSE AND c.member IS NULL AND c.office IS NULL AND $8 <> '' AND $9 > 0 "
    };
    (Overdue by age) => {
        "AND c.open <> FALSE AND c.due_day + 0 < $9 AND $8 <> '' "
    };
    (All by age) => {
        tab!(All)
    };
}
macro_rules! by_due {
    ($tab:ident, $lead:ident) => {
        concat!(
            select!(),
            visible!(),
            narrowed!($lead),
            tab!($tab),
            "ORDER BY c.due_day, c.id LIMIT $11 OFFSET $12"
        )
    };
}
/// Few cases: they are gathered by the index of the lead, in which the due day stands, and sorted by age.
macro_rules! gathered {
    ($tab:ident, $lead:ident) => {
        concat!(
            select!(),
            visible!(),
            narrowed!($lead),
            tab!($tab),
            "AND c.due_day > 0 ORDER BY c.opened_at + 0 DESC, c.id LIMIT $11 OFFSET $12"
        )
    };
}
/// Of one commune: its cases are walked through by age until the page is full, whatever their number.
macro_rules! walked_in_commune {
    ($tab:ident) => {
        concat!(
            select!(),
            visible!(),
            narrowed!(Commune),
            tab!($tab by age),
            "ORDER BY c.opened_at DESC, c.id LIMIT $11 OFFSET $12"
        )
    };
}
/// Many cases: all are walked through by age until the page is full.
macro_rules! walked {
    ($tab:ident) => {
        concat!(
            select!(),
            visible!(),
            narrowed!(Anything),
            tab!($tab by age),
            "ORDER BY c.opened_at DESC, c.id LIMIT $11 OFFSET $12"
        )
    };
}
macro_rules! count {
    ($tab:ident, $lead:ident) => {
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM cases c WHERE ",
            visible!(),
            narrowed!($lead),
            tab!($tab),
            "ORDER BY c.due_day, c.id LIMIT $11) AS capped"
        )
    };
}
/// One text for each lead, in the order of [`Lead`].
macro_rules! leads {
    ($text:ident, $tab:ident) => {
        [
            $text!($tab, Nothing),
            $text!($tab, Region),
            $text!($tab, State),
            $text!($tab, Service),
            $text!($tab, Cercle),
            $text!($tab, Commune),
        ]
    };
}
/// One row for each part of the list, in the order of [`Tab`].
macro_rules! tabs {
    ($text:ident) => {
        [
            leads!($text, New),
            leads!($text, Mine),
            [$text!(Unread, Anything); 6],
            leads!($text, Overdue),
            leads!($text, All),
        ]
    };
}
const BY_DUE: [[&str; 6]; 5] = tabs!(by_due);
const GATHERED: [[&str; 6]; 5] = tabs!(gathered);
const COUNTED: [[&str; 6]; 5] = tabs!(count);
/// By part of the list; the second and the third are never asked, since nobody has so many cases in hand or unread.
const WALKED: [&str; 5] = [walked!(New), GATHERED[1][0], GATHERED[2][0], walked!(Overdue), walked!(All)];

/// The same within one commune.
const WALKED_IN_COMMUNE: [&str; 5] = [
    walked_in_commune!(New),
    GATHERED[1][5],
    GATHERED[2][5],
    walked_in_commune!(Overdue),
    walked_in_commune!(All),
];

pub(crate) const STATEMENTS: &[Statement] = &registered();

const fn registered() -> [Statement; 100] {
    const fn named(name: &'static str, text: &'static str) -> Statement {
        Statement { name, sqlite: text, postgres: text }
    }
    let (mut all, mut at) = ([named("", ""); 100], 0);
    while at < 30 {
        let (tab, lead) = (at / 6, at % 6);
        all[at] = named("listing::BY_DUE", BY_DUE[tab][lead]);
        all[30 + at] = named("listing::GATHERED", GATHERED[tab][lead]);
        all[60 + at] = named("listing::COUNTED", COUNTED[tab][lead]);
        at += 1;
    }
    at = 0;
    while at < 5 {
        all[90 + at] = named("listing::WALKED", WALKED[at]);
        all[95 + at] = named("listing::WALKED_IN_COMMUNE", WALKED_IN_COMMUNE[at]);
        at += 1;
    }
    all
}

/// The page of the list that `member` may see.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(conn: &mut Conn, member: &Member, filter: &Filter) -> Result<Vec<CaseRow>, StoreError> {
    let (tab, lead) = (filter.tab, Lead::of(filter));
    let text = match filter.order {
        Order::Due => BY_DUE[tab as usize][lead as usize],
        Order::Newest if lead == Lead::Commune => WALKED_IN_COMMUNE[tab as usize],
        Order::Newest if !matches!(tab, Tab::Mine | Tab::Unread) && count(conn, member, filter, tab, MANY).await? == MANY => {
            WALKED[tab as usize]
        }
        Order::Newest => GATHERED[tab as usize][lead as usize],
    };
    let (all_teams, team) = sight(member);
    Ok(on!(conn, c => sqlx::query_as(text)
        .bind(&filter.pack)
        .bind(all_teams)
        .bind(team)
        .bind(member.id.0)
        .bind(filter.service.as_deref().unwrap_or_default())
        .bind(filter.state.as_deref().unwrap_or_default())
        .bind(filter.place.as_ref().map_or("", |(_, code)| code))
        .bind(&filter.first_state)
        .bind(i64::from(filter.today))
        .bind(sees_all(member, &filter.pack))
        .bind(i64::from(filter.limit))
        .bind(i64::from(filter.offset))
        .fetch_all(c).await)?)
}

/// How many rows a part of the list has for `member`, counted up to `limit` and no further.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(
    conn: &mut Conn,
    member: &Member,
    filter: &Filter,
    tab: Tab,
    limit: u32,
) -> Result<u32, StoreError> {
    let text = COUNTED[tab as usize][Lead::of(filter) as usize];
    let (all_teams, team) = sight(member);
    let found: i64 = on!(conn, c => sqlx::query_scalar(text)
        .bind(&filter.pack)
        .bind(all_teams)
        .bind(team)
        .bind(member.id.0)
        .bind(filter.service.as_deref().unwrap_or_default())
        .bind(filter.state.as_deref().unwrap_or_default())
        .bind(filter.place.as_ref().map_or("", |(_, code)| code))
        .bind(&filter.first_state)
        .bind(i64::from(filter.today))
        .bind(sees_all(member, &filter.pack))
        .bind(i64::from(limit))
        .fetch_one(c).await)?;
    Ok(found as u32)
}

pub(crate) fn sight(member: &Member) -> (bool, Option<Uuid>) {
    (member.role != Role::Caseworker, member.team.map(|team| team.0))
}

/// Whether the member works on the whole country, so that no case need be asked for its place.
fn sees_all(member: &Member, pack: &str) -> bool {
    member.scopes.iter().any(|scope| scope.pack == pack && scope.place.is_none())
}
