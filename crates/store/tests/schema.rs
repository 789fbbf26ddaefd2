//! The two schemas are one schema, every statement fits it, and the settings that keep promises are asserted.

use sqlx::{Connection, PgConnection, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use store::{Settings, Store, StoreError};

#[tokio::test]
async fn every_statement_of_the_house_prepares_on_both_engines() {
    let mut counts = BTreeSet::new();
    for engine in &testkit::engines().await {
        counts.insert(engine.store.check_statements().await.unwrap());
    }
    assert_eq!(counts.len(), 1);
    assert!(counts.iter().all(|count| *count > 50), "{counts:?}");
}

#[tokio::test]
async fn a_statement_that_misses_its_column_is_found() {
    for (engine, place) in testkit::engines().await.iter().map(|engine| (engine, engine.place())) {
        let drop_column = "ALTER TABLE drafts DROP COLUMN pack";
        match engine.store.engine() {
            store::Engine::Sqlite => {
                let mut raw = SqliteConnection::connect(&format!("sqlite:{place}")).await.unwrap();
                sqlx::raw_sql(drop_column).execute(&mut raw).await.unwrap();
            }
            store::Engine::Postgres => {
                let mut raw = PgConnection::connect(&place).await.unwrap();
                sqlx::raw_sql(drop_column).execute(&mut raw).await.unwrap();
            }
        }
        let told = engine.reopen().await.check_statements().await.unwrap_err().to_string();
        assert!(told.contains("drafts::"), "{told}");
    }
}

/// A statement outside `sql!` would escape the test above.
#[test]
fn no_statement_is_written_outside_the_registry() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Pragmas and transaction control live in these.
        if ["opening.rs", "writer.rs"].contains(&name.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for inline in ["query(\"", "query_as(\"", "query_scalar(\"", "AssertSqlSafe"] {
            assert!(!text.contains(inline), "{name}: {inline}");
        }
    }
}

