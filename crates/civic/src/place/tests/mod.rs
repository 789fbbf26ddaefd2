//! Places of Mali as they are shipped, and small made-up countries for what can go wrong.

mod search;
mod tables;

use super::*;
use std::sync::OnceLock;

const MALI: &[u8] = include_bytes!("../../../../../data/places/ml/places.csv");
const MALI_CROSSWALK: &[u8] = include_bytes!("../../../../../data/places/ml/crosswalk.csv");

fn mali() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| Places::read(MALI, MALI_CROSSWALK).unwrap())
}
