//! Packs: a service of the house as data, checked when it is loaded.
//!
//! [`Pack::read`] takes the text of a pack.toml and refuses it with every [`Problem`] it finds; [`Pack::check`] then holds
//! the pack against its form and its French texts. What each line of a pack.toml means is in `docs/packs.md`.

mod check;
mod problem;
mod quantity;
mod read;
mod shape;
mod span;
mod survey;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod words;
mod workflow;

pub use check::FieldSeen;
pub use problem::{Mend, Message, Problem, ProblemKind};
pub use span::{Span, SpanError, WorkingDays};
pub use survey::{
    BY_PLACE, BackChecks, Group, Indicator, Quality, Quota, RankedQuestion, Round, SampleRule, SurveyPack,
    SurveyPublish, TableRule, Weighting,
};
pub use words::{
    Anonymity, Base, Channel, Engine, EscalateTo, FactKind, FieldKind, Keep, Margin, Need, Period,
    PlaceLevel, Reach, Role, Script,
};

use kernel::Lang;
use std::collections::BTreeMap;

/// A service of the house. Only [`Pack::read`] makes one, so every name in it is declared and every state can be reached.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Name of the pack in addresses and in the database.
    pub id: String,
    /// The engine that runs it.
    pub engine: Engine,
    /// Two or three capital letters that begin its public references.
    pub prefix: String,
    /// File of the form, beside pack.toml.
    pub form: String,
    /// Languages whose form a speaker has reviewed; no other translation in the form may be shown. French is always there.
    pub languages: Vec<Lang>,
    /// Doors through which it takes reports.
    pub channels: Vec<Channel>,
    /// Whether reporters may stay unnamed.
    pub anonymous: Anonymity,
    /// Programs that its pages may run in the browser.
    pub scripts: Vec<Script>,
    /// Fields sealed before anything else sees them. A repeat stands here by its own name, for everything in it.
    pub seal: Vec<String>,
    /// Fields kept in clear for routing, search and counting.
    pub facts: Vec<Fact>,
    /// How credibility is judged, when any transition needs it.
    pub assessment: Option<Assessment>,
    /// States; a case begins in the first.
    pub states: Vec<State>,
    /// Ways from state to state.
    pub transitions: Vec<Transition>,
    /// Reasons for which a case may end.
    pub closing_reasons: Vec<ClosingReason>,
    /// Hand-over to public bodies, when any transition needs an office.
    pub referral: Option<Referral>,
    /// What may be counted in public, and how coarsely.
    pub publish: Publish,
    /// How long closed cases are kept.
    pub retention: Retention,
    file: String,
    lines: BTreeMap<String, u32>,
}

/// A field kept in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Name of the field.
    pub name: String,
    /// How the engines read it.
    pub kind: FactKind,
}

/// How credibility is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The highest mark; the lowest is 0.
    pub highest: u8,
    /// Points that whoever assesses goes through.
    pub checklist: Vec<String>,
}

/// A state of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Name in events and in the API.
    pub id: String,
    /// Time the coalition gives itself to take the next step.
    pub due: Option<WorkingDays>,
    /// Whether the case has ended here. It may still be reopened.
    pub is_final: bool,
}

impl State {
    /// Key of the word used at the desk and in public figures.
    pub fn text_key(&self) -> String {
        format!("state-{}", self.id)
    }

    /// Key of the sentence the reporter reads.
    pub fn public_text_key(&self) -> String {
        format!("state-{}-public", self.id)
    }

    /// Key of what comes next, for the reporter; takes `$date`.
    pub fn next_text_key(&self) -> String {
        format!("state-{}-next", self.id)
    }
}

/// A way from one state to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Name in events and in the API.
    pub name: String,
    /// States it starts from.
    pub from: Vec<String>,
    /// State it ends in.
    pub to: String,
    /// Roles that may take it.
    pub by: Vec<Role>,
    /// What must be given with it.
    pub needs: Vec<Need>,
    /// Closing reasons to choose from; not empty exactly when [`Need::ClosingReason`] is among the needs.
    pub reasons: Vec<String>,
}

impl Transition {
    /// Key of the button at the desk.
    pub fn act_text_key(&self) -> String {
        format!("act-{}", self.name)
    }

    /// Key of the sentence in the reporter's timeline.
    pub fn timeline_text_key(&self) -> String {
        format!("timeline-{}", self.name)
    }
}

