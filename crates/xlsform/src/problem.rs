//! What is wrong with a workbook, and where. The sentences live in `texts/<lang>/form-check.ftl`.

/// Something a person has to mend, at the place where they mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}{}: {} {:?}", sheet.as_deref().unwrap_or("workbook"), row.map(|row| format!(" {row}")).unwrap_or_default(),
    column.as_deref().map(|column| format!(" {column}")).unwrap_or_default(), fault.key(), fault.values())]
pub struct Problem {
    /// Name of the sheet, as written in the workbook.
    pub sheet: Option<String>,
    /// Row of the sheet, from 1; the headers are row 1.
    pub row: Option<usize>,
    /// Header of the column, as written in the workbook.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// A problem of the whole file.
    pub fn of_file(fault: Fault) -> Box<Self> {
        Box::new(Self { sheet: None, row: None, column: None, fault })
    }

    /// A problem of a whole sheet.
    pub fn of_sheet(sheet: &str, fault: Fault) -> Box<Self> {
        Box::new(Self { sheet: Some(sheet.to_owned()), ..*Self::of_file(fault) })
    }
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident { $($field:ident),* } = $key:literal,)*) => {
        /// What is wrong. Each kind has a sentence `sheet-fault-<key>` that says how to mend it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fault {
            $($(#[$doc])* $name { $($field: String),* },)*
        }

        impl Fault {
            /// Name of the sentence, without `sheet-fault-`.
            pub fn key(&self) -> &'static str {
                match self { $(Self::$name { .. } => $key,)* }
            }

            /// Named values of the sentence.
            pub fn values(&self) -> Vec<(&'static str, &str)> {
                match self { $(Self::$name { $($field),* } => vec![$((stringify!($field), $field.as_str())),*],)* }
            }

            /// Every name of a sentence, for the tests of those who say them.
            pub const KEYS: &'static [&'static str] = &[$($key),*];
        }
    };
}

