//! Valid answers, made from what the server says of its form and nothing else.

use crate::Server;
use serde_json::{Map, Value, json};

/// Where a partner application learns the questions.
pub const FORM: &str = "/api/v1/packs/denunciation/form";
/// Where it hands in a report.
pub const INTAKE: &str = "/api/v1/cases/denunciation";
/// Where a reporter looks.
pub const RECEIPTS: &str = "/api/v1/receipts";

/// The questions of a pack and a place to answer with.
#[derive(Debug, Clone)]
pub struct Form {
    fields: Vec<Value>,
    place: String,
}

impl Form {
    /// Asks the server.
    pub fn of(server: &Server) -> Self {
        let mut client = server.client();
        let form = client.get(FORM).expect("the form is answered").json();
        let fields = form["fields"].as_array().cloned().unwrap_or_default();
        assert!(!fields.is_empty(), "{FORM} lists no fields: {form}");
        let places =
            client.get("/api/v1/places?q=segou&lang=fr&limit=10").expect("places are answered").json();
        let place = places["places"][0]["code"].as_str().unwrap_or_default().to_owned();
        assert!(!place.is_empty(), "no place answers to segou: {places}");
        Self { fields, place }
    }

    /// The least body that is valid: every required relevant field.
    pub fn least(&self) -> Value {
        self.body(|field| field["required"] == true, "SYNTHETIC report")
    }

    /// The same, with `text` in every text field that is relevant, required or not.
    pub fn with_text(&self, text: &str) -> Value {
        self.body(|field| field["required"] == true || field["type"] == "text", text)
    }

    /// As most reporters answer: what is required, the place, and `text` in every text field that is relevant.
    pub fn complete(&self, text: &str) -> Value {
        let asked = |field: &Value| ["text", "place"].iter().any(|kind| field["type"] == *kind);
        self.body(|field| field["required"] == true || asked(field), text)
    }

    /// Names of the fields of a type that are asked of everybody; what is answered to any other is left out.
    pub fn names(&self, kind: &str) -> Vec<String> {
        let of_kind = self.fields.iter().filter(|field| field["type"] == kind && field["relevant"] == true);
        of_kind.filter_map(|field| field["name"].as_str().map(str::to_owned)).collect()
    }

    fn body(&self, wanted: impl Fn(&Value) -> bool, text: &str) -> Value {
        let mut answers = Map::new();
        for field in self.fields.iter().filter(|field| field["relevant"] == true && wanted(field)) {
            if let (Some(name), Some(value)) = (field["name"].as_str(), self.value(field, text)) {
                answers.insert(name.to_owned(), value);
            }
        }
        json!({ "answers": answers })
    }

    fn value(&self, field: &Value, text: &str) -> Option<Value> {
        let first = &field["choices"][0]["value"];
        match field["type"].as_str()? {
            "text" => Some(json!(text)),
            "integer" => Some(json!(1)),
            "decimal" => Some(json!(1.5)),
            "date" => Some(json!("2025-01-15")),
            "select1" => Some(first.clone()),
            "select" => Some(json!([first])),
            "place" => Some(json!(self.place)),
            "geopoint" => Some(json!("13.43 -6.26 0 0")),
            _ => None,
        }
    }
}
