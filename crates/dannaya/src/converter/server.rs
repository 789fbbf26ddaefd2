//! pyxform as a server of its own: pyxform-http, as <https://github.com/getodk/pyxform-http> describes it.
//!
//! It has one path, speaks plain HTTP and stands beside this program. One request in HTTP/1.0, whose answer ends with the
//! connection, is all that is asked of it; a client library would bring more than that.

use super::{Refused, WRITTEN, failed, shortened};
use crate::failure::Outcome;
use axum::http::Uri;
use serde::Deserialize;
use serde_json::Value;
use std::fmt::{Display, Formatter};
use std::io::{Error, ErrorKind};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use xlsform::Converted;

/// Where a pyxform-http server listens: `http://127.0.0.1:8080`, with a path where a proxy stands before it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Address {
    host: String,
    port: u16,
    path: String,
}

/// Not an address of a pyxform-http server.
#[derive(Debug, thiserror::Error)]
#[error("http://host:port expected")]
pub struct NoAddress;

impl TryFrom<String> for Address {
    type Error = NoAddress;

    fn try_from(text: String) -> Result<Self, NoAddress> {
        let uri: Uri = text.parse().map_err(|_| NoAddress)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(NoAddress)?;
        let named = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
        if uri.scheme_str() != Some("http") || uri.query().is_some() || named {
            return Err(NoAddress);
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        Ok(Self { host: host.to_owned(), port: uri.port_u16().unwrap_or(80), path })
    }
}

impl Display for Address {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        write!(to, "http://{}:{}{}", self.host, self.port, self.path)
    }
}

/// What the server answers.
#[derive(Deserialize)]
struct Answer {
    result: Option<String>,
    itemsets: Option<String>,
    #[serde(default)]
    error: Value,
}

/// Has the server convert a workbook; `name` names the form when its settings do not.
///
/// # Errors
/// When it is not there, takes too long, or answers something else.
pub async fn convert(
    address: &Address,
    bytes: &[u8],
    name: &str,
    patience: Duration,
) -> Outcome<Result<Converted, Refused>> {
    let failed = |key, detail: &dyn Display| failed(key, address, detail);
    let host = address.host.trim_start_matches('[').trim_end_matches(']');
    let asked = async {
        let mut stream = TcpStream::connect((host, address.port))
            .await
            .map_err(|error| failed("cli-form-converter-missing", &error))?;
        ask(&mut stream, address, bytes, name)
            .await
            .map_err(|error| failed("cli-form-converter-failed", &error))
    };
    let Ok(answer) = tokio::time::timeout(patience, asked).await else {
        return Err(failed("cli-form-converter-slow", &patience.as_secs()));
    };
    let (status, body) = answer?;
    let strange = || failed("cli-form-converter-failed", &format!("HTTP {status}"));
    let answer: Answer = serde_json::from_slice(&body).map_err(|_| strange())?;
    match (status, answer.result) {
        (200, Some(xml)) => Ok(Ok(Converted { xml, itemsets: answer.itemsets, rows: Vec::new() })),
        (200 | 400, None) => match told(&answer.error) {
            Some(text) => Ok(Err(Refused::Told(text))),
            None => Err(strange()),
        },
        _ => Err(strange()),
    }
}

