//! People, their children, their harvests: what is asked as often as there are any.

use crate::person::{Person, Surroundings, form};
use xforms::{AnswerError, EvaluationError, Filling, Form};

/// A household: people with a name and an age, each with any number of children.
fn household() -> Form {
    let data = "<village/>\
        <person><name/><age>30</age><adult/><place/><child jr:template=''><toy/><whose/></child></person>\
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
    }
    let at = |name| form.page_named(name).unwrap();
    assert_eq!(filling.next(at("person[1].child")), Some(at("person[2].name")));
    assert_eq!(filling.previous(at("person[2].name")), Some(at("person[1].child")));
    assert_eq!(filling.next(at("person[2].child")), Some(at("person")));
    assert_eq!(form.page_of("person[2].child[1].toy"), Some(at("person[2].child[1].toy")));
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
fn a_repeat_counted_by_an_answer_has_that_many_instances() {
    let text = form(
        "<n/><plot><size/></plot><sum/>",
        "<bind nodeset='/data/n' type='int'/><bind nodeset='/data/plot/size' type='int'/>\
         <bind nodeset='/data/sum' calculate='sum(/data/plot/size)'/>",
        "<input ref='/data/n'/><repeat nodeset='/data/plot' jr:count=' /data/n '><input ref='/data/plot/size'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.sees_pages(), ["n"], "nothing said, no plot");
    filling.says("n", "3");
    assert_eq!(filling.sees_pages(), ["n", "plot[1].size", "plot[2].size", "plot[3].size"]);
    for (position, size) in [(1, "10"), (2, "20"), (3, "40")] {
        filling.says(&format!("plot[{position}].size"), size);
    }
    assert_eq!(filling.value("/data/sum"), Some("70"));
    filling.says("n", "2");
    assert_eq!(filling.value("/data/sum"), Some("30"));
    filling.says("n", "-4");
    assert_eq!(filling.value("/data/sum"), Some("0"));
    assert_eq!(filling.add("plot"), Err(AnswerError::FixedRepeat));
    filling.says("n", "1");
    assert_eq!(filling.remove("plot[1]"), Err(AnswerError::FixedRepeat));
    assert_eq!(filling.set("n", "1000000").unwrap_err(), EvaluationError::TooManyInstances.into());
}

#[test]
fn a_count_may_depend_on_what_the_instances_hold() {
    let text = form(
        "<n/><visit><more/></visit>",
        "<bind nodeset='/data/n' type='int' \
           calculate=\"if(/data/visit[position() = last()]/more = 'yes', count(/data/visit) + 1, count(/data/visit))\"/>",
        "<repeat nodeset='/data/visit' jr:count='/data/n'><input ref='/data/visit/more'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.sees_pages(), ["visit[1].more"]);
    filling.says("visit[1].more", "yes");
    assert_eq!(filling.sees_pages(), ["visit[1].more", "visit[2].more"]);
    filling.says("visit[2].more", "no");
    assert_eq!(filling.sees_pages(), ["visit[1].more", "visit[2].more"]);
}

#[test]
fn a_count_inside_a_repeat_is_that_of_its_own_instance() {
    let text = form(
        "<house><n/><room><bed/></room></house>",
        "",
        "<repeat nodeset='/data/house'><input ref='/data/house/n'/>\
         <repeat nodeset='/data/house/room' jr:count='../n'><input ref='/data/house/room/bed'/></repeat></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("house").unwrap();
    filling.says("house[1].n", "2");
    filling.says("house[2].n", "1");
    let pages = filling.sees_pages();
    let beds: Vec<&String> = pages.iter().filter(|page| page.ends_with("bed")).collect();
    assert_eq!(beds, ["house[1].room[1].bed", "house[1].room[2].bed", "house[2].room[1].bed"]);
}

#[test]
fn a_repeat_that_nobody_may_change_is_asked_as_it_is_written() {
    let text = form(
        "<day><n>mon</n><open/></day><day><n>tue</n><open/></day>",
        "",
        "<repeat nodeset='/data/day' jr:noAddRemove='true()'><input ref='/data/day/open'>\
         <label>Open on <output value='../n'/></label></input></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.sees_pages(), ["day[1].open", "day[2].open"]);
    assert_eq!(filling.reads("day[2].open"), "Open on tue");
    assert_eq!(filling.add("day"), Err(AnswerError::FixedRepeat));
    assert_eq!(filling.remove("day[1]"), Err(AnswerError::FixedRepeat));
}

#[test]
fn a_template_gives_new_instances_their_answers_and_the_first_instance_does_without_one() {
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
    assert_eq!(second("<p><a>John</a><b/></p><p><a>Kofi</a><b/></p>"), own(2, "John", ""));
}

#[test]
fn an_absolute_path_means_the_readers_own_instance_and_a_relative_one_what_it_says() {
    let text = form(
        "<p><x/><own/><all/><before/><sum/><seen/></p>",
        "<bind nodeset='/data/p/own' calculate='sum(/data/p/x)'/>\
         <bind nodeset='/data/p/all' calculate='sum(../../p/x)'/>\
         <bind nodeset='/data/p/before' calculate='/data/p[position() = position(current()/..) - 1]/x'/>\
         <bind nodeset='/data/p/sum' calculate='coalesce(indexed-repeat(/data/p/x, /data/p, position(..) - 1), 0) + ../x'/>\
         <bind nodeset='/data/p/seen' calculate='count(/data/p)'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("p").unwrap();
    filling.says("p[1].x", "5");
    filling.says("p[2].x", "7");
    let of = |position: usize| {
        ["own", "all", "before", "sum", "seen"]
            .map(|leaf| filling.value(&format!("/data/p[{position}]/{leaf}")).unwrap().to_owned())
    };
    assert_eq!(of(1), ["5", "12", "", "10", "2"]);
    assert_eq!(of(2), ["7", "12", "5", "12", "2"]);
}

#[test]
fn a_running_total_reads_the_instance_before() {
    let text = form(
        "<p><x/><total/></p>",
        "<bind nodeset='/data/p/total' \
           calculate='sum(../../p[position() = position(current()/..) - 1]/total) + ../x'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for position in 1..=4 {
        filling.says(&format!("p[{position}].x"), "10");
        filling.add("p").unwrap();
    }
    assert_eq!(filling.value("/data/p[4]/total"), Some("40"));
    filling.says("p[1].x", "1");
    assert_eq!(filling.value("/data/p[4]/total"), Some("31"));
    filling.remove("p[2]").unwrap();
    assert_eq!(filling.value("/data/p[3]/total"), Some("21"));
}

#[test]
fn a_node_that_reads_itself_in_its_own_instance_is_still_a_circle() {
    let circle =
        "<bind nodeset='/data/p/a' calculate='/data/p/b'/><bind nodeset='/data/p/b' calculate='../a'/>";
    let text = form("<p><a/><b/></p>", circle, "<repeat nodeset='/data/p'/>");
    assert!(matches!(Form::parse(&text).unwrap_err().kind, xforms::FormErrorKind::Cycle(_)));
}

#[test]
fn an_answer_in_one_instance_leaves_the_others_alone() {
    let text = form(
        "<p><x/><y/></p>",
        "<bind nodeset='/data/p/y' calculate='concat(/data/p/x, random())'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let rolls = |act: &mut dyn FnMut()| {
        let before = around.asked_chance.get();
        act();
        around.asked_chance.get() - before
    };
    assert_eq!(rolls(&mut || _ = filling.add("p").unwrap()), 1);
    filling.add("p").unwrap();
    assert_eq!(rolls(&mut || filling.says("p[2].x", "1")), 1);
    assert_eq!(rolls(&mut || filling.remove("p[1]").unwrap()), 0);
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
fn choices_can_be_the_instances_of_a_repeat() {
    let body = "<repeat nodeset='/data/p'><input ref='/data/p/name'/></repeat>\
        <select1 ref='/data/head'><itemset nodeset=\"/data/p[name != '']\"><value ref='name'/><label ref='name'/>\
        </itemset></select1>";
    let text = form("<p><name/></p><head/>", "", body);
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("p").unwrap();
    filling.add("p").unwrap();
    filling.says("p[1].name", "Awa");
    filling.says("p[3].name", "Issa");
    assert_eq!(filling.is_offered("head"), ["Awa", "Issa"]);
    filling.says("head", "Issa");
    assert_eq!(filling.is_refused("head", "Fanta"), AnswerError::NotAChoice { value: "Fanta".to_owned() });
    filling.remove("p[3]").unwrap();
    assert_eq!(filling.must_mend().len(), 1, "the head has gone");
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
fn no_more_instances_than_a_form_may_hold_are_made() {
    let text = form("<p><a/></p>", "", "<repeat nodeset='/data/p'><input ref='/data/p/a'/></repeat>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let saved = [("/data/p".to_owned(), "2000".to_owned())];
    let mut filling = Filling::restore(&form, &around, saved).unwrap();
    assert_eq!(filling.add("p"), Err(AnswerError::TooManyInstances { limit: 2_000 }));
    let saved = [("/data/p".to_owned(), "99999999".to_owned())];
    let refused = Filling::restore(&form, &around, saved).err();
    assert_eq!(refused, Some(EvaluationError::TooManyInstances));
}

#[test]
fn a_choice_shown_inside_a_repeat_speaks_of_its_own_instance() {
    let model = "<itext><translation lang='fr'><text id='own'><value>Field of <output value='/data/p/name'/></value></text>\
        </translation></itext><instance id='c'><root><item><itextId>own</itextId><name>own</name></item></root></instance>\
        <bind nodeset='/data/p/said' calculate=\"jr:choice-name(../whose, '../whose')\"/>";
    let body = "<repeat nodeset='/data/p'><input ref='/data/p/name'/><select1 ref='/data/p/whose'>\
        <itemset nodeset=\"instance('c')/root/item\"><value ref='name'/><label ref='jr:itext(itextId)'/></itemset>\
        </select1></repeat>";
    let text = form("<p><name/><whose/><said/></p>", model, body);
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("p").unwrap();
    filling.says("p[1].name", "Awa");
    filling.says("p[2].name", "Issa");
    let xforms::Choices::Offered(choices) = filling.question("p[2].whose").unwrap().unwrap().choices else {
        panic!()
    };
    assert_eq!(choices[0].label.text, "Field of Issa");
    filling.says("p[2].whose", "own");
    assert_eq!(filling.value("/data/p[2]/said"), Some("Field of Issa"));
}

#[test]
fn what_is_outside_follows_what_an_instance_hides() {
    let text = form(
        "<p><go/><x>1</x></p><many/><sum/>",
        "<bind nodeset='/data/p/x' relevant=\"../go = 'yes'\"/><bind nodeset='/data/many' calculate='count(/data/p/x)'/>\
         <bind nodeset='/data/sum' calculate='sum(/data/p/x)'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/go'/><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    for _ in 0..3 {
        filling.add("p").unwrap();
    }
    assert_eq!((filling.value("/data/many"), filling.value("/data/sum")), (Some("0"), Some("0")));
    filling.says("p[2].go", "yes");
    filling.says("p[4].go", "yes");
    assert_eq!((filling.value("/data/many"), filling.value("/data/sum")), (Some("2"), Some("2")));
    filling.remove("p[4]").unwrap();
    assert_eq!(filling.value("/data/many"), Some("1"));
    assert_eq!(filling.sees_pages(), ["p[1].go", "p[2].go", "p[2].x", "p[3].go", "p"]);
}

#[test]
fn an_instance_can_be_hidden_by_itself() {
    let text = form(
        "<p><x/></p><many/>",
        "<bind nodeset='/data/p' relevant='position(.) != 2'/><bind nodeset='/data/many' calculate='count(/data/p)'/>",
        "<repeat nodeset='/data/p'><input ref='/data/p/x'/></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("p").unwrap();
    filling.add("p").unwrap();
    assert_eq!(filling.value("/data/many"), Some("2"));
    assert_eq!(filling.sees_pages(), ["p[1].x", "p[3].x", "p"]);
    filling.remove("p[1]").unwrap();
    assert_eq!(filling.sees_pages(), ["p[1].x", "p"], "the third has become the second");
}

#[test]
fn what_was_taken_out_leaves_no_trace_in_what_is_added_later() {
    let text = form(
        "<p><x>default</x><y/></p>",
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

#[test]
fn a_count_taken_back_takes_no_answers_away_and_keeps_to_what_the_form_writes() {
    let data = "<n/><p jr:template=''><x>other</x><twice/></p><p><x>first</x><twice/></p><p><x>second</x><twice/></p>";
    let model =
        "<bind nodeset='/data/n' type='int'/><bind nodeset='/data/p/twice' calculate='position(..) * 2'/>";
    let body = "<input ref='/data/n'/><repeat nodeset='/data/p' jr:count='/data/n'><input ref='/data/p/x'/></repeat>";
    let (form, around) = (Form::parse(&form(data, model, body)).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("n", "3");
    let of = |filling: &Filling<'_>, leaf: &str| -> Vec<String> {
        let all = 1..=filling.repeat("p").unwrap().unwrap().instances.len();
        all.map(|at| filling.value(&format!("/data/p[{at}]/{leaf}")).unwrap().to_owned()).collect()
    };
    assert_eq!(of(&filling, "x"), ["first", "second", "other"]);
    assert_eq!(of(&filling, "twice"), ["2", "4", "6"]);
    filling.says("p[3].x", "mine");
    filling.says("n", "");
    assert_eq!(of(&filling, "x"), ["first", "second", "mine"]);
    filling.says("n", "2");
    filling.says("n", "3");
    assert_eq!(of(&filling, "x"), ["first", "second", "other"], "what a smaller number takes out is gone");
}

#[test]
fn a_count_of_a_part_is_that_of_the_whole_before_it() {
    let body = "<input ref='/data/n'/><repeat nodeset='/data/p' jr:count='/data/n'><input ref='/data/p/x'/></repeat>";
    let text = form("<n>2.9</n><p><x/></p>", "<bind nodeset='/data/n' type='decimal'/>", body);
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    assert_eq!(filling.sees_pages(), ["n", "p[1].x", "p[2].x"]);
}
