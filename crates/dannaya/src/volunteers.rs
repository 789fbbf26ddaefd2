//! `dannaya volunteer`: who fills forms in the field. The address with its token is told once, and shown as a code for the
//! camera of Collect.

use crate::args::Volunteer;
use crate::failure::{Failure, Outcome};
use crate::people::{open, refused, table, titles};
use crate::say::Voice;
use acts::collect::{self, Recruit};
use formats::collect_code;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

/// Does what is asked with volunteers.
///
/// # Errors
/// When a name is taken, a form, place or volunteer unknown, or the store refuses.
pub async fn run(command: Volunteer, voice: &Voice) -> Outcome {
    match command {
        Volunteer::Add { name, house, forms, places } => {
            let house = open(house, voice).await?;
            if let Some(code) = places.iter().find(|code| house.places.get(code).is_none()) {
                return Err(Failure::new("cli-place-unknown").with("place", code));
            }
            let known: Vec<String> =
                collect::listed(&house).await?.into_iter().map(|listed| listed.form.id).collect();
            if let Some(form) = forms.iter().find(|form| !known.contains(form)) {
                return Err(crate::forms::unknown(form));
            }
            let recruit = Recruit { name: name.clone(), forms, places };
            let token = collect::enlist(&house, recruit)
                .await
                .map_err(|error| refused(error, "cli-volunteer-taken", &name, voice))?;
            let address = format!("{}{}{token}", house.terms.address(), site::openrosa::AREA);
            let code = collect_code::of(&address, &house.terms.coalition).map_err(Failure::internal)?;
            voice.say("cli-volunteer-added", &[("name", &name)]);
            voice.line(&address);
            voice.line(drawn(&code)?);
            if house.terms.public_url.is_empty() {
                voice.warn("cli-volunteer-no-address", &[]);
            }
            house.store.close().await;
        }
        Volunteer::List { house } => {
            let house = open(house, voice).await?;
            let mut rows = vec![titles(voice, ["name", "state", "seen", "records", "forms", "places"])];
            for one in collect::team(&house).await? {
                let state = if one.revoked.is_some() { "revoked" } else { "active" };
                let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
                rows.push([
                    one.name,
                    voice.text(&format!("cli-state-{state}"), &[]),
                    or_none(one.seen.map(kernel::Timestamp::rfc3339).unwrap_or_default()),
                    one.records.to_string(),
                    one.forms.join(","),
                    or_none(one.places.join(",")),
                ]);
            }
            table(voice, &rows);
        }
        Volunteer::Revoke { name, house } => {
            let house = open(house, voice).await?;
            match collect::revoke(&house, &name).await {
                Err(acts::Error::NotFound) => {
                    return Err(Failure::new("cli-volunteer-unknown").with("name", name));
                }
                other => other?,
            }
            voice.say("cli-volunteer-revoked", &[("name", &name)]);
            house.store.close().await;
        }
    }
    Ok(())
}

/// A code of two modules a character, light on dark as most terminals are.
fn drawn(text: &str) -> Outcome<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(Failure::internal)?;
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}
