//! A form is tried out: with a telephone, whose records count for nothing, and here, where nothing is kept.

use crate::forms::{BOUNDARY, Field, JPEG, enlist, post, record, visit};
use acts::collect::{self, Addition};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::forms::FormState;
use store::volunteers::Account;
use testhouse::{Reply, camera};
use tower::ServiceExt;

/// What a telephone that was set up with the link hears.
async fn ask(field: &Field, method: Method, path: &str, body: Vec<u8>) -> (u16, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "192.168.43.1:8080")
        .header("x-openrosa-version", "1.0")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(Body::from(body))
        .unwrap();
    let router = site::router::router(Arc::clone(&field.door.test.app));
    let response = router.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn parcel(xml: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let record = [("xml_submission_file", xml.as_bytes())];
    for (name, bytes) in record.iter().chain(files) {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").into_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

fn token_in(page: &Reply) -> String {
    page.body.split("/key/").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// A form that nobody is offered yet, beside the open one.
async fn draft(field: &Field) {
    let xml = visit("1").replace("id=\"visit\"", "id=\"draft\"").into_bytes();
    let addition = Addition { xml, pack: None, media: BTreeMap::new(), draft: true };
    collect::add_form(&field.door.test.house, addition).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn records_of_a_trial_stay_apart_and_are_emptied() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        draft(&field).await;
        let house = &field.door.test.house;
        let mut bakary = field.door.browser("bakary").await;
        let trial = "/desk/forms/draft/trial";
        assert!(bakary.get(trial).await.body.contains("Aucune fiche d’essai"));
        let shown = post(&mut bakary, &format!("{trial}/link"), &[]).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        let key = format!("/key/{}", token_in(&shown));
        assert_eq!(camera::on_page(&shown.body).len(), 1, "a code that a camera reads");
        let (status, list) = ask(&field, Method::GET, &format!("{key}/formList"), Vec::new()).await;
        assert_eq!(status, 200);
        assert!(list.contains("<formID>draft</formID>") && list.contains("Essai"), "{list}");
        assert!(!list.contains("<formID>visit"), "of the draft only: {list}");
        let (status, xml) = ask(&field, Method::GET, &format!("{key}/form/draft"), Vec::new()).await;
        assert!(status == 200 && xml.contains("id=\"draft\""));
        assert_eq!(ask(&field, Method::GET, &format!("{key}/form/visit"), Vec::new()).await.0, 404);

        let path = format!("{key}/submission");
        let photo = "<age>30</age><house><photo>a.jpg</photo></house>";
        let tried = record("t1", photo, "").replace("id='visit'", "id='draft'");
        let send = async |xml: &str, files: &[(&str, &[u8])]| {
            ask(&field, Method::POST, &path, parcel(xml, files)).await
        };
        assert_eq!(ask(&field, Method::HEAD, &path, Vec::new()).await.0, 204);
        let (status, said) = send(&tried, &[]).await;
        assert!(status == 201 && said.contains("Elle ne compte pas"), "{said}");
        assert!(bakary.get(trial).await.body.contains("pas encore arrivé"));
        assert_eq!(send(&tried, &[("a.jpg", JPEG), ("stray.jpg", JPEG)]).await.0, 201);
        assert_eq!(send(&tried.replace("30", "31"), &[]).await.0, 409, "as for a record that counts");
        assert_eq!(send(&record("t2", "", ""), &[]).await.0, 403, "a form of which this is no trial");
        let strange = tried.replace("version='1' xmlns", "version='7' xmlns");
        assert_eq!(send(&strange, &[]).await.0, 404);
        assert_eq!(send("<!DOCTYPE a><a/>", &[]).await.0, 400);
        let page = bakary.get(trial).await;
        for said in ["Une fiche d’essai, sur 100", ">30<", "a.jpg", "arrivé, 1"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }

        // Nothing else in the house knows of it.
        collect::set_state(house, "draft", FormState::Open).await.unwrap();
        assert!(collect::Records::of(house, "draft").await.unwrap().next().await.unwrap().is_none());
        let listed = collect::listed(house).await.unwrap();
        assert!(listed.iter().all(|listed| listed.counts.records == 0 && listed.counts.waiting == 0));
        assert!(!bakary.get("/desk/forms/draft/export/csv").await.body.contains("t1"));
        assert!(!bakary.get("/desk/forms/draft/submissions").await.body.contains("/desk/records/"));
        // The volunteer's own telephone may send the same name, and it counts.
        let issa = enlist(&field.door, "Issa").await;
        let forms = vec!["draft".to_owned()];
        collect::entrust(house, Account::Volunteer, "Issa", forms).await.unwrap();
        assert_eq!(field.send_as(&issa, &tried, &[]).await, collect::Outcome::Stored { awaited: 1 });

        collect::set_state(house, "draft", FormState::Closed).await.unwrap();
        assert_eq!(send(&tried.replace("uuid:t1", "uuid:t3"), &[]).await.0, 409, "closed");
        collect::set_state(house, "draft", FormState::Open).await.unwrap();
        for number in 0..99 {
            let more = tried.replace("uuid:t1", &format!("uuid:m{number}"));
            assert_eq!(send(&more, &[]).await.0, 201, "{number}");
        }
        assert_eq!(send(&tried.replace("uuid:t1", "uuid:more"), &[]).await.0, 503, "a hundred is enough");
        let emptied = post(&mut bakary, &format!("{trial}/empty"), &[]).await;
        assert_eq!((emptied.status, emptied.location()), (303, &*format!("{trial}?done=emptied")));
        assert!(bakary.get(trial).await.body.contains("Aucune fiche d’essai"));
        assert_eq!(send(&tried.replace("30", "31"), &[]).await.0, 201, "its name is free again");

        let second = format!("/key/{}", token_in(&post(&mut bakary, &format!("{trial}/link"), &[]).await));
        let list = async |key: &str| ask(&field, Method::GET, &format!("{key}/formList"), Vec::new()).await.0;
        assert_eq!((list(&key).await, list(&second).await), (403, 200), "the first link is nobody's");
        assert_eq!(post(&mut bakary, &format!("{trial}/end"), &[]).await.status, 303);
        assert_eq!(list(&second).await, 403);
        assert_eq!(bakary.get("/desk/forms/none/trial").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_filled_in_dry_and_nothing_is_kept() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let mut bakary = field.door.browser("bakary").await;
        let at = "/desk/forms/visit/try";
        let page = bakary.get(at).await;
        for said in
            ["name=\"answer-age\"", "name=\"added\" value=\"person\"", "Un fichier est demandé", "Pompe"]
        {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let wrong = post(&mut bakary, at, &[("asked", "age"), ("answer-age", "beaucoup")]).await;
        assert!(wrong.status == 200 && wrong.body.contains("href=\"#answer-age\""), "{}", wrong.body);
        assert_eq!(wrong.value_of("answer-age"), Some("beaucoup"), "what was typed stands there");
        let fields = [
            ("asked", "name"),
            ("answer-name", "Kadi <b>"),
            ("asked", "works"),
            ("answer-works", "pump"),
            ("answer-works", "well"),
            ("added", "person"),
            ("asked", "person[1].called"),
            ("answer-person[1].called", "Ali"),
        ];
        let sound = post(&mut bakary, at, &fields).await;
        for said in ["la fiche pourrait être envoyée", "Kadi &lt;b&gt;", "Pompe · Puits", "Personne 1"] {
            assert!(sound.body.contains(said), "{said}: {}", sound.body);
        }
        assert_eq!(sound.value_of("answer-person[1].called"), Some("Ali"));
        assert_eq!(collect::listed(house).await.unwrap()[0].counts.records, 0);
        assert_eq!(bakary.get("/desk/forms/none/try").await.status, 404);
        let absurd: Vec<(&str, &str)> = std::iter::repeat_n(("added", "person"), 500).collect();
        let many = post(&mut bakary, at, &absurd).await;
        assert_eq!(many.body.matches("].called\" name=").count(), 50, "bounded");
    }
}
