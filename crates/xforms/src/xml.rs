//! The XML of a form as an arena: no recursion on depth, every node knows its line.
//!
//! Names are local names. ODK tools write the same element now with a prefix (`orx:meta`) and now without
//! (`meta`), so the prefix is kept for those who ask and ignored otherwise.

use crate::error::{FormError, FormErrorKind};
use crate::limits;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Index of a node in its [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct XmlId(u32);

/// A parsed XML document without doctype, comments or processing instructions.
#[derive(Debug)]
pub(crate) struct Document {
    nodes: Vec<XmlNode>,
    attributes: Vec<Attribute>,
}

#[derive(Debug)]
struct XmlNode {
    content: Content,
    line: u32,
    first_child: Option<XmlId>,
    next: Option<XmlId>,
}

#[derive(Debug)]
enum Content {
    Element { name: Box<str>, attributes: std::ops::Range<u32> },
    Text(String),
}

/// An attribute with its raw (possibly prefixed) name.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub name: Box<str>,
    pub value: Box<str>,
}

/// The part of a name after its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether XML has this character at all (XML 1.0, production 2).
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Whether this can be a name (XML 1.0, production 5): beyond ASCII everything passes.
fn is_name(name: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    let follows = |c: char| begins(c) || c.is_ascii_digit() || matches!(c, '-' | '.');
    name.starts_with(begins) && name.chars().all(follows)
}

fn no_character() -> FormErrorKind {
    FormErrorKind::NotXml("a character that XML does not have".to_owned())
}

fn no_name() -> FormErrorKind {
    FormErrorKind::NotXml("a name that XML does not have".to_owned())
}

impl Document {
    /// Reads a whole document. Refuses doctypes (so no entity of one's own), and anything past the limits.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        if text.len() > limits::FORM_BYTES {
            return Err(FormErrorKind::TooLarge { limit: limits::FORM_BYTES }.at(1));
        }
        // The reader lets them pass; whoever writes them into a record makes one that nobody can read.
        if let Some(at) = text.find(|c| !is_character(c)) {
            let line = text[..at].matches('\n').count() as u32 + 1;
            return Err(no_character().at(line));
        }
        Builder::new(text).build()
    }

    /// The outermost element.
    pub fn root(&self) -> XmlId {
        XmlId(0)
    }

    /// 1-based line on which the node starts.
    pub fn line(&self, id: XmlId) -> u32 {
        self.nodes[id.0 as usize].line
    }

    /// Name with its prefix; empty for a text.
    pub fn name(&self, id: XmlId) -> &str {
        match &self.nodes[id.0 as usize].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// Name without its prefix; empty for a text.
    pub fn local_name(&self, id: XmlId) -> &str {
        local(self.name(id))
    }

    /// The characters of a text node.
    pub fn text(&self, id: XmlId) -> Option<&str> {
        match &self.nodes[id.0 as usize].content {
            Content::Text(text) => Some(text),
            Content::Element { .. } => None,
        }
    }

    /// Elements and texts directly inside.
    pub fn children(&self, id: XmlId) -> impl Iterator<Item = XmlId> + '_ {
        std::iter::successors(self.nodes[id.0 as usize].first_child, |at| self.nodes[at.0 as usize].next)
    }

    /// Elements directly inside.
    pub fn elements(&self, id: XmlId) -> impl Iterator<Item = XmlId> + '_ {
        self.children(id).filter(|child| self.text(*child).is_none())
    }

    /// The first element of that local name directly inside.
    pub fn child(&self, id: XmlId, local_name: &str) -> Option<XmlId> {
        self.elements(id).find(|child| self.local_name(*child) == local_name)
    }

    /// The texts directly inside, joined.
    pub fn own_text(&self, id: XmlId) -> String {
        self.children(id).filter_map(|child| self.text(child)).collect()
    }

    /// All attributes of an element.
    pub fn attributes(&self, id: XmlId) -> &[Attribute] {
        match &self.nodes[id.0 as usize].content {
            Content::Element { attributes, .. } => {
                &self.attributes[attributes.start as usize..attributes.end as usize]
            }
            Content::Text(_) => &[],
        }
    }

    /// The value of the attribute of that local name.
    pub fn attribute(&self, id: XmlId, local_name: &str) -> Option<&str> {
        let found = self.attributes(id).iter().find(|attribute| local(&attribute.name) == local_name);
        found.map(|attribute| &*attribute.value)
    }
}

