//! Faults of a form as keys with values, for programs that tell them in another language than English.

use crate::{EvaluationError, ExpressionProblem, FormErrorKind};

/// Names of the values with what stands in them.
pub type Values = Vec<(&'static str, String)>;

impl FormErrorKind {
    /// A stable name for the fault and the values of its sentence. The sentence of [`FormErrorKind::Expression`] also
    /// names a `problem`, which is told by [`ExpressionProblem::message`].
    pub fn message(&self) -> (&'static str, Values) {
        let limit = |limit: &usize| vec![("limit", limit.to_string())];
        let one = |name, value: &str| vec![(name, value.to_owned())];
        match self {
            Self::NotXml(detail) => ("not-xml", one("detail", detail)),
            Self::Doctype => ("doctype", vec![]),
            Self::UnknownEntity(name) => ("unknown-entity", one("name", name)),
            Self::TooLarge { limit: most } => ("too-large", limit(most)),
            Self::TooManyNodes { limit: most } => ("too-many-nodes", limit(most)),
            Self::TooDeep { limit: most } => ("too-deep", limit(most)),
            Self::TooManyAttributes { limit: most } => ("too-many-attributes", limit(most)),
            Self::Missing(what) => ("missing", one("what", what)),
            Self::Unsupported(what) => ("unsupported", one("what", what)),
            Self::EntitiesVersion(version) => ("entities-version", one("version", version)),
            Self::NoSuchNode { path } => ("no-such-node", one("path", path)),
            Self::NoSuchInstance(id) => ("no-such-instance", one("id", id)),
            Self::NoSuchText(id) => ("no-such-text", one("id", id)),
            Self::DuplicateBind(path) => ("duplicate-bind", one("path", path)),
            Self::Expression { expression, .. } => ("expression", one("expression", expression)),
            Self::TooEntangled => ("too-entangled", vec![]),
            Self::Cycle(nodes) => ("cycle", vec![("nodes", nodes.join(" → "))]),
        }
    }
}

impl ExpressionProblem {
    /// A stable name for the fault and the values of its sentence.
    pub fn message(&self) -> (&'static str, Values) {
        let one = |name, value: &str| vec![(name, value.to_owned())];
        match self {
            Self::UnknownFunction(function) => ("unknown-function", one("function", function)),
            Self::ArgumentCount { function, expected, found } => (
                "argument-count",
                vec![
                    ("function", (*function).to_owned()),
                    ("expected", expected.clone()),
                    ("found", found.to_string()),
                ],
            ),
            Self::Unexpected { found, after } => {
                ("unexpected", vec![("found", found.clone()), ("after", after.clone())])
            }
            Self::OpenText => ("open-text", vec![]),
            Self::Unsupported(what) => ("xpath-unsupported", one("what", what)),
            Self::TooLong { limit } => ("too-long", vec![("limit", limit.to_string())]),
            Self::TooDeep { limit } => ("too-nested", vec![("limit", limit.to_string())]),
            Self::LiteralNeeded(what) => ("literal-needed", one("what", what)),
            Self::Pattern(pattern) => ("pattern", one("pattern", pattern)),
        }
    }
}

impl EvaluationError {
    /// A stable name for the fault.
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooMuchWork => "too-much-work",
            Self::ValueTooLong => "value-too-long",
            Self::Pattern => "made-pattern",
            Self::MissingFile => "missing-file",
            Self::NoDigest => "no-digest",
            Self::TooManyInstances => "too-many-instances",
        }
    }
}
