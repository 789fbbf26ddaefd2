//! The answers to one question, a code a record: what tables are counted from.

use super::SurveyError;

/// No answer: the question was not asked, or the record has none.
pub const MISSING: u16 = u16::MAX;

/// The answers to one question, in the order of the records of a round. A code is the place of a choice in the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// At most one answer a record: its code, or [`MISSING`].
    One(Vec<u16>),
    /// Any number of answers a record: bit 0 stands for code 0, up to 64 codes; 0 without an answer.
    Many(Vec<u64>),
}

impl Column {
    /// How many records it covers.
    pub fn len(&self) -> usize {
        match self {
            Self::One(codes) => codes.len(),
            Self::Many(sets) => sets.len(),
        }
    }

    /// Whether it covers none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts the records of another column after its own.
    ///
    /// # Errors
    /// [`SurveyError::MixedColumns`] when one takes a single answer and the other several.
    pub fn append(&mut self, other: Self) -> Result<(), SurveyError> {
        match (self, other) {
            (Self::One(codes), Self::One(more)) => codes.extend(more),
            (Self::Many(sets), Self::Many(more)) => sets.extend(more),
            _ => return Err(SurveyError::MixedColumns),
        }
        Ok(())
    }

    /// The same records with every code replaced; [`MISSING`] takes the record out of the base. Of several answers the
    /// first that is not replaced by [`MISSING`] counts.
    pub fn recoded(&self, new: impl Fn(u16) -> u16) -> Self {
        Self::One(match self {
            Self::One(codes) => {
                codes.iter().map(|code| if *code == MISSING { MISSING } else { new(*code) }).collect()
            }
            Self::Many(sets) => {
                let first = |set: &u64| codes_in(*set).map(&new).find(|code| *code != MISSING);
                sets.iter().map(|set| first(set).unwrap_or(MISSING)).collect()
            }
        })
    }

    /// Whether each record has one of these codes: 1, 0, or [`MISSING`] where every answer is among `without`.
    pub fn any_of(&self, codes: &[u16], without: &[u16]) -> Self {
        let (yes, out) = (set_of(codes), set_of(without));
        let judge = |set: u64| match set & !out {
            0 => MISSING,
            said => u16::from(said & yes != 0),
        };
        Self::One(match self {
            Self::One(codes) => {
                codes.iter().map(|code| if *code < 64 { judge(1 << *code) } else { u16::MAX }).collect()
            }
            Self::Many(sets) => sets.iter().map(|set| judge(*set)).collect(),
        })
    }

    /// The answers to several questions with the same codes, as the first, second and third cause, as those of one.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`]; [`SurveyError::UnknownCode`] for a code beyond 63.
    pub fn united(columns: &[&Self]) -> Result<Self, SurveyError> {
        let mut sets = vec![0_u64; columns.first().map_or(0, |first| first.len())];
        for column in columns {
            if column.len() != sets.len() {
                return Err(SurveyError::Lengths);
            }
            match column {
                Self::One(codes) => {
                    for (set, code) in sets.iter_mut().zip(codes).filter(|(_, code)| **code != MISSING) {
                        *set |= 1_u64.checked_shl((*code).into()).ok_or(SurveyError::UnknownCode(*code))?;
                    }
                }
                Self::Many(more) => sets.iter_mut().zip(more).for_each(|(set, more)| *set |= more),
            }
        }
        Ok(Self::Many(sets))
    }

    /// Only these codes, numbered anew in this order; whoever gave none of them is out of the base.
    pub fn only(&self, kept: &[u16]) -> Self {
        let place = |code: u16| kept.iter().position(|known| *known == code);
        match self {
            Self::One(_) => self.recoded(|code| place(code).map_or(MISSING, |at| at as u16)),
            Self::Many(sets) => {
                let moved = |set: &u64| codes_in(*set).filter_map(place).fold(0, |set, at| set | 1_u64 << at);
                Self::Many(sets.iter().map(moved).collect())
            }
        }
    }

    /// Numbers as places in bands: the first band begins at `from[0]`, each next one at the next number, the last is open.
    /// What lies below the first is [`MISSING`].
    pub fn banded(&self, from: &[u16]) -> Self {
        self.recoded(|number| match from.partition_point(|least| *least <= number) {
            0 => MISSING,
            band => (band - 1) as u16,
        })
    }
}

/// The codes in a set, lowest first.
pub(super) fn codes_in(mut set: u64) -> impl Iterator<Item = u16> {
    std::iter::from_fn(move || {
        let code = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (code < u64::BITS).then_some(code as u16)
    })
}

fn set_of(codes: &[u16]) -> u64 {
    codes.iter().filter(|code| **code < 64).fold(0, |set, code| set | 1 << code)
}
