//! A browser without JavaScript: keeps cookies, sends forms, follows nothing by itself.

use crate::{Answer, Client, Server};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Somebody's browser at one server.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    origin: String,
    cookies: BTreeMap<String, String>,
}

/// A file of a form: its control, its name, its contents.
pub type Part<'a> = (&'a str, &'a str, &'a [u8]);

impl Browser {
    /// One that has never been here.
    pub fn new(server: &Server) -> Self {
        let origin = format!("http://{}", server.address);
        Self { client: server.client(), origin, cookies: BTreeMap::new() }
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None, b"")
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.send("POST", path, Some("application/x-www-form-urlencoded"), pairs.join("&").as_bytes())
    }

    /// Sends a form with a file.
    pub fn post_file(&mut self, path: &str, fields: &[(&str, &str)], file: Part<'_>) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--rig\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let (control, name, contents) = file;
        let head = format!(
            "--rig\r\nContent-Disposition: form-data; name=\"{control}\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(contents);
        body.extend_from_slice(b"\r\n--rig--\r\n");
        self.send("POST", path, Some("multipart/form-data; boundary=rig"), &body)
    }

    fn send(&mut self, method: &str, path: &str, kind: Option<&str>, body: &[u8]) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("Origin", self.origin.as_str()), ("Cookie", cookies.as_str())];
        headers.extend(kind.map(|kind| ("Content-Type", kind)));
        let answer = self.client.send(method, path, &headers, body);
        let answer = answer.unwrap_or_else(|e| panic!("{method} {path}: no answer: {e}"));
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
            match pair {
                Some((name, "")) => _ = self.cookies.remove(name),
                Some((name, value)) => _ = self.cookies.insert(name.to_owned(), value.to_owned()),
                None => {}
            }
        }
        answer
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
