//! Binds: the type of a node and the rules on it.

use super::Label;
use super::graph::Resolver;
use super::read::Reading;
use crate::error::{FormError, FormErrorKind};
use crate::tree::NodeId;
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
    Binary,
    /// A type whose questions this engine cannot ask yet; nodes without a question keep it harmlessly.
    Other(String),
}

impl DataType {
    fn named(name: &str) -> Self {
        let plain = name.strip_prefix("xsd:").or(name.strip_prefix("xs:")).unwrap_or(name);
        match plain {
            "" | "string" | "barcode" | "select" | "select1" => Self::Text,
            "int" | "integer" | "long" => Self::Integer,
            "decimal" | "double" | "float" => Self::Decimal,
            "date" => Self::Date,
            "dateTime" => Self::DateTime,
            "time" => Self::Time,
            "geopoint" => Self::GeoPoint,
            "binary" => Self::Binary,
            _ => Self::Other(name.to_owned()),
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

/// Binds by node, and nodes by the `id` of their bind.
#[derive(Debug, Default)]
pub(crate) struct Binds {
    pub by_node: HashMap<NodeId, Bind>,
    pub by_id: HashMap<String, NodeId>,
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
            let nodes = self.nodes(nodeset, NodeId::ROOT, line, resolver)?;
            for node in nodes {
                let bind = self.bind(element)?;
                if let Some(id) = document.attribute(element, "id") {
                    binds.by_id.insert(id.to_owned(), node);
                }
                if binds.by_node.insert(node, bind).is_some() {
                    return Err(FormErrorKind::DuplicateBind(resolver.tree.path(node)).at(line));
                }
            }
        }
        Ok(binds)
    }

    fn bind(&mut self, element: XmlId) -> Result<Bind, FormError> {
        Ok(Bind {
            line: self.document.line(element),
            data_type: DataType::named(self.document.attribute(element, "type").unwrap_or_default()),
            required: self.formula(element, "required")?,
            relevant: self.formula(element, "relevant")?,
            constraint: self.formula(element, "constraint")?,
            calculate: self.formula(element, "calculate")?,
            readonly: self.formula(element, "readonly")?,
            required_message: self.message(element, "requiredMsg")?,
            constraint_message: self.message(element, "constraintMsg")?,
        })
    }

    fn formula(&mut self, element: XmlId, name: &str) -> Result<Option<Formula>, FormError> {
        let document = self.document;
        let written = document.attribute(element, name).map(str::trim).filter(|written| !written.is_empty());
        let Some(written) = written else { return Ok(None) };
        let expr = self.expression(written, document.line(element))?;
        Ok(Some(Formula { expr, written: written.to_owned() }))
    }
}
