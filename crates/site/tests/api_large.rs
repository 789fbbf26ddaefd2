//! Large bodies, in a process of its own: it holds every turn that large bodies have.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, header};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use testhouse::TestHouse;
use tower::ServiceExt;

const INTAKE: &str = "/api/v1/cases/denunciation";

/// Sends half a megabyte, then nothing more; counts those whose half megabyte was taken.
struct Stalled {
    sent: bool,
    taken: Arc<AtomicUsize>,
}

impl HttpBody for Stalled {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        if std::mem::replace(&mut self.sent, true) {
            self.taken.fetch_add(1, Ordering::SeqCst);
            return Poll::Pending;
        }
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from(vec![b' '; 512 << 10])))))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn large_bodies_wait_for_one_another_and_small_ones_for_none() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let taken = Arc::new(AtomicUsize::new(0));
    let stalled: Vec<_> = (0..4)
        .map(|_| {
            let router = site::router::router(Arc::clone(&test.app));
            let request = Request::post(INTAKE).header(header::CONTENT_TYPE, "application/json");
            let request =
                request.body(Body::new(Stalled { sent: false, taken: Arc::clone(&taken) })).unwrap();
            tokio::spawn(router.oneshot(request))
        })
        .collect();
    let large = format!(r#"{{"answers":{{"narrative":"{}"}}}}"#, "x".repeat(1 << 20));
    let mut client = test.visitor();
    let mut send = async |body: &str| {
        client.send(axum::http::Method::POST, INTAKE, Some("application/json"), body.into()).await
    };
    while taken.load(Ordering::SeqCst) < 4 {
        tokio::task::yield_now().await;
    }
    let refused = send(&large).await;
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(refused.headers["retry-after"], "5");
    assert_eq!(send(r#"{"answers":{}}"#).await.status, 422, "a small body is read at once");
    stalled.iter().for_each(tokio::task::JoinHandle::abort);
    for ended in stalled {
        assert!(ended.await.is_err());
    }
    assert_eq!(send(&large).await.status, 422, "a client that goes away gives its turn back");
}
