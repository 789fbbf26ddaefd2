//! The differences that are known, each with whose they are. One that is no longer met fails the test: take it out.

use crate::compare::{About, Difference};

/// Who departs from the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The peer; the sentence is of the specification.
    Peer,
    /// This engine; to be mended.
    Ours,
    /// Neither: the specification leaves it open, or says nothing.
    Nobody,
}

/// A known difference.
#[derive(Debug)]
pub struct Known {
    /// Name of the form.
    pub form: &'static str,
    pub about: About,
    /// Path of the node without positions, or of a node around it when it ends in `/*`.
    pub path: &'static str,
    pub fault: Fault,
    /// The specification's sentence, or why it decides nothing.
    pub because: &'static str,
}

impl Known {
    /// Whether this is that difference.
    pub fn covers(&self, form: &str, difference: &Difference) -> bool {
        let place = match self.path.strip_suffix("/*") {
            Some(around) => difference.path.starts_with(around),
            None => difference.path == self.path,
        };
        place && self.form == form && self.about == difference.about
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

const fn ours(form: &'static str, says: &'static str) -> Refused {
    Refused { form, by: Engine::Ours, says, because: "not done yet" }
}

pub const REFUSED: &[Refused] = &[
    Refused {
        form: "bad_calc",
        by: Engine::Ours,
        says: "lacks its closing quote",
        because: "no engine can read it: it is there to be refused",
    },
    ours("2-rank-with-choice-filter", "<rank>"),
    ours("all-question-types-v2024091201-3", "<range>"),
    ours("all-widgets", "<range>"),
    ours("bind-attributes", "<setvalue>"),
    ours("central_doubleRepeat", "the repeat over"),
    ours("central_encrypted", "base64RsaPublicKey"),
    ours("child_vaccination_VOL_tool_v12", "indexed-repeat()"),
    ours("childrens_survey_sw", "the repeat over"),
    ours("create-or-update-entities-from-repeats", "an entity"),
    ours("external_choice_form_v1", "a search (query)"),
    ours("geotrace", "the type geotrace"),
    ours("one-question-background-audio", "<recordaudio>"),
    ours("one-question-encrypted-unicode", "base64RsaPublicKey"),
    ours("one-question-last-saved", "<setvalue>"),
    ours("pull_data", "pulldata()"),
    ours("subdistrict_profiling_tool", "a search (query)"),
    ours("synthetic_perception_fr_en", "<rank>"),
    ours("transportation_encrypted", "base64RsaPublicKey"),
    ours("xlsform_spec_test", "base64RsaPublicKey"),
    Refused {
        form: "central_offlineEntity",
        by: Engine::Ours,
        says: "h:body is missing",
        because: "a form without questions asks nothing; the server takes it for what it is",
    },
    Refused {
        form: "central_simpleEntity",
        by: Engine::Ours,
        says: "h:body is missing",
        because: "a form without questions asks nothing; the server takes it for what it is",
    },
    Refused {
        form: "central_updateEntity",
        by: Engine::Ours,
        says: "h:body is missing",
        because: "a form without questions asks nothing; the server takes it for what it is",
    },
    Refused {
        form: "central_withAttachments",
        by: Engine::Ours,
        says: "h:body is missing",
        because: "a form without questions asks nothing; the server takes it for what it is",
    },
];

const SAVED_DATE: &str = "`jr:preload=\"date\"` is not among the «supported preload attribute combinations»; the peer and JavaRosa have it";

pub const KNOWN: &[Known] = &[
    Known {
        form: "good_eats_multilang",
        about: About::Value,
        path: "/data/submit_data",
        fault: Fault::Ours,
        because: SAVED_DATE,
    },
    Known {
        form: "good_eats_multilang",
        about: About::Value,
        path: "/data/submit_date",
        fault: Fault::Ours,
        because: SAVED_DATE,
    },
];
