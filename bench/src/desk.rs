//! Logs in to the desk of a demo, as its log-in page asks.

use rig::{Answer, Client, Server};
use std::path::Path;

/// The log-in form of a running demo, filled in for one of its people.
#[derive(Debug)]
pub struct Door {
    origin: String,
    action: String,
    body: String,
}

impl Door {
    /// The door of a case worker.
    pub fn find(server: &Server, printed: &Path) -> Option<Self> {
        Self::of(server, printed, "caseworker")
    }

    /// Reads the form, and the log-in of somebody with this role from what the demo printed.
    pub fn of(server: &Server, printed: &Path, role: &str) -> Option<Self> {
        let printed = std::fs::read_to_string(printed).ok()?;
        let line = printed.lines().find_map(|line| line.trim_start().strip_prefix(role))?.trim();
        let (name, passphrase) = line.split_once(char::is_whitespace)?;
        Self::with(server, name, passphrase.trim(), None)
    }

    /// Reads the form and fills it in for this person, with what their second factor shows where they have one.
    pub fn with(server: &Server, name: &str, passphrase: &str, code: Option<&str>) -> Option<Self> {
        let (path, page) = follow(&mut server.client(), "/desk")?;
        let form = page.split("<form").find(|form| form.contains("type=\"password\""))?;
        let action = attribute(form, "action").filter(|action| !action.is_empty()).unwrap_or(path);
        let mut fields = Vec::new();
        for input in form.split("<input").skip(1) {
            let Some(field) = attribute(input, "name") else { continue };
            let value = match attribute(input, "type").as_deref() {
                Some("password") => passphrase.to_owned(),
                Some("hidden") => attribute(input, "value").unwrap_or_default(),
                _ if field == "code" => code.unwrap_or_default().to_owned(),
                _ => name.to_owned(),
            };
            fields.push(format!("{field}={}", escaped(&value)));
        }
        Some(Self { origin: format!("http://{}", server.address), action, body: fields.join("&") })
    }

    /// Sends the form.
    pub fn enter(&self, client: &mut Client) -> Option<Answer> {
        let headers =
            [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", self.origin.as_str())];
        client.send("POST", &self.action, &headers, self.body.as_bytes()).ok()
    }

    /// Logs in and gives the cookies.
    pub fn cookies(&self, client: &mut Client) -> Option<String> {
        let answer = self.enter(client)?;
        let set = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let cookies: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
        (!cookies.is_empty()).then(|| cookies.join("; "))
    }
}

/// Enrols somebody at the link, as a browser would where no second factor is asked.
pub fn enrol(server: &Server, link: &str, passphrase: &str) {
    let passphrase = escaped(passphrase);
    let body = format!("passphrase={passphrase}&again={passphrase}");
    let origin = format!("http://{}", server.address);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", origin.as_str())];
    let answer = server.client().send("POST", link, &headers, body.as_bytes());
    let answer = answer.expect("the server answers");
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn follow(client: &mut Client, path: &str) -> Option<(String, String)> {
    let mut path = path.to_owned();
    for _ in 0..5 {
        let answer = client.get(&path).ok()?;
        match answer.header("location") {
            Some(location) => path = location.to_owned(),
            None => return Some((path, answer.text())),
        }
    }
    None
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    Some(tag.split_once(&format!("{name}=\""))?.1.split('"').next()?.to_owned())
}

fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
