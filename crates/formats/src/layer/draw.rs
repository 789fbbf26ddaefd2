//! Drawing a layer as SVG paths in whole pixels.
//!
//! The map goes to telephones on slow networks, so every byte counts: relative whole numbers, no point that the eye
//! cannot tell from its neighbours. Neighbouring places share the points of their border and each point is rounded on
//! its own, so borders still meet.

use super::{Layer, Point, Shape};
use std::fmt::Write as _;

/// Room left around the shapes so that their outline is not cut off, in pixels.
const MARGIN: f64 = 2.0;

/// A map ready for an `<svg>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing<'a> {
    /// Width of the view box, as asked for.
    pub width: u32,
    /// Height of the view box, as the shapes need it.
    pub height: u32,
    /// The places, in the order of the layer.
    pub shapes: Vec<DrawnShape<'a>>,
}

/// One place of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnShape<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its outline: the `d` of a `<path>`.
    pub d: String,
}

impl Drawing<'_> {
    /// The `viewBox` of the `<svg>`.
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", self.width, self.height)
    }
}

impl Layer {
    /// Draws the places that lie directly in `within`, or all of them, `width` pixels wide (at least 16), north up.
    /// Equirectangular, scaled at the middle latitude: within one country no eye sees the difference.
    /// `None` if no place of the layer lies there.
    pub fn draw(&self, within: Option<&str>, width: u32) -> Option<Drawing<'_>> {
        let shapes: Vec<&Shape> =
            self.shapes.iter().filter(|shape| within.is_none_or(|code| *shape.parent == *code)).collect();
        let points = || shapes.iter().flat_map(|shape| self.rings(shape)).flat_map(|(_, points)| points);
        let frame = Frame::around(points(), width.max(16))?;
        let height = frame.height;
        let shapes = shapes
            .into_iter()
            .map(|shape| DrawnShape { code: &shape.code, name: &shape.name, d: self.path(shape, &frame) })
            .collect();
        Some(Drawing { width: width.max(16), height, shapes })
    }

    /// Where points given as latitude and longitude in degrees lie on the drawing of all places, as [`Layer::draw`] makes it;
    /// those outside of it are left out.
    pub fn locate(&self, points: &[(f64, f64)], width: u32) -> Vec<(i32, i32)> {
        let width = width.max(16);
        let all = self.shapes.iter().flat_map(|shape| self.rings(shape)).flat_map(|(_, points)| points);
        let Some(frame) = Frame::around(all, width) else { return Vec::new() };
        let place = |(latitude, longitude): &(f64, f64)| {
            let inside = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            let units = |degrees: f64| (degrees * 1e5).round() as i32;
            inside.then(|| frame.pixel((units(*longitude), units(*latitude))))
        };
        let drawn = |(x, y): &(i32, i32)| {
            (0..=i64::from(width)).contains(&i64::from(*x))
                && (0..=i64::from(frame.height)).contains(&i64::from(*y))
        };
        points.iter().filter_map(place).filter(drawn).collect()
    }

    fn path(&self, shape: &Shape, frame: &Frame) -> String {
        let mut d = String::new();
        for (_, points) in self.rings(shape) {
            let pixels = visible(points.iter().map(|point| frame.pixel(*point)));
            if pixels.len() >= 3 {
                write_ring(&mut d, &pixels);
            }
        }
        // A place smaller than a pixel is still there to be found and followed.
        if d.is_empty()
            && let Some(point) = self.rings(shape).find_map(|(_, points)| points.first())
        {
            let (x, y) = frame.pixel(*point);
            write_ring(&mut d, &[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]);
        }
        d
    }
}

/// Where the globe lies on the paper.
struct Frame {
    west: f64,
    north: f64,
    /// Pixels per unit of longitude and of latitude.
    across: f64,
    down: f64,
    height: u32,
}

impl Frame {
    fn around<'a>(points: impl Iterator<Item = &'a Point>, width: u32) -> Option<Self> {
        let (mut west, mut south, mut east, mut north) = (i32::MAX, i32::MAX, i32::MIN, i32::MIN);
        for (lon, lat) in points {
            (west, east) = (west.min(*lon), east.max(*lon));
            (south, north) = (south.min(*lat), north.max(*lat));
        }
        if west >= east {
            return None;
        }
        let (west, south, east, north) =
            (f64::from(west), f64::from(south), f64::from(east), f64::from(north));
        let shrink = ((south + north) / 2.0 / 1e5).to_radians().cos();
        let across = (f64::from(width) - 2.0 * MARGIN) / (east - west);
        // At a pole a degree of longitude has no width; a country never lies there.
        let down = across / shrink.max(0.01);
        let height = ((north - south) * down + 2.0 * MARGIN).ceil() as u32;
        Some(Self { west, north, across, down, height })
    }

    fn pixel(&self, (lon, lat): Point) -> (i32, i32) {
        let x = (f64::from(lon) - self.west) * self.across + MARGIN;
        let y = (self.north - f64::from(lat)) * self.down + MARGIN;
        (x.round() as i32, y.round() as i32)
    }
}

/// The points of a ring without those that repeat the one before or lie on the line between their neighbours.
fn visible(pixels: impl Iterator<Item = (i32, i32)>) -> Vec<(i32, i32)> {
    let mut kept: Vec<(i32, i32)> = vec![];
    for pixel in pixels {
        if kept.last() == Some(&pixel) {
            continue;
        }
        if kept.len() >= 2 && in_line(kept[kept.len() - 2], kept[kept.len() - 1], pixel) {
            kept.pop();
        }
        if kept.last() != Some(&pixel) {
            kept.push(pixel);
        }
    }
    // The ring closes: its end meets its beginning.
    while kept.len() >= 3 {
        let (first, second, last) = (kept[0], kept[1], kept.len() - 1);
        if kept[last] == first || in_line(kept[last - 1], kept[last], first) {
            kept.pop();
        } else if in_line(kept[last], first, second) {
            kept.remove(0);
        } else {
            break;
        }
    }
    kept
}

fn in_line(a: (i32, i32), b: (i32, i32), c: (i32, i32)) -> bool {
    let (abx, aby, bcx, bcy) = (b.0 - a.0, b.1 - a.1, c.0 - b.0, c.1 - b.1);
    i64::from(abx) * i64::from(bcy) == i64::from(aby) * i64::from(bcx)
}

/// `M12 40l3-1 0 7z`: a minus sign parts numbers as well as a space does.
fn write_ring(d: &mut String, pixels: &[(i32, i32)]) {
    let Some((mut at, rest)) = pixels.split_first().map(|(first, rest)| (*first, rest)) else { return };
    let _ = write!(d, "M{} {}l", at.0, at.1);
    for (number, next) in rest.iter().enumerate() {
        let step = (next.0 - at.0, next.1 - at.1);
        let gap = if number == 0 || step.0 < 0 { "" } else { " " };
        let _ = write!(d, "{gap}{}{}{}", step.0, if step.1 < 0 { "" } else { " " }, step.1);
        at = *next;
    }
    d.push('z');
}
