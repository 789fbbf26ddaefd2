//! XPath expressions: read and evaluated where a form may have them.

use crate::around::Around;
use crate::{Target, seeds};
use xforms::{Filling, Form};

/// Expressions.
pub struct Expressions;

/// Attributes of the corpus that hold expressions.
const HOLDERS: [&str; 5] =
    [" calculate=\"", " relevant=\"", " constraint=\"", " jr:count=\"", " nodeset=\"instance"];

impl Target for Expressions {
    fn name(&self) -> &'static str {
        "expression"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        let mut all: Vec<String> = Vec::new();
        for form in seeds::files("crates/xforms/tests/forms", "xml", 60_000) {
            let form = String::from_utf8_lossy(&form).into_owned();
            for holder in HOLDERS {
                for rest in form.split(holder).skip(1) {
                    let text = rest.split('"').next().unwrap_or_default();
                    let instance = if holder.ends_with("instance") { "instance" } else { "" };
                    all.push(format!("{instance}{}", plain(text)));
                }
            }
        }
        all.sort();
        all.dedup();
        all.into_iter().map(String::into_bytes).collect()
    }

    fn give(&self, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let written = escaped(text);
        // One that needs itself is refused before it is computed: each place is tried alone.
        for (calculate, relevant, constraint) in
            [(&*written, "true()", "true()"), ("1", &*written, "true()"), ("1", "true()", &*written)]
        {
            let Ok(form) = Form::parse(&around(calculate, relevant, constraint)) else { continue };
            let Ok(mut filling) = Filling::start(&form, &Around) else { continue };
            let answers =
                [("number", "7"), ("word", "riz et mil"), ("several", "a b"), ("point", "12.6 -8 0 5")];
            let _ = filling.set_together(answers);
            let _ = (filling.fields(), filling.check());
        }
    }
}

fn around(calculate: &str, relevant: &str, constraint: &str) -> String {
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" \
         xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>t</h:title><model><instance><data id=\"f\">\
         <number/><word/><several/><point/><day>2027-03-03</day><made/><late/><checked/>\
         <person><name>Awa</name><age>30</age></person><person><name>Ali</name><age>12</age></person>\
         <meta><instanceID/></meta></data></instance><instance id=\"list\"><root><item><name>a</name><label>A</label></item>\
         <item><name>b</name><label>B</label></item></root></instance>\
         <bind nodeset=\"/data/number\" type=\"int\"/><bind nodeset=\"/data/point\" type=\"geopoint\"/>\
         <bind nodeset=\"/data/day\" type=\"date\"/><bind nodeset=\"/data/person/age\" type=\"int\"/>\
         <bind nodeset=\"/data/made\" calculate=\"{calculate}\"/><bind nodeset=\"/data/late\" relevant=\"{relevant}\"/>\
         <bind nodeset=\"/data/checked\" constraint=\"{constraint}\"/></model></h:head><h:body>\
         <input ref=\"/data/number\"><label>n</label></input><input ref=\"/data/word\"><label>w</label></input>\
         <select ref=\"/data/several\"><label>s</label><itemset nodeset=\"instance('list')/root/item\">\
         <value ref=\"name\"/><label ref=\"label\"/></itemset></select>\
         <input ref=\"/data/point\"><label>p</label></input><input ref=\"/data/late\"><label>l</label></input>\
         <input ref=\"/data/checked\"><label>c</label></input><group ref=\"/data/person\"><label>r</label>\
         <repeat nodeset=\"/data/person\"><input ref=\"/data/person/name\"><label>a</label></input></repeat></group>\
         </h:body></h:html>"
    )
}

fn escaped(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '"' => written.push_str("&quot;"),
            other => written.push(other),
        }
    }
    written
}

fn plain(text: &str) -> String {
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    named.into_iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}
