//! Lists of entities over the telephone: records create and change what stands in them, in whatever order they come, and
//! telephones get the list as a table.

use super::*;
use acts::collect::entities as lists;
use kernel::Uuid;
use xforms::{EntityFault, FormErrorKind};

pub const WELL: &str = "12345678-1234-4123-8234-123456789abc";
pub const OTHER: &str = "22345678-1234-4123-8234-123456789abc";
pub const BRANCH: &str = "aaaaaaaa-1234-4123-8234-123456789abc";
const SECOND_BRANCH: &str = "bbbbbbbb-1234-4123-8234-123456789abc";
pub const DAY: i64 = 86_400;

/// The form about wells, of one version of the entities specification.
pub fn wells(version: &str) -> String {
    include_str!("wells.xml").replace("ENTITIES", version)
}

/// A record of that form; `attributes` are those of its entity beside the list.
pub fn about(instance: &str, attributes: &str, label: &str, answers: &str) -> String {
    let label = if label.is_empty() { String::new() } else { format!("<label>{label}</label>") };
    format!(
        "<?xml version='1.0' ?><data id=\"wells\" version=\"1\">{answers}<meta><instanceID>uuid:{instance}</instanceID>\
         <entity dataset=\"wells\" {attributes}>{label}</entity></meta></data>"
    )
}

pub fn created(instance: &str, id: &str, label: &str, answers: &str) -> String {
    about(
        instance,
        &format!("id=\"{id}\" create=\"1\" update=\"\" baseVersion=\"\" trunkVersion=\"\" branchId=\"\""),
        label,
        answers,
    )
}

/// A change made on line upon one version.
pub fn changed(instance: &str, base: i64, answers: &str) -> String {
    about(instance, &format!("id=\"{WELL}\" update=\"1\" baseVersion=\"{base}\""), "", answers)
}

/// A change of a branch that began at version `trunk`.
fn offline(instance: &str, base: i64, trunk: &str, branch: &str, answers: &str) -> String {
    let attributes = format!(
        "id=\"{WELL}\" create=\"\" update=\"1\" baseVersion=\"{base}\" trunkVersion=\"{trunk}\" branchId=\"{branch}\""
    );
    about(instance, &attributes, "", answers)
}

/// A house with that form and a volunteer who fills it.
pub struct Wells {
    pub test: TestHouse,
    pub phone: Phone,
}

impl Wells {
    pub async fn on(engine: testkit::TestStore) -> Self {
        let test = TestHouse::on(engine).await;
        assert!(add_with(&test, &wells("2024.1.0"), &[]).await.is_empty(), "its list is no missing file");
        let phone = Phone::of(&test, "Awa", &["wells"]).await;
        Self { test, phone }
    }

    pub async fn send(&self, xml: &str) {
        self.phone.send(xml, &[]).await.message(201);
    }

    /// The table as telephones get it, found through the manifest.
    pub async fn table(&self) -> String {
        let manifest = self.phone.get("manifest/wells").await;
        let file = self.phone.follow(&manifest.all("downloadUrl")[0]).await;
        assert_eq!(manifest.all("hash"), [format!("md5:{}", vault::md5_hex(&file.body))]);
        file.text().to_owned()
    }

    /// Kind of conflict, and what is told of each version: number, base and kind of conflict.
    pub async fn versions(&self) -> (Option<String>, Vec<(i64, i64, Option<String>)>) {
        let mut conn = self.test.house.store.read().await.unwrap();
        let id: Uuid = WELL.parse().unwrap();
        let entity = store::entities::by_id(&mut conn, "wells", id).await.unwrap().unwrap();
        let versions = store::entities::versions(&mut conn, "wells", id).await.unwrap();
        let told = versions.into_iter().map(|one| (one.version, one.base, one.conflict)).collect();
        (entity.conflict, told)
    }

    /// How many changes are held, and why others could not be done.
    pub async fn undone(&self) -> (usize, Vec<String>) {
        let mut conn = self.test.house.store.read().await.unwrap();
        let held = store::entity_waits::held_in(&mut conn, "wells", 100).await.unwrap().len();
        let faults = store::entity_waits::faults(&mut conn, "wells", 100).await.unwrap();
        let mut faults: Vec<String> = faults.into_iter().map(|fault| fault.fault).collect();
        faults.sort();
        (held, faults)
    }

