use super::*;
use kernel::SeededEntropy;
use serde_json::Value;

fn hex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn what_was_sealed_opens_with_its_key_alone_whatever_its_length() {
    let entropy = SeededEntropy::new(3);
    let (key, other) = (SecretKey::generate(&entropy).unwrap(), SecretKey::generate(&entropy).unwrap());
    for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
        let plain: Vec<u8> = (0..length).map(|at| (at * 31 % 251) as u8).collect();
        let sealed = seal_posted(&key.public(), &plain, &entropy).unwrap();
        assert_eq!(posted_to(&sealed), Some(key.public().fingerprint()));
        assert_eq!(*open_posted(&key, &sealed).unwrap(), plain, "{length}");
        assert!(open_posted(&other, &sealed).is_err());
    }
}

#[test]
fn a_body_that_was_cut_altered_or_put_in_another_order_does_not_open() {
    let entropy = SeededEntropy::new(4);
    let key = SecretKey::generate(&entropy).unwrap();
    let sealed = seal_posted(&key.public(), &vec![7; 2 * PIECE + 100], &entropy).unwrap();
    let piece = PIECE + TAG;
    for end in [0, 3, HEAD - 1, HEAD, HEAD + 10, HEAD + piece, HEAD + 2 * piece, sealed.len() - 1] {
        assert!(open_posted(&key, &sealed[..end]).is_err(), "cut at {end}");
    }
    for at in [0, 4, 40, HEAD, HEAD + piece + 3, sealed.len() - 1] {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        assert!(open_posted(&key, &altered).is_err(), "byte {at}");
    }
    let mut turned = sealed.clone();
    turned[HEAD..HEAD + 2 * piece].rotate_left(piece);
    assert!(open_posted(&key, &turned).is_err());
    let mut longer = sealed;
    longer.extend_from_slice(&[0; 40]);
    assert!(open_posted(&key, &longer).is_err());
}

/// The pieces are the messages of one context: the test vector's own, then one sealed here under the vector's key with the
/// nonce that RFC 9180 §5.2 gives the second.
#[test]
fn the_context_counts_its_pieces_as_rfc_9180_does() {
    use aes_gcm::aead::{AeadInOut, KeyInit};
    let text = include_str!("../../tests/vectors/hpke_p256_sha256_aes256gcm_base.json");
    let vector: Value = serde_json::from_str(text).unwrap();
    let key = SecretKey::from_bytes(&hex(&vector["skRm"])).unwrap();
    let encapped = SuiteEncapped::from_bytes(&hex(&vector["enc"])).unwrap();
    let mut context = hpke::setup_receiver::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeR::Base,
        key.suite(),
        &encapped,
        &hex(&vector["info"]),
    )
    .unwrap();
    let first = &vector["encryptions"][0];
    assert_eq!(context.open(&hex(&first["ct"]), &hex(&first["aad"])).unwrap(), hex(&first["pt"]));
    let cipher = aes_gcm::Aes256Gcm::new_from_slice(&hex(&vector["key"])).unwrap();
    let mut nonce: [u8; 12] = hex(&vector["base_nonce"]).try_into().unwrap();
    nonce[11] ^= 1;
    let mut second = b"visibly synthetic".to_vec();
    let tag = cipher.encrypt_inout_detached(&nonce.into(), &[1], second.as_mut_slice().into()).unwrap();
    second.extend_from_slice(&tag);
    assert_eq!(context.open(&second, &[1]).unwrap(), b"visibly synthetic");
}
