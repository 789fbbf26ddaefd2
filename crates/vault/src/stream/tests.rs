use super::*;
use aead_stream::EncryptorBE32;

const KEY: [u8; 32] = [7; 32];

#[test]
fn the_body_is_the_stream_that_another_implementation_writes() {
    let plain = vec![0x42u8; 150_000];
    let ours = seal(&KEY, b"context", &plain).unwrap();

    let keys = BodyKeys::derive(&KEY, b"context");
    let derived = hkdf::<32>(&[], &KEY, &[b"body/v1/", b"context"]);
    let mut padded_text = plain.clone();
    padded_text.resize(padded(plain.len()) - TRAILER, 0);
    padded_text.extend_from_slice(&150_000u64.to_be_bytes());
    let (last, firsts) = {
        let mut chunks: Vec<&[u8]> = padded_text.chunks(CHUNK).collect();
        (chunks.pop().unwrap(), chunks)
    };
    let cipher = Aes256Gcm::new((&*derived).into());
    let mut theirs = EncryptorBE32::from_aead(cipher, &keys.prefix.into());
    let mut expected = vec![VERSION];
    expected.extend_from_slice(&keys.commitment);
    for chunk in firsts {
        let payload = aead_stream::aead::Payload { msg: chunk, aad: b"context" };
        expected.extend(theirs.encrypt_next(payload).unwrap());
    }
    let payload = aead_stream::aead::Payload { msg: last, aad: b"context" };
    expected.extend(theirs.encrypt_last(payload).unwrap());
    assert!(ours == expected);
}

#[test]
fn a_body_cut_extended_or_reordered_does_not_open() {
    let plain: Vec<u8> = (0..200_000u32).map(|at| at as u8).collect();
    let body = seal(&KEY, b"context", &plain).unwrap();
    assert_eq!(*open(&KEY, b"context", &body).unwrap(), plain);
    let whole = CHUNK + TAG;
    for keep in [0, 1, HEADER, HEADER + TAG, HEADER + whole, HEADER + 2 * whole, body.len() - 1] {
        assert!(open(&KEY, b"context", &body[..keep]).is_err(), "cut at {keep}");
    }
    for extra in [&[0u8][..], &body[HEADER..HEADER + whole], &body[body.len() - 40..]] {
        assert!(open(&KEY, b"context", &[&body[..], extra].concat()).is_err());
    }
    let (first, second) = (HEADER..HEADER + whole, HEADER + whole..HEADER + 2 * whole);
    let swapped =
        [&body[..HEADER], &body[second.clone()], &body[first.clone()], &body[second.end..]].concat();
    assert!(open(&KEY, b"context", &swapped).is_err());
    let repeated = [&body[..second.start], &body[first], &body[second.end..]].concat();
    assert!(open(&KEY, b"context", &repeated).is_err());
}

#[test]
fn a_body_opens_under_its_own_key_and_context_only() {
    let body = seal(&KEY, b"context", b"visibly synthetic").unwrap();
    assert!(open(&[8; 32], b"context", &body).is_err());
    assert!(open(&KEY, b"another", &body).is_err());
}

#[test]
fn the_body_takes_exactly_the_room_reserved_for_it() {
    for length in [0, 1016, 1017, 70_000, 200_000] {
        let body = seal(&KEY, b"", &vec![1; length]).unwrap();
        assert_eq!(body.len(), body.capacity(), "a buffer that grew left plaintext behind");
    }
}
