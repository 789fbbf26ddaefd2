//! A public body at its door: link and code, one browser, the summary and nothing else, what it may do and when.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use acts::office::{self, Handed, Letter};
use acts::{casework, chores, desk, follow};
use civic::directory::Role;
use kernel::{CaseId, Date, Month, OfficeId, Timestamp};
use site::mail;
use std::fmt::Write as _;
use store::outbox::{self, PostState};
use store::{cases, figures};
use testhouse::{Reply, TestHouse, Visitor};

/// Stands in the original narrative and in the names, and nowhere else.
const CANARY: &str = "canari-7f3a";
const SUMMARY: &str = "Résumé synthétique sans nom.";

/// A case handed over on Monday 1 March 2027.
struct Given {
    test: TestHouse,
    receipt: String,
    case: CaseId,
    office: OfficeId,
    handed: Handed,
}

impl Given {
    async fn new() -> Self {
        Self::on(TestHouse::on(testkit::sqlite().await).await).await
    }

    async fn on(test: TestHouse) -> Self {
        let team = test.team("Alpha").await;
        test.member("awa", Role::Caseworker, Some(team), None).await;
        test.member("bakary", Role::Coordinator, Some(team), None).await;
        let office = test.office("Inspection de test", "inspectorate").await;
        let narrative = format!("Récit synthétique, {CANARY}, au marché.");
        let receipted =
            test.report(&[("narrative", narrative.as_str()), ("people", CANARY), ("place", "ML0506")]).await;
        let (house, awa) = (&test.house, test.handler("awa").await);
        let case = casework::find(house, &awa, &receipted.reference).await.unwrap();
        let version = async || {
            cases::read(&mut house.store.read().await.unwrap(), case).await.unwrap().unwrap().0.version
        };
        casework::assess(house, &awa, case, version().await, 3, vec![], "Raisons.").await.unwrap();
        casework::summarise(house, &awa, case, version().await, SUMMARY).await.unwrap();
        let bakary = test.handler("bakary").await;
        let handed = office::refer(house, &bakary, case, version().await, office, None).await.unwrap();
        Self { receipt: receipted.receipt, test, case, office, handed }
    }

    fn page(&self) -> String {
        format!("/fr/office/{}", self.handed.link)
    }

    fn act(&self, act: &str) -> String {
        format!("{}/{act}", self.page())
    }

    /// A browser in which the code was typed.
    async fn opened(&self) -> Visitor {
        let mut body = self.test.visitor();
        let sent = body.post(&self.page(), &[("code", &self.handed.code)]).await;
        assert_eq!((sent.status, sent.location()), (303, self.page().as_str()), "{}", sent.body);
        body
    }

    async fn state(&self) -> String {
        let mut conn = self.test.house.store.read().await.unwrap();
        cases::read(&mut conn, self.case).await.unwrap().unwrap().0.state
    }

    fn on_day(&self, year: i32, month: Month, day: u8) {
        let date = Date::from_calendar_date(year, month, day).unwrap();
        self.test.clock.set(Timestamp::start_of(date).plus_seconds(8 * 3600));
    }
}

