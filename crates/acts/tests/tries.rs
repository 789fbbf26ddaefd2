//! Log-ins under fire.

#![expect(clippy::panic, reason = "a test that meets the unexpected ends")]

use acts::{Error, desk};
use civic::directory::{Role, Scope};
use kernel::Lang;
use testhouse::{PASSPHRASE, TestHouse};

async fn house() -> TestHouse {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let team = test.team("Alpha").await;
    test.member("awa", Role::Caseworker, Some(team), None).await;
    test
}

/// Seconds to wait, when the try was not let in.
async fn refused(test: &TestHouse, login: &str, passphrase: &str, code: &str) -> Option<u32> {
    match desk::sign_in(&test.house, login, passphrase, code).await {
        Err(Error::TooManyTries { seconds }) => Some(seconds),
        Err(Error::SignedOut) => None,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_bogus_names_keeps_nobody_of_the_desk_out() {
    let test = house().await;
    let log_in = |login: String, passphrase: &'static str| {
        let house = test.house.clone();
        tokio::spawn(async move { desk::sign_in(&house, &login, passphrase, "").await })
    };
    let bogus: Vec<_> = (0..400).map(|number| log_in(format!("personne-{number}"), "une phrase")).collect();
    let real: Vec<_> = (0..5).map(|_| log_in("awa".to_owned(), PASSPHRASE)).collect();
    for one in real {
        assert!(one.await.unwrap().is_ok());
    }
    for one in bogus {
        let answer = one.await.unwrap();
        assert!(matches!(answer, Err(Error::SignedOut)), "the same answer as ever: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_wrong_tries_a_name_waits_whether_it_exists_or_not_and_never_for_good() {
    let test = house().await;
    let mut waits = Vec::new();
    for login in ["awa", "personne"] {
        for _ in 0..5 {
            assert_eq!(refused(&test, login, "pas la bonne", "").await, None);
        }
        let first = refused(&test, login, "pas la bonne", "").await.unwrap();
        assert_eq!(refused(&test, login, "pas la bonne", "").await, Some(first), "asking makes it no longer");
        waits.push(first);
    }
    assert_eq!(waits, [15, 15]);
    assert_eq!(refused(&test, "awa", PASSPHRASE, "").await, Some(15), "not even the right one");
    for _ in 0..20 {
        test.clock.advance(60);
        assert_eq!(refused(&test, "awa", "pas la bonne", "").await, None, "a minute is the longest wait");
    }
    test.clock.advance(60);
    assert!(desk::sign_in(&test.house, "awa", PASSPHRASE, "").await.is_ok());
    assert_eq!(refused(&test, "awa", "pas la bonne", "").await, None, "a right one wipes the slate");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_knows_the_passphrase_cannot_guess_the_code() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.second_factor = true).await;
    let scopes = vec![Scope { pack: "denunciation".to_owned(), place: None }];
    let (name, login) = ("Persona awa".to_owned(), "awa".to_owned());
    let invitee = desk::Invitee { team: None, role: Role::Auditor, name, login, scopes, lang: Lang::Fr };
    let (_, link) = desk::invite(&test.house, invitee).await.unwrap();
    let offer = desk::open_invitation(&test.house, &link, None).await.unwrap().totp.unwrap();
    let code = |test: &TestHouse| testhouse::code_of(&offer.base32, kernel::Clock::now(&*test.clock));
    let bound = Some((&*offer.sealed, &*code(&test)));
    desk::enrol(&test.house, &link, PASSPHRASE, bound).await.unwrap().unwrap();
    for _ in 0..20 {
        test.clock.advance(61);
        assert_eq!(refused(&test, "awa", PASSPHRASE, "000000").await, None);
    }
    test.clock.advance(61);
    let right = code(&test);
    assert_eq!(
        refused(&test, "awa", PASSPHRASE, &right).await,
        None,
        "right, and as good as wrong for a while"
    );
    test.clock.advance(16 * 60);
    assert!(desk::sign_in(&test.house, "awa", PASSPHRASE, &code(&test)).await.is_ok());
}
