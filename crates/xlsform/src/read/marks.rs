//! `key=value` in the column `parameters`.

use crate::names::nearest;
use crate::problem::Fault;

/// Parameters of a row, in their order.
pub type Parameters = Vec<(String, String)>;

/// Reads parameters. Values are small letters, but for columns of files.
pub fn parse(text: &str) -> Result<Parameters, Fault> {
    let spaced = text.replace('=', " = ");
    let mut words = spaced.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
    let mut words = std::iter::from_fn(move || words.by_ref().find(|word| !word.is_empty()));
    let mut found: Parameters = Vec::new();
    while let Some(name) = words.next() {
        let (Some("="), Some(value)) = (words.next(), words.next()) else {
            return Err(Fault::BadParameters {});
        };
        if name == "=" || value == "=" {
            return Err(Fault::BadParameters {});
        }
        let name = name.to_lowercase();
        let value =
            if ["label", "value"].contains(&&*name) { value.to_owned() } else { value.to_lowercase() };
        found.retain(|(known, _)| *known != name);
        found.push((name, value));
    }
    Ok(found)
}

/// Only these parameters make sense here.
pub fn only(parameters: &[(String, String)], known: &[&str]) -> Result<(), Fault> {
    match parameters.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some((name, _)) => {
            let near = nearest(name, known.iter().copied());
            Err(Fault::UnknownParameter {
                name: name.clone(),
                known: near.unwrap_or_else(|| known.join(", ")),
            })
        }
    }
}

/// One of a few values.
pub fn one_of<'a>(name: &str, value: &'a str, known: &[&str]) -> Result<&'a str, Fault> {
    if known.contains(&value) {
        return Ok(value);
    }
    let (name, value) = (name.to_owned(), value.to_owned());
    Err(Fault::ParameterValue { name, value, known: known.join(", ") })
}

/// A whole number.
pub fn whole(name: &str, value: &str) -> Result<i64, Fault> {
    value.parse().map_err(|_| not_a_number(name, value))
}

/// A number, with or without a point.
pub fn number(name: &str, value: &str) -> Result<f64, Fault> {
    value.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| not_a_number(name, value))
}

fn not_a_number(name: &str, value: &str) -> Fault {
    Fault::ParameterNumber { name: name.to_owned(), value: value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn parameters_are_parted_by_blanks_commas_or_semicolons() {
        let found = parse("Start = 1;end=10, step=0.5 label=Nom").unwrap();
        let pairs: Vec<_> = found.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        assert_eq!(pairs, ["start:1", "end:10", "step:0.5", "label:Nom"]);
        for broken in ["start", "start=", "=1", "a=1 b"] {
            assert!(parse(broken).is_err(), "{broken}");
        }
    }
}
