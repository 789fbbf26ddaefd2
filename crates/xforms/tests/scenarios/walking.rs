//! Going from page to page.

use crate::person::{Person, Surroundings, report};
use xforms::{Choices, Filling, Kind};

#[test]
fn a_person_asked_for_money_sees_the_questions_about_money() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let others = ["place", "when", "services", "hours", "tell", "gps", "photo", "at", "read"];
    assert_eq!(filling.sees_pages(), [&["intro", "what"], &others[..]].concat());

    filling.says("what", "money");
    assert_eq!(filling.sees_pages(), [&["intro", "what", "outcome"], &others[..]].concat());
    filling.says("outcome", "paid");
    assert_eq!(filling.sees_pages(), [&["intro", "what", "outcome", "amount"], &others[..]].concat());
    filling.says("outcome", "unasked");
    assert_eq!(filling.sees_pages(), [&["intro", "what", "outcome"], &others[..]].concat());
    filling.says("what", "absence");
    assert_eq!(filling.sees_pages(), [&["intro", "what"], &others[..]].concat());
}

#[test]
fn next_and_previous_skip_what_is_not_asked() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let page = |name| form.page_named(name).unwrap();
    assert_eq!(filling.next(page("what")), Some(page("place")));
    assert_eq!(filling.previous(page("place")), Some(page("what")));
    filling.says("what", "money");
    assert_eq!(filling.next(page("what")), Some(page("outcome")));
    assert_eq!(filling.previous(page("intro")), None);
    assert_eq!(filling.next(page("read")), None);
    assert_eq!(form.page_of("begun"), Some(page("when")));
    assert_eq!(form.page_of("nothing"), None);
}

#[test]
fn a_field_list_is_one_page_under_its_heading() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let place = form.page_named("place").unwrap();
    let names = |filling: &Filling| -> Vec<String> {
        let page = filling.page(place).unwrap().unwrap();
        page.questions.iter().map(|question| question.name.clone()).collect()
    };
    assert_eq!(names(&filling), ["region", "commune"]);
    filling.says("region", "mopti");
    assert_eq!(names(&filling), ["region", "cercle", "commune"]);
    assert_eq!(filling.page(place).unwrap().unwrap().heading.unwrap().text, "Où était-ce ?");
}

#[test]
fn a_question_tells_all_a_page_needs() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let what = filling.question("what").unwrap().unwrap();
    assert_eq!((what.name.as_str(), what.path.as_str()), ("what", "/data/what"));
    assert_eq!(what.kind, &Kind::SelectOne);
    assert!(what.required && what.relevant && !what.readonly);
    assert_eq!(what.appearances, ["quick", "horizontal"]);
    assert_eq!(what.label.short.as_deref(), Some("Quoi ?"));
    let Choices::Offered(choices) = what.choices else { panic!("{:?}", what.choices) };
    assert_eq!(choices[0].label.text, "On m'a demandé de l'argent");
    assert_eq!(choices[0].label.image.as_deref(), Some("jr://images/money.png"));

    let intro = filling.question("intro").unwrap().unwrap();
    assert!(intro.readonly);
    assert_eq!(intro.label.audio.as_deref(), Some("jr://audio/intro_fr.mp3"));

    filling.says("what", "money");
    filling.says("outcome", "refused");
    let amount = filling.question("/data/asked/amount").unwrap().unwrap();
    assert!(!amount.required && amount.relevant);
    assert_eq!(amount.hint.unwrap().text, "Un nombre entier, sans les centimes");
    assert_eq!(
        amount.relevant_when.as_deref(),
        Some("(/data/what = 'money') and (../outcome != 'unasked' and ../outcome != '')")
    );
    assert_eq!(amount.required_when, Some("../outcome = 'paid'"));
    filling.says("outcome", "paid");
    assert!(filling.question("amount").unwrap().unwrap().required);
    assert_eq!(
        filling.question("photo").unwrap().unwrap().kind,
        &Kind::Upload { mediatype: "image/*".into() }
    );
}

#[test]
fn a_program_sees_every_question_and_every_choice_at_once() {
    let (form, around) = (report(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    let fields = filling.fields().unwrap();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "intro", "what", "outcome", "amount", "region", "cercle", "commune", "begun", "ended",
            "services", "hours", "tell", "gps", "photo", "at", "read"
        ]
    );
    assert_eq!(names, form.question_names().collect::<Vec<_>>());
    let cercle = &fields[5];
    assert!(!cercle.relevant);
    let Choices::Offered(choices) = &cercle.choices else { panic!("{:?}", cercle.choices) };
    assert_eq!(choices.len(), 3, "the filter is left aside");
    assert!(filling.is_offered("cercle").is_empty(), "a person without a region is offered nothing");
}

#[test]
fn questions_that_share_a_name_are_told_apart_by_their_path() {
    let text = crate::person::form(
        "<first><name/><age/></first><second><name/></second>",
        "",
        "<input ref='/data/first/name'/><input ref='/data/first/age'/><input ref='/data/second/name'/>",
    );
    let (form, around) = (xforms::Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(form.question_names().collect::<Vec<_>>(), ["first/name", "age", "second/name"]);
    filling.says("second/name", "Awa");
    filling.says("/data/first/name", "Issa");
    assert_eq!(filling.value("/data/second/name"), Some("Awa"));
    assert_eq!(filling.sees_pages(), ["first.name", "age", "second.name"]);
}

#[test]
fn a_question_hides_with_the_group_around_it_even_when_its_node_stands_elsewhere() {
    let text = crate::person::form(
        "<go/><box/><apart/>",
        "<bind nodeset='/data/box' relevant='/data/go = 1'/>",
        "<input ref='/data/go'/><group ref='/data/box'><input ref='/data/apart'/></group>",
    );
    let (form, around) = (xforms::Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.sees_pages(), ["go"]);
    filling.says("go", "1");
    assert_eq!(filling.sees_pages(), ["go", "apart"]);
}
