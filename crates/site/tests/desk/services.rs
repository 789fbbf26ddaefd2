//! What belongs to one service is closed to coordinators of another, by whatever way they come to it.

use crate::door::Door;
use crate::forms::{post, upload, visit};
use acts::collect::{self, Added, Addition, Parcel, Recruit};
use civic::directory::Role;
use std::collections::BTreeMap;
use store::volunteers::Account;
use testhouse::{Reply, Visitor};

const WELL: &str = "12345678-1234-4123-8234-123456789abc";

/// A form whose records write a list, and that reads it.
fn writing(id: &str, list: &str) -> String {
    let wells = include_str!("../collect/wells.xml").replace("ENTITIES", "2024.1.0");
    let wells = wells.replace("id=\"wells\" version", &format!("id=\"{id}\" version"));
    wells
        .replace("dataset=\"wells\"", &format!("dataset=\"{list}\""))
        .replace("id=\"wells\" src", &format!("id=\"{list}\" src"))
        .replace("file-csv/wells.csv", &format!("file-csv/{list}.csv"))
        .replace("instance('wells')", &format!("instance('{list}')"))
}

/// A form that reads a list.
fn reading(id: &str, list: &str) -> String {
    format!(
        "<?xml version='1.0'?><h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>\
         <h:head><h:title>Lecture</h:title><model>\
         <instance><data id='{id}' version='1'><one/><meta><instanceID/></meta></data></instance>\
         <instance id='{list}' src='jr://file-csv/{list}.csv'/><bind nodeset='/data/one' type='string'/></model></h:head>\
         <h:body><select1 ref='/data/one'><label>Lequel</label>\
         <itemset nodeset=\"instance('{list}')/root/item\"><value ref='name'/><label ref='label'/></itemset></select1>\
         </h:body></h:html>"
    )
}

/// A door behind which Bakary coordinates denunciations and Salif another service; the form and the list `wells` are Bakary's.
async fn two_services(engine: testkit::TestStore) -> (Door, Visitor, Visitor) {
    let door = Door::on(engine).await;
    door.test.member_of("salif", Role::Coordinator, Some(door.alpha), &["perception"]).await;
    for xml in [writing("wells", "wells"), visit("1")] {
        add(&door, &xml, false).await;
    }
    let house = &door.test.house;
    let (name, forms) = ("Awa du terrain".to_owned(), vec!["wells".to_owned()]);
    let recruit = Recruit { account: Account::Volunteer, name, forms, places: Vec::new() };
    let volunteer = collect::enlist(house, recruit).await.unwrap();
    let volunteer = collect::volunteer(house, &volunteer).await.unwrap();
    let xml = format!(
        "<data id='wells' version='1'><depth>9</depth><meta><instanceID>uuid:one</instanceID>\
         <entity dataset='wells' id='{WELL}' create='1'><label>Puits de Kadi</label></entity></meta></data>"
    );
    let parcel = Parcel { xml: xml.into_bytes(), ..Parcel::default() };
    collect::receive(house, &volunteer, parcel).await.unwrap();
    let (bakary, salif) = (door.browser("bakary").await, door.browser("salif").await);
    (door, bakary, salif)
}

/// Adds a form of Bakary's service from the command line.
async fn add(door: &Door, xml: &str, draft: bool) {
    let (xml, pack) = (xml.as_bytes().to_vec(), Some("denunciation".to_owned()));
    let addition = Addition { xml, pack, media: BTreeMap::new(), draft };
    assert!(matches!(collect::add_form(&door.test.house, addition).await.unwrap(), Added::Kept { .. }));
}

