//! The case engine: events are the truth, commands make events, a case is their fold.
