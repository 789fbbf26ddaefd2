//! The coordinator's page, the directory of bodies, the people of the desk: who may, what it shows, what it changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use acts::coordination::{Month, overview};
use acts::{casework, desk, office};
use civic::directory::Role;
use kernel::{CaseId, Date, MemberId, OfficeId, TeamId, Timestamp};
use std::collections::BTreeMap;
use store::{cases, figures, members, tallies};
use testhouse::{PASSPHRASE, TestHouse, Visitor};

/// A browser in which this person is signed in.
async fn signed_in(test: &TestHouse, login: &str) -> Visitor {
    let cookie = desk::sign_in(&test.house, login, PASSPHRASE, "").await.unwrap();
    let mut visitor = test.visitor();
    visitor.extra = vec![("cookie", format!("desk={cookie}"))];
    visitor
}

/// Sends a form of a page, with the token that stands in it.
async fn send(visitor: &mut Visitor, page: &str, to: &str, fields: &[(&str, &str)]) -> testhouse::Reply {
    let shown = visitor.get(page).await;
    let token = shown.value_of("token").unwrap_or_default().to_owned();
    let mut all = vec![("token", token.as_str())];
    all.extend_from_slice(fields);
    visitor.post(to, &all).await
}

async fn id_of(test: &TestHouse, reference: &str) -> CaseId {
    let mut conn = test.house.store.read().await.unwrap();
    cases::by_reference(&mut conn, reference).await.unwrap().unwrap()
}

async fn version(test: &TestHouse, case: CaseId) -> u32 {
    cases::read(&mut test.house.store.read().await.unwrap(), case).await.unwrap().unwrap().0.version
}

async fn hand_over(test: &TestHouse, coordinator: &str, case: CaseId, body: OfficeId) -> office::Handed {
    let (house, who) = (&test.house, test.handler(coordinator).await);
    casework::assess(house, &who, case, version(test, case).await, 3, vec![], "Raisons.").await.unwrap();
    casework::summarise(house, &who, case, version(test, case).await, "Résumé.").await.unwrap();
    office::refer(house, &who, case, version(test, case).await, body, None).await.unwrap()
}

fn date(text: &str) -> Date {
    let mut parts = text.split('-').map(|part| part.parse::<i32>().unwrap());
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    Date::from_calendar_date(year, kernel::Month::try_from(month as u8).unwrap(), day as u8).unwrap()
}

fn on(test: &TestHouse, day: &str) {
    test.clock.set(Timestamp::start_of(date(day)).plus_seconds(9 * 3600));
}

