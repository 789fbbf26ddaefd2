//! Binds: the type of a node and the rules on it.

use super::Label;
use super::read::Reading;
use super::references::Resolver;
use crate::error::{FormError, FormErrorKind};
use crate::instance::DefId;
use crate::xml::XmlId;
use crate::xpath::{Expr, StoredAs};
use std::collections::HashMap;

/// The rules on one node.
#[derive(Debug)]
pub(crate) struct Bind {
    pub line: u32,
    pub data_type: DataType,
    pub required: Option<Formula>,
    pub relevant: Option<Formula>,
    pub constraint: Option<Formula>,
    pub calculate: Option<Formula>,
    pub readonly: Option<Formula>,
    pub required_message: Option<Label>,
    pub constraint_message: Option<Label>,
    /// What fills it when the form is opened, and with which parameter.
    pub preload: Option<(String, String)>,
    /// The property of an entity it is saved to.
    pub save_to: Option<String>,
    /// What else the form says of it, for whoever shows it: `max-pixels`, `quality`, `track-changes`, ….
    pub others: Vec<(String, String)>,
}

/// An expression with its words.
#[derive(Debug)]
pub(crate) struct Formula {
    pub expr: Expr,
    pub written: String,
}

/// The type a bind gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum DataType {
    #[default]
    Text,
    Integer,
    Decimal,
    Date,
    DateTime,
    Time,
    GeoPoint,
    GeoTrace,
    GeoShape,
    Binary,
    Barcode,
    Boolean,
}

impl DataType {
    /// The specification takes an unknown type for a text.
    fn named(name: &str) -> Self {
        let plain = name.rsplit_once(':').map_or(name, |(_, plain)| plain);
        match plain {
            "int" | "integer" | "long" => Self::Integer,
            "decimal" | "double" | "float" => Self::Decimal,
            "date" => Self::Date,
            "dateTime" => Self::DateTime,
            "time" => Self::Time,
            "geopoint" => Self::GeoPoint,
            "geotrace" => Self::GeoTrace,
            "geoshape" => Self::GeoShape,
            "binary" => Self::Binary,
            "barcode" => Self::Barcode,
            "boolean" => Self::Boolean,
            _ => Self::Text,
        }
    }

    /// As the specification writes it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "int",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::DateTime => "dateTime",
            Self::Time => "time",
            Self::GeoPoint => "geopoint",
            Self::GeoTrace => "geotrace",
            Self::GeoShape => "geoshape",
            Self::Binary => "binary",
            Self::Barcode => "barcode",
            Self::Boolean => "boolean",
        }
    }

    /// How a computed value is written into a node of this type.
    pub fn stored_as(&self) -> StoredAs {
        match self {
            Self::Integer => StoredAs::Integer,
            Self::Decimal => StoredAs::Decimal,
            Self::Date => StoredAs::Date,
            Self::DateTime => StoredAs::DateTime,
            _ => StoredAs::Text,
        }
    }
}

/// Attributes of a bind that are read above; all others are kept as they are.
const READ: [&str; 14] = [
    "nodeset",
    "ref",
    "id",
    "type",
    "required",
    "relevant",
    "constraint",
    "calculate",
    "readonly",
    "requiredMsg",
    "constraintMsg",
    "preload",
    "preloadParams",
    "saveto",
];

/// Binds by node, and nodes by the `id` of their bind.
#[derive(Debug, Default)]
pub(crate) struct Binds {
    pub by_node: HashMap<DefId, Bind>,
    pub by_id: HashMap<String, DefId>,
}

impl Reading<'_> {
    /// Reads every `<bind>` of the model.
    pub fn binds(&mut self, model: XmlId, resolver: &mut Resolver<'_>) -> Result<Binds, FormError> {
        let mut binds = Binds::default();
        let document = self.document;
        for element in document.elements(model).filter(|child| document.local_name(*child) == "bind") {
            let line = document.line(element);
            let Some(nodeset) = document.attribute(element, "nodeset").or(document.attribute(element, "ref"))
            else {
                return Err(FormErrorKind::Missing("bind nodeset").at(line));
            };
            for def in self.nodes(nodeset, DefId::ROOT, line, resolver)? {
                let bind = self.bind(element)?;
                if let Some(id) = document.attribute(element, "id") {
                    binds.by_id.insert(id.to_owned(), def);
                }
                if binds.by_node.insert(def, bind).is_some() {
                    return Err(FormErrorKind::DuplicateBind(resolver.model.path(def)).at(line));
                }
            }
        }
        Ok(binds)
    }

    fn bind(&mut self, element: XmlId) -> Result<Bind, FormError> {
        let document = self.document;
        let own =
            |name: &str| document.attribute(element, name).map(str::trim).filter(|value| !value.is_empty());
        let others = document
            .attributes(element)
            .iter()
            .map(|attribute| (crate::xml::local(&attribute.name), attribute));
        let others = others.filter(|(name, _)| !READ.contains(name));
        Ok(Bind {
            line: document.line(element),
            data_type: DataType::named(own("type").unwrap_or_default()),
            required: self.formula(element, "required")?,
            relevant: self.formula(element, "relevant")?,
            constraint: self.formula(element, "constraint")?,
            calculate: self.formula(element, "calculate")?,
            readonly: self.formula(element, "readonly")?,
            required_message: self.message(element, "requiredMsg")?,
            constraint_message: self.message(element, "constraintMsg")?,
            preload: match own("preload") {
                Some(kind) => {
                    Some(preload(kind, own("preloadParams").unwrap_or_default(), document.line(element))?)
                }
                None => None,
            },
            save_to: own("saveto").map(str::to_owned),
            others: others.map(|(name, attribute)| (name.to_owned(), attribute.value.to_string())).collect(),
        })
    }

    /// The expression in an attribute.
    pub fn formula(&mut self, element: XmlId, name: &str) -> Result<Option<Formula>, FormError> {
        let document = self.document;
        let written = document.attribute(element, name).map(str::trim).filter(|written| !written.is_empty());
        let Some(written) = written else { return Ok(None) };
        let expr = self.expression(written, document.line(element))?;
        Ok(Some(Formula { expr, written: written.to_owned() }))
    }
}

/// A preset of the specification; any other would leave a node empty that the form counts on.
fn preload(kind: &str, parameter: &str, line: u32) -> Result<(String, String), FormError> {
    match (kind, parameter) {
        ("uid", _) | ("property", _) | ("timestamp", "start" | "end") | ("date", "today") => {
            Ok((kind.to_owned(), parameter.to_owned()))
        }
        _ => Err(FormErrorKind::Unsupported(format!("jr:preload=\"{kind}\" with \"{parameter}\"")).at(line)),
    }
}
