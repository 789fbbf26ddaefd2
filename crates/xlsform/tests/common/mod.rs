//! What the tests share: forms as trees that can be compared, and workbooks made on the spot.
#![allow(dead_code, clippy::allow_attributes, reason = "each test takes what it needs")]

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::PathBuf;

/// A file of the corpus.
pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// An element as far as it means something: no indents, attributes in order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub inside: Vec<Node>,
}

/// Reads XML.
pub fn tree(xml: &str) -> Node {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(tag) => open.push(node(&tag)),
            Event::Empty(tag) => {
                let node = node(&tag);
                open.last_mut().unwrap().inside.push(node);
            }
            Event::End(_) => {
                let mut node = open.pop().unwrap();
                node.text = node.text.split_whitespace().collect::<Vec<_>>().join(" ");
                // Languages, and texts of a language, are found by name.
                if ["itext", "translation"].contains(&node.name.as_str()) {
                    node.inside.sort();
                }
                open.last_mut().unwrap().inside.push(node);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(sign) => {
                let sign = sign.xml10_content().into_owned();
                open.last_mut().unwrap().text.push_str(&unescaped(&format!("&{sign};")));
            }
            Event::Eof => return open.pop().unwrap().inside.pop().unwrap(),
            _ => {}
        }
    }
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).unwrap().into_owned()
}

fn node(tag: &BytesStart<'_>) -> Node {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let mut attributes: Vec<(String, String)> = tag
        .attributes()
        .map(|attribute| attribute.unwrap())
        .map(|attribute| {
            let value = unescaped(&attribute.value);
            let name = attribute.key.as_ref().to_owned();
            (name, value.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .filter(|(name, _)| !name.starts_with("xmlns"))
        .collect();
    attributes.sort();
    Node { name: local(tag.name().as_ref()), attributes, ..Node::default() }
}

impl Node {
    /// The first element of a name, at any depth.
    pub fn find(&self, name: &str) -> Option<&Node> {
        self.inside.iter().find_map(|node| if node.name == name { Some(node) } else { node.find(name) })
    }

    /// Every element of a name.
    pub fn all<'a>(&'a self, name: &str, into: &mut Vec<&'a Node>) {
        for node in &self.inside {
            if node.name == name {
                into.push(node);
            }
            node.all(name, into);
        }
    }

    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Where two trees part.
    pub fn difference(&self, other: &Node, path: &str) -> Option<String> {
        let path = format!("{path}/{}", self.name);
        if self.name != other.name || self.attributes != other.attributes || self.text != other.text {
            let of = |node: &Node| format!("<{} {:?}>{}", node.name, node.attributes, node.text);
            return Some(format!("{path}: {} ≠ {}", of(self), of(other)));
        }
        let inner =
            self.inside.iter().zip(&other.inside).find_map(|(left, right)| left.difference(right, &path));
        let names =
            |node: &Node| node.inside.iter().map(|node| node.name.clone()).collect::<Vec<_>>().join(" ");
        inner.or_else(|| {
            (self.inside.len() != other.inside.len())
                .then(|| format!("{path}: {} ≠ {}", names(self), names(other)))
        })
    }
}

/// Every node of the record, and every bind with its type.
pub fn nodes_and_binds(xml: &str) -> (Vec<String>, BTreeSet<String>) {
    fn walk(node: &Node, path: &str, into: &mut Vec<String>) {
        for inner in &node.inside {
            let path = format!("{path}/{}", inner.name);
            into.push(path.clone());
            walk(inner, &path, into);
        }
    }
    let form = tree(xml);
    let mut nodes = Vec::new();
    walk(form.find("instance").unwrap(), "", &mut nodes);
    nodes.sort();
    let mut binds = Vec::new();
    form.all("bind", &mut binds);
    let bind =
        |bind: &&Node| format!("{} {}", bind.attribute("nodeset"), bind.attribute("type")).trim().to_owned();
    (nodes, binds.iter().map(bind).collect())
}

/// A workbook with these sheets: names, and rows of texts.
pub fn workbook(sheets: &[(&str, Vec<Vec<Option<String>>>)]) -> Vec<u8> {
    let cells = |rows: &[Vec<Option<String>>]| {
        let mut out = String::new();
        for (row, texts) in rows.iter().enumerate() {
            out.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, text) in texts.iter().enumerate() {
                if let Some(text) = text {
                    let text = quick_xml::escape::escape(text.as_str());
                    out.push_str(&format!(
                        "<c r=\"{}{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>",
                        letters(column),
                        row + 1
                    ));
                }
            }
            out.push_str("</row>");
        }
        out
    };
    let sheets: Vec<(&str, String)> = sheets.iter().map(|(name, rows)| (*name, cells(rows))).collect();
    raw_workbook(&sheets)
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these sheets: names, and XML of their rows.
pub fn raw_workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    zipped(&files(sheets))
}

/// A workbook whose cells share texts: XML of the sheets' rows, and of the texts.
pub fn sharing_workbook(sheets: &[(&str, String)], texts: &str) -> Vec<u8> {
    let mut files = files(sheets);
    let link =
        format!("<Relationship Id=\"rIdS\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    for (_, links) in files.iter_mut().filter(|(name, _)| name.ends_with("workbook.xml.rels")) {
        *links = links.replace("</Relationships>", &format!("{link}</Relationships>"));
    }
    files.push(("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{MAIN}\">{texts}</sst>")));
    zipped(&files)
}

