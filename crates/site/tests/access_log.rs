//! The access log, in a process of its own: `tracing` remembers for a whole process whether anybody listens.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::{get, post};
use site::security::{Edge, guard};
use site::texts::Texts;
use site::ui::Frame;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// Keeps what the log writes.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut kept = self.0.lock().map_err(|_| std::io::ErrorKind::Other)?;
        kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_names_the_route_and_never_what_was_asked_or_by_whom() {
    let written = Written::default();
    let writer = written.clone();
    let log = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(log);

    let frame =
        Frame { coalition: "Synthétique".into(), demo: false, exit_url: "https://weather.example/".into() };
    let edge = Edge { frame, texts: Arc::new(Texts::builtin().unwrap()), origin: None };
    let router = Router::new()
        .route("/fr/case/{id}", get(async || site::Error::Gone))
        .route("/desk/act", post(async || "done"));
    let site = guard(router, Arc::new(edge));

    let asked = [
        Request::get("/fr/case/canary-path?q=canary-query").header("x-forwarded-for", "192.0.2.7"),
        Request::get("/canary-nowhere").header("cookie", "desk=canary").header("user-agent", "canary"),
        Request::post("/desk/act").header("referer", "https://hostile.example/canary"),
    ];
    for request in asked {
        site.clone().oneshot(request.body(Body::from("canary-body")).unwrap()).await.unwrap();
    }

    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    for line in [
        "method=GET route=\"/fr/case/{id}\" status=410",
        "method=GET route=\"-\" status=404",
        "method=POST route=\"/desk/act\" status=403",
    ] {
        assert!(log.contains(line), "{line} is missing from\n{log}");
    }
    assert!(!log.contains("canary") && !log.contains("192.0.2.7"), "{log}");
}
