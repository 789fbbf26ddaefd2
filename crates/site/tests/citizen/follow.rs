//! A citizen comes back with a receipt.

use crate::phone::{only_case, part};
use acts::intake::Receipted;
use acts::office::Reply;
use acts::{casework, office};
use axum::http::Method;
use civic::directory::Role;
use kernel::{CaseId, Date, Month, Timestamp};
use store::cases;
use testhouse::{TestHouse, Visitor};

const AT: &str = "/fr/follow";

async fn version(test: &TestHouse, id: CaseId) -> u32 {
    cases::read(&mut test.house.store.read().await.unwrap(), id).await.unwrap().unwrap().0.version
}

async fn enter(citizen: &mut Visitor, receipted: &Receipted) {
    let reply = citizen.post(AT, &[("receipt", &receipted.receipt)]).await;
    assert_eq!((reply.status, reply.location()), (303, AT), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_leaving_no_copy_of_the_cookie_opens_the_case() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    let early = citizen.cookie("follow").unwrap().to_owned();
    citizen.get(AT).await;
    let late = citizen.cookie("follow").unwrap().to_owned();
    assert_ne!(early, late);
    let mut thief = test.visitor();
    thief.extra = vec![("cookie", format!("follow={early}"))];
    assert!(thief.get(AT).await.body.contains(&receipted.reference));
    citizen.post(&format!("{AT}/leave"), &[]).await;
    for copy in [early, late] {
        thief.extra = vec![("cookie", format!("follow={copy}"))];
        assert!(!thief.get(AT).await.body.contains(&receipted.reference));
    }
    enter(&mut citizen, &receipted).await;
    assert!(citizen.get(AT).await.body.contains(&receipted.reference), "the receipt opens it anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_of_a_receipt_reads_what_happened_writes_and_answers_the_closing_questions() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        let body = test.office("Inspection de test", "inspectorate").await;
        let receipted = test.report(&[("consent_referral", "later")]).await;
        let id = only_case(&test).await;
        let mut citizen = test.visitor();

        let digits = &receipted.receipt;
        let spaced = format!(
            " {}-{} {}.{} {} ",
            &digits[..4],
            &digits[4..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..]
        );
        let reply = citizen.post(AT, &[("receipt", &spaced)]).await;
        assert_eq!((reply.status, reply.location()), (303, AT));
        let page = citizen.get(AT).await;
        assert!(page.body.contains(&format!("Dossier {}", receipted.reference)));
        assert!(page.body.contains("La coalition la vérifie au plus tard le 4 mars 2027."), "{}", page.body);
        assert!(!page.body.contains(&digits[..4]) || !page.body.contains(&digits[4..8]));

        let yes = citizen.post(&format!("{AT}/consent"), &[("consent", "yes")]).await;
        assert_eq!(yes.location(), "/fr/follow?done=consent");
        assert!(!citizen.get(AT).await.body.contains("demande votre accord"), "asked once");

        let awa = test.handler("awa").await;
        let seen = version(&test, id).await;
        casework::assess(&test.house, &awa, id, seen, 3, vec!["precise".into()], "Précis.").await.unwrap();
        let bakary = test.handler("bakary").await;
        let seen = version(&test, id).await;
        casework::summarise(&test.house, &bakary, id, seen, "Résumé sans nom.").await.unwrap();
        casework::write(&test.house, &bakary, id, version(&test, id).await, "Avez-vous <b>une date</b> ?")
            .await
            .unwrap();
        let page = citizen.get(AT).await.body;
        assert!(
            page.contains("Avez-vous &lt;b&gt;une date&lt;/b&gt;") && page.contains("La coalition a vérifié")
        );

        let (kind, mut form) = part("file", "preuve.pdf", b"synthetic");
        let text = "--synthetic\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nOui, en février.\r\n";
        form.splice(0..0, text.bytes());
        let sent = citizen.send(Method::POST, &format!("{AT}/write"), Some(&kind), form).await;
        assert_eq!(sent.location(), "/fr/follow?done=sent");
        let page = citizen.get(sent.location()).await.body;
        assert!(page.contains("Oui, en février.") && page.contains("Vous avez ajouté une pièce"));
        let dossier = casework::open(&test.house, &awa, id).await.unwrap();
        assert_eq!(dossier.case.attachments.len(), 1);

        let seen = version(&test, id).await;
        let handed = office::refer(&test.house, &bakary, id, seen, body, None).await.unwrap();
        let page = citizen.get(AT).await.body;
        assert!(page.contains("Inspection de test. Il a jusqu’au 15 avril 2027 pour répondre."), "{page}");
        assert!(page.contains("L’organe doit confirmer la réception au plus tard le "));
        let cookie = office::unlock(&test.house, &handed.link, &handed.code).await.unwrap();
        let mandate = office::mandate(&test.house, &handed.link, &cookie).await.unwrap();
        let answer = Reply::Answer { text: "Agent muté.".into(), measure: "sanction".into() };
        office::reply(&test.house, &mandate, answer, Vec::new()).await.unwrap();
        let page = citizen.get(AT).await.body;
        assert!(page.contains("Agent muté.") && page.contains("sanction."));
        let early = citizen.post(&format!("{AT}/tell"), &[("answered", "yes"), ("resolved", "no")]).await;
        assert_eq!(early.status, 409, "the questions come after closing");

        let seen = version(&test, id).await;
        casework::close(&test.house, &awa, id, seen, "resolved").await.unwrap();
        let page = citizen.get(AT).await.body;
        assert!(page.contains("le problème est réglé."), "{page}");
        assert!(page.contains("name=\"answered\"") && page.contains("Le dossier est effacé le "));
        let half = citizen.post(&format!("{AT}/tell"), &[("answered", "yes")]).await;
        assert_eq!(half.status, 422);
        let told = citizen.post(&format!("{AT}/tell"), &[("answered", "yes"), ("resolved", "partly")]).await;
        assert_eq!(told.location(), "/fr/follow?done=thanks");
        assert!(!citizen.get(AT).await.body.contains("name=\"answered\""), "asked once");

        assert_eq!(citizen.post(&format!("{AT}/leave"), &[]).await.location(), "/fr/follow?done=left");
        assert!(citizen.get(AT).await.body.contains("name=\"receipt\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_closing_questions_are_answered_the_page_asks_nothing_more() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let alpha = test.team("Alpha").await;
    test.member("awa", Role::Caseworker, Some(alpha), None).await;
    let receipted = test.report(&[]).await;
    let (awa, id) = (test.handler("awa").await, only_case(&test).await);
    casework::close(&test.house, &awa, id, version(&test, id).await, "unfounded").await.unwrap();
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    assert!(citizen.get(AT).await.body.contains("Dites-nous si vous avez eu une réponse"));
    citizen.post(&format!("{AT}/tell"), &[("answered", "no"), ("resolved", "no")]).await;
    let page = citizen.get(AT).await.body;
    assert!(!page.contains("Dites-nous") && page.contains("Vous avez répondu aux deux questions"), "{page}");
    assert!(page.contains("Le dossier est effacé le "), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_mistyped_and_erased_receipts_get_the_same_page() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        let receipted = test.report(&[]).await;
        let id = only_case(&test).await;
        let mut citizen = test.visitor();
        enter(&mut citizen, &receipted).await;
        let awa = test.handler("awa").await;
        let seen = version(&test, id).await;
        casework::close(&test.house, &awa, id, seen, "unfounded").await.unwrap();
        let later = Date::from_calendar_date(2031, Month::January, 1).unwrap();
        test.clock.set(Timestamp::start_of(later));
        assert_eq!(acts::chores::run(&test.house).await.unwrap().erased, 1);

        let mut last = receipted.receipt.clone();
        let digit = last.pop().unwrap();
        last.push(if digit == '9' { '0' } else { '9' });
        let (good, _) = vault::Receipt::read_lenient("00000000000000000000");
        let typed =
            ["", "abc", "1234", &last, &good.digits(), &receipted.receipt, "<script>", &"7".repeat(50_000)];
        let mut pages = Vec::new();
        for receipt in typed {
            let mut stranger = test.visitor();
            let reply = stranger.post(AT, &[("receipt", receipt)]).await;
            let cookies = reply.headers.get("set-cookie").is_some();
            assert_eq!(reply.headers["cache-control"], "no-store");
            // What was typed stands in its field again, to be mended; nothing else may differ.
            let again: String = receipt.chars().take(80).collect();
            let shown = format!("value=\"{}\"", again.replace('<', "&lt;").replace('>', "&gt;"));
            assert!(reply.body.contains(&shown), "{receipt}");
            pages.push((reply.status, cookies, reply.body.replacen(&shown, "value=\"\"", 1)));
        }
        assert_eq!(pages[0].0, 422);
        assert!(pages[0].2.contains("Ce reçu n’ouvre aucun dossier."));
        assert!(pages.iter().all(|page| *page == pages[0]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_quarter_of_an_hour_the_receipt_is_asked_again_and_what_was_written_is_not_lost() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    test.clock.advance(10 * 60);
    assert!(citizen.get(AT).await.body.contains("Messages"), "reading keeps it open");
    test.clock.advance(10 * 60);
    assert!(citizen.get(AT).await.body.contains("Messages"));
    test.clock.advance(15 * 60 + 1);
    let over = citizen.post(&format!("{AT}/write"), &[("text", "Un long message")]).await;
    assert_eq!(over.status, 401);
    assert!(over.body.contains("Un long message") && over.body.contains("name=\"receipt\""));
    let again = citizen.post(AT, &[("receipt", &receipted.receipt), ("text", "Un long message")]).await;
    assert!(
        again.status == 200 && again.body.contains("Un long message") && again.body.contains("follow/write")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_input_to_a_followed_case_is_text_or_a_refusal() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    let long = "x".repeat(100_000);
    for value in ["<script>alert(1)</script>", "'; DROP TABLE cases; --", "nul\0", "", long.as_str()] {
        for act in ["write", "consent", "tell"] {
            let fields = ["text", "file", "consent", "answered", "resolved", "act"].map(|name| (name, value));
            let reply = citizen.post(&format!("{AT}/{act}"), &fields).await;
            assert!(reply.status < 500 && !reply.body.contains("<script>alert"), "{act}: {}", reply.status);
        }
    }
    let page = citizen.get(AT).await;
    assert!(page.status == 200 && page.body.contains("&lt;script&gt;alert(1)"), "{}", page.body);
    let mut stranger = test.visitor();
    for act in ["write", "consent", "tell"] {
        assert_eq!(stranger.post(&format!("{AT}/{act}"), &[("text", "x")]).await.status, 401);
    }
    assert_eq!(stranger.get("/xx/follow").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reporter_takes_a_consent_back_on_the_page_until_the_hand_over() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[("consent_referral", "yes")]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    let page = citizen.get(AT).await.body;
    assert!(page.contains("Je retire mon accord") && page.contains("jusqu’à la transmission"), "{page}");
    citizen.post(&format!("{AT}/consent"), &[("consent", "no")]).await;
    let page = citizen.get(AT).await.body;
    assert!(
        page.contains("Vous avez refusé qu’un résumé soit transmis.") && page.contains("J’accepte"),
        "{page}"
    );
    let sent = citizen.post(&format!("{AT}/consent"), &[("consent", "no")]).await;
    assert_eq!(sent.status, 303, "said twice, it is no fault");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_has_passed_is_told_as_a_delay_and_promised_no_more() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    test.clock.set(Timestamp::start_of(Date::from_calendar_date(2027, Month::March, 4).unwrap()));
    enter(&mut citizen, &receipted).await;
    assert!(citizen.get(AT).await.body.contains("La coalition la vérifie au plus tard le 4 mars 2027."));
    test.clock.advance(24 * 3600);
    enter(&mut citizen, &receipted).await;
    let page = citizen.get(AT).await.body;
    assert!(
        page.contains("devait conclure cette étape au plus tard le 4 mars 2027. Elle est en retard"),
        "{page}"
    );
    assert!(page.contains("En retard\u{202f}:") && !page.contains("La coalition la vérifie"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_mended_in_a_message_is_said_at_the_top_of_the_page() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    let nothing = citizen.post(&format!("{AT}/write"), &[("text", "")]).await;
    assert_eq!(nothing.status, 422);
    let (summary, title) = (nothing.body.find("class=\"errors\""), nothing.body.find("<h1"));
    assert!(summary.is_some() && summary < title, "{}", nothing.body);
    assert!(nothing.body.contains("<a href=\"#text\">Écrivez un message ou choisissez un fichier.</a>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_line_counts_once_in_a_message() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let receipted = test.report(&[]).await;
    let mut citizen = test.visitor();
    enter(&mut citizen, &receipted).await;
    let lines = "a\r\n".repeat(5_000);
    assert_eq!(citizen.post(&format!("{AT}/write"), &[("text", &lines)]).await.status, 303);
    let longer = format!("{lines}b");
    assert_eq!(citizen.post(&format!("{AT}/write"), &[("text", &longer)]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_joined_after_the_hand_over_names_the_body_all_the_same() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let alpha = test.team("Alpha").await;
    test.member("bakary", Role::Coordinator, Some(alpha), None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let (first, second) = (test.report(&[]).await, test.report(&[]).await);
    let (house, bakary) = (&test.house, test.handler("bakary").await);
    let id = casework::find(house, &bakary, &first.reference).await.unwrap();
    let joined = casework::find(house, &bakary, &second.reference).await.unwrap();
    casework::assess(house, &bakary, id, version(&test, id).await, 3, vec![], "Précis.").await.unwrap();
    casework::summarise(house, &bakary, id, version(&test, id).await, "Résumé.").await.unwrap();
    let handed = office::refer(house, &bakary, id, version(&test, id).await, body, None).await.unwrap();
    test.clock.advance(60);
    casework::merge(house, &bakary, joined, version(&test, joined).await, id).await.unwrap();
    test.clock.advance(60);
    let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    office::reply(house, &mandate, Reply::Acknowledge, Vec::new()).await.unwrap();
    let told = "L’organe a confirmé la réception\u{202f}: Inspection de test.";
    let mut citizen = test.visitor();
    enter(&mut citizen, &second).await;
    let page = citizen.get(AT).await.body;
    assert!(page.contains(told), "{page}");
    let asked = serde_json::json!({ "receipt": second.receipt });
    let told_to_programs = citizen.post_json("/api/v1/receipts?lang=fr", &asked).await.body;
    assert!(told_to_programs.contains(told), "{told_to_programs}");
}
