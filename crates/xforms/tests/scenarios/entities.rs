//! Lists of entities: what a form says of them, and what its records ask.

use crate::person::form;
use std::time::{Duration, Instant};
use xforms::{DeclaredList, EntityAsked, EntityFault, EntityPlan, Form};

fn plan_of(version: &str, data: &str, binds: &str, body: &str) -> Result<Option<EntityPlan>, EntityFault> {
    let model = match version {
        "" => "<model>".to_owned(),
        version => format!("<model entities:entities-version='{version}'>"),
    };
    EntityPlan::of(&Form::parse(&form(data, binds, body).replacen("<model>", &model, 1)).unwrap())
}

const HOUSEHOLD: &str = "<village/><house><size/>\
    <person jr:template=''><called/><age/>\
    <meta><entity dataset='people' id='' create='' update='' baseVersion=''><label/></entity></meta></person>\
    <meta><entity dataset='houses' id='' create='1'><label/></entity></meta></house><meta><instanceID/></meta>";
const BINDS: &str = "<bind nodeset='/data/village' entities:saveto='village'/>\
    <bind nodeset='/data/house/size' entities:saveto='size'/>\
    <bind nodeset='/data/house/person/called' entities:saveto='called'/>\
    <bind nodeset='/data/house/person/age' entities:saveto='age' type='int'/>";
const BODY: &str = "<group ref='/data/house/person'><repeat nodeset='/data/house/person'>\
    <input ref='/data/house/person/called'/></repeat></group>";

fn household() -> EntityPlan {
    // What belongs to no entity around it is nobody's property.
    plan_of("2025.1.0", HOUSEHOLD, BINDS, BODY).unwrap().unwrap()
}

#[test]
fn a_form_says_which_lists_its_records_write_and_with_which_properties() {
    let list = |name: &str, updates, properties: &[&str]| DeclaredList {
        name: name.to_owned(),
        creates: true,
        updates,
        properties: properties.iter().map(|name| (*name).to_owned()).collect(),
    };
    let mut lists = household().lists().to_vec();
    lists.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(lists, [list("houses", false, &["size"]), list("people", true, &["called", "age"])]);
    assert_eq!(plan_of("2025.1.0", "<a/>", "", "").unwrap(), None);
}

#[test]
fn a_record_asks_for_one_entity_of_each_instance_and_one_of_the_group_around_them() {
    let record = "<?xml version='1.0'?><data id='small'><village>V</village><house><size>3</size>\
        <person><called>Awa &amp; <![CDATA[<Kadi>]]></called><age/><meta>\
        <entity dataset='people' id=' uuid:1 ' create='1' update='false'><label>Awa</label></entity></meta></person>\
        <person><called>Issa</called><meta>\
        <entity dataset='people' id='2' update='true' baseVersion='3' trunkVersion='2' branchId='b'/></meta></person>\
        <person><called>Nobody</called></person>\
        <person><called>Neither</called><meta><entity dataset='people' id='4' create='yes' update=''/></meta></person>\
        <orx:meta xmlns:orx='http://openrosa.org/xforms'><entity dataset='houses' id='3' create='1'><label>H</label>\
        </entity></orx:meta></house></data>";
    let asked = household().read(record.as_bytes()).unwrap();
    let said = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let house = EntityAsked {
        declared: "houses".to_owned(),
        may_create: true,
        list: "houses".to_owned(),
        id: "3".to_owned(),
        create: true,
        label: Some("H".to_owned()),
        properties: vec![said("size", "3")],
        ..EntityAsked::default()
    };
    let person = EntityAsked {
        declared: "people".to_owned(),
        may_create: true,
        may_update: true,
        list: "people".to_owned(),
        ..EntityAsked::default()
    };
    let created = EntityAsked {
        id: "uuid:1".to_owned(),
        create: true,
        label: Some("Awa".to_owned()),
        properties: vec![said("called", "Awa & <Kadi>"), said("age", "")],
        ..person.clone()
    };
    let changed = EntityAsked {
        id: "2".to_owned(),
        update: true,
        base_version: "3".to_owned(),
        trunk_version: "2".to_owned(),
        branch_id: "b".to_owned(),
        properties: vec![said("called", "Issa")],
        ..person
    };
    assert_eq!(
        asked,
        [house, created, changed],
        "one without an entity, or that says neither yes, asks for nothing"
    );
}

