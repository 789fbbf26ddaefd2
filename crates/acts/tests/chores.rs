//! What the clock does: letters that are still true when they leave, and no case that holds up the others.

use acts::desk::Handler;
use acts::office::{Handed, Letter, Reply};
use acts::{Error, casework, chores, desk, office};
use civic::case::{Actor, Case, Event, Recorded};
use civic::directory::Role;
use kernel::{CaseId, Date, MemberId, Month, OfficeId, TeamId, Timestamp};
use std::time::Duration;
use store::outbox::{self, PostState};
use store::{cases, drafts};
use testhouse::TestHouse;

struct Given {
    test: TestHouse,
    alpha: TeamId,
    bakary: Handler,
    body: OfficeId,
}

impl Given {
    async fn on(engine: testkit::TestStore) -> Self {
        let test = TestHouse::on(engine).await;
        let alpha = test.team("Alpha").await;
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        let body = test.office("Inspection de test", "inspectorate").await;
        let bakary = test.handler("bakary").await;
        Self { test, alpha, bakary, body }
    }

    async fn reported(&self) -> CaseId {
        let receipted = self.test.report(&[]).await;
        casework::find(&self.test.house, &self.bakary, &receipted.reference).await.unwrap()
    }

    async fn case(&self, id: CaseId) -> Case {
        cases::read(&mut self.test.house.store.read().await.unwrap(), id).await.unwrap().unwrap().0
    }

    async fn version(&self, id: CaseId) -> u32 {
        self.case(id).await.version
    }

    async fn referred(&self) -> (CaseId, Handed) {
        let (id, house, bakary) = (self.reported().await, &self.test.house, &self.bakary);
        casework::assess(house, bakary, id, self.version(id).await, 3, vec![], "Précis.").await.unwrap();
        casework::summarise(house, bakary, id, self.version(id).await, "Résumé.").await.unwrap();
        let handed = office::refer(house, bakary, id, self.version(id).await, self.body, None).await.unwrap();
        (id, handed)
    }

    async fn renew(&self, id: CaseId) -> Handed {
        let referral = self.case(id).await.waiting_referral().unwrap().id;
        office::renew(&self.test.house, &self.bakary, id, referral).await.unwrap()
    }

    async fn answer(&self, handed: &Handed) {
        let house = &self.test.house;
        let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
        let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
        let reply = Reply::Answer { text: "Fait.".into(), measure: "sanction".into() };
        office::reply(house, &mandate, reply, Vec::new()).await.unwrap();
    }

    async fn letters(&self) -> Vec<Letter> {
        chores::due_letters(&self.test.house).await.unwrap().into_iter().map(|(_, letter)| letter).collect()
    }

    async fn stored(&self, state: PostState) -> Vec<outbox::Post> {
        outbox::list(&mut self.test.house.store.read().await.unwrap(), state, 100).await.unwrap()
    }

    /// Adds events to a case as no act would: `seqs` after the last one, and the list row as it was.
    async fn damage(&self, id: CaseId, seqs: &[u32]) {
        let (case, at) = (self.case(id).await, self.test.clock_now());
        let events: Vec<Recorded> = seqs
            .iter()
            .map(|more| Recorded { seq: case.last_seq + more, at, actor: Actor::System, event: Event::Read })
            .collect();
        let pack = self.test.house.service("denunciation").unwrap().pack.clone();
        let append = async move |tx: &mut store::Tx| cases::append(tx, &case, &pack, &events).await;
        self.test.house.store.write(append).await.unwrap();
    }

    fn turn_to(&self, year: i32, month: Month, day: u8) {
        let day = Date::from_calendar_date(year, month, day).unwrap();
        self.test.clock.set(Timestamp::start_of(day).plus_seconds(9 * 3600));
    }
}

trait Now {
    fn clock_now(&self) -> Timestamp;
}

impl Now for TestHouse {
    fn clock_now(&self) -> Timestamp {
        self.house.clock.now()
    }
}

