//! Reads a form from its XML, from the head to the last check.

use super::body::Body;
use super::graph::Resolver;
use super::{Bind, ChoiceSource, Form, Graph, Instance, Label, Piece, RowLabel, TEXT_LIMIT, Texts};
use crate::error::{FormError, FormErrorKind};
use crate::tree::{NodeId, Tree};
use crate::xml::{Document, XmlId};
use crate::xpath::{Compiler, Expr, InstanceHead, Refusal, Start};
use std::collections::BTreeSet;

/// What is at hand while a form is read.
pub(crate) struct Reading<'d> {
    pub document: &'d Document,
    pub compiler: Compiler<'d>,
    pub heads: &'d [InstanceHead],
    pub instances: &'d [Instance],
}

impl Form {
    /// Reads an ODK XForm.
    ///
    /// # Errors
    /// [`FormError`] with the line and the mend: XML that is not well formed, has a doctype or passes a limit;
    /// an expression that cannot be read, calls an unknown function or names a node that is not there;
    /// calculations in a circle; and whatever this slice of the engine does not do yet, so that no part of a
    /// form is dropped in silence.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let document = Document::parse(text)?;
        let root = document.root();
        let missing = |what, at| FormErrorKind::Missing(what).at(document.line(at));
        let head = document.child(root, "head").ok_or_else(|| missing("h:head", root))?;
        let body = document.child(root, "body").ok_or_else(|| missing("h:body", root))?;
        let model = document.child(head, "model").ok_or_else(|| missing("model", head))?;
        let title = document.child(head, "title").map(|title| document.own_text(title)).unwrap_or_default();
        check_model(&document, model)?;

        let (primary_root, heads, instances) = read_instances(&document, model)?;
        let id = document.attribute(primary_root, "id").or(document.attribute(primary_root, "xmlns"));
        let id = id.ok_or_else(|| missing("the id of the primary instance", primary_root))?.to_owned();
        let primary = Tree::read(&document, primary_root, true)?;
        let namespace =
            document.attributes(primary_root).iter().find(|attribute| &*attribute.name == "xmlns");

        let compiler = Compiler::new(&heads);
        let mut reading = Reading { document: &document, compiler, heads: &heads, instances: &instances };
        let mut resolver = Resolver::new(&primary);
        let texts = Texts::read(&mut reading, document.child(model, "itext"))?;
        let binds = reading.binds(model, &mut resolver)?;
        let Body { controls, groups, pages } = reading.body(body, &binds, &mut resolver)?;
        let binds = binds.by_node;
        let graph = Graph::new(&mut resolver, &binds, &controls)?;
        let version = document.attribute(primary_root, "version").map(str::to_owned);
        let namespace = namespace.map(|attribute| attribute.value.to_string());

        check_texts(&texts, &mut resolver, document.child(model, "itext").map_or(1, |at| document.line(at)))?;
        for (node, bind) in &binds {
            check_bind(*node, bind, &texts, &mut resolver)?;
        }
        for control in &controls {
            let mut checks = Checks { texts: &texts, resolver: &mut resolver, line: control.line };
            checks.label(control.label.as_ref(), Some(control.node))?;
            checks.label(control.hint.as_ref(), Some(control.node))?;
            checks.choices(&control.choices, control.node)?;
        }
        for group in &groups {
            let mut checks = Checks { texts: &texts, resolver: &mut resolver, line: group.line };
            checks.label(group.label.as_ref(), group.node)?;
        }
        Ok(Self {
            title: title.trim().to_owned(),
            id,
            version,
            namespace,
            primary,
            instances,
            texts,
            binds,
            controls,
            groups,
            pages,
            graph,
            text_limit: TEXT_LIMIT,
        })
    }
}

/// Parts of a model that change what is collected or who can read it: dropping them would deceive the author.
fn check_model(document: &Document, model: XmlId) -> Result<(), FormError> {
    for element in document.elements(model) {
        let name = document.local_name(element);
        let unsupported = match name {
            "itext" | "instance" | "bind" => continue,
            "submission" if document.attribute(element, "base64RsaPublicKey").is_none() => continue,
            "submission" => "an encrypted submission (base64RsaPublicKey)".to_owned(),
            _ => format!("<{name}> in the model"),
        };
        return Err(FormErrorKind::Unsupported(unsupported).at(document.line(element)));
    }
    Ok(())
}

type Instances = (XmlId, Vec<InstanceHead>, Vec<Instance>);

fn read_instances(document: &Document, model: XmlId) -> Result<Instances, FormError> {
    let missing = |what, at| FormErrorKind::Missing(what).at(document.line(at));
    let mut all = document.elements(model).filter(|child| document.local_name(*child) == "instance");
    let primary = all.next().ok_or_else(|| missing("instance", model))?;
    let primary_root =
        document.elements(primary).next().ok_or_else(|| missing("the primary instance", primary))?;
    let (mut heads, mut instances) = (Vec::new(), Vec::new());
    for instance in all {
        let id =
            document.attribute(instance, "id").ok_or_else(|| missing("the id of this instance", instance))?;
        let content = match document.attribute(instance, "src") {
            Some(src) if src.starts_with("jr://instance/") => {
                let what = format!("the last saved record ({src})");
                return Err(FormErrorKind::Unsupported(what).at(document.line(instance)));
            }
            Some(src) => Instance::File(src.to_owned()),
            None => {
                let root = document.elements(instance).next();
                let root = root.ok_or_else(|| missing("the rows of this instance, or its src", instance))?;
                Instance::Inside(Tree::read(document, root, false)?)
            }
        };
        heads.push(InstanceHead { id: id.to_owned() });
        instances.push(content);
    }
    if heads.len() > usize::from(u16::MAX) {
        return Err(FormErrorKind::TooManyNodes { limit: usize::from(u16::MAX) }.at(document.line(model)));
    }
    Ok((primary_root, heads, instances))
}

