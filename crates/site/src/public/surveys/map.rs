//! An indicator by place as a map in shades, like the map of cases.

use super::place::Here;
use super::view::View;
use crate::public::words;
use crate::ui::map::{Choropleth, Shape};
use civic::place::Level;
use civic::survey::Figures;
use formats::layer::Layer;

/// Width of a drawing in its own pixels: enough for a phone, and few bytes.
const WIDTH: u32 = 440;
/// Widths that a shade may have, in percent.
const STEPS: [u32; 5] = [5, 10, 15, 20, 25];
/// Shades for figures; the lightest is for places without one.
const SHADES: u32 = 4;

/// The map of the places of a level; none where the country came without outlines.
pub(super) fn of(
    view: &View<'_>,
    title: &str,
    figures: &Figures,
    level: Level,
    within: Option<&str>,
    to: &dyn Fn(&str) -> String,
) -> Option<Choropleth> {
    let tr = &view.visit.tr;
    let drawing = layer(view, level)?.draw(within, WIDTH)?;
    let cells: Vec<_> = drawing.shapes.iter().map(|shape| figures.sheet.cell(shape.code, "yes")).collect();
    let percent = |share: f64| (share * 100.0).round() as u32;
    let scale = Scale::of(cells.iter().flatten().map(|cell| percent(cell.estimate().share)));
    let view_box = drawing.view_box();
    let none = tr.t("survey-map-none");
    let shapes = drawing
        .shapes
        .into_iter()
        .zip(&cells)
        .map(|(shape, cell)| {
            let figure = match cell {
                Some(cell) => {
                    format!("{} ({})", view.percent(cell), view.within(cell, "survey-between"))
                }
                None => none.clone(),
            };
            let name = words::place(view.visit, shape.code);
            Shape {
                d: shape.d,
                said: tr.ta("data-map-area", &[("place", name.into()), ("figure", figure.into())]),
                shade: cell.as_ref().map_or(0, |cell| scale.shade(percent(cell.estimate().share))),
                href: Here::opens(view, figures, shape.code).then(|| to(shape.code)),
            }
        })
        .collect();
    let level = tr.t(&words::level(level.number()));
    let range = |(shade, from, to): (u8, u32, u32)| {
        let label =
            tr.ta("survey-map-range", &[("from", i64::from(from).into()), ("to", i64::from(to).into())]);
        (shade, label)
    };
    Some(Choropleth {
        title: tr.ta("survey-map-title", &[("indicator", title.into()), ("level", level.into())]),
        view_box,
        shapes,
        key: std::iter::once((0, none)).chain(scale.key().map(range)).collect(),
    })
}

fn layer<'v>(view: &'v View<'_>, level: Level) -> Option<&'v Layer> {
    let outlines = view.visit.app.outlines.as_ref()?;
    match level {
        Level::Region => Some(&outlines.regions),
        Level::Cercle => Some(&outlines.cercles),
        Level::Commune => Some(&outlines.communes),
        Level::Country | Level::Locality => None,
    }
}

/// Which percentages take which shade: steps of one width, that begin at a multiple of it.
#[derive(Debug, PartialEq, Eq)]
struct Scale {
    from: u32,
    step: u32,
    /// How many shades there are.
    shades: u32,
}

impl Scale {
    fn of(percents: impl Iterator<Item = u32> + Clone) -> Self {
        let (Some(least), Some(most)) = (percents.clone().min(), percents.max()) else {
            return Self { from: 0, step: STEPS[0], shades: 0 };
        };
        let from = |step: u32| least / step * step;
        let fits = |step: &u32| most < from(*step) + SHADES * step || from(*step) + SHADES * step >= 100;
        let step = STEPS.into_iter().find(fits).unwrap_or(25);
        let last = most.min(from(step) + SHADES * step - 1);
        Self { from: from(step), step, shades: (last - from(step)) / step + 1 }
    }

    fn shade(&self, percent: u32) -> u8 {
        let step = (percent.saturating_sub(self.from) / self.step).min(self.shades.saturating_sub(1));
        // With fewer shades than four, the darkest are used: light is for what has no figure.
        (step + 1 + SHADES - self.shades).min(SHADES) as u8
    }

    /// Each shade with its first and last percent.
    fn key(&self) -> impl Iterator<Item = (u8, u32, u32)> {
        (0..self.shades).map(|at| {
            let from = self.from + at * self.step;
            // The last step of a scale that ends at a hundred holds the hundred.
            let to = if from + self.step >= 100 { 100 } else { from + self.step - 1 };
            (self.shade(from), from, to)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn shades_are_equal_steps_that_begin_at_round_percents() {
        let scale = Scale::of([31, 42, 58, 66].into_iter());
        assert_eq!((scale.from, scale.step, scale.shades), (30, 10, 4));
        assert_eq!([31, 39, 40, 58, 66].map(|percent| scale.shade(percent)), [1, 1, 2, 3, 4]);
        assert_eq!(scale.key().collect::<Vec<_>>(), [(1, 30, 39), (2, 40, 49), (3, 50, 59), (4, 60, 69)]);
    }

    #[test]
    fn the_whole_range_fits_and_a_hundred_is_in_the_last_shade() {
        let scale = Scale::of([0, 100].into_iter());
        assert_eq!(scale.key().collect::<Vec<_>>(), [(1, 0, 24), (2, 25, 49), (3, 50, 74), (4, 75, 100)]);
        assert_eq!((scale.shade(0), scale.shade(100)), (1, 4));
        for least in 0..=100 {
            for most in least..=100 {
                let scale = Scale::of([least, most].into_iter());
                let holds = |percent: u32| {
                    let shade = scale.shade(percent);
                    scale.key().any(|(of, from, to)| of == shade && (from..=to).contains(&percent))
                };
                assert!(holds(least) && holds(most), "{least} {most} {scale:?}");
            }
        }
    }

    #[test]
    fn few_different_figures_take_the_darkest_shades_and_none_takes_none() {
        let scale = Scale::of([52, 54].into_iter());
        assert_eq!((scale.shades, scale.shade(52)), (1, 4));
        assert_eq!(Scale::of(std::iter::empty()).key().count(), 0);
    }
}
