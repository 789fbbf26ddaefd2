//! Surveys of the house: packs whose engine is `survey`.

mod answers;
pub mod codebook;
pub mod results;
pub mod segments;
pub mod supervision;
pub mod synthetic;

use crate::collect::Addition;
use crate::form_files::{FormFiles, bare};
use crate::house::{Alone, House, ServiceError};
use crate::{Result, intake, publish};
use civic::pack::{FieldKind, FieldSeen, Round, SurveyPack};
use civic::place::{Level, Place, Places};
use civic::publication::PlaceTree;
use kernel::Lang;
use std::collections::BTreeMap;
use xforms::{Filling, Form, Kind, Role, SchemaNode};

/// The pack of a survey with its form, checked against each other. No page of the house offers it to visitors: volunteers fill it.
#[derive(Debug)]
pub struct Survey {
    /// The pack.
    pub pack: SurveyPack,
    /// Its form.
    pub form: Form,
    /// The form as written, for serving.
    pub form_xml: String,
    /// The files that the form shows or reads from.
    pub files: FormFiles,
    /// Fluent texts by language.
    pub texts: Vec<(Lang, String)>,
    /// The fields of the form, in its order: what columns are made of.
    pub fields: Vec<FieldSeen>,
}

impl Survey {
    /// Reads the pack of a survey with its form and texts and holds them against each other; as [`crate::Service::read`].
    ///
    /// # Errors
    /// [`ServiceError`] with everything that was found.
    pub fn read(
        file: &str,
        pack_toml: &str,
        form_xml: &str,
        texts: Vec<(Lang, String)>,
        media: BTreeMap<String, Vec<u8>>,
        french: &dyn Fn(&str) -> bool,
    ) -> std::result::Result<Self, ServiceError> {
        let pack = SurveyPack::read(file, pack_toml).map_err(ServiceError::Pack)?;
        let form = Form::parse(form_xml)?;
        let files = FormFiles::gather(&form, media)?;
        Filling::start(&form, &Alone(&files))?;
        let fields = fields(&form);
        let problems = pack.check(&fields, french);
        if problems.is_empty() {
            Ok(Self { pack, form, form_xml: form_xml.to_owned(), files, texts, fields })
        } else {
            Err(ServiceError::Pack(problems))
        }
    }
}

/// The list of places that a survey's form offers (`places.csv`, with the columns `name` and `label`): the communes in which it is held,
/// each with its cercle, since several communes may share a name.
pub fn places_csv(survey: &Survey, places: &Places) -> Vec<u8> {
    let held = &survey.pack.sample.places;
    let is_held = |place: &Place<'_>| {
        held.is_empty() || place.upwards().any(|above| held.iter().any(|code| code == above.code()))
    };
    let mut rows: Vec<(String, &str)> = places
        .iter()
        .filter(|place| place.level() == Level::Commune && is_held(place))
        .map(|place| {
            let cercle = place.parent().map_or("", |cercle| cercle.name());
            (format!("{} ({cercle})", place.name()).replace('"', "\"\""), place.code())
        })
        .collect();
    rows.sort_unstable();
    let lines: String = rows.iter().map(|(label, code)| format!("{code},\"{label}\"\n")).collect();
    format!("name,label\n{lines}").into_bytes()
}

/// The form of a survey as it is given to telephones: with the list of places where it asks for one.
pub fn for_telephones(survey: &Survey, places: &Places) -> Addition {
    let wants_places = survey.form.media().contains(&intake::PLACES);
    let list = wants_places.then(|| (bare(intake::PLACES).to_owned(), places_csv(survey, places)));
    Addition {
        xml: survey.form_xml.clone().into_bytes(),
        pack: Some(survey.pack.id.clone()),
        media: list.into_iter().collect(),
        draft: false,
    }
}

/// The interviews wanted in each place of a round, by its code.
///
/// # Errors
/// [`crate::Error::Internal`] when the places of the house are no tree.
pub fn plan_of(house: &House, survey: &Survey, round: &Round) -> Result<BTreeMap<String, u32>> {
    let places = PlaceTree::new(publish::places(&house.places))?;
    Ok(civic::survey::plan(&survey.pack, round, &places, &house.people))
}

/// Everything a record of the form says, but for its metadata and what is only read and confirmed.
pub fn fields(form: &Form) -> Vec<FieldSeen> {
    let schema = form.schema();
    let is_meta = |node: &SchemaNode<'_>| {
        node.parent.and_then(|parent| schema.get(parent)).is_some_and(|parent| parent.name == "meta")
    };
    let asked = schema.iter().filter(|node| node.role == Role::Field && !is_meta(node));
    asked
        .filter(|node| node.kind != Some(&Kind::Acknowledge))
        .map(|node| FieldSeen {
            name: node.name.to_owned(),
            kind: kind_of(node),
            choices: node.choices.iter().map(|choice| choice.value.clone()).collect(),
        })
        .collect()
}

fn kind_of(node: &SchemaNode<'_>) -> FieldKind {
    match node.kind {
        Some(Kind::SelectOne)
            if node.choices_file.as_ref().is_some_and(|file| file.src == intake::PLACES) =>
        {
            FieldKind::Place
        }
        Some(Kind::SelectOne) => FieldKind::Select1,
        Some(Kind::SelectMany) => FieldKind::Select,
        Some(Kind::Integer | Kind::Range { integer: true, .. }) => FieldKind::Integer,
        Some(Kind::Decimal | Kind::Range { .. }) => FieldKind::Decimal,
        Some(Kind::Date | Kind::DateTime) => FieldKind::Date,
        Some(Kind::GeoPoint | Kind::GeoTrace | Kind::GeoShape) => FieldKind::Geopoint,
        Some(Kind::Upload { .. }) => FieldKind::Upload,
        // What no question asks for is computed or taken from the phone.
        None if matches!(node.data_type, "dateTime" | "date") => FieldKind::Date,
        _ => FieldKind::Text,
    }
}
