//! Workbooks by what stands in their cells: a zip with a wrong sum is refused at once, so the fuzzer writes the cells and the file
//! around them is made.

use crate::workbook::converted;
use crate::{Target, seeds};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Sheets as text: a line that begins with `=` names one, every other is a row of it with tabs between the cells.
pub struct Sheets;

/// Every so many-th of the rules that the converter is held against.
const STEP: usize = 40;

impl Target for Sheets {
    fn name(&self) -> &'static str {
        "sheets"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        let rules = seeds::text("crates/xlsform/tests/data/rules.jsonl");
        let lines = rules.lines().step_by(STEP);
        lines.filter_map(|line| seed(&serde_json::from_str(line).ok()?)).map(String::into_bytes).collect()
    }

    fn give(&self, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        converted(&workbook(text));
    }
}

fn seed(rule: &Value) -> Option<String> {
    let mut text = String::new();
    for (name, rows) in rule["sheets"].as_object()? {
        let _ = writeln!(text, "={name}");
        for row in rows.as_array()? {
            let cells: Vec<&str> = row.as_array()?.iter().map(|cell| cell.as_str().unwrap_or("")).collect();
            let _ = writeln!(text, "{}", cells.join("\t"));
        }
    }
    Some(text)
}

fn workbook(text: &str) -> Vec<u8> {
    let mut sheets: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('=') {
            sheets.push((escaped(name), String::new()));
            continue;
        }
        let Some((_, rows)) = sheets.last_mut() else { continue };
        let cells: String = line
            .split('\t')
            .map(|cell| {
                format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(cell))
            })
            .collect();
        let _ = write!(rows, "<row>{cells}</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut named, mut related) = (String::new(), String::new());
    for (at, (name, _)) in sheets.iter().enumerate() {
        let _ = write!(named, "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{at}\"/>", at + 1);
        let kind = format!("{office}/worksheet");
        let _ = write!(
            related,
            "<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
    }
    let mut files = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r\" Type=\"{office}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{package}\">{related}</Relationships>"),
        ),
    ];
    files.extend(sheets.into_iter().enumerate().map(|(at, (_, rows))| {
        let xml = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        (format!("xl/worksheets/sheet{at}.xml"), xml)
    }));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, contents) in files {
        zip.start_file(name, options).expect("a file of the zip");
        zip.write_all(contents.as_bytes()).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

/// As XML can hold it: what it cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => written.push(other),
        }
    }
    written
}
