//! Values that set themselves: presets and events.

use crate::person::{NOW, Person, Surroundings, form};
use std::cell::RefCell;
use xforms::{Context, EvaluationError, Filling, Form, GeoPoint, Moment};

/// A device that knows whose it is and where it is, and whose clock can be put forward.
#[derive(Default)]
struct Device {
    later: RefCell<i64>,
}

impl Context for Device {
    fn now(&self) -> Moment {
        Moment { unix_millis: NOW + *self.later.borrow(), offset_minutes: 0 }
    }
    fn random(&self) -> u128 {
        7
    }
    fn property(&self, name: &str) -> Option<String> {
        (name != "email").then(|| format!("the {name}"))
    }
    fn location(&self) -> Option<GeoPoint> {
        Some(GeoPoint { latitude: 12.5, longitude: -8.0, altitude: 300.0, accuracy: 4.0 })
    }
}

const SET: &str = "xmlns:odk='http://www.opendatakit.org/xforms'";

#[test]
fn a_new_record_knows_when_by_whom_and_on_what_it_was_begun() {
    let preload = |node: &str, kind: &str, parameter: &str| {
        format!("<bind nodeset='/data/{node}' jr:preload='{kind}' jr:preloadParams='{parameter}'/>")
    };
    let model = [
        preload("start", "timestamp", "start"),
        preload("end", "timestamp", "end"),
        preload("today", "date", "today"),
        preload("device", "property", "deviceid"),
        preload("mail", "property", "email"),
        preload("own", "uid", ""),
        preload("meta/instanceID", "uid", ""),
    ];
    let data = "<start/><end/><today/><device/><mail>nobody</mail><own/><meta><instanceID/></meta>";
    let form = Form::parse(&form(data, &model.concat(), "")).unwrap();
    let device = Device::default();
    let filling = Filling::start(&form, &device).unwrap();
    let value = |path: &str| filling.value(path).unwrap().to_owned();
    assert_eq!(value("/data/start"), "2027-03-03T09:30:00.000+00:00");
    assert_eq!(value("/data/today"), "2027-03-03");
    assert_eq!(value("/data/device"), "the deviceid");
    assert_eq!(value("/data/mail"), "nobody", "what is not known leaves the default");
    assert_eq!(value("/data/own"), "uuid:00000000-0000-4000-8000-000000000007");
    assert_eq!(value("/data/end"), "");

    *device.later.borrow_mut() = 600_000;
    let xml = filling.submission_xml("uuid:mine");
    assert!(xml.contains("<end>2027-03-03T09:40:00.000+00:00</end>"), "{xml}");
    assert!(xml.contains("<orx:instanceID>uuid:mine</orx:instanceID>"), "{xml}");
    let restored = Filling::restore(&form, &device, filling.answers()).unwrap();
    assert_eq!(restored.value("/data/start"), Some("2027-03-03T09:30:00.000+00:00"), "begun only once");
}

#[test]
fn values_are_set_once_when_a_record_is_begun() {
    let model = "<setvalue event='odk-instance-first-load' ref='/data/a' value='concat(/data/b, 1 + 1)'/>\
        <setvalue event='odk-instance-first-load' ref='/data/b'>some words</setvalue>\
        <setvalue event='odk-instance-first-load' ref='/data/c'/>\
        <odk:setgeopoint event='odk-instance-first-load' ref='/data/where'/>\
        <bind nodeset='/data/n' type='int'/><setvalue event='odk-instance-first-load' ref='/data/n' value='7 div 2'/>\
        <bind nodeset='/data/twice' calculate='/data/n * 2'/>\
        <bind nodeset='/data/hidden' relevant='false()'/>\
        <setvalue event='odk-instance-first-load' ref='/data/hidden'>kept</setvalue>";
    let data = "<a/><b/><c>default</c><where/><n/><twice/><hidden/>";
    let text =
        form(data, model, "<input ref='/data/a'/>").replacen("xmlns:jr=", &format!("{SET} xmlns:jr="), 1);
    let (form, device) = (Form::parse(&text).unwrap(), Device::default());
    let mut filling = Filling::start(&form, &device).unwrap();
    assert_eq!(filling.value("a"), Some("2"), "in the order they are written");
    assert_eq!(filling.value("/data/b"), Some("some words"));
    assert_eq!(filling.value("/data/c"), Some(""), "no value takes the default away");
    assert_eq!(filling.value("/data/where"), Some("12.5 -8 300 4"));
    assert_eq!((filling.value("/data/n"), filling.value("/data/twice")), (Some("3"), Some("6")));
    filling.says("a", "mine");
    let restored = Filling::restore(&form, &device, filling.answers()).unwrap();
    assert_eq!(restored.value("a"), Some("mine"));
}

