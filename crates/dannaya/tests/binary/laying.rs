//! `dannaya init`, and what a house refuses to start on.

use crate::house::TestHome;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn nobody_but_the_owner_can_read_anything_of_a_new_house() {
    let home = TestHome::laid();
    let mut open = vec![home.data()];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        let folder = path.is_dir();
        assert_eq!(mode(&path), if folder { 0o700 } else { 0o600 }, "{}", path.display());
        seen += 1;
        if folder {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    assert!(seen > 8, "data, secrets, database, configuration and three shares: {seen}");
}

#[test]
fn a_house_is_laid_once_and_a_second_time_changes_nothing() {
    let home = TestHome::laid();
    let kept = || {
        ["secrets/server.key", "secrets/pepper", "escrow/share-1.txt"]
            .map(|name| std::fs::read(home.path(name)).unwrap())
    };
    let before = kept();
    let again = home.run("init", &[]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("rien n’a été changé"), "{}", again.err);
    assert_eq!(kept(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_holds_a_house_already_is_asked_before_anything_is_written() {
    let server = testkit::Database::fresh().await.unwrap();
    TestHome::on_server(server.url()).lay();
    let second = TestHome::on_server(server.url());
    let said = second.run("init", &[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("rien n’a été changé"), "{}", said.err);
    assert!(!second.data().exists());
}

#[test]
fn two_of_the_three_shares_give_the_escrow_key_back_and_say_so_on_paper() {
    let home = TestHome::laid();
    let texts: Vec<String> = (1..=3)
        .map(|number| std::fs::read_to_string(home.path(&format!("escrow/share-{number}.txt"))).unwrap())
        .collect();
    for (number, text) in (1..).zip(&texts) {
        assert!(text.contains(&format!("Part {number}")) && text.contains("2 parts réunies"), "{text}");
    }
    let shares: Vec<vault::EscrowShare> = texts[1..]
        .iter()
        .map(|text| vault::EscrowShare::from_text(text.trim_end().lines().last().unwrap()).unwrap())
        .collect();
    assert!(vault::join_escrow(&shares).is_ok());
    assert!(vault::join_escrow(&shares[..1]).is_err());
}

#[test]
fn an_init_that_was_cut_off_is_taken_up_with_the_same_secrets() {
    let home = TestHome::laid();
    let pepper = std::fs::read(home.path("secrets/pepper")).unwrap();
    for name in ["dannaya.db", "dannaya.db-wal", "dannaya.db-shm"] {
        drop(std::fs::remove_file(home.path(name)));
    }
    home.lay();
    assert_eq!(std::fs::read(home.path("secrets/pepper")).unwrap(), pepper);
    assert_eq!(home.run("audit", &[]).code, 0);
}

#[test]
fn a_wrong_line_of_the_configuration_is_named_by_every_command() {
    let home = TestHome::laid();
    home.write("dannaya.toml", "[site]\ncoalition = \"C\"\npublic_adress = \"https://example.org\"\n");
    for command in ["serve", "audit", "doctor"] {
        let said = home.run(command, &[]);
        assert_eq!(said.code, 1, "{command}");
        let told = format!("{}{}", said.out, said.err);
        assert!(
            told.contains("dannaya.toml, ligne 3") && told.contains("public_adress"),
            "{command}: {told}"
        );
    }
}

#[test]
fn a_directory_that_was_never_laid_is_named_and_not_filled() {
    let home = TestHome::empty();
    for command in ["serve", "audit", "doctor"] {
        let said = home.run(command, &[]);
        assert_eq!(said.code, 1, "{command}");
        assert!(format!("{}{}", said.out, said.err).contains("dannaya init --data"), "{command}");
    }
    assert!(!home.data().exists());
}

#[test]
fn secrets_that_are_readable_missing_or_of_another_house_are_refused_with_their_mend() {
    let (home, other) = (TestHome::laid(), TestHome::laid());
    let pepper = home.path("secrets/pepper");
    std::fs::set_permissions(&pepper, std::fs::Permissions::from_mode(0o644)).unwrap();
    let said = home.run("audit", &[]);
    assert!(said.code == 1 && said.err.contains("chmod 600"), "{}", said.err);
    for name in ["secrets/pepper", "secrets/server.key"] {
        let own = std::fs::read(home.path(name)).unwrap();
        std::fs::remove_file(home.path(name)).unwrap();
        assert_eq!(home.run("audit", &[]).code, 1, "{name} is missing");
        std::fs::copy(other.path(name), home.path(name)).unwrap();
        let said = home.run("audit", &[]);
        assert!(said.code == 1 && said.err.contains("n’appartiennent pas"), "{name}: {}", said.err);
        std::fs::write(home.path(name), own).unwrap();
    }
    assert_eq!(home.run("audit", &[]).code, 0);
}

#[test]
fn what_is_said_is_said_in_the_language_asked_for() {
    let home = TestHome::laid();
    assert!(home.run("audit", &["--lang", "en"]).out.contains("Everything agrees"));
    assert!(home.run("audit", &[]).out.contains("Tout concorde"));
    let help = crate::house::said(
        crate::house::dannaya(&["serve", "--help"]).env("LANG", "en_US.UTF-8").output().unwrap(),
    );
    assert!(help.out.contains("Address of the site"), "{}", help.out);
}
