//! `dannaya init`: lays a data directory, draws its secrets, splits the escrow key among three hands.

use crate::args::Init;
use crate::embedded;
use crate::failure::{Failure, Outcome};
use crate::founding::{Founding, Secrets};
use crate::home::Home;
use crate::open::Ground;
use crate::say::Voice;
use kernel::{Entropy, Lang};
use store::Store;
use vault::{SecretKey, ServerKey, split_escrow};

/// Shares of the escrow key, and how many of them open it together.
const SHARES: u8 = 3;
const NEEDED: u8 = 2;

/// Lays the house and says what comes next.
///
/// # Errors
/// When there is a house already, or the disk or database refuses.
pub async fn run(init: Init, lang: Lang, voice: &Voice) -> Outcome {
    let home = Home::at(&init.house.data);
    let ground = lay(home, init.house.database, &init.country, lang, voice).await?;
    let path = ground.home.path().display().to_string();
    voice.say("cli-init-done", &[("path", &path)]);
    let escrow = ground.home.escrow().display().to_string();
    voice.say(
        "cli-init-escrow",
        &[("path", &escrow), ("shares", &SHARES.to_string()), ("needed", &NEEDED.to_string())],
    );
    voice.say("cli-init-next", &[("path", &path)]);
    Ok(())
}

/// Lays a house. A run that was cut off before the last step is taken up where it ended.
///
/// # Errors
/// As [`run`].
pub async fn lay(
    home: Home,
    database: Option<String>,
    country: &str,
    lang: Lang,
    voice: &Voice,
) -> Outcome<Ground> {
    if embedded::data(&format!("places/{country}/places.csv")).is_none() && !home.places().is_dir() {
        return Err(Failure::new("cli-places-missing").with("country", country));
    }
    // Before anything is written: a house in service, here or in the database named, stays as it is.
    let before = Ground::of(home.clone(), database.clone())?;
    if before.may_be_founded() {
        let store = before.store().await?;
        let free = refuse_founded(&before, &store).await;
        store.close().await;
        free?;
    }
    for folder in [home.path().to_owned(), home.path().join("secrets"), home.packs(), home.escrow()] {
        Home::make_private(&folder)?;
    }
    write_configuration(&home, lang, database.as_deref())?;
    let ground = Ground::of(home, database)?;
    let entropy = &*ground.entropy;
    if !ground.home.server_key().exists() {
        let mut pepper = zeroize::Zeroizing::new([0; 32]);
        entropy.fill(&mut *pepper)?;
        if !ground.home.pepper().exists() {
            Home::write_private(&ground.home.pepper(), &*pepper)?;
        }
        Home::write_private(&ground.home.server_key(), &*ServerKey::generate(entropy)?.to_bytes())?;
    }
    let secrets = Secrets::read(&ground.home)?;
    let store = ground.store().await?;
    refuse_founded(&ground, &store).await?;
    let escrow = SecretKey::generate(entropy)?;
    write_shares(&ground.home, &escrow, entropy, voice)?;
    Founding::draw(country, lang, &escrow, entropy)?.write(&store, &secrets).await?;
    store.close().await;
    Ok(ground)
}

async fn refuse_founded(ground: &Ground, store: &Store) -> Outcome {
    match Founding::read(&mut store.read().await?).await? {
        Some(_) => Err(Failure::new("cli-already-initialised").with("path", ground.home.path().display())),
        None => Ok(()),
    }
}

fn write_configuration(home: &Home, lang: Lang, database: Option<&str>) -> Outcome {
    if home.configuration().exists() {
        return Ok(());
    }
    let mut text = String::new();
    if let Some(database) = database {
        // TOML's basic strings are written as JSON writes them.
        text = format!("database = {}\n\n", serde_json::Value::from(database));
    }
    let first = embedded::first_configuration(lang).unwrap_or_default();
    text.push_str(&String::from_utf8_lossy(&first));
    Home::write_private(&home.configuration(), text.as_bytes())
}

/// Writes each share into a file of its own. Shares of a run that was cut off belong to no house and are replaced.
fn write_shares(home: &Home, escrow: &SecretKey, entropy: &dyn Entropy, voice: &Voice) -> Outcome {
    for share in split_escrow(escrow, NEEDED, SHARES, entropy)? {
        let path = home.escrow().join(format!("share-{}.txt", share.number()));
        if path.exists() {
            std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))?;
        }
        let (number, needed) = (share.number().to_string(), share.needed().to_string());
        let explained = voice.text("cli-escrow-share", &[("number", &number), ("needed", &needed)]);
        let text = zeroize::Zeroizing::new(format!("{explained}\n\n{}\n", &*share.to_text()));
        Home::write_private(&path, text.as_bytes())?;
    }
    Ok(())
}
