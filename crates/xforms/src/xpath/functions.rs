//! The functions of the dialect: names and how many arguments each takes.

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Boolean,
    Ceiling,
    Coalesce,
    Concat,
    Contains,
    Count,
    CountNonEmpty,
    CountSelected,
    Date,
    DateTime,
    DecimalDateTime,
    EndsWith,
    False,
    Floor,
    FormatDate,
    If,
    Int,
    Itext,
    Last,
    Max,
    Min,
    NormalizeSpace,
    Not,
    Now,
    Number,
    Once,
    Position,
    Pow,
    Random,
    Regex,
    Round,
    Selected,
    SelectedAt,
    StartsWith,
    StringLength,
    Substr,
    Substring,
    SubstringAfter,
    SubstringBefore,
    Sum,
    Text,
    Today,
    Translate,
    True,
    Uuid,
}

/// A function's name and the least and most arguments it takes.
pub(crate) struct Signature {
    pub name: &'static str,
    pub function: Function,
    pub least: usize,
    pub most: usize,
}

const MANY: usize = usize::MAX;

/// Every function but `instance`, `current` (starts of paths) and `jr:choice-name` (read with the form).
const SIGNATURES: &[(&str, Function, usize, usize)] = &[
    ("abs", Function::Abs, 1, 1),
    ("boolean", Function::Boolean, 1, 1),
    ("ceiling", Function::Ceiling, 1, 1),
    ("coalesce", Function::Coalesce, 1, MANY),
    ("concat", Function::Concat, 1, MANY),
    ("contains", Function::Contains, 2, 2),
    ("count", Function::Count, 1, 1),
    ("count-non-empty", Function::CountNonEmpty, 1, 1),
    ("count-selected", Function::CountSelected, 1, 1),
    ("date", Function::Date, 1, 1),
    ("date-time", Function::DateTime, 1, 1),
    ("decimal-date-time", Function::DecimalDateTime, 1, 1),
    ("ends-with", Function::EndsWith, 2, 2),
    ("false", Function::False, 0, 0),
    ("floor", Function::Floor, 1, 1),
    ("format-date", Function::FormatDate, 2, 2),
    ("format-date-time", Function::FormatDate, 2, 2),
    ("if", Function::If, 3, 3),
    ("int", Function::Int, 1, 1),
    ("jr:itext", Function::Itext, 1, 1),
    ("last", Function::Last, 0, 0),
    ("max", Function::Max, 1, MANY),
    ("min", Function::Min, 1, MANY),
    ("normalize-space", Function::NormalizeSpace, 0, 1),
    ("not", Function::Not, 1, 1),
    ("now", Function::Now, 0, 0),
    ("number", Function::Number, 0, 1),
    ("once", Function::Once, 1, 1),
    ("position", Function::Position, 0, 1),
    ("pow", Function::Pow, 2, 2),
    ("random", Function::Random, 0, 0),
    ("regex", Function::Regex, 2, 2),
    ("round", Function::Round, 1, 2),
    ("selected", Function::Selected, 2, 2),
    ("selected-at", Function::SelectedAt, 2, 2),
    ("starts-with", Function::StartsWith, 2, 2),
    ("string", Function::Text, 0, 1),
    ("string-length", Function::StringLength, 0, 1),
    ("substr", Function::Substr, 2, 3),
    ("substring", Function::Substring, 2, 3),
    ("substring-after", Function::SubstringAfter, 2, 2),
    ("substring-before", Function::SubstringBefore, 2, 2),
    ("sum", Function::Sum, 1, MANY),
    ("today", Function::Today, 0, 0),
    ("translate", Function::Translate, 3, 3),
    ("true", Function::True, 0, 0),
    ("uuid", Function::Uuid, 0, 0),
];

/// Looks a function up by its name as written.
pub(crate) fn signature(name: &str) -> Option<Signature> {
    let found = SIGNATURES.iter().find(|(known, ..)| *known == name)?;
    let (name, function, least, most) = *found;
    Some(Signature { name, function, least, most })
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
