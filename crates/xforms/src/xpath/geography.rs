//! Functions on places: the Earth as a sphere with the radius of its equator, as JavaRosa takes it.

use super::eval::Value;
use super::functions::Function;
use super::library::Call;
use crate::error::EvaluationError;
use crate::limits;

type Outcome<T> = Result<T, EvaluationError>;

/// Metres.
const RADIUS: f64 = 6_378_100.0;

impl Call<'_, '_> {
    pub(super) fn on_earth(&self, function: Function) -> Outcome<Value> {
        Ok(match function {
            Function::Distance => {
                let line = self.line(0..self.arguments.len())?;
                Value::Number(
                    line.map_or(f64::NAN, |line| line.windows(2).map(|ends| apart(ends[0], ends[1])).sum()),
                )
            }
            Function::Area => Value::Number(self.line(0..1)?.map_or(f64::NAN, |line| area(&line))),
            _ => {
                let (point, fence) = (self.line(0..1)?, self.line(1..2)?);
                let inside = match (point.as_deref(), fence.as_deref()) {
                    (Some([point, ..]), Some(fence)) => is_inside(*point, fence),
                    _ => false,
                };
                Value::Boolean(inside)
            }
        })
    }

    /// The points of some arguments in order: each text holds one or several. `None` when one is no point.
    fn line(&self, arguments: std::ops::Range<usize>) -> Outcome<Option<Vec<(f64, f64)>>> {
        let mut line = Vec::new();
        for index in arguments {
            let texts = match self.value(index)? {
                Value::Nodes(nodes) => nodes
                    .into_iter()
                    .map(|node| self.evaluator.node_text(node).map(str::to_owned))
                    .collect::<Outcome<Vec<_>>>()?,
                single => vec![self.evaluator.as_text(&single)?],
            };
            for text in texts.iter().filter(|text| !text.trim().is_empty()) {
                match points(text) {
                    Some(found) => line.extend(found),
                    None => return Ok(None),
                }
                self.evaluator.spend(line.len())?;
                if line.len() > limits::POINTS {
                    return Err(EvaluationError::TooMuchWork);
                }
            }
        }
        Ok(Some(line))
    }
}

/// Latitudes and longitudes of points between semicolons.
pub(crate) fn points(text: &str) -> Option<Vec<(f64, f64)>> {
    let written = text.split(';').map(str::trim).filter(|point| !point.is_empty());
    written
        .map(|point| {
            let mut numbers = point.split_whitespace().map(|number| number.parse::<f64>().ok());
            let (latitude, longitude) = (numbers.next()??, numbers.next()??);
            (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some((latitude, longitude))
        })
        .collect()
}

/// Metres between two points along the surface: the haversine formula.
fn apart(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let across = from.0.to_radians().cos() * to.0.to_radians().cos();
    let chord = half(to.0 - from.0) + across * half(to.1 - from.1);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

/// Square metres inside a line that comes back to its beginning: the triangles seen from its first point, each
/// measured on the flat map of its own latitude.
fn area(line: &[(f64, f64)]) -> f64 {
    let [first, rest @ ..] = line else { return 0.0 };
    let flat: Vec<(f64, f64)> = rest
        .iter()
        .map(|(latitude, longitude)| {
            let metres = |degrees: f64| degrees.to_radians() * RADIUS;
            (metres(longitude - first.1) * latitude.to_radians().cos(), metres(latitude - first.0))
        })
        .collect();
    let doubled: f64 = flat.windows(2).map(|ends| ends[0].1 * ends[1].0 - ends[0].0 * ends[1].1).sum();
    (doubled / 2.0).abs()
}

/// Whether a ray from the point crosses the fence an odd number of times.
fn is_inside(point: (f64, f64), fence: &[(f64, f64)]) -> bool {
    let crosses = |ends: &&[(f64, f64)]| {
        let (from, to) = (ends[0], ends[1]);
        let spans = (from.0 > point.0) != (to.0 > point.0);
        spans && point.1 < (to.1 - from.1) * (point.0 - from.0) / (to.0 - from.0) + from.1
    };
    fence.windows(2).filter(crosses).count() % 2 == 1
}
