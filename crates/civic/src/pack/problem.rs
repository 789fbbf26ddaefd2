//! What is wrong with a pack, where, and how to mend it: typed values that a Fluent text turns into a sentence.

use std::fmt;

/// One thing wrong with a pack.
///
/// The sentences stand in `texts/<lang>/pack-check.ftl` under [`ProblemKind::message`] and [`Mend::message`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {}; {}", kind.message(), mend.message())]
pub struct Problem {
    /// The file as it was named to [`super::Pack::read`].
    pub file: String,
    /// Line in that file, from 1.
    pub line: u32,
    /// What is wrong.
    pub kind: ProblemKind,
    /// What to do about it.
    pub mend: Mend,
}

/// The key of a Fluent text and the values it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in `pack-check.ftl`.
    pub key: &'static str,
    /// Named values, such as `("field", "place")`.
    pub args: Vec<(&'static str, String)>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)?;
        self.args.iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident { $($arg:ident),* } = $key:literal,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant {
                $(#[doc = concat!("Shown as `", stringify!($arg), "`.")] $arg: String),*
            },)*
        }

        impl $name {
            /// The keys of every value of this kind: each needs a text.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// The text that says it, with its values.
            pub fn message(&self) -> Message {
                match self {
                    $(Self::$variant { $($arg),* } => Message {
                        key: $key,
                        args: vec![$((stringify!($arg), $arg.clone())),*],
                    },)*
                }
            }
        }
    )*};
}

messages! {
    /// What is wrong.
    ProblemKind {
        /// The file is not TOML. `detail` is the parser's own remark.
        Syntax { detail } = "pack-problem-syntax",
        /// A key that packs do not have.
        UnknownKey { key } = "pack-problem-unknown-key",
        /// A key that must be there is not.
        MissingKey { key } = "pack-problem-missing-key",
        /// The value has another type than the key takes.
        WrongType { key } = "pack-problem-wrong-type",
        /// The value is not in the vocabulary of the key.
        UnknownWord { key, value } = "pack-problem-unknown-word",
        /// The value is no name: lower-case letters, digits and `_`, beginning with a letter.
        BadName { key, value } = "pack-problem-bad-name",
        /// The prefix is not two or three capital letters.
        BadPrefix { value } = "pack-problem-bad-prefix",
        /// The value is no length of time, or in the wrong unit for this key.
        BadSpan { key, value } = "pack-problem-bad-span",
        /// A number or length of time outside what is sane.
        OutOfRange { key, value } = "pack-problem-out-of-range",
        /// Days of reminder that do not rise.
        NotRising { key } = "pack-problem-not-rising",
        /// Two things under one name.
        Twice { key, value } = "pack-problem-twice",
        /// A name that this pack does not declare.
        Undeclared { key, value } = "pack-problem-undeclared",
        /// No state ends the case.
        NoFinalState {} = "pack-problem-no-final-state",
        /// No way leads from the first state to this one.
        Unreachable { state } = "pack-problem-unreachable",
        /// No way leads from this state to an end.
        DeadEnd { state } = "pack-problem-dead-end",
        /// A final state promises an act.
        FinalWithDue { state } = "pack-problem-final-with-due",
        /// A transition that ends the case names no reasons, or one that does not end it names some.
        ReasonsMisplaced { transition } = "pack-problem-reasons-misplaced",
        /// A transition needs what the pack has no table for.
        NeedWithoutTable { transition, need } = "pack-problem-need-without-table",
        /// A transition that does not end the case has a name that is no act of the engine.
        NoSuchAct { transition } = "pack-problem-no-such-act",
        /// A transition is given to a role that has no way to take it.
        NoDoor { transition, role } = "pack-problem-no-door",
        /// A transition needs what nobody is asked for when it is taken.
        NeedNotAsked { transition, need } = "pack-problem-need-not-asked",
        /// A transition ends a case on which a public body still owes an answer.
        EndsWhileWaiting { transition, state } = "pack-problem-ends-while-waiting",
        /// A fact by which nothing is counted in public is a dimension of the releases.
        Unpublishable { field } = "pack-problem-unpublishable",
        /// A field of the form that the pack does not mention.
        FieldUndeclared { field } = "pack-problem-field-undeclared",
        /// A field of the pack that the form does not have.
        FieldNotInForm { field } = "pack-problem-field-not-in-form",
        /// Free text, a file or coordinates among the facts, where everybody at the desk and the database see them.
        FreeTextInClear { field, form_type } = "pack-problem-free-text-in-clear",
        /// A fact read as something its field cannot hold.
        FactKindMismatch { field, kind, form_type } = "pack-problem-fact-kind-mismatch",
        /// A question of the form that the survey neither tabulates nor seals.
        QuestionUndeclared { field } = "pack-problem-question-undeclared",
        /// Free text, a file or coordinates among the questions that are counted.
        NotTabulable { field, form_type } = "pack-problem-not-tabulable",
        /// The value is no day.
        BadDay { key, value } = "pack-problem-bad-day",
        /// A text that French lacks.
        TextMissing { key } = "pack-problem-text-missing",
    }

    /// What to do about it.
    Mend {
        /// Correct the line by the rules of TOML.
        FixSyntax {} = "pack-mend-fix-syntax",
        /// Remove the key or use one that is known.
        UseKnownKey { known } = "pack-mend-use-known-key",
        /// Add the key.
        AddKey { key, example } = "pack-mend-add-key",
        /// Write a value such as the example.
        WriteLike { example } = "pack-mend-write-like",
        /// Use one of these words.
        UseOneOf { known } = "pack-mend-use-one-of",
        /// Stay within these bounds.
        StayWithin { least, most } = "pack-mend-stay-within",
        /// Put them in rising order.
        PutInOrder {} = "pack-mend-put-in-order",
        /// Keep one of the two.
        KeepOne { value } = "pack-mend-keep-one",
        /// Mark a state as final.
        MarkFinal {} = "pack-mend-mark-final",
        /// Add a transition that leads here, or remove the state.
        AddTransitionTo { state } = "pack-mend-add-transition-to",
        /// Add a transition that leads on towards an end.
        AddTransitionFrom { state } = "pack-mend-add-transition-from",
        /// Remove the key.
        RemoveKey { key } = "pack-mend-remove-key",
        /// Make reasons, the need and the final state agree.
        AlignReasons {} = "pack-mend-align-reasons",
        /// Add the table, or remove the need.
        AddTable { table, need } = "pack-mend-add-table",
        /// Remove the need.
        RemoveNeed { need } = "pack-mend-remove-need",
        /// Remove the state from `from`.
        RemoveFrom { state } = "pack-mend-remove-from",
        /// Remove the dimension.
        RemoveDimension { field } = "pack-mend-remove-dimension",
        /// Write the field in `seal` or in `facts`.
        SealOrFact { field } = "pack-mend-seal-or-fact",
        /// Remove the field here or add it to the form.
        RemoveField { field } = "pack-mend-remove-field",
        /// Move the field to `seal`.
        MoveToSeal { field } = "pack-mend-move-to-seal",
        /// Change the kind of the fact to one its field can hold.
        ChangeFactKind { known } = "pack-mend-change-fact-kind",
        /// Write the field in `questions` or in `seal`.
        TabulateOrSeal { field } = "pack-mend-tabulate-or-seal",
        /// Add the text to the file.
        AddText { key, path } = "pack-mend-add-text",
    }
}
