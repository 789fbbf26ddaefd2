//! What reporters are promised, held against what the desk and the bodies can do.

use acts::desk::Handler;
use acts::office::{LinkState, Reply};
use acts::{Error, audit, casework, chores, desk, directory, follow, office};
use civic::case::{Case, Consent, MomentKind, Refusal};
use civic::directory::{Role, Scope};
use civic::place::Level;
use kernel::{CaseId, Lang, OfficeId, TeamId};
use store::cases;
use testhouse::TestHouse;

struct Given {
    test: TestHouse,
    alpha: TeamId,
    awa: Handler,
    bakary: Handler,
    body: OfficeId,
    id: CaseId,
    receipt: String,
}

impl Given {
    async fn on(engine: testkit::TestStore, more: &[(&str, &str)]) -> Self {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        let body = test.office("Inspection de test", "inspectorate").await;
        let receipted = test.report(more).await;
        let (awa, bakary) = (test.handler("awa").await, test.handler("bakary").await);
        let id = casework::find(&test.house, &awa, &receipted.reference).await.unwrap();
        Self { test, alpha, awa, bakary, body, id, receipt: receipted.receipt }
    }

    async fn new(more: &[(&str, &str)]) -> Self {
        Self::on(testkit::sqlite().await, more).await
    }

    async fn case(&self) -> Case {
        cases::read(&mut self.test.house.store.read().await.unwrap(), self.id).await.unwrap().unwrap().0
    }

    async fn prepare(&self, mark: u8) {
        let house = &self.test.house;
        let seen = self.case().await.version;
        casework::assess(house, &self.awa, self.id, seen, mark, Vec::new(), "Raisons.").await.unwrap();
        let seen = self.case().await.version;
        casework::summarise(house, &self.awa, self.id, seen, "Résumé.").await.unwrap();
    }

    async fn refer(&self, aside: Option<&str>) -> acts::Result<office::Handed> {
        let seen = self.case().await.version;
        office::refer(&self.test.house, &self.bakary, self.id, seen, self.body, aside).await
    }

    async fn note_consent(&self, consent: Consent, how: &str) -> acts::Result<()> {
        let seen = self.case().await.version;
        casework::record_consent(&self.test.house, &self.awa, self.id, seen, consent, how).await
    }

    async fn holder(&self) -> follow::Holder {
        follow::enter(&self.test.house, &self.receipt).await.unwrap()
    }

    async fn told(&self, kind: impl Fn(&MomentKind) -> bool) -> Option<follow::Line> {
        let seen = follow::view(&self.test.house, &self.holder().await).await.unwrap();
        seen.lines.into_iter().find(|line| kind(&line.moment.kind))
    }
}

