//! How SQLite, which has no statistics here, means to run each statement: at a million cases a wrong plan is an outage.

use crate::{alike, listing, statements};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Sqlite, SqliteConnection};

/// Tables that grow with the number of cases or records.
const LARGE: [&str; 15] = [
    "cases",
    "events",
    "envelopes",
    "referrals",
    "exclusions",
    "links",
    "outbox",
    "idempotency",
    "submissions",
    "submission_files",
    "submission_reviews",
    "entities",
    "entity_versions",
    "entity_held",
    "entity_faults",
];
/// Reads through everything, on purpose: the audit and `doctor`.
const WHOLE: [&str; 5] =
    ["cases::ORPHANS", "cases::COUNTS", "envelopes::STRAYS", "outbox::COUNT", "outbox::BY_STATE"];

/// The tables that a statement means by a name of its own: `FROM submissions s`, `JOIN forms AS f`.
fn meant<'t>(text: &'t str, called: &str) -> Vec<&'t str> {
    let words: Vec<&str> = text.split([' ', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let named = |at: usize| {
        let word = |more: usize| words.get(at + more).copied().unwrap_or_default();
        let alias = if word(2) == "AS" { word(3) } else { word(2) };
        (called == alias || called == word(1)).then(|| word(1))
    };
    let tables = (0..words.len()).filter(|at| matches!(words[*at], "FROM" | "JOIN" | "UPDATE" | "INTO"));
    tables.filter_map(named).collect()
}

async fn migrated() -> PoolConnection<Sqlite> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    sqlx::migrate!("migrations/sqlite").run(&pool).await.unwrap();
    pool.acquire().await.unwrap()
}

async fn plan(conn: &mut SqliteConnection, text: &str) -> Vec<String> {
    let text: &'static str = format!("EXPLAIN QUERY PLAN {text}").leak();
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(conn).await.unwrap();
    steps.into_iter().map(|(.., step)| step).collect()
}

#[tokio::test]
async fn no_statement_reads_through_a_table_that_grows_with_the_cases() {
    let mut conn = migrated().await;
    let mut found = Vec::new();
    for statement in statements().filter(|statement| !WHOLE.iter().any(|name| statement.name.ends_with(name)))
    {
        for step in plan(&mut conn, statement.sqlite).await {
            let called = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let tables = called.map(|called| meant(statement.sqlite, called)).unwrap_or_default();
            if tables.iter().any(|table| LARGE.contains(table)) {
                found.push(format!("{}: {step}", statement.name));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_table_is_known_by_the_name_a_statement_gives_it() {
    let text = "SELECT s.id FROM submissions s LEFT JOIN forms AS f ON f.id = (SELECT x FROM cases)";
    assert_eq!(meant(text, "s"), ["submissions"]);
    assert_eq!((meant(text, "f"), meant(text, "cases")), (vec!["forms"], vec!["cases"]));
    assert!(meant(text, "n").is_empty());
}

#[tokio::test]
async fn records_that_were_looked_at_are_read_from_an_index_of_them_alone() {
    let mut conn = migrated().await;
    let standings =
        statements().find(|statement| statement.name.ends_with("submissions::STANDINGS")).unwrap();
    let plan = plan(&mut conn, standings.sqlite).await;
    assert!(plan.iter().any(|step| step.contains("submissions_looked_at")), "{plan:?}");
}

#[tokio::test]
async fn a_page_in_order_of_due_days_is_read_from_an_index_and_never_sorted() {
    let mut conn = migrated().await;
    for statement in listing::STATEMENTS.iter().filter(|statement| !statement.name.ends_with("GATHERED")) {
        let plan = plan(&mut conn, statement.sqlite).await;
        let sorted = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        // The second of the walks is the gathering of one's own cases, and the third that of what is unread.
        let own = statement.name.contains("WALKED")
            && (statement.sqlite.contains("c.member = $4") || statement.sqlite.contains("c.unread"));
        assert!(own || !sorted, "{}: {plan:?} for {}", statement.name, statement.sqlite);
    }
}

#[tokio::test]
async fn likely_duplicates_are_found_by_walking_away_from_the_day_of_the_case() {
    let mut conn = migrated().await;
    for statement in alike::STATEMENTS {
        let plan = plan(&mut conn, statement.sqlite).await;
        let walks = ["cases_in_commune_by_age", "cases_of_cercle", "cases_by_age"];
        let walked = plan.iter().any(|step| walks.iter().any(|index| step.contains(index)));
        let sorted = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(walked && !sorted, "{}: {plan:?}", statement.name);
    }
}

#[tokio::test]
async fn what_waits_to_be_taken_or_read_is_found_without_walking_through_what_does_not() {
    let mut conn = migrated().await;
    let few =
        |text: &str| text.contains("c.open = TRUE AND c.member IS NULL") || text.contains("c.unread = TRUE");
    for statement in listing::STATEMENTS.iter().filter(|statement| few(statement.sqlite)) {
        let plan = plan(&mut conn, statement.sqlite).await;
        // Walking by due day or by age would pass by every case that is closed, in hand or read.
        let walks = ["cases_by_due", "cases_by_age"].map(|index| format!("USING INDEX {index} "));
        let walked = plan.iter().any(|step| walks.iter().any(|index| step.contains(index)));
        assert!(!walked, "{}: {plan:?}", statement.sqlite);
    }
}

#[tokio::test]
async fn what_waits_to_be_taken_is_counted_within_the_narrowing_that_leaves_the_fewest() {
    let mut conn = migrated().await;
    let narrowings = [
        ("c.service = $5 AND", "cases_to_take_of_service"),
        ("c.state = $6 AND $5", "cases_to_take_in_state"),
        ("c.cercle = $7 AND", "cases_to_take_in_cercle"),
        ("c.commune = $7 AND", "cases_to_take_in_commune"),
    ];
    for (narrowing, index) in narrowings {
        let asked = listing::STATEMENTS.iter().filter(|statement| {
            statement.name.ends_with("COUNTED")
                && statement.sqlite.contains(narrowing)
                && statement.sqlite.contains("c.open = TRUE AND c.member IS NULL")
        });
        let asked: Vec<_> = asked.collect();
        assert!(!asked.is_empty(), "{narrowing}");
        for statement in asked {
            let plan = plan(&mut conn, statement.sqlite).await;
            let found = plan.iter().any(|step| step.contains(&format!("USING INDEX {index} ")));
            assert!(found, "{narrowing}: {plan:?}");
        }
    }
}
