//! What a server must know of a record that a client sends: read in one pass, without a tree, whatever its size.
//!
//! Source: <https://docs.getodk.org/openrosa-form-submission/>, <https://docs.getodk.org/openrosa-metadata/>,
//! <https://getodk.github.io/xforms-spec/encryption>.

use crate::limits;
use crate::xml::{local, predefined};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The head of a record: which form it answers, which record it is, which files belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    /// `id` of the root: the form.
    pub form_id: String,
    /// `version` of the root; empty when it has none.
    pub version: String,
    /// `meta/instanceID`, which names the record for ever; `None` when the client gave none.
    pub instance_id: Option<String>,
    /// `meta/deprecatedID`: the record this one replaces.
    pub deprecated_id: Option<String>,
    /// Names of the files that the record's file questions answer, in document order, each once.
    pub files: Vec<String>,
    /// Whether the root says that the record is encrypted; its files are then the encrypted ones.
    pub encrypted: bool,
    /// Of an encrypted record, what is needed to decrypt it.
    pub envelope: Envelope,
}

/// What an encrypted record says of its encryption (<https://getodk.github.io/xforms-spec/encryption>).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Its key, sealed to the form's, in base64.
    pub key: String,
    /// Signature of its contents, sealed to the form's key too, in base64; empty when there is none.
    pub signature: String,
    /// Name of the encrypted file of its answers; all others in [`Submitted::files`] are those of its questions, in the order
    /// in which they were encrypted.
    pub answers: String,
}

/// Why a record cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SubmittedError {
    /// Not UTF-8.
    #[error("the record is not UTF-8")]
    NotText,
    /// Not well-formed XML, or cut off.
    #[error("line {line}: not well-formed XML ({reason})")]
    NotXml {
        /// 1-based line.
        line: u32,
        /// What the reader stumbled over.
        reason: String,
    },
    /// A doctype, which could define entities or name files.
    #[error("line {line}: the record has a DOCTYPE")]
    Doctype {
        /// 1-based line.
        line: u32,
    },
    /// An entity XML does not define by itself.
    #[error("line {line}: the record names an entity that XML does not define")]
    UnknownEntity {
        /// 1-based line.
        line: u32,
    },
    /// Elements nested deeper than any form has groups.
    #[error("line {line}: more than {limit} elements inside one another")]
    TooDeep {
        /// 1-based line.
        line: u32,
        /// Deepest nesting accepted.
        limit: usize,
    },
    /// An element with too many attributes.
    #[error("line {line}: more than {limit} attributes on one element")]
    TooManyAttributes {
        /// 1-based line.
        line: u32,
        /// Largest number accepted.
        limit: usize,
    },
    /// The root names no form.
    #[error("the root of the record has no id")]
    NoFormId,
    /// An attribute that is longer than any client writes.
    #[error("line {line}: an attribute of more than {limit} bytes")]
    LongAttribute {
        /// 1-based line.
        line: u32,
        /// Most bytes accepted.
        limit: usize,
    },
    /// A name of a form, version or record that is longer than any client makes it.
    #[error("line {line}: the name of the form, version or record has more than {limit} bytes")]
    LongName {
        /// 1-based line.
        line: u32,
        /// Most bytes accepted.
        limit: usize,
    },
    /// Elements with longer names than any form has: each is looked up by its name and those around it.
    #[error("line {line}: the names of an element and of those around it have more than {limit} bytes")]
    LongPath {
        /// 1-based line.
        line: u32,
        /// Most bytes accepted.
        limit: usize,
    },
    /// More files than any form asks for.
    #[error("the record names more than {limit} files")]
    TooManyFiles {
        /// Largest number accepted.
        limit: usize,
    },
}

impl SubmittedError {
    /// The 1-based line at which reading ended, where it is one that ended it.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::NotXml { line, .. }
            | Self::Doctype { line }
            | Self::UnknownEntity { line }
            | Self::TooDeep { line, .. }
            | Self::TooManyAttributes { line, .. }
            | Self::LongAttribute { line, .. }
            | Self::LongName { line, .. }
            | Self::LongPath { line, .. } => Some(*line),
            Self::NotText | Self::NoFormId | Self::TooManyFiles { .. } => None,
        }
    }
}

