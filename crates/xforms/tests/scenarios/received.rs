//! Records that others filled: what a server has to know of them, and their answers in tables.

use crate::person::form;
use std::time::{Duration, Instant};
use xforms::{Content, Form, Submitted, SubmittedError, Tables};

fn visits() -> Form {
    let nodes = "<name/><works/><where/><photo/><g><age/></g>\
                 <person jr:template=''><called/><face/><child><toy/></child></person>\
                 <meta><instanceID/><audit/></meta>";
    let binds = "<bind nodeset='/data/g/age' type='int'/><bind nodeset='/data/where' type='geopoint'/>\
                 <bind nodeset='/data/photo' type='binary'/><bind nodeset='/data/person/face' type='binary'/>\
                 <bind nodeset='/data/meta/audit' type='binary'/>";
    let body = "<input ref='/data/name'/><input ref='/data/where'/><input ref='/data/g/age'/>\
                <select ref='/data/works'><item><label>P</label><value>pump</value></item>\
                <item><label>W</label><value>well</value></item></select>\
                <upload ref='/data/photo' mediatype='image/*'/>\
                <group ref='/data/person'><repeat nodeset='/data/person'><input ref='/data/person/called'/>\
                <upload ref='/data/person/face' mediatype='image/*'/>\
                <group ref='/data/person/child'><repeat nodeset='/data/person/child'>\
                <input ref='/data/person/child/toy'/></repeat></group></repeat></group>";
    Form::parse(&form(nodes, binds, body)).unwrap()
}

const RECORD: &str = "<?xml version='1.0'?><data id=' visit ' version='3' xmlns:orx='http://openrosa.org/xforms'>\
    <name>A &amp; <![CDATA[<B>]]></name><works>well pump</works><where>12.5 -8.0 0.0 4.9</where>\
    <photo> a.jpg </photo><g><age>-7</age></g>\
    <person><called>P</called><face>b.jpg</face><child><toy>x</toy></child><child><toy>y</toy></child></person>\
    <person><called>Q</called><face>a.jpg</face></person>\
    <orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:deprecatedID>uuid:0</orx:deprecatedID>\
    <orx:audit>audit.csv</orx:audit></orx:meta></data>";

