//! One broken pack a kind of problem: the file, the line and the mend it is refused with.

use super::*;

/// The shipped pack with `find` replaced, and the line of `mark` in it.
fn edited(find: &str, replace: &str, mark: &str) -> (String, u32) {
    assert!(TOML.contains(find), "{find}");
    let text = TOML.replacen(find, replace, 1);
    let line = text.lines().position(|line| line.starts_with(mark)).expect(mark) + 1;
    (text, u32::try_from(line).unwrap())
}

/// Asserts that the edited pack has this one problem, on the line that begins with `mark`.
#[track_caller]
fn refused(find: &str, replace: &str, mark: &str, kind: ProblemKind, mend: Mend) {
    let (text, line) = edited(find, replace, mark);
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    assert_texts(&problems);
    assert_eq!(problems, [Problem { file: FILE.to_owned(), line, kind, mend }]);
}

/// Asserts that the sentences of these problems name no value that the problem does not carry.
pub(super) fn assert_texts(problems: &[Problem]) {
    let texts = messages(include_str!("../../../../../texts/fr/pack-check.ftl"));
    for message in problems.iter().flat_map(|problem| [problem.kind.message(), problem.mend.message()]) {
        let given: Vec<&str> = message.args.iter().map(|(name, _)| *name).collect();
        assert!(texts[message.key].iter().all(|arg| given.contains(&arg.as_str())), "{message}");
    }
}

pub(super) fn s(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_file_that_is_not_toml_is_refused_on_the_line_of_the_slip() {
    let (text, line) = edited("form = \"form.xml\"", "form = form.xml", "form");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, line));
    assert!(matches!(problems[0].kind, ProblemKind::Syntax { .. }));
    assert_eq!(problems[0].mend, Mend::FixSyntax {});
    assert_texts(&problems);
}

#[test]
fn a_misspelt_key_is_refused_with_the_keys_there_are() {
    let kind = ProblemKind::UnknownKey { key: s("dew") };
    refused("due = \"3", "dew = \"3", "dew", kind, Mend::UseKnownKey { known: s("id, due, final") });
}

#[test]
fn a_missing_key_is_asked_for_with_an_example() {
    let kind = ProblemKind::MissingKey { key: s("retention") };
    let mend = Mend::AddKey { key: s("retention"), example: s("[retention]") };
    refused(&TOML[TOML.find("\n[retention]").unwrap()..], "", "# Denunc", kind, mend);
    let kind = ProblemKind::MissingKey { key: s("by") };
    let mend = Mend::AddKey { key: s("by"), example: s("caseworker") };
    let way = "name = \"acknowledge\"\nfrom = \"referred\"\nto = \"acknowledged\"\n";
    let (text, line) = edited(&format!("{way}by = \"institution\"\n"), way, "name = \"acknowledge\"");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    assert_eq!(problems, [Problem { file: s(FILE), line: line - 1, kind, mend }]);
    assert_texts(&problems);
}

#[test]
fn a_value_of_the_wrong_type_is_refused() {
    let kind = ProblemKind::WrongType { key: s("final") };
    refused("final = true", "final = \"yes\"", "final", kind, Mend::WriteLike { example: s("true") });
}

#[test]
fn an_unknown_role_is_refused_with_the_roles_there_are() {
    let kind = ProblemKind::UnknownWord { key: s("by"), value: s("chief") };
    let known = s("caseworker, coordinator, institution, auditor, admin, reporter, system");
    refused(
        "\"acknowledged\"\nby = \"institution\"",
        "\"acknowledged\"\nby = \"chief\"",
        "by = \"chief\"",
        kind,
        Mend::UseOneOf { known },
    );
}

#[test]
fn an_unknown_language_is_refused() {
    let kind = ProblemKind::UnknownWord { key: s("languages"), value: s("de") };
    refused(
        "\"fr\", \"en\"]",
        "\"fr\", \"de\"]",
        "languages",
        kind,
        Mend::UseOneOf { known: s("fr, en, bm") },
    );
}

