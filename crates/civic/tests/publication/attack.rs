//! Attacks on what is published.

use super::attacker::{Cell, Lattice, is_blind, programme, propagate};
use super::world::{Dice, World};
use civic::publication::{FinestPlace, PublicationRule, Release};
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
fn no_hidden_cell_of_a_small_country_is_narrowed_by_twelve_releases_however_fine_the_services() {
    let (mut figures, mut candidates, mut programmes) = (0, 0, 0);
    for seed in 0..worlds() {
        let world = World::small(seed, 12);
        let lattice = Lattice::new(&world);
        let by_service = [FinestPlace::Region, FinestPlace::Cercle, FinestPlace::Commune][seed as usize % 3];
        let editions =
            world.series(PublicationRule { finest_place_by_service: by_service, ..PublicationRule::house() });
        let releases: Vec<&Release> = editions.iter().map(|edition| &edition.release).collect();
        let published = lattice.read(&world, &releases);
        figures += published.len();
        candidates += lattice.primary_only().len();
        assert_eq!(found(&lattice, &published), [], "seed {seed}");
        if seed % 8 > 0 && worlds() < 1000 {
            continue;
        }
        // Linear programming is exact but slow: it is given the cells that propagation left the least room, and some others.
        let known = propagate(&lattice, &published);
        let mut small = lattice.small();
        small.sort_by(|a, b| known[a].1.total_cmp(&known[b].1));
        let mut dice = Dice(seed);
        let picked = (0..2).filter_map(|at| small.get(at).cloned());
        let others: Vec<Cell> =
            (0..2).filter(|_| !small.is_empty()).map(|_| small[dice.below(small.len())].clone()).collect();
        for cell in picked.chain(others) {
            let interval = programme(&lattice, &published, &cell);
            assert!(is_blind(interval), "seed {seed}: {cell:?} is known to lie in {interval:?}");
            programmes += 1;
        }
    }
    println!(
        "{figures} figures shown of {candidates} that reach the threshold; {programmes} linear programmes"
    );
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
    println!(
        "{} figures shown of {} that reach the threshold, over {} small cells",
        published.len(),
        naive.len(),
        lattice.small().len()
    );
    assert_eq!(found(&lattice, &published), []);
    let fallen = found(&lattice, &naive).len();
    println!("primary suppression only: {fallen} cells fall");
    assert!(fallen > 1000);
    // Most of what is withheld is by design; figures by quarter for all services are what the pages live on.
    let by_quarter = |figures: &HashMap<Cell, u32>| {
        figures
            .keys()
            .filter(|(_, service, period)| *service == lattice.services && period.len() == 1)
            .count()
    };
    let (shown, all) = (by_quarter(&published), by_quarter(&naive));
    println!("{shown} of {all} figures by quarter for all services");
    for level in 0..4 {
        for by_service in [false, true] {
            let of = |figures: &HashMap<Cell, u32>, running: bool| {
                let here = |(place, service, period): &&Cell| {
                    world.levels[*place] == level
                        && (*service != lattice.services) == by_service
                        && (period.start == 0 && period.len() > 1 && period.len() != 4) == running
                };
                figures.keys().filter(here).count()
            };
            println!(
                "level {level}, by service {by_service}: {} of {} by quarter and year, {} of {} running totals",
                of(&published, false),
                of(&naive, false),
                of(&published, true),
                of(&naive, true)
            );
        }
    }
    assert!(published.len() > 3000 && shown * 5 > all * 4);
}
