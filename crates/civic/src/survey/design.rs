//! How the sample was drawn: which records came from the same place, and which places were drawn from the same list.

use super::SurveyError;

/// Units (villages, wards: the places drawn first) of records, and the stratum of each unit. Variances count differences
/// between units, because neighbours answer alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    unit: Vec<u16>,
    stratum: Vec<u16>,
    present: Vec<bool>,
}

impl Design {
    /// `unit`: of each record, its unit. `stratum`: of each unit, its stratum.
    ///
    /// # Errors
    /// [`SurveyError::UnknownUnit`] when a record names a unit without stratum.
    pub fn new(unit: Vec<u16>, stratum: Vec<u16>) -> Result<Self, SurveyError> {
        let mut present = vec![false; stratum.len()];
        for unit in &unit {
            *present.get_mut(usize::from(*unit)).ok_or(SurveyError::UnknownUnit(*unit))? = true;
        }
        Ok(Self { unit, stratum, present })
    }

    /// Records.
    pub fn records(&self) -> usize {
        self.unit.len()
    }

    /// Units that could have been drawn or were: the length of every list by unit.
    pub fn units(&self) -> usize {
        self.stratum.len()
    }

    /// Of each record, its unit.
    pub fn unit(&self) -> &[u16] {
        &self.unit
    }

    /// Of each unit, its stratum.
    pub fn stratum(&self) -> &[u16] {
        &self.stratum
    }

    /// Whether a unit has any record.
    pub fn is_present(&self, unit: usize) -> bool {
        self.present.get(unit).copied().unwrap_or(false)
    }
}
