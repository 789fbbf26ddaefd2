//! A form that asks every kind of question goes through the pages, and the record it becomes is the one the engine makes of
//! the same answers.

use crate::phone::{gzipped, only_case, receipt_in, written};
use acts::draft::{self, DraftKey};
use acts::{Service, ServiceError};
use axum::http::Method;
use civic::directory::Role;
use std::collections::BTreeMap;
use testhouse::{Reply, TestHouse, Visitor, root};
use xforms::Filling;

const AT: &str = "/fr/report/everything";

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/packs/everything").join(name)).unwrap()
}

fn media() -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(root().join("tests/packs/everything/media")).unwrap();
    let file = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

async fn house() -> TestHouse {
    let engine = testkit::sqlite().await;
    TestHouse::offering_with(engine, &file("pack.toml"), &file("form.xml"), media()).await
}

/// Answers a page and goes on; the path of the next page without the service's own.
async fn next(citizen: &mut Visitor, page: &str, pairs: &[(&str, &str)]) -> String {
    let reply = sent(citizen, page, pairs).await;
    assert_eq!(reply.status, 303, "{page}: {}", reply.body);
    reply.location().strip_prefix(AT).unwrap().trim_start_matches('/').to_owned()
}

async fn sent(citizen: &mut Visitor, page: &str, pairs: &[(&str, &str)]) -> Reply {
    citizen.post(&format!("{AT}/{page}"), pairs).await
}

/// A page as a person reads it, whatever spaces French typesetting wants.
async fn read(citizen: &mut Visitor, page: &str) -> String {
    let path = format!("{AT}/{page}");
    citizen.get(path.trim_end_matches('/')).await.body.replace(['\u{A0}', '\u{202F}'], " ")
}

