//! What can be wrong with a form, and what can be wrong with an answer.

/// A form that cannot be used: the line of its XML, what is wrong there, and how to mend it.
///
/// Shown to whoever writes the form, so its words are those of XForms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct FormError {
    /// 1-based line in the XML.
    pub line: u32,
    /// What is wrong.
    pub kind: FormErrorKind,
}

/// What is wrong with a form. The words of each say the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormErrorKind {
    /// Not well-formed XML.
    #[error("not well-formed XML ({0}): open the file in an XML editor and close or escape what it marks")]
    NotXml(String),
    /// A doctype, which could define entities or name files.
    #[error("the form has a DOCTYPE: remove it; an XForm needs none")]
    Doctype,
    /// An entity XML does not define by itself.
    #[error("unknown entity &{0};: write the character itself")]
    UnknownEntity(String),
    /// More bytes than accepted.
    #[error(
        "the form is longer than {limit} bytes: move long choice lists to a file (instance src=\"jr://file-csv/…\")"
    )]
    TooLarge {
        /// Largest number of bytes accepted.
        limit: usize,
    },
    /// More elements and texts than accepted.
    #[error(
        "more than {limit} elements: move long choice lists to a file (instance src=\"jr://file-csv/…\")"
    )]
    TooManyNodes {
        /// Largest number accepted.
        limit: usize,
    },
    /// Elements nested too deep.
    #[error("more than {limit} elements inside one another: flatten the groups")]
    TooDeep {
        /// Deepest nesting accepted.
        limit: usize,
    },
    /// An element with too many attributes.
    #[error("more than {limit} attributes on one element: remove those XForms does not know")]
    TooManyAttributes {
        /// Largest number accepted.
        limit: usize,
    },
    /// A part every form must have.
    #[error("{0} is missing: add it")]
    Missing(&'static str),
    /// A part this engine does not fill in yet. Going on without it would lose answers or protection.
    #[error("{0} is not supported yet: remove it or use another engine for this form")]
    Unsupported(String),
    /// Another version of the entities specification than those this engine keeps to.
    #[error("version {0} of entities is not known here: use one of 2022.1, 2023.1, 2024.1 and 2025.1")]
    EntitiesVersion(String),
    /// A path that leads to no node of the primary instance.
    #[error("{path} is not in the primary instance: add the node or correct the path")]
    NoSuchNode {
        /// The path as written.
        path: String,
    },
    /// `instance('…')` with an id no instance has.
    #[error("there is no instance with id '{0}': add it or correct the id")]
    NoSuchInstance(String),
    /// `jr:itext('…')` with an id no translation has.
    #[error("no translation has a text with id '{0}': add it to the itext or correct the id")]
    NoSuchText(String),
    /// Two binds for one node.
    #[error("{0} already has a bind: merge the two")]
    DuplicateBind(String),
    /// An XPath expression that cannot be read.
    #[error("in the expression «{expression}»: {problem}")]
    Expression {
        /// The expression, shortened to 200 characters.
        expression: String,
        /// What is wrong with it.
        problem: ExpressionProblem,
    },
    /// Expressions that read so many nodes that ordering them would take too long.
    #[error("the expressions read too many nodes: name the nodes instead of using *")]
    TooEntangled,
    /// Calculations or relevances that wait for one another.
    #[error("these nodes wait for one another: {}; break the circle", .0.join(" → "))]
    Cycle(Vec<String>),
}

