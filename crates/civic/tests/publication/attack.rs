//! Attacks on what is published.

use super::attacker::{Cell, Lattice, is_blind, programme, propagate};
use super::world::{Dice, World};
use civic::publication::{PublicationRule, Release};
use std::collections::HashMap;

/// Small hidden cells whose interval is narrower than 0 to 9.
fn found(lattice: &Lattice, published: &HashMap<Cell, u32>) -> Vec<Cell> {
    let known = propagate(lattice, published);
    lattice.small().into_iter().filter(|cell| !is_blind(known[cell])).collect()
}

fn worlds() -> u64 {
    if std::env::var_os("DANNAYA_LONG").is_some() { 1000 } else { 200 }
}

#[test]
fn no_hidden_cell_of_a_small_country_is_narrowed_by_twelve_releases() {
    let (mut figures, mut candidates, mut programmes) = (0, 0, 0);
    for seed in 0..worlds() {
        let world = World::small(seed, 12);
        let lattice = Lattice::new(&world);
        let editions = world.series(PublicationRule::house());
        let releases: Vec<&Release> = editions.iter().map(|edition| &edition.release).collect();
        let published = lattice.read(&world, &releases);
        figures += published.len();
        candidates += lattice.primary_only().len();
        assert_eq!(found(&lattice, &published), [], "seed {seed}");
        // Linear programming is exact but slow: it is given the cells that propagation left the least room, and some others.
        let known = propagate(&lattice, &published);
        let mut small = lattice.small();
        small.sort_by(|a, b| known[a].1.total_cmp(&known[b].1));
        let mut dice = Dice(seed);
        let picked = (0..2).filter_map(|at| small.get(at).cloned());
        let others: Vec<Cell> = (0..2).filter(|_| !small.is_empty()).map(|_| small[dice.below(small.len())].clone()).collect();
        for cell in picked.chain(others) {
            let interval = programme(&lattice, &published, &cell);
            assert!(is_blind(interval), "seed {seed}: {cell:?} is known to lie in {interval:?}");
            programmes += 1;
        }
    }
    println!("{figures} figures shown of {candidates} that reach the threshold; {programmes} linear programmes");
    assert!(figures * 3 > candidates, "protection that hides nearly everything proves nothing");
}

#[test]
fn the_same_attacker_narrows_hidden_cells_when_only_small_counts_are_withheld() {
    let broken = (0..20).filter(|seed| {
        let lattice = Lattice::new(&World::small(*seed, 12));
        !found(&lattice, &lattice.primary_only()).is_empty()
    });
    let broken = broken.count();
    println!("{broken} of 20 countries fall");
    assert!(broken > 10);
}

#[test]
fn linear_programming_over_every_hidden_cell_of_a_few_countries_narrows_none() {
    let mut programmes = 0;
    for seed in 1000..1000 + worlds() / 20 {
        let world = World::small(seed, 3);
        let lattice = Lattice::new(&world);
        let editions = world.series(PublicationRule::house());
        let releases: Vec<&Release> = editions.iter().map(|edition| &edition.release).collect();
        let published = lattice.read(&world, &releases);
        for cell in lattice.small() {
            let interval = programme(&lattice, &published, &cell);
            assert!(is_blind(interval), "seed {seed}: {cell:?} is known to lie in {interval:?}");
            programmes += 1;
        }
    }
    println!("{programmes} linear programmes");
    assert!(programmes > 100);
}

#[test]
fn no_hidden_cell_of_a_country_the_size_of_mali_is_narrowed_by_twelve_releases() {
    let world = World::country(1, 20_000, 12);
    let lattice = Lattice::new(&world);
    let start = std::time::Instant::now();
    let editions = world.series(PublicationRule::house());
    println!("12 releases in {:?}", start.elapsed());
    let releases: Vec<&Release> = editions.iter().map(|edition| &edition.release).collect();
    let published = lattice.read(&world, &releases);
    let naive = lattice.primary_only();
    println!("{} figures shown of {} that reach the threshold, over {} small cells", published.len(), naive.len(), lattice.small().len());
    assert_eq!(found(&lattice, &published), []);
    let fallen = found(&lattice, &naive).len();
    println!("primary suppression only: {fallen} cells fall");
    assert!(fallen > 1000);
    assert!(published.len() > 1500);
}

#[test]
fn sketch_breakdown() {
    use civic::publication::Period;
    let world = World::country(1, 20_000, 12);
    let lattice = Lattice::new(&world);
    let editions = world.series(PublicationRule::house());
    let mut by = std::collections::BTreeMap::new();
    let release = &editions.last().unwrap().release;
    for cell in release.cells() {
        let lvl = release.places().find(|p| p.0 == cell.place()).unwrap().1;
        let k = match cell.period() { Period::Quarter(_) => "q".to_owned(), Period::Year(_) => "y".into(), Period::Through(q) => format!("t{q}") };
        *by.entry((lvl, cell.service().is_some(), k)).or_insert(0) += 1;
    }
    let mut nb = std::collections::BTreeMap::new();
    for cell in lattice.primary_only().keys() {
        let k = if cell.2.len() == 1 { "q".to_owned() } else if cell.2.len() == 4 && cell.2.start % 4 == 0 { "y".into() } else { format!("t{}", super::world::quarter(cell.2.end - 1)) };
        *nb.entry((world.levels[cell.0], cell.1 != lattice.services, k)).or_insert(0) += 1;
    }
    for (k, n) in nb { println!("{k:?} {n} {:?}", by.get(&k)); }
}

#[test]
fn debug_one() {
    let world = World::country(1, 20_000, 12);
    let lattice = Lattice::new(&world);
    let totals = lattice.totals();
    let editions = world.series(PublicationRule::house());
    for e in &editions[..2] {
        for p in 0..64 { if p == 2 || world.parents[p] == Some(2) {
            println!("{p} true {} shown {:?}", totals[&(p, lattice.services, 0..1)], super::world::shown(&e.release, p, None, civic::publication::Period::Quarter(super::world::quarter(0))));
        } }
    }
}
