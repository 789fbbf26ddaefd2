//! Records that are taken up again, and records of things that have a life of their own.

use crate::corpus::{Beside, folder, text};
use crate::person::{Person, Surroundings, form};
use std::sync::Arc;
use xforms::{Context, EntityDeclaration, Filling, Form, Moment, RecordError, Rows};

fn record(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("records/{name}.xml"))).unwrap()
}

#[test]
fn a_record_with_repeats_comes_back_as_it_was_sent() {
    let (form, around) = (Form::parse(&text("central_doubleRepeat")).unwrap(), Surroundings::default());
    let filling = Filling::from_record(&form, &around, &record("central_doubleRepeat_double")).unwrap();
    assert_eq!(filling.value("/data/children/child[2]/name"), Some("Bob"));
    assert_eq!(filling.value("/data/children/child[3]/toys/toy[4]/name"), Some("Princess Luna"));
    let alice = filling.repeat("child[1].toy").unwrap().unwrap();
    assert!(alice.instances.is_empty());
    let again = filling.submission_xml("double");
    let twice = Filling::from_record(&form, &around, &again).unwrap();
    assert_eq!(twice.submission_xml("double"), again);
}

#[test]
fn a_record_that_replaces_another_names_it() {
    let (form, around) = (Form::parse(&text("central_doubleRepeat")).unwrap(), Surroundings::default());
    let sent = record("central_doubleRepeat_double");
    let mut filling = Filling::edit(&form, &around, &sent).unwrap();
    assert_eq!(filling.deprecated_id(), Some("double"));
    filling.says("child[1].name", "Alicia");
    filling.remove("child[2]").unwrap();
    let edited = filling.submission_xml("uuid:new");
    let ids =
        "<orx:meta><orx:instanceID>uuid:new</orx:instanceID><orx:deprecatedID>double</orx:deprecatedID>";
    assert!(edited.contains(ids), "{edited}");
    assert!(edited.contains("Alicia") && !edited.contains("Bob"), "{edited}");
    let again = Filling::edit(&form, &around, &edited).unwrap();
    assert_eq!(again.deprecated_id(), Some("uuid:new"));
    assert_eq!(
        again.submission_xml("uuid:third").matches("deprecatedID").count(),
        2,
        "one element, two tags"
    );
}

#[test]
fn what_cannot_be_taken_up_is_told() {
    let (form, around) = (Form::parse(&text("simple")).unwrap(), Surroundings::default());
    let refused = |xml: &str| Filling::edit(&form, &around, xml).unwrap_err();
    assert!(matches!(refused("<data id='other'/>"), RecordError::OtherForm { found } if found == "other"));
    assert!(matches!(refused("<data"), RecordError::Xml(_)));
    assert!(matches!(
        refused("<!DOCTYPE a [<!ENTITY x 'y'>]><data id='simple'>&x;</data>"),
        RecordError::Xml(_)
    ));
    let root = form.schema()[0].path.trim_start_matches('/').to_owned();
    let nameless = format!("<{root} id='{}'><meta/><unknown>x</unknown></{root}>", form.id());
    assert_eq!(refused(&nameless), RecordError::NoInstanceId);
    Filling::from_record(&form, &around, &nameless).unwrap();
}

