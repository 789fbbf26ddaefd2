//! What an envelope is for: bound into it, so that sealed bytes do not open in place of others.

/// Who can open a wrap: the bytes of a member's or an escrow's uuid, or of the case whose receipt derives the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HolderId(pub [u8; 16]);

impl HolderId {
    /// The coalition's escrow. Not a valid UUIDv7, so it collides with no member and no case.
    pub const ESCROW: Self = Self(*b"dannaya-escrow\0\0");
    /// The institution that holds a link and its one-time code.
    pub const LINK: Self = Self(*b"dannaya-link\0\0\0\0");
}

/// What a sealed thing is. The name is part of every key derivation: never change one in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The sealed fields of a report.
    Report,
    /// One message between reporter and handlers.
    Message,
    /// An internal note of the handlers.
    Note,
    /// The redacted summary that goes to an institution.
    Summary,
    /// What an institution answers.
    Answer,
    /// A file sent with a report, a message or an answer.
    Attachment,
    /// The reasons of an assessment.
    Assessment,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::Report,
        Self::Message,
        Self::Note,
        Self::Summary,
        Self::Answer,
        Self::Attachment,
        Self::Assessment,
    ];

    /// The purpose of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// The name as stored beside an envelope.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Message => "message",
            Self::Note => "note",
            Self::Summary => "summary",
            Self::Answer => "answer",
            Self::Attachment => "attachment",
            Self::Assessment => "assessment",
        }
    }
}

/// Purpose and subject of an envelope: `dannaya/<purpose>/v1`, then the 16 bytes of the subject's id. The house binds every
/// envelope to its own id and not to its case: which case it belongs to is told by the database alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Context {
    /// What is sealed.
    pub purpose: Purpose,
    /// The id that is bound.
    pub subject: [u8; 16],
}

impl Context {
    /// The `info` of RFC 9180 for every wrap and of the HKDF for the body.
    pub(crate) fn info(&self) -> Vec<u8> {
        let mut info = format!("dannaya/{}/v1", self.purpose.name()).into_bytes();
        info.extend_from_slice(&self.subject);
        info
    }
}
