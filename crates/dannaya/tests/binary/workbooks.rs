//! Workbooks from strangers: what one does, it does to a process of its own.

use crate::house::{TestHome, dannaya};
use rig::{Browser, Server};
use std::io::{Cursor, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A sheet `survey` with so many questions.
fn workbook(questions: usize) -> Vec<u8> {
    let cell = |at: char, row: usize, text: &str| {
        format!("<c r=\"{at}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let line = |row: usize, texts: [&str; 3]| {
        let cells: String = "ABC".chars().zip(texts).map(|(at, text)| cell(at, row, text)).collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    let head = line(1, ["type", "name", "label"]);
    let rows: String = (2..questions + 2).map(|row| line(row, ["text", &format!("q{row}"), "A"])).collect();
    let files = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
                 Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>\
                 <sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" \
                 Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{head}{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_conversion_that_may_take_no_more_memory_ends_and_says_so() {
    let binary = dannaya(&[]).get_program().to_owned();
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -d 60000 && exec \"$0\" form convert-bounded"])
        .arg(binary)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody may be left who reads it.
    let _ = child.stdin.take().unwrap().write_all(&[b"big.xlsx\n", workbook(90_000).as_slice()].concat());
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.signal() == Some(6) && ended.stdout.is_empty(), "{}: {said}", ended.status);
    assert!(said.starts_with("memory allocation of"), "what the desk knows it by: {said}");
}

#[test]
fn a_workbook_that_takes_all_it_may_costs_the_server_nothing() {
    let home = TestHome::laid();
    let server = home.serve(&[]);
    let link = rig::staff::invite(|words| home.command(words, &[]));
    let secret = rig::staff::enrol(&server, &link);
    let mut desk = Browser::new(&server);
    let code = rig::staff::code(&secret);
    let login = [("login", rig::staff::LOGIN), ("passphrase", rig::staff::PASSPHRASE), ("code", &code)];
    let signed_in = desk.post("/desk/login", &login);
    assert_eq!(signed_in.status, 303, "{}", signed_in.text());
    let send = |desk: &mut Browser, name: &str, bytes: &[u8]| {
        let token = desk.get("/desk/forms/new").value_of("token").unwrap();
        desk.post_file("/desk/forms", &[("token", &token)], ("form", name, bytes))
    };
    let small = send(&mut desk, "petit.xlsx", &workbook(3));
    assert!(small.status == 303 && small.location().contains("/desk/forms/petit"), "{}", small.text());
    server.forget_peak();
    let before = server.memory_kib("VmHWM");
    let begun = Instant::now();
    let large = send(&mut desk, "grand.xlsx", &workbook(99_000));
    // It meets one bound or another: of the form that would come out, of memory, or of time.
    let said = large.text().replace('\u{a0}', " ");
    let met = ["dépasse 10 Mio", "Mio de mémoire", "n’est pas converti après"];
    assert!(large.status == 422 && met.iter().any(|bound| said.contains(bound)), "{}: {said}", large.status);
    assert!(begun.elapsed() < Duration::from_secs(50), "{:?}", begun.elapsed());
    let grown = server.memory_kib("VmHWM").saturating_sub(before);
    assert!(grown < 150 << 10, "{grown} KiB more");
    let broken = send(&mut desk, "faux.xlsx", b"PK\x03\x04nothing");
    assert!(broken.status == 422 && broken.text().contains("faux.xlsx"), "{}", broken.text());
    assert!(no_children(&server), "whoever converted is gone");
    assert_eq!(server.client().get("/healthz").unwrap().status, 200);
}

/// Whether the server has no process beside it.
fn no_children(server: &Server) -> bool {
    let tasks = std::fs::read_dir(Path::new("/proc").join(server.pid().to_string()).join("task")).unwrap();
    let children =
        tasks.flatten().filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    children.collect::<String>().trim().is_empty()
}