impl Submitted {
    /// Reads a record. `is_file` says of a path such as `/data/visit/photo`, written without positions, whether the form
    /// asks for a file there.
    ///
    /// Memory grows with the number of files alone; time with the bytes.
    ///
    /// # Errors
    /// [`SubmittedError`], with the line where there is one.
    pub fn read(bytes: &[u8], is_file: &dyn Fn(&str) -> bool) -> Result<Self, SubmittedError> {
        let text = std::str::from_utf8(bytes).map_err(|_| SubmittedError::NotText)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Scan::new(text, is_file).run()
    }

    fn note_file(&mut self, name: &str) -> Result<(), SubmittedError> {
        // A longer name belongs to no file that could come; the answer itself stays in the record.
        if name.is_empty()
            || name.len() > limits::FILE_NAME_BYTES
            || self.files.iter().any(|known| known == name)
        {
            return Ok(());
        }
        if self.files.len() >= limits::RECORD_FILES {
            return Err(SubmittedError::TooManyFiles { limit: limits::RECORD_FILES });
        }
        self.files.push(name.to_owned());
        Ok(())
    }
}

/// One pass over the text.
struct Scan<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    is_file: &'t dyn Fn(&str) -> bool,
    found: Submitted,
    /// Path of the open element, and the length it had before each open element.
    path: String,
    lengths: Vec<usize>,
    /// Characters directly inside the open element, as long as it is one that is looked at.
    value: Option<String>,
    rooted: bool,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, is_file: &'t dyn Fn(&str) -> bool) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            text,
            reader,
            is_file,
            found: Submitted::default(),
            path: String::new(),
            lengths: Vec::new(),
            value: None,
            rooted: false,
        }
    }

    fn run(mut self) -> Result<Submitted, SubmittedError> {
        loop {
            let at = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|error| {
                let at = self.reader.error_position() as usize;
                SubmittedError::NotXml { line: self.line(at), reason: error.to_string() }
            })?;
            match event {
                Event::Start(start) => self.start(&start, at)?,
                Event::End(_) => self.end(at)?,
                Event::Text(text) => self.text(&text.xml10_content(), at)?,
                Event::CData(text) => self.text(&text.xml10_content(), at)?,
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character.to_string()),
                        Ok(None) => predefined(&reference.xml10_content()).map(str::to_owned),
                        Err(_) => None,
                    };
                    let character =
                        character.ok_or_else(|| SubmittedError::UnknownEntity { line: self.line(at) })?;
                    self.text(&character, at)?;
                }
                Event::DocType(_) => return Err(SubmittedError::Doctype { line: self.line(at) }),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
        if !self.rooted || !self.lengths.is_empty() {
            let reason = "the record stops before its end".to_owned();
            return Err(SubmittedError::NotXml { line: self.line(self.text.len()), reason });
        }
        if self.found.form_id.is_empty() { Err(SubmittedError::NoFormId) } else { Ok(self.found) }
    }

    fn line(&self, at: usize) -> u32 {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), SubmittedError> {
        if self.lengths.len() >= limits::XML_DEPTH {
            return Err(SubmittedError::TooDeep { line: self.line(at), limit: limits::XML_DEPTH });
        }
        let root = self.lengths.is_empty();
        if root && self.rooted {
            let reason = "more than one root element".to_owned();
            return Err(SubmittedError::NotXml { line: self.line(at), reason });
        }
        for (count, attribute) in start.attributes().enumerate() {
            if count >= limits::XML_ATTRIBUTES {
                let limit = limits::XML_ATTRIBUTES;
                return Err(SubmittedError::TooManyAttributes { line: self.line(at), limit });
            }
            let broken = |reason: String| SubmittedError::NotXml { line: self.line(at), reason };
            let attribute = attribute.map_err(|error| broken(error.to_string()))?;
            if attribute.value.len() > limits::RECORD_ATTRIBUTE_BYTES {
                let limit = limits::RECORD_ATTRIBUTE_BYTES;
                return Err(SubmittedError::LongAttribute { line: self.line(at), limit });
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| broken(error.to_string()))?;
            if !root {
                continue;
            }
            // Some forms write `orx:version`; what has no prefix counts before it.
            let key = attribute.key.as_ref();
            let first = key == local(key);
            match local(key) {
                "id" if first || self.found.form_id.is_empty() => {
                    self.found.form_id = self.name(&value, at)?
                }
                "version" if first || self.found.version.is_empty() => {
                    self.found.version = self.name(&value, at)?;
                }
                "encrypted" => self.found.encrypted = value.trim() == "yes",
                // Where clients wrote it before there was `meta`.
                "instanceID" => self.found.instance_id = said(self.name(&value, at)?),
                _ => {}
            }
        }
        self.rooted = true;
        let name = start.name();
        let name = local(name.as_ref());
        if self.path.len() + 1 + name.len() > limits::RECORD_PATH_BYTES {
            return Err(SubmittedError::LongPath { line: self.line(at), limit: limits::RECORD_PATH_BYTES });
        }
        self.lengths.push(self.path.len());
        self.path.push('/');
        self.path.push_str(name);
        self.value = self.wanted().then(String::new);
        Ok(())
    }

    /// Whether the text of the open element is looked at.
    fn wanted(&self) -> bool {
        self.in_meta().is_some() || self.is_envelope() || (self.is_file)(&self.path)
    }

    /// Name of the open element directly inside `/root/meta`.
    fn in_meta(&self) -> Option<&str> {
        let mut names = self.path.split('/').skip(2);
        let name = (names.next() == Some("meta")).then(|| names.next()).flatten()?;
        names.next().is_none().then_some(name)
    }

    /// Whether the open element is part of the envelope of an encrypted record.
    fn is_envelope(&self) -> bool {
        self.found.encrypted && ENVELOPE.iter().any(|name| self.path.split('/').skip(2).eq(name.split('/')))
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), SubmittedError> {
        if self.lengths.is_empty() {
            if text.trim().is_empty() {
                return Ok(());
            }
            let reason = "text outside the root element".to_owned();
            return Err(SubmittedError::NotXml { line: self.line(at), reason });
        }
        if let Some(value) = &mut self.value {
            value.push_str(text);
        }
        Ok(())
    }

    fn note_envelope(&mut self, value: &str) -> Result<(), SubmittedError> {
        let envelope = &mut self.found.envelope;
        match self.path.rsplit('/').next() {
            Some("base64EncryptedKey") => value.clone_into(&mut envelope.key),
            Some("base64EncryptedElementSignature") => value.clone_into(&mut envelope.signature),
            Some("encryptedXmlFile") => {
                value.clone_into(&mut envelope.answers);
                self.found.note_file(value)?;
            }
            _ => self.found.note_file(value)?,
        }
        Ok(())
    }

    /// A name as it is compared: without the blanks around it.
    fn name(&self, value: &str, at: usize) -> Result<String, SubmittedError> {
        let (value, limit) = (value.trim(), limits::RECORD_NAME_BYTES);
        if value.len() > limit {
            return Err(SubmittedError::LongName { line: self.line(at), limit });
        }
        // XML 1.0 §2.2 has none of them but tab and line ends, which mean nothing in a name.
        if value.contains(char::is_control) {
            let reason = "a control character in a name".to_owned();
            return Err(SubmittedError::NotXml { line: self.line(at), reason });
        }
        Ok(value.to_owned())
    }

    fn end(&mut self, at: usize) -> Result<(), SubmittedError> {
        if let Some(value) = self.value.take() {
            match self.in_meta() {
                Some("instanceID") => self.found.instance_id = said(self.name(&value, at)?),
                Some("deprecatedID") => self.found.deprecated_id = said(self.name(&value, at)?),
                Some(_) if !(self.is_file)(&self.path) => {}
                _ if self.is_envelope() => self.note_envelope(value.trim())?,
                _ => self.found.note_file(value.trim())?,
            }
        }
        if let Some(length) = self.lengths.pop() {
            self.path.truncate(length);
        }
        Ok(())
    }
}

/// What an encrypted record has inside its root, besides its metadata.
const ENVELOPE: [&str; 4] =
    ["media/file", "encryptedXmlFile", "base64EncryptedKey", "base64EncryptedElementSignature"];

fn said(name: String) -> Option<String> {
    Some(name).filter(|name| !name.is_empty())
}
