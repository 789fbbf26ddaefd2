//! Giving answers, well or badly written.

use crate::person::{Person, Surroundings, form, report};
use xforms::{Answer, AnswerError, Choices, Date, Filling, Form, GeoPoint};

#[test]
fn a_number_is_taken_as_people_write_it() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    for (written, stored) in [("25 000", "25000"), (" 25\u{202F}000 ", "25000"), ("+0500", "500"), ("", "")] {
        filling.says("amount", written);
        assert_eq!(filling.value("amount"), Some(stored), "{written}");
    }
    for written in ["25.000", "12,5", "beaucoup", "1e3", "9999999999999999999", "-", "٣"] {
        assert_eq!(filling.is_refused("amount", written), AnswerError::NotAnInteger, "{written}");
    }
    for (written, stored) in [
        ("12,50", "12.50"),
        ("0.10", "0.10"),
        (",5", "0.5"),
        ("7", "7"),
        ("-1 000,5", "-1000.5"),
        ("007.", "7"),
    ] {
        filling.says("hours", written);
        assert_eq!(filling.value("hours"), Some(stored), "{written}");
    }
    for written in ["1,2,3", "1.2,3", "abc", "NaN", "inf", ",", "1e5"] {
        assert_eq!(filling.is_refused("hours", written), AnswerError::NotANumber, "{written}");
    }
}

#[test]
fn dates_and_times_are_those_of_the_calendar() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("begun", "2024-2-29");
    assert_eq!(filling.value("begun"), Some("2024-02-29"));
    for written in
        ["2023-02-29", "2024-13-01", "03/03/2027", "hier", "2024-02-29T10:00", "0000-01-01", "24-01-01"]
    {
        assert_eq!(filling.is_refused("begun", written), AnswerError::NotADate, "{written}");
    }
    for (written, stored) in [
        ("9:05", "09:05:00.000+00:00"),
        ("23:59:58.5", "23:59:58.500+00:00"),
        ("10:00-01:30", "10:00:00.000-01:30"),
        ("10:00Z", "10:00:00.000+00:00"),
    ] {
        filling.says("at", written);
        assert_eq!(filling.value("at"), Some(stored), "{written}");
    }
    for written in ["24:00", "10:60", "10", "10:00+99:00", "midi"] {
        assert_eq!(filling.is_refused("at", written), AnswerError::NotATime, "{written}");
    }
}

#[test]
fn a_date_with_a_time_keeps_its_offset_or_takes_that_of_the_place() {
    let bind = "<bind nodeset='/data/met' type='dateTime'/>";
    let text = form("<met/>", bind, "<input ref='/data/met'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("met", "2027-03-03T09:30");
    assert_eq!(filling.value("met"), Some("2027-03-03T09:30:00.000+00:00"));
    filling.says("met", "2027-03-03T09:30:00+02:00");
    assert_eq!(filling.value("met"), Some("2027-03-03T09:30:00.000+02:00"));
    assert_eq!(filling.is_refused("met", "2027-03-03"), AnswerError::NotADateTime);
}

#[test]
fn only_what_is_offered_now_can_be_chosen() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let refused = |value: &str| AnswerError::NotAChoice { value: value.to_owned() };
    assert_eq!(filling.is_refused("what", "bribe"), refused("bribe"));
    filling.says("region", "kayes");
    assert_eq!(filling.is_offered("cercle"), ["kayes_c", "yelimane"]);
    assert_eq!(filling.is_refused("cercle", "djenne"), refused("djenne"));
    filling.says("cercle", "yelimane");
    filling.says("services", "court  town_hall court");
    assert_eq!(filling.value("services"), Some("court town_hall"));
    assert_eq!(filling.is_refused("services", "court prison"), refused("prison"));
}

#[test]
fn a_place_of_a_file_is_checked_by_whoever_holds_the_file() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let commune = filling.question("commune").unwrap().unwrap();
    assert_eq!(
        commune.choices,
        Choices::External {
            src: "jr://file-csv/places.csv".to_owned(),
            nodeset: "instance('places')/root/item[cercle = /data/place/cercle]".to_owned(),
        }
    );
    assert_eq!(commune.appearances, ["autocomplete"]);
    assert_eq!(form.files().collect::<Vec<_>>(), ["jr://file-csv/places.csv"]);
    filling.says("commune", "ML030102");
    assert!(matches!(filling.is_refused("commune", "ML999999"), AnswerError::NotAChoice { .. }));
}

