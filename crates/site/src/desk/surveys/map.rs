//! How far the places of a plan are, in shades.

use super::{View, place};
use crate::ui::map::{Choropleth, Shape};
use civic::place::Level;
use civic::survey::sample::Progress;
use formats::layer::Layer;
use std::collections::BTreeMap;

/// Width of a drawing in its own pixels.
const WIDTH: u32 = 440;
/// From how many percent on each shade is taken; the lightest is for what is not in the plan.
const FROM: [u32; 4] = [0, 25, 75, 100];

/// The plan by places of a level, by code.
pub(super) fn by_level(view: &View<'_>, depth: u8) -> BTreeMap<String, Progress> {
    let places = &view.desk.house().places;
    let above = |code: &str| {
        let found = Level::from_number(depth).and_then(|level| places.get(code)?.ancestor_at(level));
        found.map_or_else(|| code.to_owned(), |place| place.code().to_owned())
    };
    let mut all: BTreeMap<String, Progress> = BTreeMap::new();
    for (code, wanted) in &view.picture.plan {
        let one = all.entry(above(code)).or_insert(Progress { wanted: 0, held: 0 });
        one.wanted += wanted;
        one.held += view.picture.held.get(code).copied().unwrap_or(0);
    }
    all
}

/// Those of them that lie in a place.
pub(super) fn within(
    view: &View<'_>,
    of: &BTreeMap<String, Progress>,
    code: &str,
) -> BTreeMap<String, Progress> {
    let places = &view.desk.house().places;
    let inside =
        |one: &&String| places.get(one).is_some_and(|one| one.upwards().any(|above| above.code() == code));
    of.iter().filter(|(one, _)| inside(one)).map(|(one, progress)| (one.clone(), *progress)).collect()
}

/// The map; none for a country without outlines. `inside`: the place whose parts are drawn; `href`: where each leads.
pub(super) fn of(
    view: &View<'_>,
    depth: u8,
    inside: Option<&str>,
    plan: &BTreeMap<String, Progress>,
    href: impl Fn(&str) -> Option<String>,
) -> Option<Choropleth> {
    let tr = &view.desk.tr;
    let drawing = layer(view, depth)?.draw(inside, WIDTH)?;
    let view_box = drawing.view_box();
    let outside = tr.t("supervision-map-outside");
    let shape = |one: formats::layer::DrawnShape<'_>| {
        let progress = plan.get(one.code);
        let figure = progress.map_or_else(
            || outside.clone(),
            |progress| {
                tr.ta(
                    "supervision-map-figure",
                    &[
                        ("held", progress.held.into()),
                        ("wanted", progress.wanted.into()),
                        ("percent", progress.percent().into()),
                    ],
                )
            },
        );
        let named = place(view.desk, one.code);
        Shape {
            said: tr.ta("supervision-map-area", &[("place", named.into()), ("figure", figure.into())]),
            shade: progress.map_or(0, |progress| shade(progress.percent())),
            href: progress.and_then(|_| href(one.code)),
            d: one.d,
        }
    };
    let labels = (1_u8..).zip(FROM).map(|(shade, from)| {
        let key = match FROM.get(usize::from(shade)) {
            Some(next) => tr.ta("supervision-map-range", &[("from", from.into()), ("to", (next - 1).into())]),
            None => tr.ta("supervision-map-full", &[("from", from.into())]),
        };
        (shade, key)
    });
    Some(Choropleth {
        title: tr.t("supervision-map-title"),
        view_box,
        shapes: drawing.shapes.into_iter().map(shape).collect(),
        key: std::iter::once((0, outside.clone())).chain(labels).collect(),
    })
}

fn shade(percent: u32) -> u8 {
    FROM.iter().filter(|from| **from <= percent).count() as u8
}

fn layer<'v>(view: &'v View<'_>, depth: u8) -> Option<&'v Layer> {
    let outlines = view.desk.app.outlines.as_ref()?;
    match depth {
        1 => Some(&outlines.regions),
        2 => Some(&outlines.cercles),
        3 => Some(&outlines.communes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn only_a_place_that_is_full_takes_the_darkest_shade() {
        let shades = [0, 24, 25, 74, 75, 99, 100, 180].map(shade);
        assert_eq!(shades, [1, 1, 2, 2, 3, 3, 4, 4]);
    }
}
