//! Fixed clock, seeded entropy, engines and personas for tests
