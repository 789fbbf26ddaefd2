//! Signs that an interview may not have been held as it should. A sign asks a supervisor to look; it drops nothing.

use super::column::MISSING;

/// What makes somebody look twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// An interview shorter than this many minutes.
    pub minutes: u32,
    /// One held further from its place than this.
    pub kilometres: u32,
    /// One begun before the first or at or after the second of these hours of the day.
    pub hours: (u8, u8),
    /// One whose answers are the same as another's in this percent of the questions both answered.
    pub alike: u32,
    /// Questions in a row on one scale, from which on the same answer to all is a sign.
    pub straight: usize,
}

/// One interview as it was recorded. Times in seconds since 1970, UTC; positions in degrees.
#[derive(Debug, Clone, Copy, Default)]
pub struct Interview {
    /// Begin and end.
    pub time: Option<(i64, i64)>,
    /// Where the phone was.
    pub held_at: Option<(f64, f64)>,
    /// Where the place it was assigned to is.
    pub place: Option<(f64, f64)>,
}

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sign {
    /// It took so many minutes.
    Short(i64),
    /// It ended before it began: the phone's clock was changed.
    Clock,
    /// It was held so many kilometres away.
    Far(u32),
    /// It began at this hour.
    Night(u8),
    /// Its answers are like those of another interview, by its place among those compared, in so many percent.
    Alike(usize, u32),
    /// The same answer to this many questions in a row.
    Straight(usize),
}

impl Thresholds {
    /// The signs of one interview by itself; times are told in a country `offset_minutes` east of UTC (Mali: 0).
    pub fn look(&self, at: &Interview, offset_minutes: i32) -> Vec<Sign> {
        let mut signs = Vec::new();
        if let Some((begun, ended)) = at.time {
            let minutes = (ended - begun).div_euclid(60);
            match () {
                () if ended < begun => signs.push(Sign::Clock),
                () if minutes < i64::from(self.minutes) => signs.push(Sign::Short(minutes)),
                () => {}
            }
            let hour = ((begun + i64::from(offset_minutes) * 60).rem_euclid(86_400) / 3_600) as u8;
            if !(self.hours.0..self.hours.1).contains(&hour) {
                signs.push(Sign::Night(hour));
            }
        }
        if let (Some(here), Some(there)) = (at.held_at, at.place) {
            let away = kilometres(here, there);
            if away > f64::from(self.kilometres) {
                signs.push(Sign::Far(away.round() as u32));
            }
        }
        signs
    }

    /// Whether a battery of questions on one scale got the same answer throughout. Questions without an answer do not count.
    pub fn straight_line(&self, battery: &[u16]) -> Option<Sign> {
        let mut given = battery.iter().filter(|code| **code != MISSING);
        let first = given.next()?;
        let same = given.clone().all(|code| code == first);
        let answers = given.count() + 1;
        (same && answers >= self.straight).then_some(Sign::Straight(answers))
    }

    /// Of each interview, the other that is most like it where that is alike enough, by the share of identical answers among the
    /// questions both answered (Kuriakose and Robbins 2016). Each row is one interview, a code a question. Compare the
    /// interviews of one place or one person with each other: the work grows with the square of their number.
    pub fn duplicates(&self, rows: &[&[u16]]) -> Vec<Option<Sign>> {
        let mut nearest: Vec<Option<(usize, u32)>> = vec![None; rows.len()];
        for (one, row) in rows.iter().enumerate() {
            for (two, other) in rows.iter().enumerate().skip(one + 1) {
                let Some(percent) = likeness(row, other) else { continue };
                for (this, that) in [(one, two), (two, one)] {
                    if nearest[this].is_none_or(|(_, best)| percent > best) {
                        nearest[this] = Some((that, percent));
                    }
                }
            }
        }
        let alike = |near: Option<(usize, u32)>| near.filter(|(_, percent)| *percent >= self.alike);
        nearest
            .into_iter()
            .map(|near| alike(near).map(|(other, percent)| Sign::Alike(other, percent)))
            .collect()
    }
}

/// Percent of equal answers among the questions both answered, rounded down; `None` when those are fewer than ten, because
/// short rows are alike by chance.
fn likeness(one: &[u16], other: &[u16]) -> Option<u32> {
    let (mut both, mut same) = (0_u32, 0_u32);
    for (a, b) in one.iter().zip(other) {
        let answered = u32::from(*a != MISSING && *b != MISSING);
        both += answered;
        same += answered & u32::from(a == b);
    }
    (both >= 10).then(|| same * 100 / both)
}

/// Distance on a sphere of the Earth's mean radius, by the haversine (Sinnott 1984).
fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((a - b).to_radians() / 2.0).sin().powi(2);
    let chord =
        half(lat, other_lat) + lat.to_radians().cos() * other_lat.to_radians().cos() * half(lon, other_lon);
    2.0 * 6_371.0 * chord.sqrt().min(1.0).asin()
}
