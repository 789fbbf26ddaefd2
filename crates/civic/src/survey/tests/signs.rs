use super::super::backcheck::agreement;
use super::super::quality::{Interview, Sign, Thresholds};
use super::super::sample::{Progress, assign, points_off};
use super::*;

const RULE: Thresholds = Thresholds { minutes: 8, kilometres: 5, hours: (6, 20), alike: 90, straight: 5 };

/// 1 November 2026, noon in Bamako.
const NOON: i64 = 1_793_534_400;

#[test]
fn an_interview_is_looked_at_twice_for_each_sign() {
    let interview = |minutes: i64, begun: i64| Interview {
        time: Some((begun, begun + minutes * 60)),
        ..Interview::default()
    };
    assert_eq!(RULE.look(&interview(30, NOON), 0), []);
    assert_eq!(RULE.look(&interview(7, NOON), 0), [Sign::Short(7)]);
    assert_eq!(RULE.look(&interview(-1, NOON), 0), [Sign::Clock]);
    assert_eq!(RULE.look(&interview(30, NOON + 8 * 3600), 0), [Sign::Night(20)]);
    assert_eq!(RULE.look(&interview(3, NOON - 7 * 3600), 0), [Sign::Short(3), Sign::Night(5)]);
    assert_eq!(RULE.look(&interview(30, NOON), 9 * 60), [Sign::Night(21)]);
    assert_eq!(RULE.look(&Interview::default(), 0), []);
}

/// Bamako to Ségou is some 216 km as the crow flies.
#[test]
fn distance_is_that_of_the_map() {
    let (bamako, segou) = ((12.6392, -8.0029), (13.4317, -6.2157));
    let at = |here, there| Interview { held_at: Some(here), place: Some(there), ..Interview::default() };
    let signs = RULE.look(&at(bamako, segou), 0);
    assert!(matches!(signs[..], [Sign::Far(210..=220)]), "{signs:?}");
    assert_eq!(RULE.look(&at(bamako, (12.66, -8.0)), 0), []);
}

#[test]
fn the_same_answer_all_along_is_a_sign_and_a_short_battery_is_not() {
    assert_eq!(RULE.straight_line(&[2, 2, MISSING, 2, 2, 2]), Some(Sign::Straight(5)));
    assert_eq!(RULE.straight_line(&[2, 2, 2, 2]), None);
    assert_eq!(RULE.straight_line(&[2, 2, 2, 2, 1]), None);
    assert_eq!(RULE.straight_line(&[MISSING; 9]), None);
}

#[test]
fn two_interviews_with_the_same_answers_point_at_each_other() {
    let first: Vec<u16> = (0..20).collect();
    let mut second = first.clone();
    second[3] = 99;
    second[4] = MISSING;
    let other: Vec<u16> = (100..120).collect();
    let short = [0, 1, 2, 3, 4];
    let found = RULE.duplicates(&[&first, &other, &second, &short]);
    // 18 of the 19 questions that both answered.
    assert_eq!(found, [Some(Sign::Alike(2, 94)), None, Some(Sign::Alike(0, 94)), None]);
}

/// Two people judge fifty applications: both yes 20, both no 15, yes and no 5, no and yes 10. They agree on 0.7, by chance they would on
/// 0.5 × 0.6 + 0.5 × 0.4 = 0.5, so kappa is 0.4.
#[test]
fn agreement_beyond_chance_is_that_of_cohen() {
    let pairs = [((1, 1), 20), ((1, 0), 5), ((0, 1), 10), ((0, 0), 15), ((MISSING, 1), 7)];
    let (first, second): (Vec<u16>, Vec<u16>) =
        pairs.iter().flat_map(|(pair, count)| std::iter::repeat_n(*pair, *count)).unzip();
    let found = agreement(&first, &second).unwrap();
    close(found.same.share, 0.7, 1e-12);
    close(found.kappa.unwrap(), 0.4, 1e-12);
    assert_eq!(found.same.base, 50);
    assert_eq!(agreement(&[1, 1], &[1, 1]).unwrap().kappa, None);
    assert_eq!(agreement(&[MISSING], &[1]), None);
}

#[test]
fn a_plan_tells_how_far_it_is() {
    let line = Progress { wanted: 200, held: 199 };
    assert_eq!((line.left(), line.percent()), (1, 99));
    assert_eq!(Progress { wanted: 10, held: 12 }.percent(), 120);
    assert_eq!((Progress { wanted: 0, held: 0 }.percent(), Progress { wanted: 3, held: 5 }.left()), (100, 0));
    assert_eq!((points_off(46, 100, 50), points_off(0, 0, 50), points_off(2, 3, 50)), (-4, 0, 17));
    assert_eq!(sample::allocate(&[600, 300, 100], 12, 1), [6, 4, 2]);
    assert_eq!(sample::allocate(&[5, 5], 1, 3), [3, 3]);
    // The third place is open to the second person only.
    let may = |person: usize, place: usize| place != 2 || person == 1;
    assert_eq!(assign(&[10, 9, 8], 2, may), [Some(0), Some(1), Some(1)]);
    assert_eq!(assign(&[10], 0, may), [None]);
}
