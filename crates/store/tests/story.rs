//! One desk from its first day to its last, on every engine: the same body, the same answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use kernel::{Timestamp, Uuid};
use store::member_scopes::Scope;
use store::members::{Enrolment, Member, MemberState};
use store::offices::Office;
use store::outbox::{NewPost, PostState, Settlement};
use store::sessions::Session;
use store::teams::Team;
use store::{Store, StoreError};

const MORNING: Timestamp = Timestamp(1_800_000_000_000);
const DAY: i64 = 24 * 3600;
/// The key of the first member after a change of passphrase.
const WRAPPED_ANEW: [u8; 80] = [4; 80];

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn conflict(constraint: &str) -> StoreError {
    StoreError::Conflict(constraint.to_owned())
}

#[tokio::test]
async fn the_desk_lives_through_its_days_on_every_engine() {
    for engine in &testkit::engines().await {
        let store = &engine.store;
        the_coalition_founds_two_teams(store).await;
        a_member_is_invited_and_enrols_once(store).await;
        a_code_of_the_second_factor_is_good_once(store).await;
        a_passphrase_changed_in_two_windows_is_changed_once(store).await;
        a_log_in_is_noted_once_a_minute(store).await;
        what_a_member_may_see_is_replaced_whole(store).await;
        the_directory_is_kept(store).await;
        a_draft_is_forgotten_after_a_day(store).await;
        a_repeated_request_finds_its_first_answer(store).await;
        messages_are_taken_by_one_node_each(store, &engine.reopen().await).await;
        what_is_published_stays(store).await;
        facts_are_replaced_by_name(store).await;
        a_revoked_member_is_out_everywhere(store).await;
    }
}

async fn the_coalition_founds_two_teams(store: &Store) {
    let first = Team {
        id: id(1),
        name: "Association test Alpha".to_owned(),
        short_name: "Alpha".to_owned(),
        created: MORNING.0,
        closed: None,
    };
    let twin = Team { id: id(2), ..first.clone() };
    let second = Team { id: id(3), short_name: "Beta".to_owned(), ..first.clone() };
    let founded = first.clone();
    store.write(async move |tx| store::teams::insert(tx, &founded).await).await.unwrap();
    let refused = store.write(async move |tx| store::teams::insert(tx, &twin).await).await;
    assert_eq!(refused, Err(conflict("teams_short_name_key")));
    let refused = store.write({
        let again = first.clone();
        async move |tx| store::teams::insert(tx, &again).await
    });
    let refused = refused.await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    store
        .write(async move |tx| {
            store::teams::insert(tx, &second).await?;
            store::teams::close(tx, id(3), MORNING).await
        })
        .await
        .unwrap();
    let twice = store.write(async |tx| store::teams::close(tx, id(3), MORNING).await).await;
    assert_eq!(twice, Err(StoreError::Stale));
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::teams::by_id(&mut conn, id(1)).await, Ok(Some(first)));
    assert_eq!(store::teams::by_id(&mut conn, id(9)).await, Ok(None));
    let names: Vec<_> = store::teams::list(&mut conn).await.unwrap();
    let names: Vec<_> = names.iter().map(|team| (team.short_name.as_str(), team.closed.is_some())).collect();
    assert_eq!(names, [("Alpha", false), ("Beta", true)]);
}

fn awa() -> Member {
    Member {
        id: id(10),
        team_id: Some(id(1)),
        role: "caseworker".to_owned(),
        name: "Test Awa".to_owned(),
        login: "awa".to_owned(),
        public_key: None,
        wrapped_key: None,
        totp_sealed: None,
        totp_last_step: 0,
        lang: "fr".to_owned(),
        state: MemberState::Invited,
        created: MORNING.0,
        revoked_at: None,
    }
}

fn keys() -> Enrolment {
    Enrolment { public_key: vec![1; 65], wrapped_key: vec![2; 80], totp_sealed: Some(vec![3; 60]) }
}

