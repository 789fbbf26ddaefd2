use super::*;
use crate::calendar::Calendar;
use crate::directory::Role;
use crate::pack::{EscalateTo, Pack};
use kernel::{
    CaseId, Date, EnvelopeId, Lang, MemberId, Month, OfficeId, Reference, ReferralId, SeededEntropy, TeamId,
    Timestamp, Uuid,
};

fn pack() -> Pack {
    let text = include_str!("../../../../packs/denunciation/pack.toml");
    Pack::read("packs/denunciation/pack.toml", text).unwrap()
}

fn calendar() -> Calendar {
    Calendar::read(include_str!("../../../../data/holidays/ml.toml")).unwrap()
}

fn day(year: i32, month: Month, day: u8) -> Timestamp {
    Timestamp::start_of(Date::from_calendar_date(year, month, day).unwrap())
}

fn id(number: u128) -> EnvelopeId {
    EnvelopeId(Uuid::from_u128(number))
}

const OFFICE: OfficeId = OfficeId(Uuid::from_u128(70));
const REFERRAL: ReferralId = ReferralId(Uuid::from_u128(80));

fn desk(role: Role) -> Actor {
    Actor::Member { id: MemberId(Uuid::from_u128(1)), role, team: Some(TeamId(Uuid::from_u128(2))) }
}

/// A case in the hands of a test, which plays all parts.
struct Play {
    pack: Pack,
    calendar: Calendar,
    history: Vec<Recorded>,
    case: Case,
    now: Timestamp,
}

impl Play {
    fn begin(consent: Consent) -> Self {
        let (pack, calendar) = (pack(), calendar());
        let now = day(2027, Month::March, 1);
        let opening = Opening {
            reference: Reference::draw("DN", &SeededEntropy::new(1)).unwrap(),
            channel: "web".into(),
            lang: Lang::Fr,
            facts: [("service".to_owned(), "police".to_owned())].into(),
            place: None,
            excluded: Vec::new(),
            consent,
            report: id(1),
            attachments: Vec::new(),
        };
        let events = open(&pack, &calendar, opening, now);
        let history: Vec<Recorded> = events
            .into_iter()
            .zip(1..)
            .map(|(event, seq)| Recorded { seq, at: now, actor: Actor::Reporter, event })
            .collect();
        let case = Case::replay(CaseId(Uuid::from_u128(5)), &history).unwrap();
        Self { pack, calendar, history, case, now }
    }

    fn act(&mut self, actor: Actor, command: Command) -> Result<(), Refusal> {
        let events = apply(&self.case, &self.pack, &self.calendar, &actor, None, command, self.now)?;
        self.record(actor, events);
        Ok(())
    }

    fn record(&mut self, actor: Actor, events: Vec<Event>) {
        for event in events {
            let recorded = Recorded { seq: self.case.last_seq + 1, at: self.now, actor, event };
            self.case.fold(&recorded);
            self.history.push(recorded);
        }
        assert_eq!(Case::replay(self.case.id, &self.history).unwrap(), self.case, "the fold is the history");
    }

    fn assess(&mut self) {
        let assessment = Assessment { credibility: 3, checklist: vec!["precise".into()], reasons: id(2) };
        self.act(desk(Role::Caseworker), Command::Assess(assessment)).unwrap();
    }

    fn hand_over(&self) -> Command {
        let aside = None;
        Command::Refer(HandOver {
            referral: REFERRAL,
            office: OFFICE,
            handed: id(4),
            consent_set_aside: aside,
            joined_lack_consent: false,
        })
    }

    fn refer(&mut self) {
        self.assess();
        self.act(desk(Role::Caseworker), Command::Summarise(id(3))).unwrap();
        let hand_over = self.hand_over();
        self.act(desk(Role::Coordinator), hand_over).unwrap();
    }

    fn clock(&mut self, now: Timestamp) -> Vec<Event> {
        self.now = now;
        let events = clock_acts(&self.case, &self.pack, &self.calendar, now.date());
        self.record(Actor::System, events.clone());
        events
    }
}

#[test]
fn a_report_goes_from_the_citizen_to_the_answer_and_the_closing_questions() {
    let mut play = Play::begin(Consent::Yes);
    assert_eq!((play.case.state.as_str(), play.case.due.is_some()), ("received", true));
    play.refer();
    assert_eq!(play.case.state, "referred");
    let office = Actor::Office { id: OFFICE };
    play.act(office, Command::Acknowledge(REFERRAL)).unwrap();
    play.act(office, Command::Accept(REFERRAL)).unwrap();
    let answer = Command::Answer {
        referral: REFERRAL,
        answer: id(6),
        letters: vec![id(7)],
        measure: "sanction".into(),
    };
    play.act(office, answer).unwrap();
    assert_eq!(play.case.state, "answered");
    assert!(play.case.referrals[0].ended_at.is_some_and(|at| at.date() <= play.case.referrals[0].answer_by));
    play.act(desk(Role::Caseworker), Command::Close { reason: "resolved".into() }).unwrap();
    assert_eq!(play.case.erase_on, Some(Date::from_calendar_date(2030, Month::March, 1).unwrap()));
    let told = Command::Tell { answered: true, resolved: Satisfaction::Partly };
    play.act(Actor::Reporter, told.clone()).unwrap();
    assert_eq!(play.act(Actor::Reporter, told), Err(Refusal::FeedbackNotNow));
    let words: Vec<&str> = timeline(&play.history).iter().map(|moment| moment.kind.word()).collect();
    assert_eq!(words, ["received", "assessed", "referred", "acknowledged", "accepted", "answered", "closed"]);
}

