//! CSV, workbooks, GeoJSON, data packages, catalogues, feeds, forms on paper: values in, bytes out and back. No I/O and no rules.

pub mod atom;
pub mod collect_code;
pub mod csv_safe;
pub mod datapackage;
pub mod dcat;
pub mod layer;
pub mod paper;
pub mod records;
pub mod workbook;
