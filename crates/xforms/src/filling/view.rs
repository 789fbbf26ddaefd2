//! What a page or a dialogue shows: questions as they stand now.

use super::{Answer, Choices, Filling, Repeat, Shown};
use crate::error::EvaluationError;
use crate::form::{ChoiceSource, Control, Item, Kind, Label, PageId};
use crate::instance::NodeId;
use crate::xpath::{Evaluator, NodeRef, Place};

/// A question as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'f> {
    /// Stable name: that of its node, or its path below what is around where two nodes share a name. Inside
    /// repeats the names and positions of the instances stand before it: `person[2].age`.
    pub name: String,
    /// Absolute path of its node, `/data/person[2]/age`.
    pub path: String,
    /// What kind of answer it takes.
    pub kind: &'f Kind,
    /// The answer as it is stored; empty when there is none.
    pub value: String,
    /// The answer by its type, if there is one and it is of that type.
    pub answer: Option<Answer>,
    /// Whether an answer is required now.
    pub required: bool,
    /// Whether the question is asked now.
    pub relevant: bool,
    /// Whether the answer is only shown. A text that is only shown and has no answer is a note.
    pub readonly: bool,
    /// The question.
    pub label: Shown,
    /// Help with the answer.
    pub hint: Option<Shown>,
    /// What a select offers.
    pub choices: Choices,
    /// The tokens of `appearance`.
    pub appearances: &'f [String],
    /// What else the form says of how it is asked: `rows`, `accept`, `autoplay`, `accuracyThreshold`, …
    pub settings: &'f [(String, String)],
    /// What else its bind says: `max-pixels`, `quality`, `saveIncomplete`, …
    pub bind_settings: &'f [(String, String)],
    /// The form's condition for asking, groups included; `None` when it is always asked.
    pub relevant_when: Option<String>,
    /// The form's condition for requiring an answer.
    pub required_when: Option<&'f str>,
}

/// What is shown at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'f> {
    /// Its place in the form.
    pub id: PageId,
    /// Its name, unique in the form: `about`, `person[2].about`.
    pub name: String,
    /// The label of the group it is or stands in.
    pub heading: Option<Shown>,
    /// Its relevant questions.
    pub questions: Vec<Question<'f>>,
    /// The repeat whose page this is, which has no questions but instances.
    pub repeat: Option<Repeat>,
}