/// A reason for which a case may end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingReason {
    /// Name in events; its text is `closing-<id>`.
    pub id: String,
    /// Which retention it follows.
    pub keep: Keep,
}

/// Hand-over to public bodies. Every number counts working days since the hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Kinds of office of the directory that may receive a case; the text of each is `office-kind-<kind>`.
    pub to: Vec<String>,
    /// Time to acknowledge.
    pub acknowledge: WorkingDays,
    /// Time to answer.
    pub answer: WorkingDays,
    /// Measures a body may say it took; the text of each is `measure-<id>`.
    pub measures: Vec<String>,
    /// Days of silence after which the body is reminded, rising.
    pub remind: Vec<u32>,
    /// Who else hears of the silence, and after how many days of it.
    pub escalate_to: Vec<Escalation>,
    /// Lowest mark of credibility with which a case may be handed over; 0 for any.
    pub credibility: u8,
    /// Share of reports, in percent, that the coalition wants to hand over; shown to coordinators.
    pub target_share: Option<u32>,
}

impl Referral {
    /// Working days of silence after which a body counts as overdue in public: those of the step to the public counter; the
    /// time to answer, where there is none.
    pub fn counted_after(&self) -> u32 {
        let counter = self.escalate_to.iter().find(|step| step.to == EscalateTo::PublicCounter);
        counter.map_or(self.answer.0 + 1, |step| step.after)
    }
}

/// One step of escalation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// Working days of silence.
    pub after: u32,
    /// Who hears of it.
    pub to: EscalateTo,
}

/// What may be counted in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// What figures may be broken down by.
    pub dimensions: Vec<Dimension>,
    /// Finest place ever named.
    pub place: PlaceLevel,
    /// Finest place ever named together with a service.
    pub service_place: PlaceLevel,
    /// Finest period ever named.
    pub period: Period,
    /// Smallest count that may be shown; smaller ones are rolled up or held back.
    pub threshold: u32,
    /// Counts are rounded to a multiple of this.
    pub round: u32,
    /// Time between the reception of a case and its first appearance in a figure.
    pub delay: Span,
}

/// What public figures may be broken down by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A fact of the pack, by name.
    Fact(String),
    /// The period in which the case was received.
    Received,
}

/// How long closed cases are kept before content and keys are destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// After an ordinary close.
    pub closed: Span,
    /// After a close for a reason that keeps `unfounded`.
    pub unfounded: Span,
}

impl Retention {
    /// The time that follows a close of this kind.
    pub fn of(&self, keep: Keep) -> Span {
        match keep {
            Keep::Closed => self.closed,
            Keep::Unfounded => self.unfounded,
        }
    }
}

impl Pack {
    /// The state a case begins in; `None` never happens in a pack that was read.
    pub fn first_state(&self) -> Option<&State> {
        self.states.first()
    }

    /// The state of this name.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| state.id == id)
    }

    /// The transition of this name.
    pub fn transition(&self, name: &str) -> Option<&Transition> {
        self.transitions.iter().find(|transition| transition.name == name)
    }

    /// The transitions a role may take from a state, in the order of the file.
    pub fn open_to<'p>(&'p self, state: &str, role: Role) -> impl Iterator<Item = &'p Transition> {
        self.transitions.iter().filter(move |transition| {
            transition.by.contains(&role) && transition.from.iter().any(|from| from == state)
        })
    }

    /// The fact of this name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// Whether public figures are broken down by the fact of this kind.
    pub fn publishes(&self, kind: FactKind) -> bool {
        let fact = self.fact_of_kind(kind);
        fact.is_some_and(|fact| self.publish.dimensions.contains(&Dimension::Fact(fact.name.clone())))
    }

    /// The first fact of a kind, such as the place of the case.
    pub fn fact_of_kind(&self, kind: FactKind) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.kind == kind)
    }

    /// Whether a field is sealed; of one inside repeats, `person[2].child[1].age`, whether the outermost is.
    pub fn is_sealed(&self, field: &str) -> bool {
        let outermost = field.split('[').next().unwrap_or(field);
        self.seal.iter().any(|sealed| sealed == outermost)
    }

    /// The closing reason of this name.
    pub fn closing_reason(&self, id: &str) -> Option<&ClosingReason> {
        self.closing_reasons.iter().find(|reason| reason.id == id)
    }

    /// The line of pack.toml on which something was declared; 1 for what has no line of its own.
    fn line(&self, what: &str) -> u32 {
        self.lines.get(what).copied().unwrap_or(1)
    }
}
