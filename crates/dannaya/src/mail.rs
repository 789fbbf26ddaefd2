//! Sending the letters of the outbox: by SMTP, or into a folder where nothing may leave the machine (the demo).

#[cfg(test)]
mod tests;

use acts::{House, chores};
use kernel::{Timestamp, Uuid};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::Deserialize;
use site::mail::{Mail, render};
use site::texts::Texts;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use toml::Spanned;

/// How long a letter may take, from the first word with the mail server to the last; it is then tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

// Otherwise another node, or the next look, would send letters a second time that still wait for their turn here.
const _: () = assert!(chores::LEASE > chores::LETTERS_AT_ONCE * PATIENCE.as_secs() as i64);

/// The mail server that takes the coalition's letters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Name of the server; its certificate must bear it.
    pub host: String,
    /// Port, as a rule 587 with `starttls` and 465 with `tls`.
    pub port: u16,
    /// User name, when the server wants one.
    pub user: Option<String>,
    /// File that holds the password and nothing else; read at every attempt.
    pub password_file: Option<PathBuf>,
    /// Sender: `Coalition <dossiers@example.org>`.
    pub from: Spanned<String>,
    /// How the way to the server is protected.
    #[serde(default)]
    pub tls: Protection,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protection {
    /// In clear first, then TLS or nothing (RFC 3207).
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// In clear: only for a server on this machine.
    None,
}

/// Where letters go.
#[derive(Debug, Clone)]
pub enum Sender {
    /// To a mail server.
    Smtp(Smtp),
    /// Into this folder, one `.eml` file a letter, readable by its owner alone.
    Spool(PathBuf),
}

/// Sends the letters that are due, [`chores::LETTERS_AT_ONCE`] at the most, each settled by itself; gives how many left.
///
/// # Errors
/// Those of the store; a letter that cannot be sent is no error here but is tried again later.
pub async fn deliver(house: &House, texts: &Arc<Texts>, sender: &Sender) -> acts::Result<usize> {
    let mut gone = 0;
    for (post, letter) in chores::due_letters(house).await? {
        let outcome = sender.send(&render(house, texts, &letter), post.id, house.clock.now()).await;
        if let Err(error) = &outcome {
            tracing::warn!(%error, attempt = post.attempts, "a letter could not be sent");
        }
        gone += usize::from(outcome.is_ok());
        chores::settle(house, post, outcome).await?;
    }
    Ok(gone)
}

impl Sender {
    async fn send(&self, mail: &Mail, id: Uuid, at: Timestamp) -> Result<(), String> {
        match self {
            Self::Smtp(smtp) => send(smtp, mail, id, at).await,
            Self::Spool(folder) => {
                // Not wrapped in an encoding, so that whoever looks at the folder reads what would have left.
                let message = message(mail, SPOOL_SENDER, ContentTransferEncoding::Binary, id, at)?;
                spool(folder, id, &message.formatted()).map_err(|error| error.to_string())
            }
        }
    }
}

const SPOOL_SENDER: &str = "Dannaya <demo@localhost>";

/// Hands one letter to the mail server. `id` names the letter in its Message-ID, so that a second copy after a lost
/// answer can be told from a second letter.
///
/// # Errors
/// What kind of refusal or failure it was, for the log and the outbox; never a word of the letter, nor of the server, which
/// as a rule repeats the address.
pub async fn send(smtp: &Smtp, mail: &Mail, id: Uuid, at: Timestamp) -> Result<(), String> {
    let message = message(mail, smtp.from.get_ref(), ContentTransferEncoding::QuotedPrintable, id, at)?;
    let transport = transport(smtp)?;
    match tokio::time::timeout(PATIENCE, transport.send(message)).await {
        Ok(sent) => sent.map(|_| ()).map_err(|error| class(&error)),
        Err(_) => Err("no answer in time".to_owned()),
    }
}

/// Code and class of what went wrong with a mail server (RFC 5321 §4.2.1).
fn class(error: &lettre::transport::smtp::Error) -> String {
    let class = match error {
        _ if error.is_permanent() => "refused for good",
        _ if error.is_transient() => "refused for now",
        _ if error.is_timeout() => "no answer in time",
        _ if error.is_tls() => "no protected way",
        _ if error.is_response() => "an answer that is none",
        _ if error.is_client() => "cannot be said to this server",
        _ => "no way to the server",
    };
    match (error.status(), io_kind(error)) {
        (Some(code), _) => format!("{class} ({code})"),
        (None, Some(kind)) => format!("{class} ({kind})"),
        (None, None) => class.to_owned(),
    }
}

/// What the operating system said of the connection.
fn io_kind(error: &(dyn std::error::Error + 'static)) -> Option<std::io::ErrorKind> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return Some(io.kind());
        }
        cause = error.source();
    }
    None
}

fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let host = smtp.host.as_str();
    let builder = match smtp.tls {
        Protection::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
        Protection::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
        Protection::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)),
    };
    let mut builder = builder.map_err(|error| class(&error))?.port(smtp.port).timeout(Some(PATIENCE));
    if let Some(domain) = domain(smtp.from.get_ref()) {
        builder = builder.hello_name(ClientId::Domain(domain));
    }
    if let Some(user) = &smtp.user {
        let password = match &smtp.password_file {
            Some(file) => {
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?
            }
            None => String::new(),
        };
        builder = builder.credentials(Credentials::new(user.clone(), password.trim_end().to_owned()));
    }
    Ok(builder.build())
}

fn domain(from: &str) -> Option<String> {
    Some(from.parse::<Mailbox>().ok()?.email.domain().to_owned())
}

fn message(
    mail: &Mail,
    from: &str,
    encoding: ContentTransferEncoding,
    id: Uuid,
    at: Timestamp,
) -> Result<Message, String> {
    let from: Mailbox = from.parse().map_err(|error| format!("from: {error}"))?;
    let to: Mailbox = mail.to.parse().map_err(|error| format!("to: {error}"))?;
    let written = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or_default());
    let body = Body::new_with_encoding(mail.body.clone(), encoding).map_err(|_| "body".to_owned())?;
    Message::builder()
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .date(written)
        .from(from)
        .to(to)
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .map_err(|error| error.to_string())
}

fn spool(folder: &Path, id: Uuid, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!("{id}.eml"));
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    // The outbox forgets the letter next, and the disk has that at once: a letter without its file would be lost.
    file.sync_all()?;
    std::fs::File::open(folder)?.sync_all()
}
