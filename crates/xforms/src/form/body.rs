//! The body: questions, groups, pages.

use super::binds::{Binds, DataType};
use super::graph::Resolver;
use super::read::Reading;
use super::{FormPage, Instance, Kind, Label, PageId};
use crate::error::{FormError, FormErrorKind};
use crate::tree::NodeId;
use crate::xml::XmlId;
use crate::xpath::{Expr, Start, itext_argument};
use std::collections::HashMap;

/// A question.
#[derive(Debug)]
pub(crate) struct Control {
    pub name: String,
    pub path: String,
    pub node: NodeId,
    pub line: u32,
    pub kind: Kind,
    pub label: Option<Label>,
    pub hint: Option<Label>,
    pub choices: ChoiceSource,
    pub appearances: Vec<String>,
    /// The nodes of the groups around it, whose relevance it shares.
    pub around: Vec<NodeId>,
}

/// A group with a label, or a field-list.
#[derive(Debug)]
pub(crate) struct Group {
    pub node: Option<NodeId>,
    pub line: u32,
    pub label: Option<Label>,
}

/// Where the choices of a select come from.
#[derive(Debug)]
pub(crate) enum ChoiceSource {
    /// Not a select.
    None,
    /// `<item>` elements.
    Inline(Vec<(String, Label)>),
    /// Rows written in the form.
    Rows { nodeset: Expr, value: Expr, label: RowLabel },
    /// Rows of a file.
    File { src: String, written: String },
}

/// How a row is shown.
#[derive(Debug)]
pub(crate) enum RowLabel {
    /// `jr:itext(column)`.
    Itext(Expr),
    /// A column.
    Text(Expr),
}

/// What a body holds.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub controls: Vec<Control>,
    pub groups: Vec<Group>,
    pub pages: Vec<FormPage>,
}

/// Where in the body the reader is.
#[derive(Debug, Clone)]
struct Around {
    base: NodeId,
    nodes: Vec<NodeId>,
    /// The innermost group with a label, or the field-list this is in.
    group: Option<usize>,
    /// Page of the field-list this is in.
    page: Option<usize>,
}

