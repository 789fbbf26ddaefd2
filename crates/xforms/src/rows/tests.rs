//! Files of rows, well and badly written.

use super::{Rows, RowsError};

#[test]
fn a_table_is_read_with_quotes_line_ends_and_either_separator() {
    let text = "\u{FEFF}name,label,\"odd, one\"\r\nml1,\"Synth\u{e9}tique \"\"de\"\" Bani\",x\n\nml2,\"two\nlines\"\n";
    let rows = Rows::from_csv(text.as_bytes()).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows.find("name", "ml1", "label"), Some("Synth\u{e9}tique \"de\" Bani"));
    assert_eq!(rows.find("name", "ml2", "label"), Some("two\nlines"));
    assert_eq!(rows.find("name", "ml2", "odd, one"), Some(""), "a short record is filled up");
    assert_eq!(rows.find("name", "ml3", "label"), None);
    let rows = Rows::from_csv(b"name;label\na;1,5").unwrap();
    assert_eq!(rows.find("name", "a", "label"), Some("1,5"));
    assert!(Rows::from_csv(b"name,label").unwrap().is_empty());
}

#[test]
fn a_spoilt_table_is_refused_with_its_line() {
    assert_eq!(Rows::from_csv(b"").unwrap_err(), RowsError::NotCsv { line: 1, what: "no header" });
    let open = RowsError::NotCsv { line: 3, what: "a quote is not closed" };
    assert_eq!(Rows::from_csv(b"a\nb\n\"c\nd").unwrap_err(), open);
    assert_eq!(Rows::from_csv(b"a\n\xFF").unwrap_err(), RowsError::NotUtf8);
    let wide = ",".repeat(2_000);
    assert!(matches!(Rows::from_csv(wide.as_bytes()), Err(RowsError::TooLarge { what: "columns", .. })));
    let endless = format!("a\n{}", ",".repeat(1_000_000));
    assert!(matches!(Rows::from_csv(endless.as_bytes()), Err(RowsError::TooLarge { .. })));
    assert!(matches!(Rows::from_csv(&vec![b'a'; 70 << 20]), Err(RowsError::TooLarge { what: "bytes", .. })));
    assert_eq!(Rows::from_file("jr://file/x.bin", b"").unwrap_err(), RowsError::UnknownKind);
}

const MAP: &str = r#"{"type": "FeatureCollection", "crs": {"a": [1, {"b": null}]}, "features": [
  {"type": "Feature", "id": 7, "properties": {"name": "A \u00e9 \ud83d\ude00", "n": 1.5, "gone": null, "deep": {"x": [1]}},
   "geometry": {"type": "Point", "coordinates": [-8.0, 12.65]}},
  {"type": "Feature", "properties": {"id": "own", "name": "B"},
   "geometry": {"coordinates": [[[0, 0], [1, 0, 5], [1, 1], [0, 0]], [[9, 9], [9, 8], [9, 9]]], "type": "Polygon"}},
  {"type": "Feature", "properties": {"name": "C"}, "geometry": {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}}
]}"#;

#[test]
fn features_become_rows_with_their_geometry() {
    let rows = Rows::from_geojson(MAP.as_bytes()).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows.find("id", "7", "geometry"), Some("12.65 -8.0 0 0"));
    assert_eq!(rows.find("id", "7", "name"), Some("A é 😀"));
    assert_eq!((rows.find("id", "7", "n"), rows.find("id", "7", "gone")), (Some("1.5"), Some("")));
    assert_eq!(rows.find("id", "7", "deep"), None);
    assert_eq!(
        rows.find("id", "own", "geometry"),
        Some("0 0 0 0; 0 1 5 0; 1 1 0 0; 0 0 0 0"),
        "the outer ring"
    );
    assert_eq!(rows.find("name", "C", "geometry"), Some("1 0 0 0; 3 2 0 0"));
}

#[test]
fn what_is_no_feature_collection_is_refused() {
    let deep = format!("{{\"x\": {}", "[".repeat(100_000));
    let texts = [
        "",
        "[]",
        "{}",
        "{\"type\": \"FeatureCollection\"}",
        "{\"features\": []}",
        "{\"type\": \"FeatureCollection\", \"features\": [1]}",
        "{\"type\": \"FeatureCollection\", \"features\": [{\"geometry\": {\"type\": \"Point\", \"coordinates\": [1]}}]}",
        "{\"type\": \"FeatureCollection\", \"features\": [{\"geometry\": {\"type\": \"Sphere\", \"coordinates\": [1, 2]}}]}",
        "{\"type\": \"FeatureCollection\", \"features\": []} x",
        "{\"type\": nonsense}",
        "{\"type\": \"open",
        deep.as_str(),
    ];
    for text in texts {
        assert!(matches!(Rows::from_geojson(text.as_bytes()), Err(RowsError::NotGeoJson(_))), "{text:.80}");
    }
    for end in (0..MAP.len() - 1).filter(|end| MAP.is_char_boundary(*end)) {
        assert!(Rows::from_geojson(&MAP.as_bytes()[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn rows_of_xml_keep_their_shape() {
    let rows =
        Rows::from_xml(b"<root><item id='1'><name>a</name></item><item id='2'><name>b</name></item></root>");
    assert_eq!(rows.unwrap().find("@id", "2", "name"), Some("b"));
    assert!(matches!(Rows::from_xml(b"<!DOCTYPE a><a/>"), Err(RowsError::Xml(_))));
}
