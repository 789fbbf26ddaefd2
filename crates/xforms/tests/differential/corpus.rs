//! The forms that both engines fill: all of `tests/forms` and of `packs`.

use std::path::{Path, PathBuf};

/// A form of the corpus and the files that lie beside it.
pub struct Entry {
    /// File name without its ending; the folder's name for a form of a pack.
    pub name: String,
    pub text: String,
    /// Address (`jr://file-csv/places.csv`) and content.
    pub media: Vec<(String, String)>,
}

impl Entry {
    /// The form as the peer takes it. Three things it is strict about do not touch what is compared: it wants a title
    /// and a body, and one media type where our forms list several.
    pub fn for_the_peer(&self) -> String {
        let list = r#"mediatype="image/*,audio/*,application/pdf""#;
        let mut text = self.text.replace(list, r#"mediatype="application/*""#);
        let has = |text: &str, name: &str| {
            text.contains(&format!(":{name}>")) || text.contains(&format!("<{name}>"))
        };
        if !has(&text, "title") {
            let model = text.find("<model").unwrap_or_else(|| panic!("{} has no model", self.name));
            text.insert_str(model, r#"<title xmlns="http://www.w3.org/1999/xhtml">untitled</title>"#);
        }
        if !text.contains("body>") {
            let end = text.rfind("</").unwrap_or_default();
            text.insert_str(end, r#"<body xmlns="http://www.w3.org/1999/xhtml"/>"#);
        }
        text
    }
}

/// Every form whose name holds `part`, in the order of names.
pub fn forms(part: &str) -> Vec<Entry> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = listing(&here.join("../../packs")).into_iter().map(|pack| pack.join("form.xml"));
    let mut files = listing(&here.join("tests/forms"));
    files.extend(packs.filter(|form| form.is_file()));
    let forms = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "xml"));
    let mut entries: Vec<Entry> =
        forms.map(|file| entry(file)).filter(|entry| entry.name.contains(part)).collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn entry(file: &Path) -> Entry {
    let folder = file.parent().unwrap();
    let named_after = if file.ends_with("form.xml") { folder } else { file };
    let text = read(file);
    let media = addresses(&text).into_iter().filter_map(|address| {
        let beside = folder.join(address.rsplit('/').next()?);
        beside.is_file().then(|| (address, read(&beside)))
    });
    Entry {
        name: named_after.file_stem().unwrap().to_str().unwrap().to_owned(),
        media: media.collect(),
        text,
    }
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Every `src="jr://file…"` of a form.
fn addresses(text: &str) -> Vec<String> {
    let sources = text.split("src=\"jr://file").skip(1);
    sources.filter_map(|rest| Some(format!("jr://file{}", rest.split_once('"')?.0))).collect()
}
