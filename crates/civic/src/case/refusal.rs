//! Why an act on a case is refused: a value, with the Fluent key of the sentence that says it.

/// An act that may not be done now, or not by this person. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody changed the case since the page was loaded.
    #[error("the case changed since it was read")]
    Changed,
    /// The pack has no such transition from the present state.
    #[error("no transition {0} from this state")]
    NotFromHere(String),
    /// The role may not do this.
    #[error("this role may not do that")]
    NotYours,
    /// A credibility assessment comes first.
    #[error("an assessment is needed first")]
    NeedsAssessment,
    /// A summary that names nobody comes first.
    #[error("a redacted summary is needed first")]
    NeedsSummary,
    /// The reporter has not agreed to the hand-over.
    #[error("the reporter's consent is needed first")]
    NeedsConsent,
    /// The case has no mark high enough for a hand-over.
    #[error("the case is not credible enough to be handed over")]
    NotCredible,
    /// The reporter said no themselves; nobody else can change it.
    #[error("the reporter has refused, and only the reporter can change that")]
    ReporterRefused,
    /// A public body already has the summary.
    #[error("the case has been handed over")]
    HandedOver,
    /// A public body has to be chosen.
    #[error("a public body is needed")]
    NeedsOffice,
    /// A reason has to be given.
    #[error("a reason is needed")]
    NeedsReason,
    /// The value is not one the pack knows.
    #[error("not a value the pack knows")]
    UnknownValue,
    /// The case was merged into another; act on that one.
    #[error("the case is merged into another")]
    IsMerged,
    /// A case cannot be merged into itself, into a merged case, or when others are merged into it.
    #[error("these two cannot be merged")]
    CannotMerge,
    /// A case that has ended neither joins another nor takes one in.
    #[error("the case has ended")]
    Ended,
    /// A public body has the case and owes an answer to it, so that it can neither end nor give way to another.
    #[error("a public body owes an answer to this case")]
    WaitsOnBody,
    /// The referral is not waiting for this.
    #[error("the referral does not wait for that")]
    NotWaiting,
    /// Contents were erased; the case stays as a count.
    #[error("the contents were erased")]
    Erased,
    /// Questions after closing come after closing, once.
    #[error("feedback comes after closing, once")]
    FeedbackNotNow,
}

impl Refusal {
    /// The Fluent key of the sentence for the person.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Changed => "refusal-changed",
            Self::NotFromHere(_) => "refusal-not-from-here",
            Self::NotYours => "refusal-not-yours",
            Self::NeedsAssessment => "refusal-needs-assessment",
            Self::NeedsSummary => "refusal-needs-summary",
            Self::NeedsConsent => "refusal-needs-consent",
            Self::NotCredible => "refusal-not-credible",
            Self::ReporterRefused => "refusal-reporter-refused",
            Self::HandedOver => "refusal-handed-over",
            Self::NeedsOffice => "refusal-needs-office",
            Self::NeedsReason => "refusal-needs-reason",
            Self::UnknownValue => "refusal-unknown-value",
            Self::IsMerged => "refusal-is-merged",
            Self::CannotMerge => "refusal-cannot-merge",
            Self::Ended => "refusal-ended",
            Self::WaitsOnBody => "refusal-waits-on-body",
            Self::NotWaiting => "refusal-not-waiting",
            Self::Erased => "refusal-erased",
            Self::FeedbackNotNow => "refusal-feedback-not-now",
        }
    }
}
