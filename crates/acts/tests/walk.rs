//! The whole walk of a denunciation, by the acts, on both engines.

use acts::office::{LinkState, Reply};
use acts::{Error, casework, chores, desk, follow, office};
use civic::case::{Consent, Refusal, Satisfaction};
use civic::directory::Role;
use kernel::{Date, Timestamp};
use store::cases;
use testhouse::TestHouse;

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_checked_handed_over_answered_and_followed_by_its_receipt() {
    for engine in testkit::engines().await {
        walk(TestHouse::on(engine).await).await;
    }
}

async fn walk(test: TestHouse) {
    let house = &test.house;
    let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
    test.member("awa", Role::Caseworker, Some(alpha), None).await;
    test.member("bakary", Role::Coordinator, Some(alpha), None).await;
    test.member("coumba", Role::Coordinator, Some(beta), None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let receipted = test.report(&[("place", "ML0506"), ("exclude", &beta.to_string())]).await;

    let awa = test.handler("awa").await;
    let id = casework::find(house, &awa, &receipted.reference).await.unwrap();
    let coumba = test.handler("coumba").await;
    assert!(matches!(casework::find(house, &coumba, &receipted.reference).await, Err(Error::NotFound)));
    assert!(matches!(casework::open(house, &coumba, id).await, Err(Error::NotFound)));

    let dossier = casework::open(house, &awa, id).await.unwrap();
    assert!(dossier.report.unwrap()["narrative"].contains("contrôle routier"));
    let seen = dossier.case.version;
    let checks = vec!["precise".to_owned()];
    casework::assess(house, &awa, id, seen, 3, checks.clone(), "Récit précis.").await.unwrap();
    let again = casework::assess(house, &awa, id, seen, 1, checks, "Autre avis.").await;
    assert!(matches!(again, Err(Error::Refused(Refusal::Changed))), "the second sees the first's change");

    let bakary = test.handler("bakary").await;
    let version =
        async || cases::read(&mut house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version;
    casework::summarise(house, &bakary, id, version().await, "Résumé sans nom.").await.unwrap();
    casework::write(house, &bakary, id, version().await, "Avez-vous une date ?").await.unwrap();
    let handed = office::refer(house, &bakary, id, version().await, body, None).await.unwrap();

    let holder = follow::enter(house, &receipted.receipt).await.unwrap();
    follow::write(house, &holder, "Oui, le 3 février.", Vec::new()).await.unwrap();
    let seen_by_awa = casework::open(house, &awa, id).await.unwrap();
    let messages: Vec<_> = seen_by_awa.messages.iter().map(|said| said.text.clone().unwrap()).collect();
    assert_eq!(messages, ["Avez-vous une date ?", "Oui, le 3 février."]);

    assert!(office::unlock(house, &handed.link, "0000 0000").await.is_err());
    let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
    assert!(office::unlock(house, &handed.link, &handed.code).await.is_err(), "single holder");
    assert_eq!(office::link_state(house, &handed.link, None).await.unwrap(), LinkState::HeldElsewhere);
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    assert_eq!(mandate.summary, "Résumé sans nom.");
    office::reply(house, &mandate, Reply::Acknowledge, Vec::new()).await.unwrap();
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    let answer = Reply::Answer { text: "Agent muté.".into(), measure: "sanction".into() };
    office::reply(house, &mandate, answer, Vec::new()).await.unwrap();

    let seen = follow::view(house, &holder).await.unwrap();
    assert!(seen.lines.iter().any(|line| line.words.as_deref() == Some("Agent muté.")));
    casework::close(house, &awa, id, version().await, "resolved").await.unwrap();
    follow::tell(house, &holder, true, Satisfaction::Yes).await.unwrap();
    assert_eq!(follow::view(house, &holder).await.unwrap().consent, Consent::Yes);

    let later = Date::from_calendar_date(2031, kernel::Month::January, 1).unwrap();
    test.clock.set(Timestamp::start_of(later));
    assert_eq!(chores::run(house).await.unwrap().erased, 1);
    let gone = follow::enter(house, &receipted.receipt).await.unwrap_err();
    let never = follow::enter(house, "0000 0000 0000 0000 0000").await.unwrap_err();
    assert_eq!(gone.to_string(), never.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_member_is_out_at_once_and_nothing_new_is_sealed_to_them() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let team = test.team("Alpha").await;
        let member = test.member("awa", Role::Caseworker, Some(team), None).await;
        let cookie = desk::sign_in(&test.house, "awa", testhouse::PASSPHRASE, "").await.unwrap();
        desk::revoke(&test.house, member).await.unwrap();
        assert!(matches!(desk::handler(&test.house, &cookie).await, Err(Error::SignedOut)));
        assert!(desk::sign_in(&test.house, "awa", testhouse::PASSPHRASE, "").await.is_err());
        let keeper = test.handler("keeper").await.member.id;
        let receipted = test.report(&[]).await;
        let mut conn = test.house.store.read().await.unwrap();
        let id = cases::by_reference(&mut conn, &receipted.reference).await.unwrap().unwrap();
        for (_, _, wraps) in store::envelopes::wraps_of_case(&mut conn, id).await.unwrap() {
            let holders: Vec<_> =
                vault::decode_wraps(&wraps).unwrap().iter().map(|wrap| wrap.holder).collect();
            assert_eq!(holders, [vault::HolderId::ESCROW, vault::HolderId(keeper.0.into_bytes())]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_locks_after_a_quarter_of_an_hour_without_a_request() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let team = test.team("Alpha").await;
    test.member("awa", Role::Caseworker, Some(team), None).await;
    let cookie = desk::sign_in(&test.house, "awa", testhouse::PASSPHRASE, "").await.unwrap();
    test.clock.advance(14 * 60);
    assert!(desk::handler(&test.house, &cookie).await.is_ok());
    test.clock.advance(16 * 60);
    assert!(matches!(desk::handler(&test.house, &cookie).await, Err(Error::SignedOut)));
}
