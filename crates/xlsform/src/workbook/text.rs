//! A cell as the text that pyxform would see: whole numbers without a point, dates as ISO.

use calamine::{Data, DataRef, ExcelDateTime};

/// The text of a cell.
pub fn of_cell(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(*number),
        DataRef::Bool(truth) => of_truth(*truth),
        DataRef::DateTime(when) => of_date(when),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replace('T', " "),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The text of a cell of an old workbook.
pub fn of_old_cell(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => of_number(*number),
        Data::Bool(truth) => of_truth(*truth),
        Data::DateTime(when) => of_date(when),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace('T', " "),
        Data::Error(error) => error.to_string(),
    }
}

fn of_truth(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

/// `1` for 1.0, `0.1`, and as Python has it beyond: `1e-05`.
fn of_number(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{number:.0}");
    }
    if number.abs() >= 1e-4 {
        return number.to_string();
    }
    let written = format!("{number:e}");
    match written.split_once("e-") {
        Some((digits, power)) => format!("{digits}e-{power:0>2}"),
        None => written,
    }
}

fn of_date(when: &ExcelDateTime) -> String {
    let value = when.as_f64();
    if when.is_duration() {
        return of_duration(value);
    }
    let (year, month, day, hour, minute, second, milli) = when.to_ymd_hms_milli();
    let mut clock = format!("{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        clock.push_str(&format!(".{:06}", u32::from(milli) * 1000));
    }
    if (0.0..1.0).contains(&value) { clock } else { format!("{year:04}-{month:02}-{day:02} {clock}") }
}

/// `1:30:00`, `2 days, 1:30:00`.
fn of_duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round();
    let whole = (seconds / 86_400.0).floor();
    let rest = seconds - whole * 86_400.0;
    let (hour, minute, second) = ((rest / 3600.0).floor(), (rest % 3600.0 / 60.0).floor(), rest % 60.0);
    let clock = format!("{hour:.0}:{minute:02.0}:{second:02.0}");
    match whole {
        0.0 => clock,
        1.0 => format!("1 day, {clock}"),
        _ => format!("{whole:.0} days, {clock}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_duration, of_number};

    #[test]
    fn numbers_read_as_people_typed_them() {
        for (number, text) in [(1.0, "1"), (-2.0, "-2"), (0.1, "0.1"), (12.25, "12.25"), (0.00001, "1e-05")] {
            assert_eq!(of_number(number), text);
        }
        assert_eq!(of_number(1e16), "10000000000000000");
    }

    #[test]
    fn durations_count_days() {
        assert_eq!(of_duration(0.0625), "1:30:00");
        assert_eq!(of_duration(2.0625), "2 days, 1:30:00");
    }
}
