//! The places of a page as a map in shades.

use super::View;
use crate::ui::map::{Choropleth, Shape};
use crate::{Visit, public::words};
use civic::publication::Measure;
use formats::layer::Layer;

/// Width of a drawing in its own pixels: enough for a phone, and few bytes.
const WIDTH: u32 = 440;

/// The map of the places listed; none where the country came without outlines.
pub(super) fn of(view: &View<'_>) -> Option<Choropleth> {
    let tr = &view.visit.tr;
    let layer = layer(view.visit, view.below)?;
    let within = (view.level > 0).then_some(view.place);
    let drawing = layer.draw(within, WIDTH)?;
    let counts: Vec<Option<u64>> =
        drawing.shapes.iter().map(|shape| view.reading.at(shape.code, Measure::Received).count).collect();
    let scale = Scale::of(counts.iter().flatten().copied(), u64::from(view.rule.round));
    let view_box = drawing.view_box();
    let shapes = drawing.shapes.into_iter().zip(&counts).map(|(shape, count)| {
        let figure = match count {
            Some(_) => view.reading.at(shape.code, Measure::Received).said(tr),
            None => view.withheld(),
        };
        let name = words::place(view.visit, shape.code);
        Shape {
            d: shape.d,
            said: tr.ta("data-map-area", &[("place", name.into()), ("figure", figure.into())]),
            shade: scale.shade(*count),
            href: Some(view.to(shape.code)),
        }
    });
    let shapes = shapes.collect();
    let level = tr.t(&words::level(view.below));
    Some(Choropleth {
        title: tr.ta("data-map-title", &[("level", level.into()), ("period", view.period_name().into())]),
        view_box,
        shapes,
        key: std::iter::once((0, view.withheld())).chain(scale.key(view)).collect(),
    })
}

fn layer(visit: &Visit, level: u8) -> Option<&Layer> {
    let outlines = visit.app.outlines.as_ref()?;
    match level {
        1 => Some(&outlines.regions),
        2 => Some(&outlines.cercles),
        3 => Some(&outlines.communes),
        _ => None,
    }
}

/// Which counts take which shade. Counts of places lie far apart, so the steps are ratios: each shade begins at the same
/// multiple of the one before.
#[derive(Debug, PartialEq, Eq)]
struct Scale {
    /// Where each shade from 1 upwards begins; multiples of the rounding base, rising.
    from: Vec<u64>,
    round: u64,
    most: u64,
}

impl Scale {
    fn of(counts: impl Iterator<Item = u64> + Clone, round: u64) -> Self {
        let (Some(least), Some(most)) = (counts.clone().min(), counts.max()) else {
            return Self { from: Vec::new(), round, most: 0 };
        };
        let step = (most as f64 / least as f64).powf(0.25);
        let mut from: Vec<u64> = (0..4).map(|shade| even(least as f64 * step.powi(shade), round)).collect();
        from.dedup();
        Self { from, round, most }
    }

    fn shade(&self, count: Option<u64>) -> u8 {
        let Some(count) = count else { return 0 };
        let passed = self.from.iter().filter(|from| **from <= count).count();
        // With fewer shades than four, the darkest are used: light is for what is withheld.
        (passed + 4 - self.from.len()).min(4) as u8
    }

    fn key(&self, view: &View<'_>) -> Vec<(u8, String)> {
        let tr = &view.visit.tr;
        let say = |n: u64| super::super::reading::number(tr, n);
        let label = |(at, from): (usize, &u64)| {
            let text = match self.from.get(at + 1).map(|next| next - self.round) {
                Some(to) if to > *from => {
                    tr.ta("data-map-range", &[("from", say(*from).into()), ("to", say(to).into())])
                }
                Some(_) => say(*from),
                None if self.most == *from => say(*from),
                None => tr.ta("data-map-over", &[("from", say(*from).into())]),
            };
            (self.shade(Some(*from)), text)
        };
        self.from.iter().enumerate().map(label).collect()
    }
}

/// The nearest number that people read easily: two digits and noughts, and a multiple of the rounding base.
fn even(value: f64, round: u64) -> u64 {
    let mut unit = round.max(1);
    while value / unit as f64 >= 100.0 {
        unit *= 10;
    }
    (value / unit as f64).round() as u64 * unit
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn shades_rise_by_ratios_and_begin_at_round_numbers() {
        let scale = Scale::of([10, 45, 115, 30].into_iter(), 5);
        assert_eq!(scale.from, [10, 20, 35, 60]);
        let shades =
            [None, Some(10), Some(15), Some(20), Some(59), Some(60), Some(115)].map(|n| scale.shade(n));
        assert_eq!(shades, [0, 1, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn large_steps_begin_at_numbers_that_are_read_easily() {
        assert_eq!(Scale::of([25, 24_560].into_iter(), 5).from, [25, 140, 800, 4_400]);
    }

    #[test]
    fn few_different_counts_take_fewer_shades_and_what_is_withheld_stays_the_lightest() {
        let scale = Scale::of([10, 10].into_iter(), 5);
        assert_eq!(scale.from, [10]);
        assert_eq!((scale.shade(None), scale.shade(Some(10))), (0, 4));
        assert_eq!(Scale::of(std::iter::empty(), 5).shade(None), 0);
    }
}
