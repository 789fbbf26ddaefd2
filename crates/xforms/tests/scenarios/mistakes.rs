//! Forms that their author has to mend.

use crate::person::form;
use xforms::{ExpressionProblem, Form, FormError, FormErrorKind as K};

fn mistake(text: &str) -> FormError {
    Form::parse(text).err().unwrap_or_else(|| panic!("accepted: {text}"))
}

fn in_bind(attributes: &str) -> FormError {
    let data = "<a/><b/><group><c/></group>";
    mistake(&form(data, &format!("\n\n<bind nodeset='/data/a' {attributes}/>"), "<input ref='/data/a'/>"))
}

#[test]
fn an_unknown_function_is_named_with_the_line_of_its_bind() {
    let error = in_bind("calculate='pull-data(\"x\")'");
    assert_eq!(error.line, 5);
    let K::Expression { expression, problem } = error.kind.clone() else { panic!("{error}") };
    assert_eq!(expression, "pull-data(\"x\")");
    assert_eq!(problem, ExpressionProblem::UnknownFunction("pull-data".to_owned()));
    assert!(error.to_string().starts_with("line 5: in the expression «pull-data(\"x\")»"), "{error}");
}

#[test]
fn paths_that_lead_nowhere_are_refused_wherever_they_stand() {
    let nowhere = |error: FormError| matches!(error.kind, K::NoSuchNode { .. });
    for attribute in ["relevant", "required", "constraint", "calculate", "readonly"] {
        assert!(nowhere(in_bind(&format!("{attribute}='/data/nothing = 1'"))), "{attribute}");
        assert!(nowhere(in_bind(&format!("{attribute}='../nothing'"))), "{attribute}");
        assert!(nowhere(in_bind(&format!("{attribute}='../../../a'"))), "{attribute}");
    }
    assert!(nowhere(mistake(&form("<a/>", "<bind nodeset='/data/b'/>", ""))));
    assert!(nowhere(mistake(&form("<a/>", "<bind nodeset='1 + 1'/>", ""))));
    assert!(nowhere(mistake(&form("<a/>", "<bind nodeset='..'/>", ""))));
    mistake(&form("<a/>", "<bind nodeset='/'/>", ""));
    assert!(nowhere(mistake(&form("<a/>", "", "<input ref='/data/b'/>"))));
    assert!(nowhere(mistake(&form("<a/>", "", "<group ref='/data/b'/>"))));
    let label = "<input ref='/data/a'><label><output value='/data/b'/></label></input>";
    assert!(nowhere(mistake(&form("<a/>", "", label))));
    let itext = "<itext><translation lang='fr'><text id='t'><value><output value='/data/b'/></value></text>\
                 </translation></itext>";
    assert!(nowhere(mistake(&form("<a/>", itext, ""))));
}

#[test]
fn calculations_in_a_circle_are_named() {
    let circle = |model: &str| match mistake(&form("<a/><b/><c/><group><d/></group>", model, "")).kind {
        K::Cycle(paths) => paths,
        other => panic!("{other}"),
    };
    let mut paths = circle(
        "<bind nodeset='/data/a' calculate='/data/b'/><bind nodeset='/data/b' calculate='/data/c'/>\
         <bind nodeset='/data/c' calculate='/data/a'/>",
    );
    paths.sort();
    assert_eq!(paths, ["/data/a", "/data/b", "/data/c"]);
    assert_eq!(circle("<bind nodeset='/data/a' calculate='. + 1'/>"), ["/data/a"]);
    assert_eq!(circle("<bind nodeset='/data/a' relevant='. = 1'/>"), ["/data/a"]);
    assert_eq!(circle("<bind nodeset='/data/group' relevant='/data/group/d = 1'/>"), ["/data/group"]);
    let through_relevance = circle(
        "<bind nodeset='/data/group' relevant='/data/b = 1'/><bind nodeset='/data/b' calculate='/data/group/d'/>",
    );
    assert_eq!(through_relevance.len(), 2);
}

#[test]
fn a_constraint_and_a_requirement_may_read_their_own_node() {
    let bind = "<bind nodeset='/data/a' constraint='. &gt; 1' required='. = \"\"' readonly='. = 5'/>";
    Form::parse(&form("<a/>", bind, "<input ref='/data/a'/>")).unwrap();
}

