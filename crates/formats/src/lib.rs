//! CSV, GeoJSON, data packages, feeds: values in, bytes out and back
