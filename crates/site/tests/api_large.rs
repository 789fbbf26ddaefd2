//! Large bodies, in a process of its own: it holds every turn that large bodies have.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, header};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use testhouse::TestHouse;
use tower::ServiceExt;

const INTAKE: &str = "/api/v1/cases/denunciation";

/// Sends half a megabyte, then nothing more.
struct Stalled(bool);

impl HttpBody for Stalled {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Pending;
        }
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from(vec![b' '; 512 << 10])))))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn large_bodies_wait_for_one_another_and_small_ones_for_none() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let stalled: Vec<_> = (0..4)
        .map(|_| {
            let router = site::router::router(Arc::clone(&test.app));
            let request = Request::post(INTAKE).header(header::CONTENT_TYPE, "application/json");
            let request = request.body(Body::new(Stalled(false))).unwrap();
            tokio::spawn(router.oneshot(request))
        })
        .collect();
    let large = format!(r#"{{"answers":{{"narrative":"{}"}}}}"#, "x".repeat(1 << 20));
    let mut client = test.visitor();
    let mut send = async |body: &str| {
        client.send(axum::http::Method::POST, INTAKE, Some("application/json"), body.into()).await
    };
    let refused = loop {
        let reply = send(&large).await;
        if reply.status != 422 {
            break reply;
        }
    };
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(refused.headers["retry-after"], "5");
    assert_eq!(send(r#"{"answers":{}}"#).await.status, 422, "a small body is read at once");
    stalled.iter().for_each(tokio::task::JoinHandle::abort);
    for ended in stalled {
        assert!(ended.await.is_err());
    }
    assert_eq!(send(&large).await.status, 422, "a client that goes away gives its turn back");
}
