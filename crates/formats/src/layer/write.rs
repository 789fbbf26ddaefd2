//! Writing a layer back as GeoJSON with figures beside the outlines.

use super::{Layer, Point, Shape};
use serde_json::{Map, Value};
use std::fmt::Write as _;

impl Layer {
    /// A FeatureCollection of one feature a row, with the row's properties as they are and the outline of its place;
    /// a place without an outline has the geometry `null`. Outer rings run counter-clockwise (RFC 7946 §3.1.6).
    pub fn feature_collection<'a>(
        &self,
        rows: impl IntoIterator<Item = (&'a str, Map<String, Value>)>,
    ) -> String {
        self.collection_with(&Map::new(), rows)
    }

    /// The same with members beside the features, as what their properties mean (RFC 7946 §6.1). A member named like one of
    /// a FeatureCollection would stand there twice: `type` and `features` are left out.
    pub fn collection_with<'a>(
        &self,
        members: &Map<String, Value>,
        rows: impl IntoIterator<Item = (&'a str, Map<String, Value>)>,
    ) -> String {
        let mut json = String::from("{\"type\":\"FeatureCollection\",");
        for (name, value) in members.iter().filter(|(name, _)| !matches!(name.as_str(), "type" | "features"))
        {
            let _ = write!(json, "{}:{value},", Value::from(name.as_str()));
        }
        json.push_str("\"features\":[");
        for (number, (code, properties)) in rows.into_iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            let id = Value::from(code);
            let properties = Value::Object(properties);
            let _ = write!(
                json,
                "{comma}\n{{\"type\":\"Feature\",\"id\":{id},\"properties\":{properties},\"geometry\":"
            );
            match self.get(code) {
                Some(shape) => self.write_geometry(&mut json, shape),
                None => json.push_str("null"),
            }
            json.push('}');
        }
        json.push_str("\n]}\n");
        json
    }

    fn write_geometry(&self, json: &mut String, shape: &Shape) {
        json.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
        for (number, (ring, points)) in self.rings(shape).enumerate() {
            json.push_str(match (number, ring.outer) {
                (0, _) => "[",
                (_, true) => "],[",
                (_, false) => ",",
            });
            if (area(points) > 0) == ring.outer {
                write_ring(json, points.iter().chain(points.first()));
            } else {
                write_ring(json, points.iter().rev().chain(points.last()));
            }
        }
        json.push_str("]]}");
    }
}

fn write_ring<'a>(json: &mut String, points: impl Iterator<Item = &'a Point>) {
    json.push('[');
    for (number, (lon, lat)) in points.enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(json, "{comma}[{},{}]", f64::from(*lon) / 1e5, f64::from(*lat) / 1e5);
    }
    json.push(']');
}

/// Twice the area of a ring, positive if it runs counter-clockwise.
fn area(points: &[Point]) -> i64 {
    let next = points.iter().cycle().skip(1);
    points
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum()
}
