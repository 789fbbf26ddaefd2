//! The rooms of the house: a crate imports only crates below it, SQL lives in `store`, cryptography in `vault`.

use super::literals::literals;
use crate::shell::{root, rust_files};
use std::path::Path;

/// From the roof to the cellar. A crate may import any crate that stands after it.
const ROOMS: [&str; 12] = [
    "dannaya", "site", "channels", "acts", "store", "civic", "formats", "vault", "xlsform", "xforms", "tlog",
    "kernel",
];

/// Imported by tests only.
const TEST_ROOMS: [&str; 3] = ["testkit", "testhouse", "rig"];

/// Crates that ask the machine for chance, that speak SQL, and that encrypt, sign or hash: each kind has one room.
const ONE_ROOM: [(&str, &[&str]); 3] = [
    ("dannaya", &["fastrand", "getrandom", "nanorand", "oorandom", "rand", "rand_chacha", "rand_pcg"]),
    ("store", &["sqlx", "rusqlite", "tokio-postgres", "diesel", "sea-query", "sea-orm"]),
    (
        "vault",
        &[
            "aead",
            "aes",
            "aes-gcm",
            "age",
            "argon2",
            "blahaj",
            "blake2",
            "blake3",
            "cfb-mode",
            "chacha20poly1305",
            "crypto_box",
            "ed25519-dalek",
            "hkdf",
            "hmac",
            "hpke",
            "md-5",
            "openssl",
            "p256",
            "ring",
            "rsa",
            "scrypt",
            "sha1",
            "sha2",
            "sha3",
            "x25519-dalek",
        ],
    ),
];

const SQL: [&str; 8] = [
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "DROP TABLE ",
    "ALTER TABLE ",
    "PRAGMA ",
];

/// One sentence a broken rule.
pub fn check() -> Result<Vec<String>, String> {
    let mut broken = Vec::new();
    for entry in std::fs::read_dir(root().join("crates")).map_err(|e| format!("crates: {e}"))?.flatten() {
        let folder = entry.path();
        let room = entry.file_name().to_string_lossy().into_owned();
        let manifest = folder.join("Cargo.toml");
        let Ok(text) = std::fs::read_to_string(&manifest) else { continue };
        let table: toml::Table = text.parse().map_err(|e| format!("{}: {e}", manifest.display()))?;
        broken.extend(imports(&room, &table));
        if room != "store" {
            broken.extend(sql(&folder));
        }
    }
    Ok(broken)
}

/// Judges the `[dependencies]` of one crate; `[dev-dependencies]` are free.
fn imports(room: &str, manifest: &toml::Table) -> Vec<String> {
    let Some(imported) = manifest.get("dependencies").and_then(toml::Value::as_table) else {
        return Vec::new();
    };
    imported.keys().filter_map(|import| refusal(room, import)).collect()
}

fn refusal(room: &str, import: &str) -> Option<String> {
    if let Some((home, _)) = ONE_ROOM.iter().find(|(_, crates)| crates.contains(&import)) {
        return (room != *home && !TEST_ROOMS.contains(&room))
            .then(|| format!("crates/{room}/Cargo.toml imports {import}, which belongs in {home} alone"));
    }
    if TEST_ROOMS.contains(&import) && !TEST_ROOMS.contains(&room) {
        return Some(format!("crates/{room}/Cargo.toml imports {import} outside [dev-dependencies]"));
    }
    let floor = |name: &str| ROOMS.iter().position(|room| *room == name);
    match (floor(room), floor(import)) {
        (Some(here), Some(there)) if there <= here => {
            Some(format!("crates/{room}/Cargo.toml imports {import}, which stands above it"))
        }
        (None, Some(_)) if !TEST_ROOMS.contains(&room) => Some(format!(
            "crates/{room} has no place among the rooms: give it one in xtask/src/lint/rooms.rs"
        )),
        _ => None,
    }
}

fn sql(folder: &Path) -> Vec<String> {
    let mut broken = Vec::new();
    for file in rust_files(&folder.join("src")) {
        let source = std::fs::read_to_string(&file).unwrap_or_default();
        for literal in literals(&source) {
            if SQL.iter().any(|verb| literal.text.trim_start().starts_with(verb)) {
                broken.push(format!("{}:{}: SQL belongs in crates/store", shown(&file), literal.line));
            }
        }
    }
    broken
}

/// The path as a person in the workspace would type it.
pub fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn rules_never_import_the_store_nor_anything_above_them() {
        assert!(refusal("civic", "store").is_some());
        assert!(refusal("store", "site").is_some());
        assert!(refusal("kernel", "kernel").is_some());
        assert!(refusal("store", "civic").is_none());
        assert!(refusal("site", "serde").is_none());
    }

    #[test]
    fn sql_cryptography_and_chance_have_one_room_each() {
        assert!(refusal("kernel", "getrandom").is_some() && refusal("site", "rand").is_some());
        assert!(refusal("dannaya", "getrandom").is_none());
        assert!(refusal("dannaya", "sqlx").is_some());
        assert!(refusal("site", "sha2").is_some());
        assert!(refusal("store", "sqlx").is_none());
        assert!(refusal("vault", "hpke").is_none());
    }

    #[test]
    fn test_crates_stay_out_of_the_binary() {
        assert!(refusal("dannaya", "testkit").is_some());
        assert!(refusal("testkit", "kernel").is_none());
    }
}
