//! Many cases fast: the cases of a demo, each copied so many times with ids and references of its own. Everything the
//! queue, the clocks and the public figures read is there; only the sealed bodies say the same thing many times.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;

/// Copies every case of the database until there are about `wanted`.
pub fn up_to(database: &Path, wanted: u64) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(copy(database, wanted)).expect("the cases can be copied");
}

async fn copy(database: &Path, wanted: u64) -> sqlx::Result<()> {
    let mut db: SqliteConnection = SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Off)
        .connect()
        .await?;
    let cases: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM cases").fetch_one(&mut db).await?;
    let copies = (wanted as i64 / cases.max(1)) - 1;
    if copies < 1 {
        return Ok(());
    }
    for text in [
        "CREATE TEMP TABLE copies AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
         SELECT id AS old, substr(id, 1, 6) || randomblob(10) AS new FROM cases, n",
        "CREATE INDEX temp.copies_old ON copies (old)",
        "INSERT INTO cases SELECT p.new, c.pack, 'DN-' || hex(randomblob(8)), randomblob(32), c.mailbox, c.state, c.open, \
         c.place_code, c.region, c.cercle, c.commune, c.service, c.kind, c.opened_at, c.changed_at, c.due_day, c.version, \
         c.last_seq, c.credibility, c.team, c.member, c.office, c.unread, NULL, c.closed_for, c.closed_at, c.erase_day, \
         c.erased FROM copies p JOIN cases c ON c.id = p.old",
        "INSERT INTO events SELECT p.new, e.seq, e.at, e.actor, e.body FROM copies p JOIN events e ON e.case_id = p.old",
        "INSERT INTO envelopes SELECT randomblob(16), p.new, e.purpose, e.wraps, e.body FROM copies p \
         JOIN envelopes e ON e.case_id = p.old WHERE e.purpose = 'report'",
        "INSERT INTO exclusions SELECT p.new, x.team_id FROM copies p JOIN exclusions x ON x.case_id = p.old",
        "INSERT INTO referrals SELECT randomblob(16), p.new, r.office_id, r.pack, r.state, r.at, r.acknowledge_day, \
         r.answer_day, r.acknowledged_at, r.ended_at, r.escalated FROM copies p JOIN referrals r ON r.case_id = p.old",
        "UPDATE tallies SET value = value * (1 + $1)",
        "DROP TABLE copies",
        "ANALYZE",
    ] {
        let query = sqlx::query(text);
        let query = if text.contains("$1") { query.bind(copies) } else { query };
        query.execute(&mut db).await?;
    }
    Ok(())
}
