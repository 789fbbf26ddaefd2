//! The publication gate: the only way a number leaves the house.
