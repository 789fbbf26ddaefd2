//! Which answers of a record the figures of a survey are made of.

use std::collections::BTreeMap;
use xforms::{SubmittedError, Tables};

/// How the answers of a form's records are taken out of them.
pub(super) struct Answers {
    tables: Tables,
    /// The fields of a record itself that are wanted: the place and the name of each.
    wanted: Vec<(usize, String)>,
}

impl Answers {
    /// Those that are wanted by the last part of their path, of records of any version in `tables`.
    pub fn of(tables: Tables, is_wanted: impl Fn(&str) -> bool) -> Self {
        let fields = tables.all().first().map_or(&[][..], |table| &table.fields);
        let named = fields.iter().enumerate();
        let named = named.map(|(at, field)| (at, field.name.rsplit('/').next().unwrap_or(&field.name)));
        let wanted =
            named.filter(|(_, name)| is_wanted(name)).map(|(at, name)| (at, name.to_owned())).collect();
        Self { tables, wanted }
    }

    /// The paths of what is wanted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let fields = self.tables.all().first().map_or(&[][..], |table| &table.fields);
        self.wanted.iter().map(|(at, _)| fields[*at].name.as_str())
    }

    /// The answers of a record, by name; those in repeats are none of the record's own.
    ///
    /// # Errors
    /// When it is no record.
    pub fn read(&self, xml: &[u8]) -> Result<BTreeMap<&str, String>, SubmittedError> {
        let mut answers = BTreeMap::new();
        self.tables.read(xml, &mut |row| {
            if row.table == 0 {
                for (at, name) in &self.wanted {
                    if let Some(value) = row.values.get(*at).and_then(Option::as_ref) {
                        answers.insert(name.as_str(), value.clone());
                    }
                }
            }
            Ok::<(), SubmittedError>(())
        })?;
        Ok(answers)
    }
}