faults! {
    // The file.
    /// Neither `.xlsx` nor `.xls`.
    NotAWorkbook {} = "not-a-workbook",
    /// Protected by a password.
    Locked {} = "locked",
    /// Cannot be read to its end.
    Damaged { detail } = "damaged",
    /// More bytes, packed or unpacked, than a form needs.
    TooLarge { limit } = "too-large",
    /// More text in all cells together than a form needs.
    TooMuchText { limit } = "too-much-text",
    /// A form that would be larger than engines read.
    FormTooLarge { limit } = "form-too-large",
    /// A sheet with more rows than a form needs.
    TooManyRows { limit } = "too-many-rows",
    /// A sheet with more filled cells than a form needs.
    TooManyCells { limit } = "too-many-cells",
    /// A sheet with more columns than a form needs.
    TooManyColumns { limit } = "too-many-columns",
    /// Every workbook needs a sheet `survey`.
    NoSurvey { near } = "no-survey",
    // Headers.
    /// The same header twice.
    DuplicateColumn {} = "duplicate-column",
    /// Two headers that mean the same.
    SameColumn { other } = "same-column",
    /// A column that is compulsory.
    MissingColumn { missing } = "missing-column",
    // Rows of the survey.
    /// A row with a name or label, and no type.
    NoType {} = "no-type",
    /// A type that does not exist.
    UnknownType { found, near } = "unknown-type",
    /// A question, group or repeat without a name.
    NoName {} = "no-name",
    /// A name that cannot stand in XML.
    BadName { name } = "bad-name",
    /// A name used twice in one group.
    DuplicateName { name } = "duplicate-name",
    /// A name that forms keep for themselves.
    ReservedName { name } = "reserved-name",
    /// A repeat named like the form.
    RepeatNamedAsForm { name } = "repeat-named-as-form",
    /// Two repeats with one name.
    DuplicateRepeat { name } = "duplicate-repeat",
    /// An end without its beginning.
    UnmatchedEnd { kind } = "unmatched-end",
    /// A beginning without its end.
    Unclosed { kind, name } = "unclosed",
    /// More groups within groups than a form needs.
    TooDeep { limit } = "too-deep",
    /// `begin loop` without a list.
    LoopWithoutList {} = "loop-without-list",
    /// `calculate` without a calculation.
    NoCalculation {} = "no-calculation",
    /// A visible question that says nothing.
    NoLabel { name } = "no-label",
    /// `big-image` without `image`.
    BigImageAlone { name } = "big-image-alone",
    /// A medium that forms do not know.
    UnknownMedium { medium } = "unknown-medium",
    /// `background-geopoint` needs a trigger.
    NoTrigger {} = "no-trigger",
    /// `background-geopoint` cannot be calculated.
    CalculatedPosition {} = "calculated-position",
    /// A trigger that nobody can see or change.
    InvisibleTrigger { name } = "invisible-trigger",
    /// `audit` has a fixed name.
    AuditName {} = "audit-name",
    /// Encryption needs the identifier of each record.
    EncryptedWithoutId {} = "encrypted-without-id",
    // Lists.
    /// There is no sheet `choices`.
    NoChoices { near } = "no-choices",
    /// There is no sheet `external_choices`.
    NoExternalChoices { near } = "no-external-choices",
    /// A select without the name of its list.
    NoList {} = "no-list",
    /// A list that the sheet of choices does not have.
    UnknownList { list, near } = "unknown-list",
    /// A file of choices with a wrong extension.
    WrongExtension { file } = "wrong-extension",
    /// A choice without a name.
    ChoiceWithoutName {} = "choice-without-name",
    /// A choice twice in one list.
    DuplicateChoice { name, list } = "duplicate-choice",
    /// A choice with a blank in its name, in a list of which several can be chosen.
    ChoiceWithSpace { name, list } = "choice-with-space",
    /// `or_other` with a filter.
    OrOtherFiltered {} = "or-other-filtered",
    /// `or_other` without choices.
    OrOtherWithoutChoices {} = "or-other-without-choices",
    /// A filter in a table of selects.
    TableListFiltered {} = "table-list-filtered",
    /// Different lists in a table of selects.
    TableListMixed { list, other } = "table-list-mixed",
    /// `search()` on a list that comes from a file.
    SearchInFile {} = "search-in-file",
    /// `search()` on a list that other questions use without it.
    SearchShared { list, name } = "search-shared",
    /// Two sources of data with one name.
    InstanceTwice { name } = "instance-twice",
    // Parameters.
    /// `key=value` expected.
    BadParameters {} = "bad-parameters",
    /// A parameter the type does not have.
    UnknownParameter { name, known } = "unknown-parameter",
    /// A value the parameter does not take.
    ParameterValue { name, value, known } = "parameter-value",
    /// A number was expected.
    ParameterNumber { name, value } = "parameter-number",
    /// Zero makes no sense.
    ParameterZero { name } = "parameter-zero",
    /// More than from start to end.
    ParameterTooLarge { name } = "parameter-too-large",
    /// Not a multiple of another.
    ParameterMultiple { name, of } = "parameter-multiple",
    /// Outside start and end.
    ParameterOutside { name } = "parameter-outside",
    /// Another parameter is needed as well.
    ParameterAlone { name, needed } = "parameter-alone",
    /// The appearance has no marks.
    NoTicks {} = "no-ticks",
    /// Labels at the ends only.
    EndLabels {} = "end-labels",
    // References.
    /// Not `${name}`.
    BadReference { found } = "bad-reference",
    /// No question has this name.
    UnknownReference { name, near } = "unknown-reference",
    /// Several questions have this name.
    AmbiguousReference { name } = "ambiguous-reference",
    // Entities.
    /// A column the sheet does not have.
    UnknownColumn { known } = "unknown-column",
    /// More lists of entities than a form needs.
    TooManyEntities { limit } = "too-many-entities",
    /// `save_to` without a sheet of entities.
    NoEntities {} = "no-entities",
    /// An entity list without a name, or with one that is not allowed.
    EntityList { name } = "entity-list",
    /// An entity list twice.
    EntityTwice { name } = "entity-twice",
    /// Entities are created with a label.
    EntityLabel {} = "entity-label",
    /// Updating needs `entity_id`.
    EntityId {} = "entity-id",
    /// Creating or updating needs `update_if`.
    EntityUpdateIf {} = "entity-update-if",
    /// A property that is not allowed.
    Property { name } = "property",
    /// A property filled twice.
    PropertyTwice { name } = "property-twice",
    /// Groups are no property.
    PropertyOfGroup {} = "property-of-group",
    /// Which of several lists.
    PropertyList { known } = "property-list",
    /// Reads from places that do not fit together.
    EntityScope { list } = "entity-scope",
    /// No place left for an entity.
    EntityPlace { list } = "entity-place",
}

/// The problems found so far. A form with mistakes everywhere is not worth a longer list.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

/// Most problems told at once.
const TOLD: usize = 100;

impl Problems {
    /// Adds one.
    pub fn add(&mut self, problem: Problem) {
        if self.0.len() < TOLD && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    /// Whether no further one would be told.
    pub fn is_full(&self) -> bool {
        self.0.len() >= TOLD
    }

    /// The value, unless something is wrong.
    pub fn none_or<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