/// Two teams; Alpha's coordinator for the whole country, one for Ségou, one for a cercle there, and Beta's coordinator.
async fn peopled(test: &TestHouse) -> (TeamId, TeamId) {
    let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
    test.member("awa", Role::Caseworker, Some(alpha), None).await;
    test.member("bakary", Role::Coordinator, Some(alpha), None).await;
    test.member("segou", Role::Coordinator, Some(alpha), Some("ML04")).await;
    test.member("cercle", Role::Coordinator, Some(alpha), Some("ML0403")).await;
    test.member("coumba", Role::Coordinator, Some(beta), None).await;
    test.member("doro", Role::Auditor, None, None).await;
    (alpha, beta)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_are_those_of_the_scope_and_leave_out_what_is_kept_from_the_team() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let (alpha, beta) = peopled(&test).await;
        let (house, beta_out) = (&test.house, beta.to_string());
        let places = &house.places;
        let commune = places.get("ML0403").unwrap().children().next().unwrap().code().to_owned();
        let elsewhere = places.get("ML05").unwrap().children().next().unwrap().code().to_owned();
        let body = test.office("Inspection de test", "inspectorate").await;

        on(&test, "2027-01-11");
        let old = test.report(&[("place", &commune)]).await;
        on(&test, "2027-02-20");
        test.report(&[("place", "ML0403"), ("exclude", &beta_out)]).await;
        test.report(&[("place", &elsewhere)]).await;
        on(&test, "2027-03-01");
        let new = test.report(&[]).await;
        test.report(&[("place", &elsewhere), ("exclude", &beta_out)]).await;

        let old = id_of(&test, &old.reference).await;
        hand_over(&test, "segou", old, body).await;
        let awa = test.handler("awa").await;
        let new = id_of(&test, &new.reference).await;
        let mine = Some((alpha, awa.member.id));
        casework::assign(house, &awa, new, version(&test, new).await, mine).await.unwrap();
        // Overdue for its body; the newest are overdue at the desk too.
        on(&test, "2027-04-20");

        let months = |view: &acts::coordination::Overview| -> BTreeMap<u8, (i64, i64)> {
            let told = view.months.iter().filter(|month| month.received + month.referred != 0);
            told.map(|month| (month.month, (month.received, month.referred))).collect()
        };
        for (login, wanted, ages, overdue, unassigned) in [
            ("bakary", vec![(1, (1, 0)), (2, (2, 0)), (3, (2, 1))], [0, 0, 0, 4, 1], 5, 4),
            ("segou", vec![(1, (1, 0)), (2, (1, 0)), (3, (0, 1))], [0, 0, 0, 1, 1], 2, 2),
            ("cercle", vec![(1, (1, 0)), (2, (1, 0)), (3, (0, 1))], [0, 0, 0, 1, 1], 2, 2),
            ("coumba", vec![(1, (1, 0)), (2, (1, 0)), (3, (1, 1))], [0, 0, 0, 2, 1], 3, 2),
            ("doro", vec![(1, (1, 0)), (2, (2, 0)), (3, (2, 1))], [0, 0, 0, 4, 1], 5, 4),
        ] {
            let handler = test.handler(login).await;
            let view = overview(house, &handler, "denunciation").await.unwrap();
            assert_eq!(months(&view), BTreeMap::from_iter(wanted), "{login}");
            assert_eq!((view.ages, view.overdue, view.unassigned), (ages, overdue, unassigned), "{login}");
            assert_eq!(view.bodies.len(), 1, "{login}");
            assert_eq!((view.bodies[0].sent, view.bodies[0].late, view.silences.len()), (1, 1, 1), "{login}");
            let loads: Vec<(&str, i64)> =
                view.people.iter().map(|load| (load.name.as_str(), load.cases)).collect();
            let country = matches!(login, "bakary" | "coumba" | "doro");
            assert_eq!(loads, if country { vec![("Persona awa", 1)] } else { vec![] }, "{login}");
        }
        let awa = overview(house, &awa, "denunciation").await;
        assert!(awa.is_err(), "a case worker coordinates nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_excluded_team_cannot_find_a_handed_over_case_in_the_figures() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let (_, beta) = peopled(&test).await;
        let body = test.office("Inspection de test", "inspectorate").await;
        let report = test.report(&[("place", "ML0403"), ("exclude", &beta.to_string())]).await;
        let case = id_of(&test, &report.reference).await;
        hand_over(&test, "bakary", case, body).await;
        on(&test, "2027-06-01");
        let coumba = test.handler("coumba").await;
        let view = overview(&test.house, &coumba, "denunciation").await.unwrap();
        assert_eq!((view.year(), view.open(), view.overdue), ((0, 0), 0, 0));
        assert!(view.bodies.is_empty() && view.silences.is_empty() && view.people.is_empty());
        let page = signed_in(&test, "coumba").await.get("/desk/coordinator").await;
        assert!(!page.body.contains(&report.reference) && !page.body.contains("Inspection de test"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_intake_ages_share_silences_and_workload_to_coordinator_and_auditor_alone() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let report = test.report(&[("place", "ML0403")]).await;
    let case = id_of(&test, &report.reference).await;
    hand_over(&test, "bakary", case, body).await;
    for _ in 0..9 {
        test.report(&[]).await;
    }
    on(&test, "2027-05-06");
    acts::chores::run(&test.house).await.unwrap();
    let page = signed_in(&test, "bakary").await.get("/desk/coordinator").await;
    assert_eq!(page.status, 200);
    for said in [
        "Dénonciation, situation au 6 mai 2027",
        "10\u{202f}%",
        "objectif 5\u{202f}%",
        "31 à 90 jours",
        "plus de 90 jours",
        "Inspection de test",
        report.reference.as_str(),
        "45 jours ouvrés",
        "compté",
        "mars 2027",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let auditor = signed_in(&test, "doro").await.get("/desk/coordinator").await;
    assert_eq!(auditor.status, 200);
    assert!(!auditor.body.contains("<form") && !auditor.body.contains("/desk/members"));
    for login in ["awa", "adama"] {
        assert_eq!(signed_in(&test, login).await.get("/desk/coordinator").await.status, 404, "{login}");
    }
    let unknown = signed_in(&test, "bakary").await.get("/desk/coordinator?service=x").await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hand_over_of_a_body_is_in_one_of_its_columns() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    let bakary = test.handler("bakary").await;
    for taken_back in [false, true] {
        let report = test.report(&[("place", "ML0403")]).await;
        let case = id_of(&test, &report.reference).await;
        hand_over(&test, "bakary", case, body).await;
        if taken_back {
            let seen = version(&test, case).await;
            acts::casework::recall(&test.house, &bakary, case, seen, "Erreur.").await.unwrap();
        }
    }
    let page = signed_in(&test, "bakary").await.get("/desk/coordinator").await.body;
    let at = page.find("Transmissions par organe").unwrap();
    let table = &page[at..at + page[at..].find("</table>").unwrap()];
    assert!(table.contains(">Repris</th>"), "{table}");
    let line = &table[table.find("Inspection de test").unwrap()..];
    let numbers: Vec<&str> =
        line.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty()).collect();
    assert_eq!(numbers, ["2", "1", "0", "0", "0", "1"], "sent, waiting, late twice, ended, taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_months_are_shown_across_a_new_year() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    on(&test, "2026-03-31");
    test.report(&[]).await;
    on(&test, "2026-04-01");
    test.report(&[]).await;
    on(&test, "2027-03-31");
    let bakary = test.handler("bakary").await;
    let view = overview(&test.house, &bakary, "denunciation").await.unwrap();
    let first = Month { year: 2026, month: 4, received: 1, referred: 0 };
    assert_eq!((view.months.len(), view.months[0]), (12, first));
    let last = view.months[11];
    assert_eq!((last.year, last.month, last.received), (2027, 3, 0));
    assert_eq!(view.open(), 2, "an old open case stays among the open ones");
}

#[tokio::test(flavor = "multi_thread")]
async fn tallies_and_cases_count_the_same() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        test.report(&[("place", "ML0403")]).await;
        test.report(&[("place", "ML04")]).await;
        let mut conn = test.house.store.read().await.unwrap();
        let (from, to) = (date("2027-02-01"), date("2027-03-31"));
        let mut counted = async |place: &str, tallied| {
            let sight = figures::Sight { pack: "denunciation", place, team: None };
            let days = figures::by_day(&mut conn, &sight, from, to, tallied).await.unwrap();
            days.iter().map(|day| (day.day, day.cases)).collect::<Vec<_>>()
        };
        assert_eq!(counted("ML04", true).await, [(date("2027-03-01"), 2)]);
        assert_eq!(counted("ML0403", false).await, [(date("2027-03-01"), 1)]);
        assert!(!tallies::all(&mut conn).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_newly_enrolled_opens_an_older_case_only_after_it_was_shared() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let (alpha, beta) = peopled(&test).await;
        let report = test.report(&[("place", "ML0403"), ("exclude", &beta.to_string())]).await;
        let case = id_of(&test, &report.reference).await;
        let new = test.member("nene", Role::Caseworker, Some(alpha), None).await;
        let far = test.member("fanta", Role::Caseworker, Some(alpha), Some("ML05")).await;
        let barred = test.member("boua", Role::Caseworker, Some(beta), None).await;
        let reads = async |login: &str| {
            let handler = test.handler(login).await;
            casework::open(&test.house, &handler, case).await.ok().and_then(|dossier| dossier.report)
        };
        assert!(reads("nene").await.is_none());
        assert!(reads("awa").await.is_some());

        let mut bakary = signed_in(&test, "bakary").await;
        for (member, said) in [
            (new, "Un dossier de plus est ouvert"),
            (far, "Aucun dossier de plus"),
            (barred, "Aucun dossier de plus"),
            (new, "Aucun dossier de plus"),
        ] {
            let page = format!("/desk/members/{member}");
            let shown = send(&mut bakary, &page, &format!("{page}/share"), &[("pack", "denunciation")]).await;
            assert_eq!(shown.status, 200, "{}", shown.body);
            assert!(shown.body.contains(said), "{said}");
        }
        assert!(reads("nene").await.unwrap()["narrative"].contains("Récit synthétique"));
        assert!(reads("awa").await.is_some(), "nobody lost it");
        assert!(reads("fanta").await.is_none() && reads("boua").await.is_none());
        let mut conn = test.house.store.read().await.unwrap();
        for (_, _, wraps) in store::envelopes::wraps_of_case(&mut conn, case).await.unwrap() {
            let holders: Vec<_> =
                vault::decode_wraps(&wraps).unwrap().iter().map(|wrap| wrap.holder).collect();
            for outsider in [far, barred] {
                assert!(!holders.contains(&vault::HolderId(outsider.0.into_bytes())));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_coordinator_shares_and_only_what_the_coordinator_may_open() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let (alpha, beta) = peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    test.report(&[("place", "ML05"), ("exclude", &beta.to_string())]).await;
    let new = test.member("nene", Role::Caseworker, Some(alpha), None).await;
    for login in ["awa", "doro", "adama"] {
        let handler = test.handler(login).await;
        assert!(
            casework::share_with(&test.house, &handler, "denunciation", new, None).await.is_err(),
            "{login}"
        );
        let mut visitor = signed_in(&test, login).await;
        let page = format!("/desk/members/{new}");
        let sent = send(&mut visitor, &page, &format!("{page}/share"), &[("pack", "denunciation")]).await;
        assert!((400..500).contains(&sent.status), "{login}: {}", sent.status);
    }
    // Neither excluded nor out-of-place coordinators have anything to give.
    for login in ["coumba", "cercle"] {
        let handler = test.handler(login).await;
        let shared = casework::share_with(&test.house, &handler, "denunciation", new, None).await.unwrap();
        assert_eq!(shared.cases, 0, "{login}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrator_invites_shows_the_link_once_and_revokes_at_once() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let (alpha, _) = peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    let mut admin = signed_in(&test, "adama").await;
    let team = alpha.to_string();
    let good = [
        ("name", "Persona nene"),
        ("login", "nene"),
        ("role", "caseworker"),
        ("team", team.as_str()),
        ("pack", "denunciation"),
        ("place", "ML04"),
        ("lang", "fr"),
    ];
    let with = |changes: &[(&'static str, &'static str)]| {
        good.map(|(name, value)| {
            let changed = changes.iter().find(|(changed, _)| *changed == name);
            (name, changed.map_or(value, |(_, value)| *value))
        })
    };
    for (change, said) in [
        (("name", " "), "Écrivez un nom."),
        (("login", "ne ne"), "ne contient pas d’espace"),
        (("login", "awa"), "déjà pris"),
        (("role", "institution"), "Choisissez une réponse."),
        (("team", ""), "Choisissez l’organisation"),
        (("place", "XX99"), "Choisissez une réponse."),
    ] {
        let shown = send(&mut admin, "/desk/members/new", "/desk/members", &with(&[change])).await;
        assert_eq!(shown.status, 422, "{change:?}");
        assert!(shown.body.contains(said), "{change:?}: {}", shown.body);
        assert!(shown.body.contains("value=\"ML04\" checked") || change.0 == "place", "{change:?}");
    }
    let looked = with(&[("place", "")]);
    let mut looked = looked.to_vec();
    looked.extend([("place-words", "segu"), ("act", "search")]);
    let found = send(&mut admin, "/desk/members/new", "/desk/members", &looked).await;
    assert_eq!(found.status, 200);
    assert!(found.body.contains("value=\"ML04\"") && found.body.contains("value=\"Persona nene\""));

    let shown = send(&mut admin, "/desk/members/new", "/desk/members", &good).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let token = shown.body.split("/desk/enrol/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let (list, nene) = {
        let mut conn = test.house.store.read().await.unwrap();
        let member = members::by_login(&mut conn, "nene").await.unwrap().unwrap();
        (admin.get("/desk/members").await, MemberId(member.id))
    };
    assert!(list.body.contains("Persona nene") && list.body.contains("Ségou"));
    let page = format!("/desk/members/{nene}");
    for path in ["/desk/members", page.as_str()] {
        assert!(!admin.get(path).await.body.contains(&token), "{path}");
    }
    let fresh = send(&mut admin, &page, &format!("{page}/invitation"), &[]).await;
    let fresh = fresh.body.split("/desk/enrol/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(desk::enrol(&test.house, &token, PASSPHRASE, None).await.is_err(), "the first link is over");
    desk::enrol(&test.house, &fresh, PASSPHRASE, None).await.unwrap().unwrap();
    assert_eq!(send(&mut admin, &page, &format!("{page}/invitation"), &[]).await.status, 404);

    let mut working = signed_in(&test, "nene").await;
    assert_eq!(working.get("/desk/members").await.status, 404, "signed in, and no administrator");
    let done = send(&mut admin, &page, &format!("{page}/revoke"), &[]).await;
    assert_eq!((done.status, done.location()), (303, &*format!("{page}?returned=0")));
    assert_eq!(working.get("/desk/members").await.status, 303, "out with the next request");
    assert!(admin.get(&page).await.body.contains("retirée"));

    let own = test.handler("adama").await.member.id;
    let own = format!("/desk/members/{own}");
    assert_eq!(send(&mut admin, &page, &format!("{own}/revoke"), &[]).await.status, 403);
    assert_eq!(admin.get(&own).await.status, 200, "the last administrator stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_says_before_and_after_how_many_cases_go_back_and_that_the_last_key_leaves() {
    for engine in testkit::engines().await {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        let awa = test.member("awa", Role::Caseworker, Some(alpha), None).await;
        let segou = test.member("segou", Role::Caseworker, Some(alpha), Some("ML04")).await;
        let cercle = test.member("cercle", Role::Caseworker, Some(alpha), Some("ML0403")).await;
        test.member("adama", Role::Admin, None, None).await;
        let worker = test.handler("awa").await;
        for _ in 0..2 {
            let case = id_of(&test, &test.report(&[("place", "ML0403")]).await.reference).await;
            let seen = version(&test, case).await;
            casework::assign(&test.house, &worker, case, seen, Some((alpha, awa))).await.unwrap();
        }
        let mut admin = signed_in(&test, "adama").await;
        let keeper = test.handler("keeper").await.member.id;
        let revoke = async |admin: &mut Visitor, who: MemberId| {
            let page = format!("/desk/members/{who}");
            let done = send(admin, &page, &format!("{page}/revoke"), &[]).await;
            assert_eq!(done.status, 303, "{}", done.body);
            admin.get(done.location()).await.body
        };
        let page =
            async |admin: &mut Visitor, who: MemberId| admin.get(&format!("/desk/members/{who}")).await.body;

        let before = page(&mut admin, awa).await;
        assert!(before.contains("Les 2 dossiers en cours qu’elle suit retourneront"), "{before}");
        assert!(!before.contains("personne d’autre ne suit"), "the keeper follows the whole country too");
        let after = revoke(&mut admin, keeper).await;
        assert!(after.contains("Aucun dossier n’était à remettre"), "{after}");
        let before = page(&mut admin, awa).await;
        assert!(before.contains("personne d’autre ne suit tout ce lieu"), "{before}");
        assert!(
            !page(&mut admin, cercle).await.contains("personne d’autre ne suit"),
            "Ségou holds the cercle"
        );
        let after = revoke(&mut admin, awa).await;
        assert!(after.contains("2 dossiers sont retournés dans la file"), "{after}");
        assert!(!after.contains("plus personne ne détient"), "{after}");

        assert!(page(&mut admin, segou).await.contains("personne d’autre ne suit tout ce lieu"));
        revoke(&mut admin, cercle).await;
        let before = page(&mut admin, segou).await;
        assert!(before.contains("la dernière personne de la maison à détenir une clé"), "{before}");
        let after = revoke(&mut admin, segou).await;
        assert!(after.contains("plus personne ne détient de clé"), "{after}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_token_of_the_session_changes_nothing() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let (alpha, _) = peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    let mut admin = signed_in(&test, "adama").await;
    let awa = test.handler("awa").await.member.id;
    let (revoke, team) = (format!("/desk/members/{awa}/revoke"), alpha.to_string());
    for (to, fields) in [
        (revoke.as_str(), vec![]),
        ("/desk/teams", vec![("name", "Gamma"), ("short", "gamma")]),
        ("/desk/members", vec![("name", "x"), ("login", "x"), ("role", "admin"), ("team", team.as_str())]),
        ("/desk/offices", vec![("name", "x"), ("kind", "pef"), ("email", "x@example.org")]),
    ] {
        assert_eq!(admin.post(to, &fields).await.status, 403, "{to}");
    }
    assert_eq!(signed_in(&test, "awa").await.get("/desk/coordinator").await.status, 404, "awa is still in");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrator_adds_an_organisation_under_a_name_of_its_own() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    let mut admin = signed_in(&test, "adama").await;
    let list = "/desk/members";
    let twice = send(&mut admin, list, "/desk/teams", &[("name", "Autre"), ("short", "alpha")]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.body.contains("déjà pris") && twice.body.contains("value=\"Autre\""));
    let done = send(&mut admin, list, "/desk/teams", &[("name", "Gamma essai"), ("short", "gamma")]).await;
    assert_eq!(done.status, 303);
    assert!(admin.get(list).await.body.contains("Gamma essai"));
}

#[tokio::test(flavor = "multi_thread")]
async fn admin_and_coordinator_keep_the_directory_and_a_closed_body_is_handed_nothing() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    test.member("adama", Role::Admin, None, None).await;
    for login in ["awa", "doro"] {
        assert_eq!(signed_in(&test, login).await.get("/desk/offices").await.status, 404, "{login}");
    }
    let mut admin = signed_in(&test, "adama").await;
    assert!(admin.get("/desk/offices").await.body.contains("Aucun organe n’est inscrit"));
    let new = "/desk/offices/new";
    for (fields, said) in [
        (
            [("kind", ""), ("name", "Inspection"), ("email", "a@example.org"), ("place", "")],
            "Choisissez une réponse.",
        ),
        ([("kind", "pef"), ("name", ""), ("email", "a@example.org"), ("place", "")], "Écrivez un nom."),
        ([("kind", "pef"), ("name", "Pôle"), ("email", "nulle part"), ("place", "")], "pas complète"),
    ] {
        let shown = send(&mut admin, new, "/desk/offices", &fields).await;
        assert_eq!(shown.status, 422, "{said}");
        assert!(shown.body.contains(said), "{said}");
    }
    let good =
        [("kind", "inspectorate"), ("name", "Inspection"), ("email", "a@example.org"), ("place", "ML04")];
    assert_eq!(send(&mut admin, new, "/desk/offices", &good).await.status, 303);
    let mut bakary = signed_in(&test, "bakary").await;
    let list = bakary.get("/desk/offices").await;
    assert!(list.body.contains("Inspection") && list.body.contains("Ségou"));
    let page = list.body.split("href=\"/desk/offices/").find_map(|rest| {
        let id = rest.split('"').next().unwrap();
        (id.len() == 36).then(|| format!("/desk/offices/{id}"))
    });
    let page = page.unwrap();
    let corrected = [("kind", "pef"), ("name", "Pôle de test"), ("email", "b@example.org"), ("place", "")];
    assert_eq!(send(&mut bakary, &page, &page, &corrected).await.status, 303);
    assert!(bakary.get(&page).await.body.contains("value=\"Pôle de test\""));

    assert_eq!(send(&mut bakary, &page, &format!("{page}/close"), &[]).await.status, 303);
    assert!(bakary.get("/desk/offices").await.body.contains("fermé"));
    let report = test.report(&[]).await;
    let case = id_of(&test, &report.reference).await;
    let (house, who) = (&test.house, test.handler("bakary").await);
    casework::assess(house, &who, case, version(&test, case).await, 3, vec![], "Raisons.").await.unwrap();
    casework::summarise(house, &who, case, version(&test, case).await, "Résumé.").await.unwrap();
    let id = OfficeId(page.rsplit('/').next().unwrap().parse().unwrap());
    assert!(office::refer(house, &who, case, version(&test, case).await, id, None).await.is_err());
    let unknown = "/desk/offices/00000000-0000-0000-0000-000000000000";
    assert_eq!(bakary.get(unknown).await.status, 404);
    assert_eq!(send(&mut bakary, &page, unknown, &good).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_enter_key_saves_a_body_unless_new_words_of_a_place_were_typed() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    let mut bakary = signed_in(&test, "bakary").await;
    let body = [("kind", "inspectorate"), ("name", "Inspection neuve"), ("email", "neuve@example.org")];
    let with = |more: &[(&'static str, &'static str)]| [&body[..], more, &[("act", "enter")]].concat();
    let words = with(&[("place-words", "segu"), ("place-sought", "")]);
    let looked = send(&mut bakary, "/desk/offices/new", "/desk/offices", &words).await;
    assert!(looked.status == 200 && looked.body.contains("value=\"ML04\""), "{}", looked.body);
    assert_eq!(looked.value_of("place-sought"), Some("segu"));
    let form = &looked.body[looked.body.find("<form method=\"post\" action=\"/desk/offices\"").unwrap()..];
    let first = &form[form.find("<button").unwrap()..];
    assert!(first[..first.find('>').unwrap()].contains("value=\"enter\""), "what the Enter key presses");
    let chosen = with(&[("place-words", "segu"), ("place-sought", "segu"), ("place", "ML04")]);
    let saved = send(&mut bakary, "/desk/offices/new", "/desk/offices", &chosen).await;
    assert_eq!((saved.status, saved.location()), (303, "/desk/offices"));
    let second = with(&[("place-words", ""), ("place-sought", "")]);
    let saved = send(&mut bakary, "/desk/offices/new", "/desk/offices", &second).await;
    assert_eq!(saved.status, 303, "typing an address and pressing Enter saves");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_silences_that_is_cut_says_of_how_many_and_leads_to_all() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    peopled(&test).await;
    let body = test.office("Inspection de test", "inspectorate").await;
    for _ in 0..52 {
        let report = test.report(&[]).await;
        let case = id_of(&test, &report.reference).await;
        hand_over(&test, "bakary", case, body).await;
    }
    on(&test, "2027-06-01");
    let page = signed_in(&test, "bakary").await.get("/desk/coordinator").await.body;
    assert!(page.contains("Les 50 plus anciennes, sur 52."), "{page}");
    assert!(page.contains("href=\"/desk?tab=overdue&amp;pack=denunciation\""), "{page}");
}
