//! The audit sees every hand in the database, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot set its ground has failed")]

use acts::audit::{self, Audit, Problem};
use acts::collect::readings::{self, Reader};
use acts::collect::{self, Added, Addition};
use acts::{casework, office};
use civic::directory::Role;
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeMap;
use store::{Engine, cases};
use testhouse::TestHouse;

async fn by_hand(test: &TestHouse, sql: &str) {
    let (place, sql) = (test.engine.place(), AssertSqlSafe(sql.to_owned()));
    match test.engine.store.engine() {
        Engine::Sqlite => {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{place}")).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
        Engine::Postgres => {
            let mut conn = sqlx::PgConnection::connect(&place).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    }
}

/// A house with one case that was handed over and excludes a team, and one that was only received.
async fn lived_in(test: &TestHouse) {
    let house = &test.house;
    let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
    test.member("bakary", Role::Coordinator, Some(alpha), None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    test.report(&[]).await;
    let receipted = test.report(&[("place", "ML0506"), ("exclude", &beta.to_string())]).await;
    let bakary = test.handler("bakary").await;
    let id = casework::find(house, &bakary, &receipted.reference).await.unwrap();
    let version =
        async || cases::read(&mut house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version;
    let checks = vec!["precise".to_owned()];
    casework::assess(house, &bakary, id, version().await, 3, checks, "Récit précis.").await.unwrap();
    casework::summarise(house, &bakary, id, version().await, "Résumé sans nom.").await.unwrap();
    office::refer(house, &bakary, id, version().await, body, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_was_worked_in_agrees_with_its_events() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        assert_eq!(
            audit::run(&test.house).await.unwrap(),
            Audit { ok: true, cases: 0, events: 0, problems: vec![] }
        );
        lived_in(&test).await;
        let audit = audit::run(&test.house).await.unwrap();
        assert_eq!(audit.problems, []);
        assert_eq!((audit.ok, audit.cases), (true, 2));
        assert!(audit.events >= 7, "{audit:?}");
        // The snapshot does not linger: the house goes on, and is looked at again.
        test.report(&[]).await;
        assert_eq!(audit::run(&test.house).await.unwrap().cases, 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hand_in_the_database_is_noticed_and_named() {
    type Seen = fn(&Problem) -> bool;
    let hands: [(&str, Seen); 9] = [
        (
            "UPDATE cases SET state = 'closed' WHERE office IS NULL",
            |found| matches!(found, Problem::RowDiffers { columns, .. } if *columns == ["state"]),
        ),
        ("DELETE FROM exclusions", |found| matches!(found, Problem::ExclusionsDiffer { .. })),
        ("UPDATE referrals SET answer_day = answer_day + 30", |found| {
            matches!(found, Problem::ReferralDiffers { .. })
        }),
        ("DELETE FROM referrals", |found| matches!(found, Problem::ReferralDiffers { .. })),
        ("DELETE FROM envelopes WHERE purpose = 'report'", |found| {
            matches!(found, Problem::NoEnvelope { .. })
        }),
        (
            "UPDATE tallies SET value = value + 5 WHERE measure = 'received'",
            |found| matches!(found, Problem::TallyDiffers { measure, .. } if measure == "received"),
        ),
        ("DELETE FROM events WHERE seq = 2", |found| matches!(found, Problem::BrokenHistory { .. })),
        ("DELETE FROM cases WHERE office IS NULL", |found| matches!(found, Problem::NoRow { .. })),
        ("DELETE FROM events WHERE seq >= 1", |found| matches!(found, Problem::BrokenHistory { .. })),
    ];
    for (sql, expected) in hands {
        for engine in testkit::engines().await {
            let test = TestHouse::on(engine).await;
            lived_in(&test).await;
            by_hand(&test, sql).await;
            let audit = audit::run(&test.house).await.unwrap();
            assert!(!audit.ok && audit.problems.iter().any(expected), "{sql}: {audit:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_who_opened_records_that_is_changed_or_taken_out_is_noticed() {
    for sql in [
        "UPDATE readings SET records = 7 WHERE seq = 2",
        "UPDATE readings SET form_id = 'other' WHERE seq = 2",
        "DELETE FROM readings WHERE seq = 2",
        "UPDATE readings SET mac = (SELECT r.mac FROM readings r WHERE r.seq = 1) WHERE seq = 2",
    ] {
        for engine in testkit::engines().await {
            let test = TestHouse::on(engine).await;
            for id in ["well", "other"] {
                let xml = include_str!("../src/collect/codebook.xml")
                    .replace("id=\"well\"", &format!("id=\"{id}\""));
                let addition =
                    Addition { xml: xml.into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
                let added = collect::add_form(&test.house, addition).await.unwrap();
                assert!(matches!(added, Added::Kept { .. }), "{added:?}");
            }
            for _ in 0..3 {
                readings::export(&test.house, Reader::Command, "well").await.unwrap();
            }
            assert!(audit::run(&test.house).await.unwrap().ok);
            by_hand(&test, sql).await;
            let found = audit::run(&test.house).await.unwrap();
            assert_eq!(found.problems, [Problem::ReadingsBroken { line: 2 }], "{sql}");
        }
    }
}
