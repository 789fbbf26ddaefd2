//! An index that no statement uses costs a write at every change of its table and gives nothing.

use crate::statements;
use sqlx::sqlite::SqlitePoolOptions;

#[tokio::test]
async fn every_index_serves_some_statement() {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    sqlx::migrate!("migrations/sqlite").run(&pool).await.unwrap();
    let named = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut idle: Vec<String> = sqlx::query_scalar(named).fetch_all(&pool).await.unwrap();
    assert!(idle.len() > 20, "{idle:?}");
    for statement in statements() {
        let text: &'static str = format!("EXPLAIN QUERY PLAN {}", statement.sqlite).leak();
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(&pool).await.unwrap();
        for (.., step) in steps {
            idle.retain(|index| !step.split([' ', '(']).any(|word| word == index));
        }
    }
    assert!(idle.is_empty(), "{idle:?}");
}
