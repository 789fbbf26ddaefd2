//! Forms, volunteers and records at the desk.

use crate::door::{Door, token};
use acts::collect::{self, Added, Addition, Outcome, Parcel, Recruit, Refused};
use axum::http::Method;
use calamine::{Data, Reader, Xlsx};
use formats::collect_code;
use std::collections::BTreeMap;
use std::io::Cursor;
use store::volunteers::Account;
use testhouse::{Reply, Visitor, camera};

const PAGES: [&str; 12] = [
    "/desk/forms",
    "/desk/forms/new",
    "/desk/forms/visit",
    "/desk/forms/visit/questions",
    "/desk/forms/visit/submissions",
    "/desk/forms/visit/map",
    "/desk/forms/visit/export/csv",
    "/desk/forms/visit/paper",
    "/desk/volunteers",
    "/desk/volunteers/new",
    "/desk/forms/visit/trial",
    "/desk/forms/visit/try",
];
pub const BOUNDARY: &str = "limite-synthetique";
pub const JPEG: &[u8] = b"\xff\xd8\xff\xe0 synthetic";

pub fn visit(version: &str) -> String {
    include_str!("../collect/visit.xml").replace("VERSION", version)
}

/// A record of the form; `more` stands before its metadata.
pub fn record(instance: &str, more: &str, meta: &str) -> String {
    format!(
        "<?xml version='1.0'?><data id='visit' version='1' xmlns:orx='http://openrosa.org/xforms'>\
         <name>Kadi &lt;b&gt;</name>{more}\
         <orx:meta><orx:instanceID>uuid:{instance}</orx:instanceID>{meta}</orx:meta></data>"
    )
}

/// A door with an open form, and a volunteer to whom it is entrusted.
pub struct Field {
    pub door: Door,
    pub volunteer: collect::Volunteer,
}

