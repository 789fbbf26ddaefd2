//! `/{lang}/who-sees-what`: what each can see of a report, and what nobody can prevent; read before confiding.

use super::{lasting, rule, service, spoken};
use crate::security::Origin;
use crate::ui::page::{card, lead};
use crate::ui::table::{Column, Narrow, table};
use crate::ui::{Area, Markup, Page, html, in_each_language};
use crate::{Result, Visit};
use axum::extract::Path;
use axum::response::Response;
use civic::pack::Span;

/// Those who might see something, from the nearest to the farthest.
const EYES: [&str; 8] = ["handlers", "coalition", "admin", "office", "public", "operator", "proxy", "phone"];

pub(super) async fn show(Path(lang): Path<String>, visit: Visit) -> Result<Response> {
    spoken(&lang)?;
    let tr = &visit.tr;
    let pack = &service(&visit)?.pack;
    let edition = visit.app.shelf.edition(&visit, &pack.id).await?;
    let threshold = rule(&visit, edition.as_deref())?.threshold;
    let encrypted = visit.app.edge.origin.as_ref().is_some_and(Origin::is_https);
    let line = |eyes: &&str| -> Vec<Markup> {
        let say = |part: &str| tr.ta(&format!("who-{eyes}{part}"), &[("threshold", threshold.into())]);
        let (sees, not) = match *eyes {
            "operator" if !encrypted => ("-open-sees", "-open-not"),
            _ => ("-sees", "-not"),
        };
        vec![html! { (say("")) }, html! { (say(sees)) }, html! { (say(not)) }]
    };
    let lines: Vec<_> = EYES.iter().map(line).collect();
    let columns = ["who-someone", "who-sees", "who-not"].map(|key| Column::words(tr.t(key)));
    let block = |title: &str, text: &str| card(Some(&tr.t(title)), html! { p { (tr.t(text)) } });
    let kept = tr.ta(
        "who-kept-text",
        &[
            ("closed", length(&visit, pack.retention.closed).into()),
            ("unfounded", length(&visit, pack.retention.unfounded).into()),
        ],
    );
    let html = Page::new(visit.app.frame(), tr, Area::Citizen, tr.t("who-title"))
        .languages(in_each_language(|lang| format!("/{lang}/who-sees-what")))
        .leave_quickly()
        .show(html! {
            h1 { (tr.t("who-title")) }
            (lead(&tr.t("who-lead")))
            (table(Narrow::Cards, &tr.t("who-table"), false, &columns, &lines))
            (block("who-disk", "who-disk-text"))
            div class="two" {
                (block("who-receipt", "who-receipt-text"))
                (block("who-escrow", "who-escrow-text"))
                (card(Some(&tr.t("who-kept")), html! { p { (kept) } }))
            }
            (card(Some(&tr.t("who-limits")), html! {
                ul { @for key in ["guess", "seize", "reader", "server"] { li { (tr.t(&format!("who-limits-{key}"))) } } }
                p { (tr.t("who-addresses")) }
            }))
        });
    Ok(lasting::page(&visit, html))
}

/// A length of time in words: `3 ans`, `6 mois`.
fn length(visit: &Visit, span: Span) -> String {
    let (key, n) = match span {
        Span::Working(days) => ("working-days", days.0),
        Span::Days(days) => ("span-days", days),
        Span::Months(months) => ("span-months", months),
        Span::Years(years) => ("span-years", years),
    };
    // `working-days` names its number otherwise.
    visit.tr.ta(key, &[("days", n.into()), ("n", n.into())])
}
