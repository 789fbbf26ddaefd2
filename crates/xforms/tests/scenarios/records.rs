//! The record that leaves.

use crate::person::{Person, Surroundings, form, report};
use xforms::{Filling, Form};

#[test]
fn a_finished_report_becomes_a_record() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    filling.says("amount", "5 000");
    filling.says("region", "mopti");
    filling.says("tell", "Il a dit <payez> & \"vite\"");
    filling.says("read", "OK");
    assert_eq!(filling.must_mend(), []);
    let xml = filling.submission_xml("uuid:0a1b");
    let start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                 <data xmlns:orx=\"http://openrosa.org/xforms\" id=\"report\" version=\"3\">\
                 <intro></intro><what>money</what>\
                 <asked><outcome>paid</outcome><amount>5000</amount><band>small</band></asked>\
                 <place><region>mopti</region><cercle></cercle><commune></commune></place>";
    assert!(xml.starts_with(start), "{xml}");
    assert!(xml.contains("<tell>Il a dit &lt;payez&gt; &amp; &quot;vite&quot;</tell>"), "{xml}");
    let end = "<orx:meta><orx:instanceID>uuid:0a1b</orx:instanceID>\
               <orx:instanceName>money mopti</orx:instanceName></orx:meta></data>";
    assert!(xml.ends_with(end), "{xml}");
}

#[test]
fn what_is_not_asked_does_not_leave() {
    let (form, around) = (report(), Surroundings::default());
    let mut filling = Filling::start(&form, &around).unwrap();
    filling.says("what", "money");
    filling.says("outcome", "paid");
    filling.says("amount", "777777");
    filling.says("what", "absence");
    let xml = filling.submission_xml("uuid:1");
    assert!(!xml.contains("777777") && !xml.contains("<asked>"), "{xml}");
    assert!(!xml.contains("<cercle>"), "{xml}");
}

#[test]
fn a_form_without_meta_still_names_its_record() {
    let text = form("<a/>", "", "<input ref='/data/a'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let xml = Filling::start(&form, &around).unwrap().submission_xml("uuid:<1>");
    let end = "<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"small\"><orx:meta>\
               <orx:instanceID>uuid:&lt;1&gt;</orx:instanceID></orx:meta><a></a></data>";
    assert!(xml.ends_with(end), "{xml}");
}

#[test]
fn a_restored_value_xml_cannot_hold_does_not_spoil_the_record() {
    let text = form("<a/>", "", "<input ref='/data/a'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let filling = Filling::restore(&form, &around, [("/data/a", "x\u{1}\r\ny")]).unwrap();
    assert!(filling.submission_xml("uuid:1").contains("<a>x&#13;\ny</a>"));
}

#[test]
fn a_form_that_hides_everything_still_makes_a_record() {
    let text = form("<a>1</a><b/>", "<bind nodeset='/data' relevant='false()'/>", "<input ref='/data/a'/>");
    let (form, around) = (Form::parse(&text).unwrap(), Surroundings::default());
    let xml = Filling::start(&form, &around).unwrap().submission_xml("uuid:1");
    assert!(xml.ends_with("<orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>"), "{xml}");
    assert!(!xml.contains("<a>"), "{xml}");
}
