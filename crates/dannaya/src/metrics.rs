//! Figures for a monitoring system, on an address of their own: counts and times by route, nothing of any person.

use crate::failure::{Failure, Outcome};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;

/// Starts to answer `GET` on `address` with the figures in Prometheus text form.
///
/// # Errors
/// When the address is taken.
pub fn install(address: SocketAddr) -> Outcome {
    PrometheusBuilder::new()
        .with_http_listener(address)
        .install()
        .map_err(|error| Failure::new("cli-address-taken").with("address", address).with("detail", error))
}
