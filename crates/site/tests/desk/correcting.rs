//! Files of a record replaced and taken away in a correction; what a volunteer fills, and where, changed.

use crate::forms::{Field, JPEG, link, post, record, upload, visit};
use acts::collect::{self, Addition};
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_replaces_one_file_and_takes_another_away_and_the_old_ones_stay() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let more = "<age>30</age><house><photo>a.jpg</photo></house>\
                    <person><called>Ali</called><face>c.jpg</face></person>";
        field.send(&record("one", more, ""), &[("a.jpg", JPEG), ("c.jpg", b"\xff\xd8\xff old face")]).await;
        let mut bakary = field.door.browser("bakary").await;
        let one = link(&bakary.get("/desk/forms/visit/submissions").await, "/desk/records/");
        let edit = format!("{one}/correct");
        let page = bakary.get(&edit).await;
        for said in ["enctype=\"multipart/form-data\"", "Retirer a.jpg", "accept=\"image/*\""] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let why = ("note", "Photo floue");
        for (name, bytes, said) in [
            ("trap.html", &b"<script>"[..], "n’est pas du genre"),
            ("empty.jpg", &b""[..], "Ce fichier est vide"),
        ] {
            let refused = upload(&mut bakary, &edit, &[why], &[("answer-photo", name, bytes)]).await;
            assert!(refused.status == 422 && refused.body.contains(said), "{name}: {}", refused.body);
            assert!(refused.body.contains("Choisissez de nouveau les fichiers"), "{}", refused.body);
        }
        // The new one has the name of the old one.
        let clear: &[u8] = b"\xff\xd8\xff clear";
        let fields = [why, ("away", "person[1].face"), ("answer-age", "31")];
        let kept = upload(&mut bakary, &edit, &fields, &[("answer-photo", "a.jpg", clear)]).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        let new = kept.location().split('?').next().unwrap().to_owned();
        let page = bakary.get(&new).await;
        assert!(page.body.contains("2-a.jpg") && page.body.contains(">31<"), "{}", page.body);
        assert!(!page.body.contains("c.jpg") && !page.body.contains("attend encore"), "{}", page.body);
        let id = |path: &str| path.rsplit('/').next().unwrap().parse::<kernel::Uuid>().unwrap();
        let house = &field.door.test.house;
        let (now, before) = (collect::media_of(house, id(&new)), collect::media_of(house, id(&one)));
        assert_eq!(now.open("2-a.jpg").await.unwrap().as_slice(), clear);
        assert_eq!(now.names().await.unwrap(), ["2-a.jpg"]);
        assert_eq!(before.open("a.jpg").await.unwrap().as_slice(), JPEG);
        assert_eq!(before.names().await.unwrap(), ["a.jpg", "c.jpg"]);
        field.door.test.disk.leave(0);
        let again = format!("{new}/correct");
        let full = upload(&mut bakary, &again, &[why], &[("answer-photo", "d.jpg", clear)]).await;
        assert_eq!(full.status, 503, "no room");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_volunteers_forms_and_places_are_changed_at_the_desk() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let market = visit("1").replace("id=\"visit\"", "id=\"market\"").replace("Visite", "Marché");
        let addition =
            Addition { xml: market.into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
        collect::add_form(house, addition).await.unwrap();
        let mut bakary = field.door.browser("bakary").await;
        let one = format!("/desk/volunteers/{}", field.volunteer.id);
        let assign = format!("{one}/assign");
        let page = bakary.get(&assign).await;
        assert!(page.body.contains("value=\"visit\" checked"), "{}", page.body);
        assert!(!page.body.contains("value=\"market\" checked"));
        let none = post(&mut bakary, &assign, &[("act", "enter")]).await;
        assert!(none.status == 422 && none.body.contains("href=\"#forms\""), "{}", none.body);
        for wrong in [[("forms", "nowhere"), ("place", "")], [("forms", "market"), ("place", "ML99")]] {
            assert_eq!(post(&mut bakary, &assign, &wrong).await.status, 422, "{wrong:?}");
        }
        let looked_up = [("forms", "market"), ("place-words", "Ségou"), ("act", "search")];
        let found = post(&mut bakary, &assign, &looked_up).await;
        assert!(found.status == 200 && found.body.contains("value=\"ML04\""), "{}", found.body);
        assert!(found.body.contains("value=\"market\" checked"), "what was ticked stays");
        for (fields, places) in [
            (vec![("forms", "visit"), ("place", "ML04")], vec!["ML04"]),
            (vec![("forms", "visit"), ("places", "ML04"), ("place", "ML01")], vec!["ML01", "ML04"]),
            (vec![("forms", "market"), ("forms", "visit"), ("places", "ML01")], vec!["ML01"]),
            (vec![("forms", "market")], vec![]),
        ] {
            let done = post(&mut bakary, &assign, &fields).await;
            assert_eq!((done.status, done.location()), (303, &*format!("{one}?done=assigned")));
            let team = collect::team(house, store::volunteers::Account::Volunteer).await.unwrap();
            assert_eq!(team[0].places, places);
        }
        let offered = collect::offered(house, &field.volunteer).await.unwrap();
        assert_eq!(offered.iter().map(|form| form.id.as_str()).collect::<Vec<_>>(), ["market"]);
        let refused = field.send(&record("x", "", ""), &[]).await;
        assert_eq!(refused, collect::Outcome::Refused(collect::Refused::NotEntrusted));
        post(&mut bakary, &format!("{one}/revoke"), &[]).await;
        assert_eq!(bakary.get(&assign).await.status, 404, "nothing to change any more");
        assert_eq!(post(&mut bakary, &assign, &[("forms", "visit")]).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_moves_the_form_of_another_service_into_their_own() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let theirs = |version: &str| visit(version).replace("id=\"visit\"", "id=\"theirs\"").into_bytes();
        let pack = Some("civact".to_owned());
        let addition = Addition { xml: theirs("1"), pack, media: BTreeMap::new(), draft: false };
        collect::add_form(house, addition).await.unwrap();
        let mut bakary = field.door.browser("bakary").await;
        for service in ["", "denunciation"] {
            let fields = [("pack", service)];
            let moved = upload(&mut bakary, "/desk/forms", &fields, &[("form", "f.xml", &theirs("2"))]).await;
            assert_eq!(moved.status, 403, "{service}: {}", moved.body);
        }
        let listed = collect::listed(house).await.unwrap();
        let form = listed.iter().find(|listed| listed.form.id == "theirs").unwrap();
        assert_eq!((form.form.pack.as_deref(), &*form.form.version), (Some("civact"), "1"));
        let mine = upload(&mut bakary, "/desk/forms", &[], &[("form", "f.xml", visit("2").as_bytes())]).await;
        assert_eq!(mine.status, 303, "{}", mine.body);
    }
}
