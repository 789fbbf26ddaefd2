//! Rules inside repeats and over them: counts, totals, relevance, choices.

use crate::person::{Person, Surroundings, form};
use xforms::{AnswerError, EvaluationError, Filling, Form};

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
        "<p jr:template=''><go/><x>1</x></p><p><go/><x>1</x></p><many/><sum/>",
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
