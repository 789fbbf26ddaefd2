//! A record encrypted by another program, as `vectors/README.md` says, is opened with its form's key and no other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use base64ct::{Base64, Encoding};
use kernel::SeededEntropy;
use serde_json::Value;
use vault::{FormKey, md5_hex};

fn vector() -> Value {
    serde_json::from_str(include_str!("vectors/encrypted_record.json")).unwrap()
}

fn inside<'m>(manifest: &'m str, name: &str) -> &'m str {
    let (_, rest) = manifest.split_once(&format!("<{name}>")).unwrap();
    rest.split_once('<').unwrap().0
}

#[test]
fn a_record_of_another_program_opens_file_after_file_and_its_signature_holds() {
    let (vector, entropy) = (vector(), SeededEntropy::new(1));
    let key = FormKey::from_pem(vector["key"].as_str().unwrap()).unwrap();
    let manifest = vector["manifest"].as_str().unwrap();
    let (sealed, instance) = (inside(manifest, "base64EncryptedKey"), inside(manifest, "orx:instanceID"));
    let bytes = |name: &str| Base64::decode_vec(vector["files"][name].as_str().unwrap()).unwrap();
    let mut cipher = key.open(sealed, instance, &entropy).unwrap();
    let mut statement = format!("visit\n1\n{sealed}\n{instance}\n");
    for number in 0..18_u8 {
        let name = format!("f{number:02}.jpg");
        // One that has not come counts all the same.
        let came = bytes(&format!("{name}.enc"));
        let opened = cipher.next((number != 3).then_some(&came)).unwrap();
        let content = vec![number; usize::from(number) * 7];
        assert_eq!(opened.as_deref(), (number != 3).then_some(&content), "{name}");
        statement.push_str(&format!("{name}::{}\n", md5_hex(&content)));
    }
    let record = cipher.next(Some(&bytes("submission.xml.enc"))).unwrap().unwrap();
    assert_eq!(std::str::from_utf8(&record).unwrap(), vector["record"].as_str().unwrap());
    statement.push_str(&format!("submission.xml::{}\n", md5_hex(&record)));
    let signature = inside(manifest, "base64EncryptedElementSignature");
    assert!(key.signed(signature, &statement, &entropy));
    assert!(!key.signed(signature, &statement.replace("f01", "f02"), &entropy));
    assert!(!key.signed("", &statement, &entropy) && !key.signed(sealed, &statement, &entropy));
    // Under another name the bytes mean something else: the first block is wrong, whatever the padding says.
    let mut other = key.open(sealed, "uuid:other", &entropy).unwrap();
    let opened = other.next(Some(&bytes("f01.jpg.enc")));
    assert!(opened.is_err() || opened.unwrap().unwrap().as_slice() != [1; 7]);
}

#[test]
fn another_key_opens_nothing_and_what_is_no_key_is_refused() {
    let (vector, entropy) = (vector(), SeededEntropy::new(1));
    let key = FormKey::from_pem(vector["key"].as_str().unwrap()).unwrap();
    for sealed in ["", "!", "AAAA", &"A".repeat(344)] {
        assert!(key.open(sealed, "uuid:1", &entropy).is_err(), "{sealed}");
    }
    for pem in ["", "key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        assert!(FormKey::from_pem(pem).is_err());
    }
    assert_eq!(format!("{key:?}"), "FormKey(..)");
}
