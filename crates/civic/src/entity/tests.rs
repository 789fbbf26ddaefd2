use super::*;
use kernel::Uuid;
use std::collections::BTreeMap;

const ID: &str = "12345678-1234-4123-8234-123456789abc";
const BRANCH: &str = "aaaaaaaa-1234-4123-8234-123456789abc";
const OTHER: &str = "bbbbbbbb-1234-4123-8234-123456789abc";

fn properties(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn update(base: &str, trunk: &str, branch: &str) -> Change {
    Change::read(Asked { id: ID, update: true, base, trunk, branch, ..Asked::default() }).unwrap()
}

fn creation() -> Change {
    Change::read(Asked { id: ID, create: true, label: Some("L"), ..Asked::default() }).unwrap()
}

fn id(text: &str) -> Uuid {
    text.parse().unwrap()
}

fn step(version: i64, branch: Option<(&str, i64)>) -> Step {
    Step {
        version,
        branch: branch.map(|(branch, _)| id(branch)),
        branch_base: branch.map(|(_, base)| base),
        forced: false,
    }
}

fn there(steps: &[Step]) -> Option<Standing<'_>> {
    Some(Standing { steps, deleted: false })
}

#[test]
fn what_a_record_asks_is_read_or_refused_with_its_reason() {
    let read = |asked: Asked<'_>| Change::read(asked).map(|change| change.id);
    for good in [ID.to_owned(), format!("uuid:{ID}"), format!(" {} ", ID.to_uppercase())] {
        assert_eq!(read(Asked { id: &good, ..Asked::default() }), Ok(id(ID)));
    }
    // None; no dashes; version 1; a variant that is none; braces.
    let braces = format!("{{{ID}}}");
    for bad in [
        "",
        "x",
        &ID.replace('-', ""),
        "12345678-1234-1123-8234-123456789abc",
        "12345678-1234-4123-c234-123456789abc",
        &braces,
    ] {
        assert_eq!(read(Asked { id: bad, ..Asked::default() }), Err(Fault::Id), "{bad}");
    }
    let of = |base, trunk, branch| Change::read(Asked { id: ID, base, trunk, branch, ..Asked::default() });
    assert_eq!(of("-1", "", ""), Err(Fault::Number));
    assert_eq!(of("99999999999999999999", "", ""), Err(Fault::Number));
    assert_eq!(of("1", "x", BRANCH), Err(Fault::Number));
    // No version is so large, and one more than the largest would be none.
    assert_eq!(of("9223372036854775807", "", BRANCH), Err(Fault::Number));
    assert_eq!(of("1000000001", "", ""), Err(Fault::Number));
    assert_eq!(of("1000000000", "", "").unwrap().base, Some(1_000_000_000));
    assert_eq!(of("1", "1", ""), Err(Fault::Branch));
    assert_eq!(of("1", "", "x"), Err(Fault::Branch));
    assert_eq!(of(" 1 ", "", "").unwrap().base, Some(1));
    assert!(Fault::ALL.iter().all(|fault| Fault::named(fault.as_str()) == Some(*fault)));
}

#[test]
fn a_creation_needs_a_label_and_an_id_that_is_free() {
    assert_eq!(course(None, &creation(), false), Ok(Course::Create));
    let blank = Change { label: None, ..creation() };
    assert_eq!(course(None, &blank, false), Err(Fault::Label));
    assert_eq!(course(None, &blank, true), Ok(Course::Create), "held too long, it needs none");
    let steps = [step(1, None)];
    assert_eq!(course(there(&steps), &creation(), false), Err(Fault::Exists));
    let deleted = Some(Standing { steps: &steps, deleted: true });
    assert_eq!(course(deleted, &creation(), false), Err(Fault::Deleted));
    let neither = Change { create: false, ..creation() };
    assert_eq!(course(None, &neither, false), Ok(Course::Nothing));
    let late = [Step { forced: true, ..step(1, Some((BRANCH, 1))) }];
    assert_eq!(course(there(&late), &creation(), false), Ok(Course::Late { base: 1 }));
}

#[test]
fn a_change_made_on_line_needs_the_entity_and_the_version_it_saw() {
    let steps = [step(1, None), step(2, None)];
    let seen = |base: &str| course(there(&steps), &update(base, "", ""), false);
    assert_eq!(seen("1"), Ok(Course::Update { base: 1, interrupted: false }));
    assert_eq!(seen("2"), Ok(Course::Update { base: 2, interrupted: false }));
    assert_eq!(
        (seen("3"), seen("0"), seen("")),
        (Err(Fault::Version), Err(Fault::Version), Err(Fault::NoBase))
    );
    assert_eq!(course(None, &update("1", "", ""), false), Err(Fault::Unknown));
    let deleted = Some(Standing { steps: &steps, deleted: true });
    assert_eq!(course(deleted, &update("1", "", ""), false), Err(Fault::Deleted));
}

