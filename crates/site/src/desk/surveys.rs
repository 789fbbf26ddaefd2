//! `/desk/surveys`: rounds of surveys under way: how far they are, who held what, which interviews carry a sign, which are asked
//! again. For whoever may open the records. Nothing here drops an interview: a person sets one aside, on its own page.

mod check;
mod checks;
mod map;
mod people;
mod places;
mod round;
mod signs;

use super::{Desk, Spot};
use crate::ui::page::{Tone, card, empty, lead, note};
use crate::ui::table::{Column, Filter, Mood, Narrow, chip, filters, table};
use crate::ui::{Html, Markup, html};
use crate::{App, Result};
use acts::Survey;
use acts::survey::supervision::{self, Hand, Look, Picture, Standing};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use civic::pack::Round;
use civic::survey::sample::Progress;
use kernel::Uuid;
use std::sync::Arc;

const LIST: &str = "/desk/surveys";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(LIST, get(list))
        .route("/desk/surveys/{survey}/{round}", get(round::show))
        .route("/desk/surveys/{survey}/{round}/signs", get(signs::show))
        .route("/desk/surveys/{survey}/{round}/places", get(places::show).post(places::take))
        .route("/desk/surveys/{survey}/{round}/people/{id}", get(people::show))
        .route("/desk/surveys/{survey}/{round}/checks", get(checks::show))
        .route("/desk/surveys/{survey}/{round}/checks/{id}", get(check::show).post(check::take))
}

/// A survey and a round, as an address names them. Both are words of a pack, which have no letter to be coded.
type At = Path<(String, String)>;

/// The address of a page of a round.
fn to(survey: &str, round: &str, rest: &str) -> String {
    format!("{LIST}/{survey}/{round}{rest}")
}

async fn list(desk: Desk) -> Result<Html> {
    desk.at(Spot::Surveys)?;
    let tr = &desk.tr;
    let mut lines: Vec<Vec<Markup>> = Vec::new();
    let surveys = supervision::surveys_for(desk.house(), &desk.handler);
    for survey in &surveys {
        let looks = supervision::look_at_all(desk.house(), &desk.handler, survey).await?;
        let standings = supervision::standings(desk.house(), survey).await?;
        for ((round, look), standing) in survey.pack.rounds.iter().zip(&looks).zip(standings) {
            lines.push(line(&desk, survey, round, look, standing));
        }
    }
    let heads = [
        Column::words(tr.t("supervision-round")),
        Column::words(tr.t("supervision-state")),
        Column::words(tr.t("supervision-days")),
        Column::numbers(tr.t("supervision-wanted")),
        Column::numbers(tr.t("supervision-received")),
        Column::numbers(tr.t("supervision-counted")),
        Column::numbers(tr.t("supervision-percent")),
    ];
    let title = tr.t("supervision-title");
    Ok(desk.page(Spot::Surveys, title.as_str()).show(html! {
        h1 { (title) }
        (lead(&tr.t("supervision-lead")))
        @if lines.is_empty() { (empty(&title, html! { p { (tr.t("supervision-none")) } })) }
        @else { (table(Narrow::Cards, &title, false, &heads, &lines)) }
    }))
}

fn line(desk: &Desk, survey: &Survey, round: &Round, look: &Look, standing: Standing) -> Vec<Markup> {
    let tr = &desk.tr;
    let pack = &survey.pack.id;
    let mut cells = vec![
        html! { a href=(to(pack, &round.id, "")) { (named(desk, pack)) " : " (round_name(desk, pack, &round.id)) } },
        state(desk, standing),
        html! { (days(desk, round)) },
    ];
    match look {
        Look::Seen(picture) | Look::Behind(picture) => cells.extend([
            html! { (tr.number(picture.wanted().into())) },
            html! { (tr.number(count(picture.interviews.len()))) },
            html! { (tr.number(picture.counted().into())) },
            html! { (percent(desk, whole(picture))) },
        ]),
        Look::Reading(_) => {
            let soon = || html! { span class="soft" { (tr.t("supervision-soon")) } };
            cells.extend([html! { (tr.number(round.interviews.into())) }, soon(), soon(), soon()]);
        }
    }
    cells
}

fn state(desk: &Desk, standing: Standing) -> Markup {
    let mood = match standing {
        Standing::ToCome | Standing::Over => Mood::Plain,
        Standing::Running => Mood::Waiting,
        Standing::Published => Mood::Good,
    };
    chip(mood, &desk.tr.t(&format!("supervision-state-{}", standing.as_str())))
}

fn days(desk: &Desk, round: &Round) -> String {
    let tr = &desk.tr;
    tr.ta("supervision-from-to", &[("from", tr.date(round.from).into()), ("to", tr.date(round.to).into())])
}

/// What a survey is called.
fn named(desk: &Desk, pack: &str) -> String {
    desk.tr.pack(pack, "pack-name").unwrap_or_else(|| pack.to_owned())
}

/// What a round is called.
fn round_name(desk: &Desk, pack: &str, round: &str) -> String {
    desk.tr.pack(pack, &format!("round-{round}")).unwrap_or_else(|| round.to_owned())
}

fn whole(picture: &Picture) -> Progress {
    Progress { wanted: picture.wanted(), held: picture.counted() }
}

