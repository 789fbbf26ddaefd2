#![no_main]

use fuzzing::Target;
use std::sync::LazyLock;

static TARGET: LazyLock<Box<dyn Target + Send + Sync>> = LazyLock::new(|| Box::new(fuzzing::parcel::Parcels::new()));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET.give(bytes));
