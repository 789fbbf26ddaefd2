//! `datapackage.json`: what is in the open data and what each column means, for machines.
//!
//! Source: Data Package standard 2.0, <https://datapackage.org/standard/data-package/>.

use serde::Serialize;

const STANDARD: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// A collection of files with one licence and one story. Serializes to `datapackage.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Package {
    /// Which standard it follows; made by [`Package::new`].
    #[serde(rename = "$schema")]
    standard: &'static str,
    /// Short name for machines: lower case letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// What it holds, how it was made and what was left out; Markdown.
    pub description: String,
    /// Changes with every release: `2027.2`.
    pub version: String,
    /// When it was made, RFC 3339.
    pub created: String,
    /// Page about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    /// Words to find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Under which one may use it.
    pub licenses: Vec<License>,
    /// What it was made from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Origin>,
    /// Its files, one at least.
    pub resources: Vec<Resource>,
}

impl Package {
    /// A package without its optional parts; fill them in.
    pub fn new(name: &str, title: &str, description: &str, version: &str, created: &str) -> Self {
        Self {
            standard: STANDARD,
            name: name.to_owned(),
            title: title.to_owned(),
            description: description.to_owned(),
            version: version.to_owned(),
            created: created.to_owned(),
            homepage: None,
            keywords: vec![],
            licenses: vec![],
            sources: vec![],
            resources: vec![],
        }
    }
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct License {
    /// Its identifier at opendefinition.org: `CC-BY-4.0`.
    pub name: String,
    /// Where its text stands.
    pub path: String,
    /// Name for people.
    pub title: String,
}

/// A source of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// Name for people, with the credit it asks for.
    pub title: String,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    /// Short name for machines, unlike any other in the package.
    pub name: String,
    /// Relative to `datapackage.json`, or a URL.
    pub path: String,
    /// Name for people.
    pub title: String,
    /// `csv`, `json`, `geojson`.
    pub format: String,
    /// `text/csv`.
    pub mediatype: String,
    /// Its size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// `table` where it is one; filled by [`Resource::table`].
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

impl Resource {
    /// A table in CSV with its columns in order.
    pub fn table(name: &str, path: &str, title: &str, schema: Schema) -> Self {
        Self {
            kind: Some("table"),
            encoding: Some("utf-8"),
            schema: Some(schema),
            ..Self::file(name, path, title, "csv", "text/csv")
        }
    }

    /// Any other file.
    pub fn file(name: &str, path: &str, title: &str, format: &str, mediatype: &str) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            title: title.to_owned(),
            format: format.to_owned(),
            mediatype: mediatype.to_owned(),
            bytes: None,
            kind: None,
            encoding: None,
            schema: None,
        }
    }
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// In the order in which they stand.
    pub fields: Vec<Field>,
    /// The columns that together name a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub primary_key: Vec<String>,
    /// What stands in a cell that says nothing, beside the empty cell: a mark for suppressed figures.
    #[serde(serialize_with = "with_empty_cell")]
    pub missing_values: Vec<String>,
}

fn with_empty_cell<S: serde::Serializer>(marks: &[String], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(std::iter::once("").chain(marks.iter().map(String::as_str)))
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// As in the first line of the table.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Name for people.
    pub title: String,
    /// What it means, with unit and rounding.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What its cells must keep to.
    #[serde(skip_serializing_if = "Constraints::is_none")]
    pub constraints: Constraints,
}

impl Field {
    /// A column that may hold any value of its kind.
    pub fn new(name: &str, kind: FieldKind, title: &str, description: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            title: title.to_owned(),
            description: description.to_owned(),
            constraints: Constraints::default(),
        }
    }
}

/// What a cell may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Words or codes.
    String,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `2027-03-03`.
    Date,
    /// `2027`.
    Year,
}

/// What the cells of a column keep to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Constraints {
    /// Never empty.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The only values there are.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// The smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
}

impl Constraints {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_tells_its_files_columns_and_licence() {
        let mut package = Package::new("zed-data", "Zed data", "Made up.", "2027.2", "2027-07-01T00:00:00Z");
        package.licenses = vec![License {
            name: "CC-BY-4.0".into(),
            path: "https://creativecommons.org/licenses/by/4.0/".into(),
            title: "CC BY 4.0".into(),
        }];
        let mut count = Field::new("count", FieldKind::Integer, "Count", "Rounded to 5");
        count.constraints.minimum = Some(0);
        let schema = Schema {
            fields: vec![Field::new("place", FieldKind::String, "Place", ""), count],
            primary_key: vec!["place".into()],
            missing_values: vec!["<10".into()],
        };
        package.resources = vec![
            Resource::table("counts", "counts.csv", "Counts", schema),
            Resource::file("map", "counts.geojson", "Map", "geojson", "application/geo+json"),
        ];
        assert_eq!(
            serde_json::to_value(&package).unwrap(),
            json!({
                "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
                "name": "zed-data", "title": "Zed data", "description": "Made up.",
                "version": "2027.2", "created": "2027-07-01T00:00:00Z",
                "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}],
                "resources": [
                    {"name": "counts", "path": "counts.csv", "title": "Counts", "format": "csv", "mediatype": "text/csv",
                     "type": "table", "encoding": "utf-8",
                     "schema": {
                        "fields": [
                            {"name": "place", "type": "string", "title": "Place"},
                            {"name": "count", "type": "integer", "title": "Count", "description": "Rounded to 5",
                             "constraints": {"minimum": 0}}],
                        "primaryKey": ["place"], "missingValues": ["", "<10"]}},
                    {"name": "map", "path": "counts.geojson", "title": "Map", "format": "geojson", "mediatype": "application/geo+json"}
                ]
            })
        );
    }
}
