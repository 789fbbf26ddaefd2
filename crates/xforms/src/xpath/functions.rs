//! The functions of the dialect: names and how many arguments each takes.

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Acos,
    Area,
    Asin,
    Atan,
    Atan2,
    Base64Decode,
    Boolean,
    BooleanFromString,
    Ceiling,
    Checklist,
    Coalesce,
    Concat,
    Contains,
    Cos,
    Count,
    CountNonEmpty,
    CountSelected,
    Date,
    DateTime,
    DecimalDateTime,
    DecimalTime,
    Digest,
    Distance,
    EndsWith,
    Exp,
    Exp10,
    False,
    Floor,
    FormatDate,
    Geofence,
    If,
    Int,
    Itext,
    Join,
    Last,
    Log,
    Log10,
    Max,
    Min,
    NormalizeSpace,
    Not,
    Now,
    Number,
    Once,
    Pi,
    Position,
    Pow,
    Property,
    Random,
    Randomize,
    Regex,
    Round,
    Selected,
    SelectedAt,
    Sin,
    Sqrt,
    StartsWith,
    StringLength,
    Substr,
    Substring,
    SubstringAfter,
    SubstringBefore,
    Sum,
    Tan,
    Text,
    Today,
    Translate,
    True,
    Uuid,
    Version,
    WeightedChecklist,
}

/// A function's name and the least and most arguments it takes.
pub(crate) struct Signature {
    pub name: &'static str,
    pub function: Function,
    pub least: usize,
    pub most: usize,
}

const MANY: usize = usize::MAX;

/// Every function but `instance` and `current` (starts of paths), and those read with the form: `jr:choice-name`,
/// `indexed-repeat` and `pulldata`.
const SIGNATURES: &[(&str, Function, usize, usize)] = &[
    ("abs", Function::Abs, 1, 1),
    ("acos", Function::Acos, 1, 1),
    ("area", Function::Area, 1, 1),
    ("asin", Function::Asin, 1, 1),
    ("atan", Function::Atan, 1, 1),
    ("atan2", Function::Atan2, 2, 2),
    ("base64-decode", Function::Base64Decode, 1, 1),
    ("boolean", Function::Boolean, 1, 1),
    ("boolean-from-string", Function::BooleanFromString, 1, 1),
    ("ceiling", Function::Ceiling, 1, 1),
    ("checklist", Function::Checklist, 2, MANY),
    ("coalesce", Function::Coalesce, 1, MANY),
    ("concat", Function::Concat, 1, MANY),
    ("contains", Function::Contains, 2, 2),
    ("cos", Function::Cos, 1, 1),
    ("count", Function::Count, 1, 1),
    ("count-non-empty", Function::CountNonEmpty, 1, 1),
    ("count-selected", Function::CountSelected, 1, 1),
    ("date", Function::Date, 1, 1),
    ("date-time", Function::DateTime, 1, 1),
    ("decimal-date-time", Function::DecimalDateTime, 1, 1),
    ("decimal-time", Function::DecimalTime, 1, 1),
    ("digest", Function::Digest, 2, 3),
    ("distance", Function::Distance, 1, MANY),
    ("enclosed-area", Function::Area, 1, 1),
    ("ends-with", Function::EndsWith, 2, 2),
    ("exp", Function::Exp, 1, 1),
    ("exp10", Function::Exp10, 1, 1),
    ("false", Function::False, 0, 0),
    ("floor", Function::Floor, 1, 1),
    ("format-date", Function::FormatDate, 2, 2),
    ("format-date-time", Function::FormatDate, 2, 2),
    ("geofence", Function::Geofence, 2, 2),
    ("if", Function::If, 3, 3),
    ("int", Function::Int, 1, 1),
    ("is-selected", Function::Selected, 2, 2),
    ("join", Function::Join, 1, MANY),
    ("jr:itext", Function::Itext, 1, 1),
    ("last", Function::Last, 0, 0),
    ("log", Function::Log, 1, 1),
    ("log10", Function::Log10, 1, 1),
    ("max", Function::Max, 1, MANY),
    ("min", Function::Min, 1, MANY),
    ("normalize-space", Function::NormalizeSpace, 0, 1),
    ("not", Function::Not, 1, 1),
    ("now", Function::Now, 0, 0),
    ("number", Function::Number, 0, 1),
    ("once", Function::Once, 1, 1),
    ("pi", Function::Pi, 0, 0),
    ("position", Function::Position, 0, 1),
    ("pow", Function::Pow, 2, 2),
    ("property", Function::Property, 1, 1),
    ("random", Function::Random, 0, 0),
    ("randomize", Function::Randomize, 1, 2),
    ("regex", Function::Regex, 2, 2),
    ("round", Function::Round, 1, 2),
    ("selected", Function::Selected, 2, 2),
    ("selected-at", Function::SelectedAt, 2, 2),
    ("sin", Function::Sin, 1, 1),
    ("sqrt", Function::Sqrt, 1, 1),
    ("starts-with", Function::StartsWith, 2, 2),
    ("string", Function::Text, 0, 1),
    ("string-length", Function::StringLength, 0, 1),
    ("substr", Function::Substr, 2, 3),
    ("substring", Function::Substring, 2, 3),
    ("substring-after", Function::SubstringAfter, 2, 2),
    ("substring-before", Function::SubstringBefore, 2, 2),
    ("sum", Function::Sum, 1, MANY),
    ("tan", Function::Tan, 1, 1),
    ("today", Function::Today, 0, 0),
    ("translate", Function::Translate, 3, 3),
    ("true", Function::True, 0, 0),
    ("uuid", Function::Uuid, 0, 1),
    ("version", Function::Version, 0, 0),
    ("weighted-checklist", Function::WeightedChecklist, 2, MANY),
];

/// Looks a function up by its name as written.
pub(crate) fn signature(name: &str) -> Option<Signature> {
    let found = SIGNATURES.iter().find(|(known, ..)| *known == name)?;
    let (name, function, least, most) = *found;
    Some(Signature { name, function, least, most })
}

/// The name of a function, the first where it has several.
pub(crate) fn name_of(function: Function) -> &'static str {
    SIGNATURES.iter().find(|(_, other, ..)| *other == function).map_or("", |(name, ..)| *name)
}

impl Function {
    /// Whether it gives the same for the same arguments, and looks at nothing else.
    pub fn is_steady(self) -> bool {
        !matches!(
            self,
            Self::Random
                | Self::Uuid
                | Self::Position
                | Self::Last
                | Self::Once
                | Self::Itext
                | Self::Randomize
                | Self::Now
                | Self::Today
        )
    }
}

impl Function {
    /// Whether it gives true or false.
    pub fn is_condition(self) -> bool {
        matches!(
            self,
            Self::Not
                | Self::Boolean
                | Self::BooleanFromString
                | Self::Selected
                | Self::Contains
                | Self::StartsWith
                | Self::EndsWith
                | Self::Regex
                | Self::True
                | Self::False
        )
    }
}

impl Signature {
    /// `2`, `2–3` or `≥ 1`.
    pub fn expected(&self) -> String {
        match self.most {
            MANY => format!("≥ {}", self.least),
            most if most == self.least => most.to_string(),
            most => format!("{}–{most}", self.least),
        }
    }
}
