//! Large bodies, in a process of their own: they take up everything that large bodies may.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Method, Request, header};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use testhouse::{TestHouse, Visitor};
use tokio::task::JoinHandle;
use tower::ServiceExt;

const INTAKE: &str = "/api/v1/cases/denunciation";
const WRITE: &str = "/fr/follow/write";
const FORM: &str = "multipart/form-data; boundary=synthetic";
const PART: &str = "--synthetic\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";

/// Sends so much, then nothing more; counts those whose part was taken.
struct Stalled {
    sends: Option<Vec<u8>>,
    told: bool,
    taken: Arc<AtomicUsize>,
}

impl HttpBody for Stalled {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        match self.sends.take() {
            Some(bytes) => Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from(bytes))))),
            // Asked for more: what came before was counted.
            None => {
                let told = std::mem::replace(&mut self.told, true);
                self.taken.fetch_add(usize::from(!told), Ordering::SeqCst);
                Poll::Pending
            }
        }
    }
}

/// So many clients that have sent `bytes` and say that more will come.
async fn stalled(
    test: &TestHouse,
    clients: usize,
    path: &str,
    kind: &str,
    bytes: &[u8],
) -> Vec<JoinHandle<()>> {
    let taken = Arc::new(AtomicUsize::new(0));
    let send = |_| {
        let router = site::router::router(Arc::clone(&test.app));
        let body = Stalled { sends: Some(bytes.to_vec()), told: false, taken: Arc::clone(&taken) };
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        let request = request.header("sec-fetch-site", "same-origin").body(Body::new(body)).unwrap();
        tokio::spawn(async move { _ = router.oneshot(request).await })
    };
    let clients: Vec<_> = (0..clients).map(send).collect();
    while taken.load(Ordering::SeqCst) < clients.len() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    clients
}

async fn gone(clients: Vec<JoinHandle<()>>) {
    clients.iter().for_each(JoinHandle::abort);
    for client in clients {
        assert!(client.await.is_err());
    }
}

fn form_of(bytes: usize) -> Vec<u8> {
    [PART.as_bytes(), &vec![7; bytes][..]].concat()
}

async fn post_file(client: &mut Visitor, bytes: usize) -> u16 {
    let body = [&form_of(bytes)[..], b"\r\n--synthetic--\r\n"].concat();
    client.send(Method::POST, WRITE, Some(FORM), body).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_send_slowly_shut_nobody_out_and_a_form_without_a_large_file_waits_for_none() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let mut client = test.visitor();
    // Nobody is signed in here: 401 is the answer of a form that was read.
    let slow = stalled(&test, 200, WRITE, FORM, &form_of(100)).await;
    assert_eq!(post_file(&mut client, 4 << 20).await, 401);
    gone(slow).await;
    let full = stalled(&test, 16, WRITE, FORM, &form_of((8 << 20) + (250 << 10))).await;
    assert_eq!(post_file(&mut client, 4 << 20).await, 503, "the memory for files is taken up");
    assert_eq!(post_file(&mut client, 100 << 10).await, 401, "a small one is read at once");
    gone(full).await;
    assert_eq!(post_file(&mut client, 4 << 20).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn large_bodies_wait_for_one_another_and_small_ones_for_none() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let stalled = stalled(&test, 4, INTAKE, "application/json", &vec![b' '; 12 << 20]).await;
    let large = format!(r#"{{"answers":{{"narrative":"{}"}}}}"#, "x".repeat(2 << 20));
    let mut client = test.visitor();
    let mut send =
        async |body: &str| client.send(Method::POST, INTAKE, Some("application/json"), body.into()).await;
    let refused = send(&large).await;
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert_eq!(refused.headers["retry-after"], "5");
    assert_eq!(send(r#"{"answers":{}}"#).await.status, 422, "a small body is read at once");
    gone(stalled).await;
    assert_eq!(send(&large).await.status, 422, "a client that goes away gives its turn back");
}
