//! Facts of the case: what was answered in clear, and where the case stands.

use super::view::View;
use crate::ui::page;
use crate::ui::table::facts;
use crate::ui::{Markup, html};
use civic::pack::{Fact, FactKind};

/// The card of facts.
pub(super) fn card(view: &View<'_>) -> Markup {
    let (tr, case) = (view.tr(), view.case());
    let mut all: Vec<(String, Markup)> = Vec::new();
    let mut add = |name: String, value: String| all.push((name, html! { (value) }));
    // Consent may have changed since the report: the case says elsewhere how it stands.
    let as_reported = |fact: &&Fact| fact.kind != FactKind::ExcludedTeams && fact.name != "consent_referral";
    for fact in view.pack.facts.iter().filter(as_reported) {
        // The place stands with its codes beside the other facts.
        let place = case.place.as_ref().filter(|_| fact.kind == FactKind::Place).map(|place| &place.code);
        let value = place.or_else(|| case.facts.get(&fact.name)).filter(|value| !value.is_empty());
        let Some(value) = value else { continue };
        let name = view.tr().pack(&view.pack.id, &format!("field-{}", fact.name));
        add(name.unwrap_or_else(|| fact.name.clone()), words(view, fact, value));
    }
    add(tr.t("queue-received"), tr.moment(case.opened_at));
    add(tr.t("case-channel"), tr.t(channel(&case.channel)));
    add(tr.t("case-lang"), case.lang.own_name().to_owned());
    if let Some(mark) = case.credibility {
        add(tr.t("assess-credibility"), format!("{mark} – {}", view.word("credibility", &mark.to_string())));
    }
    if let Some(reason) = &case.closed_for {
        add(tr.t("close-reason"), view.word("closing", reason));
    }
    let excluded: Vec<&str> = case.excluded.iter().filter_map(|team| view.names.team(*team)).collect();
    if !excluded.is_empty() {
        add(tr.t("case-excluded"), excluded.join(", "));
    }
    page::card(
        Some(&tr.t("case-facts")),
        html! {
            (facts(&all))
            @if let Some(day) = case.erase_on.filter(|_| !case.erased) {
                p class="soft" { (tr.ta("case-kept-until", &[("date", tr.date(day).into())])) }
            }
        },
    )
}

fn words(view: &View<'_>, fact: &Fact, value: &str) -> String {
    match fact.kind {
        FactKind::Place => {
            let place = view.desk.house().places.get(value);
            place.map_or_else(|| value.to_owned(), |place| place.path().join(" › "))
        }
        FactKind::Month => month(view, value).unwrap_or_else(|| value.to_owned()),
        _ => view.word(&fact.name, value),
    }
}

/// A month as `2027-02`, with or without a day after it.
fn month(view: &View<'_>, value: &str) -> Option<String> {
    let (year, rest) = value.split_once('-')?;
    Some(view.tr().month(year.parse().ok()?, rest.get(..2)?.parse().ok()?))
}

fn channel(word: &str) -> &'static str {
    match word {
        "web" => "channel-web",
        "api" => "channel-api",
        "staff" => "channel-staff",
        _ => "channel-other",
    }
}
