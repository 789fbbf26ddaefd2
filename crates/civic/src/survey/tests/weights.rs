use super::*;
use proptest::prelude::*;

const PLACES: &str = include_str!("../../../../../data/population/ml/place_sex.csv");

fn whole<'a>(cell: &'a [u16], people: &'a [f64]) -> Margin<'a> {
    Margin { cell, people, blocks: &[] }
}

const AGES: &str = include_str!("../../../../../data/population/ml/age_sex.csv");

#[test]
fn weights_give_each_cell_the_share_of_the_population() {
    // Eight women and two men of a population that is half of each.
    let cell: Vec<u16> = [0; 8].into_iter().chain([1; 2]).collect();
    let margin = whole(&cell, &[500.0, 500.0]);
    let weights = Weights::even(10).post_stratified(margin).unwrap();
    assert_eq!(weights.of()[0], 10.0 / 16.0);
    assert_eq!(weights.of()[9], 2.5);
    assert_eq!(weights.distance(margin).unwrap(), 0.0);
    // n Σw² / (Σw)² = 10 × (8 × 0.625² + 2 × 2.5²) / 10² = 1.5625.
    close(weights.cost(), 1.5625, 1e-12);
}

#[test]
fn who_cannot_be_placed_keeps_a_weight_and_who_is_out_stays_out() {
    let cell = [0, 0, 0, 1, MISSING, 1];
    let margin = whole(&cell, &[1.0, 1.0]);
    let weights = Weights::without(6, |record| record == 5).post_stratified(margin).unwrap();
    close(weights.of()[4], 1.0, 0.0);
    close(weights.of()[5], 0.0, 0.0);
    close(weights.of().iter().sum(), 5.0, 1e-12);
}

#[test]
fn a_cell_without_anybody_is_told_and_not_passed_over() {
    let refused = |people: &[f64]| Weights::even(2).post_stratified(whole(&[0, 1], people)).unwrap_err();
    assert_eq!(refused(&[1.0, 1.0, 1.0]), SurveyError::EmptyCell(2));
    assert_eq!(refused(&[1.0, 0.0]), SurveyError::NobodyThere(1));
    assert_eq!(refused(&[1.0]), SurveyError::UnknownCode(1));
    let short = whole(&[0], &[1.0]);
    assert_eq!(Weights::even(2).post_stratified(short).unwrap_err(), SurveyError::Lengths);
}

/// Nobody is both old and a man: women are half of all and the young are half of all cannot both hold when every man is young
/// and every woman is old, unless they already do.
#[test]
fn margins_that_contradict_each_other_are_told() {
    let (sex, age) = ([0, 0, 1, 1], [0, 0, 1, 1]);
    let margins = [whole(&sex, &[3.0, 1.0]), whole(&age, &[1.0, 3.0])];
    assert_eq!(Weights::even(4).raked(&margins).unwrap_err(), SurveyError::NotSettling);
}

/// A table of two by two by hand: counts 10, 20 | 30, 40 raked to rows 50, 50 and columns 60, 40. The odds ratio 10·40/(20·30) = 2/3
/// stays, so with x in the corner x(x − 10)/((50 − x)(60 − x)) = 2/3: x² + 190x − 6000 = 0 and x = (−190 + √60100)/2.
#[test]
fn raking_fits_both_margins_and_keeps_the_odds() {
    let cells: Vec<(u16, u16)> = [((0, 0), 10), ((0, 1), 20), ((1, 0), 30), ((1, 1), 40)]
        .into_iter()
        .flat_map(|(cell, count)| std::iter::repeat_n(cell, count))
        .collect();
    let (rows, columns): (Vec<u16>, Vec<u16>) = cells.iter().copied().unzip();
    let margins = [whole(&rows, &[50.0, 50.0]), whole(&columns, &[60.0, 40.0])];
    let weights = Weights::even(100).raked(&margins).unwrap();
    for margin in margins {
        close(weights.distance(margin).unwrap(), 0.0, 1e-9);
    }
    let corner: f64 = weights.of()[..10].iter().sum();
    close(corner, (60_100_f64.sqrt() - 190.0) / 2.0, 1e-6);
}

/// Six women and four men; of the women half should be young, of the men three in four. How many women there are is not touched.
#[test]
fn a_block_keeps_its_weight() {
    // Young and old women, young and old men.
    let cell: Vec<u16> = [(0, 4), (1, 2), (2, 2), (3, 2)]
        .into_iter()
        .flat_map(|(cell, count)| std::iter::repeat_n(cell, count))
        .collect();
    let margin = Margin { cell: &cell, people: &[50.0, 50.0, 3.0, 1.0], blocks: &[0, 0, 1, 1] };
    let weights = Weights::even(10).post_stratified(margin).unwrap();
    let sum = |range: std::ops::Range<usize>| weights.of()[range].iter().sum::<f64>();
    close(sum(0..6), 6.0, 1e-12);
    close(sum(0..4), 3.0, 1e-12);
    close(sum(6..8), 3.0, 1e-12);
}

