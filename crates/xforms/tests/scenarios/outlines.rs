//! A form on paper: the same numbers as in a dialogue, and conditions in words where plain words can say them.

use crate::person::{Surroundings, form};
use xforms::{Ask, Asked, Commands, Compared, Dialogue, Entry, Filling, Form, Test, When};

/// All questions of an outline, those of repeats and sections included.
fn asked<'e, 'f>(entries: &'e [Entry<'f>]) -> Vec<&'e Asked<'f>> {
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Entry::Section { entries, .. } | Entry::Repeat { entries, .. } => found.extend(asked(entries)),
            Entry::Question(question) => found.push(&**question),
            Entry::Note { .. } => {}
        }
    }
    found
}

fn told(when: &When) -> Vec<Vec<(usize, Compared)>> {
    let pair = |test: &Test| (test.number, test.is.clone());
    when.clauses.iter().map(|clause| clause.iter().map(pair).collect()).collect()
}

const VISIT: &str = "<hello/><open/><why/><when/><home><name/><person jr:template=''><who/><age/><school/></person></home>\
    <rank/><bye/><total/>";

fn visit() -> Form {
    let model = "<itext><translation lang='fr' default='true()'><text id='yes'><value>Oui</value></text>\
        <text id='no'><value>Non</value></text><text id='h'><value>Aide</value><value form='guidance'>Plus d’aide</value>\
        </text></translation><translation lang='bm'><text id='yes'><value>Ɔwɔ</value></text></translation></itext>\
        <instance id='reasons'><root><item><name>far</name><label>**Too** far</label><kind>a</kind></item>\
        <item><name>dear</name><label>Too dear</label><kind>b</kind></item></root></instance>\
        <bind nodeset='/data/hello' readonly='true()'/>\
        <bind nodeset='/data/open' required='true()'/>\
        <bind nodeset='/data/why' relevant=\"/data/open = 'no'\"/>\
        <bind nodeset='/data/when' type='date' relevant=\"selected(/data/why, 'far') or not(/data/open = 'yes')\"/>\
        <bind nodeset='/data/home' relevant=\"/data/open != 'no'\"/>\
        <bind nodeset='/data/home/person/age' type='int' constraint='. &gt;= 0 and . &lt; 121' jr:constraintMsg='0 to 120'/>\
        <bind nodeset='/data/home/person/school' relevant='../age &lt; 18 and /data/total &gt; 3'/>\
        <bind nodeset='/data/bye' relevant='false()'/>\
        <bind nodeset='/data/total' calculate='count(/data/home/person)'/>";
    let choices = "<item><label ref=\"jr:itext('yes')\"/><value>yes</value></item>\
        <item><label ref=\"jr:itext('no')\"/><value>no</value></item>";
    let body = format!(
        "<input ref='/data/hello'><label>Good day</label></input>\
        <select1 ref='/data/open'><label>Is the **well** open?</label><hint ref=\"jr:itext('h')\"/>{choices}</select1>\
        <select ref='/data/why'><label>Why not?</label><itemset nodeset=\"instance('reasons')/root/item[kind = /data/open]\">\
        <value ref='name'/><label ref='label'/></itemset></select>\
        <input ref='/data/when'><label>Since when?</label></input>\
        <group ref='/data/home'><label>Home</label>\
        <input ref='/data/home/name'><label>Name</label></input>\
        <group ref='/data/home/person'><label>Person</label><repeat nodeset='/data/home/person'>\
        <input ref='/data/home/person/who'><label>Who</label></input>\
        <input ref='/data/home/person/age'><label>**Age of <output value='../who'/>**</label></input>\
        <select1 ref='/data/home/person/school'><label>At school?</label>{choices}</select1></repeat></group></group>\
        <input ref='/data/rank' rows='4'><label>Anything else? <output value='/data/total'/></label></input>\
        <input ref='/data/bye'><label>Never asked</label></input>"
    );
    Form::parse(&form(VISIT, model, &body)).unwrap()
}

#[test]
fn questions_are_numbered_once_and_notes_are_not() {
    let form = visit();
    let outline = form.outline(None);
    assert!(matches!(&outline[0], Entry::Note { text, .. } if text == "Good day"));
    let found: Vec<(usize, &str)> =
        asked(&outline).iter().map(|question| (question.number, question.name.as_str())).collect();
    let expected = [
        (1, "open"),
        (2, "why"),
        (3, "when"),
        (4, "name"),
        (5, "person[].who"),
        (6, "person[].age"),
        (7, "person[].school"),
        (8, "rank"),
    ];
    assert_eq!(found, expected, "the last question is never asked and stands on no paper");
    assert_eq!((form.number("person[2].age"), form.number("/data/rank")), (Some(6), Some(8)));
    assert_eq!((form.number("hello"), form.number("nobody")), (None, None));
}

