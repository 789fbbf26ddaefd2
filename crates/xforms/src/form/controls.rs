//! Questions: what kind of answer each takes, and its choices.

use super::binds::{Binds, DataType};
use super::body::{Around, appearances};
use super::read::Reading;
use super::references::Resolver;
use super::{Instance, Kind, Label};
use crate::error::{FormError, FormErrorKind};
use crate::instance::DefId;
use crate::xml::{XmlId, local};
use crate::xpath::{Expr, Start, itext_argument};

/// A question.
#[derive(Debug)]
pub(crate) struct Control {
    /// Unique among the questions of the same scope.
    pub name: String,
    pub def: DefId,
    pub line: u32,
    pub kind: Kind,
    pub label: Option<Label>,
    pub hint: Option<Label>,
    pub choices: ChoiceSource,
    pub appearances: Vec<String>,
    /// What else the form says of it, for whoever shows it: `rows`, `accept`, `autoplay`, ….
    pub settings: Vec<(String, String)>,
    /// The repeat whose instances it stands in.
    pub scope: Option<usize>,
    /// The nodes of the groups around it, whose relevance it shares.
    pub around: Vec<DefId>,
}

/// Where the choices of a select come from.
#[derive(Debug)]
pub(crate) enum ChoiceSource {
    /// Not a select.
    None,
    /// `<item>` elements.
    Inline(Vec<(String, Label)>),
    /// Rows of a secondary instance, or nodes of a repeat.
    Rows(Box<RowSource>),
}

/// An itemset.
#[derive(Debug)]
pub(crate) struct RowSource {
    pub nodeset: Expr,
    pub value: Expr,
    pub label: Option<RowLabel>,
    /// The name of the column the value is, when it is a plain column.
    pub column: Option<Box<str>>,
    /// The instance the rows are in, when it is a file.
    pub file: Option<u16>,
    /// As written.
    pub written: String,
}

/// How a row is shown.
#[derive(Debug)]
pub(crate) enum RowLabel {
    /// `jr:itext(column)`.
    Itext(Expr),
    /// A column.
    Text(Expr),
    /// The column `label::` with the language, otherwise `label`, as in `itemsets.csv`.
    Translated,
}

/// Attributes of a question that are read here; all others are kept as they are.
const READ: [&str; 6] = ["ref", "nodeset", "bind", "appearance", "query", "mediatype"];

