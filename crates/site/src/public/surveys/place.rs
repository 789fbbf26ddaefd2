//! Which place of a round is looked at, and which lie below it.

use super::view::View;
use crate::public::words;
use crate::ui::{Markup, html};
use crate::{Error, Result};
use civic::place::{Level, Place};
use civic::survey::Figures;

/// A place with a row in the figures by place, and the rows below it.
pub(super) struct Here<'f> {
    /// Its code; that of the country for the whole.
    pub code: &'f str,
    /// Whether it is the whole.
    pub whole: bool,
    /// The rows directly below it, by name.
    pub below: Vec<&'f str>,
}

impl<'f> Here<'f> {
    /// The place of this code; the whole when nothing is asked.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a place without a row: nobody was asked there, or its figures are in those of a larger place.
    pub(super) fn of(view: &View<'_>, figures: &'f Figures, asked: &str) -> Result<Self> {
        let whole = figures.sheet.whole();
        let code = match asked {
            "" => whole,
            code => figures.sheet.rows().find(|of| *of == code).ok_or(Error::NotFound)?,
        };
        let places = &view.visit.house().places;
        let parent = |of: &str| places.get(of).and_then(Place::parent).map(Place::code);
        let mut below: Vec<&str> = figures.sheet.rows().filter(|of| parent(of) == Some(code)).collect();
        below.sort_by_cached_key(|of| civic::place::fold(words::place(view.visit, of)));
        Ok(Self { code, whole: code == whole, below })
    }

    /// Level of the rows below.
    pub(super) fn level_below(&self, view: &View<'_>) -> Option<Level> {
        let first = self.below.first()?;
        view.visit.house().places.get(first).map(Place::level)
    }

    /// Whether a row has rows below it.
    pub(super) fn opens(view: &View<'_>, figures: &Figures, code: &str) -> bool {
        let places = &view.visit.house().places;
        figures
            .sheet
            .rows()
            .any(|of| places.get(of).and_then(Place::parent).is_some_and(|above| above.code() == code))
    }
}

impl View<'_> {
    /// The name of a place with its level, since region, cercle and commune often share a name.
    pub(super) fn place_name(&self, code: &str) -> String {
        let tr = &self.visit.tr;
        match self.visit.house().places.get(code) {
            Some(place) if place.level() != Level::Country => {
                let level = tr.t(&words::level(place.level().number()));
                tr.ta("data-place-of-level", &[("place", place.name().into()), ("level", level.into())])
            }
            Some(place) => place.name().to_owned(),
            None => code.to_owned(),
        }
    }

    /// The places around a place as links, the whole first; nothing for the whole. `to`: address of the page of a place, nothing
    /// for the whole.
    pub(super) fn around(&self, here: &Here<'_>, to: &dyn Fn(&str) -> String) -> Markup {
        if here.whole {
            return html! {};
        }
        let place = self.visit.house().places.get(here.code);
        let above: Vec<Place<'_>> = place.into_iter().flat_map(Place::upwards).skip(1).collect();
        html! {
            nav aria-label=(self.visit.tr.t("data-path")) {
                ol class="path" {
                    @for place in above.iter().rev() {
                        @let code = if place.level() == Level::Country { "" } else { place.code() };
                        li { a href=(to(code)) { (self.place_name(place.code())) } }
                    }
                    li { span aria-current="page" { (self.place_name(here.code)) } }
                }
            }
        }
    }

    /// The name of a row as a link where there are rows below it.
    pub(super) fn place_link(&self, figures: &Figures, code: &str, to: &dyn Fn(&str) -> String) -> Markup {
        let name = words::place(self.visit, code);
        html! {
            @if Here::opens(self, figures, code) { a href=(to(code)) { (name) } } @else { (name) }
        }
    }
}