#[test]
fn a_record_says_which_form_it_answers_which_record_it_is_and_which_files_belong_to_it() {
    let nodes = visits().file_nodes();
    let wanted = ["/data/meta/audit", "/data/person/face", "/data/photo"];
    assert_eq!(nodes.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    let read = Submitted::read(RECORD.as_bytes(), &|path| nodes.contains(path)).unwrap();
    assert_eq!((read.form_id.as_str(), read.version.as_str()), ("visit", "3"));
    assert_eq!(read.instance_id.as_deref(), Some("uuid:1"));
    assert_eq!(read.deprecated_id.as_deref(), Some("uuid:0"));
    assert_eq!(read.files, ["a.jpg", "b.jpg", "audit.csv"]);
    assert!(!read.encrypted);
}

#[test]
fn metadata_counts_where_it_belongs_and_nowhere_else() {
    let read = |text: &str| Submitted::read(text.as_bytes(), &|_| false).unwrap();
    let deeper = read("<d id='a'><g><meta><instanceID>uuid:x</instanceID></meta></g></d>");
    assert_eq!((deeper.instance_id, deeper.version.as_str()), (None, ""));
    let attribute = read("<d id='a' instanceID='uuid:y' orx:version='2' xmlns:orx='u'/>");
    assert_eq!((attribute.instance_id.as_deref(), attribute.version.as_str()), (Some("uuid:y"), "2"));
    let both = read("<d orx:version='2' version='1' id='a' xmlns:orx='u'/>");
    assert_eq!(both.version, "1");
    let marked = read("\u{FEFF}<d id='a'><meta><instanceID> uuid:z </instanceID></meta></d>");
    assert_eq!(marked.instance_id.as_deref(), Some("uuid:z"));
}

#[test]
fn an_encrypted_record_names_its_encrypted_files() {
    let text = "<data id='a' encrypted='yes'><media><file>a.jpg.enc</file></media>\
                <encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>";
    let read = Submitted::read(text.as_bytes(), &|_| false).unwrap();
    assert!(read.encrypted);
    assert_eq!(read.files, ["a.jpg.enc", "submission.xml.enc"]);
    let plain = Submitted::read(text.replace(" encrypted='yes'", "").as_bytes(), &|_| false).unwrap();
    assert!(plain.files.is_empty());
}

#[test]
fn what_is_no_record_is_refused_with_its_line() {
    let refused = |text: &str| Submitted::read(text.as_bytes(), &|_| false).unwrap_err();
    assert_eq!(refused("<d>\n</d>"), SubmittedError::NoFormId);
    assert_eq!(refused("<d id='a'>\n<!DOCTYPE d></d>").line(), Some(2));
    assert!(matches!(refused("<d id='a'>\n&nbsp;</d>"), SubmittedError::UnknownEntity { line: 2 }));
    for broken in
        ["", "x", "<d id='a'>", "<d id='a'></e>", "<d id='a'/><d/>", "<d id='a'/>x", "<d id='a' id='b'/>"]
    {
        assert!(matches!(refused(broken), SubmittedError::NotXml { .. }), "{broken}");
    }
    assert_eq!(Submitted::read(b"<d id='\xe9'/>", &|_| false), Err(SubmittedError::NotText));
}

#[test]
fn a_record_with_endless_names_is_refused_before_its_elements_are_looked_up() {
    let record =
        format!("<data id='f'>\n<{0}>{1}</{0}></data>", "X".repeat(5_000_000), "<a/>".repeat(1_000_000));
    let started = Instant::now();
    let error = Submitted::read(record.as_bytes(), &|_| false).unwrap_err();
    assert!(matches!(error, SubmittedError::LongPath { line: 2, .. }), "{error}");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    let name = "a".repeat(190);
    let deep = |depth| {
        format!("<d id='f'>{}{}</d>", format!("<{name}>").repeat(depth), format!("</{name}>").repeat(depth))
    };
    assert!(Submitted::read(deep(10).as_bytes(), &|_| false).is_ok());
    let error = Submitted::read(deep(11).as_bytes(), &|_| false).unwrap_err();
    assert!(matches!(error, SubmittedError::LongPath { .. }), "{error}");
}

/// Table, place, place around, values.
type Laid = (String, String, Option<String>, Vec<Option<String>>);

fn rows(tables: &Tables, record: &str) -> Vec<Laid> {
    let mut rows = Vec::new();
    tables
        .read::<SubmittedError>(record.as_bytes(), &mut |row| {
            let name = tables.all()[row.table].name.clone();
            let around = row.around.map(str::to_owned);
            rows.push((name, row.place.to_owned(), around, row.values.to_vec()));
            Ok(())
        })
        .unwrap();
    rows
}

#[test]
fn a_record_becomes_a_row_and_each_instance_of_a_repeat_a_row_in_a_table_of_its_own() {
    let tables = Tables::of(&[visits()]);
    let names: Vec<(&str, Vec<&str>)> = tables
        .all()
        .iter()
        .map(|table| (&*table.name, table.fields.iter().map(|field| &*field.name).collect()))
        .collect();
    let main = vec!["name", "works", "where", "photo", "g/age", "meta/instanceID", "meta/audit"];
    assert_eq!(names, [("", main), ("person", vec!["called", "face"]), ("person/child", vec!["toy"])]);
    let contents: Vec<&Content> = tables.all()[0].fields.iter().map(|field| &field.content).collect();
    let many = Content::Many(vec!["pump".to_owned(), "well".to_owned()]);
    assert_eq!(contents[1..5], [&many, &Content::Point, &Content::Text, &Content::Number]);

    let rows = rows(&tables, RECORD);
    let places: Vec<(&str, &str, Option<&str>)> =
        rows.iter().map(|(table, place, around, _)| (&**table, &**place, around.as_deref())).collect();
    let wanted = [
        ("person/child", "person[1]/child[1]", Some("person[1]")),
        ("person/child", "person[1]/child[2]", Some("person[1]")),
        ("person", "person[1]", Some("")),
        ("person", "person[2]", Some("")),
        ("", "", None),
    ];
    assert_eq!(places, wanted);
    assert_eq!(rows[3].3, [Some("Q".to_owned()), Some("a.jpg".to_owned())]);
    assert_eq!(rows[4].3[0].as_deref(), Some("A & <B>"));
    assert_eq!(rows[4].3[4].as_deref(), Some("-7"));
    assert_eq!(
        (tables.named(""), tables.named("child"), tables.named("person/child")),
        (Some(0), Some(2), Some(2))
    );
    assert_eq!(tables.named("nobody"), None);
}

#[test]
fn versions_share_their_tables_and_nothing_that_was_asked_once_is_lost() {
    let before = Form::parse(&form(
        "<name/><gone/><works/>",
        "",
        "<input ref='/data/name'/><input ref='/data/gone'/>\
         <select ref='/data/works'><item><label>D</label><value>drain</value></item></select>",
    ));
    let tables = Tables::of(&[visits(), before.unwrap()]);
    let main = &tables.all()[0];
    assert_eq!(main.fields.last().unwrap().name, "gone");
    let offered = ["pump", "well", "drain"].map(str::to_owned).to_vec();
    assert_eq!(main.fields[1].content, Content::Many(offered));
    let row = rows(&tables, "<data id='visit'><gone>here</gone><strange>x</strange></data>").remove(0);
    assert_eq!(row.3.iter().flatten().collect::<Vec<_>>(), ["here"]);
}
