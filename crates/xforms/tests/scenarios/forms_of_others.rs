//! Forms written by other people and tools; `tests/forms/PROVENANCE.md` says whose.

use crate::person::{Person, Surroundings};
use xforms::{AnswerError, Choices, ExpressionProblem, Filling, Form, FormErrorKind as K};

macro_rules! text_of {
    ($name:literal) => {
        include_str!(concat!("../forms/", $name, ".xml"))
    };
}

#[test]
fn forms_without_repeats_open_and_send_a_record() {
    let expected = [
        (text_of!("central_selectMultiple"), 2),
        (text_of!("external_csv_form"), 3),
        (text_of!("external-select-csv"), 2),
        (text_of!("good_eats_multilang"), 9),
        (text_of!("hxl_example"), 2),
        (text_of!("image-capture"), 3),
        (text_of!("one-question-editable"), 1),
        (text_of!("simple"), 2),
        (text_of!("two-question-audit-track-changes"), 2),
        (text_of!("widgets"), 26),
        (text_of!("xml_escaping"), 1),
    ];
    let around = Surroundings::default();
    for (text, pages) in expected {
        let form = Form::parse(text).unwrap_or_else(|error| panic!("{error}"));
        let filling = Filling::start(&form, &around).unwrap();
        assert_eq!(filling.pages().len(), pages, "{}", form.id());
        assert!(filling.submission_xml("uuid:1").contains("<orx:instanceID>uuid:1</orx:instanceID>"));
        filling.fields().unwrap();
    }
}

#[test]
fn a_form_with_a_broken_expression_is_refused_with_its_reason() {
    let K::Expression { problem, .. } = Form::parse(text_of!("bad_calc")).unwrap_err().kind else { panic!() };
    assert_eq!(problem, ExpressionProblem::OpenText);
}

#[test]
fn a_form_of_pyxform_is_filled_in_its_second_language() {
    let (form, around) = (Form::parse(text_of!("good_eats_multilang")).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.set_language("French").unwrap();
    assert_eq!(filling.reads("food_type"), "Type of Eat Fr");
    assert!(!filling.sees_pages().contains(&"food_type_other".to_owned()));
    filling.says("food_type", "other");
    assert!(filling.sees_pages().contains(&"food_type_other".to_owned()));
    filling.says("amount", "1 250,50");
    assert!(filling.submission_xml("uuid:1").contains("<amount>1250.50</amount>"));
}

#[test]
fn the_rules_of_pyxforms_widgets_hold() {
    let (form, around) = (Form::parse(text_of!("widgets")).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let message = Some("number must be less than 10".to_owned());
    assert_eq!(filling.is_refused("my_int", "10"), AnswerError::Constraint { message });
    filling.says("my_int", "9");
    let message = Some("only future dates allowed".to_owned());
    assert_eq!(filling.is_refused("my_date", "2027-03-02"), AnswerError::Constraint { message });
    filling.says("my_date", "2027-03-03");
    filling.says("my_select", "c");
    assert!(matches!(filling.is_refused("my_select", "c d"), AnswerError::Constraint { .. }));
    filling.says("my_trigger", "OK");
}

#[test]
fn escaped_words_are_read_as_they_are_meant() {
    let (form, around) = (Form::parse(text_of!("xml_escaping")).unwrap(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.reads("table_list_3"), "2 < 1");
}

#[test]
fn a_list_in_a_file_is_left_to_the_caller() {
    let (form, around) = (Form::parse(text_of!("external-select-csv")).unwrap(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    let Choices::External { src, .. } = filling.question("second").unwrap().unwrap().choices else {
        panic!()
    };
    assert_eq!(src, "jr://file-csv/external-data.csv");
}