#[test]
fn both_engines_have_the_same_migration_files() {
    let names = |engine: &str| -> BTreeSet<String> {
        std::fs::read_dir(format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

/// `table.column` → (type in SQLite's words, may be null).
type Columns = BTreeMap<String, (String, bool)>;

#[tokio::test]
async fn after_migration_both_engines_have_the_same_tables_columns_and_nulls() {
    let sqlite = testkit::sqlite().await;
    let postgres = testkit::postgres().await;
    let mut file = SqliteConnection::connect(&format!("sqlite:{}", sqlite.place())).await.unwrap();
    let of_file: Vec<(String, String, bool)> = sqlx::query_as(
        "SELECT t.name || '.' || c.name, c.type, c.\"notnull\" = 0 AND c.pk = 0 \
         FROM sqlite_schema t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '_sqlx%'",
    )
    .fetch_all(&mut file)
    .await
    .unwrap();
    let of_file: Columns = of_file.into_iter().map(|(name, kind, null)| (name, (kind, null))).collect();
    let mut server = PgConnection::connect(&postgres.place()).await.unwrap();
    let of_server: Vec<(String, String, bool)> = sqlx::query_as(
        "SELECT table_name || '.' || column_name, data_type, is_nullable = 'YES' \
         FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .fetch_all(&mut server)
    .await
    .unwrap();
    let of_server: Columns = of_server
        .into_iter()
        .map(|(name, kind, null)| {
            let kind = match kind.as_str() {
                "uuid" | "bytea" => "BLOB",
                "bigint" | "boolean" => "INTEGER",
                "text" => "TEXT",
                other => panic!("{name} has type {other}, which dialect.rs does not know"),
            };
            (name, (kind.to_owned(), null))
        })
        .collect();
    assert_eq!(of_file, of_server);
    assert!(of_file.contains_key("outbox.dedupe_key"));
}

/// Unique keys and their columns decide what can happen twice; foreign keys what can be orphaned.
#[tokio::test]
async fn after_migration_both_engines_have_the_same_unique_and_foreign_keys() {
    let sqlite = testkit::sqlite().await;
    let postgres = testkit::postgres().await;
    let mut file = SqliteConnection::connect(&format!("sqlite:{}", sqlite.place())).await.unwrap();
    let of_file: Vec<String> = sqlx::query_scalar(
        "SELECT t.name || ' unique ' || (SELECT group_concat(name) FROM \
           (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) \
         FROM sqlite_schema t, pragma_index_list(t.name) i \
         WHERE t.type = 'table' AND i.\"unique\" AND t.name NOT LIKE '_sqlx%' \
         UNION SELECT t.name || '.' || f.\"from\" || ' in ' || f.\"table\" \
         FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
    )
    .fetch_all(&mut file)
    .await
    .unwrap();
    let mut server = PgConnection::connect(&postgres.place()).await.unwrap();
    let of_server: Vec<String> = sqlx::query_scalar(
        "SELECT t.relname || ' unique ' || (SELECT string_agg(a.attname, ',' ORDER BY k.n) \
           FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (att, n) \
           JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att) \
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
         WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE '\\_sqlx%' \
         UNION SELECT t.relname || '.' || a.attname || ' in ' || r.relname \
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'",
    )
    .fetch_all(&mut server)
    .await
    .unwrap();
    let (of_file, of_server): (BTreeSet<_>, BTreeSet<_>) =
        (of_file.into_iter().collect(), of_server.into_iter().collect());
    assert_eq!(of_file, of_server);
    assert!(of_file.contains("releases unique pack,as_of"), "{of_file:?}");
    assert!(of_file.contains("sessions.member_id in members"), "{of_file:?}");
}

#[tokio::test]
async fn a_server_that_does_not_wait_for_its_disk_is_refused() {
    let database = testkit::Database::fresh().await.unwrap();
    let name = database.url().rsplit('/').next().unwrap().to_owned();
    let mut raw = PgConnection::connect(database.url()).await.unwrap();
    let forget = sqlx::AssertSqlSafe(format!("ALTER DATABASE {name} SET synchronous_commit = off"));
    sqlx::raw_sql(forget).execute(&mut raw).await.unwrap();
    let refused = Store::open(Settings::database(database.url())).await.err();
    let setting = StoreError::Setting { name: "synchronous_commit", found: "off".to_owned(), wanted: "on" };
    assert_eq!(refused, Some(setting));
    let tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
    let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut raw).await.unwrap();
    assert_eq!(tables, 0, "not even the schema was trusted to it");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_and_its_log_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let engine = testkit::sqlite().await;
    for entry in std::fs::read_dir(engine.folder().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.file_name());
    }
}

#[tokio::test]
async fn a_reader_cannot_write_to_the_file() {
    let engine = testkit::sqlite().await;
    let mut conn = engine.store.read().await.unwrap();
    let store::Conn::Sqlite(held) = &mut conn else { panic!("not a file") };
    let refused = sqlx::raw_sql("DELETE FROM meta").execute(&mut **held).await;
    assert!(refused.unwrap_err().to_string().contains("readonly"));
}

#[tokio::test]
async fn a_schema_newer_than_the_program_is_refused() {
    let engine = testkit::sqlite().await;
    let mut raw = SqliteConnection::connect(&format!("sqlite:{}", engine.place())).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'from the future', TRUE, x'00', 0)";
    sqlx::raw_sql(newer).execute(&mut raw).await.unwrap();
    let refused = Store::open(engine.settings.clone()).await;
    assert!(matches!(refused, Err(StoreError::Migration(_))), "{refused:?}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let refused = Store::open(Settings::file("/nowhere/at/all/dannaya.db")).await;
    let Err(StoreError::Unavailable(told)) = refused else { panic!("{refused:?}") };
    assert!(told.contains("/nowhere/at/all/dannaya.db"), "{told}");
}
