use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_client_builds_a_valid_report_from_the_form_alone_on_both_engines() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let mut client = test.visitor();
        let body = least(&mut client).await;
        let reply = client.post_json(INTAKE, &body).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        let given = reply.json();
        assert!(given["reference"].as_str().unwrap().starts_with("DN-"));
        let receipt = given["receipt"].as_str().unwrap();
        assert!(receipt.len() == 20 && receipt.bytes().all(|digit| digit.is_ascii_digit()), "{receipt}");
        assert_eq!(stored(&test).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_says_what_each_field_takes_and_when_it_is_asked() {
    let test = sqlite().await;
    let team = test.team("Synthétique").await;
    let form = test.visitor().get(&format!("{FORM}?lang=en")).await.json();
    let field = |name: &str| {
        form["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
    };
    let kind = field("kind");
    assert_eq!(
        (kind["type"].as_str(), &kind["required"], &kind["relevant"]),
        (Some("select1"), &json!(true), &json!(true))
    );
    assert_eq!(kind["choices"][0]["value"], "money_asked");
    let outcome = field("outcome");
    assert_eq!((&outcome["required"], &outcome["relevant"]), (&json!(false), &json!(false)));
    assert!(outcome["relevant_when"].as_str().unwrap().contains("/data/kind = 'money_asked'"));
    let place = field("place");
    assert_eq!(place["type"], "place");
    assert!(place.get("choices").is_none(), "eighteen thousand places have an address of their own");
    assert_eq!(field("when")["type"], "date");
    assert_eq!(field("evidence")["type"], "upload");
    let narrative = field("narrative");
    assert_eq!(narrative["label"], "Tell us what happened");
    assert!(narrative["hint"].as_str().unwrap().starts_with("This text is sealed"));
    assert_eq!(field("exclude")["choices"], json!([{ "value": team.to_string(), "label": "Synthétique" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_in_the_language_asked_for_and_an_unreviewed_translation_gives_way_to_french() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let label = |reply: Reply| reply.json()["fields"][0]["label"].as_str().unwrap().to_owned();
    let french = label(client.get(FORM).await);
    let bambara = label(client.get(&format!("{FORM}?lang=bm")).await);
    client.extra = vec![("accept-language", "en-GB,en;q=0.9".into())];
    let english = label(client.get(FORM).await);
    assert_eq!(french, bambara);
    assert_ne!(french, english);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_services_of_the_house_are_listed_and_others_are_not_found() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let packs = client.get("/api/v1/packs?lang=en").await.json();
    assert_eq!(packs["packs"][0]["id"], "denunciation");
    assert_eq!(packs["packs"][0]["name"], "Report an abuse");
    assert_eq!(packs["packs"][0]["languages"], json!(["fr", "en"]));
    problem(&client.get("/api/v1/packs/petition/form").await, 404, "not-found");
    problem(&client.post_json("/api/v1/cases/petition", &json!({ "answers": {} })).await, 404, "not-found");
    problem(&client.get("/api/v1/nowhere").await, 404, "not-found");
    problem(&client.get(INTAKE).await, 405, "method");
}
