//! Questions and what they offer as JSON.

use super::{Export, lean};
use crate::form::{ChoiceSource, Control, Kind, RowLabel};
use serde_json::{Value, json};

impl Export<'_> {
    pub(super) fn control(&mut self, control: &Control) -> Value {
        let (range, mediatype) = match &control.kind {
            Kind::Range { start, end, step, integer } => {
                (Some(json!({ "start": start, "end": end, "step": step, "integer": integer })), None)
            }
            Kind::Upload { mediatype } => (None, Some(mediatype)),
            _ => (None, None),
        };
        let settings: serde_json::Map<String, Value> =
            control.settings.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        lean(json!({
            "name": control.name,
            "def": control.def.0,
            "type": word(&control.kind),
            "range": range,
            "mediatype": mediatype,
            "label": self.label(control.label.as_ref()),
            "hint": self.label(control.hint.as_ref()),
            "choices": self.choices(&control.choices),
            "appearance": control.appearances,
            "settings": settings,
            "scope": control.scope,
            "around": control.around.iter().map(|def| def.0).collect::<Vec<_>>(),
        }))
    }

    fn choices(&mut self, choices: &ChoiceSource) -> Value {
        match choices {
            ChoiceSource::None => Value::Null,
            ChoiceSource::Inline(all) => {
                let all: Vec<Value> =
                    all.iter().map(|(value, label)| json!([value, self.label(Some(label))])).collect();
                json!({ "inline": all })
            }
            ChoiceSource::Rows(source) => {
                let label = match &source.label {
                    None => Value::Null,
                    Some(RowLabel::Itext(id)) => json!({ "itext": self.expr(id) }),
                    Some(RowLabel::Text(text)) => json!({ "column": self.expr(text) }),
                    Some(RowLabel::Translated) => json!({ "translated": true }),
                };
                lean(json!({
                    "nodeset": self.expr(&source.nodeset),
                    "value": self.expr(&source.value),
                    "label": label,
                    "column": source.column,
                    "file": source.file,
                }))
            }
        }
    }
}

fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Barcode => "barcode",
        Kind::Integer => "integer",
        Kind::Decimal => "decimal",
        Kind::Date => "date",
        Kind::DateTime => "datetime",
        Kind::Time => "time",
        Kind::SelectOne => "one",
        Kind::SelectMany => "many",
        Kind::Rank => "rank",
        Kind::Range { .. } => "range",
        Kind::GeoPoint => "geopoint",
        Kind::GeoTrace => "geotrace",
        Kind::GeoShape => "geoshape",
        Kind::Upload { .. } => "file",
        Kind::Acknowledge => "acknowledge",
    }
}
