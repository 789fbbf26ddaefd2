//! Who lies in whom: parents found by their codes, never guessed from a prefix, and children in reading order.

use super::cells::Problems;
use super::fault::{Fault, Source};
use super::level::Level;
use super::read::Line;
use super::table::{NO_POPULATION, Row};
use std::cmp::Reverse;

/// The tree in numbers of lines.
pub(super) struct Tree {
    /// Lines in the order of their codes.
    pub by_code: Vec<usize>,
    /// For each line its parent's; the country has none.
    pub parents: Vec<Option<usize>>,
}

impl Tree {
    /// Joins the lines of a table; `text` is the arena their codes stand in.
    pub fn of(lines: &[Line], text: &str, problems: &mut Problems) -> Self {
        let code = |line: usize| lines[line].row.code.of(text);
        let mut by_code: Vec<usize> = (0..lines.len()).collect();
        by_code.sort_by_key(|line| (code(*line), *line));
        for pair in by_code.windows(2) {
            if code(pair[0]) == code(pair[1]) {
                let fault =
                    Fault::DuplicateCode { code: code(pair[0]).to_owned(), first: lines[pair[0]].number };
                problems.add(Source::Places, lines[pair[1]].number, fault);
            }
        }
        let parents = find_parents(lines, text, &by_code, problems);
        check_parents(lines, text, &parents, problems);
        Self { by_code, parents }
    }
}

fn find_parents(
    lines: &[Line],
    text: &str,
    by_code: &[usize],
    problems: &mut Problems,
) -> Vec<Option<usize>> {
    let mut country = None;
    let mut parents = vec![None; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        let parent = line.parent.of(text);
        let fault = match (line.row.level, parent) {
            (Level::Country, "") => match country.replace(line.number) {
                None => continue,
                Some(first) => Fault::SecondCountry(first),
            },
            (Level::Country, _) => Fault::CountryWithParent,
            (level, "") => Fault::NoParent(level.number()),
            (_, parent) => {
                match by_code.binary_search_by(|line| lines[*line].row.code.of(text).cmp(parent)) {
                    Ok(found) => {
                        parents[at] = Some(by_code[found]);
                        continue;
                    }
                    // It may stand on a line that could not be read, which is told already.
                    Err(_) if problems.passed_over => continue,
                    Err(_) => Fault::OrphanParent(parent.to_owned()),
                }
            }
        };
        problems.add(Source::Places, line.number, fault);
    }
    if country.is_none() && !problems.passed_over {
        problems.add(Source::Places, 1, Fault::NoCountry);
    }
    parents
}

fn check_parents(lines: &[Line], text: &str, parents: &[Option<usize>], problems: &mut Problems) {
    let in_circle = circles(parents);
    for (at, line) in lines.iter().enumerate() {
        let Some(above) = parents[at].map(|parent| &lines[parent].row) else { continue };
        let fault = if in_circle[at] {
            Fault::ParentCycle(line.row.code.of(text).to_owned())
        } else if above.level >= line.row.level {
            Fault::ParentNotAbove {
                parent: above.code.of(text).to_owned(),
                parent_level: above.level.number(),
                level: line.row.level.number(),
            }
        } else {
            continue;
        };
        problems.add(Source::Places, line.number, fault);
    }
}

/// For each line whether going up from it leads back to it.
fn circles(parents: &[Option<usize>]) -> Vec<bool> {
    let mut in_circle = vec![false; parents.len()];
    // The walk on which a line was first met: one that meets its own steps has closed a circle.
    let mut met_on = vec![usize::MAX; parents.len()];
    for start in 0..parents.len() {
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| met_on[*at] == usize::MAX) {
            met_on[at] = start;
            next = parents[at];
        }
        while let Some(at) = next.filter(|at| met_on[*at] == start && !in_circle[*at]) {
            in_circle[at] = true;
            next = parents[at];
        }
    }
    in_circle
}

/// Groups rows by parent, each group by folded name, and tells every row where its group begins.
pub(super) fn group_children(rows: &mut [Row], names: &[Vec<String>]) -> Box<[u32]> {
    let mut children: Vec<u32> = (1..rows.len() as u32).collect();
    children.sort_by_key(|row| (rows[*row as usize].parent, &names[*row as usize], *row));
    for (at, child) in children.iter().enumerate() {
        let parent = rows[*child as usize].parent as usize;
        if rows[parent].children == 0 {
            rows[parent].children_at = at as u32;
        }
        rows[parent].children += 1;
    }
    children.into()
}

/// For each row its turn among equally good finds: higher level first, then more people, then the name.
/// A place whose people nobody counted takes the number of the place around it: more is asked about a village of a
/// large commune.
pub(super) fn ranks(rows: &[Row], names: &[Vec<String>]) -> Box<[u32]> {
    let mut people: Vec<u32> = Vec::with_capacity(rows.len());
    for row in rows {
        people.push(match row.population {
            NO_POPULATION => people.get(row.parent as usize).copied().unwrap_or(0),
            known => known,
        });
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|row| (rows[*row].level, Reverse(people[*row]), &names[*row], *row));
    let mut ranks = vec![0; rows.len()];
    for (rank, row) in order.into_iter().enumerate() {
        ranks[row] = rank as u32;
    }
    ranks.into()
}
