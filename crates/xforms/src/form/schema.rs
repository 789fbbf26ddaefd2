//! The codebook of a form: every node of a record with its type, its words in each language and its choices, for
//! storage and exports.

use super::{ChoiceSource, Control, Form, Instance, Kind, Label, RowLabel};
use crate::instance::DefId;
use crate::rows::{RowId, Rows};
use crate::words::plain;
use crate::xpath::{Axis, Expr, NameTest, Path, Start};
use std::collections::HashMap;

/// A node of a form's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaNode<'f> {
    /// Absolute path without positions, `/data/person/name`; an attribute's ends in `/@name`.
    pub path: String,
    /// Its last name, without the `@` of an attribute.
    pub name: &'f str,
    /// Place in the schema of the node around it; `None` for the root.
    pub parent: Option<usize>,
    /// What it is.
    pub role: Role,
    /// Its type as the specification writes it: `string`, `int`, `geopoint`, …; empty for groups and repeats.
    pub data_type: &'static str,
    /// The kind of the question that asks for it.
    pub kind: Option<&'f Kind>,
    /// Whether the form computes it.
    pub calculated: bool,
    /// Its words in each of the form's languages in their order, or once for a form without translations; a dash
    /// stands where an answer is shown. Empty texts for a node without words.
    pub labels: Vec<String>,
    /// All choices a select could ever offer, as far as they are written in the form.
    pub choices: Vec<SchemaChoice>,
    /// The file the choices come from.
    pub choices_file: Option<ChoicesFile>,
    /// The property of an entity it is saved to (`entities:saveto`).
    pub save_to: Option<&'f str>,
}

/// What a node of a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Holds other nodes, once.
    Group,
    /// Holds other nodes, any number of times.
    Repeat,
    /// Holds an answer.
    Field,
    /// An attribute of another node.
    Attribute,
}

/// A choice of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaChoice {
    /// What is stored.
    pub value: String,
    /// Its words, as [`SchemaNode::labels`].
    pub labels: Vec<String>,
}

/// A file of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoicesFile {
    /// As the form names it, `jr://file-csv/places.csv`.
    pub src: String,
    /// The column that is stored; `name` when it is not a plain one.
    pub value: String,
    /// The column that is shown; `label` when it is not a plain one.
    pub label: String,
}

/// What a record says of an entity (ODK entities specification, versions 2022.1 to 2025.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityDeclaration<'f> {
    /// Path of its `entity` element, `/data/meta/entity` or inside a repeat `/data/person/meta/entity`.
    pub path: String,
    /// The repeat each of whose instances is an entity; `None` when the record is one.
    pub repeat: Option<String>,
    /// The list it belongs to.
    pub dataset: &'f str,
    /// Whether a record may create it: it has an attribute `create`.
    pub creates: bool,
    /// Whether a record may change it: it has an attribute `update`.
    pub updates: bool,
    /// Its properties by name, each with the path of the node it is saved from.
    pub properties: Vec<(&'f str, String)>,
}

