//! One line a request: which route, how it ended, how long it took. Never an address, a path with its values, a query or
//! a header: the log must not be able to say who looked at what.

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

pub(super) async fn record(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    // A stopwatch, not a clock: it tells no time of day.
    let started = Instant::now();
    let response = next.run(request).await;
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    // Unknown while a body is being compressed or streamed.
    let bytes = response.body().size_hint().exact();
    tracing::info!(target: "access", %method, route, status, ms = elapsed.as_millis() as u64, bytes);
    metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("http_request_seconds", "route" => route).record(elapsed.as_secs_f64());
    response
}
