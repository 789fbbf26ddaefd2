//! A report that nobody could read: said before it is written, refused without costing anything, mended where it can be.

use crate::phone::{answer, fill, only_case, receipt_in, start};
use acts::desk;
use civic::directory::Role;
use kernel::MemberId;
use store::members;
use testhouse::TestHouse;

const AT: &str = "/fr/report/denunciation";

/// The keeper, who could open everything, leaves.
async fn unkept(test: &TestHouse) {
    let keeper = members::by_login(&mut test.house.store.read().await.unwrap(), "keeper").await.unwrap();
    desk::revoke(&test.house, MemberId(keeper.unwrap().id)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_says_that_nobody_could_read_the_report_and_lets_nobody_start() {
    for engine in testkit::engines().await {
        let test = TestHouse::empty(engine);
        let mut citizen = test.visitor();
        let page = citizen.get(AT).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("personne ne pourrait lire votre signalement"), "{}", page.body);
        assert!(!page.body.contains("Commencer"), "no button to start");
        let pressed = citizen.post(AT, &[]).await;
        assert_eq!(pressed.status, 503, "a page that was open before");
        assert!(pressed.body.contains("personne ne pourrait lire votre signalement"));
        assert!(!pressed.headers.contains_key("set-cookie"), "no draft was begun");

        let alpha = test.team("Alpha").await;
        test.member("segou", Role::Caseworker, Some(alpha), Some("ML04")).await;
        let page = citizen.get(AT).await.body;
        assert!(page.contains("que dans certains lieux") && page.contains("Commencer"), "{page}");

        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        let page = citizen.get(AT).await.body;
        assert!(!page.contains("certains lieux") && page.contains("Commencer"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_refusal_leads_back_to_the_answers_and_the_refusal_takes_no_turn() {
    for engine in testkit::engines().await {
        let test = TestHouse::with(engine, |terms| terms.reports_a_minute = Some(1)).await;
        let alpha = test.team("Alpha").await;
        test.member("segou", Role::Caseworker, Some(alpha), Some("ML04")).await;
        unkept(&test).await;
        let (mut elsewhere, mut there) = (test.visitor(), test.visitor());
        fill(&mut elsewhere, &[("place", "ML0101")]).await;
        fill(&mut there, &[("place", "ML0403")]).await;
        for _ in 0..3 {
            let refused = elsewhere.post(&format!("{AT}/review"), &[]).await;
            assert_eq!(refused.status, 503);
            assert!(refused.body.contains("Personne ne peut lire ce signalement"), "{}", refused.body);
            assert!(refused.body.contains(&format!("href=\"{AT}/review\"")), "the way back to the answers");
        }
        assert!(elsewhere.get(&format!("{AT}/review")).await.body.contains("Récit synthétique"));
        let taken = there.post(&format!("{AT}/review"), &[]).await;
        assert_eq!(receipt_in(&taken).len(), 20, "the one turn of the minute is still there");
        only_case(&test).await;

        // Somebody comes who reads it: the answers were kept.
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.clock.advance(60);
        assert_eq!(receipt_in(&elsewhere.post(&format!("{AT}/review"), &[]).await).len(), 20);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn excluding_every_organisation_that_could_read_is_refused_on_the_page_with_those_to_leave() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
        test.team("Gamma").await;
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.member("kayes", Role::Caseworker, Some(beta), Some("ML01")).await;
        unkept(&test).await;
        let alpha = alpha.to_string();
        let mut citizen = test.visitor();
        start(&mut citizen).await;
        answer(&mut citizen, "place", &[("place", "ML0403")]).await;
        let refused = citizen.post(&format!("{AT}/exclude"), &[("exclude", &alpha), ("act", "next")]).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.body.contains("Laissez au moins une de celles-ci") && refused.body.contains("Alpha."),
            "{}",
            refused.body
        );
        // Where Beta reads, Alpha may be left out.
        answer(&mut citizen, "place", &[("place", "ML0101")]).await;
        assert_eq!(answer(&mut citizen, "exclude", &[("exclude", &alpha)]).await, "contact");
        let kept = beta.to_string();
        let both = [("exclude", alpha.as_str()), ("exclude", kept.as_str()), ("act", "next")];
        let refused = citizen.post(&format!("{AT}/exclude"), &both).await;
        assert!(refused.body.contains("Alpha, Beta."), "{}", refused.body);
        let back = citizen.post(&format!("{AT}/exclude"), &[("exclude", &alpha), ("act", "back")]).await;
        assert_eq!(back.status, 303, "going back asks for nothing");
    }
}