async fn a_member_is_invited_and_enrols_once(store: &Store) {
    let tomorrow = MORNING.plus_seconds(DAY);
    store
        .write(async move |tx| {
            store::members::insert(tx, &awa()).await?;
            store::invitations::insert(tx, b"first link", id(10), MORNING, tomorrow).await?;
            store::invitations::insert(tx, b"second link", id(10), MORNING, tomorrow).await
        })
        .await
        .unwrap();
    let twin = Member { id: id(11), ..awa() };
    let refused = store.write(async move |tx| store::members::insert(tx, &twin).await).await;
    assert_eq!(refused, Err(conflict("members_login_key")));
    let nowhere = Member { id: id(12), login: "nowhere".to_owned(), team_id: Some(id(99)), ..awa() };
    let refused = store.write(async move |tx| store::members::insert(tx, &nowhere).await).await;
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "no such team: {refused:?}");

    let mut conn = store.read().await.unwrap();
    let peeked = store::invitations::peek(&mut conn, b"first link", MORNING).await;
    assert_eq!(peeked, Ok(None), "a second link ends the first");
    assert_eq!(store::invitations::peek(&mut conn, b"second link", MORNING).await, Ok(Some(id(10))));
    assert_eq!(store::invitations::peek(&mut conn, b"second link", tomorrow).await, Ok(None));

    for (link, at) in [("unknown", MORNING), ("first link", MORNING), ("second link", tomorrow)] {
        let refused =
            store.write(async move |tx| store::members::enrol(tx, link.as_bytes(), &keys(), at).await).await;
        assert_eq!(refused, Err(StoreError::Stale), "{link}");
    }
    let enrol = async |tx: &mut store::Tx| store::members::enrol(tx, b"second link", &keys(), MORNING).await;
    assert_eq!(store.write(enrol).await, Ok(id(10)));
    assert_eq!(store.write(enrol).await, Err(StoreError::Stale));

    let enrolled = store::members::by_login(&mut conn, "awa").await.unwrap().unwrap();
    let Enrolment { public_key, wrapped_key, totp_sealed } = keys();
    let wanted = Member {
        public_key: Some(public_key),
        wrapped_key: Some(wrapped_key),
        totp_sealed,
        state: MemberState::Active,
        ..awa()
    };
    assert_eq!(enrolled, wanted);
    assert_eq!(store::members::by_id(&mut conn, id(10)).await, Ok(Some(wanted)));
    assert_eq!(store::members::by_login(&mut conn, "AWA").await, Ok(None));
    assert_eq!(store::members::list(&mut conn).await.unwrap().len(), 1);
    assert_eq!(store.write(async move |tx| store::invitations::purge(tx, tomorrow).await).await, Ok(1));
}

async fn a_code_of_the_second_factor_is_good_once(store: &Store) {
    for (step, good) in [(1000, true), (1000, false), (999, false), (1001, true)] {
        let told = store.write(async move |tx| store::members::accept_step(tx, id(10), step).await).await;
        assert_eq!(told, Ok(good), "step {step}");
    }
}

async fn a_passphrase_changed_in_two_windows_is_changed_once(store: &Store) {
    let change = async |tx: &mut store::Tx| {
        store::members::rewrap(tx, id(10), &keys().wrapped_key, &WRAPPED_ANEW).await?;
        store::members::set_lang(tx, id(10), "en").await
    };
    assert_eq!(store.write(change).await, Ok(()));
    assert_eq!(store.write(change).await, Err(StoreError::Stale));
    let awa = store::members::by_id(&mut store.read().await.unwrap(), id(10)).await.unwrap().unwrap();
    assert_eq!((awa.wrapped_key, awa.lang.as_str()), (Some(WRAPPED_ANEW.to_vec()), "en"));
}

async fn a_log_in_is_noted_once_a_minute(store: &Store) {
    let session = Session {
        id_hash: b"cookie".to_vec(),
        member_id: id(10),
        key_sealed: vec![5; 60],
        created: MORNING.0,
        seen: MORNING.0,
        expires: MORNING.plus_seconds(12 * 3600).0,
    };
    let begun = session.clone();
    let old = keys().wrapped_key;
    let stale = session.clone();
    let late = store.write(async move |tx| store::sessions::insert(tx, &stale, &old).await).await;
    assert_eq!(late, Err(StoreError::Stale), "the passphrase was changed while the old one was tried");
    store.write(async move |tx| store::sessions::insert(tx, &begun, &WRAPPED_ANEW).await).await.unwrap();
    let units = store.written().units;
    assert_eq!(store::sessions::touch(store, &session, MORNING.plus_seconds(59)).await, Ok(false));
    assert_eq!(store.written().units, units, "not even a transaction");
    assert_eq!(store::sessions::touch(store, &session, MORNING.plus_seconds(60)).await, Ok(true));
    let mut conn = store.read().await.unwrap();
    let found = store::sessions::get(&mut conn, b"cookie", MORNING).await.unwrap().unwrap();
    assert_eq!(found, Session { seen: MORNING.plus_seconds(60).0, ..session.clone() });
    assert_eq!(store::sessions::get(&mut conn, b"cookie", Timestamp(session.expires)).await, Ok(None));
    assert_eq!(store::sessions::get(&mut conn, b"other", MORNING).await, Ok(None));

    let other = Session { id_hash: b"telephone".to_vec(), created: MORNING.0 + 1, ..session.clone() };
    store.write(async move |tx| store::sessions::insert(tx, &other, &WRAPPED_ANEW).await).await.unwrap();
    let running = store::sessions::of(&mut conn, id(10), MORNING).await.unwrap();
    assert_eq!(running.iter().map(|s| &s.id_hash[..]).collect::<Vec<_>>(), [&b"telephone"[..], b"cookie"]);
    store.write(async |tx| store::sessions::delete(tx, b"telephone").await).await.unwrap();
    let idle = MORNING.plus_seconds(59);
    let purged = store.write(async move |tx| store::sessions::purge(tx, MORNING, idle).await).await;
    assert_eq!(purged, Ok(0), "used a minute ago");
    assert_eq!(store.write(async |tx| store::sessions::delete_of(tx, id(10)).await).await, Ok(1));
    assert_eq!(store::sessions::get(&mut conn, b"cookie", MORNING).await, Ok(None));
}

