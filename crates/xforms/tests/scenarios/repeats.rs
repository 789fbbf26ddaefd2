//! People, their children, their harvests: what is asked as often as there are any.

use crate::person::{Person, Surroundings, form};
use xforms::{AnswerError, Filling, Form, Kind};

/// A household: people with a name and an age, each with any number of children.
fn household() -> Form {
    let data = "<village/>\
        <person jr:template=''><name/><age>30</age><adult/><place/><child jr:template=''><toy/><whose/></child></person>\
        <person><name/><age>30</age><adult/><place/></person>\
        <total/><many/><oldest/>";
    let model = "<bind nodeset='/data/person/age' type='int' constraint='. &lt; 130'/>\
        <bind nodeset='/data/person/adult' calculate=\"if(/data/person/age &gt;= 18, 'yes', 'no')\"/>\
        <bind nodeset='/data/person/place' calculate='position(..)'/>\
        <bind nodeset='/data/person/child' relevant=\"../adult = 'yes'\"/>\
        <bind nodeset='/data/person/child/whose' calculate='concat(/data/person/name, position(../..), position(..))'/>\
        <bind nodeset='/data/total' type='int' calculate='sum(/data/person/age)'/>\
        <bind nodeset='/data/many' calculate='count(/data/person)'/>\
        <bind nodeset='/data/oldest' calculate='max(/data/person/age)'/>";
    let body = "<input ref='/data/village'/>\
        <group ref='/data/person'><label>Person</label><repeat nodeset='/data/person'>\
          <input ref='/data/person/name'><label>Name of number <output value='position(..)'/></label></input>\
          <input ref='/data/person/age'><label>Age of <output value='/data/person/name'/></label></input>\
          <group ref='/data/person/child'><label>Child</label><repeat nodeset='/data/person/child'>\
            <input ref='/data/person/child/toy'/></repeat></group>\
        </repeat></group>\
        <input ref='/data/many'/>";
    Form::parse(&form(data, model, body)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn instances_come_one_after_the_other_and_then_the_page_that_offers_one_more() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let first = ["village", "person[1].name", "person[1].age", "person[1].child", "person", "many"];
    assert_eq!(filling.sees_pages(), first);
    assert_eq!(filling.add("person").unwrap(), "person[2]");
    assert_eq!(filling.add("person[2].child").unwrap(), "person[2].child[1]");
    let both = [
        "village",
        "person[1].name",
        "person[1].age",
        "person[1].child",
        "person[2].name",
        "person[2].age",
        "person[2].child[1].toy",
        "person[2].child",
        "person",
        "many",
    ];
    assert_eq!(filling.sees_pages(), both);
    for (page, name) in filling.pages().into_iter().zip(both) {
        assert_eq!(form.page_named(name), Some(page), "{name}");
        assert_eq!(filling.page_name(page).as_deref(), Some(name));
    }
    let at = |name| form.page_named(name).unwrap();
    assert_eq!(filling.next(at("person[1].child")), Some(at("person[2].name")));
    assert_eq!(filling.previous(at("person[2].name")), Some(at("person[1].child")));
    assert_eq!(filling.next(at("person[2].child")), Some(at("person")));
    assert_eq!(form.page_of("person[2].child[1].toy"), Some(at("person[2].child[1].toy")));
    assert_eq!(filling.page_name(at("person[3].age")), None, "there is no third");
}

#[test]
fn a_name_says_what_it_names_before_its_instance_is_there() {
    let form = household();
    assert_eq!(form.kind("person[7].age"), Some(&Kind::Integer));
    assert_eq!(form.kind("person[7].child[2].toy"), Some(&Kind::Text));
    assert_eq!(form.kind("person"), None);
    for (name, repeats) in
        [("person", true), ("person[7].child", true), ("person[7]", false), ("village", false), ("", false)]
    {
        assert_eq!(form.is_repeat(name), repeats, "{name}");
    }
    for (path, name) in [
        ("/data/person", Some("person")),
        ("/data/person[7]/child", Some("person[7].child")),
        ("/data/person[7]", None),
        ("/data/person[7]/age", None),
        ("/data/nobody", None),
        ("", None),
    ] {
        assert_eq!(form.repeat_name(path).as_deref(), name, "{path}");
    }
}

#[test]
fn a_caller_may_accept_fewer_instances() {
    let (form, around) = (household().with_instance_limit(2), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("person").unwrap();
    assert!(!filling.repeat("person").unwrap().unwrap().can_add);
    assert_eq!(filling.add("person"), Err(AnswerError::TooManyInstances { limit: 2 }));
}

#[test]
fn an_answer_belongs_to_its_instance() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("person").unwrap();
    filling.says("person[1].name", "Awa");
    filling.says("person[2].name", "Issa");
    filling.says("/data/person[2]/age", "9");
    assert_eq!(filling.reads("person[2].age"), "Age of Issa");
    assert_eq!(filling.reads("person[2].name"), "Name of number 2");
    assert_eq!(filling.value("/data/person[1]/adult"), Some("yes"));
    assert_eq!(filling.value("/data/person[2]/adult"), Some("no"));
    assert_eq!(filling.question("person[2].age").unwrap().unwrap().path, "/data/person[2]/age");
    assert_eq!(filling.value("person[3].name"), None);
    assert_eq!(filling.is_refused("person[3].name", "x"), AnswerError::NoSuchQuestion);
    assert_eq!(filling.is_refused("person[2].age", "130"), AnswerError::Constraint { message: None });
    assert_eq!(filling.set("name", "x"), Err(AnswerError::NoSuchQuestion), "of whom?");
    for name in
        ["person[0].name", "person[].name", "person[1.name", "person[9999999999].name", "person[1]name", "["]
    {
        assert_eq!(filling.set(name, "x"), Err(AnswerError::NoSuchQuestion), "{name}");
    }
}

#[test]
fn sums_and_counts_follow_what_is_added_answered_and_taken_out() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let numbers = |filling: &Filling| {
        ["/data/total", "/data/many", "/data/oldest"].map(|path| filling.value(path).unwrap().to_owned())
    };
    assert_eq!(numbers(&filling), ["30", "1", "30"]);
    filling.add("person").unwrap();
    filling.add("person").unwrap();
    assert_eq!(numbers(&filling), ["90", "3", "30"], "new instances have the default age");
    filling.says("person[2].age", "71");
    assert_eq!(numbers(&filling), ["131", "3", "71"]);
    filling.remove("person[2]").unwrap();
    assert_eq!(numbers(&filling), ["60", "2", "30"]);
    filling.remove("person[1]").unwrap();
    filling.remove("person[1]").unwrap();
    assert_eq!(numbers(&filling), ["0", "0", ""]);
    assert_eq!(filling.remove("person[1]"), Err(AnswerError::NoSuchRepeat));
}

