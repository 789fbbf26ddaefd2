//! Where records were made, as points on the outlines of the regions. Drawn for those who may open records, and for nobody else.

use super::submissions::href;
use crate::desk::{Desk, Spot};
use crate::ui::map::dots as drawing;
use crate::ui::page::{Tone, card, empty, lead, note};
use crate::ui::{Html, Markup, html};
use acts::collect::desk::{Dots, Wanted};
use store::forms::FormRow;

pub(super) use super::submissions::on_map as show;

/// Width of the drawing in its own pixels.
const WIDTH: u32 = 640;

pub(super) fn page(desk: &Desk, form: &FormRow, wanted: &Wanted, dots: &Dots) -> Html {
    let tr = &desk.tr;
    let title = tr.ta("records-map-title", &[("form", form.title.as_str().into())]);
    desk.page(Spot::Forms, title.as_str()).sheet("data").show(html! {
        p { a href=(href(form, "/submissions", wanted)) { (tr.t("records-back")) } }
        h1 { (title) }
        (lead(&tr.t("records-map-lead")))
        (drawn(desk, dots))
    })
}

fn drawn(desk: &Desk, dots: &Dots) -> Markup {
    let tr = &desk.tr;
    let outlines = desk.app.outlines.as_ref();
    let Some(drawn) = outlines.and_then(|outlines| outlines.regions.draw(None, WIDTH)) else {
        return empty(&tr.t("records-map-none"), html! {});
    };
    let points = outlines.map(|outlines| outlines.regions.locate(&dots.points, WIDTH)).unwrap_or_default();
    let without = dots.records - dots.points.len();
    let outside = dots.points.len() - points.len();
    let said =
        tr.ta("records-map-said", &[("points", points.len().into()), ("records", dots.records.into())]);
    let paths: Vec<String> = drawn.shapes.iter().map(|shape| shape.d.clone()).collect();
    html! {
        @if dots.more { (note(Tone::Plain, html! { p { (tr.ta("records-map-more", &[("n", dots.records.into())])) } })) }
        (card(None, html! {
            (drawing(&drawn.view_box(), &said, &paths, &points))
            p { (said) }
            @if without > 0 { p class="soft" { (tr.ta("records-map-without", &[("n", without.into())])) } }
            @if outside > 0 { p class="soft" { (tr.ta("records-map-outside", &[("n", outside.into())])) } }
        }))
    }
}
