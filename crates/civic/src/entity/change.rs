//! What a record asks of an entity, read and checked.

use kernel::Uuid;
use std::collections::BTreeMap;

/// What a record asks of an entity, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// `id`.
    pub id: &'a str,
    /// Whether to create it.
    pub create: bool,
    /// Whether to change it.
    pub update: bool,
    /// `baseVersion`.
    pub base: &'a str,
    /// `trunkVersion`.
    pub trunk: &'a str,
    /// `branchId`.
    pub branch: &'a str,
    /// `label`.
    pub label: Option<&'a str>,
    /// Properties.
    pub properties: BTreeMap<String, String>,
}

/// A change that can be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which entity.
    pub id: Uuid,
    /// Whether to create it.
    pub create: bool,
    /// Whether to change it; tried before creating.
    pub update: bool,
    /// The version that was seen by whoever filled the record; within a branch counted on the telephone.
    pub base: Option<i64>,
    /// The version that the server had when the branch began; `None` when it began with the creation.
    pub trunk: Option<i64>,
    /// The branch: several changes made one after the other without a network.
    pub branch: Option<Uuid>,
    /// The label; `None` leaves it as it is.
    pub label: Option<String>,
    /// The properties it gives; others are left as they are.
    pub properties: BTreeMap<String, String>,
}

/// Why an entity is not created or changed. The record is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The id is no UUID of version 4.
    Id,
    /// It is to be created and has no label.
    Label,
    /// It is to be changed, and the record does not say which version was seen.
    NoBase,
    /// A version that is no number, or larger than any entity has.
    Number,
    /// The branch is no UUID of version 4, or a trunk has no branch.
    Branch,
    /// The record names another list than its form.
    List,
    /// The form does not let its records do that.
    NotPermitted,
    /// It is to be created and is there already.
    Exists,
    /// It is to be changed and is not there.
    Unknown,
    /// It was deleted.
    Deleted,
    /// It never had the version that the record says was seen.
    Version,
    /// The record asks for more entities than are taken at once.
    TooMany,
    /// What is kept of it does not open.
    Unreadable,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Id,
        Self::Label,
        Self::NoBase,
        Self::Number,
        Self::Branch,
        Self::List,
        Self::NotPermitted,
        Self::Exists,
        Self::Unknown,
        Self::Deleted,
        Self::Version,
        Self::TooMany,
        Self::Unreadable,
    ];

    /// As it is stored, and as text keys name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Label => "label",
            Self::NoBase => "no-base",
            Self::Number => "number",
            Self::Branch => "branch",
            Self::List => "list",
            Self::NotPermitted => "not-permitted",
            Self::Exists => "exists",
            Self::Unknown => "unknown",
            Self::Deleted => "deleted",
            Self::Version => "version",
            Self::TooMany => "too-many",
            Self::Unreadable => "unreadable",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str() == name)
    }

    /// Whether trying again later can end otherwise: it depends on the list and not on the record alone.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Exists | Self::Unknown | Self::Deleted | Self::Version | Self::Unreadable)
    }
}

impl Change {
    /// Reads what a record asks.
    ///
    /// # Errors
    /// [`Fault`] for what is written in no known way.
    pub fn read(asked: Asked<'_>) -> Result<Self, Fault> {
        let branch = match asked.branch.trim() {
            "" => None,
            text => Some(uuid4(text).ok_or(Fault::Branch)?),
        };
        let trunk = number(asked.trunk)?;
        if trunk.is_some() && branch.is_none() {
            return Err(Fault::Branch);
        }
        Ok(Self {
            id: uuid4(asked.id).ok_or(Fault::Id)?,
            create: asked.create,
            update: asked.update,
            base: number(asked.base)?,
            trunk,
            branch,
            label: asked.label.map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned),
            properties: asked.properties,
        })
    }
}

/// A UUID of version 4 (RFC 9562), as clients write it, with or without `uuid:`.
fn uuid4(text: &str) -> Option<Uuid> {
    let text = text.trim();
    let bare = text.strip_prefix("uuid:").unwrap_or(text);
    // The plain form alone: no braces, no missing dashes.
    let id = (bare.len() == 36).then(|| Uuid::parse_str(bare).ok()).flatten()?;
    let random = id.get_version_num() == 4 && id.as_bytes()[8] & 0xc0 == 0x80;
    random.then_some(id)
}

/// No entity has a version of a larger number, whatever a telephone says.
const LARGEST_NUMBER: i64 = 1_000_000_000;

fn number(text: &str) -> Result<Option<i64>, Fault> {
    match text.trim() {
        "" => Ok(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number = digits.parse().ok().filter(|number| *number <= LARGEST_NUMBER);
            number.map(Some).ok_or(Fault::Number)
        }
        _ => Err(Fault::Number),
    }
}
