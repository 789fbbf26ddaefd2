//! Records as trees, without what XML lets one write in several ways.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element without its prefix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    pub name: String,
    /// Local name and value in alphabetical order, declarations of namespaces left out.
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// Reads a document; `meta` comes last and its children in alphabetical order, since neither engine is told where
    /// to put what a form leaves out.
    pub fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}")) {
                Event::Start(start) => open.push(Self::opened(&start)),
                Event::Empty(start) => add(&mut open, Self::opened(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    add(&mut open, closed);
                }
                Event::Text(text) => say(&mut open, &text.xml10_content()),
                Event::CData(text) => say(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                    Some(character) => say(&mut open, character.encode_utf8(&mut [0; 4])),
                    None => say(&mut open, resolve_predefined_entity(&reference.xml10_content()).unwrap()),
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let mut root = open.pop().unwrap().children.pop().unwrap_or_else(|| panic!("no element in {xml}"));
        root.children.sort_by_key(|child| child.name == "meta");
        if let Some(meta) = root.children.last_mut().filter(|child| child.name == "meta") {
            meta.children.sort_by(|one, other| one.name.cmp(&other.name));
        }
        root
    }

    fn opened(start: &BytesStart<'_>) -> Self {
        let mut attributes: Vec<(String, String)> = start
            .attributes()
            .map(Result::unwrap)
            .filter(|attribute| !attribute.key.as_ref().starts_with("xmlns"))
            .map(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
                (attribute.key.local_name().as_ref().to_owned(), value.into_owned())
            })
            .collect();
        attributes.sort();
        Self { name: start.local_name().as_ref().to_owned(), attributes, ..Self::default() }
    }
}

fn say(open: &mut [Element], text: &str) {
    open.last_mut().unwrap().text.push_str(text);
}

/// Puts a closed element into the one around it, which then holds no text but space.
fn add(open: &mut [Element], mut closed: Element) {
    if !closed.children.is_empty() {
        closed.text.clear();
    }
    open.last_mut().unwrap().children.push(closed);
}

#[test]
fn two_ways_to_write_the_same_record_are_one() {
    let one = r#"<d xmlns:orx="u" id="f" orx:version="1"><orx:meta><orx:b/><orx:a>&lt;&#233;</orx:a></orx:meta><x></x></d>"#;
    let other = r#"<d version="1" id="f"><x/><meta><a><![CDATA[<é]]></a><b/></meta></d>"#;
    assert_eq!(Element::read(one), Element::read(other));
    assert_ne!(Element::read(one), Element::read(&other.replace("<x/>", "<x>1</x>")));
}
