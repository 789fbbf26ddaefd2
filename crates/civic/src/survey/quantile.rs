//! The two distributions that intervals need.

/// 97.5 % of a normal variable lies below this many standard deviations.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The same of Student's variable with 1 to 30 degrees of freedom (Student 1908; as tabulated by Fisher).
const STUDENT: [f64; 30] = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604,
    2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
    2.0518, 2.0484, 2.0452, 2.0423,
];

/// 97.5 % point of Student's variable; with no degree of freedom that of one.
pub(super) fn t95(freedom: usize) -> f64 {
    match STUDENT.get(freedom.saturating_sub(1)) {
        Some(point) => *point,
        // The first terms of Fisher's expansion (1925): right to four digits from 31 on.
        None => {
            let (z, n) = (Z95, freedom as f64);
            z + (z.powi(3) + z) / (4.0 * n) + (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * n * n)
        }
    }
}

/// The chance that a normal variable lies further than `z` from 0, either way: the series of Marsaglia (2004).
pub(super) fn two_sided(z: f64) -> f64 {
    let z = z.abs();
    if z > 8.0 {
        return 0.0;
    }
    let (mut term, mut sum, mut odd) = (z, z, 1.0);
    while term > sum * 1e-17 {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
    (1.0 - 2.0 * density * sum).clamp(0.0, 1.0)
}
