//! The closed vocabularies of a pack: every word that pack.toml may use, with its meaning.

use serde::{Deserialize, Serialize};

/// A word of a closed vocabulary.
pub(super) trait Word: Copy + 'static {
    /// Every word of the vocabulary, in the order in which a message lists them.
    const WORDS: &'static [Self];

    /// The word as it is written.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word of pack.toml, events and the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl Word for $name {
            const WORDS: &'static [Self] = Self::ALL;
            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    )*};
}

words! {
    /// The engine that runs a pack.
    Engine {
        /// Event-sourced cases with states, deadlines and referrals.
        Case = "case",
        /// Rounds of interviews, from the sample plan to published results.
        Survey = "survey",
    }

    /// Whom the results of a survey speak of.
    Reach {
        /// Everybody in the places of the sample, of whom some were drawn.
        Population = "population",
        /// Whoever was asked or observed, and nobody else.
        Asked = "asked",
    }

    /// What is known of the population, for weights.
    Margin {
        /// Women and men of each stratum of places.
        PlaceSex = "place_sex",
        /// Women and men of each band of ages.
        SexAge = "sex_age",
    }

    /// Out of whom a percentage is.
    Base {
        /// Whoever gave an answer other than `unknown` and `refused`.
        Said = "said",
        /// Whoever was asked.
        Asked = "asked",
    }

    /// A program that the pages of a form may run in the browser. Without it they run none.
    Script {
        /// Asks the phone where it is, when the person presses a button.
        Position = "position",
    }

    /// A door through which an answered form may come in.
    Channel {
        /// The citizen pages.
        Web = "web",
        /// Text messages.
        Sms = "sms",
        /// USSD menus.
        Ussd = "ussd",
        /// A voice line.
        Voice = "voice",
        /// ODK Collect and KoboCollect.
        Collect = "collect",
        /// Typed in at the desk for somebody who came in person.
        Staff = "staff",
    }

    /// Whether a reporter may stay unnamed. A word is added here with the first service that keeps what it promises.
    Anonymity {
        /// The reporter chooses.
        Allowed = "allowed",
    }

    /// Who acts on a case.
    Role {
        /// Reads and assesses cases of a member organisation.
        Caseworker = "caseworker",
        /// Decides on hand-over, reopening and overrides for the whole coalition.
        Coordinator = "coordinator",
        /// The public body that received a referral, through its link.
        Institution = "institution",
        /// Reads the records of who did what; changes nothing.
        Auditor = "auditor",
        /// Enrols members and configures; holds no key and opens nothing.
        Admin = "admin",
        /// The person who reported, through the receipt.
        Reporter = "reporter",
        /// The clock: deadlines, reminders, retention.
        System = "system",
    }

    /// What must be given before a transition may happen.
    Need {
        /// A mark on the credibility scale, with its reasons.
        Credibility = "credibility",
        /// A public body of the directory.
        Office = "office",
        /// The redacted summary that the body will read.
        SummaryRedacted = "summary_redacted",
        /// The reporter's consent, or a coordinator's logged reason for going without it.
        Consent = "consent",
        /// A reason in words: of a body that refuses, for the reporter too; of a coordinator, for the desk.
        Reason = "reason",
        /// One of the transition's closing reasons.
        ClosingReason = "closing_reason",
        /// The body's answer in words.
        Answer = "answer",
        /// The measure the body says it took.
        Measure = "measure",
    }

    /// How the engines read a fact.
    FactKind {
        /// One of the choices of the form.
        Choice = "choice",
        /// A place code.
        Place = "place",
        /// The public service concerned.
        Service = "service",
        /// A month; a day in it is never kept.
        Month = "month",
        /// A band of money.
        AmountBand = "amount_band",
        /// A whole number.
        Number = "number",
        /// Member organisations that must neither read nor know of the case. Never published, never shown in a list.
        ExcludedTeams = "excluded_teams",
    }

    /// The type of a field of the form, as the API names it.
    FieldKind {
        /// Free text.
        Text = "text",
        /// Whole number.
        Integer = "integer",
        /// Decimal number.
        Decimal = "decimal",
        /// Day or month.
        Date = "date",
        /// One of several choices.
        Select1 = "select1",
        /// Any of several choices.
        Select = "select",
        /// A place, by its code.
        Place = "place",
        /// Coordinates.
        Geopoint = "geopoint",
        /// A file.
        Upload = "upload",
    }

    /// The finest place a release may name.
    PlaceLevel {
        /// Region.
        Region = "region",
        /// Cercle.
        Cercle = "cercle",
        /// Commune.
        Commune = "commune",
    }

    /// The finest period a release may name.
    Period {
        /// Quarter of a year.
        Quarter = "quarter",
        /// Year.
        Year = "year",
    }

    /// Who hears of a body's silence.
    EscalateTo {
        /// The coordinators of the coalition.
        Coordinator = "coordinator",
        /// The public count of referrals without an answer.
        PublicCounter = "public_counter",
    }

    /// Which line of `[retention]` a closed case follows.
    Keep {
        /// The long one.
        Closed = "closed",
        /// The short one, for cases in which nothing was established.
        Unfounded = "unfounded",
    }
}

impl PlaceLevel {
    /// The level of the place tree: region 1, cercle 2, commune 3.
    pub fn depth(self) -> u8 {
        match self {
            Self::Region => 1,
            Self::Cercle => 2,
            Self::Commune => 3,
        }
    }
}
