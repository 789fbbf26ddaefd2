//! Rows from CSV (RFC 4180): the header names the columns, each further record is an `item` of the `root`.

use super::{Building, Rows, RowsError};
use crate::limits;

impl Rows {
    /// What parts the columns of this CSV: a semicolon when its header has more of them than commas, else a comma.
    pub fn separator(csv: &str) -> char {
        let header = csv.lines().next().unwrap_or_default();
        if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' }
    }

    /// Reads CSV in UTF-8, parted as [`Self::separator`] says. Columns without a name are left out, records shorter
    /// than the header are filled up with empty columns.
    ///
    /// # Errors
    /// [`RowsError::NotCsv`] with the line, [`RowsError::NotUtf8`], [`RowsError::TooLarge`].
    pub fn from_csv(bytes: &[u8]) -> Result<Self, RowsError> {
        if bytes.len() > limits::ROW_BYTES {
            return Err(RowsError::TooLarge { what: "bytes", limit: limits::ROW_BYTES });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| RowsError::NotUtf8)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut records = Records { rest: text, separator: Self::separator(text), line: 1 };
        let mut header = Vec::new();
        if !records.next(&mut header)? {
            return Err(RowsError::NotCsv { line: 1, what: "no header" });
        }
        if header.len() > limits::COLUMNS {
            return Err(RowsError::TooLarge { what: "columns", limit: limits::COLUMNS });
        }
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut building = Building::new();
        building.open("root");
        let mut record = Vec::new();
        while records.next(&mut record)? {
            if record.iter().all(String::is_empty) {
                continue;
            }
            building.open("item");
            for (index, name) in header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                building.leaf(name, record.get(index).map_or("", String::as_str));
            }
            building.close();
            building.check()?;
        }
        building.close();
        Ok(building.finish())
    }
}

struct Records<'t> {
    rest: &'t str,
    separator: char,
    line: u32,
}

impl Records<'_> {
    /// Reads the next record; says whether there was one.
    fn next(&mut self, record: &mut Vec<String>) -> Result<bool, RowsError> {
        record.clear();
        if self.rest.is_empty() {
            return Ok(false);
        }
        loop {
            let mut field = String::new();
            if let Some(quoted) = self.rest.strip_prefix('"') {
                self.rest = quoted;
                self.quoted(&mut field)?;
            }
            let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
            field.push_str(self.rest[..end].trim_end_matches('\r'));
            record.push(field);
            if record.len() > 4 * limits::COLUMNS {
                return Err(RowsError::TooLarge { what: "columns", limit: limits::COLUMNS });
            }
            let after = self.rest[end..].chars().next();
            self.rest = &self.rest[end + usize::from(after.is_some())..];
            if after != Some(self.separator) {
                self.line += 1;
                return Ok(true);
            }
        }
    }

    fn quoted(&mut self, field: &mut String) -> Result<(), RowsError> {
        let begun = self.line;
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(RowsError::NotCsv { line: begun, what: "a quote is not closed" });
            };
            field.push_str(&self.rest[..end]);
            self.line += self.rest[..end].matches('\n').count() as u32;
            self.rest = &self.rest[end + 1..];
            match self.rest.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    self.rest = after;
                }
                None => return Ok(()),
            }
        }
    }
}