#[test]
fn instances_after_one_that_is_taken_out_move_up() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for name in ["Awa", "Issa", "Fanta"] {
        let position = filling.repeat("person").unwrap().unwrap().instances.len();
        filling.says(&format!("person[{position}].name"), name);
        filling.add("person").unwrap();
    }
    filling.add("person[3].child").unwrap();
    assert_eq!(filling.value("/data/person[3]/child[1]/whose"), Some("Fanta31"));
    filling.remove("person[2]").unwrap();
    assert_eq!(filling.value("person[2].name"), Some("Fanta"));
    assert_eq!(filling.value("/data/person[2]/place"), Some("2"));
    assert_eq!(filling.value("/data/person[2]/child[1]/whose"), Some("Fanta21"));
}

#[test]
fn what_hides_an_inner_repeat_hides_its_page_and_its_instances() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("person[1].child").unwrap();
    filling.says("person[1].child[1].toy", "ball");
    filling.says("person[1].age", "5");
    assert_eq!(filling.sees_pages(), ["village", "person[1].name", "person[1].age", "person", "many"]);
    assert!(!filling.submission_xml("uuid:1").contains("ball"));
    let repeat = filling.repeat("person[1].child").unwrap().unwrap();
    assert!(!repeat.can_add);
    filling.says("person[1].age", "50");
    assert_eq!(filling.value("person[1].child[1].toy"), Some("ball"));
}

#[test]
fn the_page_of_a_repeat_tells_what_its_instances_are_about() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("person[1].name", "Awa");
    filling.add("person").unwrap();
    let page = filling.page(form.page_named("person").unwrap()).unwrap().unwrap();
    assert_eq!(page.heading.unwrap().text, "Person");
    assert!(page.questions.is_empty());
    let repeat = page.repeat.unwrap();
    assert!(repeat.can_add && repeat.can_remove);
    assert_eq!(repeat.name, "person");
    let shown: Vec<(&str, &str)> =
        repeat.instances.iter().map(|one| (one.name.as_str(), one.summary.as_str())).collect();
    assert_eq!(shown, [("person[1]", "Awa"), ("person[2]", "30")]);
    assert_eq!(repeat.instances[1].first_page, form.page_named("person[2].name"));
    let inside = filling.page(form.page_named("person[2].age").unwrap()).unwrap().unwrap();
    assert_eq!((inside.name.as_str(), inside.heading.unwrap().text.as_str()), ("person[2].age", "Person"));
    assert_eq!(filling.page(form.page_named("person[3].age").unwrap()).unwrap(), None, "nobody is third");
}

#[test]
fn a_record_holds_the_instances_and_never_the_template() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("person[1].name", "Awa");
    filling.add("person").unwrap();
    filling.add("person[2].child").unwrap();
    let xml = filling.submission_xml("uuid:1");
    let people = "<person><name>Awa</name><age>30</age><adult>yes</adult><place>1</place></person>\
        <person><name></name><age>30</age><adult>yes</adult><place>2</place>\
        <child><toy></toy><whose>21</whose></child></person>";
    assert!(xml.contains(people), "{xml}");
    assert!(!xml.contains("template"), "{xml}");
}

