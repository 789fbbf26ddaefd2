//! Reading a form in one language, then another.

use crate::person::{Person, Surroundings, form, report};
use xforms::{Choices, Filling, Form};

#[test]
fn a_form_starts_in_its_default_language_and_changes_when_asked() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let names: Vec<&str> = form.languages().iter().map(|language| language.name.as_str()).collect();
    assert_eq!(names, ["Français (fr)", "English (en)"]);
    assert!(form.languages()[0].default && !form.languages()[1].default);
    filling.says("what", "money");
    assert_eq!(filling.reads("what"), "Que s'est-il passé ?");
    assert!(filling.set_language("en").unwrap());
    assert_eq!(filling.reads("what"), "What happened?");
    assert_eq!(filling.reads("tell"), "Tell us (I was asked for money, /0)");
    assert!(!filling.set_language("bm").unwrap());
    assert_eq!(filling.reads("what"), "What happened?");
    assert!(filling.set_language("Français (fr)").unwrap());
    assert_eq!(filling.reads("what"), "Que s'est-il passé ?");
}

#[test]
fn choices_of_rows_are_translated_and_a_missing_translation_falls_back() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.set_language("en").unwrap();
    let Choices::Offered(services) = filling.question("services").unwrap().unwrap().choices else { panic!() };
    let labels: Vec<&str> = services.iter().map(|choice| choice.label.text.as_str()).collect();
    assert_eq!(labels, ["Town hall", "Court"]);
    assert_eq!(filling.reads("ended"), "Dernier jour", "not in English yet, so in the form's own language");
}

#[test]
fn a_message_is_in_the_language_of_the_person() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.set_language("en").unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    let refused = format!("{:?}", filling.is_refused("amount", "7"));
    assert!(refused.contains("Between 100 and 100,000,000 F, not 7"), "{refused}");
}

#[test]
fn a_calculation_that_reads_a_label_follows_the_language() {
    let translation = |lang: &str, word: &str| {
        format!("<translation lang='{lang}'><text id='yes'><value>{word}</value></text></translation>")
    };
    let model = format!(
        "<itext>{}{}</itext><bind nodeset='/data/said' calculate=\"jr:choice-name(/data/q, '/data/q')\"/>\
         <bind nodeset='/data/word' calculate=\"jr:itext('yes')\"/>",
        translation("fr", "Oui"),
        translation("en", "Yes")
    );
    let body =
        "<select1 ref='/data/q'><item><label ref=\"jr:itext('yes')\"/><value>y</value></item></select1>";
    let text = form("<q/><said/><word/>", &model, body);
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("q", "y");
    assert_eq!((filling.value("/data/said"), filling.value("/data/word")), (Some("Oui"), Some("Oui")));
    filling.set_language("en").unwrap();
    assert_eq!((filling.value("/data/said"), filling.value("/data/word")), (Some("Yes"), Some("Yes")));
}

#[test]
fn a_missing_translation_falls_back_to_the_default_language_wherever_it_stands() {
    let text = |word: &str| format!("<text id='q'><value>{word}</value></text>");
    let model = format!(
        "<itext><translation lang='Bamanankan (bm)'/><translation lang='English (en)'>{}</translation>\
         <translation lang='Français (fr)' default='true()'>{}</translation></itext>",
        text("Name"),
        text("Nom")
    );
    let body = "<input ref='/data/q'><label ref=\"jr:itext('q')\"/></input>";
    let (form, around) = (Form::parse(&form("<q/>", &model, body)).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.reads("q"), "Nom");
    filling.set_language("bm").unwrap();
    assert_eq!(filling.reads("q"), "Nom");
}