impl Reading<'_> {
    /// Reads the body in document order with a stack of its own.
    pub fn body(
        &mut self,
        body: XmlId,
        binds: &Binds,
        resolver: &mut Resolver<'_>,
    ) -> Result<Body, FormError> {
        let document = self.document;
        let mut read = Body::default();
        let outside = Around { base: NodeId::ROOT, nodes: Vec::new(), group: None, page: None };
        let mut waiting: Vec<(XmlId, Around)> = Vec::new();
        let push = |waiting: &mut Vec<(XmlId, Around)>, inside: XmlId, around: &Around| {
            let first = waiting.len();
            waiting.extend(document.elements(inside).map(|child| (child, around.clone())));
            waiting[first..].reverse();
        };
        push(&mut waiting, body, &outside);
        while let Some((element, around)) = waiting.pop() {
            match document.local_name(element) {
                "group" => {
                    let inside = self.group(element, around, &mut read, resolver)?;
                    push(&mut waiting, element, &inside);
                }
                "input" | "select" | "select1" | "upload" | "trigger" => {
                    let control = self.control(element, &around, binds, resolver)?;
                    let question = read.controls.len();
                    match around.page {
                        Some(page) => read.pages[page].questions.push(question),
                        None => read.add_page(around.group, question),
                    }
                    read.controls.push(control);
                }
                "label" | "hint" | "help" => {}
                "repeat" => {
                    let nodeset = document.attribute(element, "nodeset").unwrap_or_default().to_owned();
                    return Err(FormErrorKind::Repeat { nodeset }.at(document.line(element)));
                }
                other => {
                    return Err(FormErrorKind::Unsupported(format!("<{other}>")).at(document.line(element)));
                }
            }
        }
        read.name();
        Ok(read)
    }

    fn group(
        &mut self,
        element: XmlId,
        mut around: Around,
        read: &mut Body,
        resolver: &mut Resolver<'_>,
    ) -> Result<Around, FormError> {
        let document = self.document;
        let line = document.line(element);
        let node = match document.attribute(element, "ref").or(document.attribute(element, "nodeset")) {
            Some(reference) => self.nodes(reference, around.base, line, resolver)?.first().copied(),
            None => None,
        };
        if let Some(node) = node {
            around.base = node;
            around.nodes.push(node);
        }
        if around.page.is_some() {
            return Ok(around);
        }
        let label = self.label(element, "label")?;
        let field_list =
            appearances(document.attribute(element, "appearance")).iter().any(|a| a == "field-list");
        if label.is_some() || field_list {
            around.group = Some(read.groups.len());
            read.groups.push(Group { node, line, label });
        }
        if field_list {
            around.page = Some(read.pages.len());
            let name = node.map(|node| resolver.tree.name(node).to_owned()).unwrap_or_default();
            let (id, group) = (PageId(read.pages.len()), around.group);
            read.pages.push(FormPage { id, name, group, questions: Vec::new() });
        }
        Ok(around)
    }

    fn control(
        &mut self,
        element: XmlId,
        around: &Around,
        binds: &Binds,
        resolver: &mut Resolver<'_>,
    ) -> Result<Control, FormError> {
        let document = self.document;
        let line = document.line(element);
        let unsupported = |what: String| FormErrorKind::Unsupported(what).at(line);
        let known = ["label", "hint", "help", "item", "itemset"];
        if let Some(other) =
            document.elements(element).find(|child| !known.contains(&document.local_name(*child)))
        {
            let what = format!("<{}> inside a question", document.local_name(other));
            return Err(FormErrorKind::Unsupported(what).at(document.line(other)));
        }
        if document.attribute(element, "query").is_some() {
            return Err(unsupported("a search (query) in an <input>".to_owned()));
        }
        let node = match (document.attribute(element, "ref"), document.attribute(element, "bind")) {
            (Some(reference), _) => self.nodes(reference, around.base, line, resolver)?.first().copied(),
            (None, Some(id)) => binds.by_id.get(id).copied(),
            (None, None) => None,
        };
        let Some(node) = node else {
            return Err(FormErrorKind::Missing("the ref of this question").at(line));
        };
        if !resolver.tree.is_leaf(node) {
            return Err(unsupported(format!("a question on the group {}", resolver.tree.path(node))));
        }
        let text = DataType::Text;
        let data_type = binds.by_node.get(&node).map_or(&text, |bind| &bind.data_type);
        let kind = match (document.local_name(element), data_type) {
            ("select", _) => Kind::SelectMany,
            ("select1", _) => Kind::SelectOne,
            ("trigger", _) => Kind::Acknowledge,
            ("upload", _) => {
                let mediatype = document.attribute(element, "mediatype").unwrap_or("*/*").to_owned();
                Kind::Upload { mediatype }
            }
            (_, DataType::Text) => Kind::Text,
            (_, DataType::Integer) => Kind::Integer,
            (_, DataType::Decimal) => Kind::Decimal,
            (_, DataType::Date) => Kind::Date,
            (_, DataType::DateTime) => Kind::DateTime,
            (_, DataType::Time) => Kind::Time,
            (_, DataType::GeoPoint) => Kind::GeoPoint,
            (_, DataType::Binary) => return Err(unsupported("an <input> of type binary".to_owned())),
            (_, DataType::Other(name)) => return Err(unsupported(format!("the type {name}"))),
        };
        let selects = matches!(kind, Kind::SelectOne | Kind::SelectMany);
        let choices = if selects { self.choices(element)? } else { ChoiceSource::None };
        Ok(Control {
            name: String::new(),
            path: resolver.tree.path(node),
            node,
            line,
            kind,
            label: self.label(element, "label")?,
            hint: self.label(element, "hint")?,
            choices,
            appearances: appearances(document.attribute(element, "appearance")),
            around: around.nodes.clone(),
        })
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
        let nodeset = self.expression_over_files(&written, line)?;
        if let Expr::Path(path) = &nodeset
            && let Start::Instance(index) = path.start
            && let Some(Instance::File(src)) = self.instances.get(usize::from(index))
        {
            return Ok(ChoiceSource::File { src: src.clone(), written });
        }
        if let Some(file) = self.file_in(&nodeset) {
            return Err(FormErrorKind::FileInExpression(self.heads[file].id.clone()).at(line));
        }
        // A filter that shows labels could ask for its own list again.
        let mut shows = false;
        nodeset.visit(&mut |inner| shows = shows || matches!(inner, Expr::ChoiceName(..)));
        if shows {
            let what = "jr:choice-name() in the filter of a choice list".to_owned();
            return Err(FormErrorKind::Unsupported(what).at(line));
        }
        let missing = |what| FormErrorKind::Missing(what).at(line);
        let column = |name: &str| document.child(itemset, name).and_then(|at| document.attribute(at, "ref"));
        let value = column("value").ok_or_else(|| missing("the value of this itemset"))?;
        let label = column("label").ok_or_else(|| missing("the label of this itemset"))?;
        let value = self.expression(value, line)?;
        let label = match itext_argument(self.expression(label, line)?) {
            Ok(id) => RowLabel::Itext(id),
            Err(column) => RowLabel::Text(column),
        };
        Ok(ChoiceSource::Rows { nodeset, value, label })
    }
}

fn appearances(written: Option<&str>) -> Vec<String> {
    written.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

impl Body {
    fn add_page(&mut self, group: Option<usize>, question: usize) {
        let id = PageId(self.pages.len());
        self.pages.push(FormPage { id, name: String::new(), group, questions: vec![question] });
    }

    /// Names questions by their node, or by their path below the root where two nodes share a name; names pages
    /// by their group or first question, numbered where that is not enough.
    fn name(&mut self) {
        // For each last name, the first node that has it and whether another has it too.
        let mut named: HashMap<&str, (NodeId, bool)> = HashMap::new();
        let leaf = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
        for control in &self.controls {
            let first = named.entry(&control.path[leaf(&control.path)..]).or_insert((control.node, false));
            first.1 |= first.0 != control.node;
        }
        let shared: Vec<bool> =
            self.controls.iter().map(|control| named[&control.path[leaf(&control.path)..]].1).collect();
        for (control, shared) in self.controls.iter_mut().zip(shared) {
            let below_root = control.path[1..].find('/').map_or(1, |at| at + 2);
            let from = if shared { below_root } else { leaf(&control.path) };
            control.name = control.path[from..].to_owned();
        }
        self.pages.retain(|page| !page.questions.is_empty());
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (at, page) in self.pages.iter_mut().enumerate() {
            page.id = PageId(at);
            if page.name.is_empty() {
                page.name = self.controls[page.questions[0]].name.replace('/', ".");
            }
            let times = taken.entry(page.name.clone()).or_default();
            *times += 1;
            if *times > 1 {
                page.name = format!("{}.{times}", page.name);
            }
        }
    }
}
