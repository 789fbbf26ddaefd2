use crate::door::{Door, token};
use acts::collect::{Added, Addition, Record, Records, add_form};
use std::collections::BTreeMap;
use testhouse::{Reply, Visitor};

const AT: &str = "/desk/forms/post%20visit/entry";

async fn with_form(engine: testkit::TestStore) -> Door {
    let door = Door::on(engine).await;
    let xml = include_bytes!("paper.xml").to_vec();
    let addition = Addition { xml, pack: None, media: BTreeMap::new(), draft: false };
    let added = add_form(&door.test.house, addition).await.unwrap();
    assert!(matches!(added, Added::Kept { .. }), "{added:?}");
    door
}

/// Types a sheet in and presses a button.
async fn typed(visitor: &mut Visitor, sheet: &str, act: &str, answers: &[(&str, &str)]) -> Reply {
    let own = token(visitor).await;
    let names: Vec<String> = answers.iter().map(|(name, _)| format!("q.{name}")).collect();
    let mut fields = vec![("token", own.as_str()), ("sheet", sheet), ("copies", "2"), ("act", act)];
    fields.extend(names.iter().zip(answers).map(|(name, (_, value))| (name.as_str(), *value)));
    visitor.post(AT, &fields).await
}

async fn settled(visitor: &mut Visitor, sheet: &str, fields: &[(&str, &str)]) -> Reply {
    let own = token(visitor).await;
    let mut all = vec![("token", own.as_str()), ("sheet", sheet)];
    all.extend(fields);
    visitor.post(&format!("{AT}/settle"), &all).await
}

async fn records(door: &Door) -> Vec<Record> {
    let mut found = Vec::new();
    let mut records = Records::of(&door.test.house, "post visit").await.unwrap();
    while let Some(record) = records.next().await.unwrap() {
        found.push(record);
    }
    found
}

const CLOSED: [(&str, &str); 5] = [
    ("open", "2"),
    ("why", "Trop loin"),
    ("since", "03022027"),
    ("person[1].name", "Kadiatou"),
    ("person[1].age", "31"),
];

