//! Input made to exhaust or to trick.

use crate::person::{Surroundings, form};
use std::time::{Duration, Instant};
use xforms::{EvaluationError, Filling, Form, FormErrorKind as K, Portable, Reason};

/// Why a text is refused. Five seconds are for an unoptimised build on a busy machine; an optimised one takes
/// well under one.
#[track_caller]
fn refused(text: &str) -> K {
    let started = Instant::now();
    let error = Form::parse(text).expect_err("hostile input should be refused");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?} for {error}", started.elapsed());
    assert!(error.to_string().len() < 1_000, "an error is for reading");
    error.kind
}

#[test]
fn a_million_nested_elements_are_refused_at_once() {
    let started = Instant::now();
    assert_eq!(refused(&"<a>".repeat(1_000_000)), K::TooDeep { limit: 200 });
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    let balanced = format!("{}{}", "<a>".repeat(1_000_000), "</a>".repeat(1_000_000));
    assert_eq!(refused(&balanced), K::TooDeep { limit: 200 });
    assert_eq!(refused(&form(&"<a>".repeat(1_000_000), "", "")), K::TooDeep { limit: 200 });
}

#[test]
fn a_doctype_is_refused_whatever_is_in_it() {
    for doctype in [
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1/\">]>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]>",
    ] {
        assert_eq!(
            refused(&format!("<?xml version=\"1.0\"?>{doctype}<a>&x;&lol2;</a>")),
            K::Doctype,
            "{doctype}"
        );
    }
    assert_eq!(refused(&form("&lol2;", "", "")), K::UnknownEntity("lol2".to_owned()));
    assert!(matches!(refused(&form("", "<bind nodeset='&x;'/>", "")), K::NotXml(_)));
}

