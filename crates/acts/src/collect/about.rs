//! What is known of a record beside its answers, as every export says it.

use super::{Record, Signed};
use serde_json::Value;

/// Names of what is known, in order: columns of the first table.
pub const ABOUT: [&str; 9] =
    ["id", "version", "received", "volunteer", "device", "review", "awaited_files", "corrects", "signature"];

/// What is known of a record; `signed` of one that was encrypted and has been opened.
pub fn about(record: &Record, signed: Option<Signed>) -> [(&'static str, Value); ABOUT.len()] {
    let values: [Value; ABOUT.len()] = [
        record.id.to_string().into(),
        record.version.clone().into(),
        record.received.rfc3339().into(),
        record.volunteer.clone().into(),
        record.device.clone().into(),
        record.review.clone().into(),
        record.awaited.into(),
        record.corrects.clone().into(),
        signed.map(Signed::as_str).into(),
    ];
    let mut values = values.into_iter();
    ABOUT.map(|name| (name, values.next().unwrap_or_default()))
}
