//! A feed of releases and answers, for readers and newsrooms.
//!
//! Source: RFC 4287.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// URI that names it for ever.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// BCP 47 tag of its words.
    pub lang: String,
    /// When anything in it last changed, RFC 3339: `2027-07-01T00:00:00Z`.
    pub updated: String,
    /// Who speaks.
    pub author: String,
    /// Where the feed itself is served.
    pub url: String,
    /// The page it tells of.
    pub page: String,
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// URI that names it for ever.
    pub id: String,
    /// Headline.
    pub title: String,
    /// When it last changed, RFC 3339.
    pub updated: String,
    /// The page where it stands in full.
    pub page: String,
    /// What it says, as plain words.
    pub summary: String,
}

impl Feed {
    /// The feed as a document (`application/atom+xml`). Characters that XML cannot hold become U+FFFD.
    pub fn to_xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        let _ =
            write!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escaped(&self.lang));
        element(&mut xml, "id", &self.id);
        element(&mut xml, "title", &self.title);
        element(&mut xml, "updated", &self.updated);
        xml.push_str("<author>");
        element(&mut xml, "name", &self.author);
        xml.push_str("</author>");
        link(&mut xml, "self", &self.url);
        link(&mut xml, "alternate", &self.page);
        for entry in &self.entries {
            xml.push_str("\n<entry>");
            element(&mut xml, "id", &entry.id);
            element(&mut xml, "title", &entry.title);
            element(&mut xml, "updated", &entry.updated);
            link(&mut xml, "alternate", &entry.page);
            element(&mut xml, "summary", &entry.summary);
            xml.push_str("</entry>");
        }
        xml.push_str("\n</feed>\n");
        xml
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = write!(xml, "<{name}>{}</{name}>", escaped(text));
}

fn link(xml: &mut String, relation: &str, url: &str) {
    let _ = write!(xml, "<link rel=\"{relation}\" href=\"{}\"/>", escaped(url));
}

/// `text` as it may stand between tags and between double quotes of XML 1.0.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| {
        !matches!(c, '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}') && (c >= ' ' || c == '\n' || c == '\t')
    };
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\r' => safe.push('\n'),
            c if plain(c) => safe.push(c),
            _ => safe.push('\u{fffd}'),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(summary: &str) -> Feed {
        Feed {
            id: "tag:zed.test,2027:feed".into(),
            title: "Zed".into(),
            lang: "fr".into(),
            updated: "2027-07-01T00:00:00Z".into(),
            author: "Zed".into(),
            url: "https://zed.test/data/feed.atom?a=1&b=2".into(),
            page: "https://zed.test/data".into(),
            entries: vec![Entry {
                id: "tag:zed.test,2027:release-2".into(),
                title: "Two".into(),
                updated: "2027-07-01T00:00:00Z".into(),
                page: "https://zed.test/data?release=2".into(),
                summary: summary.into(),
            }],
        }
    }

    #[test]
    fn a_feed_has_all_that_the_standard_asks_for() {
        assert_eq!(
            feed("Word").to_xml(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><id>tag:zed.test,2027:feed</id><title>Zed</title>\
             <updated>2027-07-01T00:00:00Z</updated><author><name>Zed</name></author>\
             <link rel=\"self\" href=\"https://zed.test/data/feed.atom?a=1&amp;b=2\"/>\
             <link rel=\"alternate\" href=\"https://zed.test/data\"/>\n\
             <entry><id>tag:zed.test,2027:release-2</id><title>Two</title><updated>2027-07-01T00:00:00Z</updated>\
             <link rel=\"alternate\" href=\"https://zed.test/data?release=2\"/><summary>Word</summary></entry>\n</feed>\n"
        );
    }

    #[test]
    fn words_cannot_break_out_of_their_element() {
        let xml = feed("</summary><script>\"&'\u{0}\u{1b}\u{ffff}é\r\n").to_xml();
        assert!(xml.contains(
            "<summary>&lt;/summary&gt;&lt;script&gt;&quot;&amp;'\u{fffd}\u{fffd}\u{fffd}é\n\n</summary>"
        ));
    }
}
