//! HTTP: citizen pages, desk, institution, public data, API
