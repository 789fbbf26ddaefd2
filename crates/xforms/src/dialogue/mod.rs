//! A form asked one question at a time in plain text, as over SMS, USSD or the telephone.

mod place;
mod prompt;
mod reply;

pub use place::Place;
pub use prompt::{Ask, Line, Numbered, Prompt};
pub use reply::Commands;

use crate::error::{AnswerError, EvaluationError};
use crate::filling::{Context, Filling, Step, StepKind};
use crate::form::Form;

/// A conversation that fills a form: it prompts, a person replies, and so on until the summary is confirmed.
///
/// It does no input or output and holds no sentence of any language: words come from the form, and what a person
/// writes to go back or to say yes from [`Commands`]. It walks the same [`Filling`] as a page would, so what is
/// begun on paper, on the web or by message can be gone on with anywhere.
///
/// ```
/// # use xforms::*;
/// # struct Here;
/// # impl Context for Here {
/// #     fn now(&self) -> Moment { Moment { unix_millis: 0, offset_minutes: 0 } }
/// #     fn random(&self) -> u128 { 4 }
/// # }
/// # let text = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
/// # <h:title>Well</h:title><model><instance><data id="well"><works/></data></instance></model></h:head><h:body>
/// # <select1 ref="/data/works"><label>Does the well work?</label><item><label>Yes</label><value>yes</value></item>
/// # <item><label>No</label><value>no</value></item></select1></h:body></h:html>"#;
/// # let form = Form::parse(text)?;
/// let commands = Commands { yes: "oui".to_owned(), no: "non".to_owned(), ..Commands::default() };
/// let mut dialogue = Dialogue::start(Filling::start(&form, &Here)?, commands)?;
/// let prompt = dialogue.prompt()?;
/// assert_eq!(prompt.text, "Does the well work?");
/// assert_eq!(prompt.choices[1].text, "No");
/// dialogue.reply("2")?;
/// assert!(matches!(dialogue.prompt()?.ask, Ask::Confirm { .. }));
/// dialogue.reply("oui")?;
/// assert!(dialogue.is_done());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Dialogue<'f> {
    filling: Filling<'f>,
    commands: Commands,
    at: Place,
    /// Whether a person came to this question from the summary, and goes back there.
    reviewing: bool,
    /// Why the last reply was not taken.
    fault: Option<AnswerError>,
}

impl std::fmt::Debug for Dialogue<'_> {
    /// Shows the form's id and the place, and never what was said.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Dialogue")
            .field("filling", &self.filling)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// All that is needed to go on with a dialogue later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The answers, as [`Filling::answers`] gives them.
    pub answers: Vec<(String, String)>,
    /// Where the dialogue is.
    pub at: Place,
    /// Whether a person came there from the summary.
    pub reviewing: bool,
    /// The language, as the form names it.
    pub language: Option<String>,
}

impl<'f> Dialogue<'f> {
    /// Begins at the first question of a filling.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn start(filling: Filling<'f>, commands: Commands) -> Result<Self, EvaluationError> {
        let mut dialogue = Self { filling, commands, at: Place::Summary, reviewing: false, fault: None };
        dialogue.at = dialogue.first_after(None)?;
        Ok(dialogue)
    }

    /// Goes on where a dialogue was saved. A question that is not asked any more gives way to the first one without
    /// an answer.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn resume(
        form: &'f Form,
        context: &'f dyn Context,
        saved: Saved,
        commands: Commands,
    ) -> Result<Self, EvaluationError> {
        let mut filling = Filling::restore(form, context, saved.answers)?;
        if let Some(language) = &saved.language {
            filling.set_language(language)?;
        }
        let (at, reviewing) = (saved.at, saved.reviewing);
        let mut dialogue = Self { filling, commands, at, reviewing, fault: None };
        let steps = dialogue.steps()?;
        if let Some(wanted) = dialogue.at.step()
            && !steps.iter().any(|step| step.what == wanted)
        {
            dialogue.reviewing = false;
            dialogue.at = dialogue.first_open(&steps)?;
        }
        Ok(dialogue)
    }

    /// What is needed to go on later.
    pub fn save(&self) -> Saved {
        Saved {
            answers: self.filling.answers().collect(),
            at: self.at.clone(),
            reviewing: self.reviewing,
            language: self.filling.language().map(str::to_owned),
        }
    }

    /// The filling as it stands now.
    pub fn filling(&self) -> &Filling<'f> {
        &self.filling
    }

    /// The filling, to be written as a record when the dialogue [is done](Self::is_done).
    pub fn into_filling(self) -> Filling<'f> {
        self.filling
    }

    /// Whether the summary was confirmed and nothing is missing.
    pub fn is_done(&self) -> bool {
        self.at == Place::Done
    }

    /// Where the dialogue is.
    pub fn place(&self) -> &Place {
        &self.at
    }

    /// The steps a reply can be given to, and the notes between them.
    fn steps(&self) -> Result<Vec<Step>, EvaluationError> {
        let mut steps = self.filling.steps()?;
        if !self.commands.files {
            let file = |name: &str| self.filling.takes_file(name);
            steps.retain(|step| !matches!(&step.what, StepKind::Ask(name) if file(name)));
        }
        Ok(steps)
    }

    /// The first step with a reply after a place, or the summary.
    fn first_after(&self, place: Option<&Step>) -> Result<Place, EvaluationError> {
        let mut steps = self.steps()?.into_iter().filter(|step| !matches!(step.what, StepKind::Tell(_)));
        let next = steps.find(|step| place.is_none_or(|place| step.place > place.place));
        Ok(next.map_or(Place::Summary, |step| Place::of(step.what)))
    }

    /// The first question without an answer, or the summary.
    fn first_open(&self, steps: &[Step]) -> Result<Place, EvaluationError> {
        for step in steps {
            if let StepKind::Ask(name) = &step.what
                && self.filling.value(name).is_some_and(str::is_empty)
            {
                return Ok(Place::Question(name.clone()));
            }
        }
        Ok(Place::Summary)
    }

    /// The step the dialogue is at.
    fn step(&self) -> Result<Option<Step>, EvaluationError> {
        let Some(wanted) = self.at.step() else { return Ok(None) };
        Ok(self.steps()?.into_iter().find(|step| step.what == wanted))
    }
}