#[test]
fn what_the_engine_cannot_do_is_refused_rather_than_dropped() {
    let unsupported = |text: String| {
        let error = mistake(&text);
        assert!(matches!(error.kind, K::Unsupported(_)), "{error}");
    };
    unsupported(form("<a/>", "", "<textarea ref='/data/a'/>"));
    unsupported(form("<a/>", "<insert nodeset='/data/a'/>", ""));
    unsupported(form("<a/>", "", "<input ref='/data/a'><filename/></input>"));
    unsupported(form("<a/>", "<bind nodeset='/data/a' type='binary'/>", "<input ref='/data/a'/>"));
    unsupported(form("<jr:a/>", "", ""));
    unsupported(form("<a/>", "<instance id='last' src='jr://instance/somewhere'/>", ""));
    unsupported(form("<g><a/></g>", "", "<input ref='/data/g'/>"));
    unsupported(form("<a/>", "<setvalue ref='/data/a' event='xforms-submit'/>", ""));
    unsupported(form("<a/>", "<setvalue ref='/data/a' event='odk-new-repeat'/>", ""));
    unsupported(form("<a/>", "", "<range ref='/data/a' start='1' end='1' step='1'/>"));
    unsupported(form("<a/>", "", "<range ref='/data/a' start='1' end='two' step='1'/>"));
    unsupported(form("<a/>", "<bind nodeset='/data/a' jr:preload='patient' jr:preloadParams='name'/>", ""));
    unsupported(form(
        "<a/>",
        "<bind nodeset='/data/a' jr:preload='timestamp' jr:preloadParams='never'/>",
        "",
    ));
    for version in ["2020.1.0", "2026.1.0", "2025.10", "2022", "new", ""] {
        let model = format!("<model entities:entities-version='{version}'>");
        let refused = Form::parse(&form("<a/>", "", "").replacen("<model>", &model, 1)).unwrap_err();
        assert_eq!(refused.kind, K::EntitiesVersion(version.to_owned()));
    }
    for version in ["2022.1.0", "2025.1", "2024.1.12"] {
        let model = format!("<model entities:entities-version='{version}'>");
        Form::parse(&form("<a/>", "", "").replacen("<model>", &model, 1)).unwrap();
    }
    let twice = "<repeat nodeset='/data/r'/><repeat nodeset='/data/r'/>";
    unsupported(form("<r><a/></r>", "", twice));
    unsupported(form("<r><s><a/></s></r>", "", "<repeat nodeset='/data/r'/><repeat nodeset='/data/r/s'/>"));
    let medium = "<itext><translation lang='fr'><text id='t'><value form='smell'>x</value></text></translation></itext>";
    unsupported(form("<a/>", medium, ""));
    let deep: String = (0..7).map(|_| "<r>").chain((0..7).map(|_| "</r>")).collect();
    let (mut body, mut path) = (String::new(), "/data".to_owned());
    for _ in 0..7 {
        path.push_str("/r");
        body.push_str(&format!("<repeat nodeset='{path}'>"));
    }
    unsupported(form(
        &deep.replace("<r></r>", "<r><a/></r>"),
        "",
        &format!("{body}{}", "</repeat>".repeat(7)),
    ));
}

#[test]
fn a_bind_on_an_attribute_needs_the_attribute() {
    let bind = "<bind nodeset='/data/a/@id' calculate='1'/>";
    assert!(matches!(mistake(&form("<a/>", bind, "")).kind, K::NoSuchNode { .. }));
    Form::parse(&form("<a id=''/>", bind, "")).unwrap();
}

#[test]
fn parts_that_are_missing_or_there_twice_are_named() {
    let missing = |text: &str, what| assert_eq!(mistake(text).kind, K::Missing(what));
    missing("<h:html/>", "h:head");
    missing("<h:html><h:head/></h:html>", "model");
    missing("<h:html><h:head><model/></h:head><h:body/></h:html>", "instance");
    missing(&form("<a/>", "", "<input/>"), "the ref of this question");
    missing(
        &form("<a/>", "", "<select1 ref='/data/a'><item><label>x</label></item></select1>"),
        "the value of this item",
    );
    let twice = "<bind nodeset='/data/a'/><bind nodeset='/data/a'/>";
    assert_eq!(mistake(&form("<a/>", twice, "")).kind, K::DuplicateBind("/data/a".to_owned()));
    let no_text = "<input ref='/data/a'><label ref=\"jr:itext('gone')\"/></input>";
    assert_eq!(mistake(&form("<a/>", "", no_text)).kind, K::NoSuchText("gone".to_owned()));
    assert_eq!(
        in_bind("constraint='. = 1' jr:constraintMsg=\"jr:itext('gone')\"").kind,
        K::NoSuchText("gone".into())
    );
    assert_eq!(
        in_bind("relevant=\"instance('gone')/root/a = 1\"").kind,
        K::NoSuchInstance("gone".to_owned())
    );
}

#[test]
fn a_label_that_shows_itself_does_not_run_for_ever() {
    let model = "<itext><translation lang='fr'><text id='t'><value>x<output value=\"jr:itext('t')\"/></value></text>\
                 </translation></itext>";
    let body = "<input ref='/data/a'><label ref=\"jr:itext('t')\"/></input>";
    let (form, around) =
        (Form::parse(&form("<a/>", model, body)).unwrap(), crate::person::Surroundings::default());
    let filling = xforms::Filling::start(&form, &around).unwrap();
    assert_eq!(filling.question("a"), Err(xforms::EvaluationError::TooMuchWork));
}
