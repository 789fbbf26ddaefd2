//! One volunteer in a round: their places, how far each is, their interviews.

use super::{Found, View, count, find, place, round::barred};
use crate::desk::{Desk, Spot};
use crate::ui::page::card;
use crate::ui::table::{Column, Narrow, facts, figures, table};
use crate::ui::{Html, Markup, html};
use crate::{Error, Result};
use acts::survey::supervision::{self, Sharing};
use axum::extract::Path;
use civic::survey::sample::Progress;
use kernel::Uuid;

/// The interviews of somebody in a round.
pub(super) struct Own {
    /// All of them, also those without consent.
    pub held: usize,
    /// Those that carry a sign.
    pub signs: usize,
    /// Those that were set aside.
    pub aside: usize,
    /// What was asked of them, and what of it they held.
    pub assigned: Progress,
    /// Interviews that count and that they held where somebody else is to work.
    pub elsewhere: u32,
}

impl Own {
    pub(super) fn of(view: &View<'_>, sharing: &Sharing, id: Option<Uuid>) -> Self {
        let mine = || view.picture.interviews.iter().filter(move |one| one.volunteer == id);
        let places: Vec<&str> =
            id.map_or_else(Vec::new, |id| sharing.of(id).map(|lot| &*lot.place).collect());
        let in_own = mine()
            .filter(|one| one.counts() && one.place.as_deref().is_some_and(|place| places.contains(&place)));
        let (held, counted) = (in_own.count() as u32, mine().filter(|one| one.counts()).count() as u32);
        Self {
            held: mine().count(),
            signs: mine().filter(|one| !one.signs.is_empty()).count(),
            aside: mine().filter(|one| one.review == store::reviews::Review::Rejected).count(),
            assigned: Progress {
                wanted: id.map_or(0, |id| sharing.of(id).map(|lot| lot.wanted).sum()),
                held,
            },
            elsewhere: counted - held,
        }
    }
}

/// The page.
pub(super) async fn show(
    desk: Desk,
    Path((survey, round, id)): Path<(String, String, Uuid)>,
) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let hand = sharing.hand(id).ok_or(Error::NotFound)?;
    let own = Own::of(&view, &sharing, Some(id));
    let tr = &desk.tr;
    let seen = hand.seen.map_or_else(|| tr.t("volunteers-never"), |at| tr.moment(at));
    let works = match hand.places.as_slice() {
        [] => crate::desk::place::name(&desk, None),
        places => places.iter().map(|code| place(&desk, code)).collect::<Vec<_>>().join(" · "),
    };
    Ok(desk.page(Spot::Surveys, hand.name.as_str()).show(html! {
        (view.head("/people"))
        h2 { (hand.name) }
        (figures(&[
            (tr.t("supervision-assigned"), tr.number(own.assigned.wanted.into())),
            (tr.t("supervision-in-own-places"), tr.number(own.assigned.held.into())),
            (tr.t("supervision-interviews"), tr.number(count(own.held))),
            (tr.t("supervision-with-sign"), tr.number(count(own.signs))),
            (tr.t("supervision-set-aside"), tr.number(count(own.aside))),
        ]))
        @if own.elsewhere > 0 && own.assigned.wanted > 0 {
            p { (tr.ta("supervision-not-own", &[("n", own.elsewhere.into())])) }
        }
        (card(None, html! {
            (facts(&[(tr.t("volunteers-seen"), html! { (seen) }), (tr.t("volunteers-places"), html! { (works) })]))
            @if own.signs > 0 { p { a href=(view.to(&format!("/signs?volunteer={id}"))) { (tr.t("supervision-see-signs")) } } }
        }))
        (card(Some(&tr.t("supervision-own-places")), lots(&view, &sharing, id)))
    }))
}

fn lots(view: &View<'_>, sharing: &Sharing, id: Uuid) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let lines: Vec<Vec<Markup>> = sharing
        .of(id)
        .map(|lot| {
            let mine = view.picture.interviews.iter().filter(|one| {
                one.volunteer == Some(id) && one.counts() && one.place.as_deref() == Some(&*lot.place)
            });
            let (mine, of) =
                (count(mine.count()), [("held", lot.held.into()), ("wanted", lot.wanted.into())]);
            vec![
                html! {
                    (place(desk, &lot.place))
                    // Others may have worked there too.
                    @if mine != i64::from(lot.held) { br; small { (tr.ta("supervision-by-them", &[("n", mine.into())])) } }
                },
                html! { (tr.ta("supervision-of-wanted", &of)) },
                barred(desk, Progress { wanted: lot.wanted, held: lot.held }),
            ]
        })
        .collect();
    let heads = [
        Column::words(tr.t("supervision-place")),
        Column::numbers(tr.t("supervision-counted")),
        Column::words(tr.t("supervision-percent")),
    ];
    html! {
        @if lines.is_empty() { p { (tr.t("supervision-no-place")) } }
        @else { (table(Narrow::Scroll, &tr.t("supervision-own-places"), false, &heads, &lines)) }
    }
}
