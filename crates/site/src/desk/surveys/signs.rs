//! The interviews that carry a sign, each with the way to its record, where somebody approves it or sets it aside.

use super::{At, Found, View, count, find, place, who};
use crate::Result;
use crate::desk::{Desk, Spot, records};
use crate::ui::page::{empty, lead};
use crate::ui::table::{Column, Filter, Mood, Narrow, chip, filters, pages, table};
use crate::ui::{Html, Markup, html};
use acts::survey::supervision::{self, Interview, Sharing};
use axum::extract::Path;
use civic::survey::quality::Sign;
use kernel::Uuid;

/// The signs, as addresses and text keys name them.
pub(super) const KINDS: [&str; 6] = ["short", "far", "night", "clock", "alike", "straight"];
/// Interviews on a page.
const PAGE: usize = 25;

/// The name of a sign.
pub(super) fn kind(sign: &Sign) -> &'static str {
    match sign {
        Sign::Short(_) => "short",
        Sign::Clock => "clock",
        Sign::Far(_) => "far",
        Sign::Night(_) => "night",
        Sign::Alike(..) => "alike",
        Sign::Straight(_) => "straight",
    }
}

/// What narrows the list.
#[derive(Default, Clone)]
struct Wanted {
    sign: Option<&'static str>,
    /// Nil for what was typed at the desk.
    volunteer: Option<Uuid>,
    from: usize,
}

impl Wanted {
    fn of(desk: &Desk) -> Self {
        Self {
            sign: desk.query("sign").and_then(|asked| KINDS.into_iter().find(|kind| *kind == asked)),
            volunteer: desk.query("volunteer").and_then(|id| id.parse().ok()),
            from: desk.query("from").and_then(|from| from.parse().ok()).unwrap_or(0),
        }
    }

    fn fits(&self, one: &Interview) -> bool {
        let whose = self.volunteer.is_none_or(|id| one.volunteer.unwrap_or_default() == id);
        whose && one.signs.iter().any(|sign| self.sign.is_none_or(|wanted| kind(sign) == wanted))
    }

    fn href(&self, view: &View<'_>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(sign) = self.sign {
            query.append_pair("sign", sign);
        }
        if let Some(id) = self.volunteer {
            query.append_pair("volunteer", &id.to_string());
        }
        if self.from > 0 {
            query.append_pair("from", &self.from.to_string());
        }
        view.to(&format!("/signs?{}", query.finish()))
    }
}

/// The page.
pub(super) async fn show(desk: Desk, Path((survey, round)): At) -> Result<Html> {
    let view = match find(&desk, &survey, &round).await? {
        Found::Seen(view) => view,
        Found::Reading(page) => return Ok(page),
    };
    let sharing = supervision::sharing(desk.house(), &desk.handler, &survey, &view.picture).await?;
    let (tr, wanted) = (&desk.tr, Wanted::of(&desk));
    // The latest first.
    let found: Vec<&Interview> =
        view.picture.interviews.iter().rev().filter(|one| wanted.fits(one)).collect();
    let shown: Vec<&Interview> = found.iter().skip(wanted.from).take(PAGE).copied().collect();
    let before = (wanted.from > 0)
        .then(|| Wanted { from: wanted.from.saturating_sub(PAGE), ..wanted.clone() }.href(&view));
    let after = (wanted.from.saturating_add(PAGE) < found.len())
        .then(|| Wanted { from: wanted.from + PAGE, ..wanted.clone() }.href(&view));
    let said = tr.ta("supervision-signs-count", &[("n", count(found.len()).into())]);
    Ok(desk.page(Spot::Surveys, view.title("supervision-part-signs")).show(html! {
        (view.head("/signs"))
        (lead(&tr.t("supervision-signs-lead")))
        (filters(tr, &tr.t("supervision-signs"), &kinds(&view, &wanted)))
        @if let Some(id) = wanted.volunteer {
            p {
                (tr.ta("supervision-only-of", &[("name", who(&desk, &sharing.hands, Some(id).filter(|id| !id.is_nil())).into())])) " "
                a href=(Wanted { volunteer: None, from: 0, ..wanted.clone() }.href(&view)) { (tr.t("queue-clear-filter")) }
            }
        }
        @if shown.is_empty() { (empty(&tr.t("supervision-signs-none"), html! {})) }
        @else {
            p { (said) }
            (listed(&view, &sharing, &shown))
            (pages(tr, before.as_deref(), after.as_deref(), &said))
        }
    }))
}

fn kinds(view: &View<'_>, wanted: &Wanted) -> Vec<Filter> {
    let tr = &view.desk.tr;
    let one = |sign: Option<&'static str>, label: String| {
        let asked = Wanted { sign, from: 0, ..wanted.clone() };
        Filter {
            href: asked.href(view),
            label,
            count: Some(view.picture.interviews.iter().filter(|one| asked.fits(one)).count() as u64),
            current: wanted.sign == sign,
        }
    };
    std::iter::once(one(None, tr.t("supervision-signs-all")))
        .chain(KINDS.into_iter().map(|kind| one(Some(kind), tr.t(&format!("supervision-sign-{kind}")))))
        .collect()
}

fn listed(view: &View<'_>, sharing: &Sharing, shown: &[&Interview]) -> Markup {
    let (desk, tr) = (view.desk, &view.desk.tr);
    let lines: Vec<Vec<Markup>> = shown
        .iter()
        .map(|one| {
            vec![
                html! { a href=(records::to(one.id, "")) { (tr.date(one.day)) } },
                html! { (one.place.as_deref().map_or_else(|| tr.t("queue-nobody"), |code| place(desk, code).to_owned())) },
                html! { (who(desk, &sharing.hands, one.volunteer)) },
                html! { div { @for sign in &one.signs { div { (words(view, sign)) } } } },
                html! {
                    (records::review_chip(desk, one.review.as_str()))
                    @if !one.consent { " " (chip(Mood::Plain, &tr.t("supervision-no-consent"))) }
                },
            ]
        })
        .collect();
    let heads = [
        "supervision-interview",
        "supervision-place",
        "supervision-volunteer",
        "supervision-signs",
        "records-review",
    ]
    .map(|key| Column::words(tr.t(key)));
    table(Narrow::Cards, &tr.t("supervision-signs"), false, &heads, &lines)
}

/// What a sign says, in plain words.
fn words(view: &View<'_>, sign: &Sign) -> Markup {
    let tr = &view.desk.tr;
    match sign {
        Sign::Short(minutes) => html! { (tr.ta("supervision-says-short", &[("n", (*minutes).into())])) },
        Sign::Clock => html! { (tr.t("supervision-says-clock")) },
        Sign::Far(km) => html! { (tr.ta("supervision-says-far", &[("n", (*km).into())])) },
        Sign::Night(hour) => {
            html! { (tr.ta("supervision-says-night", &[("hour", hour.to_string().into())])) }
        }
        Sign::Straight(n) => html! { (tr.ta("supervision-says-straight", &[("n", count(*n).into())])) },
        Sign::Alike(other, percent) => html! {
            (tr.ta("supervision-says-alike", &[("percent", (*percent).into())]))
            @if let Some(other) = view.picture.interviews.get(*other) {
                " " a href=(records::to(other.id, "")) { (tr.t("supervision-the-other")) }
            }
        },
    }
}