/// What is wrong with an XPath expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionProblem {
    /// A function this engine does not have.
    #[error("this engine has no function {0}(): correct its name, or compute it another way")]
    UnknownFunction(String),
    /// A function called with too few or too many arguments.
    #[error("{function}() takes {expected} arguments, not {found}")]
    ArgumentCount {
        /// The function.
        function: &'static str,
        /// How many it takes, as `2`, `2–3` or `≥ 1`.
        expected: String,
        /// How many were written.
        found: usize,
    },
    /// Something else was expected at this place.
    #[error("unexpected {found} after «{after}»")]
    Unexpected {
        /// The token met, or `end`.
        found: String,
        /// The end of what was read before it.
        after: String,
    },
    /// A text without its closing quote.
    #[error("a text lacks its closing quote")]
    OpenText,
    /// A part of XPath that ODK XForms leaves out, or that this engine does not have.
    #[error("{0} is not supported: write it with plain paths")]
    Unsupported(&'static str),
    /// Longer than accepted.
    #[error("longer than {limit} bytes: split it into several calculations")]
    TooLong {
        /// Largest number of bytes accepted.
        limit: usize,
    },
    /// Nested deeper than accepted.
    #[error("more than {limit} levels of parentheses: split it into several calculations")]
    TooDeep {
        /// Deepest nesting accepted.
        limit: usize,
    },
    /// An argument that must be a text written out, because it is read with the form.
    #[error("{0} needs a text written out between quotes")]
    LiteralNeeded(&'static str),
    /// A regular expression that cannot be read, or one that needs look-around or back-references.
    #[error("the pattern «{0}» cannot be used: look-around and back-references are not supported")]
    Pattern(String),
}

impl FormErrorKind {
    pub(crate) fn at(self, line: u32) -> FormError {
        FormError { line, kind: self }
    }
}

/// An expression of the form could not be computed on these answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluationError {
    /// The expressions ask for more steps than one act may take.
    #[error("the form's expressions take too many steps on these answers")]
    TooMuchWork,
    /// An expression made a value longer than accepted.
    #[error("an expression of the form made too long a value")]
    ValueTooLong,
    /// A regular expression put together by the form is not one.
    #[error("a pattern put together by the form cannot be used")]
    Pattern,
    /// The form reads a file that the surroundings do not have.
    #[error("a file the form reads is not there")]
    MissingFile,
    /// The surroundings cannot make the digest the form asks for.
    #[error("the digest the form asks for cannot be made here")]
    NoDigest,
    /// More instances of a repeat than one form may hold.
    #[error("too many instances of a repeat")]
    TooManyInstances,
}

/// Why an answer was not accepted. Holds no sentence of this engine's: the only words are the form's own.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The form has no question of that name, or several.
    #[error("no such question")]
    NoSuchQuestion,
    /// The node is read-only or calculated.
    #[error("read-only")]
    ReadOnly,
    /// An answer is required and there is none.
    #[error("required")]
    Required {
        /// The form's own words, in the language of the filling.
        message: Option<String>,
    },
    /// Not a whole number of at most 18 digits.
    #[error("not an integer")]
    NotAnInteger,
    /// Not a decimal number.
    #[error("not a number")]
    NotANumber,
    /// Not a date `YYYY-MM-DD` of the calendar.
    #[error("not a date")]
    NotADate,
    /// Not a time `HH:MM`.
    #[error("not a time")]
    NotATime,
    /// Not a date and time `YYYY-MM-DDTHH:MM`.
    #[error("not a date and time")]
    NotADateTime,
    /// Not `latitude longitude [altitude [accuracy]]` in degrees and metres.
    #[error("not a geopoint")]
    NotAGeoPoint,
    /// Not among the choices offered now.
    #[error("not a choice")]
    NotAChoice {
        /// The value that is not offered.
        value: String,
    },
    /// Not a bare file name.
    #[error("not a file name")]
    NotAFileName,
    /// Not points between semicolons: at least two for a line; at least three for an area, the first coming again
    /// at the end.
    #[error("not a line or an area")]
    NotALine,
    /// Below, above or between the steps of a range.
    #[error("outside the range")]
    OutOfRange,
    /// A ranking that leaves out a choice offered now.
    #[error("not a full ranking")]
    NotAFullRanking,
    /// The form has no repeat, or no instance of one, of that name.
    #[error("no such repeat")]
    NoSuchRepeat,
    /// The form itself says how many instances the repeat has.
    #[error("the number of instances is fixed")]
    FixedRepeat,
    /// The repeat has as many instances as it may.
    #[error("more than {limit} instances")]
    TooManyInstances {
        /// Largest number accepted.
        limit: usize,
    },
    /// A trigger takes `OK` and nothing else.
    #[error("not an acknowledgement")]
    NotAnAcknowledgement,
    /// More characters than accepted.
    #[error("longer than {limit} characters")]
    TooLong {
        /// Largest number of characters accepted.
        limit: usize,
    },
    /// The form's constraint does not hold.
    #[error("constraint")]
    Constraint {
        /// The form's own words, in the language of the filling.
        message: Option<String>,
    },
    /// An expression of the form could not be computed.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
}
