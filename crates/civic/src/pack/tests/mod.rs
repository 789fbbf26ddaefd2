//! The pack that the house ships, and broken copies of it.

mod broken;
mod denunciation;
mod mismatch;
pub(crate) mod survey;
mod texts;

use super::*;

const FILE: &str = "packs/denunciation/pack.toml";
const TOML: &str = include_str!("../../../../../packs/denunciation/pack.toml");
const FORM: &str = include_str!("../../../../../packs/denunciation/form.xml");
const FRENCH: &str = include_str!("../../../../../packs/denunciation/texts/fr.ftl");

fn pack() -> Pack {
    Pack::read(FILE, TOML).unwrap()
}

/// The text between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let from = text.find(open).map_or(text.len(), |at| at + open.len());
    text[from..].split_once(close).map_or("", |(inner, _)| inner)
}

/// The fields of the form, read with the eyes of a person rather than by an XForms engine: one control a field.
fn fields() -> Vec<FieldSeen> {
    FORM.split("<bind nodeset=\"/data/")
        .skip(1)
        .filter(|bind| !bind.starts_with("orx:"))
        .map(|bind| {
            let name = bind.split('"').next().unwrap();
            let (before, control) = FORM.split_once(&format!(" ref=\"/data/{name}\"")).unwrap();
            let tag = before.rsplit('<').next().unwrap();
            let control = control.split(&format!("</{tag}>")).next().unwrap();
            let choices =
                control.split("<value>").skip(1).map(|v| v.split('<').next().unwrap().to_owned()).collect();
            let kind = match (tag, between(bind, "type=\"", "\"")) {
                ("select1", _) if control.contains("instance('places')") => FieldKind::Place,
                ("select1", _) => FieldKind::Select1,
                ("select", _) => FieldKind::Select,
                ("upload", _) => FieldKind::Upload,
                (_, "date") => FieldKind::Date,
                _ => FieldKind::Text,
            };
            FieldSeen { name: name.to_owned(), kind, choices }
        })
        .collect()
}

fn field(name: &str, kind: FieldKind) -> FieldSeen {
    FieldSeen { name: name.to_owned(), kind, choices: Vec::new() }
}

/// Every message of a Fluent file that parses whole, with the names of its arguments.
fn messages(ftl: &str) -> BTreeMap<String, Vec<String>> {
    use fluent_syntax::ast::Entry;
    let parsed = fluent_syntax::parser::parse(ftl).unwrap();
    let keys = parsed.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    keys.map(|key| {
        let line = ftl.lines().find(|line| line.starts_with(&format!("{key} ="))).unwrap();
        let mut args: Vec<String> =
            line.split("{ $").skip(1).map(|arg| arg.split(' ').next().unwrap().to_owned()).collect();
        args.sort();
        args.dedup();
        (key, args)
    })
    .collect()
}
