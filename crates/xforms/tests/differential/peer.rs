//! The other engine: `tests/forms/peer.mjs`, which answers one line of JSON for each line of JSON.

use crate::look::{Facts, Look, Step};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running peer; it stops when dropped, for its standard input ends.
pub struct Peer {
    child: Child,
    jobs: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What the peer made of one filling.
pub enum Played {
    /// It does not take the form, and says why.
    Refused(String),
    /// What it answered to each step and what it could not do, by the number of the step.
    Done { answers: Vec<Value>, errors: Vec<(usize, String)> },
}

impl Peer {
    pub fn start() -> Self {
        assert!(
            folder().join("node_modules").is_dir(),
            "run `npm ci` in tests/forms, or `cargo xtask test --only forms`"
        );
        Self::run("peer.mjs")
    }

    /// The engine that browsers run, which needs nothing but Node.
    pub fn browser() -> Self {
        Self::run("browser.mjs")
    }

    fn run(program: &str) -> Self {
        let mut child = Command::new("node")
            .arg(program)
            .current_dir(folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node");
        let jobs = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, jobs, answers }
    }

    /// Lets the peer do the same steps.
    pub fn play(&mut self, form: &str, media: &[(String, String)], steps: &[Step]) -> Played {
        let media: serde_json::Map<_, _> =
            media.iter().map(|(src, text)| (src.clone(), Value::from(text.as_str()))).collect();
        self.answer(
            &json!({ "form": form, "media": media, "steps": steps.iter().map(told).collect::<Vec<_>>() }),
        )
    }

    /// The pages of that engine, in the document of jsdom.
    pub fn pages() -> Self {
        Self::run("pages.mjs")
    }

    /// One line for one line.
    pub fn ask(&mut self, job: &Value) -> Value {
        writeln!(self.jobs.as_mut().unwrap(), "{job}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the peer said: {line}"))
    }

    /// What it answers to a job.
    pub fn answer(&mut self, job: &Value) -> Played {
        let answer = self.ask(job);
        if let Some(why) = answer["refused"].as_str() {
            return Played::Refused(why.to_owned());
        }
        let errors = answer["errors"].as_array().unwrap().iter();
        let error = |error: &Value| (number(&error["step"]), text(&error["message"]));
        Played::Done {
            answers: answer["answers"].as_array().unwrap().clone(),
            errors: errors.map(error).collect(),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.jobs = None;
        drop(self.child.wait());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/forms")
}

pub fn told(step: &Step) -> Value {
    match step {
        Step::Set { node, value } => json!({ "op": "set", "ref": node, "value": value }),
        Step::Try { node, value } => json!({ "op": "try", "ref": node, "value": value }),
        Step::Add { repeat } => json!({ "op": "add_repeat", "ref": repeat }),
        Step::Remove { repeat, number } => json!({ "op": "remove_repeat", "ref": repeat, "index": number }),
        Step::Speak { language } => json!({ "op": "language", "language": language }),
        Step::Look => json!({ "op": "look" }),
    }
}

/// A look in the peer's words.
pub fn look(answer: &Value) -> Look {
    let nodes = answer["nodes"].as_array().unwrap().iter();
    let draft = answer["draft"].as_array().into_iter().flatten();
    let pages = answer["pages"].as_array().into_iter().flatten();
    Look {
        pages: pages.map(text).collect(),
        draft: draft.map(|kept| (text(&kept[0]), text(&kept[1]))).collect(),
        instance: text(&answer["instance"]),
        nodes: nodes.map(|node| (text(&node["ref"]), facts(node))).collect(),
    }
}

fn facts(node: &Value) -> Facts {
    let choice = |choice: &Value| (text(&choice[0]), text(&choice[1]));
    Facts {
        relevant: node["relevant"] == true,
        required: node["required"] == true,
        readonly: node["readonly"] == true,
        label: text(&node["label"]),
        hint: text(&node["hint"]),
        choices: node["choices"].as_array().map(|choices| choices.iter().map(choice).collect()),
        violates: node["violates"].as_array().map(|violation| (text(&violation[0]), text(&violation[1]))),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