impl Reading<'_> {
    /// Reads an expression that computes: it cannot look into files.
    pub fn expression(&mut self, written: &str, line: u32) -> Result<Expr, FormError> {
        let expr = self.expression_over_files(written, line)?;
        match self.file_in(&expr) {
            None => Ok(expr),
            Some(file) => Err(FormErrorKind::FileInExpression(self.heads[file].id.clone()).at(line)),
        }
    }

    /// Reads the nodeset of an itemset, which may name a file.
    pub fn expression_over_files(&mut self, written: &str, line: u32) -> Result<Expr, FormError> {
        self.compiler.compile(written).map_err(|refusal| match refusal {
            Refusal::NoSuchInstance(id) => FormErrorKind::NoSuchInstance(id).at(line),
            Refusal::Problem(problem) => {
                let expression = written.trim().chars().take(200).collect();
                FormErrorKind::Expression { expression, problem }.at(line)
            }
        })
    }

    /// A file an expression reads.
    pub fn file_in(&self, expr: &Expr) -> Option<usize> {
        let mut found = None;
        expr.visit(&mut |inner| {
            if let Expr::Path(path) | Expr::ChoiceName(_, path) = inner
                && let Start::Instance(index) = path.start
                && matches!(self.instances.get(usize::from(index)), Some(Instance::File(_)))
            {
                found = Some(usize::from(index));
            }
        });
        found
    }

    /// The nodes a nodeset or reference names, from `base`.
    pub fn nodes(
        &mut self,
        written: &str,
        base: NodeId,
        line: u32,
        resolver: &mut Resolver<'_>,
    ) -> Result<Vec<NodeId>, FormError> {
        if written.contains('@') {
            return Err(FormErrorKind::Unsupported(format!("the attribute in {written}")).at(line));
        }
        let expr = self.expression(written, line)?;
        let mut nodes = BTreeSet::new();
        if let Expr::Path(_) = expr {
            let found = resolver.references(&expr, Some(base), &mut nodes, &mut BTreeSet::new());
            found.map_err(|unresolved| unresolved.at(line))?;
        }
        // A path that is none, or that leads above the root, names no node of the form.
        if nodes.is_empty() || nodes.contains(&NodeId::DOCUMENT) {
            return Err(FormErrorKind::NoSuchNode { path: written.trim().to_owned() }.at(line));
        }
        Ok(nodes.into_iter().collect())
    }
}

fn check_bind(
    node: NodeId,
    bind: &Bind,
    texts: &Texts,
    resolver: &mut Resolver<'_>,
) -> Result<(), FormError> {
    let mut checks = Checks { texts, resolver, line: bind.line };
    for formula in [&bind.required, &bind.constraint, &bind.readonly].into_iter().flatten() {
        checks.expr(&formula.expr, Some(node))?;
    }
    checks.label(bind.required_message.as_ref(), Some(node))?;
    checks.label(bind.constraint_message.as_ref(), Some(node))
}

fn check_texts(texts: &Texts, resolver: &mut Resolver<'_>, line: u32) -> Result<(), FormError> {
    let mut checks = Checks { texts, resolver, line };
    for piece in texts.pieces() {
        if let Piece::Output(expr) = piece {
            checks.expr(expr, None)?;
        }
    }
    Ok(())
}

/// Checks that what is named exists.
struct Checks<'c, 't> {
    texts: &'c Texts,
    resolver: &'c mut Resolver<'t>,
    line: u32,
}

impl Checks<'_, '_> {
    fn expr(&mut self, expr: &Expr, node: Option<NodeId>) -> Result<(), FormError> {
        let found = self.resolver.references(expr, node, &mut BTreeSet::new(), &mut BTreeSet::new());
        found.map_err(|unresolved| unresolved.at(self.line))
    }

    fn label(&mut self, label: Option<&Label>, node: Option<NodeId>) -> Result<(), FormError> {
        self.texts.check(label, self.line)?;
        let Some(Label::Plain(pieces)) = label else { return Ok(()) };
        for piece in pieces {
            if let Piece::Output(expr) = piece {
                self.expr(expr, node)?;
            }
        }
        Ok(())
    }

    fn choices(&mut self, choices: &ChoiceSource, node: NodeId) -> Result<(), FormError> {
        match choices {
            ChoiceSource::None | ChoiceSource::File { .. } => Ok(()),
            ChoiceSource::Inline(choices) => {
                choices.iter().try_for_each(|(_, label)| self.label(Some(label), Some(node)))
            }
            ChoiceSource::Rows { nodeset, value, label } => {
                self.expr(nodeset, Some(node))?;
                self.expr(value, None)?;
                match label {
                    RowLabel::Itext(expr) | RowLabel::Text(expr) => self.expr(expr, None),
                }
            }
        }
    }
}
