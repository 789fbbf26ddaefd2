use crate::door::{Door, token};
use acts::desk::{self, Invitee};
use civic::directory::{Role, Scope};
use kernel::{Clock, Lang};
use testhouse::{PASSPHRASE, TestHouse, code_of};

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_name_a_wrong_passphrase_and_a_revoked_person_get_the_same_answer() {
    let door = Door::open().await;
    let gone = door.test.member("moussa", Role::Caseworker, Some(door.alpha), None).await;
    desk::revoke(&door.test.house, gone).await.unwrap();
    let mut answers = Vec::new();
    for (login, passphrase) in
        [("awa", "une autre phrase"), ("personne", PASSPHRASE), ("moussa", PASSPHRASE), ("awa", ""), ("", "")]
    {
        let mut visitor = door.test.visitor();
        let reply = visitor.post("/desk/login", &[("login", login), ("passphrase", passphrase)]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.headers.get("set-cookie").is_none());
        answers.push(reply.body.replace(&format!("value=\"{login}\""), "value=\"\""));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert!(!answers[0].contains(PASSPHRASE));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_comes_back_to_the_page_they_asked_for() {
    let door = Door::open().await;
    let mut visitor = door.test.visitor();
    let turned = visitor.get("/desk/account?changed=yes").await;
    assert_eq!(turned.status, 303);
    assert_eq!(turned.location(), "/desk/login?next=%2Fdesk%2Faccount%3Fchanged%3Dyes");
    let form = visitor.get(turned.location()).await;
    let next = form.value_of("next").unwrap().to_owned();
    let fields = [("login", "awa"), ("passphrase", PASSPHRASE), ("next", &*next)];
    assert_eq!(visitor.post("/desk/login", &fields).await.location(), "/desk/account?changed=yes");
    let evil = [("login", "awa"), ("passphrase", PASSPHRASE), ("next", "//evil.example/desk")];
    assert_eq!(visitor.post("/desk/login", &evil).await.location(), "/desk");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_person_is_out_at_the_next_request_and_an_idle_one_is_told_why() {
    let door = Door::open().await;
    let member = door.test.member("moussa", Role::Caseworker, Some(door.alpha), None).await;
    let mut visitor = door.browser("moussa").await;
    assert_eq!(visitor.get("/desk").await.status, 200);
    desk::revoke(&door.test.house, member).await.unwrap();
    let turned = visitor.get("/desk").await;
    assert_eq!((turned.status, turned.location()), (303, "/desk/login?locked=yes"));

    let mut idle = door.browser("awa").await;
    door.test.clock.advance(16 * 60);
    let turned = idle.get("/desk").await;
    assert_eq!(turned.location(), "/desk/login?locked=yes");
    assert!(idle.get(turned.location()).await.body.contains("15 minutes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere_closes_the_other_browser_too() {
    let door = Door::open().await;
    let (mut here, mut there) = (door.browser("awa").await, door.browser("awa").await);
    let own = token(&mut here).await;
    let reply = here.post("/desk/account/sign-out-everywhere", &[("token", &own)]).await;
    assert_eq!(reply.location(), "/desk/login?out=yes");
    assert_eq!(here.get("/desk").await.status, 303);
    assert_eq!(there.get("/desk").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_passphrase_opens_the_same_cases_and_closes_the_other_sessions() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let (mut here, mut there) = (door.browser("awa").await, door.browser("awa").await);
    let own = token(&mut here).await;
    let new = "cinq autres mots synthétiques tirés";
    let change = async |visitor: &mut testhouse::Visitor, present: &str, new: &str, again: &str| {
        let fields = [("token", &*own), ("present", present), ("new", new), ("again", again)];
        visitor.post("/desk/account/passphrase", &fields).await
    };
    assert_eq!(change(&mut here, "pas la bonne phrase", new, new).await.status, 422);
    assert_eq!(change(&mut here, PASSPHRASE, new, "différente").await.status, 422);
    assert_eq!(change(&mut here, PASSPHRASE, "court", "court").await.status, 422);
    assert_eq!(there.get("/desk").await.status, 200, "nothing was changed so far");
    assert_eq!(change(&mut here, PASSPHRASE, new, new).await.location(), "/desk/account?changed=yes");
    assert_eq!(here.get("/desk").await.status, 200);
    assert_eq!(there.get("/desk").await.status, 303);
    assert_eq!(there.post("/desk/login", &[("login", "awa"), ("passphrase", PASSPHRASE)]).await.status, 422);
    assert_eq!(there.post("/desk/login", &[("login", "awa"), ("passphrase", new)]).await.status, 303);
    let page = there.get(&format!("/desk/case/{}", report.reference)).await;
    assert!(page.body.contains(crate::door::CANARY));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_speak_the_language_of_the_person() {
    let door = Door::open().await;
    let mut visitor = door.browser("awa").await;
    assert!(visitor.get("/desk").await.body.contains("<html lang=\"fr\">"));
    let own = token(&mut visitor).await;
    visitor.post("/desk/account/language", &[("token", &own), ("lang", "en")]).await;
    let page = visitor.get("/desk").await;
    assert!(page.body.contains("<html lang=\"en\">") && page.body.contains("Cases"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_chooses_a_passphrase_binds_a_second_factor_and_the_link_is_over() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| terms.second_factor = true).await;
    let team = test.team("Alpha").await;
    let invitee = Invitee {
        team: Some(team),
        role: Role::Caseworker,
        name: "Persona awa".to_owned(),
        login: "awa".to_owned(),
        scopes: vec![Scope { pack: "denunciation".to_owned(), place: None }],
        lang: Lang::Fr,
    };
    let (_, link) = desk::invite(&test.house, invitee).await.unwrap();
    let address = format!("/desk/enrol/{link}");
    let mut visitor = test.visitor();
    let page = visitor.get(&address).await;
    assert!(page.body.contains("<b>awa</b>"), "{}", page.body);
    let key = |body: &str| {
        let at = body.find("<code>").unwrap() + 6;
        body[at..at + body[at..].find('<').unwrap()].replace(' ', "")
    };
    let (base32, sealed) = (key(&page.body), page.value_of("sealed").unwrap().to_owned());
    let read = testhouse::camera::on_page(&page.body);
    assert!(read.len() == 1 && read[0].contains(&format!("secret={base32}")), "the camera reads another key");
    let send = async |visitor: &mut testhouse::Visitor, again: &str, code: &str| {
        let fields = [("passphrase", PASSPHRASE), ("again", again), ("sealed", &*sealed), ("code", code)];
        visitor.post(&address, &fields).await
    };
    let faulty = send(&mut visitor, "une autre phrase", "000000").await;
    assert_eq!(faulty.status, 422);
    assert_eq!(key(&faulty.body), base32, "the key already typed into the phone stays good");
    assert_eq!(send(&mut visitor, PASSPHRASE, "000000").await.status, 422);
    let code = code_of(&base32, test.clock.now());
    assert_eq!(send(&mut visitor, PASSPHRASE, &code).await.location(), "/desk/login?enrolled=yes");
    let over = visitor.get(&address).await;
    assert_eq!(over.status, 404);
    assert_eq!(over.body, visitor.get("/desk/enrol/unknown").await.body);

    test.clock.advance(60);
    let log_in = async |visitor: &mut testhouse::Visitor, code: &str| {
        let fields = [("login", "awa"), ("passphrase", PASSPHRASE), ("code", code)];
        visitor.post("/desk/login", &fields).await
    };
    let wrong = log_in(&mut visitor, "000000").await;
    let unknown = [("login", "awx"), ("passphrase", PASSPHRASE), ("code", "000000")];
    let unknown = visitor.post("/desk/login", &unknown).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.body, unknown.body.replace("awx", "awa"), "the second factor confirms no passphrase");
    let code = code_of(&base32, test.clock.now());
    assert_eq!(log_in(&mut visitor, &code).await.status, 303);
    assert_eq!(log_in(&mut visitor, &code).await.status, 422, "a code counts once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_being_written_when_the_session_ended_is_handed_back_and_no_secret_with_it() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let address = format!("/desk/case/{reference}");
    let mut awa = door.browser("awa").await;
    let page = awa.get(&address).await;
    let (token, seen) = (page.value_of("token").unwrap(), page.value_of("seen").unwrap());
    door.test.clock.advance(16 * 60);
    let written = "Un long résumé,\r\nsur <deux> lignes.";
    let fields = [("token", token), ("seen", seen), ("summary", written)];
    let over = awa.post(&format!("{address}/summarise"), &fields).await;
    assert_eq!(over.status, 401);
    assert!(over.body.contains("sur &lt;deux&gt; lignes.") && over.body.contains("name=\"passphrase\""));
    assert!(awa.cookie("desk").is_none() && !over.body.contains(token));
    let next = over.value_of("next").unwrap().to_owned();
    assert_eq!(next, address);

    let log_in =
        |passphrase| [("login", "awa"), ("passphrase", passphrase), ("next", &*next), ("unsent", written)];
    let wrong = awa.post("/desk/login", &log_in("une autre phrase de passe")).await;
    assert!(wrong.status == 422 && wrong.body.contains("sur &lt;deux&gt; lignes."), "{}", wrong.body);
    assert!(!wrong.body.contains("une autre phrase"));
    let back = awa.post("/desk/login", &log_in(PASSPHRASE)).await;
    assert_eq!(back.status, 200);
    assert!(
        back.body.contains("sur &lt;deux&gt; lignes.") && back.body.contains(&format!("href=\"{address}\""))
    );
    assert!(!back.body.contains(PASSPHRASE));
    assert_eq!(awa.get(&address).await.status, 200, "signed in");

    door.test.clock.advance(16 * 60);
    let secret = [("now", PASSPHRASE), ("passphrase", "phrase-tout-à-fait-neuve")];
    let turned = awa.post("/desk/account/passphrase", &secret).await;
    assert_eq!((turned.status, turned.location()), (303, "/desk/login?locked=yes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nul_that_no_keyboard_types_is_refused_or_left_aside_on_both_engines() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let mut visitor = test.visitor();
        for name in ["login", "passphrase", "code", "next"] {
            let fields = [("login", "keeper"), ("passphrase", PASSPHRASE), (name, "\0")];
            assert_eq!(visitor.post("/desk/login", &fields).await.status, 400, "{name}");
        }
        assert_eq!(visitor.get("/desk/login?next=/desk%00").await.status, 200);
        visitor.post("/desk/login", &[("login", "keeper"), ("passphrase", PASSPHRASE)]).await;
        for query in ["place=ML05%00", "service=%00", "state=%00", "reference=%00", "pack=%00", "tab=%00"] {
            let reply = visitor.get(&format!("/desk?{query}")).await;
            assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        }
    }
}