/// Builds the arena while the pull parser walks the text.
struct Builder<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    nodes: Vec<XmlNode>,
    attributes: Vec<Attribute>,
    /// Open elements, each with its last child so far.
    open: Vec<(XmlId, Option<XmlId>)>,
    /// Line reached, and the byte up to which line ends were counted.
    line: u32,
    counted: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            text,
            reader,
            nodes: Vec::new(),
            attributes: Vec::new(),
            open: Vec::new(),
            line: 1,
            counted: 0,
        }
    }

    fn build(mut self) -> Result<Document, FormError> {
        loop {
            let at = self.reader.buffer_position() as usize;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position() as usize;
                    let line = self.line_at(at);
                    return Err(FormErrorKind::NotXml(error.to_string()).at(line));
                }
            };
            let line = self.line_at(at);
            match event {
                Event::Start(start) => self.start(&start, line)?,
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Text(text) => self.add_text(&text.xml10_content(), line)?,
                Event::CData(text) => self.add_text(&text.xml10_content(), line)?,
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character.to_string()),
                        Ok(None) => predefined(&reference.xml10_content()).map(str::to_owned),
                        Err(_) => None,
                    };
                    let Some(character) = character else {
                        let name = reference.xml10_content().chars().take(40).collect();
                        return Err(FormErrorKind::UnknownEntity(name).at(line));
                    };
                    if !character.chars().all(is_character) {
                        return Err(no_character().at(line));
                    }
                    self.add_text(&character, line)?;
                }
                Event::DocType(_) => return Err(FormErrorKind::Doctype.at(line)),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
        if self.nodes.is_empty() || !self.open.is_empty() {
            let line = self.line_at(self.text.len());
            return Err(FormErrorKind::NotXml("the document stops before its end".to_owned()).at(line));
        }
        Ok(Document { nodes: self.nodes, attributes: self.attributes })
    }

    /// Line of a byte; positions only grow, so each byte is looked at once.
    fn line_at(&mut self, at: usize) -> u32 {
        let at = at.clamp(self.counted, self.text.len());
        let newlines = self.text.as_bytes()[self.counted..at].iter().filter(|byte| **byte == b'\n').count();
        self.line += newlines as u32;
        self.counted = at;
        self.line
    }

    fn start(&mut self, start: &BytesStart<'_>, line: u32) -> Result<(), FormError> {
        if self.open.len() >= limits::XML_DEPTH {
            return Err(FormErrorKind::TooDeep { limit: limits::XML_DEPTH }.at(line));
        }
        if !is_name(start.name().as_ref()) {
            return Err(no_name().at(line));
        }
        let first = self.attributes.len() as u32;
        for attribute in start.attributes() {
            if self.attributes.len() - first as usize >= limits::XML_ATTRIBUTES {
                return Err(FormErrorKind::TooManyAttributes { limit: limits::XML_ATTRIBUTES }.at(line));
            }
            let attribute = attribute.map_err(|error| FormErrorKind::NotXml(error.to_string()).at(line))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| FormErrorKind::NotXml(error.to_string()).at(line))?;
            if !value.chars().all(is_character) {
                return Err(no_character().at(line));
            }
            if !is_name(attribute.key.as_ref()) {
                return Err(no_name().at(line));
            }
            self.attributes.push(Attribute { name: attribute.key.as_ref().into(), value: value.into() });
        }
        let name = start.name().as_ref().into();
        let attributes = first..self.attributes.len() as u32;
        let id = self.add(Content::Element { name, attributes }, line)?;
        self.open.push((id, None));
        Ok(())
    }

    fn add_text(&mut self, text: &str, line: u32) -> Result<(), FormError> {
        match self.open.last().copied() {
            // Pieces around an entity or a CDATA section are one text to the reader of the form.
            Some((_, Some(last))) => match &mut self.nodes[last.0 as usize].content {
                Content::Text(before) => {
                    before.push_str(text);
                    Ok(())
                }
                Content::Element { .. } => self.add(Content::Text(text.into()), line).map(drop),
            },
            Some((_, None)) => self.add(Content::Text(text.into()), line).map(drop),
            None if text.trim().is_empty() => Ok(()),
            None => Err(FormErrorKind::NotXml("text outside the root element".to_owned()).at(line)),
        }
    }

    fn add(&mut self, content: Content, line: u32) -> Result<XmlId, FormError> {
        if self.nodes.len() >= limits::XML_NODES {
            return Err(FormErrorKind::TooManyNodes { limit: limits::XML_NODES }.at(line));
        }
        let id = XmlId(self.nodes.len() as u32);
        match self.open.last_mut() {
            Some((parent, last)) => {
                let before = last.replace(id);
                match before {
                    Some(before) => self.nodes[before.0 as usize].next = Some(id),
                    None => self.nodes[parent.0 as usize].first_child = Some(id),
                }
            }
            None if self.nodes.is_empty() => {}
            None => return Err(FormErrorKind::NotXml("more than one root element".to_owned()).at(line)),
        }
        self.nodes.push(XmlNode { content, line, first_child: None, next: None });
        Ok(id)
    }
}

/// The five entities XML itself defines; no other can exist without a doctype.
pub(crate) fn predefined(name: &str) -> Option<&'static str> {
    match name {
        "amp" => Some("&"),
        "lt" => Some("<"),
        "gt" => Some(">"),
        "apos" => Some("'"),
        "quot" => Some("\""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::error::FormErrorKind;

    #[test]
    fn what_is_no_xml_is_refused_even_where_the_reader_is_lenient() {
        for wrong in [
            "<a b=\"\u{1}\"/>",
            "<a>\u{0}</a>",
            "<a>&#1;</a>",
            "<a b=\"&#x1f;\"/>",
            "<a>\u{ffff}</a>",
            "<a\"b/>",
            "<a><1b/></a>",
            "<a b'c=\"1\"/>",
        ] {
            let error = Document::parse(wrong).map(|_| ()).unwrap_err();
            assert!(matches!(error.kind, FormErrorKind::NotXml(_)), "{wrong:?}: {error}");
        }
        let told = Document::parse("<a>\n\n\u{1}</a>").map(|_| ()).unwrap_err();
        assert_eq!(told.line, 3);
        assert!(Document::parse("<h:a _b-c.1=\"&#9;\u{e9}\u{10000}\"><ɛ/>\t\r\n</h:a>").is_ok());
    }
}
