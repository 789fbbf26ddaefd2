use super::*;
use crate::pack::{FieldKind, FieldSeen};
use proptest::prelude::*;

#[test]
fn a_segment_takes_a_byte_a_record_where_the_codes_fit() {
    let column = Column::One(vec![0, 3, MISSING, 1]);
    let bytes = column.to_segment(4).unwrap();
    assert_eq!(bytes.len(), 24);
    assert_eq!(&bytes[..12], b"DSG\x01\x01\x01\x04\x00\x04\x00\x00\x00");
    assert_eq!(&bytes[20..], [0, 3, 255, 1]);
    assert_eq!(Column::from_segment(&bytes).unwrap(), (column, 4));
    let several = Column::Many(vec![0b101, 0, 0b10]).to_segment(3).unwrap();
    assert_eq!(&several[20..], [5, 0, 2]);
}

#[test]
fn bytes_that_are_no_segment_are_refused() {
    let bytes = Column::One(vec![0, 1, 2]).to_segment(3).unwrap();
    for (at, _) in bytes.iter().enumerate() {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        assert!(Column::from_segment(&other).is_err(), "byte {at}");
        assert!(Column::from_segment(&bytes[..at]).is_err(), "{at} bytes");
    }
    assert_eq!(Column::from_segment(b""), Err(SegmentError::Foreign));
    assert_eq!(
        Column::from_segment(&[&bytes[..], b"x"].concat()),
        Err(SegmentError::Length { expected: 23, found: 24 })
    );
    assert_eq!(Column::One(vec![3]).to_segment(3), Err(SegmentError::BeyondCodes { record: 0, codes: 3 }));
    assert_eq!(Column::Many(vec![8]).to_segment(3), Err(SegmentError::BeyondCodes { record: 0, codes: 3 }));
    assert_eq!(Column::Many(vec![8]).to_segment(65), Err(SegmentError::TooManyCodes(65)));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(codes in prop::collection::vec(prop::option::of(0_u16..700), 0..300), wide in 700_u16..=u16::MAX) {
        let column = Column::One(codes.iter().map(|code| code.unwrap_or(MISSING)).collect());
        prop_assert_eq!(Column::from_segment(&column.to_segment(wide).unwrap()).unwrap(), (column, wide));
        let narrow = Column::One(codes.iter().map(|code| code.map_or(MISSING, |code| code % 255)).collect());
        // 255 codes are one too many for a byte, in which the largest stands for none.
        prop_assert_eq!(Column::from_segment(&narrow.to_segment(255).unwrap()).unwrap(), (narrow, 255));
    }

    #[test]
    fn sets_are_written_in_as_few_bytes_as_their_codes_need(sets in prop::collection::vec(any::<u64>(), 0..100), codes in 1_u16..=64) {
        let mask = if codes == 64 { u64::MAX } else { (1 << codes) - 1 };
        let column = Column::Many(sets.iter().map(|set| set & mask).collect());
        let bytes = column.to_segment(codes).unwrap();
        prop_assert_eq!(bytes.len(), 20 + sets.len() * usize::from(codes).div_ceil(8).next_power_of_two());
        prop_assert_eq!(Column::from_segment(&bytes).unwrap(), (column, codes));
    }

    #[test]
    fn nothing_makes_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(Column::from_segment(&bytes).is_err());
    }
}

#[test]
fn answers_are_recoded_banded_and_put_after_one_another() {
    let ages = Column::One(vec![17, 18, 24, 25, 64, 90, MISSING]);
    assert_eq!(ages.banded(&[18, 25, 65]), Column::One(vec![MISSING, 0, 0, 1, 1, 2, MISSING]));
    let trust = Column::One(vec![0, 1, 2, 3, MISSING]);
    assert_eq!(trust.any_of(&[0, 1], &[3]), Column::One(vec![1, 1, 0, MISSING, MISSING]));
    let named = Column::Many(vec![0b011, 0b100, 0b1000, 0b1001, 0]);
    assert_eq!(named.any_of(&[0], &[3]), Column::One(vec![1, 0, MISSING, 1, MISSING]));
    assert_eq!(named.recoded(|code| code + 1), Column::One(vec![1, 3, 4, 1, MISSING]));
    let mut both = Column::One(vec![1]);
    both.append(Column::One(vec![2])).unwrap();
    assert_eq!((both.len(), both.is_empty()), (2, false));
    assert_eq!(both.append(Column::Many(vec![1])), Err(SurveyError::MixedColumns));
}

#[test]
fn a_codebook_never_changes_the_meaning_of_a_code() {
    let mut book = Codebook::default();
    book.learn("police", false, ["a_lot", "little", "refused"]);
    book.learn("police", false, ["little", "none", "a_lot", "refused"]);
    let codes = book.codes("police").unwrap();
    assert_eq!(codes.values, ["a_lot", "little", "refused", "none"]);
    assert_eq!((codes.code("none"), codes.code("other"), codes.silent()), (Some(3), None, vec![2]));
    assert_eq!(codes.set("none a_lot other"), 0b1001);
    assert_eq!(book.questions().count(), 1);
}

#[test]
fn gathered_records_are_added_as_if_they_came_one_by_one() {
    let field = |name: &str, kind, choices: &[&str]| FieldSeen {
        name: name.to_owned(),
        kind,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let fields = [
        field("commune", FieldKind::Place, &[]),
        field("trust", FieldKind::Select1, &["a_lot", "little"]),
        field("knows", FieldKind::Select, &["court", "chief"]),
        field("age", FieldKind::Integer, &[]),
    ];
    let questions = ["commune", "trust", "knows", "age"].map(str::to_owned);
    let records = [
        ["ML3", "a_lot", "court chief", "30"],
        ["ML1", "little", "", "70"],
        ["nowhere", "other", "chief", "x"],
        ["ML3", "", "court", "19"],
        ["ML2", "a_lot", "", ""],
    ];
    let add = |gathering: &mut Gathering, record: &[&'static str; 4]| {
        let said = |question: &str| questions.iter().position(|known| known == question).map(|at| record[at]);
        gathering.add(said, |code| code.starts_with("ML").then(|| code.to_owned()));
    };
    let mut run = Gathering::of(&fields, &questions).knowing_places(["ML1", "ML2", "ML3"].into_iter());
    records.iter().for_each(|record| add(&mut run, record));
    run.add_blank();
    let run = run.frame();
    let kept = [true, false, true, true, true, true];
    let mut together = Gathering::of(&fields, &questions);
    add(&mut together, &records[1]);
    together.add_gathered(&run, 2..6, &kept).unwrap();
    together.add_gathered(&run, 0..2, &kept).unwrap();
    let mut single = Gathering::of(&fields, &questions);
    [1, 2, 3, 4].iter().for_each(|at| add(&mut single, &records[*at]));
    single.add_blank();
    add(&mut single, &records[0]);
    assert_eq!(single.unknown(), 3);
    assert_eq!(together.frame(), single.frame());
    let mut others = Gathering::of(&[field("trust", FieldKind::Select1, &["little"])], &questions);
    assert_eq!(others.add_gathered(&run, 0..6, &kept), Err(SurveyError::OtherCodes("trust".to_owned())));
    let mut none = Gathering::of(&fields, &questions);
    assert_eq!(none.add_gathered(&run, 0..7, &kept), Err(SurveyError::Lengths));
}
