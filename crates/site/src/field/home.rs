//! What a volunteer has before them: forms, drafts, what was sent, and what lies on the phone.

use super::signed::Signed;
use super::{app, draft_href, href, shell};
use crate::Result;
use crate::ui::form::{Weight, button, link_button, row};
use crate::ui::page::{Tone, card, empty, lead, note};
use crate::ui::{Html, Markup, html};
use acts::collect::{self, Fillable, writing};
use kernel::Timestamp;
use store::field_drafts::{FieldDraftNote, KEPT_SECONDS};

/// `GET /{lang}/field/forms`.
pub(super) async fn show(signed: Signed) -> Result<Html> {
    let (visit, volunteer) = (&signed.visit, &signed.volunteer);
    let house = visit.house();
    let forms = collect::fillable(house, volunteer).await?;
    let drafts = writing::begun(house, volunteer).await?;
    let sent = collect::sent(house, volunteer).await?;
    let tr = &visit.tr;
    Ok(shell(visit, tr.t("field-home-title"), &|lang| href(lang, "forms"))
        .sheet("ask")
        .module(app::script_href(visit.lang, "home.js"))
        .show(html! {
            h1 { (tr.t("field-home-title")) }
            (lead(&tr.ta("field-signed", &[("name", volunteer.name.as_str().into())])))
            (app::phone(visit))
            @if forms.is_empty() { (empty(&tr.t("field-none-title"), html! { p { (tr.t("field-none")) } })) }
            @else { ul class="parts" { @for form in &forms { li { (offer(&signed, form)) } } } }
            @if !drafts.is_empty() {
                h2 { (tr.t("field-drafts")) }
                p { (tr.ta("field-drafts-kept", &[("days", (KEPT_SECONDS / 86_400).into())])) }
                ul class="parts" { @for note in &drafts { li { (draft(&signed, &forms, note)) } } }
            }
            p { (tr.ta("field-sent", &[("n", sent.into())])) }
            (card(Some(&tr.t("field-leave-title")), html! {
                p { (tr.t("field-leave-detail")) }
                (app::unsent(visit))
                form method="post" action=(href(visit.lang, "leave")) id="leave" {
                    (row(button(Weight::Quiet, &tr.t("field-leave"), None)))
                }
            }))
            (note(Tone::Plain, html! { p { (tr.t("field-online-kept")) } }))
        }))
}

fn offer(signed: &Signed, form: &Fillable) -> Markup {
    let (visit, tr) = (&signed.visit, &signed.visit.tr);
    html! {
        b { (form.offered.title) }
        @if form.form.is_some() {
            form method="post" action=(href(visit.lang, "begin")) {
                input type="hidden" name="form" value=(form.offered.id);
                button class="btn" { (tr.t("field-fill")) span class="hide" { " " (form.offered.title) } }
            }
        } @else { span class="soft" { (tr.t("field-collect-only")) } }
    }
}

fn draft(signed: &Signed, forms: &[Fillable], note: &FieldDraftNote) -> Markup {
    let (visit, tr) = (&signed.visit, &signed.visit.tr);
    let known = forms.iter().find(|form| form.offered.id == note.form_id);
    let title = known.map_or(note.form_id.as_str(), |form| form.offered.title.as_str());
    let changed = tr.ta("field-draft-changed", &[("when", tr.moment(Timestamp(note.updated)).into())]);
    let hidden = || html! { span class="hide" { " " (title) ", " (changed) } };
    html! {
        b { (title) br; small { (changed) } }
        (link_button(Weight::Main, &tr.t("field-continue"), &href(visit.lang, &format!("draft/{}", note.id))))
        form method="post" action=(draft_href(visit.lang, note.id, "erase")) {
            button class="btn grave" { (tr.t("field-draft-erase")) (hidden()) }
        }
    }
}
