//! Reading a GeoJSON layer (RFC 7946).

use super::{Layer, Point, Ring, Shape};
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// A layer that cannot be used, and the mend.
#[derive(Debug, thiserror::Error)]
pub enum LayerError {
    /// Not JSON, or not a collection of polygons with codes.
    #[error(
        "{0}; a layer is a GeoJSON FeatureCollection of Polygon or MultiPolygon, each with `pcode`, `parent` and `name` in its properties"
    )]
    NotGeoJson(#[from] serde_json::Error),
    /// A document of another kind.
    #[error("the document is a `{0}`; a layer is a FeatureCollection")]
    NotCollection(String),
    /// A point that is nowhere on Earth, mostly because the file is not in longitude and latitude.
    #[error(
        "the outline of `{code}` leaves the globe; write positions as longitude, latitude in degrees (WGS 84)"
    )]
    OffTheGlobe {
        /// The place.
        code: String,
    },
    /// A line with fewer than three different points.
    #[error("the outline of `{code}` has a ring of fewer than three points; draw it or drop it")]
    FlatRing {
        /// The place.
        code: String,
    },
    /// The same code twice.
    #[error("`{code}` has two outlines; join them into one MultiPolygon")]
    Duplicate {
        /// The place.
        code: String,
    },
}

#[derive(serde::Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    features: Vec<Feature>,
}

#[derive(serde::Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(serde::Deserialize)]
struct Properties {
    pcode: String,
    #[serde(default)]
    parent: String,
    #[serde(default)]
    name: String,
}

#[derive(serde::Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Position>>),
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

/// Longitude and latitude in degrees; a height, if given, is passed over.
struct Position(f64, f64);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a position [longitude, latitude]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let missing = |at| serde::de::Error::invalid_length(at, &self);
                let lon = numbers.next_element()?.ok_or_else(|| missing(0))?;
                let lat = numbers.next_element()?.ok_or_else(|| missing(1))?;
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position(lon, lat))
            }
        }
        from.deserialize_seq(Numbers)
    }
}

impl Position {
    fn point(&self) -> Option<Point> {
        let on_globe = self.0.abs() <= 180.0 && self.1.abs() <= 90.0;
        on_globe.then(|| ((self.0 * 1e5).round() as i32, (self.1 * 1e5).round() as i32))
    }
}

impl Layer {
    /// Reads a FeatureCollection of Polygon and MultiPolygon features with the properties `pcode`, `parent`, `name`.
    ///
    /// # Errors
    /// [`LayerError`], with line and column where the document itself is at fault.
    pub fn read(geojson: &[u8]) -> Result<Self, LayerError> {
        let collection: Collection = serde_json::from_slice(geojson)?;
        if collection.kind != "FeatureCollection" {
            return Err(LayerError::NotCollection(collection.kind.chars().take(40).collect()));
        }
        let mut layer = Self { shapes: vec![], rings: vec![], points: vec![] };
        let mut codes = HashSet::new();
        for feature in &collection.features {
            let code = &feature.properties.pcode;
            if !codes.insert(code) {
                return Err(LayerError::Duplicate { code: code.clone() });
            }
            let first = layer.rings.len() as u32;
            match &feature.geometry {
                Geometry::Polygon(rings) => layer.add_polygon(code, rings)?,
                Geometry::MultiPolygon(polygons) => {
                    polygons.iter().try_for_each(|rings| layer.add_polygon(code, rings))?;
                }
            }
            layer.shapes.push(Shape {
                code: code.as_str().into(),
                parent: feature.properties.parent.as_str().into(),
                name: feature.properties.name.as_str().into(),
                rings: first..layer.rings.len() as u32,
            });
        }
        layer.rings.shrink_to_fit();
        layer.points.shrink_to_fit();
        Ok(layer)
    }

    fn add_polygon(&mut self, code: &str, rings: &[Vec<Position>]) -> Result<(), LayerError> {
        for (number, ring) in rings.iter().enumerate() {
            let first = self.points.len();
            for position in ring {
                let point =
                    position.point().ok_or_else(|| LayerError::OffTheGlobe { code: code.to_owned() })?;
                if self.points[first..].last() != Some(&point) {
                    self.points.push(point);
                }
            }
            if self.points.len() > first + 1 && self.points.last() == self.points.get(first) {
                self.points.pop();
            }
            if self.points.len() - first < 3 {
                return Err(LayerError::FlatRing { code: code.to_owned() });
            }
            let points = first as u32..self.points.len() as u32;
            self.rings.push(Ring { points, outer: number == 0 });
        }
        Ok(())
    }
}