#[test]
fn of_too_many_entities_one_more_than_is_accepted_is_read_and_those_that_ask_for_nothing_count_for_nothing() {
    let record = |silent: usize, asking: usize| {
        let silent =
            "<person><meta><entity dataset='people' create=''/></meta></person><person/>".repeat(silent);
        let asking = "<person><meta><entity dataset='people' create='1'/></meta></person>".repeat(asking);
        format!("<data id='small'><house>{silent}{asking}</house></data>")
    };
    let asked = |silent, asking| household().read(record(silent, asking).as_bytes()).unwrap().len();
    assert_eq!(asked(EntityPlan::MOST + 1, 2), 2);
    assert_eq!(asked(0, EntityPlan::MOST + 500), EntityPlan::MOST + 1);
}

#[test]
fn a_form_of_thousands_of_entities_and_properties_is_understood_in_seconds() {
    let many = |one: &dyn Fn(usize) -> String| (0..5_000).map(one).collect::<String>();
    let data = many(&|n| {
        format!("<g{n}><a/><meta><entity dataset='trees' id='' create='1'><label/></entity></meta></g{n}>")
    });
    let binds = many(&|n| format!("<bind nodeset='/data/g{n}/a' entities:saveto='p{n}'/>"));
    let started = Instant::now();
    let plan = plan_of("2025.1.0", &data, &binds, "").unwrap().unwrap();
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert_eq!(plan.lists()[4_999].properties, ["p4999"]);
}

#[test]
fn what_is_wrong_with_entities_is_told_by_name() {
    let one =
        |attributes: &str| format!("<a/><r><b/></r><meta><entity {attributes}><label/></entity></meta>");
    let refused = |version: &str, data: &str, binds: &str, body: &str| {
        plan_of(version, data, binds, body).expect_err(data)
    };
    let sound = one("dataset='trees' id='' create='1'");
    assert!(plan_of("2022.1.0", &sound, "", "").unwrap().is_some());
    assert_eq!(refused("", &sound, "", ""), EntityFault::NoVersion);
    assert_eq!(refused("2024.1.0", HOUSEHOLD, BINDS, BODY), EntityFault::Repeats("2024.1.0".to_owned()));
    assert_eq!(
        refused("2024.1.0", &one("dataset='trees' id=''"), "", ""),
        EntityFault::NoAction("trees".to_owned())
    );
    for name in ["", "__trees", "a.b", "1a", "a b", "-a"] {
        let data = one(&format!("dataset='{name}' id='' create='1'"));
        assert_eq!(refused("2024.1.0", &data, "", ""), EntityFault::List(name.to_owned()));
    }
    for name in ["name", "Label", "__x", "a:b", "2"] {
        let bind = format!("<bind nodeset='/data/a' entities:saveto='{name}'/>");
        assert_eq!(refused("2024.1.0", &sound, &bind, ""), EntityFault::Property(name.to_owned()));
    }
    let (bind, body) = ("<bind nodeset='/data/r/b' entities:saveto='b'/>", "<repeat nodeset='/data/r'/>");
    assert_eq!(refused("2025.1.0", &sound, bind, body), EntityFault::PropertyInRepeat("b".to_owned()));
    for name in ["arbres", "Écoles", "_a", "a:b-c_1"] {
        assert!(
            plan_of("2022.1", &one(&format!("dataset='{name}' id='' create='1'")), "", "").is_ok(),
            "{name}"
        );
    }
}