    pub async fn records(&self) -> usize {
        let mut records = Records::of(&self.test.house, "wells").await.unwrap();
        let mut count = 0;
        while records.next().await.unwrap().is_some() {
            count += 1;
        }
        count
    }
}

fn row(version: i64, depth: &str, pump: &str) -> String {
    format!("name,label,__version,depth,pump\n{WELL},Puits nord,{version},{depth},{pump}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_creates_an_entity_and_the_table_of_the_form_has_it_under_another_hash() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        let manifest = field.phone.get("manifest/wells").await;
        assert_eq!(manifest.all("filename"), ["wells.csv"]);
        assert!(manifest.text().contains("<mediaFile type=\"entityList\">"), "{}", manifest.text());
        assert!(!field.phone.get("formList").await.all("manifestUrl").is_empty());
        assert_eq!(field.table().await, "name,label,__version,depth,pump\n");
        let before = manifest.all("hash");
        let tag = field.phone.get("media/wells/wells.csv").await.header("etag").to_owned();
        let known = Phone { extra: vec![("if-none-match", tag)], ..field.phone.clone() };
        assert_eq!(known.get("media/wells/wells.csv").await.status, 304);

        let xml = created("one", WELL, "Puits nord", "<depth>12</depth><pump>oui, \"neuve\"</pump>");
        field.send(&xml).await;
        let after = row(1, "12", "\"oui, \"\"neuve\"\"\"");
        assert_eq!(field.table().await, after);
        assert_ne!(field.phone.get("manifest/wells").await.all("hash"), before);
        assert_eq!(known.get("media/wells/wells.csv").await.status, 200, "it changed");
        field.send(&xml).await;
        assert_eq!(field.table().await, after, "the same record again changes nothing");
        assert_eq!((field.records().await, field.undone().await), (1, (0, vec![])));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_without_a_network_are_held_until_the_one_before_them_comes_and_done_in_order() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("one", WELL, "Puits nord", "<depth>10</depth><pump>non</pump>")).await;
        let step = |n: i64| offline(&format!("step-{n}"), n, "1", BRANCH, &format!("<depth>1{n}</depth>"));
        for (n, held) in [(3, 1), (2, 2)] {
            field.send(&step(n)).await;
            assert_eq!(field.undone().await, (held, vec![]));
            field.send(&step(n)).await;
            assert_eq!(field.undone().await, (held, vec![]), "held once");
            assert_eq!(field.table().await, row(1, "10", "non"));
        }
        field.send(&step(1)).await;
        assert_eq!(field.undone().await, (0, vec![]));
        assert_eq!(field.table().await, row(4, "13", "non"));
        let none = None::<String>;
        let told =
            vec![(1, 0, none.clone()), (2, 1, none.clone()), (3, 2, none.clone()), (4, 3, none.clone())];
        assert_eq!(field.versions().await, (None, told), "no conflict, each upon the one before it");
        assert_eq!(field.records().await, 4);
        for n in [1, 2, 3] {
            field.send(&step(n)).await;
        }
        assert_eq!(field.table().await, row(4, "13", "non"), "the same records again change nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_that_come_before_the_creation_wait_for_it() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&offline("third", 2, "", BRANCH, "<depth>30</depth>")).await;
        field.send(&offline("second", 1, "", BRANCH, "<depth>20</depth>")).await;
        assert_eq!(field.undone().await, (2, vec![]));
        field.send(&created("first", WELL, "Puits nord", "<depth>10</depth><pump>oui</pump>")).await;
        assert_eq!(field.undone().await, (0, vec![]));
        assert_eq!(field.table().await, row(3, "30", "oui"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_five_days_is_done_without_the_one_before_it() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("one", WELL, "Puits nord", "<depth>10</depth><pump>non</pump>")).await;
        field.send(&offline("three", 3, "1", BRANCH, "<depth>13</depth>")).await;
        field.send(&offline("four", 4, "1", BRANCH, "<pump>oui</pump>")).await;
        // Of an entity whose creation never comes.
        field.send(&offline("lost", 2, "", SECOND_BRANCH, "<depth>7</depth>").replace(WELL, OTHER)).await;
        field.test.clock.advance(5 * DAY - 60);
        acts::chores::run(&field.test.house).await.unwrap();
        assert_eq!(field.undone().await, (3, vec![]));
        field.test.clock.advance(60);
        acts::chores::run(&field.test.house).await.unwrap();
        assert_eq!(field.undone().await, (0, vec![]));
        let lost = format!("{OTHER},{OTHER},1,7,\n");
        assert_eq!(field.table().await, format!("{}{lost}", row(3, "13", "oui")));
        acts::chores::run(&field.test.house).await.unwrap();
        assert_eq!(field.table().await, format!("{}{lost}", row(3, "13", "oui")));
        // The creation comes after all: it is laid over, and somebody is to look at it.
        field.send(&created("late", OTHER, "Puits sud", "<depth>5</depth>")).await;
        let late = format!("{OTHER},Puits sud,2,5,\n");
        assert_eq!(field.table().await, format!("{}{late}", row(3, "13", "oui")));
        assert_eq!(field.undone().await, (0, vec![]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_that_cross_are_both_kept_and_marked_and_the_last_one_stands_property_by_property() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("one", WELL, "Puits nord", "<depth>10</depth><pump>non</pump>")).await;
        field.send(&changed("two", 1, "<depth>11</depth>")).await;
        assert_eq!(field.versions().await.0, None);
        field.send(&changed("three", 1, "<pump>oui</pump>")).await;
        assert_eq!(field.table().await, row(3, "11", "oui"));
        assert_eq!(field.versions().await.0.as_deref(), Some("soft"));
        field.send(&changed("four", 1, "<depth>12</depth>")).await;
        assert_eq!(field.table().await, row(4, "12", "oui"));
        let (conflict, versions) = field.versions().await;
        assert_eq!(conflict.as_deref(), Some("hard"));
        let marked = |version, base, kind: &str| (version, base, Some(kind.to_owned()));
        assert_eq!(versions[2..], [marked(3, 1, "soft"), marked(4, 1, "hard")]);
        // A branch that others crossed goes on, and is marked too.
        field.send(&offline("five", 4, "4", BRANCH, "<depth>14</depth>")).await;
        assert_eq!(field.versions().await.1[4], (5, 4, None));
        field.send(&changed("six", 5, "<pump>cassée</pump>")).await;
        field.send(&offline("seven", 5, "4", BRANCH, "<depth>15</depth>")).await;
        assert_eq!(field.versions().await.1[6], marked(7, 5, "soft"));
        assert_eq!(field.table().await, row(7, "15", "cassée"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_form_may_create_or_change_as_the_record_says() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        let both = |instance: &str, base: &str, depth: &str| {
            let attributes =
                format!("id=\"uuid:{WELL}\" create=\"true\" update=\"true\" baseVersion=\"{base}\"");
            about(instance, &attributes, "Puits nord", &format!("<depth>{depth}</depth>"))
        };
        field.send(&both("one", "", "1")).await;
        field.send(&both("two", "1", "2")).await;
        assert_eq!(field.table().await, row(2, "2", ""));
        field.send(&about("three", &format!("id=\"{OTHER}\" create=\"0\" update=\"no\""), "x", "")).await;
        assert_eq!(field.table().await, row(2, "2", ""), "neither was asked");
        assert_eq!(field.undone().await, (0, vec![]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_whose_entity_cannot_be_is_kept_and_the_reason_is_noted() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("good", WELL, "Puits nord", "")).await;
        let bad = [
            (created("a", "12345678", "x", ""), "id"),
            (created("b", OTHER, "", ""), "label"),
            (created("c", OTHER, "x", "").replace("dataset=\"wells\"", "dataset=\"people\""), "list"),
            (created("d", WELL, "x", ""), "exists"),
            (changed("e", 1, "").replace(WELL, OTHER), "unknown"),
            (changed("f", 7, ""), "version"),
            (changed("g", 1, "").replace("baseVersion=\"1\"", "baseVersion=\"\""), "no-base"),
            (changed("h", 1, "").replace("baseVersion=\"1\"", "baseVersion=\"one\""), "number"),
            (offline("i", 1, "1", "no-branch", ""), "branch"),
        ];
        let mut expected: Vec<String> = Vec::new();
        for (xml, fault) in &bad {
            field.send(xml).await;
            expected.push((*fault).to_owned());
            field.send(xml).await;
        }
        expected.sort();
        assert_eq!(field.undone().await, (0, expected));
        assert_eq!(field.records().await, 1 + bad.len());
        assert_eq!(field.table().await, row(1, "", ""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_does_nothing_twice_and_tries_again_what_could_not_be_done() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        let corrected = |xml: String, original: &str| {
            xml.replace("<meta>", &format!("<meta><deprecatedID>uuid:{original}</deprecatedID>"))
        };
        field.send(&created("one", WELL, "Puits nord", "<depth>10</depth>")).await;
        field.send(&corrected(created("two", WELL, "Puits nord", "<depth>11</depth>"), "one")).await;
        field.send(&corrected(created("three", OTHER, "Autre", "<depth>11</depth>"), "two")).await;
        assert_eq!(field.table().await, row(1, "10", ""), "what the first did stands");
        assert_eq!((field.records().await, field.undone().await), (1, (0, vec![])));
        // Held: the correction does not take its place.
        field.send(&offline("late", 2, "1", BRANCH, "<depth>12</depth>")).await;
        field.send(&corrected(offline("later", 2, "1", BRANCH, "<depth>13</depth>"), "late")).await;
        assert_eq!(field.undone().await, (1, vec![]));
        field.send(&offline("first", 1, "1", BRANCH, "<pump>oui</pump>")).await;
        assert_eq!(field.table().await, row(3, "12", "oui"));
        // Impossible: the correction may do better.
        field.send(&created("nameless", OTHER, "", "")).await;
        assert_eq!(field.undone().await, (0, vec!["label".to_owned()]));
        field.send(&corrected(created("named", OTHER, "Puits sud", ""), "nameless")).await;
        assert_eq!(field.undone().await, (0, vec![]));
        assert_eq!(field.table().await, format!("{}{OTHER},Puits sud,1,,\n", row(3, "12", "oui")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_with_repeats_creates_an_entity_of_each_in_two_lists() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let form = include_str!("household.xml").replace("ENTITIES", "2025.1.0");
        add(&test, &form).await;
        let phone = Phone::of(&test, "Awa", &["household"]).await;
        let person = |id: &str, name: &str| {
            format!(
                "<person><called>{name}</called><age>7</age><meta><entity dataset=\"people\" id=\"{id}\" create=\"1\">\
                     <label>{name}</label></entity></meta></person>"
            )
        };
        let record = |instance: &str, people: &str, house: &str, meta: &str| {
            format!(
                "<data id=\"household\" version=\"1\"><village>Synthétique</village>{people}<meta>{meta}\
                     <instanceID>uuid:{instance}</instanceID><entity dataset=\"households\" id=\"{house}\" create=\"1\">\
                     <label>Ménage 1</label></entity></meta></data>"
            )
        };
        let table = async |list: &str| {
            String::from_utf8(lists::table_bytes(&test.house, list).await.unwrap().to_vec()).unwrap()
        };
        let people = format!("{}{}", person(WELL, "Kadi"), person("wrong", "Issa"));
        phone.send(&record("one", &people, BRANCH, ""), &[]).await.message(201);
        assert_eq!(table("people").await, format!("name,label,__version,age\n{WELL},Kadi,1,7\n"));
        let houses = format!("name,label,__version,village\n{BRANCH},Ménage 1,1,Synthétique\n");
        assert_eq!(table("households").await, houses);
        // One of three could not be; its correction does that one alone.
        let people = format!("{}{}", person(WELL, "Kady"), person(OTHER, "Issa"));
        let meta = "<deprecatedID>uuid:one</deprecatedID>";
        phone.send(&record("two", &people, SECOND_BRANCH, meta), &[]).await.message(201);
        assert_eq!(
            table("people").await,
            format!("name,label,__version,age\n{WELL},Kadi,1,7\n{OTHER},Issa,1,7\n")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_learns_which_entities_are_gone_and_only_of_lists_of_its_own_forms() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("one", WELL, "Puits nord", "")).await;
        field.send(&created("two", OTHER, "Puits sud", "")).await;
        field.test.member("bakary", civic::directory::Role::Coordinator, None, None).await;
        let handler = field.test.handler("bakary").await;
        let gone: Uuid = OTHER.parse().unwrap();
        lists::desk::delete(&field.test.house, &handler, "wells", gone).await.unwrap();
        let address = &field.phone.get("manifest/wells").await.all("integrityUrl")[0];
        let (_, rest) = address.split_once(&field.phone.token).unwrap();
        let ask =
            async |ids: &str| field.phone.get(&format!("{}?id={ids}", rest.trim_start_matches('/'))).await;
        let answer = ask(&format!("{WELL},{OTHER},{BRANCH},x")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/xml; charset=utf-8"));
        assert_eq!(answer.header("x-openrosa-version"), "1.0");
        let told = format!(
            "<data><entities><entity id=\"{WELL}\"><deleted>false</deleted></entity>\
             <entity id=\"{OTHER}\"><deleted>true</deleted></entity></entities></data>"
        );
        assert!(answer.text().ends_with(&told), "{}", answer.text());
        assert_eq!(field.table().await, row(1, "", ""));
        assert!(ask("").await.text().contains("<entities></entities>"));
        add(&field.test, &visit("1")).await;
        let stranger = Phone::of(&field.test, "Issa", &["visit"]).await;
        stranger.get(&format!("integrity/wells/wells?id={WELL}")).await.message(404);
        stranger.get("media/wells/wells.csv").await.message(404);
        stranger.get("manifest/wells").await.message(404);
        field.phone.get(&format!("integrity/wells/people?id={WELL}")).await.message(404);
        // A deleted one is neither changed nor created anew.
        field.send(&created("three", OTHER, "Puits sud", "")).await;
        assert_eq!(field.undone().await, (0, vec!["deleted".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_of_the_specification_that_are_known_are_taken_and_others_refused_with_the_reason() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let adding = async |xml: String| {
        let addition = Addition { xml: xml.into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
        collect::add_form(&test.house, addition).await.unwrap()
    };
    for (at, version) in ["2022.1.0", "2023.1.0", "2024.1.0", "2025.1.0"].iter().enumerate() {
        let form = wells(version).replace("id=\"wells\" version", &format!("id=\"wells-{at}\" version"));
        assert!(matches!(adding(form).await, Added::Kept { .. }), "{version}");
    }
    for version in ["2020.1.0", "2026.1.0"] {
        let Added::Unreadable(error) = adding(wells(version)).await else { panic!("{version}") };
        assert_eq!(error.kind, FormErrorKind::EntitiesVersion(version.to_owned()));
    }
    let household = include_str!("household.xml").replace("ENTITIES", "2024.1.0");
    let repeats = EntityFault::Repeats("2024.1.0".to_owned());
    assert!(matches!(adding(household).await, Added::Entities(fault) if fault == repeats));
    let nameless = wells("2024.1.0").replace("dataset=\"wells\"", "dataset=\"a.b\"");
    assert!(matches!(adding(nameless).await, Added::Entities(EntityFault::List(_))));
    let unsaid = wells("2024.1.0").replace(" entities:entities-version=\"2024.1.0\"", "");
    assert!(matches!(adding(unsaid).await, Added::Entities(EntityFault::NoVersion)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_a_form_was_given_stands_before_a_list_of_that_name_and_a_draft_makes_none() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let addition =
        Addition { xml: wells("2024.1.0").into_bytes(), pack: None, media: BTreeMap::new(), draft: true };
    let Added::Kept { missing, .. } = collect::add_form(&test.house, addition).await.unwrap() else {
        panic!()
    };
    assert!(missing.is_empty());
    assert!(
        store::entity_lists::names(&mut test.house.store.read().await.unwrap()).await.unwrap().is_empty()
    );
    collect::set_state(&test.house, "wells", store::forms::FormState::Open).await.unwrap();
    let phone = Phone::of(&test, "Awa", &["wells"]).await;
    assert_eq!(phone.get("media/wells/wells.csv").await.text(), "name,label,__version,depth,pump\n");
    let own: &[u8] = b"name,label,__version\na,A,1\n";
    add_with(&test, &wells("2024.1.0"), &[("wells.csv", own)]).await;
    assert_eq!(phone.get("media/wells/wells.csv").await.body, own);
    assert_eq!(phone.get("manifest/wells").await.all("filename"), ["wells.csv"]);
    phone.get(&format!("integrity/wells/wells?id={WELL}")).await.message(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_telephones_at_once_change_an_entity_one_after_the_other() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.send(&created("one", WELL, "Puits nord", "<depth>0</depth>")).await;
        let mut sending = tokio::task::JoinSet::new();
        for n in 0..20 {
            let (phone, xml) =
                (field.phone.clone(), changed(&format!("n-{n}"), 1, &format!("<depth>{n}</depth>")));
            sending.spawn(async move { phone.send(&xml, &[]).await.message(201) });
        }
        while let Some(sent) = sending.join_next().await {
            sent.unwrap();
        }
        let (conflict, versions) = field.versions().await;
        assert_eq!((conflict.as_deref(), versions.len()), (Some("hard"), 21));
        assert_eq!(field.undone().await, (0, vec![]));
    }
}
