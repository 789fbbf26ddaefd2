//! The pages hold no form of their own: another pack, with every kind of question, goes through the same ones.

use crate::phone::{only_case, receipt_in, written};
use testhouse::{TestHouse, Visitor};

const AT: &str = "/fr/report/well";

const PACK: &str = r#"
id = "well"
engine = "case"
prefix = "WL"
form = "form.xml"
languages = ["fr"]
channels = ["web"]
anonymous = "allowed"
seal = ["visited", "depth", "uses", "point", "read", "remark"]
facts = ["families", "broken"]
[fact_kinds]
families = "number"
[[state]]
id = "received"
due = "3 working days"
[[state]]
id = "closed"
final = true
[[transition]]
name = "close"
from = "received"
to = "closed"
by = "caseworker"
needs = ["closing_reason"]
reasons = ["done"]
[[closing_reason]]
id = "done"
[publish]
dimensions = ["received"]
place = "commune"
period = "quarter"
service_place = "region"
threshold = 10
round = 5
delay = "60 days"
[retention]
closed = "3 years"
unfounded = "6 months"
"#;

const FORM: &str = r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
  <h:head><h:title>Forage</h:title><model>
    <itext>
      <translation lang="fr" default="true()"><text id="families"><value>Combien de familles ?</value></text></translation>
      <translation lang="bm"><text id="families"><value>SYNTHETIC UNREVIEWED</value></text></translation>
    </itext>
    <instance><data id="well">
      <visited/><families/><depth/><uses/><point/><read/><state><broken/><remark/></state>
    </data></instance>
    <bind nodeset="/data/visited" type="date"/>
    <bind nodeset="/data/families" type="int" required="true()" constraint=". &gt; 0 and . &lt; 1000"/>
    <bind nodeset="/data/depth" type="decimal"/>
    <bind nodeset="/data/point" type="geopoint"/>
    <bind nodeset="/data/read" required="true()"/>
    <bind nodeset="/data/state/remark" relevant="/data/state/broken = 'yes'"/>
  </model></h:head>
  <h:body>
    <input ref="/data/visited"><label>Quel jour ?</label></input>
    <input ref="/data/families"><label ref="jr:itext('families')"/></input>
    <input ref="/data/depth"><label>Quelle **profondeur** ?</label>
      <hint># Mesurez&#10;avec la _corde_ [longue](https://corde.example)</hint></input>
    <select ref="/data/uses"><label>Quels usages ?</label>
      <item><label>**Boire**</label><value>drink</value></item><item><label>Arroser</label><value>water</value></item></select>
    <input ref="/data/point"><label>Où est-il ?</label></input>
    <trigger ref="/data/read"><label>J’ai lu</label></trigger>
    <group ref="/data/state" appearance="field-list"><label>Son *état*</label>
      <select1 ref="/data/state/broken"><label>En panne ?</label>
        <item><label>Oui</label><value>yes</value></item><item><label>Non</label><value>no</value></item></select1>
      <input ref="/data/state/remark"><label>Depuis quand ?</label></input>
    </group>
  </h:body>
</h:html>"#;

async fn next(citizen: &mut Visitor, page: &str, pairs: &[(&str, &str)]) -> String {
    written(&citizen.post(&format!("{AT}/{page}"), pairs).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_question_is_asked_mended_told_and_sent() {
    let test = TestHouse::offering(testkit::sqlite().await, PACK, FORM).await;
    let mut citizen = test.visitor();
    assert_eq!(written(&citizen.post(AT, &[]).await), "visited");
    let day = [("visited-d", "30"), ("visited-m", "2"), ("visited-y", "2027")];
    assert_eq!(citizen.post(&format!("{AT}/visited"), &day).await.status, 422, "no such day");
    let day = [("visited-d", "28"), ("visited-m", "2"), ("visited-y", "2027")];
    assert_eq!(next(&mut citizen, "visited", &day).await, "families");
    for wrong in ["", "dix", "0", "1000", "-4", "1.5"] {
        let reply = citizen.post(&format!("{AT}/families"), &[("families", wrong)]).await;
        assert_eq!(reply.status, 422, "{wrong}");
        assert_eq!(reply.value_of("families"), Some(wrong), "shown as typed");
    }
    assert_eq!(next(&mut citizen, "families", &[("families", "1\u{202F}2")]).await, "depth");
    // What a form stresses is seen on its page, and is plain words wherever it is told.
    let depth = citizen.get(&format!("{AT}/depth")).await.body;
    assert!(depth.contains("Quelle <strong>profondeur</strong> ?"), "{depth}");
    let hint = "<b>Mesurez</b><br>avec la <em>corde</em> longue (https://corde.example)</span>";
    assert!(depth.contains(hint) && !depth.contains("href=\"https://corde"), "{depth}");
    assert_eq!(next(&mut citizen, "depth", &[("depth", "40,5")]).await, "uses");
    assert_eq!(next(&mut citizen, "uses", &[("uses", "drink"), ("uses", "water")]).await, "point");
    assert_eq!(citizen.post(&format!("{AT}/point"), &[("point", "91 0")]).await.status, 422);
    assert_eq!(next(&mut citizen, "point", &[("point", "12.65 -8,00")]).await, "read");
    assert_eq!(citizen.post(&format!("{AT}/read"), &[]).await.status, 422);
    assert_eq!(next(&mut citizen, "read", &[("read", "yes")]).await, "state");
    let both = [("broken", "yes"), ("remark", "Depuis mars")];
    assert_eq!(next(&mut citizen, "state", &both).await, "review");
    let group = citizen.get(&format!("{AT}/state")).await.body;
    assert!(group.contains("<h1>Son état</h1>") && group.contains("Depuis quand ?"));
    assert!(citizen.get(&format!("{AT}/uses")).await.body.contains("<strong>Boire</strong>"));
    let review = citizen.get(&format!("{AT}/review")).await.body;
    for told in ["28 février 2027", "12", "Quelle profondeur ?", "40.5", "Boire, Arroser", "12.65 -8", "Oui"]
    {
        assert!(review.contains(told), "{told}");
    }
    let receipt = citizen.post(&format!("{AT}/review"), &[]).await;
    assert_eq!(receipt_in(&receipt).len(), 20);
    assert!(!receipt.body.contains("organe compétent"), "this pack hands nothing over");
    let id = only_case(&test).await;
    let (case, _) =
        store::cases::read(&mut test.house.store.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!(case.facts["families"], "12");
    assert!(!case.facts.contains_key("depth"), "sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_translation_that_no_speaker_has_reviewed_gives_way_to_french() {
    let test = TestHouse::offering(testkit::sqlite().await, PACK, FORM).await;
    let mut citizen = test.visitor();
    citizen.post("/bm/report/well", &[]).await;
    let page = citizen.get("/bm/report/well/families").await.body;
    assert!(page.contains("Combien de familles") && !page.contains("UNREVIEWED"));
}
