//! The answers of a round, a column a question.

use super::column::{Column, MISSING};
use super::{Codebook, Codes, SegmentError, SurveyError};
use crate::pack::{FieldKind, FieldSeen, SurveyPack};
use std::collections::BTreeMap;
use std::ops::Range;

/// The answers of a round, all columns over the same records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    records: usize,
    codebook: Codebook,
    columns: BTreeMap<String, Column>,
}

/// Records turned into columns, one after the other.
#[derive(Debug, Clone)]
pub struct Gathering {
    kinds: Vec<(String, FieldKind)>,
    frame: Frame,
    unknown: u64,
}

impl Frame {
    /// Puts columns together that were read from segments.
    ///
    /// # Errors
    /// [`SurveyError::Lengths`] when they cover different records.
    pub fn new(codebook: Codebook, columns: BTreeMap<String, Column>) -> Result<Self, SurveyError> {
        let records = columns.values().next().map_or(0, Column::len);
        if columns.values().any(|column| column.len() != records) {
            return Err(SurveyError::Lengths);
        }
        Ok(Self { records, codebook, columns })
    }

    /// How many records.
    pub fn records(&self) -> usize {
        self.records
    }

    /// The choices behind the codes.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The answers to a question.
    ///
    /// # Errors
    /// [`SurveyError::UnknownQuestion`].
    pub fn column(&self, question: &str) -> Result<&Column, SurveyError> {
        self.columns.get(question).ok_or_else(|| SurveyError::UnknownQuestion(question.to_owned()))
    }

    /// Some of the records, by their place, in this order; a place beyond the last is left out.
    #[must_use]
    pub fn only(&self, records: &[usize]) -> Self {
        fn some<T: Copy>(of: &[T], records: &[usize]) -> Vec<T> {
            records.iter().filter_map(|record| of.get(*record).copied()).collect()
        }
        let kept = |column: &Column| match column {
            Column::One(codes) => Column::One(some(codes, records)),
            Column::Many(sets) => Column::Many(some(sets, records)),
        };
        let columns =
            self.columns.iter().map(|(question, column)| (question.clone(), kept(column))).collect();
        let here = records.iter().filter(|record| **record < self.records).count();
        Self { records: here, codebook: self.codebook.clone(), columns }
    }

    /// Every column as a segment, by question, for a store.
    ///
    /// # Errors
    /// [`SegmentError`] for a question with too many choices.
    pub fn segments(&self) -> Result<Vec<(&str, Vec<u8>)>, SegmentError> {
        let segment = |(question, column): (&'_ String, &'_ Column)| {
            let codes = self.codebook.codes(question).map_or(Ok(MISSING), |codes| {
                u16::try_from(codes.values.len()).map_err(|_| SegmentError::TooManyCodes(codes.values.len()))
            })?;
            column.to_segment(codes)
        };
        self.columns
            .iter()
            .map(|(question, column)| Ok((question.as_str(), segment((question, column))?)))
            .collect()
    }
}

impl Gathering {
    /// Begins with the questions of a pack, as its form has them.
    pub fn new(pack: &SurveyPack, fields: &[FieldSeen]) -> Self {
        Self::of(fields, &pack.questions)
    }

    /// Begins with these questions, as the form has them.
    pub fn of(fields: &[FieldSeen], questions: &[String]) -> Self {
        let mut frame = Frame { records: 0, codebook: Codebook::default(), columns: BTreeMap::new() };
        let mut kinds = Vec::new();
        for seen in fields.iter().filter(|seen| questions.contains(&seen.name)) {
            let many = seen.kind == FieldKind::Select;
            if seen.kind != FieldKind::Integer {
                frame.codebook.learn(&seen.name, many, seen.choices.iter().map(String::as_str));
            }
            let column = if many { Column::Many(Vec::new()) } else { Column::One(Vec::new()) };
            frame.columns.insert(seen.name.clone(), column);
            kinds.push((seen.name.clone(), seen.kind));
        }
        Self { kinds, frame, unknown: 0 }
    }