impl Field {
    pub async fn on(engine: testkit::TestStore) -> Self {
        let door = Door::on(engine).await;
        let house = &door.test.house;
        let addition =
            Addition { xml: visit("1").into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
        assert!(matches!(collect::add_form(house, addition).await.unwrap(), Added::Kept { .. }));
        let volunteer = enlist(&door, "Awa du terrain").await;
        Self { door, volunteer }
    }

    pub async fn send(&self, xml: &str, files: &[(&str, &[u8])]) -> Outcome {
        self.send_as(&self.volunteer, xml, files).await
    }

    pub async fn send_as(&self, who: &collect::Volunteer, xml: &str, files: &[(&str, &[u8])]) -> Outcome {
        self.door.test.clock.advance(60);
        let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let parcel = Parcel { xml: xml.as_bytes().to_vec(), files, device: Some("tel-7".to_owned()) };
        collect::receive(&self.door.test.house, who, parcel).await.unwrap()
    }
}

pub async fn enlist(door: &Door, name: &str) -> collect::Volunteer {
    let recruit = Recruit {
        account: Account::Volunteer,
        name: name.to_owned(),
        forms: vec!["visit".to_owned()],
        places: Vec::new(),
    };
    let token = collect::enlist(&door.test.house, recruit).await.unwrap();
    collect::volunteer(&door.test.house, &token).await.unwrap()
}

/// Sends a form with files, as a browser does.
pub async fn upload(
    visitor: &mut Visitor,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Reply {
    let own = token(visitor).await;
    let mut body = Vec::new();
    for (name, value) in [("token", &*own)].iter().chain(fields) {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (control, name, bytes) in files {
        let head = format!("Content-Disposition: form-data; name=\"{control}\"; filename=\"{name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\nContent-Type: text/xml\r\n\r\n").into_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    visitor.send(Method::POST, path, Some(&kind), body).await
}

pub async fn post(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Reply {
    let own = token(visitor).await;
    let mut all = vec![("token", &*own)];
    all.extend(fields);
    visitor.post(path, &all).await
}

/// The first address on a page that begins so.
pub fn link(page: &Reply, begin: &str) -> String {
    let at =
        page.body.find(&format!("href=\"{begin}")).unwrap_or_else(|| panic!("no {begin} in {}", page.body));
    page.body[at + 6..].split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_adds_a_form_and_is_told_what_is_wrong_with_it() {
    for engine in testkit::engines().await {
        let door = Door::on(engine).await;
        let mut bakary = door.browser("bakary").await;
        assert!(bakary.get("/desk/forms").await.body.contains("Aucun formulaire n’est encore là"));
        let broken = visit("1").replace("ref=\"/data/age\"", "ref=\"/data/agee\"");
        for (name, file, said) in [
            ("a node that is not there", broken.as_bytes(), "/data/agee"),
            ("no workbook", &b"PK\x03\x04rest"[..], "classeur"),
            ("no text", &b"\xff\xfe"[..], "UTF-8"),
        ] {
            let reply = upload(&mut bakary, "/desk/forms", &[], &[("form", "visit.xml", file)]).await;
            assert_eq!(reply.status, 422, "{name}");
            assert!(reply.body.contains(said), "{name}: {}", reply.body);
        }
        let nothing = upload(&mut bakary, "/desk/forms", &[], &[("form", "", b"")]).await;
        assert!(nothing.status == 422 && nothing.body.contains("Choisissez le fichier"));
        let xml = visit("1");
        let form = ("form", "visit.xml", xml.as_bytes());
        let stray = ("media", "stray.png", &b"x"[..]);
        let kept = upload(&mut bakary, "/desk/forms", &[("draft", "yes")], &[form, stray]).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        assert!(kept.location().starts_with("/desk/forms/visit?"), "{}", kept.location());
        let page = bakary.get(kept.location()).await;
        for said in ["en préparation", "puits équipés.csv", "stray.png", &vault::md5_hex(xml.as_bytes())] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let open = post(&mut bakary, "/desk/forms/visit/state", &[("state", "open")]).await;
        assert_eq!((open.status, open.location()), (303, "/desk/forms/visit?done=open"));
        let wells = ("media", "puits équipés.csv", "name,label\nw1,Puits\n".as_bytes());
        let filled = upload(&mut bakary, "/desk/forms/visit/media", &[], &[wells]).await;
        let page = bakary.get(filled.location()).await;
        assert!(!page.body.contains("qui ne sont pas là"), "{}", page.body);
        let other = xml.replace("<label>Nom</label>", "<label>Prénom</label>");
        let same = upload(&mut bakary, "/desk/forms", &[], &[("form", "v.xml", other.as_bytes())]).await;
        assert!(same.status == 422 && same.body.contains("autre numéro de version"), "{}", same.body);
        let questions = bakary.get("/desk/forms/visit/questions").await;
        for said in ["Ce qui marche", "Pompe · Puits", "se répète", "person/face"] {
            assert!(questions.body.contains(said), "{said}: {}", questions.body);
        }
        assert_eq!(post(&mut bakary, "/desk/forms/visit/state", &[("state", "draft")]).await.status, 400);
        assert_eq!(post(&mut bakary, "/desk/forms/none/state", &[("state", "open")]).await.status, 404);
        assert_eq!(bakary.get("/desk/forms/a%00b").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_for_those_who_open_cases_of_the_whole_country_and_forms_for_coordinators() {
    let field = Field::on(testkit::sqlite().await).await;
    let photo = record("1", "<house><photo>a.jpg</photo></house>", "");
    field.send(&photo, &[("a.jpg", JPEG)]).await;
    let mut bakary = field.door.browser("bakary").await;
    let one = link(&bakary.get("/desk/forms/visit/submissions").await, "/desk/records/");
    let (file, review) = (format!("{one}/file/a.jpg"), format!("{one}/review"));
    for (login, allowed) in [
        ("bakary", &PAGES[..]),
        ("awa", &["/desk/forms", PAGES[2], PAGES[3], PAGES[4], PAGES[5], PAGES[6], PAGES[7]][..]),
        // Records say nowhere where they were made, and this person follows one region.
        ("kayes", &["/desk/forms"][..]),
        ("auditor", &[][..]),
        ("admin", &[][..]),
    ] {
        let mut visitor = field.door.browser(login).await;
        for page in PAGES {
            let reply = visitor.get(page).await;
            let expected = if allowed.contains(&page) { 200 } else { 404 };
            assert_eq!(reply.status, expected, "{login} {page}");
            assert!(expected == 200 || !reply.body.contains("Kadi"), "{login} {page}");
        }
        let opens = allowed.contains(&PAGES[4]);
        for page in [&one, &file] {
            assert_eq!(visitor.get(page).await.status, if opens { 200 } else { 404 }, "{login} {page}");
        }
        let fields =
            [("review", "approved"), ("note", "x"), ("state", "closed"), ("name", "x"), ("forms", "visit")];
        let reviewed = post(&mut visitor, &review, &fields).await.status;
        assert_eq!(reviewed, if opens { 303 } else { 404 }, "{login}");
        if login != "bakary" {
            let volunteer = format!("/desk/volunteers/{}", field.volunteer.id);
            let (renew, revoke) = (format!("{volunteer}/renew"), format!("{volunteer}/revoke"));
            let assign = format!("{volunteer}/assign");
            assert_eq!(visitor.get(&assign).await.status, 404, "{login}");
            let trial = ["link", "end", "empty"].map(|act| format!("/desk/forms/visit/trial/{act}"));
            let mut paths = vec!["/desk/forms/visit/state", "/desk/volunteers", &renew, &revoke, &assign];
            paths.extend(trial.iter().map(String::as_str));
            for path in paths {
                assert_eq!(post(&mut visitor, path, &fields).await.status, 404, "{login} {path}");
            }
            let form = [("form", "visit.xml", visit("2").into_bytes())];
            let form = form.each_ref().map(|(control, name, bytes)| (*control, *name, bytes.as_slice()));
            for path in ["/desk/forms", "/desk/forms/visit/media"] {
                assert_eq!(upload(&mut visitor, path, &[], &form).await.status, 404, "{login} {path}");
            }
        }
    }
    let listed = &collect::listed(&field.door.test.house).await.unwrap()[0];
    assert_eq!((listed.form.state.as_str(), listed.versions.len()), ("open", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_volunteers_code_is_shown_once_renewed_and_ended() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let mut bakary = field.door.browser("bakary").await;
        let none = post(&mut bakary, "/desk/volunteers", &[("name", "")]).await;
        assert!(none.status == 422 && none.body.contains("Écrivez un nom"), "{}", none.body);
        let fields = [("name", "Moussa"), ("forms", "visit")];
        let looked_up = [fields[0], fields[1], ("place-words", "Ségou"), ("act", "search")];
        let found = post(&mut bakary, "/desk/volunteers", &looked_up).await;
        assert!(found.status == 200 && found.body.contains("value=\"ML04\""), "{}", found.body);
        let all = [fields[0], fields[1], ("place", "ML04"), ("act", "enter")];
        let shown = post(&mut bakary, "/desk/volunteers", &all).await;
        assert_eq!(shown.status, 200);
        let token_in =
            |page: &Reply| page.body.split("/key/").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let first = token_in(&shown);
        assert!(
            shown.body.contains(&format!("http://house.test/fr/field#{first}<")),
            "the way in without Collect"
        );
        // What the camera reads: Collect's settings first, the way in without Collect second.
        let read = camera::on_page(&shown.body);
        assert_eq!(
            read,
            [
                collect_code::of(&format!("http://house.test/key/{first}"), "Coalition de test").unwrap(),
                format!("http://house.test/fr/field#{first}")
            ]
        );
        let moussa = collect::volunteer(house, &first).await.unwrap();
        assert_eq!(moussa.name, "Moussa");
        let one = format!("/desk/volunteers/{}", moussa.id);
        for page in ["/desk/volunteers", &one] {
            let page = bakary.get(page).await;
            assert!(page.body.contains("Moussa") && page.body.contains("Ségou"), "{}", page.body);
            assert!(!page.body.contains(&first), "shown once");
        }
        let second = token_in(&post(&mut bakary, &format!("{one}/renew"), &[]).await);
        assert!(collect::volunteer(house, &first).await.is_err(), "the first one is nobody's");
        assert_eq!(collect::volunteer(house, &second).await.unwrap().id, moussa.id);
        assert_eq!(post(&mut bakary, &format!("{one}/revoke"), &[]).await.status, 303);
        assert!(collect::volunteer(house, &second).await.is_err());
        assert!(bakary.get(&one).await.body.contains("fermé le"));
        for act in ["renew", "revoke"] {
            assert_eq!(post(&mut bakary, &format!("{one}/{act}"), &[]).await.status, 404, "{act}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_listed_narrowed_and_turned_page_by_page() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let other = enlist(&field.door, "Issa du terrain").await;
        for number in 0..27 {
            field.send(&record(&format!("r{number}"), &format!("<age>{number}</age>"), ""), &[]).await;
        }
        let waiting = record("waiting", "<works>pump well</works><house><photo>b.jpg</photo></house>", "");
        assert_eq!(field.send_as(&other, &waiting, &[]).await, Outcome::Stored { awaited: 1 });
        let clash = record("r1", "<age>99</age>", "");
        assert_eq!(field.send(&clash, &[]).await, Outcome::Refused(Refused::Clash));

        let mut awa = field.door.browser("awa").await;
        let list = "/desk/forms/visit/submissions";
        let rows = |page: &Reply| page.body.matches("href=\"/desk/records/").count();
        let first = awa.get(list).await;
        assert_eq!(rows(&first), 25);
        assert!(first.body.contains("Pompe · Puits"), "choices in the words of the form");
        assert!(first.body.contains("Kadi &lt;b&gt;") && !first.body.contains("<b>"), "{}", first.body);
        let next = link(&first, &format!("{list}?before=")).replace("&amp;", "&");
        let second = awa.get(&next).await;
        assert_eq!(rows(&second), 3);
        assert!(second.body.contains("un conflit"));
        for (query, expected) in [
            ("?waiting=yes", 1),
            ("?clashing=yes", 1),
            (&*format!("?volunteer={}", other.id), 1),
            ("?review=approved", 0),
            ("?review=received&clashing=yes", 1),
            ("?to=2000-01-01", 0),
            ("?from=2000-01-01", 25),
            ("?from=x&review=y&volunteer=z&before=w", 25),
        ] {
            assert_eq!(rows(&awa.get(&format!("{list}{query}")).await), expected, "{query}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_opened_with_its_files_reviewed_and_its_rivals_stand_beside_it() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let people =
            "<person><called>Ali</called><face>c.html</face></person><person><called>Kadi</called></person>";
        let more = format!("<age>30</age><works>pump</works><house><photo>a.jpg</photo></house>{people}");
        let files: [(&str, &[u8]); 2] = [("a.jpg", JPEG), ("c.html", b"<script>alert(1)</script>")];
        field.send(&record("one", &more, ""), &files).await;
        field.send(&record("one", &more.replace("30", "31"), ""), &[]).await;
        let mut awa = field.door.browser("awa").await;
        let one = link(&awa.get("/desk/forms/visit/submissions").await, "/desk/records/");
        let page = awa.get(&one).await;
        for said in
            ["Pompe", "Personne 2", "Awa du terrain", "tel-7", "Autre fiche sous le même identifiant (1)"]
        {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let rivals = page.body.split("Autre fiche sous le même identifiant (1)").nth(1).unwrap();
        assert!(rivals.contains(">30<") && rivals.contains(">31<") && !rivals.contains("Pompe"), "{rivals}");
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("media-src 'self'"));

        let photo = awa.get(&format!("{one}/file/a.jpg")).await;
        assert_eq!(photo.headers["content-type"], "image/jpeg");
        assert!(photo.headers["content-disposition"].to_str().unwrap().starts_with("inline"));
        let trap = awa.get(&format!("{one}/file/c.html")).await;
        assert_eq!(trap.headers["content-type"], "application/octet-stream");
        assert!(trap.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        for file in [&photo, &trap] {
            assert_eq!(file.headers["x-content-type-options"], "nosniff");
            assert!(file.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        }
        for name in ["none.jpg", "%00", "..%2Fa.jpg"] {
            assert_eq!(awa.get(&format!("{one}/file/{name}")).await.status, 404, "{name}");
        }

        let note = "À revoir avec <i>l’équipe</i>";
        let review = format!("{one}/review");
        assert_eq!(post(&mut awa, &review, &[("review", "question"), ("note", note)]).await.status, 303);
        assert_eq!(post(&mut awa, &review, &[("review", "burnt")]).await.status, 400);
        field.door.test.clock.advance(60);
        let mut bakary = field.door.browser("bakary").await;
        assert_eq!(post(&mut bakary, &review, &[("review", "approved")]).await.status, 303);
        let page = bakary.get(&one).await;
        assert!(page.body.contains("À revoir avec &lt;i&gt;"), "{}", page.body);
        assert!(page.body.contains("à éclaircir") && page.body.contains("bakary"));
        let long = "x".repeat(5_001);
        let refused = post(&mut bakary, &review, &[("review", "rejected"), ("note", &long)]).await;
        assert!(refused.status == 422 && refused.body.contains(&long));
        assert_eq!(
            awa.get("/desk/forms/visit/submissions?review=approved")
                .await
                .body
                .matches("href=\"/desk/records/")
                .count(),
            1
        );
        // What was noted is sealed where it lies.
        let id: kernel::Uuid = one.rsplit('/').next().unwrap().parse().unwrap();
        let entries =
            store::reviews::of(&mut field.door.test.house.store.read().await.unwrap(), id).await.unwrap();
        let sealed = entries[0].note.as_deref().unwrap();
        assert_eq!(entries.len(), 2);
        assert!(!sealed.windows(8).any(|part| part == &note.as_bytes()[..8]));

        // A correction takes its place, and says so.
        let corrected = record("two", "<age>32</age>", "<orx:deprecatedID>uuid:one</orx:deprecatedID>");
        field.send(&corrected, &[]).await;
        let old = awa.get(&one).await;
        let new = link(&old, "/desk/records/");
        assert_ne!(new, one);
        assert!(
            old.body.contains("Une correction a pris la place")
                && !old.body.contains(&format!("{one}/review"))
        );
        let page = awa.get(&new).await;
        assert!(page.body.contains("Avant correction") && page.body.contains(&one), "{}", page.body);
        assert!(page.body.contains("À revoir avec"), "what was thought before stays");
        let late = post(&mut awa, &review, &[("review", "approved")]).await;
        assert_eq!(late.status, 409, "{}", late.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_written_out_while_they_are_sent_and_drawn_on_the_map() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let more =
            "<works>pump well</works><where>12.65 -8.0 330 5</where><person><called>Ali</called></person>";
        field.send(&record("one", more, ""), &[]).await;
        field.send(&record("two", "<age>=1+1</age>", ""), &[]).await;
        let mut awa = field.door.browser("awa").await;
        let file = async |visitor: &mut Visitor, rest: &str| {
            let reply = visitor.get(&format!("/desk/forms/visit/export/{rest}")).await;
            assert_eq!(reply.status, 200, "{rest}");
            assert!(
                reply.headers["content-disposition"]
                    .to_str()
                    .unwrap()
                    .starts_with("attachment; filename=\"visit")
            );
            reply
        };
        let csv = file(&mut awa, "csv").await;
        let lines: Vec<&str> = csv.body.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.body);
        assert!(
            lines[0].contains("works/pump") && lines[1].contains("uuid:one") && lines[1].contains("12.65")
        );
        let people = file(&mut awa, "csv?table=person").await;
        assert!(people.body.lines().count() == 2 && people.body.contains("Ali"), "{}", people.body);
        let json = file(&mut awa, "json").await.json();
        assert_eq!(json[0]["answers"]["person"][0]["called"], "Ali");
        let geo = file(&mut awa, "geojson").await.json();
        assert_eq!(geo["features"][0]["geometry"]["coordinates"][1], 12.65);
        let book = file(&mut awa, "xlsx").await;
        assert!(!book.headers.contains_key("content-encoding"), "it is compressed already");
        let mut book = Xlsx::new(Cursor::new(book.bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Fiches", "person", "Questions"]);
        let text = |text: &str| Data::String(text.to_owned());
        let records = book.worksheet_range("Fiches").unwrap();
        let at =
            |name: &str| records.rows().next().unwrap().iter().position(|head| *head == text(name)).unwrap();
        let (one, two) = (records.rows().nth(1).unwrap(), records.rows().nth(2).unwrap());
        for (name, said) in [
            ("key", text("uuid:one")),
            ("name", text("Kadi <b>")),
            ("works", text("pump well")),
            ("works-label", text("Pompe ; Puits")),
            ("works/well", Data::Float(1.0)),
            ("where-longitude", Data::Float(-8.0)),
        ] {
            assert_eq!(one[at(name)], said, "{name}");
        }
        assert_eq!((&two[at("age")], &two[at("works-label")]), (&text("=1+1"), &Data::Empty));
        assert!(book.worksheet_formula("Fiches").unwrap().is_empty());
        let people = book.worksheet_range("person").unwrap();
        assert_eq!(people.rows().nth(1).unwrap()[..3], ["uuid:one/person[1]", "uuid:one", "Ali"].map(text));
        let asked = book.worksheet_range("Questions").unwrap();
        let row = ["works", "Ce qui marche", "choix", "well", "Puits"].map(text);
        assert!(asked.rows().any(|line| line == row), "{asked:?}");
        let alone = file(&mut awa, "xlsx?table=person").await;
        assert_eq!(Xlsx::new(Cursor::new(alone.bytes)).unwrap().sheet_names(), ["person", "Questions"]);
        assert_eq!(awa.get("/desk/forms/visit/export/xml").await.status, 404);
        assert_eq!(awa.get("/desk/forms/visit/export/csv?table=none").await.status, 404);
        let offered = awa.get("/desk/forms/visit").await;
        for offer in ["export/csv?table=person", "export/xlsx"] {
            assert!(offered.body.contains(offer), "{offer}: {}", offered.body);
        }
        assert_eq!(awa.get("/desk/forms/visit/map").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_corrects_a_record_and_both_stay() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let people =
            "<person><called>Ali</called><face/></person><person><called>Kadi</called><face/></person>";
        let more = format!("<age>30</age><works>pump</works><house><photo>a.jpg</photo></house>{people}");
        field.send(&record("one", &more, ""), &[("a.jpg", JPEG)]).await;
        let mut awa = field.door.browser("awa").await;
        let one = link(&awa.get("/desk/forms/visit/submissions").await, "/desk/records/");
        let edit = format!("{one}/correct");
        assert_eq!(awa.get(&edit).await.status, 404, "whoever reads records does not change them");
        assert_eq!(post(&mut awa, &edit, &[("note", "x"), ("answer-age", "1")]).await.status, 404);

        let mut bakary = field.door.browser("bakary").await;
        let page = bakary.get(&edit).await;
        assert_eq!(page.value_of("answer-age"), Some("30"), "{}", page.body);
        assert_eq!(page.value_of("answer-person[2].called"), Some("Kadi"));
        for (fields, said) in [
            (&[("answer-age", "31")][..], "Écrivez pourquoi"),
            (&[("answer-age", "30"), ("note", "x")], "Rien n’a été changé"),
            (&[("answer-age", "beaucoup"), ("note", "x")], "beaucoup"),
        ] {
            let refused = post(&mut bakary, &edit, fields).await;
            assert!(refused.status == 422 && refused.body.contains(said), "{said}: {}", refused.body);
        }
        let fields = [
            ("answer-age", "31"),
            ("answer-person[2].called", "Kadidia"),
            ("asked", "works"),
            ("answer-works", "pump"),
            ("answer-works", "well"),
            ("note", "Rappelée au téléphone"),
        ];
        let kept = post(&mut bakary, &edit, &fields).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        let page = bakary.get(kept.location()).await;
        for said in [
            ">31<",
            "Kadidia",
            "Ali",
            "Pompe · Puits",
            "Corrigée au bureau",
            "Rappelée au téléphone",
            "Awa du terrain",
            &one,
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let new = kept.location().split('?').next().unwrap();
        let photo = bakary.get(&format!("{new}/file/a.jpg")).await;
        assert_eq!((photo.status, &photo.headers["content-type"]), (200, &"image/jpeg".parse().unwrap()));
        let old = bakary.get(&one).await;
        assert!(old.body.contains(">30<") && old.body.contains("Une correction a pris la place"));
        let late = post(&mut bakary, &edit, &fields).await;
        assert_eq!(late.status, 409, "corrected once");
        let csv = bakary.get("/desk/forms/visit/export/csv").await;
        assert!(csv.body.lines().count() == 2 && csv.body.contains("uuid:one"), "{}", csv.body);
        // A telephone that corrects what was corrected here hears that it is late.
        let stale = record("two", "", "<orx:deprecatedID>uuid:one</orx:deprecatedID>");
        assert_eq!(field.send(&stale, &[]).await, Outcome::Refused(Refused::Stale));
    }
}
