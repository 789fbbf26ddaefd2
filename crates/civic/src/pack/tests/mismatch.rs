//! The shipped pack against forms and texts that do not fit it.

use super::broken::{assert_texts, s};
use super::*;

/// Asserts that the shipped pack, held against these fields, has this one problem.
#[track_caller]
fn held_against(fields: &[FieldSeen], mark: &str, kind: ProblemKind, mend: Mend) {
    let line = u32::try_from(TOML.lines().position(|line| line.starts_with(mark)).unwrap() + 1).unwrap();
    let problems = pack().check(fields, &|_| true);
    assert_texts(&problems);
    assert_eq!(problems, [Problem { file: s(FILE), line, kind, mend }]);
}

#[test]
fn a_field_of_the_form_that_the_pack_forgets_is_refused_before_it_leaks() {
    let mut fields = fields();
    fields.push(field("name", FieldKind::Text));
    let kind = ProblemKind::FieldUndeclared { field: s("name") };
    held_against(&fields, "facts", kind, Mend::SealOrFact { field: s("name") });
}

#[test]
fn a_field_of_the_pack_that_the_form_lacks_is_refused() {
    let mut fields = fields();
    fields.retain(|field| field.name != "people");
    let kind = ProblemKind::FieldNotInForm { field: s("people") };
    held_against(&fields, "seal", kind, Mend::RemoveField { field: s("people") });
}

#[test]
fn free_text_among_the_facts_is_refused() {
    for kind in [FieldKind::Text, FieldKind::Geopoint, FieldKind::Upload] {
        let mut fields = fields();
        fields.retain(|field| field.name != "place");
        fields.push(field("place", kind));
        let problem = ProblemKind::FreeTextInClear { field: s("place"), form_type: s(kind.as_str()) };
        held_against(&fields, "facts", problem, Mend::MoveToSeal { field: s("place") });
    }
}

#[test]
fn a_fact_that_its_field_cannot_hold_is_refused() {
    let mut fields = fields();
    fields.retain(|field| field.name != "when");
    fields.push(field("when", FieldKind::Integer));
    let kind = ProblemKind::FactKindMismatch { field: s("when"), kind: s("month"), form_type: s("integer") };
    held_against(&fields, "facts", kind, Mend::ChangeFactKind { known: s("number") });
}

#[test]
fn several_choices_written_in_the_form_are_no_list_of_organisations_and_go_to_seal() {
    let mut fields = fields();
    fields.retain(|field| field.name != "exclude");
    fields.push(FieldSeen { name: s("exclude"), kind: FieldKind::Select, choices: vec![s("a"), s("b")] });
    let kind = ProblemKind::FactKindMismatch {
        field: s("exclude"),
        kind: s("excluded_teams"),
        form_type: s("select"),
    };
    held_against(&fields, "facts", kind, Mend::MoveToSeal { field: s("exclude") });
}

#[test]
fn a_text_that_french_lacks_is_refused_on_the_line_that_asks_for_it() {
    for (key, mark) in [
        ("state-answered-public", "id = \"answered\""),
        ("timeline-recall", "name = \"recall\""),
        ("closing-no_consent", "id = \"no_consent\""),
        ("check-in_scope", "checklist"),
        ("credibility-0", "credibility"),
        ("service-water_energy", "facts"),
        ("field-narrative", "seal"),
        ("office-kind-pef", "to = [\"inspectorate\""),
        ("reminder-body", "[referral]"),
        ("field-received", "dimensions"),
    ] {
        let line = u32::try_from(TOML.lines().position(|line| line.starts_with(mark)).unwrap() + 1).unwrap();
        let problems = pack().check(&fields(), &|asked| asked != key);
        let kind = ProblemKind::TextMissing { key: s(key) };
        let mend = Mend::AddText { key: s(key), path: s("packs/denunciation/texts/fr.ftl") };
        assert_eq!(problems, [Problem { file: s(FILE), line, kind, mend }]);
        assert_texts(&problems);
    }
}
