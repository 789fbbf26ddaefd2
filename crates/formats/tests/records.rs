//! Records of forms as files.
#![expect(clippy::unwrap_used, reason = "a test that cannot set its ground has failed")]

use calamine::{Data, Reader, Xlsx};
use formats::records::{Book, Format, Heads, List, Question, Sheets, Writer};
use serde_json::{Value, json};
use std::io::{self, Cursor};
use std::sync::Arc;
use std::time::{Duration, Instant};
use xforms::{Form, Rows, Tables};

fn tables(nodes: &[(&str, &str)]) -> Tables {
    let inside: String = nodes.iter().map(|(name, _)| format!("<{name}/>")).collect();
    let binds: String =
        nodes.iter().map(|(name, kind)| format!("<bind nodeset='/data/{name}' type='{kind}'/>")).collect();
    let form = format!(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>\
         <h:title>F</h:title><model><instance><data id='f'>{inside}</data></instance>{binds}</model></h:head>\
         <h:body/></h:html>"
    );
    Tables::of(&[Form::parse(&form).unwrap()])
}

/// A file of records; each is what stands between the tags of its root.
fn written(format: Format, tables: &Tables, book: Book, records: &[&str]) -> Vec<u8> {
    let mut writer =
        Writer::begin(format, Vec::new(), Sheets { tables, table: None, about: &[], book }).unwrap();
    for record in records {
        let record = format!("<data id='f'>{record}</data>");
        tables
            .read(record.as_bytes(), &mut |row| writer.row(tables, "uuid:1", &[], &row).map_err(Broken::Io))
            .unwrap();
    }
    writer.finish().unwrap()
}

#[derive(Debug)]
enum Broken {
    Io(#[expect(dead_code, reason = "shown when a test fails")] io::Error),
    Record(#[expect(dead_code, reason = "shown when a test fails")] xforms::SubmittedError),
}

impl From<xforms::SubmittedError> for Broken {
    fn from(error: xforms::SubmittedError) -> Self {
        Self::Record(error)
    }
}

fn parsed(format: Format, tables: &Tables, record: &str) -> Value {
    serde_json::from_slice(&written(format, tables, Book::default(), &[record])).unwrap()
}

#[test]
fn what_a_place_does_not_say_is_not_said_for_it() {
    let tables = tables(&[("at", "geopoint")]);
    let short = "<at>12.639232999999999 -8</at>";
    let csv = String::from_utf8(written(Format::Csv, &tables, Book::default(), &[short])).unwrap();
    assert_eq!(csv.lines().nth(1).unwrap(), "uuid:1,12.639232999999999,-8,,");
    let json = String::from_utf8(written(Format::Json, &tables, Book::default(), &[short])).unwrap();
    let at = r#""at":{"accuracy":null,"altitude":null,"latitude":12.639232999999999,"longitude":-8}"#;
    assert!(json.contains(at), "{json}");
    let point = |record: &str| {
        let geo = String::from_utf8(written(Format::Geojson, &tables, Book::default(), &[record])).unwrap();
        geo.split_once("\"coordinates\":").unwrap().1.split_once(']').unwrap().0.to_owned()
    };
    assert_eq!(point(short), "[-8,12.639232999999999");
    assert_eq!(point("<at>12.5 -8 330 5</at>"), "[-8,12.5,330");
    assert_eq!(
        point("<at>12.63923299999999912345 -8 0</at>"),
        "[-8,12.639232999999999,0",
        "as near as it comes"
    );
}

#[test]
fn an_area_that_does_not_end_where_it_begins_is_a_line() {
    let tables = tables(&[("field", "geoshape")]);
    let shape = |points: &str| {
        let record = format!("<field>{points}</field>");
        parsed(Format::Geojson, &tables, &record)["features"][0]["geometry"]["type"].clone()
    };
    assert_eq!(shape("1 1;1 2;2 2;1 1"), "Polygon");
    assert_eq!(shape("1 1;1 2;2 2;2 1"), "LineString");
    assert_eq!(shape("1 1;1 2;1 1"), "LineString");
    assert_eq!(shape("1 1"), Value::Null);
}

#[test]
fn a_number_is_one_in_json_only_with_all_its_digits() {
    let tables = tables(&[("n", "decimal")]);
    let number =
        |text: &str| parsed(Format::Json, &tables, &format!("<n>{text}</n>"))[0]["answers"]["n"].clone();
    for (text, kept) in [
        ("1.50", json!(1.5)),
        ("-3", json!(-3)),
        ("0.1", json!(0.1)),
        ("9007199254740993", json!(9_007_199_254_740_993_i64)),
    ] {
        assert_eq!(number(text), kept);
    }
    for text in ["12345678901234567890", "0.12345678901234567890", "007", "007.5", "1e3"] {
        assert_eq!(number(text), json!(text));
    }
}

#[test]
fn labels_are_those_of_the_lists_own_columns_and_a_code_may_have_blanks() {
    let tables = tables(&[("place", "string"), ("order", "string")]);
    let rows = "code,nom,label\nBamako I,Commune un,x\nkati,Ville de Kati,y\n";
    let question = |path: &str| Question {
        path: path.to_owned(),
        words: String::new(),
        kind: String::new(),
        choices: Vec::new(),
        list: Some(List {
            file: "places.csv".to_owned(),
            value: "code".to_owned(),
            label: "nom".to_owned(),
            rows: Some(Arc::new(Rows::from_csv(rows.as_bytes()).unwrap())),
        }),
    };
    let heads = Heads { records: "R".to_owned(), questions: "Q".to_owned(), ..Heads::default() };
    let book = Book { questions: vec![question("place"), question("order")], heads };
    let records = [
        "<place>Bamako I</place><order>kati elsewhere</order>",
        "<place>Bamako VII</place><order>kati</order>",
    ];
    let bytes = written(Format::Xlsx, &tables, book, &records);
    let sheet = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("R").unwrap();
    let text = |text: &str| Data::String(text.to_owned());
    let head = ["key", "place", "place-label", "order", "order-label"].map(text);
    assert_eq!(sheet.rows().next().unwrap(), head);
    let labels = |row: usize| [2, 4].map(|column| sheet.rows().nth(row).unwrap()[column].clone());
    assert_eq!(labels(1), [text("Commune un"), text("Ville de Kati ; elsewhere")]);
    assert_eq!(labels(2), [text("Bamako VII"), text("Ville de Kati")]);
}

#[test]
fn labels_of_long_lists_are_found_without_reading_them_through() {
    let list: String = (0..100_000).map(|at| format!("v{at},Village {at}\n")).collect();
    let rows = Rows::from_csv(format!("name,label\n{list}").as_bytes()).unwrap();
    let started = Instant::now();
    for at in (0..100_000).rev() {
        assert_eq!(
            rows.find("name", &format!("v{at}"), "label").map(str::len),
            Some(format!("Village {at}").len())
        );
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
