//! Kinds of questions, and lists that come from files.

use crate::corpus::{Beside, text};
use crate::person::{NOW, Person, Surroundings, form};
use std::sync::Arc;
use std::time::Instant;
use xforms::{
    Answer, AnswerError, Choices, Context, EvaluationError, Filling, Form, GeoPoint, Kind, Moment, Rows,
};

#[test]
fn a_range_takes_what_lies_on_its_steps() {
    let bind = "<bind nodeset='/data/i' type='int'/><bind nodeset='/data/d' type='decimal'/>";
    let body = "<range ref='/data/i' start='1' end='10' step='2'/>\
        <range ref='/data/d' start='2.5' end='-1' step='0.1' appearance='vertical'/>";
    let (form, around) = (Form::parse(&form("<i/><d/>", bind, body)).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for (written, stored) in [("1", "1"), ("9", "9"), (" 7 ", "7")] {
        filling.says("i", written);
        assert_eq!(filling.value("i"), Some(stored));
    }
    for outside in ["0", "2", "10", "11", "-1"] {
        assert_eq!(filling.is_refused("i", outside), AnswerError::OutOfRange, "{outside}");
    }
    assert_eq!(filling.is_refused("i", "1.5"), AnswerError::NotAnInteger);
    filling.says("d", "0,7");
    assert_eq!(filling.question("d").unwrap().unwrap().answer, Some(Answer::Decimal(0.7)));
    for outside in ["0.75", "2.6", "-1.1"] {
        assert_eq!(filling.is_refused("d", outside), AnswerError::OutOfRange, "{outside}");
    }
    let kind = filling.question("i").unwrap().unwrap().kind.clone();
    let whole = |text: &str| text.to_owned();
    assert_eq!(kind, Kind::Range { start: whole("1"), end: whole("10"), step: whole("2"), integer: true });
}

#[test]
fn a_ranking_names_everything_that_is_offered_now() {
    let (form, around) = (Form::parse(&text("2-rank-with-choice-filter")).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let of_kind = |filling: &Filling<'_>, kind: Kind| -> Vec<String> {
        let fields = filling.fields().unwrap().into_iter();
        fields.filter(|question| *question.kind == kind).map(|question| question.name).collect()
    };
    for name in of_kind(&filling, Kind::SelectMany) {
        let all = filling.is_offered(&name).join(" ");
        filling.says(&name, &all);
    }
    let ranks = of_kind(&filling, Kind::Rank);
    let name = ranks.iter().find(|name| filling.is_offered(name).len() > 1).unwrap().clone();
    let mut all = filling.is_offered(&name);
    all.reverse();
    assert_eq!(filling.is_refused(&name, &all[0]), AnswerError::NotAFullRanking);
    filling.says(&name, &all.join(" "));
    assert_eq!(filling.question(&name).unwrap().unwrap().answer, Some(Answer::Choices(all)));
}

#[test]
fn lines_and_areas_are_points_one_after_the_other() {
    let bind = "<bind nodeset='/data/line' type='geotrace'/><bind nodeset='/data/field' type='geoshape'/>\
        <bind nodeset='/data/size' type='int' calculate='area(/data/field)'/>";
    let body = "<input ref='/data/line'/><input ref='/data/field'/>";
    let (form, around) =
        (Form::parse(&form("<line/><field/><size/>", bind, body)).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("line", "12,5 -8; 12.6 -8 300 5 ;");
    assert_eq!(filling.value("line"), Some("12.5 -8 0 0; 12.6 -8 300 5"));
    let point = |latitude, altitude, accuracy| GeoPoint { latitude, longitude: -8.0, altitude, accuracy };
    let line = Answer::GeoTrace(vec![point(12.5, 0.0, 0.0), point(12.6, 300.0, 5.0)]);
    assert_eq!(filling.question("line").unwrap().unwrap().answer, Some(line));
    for no_line in ["12.5 -8", "12.5 -8; north", "12.5; -8", "95 0; 0 0"] {
        assert_eq!(filling.is_refused("line", no_line), AnswerError::NotALine, "{no_line}");
    }
    filling.says("field", "0 0; 0 0.001; 0.001 0.001");
    assert_eq!(
        filling.value("field"),
        Some("0 0 0 0; 0 0.001 0 0; 0.001 0.001 0 0; 0 0 0 0"),
        "it is closed"
    );
    assert_eq!(filling.value("/data/size"), Some("6195"));
    assert_eq!(filling.is_refused("field", "0 0; 0 1; 0 0"), AnswerError::NotALine);
    let endless = "0 0; ".repeat(3_000);
    filling.says("line", &endless);
    let endless = "0 0; ".repeat(10_001);
    assert!(matches!(
        filling.is_refused("line", &endless),
        AnswerError::NotALine | AnswerError::TooLong { .. }
    ));
}

#[test]
fn a_question_carries_what_its_form_says_of_how_it_is_asked() {
    let media = "<itext><translation lang='fr'><text id='t'><value form='image'>jr://images/a.png</value>\
        <value form='big-image'>jr://images/b.png</value><value form='video'>jr://video/c.mp4</value>\
        <value form='audio'>jr://audio/d.mp3</value><value form='short'>T</value><value form='guidance'>G</value>\
        <value>Text</value></text></translation></itext>";
    let bind = "<bind nodeset='/data/p' type='binary' orx:max-pixels='1024'/><bind nodeset='/data/b' type='barcode'/>\
        <bind nodeset='/data/n' readonly='true()'/>";
    let body = "<upload ref='/data/p' mediatype='image/*' appearance='new-front' accept='.jpg'>\
        <label ref=\"jr:itext('t')\"/></upload><input ref='/data/b' rows='3'/><input ref='/data/n'><label>Note</label></input>\
        <secret ref='/data/s'/>";
    let text = form("<p/><b/><n/><s/>", &format!("{media}{bind}"), body).replacen(
        "xmlns:jr=",
        "xmlns:orx='http://openrosa.org/xforms' xmlns:jr=",
        1,
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    let photo = filling.question("p").unwrap().unwrap();
    assert_eq!(photo.appearances, ["new-front"]);
    assert_eq!(photo.settings, [("accept".to_owned(), ".jpg".to_owned())]);
    assert_eq!(photo.bind_settings, [("max-pixels".to_owned(), "1024".to_owned())]);
    let label = photo.label;
    assert_eq!(
        (label.text.as_str(), label.short.as_deref(), label.guidance.as_deref()),
        ("Text", Some("T"), Some("G"))
    );
    assert_eq!(label.big_image.as_deref(), Some("jr://images/b.png"));
    assert_eq!(label.video.as_deref(), Some("jr://video/c.mp4"));
    assert_eq!(*filling.question("b").unwrap().unwrap().kind, Kind::Barcode);
    assert_eq!(form.media().len(), 4);
    let note = filling.question("n").unwrap().unwrap();
    assert!(note.readonly && note.value.is_empty());
    assert!(filling.must_mend().is_empty());
}

#[test]
fn a_list_from_a_table_is_filtered_by_what_was_answered_before() {
    let (form, around) = (Form::parse(&text("external_csv_form")).unwrap(), Beside::form(""));
    let mut filling = Filling::start(&form, &around).unwrap();
    let names: Vec<String> = form.question_names().collect();
    let countries = filling.is_offered(&names[0]);
    assert!(countries.len() > 1, "{countries:?}");
    assert!(filling.is_offered(&names[1]).is_empty(), "no country, no city");
    filling.says(&names[0], &countries[0]);
    let cities = filling.is_offered(&names[1]);
    assert!(!cities.is_empty());
    filling.says(&names[1], &cities[0]);
    assert!(!filling.is_offered(&names[2]).is_empty());
    filling.says(&names[0], &countries[1]);
    assert!(filling.must_mend().iter().any(|(name, _)| *name == names[1]));
    assert!(matches!(filling.is_refused(&names[1], "nowhere"), AnswerError::NotAChoice { .. }));
}

#[test]
fn a_list_from_a_map_has_its_features() {
    let (form, around) = (Form::parse(&text("external-select-geojson")).unwrap(), Beside::form(""));
    let filling = Filling::start(&form, &around).unwrap();
    let name = form.question_names().next().unwrap();
    assert!(!filling.is_offered(&name).is_empty());
    let Choices::Offered(choices) = filling.question(&name).unwrap().unwrap().choices else { panic!() };
    assert!(choices.iter().all(|choice| !choice.label.text.is_empty()), "{choices:?}");
}

#[test]
fn a_search_in_the_old_table_of_itemsets_is_a_list_in_the_language_of_the_person() {
    let name = "subdistrict_profiling_tool";
    let (form, around) = (Form::parse(&text(name)).unwrap(), Beside::form(name));
    let label = |filling: &Filling<'_>| {
        let Choices::Offered(all) = filling.question("district").unwrap().unwrap().choices else { panic!() };
        all.into_iter().find(|choice| choice.value == "SY0802").unwrap().label.text
    };
    let mut filling = Filling::start(&form, &around).unwrap();
    assert!(filling.is_offered("district").is_empty());
    filling.says("governorate", "SY08");
    filling.says("district", "SY0802");
    assert!(matches!(filling.is_refused("district", "SY0201"), AnswerError::NotAChoice { .. }));
    for language in form.languages() {
        filling.set_language(&language.name).unwrap();
        let wanted = if language.name == "العربية" { "القامشلي" } else { "Quamishli" };
        assert_eq!(label(&filling), wanted, "{}", language.name);
    }
    assert!(form.files().any(|file| file == "jr://file-csv/itemsets.csv"));
}

#[test]
fn a_form_that_computes_from_a_file_needs_it() {
    let (form, without) = (Form::parse(&text("pull_data")).unwrap(), Surroundings::default());
    assert_eq!(Filling::start(&form, &without).err(), Some(EvaluationError::MissingFile));
    Filling::start(&form, &Beside::form("")).unwrap();
}

/// Surroundings with a long list of villages.
struct Villages(Arc<Rows>);

impl Context for Villages {
    fn now(&self) -> Moment {
        Moment { unix_millis: NOW, offset_minutes: 0 }
    }
    fn random(&self) -> u128 {
        1
    }
    fn rows(&self, _: &str) -> Option<Arc<Rows>> {
        Some(self.0.clone())
    }
}

#[test]
fn a_list_of_a_hundred_thousand_rows_is_filtered_and_checked_by_an_index() {
    let mut table = "name,label,commune\n".to_owned();
    for row in 0..100_000 {
        table.push_str(&format!("v{row},Synthetic {row},c{}\n", row / 100));
    }
    let villages = Villages(Arc::new(Rows::from_csv(table.as_bytes()).unwrap()));
    let select = |node: &str, nodeset: &str| {
        format!(
            "<select1 ref='/data/{node}'><itemset nodeset=\"{nodeset}\"><value ref='name'/><label ref='label'/></itemset></select1>"
        )
    };
    let all = "instance('villages')/root/item";
    let body = [
        "<input ref='/data/commune'/>".to_owned(),
        select("near", &format!("{all}[commune = /data/commune]")),
        select("any", all),
    ];
    let model = format!(
        "<instance id='villages' src='jr://file-csv/villages.csv'/>\
         <bind nodeset='/data/said' calculate=\"{all}[name = /data/any]/label\"/>"
    );
    let text = form("<commune/><near/><any/><said/>", &model, &body.concat());
    let form = Form::parse(&text).unwrap();
    let mut filling = Filling::start(&form, &villages).unwrap();
    filling.says("commune", "c1");
    assert_eq!(filling.is_offered("near").len(), 100);
    let started = Instant::now();
    for commune in 0..50 {
        filling.says("commune", &format!("c{commune}"));
        filling.says("near", &format!("v{}", commune * 100 + 7));
        filling.says("any", &format!("v{}", 99_999 - commune));
        assert_eq!(filling.is_offered("near").len(), 100);
    }
    assert_eq!(filling.value("/data/said"), Some("Synthetic 99950"));
    assert!(matches!(filling.is_refused("near", "v0"), AnswerError::NotAChoice { .. }));
    // Looking at each row would take minutes in an unoptimised build.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn the_codebook_of_a_form_names_every_node_with_its_words_and_choices() {
    let report = crate::person::report();
    let schema = report.schema();
    let node = |path: &str| schema.iter().find(|node| node.path == path).unwrap();
    assert_eq!(schema[0].path, "/data");
    let what = node("/data/what");
    assert_eq!((what.kind, what.data_type), (Some(&Kind::SelectOne), "string"));
    assert_eq!(what.labels, ["Que s'est-il passé ?", "What happened?"]);
    assert_eq!(what.choices[0].value, "money");
    assert_eq!(what.choices[0].labels[1], "I was asked for money");
    let file = node("/data/place/commune").choices_file.as_ref().unwrap();
    assert_eq!((&*file.src, &*file.value, &*file.label), ("jr://file-csv/places.csv", "name", "label"));
    assert_eq!(node("/data/place/cercle").choices.len(), 3, "all that could ever be offered");
    assert!(node("/data/summary").calculated);
    let double = Form::parse(&text("central_doubleRepeat")).unwrap();
    let roles: Vec<(String, xforms::Role, Option<usize>)> =
        double.schema().into_iter().map(|node| (node.path, node.role, node.parent)).collect();
    let toy = roles.iter().find(|(path, ..)| path == "/data/children/child/toys/toy").unwrap();
    assert_eq!(toy.1, xforms::Role::Repeat);
    assert_eq!(roles[toy.2.unwrap()].0, "/data/children/child/toys");
}
