//! Figures that others have published or that a person can work out by hand, and what must hold of all figures.

mod estimates;
mod ranks;
mod segments;
mod sheets;
mod signs;
mod speed;
mod studies;
mod weights;
mod words;

use super::*;

/// A sample of one stratum whose records come unit after unit: the number of records with each code, by unit.
fn clusters(units: &[&[usize]]) -> (Column, Design) {
    let (mut codes, mut unit) = (Vec::new(), Vec::new());
    for (at, counts) in units.iter().enumerate() {
        for (code, count) in counts.iter().enumerate() {
            codes.extend(std::iter::repeat_n(code as u16, *count));
            unit.extend(std::iter::repeat_n(at as u16, *count));
        }
    }
    (Column::One(codes), Design::new(unit, vec![0; units.len()]).unwrap())
}

/// Every record a unit of its own: a sample drawn by lot.
fn by_lot(codes: Vec<u16>) -> (Column, Design) {
    let records = codes.len() as u16;
    (Column::One(codes), Design::new((0..records).collect(), vec![0; records.into()]).unwrap())
}

fn close(found: f64, wanted: f64, by: f64) {
    assert!((found - wanted).abs() <= by, "{found} instead of {wanted}");
}
