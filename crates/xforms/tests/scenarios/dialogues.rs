//! A form asked one question at a time, by somebody who writes messages.

use crate::person::{Surroundings, form, report};
use xforms::{AnswerError, Ask, Commands, Dialogue, Filling, Form, Place, Prompt};

fn commands() -> Commands {
    Commands {
        back: "*".to_owned(),
        skip: "-".to_owned(),
        language: "langue".to_owned(),
        remove: "enlever".to_owned(),
        yes: "oui".to_owned(),
        no: "non".to_owned(),
        files: false,
        day_first: true,
    }
}

fn dialogue<'f>(form: &'f Form, around: &'f Surroundings) -> Dialogue<'f> {
    Dialogue::start(Filling::start(form, around).unwrap(), commands()).unwrap()
}

/// Says something, and hears what comes next.
fn say(dialogue: &mut Dialogue<'_>, text: &str) -> Prompt {
    dialogue.reply(text).unwrap();
    dialogue.prompt().unwrap()
}

fn asked(prompt: &Prompt) -> &str {
    match &prompt.ask {
        Ask::Answer { question, .. } => question,
        other => panic!("{other:?}"),
    }
}

fn offered(prompt: &Prompt) -> Vec<(usize, &str)> {
    prompt.choices.iter().map(|choice| (choice.number, choice.text.as_str())).collect()
}

const PEOPLE: &str = "<title/><person jr:template=''><name/><age/></person><end/>";

fn people() -> Form {
    let model = "<itext><translation lang='Français (fr)' default='true()'><text id='end'><value>Merci, **c'est** \
        <span style='color:red'>tout</span> [ici](https://example.org) ?</value></text></translation>\
        <translation lang='English (en)'><text id='end'><value>All done?</value></text></translation></itext>\
        <bind nodeset='/data/title' readonly='true()'/>\
        <bind nodeset='/data/person/name' required='true()' jr:requiredMsg='Who is it'/>\
        <bind nodeset='/data/person/age' type='int' constraint='. &lt; 130' jr:constraintMsg='Too old'/>";
    let body = "<input ref='/data/title'><label>Census</label></input>\
        <group ref='/data/person'><label>Person</label><repeat nodeset='/data/person'>\
        <input ref='/data/person/name'><label>Name</label></input>\
        <input ref='/data/person/age'><label>Age of <output value='../name'/></label></input></repeat></group>\
        <trigger ref='/data/end'><label ref=\"jr:itext('end')\"/></trigger>";
    Form::parse(&form(PEOPLE, model, body)).unwrap()
}