fn reminded(case: &Case) -> Vec<u32> {
    case.referrals[0].reminded.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_renewed_late_opens_for_thirty_days_from_then() {
    let given = Given::on(testkit::sqlite().await).await;
    let (id, old) = given.referred().await;
    given.turn_to(2027, Month::October, 1);
    let house = &given.test.house;
    assert!(matches!(office::unlock(house, &old.link, &old.code).await, Err(Error::SignedOut)));
    let fresh = given.renew(id).await;
    given.turn_to(2027, Month::October, 30);
    let cookie = office::unlock(house, &fresh.link, &fresh.code).await.unwrap();
    office::mandate(house, &fresh.link, &cookie).await.unwrap();
    given.turn_to(2027, Month::November, 2);
    assert!(matches!(office::mandate(house, &fresh.link, &cookie).await, Err(Error::SignedOut)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_tried_for_a_day_and_a_half_and_its_link_is_erased_with_the_case() {
    for engine in testkit::engines().await {
        let given = Given::on(engine).await;
        let (id, _) = given.referred().await;
        let (house, begun) = (&given.test.house, given.test.clock_now());
        while let [waiting] = &given.stored(PostState::Queued).await[..] {
            given.test.clock.set(Timestamp(waiting.due));
            for (post, _) in chores::due_letters(house).await.unwrap() {
                chores::settle(house, post, Err("refused for now (451)".to_owned())).await.unwrap();
            }
        }
        let hours = (given.test.clock_now().0 - begun.0) / 3_600_000;
        assert!((34..=40).contains(&hours), "{hours}");
        assert!(!given.stored(PostState::Failed).await[0].payload.is_empty());

        let case = given.case(id).await;
        casework::recall(house, &given.bakary, id, case.version, "Silence.").await.unwrap();
        casework::close(house, &given.bakary, id, given.version(id).await, "unfounded").await.unwrap();
        given.turn_to(2035, Month::January, 2);
        assert_eq!(chores::run(house).await.unwrap().erased, 1);
        for state in [PostState::Queued, PostState::Sent, PostState::Failed] {
            assert!(given.stored(state).await.is_empty(), "{state}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_link_was_replaced_or_taken_back_never_leaves() {
    for engine in testkit::engines().await {
        let given = Given::on(engine).await;
        let (id, _) = given.referred().await;
        let fresh = given.renew(id).await;
        let letters = given.letters().await;
        let [Letter::Referral { link, .. }] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!(*link, fresh.link);
        let (taken_back, _) = given.referred().await;
        let version = given.version(taken_back).await;
        casework::recall(&given.test.house, &given.bakary, taken_back, version, "Silence.").await.unwrap();
        assert!(given.letters().await.is_empty());
        assert_eq!(given.stored(PostState::Queued).await.len(), 1, "the one on its lease");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_standstill_a_body_gets_one_reminder_and_none_once_it_answered() {
    for engine in testkit::engines().await {
        let given = Given::on(engine).await;
        let (id, handed) = given.referred().await;
        assert_eq!(given.letters().await.len(), 1, "the hand-over");
        given.turn_to(2027, Month::May, 20);
        let done = chores::run(&given.test.house).await.unwrap();
        assert_eq!(reminded(&given.case(id).await), [45], "the others name days that have passed");
        assert_eq!(done.reminders, 1);
        let reminders = given.letters().await;
        let days = reminders.iter().filter_map(|letter| match letter {
            Letter::Reminder { days, .. } => Some(*days),
            Letter::Referral { .. } => None,
        });
        assert_eq!(days.collect::<Vec<_>>(), [45]);
        // The mail server was away, and the body answers meanwhile.
        let fresh = given.renew(id).await;
        given.answer(&fresh).await;
        given.test.clock.advance(chores::LEASE + 1);
        let late = given.letters().await;
        assert!(late.iter().all(|letter| matches!(letter, Letter::Referral { .. })), "{late:?}");
        drop(handed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_case_holds_up_neither_the_other_cases_nor_the_other_chores() {
    for engine in testkit::engines().await {
        let given = Given::on(engine).await;
        let house = &given.test.house;
        let (damaged, _) = given.referred().await;
        let (waiting, _) = given.referred().await;
        let (gone, over) = (given.reported().await, given.reported().await);
        for id in [gone, over] {
            casework::close(house, &given.bakary, id, given.version(id).await, "unfounded").await.unwrap();
        }
        acts::draft::begin(house, "denunciation").await.unwrap();
        given.damage(damaged, &[1, 3]).await;
        given.damage(gone, &[1, 3]).await;
        given.turn_to(2035, Month::January, 2);
        let done = chores::run(house).await.unwrap();
        assert_eq!(reminded(&given.case(waiting).await), [45]);
        assert!(given.case(over).await.erased);
        assert_eq!((done.reminders, done.erased, done.failed), (1, 1, 2));
        let purged = async move |tx: &mut store::Tx| drafts::purge(tx, Timestamp(i64::MAX / 2)).await;
        assert_eq!(house.store.write(purged).await.unwrap(), 0, "the draft went before");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_cannot_be_put_back_does_not_keep_the_house_busy_for_ever() {
    let given = Given::on(testkit::sqlite().await).await;
    let (house, member) =
        (&given.test.house, given.test.member("awa", Role::Caseworker, Some(given.alpha), None));
    let member: MemberId = member.await;
    let awa = given.test.handler("awa").await;
    let (stuck, well) = (given.reported().await, given.reported().await);
    for id in [stuck, well] {
        let version = given.version(id).await;
        casework::assign(house, &awa, id, version, Some((given.alpha, member))).await.unwrap();
    }
    // The list row is behind the events: every later event finds that somebody was faster.
    given.damage(stuck, &[1]).await;
    let revoking = tokio::time::timeout(Duration::from_secs(20), desk::revoke(house, member));
    revoking.await.expect("it ends").unwrap();
    assert_eq!(given.case(well).await.member, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_answers_though_the_desk_opened_the_case_meanwhile() {
    let given = Given::on(testkit::sqlite().await).await;
    let (id, handed) = given.referred().await;
    let house = &given.test.house;
    let cookie = office::unlock(house, &handed.link, &handed.code).await.unwrap();
    let mandate = office::mandate(house, &handed.link, &cookie).await.unwrap();
    casework::open(house, &given.bakary, id).await.unwrap();
    let reply = Reply::Answer { text: "Fait.".into(), measure: "sanction".into() };
    office::reply(house, &mandate, reply.clone(), Vec::new()).await.unwrap();
    let again = office::reply(house, &mandate, reply, Vec::new()).await;
    assert!(matches!(again, Err(Error::Refused(_))), "an answer is given once");
}

#[test]
fn a_vault_that_is_busy_is_asked_again_and_no_defect() {
    assert!(matches!(Error::from(vault::Error::Busy), Error::Busy));
}
