//! The differences that are known, each with whose they are. One that is no longer met fails the test: take it out.

use crate::compare::{About, Difference};

/// Who departs from the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The peer; the reason quotes the specification.
    Peer,
    /// This engine, on purpose: ODK Collect does the same, against the letter or beyond it.
    AsCollect,
    /// Nobody: the specification leaves it open.
    Open,
}

/// A known difference.
#[derive(Debug)]
pub struct Known {
    /// Name of the form.
    pub form: &'static str,
    pub about: About,
    /// Paths of the nodes without positions; `/*` at the end stands for whatever is below.
    pub paths: &'static [&'static str],
    pub fault: Fault,
    pub because: &'static str,
}

impl Known {
    /// Which of its paths a difference is at, if it is this one.
    pub fn covers(&self, form: &str, difference: &Difference) -> Option<usize> {
        let this = self.form == form && self.about == difference.about;
        let is_there = |path: &&'static str| match path.strip_suffix('*') {
            Some(around) => difference.path.starts_with(around),
            None => difference.path == *path,
        };
        this.then(|| self.paths.iter().position(is_there)).flatten()
    }
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Ours,
    Peer,
}

/// A form that one engine does not take.
#[derive(Debug)]
pub struct Refused {
    pub form: &'static str,
    pub by: Engine,
    /// Part of what that engine says.
    pub says: &'static str,
    pub because: &'static str,
}

pub const REFUSED: &[Refused] = &[
    Refused {
        form: "bad_calc",
        by: Engine::Ours,
        says: "lacks its closing quote",
        because: "no engine can read it: it is there to be refused",
    },
    Refused {
        form: "union",
        by: Engine::Peer,
        says: "compareDocumentOrder",
        because: "«All XPath 1.0 operators are supported, i.e. `|`, `and`, …»",
    },
    Refused {
        form: "central_withAttachments",
        by: Engine::Peer,
        says: "badnoroot.xls",
        because: "a file that is none of the kinds the specification lists: ours leaves it to the caller",
    },
];

/// Answers that nobody gives, since an engine does not survive them.
pub const AVOIDED: &[(&str, &str, &str)] = &[
    // The count of the households grows with their number, without end unless one is the last. The peer breaks at 60;
    // this engine adds one at a time.
    ("child_vaccination_VOL_tool_v12", "/data/building_type", "multi"),
];

const CHARACTERS: &str =
    "XPath 1.0: «string-length returns the number of characters»; the peer counts units of UTF-16";
const SPACE: &str = "XPath 1.0: «replacing sequences of whitespace characters by a single space», of which line ends and tabs are some";
const NUMERAL: &str = "XPath 1.0: a number is written «in decimal form as a Number», which has no exponent";
const NOT_A_NUMERAL: &str =
    "XPath 1.0: «any other string is converted to NaN»; a Number has no sign +, no exponent, no other base";
const STRING_VALUE: &str =
    "«the **string value** of that node (…) is converted to a boolean»: without an answer it is false";
const NO_ANSWER: &str =
    "XPath 1.0 makes no number of an empty text; Collect leaves it out of sum(), min() and max()";
const WHOLE: &str = "«'[0-9]+' becomes /[0-9]+/»; Collect matches the whole text";
const DAYS: &str =
    "«a number of days since January 1, 1970 UTC»: a date has no hour; Collect counts whole days";

const AREA: &str =
    "«the calculated area in m2»: the formulas differ by 1 in 10,000; ours is Collect's to the last digit";
const NOT_OF_TYPE: &str = "what is calculated is no line: ours keeps it as it is, the peer drops it";
const NESTED: &str = "how many repeats stand in a new repeat is left open; the peer makes as many as the first has, Collect none";
const CALCULATED: &str = "«As in XForms 1.0», where what is calculated is read-only by default, and «considered `false()` if omitted»";

const fn at(
    form: &'static str,
    about: About,
    paths: &'static [&'static str],
    fault: Fault,
    because: &'static str,
) -> Known {
    Known { form, about, paths, fault, because }
}

