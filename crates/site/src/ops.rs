//! Is it alive, is it ready.

use crate::{App, Error, Result, Visit};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::Arc;

/// Routes of this area.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(health)).route("/readyz", get(ready))
}

/// The process answers.
async fn health() -> Json<Value> {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

/// The store answers too.
async fn ready(visit: Visit) -> Result<Json<Value>> {
    let house = visit.house();
    house.store.read().await.map_err(|_| Error::Busy { retry_after: 5 })?;
    Ok(Json(json!({ "status": "ok", "engine": house.store.engine().to_string() })))
}
