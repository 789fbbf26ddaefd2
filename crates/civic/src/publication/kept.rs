//! Proofs carried from one release to the next, under names that outlive the numbering of a table.

use super::protect::{Demand, Proof, Target};
use super::table::{Corner, Table};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The proofs of one table: names, and per target the ones taken and added at named leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    names: Vec<String>,
    proofs: Vec<(String, Vec<(u32, i32)>)>,
}

/// What the coordinates of a table are called.
pub(super) struct Names<'a> {
    /// Places of the whole tree, for demands.
    pub places: &'a [String],
    pub nodes: Vec<String>,
    /// Leaf services, then "all".
    pub services: Vec<String>,
    pub spans: Vec<String>,
}

impl Names<'_> {
    fn name(&self, [node, service, span]: Corner) -> String {
        format!("{}|{}|{}", self.nodes[node], self.services[service], self.spans[span])
    }

    fn target(&self, table: &Table, demands: &[Demand], target: Target) -> String {
        match target {
            Target::Raise(leaf) => format!("raise|{}", self.leaf(table, leaf)),
            Target::Empty(cell) => format!("empty|{}", self.name(table.corner(cell))),
            Target::Give(demand) => {
                let [node, service, span] = demands[demand].of;
                format!("give|{}|{}|{}", self.places[node], self.services[service], self.spans[span])
            }
        }
    }

    fn leaf(&self, table: &Table, leaf: usize) -> String {
        let [place, service, period] = table.spot(leaf);
        self.name([table.chains[place][0], service, period])
    }

    /// Stores proofs, what cancels out left away.
    pub fn keep(&self, table: &Table, demands: &[Demand], proofs: HashMap<Target, Proof>) -> Kept {
        let mut kept = Kept::default();
        let mut known: HashMap<u32, u32> = HashMap::new();
        let proofs: BTreeMap<String, Proof> =
            proofs.into_iter().map(|(target, proof)| (self.target(table, demands, target), proof)).collect();
        for (target, proof) in proofs {
            let mut net: BTreeMap<u32, i32> = BTreeMap::new();
            for (leaf, change) in proof {
                *net.entry(leaf).or_default() += change;
            }
            let mut named = Vec::new();
            for (leaf, change) in net.into_iter().filter(|(_, change)| *change != 0) {
                let name = *known.entry(leaf).or_insert_with(|| {
                    kept.names.push(self.leaf(table, leaf as usize));
                    kept.names.len() as u32 - 1
                });
                named.push((name, change));
            }
            kept.proofs.push((target, named));
        }
        kept
    }

    /// Reads stored proofs back. One that names what is no more is left away: it is then looked for anew.
    pub fn recall(&self, table: &Table, demands: &[Demand], kept: &Kept) -> HashMap<Target, Proof> {
        let leaves: HashMap<String, u32> =
            (0..table.leaves()).map(|leaf| (self.leaf(table, leaf), leaf as u32)).collect();
        let raises = (0..table.leaves()).map(Target::Raise);
        let empties = (0..table.cells()).map(Target::Empty);
        let gives = (0..demands.len()).map(Target::Give);
        let wanted: HashSet<&str> = kept.proofs.iter().map(|(target, _)| target.as_str()).collect();
        let targets: HashMap<String, Target> = raises
            .chain(empties)
            .chain(gives)
            .map(|target| (self.target(table, demands, target), target))
            .filter(|(name, _)| wanted.contains(name.as_str()))
            .collect();
        let read = |(target, named): &(String, Vec<(u32, i32)>)| {
            let target = *targets.get(target)?;
            let proof: Option<Proof> = named
                .iter()
                .map(|(name, change)| Some((*leaves.get(kept.names.get(*name as usize)?)?, *change)))
                .collect();
            Some((target, proof?))
        };
        kept.proofs.iter().filter_map(read).collect()
    }
}
