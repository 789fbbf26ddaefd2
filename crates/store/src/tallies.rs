//! Counts by day, moved in the transaction of the events they count: what the coordinator's page adds up, whatever
//! the number of cases. Internal figures: nothing public is made from them.

use crate::StoreError;
use crate::engine::{Conn, Tx, on, sql};
use civic::case::{Case, Event, Recorded};

sql! {
    ADD = "INSERT INTO tallies (pack, measure, region, day, value) VALUES ($1, $2, $3, $4, $5) \
           ON CONFLICT (pack, measure, region, day) DO UPDATE SET value = tallies.value + excluded.value";
    ALL = "SELECT pack, measure, region, day, value FROM tallies WHERE value <> 0 ORDER BY pack, measure, region, day";
}

/// The measures an event moves, if any.
pub fn measure(event: &Event) -> Option<&'static str> {
    match event {
        Event::Opened { .. } => Some("received"),
        Event::Assessed { .. } => Some("assessed"),
        Event::Referred { .. } => Some("referred"),
        Event::Answered { .. } => Some("answered"),
        Event::Refused { .. } => Some("refused"),
        Event::Merged { .. } => Some("merged"),
        Event::Unmerged { .. } => Some("unmerged"),
        Event::Moved { reason: Some(_), .. } => Some("closed"),
        _ => None,
    }
}

/// The tally row that one event moves by one: measure, region (empty when unknown), Julian day.
pub fn row_of(case: &Case, recorded: &Recorded) -> Option<(&'static str, String, i32)> {
    let region = case.place.as_ref().and_then(|place| place.region.clone()).unwrap_or_default();
    measure(&recorded.event).map(|measure| (measure, region, recorded.at.date().to_julian_day()))
}

/// Counts the events of a case.
///
/// # Errors
/// When the database cannot be written.
pub async fn count(tx: &mut Tx, case: &Case, events: &[Recorded]) -> Result<(), StoreError> {
    for (measure, region, day) in events.iter().filter_map(|recorded| row_of(case, recorded)) {
        on!(tx, c => sqlx::query(ADD)
            .bind(&case.pack)
            .bind(measure)
            .bind(&region)
            .bind(i64::from(day))
            .bind(1_i64)
            .execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Every tally that is not zero, for comparing with the events.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(conn: &mut Conn) -> Result<Vec<(String, String, String, i64, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(ALL).fetch_all(c).await)?)
}