#[test]
fn ten_megabytes_in_one_place_are_answered_at_once() {
    let big = "x".repeat(9 << 20);
    assert!(matches!(
        refused(&form("<a/>", &format!("<bind nodeset='/data/a' relevant='{big}'/>"), "")),
        K::Expression { .. }
    ));
    assert!(matches!(refused(&form("<a/>", &format!("<bind nodeset='{big}'/>"), "")), K::Expression { .. }));
    assert!(matches!(
        refused(&form(&format!("<{big}/>"), "", "<input ref='/data/a'/>")),
        K::NoSuchNode { .. }
    ));
    assert_eq!(refused(&"<".repeat(11 << 20)), K::TooLarge { limit: 10 << 20 });
    let started = Instant::now();
    Form::parse(&form(&format!("<a note='{big}'/>"), "", "")).unwrap();
    let entities = "&amp;".repeat(1 << 20);
    Form::parse(&form(&format!("<a>{entities}</a>"), "", "")).unwrap();
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn attributes_and_elements_without_end_are_refused() {
    let attributes: String = (0..500_000).map(|number| format!(" a{number}='1'")).collect();
    assert_eq!(refused(&form(&format!("<a{attributes}/>"), "", "")), K::TooManyAttributes { limit: 64 });
    assert_eq!(refused(&form(&"<a/>".repeat(500_000), "", "")), K::TooManyNodes { limit: 400_000 });
    assert!(matches!(refused(&form("<a b='1' b='2'/>", "", "")), K::NotXml(_)));
}

#[test]
fn parentheses_without_end_are_refused() {
    let deep = |inner: &str| form("<a/>", &format!("<bind nodeset='/data/a' calculate='{inner}'/>"), "");
    let opened = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
    assert!(matches!(refused(&deep(&opened)), K::Expression { .. }));
    assert!(matches!(refused(&deep(&"not(".repeat(8_000))), K::Expression { .. }));
    assert!(matches!(refused(&deep(&"a[".repeat(16_000))), K::Expression { .. }));
    assert!(matches!(refused(&deep(&"(".repeat(9 << 20))), K::Expression { .. }));
}

#[test]
fn expressions_that_read_everything_are_refused() {
    let names: String = (0..4_000).map(|number| format!("<n{number}/>")).collect();
    let binds: String = (0..4_000)
        .map(|number| format!("<bind nodeset='/data/n{number}' relevant='count(/data/*) > 9'/>"))
        .collect();
    assert_eq!(refused(&form(&names, &binds, "")), K::TooEntangled);
}

#[test]
fn a_value_that_doubles_at_every_step_is_stopped() {
    let nodes: String = (0..60).map(|number| format!("<n{number}>xxxxxxxx</n{number}>")).collect();
    let binds: String = (1..60)
        .map(|number| {
            let before = number - 1;
            format!("<bind nodeset='/data/n{number}' calculate='concat(/data/n{before}, /data/n{before})'/>")
        })
        .collect();
    let (form, around) = (Form::parse(&form(&nodes, &binds, "")).unwrap(), Surroundings::default());
    assert_eq!(Filling::start(&form, &around).err(), Some(EvaluationError::ValueTooLong));
}

#[test]
fn a_form_of_three_thousand_questions_is_read_and_filled_quickly() {
    let count = 3_000;
    let nodes: String = (0..count).map(|number| format!("<n{number}/>")).collect();
    let binds: String = (1..count)
        .map(|number| {
            let before = number - 1;
            format!("<bind nodeset='/data/n{number}' type='int' relevant='/data/n{before} != \"\"'/>")
        })
        .collect();
    let body: String = (0..count).map(|number| format!("<input ref='/data/n{number}'/>")).collect();
    let started = Instant::now();
    let (form, around) = (Form::parse(&form(&nodes, &binds, &body)).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for number in 0..200 {
        assert_eq!(filling.pages().len(), number + 1);
        filling.set(&format!("n{number}"), "1").unwrap();
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn spoilt_xml_is_refused_wherever_it_is_cut() {
    let whole = include_str!("../forms/report.xml");
    for end in (0..whole.len() - 2).step_by(97).filter(|end| whole.is_char_boundary(*end)) {
        assert!(Form::parse(&whole[..end]).is_err(), "cut at {end}");
    }
    for text in ["", " ", "hello", "<<<data", "<a></b>", "<a/><b/>", "\0", "<a>&#xFFFFFFFF;</a>", "\u{FEFF}"]
    {
        assert!(Form::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn texts_that_show_texts_as_deep_as_they_may_fit_a_small_stack() {
    let deep = |inner: &str| format!("{}{inner}{}", "if(1 = 2, 1, ".repeat(58), ")".repeat(58));
    let text = |id: u32| {
        let next = deep(&format!("jr:itext('t{}')", id + 1));
        format!("<text id='t{id}'><value><output value=\"{next}\"/></value></text>")
    };
    let texts: String = (0..20).map(text).collect();
    let itext = format!("<itext><translation lang='fr'>{texts}</translation></itext>");
    let body = "<input ref='/data/a'><label ref=\"jr:itext('t0')\"/></input>";
    let text = form("<a/>", &itext, body);
    let shown = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
        let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
        let filling = Filling::start(&form, &around).unwrap();
        assert_eq!(filling.question("a"), Err(EvaluationError::TooMuchWork));
    });
    shown.unwrap().join().unwrap();
}

#[test]
fn a_form_can_be_shared_between_threads() {
    fn shareable<T: Send + Sync>() {}
    shareable::<Form>();
}

#[test]
fn the_work_of_one_act_is_counted_over_all_its_calculations() {
    let rows = "<item><n/></item>".repeat(1_000);
    let nodes: String = (0..20).map(|number| format!("<n{number}/>")).collect();
    let binds = |count: usize| -> String {
        let all = "instance('rows')/root/item";
        let costly = format!("count({all}[position() &lt;= 300][count({all}) = 1])");
        (0..count).map(|n| format!("<bind nodeset='/data/n{n}' calculate=\"{costly}\"/>")).collect()
    };
    let around = Surroundings::default();
    let start = |count| {
        let model = format!("<instance id='rows'><root>{rows}</root></instance>{}", binds(count));
        let form = Form::parse(&form(&nodes, &model, "")).unwrap();
        Filling::start(&form, &around).err()
    };
    assert_eq!(start(1), None);
    assert_eq!(start(20), Some(EvaluationError::TooMuchWork));
}

#[test]
fn a_pattern_of_thousands_of_questions_is_written_once_for_browsers_and_all_of_them_within_a_bound() {
    let asking = |patterns: &[String]| {
        let binds = (0..3_000).map(|at| {
            let pattern = &patterns[at % patterns.len()];
            format!("<bind nodeset='/data/q{at}' constraint=\"regex(., '{pattern}')\"/>")
        });
        let data: String = (0..3_000).map(|at| format!("<q{at}/>")).collect();
        let form = Form::parse(&form(&data, &binds.collect::<String>(), "")).unwrap();
        Portable::of(&form).map(|portable| portable.to_json().len())
    };
    let letters = |first: &str| format!("{first}{}", "\\w".repeat(30));
    let bytes = asking(&[letters("a")]).unwrap();
    assert!((400_000..2_000_000).contains(&bytes), "{bytes}");
    let many = ["a", "b", "c"].map(letters);
    assert!(matches!(asking(&many).unwrap_err()[..], [Reason::Pattern(_)]));
}

/// Chance that can be had again.
fn rolled(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % sides.max(1)
}

#[test]
fn forms_spoilt_at_random_are_refused_or_filled_and_never_bring_the_program_down() {
    let around = crate::corpus::Beside::form("");
    let names = [
        "create-or-update-entities-from-repeats",
        "synthetic_perception_fr_en",
        "2-rank-with-choice-filter",
        "central_doubleRepeat",
        "report",
        "external_csv_form",
        "bind-attributes",
    ];
    let mut state = 20_270_303;
    let mut opened = 0;
    for name in names {
        let whole = crate::corpus::text(name);
        let words: Vec<&str> = whole.split_inclusive([' ', '/', '=', '\'', '(', ')', '>', '"']).collect();
        for _ in 0..40 {
            let mut spoilt: Vec<&str> = words.clone();
            for _ in 0..=rolled(&mut state, 3) {
                let (from, to) = (rolled(&mut state, spoilt.len()), rolled(&mut state, spoilt.len()));
                match rolled(&mut state, 3) {
                    0 => _ = spoilt.remove(from),
                    1 => spoilt.swap(from, to),
                    _ => spoilt.insert(from, words[to % words.len()]),
                }
            }
            let Ok(form) = Form::parse(&spoilt.concat()) else { continue };
            opened += 1;
            form.schema();
            form.entities();
            let Ok(mut filling) = Filling::start(&form, &around) else { continue };
            for id in filling.pages().into_iter().take(10) {
                let Ok(Some(page)) = filling.page(id) else { continue };
                for question in page.questions {
                    _ = filling.set(&question.name, "1");
                }
                if let Some(repeat) = page.repeat {
                    _ = filling.add(&repeat.name);
                }
            }
            _ = filling.check();
            filling.submission_xml("uuid:1");
        }
    }
    assert!(opened > 50, "only {opened} of them could be opened");
}

#[test]
fn a_person_who_replies_at_random_is_always_answered() {
    let around = crate::corpus::Beside::form("");
    let mut state = 7;
    let replies = [
        "1",
        "2",
        "0",
        "99999999999999999999",
        "oui",
        "non",
        "*",
        "-",
        "langue",
        "enlever",
        "",
        "x y z",
        "1 2 3",
        "3/2/2027",
        "12.5 -8",
        "\u{0}\u{202E}",
        "é",
    ];
    for name in
        ["report", "synthetic_perception_fr_en", "central_doubleRepeat", "all-widgets", "xlsform_spec_test"]
    {
        let form = Form::parse(&crate::corpus::text(name)).unwrap();
        let commands = xforms::Commands {
            back: "*".to_owned(),
            skip: "-".to_owned(),
            language: "langue".to_owned(),
            remove: "enlever".to_owned(),
            yes: "oui".to_owned(),
            no: "non".to_owned(),
            ..xforms::Commands::default()
        };
        let filling = Filling::start(&form, &around).unwrap();
        let mut dialogue = xforms::Dialogue::start(filling, commands.clone()).unwrap();
        for turn in 0..60 {
            dialogue.reply(replies[rolled(&mut state, replies.len())]).unwrap();
            let prompt = dialogue.prompt().unwrap();
            assert!(prompt.progress.0 <= prompt.progress.1, "{name}");
            if turn % 20 == 19 {
                let resumed =
                    xforms::Dialogue::resume(&form, &around, dialogue.save(), commands.clone()).unwrap();
                assert_eq!(resumed.prompt().unwrap().ask, prompt.ask, "{name}");
            }
        }
    }
}

#[test]
fn a_record_made_to_exhaust_is_refused() {
    let text = form("<p><a/></p><b/>", "", "<repeat nodeset='/data/p'><input ref='/data/p/a'/></repeat>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let started = Instant::now();
    let record = |inside: &str| format!("<data id='small'>{inside}</data>");
    let deep = record(&"<p>".repeat(1_000_000));
    let many = record(&"<p/>".repeat(500_000));
    for xml in [deep, many, record("&lol;"), format!("<!DOCTYPE a>{}", record(""))] {
        assert!(Filling::from_record(&form, &around, &xml).is_err());
    }
    let big = record(&format!("<b>{}</b>", "x".repeat(9 << 20)));
    let filling = Filling::from_record(&form, &around, &big).unwrap();
    assert!(filling.check().is_ok());
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}
