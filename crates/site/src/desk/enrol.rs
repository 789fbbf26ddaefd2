//! `/desk/enrol/{token}`: an invited person chooses a passphrase and binds a second factor. The link works once.

use super::qr::qr;
use super::shell::pairs;
use crate::texts::Tr;
use crate::ui::form::{Ask, Entry, Weight, button, error_summary, row, text};
use crate::ui::page::{card, lead};
use crate::ui::table::facts;
use crate::ui::{Area, Html, Page, html};
use crate::{Error, Result, Visit};
use acts::desk::{EnrolRefusal, Invited};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vault::{PassphraseRefusal, SHORTEST_PASSPHRASE};

/// The form, as long as the link is good.
pub(super) async fn page(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    match acts::desk::open_invitation(visit.house(), &token, None).await {
        Ok(invited) => Ok(form(&visit, &invited, &[]).into_response()),
        Err(acts::Error::NotFound) => Ok(over(&visit)),
        Err(error) => Err(error.into()),
    }
}

/// An enrolment.
pub(super) async fn post(visit: Visit, Path(token): Path<String>, body: Bytes) -> Result<Response> {
    let fields = pairs(&body).ok_or(Error::Unreadable)?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
    let (passphrase, sealed) = (field("passphrase"), field("sealed"));
    let invited = match acts::desk::open_invitation(visit.house(), &token, Some(sealed)).await {
        Ok(invited) => invited,
        Err(acts::Error::NotFound) => return Ok(over(&visit)),
        Err(error) => return Err(error.into()),
    };
    let tr = Tr::new(&visit.app.texts, invited.lang);
    let fault = if passphrase == field("again") {
        let factor = invited.totp.as_ref().map(|_| (sealed, field("code")));
        match acts::desk::enrol(visit.house(), &token, passphrase, factor).await {
            Ok(Ok(())) => return Ok(Redirect::to("/desk/login?enrolled=yes").into_response()),
            Ok(Err(EnrolRefusal::Passphrase(refusal))) => ("passphrase", weak(&tr, refusal)),
            Ok(Err(EnrolRefusal::Code)) => ("code", tr.t("enrol-code-wrong")),
            Err(acts::Error::NotFound) => return Ok(over(&visit)),
            Err(error) => return Err(error.into()),
        }
    } else {
        ("again", tr.t("enrol-passphrase-differ"))
    };
    let faults = [(fault.0.to_owned(), fault.1)];
    Ok((StatusCode::UNPROCESSABLE_ENTITY, form(&visit, &invited, &faults)).into_response())
}

/// Why a passphrase is not taken, and how to choose another.
pub(super) fn weak(tr: &Tr, refusal: PassphraseRefusal) -> String {
    let shortest = ("min", SHORTEST_PASSPHRASE.into());
    match refusal {
        PassphraseRefusal::TooShort => tr.ta("enrol-passphrase-short", &[shortest]),
        PassphraseRefusal::TooLong => tr.ta("error-too-long", &[("max", 256.into())]),
        PassphraseRefusal::TooCommon => tr.t("enrol-passphrase-common"),
    }
}

fn form(visit: &Visit, invited: &Invited, faults: &[(String, String)]) -> Html {
    let tr = &Tr::new(&visit.app.texts, invited.lang);
    let fault = |name: &str| faults.iter().find(|(field, _)| field == name).map(|(_, said)| said.as_str());
    let team = invited.team.as_deref().unwrap_or(&visit.app.frame().coalition);
    let role = tr.t(&format!("role-{}", invited.role));
    let who = [("name", invited.name.as_str().into()), ("team", team.into()), ("role", role.into())];
    let shortest = tr.ta("enrol-passphrase-hint", &[("min", SHORTEST_PASSPHRASE.into())]);
    Page::new(visit.app.frame(), tr, Area::Desk, tr.t("enrol-title")).faulty(!faults.is_empty()).show(html! {
        div class="lean" {
            h1 { (tr.t("enrol-title")) }
            (lead(&tr.ta("enrol-lead", &who)))
            (error_summary(tr, faults))
            (facts(&[(tr.t("sign-in-name"), html! { b { (invited.login) } })]))
            form method="post" {
                (text(&Ask::label("passphrase", &tr.t("enrol-passphrase")).hint(Some(&shortest)).fault(fault("passphrase")),
                    Entry::NewPassphrase, "", 256))
                (text(&Ask::label("again", &tr.t("enrol-passphrase-again")).fault(fault("again")), Entry::NewPassphrase, "", 256))
                @if let Some(offer) = &invited.totp {
                    (card(Some(&tr.t("enrol-code")), html! {
                        p { (tr.t("enrol-code-hint")) }
                        p { (qr(&offer.uri, &tr.t("enrol-code-scan"))) }
                        p { (tr.t("enrol-code-key")) br; code { (grouped(&offer.base32)) } }
                        input type="hidden" name="sealed" value=(offer.sealed);
                        (text(&Ask::label("code", &tr.t("sign-in-code")).fault(fault("code")), Entry::Code, "", 7))
                    }))
                }
                (row(button(Weight::Main, &tr.t("enrol-finish"), None)))
            }
        }
    })
}

/// Unknown, used and expired links look the same.
fn over(visit: &Visit) -> Response {
    let tr = &visit.tr;
    let page = Page::new(visit.app.frame(), tr, Area::Desk, tr.t("enrol-over")).show(html! {
        h1 { (tr.t("enrol-over")) }
        (lead(&tr.t("enrol-over-detail")))
    });
    (StatusCode::NOT_FOUND, page).into_response()
}

/// Groups of four, as people copy them.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
