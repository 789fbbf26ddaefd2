//! What comes first when several things give a node its value, and what one answer does to lists.

use crate::person::{Person, Surroundings, form};
use xforms::{AnswerError, Filling, Form};

#[test]
fn a_preset_comes_after_a_default_a_calculation_after_both_and_an_event_last() {
    let data = "<only>default</only><preset>default</preset><computed>default</computed><set>default</set>";
    let model = "<bind nodeset='/data/preset' jr:preload='date' jr:preloadParams='today'/>\
        <bind nodeset='/data/computed' jr:preload='date' jr:preloadParams='today' calculate=\"concat('from ', /data/preset)\"/>\
        <bind nodeset='/data/set' jr:preload='date' jr:preloadParams='today'/>\
        <setvalue event='odk-instance-first-load' ref='/data/set' value=\"concat(., ' set')\"/>";
    let (form, around) = (Form::parse(&form(data, model, "")).unwrap(), Surroundings::default());
    let filling = Filling::start(&form, &around).unwrap();
    let value = |node: &str| filling.value(&format!("/data/{node}")).unwrap().to_owned();
    assert_eq!(value("only"), "default");
    assert_eq!(value("preset"), "2027-03-03");
    assert_eq!(value("computed"), "from 2027-03-03");
    assert_eq!(value("set"), "2027-03-03 set");
    let record = filling.submission_xml("uuid:1").replace("2027-03-03", "2001-01-01");
    let again = Filling::from_record(&form, &around, &record).unwrap();
    assert_eq!(again.value("/data/preset"), Some("2001-01-01"), "a record taken up again is not begun again");
    assert_eq!(again.value("/data/computed"), Some("from 2001-01-01"));
}

#[test]
fn choices_inside_a_repeat_are_filtered_by_its_own_answers() {
    let rows = "<instance id='c'><root><item><r>a</r><n>a1</n></item><item><r>a</r><n>a2</n></item>\
        <item><r>b</r><n>b1</n></item></root></instance>";
    for filter in ["/data/p/region", "current()/../region"] {
        let body = format!(
            "<repeat nodeset='/data/p'><input ref='/data/p/region'/><select1 ref='/data/p/place'>\
             <itemset nodeset=\"instance('c')/root/item[r = {filter}]\"><value ref='n'/><label ref='n'/></itemset></select1>\
             </repeat>"
        );
        let text = form("<p><region/><place/></p>", rows, &body);
        let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
        let mut filling = Filling::start(&form, &around).unwrap();
        filling.add("p").unwrap();
        filling.says("p[1].region", "a");
        filling.says("p[2].region", "b");
        assert_eq!(filling.is_offered("p[1].place"), ["a1", "a2"], "{filter}");
        assert_eq!(filling.is_offered("p[2].place"), ["b1"], "{filter}");
        assert!(matches!(filling.is_refused("p[2].place", "a1"), AnswerError::NotAChoice { .. }));
    }
}

#[test]
fn several_predicates_and_predicates_inside_predicates_are_each_their_own() {
    let rows = "<instance id='x'><root><item><k>1</k><v>one</v></item><item><k>2</k><v>two</v></item></root></instance>\
        <instance id='y'><root><item><k>1</k><v>uno</v></item><item><k>2</k><v>dos</v></item></root></instance>";
    let model = format!(
        "{rows}<bind nodeset='/data/a' calculate=\"instance('x')/root/item[k = /data/n][v != 'two']/v\"/>\
         <bind nodeset='/data/b' calculate=\"instance('y')/root/item[k = instance('x')/root/item[v = 'two']/k]/v\"/>\
         <bind nodeset='/data/c' calculate=\"concat(instance('x')/root/item[k = /data/n]/v, instance('y')/root/item[k = /data/n]/v)\"/>\
         <bind nodeset='/data/d' calculate=\"count(instance('x')/root/item[k &lt; 2 or v = 'two'])\"/>"
    );
    let text = form("<n/><a/><b/><c/><d/>", &model, "<input ref='/data/n'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    let all = |filling: &Filling<'_>| {
        ["a", "b", "c", "d"].map(|node| filling.value(&format!("/data/{node}")).unwrap().to_owned())
    };
    assert_eq!(all(&filling), ["", "dos", "", "2"]);
    filling.says("n", "1");
    assert_eq!(all(&filling), ["one", "dos", "oneuno", "2"]);
    filling.says("n", "2");
    assert_eq!(all(&filling), ["", "dos", "twodos", "2"]);
}

#[test]
fn an_inner_count_is_that_of_its_outer_instance() {
    let text = form(
        "<o><i><x/></i><many/><all/></o>",
        "<bind nodeset='/data/o/many' calculate='count(../i)'/><bind nodeset='/data/o/all' calculate='count(/data/o/i)'/>",
        "<repeat nodeset='/data/o'><repeat nodeset='/data/o/i'><input ref='/data/o/i/x'/></repeat></repeat>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.add("o").unwrap();
    filling.add("o[1].i").unwrap();
    for _ in 0..3 {
        filling.add("o[2].i").unwrap();
    }
    let of = |at: usize| {
        ["many", "all"].map(|node| filling.value(&format!("/data/o[{at}]/{node}")).unwrap().to_owned())
    };
    assert_eq!(of(1), ["2", "2"]);
    assert_eq!(of(2), ["3", "3"]);
}

#[test]
fn an_attribute_is_computed_and_written_like_a_node() {
    let text = form(
        "<a/><tree kind='' planted='no'><b/></tree>",
        "<bind nodeset='/data/tree/@kind' calculate='concat(/data/a, ../@planted)'/>\
         <bind nodeset='/data/tree/b' calculate='../@kind'/>",
        "<input ref='/data/a'/>",
    );
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("a", "x");
    let xml = filling.submission_xml("uuid:1");
    assert!(xml.contains("<tree kind=\"xno\" planted=\"no\"><b>xno</b></tree>"), "{xml}");
    let restored = Filling::restore(&form, &around, filling.answers()).unwrap();
    assert_eq!(restored.submission_xml("uuid:1"), xml);
}
