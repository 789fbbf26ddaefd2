//! `dannaya volunteer` and `dannaya analyst`: who fills forms in the field, and which programs read what came. A token is told
//! once; that of a volunteer as an address, and as a code for the camera of Collect.

use crate::args::{Analyst, House as Where, Volunteer};
use crate::failure::{Failure, Outcome};
use crate::people::{open, refused, table, titles};
use crate::say::Voice;
use acts::House;
use acts::collect::{self, Recruit};
use formats::collect_code;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use store::volunteers::Account;

/// Does what is asked with volunteers.
///
/// # Errors
/// When a name is taken, a form, place or volunteer unknown, or the store refuses.
pub async fn volunteer(command: Volunteer, voice: &Voice) -> Outcome {
    match command {
        Volunteer::Add { name, house, forms, places } => {
            let house = open(house, voice).await?;
            if let Some(code) = places.iter().find(|code| house.places.get(code).is_none()) {
                return Err(Failure::new("cli-place-unknown").with("place", code));
            }
            let recruit = Recruit { account: Account::Volunteer, name: name.clone(), forms, places };
            let token = enlist(&house, recruit, voice).await?;
            show(&house, &name, &token, voice)?;
            house.store.close().await;
            Ok(())
        }
        Volunteer::Entrust { name, house, forms } => {
            let house = open(house, voice).await?;
            know(&house, &forms).await?;
            let entrusted = forms.join(", ");
            collect::entrust(&house, Account::Volunteer, &name, forms)
                .await
                .map_err(|error| nobody(error, &name))?;
            voice.say("cli-volunteer-entrusted", &[("name", &name), ("forms", &entrusted)]);
            house.store.close().await;
            Ok(())
        }
        Volunteer::Renew { name, house } => {
            let house = open(house, voice).await?;
            let token = collect::renew(&house, Account::Volunteer, &name).await;
            show(&house, &name, &token.map_err(|error| nobody(error, &name))?, voice)?;
            house.store.close().await;
            Ok(())
        }
        Volunteer::List { house } => list(house, Account::Volunteer, voice).await,
        Volunteer::Key { house, renew } => {
            let house = open(house, voice).await?;
            let key = match renew {
                true => collect::renew_field_key(&house).await?,
                false => collect::field_key(&house).await?,
            };
            voice.say("cli-volunteer-key-told", &[("fingerprint", &hex(&key.fingerprint()))]);
            house.store.close().await;
            Ok(())
        }
        Volunteer::Revoke { name, house } => revoke(house, Account::Volunteer, &name, voice).await,
    }
}

/// Does what is asked with analysts.
///
/// # Errors
/// When a name is taken, a form or analyst unknown, or the store refuses.
pub async fn analyst(command: Analyst, voice: &Voice) -> Outcome {
    match command {
        Analyst::Add { name, house, forms } => {
            let house = open(house, voice).await?;
            let recruit =
                Recruit { account: Account::Analyst, name: name.clone(), forms, places: Vec::new() };
            let token = enlist(&house, recruit, voice).await?;
            voice.say("cli-analyst-added", &[("name", &name)]);
            voice.line(token);
            house.store.close().await;
            Ok(())
        }
        Analyst::List { house } => list(house, Account::Analyst, voice).await,
        Analyst::Revoke { name, house } => revoke(house, Account::Analyst, &name, voice).await,
    }
}

/// The address of a volunteer, and the code that holds it.
fn show(house: &House, name: &str, token: &str, voice: &Voice) -> Outcome {
    let address = format!("{}{}{token}", house.terms.address(), site::openrosa::AREA);
    let code = collect_code::of(&address, &house.terms.coalition).map_err(Failure::internal)?;
    voice.say("cli-volunteer-added", &[("name", name)]);
    voice.line(&address);
    voice.line(drawn(&code)?);
    let web = site::field::address(house.terms.address(), kernel::Lang::Fr, token);
    voice.say("cli-volunteer-web", &[]);
    voice.line(&web);
    voice.line(drawn(&web)?);
    if house.terms.public_url.is_empty() {
        voice.warn("cli-volunteer-no-address", &[]);
    }
    Ok(())
}

fn nobody(error: acts::Error, name: &str) -> Failure {
    match error {
        acts::Error::NotFound => Failure::new("cli-volunteer-unknown").with("name", name),
        other => other.into(),
    }
}

/// Makes sure that there are forms of these ids.
async fn know(house: &House, forms: &[String]) -> Outcome {
    let known: Vec<String> = collect::listed(house).await?.into_iter().map(|listed| listed.form.id).collect();
    match forms.iter().find(|form| !known.contains(form)) {
        Some(form) => Err(crate::forms::unknown(form)),
        None => Ok(()),
    }
}

async fn enlist(house: &House, recruit: Recruit, voice: &Voice) -> Outcome<String> {
    know(house, &recruit.forms).await?;
    let name = recruit.name.clone();
    let told = collect::enlist(house, recruit).await;
    told.map_err(|error| refused(error, "cli-volunteer-taken", &name, voice))
}

async fn list(house: Where, account: Account, voice: &Voice) -> Outcome {
    let house = open(house, voice).await?;
    let mut rows = vec![titles(voice, ["name", "state", "seen", "records", "forms", "places"])];
    for one in collect::team(&house, account).await? {
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
    Ok(())
}

async fn revoke(house: Where, account: Account, name: &str, voice: &Voice) -> Outcome {
    let house = open(house, voice).await?;
    collect::revoke(&house, account, name).await.map_err(|error| nobody(error, name))?;
    voice.say("cli-volunteer-revoked", &[("name", name)]);
    house.store.close().await;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A code of two modules a character, light on dark as most terminals are.
fn drawn(text: &str) -> Outcome<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(Failure::internal)?;
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}
