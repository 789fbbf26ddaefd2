//! Lengths that say little: 1, 4, 16, 64 KiB, then Padmé.
//!
//! A padded text is `content || zeros || length of the content (8 bytes, big-endian)`.

use crate::{Error, Result};

/// Bytes of the length at the end.
pub(crate) const TRAILER: usize = 8;

const BUCKETS: [usize; 4] = [1 << 10, 4 << 10, 16 << 10, 64 << 10];

/// How long `content` bytes become. Above 64 KiB Padmé: at most 12 % more, and only O(log log n) bits of the
/// length are told (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with
/// PURBs", PoPETs 2019, §4).
pub(crate) fn padded(content: usize) -> usize {
    let least = content + TRAILER;
    if let Some(bucket) = BUCKETS.into_iter().find(|bucket| least <= *bucket) {
        return bucket;
    }
    let exponent = least.ilog2();
    let free = (1usize << (exponent - exponent.ilog2() - 1)) - 1;
    (least + free) & !free
}

/// Where the content of a padded text ends.
///
/// # Errors
/// [`Error::DoesNotOpen`] when the text was not padded by these rules.
pub(crate) fn content_length(text: &[u8]) -> Result<usize> {
    let (head, trailer) = text.split_last_chunk::<TRAILER>().ok_or(Error::DoesNotOpen)?;
    let length = usize::try_from(u64::from_be_bytes(*trailer)).map_err(|_| Error::DoesNotOpen)?;
    let filler = head.get(length..).ok_or(Error::DoesNotOpen)?;
    if padded(length) == text.len() && filler.iter().all(|byte| *byte == 0) {
        Ok(length)
    } else {
        Err(Error::DoesNotOpen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_share_four_lengths() {
        let lengths = [0, 1016, 1017, 4088, 4089, 16_376, 16_377, 65_528];
        let padded = lengths.map(padded);
        assert_eq!(padded, [1024, 1024, 4096, 4096, 16_384, 16_384, 65_536, 65_536]);
    }

    #[test]
    fn long_texts_grow_by_at_most_an_eighth() {
        for content in (65_529..40_000_000).step_by(9973) {
            let padded = padded(content);
            let least = content + TRAILER;
            assert!(padded >= least && padded - least <= least / 8, "{content} became {padded}");
        }
    }

    #[test]
    fn the_lengths_of_padme_are_those_of_its_paper() {
        // floor(log2 L) = 16 → 5 significant bits below the first → multiples of 2 KiB; 20 → multiples of 32 KiB.
        assert_eq!(padded(65_536 - TRAILER + 1), 65_536 + 2048);
        assert_eq!(padded((1 << 20) - TRAILER + 1), (1 << 20) + (32 << 10));
    }

    #[test]
    fn a_length_that_does_not_fit_its_padding_is_refused() {
        let mut text = vec![0u8; 4096];
        text[4088..].copy_from_slice(&10u64.to_be_bytes());
        assert!(content_length(&text).is_err());
        text[4088..].copy_from_slice(&2000u64.to_be_bytes());
        assert_eq!(content_length(&text).unwrap(), 2000);
        text[3000] = 1;
        assert!(content_length(&text).is_err());
        text[4088..].copy_from_slice(&u64::MAX.to_be_bytes());
        assert!(content_length(&text).is_err());
    }
}
