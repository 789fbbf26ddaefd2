//! A map in shades, drawn by the server from shapes given as SVG paths. Every area is a link and says its figure; the
//! table beside the map carries the same figures and links.

use maud::{Markup, html};

/// An area of the map.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Path data, in the units of the map's view box.
    pub d: String,
    /// Name and figure, e.g. "Ségou: 115".
    pub said: String,
    /// Shade, 0 (lightest) to 4.
    pub shade: u8,
    /// Where it leads: one level down.
    pub href: Option<String>,
}

/// A map with its key.
#[derive(Debug, Clone)]
pub struct Choropleth {
    /// What the map shows.
    pub title: String,
    /// SVG view box, e.g. "0 0 640 594".
    pub view_box: String,
    /// The areas.
    pub shapes: Vec<Shape>,
    /// What each shade stands for: `(shade, label)`.
    pub key: Vec<(u8, String)>,
}

/// Draws the map and its key.
pub fn choropleth(map: &Choropleth) -> Markup {
    html! {
        svg class="map" viewBox=(map.view_box) role="group" aria-label=(map.title) {
            @for shape in &map.shapes {
                @match &shape.href {
                    Some(href) => a href=(href) aria-label=(shape.said) { (area(shape)) },
                    None => g role="img" aria-label=(shape.said) { (area(shape)) },
                }
            }
        }
        ul class="key" { @for (shade, label) in &map.key { li { i class=(shade_class(*shade)) {} (label) } } }
    }
}

/// Outlines with points on them, as one picture: `said` is what it shows, `paths` its outlines, `points` in the units of the
/// view box.
pub fn dots(view_box: &str, said: &str, paths: &[String], points: &[(i32, i32)]) -> Markup {
    html! {
        svg class="map" viewBox=(view_box) role="img" aria-label=(said) {
            @for d in paths { path class="c0" d=(d); }
            @for (x, y) in points { circle class="dot" cx=(x) cy=(y) r="4" {} }
        }
    }
}

fn area(shape: &Shape) -> Markup {
    // The title is what a pointer shows; readers have the label of the link.
    html! { path class=(shade_class(shape.shade)) d=(shape.d) { title { (shape.said) } } }
}

fn shade_class(shade: u8) -> String {
    format!("c{}", shade.min(4))
}
