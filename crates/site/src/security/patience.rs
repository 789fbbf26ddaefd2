//! How long a request may take. A body that keeps arriving is waited for, however thin the line: at 40 kbit/s the largest
//! file needs half an hour. One that falls silent, or trickles so as to hold a place, is given up.

use crate::Error;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// For how long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest time without a byte of the body, or from its last byte to the answer.
    pub silence: Duration,
    /// Bytes that earn the body one second more: the thinnest line that is still waited for.
    pub bytes_a_second: u64,
}

/// What came of a body so far.
#[derive(Debug, Clone, Copy)]
struct Arrived {
    bytes: u64,
    last: Instant,
}

impl Patience {
    /// When the request is given up, unless more comes before.
    fn until(self, started: Instant, arrived: Arrived) -> Instant {
        let earned = Duration::from_secs(arrived.bytes / self.bytes_a_second.max(1));
        (arrived.last + self.silence).min(started + self.silence + earned)
    }
}

/// A body that tells of what comes, and says what it said of its size: whoever announces too much is refused at once.
struct Watched {
    body: Body,
    note: Box<dyn Fn(u64) + Send>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let came = std::task::ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &came {
            (self.note)(frame.data_ref().map_or(0, Bytes::len) as u64);
        }
        Poll::Ready(came)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

pub(super) async fn watch(State(patience): State<Patience>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let arrived = Arc::new(Mutex::new(Arrived { bytes: 0, last: started }));
    let counting = Arc::clone(&arrived);
    let note = move |bytes: u64| {
        // Nothing inside can leave the count half changed.
        let mut count = counting.lock().unwrap_or_else(PoisonError::into_inner);
        *count = Arrived { bytes: count.bytes + bytes, last: Instant::now() };
    };
    let request = request.map(|body| Body::new(Watched { body, note: Box::new(note) }));
    let mut answer = pin!(next.run(request));
    loop {
        let now = || *arrived.lock().unwrap_or_else(PoisonError::into_inner);
        let until = patience.until(started, now());
        match timeout_at(until, answer.as_mut()).await {
            Ok(response) => return response,
            Err(_) if patience.until(started, now()) > until => {}
            Err(_) => return Error::TooSlow.into_response(),
        }
    }
}
