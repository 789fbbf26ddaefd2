//! Likely duplicates are found where there is much else, and where the place says little. On both engines.

use acts::{casework, desk::Handler};
use civic::directory::Role;
use testhouse::TestHouse;

const STORY: &str =
    "Récit synthétique : barrière inventée devant le marché, carnet jaune réclamé par deux agents.";
const OTHER: &str =
    "Texte artificiel sans rapport, écrit pour remplir les listes pendant cette vérification.";

async fn found(test: &TestHouse, handler: &Handler, reference: &str) -> Vec<String> {
    let id = casework::find(&test.house, handler, reference).await.unwrap();
    let dossier = casework::open(&test.house, handler, id).await.unwrap();
    let candidates = casework::candidates(&test.house, handler, &dossier).await.unwrap();
    candidates.iter().map(|candidate| candidate.case.reference.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_report_is_found_among_many_of_the_same_commune() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let place = ("place", "ML0506");
        for _ in 0..45 {
            test.report(&[place, ("service", "health"), ("narrative", OTHER)]).await;
        }
        test.clock.advance(86_400);
        let first = test.report(&[place, ("narrative", STORY)]).await.reference;
        let second = test.report(&[place, ("narrative", STORY)]).await.reference;
        let keeper = test.handler("keeper").await;
        assert_eq!(found(&test, &keeper, &second).await, [first]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_names_the_cercle_only_or_no_place_is_compared_too() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("awa", Role::Caseworker, Some(alpha), Some("ML05")).await;
        let commune = test.report(&[("place", "ML050601"), ("narrative", STORY)]).await.reference;
        let cercle = test.report(&[("place", "ML0506"), ("narrative", STORY)]).await.reference;
        let nowhere = test.report(&[("narrative", STORY)]).await.reference;
        let keeper = test.handler("keeper").await;
        for (one, others) in [
            (&commune, [&cercle, &nowhere]),
            (&cercle, [&commune, &nowhere]),
            (&nowhere, [&commune, &cercle]),
        ] {
            let found = found(&test, &keeper, one).await;
            assert!(others.iter().all(|other| found.contains(other)), "{one}: {found:?}");
        }
        // Awa works in one region and knows nothing of a report without a place.
        let awa = test.handler("awa").await;
        assert_eq!(found(&test, &awa, &commune).await, [cercle]);
    }
}
