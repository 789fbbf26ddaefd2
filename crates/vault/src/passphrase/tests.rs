use super::*;
use kernel::SeededEntropy;

const SMALL: Cost = Cost { memory_kib: 64, passes: 1 };

fn wrapped() -> (Passphrases, SecretKey, Vec<u8>) {
    let entropy = SeededEntropy::new(6);
    let passphrases = Passphrases::new(SMALL).unwrap();
    let key = SecretKey::generate(&entropy).unwrap();
    let typed = Passphrase::typed("quatre chèvres au marché");
    let wrapped = passphrases.wrap_secret(&typed, &key, &entropy).unwrap();
    (passphrases, key, wrapped)
}

#[test]
fn the_right_passphrase_gives_the_key_back_however_its_accents_were_typed() {
    let (passphrases, key, wrapped) = wrapped();
    for typed in ["quatre chèvres au marché", " quatre che\u{300}vres au marche\u{301}\n"] {
        let opened = passphrases.unwrap_secret(&Passphrase::typed(typed), Some(&wrapped)).unwrap();
        assert_eq!(*opened.to_bytes(), *key.to_bytes());
    }
}

#[test]
fn a_wrong_passphrase_and_an_unknown_account_get_the_same_answer() {
    let (passphrases, _, wrapped) = wrapped();
    let wrong = Passphrase::typed("quatre chèvres au marche");
    for record in [Some(&wrapped[..]), None] {
        assert!(matches!(passphrases.unwrap_secret(&wrong, record), Err(Error::DoesNotOpen)));
    }
}

#[test]
fn every_altered_byte_of_a_wrapped_key_is_noticed() {
    let (passphrases, _, wrapped) = wrapped();
    let typed = Passphrase::typed("quatre chèvres au marché");
    for at in 0..wrapped.len() {
        let mut altered = wrapped.clone();
        altered[at] ^= 1;
        assert!(passphrases.unwrap_secret(&typed, Some(&altered)).is_err(), "byte {at}");
    }
    for length in 0..wrapped.len() {
        assert!(passphrases.unwrap_secret(&typed, Some(&wrapped[..length])).is_err());
    }
}

#[test]
fn a_record_that_asks_for_too_much_memory_is_refused_before_any_is_taken() {
    let (passphrases, _, mut wrapped) = wrapped();
    wrapped[1..5].copy_from_slice(&u32::MAX.to_be_bytes());
    let refused = passphrases.unwrap_secret(&Passphrase::typed("x"), Some(&wrapped));
    assert!(matches!(refused, Err(Error::Malformed(_))));
    assert!(Passphrases::new(Cost { memory_kib: 1 << 20, passes: 1 }).is_err());
}

#[test]
fn a_key_wrapped_at_an_older_cost_still_opens() {
    let (_, _, wrapped) = wrapped();
    let raised = Passphrases::new(Cost { memory_kib: 128, passes: 2 }).unwrap();
    assert!(raised.unwrap_secret(&Passphrase::typed("quatre chèvres au marché"), Some(&wrapped)).is_ok());
}

#[test]
fn a_passphrase_easily_guessed_is_refused_with_its_reason() {
    use PassphraseRefusal::{TooCommon, TooLong, TooShort};
    let long = "mil et sorgho ".repeat(30);
    for (text, refusal) in [
        ("", TooShort),
        ("onze signes", TooShort),
        ("           a           ", TooShort),
        (&long, TooLong),
        ("aaaaaaaaaaaa", TooCommon),
        ("abababababab", TooCommon),
        ("223 76 12 34 56", TooCommon),
        ("MotDePasse2027!", TooCommon),
        ("azerty azerty 12", TooCommon),
        ("Bamako-Bamako-223", TooCommon),
        ("azertyuiopqs", TooCommon),
        ("Mlkjhgfdsq 2027", TooCommon),
        ("abcdefghijklm!", TooCommon),
    ] {
        assert_eq!(Passphrase::chosen(text).err(), Some(refusal), "{text}");
    }
    for text in [
        "quatre chèvres au marché",
        "Bamako la nuit, trois taxis",
        "porter du riz au port",
        "ߒߞߏ ߞߊ߲ ߦߋ߫ ߒ ߓߟߏ߫",
    ] {
        assert!(Passphrase::chosen(text).is_ok(), "{text}");
    }
}

#[test]
fn nothing_of_a_passphrase_is_printed() {
    assert_eq!(format!("{:?}", Passphrase::typed("quatre chèvres")), "Passphrase(..)");
}