#[test]
fn when_both_are_asked_the_entity_is_changed_if_it_is_there_and_created_if_not() {
    let both = |base: &str| Change { create: true, label: Some("L".to_owned()), ..update(base, "", "") };
    let steps = [step(1, None)];
    assert_eq!(course(there(&steps), &both("1"), false), Ok(Course::Update { base: 1, interrupted: false }));
    assert_eq!(course(None, &both("1"), false), Ok(Course::Create));
    assert_eq!(course(None, &both(""), false), Ok(Course::Create));
    assert_eq!(course(there(&steps), &both(""), false), Err(Fault::Exists));
}

#[test]
fn changes_of_a_branch_wait_for_the_one_before_them() {
    let mut steps = vec![step(1, None)];
    let now = |steps: &[Step], base: &str| course(there(steps), &update(base, "1", BRANCH), false);
    assert_eq!(now(&steps, "3"), Ok(Course::Hold));
    assert_eq!(now(&steps, "2"), Ok(Course::Hold));
    assert_eq!(now(&steps, "1"), Ok(Course::Update { base: 1, interrupted: false }));
    steps.push(step(2, Some((BRANCH, 1))));
    assert_eq!(now(&steps, "2"), Ok(Course::Update { base: 2, interrupted: false }));
    // Somebody else was faster: the base is found by the branch, and the change is marked.
    steps.push(step(3, None));
    assert_eq!(now(&steps, "2"), Ok(Course::Update { base: 2, interrupted: true }));
    assert_eq!(course(None, &update("1", "", BRANCH), false), Ok(Course::Hold), "its creation is on its way");
    assert_eq!(course(there(&steps), &update("4", "4", BRANCH), false), Err(Fault::Version));
}

#[test]
fn what_waited_too_long_is_done_upon_what_stands() {
    let steps = [step(1, None), step(2, None)];
    let forced = |there, base: &str| course(there, &update(base, "1", BRANCH), true);
    assert_eq!(forced(there(&steps), "3"), Ok(Course::Update { base: 2, interrupted: false }));
    assert_eq!(forced(None, "3"), Ok(Course::Create));
}

#[test]
fn what_is_held_follows_the_change_before_it_in_its_own_branch() {
    let (own, other) = (id(BRANCH), id(OTHER));
    assert!(follows(&creation(), own, 1) && !follows(&creation(), own, 2));
    let on_branch = Change { branch: Some(own), ..creation() };
    assert!(follows(&on_branch, own, 1) && !follows(&on_branch, other, 1));
    let second = update("2", "1", BRANCH);
    let last = Change { base: Some(i64::MAX), ..second.clone() };
    assert!(
        !follows(&last, own, i64::MIN) && !follows(&last, own, i64::MAX),
        "held before there was a limit"
    );
    assert!(follows(&second, own, 3) && !follows(&second, own, 2) && !follows(&second, other, 3));
}

fn contents(label: &str, pairs: &[(&str, &str)]) -> Contents {
    Contents { label: label.to_owned(), properties: properties(pairs) }
}

#[test]
fn a_change_upon_the_latest_version_leaves_what_it_does_not_name() {
    let now = contents("Puits", &[("depth", "10"), ("pump", "yes")]);
    let change = Change { properties: properties(&[("depth", "12"), ("owner", "A")]), ..update("2", "", "") };
    let merged = merge(&now, &now, 2, &change, Course::Update { base: 2, interrupted: false });
    assert_eq!(merged.contents, contents("Puits", &[("depth", "12"), ("owner", "A"), ("pump", "yes")]));
    assert_eq!((merged.conflict, merged.conflicting), (None, Vec::new()));
    let interrupted = merge(&now, &now, 2, &change, Course::Update { base: 2, interrupted: true });
    assert_eq!(interrupted.conflict, Some(Conflict::Soft));
}

#[test]
fn a_change_upon_an_earlier_version_is_marked_and_the_last_one_stands_property_by_property() {
    let base = contents("Puits", &[("depth", "10"), ("pump", "yes")]);
    let now = contents("Puits nord", &[("depth", "11"), ("pump", "yes")]);
    let upon = |pairs: &[(&str, &str)], label: Option<&str>| {
        let label = label.map(str::to_owned);
        let change = Change { properties: properties(pairs), label, ..update("1", "", "") };
        merge(&now, &base, 2, &change, Course::Update { base: 1, interrupted: false })
    };
    let hard = upon(&[("depth", "12"), ("pump", "no")], None);
    assert_eq!(hard.contents, contents("Puits nord", &[("depth", "12"), ("pump", "no")]));
    assert_eq!((hard.conflict, hard.conflicting), (Some(Conflict::Hard), vec!["depth".to_owned()]));
    let label = upon(&[], Some("Puits sud"));
    assert_eq!((label.conflict, label.conflicting), (Some(Conflict::Hard), vec!["label".to_owned()]));
    let soft = upon(&[("pump", "no"), ("depth", "11")], None);
    assert_eq!((soft.conflict, soft.conflicting), (Some(Conflict::Soft), vec![]), "alike is no conflict");
    let late = Change { properties: properties(&[("depth", "10"), ("owner", "A")]), ..creation() };
    let late = merge(&now, &now, 2, &late, Course::Late { base: 2 });
    assert_eq!(late.conflicting, ["depth", "label"]);
    assert_eq!(created(&Change { label: None, ..creation() }).label, ID);
}
