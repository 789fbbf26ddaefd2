//! The surroundings in which this engine fills a form: the peer's clock, and files from the corpus.

use std::cell::Cell;
use xforms::{Context, Moment};

/// 2027-03-03 09:30 in Lagos, an hour ahead of UTC: `tests/forms/headless.mjs` stops the peer's clock there.
const NOW: Moment = Moment { unix_millis: 1_804_062_600_000, offset_minutes: 60 };

/// What surrounds a form of the corpus.
#[derive(Default)]
pub struct World {
    drawn: Cell<u128>,
}

impl Context for World {
    fn now(&self) -> Moment {
        NOW
    }

    /// Chance that counts. What a form makes of it is not compared.
    fn random(&self) -> u128 {
        self.drawn.set(self.drawn.get() + 1);
        self.drawn.get()
    }
}
