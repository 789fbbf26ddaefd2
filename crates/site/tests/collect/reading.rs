//! Programs of analysts read what came.

use super::*;
use serde_json::Value;

/// A program with a token.
struct Program(Phone);

impl Program {
    async fn of(test: &TestHouse, name: &str, forms: &[&str]) -> Self {
        let forms = forms.iter().map(|form| (*form).to_owned()).collect();
        let recruit = Recruit { account: Account::Analyst, name: name.to_owned(), forms, places: Vec::new() };
        let token = collect::enlist(&test.house, recruit).await.unwrap();
        Self::with(test, &token).await
    }

    async fn with(test: &TestHouse, token: &str) -> Self {
        let router = site::router::router(Arc::clone(&test.app));
        let extra = vec![("authorization", format!("Bearer {token}")), ("x-openrosa-version", String::new())];
        Self(Phone { router, token: token.to_owned(), extra })
    }

    async fn page(&self, form: &str, query: &str) -> (u16, Value) {
        let path = format!("/api/v1/forms/{form}/submissions{query}");
        let answer = self.0.ask(Method::GET, &path, None, Vec::new()).await;
        (answer.status, serde_json::from_slice(&answer.body).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_remembers_the_cursor_gets_every_record_once_and_in_order() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let program = Program::of(&field.test, "tableau", &["visit"]).await;
        let (_, empty) = program.page("visit", "").await;
        assert_eq!(empty, serde_json::json!({ "submissions": [], "next": "0", "more": false }));
        let (mut keys, mut cursor) = (Vec::new(), "0".to_owned());
        for round in 0..4 {
            for number in 0..5 {
                field.phone.send(&record(&format!("{round}-{number}"), ""), &[]).await.message(201);
            }
            loop {
                let (status, page) = program.page("visit", &format!("?limit=2&cursor={cursor}")).await;
                assert_eq!(status, 200, "{page}");
                let found = page["submissions"].as_array().unwrap();
                assert!(found.len() <= 2);
                keys.extend(found.iter().map(|record| record["key"].as_str().unwrap().to_owned()));
                cursor = page["next"].as_str().unwrap().to_owned();
                if page["more"] == false {
                    break;
                }
            }
        }
        let sent: Vec<String> =
            (0..4).flat_map(|round| (0..5).map(move |number| format!("uuid:{round}-{number}"))).collect();
        assert_eq!(keys, sent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_stand_as_the_form_nests_them_and_a_correction_names_what_it_replaces() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let program = Program::of(&field.test, "tableau", &["visit"]).await;
        let more = "<age>34</age><works>pump well</works><where>12.65 -8.0 0.0 4.9</where>\
                    <house><photo>a.jpg</photo></house><person><called>P</called></person><person><called>Q</called></person>";
        field.phone.send(&record("one", more), &[]).await.message(201);
        let corrected = versioned("1", "two", more, "<orx:deprecatedID>uuid:one</orx:deprecatedID>");
        field.phone.send(&corrected.replace("34", "trente"), &[]).await.message(201);
        let (_, page) = program.page("visit", "").await;
        let found = page["submissions"].as_array().unwrap();
        assert_eq!(found.len(), 1, "what was corrected does not come");
        let record = &found[0];
        assert_eq!((&record["key"], &record["corrects"]), (&"uuid:two".into(), &"uuid:one".into()));
        assert_eq!((&record["volunteer"], &record["awaited_files"]), (&"Awa".into(), &1.into()));
        let answers = &record["answers"];
        assert_eq!(answers["name"], "Kadi & fils");
        assert_eq!(answers["age"], "trente", "what is no number stays what it is");
        assert_eq!(answers["works"], serde_json::json!(["pump", "well"]));
        assert_eq!(answers["where"]["latitude"], 12.65);
        assert_eq!(answers["house"]["photo"], "a.jpg");
        assert_eq!(answers["person"][1]["called"], "Q");
        assert_eq!(answers["meta"]["instanceID"], "uuid:two");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_reads_or_sends_and_only_what_it_was_given_for() {
    let field = Field::on(testkit::sqlite().await).await;
    add(&field.test, &visit("1").replace("id=\"visit\"", "id=\"secret\"")).await;
    let program = Program::of(&field.test, "tableau", &["visit"]).await;
    assert_eq!(program.page("visit", "").await.0, 200);
    for form in ["secret", "nowhere", "a%00b"] {
        assert_eq!(program.page(form, "").await.0, 404, "{form}");
    }
    let (status, told) = program.page("visit", "?limit=0").await;
    assert_eq!((status, &told["errors"][0]["name"]), (422, &"limit".into()));
    assert_eq!(program.page("visit", "?cursor=x").await.0, 422);
    let volunteer = Program::with(&field.test, &field.phone.token).await;
    let (status, told) = volunteer.page("visit", "").await;
    assert_eq!(
        (status, &told["type"]),
        (401, &"/problems/signed-out".into()),
        "a volunteer's token reads nothing"
    );
    let sending = Phone { token: program.0.token.clone(), ..field.phone.clone() };
    sending.get("formList").await.message(403);
    sending.send(&record("x", ""), &[]).await.message(403);
    for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(Program::with(&field.test, token).await.page("visit", "").await.0, 401);
    }
    collect::revoke(&field.test.house, Account::Analyst, "tableau").await.unwrap();
    assert_eq!(program.page("visit", "").await.0, 401);
}