#[test]
fn nothing_is_handed_over_without_assessment_summary_and_consent() {
    let mut play = Play::begin(Consent::Ask);
    let hand_over = play.hand_over();
    assert_eq!(play.act(desk(Role::Coordinator), hand_over.clone()), Err(Refusal::NeedsConsent));
    play.act(Actor::Reporter, Command::Consent { consent: Consent::Yes, how: None }).unwrap();
    assert!(matches!(play.act(desk(Role::Coordinator), hand_over.clone()), Err(Refusal::NotFromHere(_))));
    play.assess();
    assert_eq!(play.act(desk(Role::Coordinator), hand_over.clone()), Err(Refusal::NeedsSummary));
    play.act(desk(Role::Caseworker), Command::Summarise(id(3))).unwrap();
    assert_eq!(play.act(desk(Role::Caseworker), hand_over.clone()), Err(Refusal::NotYours));
    assert!(play.act(desk(Role::Coordinator), hand_over).is_ok());
}

#[test]
fn a_coordinator_may_set_a_missing_consent_aside_only_with_a_sealed_reason() {
    let mut play = Play::begin(Consent::No);
    play.assess();
    play.act(desk(Role::Caseworker), Command::Summarise(id(3))).unwrap();
    let Command::Refer(mut hand_over) = play.hand_over() else { panic!() };
    hand_over.consent_set_aside = Some(id(9));
    play.act(desk(Role::Coordinator), Command::Refer(hand_over)).unwrap();
    assert_eq!(play.case.consent_set_aside, Some(id(9)));
}

#[test]
fn a_refusal_of_the_body_sends_the_case_back_to_triage_with_its_reason_before_the_reporter() {
    let mut play = Play::begin(Consent::Yes);
    play.refer();
    let office = Actor::Office { id: OFFICE };
    play.act(office, Command::Refuse { referral: REFERRAL, reason: id(8) }).unwrap();
    assert_eq!(play.case.state, "assessed");
    assert!(timeline(&play.history).iter().any(|moment| moment.kind == MomentKind::Refused(id(8))));
    assert_eq!(play.act(office, Command::Acknowledge(REFERRAL)), Err(Refusal::NotWaiting));
    let hand_over = play.hand_over();
    assert!(play.act(desk(Role::Coordinator), hand_over).is_ok(), "it can be handed to another body");
}

#[test]
fn a_silent_body_is_reminded_at_20_30_45_working_days_then_counted_in_public_each_once() {
    let mut play = Play::begin(Consent::Yes);
    play.refer();
    let handed = play.now.date();
    let after = |play: &Play, days| Timestamp::start_of(play.calendar.add_working_days(handed, days));
    let at19 = after(&play, 19);
    assert_eq!(play.clock(at19), []);
    let at20 = after(&play, 20);
    assert_eq!(play.clock(at20), [Event::Reminded { referral: REFERRAL, day: 20 }]);
    assert_eq!(play.clock(at20), [], "the same day again says nothing");
    let at30 = after(&play, 30);
    assert_eq!(
        play.clock(at30),
        [
            Event::Reminded { referral: REFERRAL, day: 30 },
            Event::Escalated { referral: REFERRAL, to: EscalateTo::Coordinator }
        ]
    );
    let at45 = after(&play, 45);
    assert!(
        play.clock(at45).contains(&Event::Escalated { referral: REFERRAL, to: EscalateTo::PublicCounter })
    );
    assert!(play.case.referrals[0].ended_at.is_none() && at45.date() > play.case.referrals[0].answer_by);
    let projection = play.case.projection(&play.pack);
    assert_eq!(projection.office, Some(OFFICE));
}

#[test]
fn when_nobody_looked_for_long_only_the_latest_reminder_is_sent() {
    let mut play = Play::begin(Consent::Yes);
    play.refer();
    let late = Timestamp::start_of(play.calendar.add_working_days(play.now.date(), 46));
    assert_eq!(
        play.clock(late),
        [
            Event::Reminded { referral: REFERRAL, day: 45 },
            Event::Escalated { referral: REFERRAL, to: EscalateTo::Coordinator },
            Event::Escalated { referral: REFERRAL, to: EscalateTo::PublicCounter }
        ]
    );
    assert_eq!(play.clock(late), [], "the earlier ones do not follow");
}

