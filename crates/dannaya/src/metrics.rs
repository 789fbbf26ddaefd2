//! Figures for a monitoring system, on an address of their own: counts and times by route, nothing of any person.

use crate::failure::{Failure, Outcome};
use crate::serve::listen;
use axum::Router;
use axum::routing::get;
use metrics::gauge;
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;
use store::Store;

/// Starts to answer `GET /metrics` on `address` in Prometheus text form.
///
/// # Errors
/// When the address is taken.
pub async fn offer(address: SocketAddr, store: Store) -> Outcome {
    let figures = PrometheusBuilder::new().install_recorder().map_err(Failure::internal)?;
    let show = move || async move {
        let written = store.written();
        gauge!("store_groups_committed").set(written.groups as f64);
        gauge!("store_units_committed").set(written.units as f64);
        gauge!("store_units_waiting").set(written.waiting as f64);
        figures.run_upkeep();
        figures.render()
    };
    let listener = listen(address).await?;
    let served = axum::serve(listener, Router::new().route("/metrics", get(show)));
    tokio::spawn(async move {
        if let Err(error) = served.await {
            tracing::error!(%error, "figures are no longer answered");
        }
    });
    Ok(())
}
