use super::*;
use crate::pack::{Span, WorkingDays};
use proptest::prelude::*;
use time::macros::date;

fn mali() -> Calendar {
    Calendar::read(include_str!("../../../../data/holidays/ml.toml")).unwrap()
}

#[test]
fn offices_are_closed_on_the_fixed_feasts_of_the_law() {
    let calendar = mali();
    for (day, name) in [
        (date!(2027 - 01 - 01), "new_year"),
        (date!(2027 - 01 - 20), "armed_forces_day"),
        (date!(2027 - 03 - 26), "martyrs_day"),
        (date!(2028 - 05 - 01), "labour_day"),
        (date!(2027 - 05 - 25), "africa_day"),
        (date!(2027 - 09 - 22), "independence_day"),
        (date!(2028 - 12 - 25), "christmas"),
    ] {
        assert!(!calendar.is_working(day), "{day}");
        assert_eq!(calendar.holiday(day), Some(&Holiday { name: name.to_owned(), confirmed: true }));
    }
}

#[test]
fn easter_monday_falls_where_the_church_tables_put_it() {
    let calendar = mali();
    // 2285 has the earliest Easter there is, 2038 the latest; 1954 and 2049 are the exceptions to Gauss's rule.
    for monday in [
        date!(1954 - 04 - 19),
        date!(2024 - 04 - 01),
        date!(2025 - 04 - 21),
        date!(2026 - 04 - 06),
        date!(2027 - 03 - 29),
        date!(2038 - 04 - 26),
        date!(2049 - 04 - 19),
        date!(2285 - 03 - 23),
    ] {
        assert_eq!(
            calendar.holiday(monday).map(|feast| feast.name.as_str()),
            Some("easter_monday"),
            "{monday}"
        );
    }
}

#[test]
fn every_year_from_2024_to_2032_has_its_four_movable_feasts_and_none_is_certain() {
    let calendar = mali();
    assert_eq!(calendar.dated_years(), Some((2024, 2032)));
    for year in 2024..=2032 {
        let feasts: Vec<&Holiday> =
            calendar.dated.iter().filter(|(day, _)| day.year() == year).map(|(_, feast)| feast).collect();
        let mut names: Vec<&str> = feasts.iter().map(|feast| feast.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["korite", "maouloud", "maouloud_baptism", "tabaski"], "{year}");
        assert!(feasts.iter().all(|feast| !feast.confirmed), "{year}");
    }
}

#[test]
fn the_day_of_the_event_is_never_counted() {
    let calendar = mali();
    let friday = date!(2027 - 09 - 10);
    assert_eq!(calendar.add_working_days(friday, 0), friday);
    for from in [friday, date!(2027 - 09 - 11), date!(2027 - 09 - 12)] {
        assert_eq!(calendar.add_working_days(from, 1), date!(2027 - 09 - 13), "{from}");
    }
}

#[test]
fn independence_day_puts_a_deadline_off_by_a_day() {
    let calendar = mali();
    assert_eq!(calendar.add_working_days(date!(2027 - 09 - 17), 3), date!(2027 - 09 - 23));
    // In 2029 the 22nd is a Saturday and costs nothing.
    assert_eq!(calendar.add_working_days(date!(2029 - 09 - 21), 1), date!(2029 - 09 - 24));
}

#[test]
fn a_body_that_receives_a_case_before_tabaski_gets_the_feast_on_top() {
    let calendar = mali();
    // Tabaski 2027 by the tables: Monday 17 May. Africa Day: Tuesday 25 May.
    assert_eq!(calendar.holiday(date!(2027 - 05 - 17)).map(|feast| feast.name.as_str()), Some("tabaski"));
    assert_eq!(calendar.add_working_days(date!(2027 - 05 - 14), 1), date!(2027 - 05 - 18));
    assert_eq!(calendar.add_working_days(date!(2027 - 05 - 14), 10), date!(2027 - 06 - 01));
}

#[test]
fn a_clock_that_runs_over_the_end_of_the_year_skips_christmas_and_new_year() {
    let calendar = mali();
    // Christmas 2025 is a Thursday, New Year 2026 a Thursday, Armed Forces Day 2026 a Tuesday.
    assert_eq!(calendar.add_working_days(date!(2025 - 12 - 24), 1), date!(2025 - 12 - 26));
    assert_eq!(calendar.add_working_days(date!(2025 - 12 - 24), 5), date!(2026 - 01 - 02));
    assert_eq!(calendar.working_days_between(date!(2025 - 12 - 19), date!(2026 - 01 - 21)), 20);
}

