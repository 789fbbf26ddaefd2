//! Letters against a mail server of a few lines.

use super::*;
use acts::{casework, office};
use civic::directory::Role;
use std::sync::Mutex;
use store::cases;
use store::outbox::{self, PostState};
use testhouse::TestHouse;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server was told, one entry a letter.
type Taken = Arc<Mutex<Vec<String>>>;

/// Speaks enough SMTP (RFC 5321) to take letters; answers `DATA` with `verdict`.
async fn server(verdict: &'static str) -> (u16, Taken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken = Taken::default();
    let keeping = Arc::clone(&taken);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, verdict, Arc::clone(&keeping)));
        }
    });
    (port, taken)
}

async fn talk(stream: TcpStream, verdict: &str, taken: Taken) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await.unwrap();
    let mut heard = String::new();
    let mut in_letter = false;
    while let Ok(Some(line)) = lines.next_line().await {
        heard.push_str(&line);
        heard.push('\n');
        let answer = match (in_letter, line.as_str()) {
            (true, ".") => {
                in_letter = false;
                taken.lock().unwrap().push(std::mem::take(&mut heard));
                verdict
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_letter = true;
                "354 go on"
            }
            (false, "QUIT") => "221 bye",
            (false, line) if line.starts_with("EHLO") => "250-test\r\n250 8BITMIME",
            (false, _) => "250 ok",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}

fn smtp(port: u16) -> Smtp {
    Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        user: None,
        password_file: None,
        from: toml::Spanned::new(0..0, "Coalition <dossiers@coalition.example>".to_owned()),
        tls: Protection::None,
    }
}

async fn handed_over(test: &TestHouse) -> office::Handed {
    let team = test.team("Alpha").await;
    test.member("bakary", Role::Coordinator, Some(team), None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let receipted = test.report(&[("narrative", "canari-91c2 synthétique")]).await;
    let (house, bakary) = (&test.house, test.handler("bakary").await);
    let case = casework::find(house, &bakary, &receipted.reference).await.unwrap();
    let version =
        async || cases::read(&mut house.store.read().await.unwrap(), case).await.unwrap().unwrap().0.version;
    casework::assess(house, &bakary, case, version().await, 3, vec![], "canari-91c2").await.unwrap();
    casework::summarise(house, &bakary, case, version().await, "Un résumé scellé.").await.unwrap();
    office::refer(house, &bakary, case, version().await, body, None).await.unwrap()
}

async fn waiting(test: &TestHouse, state: PostState) -> i64 {
    outbox::count(&mut test.house.store.read().await.unwrap(), state).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_reaches_the_mail_server_once_with_the_link_and_without_the_code() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let handed = handed_over(&test).await;
    let (port, taken) = server("250 kept").await;
    let sender = Sender::Smtp(smtp(port));
    assert_eq!(deliver(&test.house, &test.app.texts, &sender).await.unwrap(), 1);
    assert_eq!(deliver(&test.house, &test.app.texts, &sender).await.unwrap(), 0);
    let taken = taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 1);
    // Quoted-printable (RFC 2045 §6.7) breaks long lines with a trailing =.
    let letter = taken[0].replace("=\n", "");
    assert!(letter.contains("EHLO coalition.example"), "{letter}");
    assert!(letter.contains("MAIL FROM:<dossiers@coalition.example>"), "{letter}");
    assert!(letter.contains("RCPT TO:<bureau@example.org>"), "{letter}");
    assert!(letter.contains("Date: Mon, 01 Mar 2027 09:00:00"), "the clock of the house: {letter}");
    assert!(letter.contains(&format!("/fr/office/{}", handed.link)), "{letter}");
    let code = handed.code.replace(' ', "");
    for secret in [handed.code.as_str(), &code, "canari", "scell=C3=A9."] {
        assert!(!letter.contains(secret), "{secret}: {letter}");
    }
    assert_eq!((waiting(&test, PostState::Queued).await, waiting(&test, PostState::Sent).await), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_the_server_refuses_is_tried_again_later_and_not_at_once() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    handed_over(&test).await;
    let (refusing, refused) = server("451 not now").await;
    let (port, taken) = server("250 kept").await;
    let texts = &test.app.texts;
    assert_eq!(deliver(&test.house, texts, &Sender::Smtp(smtp(refusing))).await.unwrap(), 0);
    assert_eq!(refused.lock().unwrap().len(), 1);
    assert_eq!(deliver(&test.house, texts, &Sender::Smtp(smtp(port))).await.unwrap(), 0, "not due yet");
    test.clock.advance(10 * 60);
    assert_eq!(deliver(&test.house, texts, &Sender::Smtp(smtp(port))).await.unwrap(), 1);
    let name = |letter: &str| letter.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned);
    let (first, second) = (name(&refused.lock().unwrap()[0]), name(&taken.lock().unwrap()[0]));
    assert!(first.is_some() && first == second, "both copies bear one name: {first:?} {second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_never_goes_in_clear_to_a_server_that_offers_no_tls() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    handed_over(&test).await;
    let (port, taken) = server("250 kept").await;
    let sender = Sender::Smtp(Smtp { tls: Protection::Starttls, ..smtp(port) });
    assert_eq!(deliver(&test.house, &test.app.texts, &sender).await.unwrap(), 0);
    assert!(taken.lock().unwrap().is_empty());
    assert_eq!(waiting(&test, PostState::Queued).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_spool_keeps_a_readable_letter_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestHouse::on(testkit::sqlite().await).await;
    let handed = handed_over(&test).await;
    let folder = tempfile::tempdir().unwrap();
    let spool = folder.path().join("mail-spool");
    let sender = Sender::Spool(spool.clone());
    assert_eq!(deliver(&test.house, &test.app.texts, &sender).await.unwrap(), 1);
    let files: Vec<PathBuf> = std::fs::read_dir(&spool).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(std::fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let letter = std::fs::read_to_string(&files[0]).unwrap();
    assert!(letter.contains(&handed.link) && letter.contains("Référence"), "{letter}");
    assert!(!letter.contains("canari") && !letter.contains(&handed.code), "{letter}");
}

#[test]
fn settings_are_read_and_an_unknown_key_is_refused() {
    let read = |text: &str| toml::from_str::<Smtp>(text);
    let smtp =
        read("host = \"mail.example.org\"\nport = 465\nfrom = \"a@example.org\"\ntls = \"tls\"").unwrap();
    assert_eq!((smtp.port, smtp.tls, smtp.user), (465, Protection::Tls, None));
    let plain = read("host = \"mail.example.org\"\nport = 587\nfrom = \"a@example.org\"").unwrap();
    assert_eq!(plain.tls, Protection::Starttls, "protected unless somebody says otherwise");
    assert!(read("host = \"h\"\nport = 1\nfrom = \"a@example.org\"\npasword_file = \"x\"").is_err());
}
