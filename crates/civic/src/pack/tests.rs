use super::*;
#[test]
fn the_pack_of_denunciations_loads() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/denunciation/pack.toml");
    let pack = Pack::read("packs/denunciation/pack.toml", &std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(pack.first_state().unwrap().id, "received");
}
