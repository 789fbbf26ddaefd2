//! What the parameters of each question type do.

use super::marks::{self, one_of};
use super::range;
use crate::form::{Action, FIRST_LOAD, Item, Lists};
use crate::problem::Fault;

/// Turns the parameters of a question into what they mean.
pub fn process(item: &mut Item, lists: &Lists) -> Result<(), Fault> {
    match item.kind.as_str() {
        "range" => range::process(item, lists),
        "text" => text(item),
        "photo" => photo(item),
        "audio" => audio(item),
        "background-audio" => background_audio(item),
        "geopoint" | "geoshape" | "geotrace" => place(item),
        "start-geopoint" => {
            item.actions.push(action("odk:setgeopoint", FIRST_LOAD, None));
            Ok(())
        }
        "background-geopoint" if item.trigger.is_empty() => Err(Fault::NoTrigger {}),
        "background-geopoint" if item.bind.get("calculate").is_some() => Err(Fault::CalculatedPosition {}),
        _ => Ok(()),
    }
}

fn action(name: &'static str, event: &'static str, attribute: Option<(&'static str, String)>) -> Action {
    Action { name, event, value: None, attribute }
}

fn text(item: &mut Item) -> Result<(), Fault> {
    marks::only(&item.parameters, &["rows"])?;
    if let Some(rows) = item.parameter("rows").map(str::to_owned) {
        marks::whole("rows", &rows)?;
        item.control.set_text("rows", rows);
    }
    Ok(())
}

fn photo(item: &mut Item) -> Result<(), Fault> {
    if let Some(default) = item.default.as_mut().filter(|default| !default.contains("jr://images/")) {
        default.insert_str(0, "jr://images/");
    }
    marks::only(&item.parameters, &["app", "max-pixels"])?;
    if let Some(pixels) = item.parameter("max-pixels").map(str::to_owned) {
        marks::whole("max-pixels", &pixels)?;
        item.bind.set_text("orx:max-pixels", pixels);
    }
    let plain = item.control.text("appearance").is_none_or(|appearance| appearance == "annotate");
    if let Some(app) = item.parameter("app").map(str::to_owned).filter(|_| plain) {
        if !is_package(&app) {
            let known = "org.example.camera".to_owned();
            return Err(Fault::ParameterValue { name: "app".to_owned(), value: app, known });
        }
        item.control.set_text("intent", app);
    }
    Ok(())
}

/// Whether a word can name an Android application.
fn is_package(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && part.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
    };
    name.contains('.') && name.split('.').all(part)
}

fn audio(item: &mut Item) -> Result<(), Fault> {
    marks::only(&item.parameters, &["quality"])?;
    if let Some(quality) = item.parameter("quality").map(str::to_owned) {
        one_of("quality", &quality, &["voice-only", "low", "normal", "external"])?;
        item.bind.set_text("odk:quality", quality);
    }
    Ok(())
}

fn background_audio(item: &mut Item) -> Result<(), Fault> {
    marks::only(&item.parameters, &["quality"])?;
    let quality = item.parameter("quality").map(str::to_owned);
    if let Some(quality) = &quality {
        one_of("quality", quality, &["voice-only", "low", "normal"])?;
    }
    let attribute = quality.map(|quality| ("odk:quality", quality));
    item.actions.push(action("odk:recordaudio", "odk-instance-load", attribute));
    Ok(())
}

fn place(item: &mut Item) -> Result<(), Fault> {
    let parameter = |item: &Item, name: &str| item.parameter(name).map(str::to_owned);
    if item.kind == "geopoint" {
        let known = ["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"];
        marks::only(&item.parameters, &known)?;
        for (name, attribute) in
            [("capture-accuracy", "accuracyThreshold"), ("warning-accuracy", "unacceptableAccuracyThreshold")]
        {
            if let Some(value) = parameter(item, name) {
                marks::number(name, &value)?;
                item.control.set_text(attribute, value);
            }
        }
    } else {
        marks::only(&item.parameters, &["allow-mock-accuracy", "incremental", "reference-geometry"])?;
        if let Some(value) = parameter(item, "incremental") {
            one_of("incremental", &value, &["true", "yes", "true()"])?;
            item.control.set_text("incremental", "true");
        }
    }
    if let Some(value) = parameter(item, "allow-mock-accuracy") {
        one_of("allow-mock-accuracy", &value, &["true", "false"])?;
        item.bind.set_text("odk:allow-mock-accuracy", value);
    }
    item.list = parameter(item, "reference-geometry");
    Ok(())
}

/// `audit`: what is noted about the filling of the form.
pub fn audit(item: &mut Item) -> Result<(), Fault> {
    const PLACE: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
    let known = [&PLACE[..], &["identify-user", "track-changes", "track-changes-reasons"]].concat();
    marks::only(&item.parameters, &known)?;
    for (name, value) in item.parameters.clone() {
        match name.as_str() {
            "track-changes" | "identify-user" => {
                one_of(&name, &value, &["true", "false"])?;
            }
            "track-changes-reasons" => {
                one_of(&name, &value, &["on-form-edit"])?;
            }
            "location-priority" => {
                one_of(&name, &value, &["no-power", "low-power", "balanced", "high-accuracy"])?;
            }
            _ => {
                if marks::whole(&name, &value)? < 0 {
                    return Err(Fault::ParameterNumber { name, value });
                }
            }
        }
        item.bind.set_text(&format!("odk:{name}"), value);
    }
    let given = PLACE.iter().filter(|name| item.parameter(name).is_some()).count();
    if let Some(missing) = PLACE.iter().find(|name| given > 0 && item.parameter(name).is_none()) {
        let name = PLACE.iter().find(|name| item.parameter(name).is_some()).copied().unwrap_or_default();
        return Err(Fault::ParameterAlone { name: name.to_owned(), needed: (*missing).to_owned() });
    }
    let seconds = |name: &str| item.parameter(name).and_then(|value| value.parse::<i64>().ok());
    if seconds("location-max-age") < seconds("location-min-interval") {
        return Err(Fault::ParameterTooLarge { name: "location-min-interval".to_owned() });
    }
    Ok(())
}
