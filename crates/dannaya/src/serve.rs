//! `dannaya serve`: the site, the chores of the clock beside it, and a clear end when the disk fails.

use crate::args::{Doors, Serve};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::open::{Ground, Opened};
use crate::rounds;
use crate::say::Voice;
use acts::{Attendance, attendance};
use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// How long requests that have begun may take after the signal.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the house and serves it until it is told to stop.
///
/// # Errors
/// When it is a demo, the house cannot be opened, the address is taken, or the database failed.
pub async fn run(serve: Serve, voice: &Voice) -> Outcome {
    let ground = Ground::of(Home::at(&serve.house.data), serve.house.database)?;
    // Its invented cases would be shown as true ones.
    if ground.home.demo_card().exists() {
        return Err(Failure::new("cli-serve-demo").with("path", ground.home.path().display()));
    }
    let shares = ground.home.shares();
    if shares > 0 {
        let path = ground.home.escrow().display().to_string();
        voice.warn("cli-doctor-shares", &[("path", &path), ("shares", &shares.to_string())]);
    }
    let listener = listen(serve.doors.listen).await?;
    let here = listener.local_addr().map_err(Failure::internal)?;
    let opened = ground.open(&voice.tr, |terms| terms.listens_at = url(here)).await?;
    attend(opened, &ground, listener, &serve.doors, voice).await
}

/// Takes the address.
///
/// # Errors
/// When it is taken or not ours.
pub async fn listen(address: SocketAddr) -> Outcome<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::new("cli-address-taken").with("address", address).with("detail", error))
}

/// The address as a browser of this machine takes it.
pub fn url(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    format!("http://{address}")
}

/// Serves an open house until SIGTERM or SIGINT, or until its database fails.
///
/// # Errors
/// [`Failure`] when the database failed: nothing more can be promised, so nothing more is answered.
pub async fn attend(
    opened: Opened,
    ground: &Ground,
    listener: TcpListener,
    doors: &Doors,
    voice: &Voice,
) -> Outcome {
    if let Some(address) = doors.metrics {
        crate::metrics::offer(address, opened.house.store.clone()).await?;
    }
    let house = opened.house;
    let address = listener.local_addr().map_err(Failure::internal)?;
    tracing::info!(%address, engine = %house.store.engine(), "listening");
    for pack in house.services.keys() {
        match attendance(&house.store, pack).await? {
            Attendance::Everywhere => {}
            Attendance::SomePlaces => {
                tracing::warn!(%pack, "reports from some places find no handler and are refused")
            }
            Attendance::Nobody => tracing::warn!(%pack, "no handler holds a key: every report is refused"),
        }
    }
    let rounds = tokio::spawn(rounds::keep(
        house.clone(),
        opened.app.texts.clone(),
        ground.settings.sender(&ground.home),
        rounds::STEADY,
    ));
    let (tell, told) = oneshot::channel::<()>();
    let serving = axum::serve(listener, site::router::router(opened.app)).with_graceful_shutdown(async {
        // An error means that the other end is gone, which is a reason to stop too.
        let _ = told.await;
    });
    let ended = tokio::select! {
        served = serving.into_future() => served.map_err(Failure::internal),
        reason = house.store.fatal() => {
            tracing::error!(%reason, "the storage failed");
            Err(Failure::new("cli-database-failed").with("detail", reason))
        }
        () = stop_in_time(tell) => Ok(()),
    };
    rounds.abort();
    if let Err(failure) = ended {
        // At once: a graceful end would keep answering people from a store that keeps nothing.
        voice.complain(&failure);
        std::process::exit(1);
    }
    house.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for a signal, lets the server finish what it has begun, and no longer than [`PATIENCE`].
async fn stop_in_time(tell: oneshot::Sender<()>) {
    told_to_stop().await;
    if tell.send(()).is_ok() {
        tokio::time::sleep(PATIENCE).await;
        tracing::warn!("some requests were cut off");
    }
}

/// Waits for SIGTERM or SIGINT.
async fn told_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        // A machine without signals stops the process by itself.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
}