async fn what_a_member_may_see_is_replaced_whole(store: &Store) {
    let scope = |place: &str| Scope { pack: "denunciation".to_owned(), place_code: place.to_owned() };
    let (all, segou) = (scope(""), scope("ML04"));
    let both = [all.clone(), segou.clone()];
    store.write(async move |tx| store::member_scopes::set(tx, id(10), &both).await).await.unwrap();
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::member_scopes::of(&mut conn, id(10)).await, Ok(vec![all.clone(), segou.clone()]));
    let twice = [all.clone(), all.clone()];
    let refused = store.write(async move |tx| store::member_scopes::set(tx, id(10), &twice).await).await;
    assert_eq!(refused, Err(conflict("member_scopes_pkey")));
    assert_eq!(store::member_scopes::of(&mut conn, id(10)).await.unwrap().len(), 2, "nothing was cleared");
    let one = [segou.clone()];
    store.write(async move |tx| store::member_scopes::set(tx, id(10), &one).await).await.unwrap();
    assert_eq!(store::member_scopes::of(&mut conn, id(10)).await, Ok(vec![segou]));
}

async fn the_directory_is_kept(store: &Store) {
    let office = Office {
        id: id(20),
        kind: "inspectorate".to_owned(),
        name: "Inspection test".to_owned(),
        email: "inspection@example.org".to_owned(),
        place_code: None,
        created: MORNING.0,
        closed: None,
    };
    let moved = Office { place_code: Some("ML04".to_owned()), ..office.clone() };
    let kept = moved.clone();
    store
        .write(async move |tx| {
            store::offices::insert(tx, &office).await?;
            store::offices::update(tx, &moved).await
        })
        .await
        .unwrap();
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::offices::list(&mut conn).await, Ok(vec![kept]));
    store.write(async |tx| store::offices::close(tx, id(20), MORNING).await).await.unwrap();
    let twice = store.write(async |tx| store::offices::close(tx, id(20), MORNING).await).await;
    assert_eq!(twice, Err(StoreError::Stale));
    let closed = store::offices::by_id(&mut conn, id(20)).await.unwrap().unwrap();
    assert_eq!(closed.closed, Some(MORNING.0));
}

async fn a_draft_is_forgotten_after_a_day(store: &Store) {
    let draft = |page: &str| store::drafts::Draft {
        id_hash: b"a phone".to_vec(),
        pack: "denunciation".to_owned(),
        sealed: vec![6; 300],
        page: page.to_owned(),
        updated: MORNING.0,
    };
    let (first, second) = (draft("where"), draft("when"));
    let kept = second.clone();
    store
        .write(async move |tx| {
            store::drafts::put(tx, &first).await?;
            store::drafts::put(tx, &second).await
        })
        .await
        .unwrap();
    let (last, after) = (MORNING.plus_seconds(DAY - 1), MORNING.plus_seconds(DAY));
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::drafts::get(&mut conn, b"a phone", last).await, Ok(Some(kept)));
    assert_eq!(store::drafts::get(&mut conn, b"a phone", after).await, Ok(None));
    assert_eq!(store.write(async move |tx| store::drafts::purge(tx, last).await).await, Ok(0));
    assert_eq!(store.write(async move |tx| store::drafts::purge(tx, after).await).await, Ok(1));
    store.write(async |tx| store::drafts::delete(tx, b"a phone").await).await.unwrap();
}

