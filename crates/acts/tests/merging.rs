//! Two reports of the same facts go on as one: neither reporter loses anything by it. On both engines.

use acts::desk::Handler;
use acts::intake::Receipted;
use acts::office::Reply;
use acts::{Error, audit, casework, chores, follow, office};
use civic::case::{Case, Consent, Refusal, Satisfaction};
use civic::directory::Role;
use kernel::{CaseId, Date, OfficeId, Timestamp};
use store::cases;
use testhouse::TestHouse;

struct Two {
    test: TestHouse,
    bakary: Handler,
    body: OfficeId,
    /// The case that goes on, and the one that gives way.
    stays: (CaseId, Receipted),
    gives_way: (CaseId, Receipted),
}

impl Two {
    async fn on(engine: testkit::TestStore, second: &[(&str, &str)]) -> Self {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        let body = test.office("Inspection de test", "inspectorate").await;
        let (one, other) = (test.report(&[]).await, test.report(second).await);
        let bakary = test.handler("bakary").await;
        let first = casework::find(&test.house, &bakary, &one.reference).await.unwrap();
        let second = casework::find(&test.house, &bakary, &other.reference).await.unwrap();
        Self { test, bakary, body, stays: (first, one), gives_way: (second, other) }
    }

    async fn case(&self, id: CaseId) -> Case {
        cases::read(&mut self.test.house.store.read().await.unwrap(), id).await.unwrap().unwrap().0
    }

    async fn version(&self, id: CaseId) -> u32 {
        self.case(id).await.version
    }

    async fn merge(&self, id: CaseId, into: CaseId) -> acts::Result<()> {
        casework::merge(&self.test.house, &self.bakary, id, self.version(id).await, into).await
    }

    async fn prepare(&self, id: CaseId) {
        let (house, bakary) = (&self.test.house, &self.bakary);
        casework::assess(house, bakary, id, self.version(id).await, 3, Vec::new(), "Précis.").await.unwrap();
        casework::summarise(house, bakary, id, self.version(id).await, "Résumé.").await.unwrap();
    }

    async fn refer(&self, id: CaseId) -> acts::Result<office::Handed> {
        office::refer(&self.test.house, &self.bakary, id, self.version(id).await, self.body, None).await
    }

