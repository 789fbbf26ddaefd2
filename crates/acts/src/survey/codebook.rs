//! The form of a survey as a codebook: what was asked, in which words, and what each code of the figures stands for.

use super::Survey;
use civic::pack::FieldKind;
use kernel::Lang;
use xforms::{Form, Role};

/// A question of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, as the figures name it.
    pub name: String,
    /// The question as it was asked; its name where the form has no words for it.
    pub words: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// The choices: code, and the words that were read out or shown.
    pub choices: Vec<(String, String)>,
}

/// The questions that are counted, in the order of the form, in this language or the one the form begins with. What is
/// sealed is no part of it: nothing of it is ever counted.
pub fn questions(survey: &Survey, lang: Lang) -> Vec<Question> {
    let at = language(&survey.form, lang);
    let said = |labels: &[String]| labels.get(at).or(labels.first()).cloned().unwrap_or_default();
    let kind = |name: &str| survey.fields.iter().find(|field| field.name == name).map(|field| field.kind);
    let schema = survey.form.schema();
    let counted = |name: &str| survey.pack.questions.iter().any(|question| question == name);
    let fields = schema.iter().filter(|node| node.role == Role::Field && counted(node.name));
    fields
        .filter_map(|node| {
            let words = said(&node.labels);
            Some(Question {
                name: node.name.to_owned(),
                words: if words.is_empty() { node.name.to_owned() } else { words },
                kind: kind(node.name)?,
                choices: node
                    .choices
                    .iter()
                    .map(|choice| (choice.value.clone(), said(&choice.labels)))
                    .collect(),
            })
        })
        .collect()
}

fn language(form: &Form, lang: Lang) -> usize {
    let all = form.languages();
    let place = |found: Option<&xforms::Language>| all.iter().position(|one| Some(one) == found);
    place(form.language(lang.tag())).or_else(|| all.iter().position(|one| one.default)).unwrap_or(0)
}
