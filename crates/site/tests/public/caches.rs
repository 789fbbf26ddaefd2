//! What caches may keep, and what is not sent twice.

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_and_files_may_be_kept_and_are_not_sent_twice() {
    let world = World::new().await;
    let paths = [
        "/fr",
        "/fr/data",
        "/fr/data/bodies",
        "/fr/data/method",
        "/fr/who-sees-what",
        "/data/denunciation.csv",
        "/data/feed.atom",
    ];
    for path in paths {
        let mut visitor = world.test.visitor();
        let first = visitor.get(path).await;
        assert_eq!(first.status, 200, "{path}");
        assert_eq!(first.headers["cache-control"], "public, max-age=300", "{path}");
        assert!(first.headers.get("set-cookie").is_none(), "{path}");
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        visitor.extra = vec![("if-none-match", format!("\"other\", {tag}"))];
        let again = visitor.get(path).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.headers["etag"].to_str().unwrap(), tag, "{path}");
        visitor.extra = vec![("if-none-match", "\"other\"".to_owned())];
        assert_eq!(visitor.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_site_may_read_the_files_and_none_may_frame_the_pages() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for (file, kind) in [
        ("denunciation.csv", "text/csv; charset=utf-8"),
        ("bodies.csv", "text/csv; charset=utf-8"),
        ("denunciation.json", "application/json"),
        ("denunciation.geojson", "application/geo+json"),
        ("denunciation.geojson?level=commune", "application/geo+json"),
        ("datapackage.json", "application/json"),
        ("catalog.jsonld", "application/ld+json"),
        ("feed.atom?lang=en", "application/atom+xml; charset=utf-8"),
    ] {
        let reply = visitor.get(&format!("/data/{file}")).await;
        assert_eq!((reply.status, reply.headers["content-type"].to_str().unwrap()), (200, kind), "{file}");
        assert_eq!(reply.headers["access-control-allow-origin"], "*", "{file}");
        assert_eq!(reply.headers["cross-origin-resource-policy"], "cross-origin", "{file}");
    }
    assert_eq!(visitor.get("/data/denunciation.geojson?level=galaxy").await.status, 404);
    let page = visitor.get("/fr/data").await;
    assert_eq!(page.headers["x-frame-options"], "DENY");
    assert_eq!(page.headers["cross-origin-resource-policy"], "same-origin");
}