    async fn answer(&self, handed: &office::Handed) -> acts::Result<()> {
        let house = &self.test.house;
        let cookie = office::unlock(house, &handed.link, &handed.code).await?;
        let mandate = office::mandate(house, &handed.link, &cookie).await?;
        let reply = Reply::Answer { text: "Fait.".into(), measure: "sanction".into() };
        office::reply(house, &mandate, reply, Vec::new()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_report_keeps_its_messages_its_closing_questions_and_its_day_of_erasure() {
    for engine in testkit::engines().await {
        let two = Two::on(engine, &[]).await;
        let (house, bakary) = (&two.test.house, &two.bakary);
        let ((stays, _), (gone, receipted)) = (&two.stays, &two.gives_way);
        two.merge(*gone, *stays).await.unwrap();
        let holder = follow::enter(house, &receipted.receipt).await.unwrap();
        follow::write(house, &holder, "Encore un détail.", Vec::new()).await.unwrap();
        assert!(two.case(*stays).await.unread, "the desk is told on the case that goes on");
        let page = casework::open(house, bakary, *stays).await.unwrap();
        let said = &page.messages[0];
        assert_eq!(said.text.as_deref(), Some("Encore un détail."));
        assert_eq!(said.case.as_ref().unwrap().as_str(), receipted.reference);
        assert!(!two.case(*stays).await.unread && !two.case(*gone).await.unread);
        assert!(
            two.case(*gone).await.readers.contains_key(&bakary.member.id),
            "the reading is noted in both"
        );

        two.prepare(*stays).await;
        let handed = two.refer(*stays).await.unwrap();
        two.answer(&handed).await.unwrap();
        assert!(!follow::view(house, &holder).await.unwrap().asks_feedback);
        casework::close(house, bakary, *stays, two.version(*stays).await, "resolved").await.unwrap();
        assert!(follow::view(house, &holder).await.unwrap().asks_feedback);
        follow::tell(house, &holder, true, Satisfaction::Partly).await.unwrap();
        assert_eq!(two.case(*gone).await.feedback, Some((true, Satisfaction::Partly)));
        assert!(two.case(*stays).await.feedback.is_none(), "the other reporter answers for themselves");
        assert!(two.case(*gone).await.erase_on.is_some());

        casework::reopen(house, bakary, *stays, two.version(*stays).await, "À revoir.").await.unwrap();
        assert_eq!((two.case(*gone).await.erase_on, two.case(*gone).await.feedback), (None, None));
        let version = two.version(*stays).await;
        casework::close(house, bakary, *stays, version, "unfounded").await.unwrap();
        let both = (two.case(*stays).await.erase_on, two.case(*gone).await.erase_on);
        assert!(both.0.is_some() && both.0 == both.1, "{both:?}");
        let audit = audit::run(house).await.unwrap();
        assert!(audit.ok, "{:?}", audit.problems);
        let later = Date::from_calendar_date(2031, kernel::Month::January, 1).unwrap();
        two.test.clock.set(Timestamp::start_of(later));
        assert_eq!(chores::run(house).await.unwrap().erased, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reporter_of_a_merged_case_needs_one_connection_at_a_time() {
    let two = Two::on(testkit::sqlite().await, &[]).await;
    two.merge(two.gives_way.0, two.stays.0).await.unwrap();
    let house = &two.test.house;
    let holder = follow::enter(house, &two.gives_way.1.receipt).await.unwrap();
    // SQLite lends three. Whoever holds one and waits for another waits for good when three do.
    let _held = (house.store.read().await.unwrap(), house.store.read().await.unwrap());
    follow::write(house, &holder, "Un détail de plus.", Vec::new()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_erased_with_the_case_it_was_joined_to_goes_on_when_separated() {
    let two = Two::on(testkit::sqlite().await, &[]).await;
    let ((stays, _), (gone, _)) = (&two.stays, &two.gives_way);
    two.merge(*gone, *stays).await.unwrap();
    let version = two.version(*stays).await;
    casework::close(&two.test.house, &two.bakary, *stays, version, "unfounded").await.unwrap();
    assert_eq!(two.case(*gone).await.erase_on, two.case(*stays).await.erase_on);
    casework::unmerge(&two.test.house, &two.bakary, *gone).await.unwrap();
    assert_eq!(two.case(*gone).await.erase_on, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_case_and_an_open_one_are_not_joined_either_way() {
    let two = Two::on(testkit::sqlite().await, &[]).await;
    let ((closed, _), (open, _)) = (&two.stays, &two.gives_way);
    let version = two.version(*closed).await;
    casework::close(&two.test.house, &two.bakary, *closed, version, "unfounded").await.unwrap();
    assert!(matches!(two.merge(*open, *closed).await, Err(Error::Refused(Refusal::Ended))));
    assert!(matches!(two.merge(*closed, *open).await, Err(Error::Refused(Refusal::Ended))));
    assert!(two.case(*open).await.erase_on.is_none() && two.case(*open).await.merged_into.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_a_body_owes_an_answer_to_is_not_merged_away_from_it() {
    let two = Two::on(testkit::sqlite().await, &[]).await;
    let ((stays, _), (waits, _)) = (&two.stays, &two.gives_way);
    two.prepare(*waits).await;
    let handed = two.refer(*waits).await.unwrap();
    assert!(matches!(two.merge(*waits, *stays).await, Err(Error::Refused(Refusal::WaitsOnBody))));
    two.merge(*stays, *waits).await.unwrap();
    two.answer(&handed).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joined_reporter_who_has_not_agreed_counts_as_much_as_the_first() {
    for answer in ["no", "later"] {
        let two = Two::on(testkit::sqlite().await, &[("consent_referral", answer)]).await;
        let ((stays, _), (gone, _)) = (&two.stays, &two.gives_way);
        two.prepare(*stays).await;
        two.merge(*gone, *stays).await.unwrap();
        assert_eq!(two.case(*stays).await.consent, Consent::Yes);
        assert!(matches!(two.refer(*stays).await, Err(Error::Refused(Refusal::NeedsConsent))), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joined_case_changes_hands_and_keys_with_the_one_that_goes_on() {
    for engine in testkit::engines().await {
        let two = Two::on(engine, &[]).await;
        let (test, house, bakary) = (&two.test, &two.test.house, &two.bakary);
        let ((stays, _), (gone, receipted)) = (&two.stays, &two.gives_way);
        let (alpha, beta) = (bakary.member.team.unwrap(), test.team("Beta").await);
        test.member("bintou", Role::Caseworker, Some(beta), None).await;
        let aminata = test.member("aminata", Role::Caseworker, Some(alpha), None).await;
        let (bintou, aminata_handler) = (test.handler("bintou").await, test.handler("aminata").await);
        share(house, bakary, bintou.member.id).await;
        share(house, bakary, aminata).await;
        assert!(casework::open(house, &bintou, *gone).await.unwrap().report.is_some());

        two.merge(*gone, *stays).await.unwrap();
        let seen = two.version(*stays).await;
        casework::assign(house, bakary, *stays, seen, Some((alpha, aminata))).await.unwrap();
        let reference = &receipted.reference;
        assert!(matches!(casework::find(house, &bintou, reference).await, Err(Error::NotFound)));
        assert!(matches!(casework::open(house, &bintou, *gone).await, Err(Error::NotFound)));
        assert!(!holds_a_key(&two, *gone, bintou.member.id).await, "what was sealed to Beta is not any more");
        assert!(casework::open(house, &aminata_handler, *gone).await.unwrap().report.is_some());

        // Somebody of Alpha who comes later gets both.
        let late = test.member("oumou", Role::Caseworker, Some(alpha), None).await;
        assert_eq!(share(house, bakary, late).await, 2);
        let late = test.handler("oumou").await;
        assert!(casework::open(house, &late, *gone).await.unwrap().report.is_some());

        casework::unmerge(house, bakary, *gone).await.unwrap();
        assert!(
            casework::open(house, &bintou, *gone).await.unwrap().report.is_some(),
            "separated, it is free again"
        );
        assert!(matches!(casework::find(house, &bintou, &two.stays.1.reference).await, Err(Error::NotFound)));
        let audit = audit::run(house).await.unwrap();
        assert!(audit.ok, "{:?}", audit.problems);
    }
}

async fn share(house: &acts::House, handler: &Handler, member: kernel::MemberId) -> u64 {
    casework::share_with(house, handler, "denunciation", member, None).await.unwrap().cases
}

async fn holds_a_key(two: &Two, id: CaseId, member: kernel::MemberId) -> bool {
    let mut conn = two.test.house.store.read().await.unwrap();
    let holder = vault::HolderId(member.0.into_bytes());
    let sealed = store::envelopes::wraps_of_case(&mut conn, id).await.unwrap();
    let wraps = sealed.iter().flat_map(|(_, _, wraps)| vault::decode_wraps(wraps).unwrap());
    wraps.into_iter().any(|wrap| wrap.holder == holder)
}