fn with_age(age: &'static str) -> Vec<(&'static str, &'static str)> {
    CLOSED[..4].iter().copied().chain([("person[1].age", age)]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_type_a_sheet_and_what_differs_is_settled() {
    for engine in testkit::engines().await {
        let door = with_form(engine).await;
        let (mut awa, mut drissa) = (door.browser("awa").await, door.browser("drissa").await);
        let page = awa.get(&format!("{AT}?sheet=+a-12+&copies=2")).await.body;
        assert!(
            page.contains("name=\"q.person[2].age\"")
                && !page.contains("person[3]")
                && !page.contains("photo")
        );
        assert!(page.contains("<b>1</b> Oui · <b>2</b> Non") && !page.contains("<script"));

        let reply = typed(&mut awa, "a-12", "keep", &CLOSED).await;
        assert_eq!((reply.status, reply.location()), (303, &*format!("{AT}?kept=once")));
        let list = awa.get(reply.location()).await.body;
        assert!(list.contains("La fiche est gardée. Une autre personne la saisit à son tour."), "{list}");
        let mine = awa.get(&format!("{AT}?sheet=A-12")).await.body;
        assert!(mine.contains("Vous avez déjà saisi la fiche A-12") && !mine.contains("Kadiatou"));
        assert_eq!(typed(&mut awa, "A-12", "keep", &CLOSED).await.status, 303);
        assert!(awa.get(AT).await.body.contains("à une autre personne"), "one person is not two");
        assert!(records(&door).await.is_empty());

        let blank = drissa.get(&format!("{AT}?sheet=A-12&copies=2")).await.body;
        assert!(blank.contains("name=\"q.open\"") && !blank.contains("Kadiatou"), "the first is not shown");
        let reply = typed(&mut drissa, "A-12", "keep", &with_age("13")).await;
        assert_eq!((reply.status, reply.location()), (303, &*format!("{AT}?sheet=A-12")));
        let page = drissa.get(reply.location()).await.body;
        for words in ["<b>31</b>", "<b>13</b>", "name=\"c.person[1].age\""] {
            assert!(page.contains(words), "{words} {page}");
        }
        assert!(!page.contains("c.open"), "what is alike is not asked again");
        assert!(awa.get(AT).await.body.contains("à trancher"));

        assert_eq!(settled(&mut awa, "A-12", &[]).await.status, 422);
        let wrong = [("c.person[1].age", "other"), ("o.person[1].age", "120")];
        let refused = settled(&mut awa, "A-12", &wrong).await;
        assert!(refused.status == 422 && refused.body.contains("Moins de 100 ans."), "{}", refused.body);
        for kept in ["value=\"other\" checked", "value=\"120\""] {
            assert!(refused.body.contains(kept), "what was chosen is still there: {kept} {}", refused.body);
        }
        let other = [("c.person[1].age", "other"), ("o.person[1].age", "33")];
        assert_eq!(settled(&mut awa, "A-12", &other).await.location(), format!("{AT}?kept=recorded"));
        assert_eq!(settled(&mut drissa, "A-12", &[("c.person[1].age", "2")]).await.status, 303);
        let kept = records(&door).await;
        assert_eq!(kept.len(), 1, "a sheet becomes one record");
        assert_eq!((kept[0].volunteer.as_deref(), kept[0].device.as_deref()), (None, Some("paper")));
        let xml = String::from_utf8(kept[0].xml.to_vec()).unwrap();
        for part in ["<open>no</open>", "<since>2027-02-03</since>", "<name>Kadiatou</name>", "<age>33</age>"]
        {
            assert!(xml.contains(part), "{part} {xml}");
        }
        assert_eq!(xml.matches("<person").count(), 1, "an empty copy is nobody");
        assert!(awa.get(&format!("{AT}?sheet=a-12")).await.body.contains("est enregistrée"));

        let mut conn = door.test.house.store.read().await.unwrap();
        let entries = store::paper::entries(&mut conn, "post visit", "A-12").await.unwrap();
        assert_eq!(entries.len(), 2, "both stay as history");
        for entry in entries {
            assert!(!entry.answers.windows(8).any(|part| part == b"Kadiatou"), "sealed");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn alike_is_recorded_at_once_and_what_the_form_refuses_is_told_before() {
    for engine in testkit::engines().await {
        let door = with_form(engine).await;
        let (mut awa, mut bakary) = (door.browser("awa").await, door.browser("bakary").await);
        for (answer, told) in [("person[1].age", "120"), ("open", "3"), ("since", "31022027")] {
            let mut answers: Vec<(&str, &str)> =
                CLOSED.iter().copied().filter(|(name, _)| *name != answer).collect();
            answers.push((answer, told));
            for act in ["check", "keep"] {
                let reply = typed(&mut awa, "7", act, &answers).await;
                assert_eq!(reply.status, 422, "{answer} {told}");
                assert!(reply.body.contains(&format!("{answer}-fault")) && reply.body.contains("Kadiatou"));
            }
        }
        // Enter: looked through, nothing kept, and on at the first empty space behind the last answer.
        let checked = typed(&mut awa, "7", "check", &CLOSED[..3]).await;
        assert_eq!(checked.status, 200);
        let focused = checked.body.split("autofocus").next().unwrap();
        assert!(
            focused.rfind("name=\"q.person[1].name\"") > focused.rfind("name=\"q.since\""),
            "{}",
            checked.body
        );
        assert!(!awa.get(AT).await.body.contains("sheet=7"));

        assert_eq!(typed(&mut awa, "7", "keep", &CLOSED).await.location(), format!("{AT}?kept=once"));
        // The same, as another hand writes it.
        let mut alike = CLOSED;
        alike[2].1 = "3/2/2027";
        alike[4].1 = "031";
        let kept = typed(&mut bakary, "7", "keep", &alike).await;
        assert_eq!(kept.location(), format!("{AT}?kept=recorded"));
        assert_eq!(records(&door).await.len(), 1);
        assert!(bakary.get(AT).await.body.contains("Une fiche de papier est enregistrée."));
        assert_eq!(typed(&mut bakary, "7", "keep", &alike).await.status, 303);
        assert_eq!(records(&door).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_copy_stands_under_its_own_heading_and_whoever_may_type_is_led_there() {
    let door = with_form(testkit::sqlite().await).await;
    let mut awa = door.browser("awa").await;
    let page = awa.get(&format!("{AT}?sheet=7&copies=2")).await.body;
    let groups: Vec<&str> =
        page.split("<fieldset").skip(1).filter_map(|part| part.split("</fieldset>").next()).collect();
    let inside = |name: &str| groups.iter().position(|group| group.contains(&format!("name=\"q.{name}\"")));
    assert_eq!(groups.len(), 2, "{page}");
    assert_eq!((inside("person[1].age"), inside("person[2].age"), inside("open")), (Some(0), Some(1), None));
    for login in ["awa", "drissa"] {
        let form = door.browser(login).await.get("/desk/forms/post%20visit").await.body;
        assert!(form.contains(&format!("href=\"{AT}\"")), "{login}: {form}");
    }
    assert!(!door.browser("auditor").await.get("/desk/forms/post%20visit").await.body.contains("/entry"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_are_typed_in_by_those_who_open_records_of_the_whole_country_while_the_form_is_open() {
    let door = with_form(testkit::sqlite().await).await;
    for login in ["kayes", "auditor", "admin"] {
        let mut visitor = door.browser(login).await;
        assert_eq!(visitor.get(AT).await.status, 404, "{login}");
        assert_eq!(visitor.get(&format!("{AT}?sheet=1")).await.status, 404, "{login}");
        assert_eq!(typed(&mut visitor, "1", "keep", &CLOSED).await.status, 404, "{login}");
    }
    let mut awa = door.browser("awa").await;
    assert_eq!(awa.get("/desk/forms/nowhere/entry").await.status, 404);
    acts::collect::set_state(&door.test.house, "post visit", store::forms::FormState::Closed).await.unwrap();
    assert_eq!(typed(&mut awa, "1", "keep", &CLOSED).await.status, 409);
    assert!(!awa.get(AT).await.body.contains("sheet=1"));
}

/// A form whose one question takes its choices from a file.
const FROM_FILE: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>Puits</h:title><model><instance><data id="post visit" version="8"><well/></data></instance>
<instance id="wells" src="jr://file-csv/wells.csv"/></model></h:head><h:body>
<select1 ref="/data/well"><label>Quel puits ?</label><itemset nodeset="instance('wells')/root/item"><value ref="name"/>
<label ref="label"/></itemset></select1></h:body></h:html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_from_a_file_is_held_against_the_file_and_an_encrypted_form_is_not_typed_in() {
    let door = with_form(testkit::sqlite().await).await;
    let mut awa = door.browser("awa").await;
    let wells = BTreeMap::from([("wells.csv".to_owned(), b"name,label\nw1,Puits du marche\n".to_vec())]);
    let add = async |xml: String, media| {
        let addition = Addition { xml: xml.into_bytes(), pack: None, media, draft: false };
        let added = add_form(&door.test.house, addition).await.unwrap();
        assert!(matches!(added, Added::Kept { .. }), "{added:?}");
    };
    add(FROM_FILE.to_owned(), wells).await;
    assert_eq!(typed(&mut awa, "1", "keep", &[("well", "w9")]).await.status, 422);
    assert_eq!(typed(&mut awa, "1", "keep", &[("well", "w1")]).await.status, 303);
    let sealed = FROM_FILE
        .replace("\"8\"><well/>", "\"9\"><well/><meta><instanceID/></meta>")
        .replace("</model>", "<submission base64RsaPublicKey=\"x\"/></model>");
    add(sealed, BTreeMap::new()).await;
    assert_eq!(awa.get(&format!("{AT}?sheet=2")).await.status, 403);
    assert_eq!(typed(&mut awa, "2", "keep", &[("well", "w1")]).await.status, 403);
}
