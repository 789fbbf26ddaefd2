//! Gzip bytes of a page and of what it pulls.

use rig::Server;

/// Bytes that a first visit to `path` receives, redirects followed, heads of the answers left out; without end when a
/// part is not answered, so that a missing page never passes for a light one.
pub fn first_load(server: &Server, path: &str) -> f64 {
    let Some((path, plain)) = landing(server, path) else { return f64::INFINITY };
    std::iter::once(path).chain(pulled_by(&plain)).map(|part| packed(server, &part)).sum()
}

/// Where the redirects from `path` end, and the page that stands there.
fn landing(server: &Server, path: &str) -> Option<(String, String)> {
    let mut path = path.to_owned();
    for _ in 0..5 {
        let answer = server.client().get(&path).ok()?;
        match answer.header("location") {
            Some(location) => path = location.to_owned(),
            None => return (answer.status == 200).then(|| (path, answer.text())),
        }
    }
    None
}

/// Gzip bytes of one document; without end when it is not answered.
pub fn of(server: &Server, path: &str) -> f64 {
    landing(server, path).map_or(f64::INFINITY, |(path, _)| packed(server, &path))
}

fn packed(server: &Server, path: &str) -> f64 {
    let answer = server.client().send("GET", path, &[("Accept-Encoding", "gzip")], b"");
    answer.ok().filter(|answer| answer.status == 200).map_or(f64::INFINITY, |answer| answer.body.len() as f64)
}

/// Addresses in the tags that a browser follows by itself.
fn pulled_by(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in html.split('<').map(|rest| rest.split('>').next().unwrap_or_default()) {
        let follows = ["img ", "script ", "use ", "source "].iter().any(|name| tag.starts_with(name))
            || (tag.starts_with("link ") && (tag.contains("stylesheet") || tag.contains("icon")));
        let address = ["src=\"", "href=\""].iter().find_map(|name| tag.split_once(name)?.1.split('"').next());
        if let (true, Some(address)) = (follows, address) {
            let address = address.split('#').next().unwrap_or_default().to_owned();
            if address.starts_with('/') && !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::pulled_by;

    #[test]
    fn style_sheets_and_pictures_are_pulled_and_links_are_not() {
        let html = r#"<link rel="stylesheet" href="/a.css"><a href="/b"><img src="/c.svg#d"><link rel="alternate" href="/e">"#;
        assert_eq!(pulled_by(html), ["/a.css", "/c.svg"]);
    }
}