async fn a_repeated_request_finds_its_first_answer(store: &Store) {
    let first = store::idempotency::FirstAnswer {
        key_hash: b"key".to_vec(),
        body_hash: b"body".to_vec(),
        answer: vec![7; 120],
        created: MORNING.0,
    };
    let last = MORNING.plus_seconds(DAY - 1);
    let after = MORNING.plus_seconds(DAY);
    let insert_since = |created: Timestamp, now: Timestamp| {
        let again = store::idempotency::FirstAnswer { created: created.0, ..first.clone() };
        store.write(async move |tx| store::idempotency::insert(tx, &again, now).await)
    };
    let insert = |at: Timestamp| insert_since(at, at);
    assert_eq!(insert(MORNING).await, Ok(()));
    assert_eq!(insert(last).await, Err(conflict("idempotency_pkey")));
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::idempotency::get(&mut conn, b"key", last).await, Ok(Some(first.clone())));
    assert_eq!(store::idempotency::get(&mut conn, b"key", after).await, Ok(None));
    assert_eq!(insert(after).await, Ok(()), "the day is over");
    // An answer kept for an hour has a day that counts from earlier.
    let (hour, end) = (3600, after.plus_seconds(DAY));
    let short = |at: Timestamp| insert_since(at.plus_seconds(hour - DAY), at);
    assert_eq!(short(end).await, Ok(()));
    assert_eq!(short(end.plus_seconds(hour - 1)).await, Err(conflict("idempotency_pkey")));
    let end = end.plus_seconds(hour);
    assert_eq!(store::idempotency::get(&mut conn, b"key", end).await, Ok(None));
    assert_eq!(short(end).await, Ok(()), "the hour is over, whether or not it was purged");
    let end = end.plus_seconds(hour);
    assert_eq!(store.write(async move |tx| store::idempotency::purge(tx, end).await).await, Ok(1));
}

async fn messages_are_taken_by_one_node_each(store: &Store, other_node: &Store) {
    let post = |number: u128| NewPost {
        id: id(number),
        kind: "mail".to_owned(),
        payload: b"sealed".to_vec(),
        due: MORNING.plus_seconds(number as i64),
        dedupe_key: format!("reminder {number}"),
    };
    for number in 30..40 {
        let one = post(number);
        let queued = store.write(async move |tx| store::outbox::insert(tx, &one, MORNING).await).await;
        assert_eq!(queued, Ok(true));
    }
    let same = NewPost { id: id(99), ..post(30) };
    let queued = store.write(async move |tx| store::outbox::insert(tx, &same, MORNING).await).await;
    assert_eq!(queued, Ok(false), "nobody is told the same thing twice");

    let now = MORNING.plus_seconds(35);
    let lapse = now.plus_seconds(60);
    let claim = |at: Timestamp, most: i64| {
        async move |tx: &mut store::Tx| store::outbox::claim(tx, at, at.plus_seconds(60), most).await
    };
    let (here, there) = tokio::join!(store.write(claim(now, 4)), other_node.write(claim(now, 4)));
    let mut taken: Vec<_> = here.unwrap().into_iter().chain(there.unwrap()).collect();
    taken.sort_by_key(|post| post.id);
    let numbers: Vec<u128> = taken.iter().map(|post| post.id.as_u128()).collect();
    assert_eq!(numbers, [30, 31, 32, 33, 34, 35], "all that was due, each once");
    assert!(taken.iter().all(|post| post.attempts == 1 && post.due == lapse.0));
    assert_eq!(store.write(claim(now, 99)).await, Ok(vec![]));

    let settle = |post: &store::outbox::Post, how: Settlement| {
        let post = post.clone();
        store.write(async move |tx| store::outbox::settle(tx, &post, &how).await)
    };
    let retry = Settlement::Retry { due: now.plus_seconds(600), error: "the server is busy".to_owned() };
    let failed = Settlement::Failed { error: "no such address".to_owned() };
    assert_eq!(settle(&taken[0], Settlement::Sent).await, Ok(()));
    assert_eq!(settle(&taken[0], failed.clone()).await, Err(StoreError::Stale), "settled before");
    assert_eq!(settle(&taken[1], retry).await, Ok(()));
    assert_eq!(settle(&taken[2], failed).await, Ok(()));

    // The worker that held 33 to 35 died; its claim lapses and another takes over.
    let again = store.write(claim(lapse, 99)).await.unwrap();
    assert!(again.iter().any(|post| post.id == id(33) && post.attempts == 2));
    assert!(again.iter().all(|post| post.id != id(31)), "not due before its retry");
    assert_eq!(settle(&taken[3], Settlement::Sent).await, Err(StoreError::Stale), "its claim lapsed");

    let mut conn = store.read().await.unwrap();
    let sent = store::outbox::list(&mut conn, PostState::Sent, 9).await.unwrap();
    assert_eq!(sent.iter().map(|post| (post.id, post.payload.len())).collect::<Vec<_>>(), [(id(30), 0)]);
    let failed = store::outbox::list(&mut conn, PostState::Failed, 9).await.unwrap();
    assert_eq!(failed[0].last_error.as_deref(), Some("no such address"));
    assert_eq!(failed[0].payload, b"sealed");
    assert_eq!(store::outbox::count(&mut conn, PostState::Queued).await, Ok(8));
}