fn refused<T>(done: acts::Result<T>, by: Refusal) -> bool {
    matches!(done, Err(Error::Refused(refusal)) if refusal == by)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_reporter_overturns_the_reporters_own_no() {
    let given = Given::new(&[("consent_referral", "no")]).await;
    given.prepare(3).await;
    assert!(refused(given.note_consent(Consent::Yes, "Au téléphone.").await, Refusal::ReporterRefused));
    assert!(refused(given.refer(None).await, Refusal::NeedsConsent));
    follow::consent(&given.test.house, &given.holder().await, Consent::Yes).await.unwrap();
    assert!(given.told(|kind| *kind == MomentKind::Consented(Consent::Yes)).await.is_some());
    assert!(given.refer(None).await.is_ok());
    let late = follow::consent(&given.test.house, &given.holder().await, Consent::No).await;
    assert!(refused(late, Refusal::HandedOver));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_noted_by_the_desk_says_how_it_was_given_and_the_reporter_reads_it_and_can_take_it_back() {
    for engine in testkit::engines().await {
        let given = Given::on(engine, &[("consent_referral", "later")]).await;
        given.prepare(3).await;
        assert!(refused(given.note_consent(Consent::Yes, " ").await, Refusal::NeedsReason));
        given.note_consent(Consent::Yes, "Au téléphone, le 1er mars.").await.unwrap();
        let line =
            given.told(|kind| matches!(kind, MomentKind::ConsentNoted(Consent::Yes, _))).await.unwrap();
        assert_eq!(line.words.as_deref(), Some("Au téléphone, le 1er mars."));
        let holder = given.holder().await;
        assert!(follow::view(&given.test.house, &holder).await.unwrap().may_withdraw);
        follow::consent(&given.test.house, &holder, Consent::No).await.unwrap();
        assert!(refused(given.refer(None).await, Refusal::NeedsConsent));
        assert!(refused(given.note_consent(Consent::Yes, "Encore.").await, Refusal::ReporterRefused));
        let audit = audit::run(&given.test.house).await.unwrap();
        assert!(audit.ok, "{:?}", audit.problems);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_without_consent_is_told_to_the_reporter_and_counts_for_one_hand_over_only() {
    let given = Given::new(&[("consent_referral", "no")]).await;
    given.prepare(3).await;
    let handed = given.refer(Some("Danger de mort.")).await.unwrap();
    assert!(given.told(|kind| *kind == MomentKind::ConsentSetAside).await.is_some());
    let house = &given.test.house;
    let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    office::reply(house, &mandate, Reply::Refuse("Pas de notre ressort.".into()), Vec::new()).await.unwrap();
    assert!(refused(given.refer(None).await, Refusal::NeedsConsent));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_credible_is_handed_to_nobody_whatever_the_reason() {
    let given = Given::new(&[]).await;
    given.prepare(1).await;
    assert!(refused(given.refer(None).await, Refusal::NotCredible));
    assert!(refused(given.refer(Some("Danger.")).await, Refusal::NotCredible));
    given.prepare(2).await;
    assert!(given.refer(None).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_refuses_reads_the_summary_no_more_and_a_slip_of_the_hand_takes_no_try() {
    for engine in testkit::engines().await {
        let given = Given::on(engine, &[]).await;
        given.prepare(3).await;
        let handed = given.refer(None).await.unwrap();
        let (house, link) = (&given.test.house, &*handed.link);
        for _ in 0..2 * office::MOST_TRIES {
            assert!(matches!(office::unlock(house, link, "abc").await, Err(Error::MistypedCode)));
        }
        let cookie = office::unlock(house, link, &handed.code).await.unwrap();
        let mandate = office::mandate(house, link, &cookie).await.unwrap();
        let reason = Reply::Refuse("Pas de notre ressort.".into());
        office::reply(house, &mandate, reason, Vec::new()).await.unwrap();
        assert!(matches!(office::mandate(house, link, &cookie).await, Err(Error::SignedOut)));
        let state = async |cookie| office::link_state(house, link, cookie).await.unwrap();
        assert_eq!(state(Some(&*cookie)).await, LinkState::Refused);
        assert_eq!(state(None).await, LinkState::Ended);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_sent_twice_is_kept_once_on_both_sides() {
    let given = Given::new(&[]).await;
    let (house, holder) = (&given.test.house, given.holder().await);
    let send = || follow::write(house, &holder, "Une précision.", Vec::new());
    let (first, second) = tokio::join!(send(), send());
    assert!(first.is_ok() && second.is_ok(), "neither is told that it failed");
    send().await.unwrap();
    assert_eq!(given.case().await.messages.len(), 1);
    let seen = given.case().await.version;
    let write = |words| casework::write(house, &given.awa, given.id, seen, words);
    let (first, second) = tokio::join!(write("Merci."), write("Merci."));
    assert!(first.is_ok() && second.is_ok(), "neither is told that it failed");
    assert!(refused(write("Autre chose.").await, Refusal::Changed), "other words were not sent before");
    send().await.unwrap();
    assert_eq!(given.case().await.messages.len(), 3, "after an answer the same words say something again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_is_noted_though_others_write_at_the_same_moment_and_that_of_a_file_too() {
    let given = Given::new(&[]).await;
    let (house, holder) = (&given.test.house, given.holder().await);
    let file = acts::intake::Upload { name: "p.txt".into(), mime: "text/plain".into(), bytes: b"x".to_vec() };
    follow::write(house, &holder, "Voici.", vec![file]).await.unwrap();
    let attached = given.case().await.attachments[0];
    casework::file(house, &given.bakary, given.id, attached).await.unwrap();
    assert!(given.case().await.readers.contains_key(&given.bakary.member.id));
    for round in 0..5 {
        given.test.clock.advance(11 * 60);
        let words = format!("Message {round}");
        let awa = given.test.handler("awa").await;
        let (opened, written) = tokio::join!(
            casework::open(house, &awa, given.id),
            follow::write(house, &holder, &words, vec![])
        );
        assert!(opened.is_ok() && written.is_ok());
        assert_eq!(given.case().await.readers[&awa.member.id].1, round + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cases_of_somebody_who_is_revoked_go_back_in_the_queue() {
    for engine in testkit::engines().await {
        let given = Given::on(engine, &[]).await;
        let (house, awa) = (&given.test.house, given.awa.member.id);
        let seen = given.case().await.version;
        casework::assign(house, &given.awa, given.id, seen, Some((given.alpha, awa))).await.unwrap();
        desk::revoke(house, awa).await.unwrap();
        let case = given.case().await;
        assert_eq!((case.member, case.team), (None, Some(given.alpha)), "the team still holds the keys");
        let audit = audit::run(house).await.unwrap();
        assert!(audit.ok, "{:?}", audit.problems);
        chores::run(house).await.unwrap();
        assert_eq!(given.case().await.last_seq, case.last_seq, "once is enough");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_is_let_in_only_with_an_organisation_that_can_be_excluded() {
    let given = Given::new(&[]).await;
    given.test.member("admin", Role::Admin, None, None).await;
    let admin = given.test.handler("admin").await;
    let invitee = |team| desk::Invitee {
        team,
        role: Role::Auditor,
        name: "Persona".to_owned(),
        login: "auditor".to_owned(),
        scopes: vec![Scope { pack: "denunciation".to_owned(), place: None }],
        lang: Lang::Fr,
    };
    let refused = directory::invite(&given.test.house, &admin, invitee(None)).await;
    assert!(matches!(refused, Err(Error::Answers(faults)) if faults[0].key == "error-team-needed"));
    assert!(directory::invite(&given.test.house, &admin, invitee(Some(given.alpha))).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn people_work_on_a_region_a_cercle_a_commune_or_the_whole_country_and_on_nothing_smaller() {
    let given = Given::new(&[]).await;
    given.test.member("admin", Role::Admin, None, None).await;
    let (house, admin) = (&given.test.house, given.test.handler("admin").await);
    let place_at =
        |level| house.places.iter().find(|place| place.level() == level).unwrap().code().to_owned();
    let invite = async |login: &str, place: String| {
        let invitee = desk::Invitee {
            team: Some(given.alpha),
            role: Role::Caseworker,
            name: " Persona ".to_owned(),
            login: login.to_owned(),
            scopes: vec![Scope { pack: "denunciation".to_owned(), place: Some(place) }],
            lang: Lang::Fr,
        };
        directory::invite(house, &admin, invitee).await
    };
    let (id, _) = invite("everywhere", place_at(Level::Country)).await.unwrap();
    let person = directory::person(house, &admin, id).await.unwrap();
    assert_eq!((&*person.name, person.scopes[0].place.as_deref()), ("Persona", None));
    assert!(invite("commune", place_at(Level::Commune)).await.is_ok());
    let refused = invite("village", place_at(Level::Locality)).await;
    assert!(matches!(refused, Err(Error::Answers(faults)) if faults[0].key == "error-place-small"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_leaves_once_nobody_works_for_it_any_more() {
    let given = Given::new(&[]).await;
    given.test.member("admin", Role::Admin, None, None).await;
    let (house, admin) = (&given.test.house, given.test.handler("admin").await);
    let leave = || directory::close_organisation(house, &admin, given.alpha);
    assert!(refused(
        directory::close_organisation(house, &given.bakary, given.alpha).await,
        Refusal::NotYours
    ));
    assert!(matches!(leave().await, Err(Error::Answers(faults)) if faults[0].key == "error-team-people"));
    for person in [given.awa.member.id, given.bakary.member.id] {
        directory::revoke(house, &admin, person).await.unwrap();
    }
    leave().await.unwrap();
    assert!(matches!(leave().await, Err(Error::NotFound)));
    assert!(
        house.surroundings(&house.service("denunciation").unwrap().files).await.unwrap().teams().is_empty(),
        "reporters are not asked about it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_after_two_hours_and_with_the_contents() {
    let given = Given::new(&[]).await;
    let house = &given.test.house;
    let mut cookie = given.holder().await.to_cookie(house).unwrap();
    for _ in 0..8 {
        given.test.clock.advance(14 * 60);
        cookie = follow::Holder::from_cookie(house, &cookie).unwrap().to_cookie(house).unwrap();
    }
    given.test.clock.advance(9 * 60);
    let ended = follow::Holder::from_cookie(house, &cookie);
    assert!(matches!(ended, Err(Error::SignedOut)), "in use, and all the same");

    let holder = given.holder().await;
    let seen = given.case().await.version;
    casework::close(house, &given.awa, given.id, seen, "unfounded").await.unwrap();
    given.test.clock.advance(10 * 366 * 86_400);
    chores::run(house).await.unwrap();
    assert!(matches!(follow::view(house, &holder).await, Err(Error::NotFound)));
}
