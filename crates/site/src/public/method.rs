//! `/{lang}/data/method`: where the figures come from, by which rule, and when.

use super::{lasting, rule, service, spoken, words};
use crate::ui::page::{card, lead};
use crate::ui::table::facts;
use crate::ui::{Area, Page, html, in_each_language};
use crate::{Result, Visit};
use axum::extract::Path;
use axum::response::Response;
use civic::publication::FinestPeriod;

pub(super) async fn show(Path(lang): Path<String>, visit: Visit) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let pack = &service(&visit)?.pack;
    let edition = visit.app.shelf.edition(&visit, &pack.id).await?;
    let rule = rule(&visit, edition.as_deref())?;
    let (threshold, round, delay) = (rule.threshold, rule.round, rule.delay_days);
    let said = |key: &str| html! { p { (tr.t(key)) } };
    let less = threshold.saturating_sub(1);
    let days = tr.ta("method-days", &[("days", delay.into())]);
    let finest_period = match rule.finest_period {
        FinestPeriod::Quarter => "method-quarter",
        FinestPeriod::Year => "method-year",
    };
    let editions = edition.as_ref().map(|edition| edition.publication.editions.clone()).unwrap_or_default();
    let html = Page::new(visit.app.frame(), tr, Area::Data, tr.t("method-title"))
        .languages(in_each_language(|lang| format!("/{lang}/data/method")))
        .nav(words::nav(&visit, "data/method"))
        .show(html! {
            h1 { (tr.t("method-title")) }
            (lead(&tr.t("method-lead")))
            div class="two" {
                (card(Some(&tr.t("method-rule")), facts(&[
                    (tr.t("method-rule-threshold"), html! { (threshold) }),
                    (tr.t("method-rule-round"), html! { (round) }),
                    (tr.t("method-rule-delay"), html! { (days) }),
                    (tr.t("method-rule-place"), html! { (tr.t(&words::level(rule.finest_place.level()))) }),
                    (tr.t("method-rule-service-place"),
                        html! { (tr.t(&words::level(rule.finest_place_by_service.level()))) }),
                    (tr.t("method-rule-period"), html! { (tr.t(finest_period)) }),
                ])))
                (card(Some(&tr.t("method-releases")), html! {
                    @if editions.is_empty() { p { (tr.ta("data-none-detail", &[("delay", delay.into())])) } }
                    ul { @for made in &editions { li { (tr.ta("method-made", &[("date", tr.date(made.as_of).into())])) } } }
                    @if !editions.is_empty() { p { a href="/data/feed.atom" { (tr.t("files-feed")) } } }
                }))
            }
            div class="lean" {
                h2 { (tr.t("method-what")) } (said("method-what-text"))
                h2 { (tr.t("method-not")) } (said("method-not-text"))
                h2 { (tr.ta("method-threshold", &[("threshold", threshold.into())])) }
                p { (tr.ta("method-threshold-text", &[("threshold", threshold.into()), ("less", less.into())])) }
                h2 { (tr.ta("method-round", &[("round", round.into())])) }
                p { (tr.ta("method-round-text", &[("round", round.into())])) }
                h2 { (tr.t("method-grouped")) } (said("method-grouped-text"))
                h2 { (tr.t("method-late")) }
                p { (tr.ta("method-late-text", &[("delay", delay.into())])) }
                @if let Some(referral) = &pack.referral {
                    h2 { (tr.t("method-answers")) }
                    p { (tr.ta("method-answers-text", &[
                        ("acknowledge", referral.acknowledge.0.into()), ("answer", referral.answer.0.into()),
                        ("counted", referral.counted_after().into()),
                    ])) }
                }
                h2 { (tr.t("method-check")) } (said("method-check-text"))
                h2 { (tr.t("files-licence-title")) }
                p { (tr.ta("files-lead", &[("licence", tr.t("files-licence").into())])) }
                (words::credit(&visit))
            }
        });
    Ok(lasting::page(&visit, html))
}
