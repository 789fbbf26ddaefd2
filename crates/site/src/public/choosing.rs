//! Choosing a period: the one form of the pages of figures.

use super::words;
use crate::ui::{Markup, html};
use crate::{Error, Result, Visit};
use civic::publication::{Period, Release};

/// The periods one may choose, newest first. The running totals are one choice, "all", which is no period.
pub fn offered(release: &Release) -> impl Iterator<Item = Period> {
    let all = release.periods().iter().rev().copied();
    all.filter(|period| !matches!(period, Period::Through(_)))
}

/// The period of this name, `2027-Q1` or `2027`; none for no name.
///
/// # Errors
/// [`Error::NotFound`] for a period the release does not cover.
pub fn period(release: &Release, name: &str) -> Result<Option<Period>> {
    match name {
        "" => Ok(None),
        name => offered(release).find(|known| known.to_string() == name).map(Some).ok_or(Error::NotFound),
    }
}

/// The field in which a period is chosen.
pub fn field(visit: &Visit, release: &Release, chosen: Option<Period>) -> Markup {
    let tr = &visit.tr;
    html! {
        label { (tr.t("data-filter-period"))
            select name="period" {
                option value="" { (tr.t("data-all-periods")) }
                @for period in offered(release) {
                    option value=(period) selected[chosen == Some(period)] { (words::period(visit, period)) }
                }
            }
        }
    }
}
