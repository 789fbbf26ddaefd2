//! Places: a tree with code schemes, and a search that forgives.
