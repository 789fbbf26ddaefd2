//! The publication gate seen from outside, by readers and by an attacker.

mod world;

use civic::publication::PublicationRule;
use world::World;

#[test]
fn sketch() {
    let world = World::country(1, 20_000, 12);
    let t = std::time::Instant::now();
    let ledger = world.ledger(PublicationRule::house());
    println!("counted {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let edition = ledger.release(world::due(11), None).unwrap();
    println!("one release {:?} cells {}", t.elapsed(), edition.release.cells().count());
    let mut by = std::collections::BTreeMap::new();
    for cell in edition.release.cells() {
        let lvl = edition.release.places().find(|p| p.0 == cell.place()).unwrap().1;
        let k = match cell.period() { civic::publication::Period::Quarter(_) => 'q', civic::publication::Period::Year(_) => 'y', _ => 't' };
        *by.entry((lvl, cell.service().is_some(), k)).or_insert(0) += 1;
    }
    // naive
    let mut naive: std::collections::HashMap<(usize, Option<usize>, usize, usize), u32> = Default::default();
    for f in &world.facts {
        let mut p = Some(f.place);
        while let Some(n) = p {
            for s in [Some(f.service), None] {
                let s = match s { Some(None) => continue, Some(x) => x, None => None };
                for (i, (per, r)) in world.periods().iter().enumerate() {
                    if matches!(per, civic::publication::Period::Through(q) if *q != world::quarter(11)) { continue; }
                    if r.contains(&f.quarter) { *naive.entry((n, s, i, 0)).or_default() += 1; }
                }
            }
            p = world.parents[n];
        }
    }
    let mut nb = std::collections::BTreeMap::new();
    for ((n, s, i, _), c) in naive { if c >= 10 {
        let k = match world.periods()[i].0 { civic::publication::Period::Quarter(_) => 'q', civic::publication::Period::Year(_) => 'y', _ => 't' };
        *nb.entry((world.levels[n], s.is_some(), k)).or_insert(0) += 1; } }
    for (k, n) in nb { println!("{k:?} naive {n} shown {:?}", by.get(&k)); }
    println!("stored {} base {}", edition.release.write().len(), edition.base.write().len());
}