#[test]
fn a_report_is_told_in_messages() {
    let (form, around) = (report(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    let first = dialogue.prompt().unwrap();
    assert_eq!(asked(&first), "what");
    assert_eq!(first.notes.len(), 1, "the introduction takes no reply");
    assert_eq!(first.short.as_deref(), Some("Quoi ?"));
    assert_eq!(offered(&first)[0], (1, "On m'a demandé de l'argent"));

    let outcome = say(&mut dialogue, "1");
    assert_eq!(asked(&outcome), "outcome");
    let amount =
        say(&mut dialogue, &outcome.choices.iter().find(|c| c.value == "paid").unwrap().number.to_string());
    assert_eq!(asked(&amount), "amount");
    let refused = say(&mut dialogue, "5");
    assert_eq!(asked(&refused), "amount");
    assert!(matches!(refused.fault, Some(AnswerError::Constraint { message: Some(_) })));
    let refused = say(&mut dialogue, "-");
    assert!(matches!(refused.fault, Some(AnswerError::Required { .. })), "{:?}", refused.fault);
    let region = say(&mut dialogue, "25 000");
    assert_eq!((asked(&region), &region.fault), ("region", &None));
    assert_eq!(dialogue.filling().value("amount"), Some("25000"));
}

#[test]
fn what_is_no_choice_is_asked_again_and_words_do_as_well_as_numbers() {
    let (form, around) = (report(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    let again = say(&mut dialogue, "99");
    assert_eq!(asked(&again), "what");
    assert_eq!(again.fault, Some(AnswerError::NotAChoice { value: "99".to_owned() }));
    let same = say(&mut dialogue, "  ");
    assert_eq!((asked(&same), &same.fault), ("what", &None), "silence is no mistake");
    let next = say(&mut dialogue, "on m'a demandé de l'ARGENT");
    assert_eq!(asked(&next), "outcome");
    assert_eq!(dialogue.filling().value("what"), Some("money"));
}

#[test]
fn a_person_goes_back_and_finds_what_they_said() {
    let (form, around) = (report(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    say(&mut dialogue, "money");
    let back = say(&mut dialogue, "*");
    assert_eq!(asked(&back), "what");
    let Ask::Answer { current, .. } = &back.ask else { panic!() };
    assert_eq!(current, "On m'a demandé de l'argent");
    assert_eq!(asked(&say(&mut dialogue, "*")), "what", "there is nothing before the first question");
}

#[test]
fn people_are_counted_one_after_the_other_until_there_is_no_more() {
    let (form, around) = (people(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    let more = dialogue.prompt().unwrap();
    assert_eq!(more.notes, ["Census"]);
    assert_eq!(more.text, "Person");
    assert_eq!(more.ask, Ask::More { repeat: "person".to_owned(), count: 0 });
    assert_eq!(offered(&more), [(1, "oui"), (2, "non")]);
    let name = say(&mut dialogue, "1");
    assert_eq!((asked(&name), name.text.as_str()), ("person[1].name", "Name"));
    let refused = say(&mut dialogue, "-");
    assert_eq!(refused.fault, Some(AnswerError::Required { message: Some("Who is it".to_owned()) }));
    assert_eq!(say(&mut dialogue, "Awa").text, "Age of Awa");
    assert_eq!(say(&mut dialogue, "-").ask, Ask::More { repeat: "person".to_owned(), count: 1 });
    assert_eq!(asked(&say(&mut dialogue, "OUI")), "person[2].name");
    say(&mut dialogue, "Issa");
    say(&mut dialogue, "9");
    assert_eq!(
        say(&mut dialogue, "perhaps").fault,
        Some(AnswerError::NotAChoice { value: "perhaps".to_owned() })
    );
    assert_eq!(say(&mut dialogue, "enlever").ask, Ask::More { repeat: "person".to_owned(), count: 1 });
    let end = say(&mut dialogue, "non");
    assert_eq!(end.text, "Merci, c'est tout ici ?");
    assert!(matches!(say(&mut dialogue, "*").ask, Ask::More { count: 1, .. }));
}

#[test]
fn the_summary_is_confirmed_or_a_line_of_it_changed() {
    let (form, around) = (people(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    for text in ["oui", "**Awa**", "30", "non"] {
        say(&mut dialogue, text);
    }
    let summary = say(&mut dialogue, "oui");
    let Ask::Confirm { lines, missing } = &summary.ask else { panic!("{summary:?}") };
    let told: Vec<String> =
        lines.iter().map(|line| format!("{} {}: {}", line.number, line.label, line.answer)).collect();
    assert_eq!(told, ["1 Name: **Awa**", "2 Age of Awa: 30", "3 Merci, c'est tout ici ?: OK"]);
    assert!(missing.is_empty());
    assert_eq!(asked(&say(&mut dialogue, "2")), "person[1].age");
    assert_eq!(
        say(&mut dialogue, "200").fault,
        Some(AnswerError::Constraint { message: Some("Too old".to_owned()) })
    );
    let summary = say(&mut dialogue, "31");
    assert!(matches!(&summary.ask, Ask::Confirm { lines, .. } if lines[1].answer == "31"));
    assert_eq!(asked(&say(&mut dialogue, "1")), "person[1].name");
    assert!(matches!(say(&mut dialogue, "*").ask, Ask::Confirm { .. }), "back to where it came from");
    assert!(matches!(say(&mut dialogue, "77").fault, Some(AnswerError::NotAChoice { .. })));
    assert_eq!(say(&mut dialogue, "oui").ask, Ask::Nothing);
    assert!(dialogue.is_done());
    say(&mut dialogue, "anything");
    assert!(dialogue.is_done());
    assert!(dialogue.into_filling().submission_xml("uuid:1").contains("<age>31</age>"));
}

#[test]
fn a_yes_to_a_summary_with_something_missing_leads_there() {
    let (form, around) = (report(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    say(&mut dialogue, "absence");
    for _ in 0..40 {
        if matches!(dialogue.place(), Place::Summary) {
            break;
        }
        let acknowledged = asked(&dialogue.prompt().unwrap()) == "read";
        say(&mut dialogue, if acknowledged { "oui" } else { "-" });
        if dialogue.prompt().unwrap().fault.is_some() {
            say(&mut dialogue, "some words");
        }
    }
    let summary = dialogue.prompt().unwrap();
    let Ask::Confirm { lines, missing } = &summary.ask else { panic!("{summary:?}") };
    assert!(lines.iter().all(|line| line.question != "photo"), "no file comes by message");
    assert_eq!(missing, &[]);
}

#[test]
fn somebody_changes_the_language_and_the_question_stays() {
    let (form, around) = (report(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    let languages = say(&mut dialogue, "LANGUE");
    assert_eq!(languages.ask, Ask::Language);
    assert_eq!(offered(&languages), [(1, "Français (fr)"), (2, "English (en)")]);
    assert!(say(&mut dialogue, "7").fault.is_some());
    let question = say(&mut dialogue, "2");
    assert_eq!((asked(&question), question.text.as_str()), ("what", "What happened?"));
    say(&mut dialogue, "langue");
    assert_eq!(asked(&say(&mut dialogue, "*")), "what", "no change after all");
}

#[test]
fn a_dialogue_goes_on_where_it_was_left() {
    let (form, around) = (people(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    for text in ["oui", "Awa", "langue"] {
        say(&mut dialogue, text);
    }
    say(&mut dialogue, "2");
    let saved = dialogue.save();
    assert_eq!(saved.at.to_string(), "question person[1].age");
    assert_eq!(saved.language.as_deref(), Some("English (en)"));
    assert_eq!(saved.at.to_string().parse(), Ok(saved.at.clone()));
    let mut resumed = Dialogue::resume(&form, &around, saved.clone(), commands()).unwrap();
    assert_eq!(resumed.prompt().unwrap(), dialogue.prompt().unwrap());
    say(&mut resumed, "40");
    assert_eq!(say(&mut resumed, "non").text, "All done?");

    let gone = xforms::Saved { at: Place::Question("person[7].age".to_owned()), ..saved };
    let resumed = Dialogue::resume(&form, &around, gone, commands()).unwrap();
    assert_eq!(resumed.place().to_string(), "question person[1].age", "the first without an answer");
}

#[test]
fn places_are_lines_of_text_and_nothing_else_is_a_place() {
    for text in ["question a", "more p[1].q", "summary", "done", "language question a", "language summary"] {
        assert_eq!(text.parse::<Place>().map(|place| place.to_string()), Ok(text.to_owned()));
    }
    for text in ["", "question", "language", "elsewhere x", "language language summary"] {
        assert!(text.parse::<Place>().is_err(), "{text}");
    }
}

#[test]
fn several_choices_a_ranking_and_a_day_are_written_as_people_write_them() {
    let choices = "<item><label>Water</label><value>w</value></item><item><label>School</label><value>s</value></item>\
        <item><label>Road</label><value>r</value></item>";
    let body = format!(
        "<select ref='/data/needs'><label>Needs</label>{choices}</select>\
         <odk:rank ref='/data/order'><label>Order</label>{choices}</odk:rank>\
         <input ref='/data/day'><label>Day</label></input>"
    );
    let bind = "<bind nodeset='/data/day' type='date'/>";
    let text = form("<needs/><order/><day/>", bind, &body)
        .replace("xmlns:jr=", "xmlns:odk='http://www.opendatakit.org/xforms' xmlns:jr=");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut dialogue = dialogue(&form, &around);
    assert!(say(&mut dialogue, "1 4").fault.is_some());
    say(&mut dialogue, "3, 1");
    assert_eq!(dialogue.filling().value("needs"), Some("r w"));
    assert_eq!(say(&mut dialogue, "2 1").fault, Some(AnswerError::NotAFullRanking));
    say(&mut dialogue, "2 1 3");
    assert_eq!(dialogue.filling().value("order"), Some("s w r"));
    assert_eq!(say(&mut dialogue, "31/02/2027").fault, Some(AnswerError::NotADate));
    say(&mut dialogue, "3/2/2027");
    assert_eq!(dialogue.filling().value("day"), Some("2027-02-03"));
}