fn files(sheets: &[(&str, String)]) -> Vec<(String, String)> {
    let (main, office) = (MAIN, OFFICE);
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    let mut files = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let at = at + 1;
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>"));
        links.push_str(&format!(
            "<Relationship Id=\"rId{at}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        ));
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{relations}\">{links}</Relationships>"),
    ));
    files.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    files
}

/// A zip with these files.
pub fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// `A` for 0, `AA` for 26.
pub fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.insert(0, b'A' + u8::try_from(column % 26).unwrap());
        if column < 26 {
            return String::from_utf8(out).unwrap();
        }
        column = column / 26 - 1;
    }
}

/// Rows of a sheet from lines whose cells stand between bars: `type | name | label`.
pub fn rows(lines: &[&str]) -> Vec<Vec<Option<String>>> {
    let cell = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    lines.iter().map(|line| line.split('|').map(cell).collect()).collect()
}

/// A record of a sheet of an `.xls`.
#[derive(Clone)]
pub enum Old {
    /// A text at row and column, from 0.
    Text(u16, u16, &'static str),
    /// How many rows and columns the sheet says it has.
    Dimensions(u32, u16),
}

/// A record of an `.xls` ([MS-XLS]: BIFF8).
pub fn old_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// The record with which a workbook (5) or a sheet (16) begins.
pub fn old_begin(kind: u16) -> Vec<u8> {
    let mut data = [0; 16];
    data[..2].copy_from_slice(&0x0600_u16.to_le_bytes());
    data[2..4].copy_from_slice(&kind.to_le_bytes());
    old_record(0x0809, &data)
}

/// The record with which a workbook or a sheet ends.
pub fn old_end() -> Vec<u8> {
    old_record(0x000a, &[])
}

/// A text at row and column, from 0.
pub fn old_text(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let numbers = [row, column, 0, length].map(u16::to_le_bytes).concat();
    old_record(0x0204, &[&numbers[..], &[0], text.as_bytes()].concat())
}

/// An `.xls` with these sheets.
pub fn old_workbook(sheets: &[(&str, &[Old])]) -> Vec<u8> {
    let body = |record_of: &Old| match record_of {
        Old::Text(row, column, text) => old_text(*row, *column, text),
        Old::Dimensions(rows, columns) => {
            let (rows, columns) = (rows.to_le_bytes(), columns.to_le_bytes());
            old_record(0x0200, &[&[0; 4][..], &rows, &[0; 2], &columns, &[0; 2]].concat())
        }
    };
    let sheets: Vec<(&str, Vec<u8>)> = sheets
        .iter()
        .map(|(name, records)| {
            (*name, [old_begin(0x0010), records.iter().flat_map(body).collect(), old_end()].concat())
        })
        .collect();
    raw_old_workbook(&[], &sheets)
}

/// An `.xls` with these records in its head, and these sheets: names, and records from the one that begins a sheet on.
pub fn raw_old_workbook(head: &[u8], sheets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let named = |name: &str, offset: usize| {
        let offset = u32::try_from(offset).unwrap().to_le_bytes();
        old_record(
            0x0085,
            &[&offset[..], &[0, 0, u8::try_from(name.len()).unwrap(), 0], name.as_bytes()].concat(),
        )
    };
    let names = sheets.iter().map(|(name, _)| named(name, 0).len()).sum::<usize>();
    let mut stream = old_begin(5);
    let mut offset = stream.len() + names + head.len() + old_end().len();
    for (name, body) in sheets {
        stream.extend(named(name, offset));
        offset += body.len();
    }
    stream.extend(head);
    stream.extend(old_end());
    stream.extend(sheets.iter().flat_map(|(_, body)| body.clone()));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}
