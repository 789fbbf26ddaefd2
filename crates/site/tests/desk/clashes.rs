//! Records under one name with other bytes: somebody chooses which one stands.

use crate::forms::{Field, JPEG, enlist, link, post, record};
use acts::collect::{self, Outcome, Refused};
use testhouse::{Reply, Visitor};

const LIST: &str = "/desk/forms/visit/submissions";

/// What can be chosen on the page of a record: the one that is kept, then the others.
fn choices(page: &Reply) -> Vec<String> {
    let parts = page.body.split("name=\"stands\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

fn rows(page: &Reply) -> usize {
    page.body.matches("href=\"/desk/records/").count()
}

/// Chooses as somebody does who has this page before their eyes.
async fn choose(visitor: &mut Visitor, record: &str, stands: &str, page: &Reply, reason: &str) -> Reply {
    let seen = choices(page);
    let mut fields = vec![("stands", stands), ("reasons", reason)];
    fields.extend(seen.iter().skip(1).map(|id| ("seen-record", id.as_str())));
    post(visitor, &format!("{record}/choose"), &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_forms_chooses_the_record_that_stands_and_both_stay() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let issa = enlist(&field.door, "Issa du terrain").await;
        let first = record("one", "<age>30</age><house><photo>a.jpg</photo></house>", "");
        let other = record("one", "<age>31</age><house><photo>b.jpg</photo></house>", "");
        field.send(&first, &[("a.jpg", JPEG)]).await;
        let clash = Outcome::Refused(Refused::Clash);
        assert_eq!(field.send_as(&issa, &other, &[("b.jpg", JPEG)]).await, clash);

        let mut awa = field.door.browser("awa").await;
        let one = link(&awa.get(LIST).await, "/desk/records/");
        let seen = awa.get(&one).await;
        assert!(seen.body.contains("Autre fiche sous le même identifiant (1)") && choices(&seen).is_empty());
        // The note leads to what is on the page of whoever may not choose, too.
        assert!(
            seen.body.contains("href=\"#clashes\"") && seen.body.contains("id=\"clashes\""),
            "{}",
            seen.body
        );
        let mut bakary = field.door.browser("bakary").await;
        let page = bakary.get(&one).await;
        let offered = choices(&page);
        assert_eq!(offered.len(), 2, "{}", page.body);
        assert_eq!(choose(&mut awa, &one, &offered[1], &page, "x").await.status, 404, "a case worker");
        for (stands, reason, said) in
            [("kept", "", "Écrivez pourquoi vous choisissez"), ("", "Rappelée", "href=\"#stands\"")]
        {
            let refused = choose(&mut bakary, &one, stands, &page, reason).await;
            assert!(refused.status == 422 && refused.body.contains(said), "{said}: {}", refused.body);
        }
        let nobody = kernel::Uuid::nil().to_string();
        assert_eq!(choose(&mut bakary, &one, &nobody, &page, "x").await.status, 409);
        assert_eq!(choose(&mut bakary, &one, "x", &page, "x").await.status, 400);

        let chosen = choose(&mut bakary, &one, &offered[1], &page, "Kadi a confirmé 31 ans").await;
        assert_eq!(chosen.status, 303, "{}", chosen.body);
        let new = chosen.location().split('?').next().unwrap().to_owned();
        assert_ne!(new, one);
        let stands = bakary.get(&new).await;
        for said in [">31<", "Choisie au bureau", "Kadi a confirmé 31 ans", "bakary", "Issa du terrain", &one]
        {
            assert!(stands.body.contains(said), "{said}: {}", stands.body);
        }
        assert!(bakary.get(&one).await.body.contains(">30<"), "the other stays");
        let csv = bakary.get("/desk/forms/visit/export/csv").await;
        let lines: Vec<&str> = csv.body.lines().collect();
        assert!(lines.len() == 2 && lines[1].contains("uuid:one") && lines[1].contains("31"), "{}", csv.body);
        assert_eq!(rows(&bakary.get(&format!("{LIST}?clashing=yes")).await), 0);
        assert_eq!(rows(&bakary.get(&format!("{LIST}?waiting=yes")).await), 1, "b.jpg was not kept");
        assert_eq!(choose(&mut bakary, &one, "kept", &page, "x").await.status, 409, "chosen once");

        // The telephone that was refused sends all again, and now it is taken, with its photograph.
        let again = field.send_as(&issa, &other, &[("b.jpg", JPEG)]).await;
        assert_eq!(again, Outcome::Again { awaited: 0 });
        assert_eq!(bakary.get(&format!("{new}/file/b.jpg")).await.status, 200);
        assert_eq!(field.send(&first, &[]).await, Outcome::Again { awaited: 0 });
        // Yet another one clashes with the one that stands.
        let third = record("one", "<age>32</age>", "");
        for _ in 0..2 {
            assert_eq!(field.send(&third, &[]).await, clash);
        }
        let clashing = bakary.get(&format!("{LIST}?clashing=yes")).await;
        assert_eq!((rows(&clashing), link(&clashing, "/desk/records/")), (1, new));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_kept_keeps_its_review_and_one_that_comes_meanwhile_is_still_to_be_chosen_from() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        for age in [30, 31] {
            field.send(&record("two", &format!("<age>{age}</age>"), ""), &[]).await;
        }
        let mut bakary = field.door.browser("bakary").await;
        let two = link(&bakary.get(LIST).await, "/desk/records/");
        post(&mut bakary, &format!("{two}/review"), &[("review", "approved")]).await;
        let before = bakary.get(&two).await;
        field.send(&record("two", "<age>32</age>", ""), &[]).await;
        let kept = choose(&mut bakary, &two, "kept", &before, "La première est la bonne").await;
        assert_eq!((kept.status, kept.location()), (303, &*format!("{two}?done=chosen")));
        let page = bakary.get(&two).await;
        for said in ["Mise de côté le", "La première est la bonne", ">31<", ">32<", "approuvée"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        assert_eq!(choices(&page).len(), 2, "the one that came meanwhile");
        let csv = bakary.get("/desk/forms/visit/export/csv").await;
        assert!(csv.body.lines().count() == 2 && csv.body.contains("approved"), "{}", csv.body);
        // A correction takes along what is still to be chosen from.
        post(&mut bakary, &format!("{two}/correct"), &[("answer-age", "33"), ("note", "x")]).await;
        let clashing = bakary.get(&format!("{LIST}?clashing=yes")).await;
        assert_eq!(rows(&clashing), 1);
        assert_ne!(link(&clashing, "/desk/records/"), two);
        let clashes = collect::clashes(&field.door.test.house, "visit").await.unwrap();
        assert_eq!(clashes.len(), 2, "both stay");
        assert!(clashes.iter().all(|clash| clash.instance_id == "uuid:two"), "each under its own name");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_record_waits_for_its_own_file_and_never_takes_that_of_the_other_under_the_same_name() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let issa = enlist(&field.door, "Issa du terrain").await;
        let photos =
            "<house><photo>a.jpg</photo></house><person><called>Ali</called><face>c.jpg</face></person>";
        let [first, other] = [30, 31].map(|age| record("one", &format!("<age>{age}</age>{photos}"), ""));
        let own: [(&str, &[u8]); 2] = [("a.jpg", b"\xff\xd8 own a"), ("c.jpg", b"\xff\xd8 own c")];
        field.send(&first, &[("a.jpg", JPEG)]).await;
        field.send_as(&issa, &other, &own).await;
        let mut bakary = field.door.browser("bakary").await;
        let one = link(&bakary.get(LIST).await, "/desk/records/");
        let page = bakary.get(&one).await;
        let stands = choices(&page)[1].clone();
        let chosen = choose(&mut bakary, &one, &stands, &page, "Rappelée").await;
        assert_eq!(chosen.status, 303, "{}", chosen.body);
        let new = chosen.location().split('?').next().unwrap().to_owned();
        // A file of the other one comes late.
        assert_eq!(field.send(&first, &[("c.jpg", JPEG)]).await, Outcome::Again { awaited: 0 });
        for name in ["a.jpg", "c.jpg"] {
            assert_eq!(
                bakary.get(&format!("{new}/file/{name}")).await.status,
                404,
                "{name} of the other one"
            );
        }
        assert_eq!(field.send_as(&issa, &other, &own).await, Outcome::Again { awaited: 0 });
        for (name, bytes) in own {
            assert_eq!(bakary.get(&format!("{new}/file/{name}")).await.bytes, bytes, "{name}");
            assert_eq!(
                bakary.get(&format!("{one}/file/{name}")).await.bytes,
                JPEG,
                "{name} of the other one"
            );
        }
    }
}