/// Percent of the plan, rounded down.
fn percent(desk: &Desk, progress: Progress) -> String {
    desk.tr.ta("percent", &[("n", progress.percent().into())])
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The bare name of a place; its code where the house does not know it.
fn place<'d>(desk: &'d Desk, code: &'d str) -> &'d str {
    desk.house().places.get(code).map_or(code, |place| place.name())
}

/// The name of who held an interview.
fn who(desk: &Desk, hands: &[Hand], id: Option<Uuid>) -> String {
    match id {
        Some(id) => hands
            .iter()
            .find(|hand| hand.id == id)
            .map_or_else(|| desk.tr.t("queue-nobody"), |hand| hand.name.clone()),
        None => desk.tr.t("supervision-paper"),
    }
}

/// The places of surveys that were given to a volunteer; nothing where there are none.
pub(super) async fn given(desk: &Desk, id: Uuid) -> Result<Markup> {
    let all = supervision::given_to(desk.house(), &desk.handler, id).await?;
    let mut rounds: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for (survey, round, code) in &all {
        match rounds.last_mut().filter(|last| last.0 == survey && last.1 == round) {
            Some(last) => last.2.push(place(desk, code)),
            None => rounds.push((survey, round, vec![place(desk, code)])),
        }
    }
    Ok(html! {
        @if !rounds.is_empty() {
            (card(Some(&desk.tr.t("supervision-volunteer-places")), html! {
                @for (survey, round, places) in rounds {
                    p {
                        a href=(to(survey, round, &format!("/people/{id}"))) { (named(desk, survey)) " : " (round_name(desk, survey, round)) }
                        br; (places.join(" · "))
                    }
                }
            }))
        }
    })
}

/// A round of a survey that somebody looks at.
struct View<'d> {
    desk: &'d Desk,
    survey: &'d Survey,
    picture: Arc<Picture>,
    /// Whether something came since that is being worked out.
    behind: bool,
}

/// What a page of a round has to show: the round, or that it is being read.
enum Found<'d> {
    Seen(View<'d>),
    Reading(Html),
}

/// Finds a round, for whoever may open the records.
async fn find<'d>(desk: &'d Desk, survey: &str, round: &str) -> Result<Found<'d>> {
    desk.at(Spot::Surveys)?;
    let look = supervision::look(desk.house(), &desk.handler, survey, round).await?;
    let survey = supervision::survey_for(desk.house(), &desk.handler, survey)?;
    let read = match look {
        Look::Seen(picture) => return Ok(Found::Seen(View { desk, survey, picture, behind: false })),
        Look::Behind(picture) => return Ok(Found::Seen(View { desk, survey, picture, behind: true })),
        Look::Reading(read) => count(read),
    };
    let tr = &desk.tr;
    let title = named(desk, &survey.pack.id);
    Ok(Found::Reading(desk.page(Spot::Surveys, title.as_str()).show(html! {
        p { a href=(LIST) { (tr.t("supervision-back")) } }
        h1 { (title) " : " (round_name(desk, &survey.pack.id, round)) }
        (note(Tone::Plain, html! {
            p role="status" { (tr.ta("supervision-reading", &[("n", read.into())])) }
            p { a href=(desk.uri.path()) { (tr.t("supervision-again")) } }
        }))
    })))
}

/// Finds a round for an act upon it.
async fn needed<'d>(desk: &'d Desk, survey: &str, round: &str) -> Result<View<'d>> {
    desk.at(Spot::Surveys)?;
    let picture = supervision::seen(desk.house(), &desk.handler, survey, round).await?;
    let survey = supervision::survey_for(desk.house(), &desk.handler, survey)?;
    Ok(View { desk, survey, picture, behind: false })
}

impl View<'_> {
    fn to(&self, rest: &str) -> String {
        to(&self.survey.pack.id, &self.picture.round.id, rest)
    }

    /// The head of every page of the round: what it is, and the way to the others.
    fn head(&self, part: &str) -> Markup {
        let (desk, tr) = (self.desk, &self.desk.tr);
        let pack = &self.survey.pack.id;
        let mut parts = vec![
            ("", "supervision-part-progress"),
            ("/signs", "supervision-part-signs"),
            ("/places", "supervision-part-places"),
        ];
        if self.survey.pack.backchecks.is_some() {
            parts.push(("/checks", "supervision-part-checks"));
        }
        let parts: Vec<Filter> = parts
            .into_iter()
            .map(|(rest, key)| Filter {
                href: self.to(rest),
                label: tr.t(key),
                count: None,
                current: rest == part,
            })
            .collect();
        let at = tr.moment(self.picture.at);
        html! {
            p { a href=(LIST) { (tr.t("supervision-back")) } }
            h1 { (named(desk, pack)) " : " (round_name(desk, pack, &self.picture.round.id)) }
            p class="soft" { (days(desk, &self.picture.round)) " · " (tr.ta("supervision-at", &[("moment", at.into())])) }
            @if self.behind { (note(Tone::Plain, html! { p role="status" { (tr.t("supervision-behind")) } })) }
            (filters(tr, &tr.t("supervision-parts"), &parts))
        }
    }

    fn title(&self, key: &str) -> String {
        format!("{} · {}", self.desk.tr.t(key), named(self.desk, &self.survey.pack.id))
    }
}
