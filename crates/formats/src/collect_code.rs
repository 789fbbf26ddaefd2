//! The settings of ODK Collect as its camera takes them: JSON, compressed (zlib, RFC 1950), in base64.
//!
//! Source: <https://docs.getodk.org/collect-import-export/>.

use base64ct::{Base64, Encoding};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::json;
use std::io::{self, Write};

/// The text of a code that sets Collect up for one address: forms follow those of the server exactly, finished records are
/// sent whenever there is a network. `project` is the name that Collect shows.
///
/// # Errors
/// None in practice: memory takes all that is written to it.
pub fn of(server_url: &str, project: &str) -> io::Result<String> {
    let settings = json!({
        "general": {
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        // Collect takes no code without this part, even when nothing is in it.
        "admin": {},
        "project": { "name": project },
    });
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(settings.to_string().as_bytes())?;
    Ok(Base64::encode_string(&packed.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn a_code_unpacks_to_the_settings_that_collect_wants() {
        let code = of("https://dannaya.example/key/AAAA", "Équipe de Ségou").unwrap();
        let packed = Base64::decode_vec(&code).unwrap();
        let mut text = String::new();
        ZlibDecoder::new(&*packed).read_to_string(&mut text).unwrap();
        let settings: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(settings["general"]["server_url"], "https://dannaya.example/key/AAAA");
        assert_eq!(settings["general"]["form_update_mode"], "match_exactly");
        assert!(settings["admin"].is_object());
        assert_eq!(settings["project"]["name"], "Équipe de Ségou");
    }
}
