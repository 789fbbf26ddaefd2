//! What is taken in and what is not, on both engines.

use acts::intake::{Receipted, Submission};
use acts::{Attendance, Error, attendance, casework, desk};
use civic::directory::Role;
use kernel::{Lang, TeamId};
use store::cases;
use testhouse::TestHouse;

async fn report(test: &TestHouse, more: &[(&str, &str)]) -> acts::Result<Receipted> {
    let answers = [
        ("kind", "money_asked"),
        ("service", "police"),
        ("narrative", "Récit inventé."),
        ("consent_referral", "yes"),
    ];
    let answers = answers.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let (files, lang, channel) = (Default::default(), Lang::Fr, "web".to_owned());
    let submission = Submission { answers: answers.collect(), files, lang, channel };
    acts::intake::submit(&test.house, "denunciation", submission, None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_no_handler_could_open_is_refused_and_nothing_of_it_is_kept() {
    for engine in testkit::engines().await {
        let test = TestHouse::empty(engine);
        let house = &test.house;
        let attends = async || attendance(&house.store, "denunciation").await.unwrap();
        assert!(matches!(report(&test, &[]).await, Err(Error::Unattended)));
        assert_eq!(attends().await, Attendance::Nobody);

        let (alpha, beta): (TeamId, TeamId) = (test.team("Alpha").await, test.team("Beta").await);
        let awa = test.member("awa", Role::Caseworker, Some(alpha), Some("ML05")).await;
        test.member("auditor", Role::Auditor, Some(beta), None).await;
        assert_eq!(attends().await, Attendance::SomePlaces);
        assert!(report(&test, &[("place", "ML0506")]).await.is_ok());
        assert!(matches!(report(&test, &[]).await, Err(Error::Unattended)), "awa works in one region alone");

        // Beta is left, and nobody of Beta holds a key.
        let refused = report(&test, &[("place", "ML0506"), ("exclude", &alpha.to_string())]).await;
        let Err(Error::Answers(faults)) = refused else { panic!("it was taken") };
        assert_eq!((&*faults[0].field, &*faults[0].key), ("exclude", "report-exclude-unread"));

        desk::revoke(house, awa).await.unwrap();
        assert!(matches!(report(&test, &[("place", "ML0506")]).await, Err(Error::Unattended)));
        assert_eq!(cases::counts(&mut house.store.read().await.unwrap()).await.unwrap().0, 1);

        // What came before is told as it is: nobody at work can open it.
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        assert_eq!(attends().await, Attendance::Everywhere);
        let bakary = test.handler("bakary").await;
        let first = kernel::CaseId(kernel::Uuid::nil());
        let id = cases::page(&mut house.store.read().await.unwrap(), first, 1).await.unwrap()[0];
        let dossier = casework::open(house, &bakary, id).await.unwrap();
        assert!(dossier.report.is_none() && dossier.nobody_opens);
    }
}