async fn send(visitor: &mut Visitor, xml: &str, fields: &[(&str, &str)]) -> Reply {
    upload(visitor, "/desk/forms", fields, &[("form", "form.xml", xml.as_bytes())]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_of_its_service_whatever_blanks_stand_around_its_id() {
    for engine in testkit::engines().await {
        let (door, mut bakary, mut salif) = two_services(engine).await;
        let next = visit("2").replace("id=\"visit\"", "id=\" visit \"");
        for pack in ["", "denunciation"] {
            assert_eq!(send(&mut salif, &next, &[("pack", pack)]).await.status, 403, "{pack}");
        }
        let versions = async || {
            let listed = collect::listed(&door.test.house).await.unwrap();
            let one = listed.into_iter().find(|one| one.form.id == "visit").unwrap();
            (one.versions.len(), one.form.pack)
        };
        assert_eq!(versions().await, (1, Some("denunciation".to_owned())));
        let kept = send(&mut bakary, &next, &[]).await;
        assert!(kept.location().starts_with("/desk/forms/visit?"), "{}", kept.body);
        assert_eq!(versions().await, (2, Some("denunciation".to_owned())));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_neither_read_nor_written_by_a_form_of_somebody_who_may_not_read_it() {
    for engine in testkit::engines().await {
        let (door, mut bakary, mut salif) = two_services(engine).await;
        let list = "/desk/lists/wells";
        assert_eq!(salif.get(list).await.status, 404);
        for (xml, draft) in [
            (reading("spy", "wells"), ""),
            (reading("spy", "wells"), "yes"),
            (writing("mine", "wells"), ""),
            (writing("mine", "wells"), "yes"),
        ] {
            let refused = send(&mut salif, &xml, &[("draft", draft)]).await;
            assert!(refused.status == 422 && refused.body.contains("wells.csv"), "{}", refused.body);
        }
        // With a table of one's own the form reads that one.
        let xml = reading("own", "wells");
        let own = [("form", "form.xml", xml.as_bytes()), ("media", "wells.csv", &b"name,label\nw,W\n"[..])];
        assert_eq!(upload(&mut salif, "/desk/forms", &[], &own).await.status, 303);
        // The form of the others, entrusted to a volunteer of one's own, would bring the list along.
        let fields = [("name", "Moussa"), ("forms", "wells")];
        let refused = post(&mut salif, "/desk/volunteers", &fields).await;
        assert!(refused.status == 422 && refused.body.contains("ne pouvez pas lire"), "{}", refused.body);
        assert_eq!(post(&mut salif, "/desk/volunteers", &[fields[0], ("forms", "own")]).await.status, 200);
        let team = collect::team(&door.test.house, Account::Volunteer).await.unwrap();
        let id = |name: &str| team.iter().find(|one| one.name == name).unwrap().id;
        let assign = format!("/desk/volunteers/{}/assign", id("Moussa"));
        assert_eq!(post(&mut salif, &assign, &[("forms", "own"), ("forms", "wells")]).await.status, 422);
        // What somebody has already stays theirs.
        let assign = format!("/desk/volunteers/{}/assign", id("Awa du terrain"));
        assert_eq!(post(&mut salif, &assign, &[("forms", "own"), ("forms", "wells")]).await.status, 303);

        // Whoever may read the list does all of it.
        assert_eq!(bakary.get(list).await.status, 200, "its own people were not locked out");
        let next = writing("wells", "wells").replace("version=\"1\"", "version=\"2\"");
        assert_eq!(send(&mut bakary, &next, &[]).await.status, 303);
        assert_eq!(send(&mut bakary, &reading("second", "wells"), &[]).await.status, 303);
        let fields = [("name", "Oumou"), ("forms", "wells"), ("forms", "second")];
        assert_eq!(post(&mut bakary, "/desk/volunteers", &fields).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_does_not_lie_in_wait_for_a_list_that_others_will_have() {
    for engine in testkit::engines().await {
        let (door, mut bakary, mut salif) = two_services(engine).await;
        let pack = [("pack", "denunciation")];
        assert_eq!(send(&mut salif, &reading("early", "later"), &[]).await.status, 303, "no list yet");
        let refused = send(&mut bakary, &writing("later", "later"), &pack).await;
        assert!(refused.status == 422 && refused.body.contains("later.csv"), "{}", refused.body);
        // A list of no service is for everybody.
        assert_eq!(send(&mut bakary, &writing("later", "later"), &[]).await.status, 303);
        let second = writing("later", "later").replace("version=\"1\"", "version=\"2\"");
        let refused = send(&mut bakary, &second, &pack).await;
        assert!(refused.status == 422 && refused.body.contains("later.csv"), "{}", refused.body);
        assert_eq!(send(&mut salif, &writing("planted", "soon"), &[("draft", "yes")]).await.status, 303);
        add(&door, &writing("soon", "soon"), false).await;
        let state = "/desk/forms/planted/state";
        assert_eq!(post(&mut salif, state, &[("state", "open")]).await.status, 403);
        assert_eq!(bakary.get("/desk/lists/soon").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_is_for_the_coordinators_of_its_service_alone() {
    for engine in testkit::engines().await {
        let (door, mut bakary, mut salif) = two_services(engine).await;
        let trial = "/desk/forms/visit/trial";
        let link = post(&mut bakary, &format!("{trial}/link"), &[]).await;
        let secret = link.body.split("/key/").nth(1).unwrap().split('<').next().unwrap().to_owned();
        for page in [trial, "/desk/forms/visit/try"] {
            assert_eq!(salif.get(page).await.status, 403, "{page}");
        }
        for act in ["link", "end", "empty"] {
            assert_eq!(post(&mut salif, &format!("{trial}/{act}"), &[]).await.status, 403, "{act}");
        }
        assert!(collect::trial::trier(&door.test.house, &secret).await.is_ok(), "the link stands");
        assert_eq!(bakary.get(trial).await.status, 200);
    }
}
