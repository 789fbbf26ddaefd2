//! What the writer promises: an answer means durable, a failure stays where it happened, and after a
//! failure of the database nothing is promised any more.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use sqlx::Connection;
use std::time::Duration;
use store::{Conn, Settings, Store, StoreError, Tx, counters};
use testkit::TestStore;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

/// Occupies the writer until the returned sender is used, so that what is written meanwhile forms groups.
async fn occupy(store: &Store) -> (oneshot::Sender<()>, JoinHandle<Result<(), StoreError>>) {
    let (begun, running) = oneshot::channel();
    let (release, released) = oneshot::channel::<()>();
    let store = store.clone();
    let unit = tokio::spawn(async move {
        store
            .write(async move |_| {
                let _ = begun.send(());
                let _ = released.await;
                Ok(())
            })
            .await
    });
    running.await.unwrap();
    (release, unit)
}

/// Waits until that many units wait for the writer.
async fn queued(store: &Store, count: usize) {
    tokio::time::timeout(Duration::from_secs(60), async {
        while store.written().waiting < count {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await
    .unwrap();
}

fn spawn_add(store: &Store, name: &'static str) -> JoinHandle<Result<i64, StoreError>> {
    let store = store.clone();
    tokio::spawn(async move { store.write(async move |tx| counters::add(tx, name, 1).await).await })
}

async fn value(store: &Store, name: &str) -> i64 {
    counters::value(&mut store.read().await.unwrap(), name).await.unwrap()
}

/// Runs SQL that only a test needs.
async fn raw(conn: &mut Conn, sql: &'static str) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(held) => sqlx::raw_sql(sql).execute(&mut **held).await.map(|_| ())?,
        Conn::Postgres(held) => sqlx::raw_sql(sql).execute(&mut **held).await.map(|_| ())?,
    }
    Ok(())
}

async fn fatal(store: &Store) -> String {
    tokio::time::timeout(Duration::from_secs(10), store.fatal()).await.unwrap()
}

async fn not_fatal(store: &Store) {
    assert!(tokio::time::timeout(Duration::from_millis(50), store.fatal()).await.is_err());
}

async fn nothing_is_taken_any_more(store: &Store) {
    let refused = store.write(async |tx| counters::add(tx, "later", 1).await).await;
    assert!(matches!(refused, Err(StoreError::Stopped(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_units_at_once_are_all_stored_and_share_transactions() {
    for TestStore { store, .. } in &testkit::engines().await {
        let (release, first) = occupy(store).await;
        let before = store.written();
        let units: Vec<_> = (0..500).map(|_| spawn_add(store, "reports")).collect();
        queued(store, 500).await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        let mut answers = Vec::new();
        for unit in units {
            answers.push(unit.await.unwrap().unwrap());
        }
        answers.sort_unstable();
        assert_eq!(answers, (1..=500).collect::<Vec<i64>>(), "each unit saw all before it, once");
        assert_eq!(value(store, "reports").await, 500);
        let written = store.written();
        assert_eq!(written.units - before.units, 501);
        assert_eq!(written.groups - before.groups, 3, "one unit alone, then 256 and 244");
    }
}

#[tokio::test]
async fn a_unit_that_fails_is_undone_alone() {
    for TestStore { store, .. } in &testkit::engines().await {
        let (release, first) = occupy(store).await;
        let good = spawn_add(store, "good");
        let refused = spawn_write(store, async |tx| {
            counters::add(tx, "half", 1).await?;
            raw(tx, "INSERT INTO counters (name, value) VALUES ('half', 7)").await
        });
        let given_up = spawn_write(store, async |tx| {
            counters::add(tx, "half", 1).await?;
            Err::<(), _>(StoreError::Stale)
        });
        let swallowed = spawn_write(store, async |tx| {
            let _ = raw(tx, "INSERT INTO counters (name, value) VALUES ('good', 7)").await;
            Ok(())
        });
        let also_good = spawn_add(store, "good");
        queued(store, 5).await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(good.await.unwrap(), Ok(1));
        assert_eq!(refused.await.unwrap(), Err(StoreError::Conflict("counters_pkey".to_owned())));
        assert_eq!(given_up.await.unwrap(), Err(StoreError::Stale));
        // SQLite lets a unit go on after a refused statement, PostgreSQL does not: never a false "stored".
        let went = swallowed.await.unwrap();
        assert_eq!(went.is_ok(), store.engine() == store::Engine::Sqlite, "{went:?}");
        assert_eq!(also_good.await.unwrap(), Ok(2));
        assert_eq!((value(store, "good").await, value(store, "half").await), (2, 0));
        assert_eq!(store.written().groups, 2, "the failures did not split the group");
    }
}

fn spawn_write<F, T>(store: &Store, act: F) -> JoinHandle<Result<T, StoreError>>
where
    F: AsyncFnOnce(&mut Tx) -> Result<T, StoreError> + Send + 'static,
    T: Send + 'static,
{
    let store = store.clone();
    tokio::spawn(async move { store.write(act).await })
}

#[tokio::test]
async fn nobody_is_answered_before_the_whole_group_is_committed() {
    for TestStore { store, .. } in &testkit::engines().await {
        let (release, first) = occupy(store).await;
        let done = spawn_add(store, "reports");
        queued(store, 1).await;
        let (begun, running) = oneshot::channel();
        let (go_on, gate) = oneshot::channel::<()>();
        let slow = spawn_write(store, async move |_| {
            let _ = begun.send(());
            let _ = gate.await;
            Ok(())
        });
        queued(store, 2).await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        running.await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!done.is_finished(), "it ran, but its group is still open");
        assert_eq!(value(store, "reports").await, 0);
        go_on.send(()).unwrap();
        assert_eq!(done.await.unwrap(), Ok(1));
        assert_eq!(value(store, "reports").await, 1);
        slow.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn when_too_many_wait_the_next_is_told_so_at_once() {
    for TestStore { store, .. } in &testkit::engines().await {
        let (release, first) = occupy(store).await;
        let mut units = JoinSet::new();
        for _ in 0..4096 {
            let store = store.clone();
            units.spawn(async move { store.write(async |tx| counters::add(tx, "reports", 1).await).await });
        }
        queued(store, 4096).await;
        assert_eq!(spawn_add(store, "reports").await.unwrap(), Err(StoreError::Busy));
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        while let Some(unit) = units.join_next().await {
            unit.unwrap().unwrap();
        }
        assert_eq!(value(store, "reports").await, 4096);
    }
}

/// Keeps the thread that lets go of it, so that those who were woken before run meanwhile.
struct SlowToGo;

impl Drop for SlowToGo {
    fn drop(&mut self) {
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[tokio::test]
async fn a_panic_in_a_unit_stores_nothing_of_its_group_and_stops_the_house_aloud() {
    for engine in &testkit::engines().await {
        let store = &engine.store;
        let (release, first) = occupy(store).await;
        let neighbour = spawn_add(store, "reports");
        queued(store, 1).await;
        let broken = spawn_write::<_, ()>(store, async |_| panic!("a mistake in a unit"));
        queued(store, 2).await;
        let slow_to_go = SlowToGo;
        let last = spawn_write(store, async move |_| {
            drop(slow_to_go);
            Ok(())
        });
        queued(store, 3).await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        for told in [neighbour.await.unwrap().map(|_| ()), broken.await.unwrap(), last.await.unwrap()] {
            assert!(matches!(&told, Err(StoreError::Stopped(why)) if why.contains("panic")), "{told:?}");
        }
        assert!(fatal(store).await.contains("panic"));
        nothing_is_taken_any_more(store).await;
        assert_eq!(value(&engine.reopen().await, "reports").await, 0);
    }
}

#[tokio::test]
async fn a_full_disk_fails_the_whole_group_and_stops_the_house_aloud() {
    let engine = testkit::sqlite().await;
    let store = &engine.store;
    let (release, first) = occupy(store).await;
    let neighbour = spawn_add(store, "reports");
    queued(store, 1).await;
    let full = spawn_write(store, async |tx| {
        raw(tx, "PRAGMA max_page_count = 60").await?;
        raw(tx, "INSERT INTO meta (name, value) VALUES ('large', zeroblob(4000000))").await
    });
    let after = spawn_add(store, "reports");
    queued(store, 3).await;
    release.send(()).unwrap();
    first.await.unwrap().unwrap();
    for told in [neighbour.await.unwrap().map(|_| ()), full.await.unwrap(), after.await.unwrap().map(|_| ())]
    {
        assert!(matches!(&told, Err(StoreError::Broken(why)) if why.contains("full")), "{told:?}");
    }
    assert!(fatal(store).await.contains("full"));
    nothing_is_taken_any_more(store).await;
    assert_eq!(value(&engine.reopen().await, "reports").await, 0);
}

#[tokio::test]
async fn a_server_that_goes_away_inside_a_unit_stores_nothing_and_is_found_again() {
    let engine = testkit::postgres().await;
    let store = &engine.store;
    let gone = store
        .write(async |tx| {
            counters::add(tx, "reports", 1).await?;
            raw(tx, "SELECT pg_terminate_backend(pg_backend_pid())").await
        })
        .await;
    assert!(matches!(gone, Err(StoreError::Unavailable(_))), "{gone:?}");
    assert_eq!(store.write(async |tx| counters::add(tx, "reports", 1).await).await, Ok(1));

    // Between two groups nothing is at stake: nobody notices.
    let mut conn = store.read().await.unwrap();
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    raw(&mut conn, others).await.unwrap();
    drop(conn);
    assert_eq!(store.write(async |tx| counters::add(tx, "reports", 1).await).await, Ok(2));
    not_fatal(store).await;
}

#[tokio::test]
async fn a_server_that_only_reads_since_a_failover_is_given_up_and_looked_for_again() {
    let engine = testkit::postgres().await;
    let store = &engine.store;
    let only_reads = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
    store.write(async move |tx| raw(tx, only_reads).await).await.unwrap();
    let refused = store.write(async |tx| counters::add(tx, "reports", 1).await).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    assert_eq!(store.write(async |tx| counters::add(tx, "reports", 1).await).await, Ok(1));
    not_fatal(store).await;
}

#[tokio::test]
async fn a_server_without_a_place_for_one_more_connection_is_unavailable() {
    let engine = testkit::postgres().await;
    let full =
        "DO $$ BEGIN RAISE EXCEPTION 'sorry, too many clients already' USING ERRCODE = '53300'; END $$";
    let refused = engine.store.write(async move |tx| raw(tx, full).await).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_told_without_its_password() {
    let refused = Store::open(Settings::database("postgres://awa:secret@host:port/dannaya")).await;
    let Err(StoreError::Unavailable(told)) = refused else { panic!("{refused:?}") };
    assert!(told.contains("address") && !told.contains("secret"), "{told}");
}

/// A trigger that runs when its transaction commits.
const AT_COMMIT: &str = "CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
    IF NEW.name = 'refused' THEN RAISE EXCEPTION 'not this one'; END IF; \
    IF NEW.name = 'lost' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; \
    RETURN NEW; END $$; \
    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON counters \
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()";

#[tokio::test]
async fn a_commit_the_server_refuses_fails_its_group_and_the_writer_goes_on() {
    let engine = testkit::postgres().await;
    let store = &engine.store;
    store.write(async |tx| raw(tx, AT_COMMIT).await).await.unwrap();
    let refused = store.write(async |tx| counters::add(tx, "refused", 1).await).await;
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
    assert_eq!(store.write(async |tx| counters::add(tx, "reports", 1).await).await, Ok(1));
    assert_eq!(value(store, "refused").await, 0);
    not_fatal(store).await;
}

#[tokio::test]
async fn a_commit_whose_outcome_is_unknown_is_not_acknowledged_and_stops_the_house_aloud() {
    let engine = testkit::postgres().await;
    let store = &engine.store;
    store.write(async |tx| raw(tx, AT_COMMIT).await).await.unwrap();
    let lost = store.write(async |tx| counters::add(tx, "lost", 1).await).await;
    assert!(matches!(lost, Err(StoreError::Broken(_))), "{lost:?}");
    assert!(fatal(store).await.contains("COMMIT"));
    nothing_is_taken_any_more(store).await;
}

#[tokio::test]
async fn a_file_that_another_process_holds_is_waited_for_and_then_reported_busy() {
    let engine = testkit::sqlite().await;
    let settings = Settings { patience: Duration::from_millis(100), ..engine.settings.clone() };
    let store = Store::open(settings).await.unwrap();
    let mut other = sqlx::SqliteConnection::connect(&format!("sqlite:{}", engine.place())).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    assert_eq!(spawn_add(&store, "reports").await.unwrap(), Err(StoreError::Busy));
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(spawn_add(&store, "reports").await.unwrap(), Ok(1));
    not_fatal(&store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_that_read_and_then_write_lose_no_update() {
    for engine in &testkit::engines().await {
        let nodes = [engine.store.clone(), engine.reopen().await];
        let mut units = JoinSet::new();
        for turn in 0..200 {
            let node = nodes[turn % 2].clone();
            units.spawn(async move {
                node.write(async |tx| {
                    let seen = counters::value(tx, "reports").await?;
                    tokio::task::yield_now().await;
                    counters::add(tx, "reports", 1).await.map(|now| (seen, now))
                })
                .await
            });
        }
        while let Some(unit) = units.join_next().await {
            let (seen, now) = unit.unwrap().unwrap();
            assert_eq!(now, seen + 1, "nobody wrote between the look and the leap");
        }
        assert_eq!(value(&engine.store, "reports").await, 200);
    }
}

#[tokio::test]
async fn a_unit_sees_what_was_stored_while_it_waited_whatever_isolation_the_server_prefers() {
    let engine = testkit::postgres().await;
    let prefer = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = %L', \
                  current_database(), 'repeatable read'); END $$";
    engine.store.write(async move |tx| raw(tx, prefer).await).await.unwrap();
    let (first, second) = (engine.reopen().await, engine.reopen().await);
    let (begun, running) = oneshot::channel();
    let (release, released) = oneshot::channel::<()>();
    let holding = spawn_write(&first, async move |tx| {
        counters::add(tx, "reports", 1).await?;
        let _ = begun.send(());
        let _ = released.await;
        Ok(())
    });
    running.await.unwrap();
    let waiting = spawn_write(&second, async |tx| counters::value(tx, "reports").await);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished(), "it stands before the lock");
    release.send(()).unwrap();
    holding.await.unwrap().unwrap();
    assert_eq!(waiting.await.unwrap(), Ok(1));
}

#[tokio::test]
async fn the_log_is_copied_into_the_file_before_it_grows_large() {
    let engine = testkit::sqlite().await;
    for round in 0..60 {
        // The same bytes again would not be written at all.
        let put = async move |tx: &mut Tx| store::meta::put(tx, "large", &vec![round; 500_000]).await;
        engine.store.write(put).await.unwrap();
    }
    let log = std::fs::metadata(format!("{}-wal", engine.place())).unwrap().len();
    assert!(log < 10_000_000, "30 MB were written, the log has {log} bytes");
    not_fatal(&engine.store).await;
}

/// Whether file or log of a store hold these bytes.
fn on_disk(engine: &TestStore, bytes: &[u8]) -> bool {
    let entries = std::fs::read_dir(engine.folder().unwrap()).unwrap();
    entries
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}

#[tokio::test]
async fn what_was_deleted_leaves_no_trace_in_the_file_once_it_is_wiped() {
    let engine = testkit::sqlite().await;
    let store = &engine.store;
    let words: &[u8] = b"a draft that its reporter took back";
    let put = async |tx: &mut Tx| store::meta::put(tx, "draft", words).await;
    store.write(put).await.unwrap();
    assert_eq!(store.wipe_deleted().await, Ok(true));
    assert!(on_disk(&engine, words), "it is there to be found");

    let mut reader = store.snapshot().await.unwrap();
    assert_eq!(store::meta::get(&mut reader, "draft").await, Ok(Some(words.to_vec())));
    store.write(async |tx| raw(tx, "DELETE FROM meta WHERE name = 'draft'").await).await.unwrap();
    assert_eq!(store.wipe_deleted().await, Ok(false), "somebody still reads it");
    assert_eq!(spawn_add(store, "reports").await.unwrap(), Ok(1), "and nobody waits for that");
    drop(reader);
    let wiped = async { while store.wipe_deleted().await != Ok(true) {} };
    tokio::time::timeout(Duration::from_secs(10), wiped).await.unwrap();
    assert!(!on_disk(&engine, words));
    not_fatal(store).await;
}

#[tokio::test]
async fn wiping_asks_nothing_of_a_server() {
    let engine = testkit::postgres().await;
    assert_eq!(engine.store.wipe_deleted().await, Ok(true));
    assert_eq!(spawn_add(&engine.store, "reports").await.unwrap(), Ok(1));
}

#[tokio::test]
async fn the_log_of_a_process_that_died_is_copied_into_the_file_before_anything_is_added() {
    let engine = testkit::sqlite().await;
    let dead = tempfile::tempdir().unwrap();
    assert_eq!(spawn_add(&engine.store, "reports").await.unwrap(), Ok(1));
    for entry in std::fs::read_dir(engine.folder().unwrap()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), dead.path().join(entry.file_name())).unwrap();
    }
    let log = dead.path().join("test.db-wal");
    assert!(log.metadata().unwrap().len() > 0);
    let store = Store::open(Settings::file(dead.path().join("test.db"))).await.unwrap();
    assert_eq!(log.metadata().unwrap().len(), 0);
    assert_eq!(value(&store, "reports").await, 1);
}

#[tokio::test]
async fn while_another_program_keeps_the_log_of_a_process_that_died_nothing_is_added_to_it() {
    let engine = testkit::sqlite().await;
    assert_eq!(spawn_add(&engine.store, "reports").await.unwrap(), Ok(1));
    let mut backup = sqlx::SqliteConnection::connect(&format!("sqlite:{}", engine.place())).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT * FROM counters").execute(&mut backup).await.unwrap();
    assert_eq!(spawn_add(&engine.store, "reports").await.unwrap(), Ok(2));

    let settings = Settings { patience: Duration::from_millis(100), ..engine.settings.clone() };
    let refused = Store::open(settings.clone()).await;
    assert!(matches!(refused, Err(StoreError::LogHeld)), "{refused:?}");
    sqlx::raw_sql("ROLLBACK").execute(&mut backup).await.unwrap();
    assert_eq!(value(&Store::open(settings).await.unwrap(), "reports").await, 2);
}

#[tokio::test]
async fn closing_stores_what_was_handed_over_and_takes_nothing_more() {
    for engine in &testkit::engines().await {
        let store = &engine.store;
        let (release, first) = occupy(store).await;
        let waiting = spawn_add(store, "reports");
        queued(store, 1).await;
        let closing = tokio::spawn({
            let store = store.clone();
            async move { store.close().await }
        });
        queued(store, 2).await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(waiting.await.unwrap(), Ok(1));
        closing.await.unwrap();
        nothing_is_taken_any_more(store).await;
        not_fatal(store).await;
        assert_eq!(value(&engine.reopen().await, "reports").await, 1);
    }
}