impl Form {
    /// All nodes of a record in document order, the root first; the metadata is among them.
    pub fn schema(&self) -> Vec<SchemaNode<'_>> {
        let mut places = vec![None; self.model.len()];
        let mut schema = Vec::new();
        let mut waiting = vec![DefId::ROOT];
        while let Some(def) = waiting.pop() {
            places[def.index()] = Some(schema.len());
            let parent = self.model.parent(def).and_then(|parent| places[parent.index()]);
            schema.push(self.schema_node(def, parent));
            waiting.extend(self.model.def(def).children.iter().rev());
        }
        schema
    }

    fn schema_node(&self, def: DefId, parent: Option<usize>) -> SchemaNode<'_> {
        let model = &self.model;
        let bind = self.bind(def);
        let control = self.question_at(def).map(|index| &self.controls[index]);
        let attribute = model.is_attribute(def);
        let role = match () {
            () if attribute => Role::Attribute,
            () if model.repeats(def) => Role::Repeat,
            () if model.is_leaf(def) => Role::Field,
            () => Role::Group,
        };
        let group =
            || self.groups.iter().find(|group| group.def == Some(def)).and_then(|group| group.label.as_ref());
        let label = match (control, self.repeat_of(def)) {
            (Some(control), _) => control.label.as_ref(),
            (None, Some(repeat)) => repeat.label.as_ref().or_else(group),
            (None, None) => group(),
        };
        let holds = matches!(role, Role::Field | Role::Attribute);
        let (choices, choices_file) = control.map_or((Vec::new(), None), |control| self.all_choices(control));
        SchemaNode {
            path: model.path(def),
            name: model.name(def).trim_start_matches('@'),
            parent,
            role,
            data_type: if holds { bind.map_or("string", |bind| bind.data_type.name()) } else { "" },
            kind: control.map(|control| &control.kind),
            calculated: bind.is_some_and(|bind| bind.calculate.is_some()),
            labels: self.in_all_languages(label),
            choices,
            choices_file,
            save_to: bind.and_then(|bind| bind.save_to.as_deref()),
        }
    }

    fn in_all_languages(&self, label: Option<&Label>) -> Vec<String> {
        (0..self.texts.languages.len().max(1)).map(|language| self.plain(label, language)).collect()
    }

    pub(super) fn all_choices(&self, control: &Control) -> (Vec<SchemaChoice>, Option<ChoicesFile>) {
        match &control.choices {
            ChoiceSource::None => (Vec::new(), None),
            ChoiceSource::Inline(all) => {
                let choice = |(value, label): &(String, Label)| SchemaChoice {
                    value: value.clone(),
                    labels: self.in_all_languages(Some(label)),
                };
                (all.iter().map(choice).collect(), None)
            }
            ChoiceSource::Rows(source) => {
                let file = source.file.and_then(|file| self.instances.get(usize::from(file)));
                if let Some(Instance::File(src)) = file {
                    let label = match &source.label {
                        Some(RowLabel::Text(text)) => text.column(),
                        Some(RowLabel::Itext(_) | RowLabel::Translated) | None => None,
                    };
                    let named = |column: Option<&str>, usual: &str| column.unwrap_or(usual).to_owned();
                    let value = named(source.column.as_deref(), "name");
                    let file =
                        ChoicesFile { src: src.clone(), value, label: named(label.as_deref(), "label") };
                    return (Vec::new(), Some(file));
                }
                let column = source.column.as_deref().unwrap_or_default();
                (self.written_choices(&source.nodeset, column, source.label.as_ref()), None)
            }
        }
    }

    /// The choices in rows written in the form, filters left aside.
    fn written_choices(&self, nodeset: &Expr, column: &str, label: Option<&RowLabel>) -> Vec<SchemaChoice> {
        let Some((rows, path)) = self.rows_behind(nodeset) else { return Vec::new() };
        let mut at = vec![RowId(0)];
        for step in &path.steps {
            let (Axis::Child, NameTest::Named(name)) = (step.axis, &step.test) else { return Vec::new() };
            at = at
                .iter()
                .flat_map(|row| rows.children(*row))
                .filter(|row| rows.name(*row) == &**name)
                .collect();
        }
        let mut seen = std::collections::HashSet::new();
        let mut choices = Vec::new();
        for row in at {
            let Some(value) = rows.column(row, column).filter(|value| seen.insert(*value)) else { continue };
            let cell =
                |expr: &Expr| expr.column().and_then(|column| rows.column(row, &column)).unwrap_or_default();
            let labels = match label {
                Some(RowLabel::Itext(id)) => self.in_all_languages(Some(&Label::Itext(cell(id).to_owned()))),
                Some(RowLabel::Text(text)) => {
                    vec![plain(cell(text)); self.texts.languages.len().max(1)]
                }
                Some(RowLabel::Translated) | None => self.in_all_languages(None),
            };
            choices.push(SchemaChoice { value: value.to_owned(), labels });
        }
        choices
    }

    fn rows_behind<'e>(&self, nodeset: &'e Expr) -> Option<(&Rows, &'e Path)> {
        let path = match nodeset {
            Expr::Path(path) => path,
            Expr::Call(_, arguments) => match arguments.first()? {
                Expr::Path(path) => path,
                _ => return None,
            },
            _ => return None,
        };
        let Start::Instance(index) = path.start else { return None };
        match self.instances.get(usize::from(index))? {
            Instance::Inside(rows) => Some((rows, path)),
            Instance::File(_) | Instance::LastSaved => None,
        }
    }

    /// The entities a record declares, each with its properties.
    pub fn entities(&self) -> Vec<EntityDeclaration<'_>> {
        let model = &self.model;
        let is_entity = |def: &DefId| {
            let in_meta = model.parent(*def).is_some_and(|parent| model.name(parent) == "meta");
            in_meta && model.name(*def) == "entity"
        };
        let owner = |def: DefId| model.parent(def).and_then(|meta| model.parent(meta)).unwrap_or(DefId::ROOT);
        let declared: Vec<DefId> = model.ids().filter(is_entity).collect();
        let mut saved: HashMap<DefId, Vec<(&str, String)>> =
            declared.iter().map(|entity| (owner(*entity), Vec::new())).collect();
        for def in model.ids() {
            let Some(property) = self.bind(def).and_then(|bind| bind.save_to.as_deref()) else { continue };
            // A node belongs to the innermost declaration around it.
            if let Some(scope) = model.upwards(def).find(|at| saved.contains_key(at)) {
                saved.entry(scope).or_default().push((property, model.path(def)));
            }
        }
        let mut entities = Vec::new();
        for entity in declared {
            let attribute = |name: &str| model.child(entity, name);
            let scope = owner(entity);
            entities.push(EntityDeclaration {
                path: model.path(entity),
                repeat: model.innermost(scope).map(|repeat| model.path(repeat)),
                dataset: attribute("@dataset").map_or("", |def| &model.def(def).value),
                creates: attribute("@create").is_some(),
                updates: attribute("@update").is_some(),
                properties: saved.remove(&scope).unwrap_or_default(),
            });
        }
        entities
    }

    /// What the form asks to be kept of how it is filled (`meta/audit`): the attributes of that bind, as
    /// `location-priority` or `track-changes`. `None` when it asks for no audit.
    pub fn audit(&self) -> Option<&[(String, String)]> {
        let meta = self.model.child(DefId::ROOT, "meta")?;
        let audit = self.model.child(meta, "audit")?;
        Some(self.bind(audit).map_or(&[], |bind| &bind.others))
    }
}
