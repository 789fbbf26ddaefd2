use super::super::estimate::{linearised, wilson};
use super::super::quantile::{Z95, t95, two_sided};
use super::*;
use proptest::prelude::*;

/// Newcombe (1998), *Two-sided confidence intervals for the single proportion: comparison of seven methods*, table I, method 3.
#[test]
fn wilson_intervals_are_those_that_newcombe_printed() {
    for (said, n, low, high) in
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
    {
        let (l, h) = wilson(f64::from(said) / f64::from(n), f64::from(n), Z95);
        close(l, low, 5e-5);
        close(h, high, 5e-5);
    }
}

/// Newcombe (1998), *Interval estimation for the difference between independent proportions*, table II, method 10.
#[test]
fn intervals_of_differences_are_those_that_newcombe_printed() {
    for ((a, m), (b, n), low, high) in [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
    ] {
        let (later, earlier) = (Estimate::of_count(a, m).unwrap(), Estimate::of_count(b, n).unwrap());
        let change = Change::between(&earlier, &later);
        close(change.low, low, 5e-5);
        close(change.high, high, 5e-5);
        assert!(change.is_significant() && change.p < 0.05);
    }
}

#[test]
fn the_points_of_student_and_of_the_normal_law_are_those_of_the_tables() {
    for (freedom, point) in
        [(1, 12.7062), (14, 2.1448), (30, 2.0423), (31, 2.0395), (60, 2.0003), (120, 1.9799), (1000, 1.9623)]
    {
        close(t95(freedom), point, 1e-4);
    }
    for (z, p) in [
        (0.0, 1.0),
        (1.0, 0.317_310_5),
        (Z95, 0.05),
        (2.575_829_3, 0.01),
        (3.290_526_7, 0.001),
        (5.0, 5.733e-7),
    ] {
        close(two_sided(z), p, 1e-7);
    }
    assert_eq!(two_sided(40.0), 0.0);
}

/// The 183 schools of 15 districts that the R package `survey` ships as `apiclus1`: elementary, high and middle schools of each
/// district. Its documentation computes shares of 0.786885, 0.076503 and 0.136612 with errors of 0.0468, 0.0271 and 0.0299
/// (`svymean(~stype, svydesign(id = ~dnum, weights = ~pw, data = apiclus1))`).
#[test]
fn shares_and_errors_of_a_cluster_sample_are_those_of_the_r_package() {
    let districts: [&[usize]; 15] = [
        &[8, 1, 2],
        &[2, 1, 1],
        &[1, 0, 1],
        &[10, 0, 3],
        &[2, 0, 0],
        &[2, 1, 1],
        &[2, 1, 1],
        &[13, 0, 3],
        &[4, 4, 1],
        &[34, 0, 0],
        &[16, 2, 3],
        &[30, 3, 4],
        &[10, 0, 3],
        &[1, 0, 0],
        &[9, 1, 2],
    ];
    let (answers, design) = clusters(&districts);
    let weights = vec![33.847; 183];
    let tally = Tally::count(&answers, 3, None, &weights, &design).unwrap();
    for (code, share, error) in [(0, 0.786885, 0.0468), (1, 0.076503, 0.0271), (2, 0.136612, 0.0299)] {
        let estimate = tally.share(Domain::default(), code).unwrap();
        close(estimate.share, share, 5e-7);
        let spread = share * (1.0 - share);
        // Effective people are spread / variance × (1.96 / 2.1448)², with 15 − 1 degrees of freedom.
        let variance = spread / estimate.effective * (Z95 / 2.1448_f64).powi(2);
        close(variance.sqrt(), error, 6e-5);
        assert_eq!(estimate.base, 183);
    }
}

/// Two strata of two units by hand. Units say 3 of 4, 1 of 4 | 2 of 4, 2 of 4: a share of 8 in 16. Residuals are (3−2)/16 and
/// (1−2)/16, then 0 and 0: variance 2/1 × 2 × (1/16)² = 1/64.
#[test]
fn differences_between_units_count_within_their_stratum() {
    let (answers, _) = clusters(&[&[3, 1], &[1, 3], &[2, 2], &[2, 2]]);
    let unit: Vec<u16> = (0..16).map(|record| record / 4).collect();
    let design = Design::new(unit, vec![0, 0, 1, 1]).unwrap();
    let tally = Tally::count(&answers, 2, None, &[1.0; 16], &design).unwrap();
    let (lead, variance) = tally.lead(Domain::default(), 0, 1).unwrap();
    // The lead of one answer over the only other is twice its share less 1, with four times its variance.
    close(lead, 0.0, 1e-12);
    close(variance, 4.0 / 64.0, 1e-12);
    let estimate = tally.share(Domain::default(), 0).unwrap();
    close(estimate.effective, (0.25 / (1.0 / 64.0)) * (Z95 / 4.3027_f64).powi(2), 1e-9);
}

#[test]
fn a_stratum_of_one_unit_is_held_against_the_others() {
    let unit = vec![0, 0, 1, 1, 2, 2];
    let design = Design::new(unit, vec![0, 0, 1]).unwrap();
    let sums = |said: f64| super::super::estimate::Sums { said, base: 2.0, records: 2, squares: 2.0 };
    let (share, variance) = linearised(&design, &[sums(1.0), sums(1.0), sums(2.0)]).unwrap();
    close(share, 4.0 / 6.0, 1e-12);
    // Units 0 and 1 do not differ; unit 2 is (2 − 2 × 2/3) / 6 from the mean.
    close(variance, (2.0_f64 / 3.0 / 6.0).powi(2), 1e-12);
}

