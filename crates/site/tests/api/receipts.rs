use super::*;
use acts::office::Reply as Answer;
use acts::{casework, office};
use civic::directory::Role;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

async fn ask(client: &mut Visitor, receipt: &str) -> Reply {
    client.post_json(RECEIPTS, &json!({ "receipt": receipt })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_mistyped_and_erased_receipts_get_the_same_bytes_and_lock_nobody_out() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let body = least(&mut client).await;
    let erased = client.post_json(INTAKE, &body).await.json();
    let kept = client.post_json(INTAKE, &body).await.json();
    erase(&test, erased["reference"].as_str().unwrap()).await;
    let erased = erased["receipt"].as_str().unwrap();
    let kept = kept["receipt"].as_str().unwrap();
    let wrong_digit = format!("{}{}", &kept[..19], (kept.as_bytes()[19] - b'0' + 1) % 10);
    let long = "1".repeat(10_000);
    let mut answers = BTreeSet::new();
    for receipt in [erased, &wrong_digit, "00000000000000000000", "1234 5678", "", "abc", "\u{0}", &long] {
        let reply = ask(&mut client, receipt).await;
        problem(&reply, 404, "receipt");
        answers.insert((reply.body, format!("{:?}", reply.headers)));
    }
    assert_eq!(answers.len(), 1, "they can be told apart: {answers:?}");
    let spaced: Vec<&str> = [&kept[..4], &kept[4..8], &kept[8..12], &kept[12..16], &kept[16..]].to_vec();
    assert_eq!(ask(&mut client, &spaced.join(" ")).await.status, 200);
}

/// Closes the case and lets the time pass after which its contents go.
async fn erase(test: &TestHouse, reference: &str) {
    let team = test.team("Alpha").await;
    test.member("bakary", Role::Coordinator, Some(team), None).await;
    let bakary = test.handler("bakary").await;
    let id = casework::find(&test.house, &bakary, reference).await.unwrap();
    let seen = casework::open(&test.house, &bakary, id).await.unwrap().case.version;
    casework::close(&test.house, &bakary, id, seen, "unfounded").await.unwrap();
    test.clock.advance(2 * 365 * 24 * 3600);
    assert_eq!(acts::chores::run(&test.house).await.unwrap().erased, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_reads_what_happened_and_the_letters_both_ways() {
    let test = sqlite().await;
    let house = &test.house;
    let team = test.team("Alpha").await;
    test.member("bakary", Role::Coordinator, Some(team), None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let receipted = test.report(&[("consent_referral", "yes")]).await;
    let mut client = test.visitor();
    client.extra = vec![("accept-language", "en".into())];
    let first = ask(&mut client, &receipted.receipt).await.json();
    assert_eq!(first["state"], "received");
    assert_eq!(first["state_text"], "We have received your report.");
    assert_eq!(first["due"], receipted.due.clone().unwrap());
    assert_eq!(first["timeline"][0]["kind"], "received");
    assert_eq!(first["timeline"][0]["at"], "2027-03-01T09:00:00Z");
    assert_eq!(first["messages"], json!([]));

    let bakary = test.handler("bakary").await;
    let id = casework::find(house, &bakary, &receipted.reference).await.unwrap();
    let version = async || casework::open(house, &bakary, id).await.unwrap().case.version;
    let seen = version().await;
    casework::assess(house, &bakary, id, seen, 3, vec!["precise".to_owned()], "Précis.").await.unwrap();
    casework::summarise(house, &bakary, id, version().await, "Résumé sans nom.").await.unwrap();
    test.clock.advance(60);
    casework::write(house, &bakary, id, version().await, "Avez-vous une date ?").await.unwrap();
    let holder = acts::follow::enter(house, &receipted.receipt).await.unwrap();
    acts::follow::write(house, &holder, "Le 3 février.", Vec::new()).await.unwrap();
    let handed = office::refer(house, &bakary, id, version().await, body, None).await.unwrap();
    let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    let refusal = Answer::Refuse("Hors de notre compétence.".to_owned());
    office::reply(house, &mandate, refusal, Vec::new()).await.unwrap();

    let now = ask(&mut client, &receipted.receipt).await.json();
    assert_eq!(now["state"], "assessed");
    let kinds: Vec<_> =
        now["timeline"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["received", "assessed", "referred", "refused"]);
    let text = |at: usize| now["timeline"][at]["text"].as_str().unwrap().to_owned();
    assert!(text(0).contains(&receipted.reference), "{}", text(0));
    assert!(text(2).contains("Inspection de test") && text(2).contains("2027"), "{}", text(2));
    assert!(text(3).contains("Inspection de test"), "{}", text(3));
    assert_eq!(now["timeline"][3]["words"], "Hors de notre compétence.");
    assert_eq!(
        now["messages"],
        json!([
            { "at": "2027-03-01T09:01:00Z", "from": "desk", "text": "Avez-vous une date ?" },
            { "at": "2027-03-01T09:01:00Z", "from": "reporter", "text": "Le 3 février." },
        ])
    );
    assert!((0..4).all(|at| !text(at).contains('{')), "no variable is left unsaid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_enters_within_three_seconds_while_five_hundred_guess() {
    let test = sqlite().await;
    let receipt = test.report(&[]).await.receipt;
    let router = site::router::router(Arc::clone(&test.app));
    let ask = |receipt: String| {
        let router = router.clone();
        tokio::spawn(async move { post(router, RECEIPTS, &[], &json!({ "receipt": receipt })).await.0 })
    };
    let guesses: Vec<_> = (0..500).map(|number| ask(format!("{number:020}"))).collect();
    let begun = Instant::now();
    assert_eq!(ask(receipt).await.unwrap(), 200);
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    for guess in guesses {
        assert_eq!(guess.await.unwrap(), 404);
    }
}
