use super::*;

fn names<'a>(ways: impl Iterator<Item = &'a Transition>) -> Vec<&'a str> {
    ways.map(|way| way.name.as_str()).collect()
}

#[test]
fn the_pack_of_denunciations_agrees_with_its_form_and_its_french_texts() {
    let french = messages(FRENCH);
    assert_eq!(pack().check(&fields(), &|key| french.contains_key(key)), []);
}

#[test]
fn a_denunciation_goes_from_reception_to_an_answer_and_a_close() {
    let pack = pack();
    let mut state = pack.first_state().unwrap().id.clone();
    for (name, role) in [
        ("assess", Role::Caseworker),
        ("refer", Role::Coordinator),
        ("acknowledge", Role::Institution),
        ("accept", Role::Institution),
        ("answer", Role::Institution),
        ("close", Role::Caseworker),
        ("reopen", Role::Coordinator),
    ] {
        let way = pack.open_to(&state, role).find(|way| way.name == name).unwrap();
        state.clone_from(&way.to);
    }
    assert_eq!(state, "assessed");
}

#[test]
fn a_body_that_refuses_gives_a_reason_and_the_case_goes_back_to_triage() {
    let pack = pack();
    let refuse = pack.transition("refuse").unwrap();
    assert_eq!((refuse.to.as_str(), refuse.by.as_slice()), ("assessed", [Role::Institution].as_slice()));
    assert_eq!(refuse.needs, [Need::Reason]);
}

#[test]
fn only_a_coordinator_hands_over_and_never_without_office_summary_and_consent() {
    let pack = pack();
    let refer = pack.transition("refer").unwrap();
    assert_eq!(refer.by, [Role::Coordinator]);
    assert_eq!(refer.needs, [Need::Office, Need::SummaryRedacted, Need::Consent]);
    assert_eq!(pack.transition("assess").unwrap().needs, [Need::Credibility]);
}

#[test]
fn each_role_sees_only_its_own_acts() {
    let pack = pack();
    assert_eq!(
        names(pack.open_to("referred", Role::Institution)),
        ["acknowledge", "accept", "refuse", "answer"]
    );
    assert_eq!(names(pack.open_to("referred", Role::Coordinator)), ["recall"]);
    assert_eq!(names(pack.open_to("assessed", Role::Caseworker)), ["dismiss"]);
    for state in &pack.states {
        for role in [Role::Admin, Role::Auditor, Role::Reporter, Role::System] {
            assert_eq!(names(pack.open_to(&state.id, role)), [""; 0], "{role:?}");
        }
    }
}

#[test]
fn what_could_name_somebody_is_sealed_and_what_counts_is_not() {
    let pack = pack();
    for field in ["narrative", "people", "evidence", "contact", "contact_phone", "contact_email"] {
        assert!(pack.is_sealed(field) && pack.fact(field).is_none(), "{field}");
    }
    let kinds: Vec<(&str, FactKind)> =
        pack.facts.iter().map(|fact| (fact.name.as_str(), fact.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("kind", FactKind::Choice),
            ("outcome", FactKind::Choice),
            ("place", FactKind::Place),
            ("service", FactKind::Service),
            ("when", FactKind::Month),
            ("amount", FactKind::AmountBand),
            ("exclude", FactKind::ExcludedTeams),
            ("consent_referral", FactKind::Choice),
        ]
    );
    assert_eq!(pack.fact_of_kind(FactKind::Place).unwrap().name, "place");
}

#[test]
fn the_clocks_are_those_of_the_house() {
    let pack = pack();
    let referral = pack.referral.as_ref().unwrap();
    assert_eq!(pack.first_state().unwrap().due, Some(WorkingDays(3)));
    assert_eq!((referral.acknowledge, referral.answer), (WorkingDays(10), WorkingDays(30)));
    assert_eq!(referral.remind, [20, 30, 45]);
    let steps: Vec<(u32, EscalateTo)> =
        referral.escalate_to.iter().map(|step| (step.after, step.to)).collect();
    assert_eq!(steps, [(30, EscalateTo::Coordinator), (45, EscalateTo::PublicCounter)]);
    assert_eq!((referral.credibility, referral.target_share), (2, Some(5)));
    assert_eq!(pack.retention.of(Keep::Closed), Span::Years(3));
    let unfounded = pack.closing_reason("unfounded").unwrap();
    assert_eq!(pack.retention.of(unfounded.keep), Span::Months(6));
}

#[test]
fn figures_are_published_no_finer_than_the_gate_allows() {
    let publish = pack().publish;
    assert_eq!((publish.threshold, publish.round, publish.delay), (10, 5, Span::Days(60)));
    assert_eq!((publish.place, publish.period), (PlaceLevel::Commune, Period::Quarter));
    let fact = |name: &str| Dimension::Fact(name.to_owned());
    assert_eq!(publish.dimensions, [fact("place"), fact("service"), Dimension::Received]);
}

#[test]
fn the_form_of_denunciations_is_whole_in_french_and_english() {
    let ids = |lang: &str| -> Vec<&str> {
        let translation = between(FORM, &format!("<translation lang=\"{lang}\""), "</translation>");
        translation.split("<text id=\"").skip(1).map(|text| text.split('"').next().unwrap()).collect()
    };
    let french = ids("fr");
    assert_eq!(french, ids("en"));
    assert!(ids("bm").iter().all(|id| french.contains(id)));
    let asked: Vec<&str> =
        FORM.split("jr:itext('").skip(1).map(|text| text.split('\'').next().unwrap()).collect();
    assert!(french.iter().all(|id| asked.contains(id)), "a text that nothing shows");
    assert!(asked.iter().all(|id| french.contains(id)), "a text that nobody wrote");
}

#[test]
fn no_unreviewed_language_is_offered_and_every_bambara_text_says_its_review() {
    assert!(!pack().languages.contains(&Lang::Bm));
    let bambara = between(FORM, "<translation lang=\"bm\">", "</translation>");
    assert_eq!(bambara.matches("<text ").count(), bambara.matches("<!-- review: none -->\n").count());
}

#[test]
fn a_band_of_money_in_dorome_is_the_same_money_as_in_francs() {
    let amounts = |lang: &str| -> Vec<(String, Vec<u64>)> {
        let translation = between(FORM, &format!("<translation lang=\"{lang}\""), "</translation>");
        let bands = translation.split("<text id=\"amount/").skip(1);
        let bands = bands.filter(|text| !text.starts_with("hint") && !text.starts_with("unknown"));
        bands
            .map(|text| {
                let plain = between(text, "<value>", "</value>").replace('\u{202f}', "");
                let numbers =
                    plain.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
                (text.split('"').next().unwrap().to_owned(), numbers)
            })
            .collect()
    };
    let francs = amounts("fr");
    let in_dorome: Vec<(String, Vec<u64>)> = francs
        .iter()
        .map(|(id, numbers)| (id.clone(), numbers.iter().map(|francs| francs / 5).collect()))
        .collect();
    assert_eq!(francs.len(), 6);
    assert_eq!(amounts("bm"), in_dorome);
}
