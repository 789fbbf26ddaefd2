//! Outlines of places: read from GeoJSON, kept compactly, drawn as SVG paths, written back as GeoJSON.

mod draw;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use draw::{Drawing, DrawnShape};
pub use read::LayerError;

use std::ops::Range;

/// A point in units of 1e-5 degrees, about a metre: longitude, latitude.
type Point = (i32, i32);

/// The outlines of places of one level, in the order of their file.
#[derive(Debug)]
pub struct Layer {
    shapes: Vec<Shape>,
    rings: Vec<Ring>,
    points: Vec<Point>,
}

/// One place of a layer.
#[derive(Debug)]
pub struct Shape {
    code: Box<str>,
    parent: Box<str>,
    name: Box<str>,
    rings: Range<u32>,
}

/// A closed line; its first point is not repeated at the end.
#[derive(Debug)]
struct Ring {
    points: Range<u32>,
    /// Whether it begins a new polygon; if not, it is a hole in the one before.
    outer: bool,
}

impl Shape {
    /// The code of the place.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The code of the place it lies in; empty if the file does not say.
    pub fn parent(&self) -> &str {
        &self.parent
    }

    /// Its name as written in the file.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Layer {
    /// All places of the layer.
    pub fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// The place with `code`.
    pub fn get(&self, code: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| *shape.code == *code)
    }

    fn rings(&self, shape: &Shape) -> impl Iterator<Item = (&Ring, &[Point])> {
        let range = shape.rings.start as usize..shape.rings.end as usize;
        self.rings.get(range).unwrap_or_default().iter().map(|ring| {
            let range = ring.points.start as usize..ring.points.end as usize;
            (ring, self.points.get(range).unwrap_or_default())
        })
    }
}