#[test]
fn a_name_that_would_not_fit_a_column_or_an_address_is_refused() {
    let kind = ProblemKind::BadName { key: s("id"), value: s("Dénonciation") };
    refused(
        "id = \"denunciation\"",
        "id = \"Dénonciation\"",
        "id",
        kind,
        Mend::WriteLike { example: s("denunciation") },
    );
    let kind = ProblemKind::BadPrefix { value: s("dn") };
    refused("prefix = \"DN\"", "prefix = \"dn\"", "prefix", kind, Mend::WriteLike { example: s("DN") });
}

#[test]
fn a_deadline_in_days_of_the_week_or_in_words_is_refused() {
    for value in ["3 days", "three working days"] {
        let kind = ProblemKind::BadSpan { key: s("due"), value: s(value) };
        let due = format!("due = \"{value}\"");
        refused(
            "due = \"3 working days\"",
            &due,
            "due",
            kind,
            Mend::WriteLike { example: s("3 working days") },
        );
    }
    let kind = ProblemKind::BadSpan { key: s("closed"), value: s("300 working days") };
    refused(
        "closed = \"3 years\"",
        "closed = \"300 working days\"",
        "closed",
        kind,
        Mend::WriteLike { example: s("3 years") },
    );
}

#[test]
fn insane_numbers_are_refused_with_their_bounds() {
    let within = |least: &str, most: &str| Mend::StayWithin { least: s(least), most: s(most) };
    let out = |key: &str, value: &str| ProblemKind::OutOfRange { key: s(key), value: s(value) };
    refused(
        "due = \"3 w",
        "due = \"0 w",
        "due",
        out("due", "0 working days"),
        within("1 working day", "250 working days"),
    );
    refused("threshold = 10", "threshold = 2", "threshold", out("threshold", "2"), within("5", "1000"));
    refused("threshold = 10", "threshold = -1", "threshold", out("threshold", "-1"), within("5", "1000"));
    refused(
        "closed = \"3 years\"",
        "closed = \"31 years\"",
        "closed",
        out("closed", "31 years"),
        within("30 days", "30 years"),
    );
    refused(
        "acknowledge = \"10",
        "acknowledge = \"40",
        "acknowledge",
        out("acknowledge", "40 working days"),
        within("1 working day", "30 working days"),
    );
}

#[test]
fn reminders_that_go_back_in_time_are_refused() {
    let kind = ProblemKind::NotRising { key: s("remind") };
    refused("[20, 30, 45]", "[20, 45, 30]", "remind", kind, Mend::PutInOrder {});
}

#[test]
fn a_field_or_a_state_named_twice_is_refused() {
    let kind = ProblemKind::Twice { key: s("facts"), value: s("people") };
    refused(
        "facts = [\"kind\", \"outcome\"",
        "facts = [\"kind\", \"people\", \"outcome\"",
        "facts",
        kind,
        Mend::KeepOne { value: s("people") },
    );
    let kind = ProblemKind::Twice { key: s("seal"), value: s("people") };
    refused("\"people\",", "\"people\", \"people\",", "seal", kind, Mend::KeepOne { value: s("people") });
    let kind = ProblemKind::Twice { key: s("transition"), value: s("accept") };
    let mend = Mend::KeepOne { value: s("accept") };
    refused("name = \"refuse\"", "name = \"accept\"    ", "name = \"accept\"    ", kind, mend);
}

#[test]
fn a_name_that_nothing_declares_is_refused_with_those_there_are() {
    let undeclared = |key: &str, value: &str| ProblemKind::Undeclared { key: s(key), value: s(value) };
    let known = s("accepted, acknowledged, answered, assessed, closed, received, referred");
    refused(
        "to = \"accepted\"",
        "to = \"acepted\"",
        "to = \"acepted\"",
        undeclared("to", "acepted"),
        Mend::UseOneOf { known },
    );
    let known = s("answered, insufficient, no_consent, out_of_scope, resolved, unfounded");
    refused(
        "reasons = [\"resolved\"",
        "reasons = [\"solved\"",
        "reasons = [\"solved\"",
        undeclared("reasons", "solved"),
        Mend::UseOneOf { known },
    );
    let facts = "kind, outcome, place, service, when, amount, exclude, consent_referral";
    refused(
        "when = \"month\"",
        "month = \"month\"",
        "month",
        undeclared("fact_kinds", "month"),
        Mend::UseOneOf { known: s(facts) },
    );
    refused(
        "\"service\", \"received\"]",
        "\"narrative\"]",
        "dimensions",
        undeclared("dimensions", "narrative"),
        Mend::UseOneOf { known: s("place, service, received") },
    );
}

