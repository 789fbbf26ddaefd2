//! `dannaya form`, as an author of forms types it.

use crate::house::{Said, TestHome, dannaya, said};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn workbook(name: &str) -> PathBuf {
    root().join("crates/xlsform/tests/data/workbooks").join(name)
}

/// `dannaya form ACT FILE` with the converter built in.
fn form(act: &str, file: &Path, lang: &str) -> Said {
    said(dannaya(&["form", act, "--lang", lang]).arg(file).output().unwrap())
}

#[test]
fn a_workbook_is_checked_and_converted_and_its_mistakes_are_told_with_sheet_row_and_column() {
    let sound = form("check", &workbook("simple.xlsx"), "fr");
    assert_eq!(sound.code, 0, "{}{}", sound.out, sound.err);
    assert!(sound.out.contains("rien à corriger"), "{}", sound.out);
    let french = form("check", &workbook("duplicate_columns.xlsx"), "fr");
    assert!(french.out.contains("feuille « survey », ligne 1, colonne « label » : "), "{}", french.out);
    let english = form("check", &workbook("round2_liberiaCoverageVillageForm.xlsx"), "en");
    assert!(english.out.contains("sheet \"choices\", row 6, column \"name\": "), "{}", english.out);
    assert_eq!((french.code, english.code), (1, 1));
    let converted = form("convert", &workbook("simple.xlsx"), "fr");
    assert!(converted.code == 0 && converted.err.is_empty(), "{}", converted.err);
    assert!(converted.out.starts_with("<?xml") && converted.out.trim_end().ends_with("</h:html>"));
    let refused = form("convert", &workbook("duplicate_columns.xlsx"), "fr");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("duplicate_columns.xlsx"), "{}", refused.err);
}

#[test]
fn what_only_the_engine_sees_in_a_workbook_is_told_with_its_row() {
    for act in ["check", "convert"] {
        let wrong = form(act, &workbook("bad_calc.xlsx"), "fr");
        let told = if act == "check" { &wrong.out } else { &wrong.err };
        assert!(told.contains("feuille « survey », ligne 2 : "), "{told}");
        assert!(told.contains("because pyxform"), "{told}");
        assert_eq!(wrong.code, 1);
    }
}

