use crate::door::{CANARY, Door, done};
use acts::desk;
use acts::intake::Submission;
use civic::directory::Role;
use std::collections::BTreeMap;
use testhouse::{PASSPHRASE, TestHouse};

#[tokio::test(flavor = "multi_thread")]
async fn new_cases_are_taken_and_become_mine_and_overdue_ones_say_by_how_much() {
    let door = Door::open().await;
    let (first, second) =
        (door.report(&[]).await.reference, door.report(&[("service", "health")]).await.reference);
    let mut awa = door.browser("awa").await;
    let page = awa.get("/desk").await;
    assert!(page.body.contains(&first) && page.body.contains(&second));
    assert!(page.body.contains("reste 3\u{a0}j\u{a0}ouvrés") && page.body.contains("Police"));
    let me = door.test.handler("awa").await.member.id.to_string();
    done(&mut awa, &first, "assign", &[("to", &me)]).await;
    assert!(!awa.get("/desk").await.body.contains(&first));
    let mine = awa.get("/desk?tab=mine").await.body;
    assert!(mine.contains(&first) && !mine.contains(&second) && mine.contains(">moi<"));
    assert!(awa.get("/desk?tab=overdue").await.body.contains("Aucun délai n’est dépassé."));
    door.test.clock.advance(5 * 86_400);
    let mut awa = door.browser("awa").await;
    let late = awa.get("/desk?tab=overdue").await.body;
    assert!(late.contains(&first) && late.contains("en retard de 1\u{a0}j\u{a0}ouvré<"), "{late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_on_a_day_is_said_to_be_owed_by_that_day_and_counted_in_working_days() {
    let door = Door::open().await;
    // Friday 26 February is three working days before Wednesday, and five days of the calendar.
    door.test.clock.advance(-3 * 86_400);
    let report = door.report(&[]).await;
    let mut citizen = door.test.visitor();
    citizen.post("/fr/follow", &[("receipt", &report.receipt)]).await;
    let page = citizen.get("/fr/follow").await.body;
    assert!(page.contains("au plus tard le 3 mars 2027") && !page.contains("avant le"), "{page}");
    let page = citizen.get("/en/follow").await.body;
    assert!(page.contains("by 3 March 2027") && !page.contains("before 3 March"), "{page}");
    let queue = door.browser("awa").await.get("/desk").await.body;
    assert!(queue.contains("reste 3\u{a0}j\u{a0}ouvrés"), "{queue}");
    for (lang, known) in [("fr", "avant le {"), ("en", "before {")] {
        for folder in ["texts", "packs/denunciation/texts"] {
            let mut files = vec![testhouse::root().join(folder).join(format!("{lang}.ftl"))];
            if let Ok(found) = std::fs::read_dir(testhouse::root().join(folder).join(lang)) {
                files = found.map(|file| file.unwrap().path()).collect();
            }
            for text in files.iter().map(|file| std::fs::read_to_string(file).unwrap()) {
                assert!(
                    !text.contains(known),
                    "{folder}/{lang}: every day told is the last on which it is in time"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_narrows_by_service_state_and_place_and_keeps_it_in_its_addresses() {
    let door = Door::open().await;
    let police = door.report(&[]).await.reference;
    let health = door.report(&[("service", "health"), ("place", "ML0101")]).await.reference;
    let mut awa = door.browser("awa").await;
    for (query, found, hidden) in [
        ("service=health", &health, &police),
        ("place=ML05", &police, &health),
        ("place=ML0101", &health, &police),
        ("service=police&state=received", &police, &health),
    ] {
        let page = awa.get(&format!("/desk?tab=all&{query}")).await.body;
        assert!(page.contains(found.as_str()) && !page.contains(hidden.as_str()), "{query}");
        assert!(page.contains(&format!("tab=overdue&amp;{}", query.split('&').next().unwrap())), "{query}");
        let table = awa.get(&format!("/desk/cases.csv?tab=all&{query}")).await.body;
        assert!(table.contains(found.as_str()) && !table.contains(hidden.as_str()), "{query}");
    }
    let whole = awa.get("/desk?tab=all&place=ML").await.body;
    assert!(whole.contains(&police) && whole.contains(&health), "the whole country narrows nothing");
    assert!(awa.get("/desk?tab=all&state=closed").await.body.contains("Retirer les filtres"));
    let found = awa.get(&format!("/desk?reference={}", police.to_lowercase().replace('-', "+"))).await;
    assert_eq!(found.location(), format!("/desk/case/{police}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_pages() {
    let door = Door::open().await;
    for _ in 0..27 {
        door.report(&[]).await;
    }
    let mut awa = door.browser("awa").await;
    let rows = |page: &str| page.matches("scope=\"row\"").count();
    let first = awa.get("/desk").await.body;
    assert_eq!(rows(&first), 25);
    assert!(first.contains("1 à 25 sur 27") && first.contains("href=\"/desk?tab=new&amp;page=2\""));
    let second = awa.get("/desk?tab=new&page=2").await.body;
    assert_eq!(rows(&second), 2);
    assert!(second.contains("26 à 27 sur 27") && !second.contains("page=3"));
    assert_eq!(awa.get("/desk?page=999999999999").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cell_of_an_export_starts_a_formula() {
    let door = Door::open().await;
    let team = desk::add_team(&door.test.house, "Équipe forgée", "=HYPERLINK(\"http://evil.example\")")
        .await
        .unwrap();
    let member = door.test.member("forge", Role::Caseworker, Some(team), None).await.to_string();
    let reference = door.report(&[]).await.reference;
    let mut forge = door.browser("forge").await;
    done(&mut forge, &reference, "assign", &[("to", &member)]).await;
    let reply = forge.get("/desk/cases.csv?tab=all").await;
    assert!(reply.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(reply.body.contains("HYPERLINK") && reply.body.contains("Police"), "{}", reply.body);
    for line in reply.body.lines() {
        for cell in line.split(',') {
            let start = cell.trim_start_matches('"').chars().next();
            assert!(!start.is_some_and(|c| "=+@\t".contains(c)), "{cell}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_words_stand_in_no_list_no_export_and_no_address() {
    let door = Door::open().await;
    let reference = door.report(&[("people", CANARY)]).await.reference;
    let mut bakary = door.browser("bakary").await;
    let page = bakary.get(&format!("/desk/case/{reference}")).await.body;
    assert!(page.contains(CANARY) && page.contains("Qui est en cause"));
    assert!(!page[page.find("<title>").unwrap()..page.find("</title>").unwrap()].contains(CANARY));
    for (act, name) in [("summarise", "summary"), ("write", "message"), ("note", "note")] {
        let reply = crate::door::act(&mut bakary, &reference, act, &[(name, CANARY)]).await;
        assert!(!reply.location().contains("canari"), "{}", reply.location());
    }
    for path in ["/desk?tab=all", "/desk?tab=new", "/desk/cases.csv?tab=all"] {
        let list = bakary.get(path).await.body;
        assert!(list.contains(&reference) && !list.contains(CANARY), "{path}");
    }
    let opened = bakary.get(&format!("/desk/case/{reference}")).await.body;
    for quoted in opened.split("href=\"").chain(opened.split("action=\"")).skip(1) {
        assert!(!quoted[..quoted.find('"').unwrap()].contains("canari"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_wait_in_a_list_of_their_own_even_after_closing_and_leave_it_once_read() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let mut awa = door.browser("awa").await;
    done(&mut awa, &report.reference, "close", &[("closing", "unfounded")]).await;
    assert!(awa.get("/desk?tab=messages").await.body.contains("Tous les messages des auteurs ont été lus."));
    let mut citizen = door.test.visitor();
    citizen.post("/fr/follow", &[("receipt", &report.receipt)]).await;
    citizen.post("/fr/follow/write", &[("text", "Une précision.")]).await;
    let waiting = awa.get("/desk?tab=messages&sort=newest").await.body;
    assert!(waiting.contains(&report.reference) && waiting.contains("Messages à lire 1"), "{waiting}");
    assert!(awa.get(&format!("/desk/case/{}", report.reference)).await.body.contains("Une précision."));
    assert!(!awa.get("/desk?tab=messages").await.body.contains(&report.reference));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checked_case_that_nobody_follows_is_to_be_done_and_so_is_that_of_somebody_revoked() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let (mut awa, mut adama) = (door.browser("awa").await, door.browser("adama").await);
    done(&mut awa, &reference, "assess", &[("credibility", "3"), ("reasons", "Précis.")]).await;
    assert!(adama.get("/desk").await.body.contains(&reference));
    let me = door.test.handler("awa").await.member.id;
    done(&mut awa, &reference, "assign", &[("to", &me.to_string())]).await;
    assert!(!adama.get("/desk").await.body.contains(&reference));
    desk::revoke(&door.test.house, me).await.unwrap();
    assert!(adama.get("/desk").await.body.contains(&reference));
}

/// A service beside denunciations, as small as one can be.
const WELLS: &str = r#"
id = "well"
engine = "case"
prefix = "WL"
form = "form.xml"
languages = ["fr"]
channels = ["web"]
anonymous = "allowed"
seal = ["remark"]
facts = ["broken"]
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

const WELL_FORM: &str = r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:head><h:title>Forage</h:title><model>
    <instance><data id="well"><broken/><remark/></data></instance>
    <bind nodeset="/data/broken" type="string"/>
  </model></h:head>
  <h:body>
    <select1 ref="/data/broken"><label>En panne ?</label>
      <item><label>Oui</label><value>yes</value></item><item><label>Non</label><value>no</value></item></select1>
    <input ref="/data/remark"><label>Depuis quand ?</label></input>
  </h:body>
</h:html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_on_two_services_goes_from_the_list_of_one_to_that_of_the_other() {
    let test = TestHouse::offering(testkit::sqlite().await, WELLS, WELL_FORM).await;
    let denunciation = test.report(&[]).await.reference;
    let submission = Submission {
        answers: BTreeMap::from([("broken".to_owned(), "yes".to_owned())]),
        files: BTreeMap::new(),
        lang: kernel::Lang::Fr,
        channel: "web".to_owned(),
    };
    let well = acts::intake::submit(&test.house, "well", submission, None).await.unwrap().reference;
    let mut keeper = test.visitor();
    keeper.post("/desk/login", &[("login", "keeper"), ("passphrase", PASSPHRASE)]).await;
    let first = keeper.get("/desk?tab=all&service=police").await.body;
    assert!(first.contains(&denunciation) && !first.contains(&well), "{first}");
    assert!(
        first.contains("<input type=\"hidden\" name=\"pack\" value=\"denunciation\">"),
        "kept by the filters"
    );
    let other = "/desk?tab=all&amp;pack=well";
    assert!(first.contains(&format!("href=\"{other}\"")), "{first}");
    let second = keeper.get(&other.replace("&amp;", "&")).await.body;
    assert!(second.contains(&well) && !second.contains(&denunciation), "{second}");
    for kept in
        ["/desk?tab=overdue&amp;pack=well", "/desk/cases.csv?tab=all&amp;pack=well", "&amp;sort=newest"]
    {
        assert!(second.contains(kept), "{kept}");
    }
    let table = keeper.get("/desk/cases.csv?tab=all&pack=well").await.body;
    assert!(table.contains(&well) && !table.contains(&denunciation), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_says_its_order_its_keys_and_how_much_an_export_holds() {
    let door = Door::open().await;
    door.report(&[]).await;
    let mut awa = door.browser("awa").await;
    let due = awa.get("/desk").await.body;
    assert!(
        due.contains("les plus en retard d’abord") && due.contains("10\u{202F}000 dossiers au plus"),
        "{due}"
    );
    assert!(due.contains("1 à 5 pour les listes"), "{due}");
    let newest = awa.get("/desk?sort=newest").await.body;
    assert!(newest.contains("Dossiers, les plus récents d’abord"), "{newest}");
}