#[test]
fn a_workflow_without_an_end_is_refused() {
    let (text, line) = edited("final = true\n", "", "[[state]]");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    let none = Problem { file: s(FILE), line, kind: ProblemKind::NoFinalState {}, mend: Mend::MarkFinal {} };
    assert!(problems.contains(&none), "{problems:?}");
    assert_texts(&problems);
}

#[test]
fn a_state_nobody_can_reach_is_refused() {
    let (text, line) = edited("\n[referral]", "\n[[state]]\nid = \"limbo\"\n\n[referral]", "id = \"limbo\"");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    let kind = ProblemKind::Unreachable { state: s("limbo") };
    let mend = Mend::AddTransitionTo { state: s("limbo") };
    assert_eq!(problems, [Problem { file: s(FILE), line, kind, mend }]);
    assert_texts(&problems);
}

#[test]
fn a_state_nobody_can_leave_is_refused() {
    let limbo = "to = \"limbo\"\nby = \"institution\"\nneeds = [\"answer\", \"measure\"]\n\n[[state]]\nid = \"limbo\"\n";
    let kind = ProblemKind::DeadEnd { state: s("limbo") };
    let mend = Mend::AddTransitionFrom { state: s("limbo") };
    let answered = "to = \"answered\"\nby = \"institution\"\nneeds = [\"answer\", \"measure\"]\n";
    let (text, line) = edited(answered, limbo, "id = \"limbo\"");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    assert!(problems.contains(&Problem { file: s(FILE), line, kind, mend }), "{problems:?}");
    assert_texts(&problems);
}

#[test]
fn a_final_state_that_promises_an_act_is_refused() {
    let kind = ProblemKind::FinalWithDue { state: s("closed") };
    refused(
        "final = true",
        "final = true\ndue = \"9 working days\"",
        "due = \"9",
        kind,
        Mend::RemoveKey { key: s("due") },
    );
}

#[test]
fn closing_without_reasons_and_reasons_without_closing_are_refused() {
    let misplaced = |name: &str| ProblemKind::ReasonsMisplaced { transition: s(name) };
    let reasons = "reasons = [\"resolved\", \"answered\", \"unfounded\"]\n";
    refused(reasons, "", "name = \"close\"", misplaced("close"), Mend::AlignReasons {});
    refused(
        "by = \"coordinator\"\nneeds = [\"reason\"]\n\n[[closing",
        &format!("by = \"coordinator\"\n{reasons}\n[[closing"),
        "name = \"reopen\"",
        misplaced("reopen"),
        Mend::AlignReasons {},
    );
}

#[test]
fn a_need_that_the_pack_cannot_meet_is_refused() {
    let from = TOML.find("[assessment]").unwrap();
    let to = TOML.find("# The first state").unwrap();
    let kind = ProblemKind::NeedWithoutTable { transition: s("assess"), need: s("credibility") };
    let mend = Mend::AddTable { table: s("assessment"), need: s("credibility") };
    let (text, line) = edited(&TOML[from..to], "", "name = \"assess\"");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    assert_texts(&problems);
    assert!(problems.contains(&Problem { file: s(FILE), line, kind, mend }), "{problems:?}");
    // No mark could ever be high enough for a hand-over either.
    let out = ProblemKind::OutOfRange { key: s("credibility"), value: s("2") };
    assert!(problems.iter().any(|problem| problem.kind == out), "{problems:?}");
}

#[test]
fn what_no_figure_is_counted_by_is_no_dimension() {
    for field in ["exclude", "kind", "outcome"] {
        let kind = ProblemKind::Unpublishable { field: s(field) };
        refused(
            "\"received\"]",
            &format!("\"{field}\"]"),
            "dimensions",
            kind,
            Mend::RemoveDimension { field: s(field) },
        );
    }
}

#[test]
fn a_transition_that_no_act_of_the_engine_takes_is_refused() {
    let (text, line) = edited("name = \"recall\"", "name = \"triage\"", "name = \"triage\"");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    let known = s("assess, refer, acknowledge, accept, refuse, recall, answer, reopen");
    let problem = Problem {
        file: s(FILE),
        line,
        kind: ProblemKind::NoSuchAct { transition: s("triage") },
        mend: Mend::UseOneOf { known },
    };
    assert_eq!(problems, [problem]);
    assert_texts(&problems);
}

