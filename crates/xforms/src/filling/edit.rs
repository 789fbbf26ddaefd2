//! Takes a record that was sent before up again.

use super::{Context, Filling};
use crate::error::{EvaluationError, FormError};
use crate::form::Form;
use crate::instance::NodeId;
use crate::xml::{Document, XmlId};

/// Why a record cannot be taken up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Not XML, or past a limit of this engine.
    #[error(transparent)]
    Xml(#[from] FormError),
    /// A record of another form.
    #[error("a record of the form '{found}'")]
    OtherForm {
        /// The id in its root element.
        found: String,
    },
    /// A record that is to be replaced has no instance id to name it by.
    #[error("the record has no instanceID")]
    NoInstanceId,
    /// An expression of the form cannot be computed on its answers, or it has too many instances of a repeat.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
}

impl<'f> Filling<'f> {
    /// A filling with the answers of a record, to be gone on with under the same instance id. Elements the form does
    /// not have are left out; nodes the record does not have keep their defaults; calculations are redone. Call
    /// [`check`](Self::check) before it is sent.
    ///
    /// # Errors
    /// [`RecordError`].
    pub fn from_record(form: &'f Form, context: &'f dyn Context, xml: &str) -> Result<Self, RecordError> {
        let document = Document::parse(xml)?;
        let root = document.root();
        let id = document.attribute(root, "id").unwrap_or_default();
        if id != form.id {
            return Err(RecordError::OtherForm { found: id.chars().take(200).collect() });
        }
        let mut filling = Self::blank(form, context);
        let mut waiting = vec![(root, NodeId::ROOT)];
        while let Some((element, node)) = waiting.pop() {
            filling.take_element(&document, element, node)?;
            filling.pair_children(&document, element, node, &mut waiting)?;
        }
        filling.compute_all(&filling.counted())?;
        filling.begun = true;
        filling.reopen()?;
        Ok(filling)
    }

    /// A filling with the answers of a record it is to replace: the record it becomes has a new instance id, and
    /// names the old one as `deprecatedID`. Otherwise as [`from_record`](Self::from_record).
    ///
    /// # Errors
    /// [`RecordError`].
    pub fn edit(form: &'f Form, context: &'f dyn Context, xml: &str) -> Result<Self, RecordError> {
        let mut filling = Self::from_record(form, context, xml)?;
        let replaced = Self::instance_id_in(xml)?.ok_or(RecordError::NoInstanceId)?;
        filling.deprecated = Some(replaced);
        Ok(filling)
    }

    /// The instance id of the record this one replaces.
    pub fn deprecated_id(&self) -> Option<&str> {
        self.deprecated.as_deref()
    }

    /// The instance id in the XML of a record.
    fn instance_id_in(xml: &str) -> Result<Option<String>, FormError> {
        let document = Document::parse(xml)?;
        let meta = document.child(document.root(), "meta");
        let id = meta.and_then(|meta| document.child(meta, "instanceID"));
        let id = id.map(|id| document.own_text(id).trim().to_owned());
        Ok(id.filter(|id| !id.is_empty()))
    }

    /// Takes the text and the attributes of an element.
    fn take_element(
        &mut self,
        document: &Document,
        element: XmlId,
        node: NodeId,
    ) -> Result<(), EvaluationError> {
        if self.holds_answer(node) && document.elements(element).next().is_none() {
            self.answers.set_value(node, document.own_text(element));
        }
        // What the root says of its form is the form's to say.
        let own = |name: &str| node == NodeId::ROOT && matches!(name, "id" | "version");
        for attribute in document.attributes(element).iter().filter(|attribute| !own(&attribute.name)) {
            let name = format!("@{}", attribute.name);
            let mut held = None;
            self.answers.each_named(&self.form.model, node, &name, &mut |attribute| held = Some(attribute));
            if let Some(held) = held {
                self.answers.set_value(held, attribute.value.to_string());
            }
        }
        Ok(())
    }

    /// Pairs the elements inside an element with nodes, making as many instances of repeats as there are.
    fn pair_children(
        &mut self,
        document: &Document,
        element: XmlId,
        node: NodeId,
        waiting: &mut Vec<(XmlId, NodeId)>,
    ) -> Result<(), EvaluationError> {
        let model = &self.form.model;
        let def = self.answers.def(node);
        let mut by_name: std::collections::HashMap<&str, std::collections::VecDeque<XmlId>> =
            std::collections::HashMap::new();
        for inner in document.elements(element) {
            by_name.entry(document.local_name(inner)).or_default().push_back(inner);
        }
        for (slot, child) in model.def(def).children.iter().enumerate() {
            let mut elements = by_name.remove(model.name(*child)).unwrap_or_default();
            if let Some(prompt) = self.answers.prompt(node, slot) {
                self.refill(prompt, elements.len())?;
                let nodes = self.answers.of(node, slot);
                waiting.extend(elements.into_iter().zip(nodes.iter().copied()));
                continue;
            }
            let first = elements.pop_front();
            waiting.extend(first.into_iter().zip(self.answers.of(node, slot).iter().copied()));
            // What is left is for the next definition of that name.
            by_name.insert(model.name(*child), elements);
        }
        Ok(())
    }
}