/// What went wrong: a sentence, or several.
fn told(error: &Value) -> Option<String> {
    let text = match error {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    Some(shortened(&text)).filter(|text| !text.is_empty())
}

/// One request and its answer: the status, and the body.
async fn ask(
    stream: &mut TcpStream,
    address: &Address,
    bytes: &[u8],
    name: &str,
) -> Result<(u16, Vec<u8>), Error> {
    let head = format!(
        "POST {}/api/v1/convert HTTP/1.0\r\nHost: {}:{}\r\nContent-Length: {}\r\n\
         Content-Type: application/octet-stream\r\nX-XlsForm-FormId-Fallback: {}\r\nConnection: close\r\n\r\n",
        address.path,
        address.host,
        address.port,
        bytes.len(),
        escaped(name)
    );
    stream.write_all(head.as_bytes()).await?;
    // Who has answered already may have closed its ear; the answer counts.
    let sent = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    stream.take(WRITTEN + 1).read_to_end(&mut answer).await?;
    if answer.is_empty() {
        sent?;
    }
    if answer.len() as u64 > WRITTEN {
        return Err(Error::new(ErrorKind::FileTooLarge, format!("> {} MiB", WRITTEN >> 20)));
    }
    let strange = || Error::new(ErrorKind::InvalidData, "HTTP");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(strange)?;
    let body = answer.split_off(end + 4);
    let status = std::str::from_utf8(&answer).ok().and_then(|head| {
        let (version, rest) = head.split_once(' ')?;
        version.starts_with("HTTP/1.").then_some(rest.get(..3)?.parse().ok()?)
    });
    Ok((status.ok_or_else(strange)?, body))
}

/// A name as a header can carry it, which the server undoes (RFC 3986 §2.1).
fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::JoinHandle;
    use std::time::Instant;

    const LONG: Duration = Duration::from_secs(30);

    /// A server that stands for pyxform-http: it takes one request, gives one answer, and hands the request over.
    fn server(answer: impl FnOnce(&mut dyn Write) + Send + 'static) -> (Address, JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = Address::try_from(format!("http://{}/x/", listener.local_addr().unwrap())).unwrap();
        let serving = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"THE END") {
                let mut part = [0; 4096];
                let taken = stream.read(&mut part).unwrap();
                assert!(taken > 0, "the request ended early");
                asked.extend(&part[..taken]);
            }
            answer(&mut stream);
            asked
        });
        (address, serving)
    }

    /// A whole answer.
    fn says(status: &str, body: &str) -> impl FnOnce(&mut dyn Write) + Send + use<> {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\n\r\n{body}");
        move |stream| stream.write_all(answer.as_bytes()).unwrap()
    }

    const WORKBOOK: &[u8] = b"PK\x03\x04 \0\xff THE END";

    #[tokio::test]
    async fn the_bytes_of_the_workbook_are_sent_as_they_are_with_the_name_of_the_form() {
        let body = r#"{"status":200,"result":"<h:html/>","itemsets":"a,b","warnings":["w"],"error":null}"#;
        let (address, serving) = server(says("200 OK", body));
        let form = convert(&address, WORKBOOK, "Enquête 1/2", LONG).await.unwrap().unwrap();
        assert_eq!((form.xml.as_str(), form.itemsets.as_deref()), ("<h:html/>", Some("a,b")));
        let asked = serving.join().unwrap();
        let head = String::from_utf8_lossy(&asked).into_owned();
        assert!(head.starts_with("POST /x/api/v1/convert HTTP/1.0\r\n"), "{head}");
        assert!(head.contains("\r\nX-XlsForm-FormId-Fallback: Enqu%C3%AAte%201%2F2\r\n"), "{head}");
        assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", WORKBOOK.len())));
        assert!(asked.ends_with(&[b"\r\n\r\n", WORKBOOK].concat()));
    }

    #[tokio::test]
    async fn what_the_server_finds_is_passed_on() {
        let body =
            r#"{"status":400,"result":null,"itemsets":null,"warnings":null,"error":"[row : 3] no name"}"#;
        let (address, serving) = server(says("400 BAD REQUEST", body));
        let found = convert(&address, WORKBOOK, "f", LONG).await.unwrap();
        assert!(matches!(found, Err(Refused::Told(text)) if text == "[row : 3] no name"));
        serving.join().unwrap();
    }

    #[tokio::test]
    async fn what_is_no_answer_of_pyxform_is_told_as_a_failure() {
        for (status, body) in [("502 Bad Gateway", "<html>"), ("200 OK", "{}"), ("500 X", r#"{"error":"x"}"#)]
        {
            let (address, serving) = server(says(status, body));
            let failure = convert(&address, WORKBOOK, "f", LONG).await.unwrap_err();
            assert_eq!(failure.key, "cli-form-converter-failed", "{status}");
            serving.join().unwrap();
        }
        let (address, serving) = server(|stream| stream.write_all(b"SSH-2.0-x\r\n").unwrap());
        assert_eq!(
            convert(&address, WORKBOOK, "f", LONG).await.unwrap_err().key,
            "cli-form-converter-failed"
        );
        serving.join().unwrap();
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_is_left_alone_after_the_time_it_has() {
        let start = Instant::now();
        let (address, serving) = server(|_| std::thread::sleep(Duration::from_secs(2)));
        let failure = convert(&address, WORKBOOK, "f", Duration::from_millis(300)).await.unwrap_err();
        assert_eq!(failure.key, "cli-form-converter-slow");
        assert!(start.elapsed() < Duration::from_secs(2));
        serving.join().unwrap();
    }

    #[tokio::test]
    async fn an_answer_without_end_is_cut_off() {
        let endless = |stream: &mut dyn Write| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b' '; 65_536]).is_ok() {}
        };
        let (address, serving) = server(endless);
        let failure = convert(&address, WORKBOOK, "f", LONG).await.unwrap_err();
        assert_eq!(failure.key, "cli-form-converter-failed");
        serving.join().unwrap();
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_named() {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = Address::try_from(format!("http://127.0.0.1:{port}")).unwrap();
        let failure = convert(&address, WORKBOOK, "f", LONG).await.unwrap_err();
        assert_eq!(failure.key, "cli-form-converter-missing");
        assert!(failure.values.contains(&("converter", format!("http://127.0.0.1:{port}"))));
    }

    #[test]
    fn only_plain_http_is_an_address() {
        for text in ["https://a.example", "a.example:80", "http://", "http://u:p@a.example", "http://a/?b"] {
            assert!(Address::try_from(text.to_owned()).is_err(), "{text}");
        }
        let address = Address::try_from("http://[::1]/p/".to_owned()).unwrap();
        assert_eq!(address.to_string(), "http://[::1]:80/p");
    }
}
