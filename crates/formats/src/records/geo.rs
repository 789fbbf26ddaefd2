//! Records on a map: GeoJSON (RFC 7946).

use super::About;
use super::json::{answer, measure};
use super::row::{KEY, PARENT, key, point};
use serde_json::{Map, Value, json};
use std::io;
use xforms::{Content, Row, Tables};

/// A collection of features: a row of one table each, with its first place as geometry and everything as properties.
pub struct Geo<W: io::Write> {
    out: W,
    table: usize,
    begun: bool,
}

impl<W: io::Write> Geo<W> {
    /// Begins the collection of one table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn new(mut out: W, table: usize) -> io::Result<Self> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, table, begun: false })
    }

    /// Writes a row, when it is one of this table.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn row(
        &mut self,
        tables: &Tables,
        instance: &str,
        about: &About<'_>,
        row: &Row<'_>,
    ) -> io::Result<()> {
        if row.table != self.table {
            return Ok(());
        }
        let mut properties = Map::new();
        properties.insert(KEY.to_owned(), key(instance, row.place).into());
        match row.around {
            Some(around) => _ = properties.insert(PARENT.to_owned(), key(instance, around).into()),
            None => {
                properties.extend(about.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            }
        }
        let mut geometry = Value::Null;
        for (field, value) in tables.all()[self.table].fields.iter().zip(row.values) {
            let Some(value) = value else { continue };
            if geometry.is_null() {
                geometry = shape(&field.content, value).unwrap_or_default();
            }
            properties.insert(field.name.clone(), answer(&field.content, value));
        }
        self.feature(geometry, properties)
    }

    /// Writes a record of which nothing but what is known beside its answers can be read.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn closed(&mut self, instance: &str, about: &About<'_>) -> io::Result<()> {
        if self.table != 0 {
            return Ok(());
        }
        let mut properties: Map<String, Value> =
            about.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        properties.insert(KEY.to_owned(), instance.into());
        self.feature(Value::Null, properties)
    }

    fn feature(&mut self, geometry: Value, properties: Map<String, Value>) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        let feature = json!({ "type": "Feature", "geometry": geometry, "properties": properties });
        serde_json::to_writer(&mut self.out, &feature).map_err(io::Error::from)
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out)
    }
}

/// RFC 7946 §3.1: longitude first, altitude where there is one.
fn shape(content: &Content, value: &str) -> Option<Value> {
    let position = |text: &str| {
        let [latitude, longitude, altitude, _] = point(text)?;
        Some(Value::Array([longitude, latitude, altitude].iter().filter_map(|part| measure(part)).collect()))
    };
    let positions = || {
        let parts = value.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(position).collect::<Option<Vec<Value>>>()
    };
    match content {
        Content::Point => Some(json!({ "type": "Point", "coordinates": position(value)? })),
        Content::Line => {
            let line = positions().filter(|line| line.len() >= 2)?;
            Some(json!({ "type": "LineString", "coordinates": line }))
        }
        Content::Area => {
            let ring = positions().filter(|ring| ring.len() >= 2)?;
            // §3.1.6: a ring ends where it begins. What does not is a line around something.
            match ring.len() >= 4 && ring.first() == ring.last() {
                true => Some(json!({ "type": "Polygon", "coordinates": [ring] })),
                false => Some(json!({ "type": "LineString", "coordinates": ring })),
            }
        }
        _ => None,
    }
}