#[test]
fn a_draft_comes_back_with_its_instances_in_whatever_order_it_was_kept() {
    let (form, around) = (household(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("person").unwrap();
    filling.add("person").unwrap();
    filling.says("person[3].name", "Fanta");
    filling.says("person[1].age", "");
    filling.add("person[3].child").unwrap();
    filling.says("person[3].child[1].toy", "ball");
    let mut saved: Vec<(String, String)> = filling.answers().collect();
    assert!(saved.contains(&("/data/person".to_owned(), "3".to_owned())));
    saved.reverse();
    let restored = Filling::restore(&form, &around, saved).unwrap();
    assert_eq!(restored.submission_xml("uuid:1"), filling.submission_xml("uuid:1"));
    assert_eq!(restored.sees_pages(), filling.sees_pages());

    let mut nobody = Filling::start(&form, &around).unwrap();
    nobody.remove("person[1]").unwrap();
    let saved: Vec<(String, String)> = nobody.answers().collect();
    let restored = Filling::restore(&form, &around, saved).unwrap();
    assert_eq!(restored.sees_pages(), ["village", "person", "many"]);
}

#[test]
fn a_template_gives_new_instances_their_answers_and_without_one_they_begin_empty() {
    let body = "<repeat nodeset='/data/p'><input ref='/data/p/a'/><input ref='/data/p/b'/></repeat>";
    let around = Surroundings::default();
    let second = |data: &str| {
        let form = Form::parse(&form(data, "", body)).unwrap();
        let mut filling = Filling::start(&form, &around).unwrap();
        let before = filling.repeat("p").unwrap().unwrap().instances.len();
        filling.add("p").unwrap();
        let name = |leaf: &str| format!("p[{}].{leaf}", before + 1);
        let value = |leaf: &str| filling.value(&name(leaf)).unwrap().to_owned();
        (before, value("a"), value("b"))
    };
    let own = |before, a: &str, b: &str| (before, a.to_owned(), b.to_owned());
    assert_eq!(
        second("<p jr:template=''><a/><b>spouse</b></p><p><a>John</a><b>father</b></p>"),
        own(1, "", "spouse")
    );
    assert_eq!(
        second("<p><a>John</a><b>father</b></p><p jr:template=''><a/><b>spouse</b></p>"),
        own(1, "", "spouse")
    );
    assert_eq!(second("<p jr:template=''><a>x</a><b/></p>"), own(0, "x", ""));
    assert_eq!(second("<p><a>John</a><b/></p><p><a>Kofi</a><b/></p>"), own(2, "", ""));
}

#[test]
fn a_field_list_in_a_repeat_is_one_page_for_each_instance() {
    for (group, repeat) in [(" appearance='field-list'", ""), ("", " appearance='field-list'")] {
        let body = format!(
            "<group ref='/data/p'{group}><label>P</label><repeat nodeset='/data/p'{repeat}>\
             <input ref='/data/p/a'/><input ref='/data/p/b'/></repeat></group>"
        );
        let (form, around) =
            (Form::parse(&form("<p><a/><b/></p>", "", &body)).unwrap(), Surroundings::default());
        let mut filling = Filling::start(&form, &around).unwrap();
        filling.add("p").unwrap();
        assert_eq!(filling.sees_pages(), ["p[1].p", "p[2].p", "p"]);
        let page = filling.page(form.page_named("p[2].p").unwrap()).unwrap().unwrap();
        let names: Vec<&str> = page.questions.iter().map(|question| question.name.as_str()).collect();
        assert_eq!(names, ["p[2].a", "p[2].b"]);
        assert_eq!(filling.set_together([("p[2].b", "2"), ("p[2].a", "1")]).unwrap(), []);
    }
}

#[test]
fn what_is_wrong_in_an_instance_is_told_by_its_name() {
    let text = form(
        "<p><a/></p>",
        "<bind nodeset='/data/p/a' required='position(..) = 2'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/a'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("p").unwrap();
    assert_eq!(filling.must_mend(), [("p[2].a".to_owned(), AnswerError::Required { message: None })]);
    assert_eq!(form.question_names().collect::<Vec<_>>(), ["p[].a"]);
}

#[test]
fn what_was_taken_out_leaves_no_trace_in_what_is_added_later() {
    let text = form(
        "<p jr:template=''><x>default</x><y/></p><p><x/><y/></p>",
        "<bind nodeset='/data/p/y' relevant=\"../x != 'hide'\" calculate='concat(../x, position(..))'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for _ in 0..50 {
        filling.says("p[1].x", "hide");
        filling.remove("p[1]").unwrap();
        filling.add("p").unwrap();
    }
    assert_eq!(filling.value("/data/p[1]/y"), Some("default1"));
    assert_eq!(filling.answers().filter(|(_, value)| value == "hide").count(), 0);
}
