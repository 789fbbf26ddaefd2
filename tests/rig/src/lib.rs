//! Starts the real binary and treats it as the world will. The trials themselves are in `tests/`; they are ignored by
//! a plain `cargo test`, because they need the built binary: `cargo xtask test` builds it and says where it is.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a trial whose ground gives way has failed, with this message"
)]
#![expect(clippy::print_stderr, reason = "a trial tells which chance it ran on")]

pub mod browser;
pub mod engine;
pub mod faults;
pub mod form;
pub mod http;
pub mod line;
pub mod loader;
pub mod search;
pub mod server;
pub mod staff;
pub mod telephone;

pub use browser::Browser;
pub use engine::{Engine, engines};
pub use form::Form;
pub use http::{Answer, Client};
pub use loader::{Acknowledged, Loader};
pub use server::{Home, Server};

use kernel::SeededEntropy;
use std::io::Read;
use std::path::PathBuf;

/// How many rounds a trial makes: `DANNAYA_ROUNDS`, otherwise 10.
pub fn rounds() -> u32 {
    std::env::var("DANNAYA_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

/// Chance for the moments at which things go wrong; `DANNAYA_SEED` repeats a run.
pub fn chance() -> SeededEntropy {
    let given = std::env::var("DANNAYA_SEED").ok().and_then(|n| n.parse().ok());
    let seed = given.unwrap_or_else(|| {
        let mut bytes = [0; 8];
        let mut source = std::fs::File::open("/dev/urandom").expect("the operating system has chance");
        source.read_exact(&mut bytes).expect("the operating system gives chance");
        u64::from_le_bytes(bytes)
    });
    eprintln!("DANNAYA_SEED={seed}");
    SeededEntropy::new(seed)
}

/// A new empty folder under the scratch folder of the run.
pub fn scratch(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("{name}-{}-{count}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    folder
}