/// Posts an answer with a letter as a browser does.
async fn answer(body: &mut Visitor, path: &str, text: &str, measure: &str, letter: &[u8]) -> Reply {
    let mut sent = Vec::new();
    for (name, value) in [("text", text), ("measure", measure)] {
        let mut part = String::new();
        let _ = write!(part, "--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        sent.extend_from_slice(part.as_bytes());
    }
    sent.extend_from_slice(
        b"--limit\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"lettre.pdf\"\r\nContent-Type: application/pdf\r\n\r\n",
    );
    sent.extend_from_slice(letter);
    sent.extend_from_slice(b"\r\n--limit--\r\n");
    body.send(axum::http::Method::POST, path, Some("multipart/form-data; boundary=limit"), sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_with_its_code_opens_the_summary_once_and_in_one_browser() {
    let given = Given::new().await;
    let mut first = given.test.visitor();
    let door = first.get(&given.page()).await;
    assert_eq!(door.status, 200);
    assert!(door.body.contains("Coalition de test") && door.body.contains("name=\"code\""));
    assert!(!door.body.contains(SUMMARY));
    assert_eq!(door.headers["cache-control"], "no-store");
    assert_eq!(door.headers["referrer-policy"], "same-origin");

    let mut first = given.opened().await;
    let shown = first.get(&given.page()).await;
    assert!(shown.body.contains(SUMMARY));
    assert!(shown.body.contains("16 mars 2027") && shown.body.contains("15 avril 2027"), "both days owed");
    assert!(shown.body.contains("reste 10 jours ouvrés") && shown.body.contains("reste 30 jours ouvrés"));

    let mut second = given.test.visitor();
    let held = second.get(&given.page()).await;
    assert_eq!(held.status, 403);
    assert!(held.body.contains("ouvert dans un autre navigateur") && !held.body.contains(SUMMARY));
    let again = second.post(&given.page(), &[("code", &given.handed.code)]).await;
    assert_eq!(again.status, 403);
    assert!(again.headers.get("set-cookie").is_none());
    assert!(first.get(&given.page()).await.body.contains(SUMMARY), "the first still holds it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_ends_with_the_browser_unless_the_body_keeps_it_until_the_link_expires() {
    for (keep, age) in [(None, None), (Some("yes"), Some(45 * 86_400 + 30 * 86_400 - 9 * 3600))] {
        let given = Given::new().await;
        let mut fields = vec![("code", given.handed.code.as_str())];
        fields.extend(keep.map(|keep| ("keep", keep)));
        let sent = given.test.visitor().post(&given.page(), &fields).await;
        let cookie = sent.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        let max = cookie.split("; ").find_map(|part| part.strip_prefix("Max-Age="));
        assert_eq!(max.map(|age| age.parse::<i64>().unwrap()), age, "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_browser_holds_the_links_of_several_cases() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    let bakary = given.test.handler("bakary").await;
    let house = &given.test.house;
    let other = given.test.report(&[]).await;
    let case = casework::find(house, &bakary, &other.reference).await.unwrap();
    let version =
        async || cases::read(&mut house.store.read().await.unwrap(), case).await.unwrap().unwrap().0.version;
    casework::assess(house, &bakary, case, version().await, 3, vec![], "Raisons.").await.unwrap();
    casework::summarise(house, &bakary, case, version().await, "Un second résumé.").await.unwrap();
    let handed = office::refer(house, &bakary, case, version().await, given.office, None).await.unwrap();
    let second = format!("/fr/office/{}", handed.link);
    body.post(&second, &[("code", &handed.code)]).await;
    assert!(body.get(&second).await.body.contains("Un second résumé."));
    assert!(body.get(&given.page()).await.body.contains(SUMMARY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_in_a_webmail_is_led_on_and_not_told_that_another_browser_holds_the_case() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    // The browser keeps the strict cookie back and says where the click came from; an old one says nothing.
    for site in ["cross-site", ""] {
        body.extra = vec![("sec-fetch-site", site.to_owned()), ("cookie", String::new())];
        let led = body.get(&given.page()).await;
        assert_eq!(led.status, 200, "{site}");
        assert!(!led.body.contains("autre navigateur") && !led.body.contains(SUMMARY));
        let on = format!("{}?here", given.page());
        assert!(led.body.contains(&format!("href=\"{on}\"")), "{}", led.body);
        body.extra = vec![];
        assert!(body.get(&on).await.body.contains(SUMMARY));
    }
    let mut other = given.test.visitor();
    other.extra = vec![("sec-fetch-site", String::new())];
    let told = other.get(&format!("{}?here", given.page())).await;
    assert_eq!(told.status, 403, "a browser that says nothing is not led in circles");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_codes_end_the_link_even_for_the_right_one() {
    let given = Given::new().await;
    let mut body = given.test.visitor();
    for code in ["1", "", "quarante", "123456789"] {
        let slip = body.post(&given.page(), &[("code", code)]).await;
        assert!(slip.status == 422 && slip.body.contains("Aucun essai n’est compté"), "{code}");
    }
    for code in ["0000 0000", "00000001", "0000-0002", "00000003"] {
        let wrong = body.post(&given.page(), &[("code", code)]).await;
        assert_eq!(wrong.status, 422, "{code}");
        assert!(wrong.body.contains("n’ouvre pas ce dossier"));
    }
    let fifth = body.post(&given.page(), &[("code", "0000 0004")]).await;
    assert_eq!(fifth.status, 410);
    let right = body.post(&given.page(), &[("code", &given.handed.code)]).await;
    assert_eq!(right.status, 410);
    assert!(right.headers.get("set-cookie").is_none());
    assert!(body.get(&given.page()).await.body.contains("n’a plus cours"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_code_at_the_fifth_try_opens_and_stays_open() {
    let given = Given::new().await;
    let mut body = given.test.visitor();
    for _ in 0..4 {
        body.post(&given.page(), &[("code", "0000 0000")]).await;
    }
    body.post(&given.page(), &[("code", &given.handed.code)]).await;
    assert!(body.get(&given.page()).await.body.contains(SUMMARY));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_codes_tried_at_the_same_moment_are_five_tries() {
    let given = Given::new().await;
    let tries = (0..40).map(|n| {
        let (house, link) = (given.test.house.clone(), given.handed.link.clone());
        tokio::spawn(async move { office::unlock(&house, &link, &format!("{n:08}")).await.is_ok() })
    });
    for tried in tries.collect::<Vec<_>>() {
        assert!(!tried.await.unwrap());
    }
    let id = vault::LinkSecret::from_text(&given.handed.link).unwrap().id();
    let mut conn = given.test.house.store.read().await.unwrap();
    assert_eq!(store::links::get(&mut conn, &id).await.unwrap().unwrap().attempts, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_a_replaced_and_an_unknown_link_say_so() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    let bakary = given.test.handler("bakary").await;
    let referral = {
        let mut conn = given.test.house.store.read().await.unwrap();
        cases::read(&mut conn, given.case).await.unwrap().unwrap().0.referrals[0].id
    };
    let fresh = office::renew(&given.test.house, &bakary, given.case, referral).await.unwrap();
    assert_eq!(body.get(&given.page()).await.status, 410, "replaced, even for its holder");
    let page = format!("/fr/office/{}", fresh.link);
    body.post(&page, &[("code", &fresh.code)]).await;
    assert!(body.get(&page).await.body.contains(SUMMARY));

    // Owed on 15 April, and thirty days of grace.
    given.on_day(2027, Month::May, 14);
    assert_eq!(body.get(&page).await.status, 200);
    given.on_day(2027, Month::May, 16);
    let over = body.get(&page).await;
    assert_eq!(over.status, 410);
    assert!(over.body.contains("n’a plus cours") && !over.body.contains(SUMMARY));
    assert_eq!(body.post(&format!("{page}/acknowledge"), &[]).await.location(), page);
    assert_eq!(given.state().await, "referred");

    for unknown in ["/fr/office/AAAAAAAAAAAAAAAAAAAAAA", "/fr/office/x", "/fr/office/%00"] {
        let page = body.get(unknown).await;
        assert_eq!(page.status, 404, "{unknown}");
        assert!(page.body.contains("<h1>"), "{unknown}");
    }
    assert_eq!(body.get(&page.replace("/fr/", "/xx/")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_sees_the_summary_and_nothing_of_the_original_on_any_page() {
    let given = Given::new().await;
    let mut body = given.test.visitor();
    let mut seen = vec![body.get(&given.page()).await, body.post(&given.page(), &[("code", "1")]).await];
    let mut body = given.opened().await;
    seen.push(body.get(&given.page()).await);
    seen.push(body.post(&given.act("refuse"), &[("reason", "")]).await);
    seen.push(answer(&mut body, &given.act("answer"), "", "", b"").await);
    seen.push(body.post(&given.act("acknowledge"), &[]).await);
    seen.push(body.get(&given.page()).await);
    seen.push(body.get(&given.page().replace("/fr/", "/en/")).await);
    seen.push(answer(&mut body, &given.act("answer"), "Vu.", "inquiry", b"").await);
    seen.push(body.get(&given.page()).await);
    for page in &seen {
        assert!(!page.body.contains(CANARY) && !page.body.contains("ML0506"), "{}", page.body);
    }
    assert!(seen[2].body.contains(SUMMARY), "the canary is looked for where there is something to see");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_acknowledges_takes_up_and_answers_with_a_letter() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    assert_eq!(body.post(&given.act("acknowledge"), &[]).await.location(), given.page());
    assert_eq!(given.state().await, "acknowledged");
    let twice = body.post(&given.act("acknowledge"), &[]).await;
    assert_eq!(twice.status, 409);
    assert!(twice.body.contains("pas possible dans l’état actuel") && twice.body.contains(SUMMARY));
    assert!(!twice.body.contains("/acknowledge\""), "what is done is not offered again");
    body.post(&given.act("accept"), &[]).await;
    assert_eq!(given.state().await, "accepted");

    let letter = b"%PDF-1.4 synthetic letter \x00\xff";
    let sent = answer(&mut body, &given.act("answer"), "Agent muté.", "sanction", letter).await;
    assert_eq!((sent.status, sent.location()), (303, given.page().as_str()), "{}", sent.body);
    assert_eq!(given.state().await, "answered");
    let after = body.get(&given.page()).await;
    assert!(after.body.contains("Votre réponse est enregistrée"));
    assert!(!after.body.contains("<textarea"), "nothing more is asked");

    let house = &given.test.house;
    let awa = given.test.handler("awa").await;
    let dossier = casework::open(house, &awa, given.case).await.unwrap();
    let file = casework::file(house, &awa, given.case, dossier.case.attachments[0]).await.unwrap();
    assert_eq!((file.bytes.as_slice(), file.mime.as_str()), (&letter[..], "application/pdf"));
    let holder = follow::enter(house, &given.receipt).await.unwrap();
    let seen = follow::view(house, &holder).await.unwrap();
    assert!(seen.lines.iter().any(|line| line.words.as_deref() == Some("Agent muté.")));
    let attached = |line: &follow::Line| matches!(line.moment.kind, civic::case::MomentKind::Attached);
    assert!(!seen.lines.iter().any(attached), "the body's letter is not shown as the reporter's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cannot_be_taken_is_shown_again_as_it_was_typed() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    let path = given.act("answer");
    let long = "é".repeat(10_001);
    let heavy = [b"%PDF-".as_slice(), &vec![0; 8 << 20]].concat();
    for (text, measure, letter, said) in [
        (" ", "sanction", &b""[..], "Écrivez votre réponse."),
        ("Synthétique", "", b"", "Choisissez la mesure prise"),
        (long.as_str(), "sanction", b"", "trop long"),
        ("Synthétique", "sanction", b"MZ not a letter", "pas accepté"),
        ("Synthétique", "sanction", heavy.as_slice(), "trop lourd"),
    ] {
        let shown = answer(&mut body, &path, text, measure, letter).await;
        assert_eq!(shown.status, 422, "{said}");
        assert!(shown.body.contains(said), "{said}");
        assert!(shown.body.contains(&format!("\n{}</textarea>", text)), "{said}");
    }
    let unknown = answer(&mut body, &path, "Synthétique", "promotion", b"").await;
    assert_eq!(unknown.status, 409);
    let huge = vec![b'a'; 10 << 20];
    assert_eq!(answer(&mut body, &path, "x", "sanction", &huge).await.status, 413);
    assert_eq!(given.state().await, "referred");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_hold_the_link_does_nothing() {
    let given = Given::new().await;
    let _holder = given.opened().await;
    let mut other = given.test.visitor();
    for act in ["acknowledge", "accept", "refuse"] {
        let sent = other.post(&given.act(act), &[("reason", "Synthétique")]).await;
        assert_eq!((sent.status, sent.location()), (303, given.page().as_str()), "{act}");
    }
    answer(&mut other, &given.act("answer"), "Synthétique", "none", b"").await;
    assert_eq!(given.state().await, "referred");
    other.extra = vec![("sec-fetch-site", "cross-site".to_owned())];
    assert_eq!(other.post(&given.act("accept"), &[]).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_returns_the_case_to_triage_and_the_reporter_reads_why() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    let empty = body.post(&given.act("refuse"), &[("reason", "  ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("Écrivez la raison du refus"));
    assert_eq!(given.state().await, "referred");
    body.post(&given.act("refuse"), &[("reason", "Ne relève pas de nous, <b>voyez</b> le parquet.")]).await;
    assert_eq!(given.state().await, "assessed");
    let after = body.get(&given.page()).await;
    assert!(after.status == 200 && after.body.contains("Le dossier revient à la coalition"));
    assert!(after.body.contains("Ce lien est fermé") && !after.body.contains("<textarea"));

    let house = &given.test.house;
    let holder = follow::enter(house, &given.receipt).await.unwrap();
    let seen = follow::view(house, &holder).await.unwrap();
    let reason = "Ne relève pas de nous, <b>voyez</b> le parquet.";
    assert!(seen.lines.iter().any(|line| line.words.as_deref() == Some(reason)));
    assert_eq!(seen.state, "assessed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_from_which_the_case_was_taken_back_reads_it_no_more() {
    let given = Given::new().await;
    let mut body = given.opened().await;
    let bakary = given.test.handler("bakary").await;
    let house = &given.test.house;
    let dossier = casework::open(house, &bakary, given.case).await.unwrap();
    casework::recall(house, &bakary, given.case, dossier.case.version, "Silence.").await.unwrap();
    let page = body.get(&given.page()).await;
    assert_eq!(page.status, 410);
    assert!(!page.body.contains(SUMMARY));
}

/// Letters that wait in the outbox, as they would be sent.
async fn letters(test: &TestHouse) -> Vec<(store::outbox::Post, Letter)> {
    let mut letters = chores::due_letters(&test.house).await.unwrap();
    letters.sort_by_key(|(post, _)| post.id);
    letters
}

async fn sent(test: &TestHouse) -> Vec<mail::Mail> {
    let mut mails = Vec::new();
    for (post, letter) in letters(test).await {
        mails.push(mail::render(&test.house, &test.app.texts, &letter));
        chores::settle(&test.house, post, Ok(())).await.unwrap();
    }
    mails
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_body_is_reminded_at_20_30_and_45_malian_working_days_and_then_counts_in_public() {
    for engine in testkit::engines().await {
        let given = Given::on(TestHouse::on(engine).await).await;
        assert_eq!(sent(&given.test).await.len(), 1, "the letter of the hand-over");
        // Working days after 1 March 2027, without weekends, Korité (10 March), Martyrs' Day (26 March) and Easter Monday
        // (29 March): the 20th is 1 April, the 30th 15 April; the 45th, after Labour Day on a Saturday, 6 May.
        let days = [
            ((Month::March, 31), 0, 0),
            ((Month::April, 1), 1, 0),
            ((Month::April, 14), 0, 0),
            ((Month::April, 15), 1, 1),
            ((Month::May, 5), 0, 0),
            ((Month::May, 6), 1, 1),
            ((Month::May, 20), 0, 0),
        ];
        let (mut told, mut watched) = (Vec::new(), chores::Watched::default());
        for ((month, day), reminders, escalations) in days {
            given.on_day(2027, month, day);
            let done = chores::run_since(&given.test.house, &mut watched).await.unwrap();
            assert_eq!((done.reminders, done.escalations), (reminders, escalations), "{month} {day}");
            let again = chores::run(&given.test.house).await.unwrap();
            assert_eq!((again.reminders, again.escalations), (0, 0), "twice the same day");
            told.extend(sent(&given.test).await);
        }
        assert_eq!(told.len(), 3);
        for (mail, days) in told.iter().zip(["20 jours ouvrés", "30 jours ouvrés", "45 jours ouvrés"]) {
            assert_eq!(mail.to, "bureau@example.org");
            assert!(mail.body.contains(days) && mail.body.contains("Après 45 jours ouvrés"), "{}", mail.body);
        }
        let mut conn = given.test.house.store.read().await.unwrap();
        let (case, _) = cases::read(&mut conn, given.case).await.unwrap().unwrap();
        assert_eq!(
            case.referrals[0].escalated,
            [civic::pack::EscalateTo::Coordinator, civic::pack::EscalateTo::PublicCounter]
        );
        let sight = figures::Sight { pack: "denunciation", place: "", team: None };
        let silent = figures::silent(&mut conn, &sight, given.test.house.today(), 10).await.unwrap();
        assert!(silent.len() == 1 && silent[0].escalated);
        let holder = follow::enter(&given.test.house, &given.receipt).await.unwrap();
        let seen = follow::view(&given.test.house, &holder).await.unwrap();
        let public = |line: &follow::Line| matches!(line.moment.kind, civic::case::MomentKind::Escalated);
        assert_eq!(seen.lines.iter().filter(|line| public(line)).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_looks_at_hand_overs_once_a_day_and_not_every_minute() {
    let (given, elsewhere) = (Given::new().await, Given::new().await);
    let mut watched = chores::Watched::default();
    for given in [&given, &elsewhere] {
        given.on_day(2027, Month::April, 1);
    }
    // As if this house had been looked through on that day.
    assert_eq!(chores::run_since(&elsewhere.test.house, &mut watched).await.unwrap().reminders, 1);
    assert_eq!(chores::run_since(&given.test.house, &mut watched).await.unwrap().reminders, 0);
    given.on_day(2027, Month::April, 2);
    assert_eq!(chores::run_since(&given.test.house, &mut watched).await.unwrap().reminders, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_carries_the_link_and_neither_the_code_nor_a_word_of_the_case() {
    let given = Given::new().await;
    let mail = &sent(&given.test).await[0];
    assert_eq!(mail.to, "bureau@example.org");
    assert!(mail.subject.starts_with("Dossier DN-") && !mail.subject.contains('\n'), "{}", mail.subject);
    assert!(mail.body.contains(&given.page()), "{}", mail.body);
    assert!(mail.body.contains("16 mars 2027") && mail.body.contains("15 avril 2027"));
    assert!(mail.body.contains("15 mai 2027"), "when the link expires");
    assert!(mail.body.contains("Coalition de test") && !mail.body.contains('{'));
    let code = &given.handed.code;
    for secret in [code.as_str(), &code.replace(' ', ""), SUMMARY, CANARY, "ML0506", "police", "Police"] {
        assert!(!mail.body.contains(secret) && !mail.subject.contains(secret), "{secret}");
    }
    let mut conn = given.test.house.store.read().await.unwrap();
    assert_eq!(outbox::count(&mut conn, PostState::Queued).await.unwrap(), 0);
    let kept = outbox::list(&mut conn, PostState::Sent, 10).await.unwrap();
    assert!(kept.iter().all(|post| post.payload.is_empty()), "the link does not stay in the outbox");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_opens_no_case_by_any_route() {
    let given = Given::new().await;
    given.test.member("adama", Role::Admin, None, None).await;
    let cookie = desk::sign_in(&given.test.house, "adama", testhouse::PASSPHRASE, "").await.unwrap();
    let mut admin = given.test.visitor();
    admin.extra = vec![("cookie", format!("desk={cookie}"))];
    let reference = {
        let mut conn = given.test.house.store.read().await.unwrap();
        cases::read(&mut conn, given.case).await.unwrap().unwrap().0.reference.to_string()
    };
    let case = format!("/desk/case/{reference}");
    for path in
        [case.as_str(), "/desk/coordinator", "/desk", "/desk?tab=all", "/desk/cases.csv", "/desk/cases"]
    {
        let page = admin.get(path).await;
        assert_ne!(page.status, 500, "{path}");
        assert!(!page.body.contains(&reference) && !page.body.contains(CANARY), "{path}");
    }
    for act in ["assess", "summary", "refer", "note", "message", "assign", "close", "merge"] {
        let status = admin.post(&format!("{case}/{act}"), &[]).await.status;
        assert!((400..500).contains(&status), "{act}: {status}");
    }
    assert_eq!(admin.get("/desk/members").await.status, 200, "the session itself is good");
    let handler = given.test.handler("adama").await;
    assert!(casework::open(&given.test.house, &handler, given.case).await.is_err());
}
