//! One entry a release, for readers and newsrooms.

use super::Source;
use formats::atom::{Entry, Feed};

/// `feed.atom`.
pub(super) fn written(source: &Source<'_>) -> String {
    let tr = &source.tr;
    let page = source.url(&format!("/{}/data", tr.lang));
    let entries: Vec<Entry> = source
        .publication
        .editions
        .iter()
        .map(|made| Entry {
            id: format!("urn:uuid:{}", made.id),
            title: tr.ta("feed-entry", &[("date", tr.date(made.as_of).into())]),
            updated: made.at.rfc3339(),
            page: page.clone(),
            summary: tr.t("feed-entry-detail"),
        })
        .collect();
    let feed = Feed {
        id: source.url("/data/feed.atom"),
        title: tr.ta("feed-title", &[("coalition", source.app.house.terms.coalition.as_str().into())]),
        lang: tr.shown_lang().tag().to_owned(),
        updated: entries.first().map(|entry| entry.updated.clone()).unwrap_or_default(),
        author: source.app.house.terms.coalition.clone(),
        url: source.url("/data/feed.atom"),
        page,
        entries,
    };
    feed.to_xml()
}