#[test]
fn more_instances_than_a_form_may_hold_are_no_record() {
    let text = form("<p><a/></p>", "", "<repeat nodeset='/data/p'><input ref='/data/p/a'/></repeat>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let record = format!("<data id='small'>{}</data>", "<p><a>1</a></p>".repeat(2_001));
    let refused = Filling::from_record(&form, &around, &record).unwrap_err();
    assert_eq!(refused, xforms::EvaluationError::TooManyInstances.into());
}

#[test]
fn a_form_that_registers_something_writes_what_the_register_needs() {
    let data = "<species/><where/><meta><instanceID/><entity dataset='trees' id='' create='1'><label/></entity></meta>";
    let model = "<bind nodeset='/data/species' entities:saveto='species'/>\
        <bind nodeset='/data/where' type='geopoint' entities:saveto='geometry'/>\
        <bind nodeset='/data/meta/entity/@id'/>\
        <setvalue event='odk-instance-first-load' ref='/data/meta/entity/@id' value='uuid()'/>\
        <bind nodeset='/data/meta/entity/label' calculate='concat(/data/species, \" tree\")'/>";
    let text = form(data, model, "<input ref='/data/species'/><input ref='/data/where'/>").replacen(
        "xmlns:jr=",
        "xmlns:entities='http://www.opendatakit.org/xforms/entities' xmlns:jr=",
        1,
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("species", "balanzan");
    let xml = filling.submission_xml("uuid:1");
    let entity = "<entity dataset=\"trees\" id=\"00000000-0000-4000-8000-000000000001\" create=\"1\">\
        <label>balanzan tree</label></entity>";
    assert!(xml.contains(entity), "{xml}");
    let edited = Filling::edit(&form, &around, &xml).unwrap().submission_xml("uuid:2");
    assert!(edited.contains("id=\"00000000-0000-4000-8000-000000000001\""), "the same tree: {edited}");
    let saved = |property, path: &str| (property, path.to_owned());
    let declared = EntityDeclaration {
        path: "/data/meta/entity".to_owned(),
        repeat: None,
        dataset: "trees",
        creates: true,
        updates: false,
        properties: vec![saved("species", "/data/species"), saved("geometry", "/data/where")],
    };
    assert_eq!(form.entities(), [declared]);
}

/// Surroundings with a list of people.
struct People;

impl Context for People {
    fn now(&self) -> Moment {
        Moment { unix_millis: 0, offset_minutes: 0 }
    }
    fn random(&self) -> u128 {
        9
    }
    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        let list = "name,label,__version,__trunkVersion,__branchId\nawa-id,Awa,3,2,branch\n";
        (src == "jr://file-csv/people.csv").then(|| Arc::new(Rows::from_csv(list.as_bytes()).unwrap()))
    }
}

#[test]
fn each_instance_of_a_repeat_creates_or_changes_somebody() {
    let form = Form::parse(&text("create-or-update-entities-from-repeats")).unwrap();
    assert_eq!(form.submission().entities_version.as_deref(), Some("2024.1.0"));
    let declared = form.entities();
    assert_eq!(declared[0].repeat.as_deref(), Some("/data/people"));
    assert_eq!(declared[0].properties, [("full_name", "/data/people/name".to_owned())]);
    assert!(declared[0].creates && declared[0].updates);

    let mut filling = Filling::start(&form, &People).unwrap();
    filling.says("people[1].action", "create");
    filling.says("people[1].name", "Issa");
    filling.add("people").unwrap();
    filling.says("people[2].action", "update");
    assert_eq!(filling.is_offered("people[2].person"), ["awa-id"]);
    filling.says("people[2].person", "awa-id");
    filling.says("people[2].name", "Awa T.");
    let xml = filling.submission_xml("uuid:1");
    assert!(
        xml.contains("create=\"true\" update=\"false\" id=\"00000000-0000-4000-8000-000000000009\""),
        "{xml}"
    );
    let changed = "<meta><entity dataset=\"people\" create=\"false\" update=\"true\" id=\"awa-id\" baseVersion=\"3\" \
        trunkVersion=\"2\" branchId=\"branch\"><label>Awa T.</label></entity></meta>";
    assert!(xml.contains(changed), "{xml}");
}

#[test]
fn what_was_said_last_time_is_offered_again() {
    struct LastTime(Option<&'static str>);
    impl Context for LastTime {
        fn now(&self) -> Moment {
            Moment { unix_millis: 0, offset_minutes: 0 }
        }
        fn random(&self) -> u128 {
            9
        }
        fn rows(&self, src: &str) -> Option<Arc<Rows>> {
            assert_eq!(src, "jr://instance/last-saved");
            self.0.map(|record| Arc::new(Rows::from_xml(record.as_bytes()).unwrap()))
        }
    }
    let form = Form::parse(&text("one-question-last-saved")).unwrap();
    assert!(form.reads_last_saved());
    assert_eq!(form.files().count() + form.media().len(), 0, "no file is to be downloaded for it");
    let first = Filling::start(&form, &LastTime(None)).unwrap();
    let name = form.question_names().next().unwrap();
    assert_eq!(first.value(&name), Some(""));
    let mut filled = Filling::start(&form, &LastTime(None)).unwrap();
    filled.says(&name, "32");
    let record: &'static str = Box::leak(filled.submission_xml("uuid:1").into_boxed_str());
    let second = LastTime(Some(record));
    assert_eq!(Filling::start(&form, &second).unwrap().value(&name), Some("32"));
}

#[test]
fn an_encrypted_form_gives_its_key_and_leaves_the_sealing_to_whoever_sends() {
    let form = Form::parse(&text("central_encrypted")).unwrap();
    assert!(form.submission().public_key.as_deref().is_some_and(|key| key.starts_with("MII")));
    assert_eq!(form.submission().auto_send, None);
    let plain = Form::parse(&text("simple")).unwrap();
    assert_eq!(plain.submission().public_key, None);
    Filling::start(&form, &Beside::form("central_encrypted")).unwrap();
}

#[test]
fn what_a_device_must_download_and_keep_account_of_is_named() {
    let form = Form::parse(&text("external_csv_form")).unwrap();
    assert_eq!(
        form.media().into_iter().filter(|uri| uri.starts_with("jr://file-csv/external_csv_")).count(),
        3
    );
    let report = crate::person::report();
    let media = report.media();
    assert!(
        media.contains("jr://images/money.png") && media.contains("jr://audio/intro_fr.mp3"),
        "{media:?}"
    );
    let audited = Form::parse(&text("central_clientAudits")).unwrap();
    assert!(audited.audit().is_some());
    assert_eq!(report.audit(), None);
    let tracked = Form::parse(&text("two-question-audit-track-changes")).unwrap();
    assert!(tracked.audit().unwrap().contains(&("track-changes".to_owned(), "true".to_owned())));
    let pulled = Form::parse(&text("pull_data")).unwrap();
    assert_eq!(pulled.files().collect::<Vec<_>>(), ["jr://file-csv/fruits.csv"]);
}
