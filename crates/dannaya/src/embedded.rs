//! What the binary carries: the packs of the house, the places and holidays of Mali, the first configuration file.

use kernel::Lang;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;
use std::collections::BTreeSet;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
struct Packs;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../data"]
struct Data;

/// Bytes of a file that is compiled in.
type Bytes = Cow<'static, [u8]>;

/// Ids of the embedded packs.
pub fn packs() -> BTreeSet<String> {
    Packs::iter().filter_map(|path| path.strip_suffix("/pack.toml").map(str::to_owned)).collect()
}

/// A file of an embedded pack, such as `form.xml`.
pub fn pack_file(id: &str, name: &str) -> Option<Bytes> {
    Packs::get(&format!("{id}/{name}")).map(bytes)
}

/// Files beside the form of an embedded pack, by their bare names.
pub fn media(id: &str) -> Vec<(String, Bytes)> {
    let folder = format!("{id}/media/");
    let names = Packs::iter().filter_map(|path| path.strip_prefix(&folder).map(str::to_owned));
    names.filter_map(|name| Some((name.clone(), pack_file(id, &format!("media/{name}"))?))).collect()
}

/// A file of `data/`, such as `holidays/ml.toml`.
pub fn data(path: &str) -> Option<Bytes> {
    Data::get(path).map(bytes)
}

/// The configuration file a new house starts with.
pub fn first_configuration(lang: Lang) -> Option<Bytes> {
    data(&format!("configuration/dannaya.{lang}.toml")).or_else(|| data("configuration/dannaya.fr.toml"))
}

fn bytes(file: EmbeddedFile) -> Bytes {
    file.data
}