/// A form with fields and one file.
async fn attach(citizen: &mut Visitor, page: &str, fields: &[(&str, &str)], name: &str, file: &str) -> Reply {
    let mut body = String::new();
    for (field, value) in fields {
        body.push_str(&format!("--x\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str(&format!(
        "--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: image/jpeg\r\n\r\n\
         bytes of {file}\r\n--x--\r\n"
    ));
    let kind = "multipart/form-data; boundary=x";
    citizen.send(Method::POST, &format!("{AT}/{page}"), Some(kind), body.into_bytes()).await
}

/// Every page up to the repeats, and what is posted on it.
const SINGLE: &[(&str, &[(&str, &str)])] = &[
    ("hello", &[]),
    ("day", &[("day-d", "28"), ("day-m", "2"), ("day-y", "2027")]),
    ("month", &[("month-m", "2"), ("month-y", "2027")]),
    ("born", &[("born", "1990")]),
    ("hour", &[("hour-h", "7"), ("hour-min", "5")]),
    (
        "moment",
        &[
            ("moment-d", "1"),
            ("moment-m", "3"),
            ("moment-y", "2027"),
            ("moment-h", "8"),
            ("moment-min", "30"),
        ],
    ),
    ("name", &[("name", "Awa Synthétique")]),
    ("story", &[("story", "Deux lignes\r\n& un « guillemet ».")]),
    ("secret", &[("secret", "caché")]),
    ("phone", &[("phone", "00 00 00 00")]),
    ("code", &[("code", "P-0042")]),
    ("families", &[("families", "12")]),
    ("depth", &[("depth", "40,5")]),
    ("mood", &[("mood", "4")]),
    ("money", &[("money", "250")]),
    ("share", &[("share", "0.35")]),
    ("fruit", &[("fruit", "mango")]),
    ("trust", &[("trust", "3")]),
    ("days", &[("days", "mon"), ("days", "wed")]),
    ("colour", &[("colour", "blue")]),
    ("plant", &[("plant", "baobab")]),
    ("plants", &[("plants", "mil"), ("plants", "riz")]),
    ("order", &[("order=water", "2"), ("order=school", "1"), ("order=road", "3")]),
    ("agree", &[("agree", "yes")]),
    ("place", &[("place", "ML0406")]),
    ("spot", &[("spot", "12,65 -8.00")]),
    ("path", &[("path", "12.65 -8.00\r\n12.66 -8.01\r\n\r\n")]),
    ("area", &[("area", "12.65 -8.00\r\n12.66 -8.01\r\n12.64 -8.02\r\n12.64 -8")]),
];

/// Starts and answers everything: two wells, two households with a person each, and one more person in the second.
async fn fill(citizen: &mut Visitor) {
    assert_eq!(written(&citizen.post(AT, &[]).await), "hello");
    let order = SINGLE.iter().map(|(page, _)| *page).skip(1).chain(["photo"]);
    for ((page, pairs), following) in SINGLE.iter().zip(order) {
        assert_eq!(next(citizen, page, pairs).await, following);
    }
    assert_eq!(written(&attach(citizen, "photo", &[], "photo", "well.jpg").await), "voice");
    assert_eq!(next(citizen, "voice", &[]).await, "state");
    assert_eq!(next(citizen, "state", &[("broken", "no")]).await, "many");
    assert_eq!(next(citizen, "many", &[("many", "2")]).await, "well[1].well");
    let first = [("well[1].label", "Nord"), ("well[1].deep", "12.5")];
    assert_eq!(next(citizen, "well[1].well", &first).await, "well[2].well");
    assert_eq!(next(citizen, "well[2].well", &[("well[2].label", "Sud")]).await, "house");
    for (house, chief, person, age) in [(1, "Bakary", "Coumba", "31"), (2, "Djénéba", "Fanta", "8")] {
        let at = format!("house[{house}]");
        assert_eq!(next(citizen, "house", &[("act", "add")]).await, format!("{at}.chief"));
        let name = format!("{at}.chief");
        assert_eq!(next(citizen, &name, &[(&name, chief)]).await, format!("{at}.person"));
        add_person(citizen, house, 1, person, age).await;
        assert_eq!(next(citizen, &format!("{at}.person"), &[("act", "next")]).await, "house");
    }
    add_person(citizen, 2, 2, "Ibrahima", "70").await;
    assert_eq!(next(citizen, "house", &[("act", "next")]).await, "visit[1].done");
    assert_eq!(next(citizen, "visit[1].done", &[("visit[1].done", "yes")]).await, "visit[2].done");
    assert_eq!(next(citizen, "visit[2].done", &[("visit[2].done", "no")]).await, "total");
    assert_eq!(next(citizen, "total", &[]).await, "review");
}

/// Adds a person with a portrait to a household.
async fn add_person(citizen: &mut Visitor, house: u32, position: u32, called: &str, age: &str) {
    let list = format!("house[{house}].person");
    let page = format!("{list}[{position}].person");
    assert_eq!(next(citizen, &list, &[("act", "add")]).await, page);
    let [name, years, face] = ["called", "age", "face"].map(|field| format!("{list}[{position}].{field}"));
    let fields = [(name.as_str(), called), (years.as_str(), age)];
    let reply = attach(citizen, &page, &fields, &face, &format!("{called}.jpg")).await;
    assert_eq!(reply.location(), format!("{AT}/{list}"), "{}", reply.body);
}

/// What the engine makes of the same answers, given to it directly.
fn answered(filling: &mut Filling<'_>) {
    for (question, answer) in [
        ("day", "2027-02-28"),
        ("month", "2027-02-01"),
        ("born", "1990-01-01"),
        ("hour", "07:05"),
        ("moment", "2027-03-01T08:30"),
        ("name", "Awa Synthétique"),
        ("story", "Deux lignes\n& un « guillemet »."),
        ("secret", "caché"),
        ("phone", "00 00 00 00"),
        ("code", "P-0042"),
        ("families", "12"),
        ("depth", "40.5"),
        ("mood", "4"),
        ("money", "250"),
        ("share", "0.35"),
        ("fruit", "mango"),
        ("trust", "3"),
        ("days", "mon wed"),
        ("colour", "blue"),
        ("plant", "baobab"),
        ("plants", "mil riz"),
        ("order", "school water road"),
        ("agree", "OK"),
        ("place", "ML0406"),
        ("spot", "12.65 -8"),
        ("path", "12.65 -8; 12.66 -8.01"),
        ("area", "12.65 -8; 12.66 -8.01; 12.64 -8.02; 12.64 -8"),
        ("photo", "well.jpg"),
        ("broken", "no"),
        ("many", "2"),
        ("well[1].label", "Nord"),
        ("well[1].deep", "12.5"),
        ("well[2].label", "Sud"),
        ("visit[1].done", "yes"),
        ("visit[2].done", "no"),
    ] {
        filling.set(question, answer).unwrap_or_else(|error| panic!("{question}: {error}"));
    }
    for (house, chief, people) in [
        ("house[1]", "Bakary", &[("Coumba", "31")][..]),
        ("house[2]", "Djénéba", &[("Fanta", "8"), ("Ibrahima", "70")]),
    ] {
        assert_eq!(filling.add("house").unwrap(), house);
        filling.set(&format!("{house}.chief"), chief).unwrap();
        for (called, age) in people {
            let person = filling.add(&format!("{house}.person")).unwrap();
            filling.set(&format!("{person}.called"), called).unwrap();
            filling.set(&format!("{person}.age"), age).unwrap();
            filling.set(&format!("{person}.face"), &format!("{called}.jpg")).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_of_the_pages_is_the_one_the_engine_makes_of_the_same_answers() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen).await;
    let service = test.house.service("everything").unwrap();
    let key = DraftKey::from_cookie(&test.house, citizen.cookie("draft").unwrap()).unwrap();
    let kept = draft::open(&test.house, &key, "everything").await.unwrap().unwrap();
    let surroundings = test.house.surroundings(&service.files).await.unwrap();
    let from_pages = draft::restore(service, &surroundings, kernel::Lang::Fr, &kept).unwrap();
    let mut directly = Filling::start(&service.form, &surroundings).unwrap();
    answered(&mut directly);
    assert!(directly.check().unwrap().is_empty());
    let record = directly.submission_xml("uuid:1");
    assert_eq!(from_pages.submission_xml("uuid:1"), record);
    for part in ["<total>109</total>", "<called>Ibrahima</called><age>70</age><face>Ibrahima.jpg</face>"] {
        assert!(record.contains(part), "{record}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_question_is_told_sent_and_read_at_the_desk() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen).await;
    let review = read(&mut citizen, "review").await;
    for told in [
        "28 février 2027",
        "février 2027",
        ">1990<",
        "7 h 05",
        "1er mars 2027, 8 h 30",
        "Awa Synthétique",
        "•••••",
        "40.5",
        "250",
        "0.35",
        "La mangue",
        "Assez",
        "Lundi, Mercredi",
        "Bleu",
        "Baobab",
        "Mil, Riz",
        "1. L’école\n2. L’eau\n3. La route",
        "Ségou",
        ">12.65 -8<",
        "4 points en tout",
        "well.jpg",
        "Puits 1 : Nord",
        "Ménage 1 : Bakary\nMénage 2 : Djénéba",
        "Ménage 2 : Djénéba › Personne 2 : Ibrahima",
        "Ibrahima.jpg",
        "Visite 2",
    ] {
        assert!(review.contains(told), "{told}: {review}");
    }
    assert!(!review.contains("caché"), "what nobody beside may read");
    assert!(!review.contains("class=\"errors\""));
    assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await).len(), 20);

    let keeper = test.handler("keeper").await;
    let dossier = acts::casework::open(&test.house, &keeper, only_case(&test).await).await.unwrap();
    assert_eq!(dossier.case.facts["families"], "12");
    assert_eq!(dossier.case.place.as_ref().unwrap().code, "ML0406");
    assert_eq!(dossier.case.attachments.len(), 4, "the well and three portraits");
    let report = dossier.report.as_ref().unwrap();
    assert_eq!(report["house[2].person[2].called"], "Ibrahima");
    assert_eq!((report["house"].as_str(), report["house[2].person"].as_str()), ("2", "2"));
    let told = acts::casework::answers(&test.house, &dossier, kernel::Lang::Fr).await.unwrap();
    let told: BTreeMap<&str, &str> =
        told.iter().map(|one| (one.question.as_str(), one.answer.as_str())).collect();
    assert_eq!(told["Ménage 2 – Personne 2 – Son prénom"], "Ibrahima");
    assert_eq!(told["Puits 2 – Nom du puits"], "Sud");
    assert_eq!(told["Quelles autres plantes ?"], "Mil, Riz");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_said_and_shown_as_it_was_typed() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    for (page, pairs, said) in [
        ("born", &[("born", "90")][..], "quatre chiffres"),
        ("born", &[("born", "2030")], "Une année passée."),
        ("hour", &[("hour-h", "24")], "Cette heure n’existe pas"),
        ("moment", &[("moment-h", "8")], "Cette date n’existe pas"),
        ("mood", &[("mood", "9")], "pas parmi ceux"),
        ("money", &[("money", "260")], "pas parmi ceux"),
        ("colour", &[("colour", "green")], "Choisissez une réponse de la liste"),
        ("order", &[("order=water", "1")], "Donnez une place à chaque réponse."),
        ("order", &[("order=water", "1"), ("order=road", "1")], "ont toutes deux la place 1"),
        ("agree", &[], "Répondez"),
        ("spot", &[("spot", "91 0")], "la latitude puis la longitude"),
        ("path", &[("path", "12.65 -8.00")], "au moins deux points"),
        ("area", &[("area", "12.65 -8.00\r\n12.66 -8.01")], "trois pour une surface"),
    ] {
        let reply = sent(&mut citizen, page, pairs).await;
        assert!(reply.status == 422 && reply.body.contains(said), "{page}: {} {}", reply.status, reply.body);
        assert!(reply.body.contains(&format!("href=\"#{page}\"")), "{page}: the way to the field");
        assert!(reply.body.contains(&format!("id=\"{page}\"")), "{page}: the field itself");
    }
    let hour = sent(&mut citizen, "hour", &[("hour-h", "24"), ("hour-min", "x")]).await;
    assert_eq!((hour.value_of("hour-h"), hour.value_of("hour-min")), (Some("24"), Some("x")));
    let order = sent(&mut citizen, "order", &[("order=road", "2"), ("order=water", "2")]).await.body;
    assert_eq!(order.matches("<option value=\"2\" selected>").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_too_long_to_show_is_looked_through_by_words() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    let empty = read(&mut citizen, "plant").await;
    assert!(empty.contains("69 réponses sont possibles") && !empty.contains("type=\"radio\""), "{empty}");
    let look = [("plant-words", "gom"), ("act", "enter")];
    assert_eq!(next(&mut citizen, "plant", &look).await, "plant");
    let found = read(&mut citizen, "plant").await;
    assert!(found.contains("Gombo") && found.contains("Gommier") && !found.contains("Baobab"), "{found}");
    let undecided = sent(&mut citizen, "plant", &[("plant-words", "gom"), ("act", "next")]).await;
    assert!(undecided.status == 422 && undecided.body.contains("effacez le mot"));
    let chosen = [("plant-words", "gom"), ("plant", "gombo"), ("act", "next")];
    assert_eq!(next(&mut citizen, "plant", &chosen).await, "plants");
    let again = citizen.get(&format!("{AT}/plant")).await;
    assert_eq!(again.value_of("plant"), Some("gombo"), "what is chosen is shown without a search");

    // Several: what was ticked before stays while another is looked for; the filter of the form leaves the first out.
    let all = "68 réponses sont possibles";
    assert!(read(&mut citizen, "plants").await.contains(all));
    next(&mut citizen, "plants", &[("plants-words", "MIL"), ("act", "search")]).await;
    next(&mut citizen, "plants", &[("plants", "mil"), ("plants-words", "riz"), ("act", "search")]).await;
    let both = read(&mut citizen, "plants").await;
    assert!(both.contains("value=\"mil\" checked") && both.contains("value=\"riz\""), "{both}");
    let both = [("plants", "mil"), ("plants", "riz"), ("plants-words", "riz"), ("act", "next")];
    assert_eq!(next(&mut citizen, "plants", &both).await, "order");
    let none = [("plants", "mil"), ("plants-words", "xyz"), ("act", "next")];
    next(&mut citizen, "plants", &none).await;
    assert!(read(&mut citizen, "plants").await.contains("Aucune réponse ne correspond à « xyz »"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spot_may_be_the_middle_of_a_place_that_says_it_was_not_measured() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    assert_eq!(next(&mut citizen, "spot", &[("spot-words", "Ségou"), ("act", "search")]).await, "spot");
    let found = read(&mut citizen, "spot").await;
    assert!(found.contains("name=\"spot-place\" value=\"ML04\""), "{found}");
    assert_eq!(next(&mut citizen, "spot", &[("spot-words", "Ségou"), ("spot-place", "ML04")]).await, "path");
    let kept = citizen.get(&format!("{AT}/spot")).await;
    let value = kept.value_of("spot").unwrap();
    assert!(value.ends_with(" 0 500000"), "{value}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_an_answer_brings_onto_its_own_screen_is_asked_before_going_on() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    assert!(!read(&mut citizen, "state").await.contains("Depuis quand"));
    assert_eq!(next(&mut citizen, "state", &[("broken", "yes")]).await, "state#remark");
    assert!(read(&mut citizen, "state").await.contains("Depuis quand"));
    assert_eq!(next(&mut citizen, "state", &[("broken", "yes"), ("remark", "")]).await, "many");
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_an_instance_out_takes_its_answers_and_files_and_leaves_the_others_theirs() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen).await;
    assert_eq!(next(&mut citizen, "house", &[("act", "remove:house[1]"), ("count", "2")]).await, "house");
    let list = read(&mut citizen, "house").await;
    assert!(list.contains("Ménage 1 : Djénéba") && !list.contains("Bakary"), "{list}");
    // The same button again, sent by a phone that got no answer, takes nothing more.
    assert_eq!(next(&mut citizen, "house", &[("act", "remove:house[1]"), ("count", "2")]).await, "house");
    assert!(read(&mut citizen, "house").await.contains("Djénéba"));
    add_person(&mut citizen, 1, 3, "Kadia", "5").await;
    next(&mut citizen, "house[1].person", &[("act", "remove:house[1].person[1]")]).await;
    let people = read(&mut citizen, "house[1].person").await;
    assert!(people.contains("Personne 1 : Ibrahima") && people.contains("Personne 2 : Kadia"), "{people}");
    assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await).len(), 20);
    let keeper = test.handler("keeper").await;
    let dossier = acts::casework::open(&test.house, &keeper, only_case(&test).await).await.unwrap();
    assert_eq!(dossier.report.as_ref().unwrap()["house[1].person[1].called"], "Ibrahima");
    let mut files = Vec::new();
    for file in &dossier.case.attachments {
        let opened = acts::casework::file(&test.house, &keeper, dossier.case.id, *file).await.unwrap();
        files.push((opened.name, String::from_utf8(opened.bytes).unwrap()));
    }
    files.sort();
    let expected = ["Ibrahima.jpg", "Kadia.jpg", "well.jpg"];
    let expected = expected.map(|name| (name.to_owned(), format!("bytes of {name}")));
    assert_eq!(files, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_pressed_twice_adds_once_and_nothing_is_added_past_the_bound() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    for _ in 0..2 {
        let added = next(&mut citizen, "house", &[("act", "add"), ("count", "0")]).await;
        assert_eq!(added, "house[1].chief");
    }
    for _ in 1..acts::MOST_INSTANCES {
        next(&mut citizen, "house", &[("act", "add")]).await;
    }
    let full = read(&mut citizen, "house").await;
    assert!(full.contains("100 au plus") && !full.contains("value=\"add\""));
    let refused = sent(&mut citizen, "house", &[("act", "add")]).await;
    assert!(refused.status == 422 && refused.body.contains("plus que ce que ce formulaire peut prendre"));
    for many in ["101", "5000", "999999999999999999"] {
        let refused = sent(&mut citizen, "many", &[("many", many)]).await;
        assert!(refused.status == 422 && refused.body.contains("plus que ce que ce formulaire"), "{many}");
    }
    assert_eq!(next(&mut citizen, "many", &[("many", "0")]).await, "house[1].chief");
    let gone = citizen.get(&format!("{AT}/well[3].well")).await;
    assert_eq!(gone.location(), format!("{AT}/house[1].chief"), "a page of an instance that is not there");
    for strange in ["house[0].chief", "house[101].chief", "house[x].chief", "house[", "well[1]", "visit"] {
        let reply = citizen.get(&format!("{AT}/{strange}")).await;
        assert!([303, 404].contains(&reply.status), "{strange}: {}", reply.status);
    }
    let reply = sent(&mut citizen, "house", &[("act", "remove:visit[1]")]).await;
    assert_eq!(reply.status, 400, "only what stands on this page can be taken out");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_all_repeats_together_have_a_bound() {
    let test = house().await;
    let service = test.house.service("everything").unwrap();
    let surroundings = test.house.surroundings(&service.files).await.unwrap();
    let (lang, mut draft) = (kernel::Lang::Fr, draft::Draft::default());
    let mut add = |repeat: &str| draft::add(service, &surroundings, lang, &mut draft, repeat);
    for house in 1..=4 {
        add("house").unwrap();
        for _ in 0..acts::MOST_INSTANCES {
            add(&format!("house[{house}].person")).unwrap();
        }
    }
    add("house").unwrap();
    let refused = (0..acts::MOST_INSTANCES).find_map(|_| add("house[5].person").err());
    assert!(matches!(refused, Some(acts::Error::Answers(faults)) if faults[0].key == "answer-too-many"));
}

#[tokio::test(flavor = "multi_thread")]
async fn back_reload_and_another_language_keep_what_was_said_inside_a_repeat() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    next(&mut citizen, "house", &[("act", "add")]).await;
    next(&mut citizen, "house[1].chief", &[("house[1].chief", "Bakary")]).await;
    add_person(&mut citizen, 1, 1, "Coumba", "31").await;
    assert_eq!(next(&mut citizen, "house[1].person", &[("act", "back")]).await, "house[1].person[1].person");
    let person = "house[1].person[1].person";
    let back = [("act", "back"), ("house[1].person[1].called", "Kadia"), ("house[1].person[1].age", "200")];
    assert_eq!(next(&mut citizen, person, &back).await, "house[1].chief");
    for _ in 0..2 {
        let shown = citizen.get(&format!("{AT}/{person}")).await;
        assert_eq!(shown.value_of("house[1].person[1].called"), Some("Kadia"));
        assert_eq!(shown.value_of("house[1].person[1].age"), Some("31"), "what does not fit is not kept");
        assert!(shown.body.contains("Coumba.jpg") && shown.body.contains("Ménage 1 › Personne 1"));
    }
    let english = citizen.get(&format!("/en/report/everything/{person}")).await;
    assert_eq!(english.value_of("house[1].person[1].called"), Some("Kadia"));
    let before = read(&mut citizen, "").await;
    assert!(
        before.contains(&format!("href=\"{AT}/house[1].chief\"")),
        "found again where it was left: {before}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_review_what_was_added_is_asked_and_leads_back() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen).await;
    let review = read(&mut citizen, "review").await;
    assert!(review.contains(&format!("href=\"{AT}/house?then=review\"")));
    let added = next(&mut citizen, "house?then=review", &[("act", "add")]).await;
    assert_eq!(added, "house[3].chief?then=review");
    let on = next(&mut citizen, &added, &[("house[3].chief", "Oumou")]).await;
    assert_eq!(on, "house[3].person?then=review", "nobody of this household was noted yet");
    assert_eq!(next(&mut citizen, &on, &[("act", "next")]).await, "review");
    assert!(read(&mut citizen, "review").await.contains("Ménage 3 : Oumou"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_and_sounds_are_served_whole_or_in_part_and_nothing_else_is() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    let page = citizen.get(&format!("{AT}/hello")).await;
    let csp = page.headers["content-security-policy"].to_str().unwrap();
    assert!(csp.contains("media-src 'self'") && !csp.contains("script"), "{csp}");
    let address = |from: &str| {
        let at = page.body.find(from).unwrap() + from.len();
        page.body[at..].split('"').next().unwrap().to_owned()
    };
    let (picture, sound) =
        (address("<img class=\"shown\" src=\""), address("<audio controls preload=\"none\" src=\""));
    assert!(
        picture.ends_with("/well%20one.png")
            && read(&mut citizen, "hello").await.contains("alt=\"Image : Bienvenue.")
    );
    let shown = citizen.get(&picture).await;
    assert_eq!((shown.status, shown.headers["content-type"].to_str().unwrap()), (200, "image/png"));
    assert!(shown.headers["cache-control"].to_str().unwrap().contains("immutable"));
    assert!(shown.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    let etag = shown.headers["etag"].to_str().unwrap().to_owned();
    citizen.extra = vec![("if-none-match", etag)];
    assert_eq!(citizen.get(&picture).await.status, 304);
    citizen.extra = vec![("range", "bytes=0-3".to_owned()), ("accept-encoding", "gzip".to_owned())];
    let part = citizen.get(&sound).await;
    assert_eq!((part.status, part.body.as_str()), (206, "RIFF"));
    assert_eq!(part.headers["content-range"], "bytes 0-3/1644");
    citizen.extra = vec![("range", "bytes=9999-".to_owned())];
    assert_eq!(citizen.get(&sound).await.status, 416);
    citizen.extra = vec![("accept-encoding", "gzip".to_owned())];
    let whole = citizen.get(&sound).await;
    assert!(!whole.headers.contains_key("content-encoding"), "a sound is compressed already");
    citizen.extra = Vec::new();
    let folder = sound.rsplit_once('/').unwrap().0.to_owned();
    for strange in [
        folder.clone(),
        format!("{folder}/"),
        format!("{folder}/plants.csv"),
        format!("{folder}/..%2F..%2Fpack.toml"),
        format!("{folder}/%2Fetc%2Fpasswd"),
        "/media/everything/0000000000000000/beep.wav".to_owned(),
        "/media/denunciation/0000000000000000/beep.wav".to_owned(),
        "/media/".to_owned(),
    ] {
        assert_eq!(citizen.get(&strange).await.status, 404, "{strange}");
    }
    // English has no sound of its own, and the form falls back on none.
    let english = citizen.get("/en/report/everything/hello").await.body;
    assert!(english.contains("Picture: Welcome.") && !english.contains("<audio"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_page_that_asks_for_a_position_runs_the_script_and_only_where_the_pack_says_so() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    let spot = citizen.get(&format!("{AT}/spot")).await;
    assert!(spot.body.contains("<script src=\"/assets/position.") && spot.body.contains("data-position="));
    assert!(spot.headers["content-security-policy"].to_str().unwrap().contains("script-src 'self'"));
    assert!(spot.headers["permissions-policy"].to_str().unwrap().contains("geolocation=(self)"));
    let script = &spot.body[spot.body.find("/assets/position.").unwrap()..];
    let script = citizen.get(script.split('"').next().unwrap()).await;
    assert_eq!(
        (script.status, script.headers["content-type"].to_str().unwrap()),
        (200, "text/javascript; charset=utf-8")
    );
    for page in ["day", "photo", "house", "review"] {
        let other = citizen.get(&format!("{AT}/{page}")).await;
        assert!(!other.body.contains("<script"), "{page}");
        assert!(!other.headers["content-security-policy"].to_str().unwrap().contains("script"), "{page}");
        assert!(other.headers["permissions-policy"].to_str().unwrap().contains("geolocation=()"), "{page}");
    }
    let engine = testkit::sqlite().await;
    let without = file("pack.toml").replace("scripts = [\"position\"]\n", "");
    let test = TestHouse::offering_with(engine, &without, &file("form.xml"), media()).await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    let spot = citizen.get(&format!("{AT}/spot")).await;
    assert!(!spot.body.contains("<script") && !spot.body.contains("data-position"));
    assert!(!spot.headers["content-security-policy"].to_str().unwrap().contains("script"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_question_looks_as_its_form_wants_it() {
    let test = house().await;
    let mut citizen = test.visitor();
    citizen.post(AT, &[]).await;
    for (page, marks) in [
        ("code", &["Recopiez le texte"][..]),
        ("mood", &["class=\"scale\"", "value=\"5\"", "Un nombre de 1 à 5."]),
        ("money", &["inputmode=\"decimal\"", "Un nombre de 0 à 1000, de 50 en 50."]),
        ("share", &["<select id=\"share\"", "<option value=\"0.35\">"]),
        ("fruit", &["<details>", "mango.png\" alt=\"\"", "Écouter : La mangue"]),
        ("trust", &["class=\"likert\""]),
        ("days", &["class=\"across\"", "type=\"checkbox\""]),
        ("colour", &["<select id=\"colour\"", "<option value=\"\">–</option>"]),
        ("secret", &["type=\"password\""]),
        ("photo", &["capture=\"environment\"", "accept=\"image/*\"", "multipart/form-data"]),
        ("voice", &["accept=\"audio/*\""]),
        ("agree", &["<h1>Cette enquête est inventée.</h1>", "J’ai lu et compris"]),
        ("path", &["<textarea id=\"path\"", "Un point par ligne"]),
        ("house", &["Rien n’est noté ici", "value=\"add\""]),
    ] {
        let body = read(&mut citizen, page).await;
        for mark in marks {
            assert!(body.contains(mark), "{page}: {mark}: {body}");
        }
        assert_eq!(body.matches("<h1").count(), 1, "{page}");
        // As a page of any report; what it pulls beside is kept by the phone.
        assert!(gzipped(body.as_bytes()) < 3_000, "{page}: {}", gzipped(body.as_bytes()));
    }
    let page = citizen.get(&format!("{AT}/mood")).await.body;
    let sheet = &page[page.find("/assets/ask.").unwrap()..];
    let sheet = citizen.get(sheet.split('"').next().unwrap()).await.body;
    assert!(gzipped(sheet.as_bytes()) < 1_000, "{}", gzipped(sheet.as_bytes()));
    assert!(!read(&mut citizen, "voice").await.contains("capture"));
}

#[test]
fn what_pages_cannot_ask_or_show_is_refused_when_the_pack_is_read() {
    let read = |form: &str, media: BTreeMap<String, Vec<u8>>| {
        Service::read("pack.toml", &file("pack.toml"), form, Vec::new(), media, &|_| true)
    };
    let form = file("form.xml");
    assert!(read(&form, media()).is_ok());
    let sealed = form.replace(
        "<bind nodeset=\"/data/hello\"",
        "<submission base64RsaPublicKey=\"MIIB\"/><bind nodeset=\"/data/hello\"",
    );
    assert!(
        matches!(read(&sealed, media()), Err(ServiceError::BeyondPages(what)) if what == "base64RsaPublicKey")
    );
    let places = form
        .replace("<select ref=\"/data/plants\" appearance=\"autocomplete\">", "<select ref=\"/data/plants\">")
        .replace("instance('plants')/root/item[name != /data/plant]", "instance('places')/root/item");
    assert!(matches!(read(&places, media()), Err(ServiceError::BeyondPages(path)) if path == "/data/plants"));
    let reserved = form.replace("/data/hello", "/data/review").replace("<hello/>", "<review/>");
    assert!(matches!(read(&reserved, media()), Err(ServiceError::ReservedName(name)) if name == "review"));
    let without = |name: &str| {
        let mut media = media();
        media.remove(name);
        media
    };
    for name in ["plants.csv", "beep.wav", "well one.png"] {
        assert!(
            matches!(read(&form, without(name)), Err(ServiceError::FileMissing(missing)) if missing == name)
        );
    }
    let strange = form.replace("beep.wav", "beep.exe");
    assert!(matches!(read(&strange, media()), Err(ServiceError::FileKind(name)) if name == "beep.exe"));
    let mut broken = media();
    broken.insert("plants.csv".to_owned(), b"name,label\n\"open".to_vec());
    assert!(matches!(read(&form, broken), Err(ServiceError::Rows(name, _)) if name == "plants.csv"));
    let clear = file("pack.toml")
        .replace("\"house\", ", "")
        .replace("\"families\", \"place\"]", "\"families\", \"place\", \"house\"]");
    let refused = Service::read("pack.toml", &clear, &form, Vec::new(), media(), &|_| true);
    assert!(
        matches!(refused, Err(ServiceError::Pack(problems)) if problems.len() == 1),
        "a repeat only sealed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_another_scope_reads_nothing_of_it() {
    let test = house().await;
    test.member("awa", Role::Caseworker, None, None).await;
    let mut citizen = test.visitor();
    fill(&mut citizen).await;
    citizen.post(&format!("{AT}/review"), &[]).await;
    let awa = test.handler("awa").await;
    let id = only_case(&test).await;
    assert!(matches!(acts::casework::open(&test.house, &awa, id).await, Err(acts::Error::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_names_the_instances_that_its_answers_are_about() {
    let test = house().await;
    let mut client = test.visitor();
    let described = client.get("/api/v1/packs/everything/form").await.json();
    let names: Vec<&str> =
        described["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    for name in ["families", "house[1].chief", "house[1].person[1].face", "visit[2].done"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let least = serde_json::json!({
        "families": 3, "agree": "OK", "many": 1, "mood": 4, "order": ["road", "water", "school"],
        "well[1].label": "Nord", "house": 2, "house[1].chief": "Bakary", "house[2].chief": "Djénéba",
        "house[2].person[2].called": "Ibrahima",
    });
    let sent = client.post_json("/api/v1/cases/everything", &serde_json::json!({ "answers": least })).await;
    assert_eq!(sent.status, 201, "{}", sent.body);
    let keeper = test.handler("keeper").await;
    let dossier = acts::casework::open(&test.house, &keeper, only_case(&test).await).await.unwrap();
    let report = dossier.report.as_ref().unwrap();
    assert_eq!(report["house[2].person[2].called"], "Ibrahima");
    assert_eq!((report["house[1].person"].as_str(), report["house[2].person"].as_str()), ("0", "2"));
    assert_eq!(report["order"], "road water school");
    for (name, value) in [
        ("well[2].label", serde_json::json!("Sud")),
        ("house[1].nobody", serde_json::json!("x")),
        ("house", serde_json::json!(101)),
        ("house", serde_json::json!(u64::MAX.to_string())),
        ("house[4294967294].chief", serde_json::json!("x")),
        ("house[1].person", serde_json::json!(499)),
        ("house[3].person[101].called", serde_json::json!("x")),
        ("many", serde_json::json!(5000)),
        ("/data/name", serde_json::json!("x")),
    ] {
        let mut answers = least.clone();
        answers[name] = value;
        let refused =
            client.post_json("/api/v1/cases/everything", &serde_json::json!({ "answers": answers })).await;
        assert_eq!(refused.status, 422, "{name}: {}", refused.body);
    }
}

#[tokio::test]
async fn an_answer_chosen_among_several_can_be_taken_back_where_none_is_required() {
    let house = house().await;
    let mut citizen = house.visitor();
    citizen.post(AT, &[]).await;
    assert!(!read(&mut citizen, "fruit").await.contains("Je retire ma réponse"));
    next(&mut citizen, "fruit", &[("fruit", "mango")]).await;
    let page = read(&mut citizen, "fruit").await;
    assert!(page.contains("checked") && page.contains("Je retire ma réponse"), "{page}");
    next(&mut citizen, "fruit", &[("fruit", "")]).await;
    let page = read(&mut citizen, "fruit").await;
    assert!(!page.contains("checked") && !page.contains("Je retire ma réponse"), "{page}");
    next(&mut citizen, "mood", &[("mood", "4")]).await;
    assert!(read(&mut citizen, "mood").await.contains("Je retire ma réponse"));
}
