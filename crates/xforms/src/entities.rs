//! What records do to lists of entities: which lists a form writes, and what one record asks to be created or changed.
//!
//! Source: the ODK entities specification, <https://getodk.github.io/xforms-spec/entities>, versions 2022.1 (creation),
//! 2023.1 (changes), 2024.1 (changes made without a network) and 2025.1 (several entities in a record).

use crate::form::Form;
use crate::submitted::SubmittedError;
use crate::xml::{self, local};
use crate::{Values, limits};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{HashMap, HashSet};
use std::iter::successors;

/// The first version in which a record holds entities in its repeats, or more than one.
const REPEATS: &str = "2025.1";

/// What is wrong with what a form says of entities.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntityFault {
    /// It does not say which version of the specification it keeps to.
    #[error("the model has no entities-version: add it")]
    NoVersion,
    /// Entities in repeats, or in more than one place, need a later version.
    #[error("entities in repeats or in several lists need version 2025.1, not {0}")]
    Repeats(String),
    /// A name that no list can have.
    #[error("«{0}» cannot be the name of a list: letters, digits, - and _, not beginning with __")]
    List(String),
    /// It neither creates nor changes the entities of this list.
    #[error("the entity of list «{0}» has neither create nor update: add one")]
    NoAction(String),
    /// A name that no property can have.
    #[error("«{0}» cannot be the name of a property: not name, not label, not beginning with __")]
    Property(String),
    /// A property asked for in a repeat whose entity stands outside of it.
    #[error("the property «{0}» is asked for in a repeat, and its entity stands outside of it")]
    PropertyInRepeat(String),
}

impl EntityFault {
    /// A stable name for the fault and the values of its sentence.
    pub fn message(&self) -> (&'static str, Values) {
        let one = |name: &str| vec![("name", name.to_owned())];
        match self {
            Self::NoVersion => ("entities-no-version", vec![]),
            Self::Repeats(version) => ("entities-repeats", vec![("version", version.clone())]),
            Self::List(name) => ("entities-list", one(name)),
            Self::NoAction(name) => ("entities-no-action", one(name)),
            Self::Property(name) => ("entities-property", one(name)),
            Self::PropertyInRepeat(name) => ("entities-property-in-repeat", one(name)),
        }
    }
}

/// What a form's records do to lists of entities. Made once of a form, and enough to read its records without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPlan {
    declared: Vec<DeclaredList>,
    /// Place in `declared` by the path below the root inside which its `meta/entity` stands.
    scopes: HashMap<String, usize>,
    /// Place in `declared`, and among its properties, by the path below the root of the node that is saved.
    saved: HashMap<String, (usize, usize)>,
}

/// A list that the records of a form write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredList {
    /// Its name.
    pub name: String,
    /// Whether records may create entities of it.
    pub creates: bool,
    /// Whether records may change entities of it.
    pub updates: bool,
    /// The properties that records give, in the order of the form.
    pub properties: Vec<String>,
}

/// What one record asks of one entity, as it is written there; nothing of it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityAsked {
    /// The list, as the form declares it at this place; a record that names another one is not of this form.
    pub declared: String,
    /// Whether the form lets its records create entities here.
    pub may_create: bool,
    /// Whether the form lets its records change entities here.
    pub may_update: bool,
    /// `dataset`: the list that the record names.
    pub list: String,
    /// `id`.
    pub id: String,
    /// Whether `create` says so.
    pub create: bool,
    /// Whether `update` says so.
    pub update: bool,
    /// `baseVersion`: the version that was seen by whoever filled the record.
    pub base_version: String,
    /// `trunkVersion`: the version the server had when the first of several changes was made without a network.
    pub trunk_version: String,
    /// `branchId`: names those changes.
    pub branch_id: String,
    /// `label`; `None` when the record has no such element.
    pub label: Option<String>,
    /// Properties that the record holds, blank ones among them.
    pub properties: Vec<(String, String)>,
}

impl EntityPlan {
    /// Entities that one record may ask for; of more than these, one is read.
    pub const MOST: usize = 1_000;

