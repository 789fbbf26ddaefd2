//! Reads a form from its XML, from the head to the last check.

use super::actions::{Host, is_action};
use super::body::Body;
use super::checks::Checks;
use super::references::Resolver;
use super::submission::Submission;
use super::{Form, Graph, Instance, TEXT_LIMIT, Texts};
use crate::error::{FormError, FormErrorKind};
use crate::instance::{Answers, DefId, Model};
use crate::rows::Rows;
use crate::xml::{Document, XmlId};
use crate::xpath::{Compiler, Expr, InstanceHead, Refusal};
use std::collections::HashMap;

/// What is at hand while a form is read.
pub(crate) struct Reading<'d> {
    pub document: &'d Document,
    pub compiler: Compiler<'d>,
    pub instances: &'d [Instance],
}

/// The record that was saved last, which is read as the rows of an instance.
pub(crate) const LAST_SAVED: &str = "jr://instance/last-saved";

impl Form {
    /// Reads an ODK XForm.
    ///
    /// # Errors
    /// [`FormError`] with the line and the mend: XML that is not well formed, has a doctype or passes a limit;
    /// an expression that cannot be read, calls an unknown function or names a node that is not there;
    /// calculations in a circle; and whatever this engine does not do, so that no part of a form is dropped in
    /// silence.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let document = Document::parse(text)?;
        let root = document.root();
        let missing = |what, at| FormErrorKind::Missing(what).at(document.line(at));
        let head = document.child(root, "head").ok_or_else(|| missing("h:head", root))?;
        // A form that only declares what it collects has no body, and asks nothing.
        let body = document.child(root, "body");
        let model_element = document.child(head, "model").ok_or_else(|| missing("model", head))?;
        let title = document.child(head, "title").map(|title| document.own_text(title)).unwrap_or_default();
        check_model(&document, model_element)?;
        check_entities(&document, model_element)?;

        let (primary_root, heads, mut instances) = read_instances(&document, model_element, body)?;
        let id = document.attribute(primary_root, "id").or(document.attribute(primary_root, "xmlns"));
        let id = id.ok_or_else(|| missing("the id of the primary instance", primary_root))?.trim().to_owned();
        let repeated = body.map(|body| Reading::repeated(&document, body, document.local_name(primary_root)));
        let mut model = Model::read(&document, primary_root, &repeated.unwrap_or_default())?;
        let blank = Answers::read(&mut model, &document, primary_root);
        let namespace =
            document.attributes(primary_root).iter().find(|attribute| &*attribute.name == "xmlns");

        let mut resolver = Resolver::new(&model);
        let compiler = Compiler::new(&heads);
        let mut reading = Reading { document: &document, compiler, instances: &instances };
        let texts = Texts::read(&mut reading, document.child(model_element, "itext"))?;
        let binds = reading.binds(model_element, &mut resolver)?;
        let mut parts = match body {
            Some(body) => reading.body(body, &binds, &mut resolver)?,
            None => Body::default(),
        };
        for element in document.elements(model_element).filter(|child| is_action(&document, *child)) {
            parts.actions.push(reading.action(element, Host::Form, DefId::ROOT, &mut resolver)?);
        }
        let pulled = std::mem::take(&mut reading.compiler.pulled);
        let binds = binds.by_node;
        let graph = Graph::new(&mut resolver, &binds, &parts.controls, &parts.repeats)?;
        let itext = document.child(model_element, "itext");
        let mut checks = Checks { texts: &texts, resolver: &mut resolver, line: 1 };
        checks.texts(itext.map_or(1, |at| document.line(at)))?;
        checks.binds(&binds)?;
        checks.body(&parts)?;
        instances.extend(pulled.iter().map(|name| Instance::File(csv(name))));
        let Body { controls, groups, repeats, pages, actions, items } = parts;
        let mut asked = HashMap::new();
        for (index, control) in controls.iter().enumerate() {
            asked.entry(control.def).or_insert(index);
        }
        let mut preset: Vec<DefId> =
            binds.iter().filter(|(_, bind)| bind.preload.is_some()).map(|(def, _)| *def).collect();
        preset.sort_unstable();
        let style = body.and_then(|body| document.attribute(body, "class")).unwrap_or_default();
        Ok(Self {
            title: title.trim().to_owned(),
            id,
            version: document.attribute(primary_root, "version").map(str::to_owned),
            namespace: namespace.map(|attribute| attribute.value.to_string()),
            root_attributes: document
                .attributes(primary_root)
                .iter()
                .map(|attribute| (attribute.name.to_string(), attribute.value.to_string()))
                .collect(),
            submission: Submission::read(&document, model_element, primary_root),
            fixed: blank.fixed(&model),
            model,
            blank,
            instances,
            texts,
            binds,
            preset,
            asked,
            style: style.trim().to_owned(),
            controls,
            groups,
            repeats,
            pages,
            actions,
            items,
            graph,
            text_limit: TEXT_LIMIT,
            instance_limit: crate::limits::INSTANCES,
        })
    }
}

