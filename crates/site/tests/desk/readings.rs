//! Who opened records and who wrote them out is written down, for auditors and administrators.

use crate::forms::{Field, JPEG, link, post, record};
use acts::audit;
use acts::collect::readings::{Reader, export};
use acts::collect::{self, Recruit};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::sync::Arc;
use store::volunteers::Account;
use testhouse::Reply;
use tower::ServiceExt;

/// The lines of the register, each without its tags.
fn lines(page: &Reply) -> Vec<String> {
    let rows = page.body.split("<tr").skip(2).map(|row| row.split("</tr>").next().unwrap());
    let plain = |row: &str| {
        let cells = row.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
        cells.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    rows.map(plain).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_and_exporting_records_is_written_down_without_what_they_say() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let photo = record("one", "<house><photo>a.jpg</photo></house>", "");
        field.send(&photo, &[("a.jpg", JPEG)]).await;
        field.send(&record("two", "", ""), &[]).await;
        let mut auditor = field.door.browser("auditor").await;
        assert!(auditor.get("/desk/readings").await.body.contains("Aucune fiche n’a été ouverte"));
        for login in ["awa", "bakary", "kayes"] {
            assert_eq!(field.door.browser(login).await.get("/desk/readings").await.status, 404, "{login}");
        }

        let mut awa = field.door.browser("awa").await;
        let one = link(&awa.get("/desk/forms/visit/submissions").await, "/desk/records/");
        assert!(lines(&auditor.get("/desk/readings").await).is_empty(), "a list opens none");
        for _ in 0..2 {
            assert_eq!(awa.get(&one).await.status, 200);
        }
        awa.get(&format!("{one}/file/a.jpg")).await;
        post(&mut awa, &format!("{one}/review"), &[("review", "approved")]).await;
        let mut kayes = field.door.browser("kayes").await;
        assert_eq!(kayes.get(&one).await.status, 404);
        assert_eq!(kayes.get("/desk/forms/visit/export/csv").await.status, 404);
        let once = lines(&auditor.get("/desk/readings").await);
        assert_eq!(once.len(), 1, "one person, one record, ten minutes: {once:?}");
        field.door.test.clock.advance(11 * 60);
        let mut bakary = field.door.browser("bakary").await;
        bakary.get(&one).await;
        assert_eq!(bakary.get("/desk/forms/visit/export/csv").await.status, 200);
        assert_eq!(bakary.get("/desk/forms/visit/export/none").await.status, 404);

        let recruit = Recruit {
            account: Account::Analyst,
            name: "Tableau".to_owned(),
            forms: vec!["visit".to_owned()],
            places: Vec::new(),
        };
        let token = collect::enlist(house, recruit).await.unwrap();
        for (query, records) in [("?limit=1", 1), ("?cursor=2", 0)] {
            let request = Request::get(format!("/api/v1/forms/visit/submissions{query}"))
                .header("authorization", format!("Bearer {token}"))
                .body(Body::empty())
                .unwrap();
            let reply =
                site::router::router(Arc::clone(&field.door.test.app)).oneshot(request).await.unwrap();
            let body = to_bytes(reply.into_body(), 1 << 20).await.unwrap();
            assert_eq!(String::from_utf8_lossy(&body).matches("\"key\"").count(), records, "{query}");
        }
        export(house, Reader::Command, "visit").await.unwrap();

        let page = auditor.get("/desk/readings").await;
        let told = lines(&page);
        let expected = [
            ("Qui fait tourner le serveur", "export , en ligne de commande", "2"),
            ("Tableau", "export , par un programme", "1"),
            ("bakary", "export , au bureau", "2"),
            ("bakary", "ouverture , au bureau", "1"),
            ("awa", "ouverture , au bureau", "1"),
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (line, (who, what, records)) in told.iter().zip(expected) {
            let what = what.replace(" ,", ",");
            assert!(line.contains(who) && line.contains(&what) && line.ends_with(records), "{line}");
            assert!(line.contains("Visite"), "{line}");
        }
        assert!(!page.body.contains("Kadi") && !page.body.contains(one.rsplit('/').next().unwrap()));
        assert_eq!(field.door.browser("admin").await.get("/desk/readings").await.status, 200);
        assert!(audit::run(house).await.unwrap().ok);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_turned_page_by_page() {
    let field = Field::on(testkit::sqlite().await).await;
    for _ in 0..51 {
        export(&field.door.test.house, Reader::Command, "visit").await.unwrap();
    }
    let mut admin = field.door.browser("admin").await;
    let first = admin.get("/desk/readings").await;
    assert_eq!(lines(&first).len(), 50);
    let next = link(&first, "/desk/readings?before=");
    assert_eq!(lines(&admin.get(&next).await).len(), 1);
}
