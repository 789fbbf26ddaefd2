//! Logs in to the desk of a demo, as its log-in page asks.

use rig::{Client, Server};
use std::path::Path;

/// The cookies of a case worker of the demo, whose log-in stands in what the demo printed.
pub fn log_in(server: &Server, printed: &Path) -> Option<String> {
    let printed = std::fs::read_to_string(printed).ok()?;
    let line = printed.lines().find_map(|line| line.split_once("caseworker"))?.1.trim();
    let (name, passphrase) = line.split_once(char::is_whitespace)?;
    let mut client = server.client();
    let (path, page) = follow(&mut client, "/desk")?;
    let form = page.split("<form").find(|form| form.contains("type=\"password\""))?;
    let action = attribute(form, "action").filter(|action| !action.is_empty()).unwrap_or(path);
    let mut fields = Vec::new();
    for input in form.split("<input").skip(1) {
        let Some(field) = attribute(input, "name") else { continue };
        let value = match attribute(input, "type").as_deref() {
            Some("password") => passphrase.trim().to_owned(),
            Some("hidden") => attribute(input, "value").unwrap_or_default(),
            _ => name.to_owned(),
        };
        fields.push(format!("{field}={}", escaped(&value)));
    }
    let origin = format!("http://{}", server.address);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", origin.as_str())];
    let answer = client.send("POST", &action, &headers, fields.join("&").as_bytes()).ok()?;
    let cookies: Vec<&str> = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .filter_map(|(_, value)| value.split(';').next())
        .collect();
    (!cookies.is_empty()).then(|| cookies.join("; "))
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