impl<'f> Filling<'f> {
    /// A page as it stands now; `None` for a page of another form, or of an instance that is not there.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn page(&self, id: PageId) -> Result<Option<Page<'f>>, EvaluationError> {
        let Some(stop) = self.stop(id) else { return Ok(None) };
        if let Some(repeat) = self.repeat_at(&stop)? {
            let (name, heading) = (repeat.name.clone(), repeat.label.clone());
            return Ok(Some(Page { id, name, heading, questions: Vec::new(), repeat: Some(repeat) }));
        }
        let Item::Page(index) = stop.item else { return Ok(None) };
        let page = &self.form.pages[index];
        let mut questions = Vec::new();
        for (index, node) in self.questions_on(index, stop.node) {
            if self.is_asked(&self.form.controls[index], node) {
                questions.push(self.view(index, node, true)?);
            }
        }
        let name = format!("{}{}", self.prefix(page.scope, stop.node), page.name);
        Ok(Some(Page {
            id,
            name,
            heading: self.heading(page.group, page.scope, stop.node)?,
            questions,
            repeat: None,
        }))
    }

    /// The name of a page, as [`Page::name`]; `None` for a page of another form, or of an instance that is not there.
    pub fn page_name(&self, id: PageId) -> Option<String> {
        let stop = self.stop(id)?;
        let (scope, name) = match stop.item {
            Item::Page(page) => (self.form.pages[page].scope, &self.form.pages[page].name),
            Item::Repeat(repeat) => (self.form.repeats[repeat].scope, &self.form.repeats[repeat].name),
            Item::Nothing => return None,
        };
        Some(format!("{}{name}", self.prefix(scope, stop.node)))
    }

    /// The label of a group, or of the repeat around when the group has none.
    fn heading(
        &self,
        group: Option<usize>,
        scope: Option<usize>,
        base: NodeId,
    ) -> Result<Option<Shown>, EvaluationError> {
        let group = group.map(|group| &self.form.groups[group]);
        let own = group.filter(|group| group.scope == scope && group.label.is_some());
        let of_repeat = scope.and_then(|scope| self.form.repeats[scope].label.as_ref());
        let (label, def) = match (own, of_repeat) {
            (Some(group), _) => (group.label.as_ref(), group.def),
            (None, Some(label)) => (Some(label), None),
            (None, None) => (group.and_then(|group| group.label.as_ref()), group.and_then(|group| group.def)),
        };
        let Some(label) = label else { return Ok(None) };
        let node = def.and_then(|def| self.near(base, def));
        self.shown(label, node.unwrap_or(base)).map(Some)
    }

    /// A question as it stands now, by name or path.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn question(&self, name_or_path: &str) -> Result<Option<Question<'f>>, EvaluationError> {
        match self.find_question(name_or_path) {
            Some((index, node)) => self.view(index, node, true).map(Some),
            None => Ok(None),
        }
    }

    /// All questions, relevant or not, with every choice a select could ever offer: what a program needs to make
    /// answers without walking the pages. Questions inside repeats are there once for every instance.
    ///
    /// # Errors
    /// [`EvaluationError`] when an expression cannot be computed.
    pub fn fields(&self) -> Result<Vec<Question<'f>>, EvaluationError> {
        let mut fields = Vec::new();
        for stop in self.walk() {
            if let Item::Page(page) = stop.item {
                for (index, node) in self.questions_on(page, stop.node) {
                    fields.push(self.view(index, node, false)?);
                }
            }
        }
        Ok(fields)
    }

    pub(super) fn view(
        &self,
        index: usize,
        node: NodeId,
        filter: bool,
    ) -> Result<Question<'f>, EvaluationError> {
        let control: &'f Control = &self.form.controls[index];
        let scene = self.scene();
        let choices = match &control.choices {
            ChoiceSource::None => Choices::None,
            source => match scene.external(source) {
                Some((src, written)) => {
                    Choices::External { src: src.to_owned(), nodeset: written.to_owned() }
                }
                None => Choices::Offered(scene.choices(&Evaluator::new(&scene), control, node, filter)?),
            },
        };
        let value = self.answers.value(node).to_owned();
        let bind = self.form.bind(control.def);
        Ok(Question {
            name: self.full_name(control, node),
            path: self.answers.path(&self.form.model, node),
            kind: &control.kind,
            answer: Answer::read(&control.kind, &value),
            value,
            required: self.required(node)?,
            relevant: self.is_asked(control, node),
            readonly: self.readonly(node)?,
            label: match &control.label {
                Some(label) => self.shown(label, node)?,
                None => Shown::default(),
            },
            hint: match &control.hint {
                Some(hint) => Some(self.shown(hint, node)?),
                None => None,
            },
            choices,
            appearances: &control.appearances,
            settings: &control.settings,
            bind_settings: bind.map_or(&[], |bind| &bind.others),
            relevant_when: self.relevant_when(node),
            required_when: bind
                .and_then(|bind| bind.required.as_ref())
                .map(|formula| formula.written.as_str()),
        })
    }

    fn relevant_when(&self, node: NodeId) -> Option<String> {
        let mut conditions: Vec<&str> = Vec::new();
        for node in self.answers.upwards(node) {
            let relevant = self.form.bind(self.answers.def(node)).and_then(|bind| bind.relevant.as_ref());
            conditions.extend(relevant.map(|formula| formula.written.as_str()));
        }
        conditions.reverse();
        match conditions.as_slice() {
            [] => None,
            [only] => Some((*only).to_owned()),
            several => Some(format!("({})", several.join(") and ("))),
        }
    }

    pub(super) fn shown(&self, label: &Label, node: NodeId) -> Result<Shown, EvaluationError> {
        let scene = self.scene();
        scene.shown(&Evaluator::new(&scene), label, Place::of(NodeRef::primary(node)))
    }

    /// An answer in words: the labels of what was chosen, otherwise the answer as it is stored.
    pub(super) fn words_of(&self, control: &Control, node: NodeId) -> Result<String, EvaluationError> {
        let value = self.answers.value(node);
        if matches!(control.choices, ChoiceSource::None) {
            return Ok(value.to_owned());
        }
        let scene = self.scene();
        let evaluator = Evaluator::new(&scene);
        let values: Vec<&str> = match control.kind {
            Kind::SelectOne => vec![value],
            _ => value.split_whitespace().collect(),
        };
        let mut words = Vec::new();
        for value in values {
            let label = scene.label_of(&evaluator, control, node, value)?;
            words.push(if label.is_empty() { value.to_owned() } else { label });
        }
        Ok(words.join(", "))
    }
}
