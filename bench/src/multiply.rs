//! Many cases fast: the cases of a demo, each copied so many times. A copy has ids and a reference of its own and is whole:
//! row, events, envelopes, exclusions, hand-overs, doors, letters and tallies agree as they do in the original, so that
//! `dannaya audit` finds nothing. Only the sealed bodies say the same thing many times, under ids they were not sealed for.

use kernel::{Reference, SeededEntropy, Timestamp, Uuid};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::collections::HashSet;
use std::path::Path;

/// Where the number of the copy goes in a text: the last eight digits of an id.
const COPY: &str = "@copy@";
/// Where the reference goes.
const REFERENCE: &str = "@reference@";
/// Rows of one statement.
const ROWS: usize = 200;

/// Copies every case of the database until there are about `wanted`, and forgets the releases, which counted fewer.
/// Gives the day of the last release, to make one anew.
pub fn up_to(database: &Path, wanted: u64) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(copy(database, wanted)).expect("the cases can be copied")
}

async fn copy(database: &Path, wanted: u64) -> sqlx::Result<String> {
    let mut db: SqliteConnection = SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", "-1000000")
        .connect()
        .await?;
    let last: i64 = sqlx::query_scalar("SELECT MAX(as_of) FROM releases").fetch_one(&mut db).await?;
    let cases: Vec<(Vec<u8>, String)> =
        sqlx::query_as("SELECT id, reference FROM cases ORDER BY id").fetch_all(&mut db).await?;
    let copies = (wanted / (cases.len() as u64).max(1)).saturating_sub(1);
    if copies > 0 {
        templates(&mut db, &cases).await?;
        name(&mut db, &cases, copies).await?;
        for text in FILL {
            sqlx::query(text).execute(&mut db).await?;
        }
        let more = "UPDATE tallies SET value = value * (1 + $1)";
        sqlx::query(more).bind(copies as i64).execute(&mut db).await?;
    }
    for text in [
        "DELETE FROM releases",
        "DELETE FROM meta WHERE name LIKE 'publication-%'",
        "PRAGMA journal_mode = WAL",
    ] {
        sqlx::query(text).execute(&mut db).await?;
    }
    Ok(Timestamp(last).date().to_string())
}

/// The texts that name ids of a case, with holes where a copy says something else.
async fn templates(db: &mut SqliteConnection, cases: &[(Vec<u8>, String)]) -> sqlx::Result<()> {
    let own = "SELECT id FROM cases UNION ALL SELECT id FROM envelopes UNION ALL SELECT id FROM referrals";
    let own: Vec<Vec<u8>> = sqlx::query_scalar(own).fetch_all(&mut *db).await?;
    let ids: HashSet<String> =
        own.iter().filter_map(|id| Uuid::from_slice(id).ok()).map(|id| id.to_string()).collect();
    for text in [
        "CREATE TEMP TABLE told (id BLOB, seq INTEGER, at INTEGER, actor TEXT, body TEXT, PRIMARY KEY (id, seq))",
        "CREATE TEMP TABLE letters (id BLOB PRIMARY KEY, dedupe_key TEXT)",
        "CREATE TEMP TABLE copies (old BLOB, n INTEGER, tail BLOB, digits TEXT, reference TEXT, PRIMARY KEY (old, n))",
    ] {
        sqlx::query(text).execute(&mut *db).await?;
    }
    for (id, reference) in cases {
        let events: Vec<(i64, i64, String, String)> =
            sqlx::query_as("SELECT seq, at, actor, body FROM events WHERE case_id = $1")
                .bind(id)
                .fetch_all(&mut *db)
                .await?;
        for (seq, at, actor, body) in events {
            let body = hollow(&body, &ids).replace(reference, REFERENCE);
            sqlx::query("INSERT INTO told VALUES ($1, $2, $3, $4, $5)")
                .bind(id)
                .bind(seq)
                .bind(at)
                .bind(actor)
                .bind(body)
                .execute(&mut *db)
                .await?;
        }
    }
    let letters: Vec<(Vec<u8>, String)> =
        sqlx::query_as("SELECT id, dedupe_key FROM outbox").fetch_all(&mut *db).await?;
    for (id, key) in letters {
        let key = hollow(&key, &ids);
        if key.contains(COPY) {
            sqlx::query("INSERT INTO letters VALUES ($1, $2)").bind(id).bind(key).execute(&mut *db).await?;
        }
    }
    Ok(())
}