    /// The plan of a form; `None` for a form that says nothing of entities.
    ///
    /// # Errors
    /// [`EntityFault`] with the first thing that is wrong.
    pub fn of(form: &Form) -> Result<Option<Self>, EntityFault> {
        let entities = form.entities();
        if entities.is_empty() {
            return Ok(None);
        }
        let version = form.submission().entities_version.clone().ok_or(EntityFault::NoVersion)?;
        let later = entities.len() > 1 || entities.iter().any(|entity| entity.repeat.is_some());
        if later && !version.trim().starts_with(REPEATS) {
            return Err(EntityFault::Repeats(version));
        }
        let schema = form.schema().into_iter();
        let repeats: HashSet<String> =
            schema.filter(|node| node.role == crate::Role::Repeat).map(|node| node.path).collect();
        let innermost = |path: &str| {
            let mut upwards = successors(Some(path), |at| at.rsplit_once('/').map(|(around, _)| around));
            upwards.find_map(|at| repeats.get(at))
        };
        let mut plan = Self { declared: Vec::new(), scopes: HashMap::new(), saved: HashMap::new() };
        for entity in entities {
            let name = entity.dataset.trim();
            if !is_list_name(name) {
                return Err(EntityFault::List(name.to_owned()));
            }
            if !entity.creates && !entity.updates {
                return Err(EntityFault::NoAction(name.to_owned()));
            }
            let place = plan.declared.len();
            let mut properties: Vec<String> = Vec::new();
            let mut places: HashMap<&str, usize> = HashMap::new();
            for (property, path) in &entity.properties {
                let property = property.trim();
                if !is_property_name(property) {
                    return Err(EntityFault::Property(property.to_owned()));
                }
                if innermost(path) != entity.repeat.as_ref() {
                    return Err(EntityFault::PropertyInRepeat(property.to_owned()));
                }
                let at = *places.entry(property).or_insert(properties.len());
                if at == properties.len() {
                    properties.push(property.to_owned());
                }
                plan.saved.insert(below_root(path).to_owned(), (place, at));
            }
            let scope = below_root(&entity.path).strip_suffix("meta/entity").unwrap_or_default();
            // The first of two in one `meta` has its properties.
            plan.scopes.entry(scope.trim_end_matches('/').to_owned()).or_insert(place);
            plan.declared.push(DeclaredList {
                name: name.to_owned(),
                creates: entity.creates,
                updates: entity.updates,
                properties,
            });
        }
        Ok(Some(plan))
    }

    /// The lists that records write; one that stands in two places of the form is there twice.
    pub fn lists(&self) -> &[DeclaredList] {
        &self.declared
    }

    /// What a record asks, in the order in which the groups and repeats around each entity begin; an entity that is neither to be
    /// created nor to be changed is left out. When there are more than [`EntityPlan::MOST`], one more than these is given.
    ///
    /// # Errors
    /// [`SubmittedError`] as [`crate::Submitted::read`], which has refused such a record before.
    pub fn read(&self, record: &[u8]) -> Result<Vec<EntityAsked>, SubmittedError> {
        let text = std::str::from_utf8(record).map_err(|_| SubmittedError::NotText)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut hearing = Hearing {
            plan: self,
            path: String::new(),
            lengths: Vec::new(),
            open: Vec::new(),
            begun: 0,
            value: None,
            all: Vec::new(),
        };
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let broken = |reason: String| SubmittedError::NotXml { line: 1, reason };
        loop {
            match reader.read_event().map_err(|error| broken(error.to_string()))? {
                Event::Start(start) => hearing.start(&start).map_err(broken)?,
                Event::End(_) => hearing.end(),
                Event::Text(text) => hearing.text(&text.xml10_content()),
                Event::CData(text) => hearing.text(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(character)) => hearing.text(character.encode_utf8(&mut [0; 4])),
                    _ => hearing.text(xml::predefined(&reference.xml10_content()).unwrap_or_default()),
                },
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
        hearing.all.sort_by_key(|(begun, _)| *begun);
        Ok(hearing.all.into_iter().map(|(_, asked)| asked).collect())
    }
}

/// `visit/photo` of `/data/visit/photo`.
fn below_root(path: &str) -> &str {
    path.trim_start_matches('/').split_once('/').map_or("", |(_, below)| below)
}

/// The name of an XML element without dots; the specification keeps what begins with two underscores for itself.
fn is_list_name(name: &str) -> bool {
    is_name(name, |c| matches!(c, ':' | '-' | '_'))
}

/// As the name of a list, with dots and without colons; the columns `name` and `label` are taken.
fn is_property_name(name: &str) -> bool {
    let taken = ["name", "label"].iter().any(|taken| name.eq_ignore_ascii_case(taken));
    !taken && is_name(name, |c| matches!(c, '.' | '-' | '_'))
}

fn is_name(name: &str, sign: impl Fn(char) -> bool) -> bool {
    let begins =
        name.chars().next().is_some_and(|c| c.is_alphabetic() || (matches!(c, '_' | ':') && sign(c)));
    let fits = name.len() <= limits::RECORD_NAME_BYTES && !name.starts_with("__");
    begins && fits && name.chars().all(|c| c.is_alphanumeric() || sign(c))
}

/// "MUST interpret "1" or "true" as indications … and any other value as indication not to".
fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// One pass over a record.
struct Hearing<'p> {
    plan: &'p EntityPlan,
    /// Path of the open element below the root, and the length it had before each open element.
    path: String,
    lengths: Vec<usize>,
    open: Vec<Scope>,
    /// Groups and repeats with entities that have begun.
    begun: usize,
    /// Text so far of the open element, when it is one that is saved.
    value: Option<String>,
    /// What is asked, each with which of the begun it is.
    all: Vec<(usize, EntityAsked)>,
}