#[test]
fn a_point_on_earth_has_a_latitude_and_a_longitude() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("gps", "12.6392 -8.0029");
    assert_eq!(filling.value("gps"), Some("12.6392 -8.0029 0 0"));
    filling.says("gps", "12,6392 -8,0029 350 4.5");
    assert_eq!(filling.value("gps"), Some("12.6392 -8.0029 350 4.5"));
    for written in ["12.6", "91 0", "0 181", "12.6 -8 0 -1", "ici même", "1 2 3 4 5", "NaN 0"] {
        assert_eq!(filling.is_refused("gps", written), AnswerError::NotAGeoPoint, "{written}");
    }
}

#[test]
fn a_file_is_answered_by_a_bare_name() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("photo", "photo été.jpg");
    let long = "x".repeat(256);
    for name in ["../../etc/passwd", "a\\b", "..", "a\0b", "C:x", long.as_str()] {
        assert_eq!(filling.is_refused("photo", name), AnswerError::NotAFileName, "{name}");
    }
}

#[test]
fn a_text_keeps_its_words_and_loses_only_what_xml_cannot_hold() {
    let (form, around) = (report().with_text_limit(30), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("tell", "  On m'a dit :\r\n« revenez »\u{b}!\u{0} ");
    assert_eq!(filling.value("tell"), Some("On m'a dit :\n« revenez » !"));
    filling.says("tell", &"é".repeat(30));
    assert_eq!(filling.is_refused("tell", &"é".repeat(31)), AnswerError::TooLong { limit: 30 });
    assert_eq!(filling.is_refused("tell", &"x".repeat(1_000_000)), AnswerError::TooLong { limit: 30 });
}

#[test]
fn twenty_thousand_characters_are_accepted_unless_the_caller_says_otherwise() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("tell", &"é".repeat(20_000));
    assert_eq!(filling.is_refused("tell", &"é".repeat(20_001)), AnswerError::TooLong { limit: 20_000 });
}

#[test]
fn answers_can_be_given_and_read_by_their_type() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let day = Date::new(2027, 3, 1).unwrap();
    let point = GeoPoint { latitude: 12.5, longitude: -8.0, altitude: 0.0, accuracy: 0.0 };
    let answers = [
        ("what", Answer::Choice("money".to_owned())),
        ("outcome", Answer::Choice("paid".to_owned())),
        ("amount", Answer::Integer(5_000)),
        ("begun", Answer::Date(day)),
        ("services", Answer::Choices(vec!["court".to_owned(), "town_hall".to_owned()])),
        ("hours", Answer::Decimal(1.5)),
        ("tell", Answer::Text("Synthétique".to_owned())),
        ("gps", Answer::GeoPoint(point)),
        ("photo", Answer::File("photo.jpg".to_owned())),
        ("read", Answer::Acknowledged),
    ];
    for (question, answer) in answers {
        filling.set_answer(question, &answer).unwrap();
        assert_eq!(filling.question(question).unwrap().unwrap().answer, Some(answer), "{question}");
    }
    assert_eq!(filling.is_refused("read", "oui"), AnswerError::NotAnAcknowledgement);
    assert_eq!(filling.question("at").unwrap().unwrap().answer, None);
}

#[test]
fn what_is_calculated_read_only_or_unknown_takes_no_answer() {
    let text = form(
        "<sum>1</sum><note/><group><inner/></group>",
        "<bind nodeset='/data/sum' calculate='1 + 1'/><bind nodeset='/data/group' readonly='true()'/>",
        "<input ref='/data/sum'/><input ref='/data/note'/><input ref='/data/group/inner'/>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.is_refused("sum", "5"), AnswerError::ReadOnly);
    assert_eq!(filling.is_refused("inner", "5"), AnswerError::ReadOnly);
    assert_eq!(filling.is_refused("nothing", "5"), AnswerError::NoSuchQuestion);
    assert_eq!(filling.is_refused("/data/group", "5"), AnswerError::NoSuchQuestion);
    filling.says("note", "5");
}
