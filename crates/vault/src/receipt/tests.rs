use super::*;
use kernel::SeededEntropy;

fn drawn() -> impl Iterator<Item = Receipt> {
    let entropy = SeededEntropy::new(20);
    (0..200).map(move |_| Receipt::draw(&entropy).unwrap())
}

#[test]
fn the_check_digit_is_that_of_damms_example() {
    assert_eq!(interim(&[5, 7, 2]), 4);
    assert_eq!(interim(&[5, 7, 2, 4]), 0);
}

#[test]
fn a_receipt_is_read_back_however_it_is_typed() {
    for receipt in drawn() {
        let digits = receipt.digits();
        let in_script = |zero: u32| -> String {
            digits.bytes().map(|d| char::from_u32(zero + u32::from(d - b'0')).unwrap()).collect()
        };
        let ways = [
            digits.to_string(),
            receipt.grouped().to_string(),
            format!("  {}\u{a0}\n", receipt.grouped().replace(' ', " - ")),
            receipt.grouped().replace(' ', "."),
            in_script(0x660),
            in_script(0x6F0),
            format!("\u{200F}{}", in_script(0x7C0)),
        ];
        for typed in ways {
            let (read, well_formed) = Receipt::read_lenient(&typed);
            assert!(well_formed, "{typed}");
            assert_eq!(read.digits(), digits);
        }
    }
}

#[test]
fn every_wrong_digit_and_every_swap_of_neighbours_is_noticed() {
    for receipt in drawn() {
        for place in 0..DIGITS {
            for other in (0..10).filter(|other| *other != receipt.0[place]) {
                let mut wrong = receipt.0;
                wrong[place] = other;
                assert!(!Receipt::read_lenient(&as_text(&wrong, 4)).1);
            }
            if place + 1 < DIGITS && receipt.0[place] != receipt.0[place + 1] {
                let mut swapped = receipt.0;
                swapped.swap(place, place + 1);
                assert!(!Receipt::read_lenient(&as_text(&swapped, 4)).1);
            }
        }
    }
}

#[test]
fn what_is_mistyped_becomes_a_receipt_that_was_never_issued() {
    let long = "1".repeat(1_000_000);
    let almost = format!("{}1", "0".repeat(20));
    for typed in ["", "12", "4821 0937 5516 2048 77x3", "4821,0937", "é", &long, &almost] {
        let (stand_in, well_formed) = Receipt::read_lenient(typed);
        assert!(!well_formed);
        assert_eq!(stand_in.digits().len(), 20);
        assert!(!Receipt::read_lenient(&stand_in.digits()).1, "the stand-in must not be a real receipt");
    }
}

#[test]
fn a_receipt_is_shown_in_five_groups_of_four() {
    for receipt in drawn() {
        let grouped = receipt.grouped();
        assert_eq!(grouped.len(), 24);
        assert!(grouped.split(' ').all(|group| group.len() == 4));
        assert_eq!(grouped.replace(' ', ""), *receipt.digits());
        assert_eq!(format!("{receipt:?}"), "Receipt(..)");
    }
}

#[test]
fn each_digit_turns_up_about_as_often_as_the_others() {
    let entropy = SeededEntropy::new(3);
    let mut seen = [0u32; 10];
    for _ in 0..100_000 {
        for digit in &Receipt::draw(&entropy).unwrap().0[..RANDOM] {
            seen[usize::from(*digit)] += 1;
        }
    }
    // 190,000 expected, standard deviation 414. Taking bytes up to 254 would show as 186,000 and 194,000.
    assert!(seen.iter().all(|count| (187_500..192_500).contains(count)), "{seen:?}");
}
