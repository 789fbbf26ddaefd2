//! In which group or repeat each entity is written. A repeat makes one entity each time; each section holds one at most.

use super::{Declared, Use, Within, item};
use crate::form::{Item, Role};
use crate::problem::{Fault, Problem, Problems};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What one entity asks for.
struct Wish {
    list: String,
    row: usize,
    /// The innermost repeat, or the form.
    scope: Within,
    /// Where it would best be written.
    wanted: Within,
    /// Sections whose answers become properties.
    lineages: Vec<Within>,
}

/// Puts every entity into the form, and gives the version of the specification that this takes.
pub fn place(
    declared: Vec<Declared>,
    uses: Vec<Use>,
    items: &mut Vec<Item>,
    problems: &mut Problems,
) -> &'static str {
    let several = declared.len() > 1;
    let mut wishes = Vec::new();
    for entity in &declared {
        let own: Vec<&Use> = uses.iter().filter(|found| found.list == entity.list).collect();
        match wish(entity, &own) {
            Ok(wish) => wishes.push(wish),
            Err(problem) => problems.add(*problem),
        }
    }
    let places = allot(&wishes, problems);
    let in_repeats = places.iter().any(|(_, path)| repeats(path) > 0);
    let mut waiting: HashMap<String, Declared> =
        declared.into_iter().map(|entity| (entity.list.clone(), entity)).collect();
    for (list, path) in places {
        if let Some(entity) = waiting.remove(&list)
            && let Some(siblings) = section(items, &path)
        {
            siblings.push(Item::meta(vec![item(entity, repeats(&path) > 0)]));
        }
    }
    if several || in_repeats { "2025.1.0" } else { "2024.1.0" }
}

/// The items of a section.
fn section<'a>(items: &'a mut Vec<Item>, path: &[(Rc<str>, Role)]) -> Option<&'a mut Vec<Item>> {
    let Some(((name, role), rest)) = path.split_first() else { return Some(items) };
    let next = items.iter_mut().find(|item| item.name == **name && item.role == *role)?;
    section(&mut next.children, rest)
}

/// The part of a path down to its innermost repeat.
fn scope(path: &[(Rc<str>, Role)]) -> Within {
    let end = path.iter().rposition(|(_, role)| *role == Role::Repeat).map_or(0, |at| at + 1);
    path[..end].to_vec()
}

fn repeats(path: &[(Rc<str>, Role)]) -> usize {
    path.iter().filter(|(_, role)| *role == Role::Repeat).count()
}

/// Groups between a section and the repeat around it.
fn groups(path: &[(Rc<str>, Role)]) -> usize {
    path.len() - scope(path).len()
}

fn wish(entity: &Declared, uses: &[&Use]) -> Result<Wish, Box<Problem>> {
    let mut wish = Wish {
        list: entity.list.clone(),
        row: entity.row,
        scope: Within::new(),
        wanted: Within::new(),
        lineages: Vec::new(),
    };
    let Some(first) = uses.first() else { return Ok(wish) };
    let mut deepest = *first;
    for found in uses {
        if repeats(&found.within) > repeats(&deepest.within) {
            deepest = found;
        }
    }
    wish.scope = scope(&deepest.within);
    let inner = |found: &&&Use| scope(&found.within) == wish.scope;
    let deep = |found: &&&Use| groups(&found.within);
    // The first of the deepest counts, as `max_by_key` takes the last.
    let saved = uses.iter().filter(|found| found.property.is_some());
    let mut seen = HashSet::new();
    for found in saved.clone() {
        if seen.insert(&found.within) {
            wish.lineages.push(found.within.clone());
        }
    }
    let any = uses.iter().rev().filter(inner).max_by_key(deep).map(|found| found.within.clone());
    wish.wanted = match &wish.lineages[..] {
        [] => any.unwrap_or_default(),
        [only] => only.clone(),
        several => {
            let deepest = saved.rev().max_by_key(|found| (repeats(&found.within), groups(&found.within)));
            let boundary = deepest.map(|found| scope(&found.within)).unwrap_or_default();
            let common = common(several);
            let rank = |path: &Within| (repeats(path), groups(path));
            if rank(&common) > rank(&boundary) { common } else { boundary }
        }
    };
    for found in uses {
        let own = scope(&found.within);
        let apart = !wish.scope.starts_with(&own);
        let outside = found.property.is_some() && scope(&wish.wanted) != own;
        if apart || outside {
            let (sheet, row, column) = match found.property {
                Some(_) => ("survey", found.row, "save_to"),
                None => ("entities", entity.row, "list_name"),
            };
            return Err(Box::new(Problem {
                sheet: Some(sheet.to_owned()),
                row: Some(row),
                column: Some(column.to_owned()),
                fault: Fault::EntityScope { list: entity.list.clone() },
            }));
        }
    }
    Ok(wish)
}

/// The longest path that all share.
fn common(paths: &[Within]) -> Within {
    let Some((first, rest)) = paths.split_first() else { return Within::new() };
    let shared =
        |(at, step): &(usize, &(Rc<str>, Role))| rest.iter().all(|path| path.get(*at) == Some(*step));
    first.iter().enumerate().take_while(shared).map(|(_, step)| step.clone()).collect()
}

/// Gives each entity a section of its own, as deep as it may be.
fn allot(wishes: &[Wish], problems: &mut Problems) -> Vec<(String, Within)> {
    if let [only] = wishes
        && only.scope.is_empty()
    {
        return vec![(only.list.clone(), Within::new())];
    }
    let mut taken: HashMap<Within, String> = HashMap::new();
    let mut places = Vec::new();
    let mut ordered: Vec<&Wish> = wishes.iter().collect();
    ordered.sort_by_key(|wish| wish.row);
    for wish in ordered {
        let reserved = wish.lineages.iter().any(|lineage| taken.contains_key(lineage));
        let depths = (wish.scope.len()..=wish.wanted.len()).rev();
        let mut place = None;
        for path in depths.map(|depth| wish.wanted[..depth].to_vec()) {
            match taken.contains_key(&path) {
                false => {
                    place = Some(path);
                    break;
                }
                true if reserved => break,
                true => {}
            }
        }
        let Some(path) = place else {
            problems.add(Problem {
                sheet: Some("entities".to_owned()),
                row: Some(wish.row),
                column: Some("list_name".to_owned()),
                fault: Fault::EntityPlace { list: wish.list.clone() },
            });
            continue;
        };
        for lineage in &wish.lineages {
            for depth in path.len()..=lineage.len() {
                taken.insert(lineage[..depth].to_vec(), wish.list.clone());
            }
        }
        taken.insert(path.clone(), wish.list.clone());
        places.push((wish.list.clone(), path));
    }
    places
}