#[test]
fn a_transition_given_to_a_role_that_has_no_way_to_take_it_is_refused() {
    refused(
        "to = \"acknowledged\"\nby = \"institution\"",
        "to = \"acknowledged\"\nby = \"auditor\"",
        "name = \"acknowledge\"",
        ProblemKind::NoDoor { transition: s("acknowledge"), role: s("auditor") },
        Mend::UseOneOf { known: s("institution") },
    );
}

#[test]
fn a_need_that_nobody_is_asked_for_is_refused() {
    refused(
        "to = \"accepted\"\nby = \"institution\"",
        "to = \"accepted\"\nby = \"institution\"\nneeds = [\"reason\"]",
        "name = \"accept\"",
        ProblemKind::NeedNotAsked { transition: s("accept"), need: s("reason") },
        Mend::RemoveNeed { need: s("reason") },
    );
}

#[test]
fn a_case_on_which_a_body_owes_an_answer_cannot_be_closed() {
    refused(
        "name = \"close\"\nfrom = \"answered\"",
        "name = \"close\"\nfrom = [\"answered\", \"acknowledged\"]",
        "name = \"close\"",
        ProblemKind::EndsWhileWaiting { transition: s("close"), state: s("acknowledged") },
        Mend::RemoveFrom { state: s("acknowledged") },
    );
}

#[test]
fn a_mark_that_no_case_can_reach_and_a_second_step_to_the_same_place_are_refused() {
    let kind = ProblemKind::OutOfRange { key: s("credibility"), value: s("5") };
    let mend = Mend::StayWithin { least: s("0"), most: s("4") };
    refused("credibility = 2 ", "credibility = 5 ", "[referral]", kind, mend);
    let kind = ProblemKind::Twice { key: s("escalate_to"), value: s("coordinator") };
    refused(
        "{ after = 45, to = \"public_counter\" }",
        "{ after = 45, to = \"coordinator\" }",
        "[referral]",
        kind,
        Mend::KeepOne { value: s("coordinator") },
    );
}

#[test]
fn a_round_that_would_show_less_than_the_threshold_is_refused() {
    let kind = ProblemKind::OutOfRange { key: s("round"), value: s("5") };
    refused("threshold = 10", "threshold = 12", "round", kind, Mend::WriteLike { example: s("1") });
}

#[test]
fn every_problem_is_told_at_once_from_the_top_down() {
    let text = TOML
        .replacen("prefix = \"DN\"", "prefix = \"dn\"", 1)
        .replacen("round = 5", "round = 0", 1)
        .replacen("engine", "motor", 1);
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    let keys: Vec<&str> = problems.iter().map(|problem| problem.kind.message().key).collect();
    assert_eq!(
        keys,
        [
            "pack-problem-missing-key",
            "pack-problem-unknown-key",
            "pack-problem-bad-prefix",
            "pack-problem-out-of-range"
        ]
    );
    assert!(problems.is_sorted_by_key(|problem| problem.line));
}

#[test]
fn a_problem_prints_its_place_and_its_keys_for_a_log() {
    let (text, line) = edited("prefix = \"DN\"", "prefix = \"dn\"", "prefix");
    let problems = Pack::read(FILE, &text).map(|_| ()).unwrap_err();
    let told =
        format!("{FILE}:{line}: pack-problem-bad-prefix value=\"dn\"; pack-mend-write-like example=\"DN\"");
    assert_eq!(problems[0].to_string(), told);
}

#[test]
fn a_share_to_hand_over_is_a_percentage_and_may_be_left_out() {
    let kind = ProblemKind::OutOfRange { key: s("target_share"), value: s("500") };
    let mend = Mend::StayWithin { least: s("1"), most: s("100") };
    refused("target_share = 5 ", "target_share = 500 ", "target_share", kind, mend);
    let (text, _) = edited("target_share = 5 ", "# ", "[referral]");
    assert_eq!(Pack::read(FILE, &text).unwrap().referral.unwrap().target_share, None);
}
