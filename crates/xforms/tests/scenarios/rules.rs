//! Constraints, requirements, calculations, and what one answer does to another.

use crate::person::{Person, Surroundings, form, report};
use xforms::{AnswerError, Filling, Form};

#[test]
fn a_constraint_refuses_in_the_words_of_the_form() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    filling.says("amount", "500");
    let message = Some("Entre 100 et 100 000 000 F, pas 5".to_owned());
    assert_eq!(filling.is_refused("amount", "5"), AnswerError::Constraint { message });
    let message = Some("Pas dans l'avenir".to_owned());
    assert_eq!(filling.is_refused("begun", "2027-03-04"), AnswerError::Constraint { message });
    filling.says("begun", "2027-03-03");
    assert_eq!(filling.is_refused("services", "town_hall nothing").to_string(), "not a choice");
    filling.says("services", "town_hall court");
}

#[test]
fn an_empty_answer_is_never_against_a_constraint() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("begun", "2027-03-01");
    filling.says("begun", "");
    assert_eq!(filling.value("begun"), Some(""));
}

#[test]
fn what_is_missing_is_told_at_the_end_and_only_where_it_is_asked() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let required = |message: Option<&str>| AnswerError::Required { message: message.map(str::to_owned) };
    let missing = |filling: &Filling| -> Vec<String> {
        filling.must_mend().into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(missing(&filling), ["what", "tell", "read"]);
    assert_eq!(filling.must_mend()[1].1, required(Some("Quelques mots suffisent")));
    assert_eq!(filling.must_mend()[0].1, required(None));
    filling.says("what", "money");
    assert_eq!(missing(&filling), ["what", "outcome", "tell", "read"][1..]);
    filling.says("outcome", "paid");
    assert_eq!(missing(&filling), ["amount", "tell", "read"]);
    filling.says("outcome", "refused");
    assert_eq!(missing(&filling), ["tell", "read"]);
    let page = form.page_named("read").unwrap();
    assert_eq!(filling.check_page(page).unwrap(), [("read".to_owned(), required(None))]);
    filling.says("tell", "Synthétique");
    filling.says("read", "OK");
    assert!(missing(&filling).is_empty());
}

#[test]
fn a_choice_that_another_answer_takes_away_has_to_be_mended() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("region", "mopti");
    filling.says("cercle", "djenne");
    filling.says("region", "kayes");
    let stale = ("cercle".to_owned(), AnswerError::NotAChoice { value: "djenne".to_owned() });
    assert!(filling.must_mend().contains(&stale));
    filling.says("region", "mopti");
    assert!(!filling.must_mend().contains(&stale));
}

#[test]
fn answers_of_one_page_are_judged_together() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("begun", "2027-01-10");
    filling.says("ended", "2027-01-20");
    // Each alone would be against the other's old answer; the order given does not matter.
    let refused = filling.set_together([("ended", "2027-01-05"), ("begun", "2027-01-01")]).unwrap();
    assert_eq!(refused, []);
    let refused =
        filling.set_together([("cercle", "yelimane"), ("region", "kayes"), ("nowhere", "x")]).unwrap();
    assert_eq!(refused, [("nowhere".to_owned(), AnswerError::NoSuchQuestion)]);
    assert_eq!(filling.value("cercle"), Some("yelimane"));

    let refused = filling.set_together([("begun", "2027-02-01"), ("ended", "2027-01-31")]).unwrap();
    let message = Some("Le dernier jour vient après le premier".to_owned());
    assert_eq!(refused, [("ended".to_owned(), AnswerError::Constraint { message })]);
    assert_eq!((filling.value("begun"), filling.value("ended")), (Some("2027-02-01"), Some("2027-01-05")));
    assert_eq!(filling.must_mend()[1].0, "ended", "the answer before no longer holds either");
}

#[test]
fn answers_no_longer_asked_for_are_empty_for_the_rules_and_come_back() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    filling.says("amount", "250000");
    assert_eq!(filling.value("/data/summary"), Some("large/0"));
    filling.says("what", "other");
    assert_eq!(filling.value("amount"), Some(""));
    assert_eq!(filling.value("/data/summary"), Some("/0"));
    filling.says("what", "money");
    assert_eq!(filling.value("amount"), Some("250000"));
    assert_eq!(filling.value("/data/summary"), Some("large/0"));
}

#[test]
fn calculations_follow_one_another_in_whatever_order_they_are_written() {
    let model = "<bind nodeset='/data/c' calculate='/data/b * 2'/>\
                 <bind nodeset='/data/b' type='int' calculate='/data/a + 1.9'/>\
                 <bind nodeset='/data/d' calculate='/data/c + 1' relevant='/data/c &gt; 5'/>\
                 <bind nodeset='/data/day' type='date' calculate='today() + 1'/>\
                 <bind nodeset='/data/a' type='int'/>";
    let text = form("<d/><c/><b/><day/><a/>", model, "<input ref='/data/a'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.value("/data/c"), Some(""), "no answer, no sum");
    filling.says("a", "1");
    assert_eq!((filling.value("/data/b"), filling.value("/data/c")), (Some("2"), Some("4")));
    assert_eq!(filling.value("/data/d"), Some(""));
    filling.says("a", "2");
    assert_eq!((filling.value("/data/c"), filling.value("/data/d")), (Some("6"), Some("7")));
    assert_eq!(filling.value("/data/day"), Some("2027-03-04"));
}

#[test]
fn an_answer_sets_off_only_what_reads_it() {
    let model = "<bind nodeset='/data/x' calculate='concat(/data/a, random())'/>\
                 <bind nodeset='/data/y' calculate='concat(/data/b, random())'/>\
                 <bind nodeset='/data/z' calculate='concat(/data/x, random())'/>\
                 <bind nodeset='/data/steady' calculate='string-length(/data/a) &gt; 0'/>\
                 <bind nodeset='/data/after' calculate='concat(/data/steady, random())'/>";
    let text =
        form("<a/><b/><x/><y/><z/><steady/><after/>", model, "<input ref='/data/a'/><input ref='/data/b'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let rolls = |act: &mut dyn FnMut()| {
        let before = around.asked_chance.get();
        act();
        around.asked_chance.get() - before
    };
    assert_eq!(rolls(&mut || filling.says("b", "1")), 1, "y");
    assert_eq!(rolls(&mut || filling.says("a", "1")), 3, "x, z after it, and what reads steady");
    assert_eq!(rolls(&mut || filling.says("a", "2")), 2, "steady stayed as it was");
    assert_eq!(rolls(&mut || filling.says("a", "2")), 0, "nothing changed");
}

#[test]
fn labels_show_answers_and_the_labels_of_answers() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.reads("tell"), "Racontez ce qui s'est passé (, /0)");
    filling.says("what", "absence");
    filling.says("services", "court");
    assert_eq!(filling.reads("tell"), "Racontez ce qui s'est passé (L'agent n'était pas là, /1)");
}

#[test]
fn what_is_once_computed_stays() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let token = filling.value("/data/token").unwrap().to_owned();
    assert_eq!(token.len(), 36);
    filling.set_language("en").unwrap();
    assert_eq!(filling.value("/data/token"), Some(token.as_str()));
}
