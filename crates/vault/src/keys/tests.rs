use super::*;
use kernel::{EntropyError, SeededEntropy};
use serde_json::Value;

fn vector() -> Value {
    serde_json::from_str(include_str!("../../tests/vectors/hpke_p256_sha256_aes256gcm_base.json")).unwrap()
}

fn hex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// Gives out the bytes of a test vector instead of chance.
struct Recorded(Vec<u8>);

impl Entropy for Recorded {
    fn fill(&self, into: &mut [u8]) -> std::result::Result<(), EntropyError> {
        into.copy_from_slice(&self.0[..into.len()]);
        Ok(())
    }
}

struct NoChance;

impl Entropy for NoChance {
    fn fill(&self, _: &mut [u8]) -> std::result::Result<(), EntropyError> {
        Err(EntropyError("none in this test".to_owned()))
    }
}

#[test]
fn keying_material_gives_the_key_pair_of_rfc_9180() {
    let vector = vector();
    let secret = SecretKey::derive(&hex(&vector["ikmR"]));
    assert_eq!(secret.to_bytes().to_vec(), hex(&vector["skRm"]));
    assert_eq!(secret.public().to_bytes().to_vec(), hex(&vector["pkRm"]));
}

#[test]
fn sealing_with_the_recorded_chance_gives_the_bytes_of_rfc_9180() {
    let vector = vector();
    let first = &vector["encryptions"][0];
    let public = PublicKey::from_bytes(&hex(&vector["pkRm"])).unwrap();
    let sealed = public
        .seal(&hex(&vector["info"]), &hex(&first["aad"]), &hex(&first["pt"]), &Recorded(hex(&vector["ikmE"])))
        .unwrap();
    assert_eq!(sealed, [hex(&vector["enc"]), hex(&first["ct"])].concat());
}

#[test]
fn the_sealed_bytes_of_rfc_9180_open() {
    let vector = vector();
    let first = &vector["encryptions"][0];
    let secret = SecretKey::from_bytes(&hex(&vector["skRm"])).unwrap();
    let sealed = [hex(&vector["enc"]), hex(&first["ct"])].concat();
    let opened = secret.open(&hex(&vector["info"]), &hex(&first["aad"]), &sealed).unwrap();
    assert_eq!(*opened, hex(&first["pt"]));
}

#[test]
fn nothing_is_sealed_without_chance() {
    let public = SecretKey::generate(&SeededEntropy::new(1)).unwrap().public();
    assert!(matches!(public.seal(b"", b"", b"visibly synthetic", &NoChance), Err(Error::Entropy(_))));
    assert!(matches!(SecretKey::generate(&NoChance), Err(Error::Entropy(_))));
}

#[test]
fn bytes_that_are_no_key_are_refused() {
    assert!(SecretKey::from_bytes(&[0; 32]).is_err());
    assert!(SecretKey::from_bytes(&[0xFF; 32]).is_err());
    assert!(SecretKey::from_bytes(&[1; 31]).is_err());
    assert!(PublicKey::from_bytes(&[4; 65]).is_err());
    assert!(PublicKey::from_bytes(&[]).is_err());
}

#[test]
fn a_printed_key_shows_nothing() {
    let secret = SecretKey::generate(&SeededEntropy::new(1)).unwrap();
    assert_eq!(format!("{secret:?} {:?}", secret.public()), "SecretKey(..) PublicKey(..)");
}
