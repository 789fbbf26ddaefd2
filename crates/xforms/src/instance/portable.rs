//! Definitions and the blank form as JSON, by their places, so that the browser's engine counts nodes as this one does.

use super::answers::{Answers, Slot};
use super::model::Model;
use serde_json::{Value, json};

impl Model {
    /// `[name, parent, default answer, whether it repeats, how many a new node around it holds]` of each.
    pub fn portable(&self) -> Value {
        let def = |def: &super::model::Def| {
            json!([def.name, def.parent.map(|parent| parent.0), def.value, def.repeats, def.fresh])
        };
        self.defs.iter().map(def).collect()
    }
}

impl Answers {
    /// `[definition, parent, answer, nodes by slot]` of each: a node, or for a repeat what stands for it and its instances.
    pub fn portable(&self) -> Value {
        let slot = |slot: &Slot| match slot {
            Slot::Empty => Value::Null,
            Slot::One(node) => json!(node.0),
            Slot::Many { prompt, all } => {
                json!([prompt.0, all.iter().map(|node| node.0).collect::<Vec<_>>()])
            }
        };
        let nodes = self.nodes.iter().map(|node| {
            let slots: Vec<Value> = node.slots.iter().map(slot).collect();
            json!([node.def.0, node.parent.map(|parent| parent.0), node.value, slots])
        });
        nodes.collect()
    }
}
