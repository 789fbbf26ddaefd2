use super::*;

#[test]
fn causes_are_ranked_with_the_places_they_could_also_have() {
    // 400 people by lot, each naming one or two causes: 0 by 300, 1 by 120, 2 by 110, 3 by 10.
    let set = |person: usize| match person {
        0..300 => 1 | if person < 120 { 2 } else { 0 } | if (120..230).contains(&person) { 4 } else { 0 },
        300..310 => 8,
        _ => 16,
    };
    let answers = Column::Many((0..400).map(set).collect());
    let design = Design::new((0..400).collect(), vec![0; 400]).unwrap();
    let tally = Tally::count(&answers, 5, None, &[1.0; 400], &design).unwrap();
    let ranking = Ranking::of(&tally, Domain::default(), &[3, 2, 1, 0]);
    let places: Vec<(usize, usize, usize)> =
        ranking.places.iter().map(|place| (place.code, place.best, place.worst)).collect();
    // 120 and 110 cannot be told apart: either may be second.
    assert_eq!(places, [(0, 1, 1), (1, 2, 3), (2, 2, 3), (3, 4, 4)]);
    close(ranking.places[0].estimate.share, 0.75, 1e-12);
}

/// Of 100 people 60 name one thing and 40 another: the lead of 0.2 has the variance (1 − 0.2²)/99 of a variable that is 1 or −1.
#[test]
fn a_lead_knows_that_both_shares_come_from_the_same_people() {
    let (answers, design) = by_lot((0..100).map(|person| u16::from(person >= 60)).collect());
    let tally = Tally::count(&answers, 2, None, &[1.0; 100], &design).unwrap();
    let (lead, variance) = tally.lead(Domain::default(), 0, 1).unwrap();
    close(lead, 0.2, 1e-12);
    close(variance, (1.0 - 0.04) / 99.0, 1e-12);
}