    /// Adds a record. `answer`: what it says to a question, as the form writes it. `place`: the code under which a place is counted,
    /// or none for no place of the country. What is no choice of the form is no answer: somebody's words must not become a
    /// line of a table; [`Gathering::unknown`] counts it.
    pub fn add<'a>(
        &mut self,
        answer: impl Fn(&str) -> Option<&'a str>,
        place: impl Fn(&str) -> Option<String>,
    ) {
        for (question, kind) in &self.kinds {
            let said = answer(question).map(str::trim).filter(|said| !said.is_empty());
            let Some(column) = self.frame.columns.get_mut(question) else { continue };
            let code = match (kind, said) {
                (_, None) => Some(u64::from(MISSING)),
                (FieldKind::Integer, Some(number)) => {
                    number.parse::<u16>().ok().filter(|n| *n != MISSING).map(u64::from)
                }
                (FieldKind::Place, Some(code)) => place(code).and_then(|code| {
                    self.frame.codebook.learn(question, false, [code.as_str()]);
                    self.frame.codebook.codes(question)?.code(&code).map(u64::from)
                }),
                (_, Some(said)) => self.frame.codebook.codes(question).and_then(|codes| match column {
                    Column::One(_) => codes.code(said).map(u64::from),
                    Column::Many(_) => Some(codes.set(said)).filter(|set| *set != 0),
                }),
            };
            self.unknown += u64::from(code.is_none());
            match column {
                Column::One(codes) => {
                    codes.push(code.and_then(|code| u16::try_from(code).ok()).unwrap_or(MISSING))
                }
                Column::Many(sets) => sets.push(code.filter(|_| said.is_some()).unwrap_or(0)),
            }
        }
        self.frame.records += 1;
    }

    /// Adds a record that says nothing.
    pub fn add_blank(&mut self) {
        self.frame.columns.values_mut().for_each(|column| match column {
            Column::One(codes) => codes.push(MISSING),
            Column::Many(sets) => sets.push(0),
        });
        self.frame.records += 1;
    }

    /// Knows these places before anybody names them, so that a place has the same code in each run of records. Codes must not
    /// come twice.
    #[must_use]
    pub fn knowing_places<'a>(mut self, codes: impl Iterator<Item = &'a str> + Clone) -> Self {
        for (question, _) in self.kinds.iter().filter(|(_, kind)| *kind == FieldKind::Place) {
            self.frame.codebook.add(question, codes.clone());
        }
        self
    }

    /// Adds records that were gathered before: of those in `rows`, the ones that are `kept` (as many as there are records). Places
    /// get codes in the order in which they are met, as when they are added one by one.
    ///
    /// # Errors
    /// [`SurveyError::UnknownQuestion`], [`SurveyError::Lengths`]; [`SurveyError::OtherCodes`] when the choices of a question are
    /// not the same.
    pub fn add_gathered(
        &mut self,
        gathered: &Frame,
        rows: Range<usize>,
        kept: &[bool],
    ) -> Result<(), SurveyError> {
        let kept = kept.get(rows.clone()).ok_or(SurveyError::Lengths)?;
        for (question, kind) in &self.kinds {
            let more = gathered.column(question)?;
            let is_place = *kind == FieldKind::Place;
            if !is_place && self.frame.codebook.codes(question) != gathered.codebook.codes(question) {
                return Err(SurveyError::OtherCodes(question.clone()));
            }
            let Some(column) = self.frame.columns.get_mut(question) else { continue };
            match (column, more) {
                (Column::One(codes), Column::One(more)) if is_place => {
                    let more = only(more.get(rows.clone()).ok_or(SurveyError::Lengths)?, kept);
                    let known = gathered.codebook.codes(question);
                    codes.extend(renumbered(&mut self.frame.codebook, question, known, more));
                }
                (Column::One(codes), Column::One(more)) => {
                    codes.extend(only(more.get(rows.clone()).ok_or(SurveyError::Lengths)?, kept));
                }
                (Column::Many(sets), Column::Many(more)) => {
                    sets.extend(only(more.get(rows.clone()).ok_or(SurveyError::Lengths)?, kept));
                }
                _ => return Err(SurveyError::MixedColumns),
            }
        }
        self.frame.records += kept.iter().filter(|kept| **kept).count();
        Ok(())
    }

    /// Begins again with nobody. What was learned of the codes so far stays, so that an answer has the same code in both.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { kinds: self.kinds.clone(), frame: self.frame.only(&[]), unknown: 0 }
    }

    /// The columns so far; more may come.
    pub fn so_far(&self) -> &Frame {
        &self.frame
    }

    /// Answers that were none of the choices.
    pub fn unknown(&self) -> u64 {
        self.unknown
    }

    /// The columns so far.
    pub fn frame(self) -> Frame {
        self.frame
    }
}

/// Those of the values that are kept.
fn only<T: Copy>(values: &[T], kept: &[bool]) -> impl Iterator<Item = T> {
    values.iter().zip(kept).filter(|(_, kept)| **kept).map(|(value, _)| *value)
}

/// The codes of one codebook as those of another, which learns what it does not know when it is met.
fn renumbered<'a>(
    book: &'a mut Codebook,
    question: &'a str,
    known: Option<&'a Codes>,
    codes: impl Iterator<Item = u16> + 'a,
) -> impl Iterator<Item = u16> + 'a {
    let known = known.map_or(&[][..], |known| &known.values);
    let mut met: Vec<Option<u16>> = vec![None; known.len()];
    codes.map(move |code| {
        let (Some(value), Some(met)) = (known.get(usize::from(code)), met.get_mut(usize::from(code))) else {
            return MISSING;
        };
        *met.get_or_insert_with(|| {
            book.learn(question, false, [value.as_str()]);
            book.codes(question).and_then(|codes| codes.code(value)).unwrap_or(MISSING)
        })
    })
}