impl Reading<'_> {
    pub(super) fn control(
        &mut self,
        element: XmlId,
        around: &Around,
        binds: &Binds,
        resolver: &mut Resolver<'_>,
    ) -> Result<Control, FormError> {
        let document = self.document;
        let line = document.line(element);
        let unsupported = |what: String| FormErrorKind::Unsupported(what).at(line);
        // A tag says which tags a drawing in OpenStreetMap is to have; the program that draws it reads the form.
        let known =
            ["tag", "label", "hint", "help", "item", "itemset", "setvalue", "setgeopoint", "recordaudio"];
        if let Some(other) =
            document.elements(element).find(|child| !known.contains(&document.local_name(*child)))
        {
            let what = format!("<{}> inside a question", document.local_name(other));
            return Err(FormErrorKind::Unsupported(what).at(document.line(other)));
        }
        let reference = document.attribute(element, "ref").or(document.attribute(element, "nodeset"));
        let def = match (reference, document.attribute(element, "bind")) {
            (Some(reference), _) => self.nodes(reference, around.base, line, resolver)?.first().copied(),
            (None, Some(id)) => binds.by_id.get(id).copied(),
            (None, None) => None,
        };
        let Some(def) = def else {
            return Err(FormErrorKind::Missing("the ref of this question").at(line));
        };
        if !resolver.model.is_leaf(def) || resolver.model.repeats(def) {
            return Err(unsupported(format!("a question on the group {}", resolver.model.path(def))));
        }
        let text = DataType::Text;
        let data_type = binds.by_node.get(&def).map_or(&text, |bind| &bind.data_type);
        let query = document.attribute(element, "query");
        let kind = match (document.local_name(element), data_type) {
            ("select", _) => Kind::SelectMany,
            ("select1", _) => Kind::SelectOne,
            ("rank", _) => Kind::Rank,
            ("trigger", _) => Kind::Acknowledge,
            ("range", data_type) => self.range(element, *data_type == DataType::Integer)?,
            ("upload", _) => {
                let mediatype = document.attribute(element, "mediatype").unwrap_or("*/*").to_owned();
                Kind::Upload { mediatype }
            }
            _ if query.is_some() => Kind::SelectOne,
            (_, DataType::Text | DataType::Boolean) => Kind::Text,
            (_, DataType::Barcode) => Kind::Barcode,
            (_, DataType::Integer) => Kind::Integer,
            (_, DataType::Decimal) => Kind::Decimal,
            (_, DataType::Date) => Kind::Date,
            (_, DataType::DateTime) => Kind::DateTime,
            (_, DataType::Time) => Kind::Time,
            (_, DataType::GeoPoint) => Kind::GeoPoint,
            (_, DataType::GeoTrace) => Kind::GeoTrace,
            (_, DataType::GeoShape) => Kind::GeoShape,
            (_, DataType::Binary) => return Err(unsupported("an <input> of type binary".to_owned())),
        };
        let selects = matches!(kind, Kind::SelectOne | Kind::SelectMany | Kind::Rank);
        let choices = match query {
            Some(query) => self.query(query, line)?,
            None if selects => self.choices(element)?,
            None => ChoiceSource::None,
        };
        let settings = document.attributes(element).iter();
        let settings = settings.filter(|attribute| !READ.contains(&local(&attribute.name)));
        Ok(Control {
            name: String::new(),
            def,
            line,
            kind,
            label: self.label(element, "label")?,
            hint: self.label(element, "hint")?,
            choices,
            appearances: appearances(document.attribute(element, "appearance")),
            settings: settings
                .map(|attribute| (local(&attribute.name).to_owned(), attribute.value.to_string()))
                .collect(),
            scope: around.scope,
            around: around.nodes.clone(),
        })
    }

    fn range(&self, element: XmlId, integer: bool) -> Result<Kind, FormError> {
        let (document, line) = (self.document, self.document.line(element));
        let bound = |name: &'static str, missing: &'static str| {
            let written = document.attribute(element, name).map(str::trim);
            let written = written.ok_or_else(|| FormErrorKind::Missing(missing).at(line))?;
            match written.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok((written.to_owned(), number)),
                _ => Err(FormErrorKind::Unsupported(format!("{name}=\"{written}\" in a range")).at(line)),
            }
        };
        let (start, first) = bound("start", "the start of this range")?;
        let (end, last) = bound("end", "the end of this range")?;
        let (step, by) = bound("step", "the step of this range")?;
        let whole = |number: f64| number.fract() == 0.0;
        // A range may run downwards; its step says how far apart, not where to.
        if by == 0.0 || first == last || (integer && !(whole(first) && whole(last) && whole(by))) {
            let what = format!("the range from {start} to {end} in steps of {step}");
            return Err(FormErrorKind::Unsupported(what).at(line));
        }
        Ok(Kind::Range { start, end, step, integer })
    }

    fn choices(&mut self, element: XmlId) -> Result<ChoiceSource, FormError> {
        let document = self.document;
        if let Some(itemset) = document.child(element, "itemset") {
            return self.itemset(itemset);
        }
        let mut choices = Vec::new();
        for item in document.elements(element).filter(|child| document.local_name(*child) == "item") {
            let Some(value) = document.child(item, "value") else {
                return Err(FormErrorKind::Missing("the value of this item").at(document.line(item)));
            };
            let label = self.label(item, "label")?.unwrap_or(Label::Plain(Vec::new()));
            choices.push((document.own_text(value).trim().to_owned(), label));
        }
        Ok(ChoiceSource::Inline(choices))
    }

    fn itemset(&mut self, itemset: XmlId) -> Result<ChoiceSource, FormError> {
        let document = self.document;
        let line = document.line(itemset);
        let written = document.attribute(itemset, "nodeset").unwrap_or_default().trim().to_owned();
        let missing = |what| FormErrorKind::Missing(what).at(line);
        let column = |name: &str| document.child(itemset, name).and_then(|at| document.attribute(at, "ref"));
        let value = column("value").ok_or_else(|| missing("the value of this itemset"))?;
        self.rows(written.clone(), &written, value, column("label"), line)
    }

    /// A search in `itemsets.csv`, whose column `list_name` holds what the form writes as an instance.
    fn query(&mut self, query: &str, line: u32) -> Result<ChoiceSource, FormError> {
        let mut nodeset = query.trim().to_owned();
        for quote in ['\'', '"'] {
            let Some((before, rest)) = nodeset.split_once(&format!("instance({quote}")) else { continue };
            let Some((list, after)) = rest.split_once(&format!("{quote})/root/item")) else { continue };
            nodeset =
                format!("{before}instance('itemsets')/root/item[list_name = {quote}{list}{quote}]{after}");
            break;
        }
        let mut source = self.rows(nodeset, query, "name", None, line)?;
        if let ChoiceSource::Rows(rows) = &mut source {
            rows.label = Some(RowLabel::Translated);
        }
        Ok(source)
    }

    fn rows(
        &mut self,
        nodeset: String,
        written: &str,
        value: &str,
        label: Option<&str>,
        line: u32,
    ) -> Result<ChoiceSource, FormError> {
        let nodeset = self.expression(&nodeset, line)?;
        // A filter that shows labels could ask for its own list again.
        let mut shows = false;
        nodeset.visit(&mut |inner| shows = shows || matches!(inner, Expr::ChoiceName(..)));
        if shows {
            let what = "jr:choice-name() in the filter of a choice list".to_owned();
            return Err(FormErrorKind::Unsupported(what).at(line));
        }
        let value = self.expression(value, line)?;
        let label = match label {
            Some(label) => Some(match itext_argument(self.expression(label, line)?) {
                Ok(id) => RowLabel::Itext(id),
                Err(column) => RowLabel::Text(column),
            }),
            None => None,
        };
        let file = starts_in(&nodeset).filter(|index| {
            matches!(self.instances.get(usize::from(*index)), Some(Instance::File(_)) | None)
        });
        let (column, written) = (value.column(), written.to_owned());
        Ok(ChoiceSource::Rows(Box::new(RowSource { nodeset, value, label, column, file, written })))
    }
}

/// The secondary instance whose nodes an expression gives.
fn starts_in(nodeset: &Expr) -> Option<u16> {
    match nodeset {
        Expr::Path(path) => match path.start {
            Start::Instance(index) => Some(index),
            _ => None,
        },
        // randomize(…)
        Expr::Call(_, arguments) => match arguments.first() {
            Some(Expr::Path(path)) => match path.start {
                Start::Instance(index) => Some(index),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