const fn functions(fault: Fault, because: &'static str, paths: &'static [&'static str]) -> Known {
    Known { form: "functions", about: About::Value, paths, fault, because }
}

pub const KNOWN: &[Known] = &[
    functions(Fault::Peer, NUMERAL, &["/data/string_4", "/data/string_5"]),
    functions(Fault::Peer, NOT_A_NUMERAL, &["/data/number_6", "/data/number_7", "/data/number_8"]),
    functions(
        Fault::Peer,
        CHARACTERS,
        &["/data/string_length_1", "/data/string_length_2", "/data/substr_3", "/data/substr_4"],
    ),
    functions(Fault::Peer, SPACE, &["/data/normalize_space_1", "/data/normalize_space_2"]),
    functions(
        Fault::Peer,
        STRING_VALUE,
        &[
            "/data/boolean_1",
            "/data/boolean_2",
            "/data/if_2",
            "/data/if_3",
            "/data/true_1",
            "/data/operator_28",
            "/data/operator_33",
        ],
    ),
    functions(
        Fault::Peer,
        "«Converts to a string in the ....date format», which has no time",
        &["/data/date_3", "/data/date_4"],
    ),
    functions(
        Fault::Peer,
        "XPath 1.0: of two integers as near, «the one that is closest to positive infinity»",
        &["/data/round_5"],
    ),
    functions(Fault::Peer, "the logarithm of 3 is nearer to 1.0986122886681098", &["/data/log_1"]),
    functions(Fault::AsCollect, NO_ANSWER, &["/data/min_1", "/data/max_1", "/data/max_2"]),
    functions(Fault::AsCollect, WHOLE, &["/data/regex_2"]),
    functions(
        Fault::AsCollect,
        DAYS,
        &["/data/number_1", "/data/number_2", "/data/operator_25", "/data/operator_26"],
    ),
    functions(Fault::Open, "«the distance in meters»; the peer rounds to centimetres", &["/data/distance_1"]),
    functions(Fault::Open, AREA, &["/data/area_1"]),
    at("all-widgets", About::Readonly, &["/data/text_widgets/ex_printer_widget"], Fault::Open, CALCULATED),
    at("geotrace", About::Readonly, &["/data/geo"], Fault::Open, CALCULATED),
    at("geotrace", About::Value, &["/data/geo"], Fault::Open, NOT_OF_TYPE),
    at("geotrace", About::Violation, &["/data/geo"], Fault::Open, NOT_OF_TYPE),
    at(
        "controls",
        About::Violation,
        &["/data/outer/inner/deep"],
        Fault::Open,
        "«whether the question requires a non-empty value»: ours does not require what is only shown",
    ),
    at("geography", About::Value, &["/data/surface"], Fault::Open, AREA),
    at("external_choice_form_v1", About::Violation, &["/data/group_surveyor/*"], Fault::AsCollect, WHOLE),
    at("central_doubleRepeat", About::Presence, &["/data/children/child/toys"], Fault::AsCollect, NESTED),
    at(
        "child_vaccination_VOL_tool_v12",
        About::Value,
        &["/data/household/no_cards", "/data/household/missVaccine"],
        Fault::AsCollect,
        NO_ANSWER,
    ),
    at(
        "child_vaccination_VOL_tool_v12",
        About::Presence,
        &["/data/household/child_repeat"],
        Fault::Peer,
        STRING_VALUE,
    ),
    at(
        "events",
        About::Value,
        &["/data/rows/copied"],
        Fault::Peer,
        "XForms 1.1: xforms-value-changed follows «a change to an instance data node bound to a form control»; the peer misses \
         it after an instance before it was removed",
    ),
    at(
        "repeats",
        About::Value,
        &[
            "/data/ages",
            "/data/legs",
            "/data/legs_of_first",
            "/data/sizes",
            "/data/rooms/share",
            "/data/oldest",
            "/data/youngest",
        ],
        Fault::AsCollect,
        NO_ANSWER,
    ),
    at(
        "repeats",
        About::Value,
        &["/data/pets_of_all"],
        Fault::AsCollect,
        "what is not relevant is «removed from the primary instance on submission»; Collect does not see it before either",
    ),
];