async fn what_is_published_stays(store: &Store) {
    let release = |number: u128, days: i64| store::releases::Release {
        id: id(number),
        pack: "denunciation".to_owned(),
        as_of: MORNING.plus_seconds(days * DAY).0,
        bytes: vec![number as u8; 1000],
        created: MORNING.0,
    };
    let (first, second, rival) = (release(50, 0), release(51, 90), release(52, 90));
    let latest = second.clone();
    store
        .write(async move |tx| {
            store::releases::insert(tx, &second).await?;
            store::releases::insert(tx, &first).await
        })
        .await
        .unwrap();
    let refused = store.write(async move |tx| store::releases::insert(tx, &rival).await).await;
    assert_eq!(refused, Err(conflict("releases_pack_as_of_key")));
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::releases::latest(&mut conn, "denunciation").await, Ok(Some(latest)));
    assert_eq!(store::releases::latest(&mut conn, "other").await, Ok(None));
    assert_eq!(store::releases::by_id(&mut conn, id(50)).await.unwrap().unwrap().bytes, vec![50; 1000]);
    let lines = store::releases::list(&mut conn, "denunciation").await.unwrap();
    assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [id(51), id(50)]);
}

async fn facts_are_replaced_by_name(store: &Store) {
    store
        .write(async |tx| {
            store::meta::put(tx, "country", b"bf").await?;
            store::meta::put(tx, "country", b"ml").await?;
            store::meta::put(tx, "empty", b"").await
        })
        .await
        .unwrap();
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::meta::get(&mut conn, "country").await, Ok(Some(b"ml".to_vec())));
    assert_eq!(store::meta::get(&mut conn, "empty").await, Ok(Some(Vec::new())));
    assert_eq!(store::meta::get(&mut conn, "absent").await, Ok(None));
}

async fn a_revoked_member_is_out_everywhere(store: &Store) {
    let session = |name: &str| Session {
        id_hash: name.as_bytes().to_vec(),
        member_id: id(10),
        key_sealed: vec![5; 60],
        created: MORNING.0,
        seen: MORNING.0,
        expires: MORNING.plus_seconds(DAY).0,
    };
    let (one, two, late) = (session("one"), session("two"), session("late"));
    store
        .write(async move |tx| {
            store::sessions::insert(tx, &one, &WRAPPED_ANEW).await?;
            store::sessions::insert(tx, &two, &WRAPPED_ANEW).await?;
            store::invitations::insert(tx, b"new phone", id(10), MORNING, MORNING.plus_seconds(DAY)).await
        })
        .await
        .unwrap();
    let revoke = async |tx: &mut store::Tx| store::members::revoke(tx, id(10), MORNING).await;
    assert_eq!(store.write(revoke).await, Ok(2));
    assert_eq!(store.write(revoke).await, Err(StoreError::Stale));
    let mut conn = store.read().await.unwrap();
    assert_eq!(store::sessions::get(&mut conn, b"one", MORNING).await, Ok(None));
    assert_eq!(store::sessions::of(&mut conn, id(10), MORNING).await, Ok(vec![]), "the sealed keys are gone");
    assert_eq!(store::invitations::peek(&mut conn, b"new phone", MORNING).await, Ok(None));
    let awa = store::members::by_id(&mut conn, id(10)).await.unwrap().unwrap();
    assert_eq!((awa.state, awa.revoked_at), (MemberState::Revoked, Some(MORNING.0)));
    assert_eq!((awa.wrapped_key, awa.totp_sealed), (None, None));
    let refused = store.write(async move |tx| store::sessions::insert(tx, &late, &WRAPPED_ANEW).await).await;
    assert_eq!(refused, Err(StoreError::Stale), "a log-in that was under way comes too late");
}