#[test]
fn an_xform_needs_no_converter_and_is_told_with_the_line_of_what_is_wrong() {
    let home = TestHome::empty();
    let sound = root().join("packs/denunciation/form.xml");
    let nowhere = |act: &str, file: &Path| {
        let mut command = dannaya(&["form", act]);
        said(command.env("DANNAYA_FORMS_XLS2XFORM", "/nowhere/xls2xform").arg(file).output().unwrap())
    };
    let checked = nowhere("check", &sound);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let text = std::fs::read_to_string(&sound).unwrap();
    let converted = dannaya(&["form", "convert"]).arg(&sound).output().unwrap();
    assert_eq!(String::from_utf8(converted.stdout).unwrap().trim_end(), text.trim_end());

    let at = text.lines().position(|line| line.contains("<bind ")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[at] = lines[at].replacen("<bind ", "<bind constraint=\"1 +\" ", 1);
    let broken = home.folder().join("broken.xml");
    std::fs::write(&broken, lines.join("\n")).unwrap();
    let told = form("check", &broken, "fr");
    assert_eq!(told.code, 1, "{}", told.out);
    assert!(told.out.contains(&format!("broken.xml, ligne {} : ", at + 1)), "{}", told.out);

    let cases: [(&str, &[u8], &str); 4] = [
        ("latin.xml", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>\xe9</a>", "UTF-8"),
        ("wide.xml", b"\xff\xfe<\0a\0/\0>\0", "UTF-8"),
        ("note.txt", b"type,name,label\n", "ni un classeur .xlsx"),
        ("empty.xlsx", b"", "ni un classeur .xlsx"),
    ];
    for (name, bytes, words) in cases {
        let file = home.folder().join(name);
        std::fs::write(&file, bytes).unwrap();
        let told = form("check", &file, "fr");
        assert!(told.code == 1 && told.out.contains(words), "{name}: {}{}", told.out, told.err);
    }
    let missing = form("check", &home.folder().join("none.xlsx"), "fr");
    assert!(missing.code == 1 && missing.err.contains("none.xlsx"), "{}", missing.err);
}

#[test]
fn the_list_that_phones_search_is_written_where_it_is_wanted() {
    let home = TestHome::empty();
    let (book, list) = (workbook("sel_external.xlsx"), home.folder().join("itemsets.csv"));
    let told = form("convert", &book, "fr");
    assert!(told.code == 0 && told.err.contains("itemsets.csv"), "{}", told.err);
    let written =
        said(dannaya(&["form", "convert"]).arg(&book).arg("--itemsets").arg(&list).output().unwrap());
    assert!(written.code == 0 && written.err.is_empty(), "{}", written.err);
    assert!(std::fs::read_to_string(&list).unwrap().starts_with("\"list_name\""));
}

/// A program that stands for `xls2xform`.
fn program(home: &TestHome, script: &str) -> PathBuf {
    let path = home.folder().join("converter");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn a_converter_of_the_operators_choice_is_asked_and_its_form_checked_here() {
    let home = TestHome::empty();
    let whole = root().join("packs/denunciation/form.xml");
    let copying = program(&home, &format!("cp '{}' \"$3\"", whole.display()));
    let settings = format!("[forms]\nxls2xform = {:?}\n", copying.display().to_string());
    std::fs::create_dir_all(home.data()).unwrap();
    home.write("dannaya.toml", &settings);
    let form = said(
        dannaya(&["form", "convert"])
            .arg(workbook("simple.xlsx"))
            .arg("--data")
            .arg(home.data())
            .output()
            .unwrap(),
    );
    assert!(form.code == 0 && form.out.contains("id=\"denunciation\""), "{}{}", form.out, form.err);

    let wrong = program(&home, "echo '<h:html/>' > \"$3\"");
    let mut command = dannaya(&["form", "check"]);
    let told =
        said(command.env("DANNAYA_FORMS_XLS2XFORM", &wrong).arg(workbook("simple.xlsx")).output().unwrap());
    assert!(told.code == 1 && told.out.contains("h:head"), "{}{}", told.out, told.err);
}

#[test]
fn a_converter_that_does_not_end_is_stopped_after_thirty_seconds() {
    let home = TestHome::empty();
    let marker = home.folder().join("pid");
    let sleeping = program(&home, &format!("echo $$ > '{}'; sleep 600; exit 1", marker.display()));
    let start = Instant::now();
    let mut command = dannaya(&["form", "check"]);
    let told = said(
        command.env("DANNAYA_FORMS_XLS2XFORM", &sleeping).arg(workbook("simple.xlsx")).output().unwrap(),
    );
    let took = start.elapsed();
    assert!(told.code == 1 && told.err.contains("30 s"), "{}{}", told.out, told.err);
    assert!(took >= Duration::from_secs(30) && took < Duration::from_secs(60), "{took:?}");
    let pid = std::fs::read_to_string(&marker).unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", pid.trim())).unwrap_or_default();
    assert!(status.is_empty() || status.contains("State:\tZ"), "{status}");
}

#[test]
fn a_server_of_the_operators_choice_is_asked_over_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let bytes = std::fs::read(workbook("simple.xlsx")).unwrap();
    let expected = bytes.clone();
    let serving = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = Vec::new();
        let mut part = [0; 4096];
        while !asked.ends_with(&expected) {
            let taken = stream.read(&mut part).unwrap();
            assert!(taken > 0, "the request ended early");
            asked.extend(&part[..taken]);
        }
        let error = r#"{"status":400,"error":"[row : 3] Question or group with no name."}"#;
        write!(stream, "HTTP/1.1 400 BAD REQUEST\r\nContent-Length: {}\r\n\r\n{error}", error.len()).unwrap();
        String::from_utf8_lossy(&asked).into_owned()
    });
    let mut command = dannaya(&["form", "check"]);
    let told = said(
        command.env("DANNAYA_FORMS_PYXFORM_HTTP", &address).arg(workbook("simple.xlsx")).output().unwrap(),
    );
    let asked = serving.join().unwrap();
    assert!(asked.starts_with("POST /api/v1/convert HTTP/1.0\r\n"), "{asked}");
    assert!(asked.contains("X-XlsForm-FormId-Fallback: simple\r\n"), "{asked}");
    assert_eq!(told.code, 1);
    assert!(
        told.out.contains("pyxform répond : « [row : 3] Question or group with no name. »"),
        "{}",
        told.out
    );
}

#[test]
fn a_workbook_is_added_as_the_form_it_says_with_its_list() {
    let home = TestHome::laid();
    let add = |name: &str| home.run("form add", &[workbook(name).to_str().unwrap()]);
    let added = add("sel_external.xlsx");
    assert_eq!(added.code, 0, "{}{}", added.out, added.err);
    assert!(!added.err.contains("itemsets.csv"), "the list is there: {}", added.err);
    assert!(home.run("form list", &[]).out.contains("sel_external"));
    let refused = add("duplicate_columns.xlsx");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("Rien n’a été ajouté"), "{}", refused.err);
    assert!(refused.err.contains("feuille « survey », ligne 1, colonne « label »"), "{}", refused.err);
}
