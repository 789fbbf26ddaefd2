//! Gzip bytes of a page and of what it pulls.

use rig::Server;

/// Bytes that a first visit to `path` receives, heads of the answers left out.
pub fn first_load(server: &Server, path: &str) -> usize {
    let plain = server.client().get(path).map(|answer| answer.text()).unwrap_or_default();
    let pulled = pulled_by(&plain);
    std::iter::once(path.to_owned()).chain(pulled).map(|part| packed(server, &part)).sum()
}

fn packed(server: &Server, path: &str) -> usize {
    let answer = server.client().send("GET", path, &[("Accept-Encoding", "gzip")], b"");
    answer.map_or(0, |answer| answer.body.len())
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
