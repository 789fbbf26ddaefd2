//! A field team, from the form an operator adds to the table that comes out: the real binary, and a telephone that speaks as
//! ODK Collect does.

use crate::house::TestHome;
use base64ct::{Base64, Encoding};
use calamine::{Data, Reader, Xlsx};
use flate2::read::ZlibDecoder;
use rig::Client;
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use testhouse::camera;

const FORM: &str = include_str!("../../../site/tests/collect/visit.xml");
const OPENROSA: [(&str, &str); 3] = [
    ("X-OpenRosa-Version", "1.0"),
    ("User-Agent", "org.odk.collect.android/v2025.3.3 Dalvik/2.1.0 (Linux; U; Android 13; itel A665L)"),
    ("Date", "Mon, 01 Mar 2027 09:00:00 GMT"),
];

fn form_file(home: &TestHome, version: &str) -> PathBuf {
    let path = home.folder().join("visit.xml");
    std::fs::write(&path, FORM.replace("VERSION", version)).unwrap();
    path
}

fn add(home: &TestHome, path: &std::path::Path, rest: &[&str]) -> crate::house::Said {
    home.run("form add", &[&[path.to_str().unwrap()], rest].concat())
}

/// What Collect unpacks from a code.
fn settings(code: &str) -> Value {
    let mut text = String::new();
    ZlibDecoder::new(&*Base64::decode_vec(code).unwrap()).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Path of the volunteer's area, from what the command said.
fn area(out: &str) -> String {
    let line = out.lines().find(|line| line.contains("/key/")).unwrap();
    line[line.find("/key/").unwrap()..].to_owned()
}

fn parcel(xml: &str, photo: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (head, bytes) in [
        ("name=\"xml_submission_file\"; filename=\"v.xml\"\r\nContent-Type: text/xml", xml.as_bytes()),
        ("name=\"a.jpg\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg", photo),
    ] {
        body.extend(format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    body
}

#[test]
fn a_volunteer_set_up_with_the_printed_code_sends_and_the_table_holds_every_answer() {
    let home = TestHome::laid();
    let path = form_file(&home, "2027-1");
    std::fs::create_dir(home.folder().join("visit-media")).unwrap();
    std::fs::write(home.folder().join("visit-media/puits équipés.csv"), "name,label\n").unwrap();
    let added = add(&home, &path, &["--pack", "denunciation"]);
    assert!(added.code == 0 && added.out.contains("2027-1"), "{}{}", added.out, added.err);
    assert!(add(&home, &path, &[]).out.contains("rien n’a changé"));
    let volunteer = home.run("volunteer add", &["Awa", "--forms", "visit", "--places", "ML04,ML05"]);
    assert_eq!(volunteer.code, 0, "{}", volunteer.err);
    // The telephone goes where its camera leads it.
    let read = camera::on_terminal(&volunteer.out);
    assert_eq!(read.len(), 2, "{}", volunteer.out);
    let settings = settings(&read[0]);
    let url = settings["general"]["server_url"].as_str().unwrap();
    let area = url[url.find("/key/").unwrap()..].to_owned();
    assert!(volunteer.out.lines().any(|line| line == url), "{}", volunteer.out);
    let web = format!("/fr/field#{}", area.rsplit('/').next().unwrap());
    assert!(
        read[1].ends_with(&web) && volunteer.out.lines().any(|line| line == read[1]),
        "{}",
        volunteer.out
    );
    let fingerprint = |arguments: &[&str]| {
        let told = home.run("volunteer key", arguments);
        assert!(told.code == 0 && told.out.trim().len() > 64, "{}{}", told.out, told.err);
        told.out
    };
    let first = fingerprint(&[]);
    assert_eq!(fingerprint(&[]), first);
    let renewed = fingerprint(&["--renew"]);
    assert_ne!(renewed, first);
    assert_eq!(fingerprint(&[]), renewed);

    let server = home.serve(&[]);
    let mut phone = Client::new(&server.address);
    let list = phone.send("GET", &format!("{area}/formList"), &OPENROSA, b"").unwrap();
    assert!(list.status == 200 && list.text().contains("<formID>visit</formID>"), "{}", list.text());
    assert!(list.header("date").is_some());
    let form = phone.send("GET", &format!("{area}/form/visit"), &OPENROSA, b"").unwrap();
    assert_eq!(form.body, FORM.replace("VERSION", "2027-1").into_bytes());
    let ready = phone.send("HEAD", &format!("{area}/submission"), &OPENROSA, b"").unwrap();
    assert_eq!((ready.status, ready.header("x-openrosa-accept-content-length")), (204, Some("1048576")));
    let xml = "<data id=\"visit\" version=\"2027-1\"><name>=1+1</name><seen>2027-03-01T08:15:30.000+05:30</seen>\
               <age>007</age><works>well other</works><where>12.6500 -8.0 0.0 4.9</where>\
               <house><photo>a.jpg</photo></house><person><called>Kadi</called></person>\
               <person><called>Oumou</called></person><meta><instanceID>uuid:1</instanceID></meta></data>";
    let headers = [&OPENROSA[..], &[("Content-Type", "multipart/form-data; boundary=b")]].concat();
    let post = format!("{area}/submission?deviceID=collect%3AabC1");
    let answer = phone.send("POST", &post, &headers, &parcel(xml, &[0, 255, 7])).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let clash = phone.send("POST", &post, &headers, &parcel(&xml.replace("Kadi", "Kady"), &[])).unwrap();
    assert_eq!(clash.status, 409, "{}", clash.text());
    // The house is in service: commands work beside it.
    let listed = home.run("form list", &[]);
    let row: Vec<&str> = listed.out.lines().nth(1).unwrap().split_whitespace().take(6).collect();
    assert_eq!(row, ["visit", "2027-1", "ouvert", "1", "0", "1"]);

    let csv = home.run("form export", &["visit", "--format", "csv"]);
    assert_eq!(csv.code, 0, "{}", csv.err);
    let mut lines = csv.out.lines();
    let (head, row) = (lines.next().unwrap(), lines.next().unwrap());
    assert!(lines.next().is_none());
    let cells: Vec<(&str, &str)> = head.split(',').zip(row.split(',')).collect();
    for (column, value) in [
        ("key", "uuid:1"),
        ("version", "2027-1"),
        ("volunteer", "Awa"),
        ("device", "collect:abC1"),
        ("awaited_files", "0"),
        ("name", "'=1+1"),
        ("seen", "2027-03-01T08:15:30.000+05:30"),
        ("age", "007"),
        ("works", "well other"),
        ("works/pump", "0"),
        ("works/well", "1"),
        ("where-latitude", "12.6500"),
        ("where-longitude", "-8.0"),
        ("where-altitude", "0.0"),
        ("where-accuracy", "4.9"),
        ("house/photo", "a.jpg"),
    ] {
        assert!(cells.contains(&(column, value)), "{column}: {cells:?}");
    }
    let persons = home.run("form export", &["visit", "--format", "csv", "--table", "person"]);
    let rows = "key,parent_key,called,face\nuuid:1/person[1],uuid:1,Kadi,\nuuid:1/person[2],uuid:1,Oumou,\n";
    assert_eq!(persons.out.replace('\r', ""), rows);
    assert!(home.run("form export", &["visit", "--format", "csv", "--table", "x"]).err.contains("person"));

    let json: Value =
        serde_json::from_str(&home.run("form export", &["visit", "--format", "json"]).out).unwrap();
    let answers = &json[0]["answers"];
    assert_eq!(answers["person"][1]["called"], "Oumou");
    assert_eq!(answers["works"], serde_json::json!(["well", "other"]));
    assert_eq!((&answers["where"]["longitude"], &answers["age"]), (&(-8.0).into(), &"007".into()));
    let geo: Value =
        serde_json::from_str(&home.run("form export", &["visit", "--format", "geojson"]).out).unwrap();
    let point = serde_json::json!({ "type": "Point", "coordinates": [-8.0, 12.65, 0.0] });
    assert_eq!(geo["features"][0]["geometry"], point);

    // A second record with what a spreadsheet cannot hold, or would take for something else.
    let long = "é".repeat(40_000);
    let hostile =
        xml.replace("uuid:1", "uuid:2").replace("=1+1", &format!("+{long}")).replace("Kadi", "@a_x0041_");
    let answer = phone.send("POST", &post, &headers, &parcel(&hostile, &[])).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = home.command("form export", &["visit", "--format", "xlsx"]).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let mut book = Xlsx::new(Cursor::new(made.stdout)).unwrap();
    assert_eq!(book.sheet_names(), ["Fiches", "person", "Questions", "Coupures"]);
    let text = |text: &str| Data::String(text.to_owned());
    let sheet = book.worksheet_range("Fiches").unwrap();
    let cell = |row: usize, name: &str| {
        let at = sheet.rows().next().unwrap().iter().position(|head| *head == text(name)).unwrap();
        sheet.rows().nth(row).unwrap()[at].clone()
    };
    assert_eq!((sheet.height(), cell(1, "name")), (3, text("=1+1")));
    assert_eq!((cell(1, "age"), cell(1, "where-latitude")), (text("007"), Data::Float(12.65)));
    assert_eq!((cell(1, "works"), cell(1, "works-label")), (text("well other"), text("Puits ; other")));
    let Data::String(kept) = cell(2, "name") else { panic!("no text") };
    assert!(kept.starts_with("+é") && kept.ends_with("é…") && kept.chars().count() == 32_767);
    let person = book.worksheet_range("person").unwrap();
    assert!(person.height() == 5 && person.rows().any(|row| row[2] == text("@a_x0041_")), "{person:?}");
    let cuts = book.worksheet_range("Coupures").unwrap();
    assert_eq!(cuts.rows().nth(1).unwrap(), [text("Fiches"), text("name"), Data::Float(3.0)]);
    for name in ["Fiches", "person"] {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name}");
    }

    let out = home.folder().join("out");
    let to = ["visit", "--format", "xlsx", "--out", out.to_str().unwrap()];
    assert_eq!(home.run("form export", &to).code, 0);
    assert!(out.join("visit.xlsx").is_file() && !out.join("visit-person.xlsx").exists());
    let said = home.run("form export", &["visit", "--format", "csv", "--out", out.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let id = json[0]["id"].as_str().unwrap();
    assert_eq!(std::fs::read(out.join("files").join(id).join("a.jpg")).unwrap(), [0, 255, 7]);
    assert!(out.join("visit.csv").is_file() && out.join("visit-person.csv").is_file());
    let clashes = std::fs::read_to_string(out.join("clashes/clashes.csv")).unwrap();
    let clash = clashes.lines().nth(1).unwrap().split(',').next().unwrap();
    let other = std::fs::read_to_string(out.join(format!("clashes/{clash}.xml"))).unwrap();
    assert!(other.contains("Kady") && clashes.contains(",uuid:1,"), "{clashes}");

    let analyst = home.run("analyst add", &["tableau", "--forms", "visit"]);
    let bearer = format!("Bearer {}", analyst.out.lines().last().unwrap());
    let read = "/api/v1/forms/visit/submissions";
    let page = phone.send("GET", read, &[("Authorization", &bearer)], b"").unwrap().json();
    assert_eq!(page["submissions"][0]["answers"]["person"][0]["called"], "Kadi", "{page}");
    assert!(home.run("analyst list", &[]).out.contains("tableau"));

    // Sealed: neither an answer nor a token lies on the disk in clear, and the log names nobody.
    drop(phone);
    drop(server);
    let token = area.strip_prefix("/key/").unwrap();
    for file in ["dannaya.db", "dannaya.db-wal"] {
        let bytes = std::fs::read(home.path(file)).unwrap_or_default();
        for word in ["Oumou", "12.6500", token] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} in {file}");
        }
    }
    assert!(!std::fs::read_to_string(home.log()).unwrap().contains(token));

    assert_eq!(home.run("volunteer revoke", &["Awa"]).code, 0);
    assert!(home.run("volunteer list", &[]).out.contains("révoqué"));
    let server = home.serve(&[]);
    let answer =
        Client::new(&server.address).send("GET", &format!("{area}/formList"), &OPENROSA, b"").unwrap();
    assert!(answer.status == 403 && answer.text().contains("OpenRosaResponse"), "{}", answer.text());
}

#[test]
fn an_encrypted_record_is_opened_on_request_with_the_key_of_its_form_and_nothing_else() {
    let home = TestHome::laid();
    assert_eq!(add(&home, &form_file(&home, "1"), &[]).code, 0);
    let area = area(&home.run("volunteer add", &["Awa", "--forms", "visit"]).out);
    let vector: Value =
        serde_json::from_str(include_str!("../../../vault/tests/vectors/encrypted_record.json")).unwrap();
    let market = home.folder().join("market.xml");
    std::fs::write(&market, FORM.replace("VERSION", "1").replace("id=\"visit\"", "id=\"market\"")).unwrap();
    assert_eq!(add(&home, &market, &[]).code, 0);
    assert_eq!(home.run("volunteer entrust", &["Awa", "--forms", "visit,market"]).code, 0);
    let manifest = vector["manifest"].as_str().unwrap();
    let server = home.serve(&[]);
    // What was signed names the form: under another one the record is not as it was signed.
    for manifest in [manifest, &manifest.replace("id=\"visit\"", "id=\"market\"")] {
        let mut body = Vec::new();
        let mut part = |name: &str, bytes: &[u8]| {
            let head = format!(
                "--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        };
        part("xml_submission_file", manifest.as_bytes());
        for (name, bytes) in vector["files"].as_object().unwrap() {
            part(name, &Base64::decode_vec(bytes.as_str().unwrap()).unwrap());
        }
        body.extend(b"--b--\r\n");
        let headers = [&OPENROSA[..], &[("Content-Type", "multipart/form-data; boundary=b")]].concat();
        let path = format!("{area}/submission");
        let answer = Client::new(&server.address).send("POST", &path, &headers, &body).unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    let export = |rest: &[&str]| home.run("form export", &[&["visit", "--format", "json"], rest].concat());
    let closed = export(&[]);
    assert!(closed.code == 0 && closed.err.contains("chiffrées"), "{}", closed.err);
    let found: Value = serde_json::from_str(&closed.out).unwrap();
    assert_eq!((&found[0]["answers"], &found[0]["awaited_files"]), (&Value::Null, &0.into()));
    let key = home.folder().join("key.pem");
    std::fs::write(&key, vector["key"].as_str().unwrap()).unwrap();
    let out = home.folder().join("out");
    let opened = export(&["--key", key.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(opened.code, 0, "{}", opened.err);
    let found: Value = serde_json::from_slice(&std::fs::read(out.join("visit.json")).unwrap()).unwrap();
    assert_eq!(found[0]["answers"]["name"], "Récit synthétique");
    assert_eq!(found[0]["signature"], "intact");
    let files = out.join("files").join(found[0]["id"].as_str().unwrap());
    assert_eq!(std::fs::read(files.join("f05.jpg")).unwrap(), [5; 35]);
    assert_eq!(std::fs::read_dir(files).unwrap().count(), 18);

    let altered = home.run("form export", &["market", "--format", "json", "--key", key.to_str().unwrap()]);
    assert!(altered.out.contains("\"signature\":\"altered\""), "{}", altered.out);
    assert!(altered.code == 0 && altered.err.contains("signées"), "{}", altered.err);

    let other = concat!(env!("CARGO_MANIFEST_DIR"), "/../vault/tests/vectors/another_key.pem");
    let wrong = export(&["--key", other]);
    assert!(wrong.code == 1 && wrong.err.contains("ne s’ouvrent pas"), "{}", wrong.err);
    assert!(wrong.out.contains("\"answers\":null"), "{}", wrong.out);
    assert!(export(&["--key", home.path("secrets/pepper").to_str().unwrap()]).code == 1);
    let database = std::fs::read(home.path("dannaya.db")).unwrap();
    let log = std::fs::read(home.log()).unwrap();
    for word in ["Récit synthétique", "BEGIN PRIVATE"] {
        for file in [&database, &log] {
            assert!(!file.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
        }
    }
}

#[test]
fn a_form_that_would_lose_records_is_not_added_and_the_mend_is_said() {
    let home = TestHome::laid();
    let path = form_file(&home, "1");
    assert_eq!(add(&home, &path, &["--draft"]).code, 0);
    assert!(home.run("form list", &[]).out.contains("préparation"));
    let text = FORM.replace("VERSION", "1");
    std::fs::write(&path, text.replace("Nom", "Prénom")).unwrap();
    assert_eq!(add(&home, &path, &[]).code, 0, "a draft is corrected");
    assert_eq!(home.run("form open", &["visit"]).code, 0);
    std::fs::write(&path, &text).unwrap();
    let refused = add(&home, &path, &[]);
    assert!(refused.code == 1 && refused.err.contains("autre numéro de version"), "{}", refused.err);
    std::fs::write(&path, text.replace("</h:head>", "")).unwrap();
    let refused = add(&home, &path, &[]);
    assert!(refused.code == 1 && refused.err.contains("ligne "), "{}", refused.err);
    let sealed = text.replace("</model>", "<submission base64RsaPublicKey=\"x\"/></model>");
    let sealed = sealed.replace("<orx:instanceID/>", "").replace("\"1\"", "\"2\"");
    std::fs::write(&path, sealed).unwrap();
    let refused = add(&home, &path, &[]);
    assert!(refused.code == 1 && refused.err.contains("meta/instanceID"), "{}", refused.err);
    assert_eq!(home.run("form open", &["nowhere"]).code, 1);
    assert!(home.run("volunteer add", &["Awa", "--forms", "nowhere"]).err.contains("nowhere"));
    assert!(home.run("volunteer add", &["Awa", "--forms", "visit", "--places", "XX"]).err.contains("XX"));
    assert_eq!(home.run("volunteer add", &["Awa", "--forms", "visit"]).code, 0);
    assert!(home.run("volunteer add", &["Awa", "--forms", "visit"]).err.contains("Awa"));
    assert_eq!(home.run("volunteer revoke", &["Issa"]).code, 1);
    assert_eq!(home.run("volunteer renew", &["Issa"]).code, 1);
    assert!(home.run("volunteer renew", &["Awa"]).out.contains("/key/"));
    assert!(home.run("volunteer entrust", &["Awa", "--forms", "nowhere"]).err.contains("nowhere"));
    assert!(home.run("volunteer entrust", &["Awa", "--forms", "visit"]).out.contains("visit"));
    assert!(add(&home, &path, &["--pack", "oracle"]).err.contains("oracle"));
}
