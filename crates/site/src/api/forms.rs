//! What can be reported here, and the questions of each form, so that a client builds a valid body without our source.

use super::problems::{Problem, Problems};
use crate::{Error, Result, Visit};
use acts::{Service, kind_of};
use axum::Json;
use axum::extract::Path;
use civic::pack::FieldKind;
use serde::Serialize;
use utoipa::ToSchema;
use xforms::{Choices, Filling, Question};

/// The services of the house.
#[derive(Serialize, ToSchema)]
pub(super) struct Packs {
    packs: Vec<PackShown>,
}

/// A service.
#[derive(Serialize, ToSchema)]
#[schema(as = Pack)]
struct PackShown {
    /// Its id, for addresses.
    id: String,
    /// Its name.
    name: String,
    /// What it is for, in a sentence.
    summary: String,
    /// Languages its form is offered in.
    languages: Vec<&'static str>,
}

/// The questions of a form.
#[derive(Serialize, ToSchema)]
#[schema(as = Form)]
pub(super) struct FormShown {
    fields: Vec<Field>,
}

/// A question.
#[derive(Serialize, ToSchema)]
struct Field {
    /// The name of its answer in `answers`.
    name: String,
    /// What it takes.
    r#type: FieldType,
    /// Whether a report without it is refused while it is relevant.
    required: bool,
    /// Whether it is asked as long as nothing is answered.
    relevant: bool,
    /// The condition (XPath 1.0) for asking it; absent when it is always asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    relevant_when: Option<String>,
    /// The question.
    label: String,
    /// Help with the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hint: Option<String>,
    /// What a select1 or select offers. The places of a `place` are at `/api/v1/places`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    choices: Option<Vec<Choice>>,
}

/// A choice.
#[derive(Serialize, ToSchema)]
struct Choice {
    /// What is sent.
    value: String,
    /// What is shown.
    label: String,
}

/// What a question takes: `date` as `2027-03-01`, `place` a code of `/api/v1/places`, `select` a list of values,
/// `geopoint` latitude and longitude in degrees, `upload` a file.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum FieldType {
    Text,
    Integer,
    Decimal,
    Date,
    Select1,
    Select,
    Place,
    Geopoint,
    Upload,
}

impl From<FieldKind> for FieldType {
    fn from(kind: FieldKind) -> Self {
        match kind {
            FieldKind::Text => Self::Text,
            FieldKind::Integer => Self::Integer,
            FieldKind::Decimal => Self::Decimal,
            FieldKind::Date => Self::Date,
            FieldKind::Select1 => Self::Select1,
            FieldKind::Select => Self::Select,
            FieldKind::Place => Self::Place,
            FieldKind::Geopoint => Self::Geopoint,
            FieldKind::Upload => Self::Upload,
        }
    }
}

/// The services offered here.
#[utoipa::path(
    get,
    path = "/api/v1/packs",
    operation_id = "packs",
    params(("lang" = Option<String>, Query, description = "`fr` or `en`; else by Accept-Language.", nullable = false)),
    responses((status = 200, description = "The services.", body = Packs), Problems)
)]
pub(super) async fn list(visit: Visit) -> Json<Packs> {
    let shown = |service: &Service| PackShown {
        id: service.pack.id.clone(),
        name: visit.tr.pack(&service.pack.id, "pack-name").unwrap_or_default(),
        summary: visit.tr.pack(&service.pack.id, "pack-summary").unwrap_or_default(),
        languages: service.pack.languages.iter().map(|lang| lang.tag()).collect(),
    };
    Json(Packs {
        packs: visit.house().services.values().filter(|service| service.is_offered()).map(shown).collect(),
    })
}

/// The questions of a form, in order.
#[utoipa::path(
    get,
    path = "/api/v1/packs/{pack}/form",
    operation_id = "form",
    params(
        ("pack" = String, Path, description = "Id of the pack.", example = "denunciation"),
        ("lang" = Option<String>, Query, description = "`fr` or `en`; else by Accept-Language.", nullable = false),
    ),
    responses(
        (status = 200, description = "The questions.", body = FormShown),
        (status = 404, description = "No such pack.", body = Problem, content_type = "application/problem+json"),
        Problems,
    )
)]
pub(super) async fn form(visit: Visit, Path(pack): Path<String>) -> Result<Json<FormShown>> {
    let service = visit.house().offered(&pack)?;
    let surroundings = visit.house().surroundings(&service.files).await?;
    let lang = service.form_lang(visit.lang);
    let mut filling = Filling::start(&service.form, &surroundings).map_err(Error::internal)?;
    filling.set_language(lang.tag()).map_err(Error::internal)?;
    let teams: Vec<Choice> = surroundings
        .teams()
        .iter()
        .map(|(id, name)| Choice { value: id.to_string(), label: name.clone() })
        .collect();
    show_repeats(&mut filling)?;
    let questions = filling.fields().map_err(Error::internal)?;
    let asked = questions.into_iter().filter(|question| !question.readonly);
    Ok(Json(FormShown { fields: asked.map(|question| field(question, &teams)).collect() }))
}

/// Gives each repeat an instance, so that its questions are described as those of the first: `person[1].age`. Where the form
/// counts the instances itself there is none before an answer says how many.
fn show_repeats(filling: &mut Filling<'_>) -> Result<()> {
    let names: Vec<String> = filling.form().question_names().collect();
    for name in names {
        for (at, _) in name.match_indices("[]") {
            let repeat = name[..at].replace("[]", "[1]");
            let none = filling
                .repeat(&repeat)
                .map_err(Error::internal)?
                .is_some_and(|repeat| repeat.can_add && repeat.instances.is_empty());
            if none {
                filling.add(&repeat).map_err(Error::internal)?;
            }
        }
    }
    Ok(())
}

fn field(question: Question<'_>, teams: &[Choice]) -> Field {
    let kind = kind_of(&question);
    let choices = match question.choices {
        Choices::Offered(offered) => Some(
            offered
                .into_iter()
                .map(|choice| Choice { value: choice.value, label: choice.label.words() })
                .collect(),
        ),
        Choices::External { src, .. } if src == acts::intake::ORGANISATIONS => Some(
            teams
                .iter()
                .map(|team| Choice { value: team.value.clone(), label: team.label.clone() })
                .collect(),
        ),
        _ => None,
    };
    Field {
        name: question.name.to_owned(),
        r#type: kind.into(),
        required: question.required,
        relevant: question.relevant,
        relevant_when: question.relevant_when,
        label: question.label.words(),
        hint: question.hint.map(|hint| hint.words()).filter(|hint| !hint.is_empty()),
        choices,
    }
}