#[test]
fn a_case_that_ended_neither_joins_another_nor_takes_one_in() {
    let mut play = Play::begin(Consent::Yes);
    play.act(desk(Role::Caseworker), Command::Close { reason: "insufficient".into() }).unwrap();
    let other = CaseId(Uuid::from_u128(6));
    for command in [Command::Merge { into: other }, Command::Absorb { case: other }] {
        assert_eq!(play.act(desk(Role::Caseworker), command), Err(Refusal::Ended));
    }
}

#[test]
fn an_edit_of_a_page_that_somebody_changed_meanwhile_is_refused_but_a_reading_is_no_change() {
    let mut play = Play::begin(Consent::Yes);
    let seen = play.case.version;
    play.act(desk(Role::Coordinator), Command::Read).unwrap();
    let note = |play: &Play| {
        let actor = desk(Role::Caseworker);
        apply(&play.case, &play.pack, &play.calendar, &actor, Some(seen), Command::Summarise(id(3)), play.now)
    };
    assert!(note(&play).is_ok());
    play.act(desk(Role::Coordinator), Command::Write(id(4))).unwrap();
    assert_eq!(note(&play), Err(Refusal::Changed));
}

#[test]
fn a_merge_is_taken_back_and_the_case_goes_on_by_itself() {
    let mut play = Play::begin(Consent::Yes);
    let other = CaseId(Uuid::from_u128(6));
    play.act(desk(Role::Caseworker), Command::Merge { into: other }).unwrap();
    assert!(!play.case.projection(&play.pack).open);
    let assessment = Assessment { credibility: 1, checklist: vec![], reasons: id(2) };
    assert_eq!(play.act(desk(Role::Caseworker), Command::Assess(assessment)), Err(Refusal::IsMerged));
    assert!(play.act(Actor::Reporter, Command::Hear { message: Some(id(3)), attachments: vec![] }).is_ok());
    play.act(desk(Role::Caseworker), Command::Unmerge).unwrap();
    assert_eq!(play.case.merged_into, None);
    play.assess();
    let own = play.case.id;
    assert_eq!(play.act(desk(Role::Caseworker), Command::Merge { into: own }), Err(Refusal::CannotMerge));
}

#[test]
fn an_auditor_and_an_admin_change_nothing_and_another_body_cannot_answer() {
    let mut play = Play::begin(Consent::Yes);
    play.refer();
    for role in [Role::Auditor, Role::Admin] {
        for command in
            [Command::Read, Command::Summarise(id(1)), Command::Close { reason: "resolved".into() }]
        {
            assert!(play.act(desk(role), command).is_err());
        }
    }
    let stranger = Actor::Office { id: OfficeId(Uuid::from_u128(71)) };
    assert_eq!(play.act(stranger, Command::Acknowledge(REFERRAL)), Err(Refusal::NotYours));
}

#[test]
fn two_reports_of_the_same_facts_are_alike_and_two_of_the_same_town_only_are_not() {
    let story =
        word_marks("Le commandant du poste Test-Alpha demande dix mille francs aux transporteurs du marché");
    let again = word_marks("Au poste Test-Alpha les transporteurs du marché donnent dix mille francs");
    let other = word_marks("Le centre de santé synthétique reste fermé chaque lundi");
    let mut one = Play::begin(Consent::Yes).case;
    one.place = Some(CasePlace { code: "X1".into(), commune: Some("X1".into()), ..CasePlace::default() });
    let two = one.clone();
    assert!(likeness(&one, &two, Some((&story, &again))).score >= LIKELY);
    assert!(
        likeness(&one, &two, Some((&story, &other))).score < LIKELY,
        "same town and service, other words"
    );
}

#[test]
fn a_file_that_comes_after_the_report_is_to_be_read_even_without_a_word() {
    let mut play = Play::begin(Consent::Yes);
    assert!(!play.case.unread);
    play.now = play.now.plus_seconds(60);
    play.act(Actor::Reporter, Command::Hear { message: None, attachments: vec![id(7)] }).unwrap();
    assert!(play.case.unread);
    play.assess();
    assert!(!play.case.unread);
}

#[test]
fn whoever_follows_the_case_that_goes_on_may_open_the_one_that_was_joined_to_it() {
    use crate::directory::{Member, Scope};
    let there =
        |code: &str| CasePlace { code: code.into(), region: Some(code.into()), cercle: None, commune: None };
    let (mut joined, mut goes_on) = (Play::begin(Consent::Yes).case, Play::begin(Consent::Yes).case);
    (joined.place, goes_on.place) = (Some(there("R1")), Some(there("R2")));
    let at = |place: &str| Member {
        id: kernel::MemberId(Uuid::from_u128(9)),
        role: Role::Caseworker,
        team: None,
        scopes: vec![Scope { pack: joined.pack.clone(), place: Some(place.into()) }],
    };
    let standing = Standing::of(&joined, Some(&goes_on));
    assert!(standing.opened_by(&at("R2")) && standing.opened_by(&at("R1")));
    assert!(!standing.opened_by(&at("R3")) && !Standing::of(&joined, None).opened_by(&at("R2")));
}
