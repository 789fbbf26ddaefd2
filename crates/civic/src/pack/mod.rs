//! Packs: a service of the house as data, checked when it is loaded.