#[test]
fn trimming_cuts_the_heaviest_and_gives_it_to_the_others() {
    let cell: Vec<u16> = (0..100).map(|record| u16::from(record == 0)).collect();
    let margin = whole(&cell, &[80.0, 20.0]);
    let heavy = Weights::even(100).post_stratified(margin).unwrap();
    assert!(heavy.of()[0] > 19.0);
    let trimmed = heavy.clone().trimmed(5.0);
    close(trimmed.of().iter().sum(), 100.0, 1e-6);
    let ratio = trimmed.of()[0] / trimmed.of()[1];
    assert!((4.0..=5.0).contains(&ratio), "{ratio}");
    assert!(trimmed.cost() < heavy.cost());
    assert!(trimmed.distance(margin).unwrap() > 0.1);
}

#[test]
fn the_people_of_mali_are_read() {
    let people = Population::read(PLACES, AGES).unwrap();
    // Bafoulabé, the first commune of the table.
    assert_eq!(
        (people.people("ML010101", Sex::Female), people.people("ML010101", Sex::Male)),
        (12_916, 12_762)
    );
    assert_eq!(people.people("ML", Sex::Male), 0);
    let all = people.aged(Sex::Female, 0, u16::MAX);
    let adults = people.aged(Sex::Female, 18, u16::MAX);
    close(people.people_from("ML010101", Sex::Female, 18), 12_916.0 * adults as f64 / all as f64, 1e-6);
    assert_eq!(people.aged(Sex::Female, 18, 25) + people.aged(Sex::Female, 25, u16::MAX), adults);
    // RGPH 2009: 7,323,672 women, of whom 146,297 of unknown age.
    assert_eq!(all, 7_323_672 - 146_297);
}

#[test]
fn a_table_of_people_with_a_fault_names_its_line() {
    let read = |places: &str, ages: &str| Population::read(places, ages).unwrap_err();
    let (places, ages) = ("pcode,female,male\n", "age,female,male\n");
    assert_eq!(read("pcode,f,m\n", ages), PopulationError::Columns("pcode,female,male"));
    assert_eq!(read(&format!("{places}A,1,2\nA,1,2\n"), ages), PopulationError::Line(3));
    assert_eq!(read(&format!("{places}A,1\n"), ages), PopulationError::Line(2));
    assert_eq!(read(&format!("{places}A,1,2,3\n"), ages), PopulationError::Line(2));
    assert_eq!(read(places, &format!("{ages}1,1,2\n")), PopulationError::Line(2));
}

proptest! {
    /// Where the margins come from a table whose every cell has somebody, raking settles and fits.
    #[test]
    fn raking_settles_on_any_full_sample(
        table in prop::collection::vec((1_usize..30, 1_u32..1000), 12), seed in 0_u16..4
    ) {
        let mut cells = Vec::new();
        let (mut rows, mut columns) = (vec![0.0; 3], vec![0.0; 4]);
        for (at, (sampled, people)) in table.iter().enumerate() {
            let (row, column) = (at / 4, (at + usize::from(seed)) % 4);
            cells.extend(std::iter::repeat_n((row as u16, column as u16), *sampled));
            rows[row] += f64::from(*people);
            columns[column] += f64::from(*people);
        }
        let (of_row, of_column): (Vec<u16>, Vec<u16>) = cells.into_iter().unzip();
        let margins = [whole(&of_row, &rows), whole(&of_column, &columns)];
        let weights = Weights::even(of_row.len()).raked(&margins).unwrap();
        for margin in margins {
            prop_assert!(weights.distance(margin).unwrap() < 1e-6);
        }
        prop_assert!(weights.of().iter().all(|weight| *weight > 0.0));
        prop_assert!(weights.cost() >= 1.0 - 1e-9);
    }

    #[test]
    fn a_plan_gives_out_what_was_asked_in_proportion(people in prop::collection::vec(0_u64..100_000, 1..60), total in 0_u32..5_000, least in 0_u32..10) {
        let wanted = sample::allocate(&people, total, least);
        let floor = least * people.len() as u32;
        let given: u32 = wanted.iter().sum();
        if people.iter().all(|people| *people > 0) {
            prop_assert_eq!(given, total.max(floor));
        }
        prop_assert!(given <= total.max(floor) && wanted.iter().all(|wanted| *wanted >= least));
        // A larger place never has fewer, but for one that a remainder may bring.
        for (one, many) in people.iter().zip(&wanted) {
            for (other, more) in people.iter().zip(&wanted) {
                prop_assert!(one < other || many + 1 >= *more);
            }
        }
    }
}
