//! Stopping and coming back.

use crate::person::{Person, Surroundings, form, report};
use xforms::{Answer, Filling, Form};

#[test]
fn a_draft_restored_is_the_filling_that_was_saved() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    filling.says("amount", "250 000");
    filling.says("hours", "");
    filling.says("what", "other");
    let saved: Vec<(String, String)> = filling.answers().collect();
    let token = filling.value("/data/token").unwrap();
    assert!(saved.contains(&("/data/asked/amount".to_owned(), "250000".to_owned())), "kept though not asked");
    assert!(saved.contains(&("/data/hours".to_owned(), String::new())), "a default answer taken back");

    let mut restored = Filling::restore(&form, &around, saved.clone()).unwrap();
    assert_eq!(restored.sees_pages(), filling.sees_pages());
    assert_eq!(restored.submission_xml("uuid:1"), filling.submission_xml("uuid:1"));
    assert_eq!(restored.value("/data/token"), Some(token), "what was once computed");
    let again: Vec<(String, String)> = restored.answers().collect();
    assert_eq!(again, saved);
    restored.says("what", "money");
    assert_eq!(restored.value("/data/summary"), Some("large/0"));
}

#[test]
fn a_draft_of_an_older_form_or_a_spoilt_one_is_checked_before_it_is_sent() {
    let text = form(
        "<age/><day/>",
        "<bind nodeset='/data/age' type='int'/><bind nodeset='/data/day' type='date'/>",
        "<input ref='/data/age'/><input ref='/data/day'/>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let saved = [
        ("/data/age", "old"),
        ("/data/gone", "x"),
        ("/data", "y"),
        ("no path", "z"),
        ("/data/day", "2027-03-01"),
    ];
    let filling = Filling::restore(&form, &around, saved).unwrap();
    assert_eq!(filling.must_mend().len(), 1);
    assert_eq!(filling.must_mend()[0].0, "age");
    assert_eq!(filling.question("age").unwrap().unwrap().answer, None);
    assert!(matches!(filling.question("day").unwrap().unwrap().answer, Some(Answer::Date(_))));
    assert_eq!(filling.value("/data"), Some(""));
}

#[test]
fn a_blank_form_has_nothing_to_save_but_what_it_computes() {
    let (form, around) = (report(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    let paths: Vec<String> = filling.answers().map(|(path, _)| path).collect();
    assert_eq!(paths, ["/data/summary", "/data/token", "/data/meta/instanceName"]);
    assert!(!format!("{filling:?}").contains("/0"), "answers are not printed by accident");
}
