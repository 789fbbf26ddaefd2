//! What is drawn: strips of a given height, each with texts, lines and boxes at places inside it.

use super::letters::{Letters, PaperError, Weight};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

/// A mark on paper. Lengths in points; x from the left edge of the page, y from the top of the strip.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// A text on one line, y its base line.
    Text { x: f32, y: f32, size: f32, weight: Weight, text: String },
    /// A straight line.
    Line { x: f32, y: f32, to_x: f32, to_y: f32, width: f32 },
    /// An empty rectangle.
    Box { x: f32, y: f32, width: f32, height: f32 },
    /// A black rectangle.
    Bar { x: f32, y: f32, width: f32, height: f32 },
}

/// A strip across the page that is not cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Strip {
    pub height: f32,
    pub marks: Vec<Mark>,
}

impl Strip {
    /// An empty strip.
    pub(super) fn gap(height: f32) -> Self {
        Self { height, marks: Vec::new() }
    }
}

/// Draws a strip whose top is at `top`.
pub(super) fn strip(
    surface: &mut Surface<'_>,
    letters: &Letters,
    top: f32,
    strip: &Strip,
) -> Result<(), PaperError> {
    for mark in &strip.marks {
        match mark {
            Mark::Text { x, y, size, weight, text } => {
                surface.set_fill(Some(Fill::default()));
                surface.set_stroke(None);
                let glyphs = letters.glyphs(text, *weight);
                let at = Point::from_xy(*x, top + y);
                surface.draw_glyphs(at, &glyphs, letters.font(*weight), text, *size, false);
            }
            Mark::Line { x, y, to_x, to_y, width } => {
                let mut path = PathBuilder::new();
                path.move_to(*x, top + y);
                path.line_to(*to_x, top + to_y);
                outline(surface, path, *width)?;
            }
            Mark::Box { x, y, width, height } => {
                outline(surface, rectangle(*x, top + y, *width, *height)?, THIN)?;
            }
            Mark::Bar { x, y, width, height } => {
                let path = rectangle(*x, top + y, *width, *height)?.finish();
                let path = path.ok_or_else(|| PaperError::Pdf("a bar without size".to_owned()))?;
                surface.set_stroke(None);
                surface.set_fill(Some(Fill::default()));
                surface.draw_path(&path);
            }
        }
    }
    Ok(())
}

/// Width of the lines of boxes, in points.
const THIN: f32 = 0.6;

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Result<PathBuilder, PaperError> {
    let mut path = PathBuilder::new();
    let nowhere = || PaperError::Pdf(format!("a box of {width} by {height} points"));
    path.push_rect(Rect::from_xywh(x, y, width, height).ok_or_else(nowhere)?);
    Ok(path)
}

fn outline(surface: &mut Surface<'_>, path: PathBuilder, width: f32) -> Result<(), PaperError> {
    let path = path.finish().ok_or_else(|| PaperError::Pdf("a line without length".to_owned()))?;
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width, ..Stroke::default() }));
    surface.draw_path(&path);
    Ok(())
}
