//! A column as bytes: what a store keeps, a blob for one question and a run of records.
//!
//! ```text
//! 0   4  "DSG" and the version, 1
//! 4   1  kind: 1 one answer a record, 2 several
//! 5   1  bytes a record: 1, 2, 4 or 8
//! 6   2  codes of the question when it was written
//! 8   4  records
//! 12  8  FNV-1a (64 bits) of everything else
//! 20     the records, each a code or a set of bits; all numbers little-endian
//! ```
//!
//! Of one answer a record, the largest number that fits stands for none. The sum finds bytes that were cut or mixed up; it is
//! no seal. Whoever keeps segments at rest encrypts them, since a line across all columns is one person's interview.

use super::column::{Column, MISSING};

const MAGIC: [u8; 4] = *b"DSG\x01";
const HEAD: usize = 20;

/// Why bytes are not a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// Another beginning, kind or width.
    #[error("not a segment of this version")]
    Foreign,
    /// More or fewer bytes than the head announces.
    #[error("a segment of {expected} bytes has {found}")]
    Length {
        /// What the head announces.
        expected: usize,
        /// What is there.
        found: usize,
    },
    /// The sum does not fit the bytes.
    #[error("a segment was damaged")]
    Damaged,
    /// A code that the question does not have.
    #[error("record {record} has a code beyond the {codes} of the question")]
    BeyondCodes {
        /// From 0.
        record: usize,
        /// Codes of the question.
        codes: u16,
    },
    /// More codes than a segment can hold: 65,535 of one answer a record, 64 of several.
    #[error("{0} codes do not fit a segment")]
    TooManyCodes(usize),
}

impl Column {
    /// The column as a segment. `codes`: how many the question has; every answer is below it.
    ///
    /// # Errors
    /// [`SegmentError::TooManyCodes`], [`SegmentError::BeyondCodes`].
    pub fn to_segment(&self, codes: u16) -> Result<Vec<u8>, SegmentError> {
        self.check(codes)?;
        let (kind, width) = match self {
            Self::One(_) => (1, if codes < u16::from(u8::MAX) { 1 } else { 2 }),
            Self::Many(_) if codes > 64 => return Err(SegmentError::TooManyCodes(codes.into())),
            Self::Many(_) => (2, usize::from(codes.max(1)).div_ceil(8).next_power_of_two()),
        };
        let mut bytes = Vec::with_capacity(HEAD + self.len() * width);
        bytes.extend(MAGIC);
        bytes.extend([kind, width as u8]);
        bytes.extend(codes.to_le_bytes());
        bytes.extend((self.len() as u32).to_le_bytes());
        bytes.extend([0; 8]);
        match (self, width) {
            // The low byte of MISSING is the largest byte, which stands for none.
            (Self::One(column), 1) => bytes.extend(column.iter().map(|code| *code as u8)),
            (Self::One(column), _) => bytes.extend(column.iter().flat_map(|code| code.to_le_bytes())),
            (Self::Many(column), _) => {
                column.iter().for_each(|set| bytes.extend(&set.to_le_bytes()[..width]));
            }
        }
        let sum = sum(&bytes);
        bytes[12..HEAD].copy_from_slice(&sum.to_le_bytes());
        Ok(bytes)
    }

    /// Reads a segment; gives the column and how many codes the question had.
    ///
    /// # Errors
    /// [`SegmentError`] for bytes that [`Column::to_segment`] did not write.
    pub fn from_segment(bytes: &[u8]) -> Result<(Self, u16), SegmentError> {
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(SegmentError::Foreign)?;
        let [m0, m1, m2, m3, kind, width, c0, c1, r0, r1, r2, r3, stored @ ..] = *head;
        if [m0, m1, m2, m3] != MAGIC {
            return Err(SegmentError::Foreign);
        }
        let (codes, records) = (u16::from_le_bytes([c0, c1]), u32::from_le_bytes([r0, r1, r2, r3]) as usize);
        let width = usize::from(width);
        let expected = HEAD.saturating_add(records.saturating_mul(width));
        if bytes.len() != expected {
            return Err(SegmentError::Length { expected, found: bytes.len() });
        }
        if u64::from_le_bytes(stored) != sum(bytes) {
            return Err(SegmentError::Damaged);
        }
        let body = &bytes[HEAD..];
        let column = match (kind, width) {
            (1, 1) => Self::One(
                body.iter().map(|byte| if *byte == u8::MAX { MISSING } else { (*byte).into() }).collect(),
            ),
            (1, 2) => {
                Self::One(body.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect())
            }
            (2, 1 | 2 | 4 | 8) => Self::Many(body.chunks_exact(width).map(set).collect()),
            _ => return Err(SegmentError::Foreign),
        };
        column.check(codes)?;
        Ok((column, codes))
    }

    /// That every answer is one of the codes.
    fn check(&self, codes: u16) -> Result<(), SegmentError> {
        let beyond = match self {
            Self::One(column) => column.iter().position(|code| *code != MISSING && *code >= codes),
            Self::Many(column) if codes < 64 => column.iter().position(|set| set >> codes != 0),
            Self::Many(_) => None,
        };
        beyond.map_or(Ok(()), |record| Err(SegmentError::BeyondCodes { record, codes }))
    }
}

fn set(bytes: &[u8]) -> u64 {
    let mut whole = [0; 8];
    whole[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(whole)
}

/// FNV-1a over words of eight bytes (the last filled with zeros), the place of the sum itself left out.
/// Source: draft-eastlake-fnv, parameters for 64 bits.
fn sum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: &[u8]| (sum ^ set(word)).wrapping_mul(0x0000_0100_0000_01b3);
    let head = bytes[..12].chunks(8).fold(0xcbf2_9ce4_8422_2325, step);
    bytes[HEAD..].chunks(8).fold(head, step)
}
