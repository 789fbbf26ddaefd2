//! How long a request may take. A body that keeps arriving is waited for, however thin the line: at 20 kbit/s the largest
//! file needs an hour. One that falls silent while somebody waits for it, or trickles so as to hold a place, is given up.

use crate::Error;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// For how long is waited.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest time in which nothing comes of a body that is waited for: a telephone that changes its mast is back by then.
    pub silence: Duration,
    /// Longest time in which nothing is waited for: from the last byte to the answer.
    pub answer: Duration,
    /// Bytes that earn the body one second more: the thinnest line that is still waited for.
    pub bytes_a_second: u64,
}

/// What came of a body so far.
#[derive(Debug, Clone, Copy)]
struct Arrived {
    bytes: u64,
    last: Instant,
    /// Since when more is waited for; `None` while what came is being worked on.
    waiting: Option<Instant>,
}

impl Patience {
    /// When the request is given up, unless more comes before.
    fn until(self, started: Instant, arrived: Arrived) -> Instant {
        let earned = Duration::from_secs(arrived.bytes / self.bytes_a_second.max(1));
        let quiet = arrived.waiting.map_or(arrived.last + self.answer, |since| since + self.silence);
        quiet.min(started + self.answer + earned)
    }
}

/// A body that tells what comes and what is waited for, and says what it said of its size: whoever announces too much is
/// refused at once.
struct Watched {
    body: Body,
    arrived: Arc<Mutex<Arrived>>,
}

fn locked(arrived: &Mutex<Arrived>) -> std::sync::MutexGuard<'_, Arrived> {
    // Nothing inside can leave the count half changed.
    arrived.lock().unwrap_or_else(PoisonError::into_inner)
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let came = Pin::new(&mut self.body).poll_frame(context);
        let mut arrived = locked(&self.arrived);
        match &came {
            Poll::Pending => _ = arrived.waiting.get_or_insert_with(Instant::now),
            Poll::Ready(came) => {
                let frame = came.as_ref().and_then(|came| came.as_ref().ok()?.data_ref());
                arrived.bytes += frame.map_or(0, Bytes::len) as u64;
                (arrived.last, arrived.waiting) = (Instant::now(), None);
            }
        }
        came
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
    let arrived = Arc::new(Mutex::new(Arrived { bytes: 0, last: started, waiting: None }));
    let told = Arc::clone(&arrived);
    let request = request.map(|body| Body::new(Watched { body, arrived: told }));
    let mut answer = pin!(next.run(request));
    let mut bell = pin!(sleep_until(patience.until(started, *locked(&arrived))));
    poll_fn(|context| {
        if let Poll::Ready(response) = answer.as_mut().poll(context) {
            return Poll::Ready(response);
        }
        // What came, or is waited for, has just changed, if anything has.
        bell.as_mut().reset(patience.until(started, *locked(&arrived)));
        ready!(bell.as_mut().poll(context));
        Poll::Ready(Error::TooSlow.into_response())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::security::PATIENCE;

    #[test]
    fn bytes_that_keep_coming_at_twenty_kilobits_are_waited_for_however_many_they_are() {
        let started = Instant::now();
        for seconds in [60, 300, 3_600, 36_000] {
            // A fifth of the line is taken up by packets' heads and by others.
            let (now, bytes) = (started + Duration::from_secs(seconds), seconds * 2_000);
            let arrived = Arrived { bytes, last: now, waiting: Some(now) };
            assert!(PATIENCE.until(started, arrived) > now, "given up after {seconds} s");
            let trickle = Arrived { bytes: seconds * 100, ..arrived };
            assert!(seconds < 300 || PATIENCE.until(started, trickle) < now, "a trickle holds its place");
        }
    }
}