#[test]
fn nobody_asked_gives_no_share_and_everybody_alike_gives_one_with_an_interval() {
    let (answers, design) = by_lot(vec![0; 50]);
    let tally = Tally::count(&answers, 2, None, &[1.0; 50], &design).unwrap();
    let all = tally.share(Domain::default(), 0).unwrap();
    assert_eq!((all.share, all.high), (1.0, 1.0));
    assert!((0.9..0.95).contains(&all.low), "{all:?}");
    let none = tally.share(Domain::default(), 1).unwrap();
    assert_eq!((none.share, none.low), (0.0, 0.0));
    let (answers, design) = by_lot(vec![MISSING; 5]);
    assert_eq!(
        Tally::count(&answers, 2, None, &[1.0; 5], &design).unwrap().share(Domain::default(), 0),
        None
    );
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let (answers, design) = by_lot(vec![0, 1]);
    let refused = |codes, groups: Option<(&[u16], usize)>, weights: &[f64]| {
        Tally::count(&answers, codes, groups, weights, &design).unwrap_err()
    };
    assert_eq!(refused(2, None, &[1.0]), SurveyError::Lengths);
    assert_eq!(refused(2, Some((&[0], 1)), &[1.0; 2]), SurveyError::Lengths);
    assert_eq!(refused(1, None, &[1.0; 2]), SurveyError::UnknownCode(1));
    assert_eq!(refused(2, Some((&[0, 2], 2)), &[1.0; 2]), SurveyError::UnknownCode(2));
    assert_eq!(refused(2, None, &[1.0, -1.0]), SurveyError::BadWeight(1));
    assert_eq!(refused(2, None, &[1.0, f64::NAN]), SurveyError::BadWeight(1));
    assert_eq!(refused(5_000_000, None, &[1.0; 2]), SurveyError::TooWide);
    assert_eq!(Design::new(vec![0, 2], vec![0, 0]).unwrap_err(), SurveyError::UnknownUnit(2));
}

#[test]
fn a_change_is_significant_exactly_when_its_chance_is_below_one_in_twenty() {
    for said in 300..=700 {
        let (earlier, later) =
            (Estimate::of_count(500, 1000).unwrap(), Estimate::of_count(said, 1000).unwrap());
        let change = Change::between(&earlier, &later);
        assert_eq!(change.is_significant(), change.p < 0.05, "{said}: {change:?}");
    }
    let same = Estimate::of_count(5, 10).unwrap();
    assert_eq!(Change::between(&same, &same).p, 1.0);
}

proptest! {
    /// With every record a unit of its own and all weights alike, the linearised variance is p(1−p)/(n−1) exactly.
    #[test]
    fn a_sample_by_lot_has_the_variance_of_the_textbook(codes in prop::collection::vec(0_u16..3, 3..200)) {
        let n = codes.len() as f64;
        let (answers, design) = by_lot(codes);
        let tally = Tally::count(&answers, 3, None, &vec![1.0; n as usize], &design).unwrap();
        let estimate = tally.share(Domain::default(), 0).unwrap();
        let p = estimate.share;
        if p > 0.0 && p < 1.0 {
            let shrink = (Z95 / t95(n as usize - 1)).powi(2);
            prop_assert!((estimate.effective - (n - 1.0) * shrink).abs() < 1e-6);
        }
    }

    #[test]
    fn an_interval_holds_its_share_and_groups_make_up_the_whole(
        rows in prop::collection::vec((0_u16..4, 0_u16..6, 0_u16..3, 0.1_f64..9.0), 1..300)
    ) {
        let missing = |code, last| if code == last { MISSING } else { code };
        let answers = Column::One(rows.iter().map(|row| missing(row.0, 3)).collect());
        let groups: Vec<u16> = rows.iter().map(|row| missing(row.2, 2)).collect();
        let weights: Vec<f64> = rows.iter().map(|row| row.3).collect();
        let design = Design::new(rows.iter().map(|row| row.1).collect(), vec![0, 0, 0, 1, 1, 2]).unwrap();
        let tally = Tally::count(&answers, 3, Some((&groups, 2)), &weights, &design).unwrap();
        let whole: u32 = (0..6).map(|unit| tally.records(unit, None, None)).sum();
        let parts: u32 = (0..6)
            .map(|unit| tally.records(unit, Some(0), None) + tally.records(unit, Some(1), None) + tally.records_elsewhere(unit, None))
            .sum();
        prop_assert_eq!(whole, parts);
        let domains = [None, Some(0), Some(1)].map(|group| Domain { group, units: None });
        for domain in domains {
            let shares: Vec<Estimate> = (0..3).filter_map(|code| tally.share(domain, code)).collect();
            if !shares.is_empty() {
                prop_assert!((shares.iter().map(|one| one.share).sum::<f64>() - 1.0).abs() < 1e-9);
            }
            for one in shares {
                prop_assert!(0.0 <= one.low && one.low <= one.share && one.share <= one.high && one.high <= 1.0);
                prop_assert!(one.effective > 0.0 && one.effective <= f64::from(one.base));
            }
        }
    }

    #[test]
    fn the_size_of_the_weights_changes_nothing(
        rows in prop::collection::vec((0_u16..2, 0_u16..5, 0.5_f64..2.0), 2..100), factor in 0.01_f64..100.0
    ) {
        let answers = Column::One(rows.iter().map(|row| row.0).collect());
        let design = Design::new(rows.iter().map(|row| row.1).collect(), vec![0; 5]).unwrap();
        let share = |by: f64| {
            let weights: Vec<f64> = rows.iter().map(|row| row.2 * by).collect();
            Tally::count(&answers, 2, None, &weights, &design).unwrap().share(Domain::default(), 0).unwrap()
        };
        let (one, other) = (share(1.0), share(factor));
        prop_assert!((one.share - other.share).abs() < 1e-9 && (one.low - other.low).abs() < 1e-6);
    }
}
