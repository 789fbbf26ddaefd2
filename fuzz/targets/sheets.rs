#![no_main]

use fuzzing::Target;
use std::sync::LazyLock;

static TARGET: LazyLock<Box<dyn Target + Send + Sync>> = LazyLock::new(|| {
    // The library that unpacks workbooks panics on some damaged ones, and the house catches that. The fuzzer's own hook would
    // end the process before; what nobody catches still does.
    std::panic::set_hook(Box::new(|told| {
        if !told.location().is_some_and(|at| at.file().contains("calamine")) {
            eprintln!("{told}");
        }
    }));
    Box::new(fuzzing::sheets::Sheets)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET.give(bytes));