/// A text whose ids that belong to a case have a hole for their last eight digits.
fn hollow(text: &str, ids: &HashSet<String>) -> String {
    let mut hollowed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        // An id begins eight digits before its first dash.
        let id =
            at.checked_sub(8).and_then(|start| rest.get(start..start + 36)).filter(|id| ids.contains(*id));
        match id {
            Some(id) => {
                hollowed.push_str(&rest[..at - 8]);
                hollowed.push_str(&id[..28]);
                hollowed.push_str(COPY);
                rest = &rest[at + 28..];
            }
            None => {
                hollowed.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    hollowed + rest
}

/// Draws a reference for every copy of every case.
async fn name(db: &mut SqliteConnection, cases: &[(Vec<u8>, String)], copies: u64) -> sqlx::Result<()> {
    let chance = SeededEntropy::new(1);
    let mut taken: HashSet<String> = cases.iter().map(|(_, reference)| reference.clone()).collect();
    let mut fresh = || loop {
        let drawn = Reference::draw("DN", &chance).expect("chance from a seed").to_string();
        if taken.insert(drawn.clone()) {
            return drawn;
        }
    };
    let all = cases.iter().flat_map(|(id, _)| (1..=copies as u32).map(move |n| (id, n)));
    let all: Vec<(&Vec<u8>, u32, String)> = all.map(|(id, n)| (id, n, fresh())).collect();
    for some in all.chunks(ROWS) {
        let mut insert = sqlx::QueryBuilder::new("INSERT INTO copies ");
        insert.push_values(some, |mut row, (id, n, reference)| {
            row.push_bind(*id)
                .push_bind(i64::from(*n))
                .push_bind(n.to_be_bytes().to_vec())
                .push_bind(format!("{n:08x}"))
                .push_bind(reference);
        });
        insert.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Everything a case consists of. A new id is the old one with the number of the copy as its last four bytes, so that ids
/// stay in the order of time and whatever one row says of another holds in each copy.
const FILL: [&str; 7] = [
    "INSERT INTO cases SELECT CAST(substr(c.id, 1, 12) || p.tail AS BLOB), c.pack, p.reference, randomblob(32), c.mailbox, c.state, c.open, \
     c.place_code, c.region, c.cercle, c.commune, c.service, c.kind, c.opened_at, c.changed_at, c.due_day, c.version, \
     c.last_seq, c.credibility, c.team, c.member, c.office, c.unread, CAST(substr(c.merged_into, 1, 12) || p.tail AS BLOB), \
     c.closed_for, c.closed_at, c.erase_day, c.erased FROM copies p JOIN cases c ON c.id = p.old ORDER BY p.old, p.n",
    "INSERT INTO events SELECT CAST(substr(t.id, 1, 12) || p.tail AS BLOB), t.seq, t.at, t.actor, \
     replace(replace(t.body, '@copy@', p.digits), '@reference@', p.reference) \
     FROM copies p JOIN told t ON t.id = p.old ORDER BY p.old, p.n, t.seq",
    "INSERT INTO envelopes SELECT CAST(substr(e.id, 1, 12) || p.tail AS BLOB), CAST(substr(e.case_id, 1, 12) || p.tail AS BLOB), e.purpose, e.wraps, \
     e.body FROM copies p JOIN envelopes e ON e.case_id = p.old ORDER BY p.old, p.n",
    "INSERT INTO exclusions SELECT CAST(substr(x.case_id, 1, 12) || p.tail AS BLOB), x.team_id FROM copies p \
     JOIN exclusions x ON x.case_id = p.old ORDER BY p.old, p.n",
    "INSERT INTO referrals SELECT CAST(substr(r.id, 1, 12) || p.tail AS BLOB), CAST(substr(r.case_id, 1, 12) || p.tail AS BLOB), r.office_id, r.pack, \
     r.state, r.at, r.acknowledge_day, r.answer_day, r.acknowledged_at, r.ended_at, r.escalated \
     FROM copies p JOIN referrals r ON r.case_id = p.old ORDER BY p.old, p.n",
    "INSERT INTO links SELECT CAST(substr(l.id, 1, length(l.id) - 4) || p.tail AS BLOB), CAST(substr(l.referral_id, 1, 12) || p.tail AS BLOB), \
     CAST(substr(l.case_id, 1, 12) || p.tail AS BLOB), l.expires, l.attempts, l.holder, l.key_sealed, l.ended \
     FROM copies p JOIN links l ON l.case_id = p.old ORDER BY p.old, p.n",
    "INSERT INTO outbox SELECT CAST(substr(o.id, 1, 12) || n.tail AS BLOB), o.kind, o.payload, o.state, o.due, o.attempts, o.last_error, \
     replace(l.dedupe_key, '@copy@', n.digits), o.created FROM letters l JOIN outbox o ON o.id = l.id \
     JOIN (SELECT tail, digits FROM copies WHERE old = (SELECT MIN(old) FROM copies)) AS n",
];

#[cfg(test)]
mod tests {
    use super::hollow;

    #[test]
    fn ids_of_the_case_get_a_hole_and_ids_of_others_stay() {
        let (own, other) = ("0190a3c4-0000-7000-8000-00000000abcd", "0190a3c4-0000-7000-8000-00000000ef01");
        let ids = [own.to_owned()].into();
        let text = format!(r#"{{"a":"{own}","b":"{other}","c":"x-y {own}"}}"#);
        let hole = own.replace("0000abcd", "@copy@");
        assert_eq!(hollow(&text, &ids), format!(r#"{{"a":"{hole}","b":"{other}","c":"x-y {hole}"}}"#));
    }
}
