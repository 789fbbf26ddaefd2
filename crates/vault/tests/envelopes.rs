//! Envelopes from outside: what comes out is what went in, and nothing else comes out.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

use kernel::SeededEntropy;
use proptest::prelude::*;
use vault::{
    Context, Envelope, Error, HolderId, Purpose, SecretKey, decode_wraps, encode_wraps, open, seal, share,
};

const CASE: Context = Context { purpose: Purpose::Report, subject: [9; 16] };
const AWA: HolderId = HolderId([1; 16]);
const BAKARY: HolderId = HolderId([2; 16]);

fn key(seed: u64) -> SecretKey {
    SecretKey::generate(&SeededEntropy::new(seed)).unwrap()
}

fn sealed(plain: &[u8], seed: u64) -> Envelope {
    let holders = [(AWA, &key(1).public()), (BAKARY, &key(2).public())];
    seal(plain, &CASE, &holders, &SeededEntropy::new(seed)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_holder_reads_what_was_sealed(length in 0usize..200 * 1024, seed: u64) {
        let plain: Vec<u8> = (0..length).map(|at| (at as u64 ^ seed) as u8).collect();
        let envelope = sealed(&plain, seed);
        for (holder, key) in [(AWA, key(1)), (BAKARY, key(2))] {
            let opened = open(&envelope, holder, &key, &CASE).unwrap();
            prop_assert!(opened.as_bytes() == plain);
        }
    }

    #[test]
    fn wraps_survive_being_written_down(count in 1usize..6) {
        let publics: Vec<_> = (0..count).map(|at| key(at as u64).public()).collect();
        let holders: Vec<_> =
            publics.iter().enumerate().map(|(at, public)| (HolderId([at as u8; 16]), public)).collect();
        let envelope = seal(b"visibly synthetic", &CASE, &holders, &SeededEntropy::new(1)).unwrap();
        let bytes = encode_wraps(&envelope.wraps);
        prop_assert_eq!(bytes.len(), count * 129);
        prop_assert!(decode_wraps(&bytes).unwrap() == envelope.wraps);
        prop_assert!(decode_wraps(&bytes[..bytes.len() - 1]).is_err());
    }
}

#[test]
fn lengths_at_the_edges_of_buckets_and_chunks_come_back() {
    for length in
        [0, 1, 1015, 1016, 1017, 4088, 4089, 16_376, 16_377, 65_527, 65_528, 65_529, 131_064, 131_072]
    {
        let plain = vec![0xA5; length];
        let opened = open(&sealed(&plain, 1), AWA, &key(1), &CASE).unwrap();
        assert!(opened.as_bytes() == plain, "{length} bytes");
    }
}

#[test]
fn every_altered_byte_of_an_envelope_is_noticed() {
    let envelope = sealed(b"visibly synthetic", 1);
    for at in 0..envelope.body.len() {
        let mut altered = envelope.clone();
        altered.body[at] ^= 1;
        assert!(open(&altered, AWA, &key(1), &CASE).is_err(), "byte {at} of the body");
        altered.body.truncate(at);
        assert!(open(&altered, AWA, &key(1), &CASE).is_err(), "body cut at {at}");
    }
    for at in 0..113 {
        let mut altered = envelope.clone();
        altered.wraps[0].bytes[at] ^= 1;
        assert!(open(&altered, AWA, &key(1), &CASE).is_err(), "byte {at} of the wrap");
    }
}

#[test]
fn an_envelope_moved_to_another_case_or_purpose_does_not_open() {
    let envelope = sealed(b"visibly synthetic", 1);
    for context in [Context { subject: [8; 16], ..CASE }, Context { purpose: Purpose::Message, ..CASE }] {
        assert!(matches!(open(&envelope, AWA, &key(1), &context), Err(Error::DoesNotOpen)));
        let new = key(3).public();
        let shared = share(
            &envelope.wraps,
            AWA,
            &key(1),
            &context,
            &[(HolderId([3; 16]), &new)],
            &SeededEntropy::new(2),
        );
        assert!(shared.is_err());
    }
}

#[test]
fn who_is_no_holder_or_has_another_key_reads_nothing() {
    let envelope = sealed(b"visibly synthetic", 1);
    assert!(matches!(open(&envelope, HolderId([3; 16]), &key(1), &CASE), Err(Error::NotAHolder)));
    assert!(matches!(open(&envelope, AWA, &key(2), &CASE), Err(Error::DoesNotOpen)));
    let mut exchanged = sealed(b"another", 2);
    exchanged.wraps = envelope.wraps;
    assert!(matches!(open(&exchanged, AWA, &key(1), &CASE), Err(Error::DoesNotOpen)));
}

#[test]
fn a_holder_gives_access_to_another_without_touching_the_body() {
    let mut envelope = sealed(b"visibly synthetic", 1);
    let body = envelope.body.clone();
    let (coulibaly, public) = (HolderId([3; 16]), key(3).public());
    let new =
        share(&envelope.wraps, AWA, &key(1), &CASE, &[(coulibaly, &public)], &SeededEntropy::new(2)).unwrap();
    envelope.wraps.extend(new);
    assert_eq!(open(&envelope, coulibaly, &key(3), &CASE).unwrap().as_text().unwrap(), "visibly synthetic");
    assert!(envelope.body == body);
    envelope.wraps.retain(|wrap| wrap.holder != AWA);
    assert!(matches!(open(&envelope, AWA, &key(1), &CASE), Err(Error::NotAHolder)));
}

#[test]
fn a_holder_with_an_old_and_a_new_key_reads_with_either() {
    let (old, new) = (key(1), key(4));
    let holders = [(AWA, &old.public()), (AWA, &new.public())];
    let envelope = seal(b"visibly synthetic", &CASE, &holders, &SeededEntropy::new(1)).unwrap();
    assert!(open(&envelope, AWA, &old, &CASE).is_ok() && open(&envelope, AWA, &new, &CASE).is_ok());
}

#[test]
fn an_envelope_for_nobody_is_refused() {
    assert!(matches!(seal(b"x", &CASE, &[], &SeededEntropy::new(1)), Err(Error::NoHolder)));
}

#[test]
fn two_reports_of_different_length_look_alike() {
    assert_eq!(sealed(b"short", 1).body.len(), sealed(&[b'x'; 900], 2).body.len());
}

#[test]
fn nothing_of_an_envelope_or_its_text_is_printed() {
    let envelope = sealed(b"visibly synthetic", 1);
    let opened = open(&envelope, AWA, &key(1), &CASE).unwrap();
    let printed = format!("{envelope:?} {:?} {opened:?}", envelope.wraps[0]);
    assert_eq!(printed, "Envelope(2 wraps, 1073 bytes) Wrap(..) Opened(..)");
}
