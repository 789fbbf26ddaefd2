use super::*;
use crate::publication::PublicationRule;

fn sheet(yes: usize, no: usize, units: usize) -> Sheet {
    let unit = [yes, no];
    let units: Vec<&[usize]> = vec![&unit[..]; units];
    let (answers, design) = clusters(&units);
    let weights = vec![1.0; design.records()];
    let tally = Tally::count(&answers, 2, None, &weights, &design).unwrap();
    let codes = Codes { many: false, values: vec!["yes".to_owned(), "no".to_owned()] };
    Sheet::cut(&tally, &codes, Breakdown::Groups(&[]), &PublicationRule::house()).unwrap()
}

fn number(reading: &Reading, name: &str) -> i64 {
    reading.numbers.iter().find(|(known, _)| *known == name).unwrap().1
}

#[test]
fn a_share_is_said_as_so_many_out_of_a_few() {
    for (share, n, of) in [
        (0.40, 4, 10),
        (0.42, 4, 10),
        (0.25, 1, 4),
        (0.24, 1, 4),
        (0.33, 1, 3),
        (0.67, 2, 3),
        (0.5, 5, 10),
        (0.76, 3, 4),
        (0.12, 1, 10),
        (1.0, 10, 10),
        (0.0, 0, 10),
    ] {
        assert_eq!(Fraction::nearest(share), Fraction { n, of }, "{share}");
    }
}

#[test]
fn a_reading_has_the_fraction_the_percent_the_interval_and_the_people() {
    let sheet = sheet(8, 12, 60);
    let cell = sheet.cell("", "yes").unwrap();
    let reading = Reading::of(Some(&cell), Voice::Sample);
    assert_eq!(reading.key, "survey-reading-part");
    assert_eq!(
        ["n", "of", "about", "percent", "base"].map(|name| number(&reading, name)),
        [4, 10, 0, 40, 1200]
    );
    let (low, high) = (number(&reading, "low"), number(&reading, "high"));
    assert!((35..40).contains(&low) && (41..46).contains(&high), "{low} {high}");
    assert_eq!(Reading::of(Some(&cell), Voice::Asked).key, "survey-reading-asked");
    assert_eq!(Reading::of(None, Voice::Sample).key, "survey-reading-hidden");
}

#[test]
fn what_is_rare_what_is_common_and_what_is_frail_have_sentences_of_their_own() {
    let key = |yes, no, units| Reading::of(sheet(yes, no, units).cell("", "yes").as_ref(), Voice::Sample).key;
    assert_eq!(key(1, 39, 60), "survey-reading-few");
    assert_eq!(key(39, 1, 60), "survey-reading-most");
    assert_eq!(key(6, 6, 3), "survey-reading-frail");
}

#[test]
fn a_change_that_may_be_chance_is_not_told_as_one() {
    let (before, after) = (sheet(8, 12, 60), sheet(10, 10, 60));
    let reading = |from: &Sheet, to: &Sheet| {
        let (then, now) = (from.cell("", "yes").unwrap(), to.cell("", "yes").unwrap());
        Reading::of_change(&then, &now, &to.change(from, "", "yes").unwrap())
    };
    let risen = reading(&before, &after);
    assert_eq!(risen.key, "survey-change-more");
    assert_eq!(["from", "to", "points"].map(|name| number(&risen, name)), [40, 50, 10]);
    assert_eq!(reading(&after, &before).key, "survey-change-fewer");
    assert_eq!(reading(&before, &before).key, "survey-change-unclear");
}