#[test]
fn a_changed_answer_sets_others_and_the_same_answer_does_not() {
    let body = "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value='concat(., /data/a)'/>\
        <setvalue event='xforms-value-changed' ref='/data/c'>changed</setvalue></input>\
        <input ref='/data/b'><setvalue event='xforms-value-changed' ref='/data/d' value='string-length(/data/b)'/></input>\
        <input ref='/data/c'/>";
    let text = form("<a/><b/><c/><d/>", "<bind nodeset='/data/c' readonly='true()'/>", body);
    let (form, device) = (Form::parse(&text).unwrap(), Device::default());
    let mut filling = Filling::start(&form, &device).unwrap();
    assert_eq!(filling.value("c"), Some(""), "nothing has changed yet");
    filling.says("a", "x");
    assert_eq!((filling.value("b"), filling.value("c")), (Some("x"), Some("changed")));
    assert_eq!(filling.value("/data/d"), Some("1"), "one change leads to another");
    filling.says("a", "x");
    assert_eq!(filling.value("b"), Some("x"));
    filling.says("a", "y");
    assert_eq!(filling.value("b"), Some("xy"));
    assert_eq!(filling.set_together([("a", "z"), ("b", "own words")]).unwrap(), []);
    assert_eq!(filling.value("b"), Some("own words"), "what a person says comes after");
}

#[test]
fn a_new_instance_of_a_repeat_begins_with_values_from_around_it() {
    let body = "<input ref='/data/mine'/><repeat nodeset='/data/p'>\
        <setvalue event='odk-new-repeat' ref='/data/p/age' value='../../mine + position(..)'/>\
        <setvalue event='odk-instance-first-load odk-new-repeat' ref='/data/p/both' value='position(..)'/>\
        <input ref='/data/p/age'><setvalue event='xforms-value-changed' ref='/data/p/seen' value='../age'/></input>\
        </repeat>";
    let text = form("<mine>20</mine><p><age/><both/><seen/></p>", "", body);
    let (form, device) = (Form::parse(&text).unwrap(), Device::default());
    let mut filling = Filling::start(&form, &device).unwrap();
    assert_eq!(filling.value("p[1].age"), Some(""), "not for what the form itself holds");
    assert_eq!(filling.value("/data/p[1]/both"), Some("1"));
    filling.add("p").unwrap();
    assert_eq!((filling.value("p[2].age"), filling.value("/data/p[2]/both")), (Some("22"), Some("2")));
    filling.says("p[2].age", "50");
    assert_eq!(filling.value("/data/p[2]/seen"), Some("50"));
    assert_eq!(filling.value("/data/p[1]/seen"), Some(""));
}

#[test]
fn instances_made_by_a_count_are_begun_as_well() {
    let body = "<input ref='/data/n'/><repeat nodeset='/data/p' jr:count='/data/n'>\
        <setvalue event='odk-new-repeat' ref='/data/p/x' value='position(..) * 10'/><input ref='/data/p/x'/></repeat>";
    let text = form("<n/><p jr:template=''><x/></p>", "<bind nodeset='/data/n' type='int'/>", body);
    let (form, device) = (Form::parse(&text).unwrap(), Device::default());
    let mut filling = Filling::start(&form, &device).unwrap();
    filling.says("n", "3");
    assert_eq!(filling.value("p[3].x"), Some("30"));
}

#[test]
fn events_that_set_each_other_off_for_ever_are_stopped() {
    let body = "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value='/data/a + 1'/></input>\
        <input ref='/data/b'><setvalue event='xforms-value-changed' ref='/data/a' value='/data/b + 1'/></input>";
    let (form, device) = (Form::parse(&form("<a/><b/>", "", body)).unwrap(), Device::default());
    let mut filling = Filling::start(&form, &device).unwrap();
    assert_eq!(filling.set("a", "1").unwrap_err(), EvaluationError::TooMuchWork.into());
}

#[test]
fn a_sound_recorded_in_the_background_is_the_callers_to_make() {
    let text = crate::corpus::text("one-question-background-audio");
    let form = Form::parse(&text).unwrap();
    assert_eq!(form.recordings().len(), 1);
    let (path, _) = &form.recordings()[0];
    assert!(path.starts_with("/data/"), "{path}");
    Filling::start(&form, &Surroundings::default()).unwrap();
}
