use super::*;
use acts::casework;
use civic::directory::Role;
use std::collections::BTreeSet;
use std::sync::Arc;

fn keyed(test: &TestHouse, key: &str) -> Visitor {
    let mut client = test.visitor();
    client.extra = vec![("idempotency-key", key.to_owned())];
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_report_with_the_same_key_is_one_case_with_one_answer_for_a_day() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let mut client = keyed(&test, "synthetic-key-1");
        let body = least(&mut client).await;
        let sent = body.clone();
        let at_once: Vec<_> = (0..20)
            .map(|_| {
                let (mut client, body) = (keyed(&test, "synthetic-key-1"), sent.clone());
                tokio::spawn(async move { client.post_json(INTAKE, &body).await })
            })
            .collect();
        let mut answers = BTreeSet::new();
        for reply in at_once {
            let reply = reply.await.unwrap();
            assert_eq!(reply.status, 201, "{}", reply.body);
            answers.insert(reply.body);
        }
        answers.insert(client.post_json(INTAKE, &body).await.body);
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!(stored(&test).await, 1);

        let mut other = body.clone();
        other["answers"]["narrative"] = json!("Un autre récit synthétique.");
        problem(&client.post_json(INTAKE, &other).await, 409, "key-reused");
        assert_eq!(stored(&test).await, 1);

        test.clock.advance(24 * 3600);
        let next_day = client.post_json(INTAKE, &body).await;
        assert_eq!(next_day.status, 201);
        assert!(!answers.contains(&next_day.body), "a day later the key is free again");
        assert_eq!(stored(&test).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_two_reports_are_two_cases() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let body = least(&mut client).await;
    let (first, second) = (client.post_json(INTAKE, &body).await, client.post_json(INTAKE, &body).await);
    assert_ne!(first.body, second.body);
    assert_eq!(stored(&test).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_empty_long_invisible_or_given_twice_is_refused() {
    let test = sqlite().await;
    let body = least(&mut test.visitor()).await;
    let router = site::router::router(Arc::clone(&test.app));
    let long = "k".repeat(256);
    let keys: [&[&str]; 5] = [&[""], &["two words"], &["clé"], &[&long], &["one", "two"]];
    for keys in keys {
        let headers: Vec<_> = keys.iter().map(|key| ("idempotency-key", *key)).collect();
        let (status, problem) = post(router.clone(), INTAKE, &headers, &body).await;
        assert_eq!((status, &problem["errors"][0]["name"]), (422, &json!("Idempotency-Key")), "{keys:?}");
    }
    assert_eq!(keyed(&test, &"k".repeat(255)).post_json(INTAKE, &body).await.status, 201);
    assert_eq!(stored(&test).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_sends_is_what_a_handler_reads() {
    let test = sqlite().await;
    let (team, other) = (test.team("Alpha").await, test.team("Beta").await);
    test.member("awa", Role::Caseworker, Some(team), None).await;
    let mut client = test.visitor();
    let mut body = least(&mut client).await;
    body["lang"] = json!("en");
    body["answers"]["kind"] = json!(["money_asked"]);
    body["answers"]["outcome"] = json!("paid");
    body["answers"]["place"] = json!("ML0506");
    body["answers"]["when"] = json!("2027-02-03");
    body["answers"]["exclude"] = json!([other.to_string()]);
    body["answers"]["narrative"] = json!("Synthétique ɛɔɲŋ 🙂");
    body["answers"]["people"] = json!(null);
    body["answers"]["evidence"] =
        json!({ "name": "preuve.txt", "type": "text/plain", "data": "c3ludGhldGlj" });
    let reply = client.post_json(INTAKE, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);

    let awa = test.handler("awa").await;
    let reference = reply.json()["reference"].as_str().unwrap().to_owned();
    let id = casework::find(&test.house, &awa, &reference).await.unwrap();
    let dossier = casework::open(&test.house, &awa, id).await.unwrap();
    let sealed = dossier.report.as_ref().unwrap();
    assert_eq!(sealed["narrative"], "Synthétique ɛɔɲŋ 🙂");
    assert_eq!(dossier.case.facts["kind"], "money_asked");
    assert_eq!(dossier.case.facts["outcome"], "paid");
    assert_eq!(dossier.case.place.as_ref().unwrap().code, "ML0506");
    assert_eq!(dossier.case.excluded, [other]);
    assert_eq!((dossier.case.lang.tag(), dossier.case.channel.as_str()), ("en", "api"));
    let file = casework::file(&test.house, &awa, id, dossier.case.attachments[0]).await.unwrap();
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("preuve.txt", b"synthetic".as_slice()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_to_be_mended_says_which_field_in_the_language_of_the_client() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let good = least(&mut client).await;
    client.extra = vec![("accept-language", "en".into())];
    let cases = [
        ("narrative", json!(""), "Write at least one sentence."),
        ("narrative", json!(7), "The value is not of the type of this question."),
        ("narrative", json!("a\u{0}b"), "The value is not of the type of this question."),
        ("narrative", json!(["one"]), "The value is not of the type of this question."),
        ("narrative", json!("x".repeat(20_001)), "The text is too long."),
        ("kind", json!("canary"), "Choose an answer from the list."),
        ("kind", json!(true), "The value is not of the type of this question."),
        ("kind", json!(["money_asked", "abuse"]), "The value is not of the type of this question."),
        ("place", json!("nowhere"), "Choose an answer from the list."),
        ("when", json!("2027-02-30"), "This date does not exist."),
        ("when", json!("2028-01-01"), "Choose a past month, less than fifteen years ago."),
        ("when", json!(2027), "The value is not of the type of this question."),
        ("exclude", json!(["a b"]), "The value is not of the type of this question."),
        ("exclude", json!(["canary"]), "Choose an answer from the list."),
        (
            "evidence",
            json!("photo.jpg"),
            "A file is an object with name, type and data (in base64), of 8 MB at most.",
        ),
        (
            "evidence",
            json!({ "name": "a", "type": "b", "data": "not base64" }),
            "A file is an object with name, type and data (in base64), of 8 MB at most.",
        ),
        (
            "evidence",
            json!({ "name": "a", "type": "b", "data": "AAAA", "more": 1 }),
            "A file is an object with name, type and data (in base64), of 8 MB at most.",
        ),
        ("evidence", json!({ "name": "../a", "type": "b", "data": "AAAA" }), "This answer does not fit."),
        ("unknown", json!("x"), "The form does not ask this question."),
        ("unknown", json!(null), "The form does not ask this question."),
    ];
    for (name, value, sentence) in cases {
        let mut body = good.clone();
        body["answers"][name] = value.clone();
        let problem = problem(&client.post_json(INTAKE, &body).await, 422, "bad-form");
        assert_eq!(problem["errors"], json!([{ "name": name, "detail": sentence }]), "{name} = {value:.60}");
        assert!(!problem.to_string().contains("canary"), "what was sent is not repeated");
    }
    let empty = client.post_json(INTAKE, &json!({ "answers": {} })).await;
    let missing = problem(&empty, 422, "bad-form");
    let names: Vec<_> =
        missing["errors"].as_array().unwrap().iter().map(|fault| fault["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["kind", "service", "narrative", "consent_referral"]);
    client.extra.clear();
    let french = problem(&client.post_json(INTAKE, &json!({ "answers": {} })).await, 422, "bad-form");
    assert_ne!(missing["title"], french["title"]);
    assert_eq!(stored(&test).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_was_asked_is_left_out_even_when_it_is_wrong() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let mut body = least(&mut client).await;
    body["answers"]["kind"] = json!("abuse");
    body["answers"]["amount"] = json!("no such choice");
    body["answers"]["contact_email"] = json!("no address");
    let reply = client.post_json(INTAKE, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    body["answers"]["kind"] = json!("money_asked");
    let problem = problem(&client.post_json(INTAKE, &body).await, 422, "bad-form");
    assert_eq!(problem["errors"][0]["name"], "amount", "asked, it is to be mended: {problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_country_is_no_place_of_a_report() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let mut body = least(&mut client).await;
    body["answers"]["place"] = json!("ML");
    let problem = problem(&client.post_json(INTAKE, &body).await, 422, "bad-form");
    assert_eq!(problem["errors"][0]["name"], "place");
    let found = client.get("/api/v1/places?q=mali&limit=50").await.json();
    let codes: Vec<_> = found["places"].as_array().unwrap().iter().map(|place| &place["code"]).collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| **code != "ML"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_eight_megabytes_is_taken_and_a_larger_one_is_not() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let mut body = least(&mut client).await;
    let file = |bytes: usize| json!({ "name": "a.bin", "type": "application/octet-stream", "data": "AAAA".repeat(bytes / 3) });
    body["answers"]["evidence"] = file(8 << 20);
    assert_eq!(client.post_json(INTAKE, &body).await.status, 201);
    body["answers"]["evidence"] = file((8 << 20) + 6);
    problem(&client.post_json(INTAKE, &body).await, 422, "bad-form");
    body["answers"]["evidence"] = file(10 << 20);
    problem(&client.post_json(INTAKE, &body).await, 413, "too-large");
    assert_eq!(stored(&test).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_works_for_its_turns_and_whoever_comes_back_with_one_is_let_in() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = Some(3)).await;
    let mut client = test.visitor();
    let body = least(&mut client).await;
    let first = keyed(&test, "synthetic-key-2").post_json(INTAKE, &body).await;
    let mut wrong = body.clone();
    wrong["answers"]["kind"] = json!("no such kind");
    for _ in 0..10 {
        problem(&client.post_json(INTAKE, &wrong).await, 422, "bad-form");
    }
    let mut waiting = None;
    for _ in 0..10 {
        let reply = client.post_json(INTAKE, &body).await;
        if reply.status != 201 {
            waiting = Some(reply);
            break;
        }
    }
    let waiting = waiting.unwrap();
    let taken = stored(&test).await;
    assert!(
        (3..=4).contains(&taken),
        "{taken} reports in the first minute; those to be mended use up nothing"
    );
    let asked = problem(&waiting, 503, "work");
    let (ticket, bits) = (asked["ticket"].as_str().unwrap(), asked["work_bits"].as_u64().unwrap() as u32);
    let work =
        (0_u64..).map(|guess| guess.to_string()).find(|work| acts::gate::works(ticket, work, bits)).unwrap();
    client.extra = vec![("x-dannaya-ticket", ticket.to_owned()), ("x-dannaya-work", work)];
    let mut other = body.clone();
    other["answers"]["narrative"] = json!("Another synthetic report.");
    problem(&client.post_json(INTAKE, &other).await, 503, "work");
    let kept = client.post_json(INTAKE, &body).await;
    let seconds: i64 = kept.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert_eq!(problem(&kept, 503, "waiting")["ticket"], ticket);
    let again = keyed(&test, "synthetic-key-2").post_json(INTAKE, &body).await;
    assert_eq!(again.body, first.body, "an answer already given needs no turn");
    test.clock.advance(seconds);
    assert_eq!(client.post_json(INTAKE, &body).await.status, 201);
    assert_eq!(stored(&test).await, taken + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_nobody_could_open_takes_no_turn() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = Some(1)).await;
    let mut client = test.visitor();
    let body = least(&mut client).await;
    let keeper = test.handler("keeper").await.member.id;
    acts::desk::revoke(&test.house, keeper).await.unwrap();
    for _ in 0..3 {
        problem(&client.post_json(INTAKE, &body).await, 503, "unattended");
    }
    let alpha = test.team("Alpha").await;
    test.member("awa", civic::directory::Role::Caseworker, Some(alpha), None).await;
    assert_eq!(client.post_json(INTAKE, &body).await.status, 201, "the first that is taken");
}

#[tokio::test]
async fn when_the_store_has_stopped_nobody_is_told_that_nothing_was_saved() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let body = least(&mut client).await;
    let broken = test.house.store.write::<_, ()>(async |_| panic!("a mistake in a unit")).await;
    assert!(broken.is_err());
    let told = problem(&client.post_json(INTAKE, &body).await, 503, "store-stopped");
    let detail = told["detail"].as_str().unwrap();
    assert!(detail.contains("Nous ne savons pas si votre demande a été enregistrée"), "{detail}");
}