/// An open group or repeat with an entity.
struct Scope {
    /// Elements that are open when it is the innermost.
    depth: usize,
    /// Place in [`EntityPlan::declared`].
    declared: usize,
    /// Which of the begun it is.
    begun: usize,
    asked: EntityAsked,
    /// Where the value of a property of the list stands among those of `asked`.
    places: HashMap<usize, usize>,
}

impl Hearing<'_> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        self.lengths.push(self.path.len());
        if self.lengths.len() > 1 {
            if !self.path.is_empty() {
                self.path.push('/');
            }
            self.path.push_str(local(start.name().as_ref()));
        }
        if let Some(declared) = self.plan.scopes.get(&self.path).copied() {
            self.open_scope(declared);
        }
        match self.own() {
            Some("meta/entity") => self.entity(start)?,
            Some("meta/entity/label") => self.value = Some(String::new()),
            _ => self.value = self.plan.saved.contains_key(&self.path).then(String::new),
        }
        Ok(())
    }

    fn open_scope(&mut self, declared: usize) {
        self.open.push(Scope {
            depth: self.lengths.len(),
            declared,
            begun: self.begun,
            asked: EntityAsked::default(),
            places: HashMap::new(),
        });
        self.begun += 1;
    }

    fn close_scope(&mut self, scope: Scope) {
        let Some(list) = self.plan.declared.get(scope.declared) else { return };
        // Most instances of a repeat may say nothing: only what asks for something takes room until the end.
        if (scope.asked.create || scope.asked.update) && self.all.len() <= EntityPlan::MOST {
            let asked = EntityAsked {
                declared: list.name.clone(),
                may_create: list.creates,
                may_update: list.updates,
                ..scope.asked
            };
            self.all.push((scope.begun, asked));
        }
    }

    /// Where the open element stands in the group of the innermost open entity.
    fn own(&self) -> Option<&str> {
        // Without an element inside the scope, it is the scope itself that is open.
        let before = *self.lengths.get(self.open.last()?.depth)?;
        Some(self.path.get(before..)?.trim_start_matches('/'))
    }

    fn entity(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        let Some(Scope { asked, .. }) = self.open.last_mut() else { return Ok(()) };
        for attribute in start.attributes().take(limits::XML_ATTRIBUTES) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            let value = value.trim();
            match local(attribute.key.as_ref()) {
                "dataset" => value.clone_into(&mut asked.list),
                "id" => value.clone_into(&mut asked.id),
                "create" => asked.create = is_yes(value),
                "update" => asked.update = is_yes(value),
                "baseVersion" => value.clone_into(&mut asked.base_version),
                "trunkVersion" => value.clone_into(&mut asked.trunk_version),
                "branchId" => value.clone_into(&mut asked.branch_id),
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(value) = &mut self.value {
            value.push_str(text);
        }
    }

    fn end(&mut self) {
        if let Some(value) = self.value.take() {
            match self.own() {
                Some("meta/entity/label") => {
                    if let Some(scope) = self.open.last_mut() {
                        scope.asked.label = Some(value);
                    }
                }
                _ => self.property(value),
            }
        }
        let depth = self.lengths.len();
        if let Some(scope) = self.open.pop_if(|scope| scope.depth == depth) {
            self.close_scope(scope);
        }
        if let Some(length) = self.lengths.pop() {
            self.path.truncate(length);
        }
    }

    fn property(&mut self, value: String) {
        let Some((declared, at)) = self.plan.saved.get(&self.path).copied() else { return };
        let Some(scope) = self.open.iter_mut().rev().find(|scope| scope.declared == declared) else { return };
        let Some(name) = self.plan.declared.get(declared).and_then(|list| list.properties.get(at)) else {
            return;
        };
        let values = &mut scope.asked.properties;
        let place = *scope.places.entry(at).or_insert(values.len());
        // A second node of the same property: the later one counts, as it would in a table.
        match values.get_mut(place) {
            Some((_, before)) => *before = value,
            None => values.push((name.clone(), value)),
        }
    }
}
