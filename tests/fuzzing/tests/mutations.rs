//! Every door takes what a seed makes of good inputs, without falling. The long form is `cargo xtask fuzz`.

use fuzzing::mutate::mutate;
use fuzzing::{seeds, targets};
use kernel::SeededEntropy;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Changed inputs for each door, and the time after which no more are given on a slow machine.
const INPUTS: u64 = 1_500;
const PATIENCE: Duration = Duration::from_secs(4);

#[test]
fn whatever_is_changed_in_what_strangers_send_no_door_falls() {
    for target in targets() {
        let seeds = target.seeds();
        assert!(seeds.len() > 5, "{}: {} seeds", target.name(), seeds.len());
        seeds.iter().for_each(|seed| target.give(seed));
        let begun = Instant::now();
        let mut given = 0;
        for number in 0..INPUTS {
            if begun.elapsed() > PATIENCE {
                break;
            }
            given += 1;
            let chance = SeededEntropy::new(number);
            let one = &seeds[chance.below(seeds.len() as u64) as usize];
            let other = &seeds[chance.below(seeds.len() as u64) as usize];
            let input = mutate(one, other, &chance);
            if catch_unwind(AssertUnwindSafe(|| target.give(&input))).is_err() {
                let kept = std::env::temp_dir().join(format!("dannaya-{}-{number}", target.name()));
                std::fs::write(&kept, &input).unwrap();
                panic!("{} falls over input {number}, kept in {}", target.name(), kept.display());
            }
        }
        println!("{}: {given} inputs from {} seeds", target.name(), seeds.len());
        assert!(given > 50, "{}: {given} inputs", target.name());
    }
}

#[test]
fn a_form_whose_id_no_server_takes_is_passed_over() {
    let good = seeds::text("crates/xforms/tests/forms/one-question-editable.xml");
    let id = xforms::Form::parse(&good).unwrap().id().to_owned();
    let broken = good.replace(&id, &format!("{id}\u{7f}editable"));
    assert!(xforms::Form::parse(&broken).unwrap().id().contains(char::is_control));
    let forms = targets().into_iter().find(|target| target.name() == "form").unwrap();
    forms.give(broken.as_bytes());
}

#[test]
fn an_input_is_made_again_from_its_number() {
    let made = |number| mutate(b"<a>one</a>", b"<b>other</b>", &SeededEntropy::new(number));
    assert_eq!(made(7), made(7));
    let different: std::collections::BTreeSet<_> = (0..50).map(made).collect();
    assert!(different.len() > 40);
}
