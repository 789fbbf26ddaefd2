use super::super::backcheck::{agreement, draw, is_low, together};
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
fn about_the_percent_is_asked_again_and_of_each_person_at_least_one() {
    const HALF: u64 = u64::MAX / 2;
    let lots = [("awa", HALF), ("awa", 7), ("awa", u64::MAX), ("issa", u64::MAX), ("issa", u64::MAX - 1)];
    // Below one in a hundred is the seven alone; of Issa's two, neither is.
    assert_eq!(draw(&lots, 1), [false, true, false, false, true]);
    assert_eq!(draw(&lots, 60), [true, true, false, false, true]);
    assert_eq!(
        draw(&lots, 100),
        [true, true, false, false, true],
        "the highest number of all is a lot that loses"
    );
    assert_eq!(draw(&lots, 0), [false; 5]);
    assert!(draw::<u8>(&[], 5).is_empty());
    // Lots spread evenly; one interview more takes none of the others out.
    let even: Vec<(u8, u64)> =
        (0..10_000).map(|at| (0, (u64::MAX / 10_000) * (at * 7_919 % 10_000))).collect();
    let drawn = draw(&even[..9_999], 5);
    assert!(drawn.iter().filter(|drawn| **drawn).count().abs_diff(500) <= 1);
    assert_eq!(draw(&even, 5)[..9_999], drawn[..]);
}

#[test]
fn agreement_over_several_questions_asks_to_look_when_it_is_low_beyond_chance() {
    let question = |same: usize, of: usize| {
        let second: Vec<u16> = (0..of).map(|at| u16::from(at >= same)).collect();
        agreement(&vec![0; of], &second).unwrap()
    };
    let whole = together([question(3, 4), question(1, 4)]).unwrap();
    assert_eq!((whole.share, whole.base), (0.5, 8));
    // Half of eight may be 78 in a hundred at the best; of two answers, one that differs says nothing yet.
    assert!(is_low(&whole) && !is_low(&together([question(1, 2)]).unwrap()));
    assert!(!is_low(&together([question(80, 100)]).unwrap()));
    assert_eq!(together([]), None);
}

#[test]
fn some_of_the_records_keep_their_answers() {
    let mut codebook = Codebook::default();
    codebook.learn("sex", false, ["female", "male"]);
    let columns = [("sex", Column::One(vec![0, 1, 1])), ("uses", Column::Many(vec![1, 2, 4]))];
    let frame = Frame::new(codebook, columns.map(|(name, column)| (name.to_owned(), column)).into()).unwrap();
    let some = frame.only(&[2, 0, 9]);
    assert_eq!(some.records(), 2);
    assert_eq!(some.column("sex").unwrap(), &Column::One(vec![1, 0]));
    assert_eq!(some.column("uses").unwrap(), &Column::Many(vec![4, 1]));
    assert_eq!(frame.only(&[]).records(), 0);
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
