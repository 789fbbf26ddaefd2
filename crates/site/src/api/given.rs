//! A JSON value as a client gives it: no duplicate names, numbers kept as they are written in decimal, so that nothing is
//! lost or taken for something else before the form has seen it.

use super::answers::File;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A value of a JSON document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    /// `null`.
    Nothing,
    /// `true` or `false`: no question takes one.
    Flag,
    /// A number, in decimal.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Given>),
    /// An object.
    Object(BTreeMap<String, Given>),
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Given;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Given, E> {
        Ok(Given::Flag)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Given, E> {
        Ok(Given::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Given::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Given, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((name, value)) = object.next_entry()? {
            match values.entry(name) {
                Entry::Vacant(free) => free.insert(value),
                Entry::Occupied(_) => return Err(A::Error::custom("a name stands twice")),
            };
        }
        Ok(Given::Object(values))
    }
}

/// An answer as the description shows it.
impl PartialSchema for Given {
    fn schema() -> RefOr<Schema> {
        let of = |kind: Type, means: &str| ObjectBuilder::new().schema_type(kind).description(Some(means));
        let text =
            of(Type::String, "A text, a date (2027-03-01), the code of a place, the value of a choice.");
        let number = of(Type::Number, "For integer and decimal; a string of digits is as good.");
        let list = ArrayBuilder::new()
            .items(of(Type::String, "The value of a choice."))
            .description(Some("Values of a select, or latitude and longitude of a geopoint in degrees."));
        let choices = OneOfBuilder::new()
            .item(text)
            .item(number)
            .item(list)
            .item(Ref::from_schema_name("File"))
            .item(of(Type::Null, "No answer."))
            .description(Some("An answer, by the type of its field."));
        RefOr::T(Schema::OneOf(choices.build()))
    }
}

impl ToSchema for Given {
    fn name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((File::name().into_owned(), File::schema()));
    }
}