#[test]
fn paper_and_dialogue_number_questions_and_choices_alike() {
    let (form, around) = (visit(), Surroundings::default());
    let outline = form.outline(None);
    let on_paper = asked(&outline);
    let commands =
        Commands { yes: "oui".to_owned(), no: "non".to_owned(), skip: "-".to_owned(), ..Commands::default() };
    let mut dialogue = Dialogue::start(Filling::start(&form, &around).unwrap(), commands).unwrap();
    for reply in ["1", "Kadi's home", "1", "Kadi", "12", "2", "Fine"] {
        let prompt = dialogue.prompt().unwrap();
        if let Ask::Answer { .. } = prompt.ask {
            let paper = on_paper.iter().find(|question| Some(question.number) == prompt.number).unwrap();
            let offered: Vec<&str> = prompt.choices.iter().map(|choice| choice.text.as_str()).collect();
            let printed: Vec<&str> = paper.choices.iter().map(|choice| choice.text.as_str()).collect();
            assert_eq!(offered, printed, "{}", paper.name);
            let numbers: Vec<usize> = prompt.choices.iter().map(|choice| choice.number).collect();
            assert_eq!(numbers, (1..=printed.len()).collect::<Vec<_>>());
        }
        dialogue.reply(reply).unwrap();
    }
    assert_eq!(dialogue.filling().value("person[1].who"), Some("Kadi"));
}

#[test]
fn simple_conditions_are_told_and_others_owned_up_to() {
    let form = visit();
    let outline = form.outline(None);
    let questions = asked(&outline);
    let when = |number: usize| &questions.iter().find(|question| question.number == number).unwrap().when;
    let no = "2 – Non".to_owned();
    assert_eq!(*when(1), When::default());
    assert_eq!(told(when(2)), [[(1, Compared::Equal(no.clone()))]]);
    let either =
        vec![(2, Compared::Ticked("1 – Too far".to_owned())), (1, Compared::Unequal("1 – Oui".to_owned()))];
    assert_eq!(told(when(3)), [either]);
    // What the group says stands at its head and not at every question in it.
    assert_eq!(*when(4), When::default());
    let heads: Vec<_> = outline
        .iter()
        .filter_map(|entry| match entry {
            Entry::Section { text, when, .. } | Entry::Repeat { text, when, .. } => {
                Some((text.as_str(), told(when)))
            }
            _ => None,
        })
        .collect();
    let unless = vec![vec![(1, Compared::Unequal(no))]];
    assert_eq!(heads, [("Home", unless.clone()), ("Person", unless)]);
    // The age is told; what the form counts is not.
    assert_eq!(told(when(7)), [[(6, Compared::Less("18".to_owned()))]]);
    assert!(when(7).untold && !when(2).untold);
}

#[test]
fn words_are_plain_and_what_bounds_an_answer_comes_along() {
    let form = visit();
    let outline = form.outline(None);
    let questions = asked(&outline);
    assert_eq!(questions[0].text, "Is the well open?");
    assert_eq!(questions[0].hint.as_deref(), Some("Aide Plus d’aide"));
    assert!(questions[0].required && !questions[1].required);
    assert!(questions[1].filtered && !questions[0].filtered);
    assert_eq!(questions[5].text, "Age of [5]");
    assert_eq!((questions[5].most, questions[5].rule.as_deref()), (Some(120.0), Some("0 to 120")));
    assert_eq!(questions[7].text, "Anything else? –");
    assert!(questions[7].long && !questions[3].long);
    let bambara = form.outline(Some("bm"));
    assert_eq!(asked(&bambara)[0].choices[0].text, "Ɔwɔ");
    assert_eq!(asked(&bambara)[0].choices[1].text, "Non", "a missing translation hides nothing");
}

#[test]
fn every_form_at_hand_has_an_outline_with_each_question_once() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut forms = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let Ok(form) = Form::parse(&text) else { continue };
        forms += 1;
        let outline = form.outline(None);
        let numbers: Vec<usize> = asked(&outline).iter().map(|question| question.number).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{:?}: {numbers:?}", entry.path());
        for question in asked(&outline) {
            // A node that is asked for twice goes by the number of its first question.
            let number = form.number(&question.name.replace("[]", "[1]"));
            assert!(number.is_some_and(|number| number <= question.number), "{}", question.name);
        }
    }
    assert!(forms > 0);
}
