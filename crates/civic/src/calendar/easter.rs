//! The day of Easter in the Gregorian calendar.

use kernel::{Date, Month};

/// Easter Sunday of a year, by the anonymous algorithm printed in *Nature*, 20 April 1876 (Meeus, *Astronomical Algorithms*, ch. 8).
/// `None` outside the years that [`Date`] knows and before the Gregorian calendar (1583).
pub(super) fn sunday(year: i32) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let moon_correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - moon_correction + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let counted = epact + weekday - 7 * late + 114;
    let month = if counted / 31 == 3 { Month::March } else { Month::April };
    Date::from_calendar_date(year, month, u8::try_from(counted % 31 + 1).ok()?).ok()
}