#[test]
fn what_is_left_turns_negative_when_it_is_late() {
    let calendar = mali();
    let due = date!(2027 - 09 - 23);
    assert_eq!(calendar.working_days_between(date!(2027 - 09 - 20), due), 2);
    assert_eq!(calendar.working_days_between(due, due), 0);
    assert_eq!(calendar.working_days_between(date!(2027 - 09 - 27), due), -2);
}

#[test]
fn a_span_in_calendar_units_ends_on_the_same_day_or_the_last_of_a_short_month() {
    let calendar = mali();
    let after = |text: &str, from| text.parse::<Span>().unwrap().after(from, &calendar);
    assert_eq!(after("60 days", date!(2027 - 01 - 01)), date!(2027 - 03 - 02));
    assert_eq!(after("6 months", date!(2027 - 08 - 31)), date!(2028 - 02 - 29));
    assert_eq!(after("3 years", date!(2028 - 02 - 29)), date!(2031 - 02 - 28));
    assert_eq!(after("1 month", date!(2027 - 12 - 15)), date!(2028 - 01 - 15));
    assert_eq!(after("3 working days", date!(2027 - 09 - 17)), date!(2027 - 09 - 23));
    assert_eq!(after("4000000000 years", date!(2027 - 01 - 01)), Date::MAX);
    for wrong in
        ["", "3", "three days", "3 weeks", "-3 days", "+3 days", "3  days", "3 days ", "5000000000 days"]
    {
        assert!(wrong.parse::<Span>().is_err(), "{wrong:?}");
    }
}

#[test]
fn a_file_that_cannot_be_right_is_refused_with_its_line() {
    let read = |text: &str| Calendar::read(text).map(|_| ()).unwrap_err();
    let head = "country = \"xx\"\nweekend = [\"sunday\"]\n";
    let dated = "[[dated]]\nname = \"feast\"\nconfirmed = true\ndate = ";
    assert!(matches!(read("country = "), CalendarError::Toml { line: 1, .. }));
    assert!(matches!(read(&format!("{head}weekends = []\n")), CalendarError::Toml { line: 3, .. }));
    assert_eq!(
        read(&format!("{head}[[yearly]]\nname = \"feast\"\nmonth = 4\nday = 31\n")),
        CalendarError::NoSuchDay { line: 6 }
    );
    assert_eq!(read(&format!("{head}{dated}2027-01-01T00:00:00\n")), CalendarError::NoSuchDay { line: 6 });
    assert_eq!(
        read(&format!("{head}{dated}2027-01-01\n{dated}2027-01-01\n")),
        CalendarError::Twice { line: 10 }
    );
    let week = "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]";
    assert_eq!(
        read(&format!("country = \"xx\"\nweekend = {week}\n")),
        CalendarError::NoWorkingDay { line: 2 }
    );
}

/// Any day from 2020 to 2040: years with and without known movable feasts.
fn any_day() -> impl Strategy<Value = Date> {
    (2_458_850_i32..2_466_155).prop_map(|day| Date::from_julian_day(day).unwrap())
}

proptest! {
    #[test]
    fn counting_back_what_was_added_gives_the_same_number(from in any_day(), days in 0_u32..300) {
        let calendar = mali();
        let due = calendar.add_working_days(from, days);
        prop_assert_eq!(calendar.working_days_between(from, due), i64::from(days));
        prop_assert_eq!(calendar.working_days_between(due, from), -i64::from(days));
        prop_assert!(days == 0 || calendar.is_working(due));
        prop_assert_eq!(WorkingDays(days).after(from, &calendar), due);
    }

    #[test]
    fn a_later_start_or_a_longer_promise_never_ends_earlier(from in any_day(), later in 0_i64..40, days in 0_u32..60) {
        let calendar = mali();
        let due = calendar.add_working_days(from, days);
        prop_assert!(due <= calendar.add_working_days(from + Duration::days(later), days));
        prop_assert!(due < calendar.add_working_days(from, days + 1));
    }

    #[test]
    fn stretches_of_working_days_add_up(from in any_day(), one in 0_i64..60, two in 0_i64..60) {
        let calendar = mali();
        let (middle, end) = (from + Duration::days(one), from + Duration::days(one + two));
        prop_assert_eq!(
            calendar.working_days_between(from, end),
            calendar.working_days_between(from, middle) + calendar.working_days_between(middle, end)
        );
    }
}
