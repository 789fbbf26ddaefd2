//! Somebody at the desk: without a handler who can open it, the house takes no report.

use crate::{Client, Server};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Log-in name of the coordinator.
pub const LOGIN: &str = "rig";
/// Passphrase of the coordinator.
pub const PASSPHRASE: &str = "phrase de passe de gestionnaire synthetique";

/// Adds an organisation and a coordinator, and gives the path of the enrolment link. `command` is `dannaya WORDS --data …`.
pub fn invite(command: impl Fn(&str) -> Command) -> String {
    let made = |words: &str, args: &[&str]| {
        let output = command(words).args(args).stdout(Stdio::piped()).output().expect("the binary starts");
        assert!(output.status.success(), "dannaya {words} ended with {}", output.status);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    made("team add", &["--name", "Organisation synthétique", "--short", "rig"]);
    let said = made("member add", &["--login", "rig", "--role", "coordinator", "--team", "rig"]);
    let link = said.find("/desk/enrol/").map(|at| said[at..].trim().to_owned());
    link.unwrap_or_else(|| panic!("no enrolment link in: {said}"))
}

/// Enrols at the link, with a second factor, as a browser would; gives the secret of the second factor in base 32.
pub fn enrol(server: &Server, link: &str) -> String {
    let mut client = server.client();
    let page = client.get(link).expect("the server answers").text();
    let between = |before: &str, after: &str| {
        let at = page.find(before).unwrap_or_else(|| panic!("no {before} in {page}")) + before.len();
        page[at..].split(after).next().unwrap_or_default().to_owned()
    };
    let (secret, sealed) =
        (between("<code>", "<").replace(' ', ""), between("name=\"sealed\" value=\"", "\""));
    let passphrase = PASSPHRASE.replace(' ', "+");
    let body = format!("passphrase={passphrase}&again={passphrase}&sealed={sealed}&code={}", code(&secret));
    let origin = format!("http://{}", server.address);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", origin.as_str())];
    let answer = Client::new(&server.address).send("POST", link, &headers, body.as_bytes());
    let answer = answer.expect("the server answers");
    assert_eq!(answer.status, 303, "{}", answer.text());
    secret
}

/// Adds a public body that may be handed a case.
pub fn body(command: impl Fn(&str) -> Command) {
    let args = ["--name", "Inspection synthétique", "--kind", "inspectorate", "--email", "rig@example.org"];
    let added = command("office add").args(args).status().expect("the binary starts");
    assert!(added.success(), "dannaya office add ended with {added}");
}

/// What an authenticator shows now.
#[expect(clippy::disallowed_methods, reason = "the binary under trial goes by the clock of the machine")]
pub fn code(base32: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(base32).expect("a secret in base 32");
    let none: Option<&str> = None;
    let totp = totp_rs::Builder::new().with_secret(secret).with_issuer(none).with_account_name("rig").build();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
    totp.expect("a second factor").generate(now).to_string()
}