fn csv(name: &str) -> String {
    format!("jr://file-csv/{name}.csv")
}

/// Parts of a model that change what is collected or who can read it: dropping them would deceive the author.
fn check_model(document: &Document, model: XmlId) -> Result<(), FormError> {
    for element in document.elements(model) {
        match document.local_name(element) {
            "itext" | "instance" | "bind" | "submission" | "setvalue" | "setgeopoint" | "recordaudio" => {}
            other => {
                let what = format!("<{other}> in the model");
                return Err(FormErrorKind::Unsupported(what).at(document.line(element)));
            }
        }
    }
    Ok(())
}

/// Versions of the entities specification this engine keeps to, patches aside. A form of another is refused, as the
/// specification asks.
const ENTITIES: [&str; 4] = ["2022.1", "2023.1", "2024.1", "2025.1"];

fn check_entities(document: &Document, model: XmlId) -> Result<(), FormError> {
    let Some(version) = document.attribute(model, "entities-version").map(str::trim) else { return Ok(()) };
    let is = |known: &str| {
        version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if ENTITIES.iter().any(|known| is(known)) {
        return Ok(());
    }
    let shown: String = version.chars().take(40).collect();
    Err(FormErrorKind::EntitiesVersion(shown).at(document.line(model)))
}

type Instances = (XmlId, Vec<InstanceHead>, Vec<Instance>);

fn read_instances(document: &Document, model: XmlId, body: Option<XmlId>) -> Result<Instances, FormError> {
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
            Some(LAST_SAVED) => Instance::LastSaved,
            Some(src) if src.starts_with("jr://instance/") => {
                return Err(
                    FormErrorKind::Unsupported(format!("the instance {src}")).at(document.line(instance))
                );
            }
            Some(src) => Instance::File(src.to_owned()),
            None => {
                let root = document.elements(instance).next();
                let root = root.ok_or_else(|| missing("the rows of this instance, or its src", instance))?;
                Instance::Inside(Rows::read(document, root))
            }
        };
        heads.push(InstanceHead { id: id.to_owned() });
        instances.push(content);
    }
    if body.is_some_and(|body| asks_itemsets(document, body))
        && !heads.iter().any(|head| head.id == "itemsets")
    {
        heads.push(InstanceHead { id: "itemsets".to_owned() });
        instances.push(Instance::File(csv("itemsets")));
    }
    if heads.len() > usize::from(u16::MAX) / 2 {
        return Err(FormErrorKind::TooManyNodes { limit: usize::from(u16::MAX) / 2 }.at(document.line(model)));
    }
    Ok((primary_root, heads, instances))
}

/// Whether a question searches in `itemsets.csv`, which a form does not declare.
fn asks_itemsets(document: &Document, body: XmlId) -> bool {
    let mut waiting = vec![body];
    while let Some(element) = waiting.pop() {
        if document.attribute(element, "query").is_some() {
            return true;
        }
        waiting.extend(document.elements(element));
    }
    false
}

impl Reading<'_> {
    /// Reads an expression.
    pub fn expression(&mut self, written: &str, line: u32) -> Result<Expr, FormError> {
        self.compiler.compile(written).map_err(|refusal| match refusal {
            Refusal::NoSuchInstance(id) => FormErrorKind::NoSuchInstance(id).at(line),
            Refusal::Problem(problem) => {
                let expression = written.trim().chars().take(200).collect();
                FormErrorKind::Expression { expression, problem }.at(line)
            }
        })
    }

    /// The nodes a nodeset or reference names, from `base`.
    pub fn nodes(
        &mut self,
        written: &str,
        base: DefId,
        line: u32,
        resolver: &mut Resolver<'_>,
    ) -> Result<Vec<DefId>, FormError> {
        let mut defs = match self.expression(written, line)? {
            Expr::Path(path) => resolver.defined(&path, base).map_err(|unresolved| unresolved.at(line))?,
            _ => Vec::new(),
        };
        defs.sort_unstable();
        defs.dedup();
        // A path that is none, or that leads above the root, names no node of the form.
        if defs.is_empty() || defs.contains(&DefId::DOCUMENT) {
            return Err(FormErrorKind::NoSuchNode { path: written.trim().to_owned() }.at(line));
        }
        Ok(defs)
    }
}
