//! Synthetic worlds: a place tree, services, facts; and the true counts, which only the tests know.

use civic::publication::{
    Edition, Ledger, Measure, Period, PlaceTree, PublicFact, PublicationRule, Quarter, Release,
};
use kernel::{Date, Month};

/// splitmix64: the tests' own chance, from a seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// 0 to n − 1, the first far likelier than the last.
    pub fn skewed(&mut self, n: usize, power: i32) -> usize {
        let unit = (self.roll() >> 11) as f64 / (1u64 << 53) as f64;
        ((unit.powi(power) * n as f64) as usize).min(n - 1)
    }
}

#[derive(Clone)]
pub struct Fact {
    /// Index of a place of any level.
    pub place: usize,
    /// Index of a service, or not known.
    pub service: Option<usize>,
    pub quarter: usize,
}

#[derive(Clone)]
pub struct World {
    /// Parents before children; the root first.
    pub parents: Vec<Option<usize>>,
    pub levels: Vec<u8>,
    pub services: usize,
    pub quarters: usize,
    pub facts: Vec<Fact>,
}

pub fn place_code(index: usize) -> String {
    format!("P{index:04}")
}

pub fn service_code(index: usize) -> String {
    format!("service-{index}")
}

/// The n-th quarter since the opening on 1 January 2031.
pub fn quarter(index: usize) -> Quarter {
    Quarter { year: 2031 + (index / 4) as i32, quarter: (index % 4) as u8 + 1 }
}

pub fn opening() -> Date {
    Date::from_calendar_date(2031, Month::January, 1).unwrap()
}

/// The day the n-th quarter becomes due under the house's rule.
pub fn due(index: usize) -> Date {
    quarter(index).last_day() + time::Duration::days(60)
}

impl World {
    /// `fan`: how many regions, cercles a region, communes a cercle.
    pub fn tree(fan: &[usize]) -> (Vec<Option<usize>>, Vec<u8>) {
        let (mut parents, mut levels) = (vec![None], vec![0]);
        let mut above = vec![0];
        for (level, width) in fan.iter().enumerate() {
            let mut here = Vec::new();
            for parent in above {
                for _ in 0..*width {
                    here.push(parents.len());
                    parents.push(Some(parent));
                    levels.push(level as u8 + 1);
                }
            }
            above = here;
        }
        (parents, levels)
    }

    /// A small country with a random shape, skewed counts, and some facts that know only a region or nothing.
    pub fn small(seed: u64, quarters: usize) -> Self {
        let mut dice = Dice(seed);
        let shape = match dice.below(4) {
            0 => vec![2, 2],
            1 => vec![3, 2],
            2 => vec![4],
            _ => vec![2, 1, 3],
        };
        let (parents, levels) = Self::tree(&shape);
        let services = 1 + dice.below(3);
        let mean = [4, 8, 15, 30][dice.below(4)];
        let total = parents.len() * services * quarters * mean / 2;
        let power = 1 + dice.below(3) as i32;
        let unknowns = dice.one_in(2);
        let places = parents.len();
        let facts = (0..dice.below(total) + total / 4)
            .map(|_| Fact {
                place: match places - 1 - dice.skewed(places - 1, power) {
                    place if levels[place] < shape.len() as u8 && !unknowns => places - 1,
                    place => place,
                },
                service: (!(unknowns && dice.one_in(10))).then(|| dice.skewed(services, power)),
                quarter: dice.below(quarters),
            })
            .collect();
        Self { parents, levels, services, quarters, facts }
    }

    /// 10 regions, 53 cercles, 701 communes; 10 services, 12 quarters.
    pub fn country(seed: u64, facts: usize, quarters: usize) -> Self {
        let mut dice = Dice(seed);
        let (mut parents, mut levels) = (vec![None], vec![0]);
        for _ in 0..10 {
            parents.push(Some(0));
            levels.push(1);
        }
        for cercle in 0..53 {
            parents.push(Some(1 + cercle % 10));
            levels.push(2);
        }
        for commune in 0..701 {
            parents.push(Some(11 + commune % 53));
            levels.push(3);
        }
        let facts = (0..facts)
            .map(|_| {
                let commune = 64 + dice.skewed(701, 3);
                let place = match dice.below(20) {
                    0 => 0,
                    1 => parents[parents[commune].unwrap()].unwrap(),
                    2 => parents[commune].unwrap(),
                    _ => commune,
                };
                Fact {
                    place,
                    service: (!dice.one_in(25)).then(|| dice.skewed(10, 2)),
                    quarter: dice.below(quarters),
                }
            })
            .collect();
        Self { parents, levels, services: 10, quarters, facts }
    }

    pub fn place_tree(&self) -> PlaceTree {
        let codes: Vec<String> = (0..self.parents.len()).map(place_code).collect();
        let entries = self.parents.iter().zip(&self.levels).zip(&codes).map(|((parent, level), code)| {
            (code.as_str(), *level, parent.map(|parent| codes[parent].as_str()))
        });
        PlaceTree::new(entries).unwrap()
    }

    pub fn ledger(&self, rule: PublicationRule) -> Ledger {
        let services: Vec<String> = (0..self.services).map(service_code).collect();
        let mut ledger =
            Ledger::new(rule, opening(), self.place_tree(), services.iter().map(String::as_str), []).unwrap();
        let places: Vec<String> = (0..self.parents.len()).map(place_code).collect();
        for fact in &self.facts {
            let quarter = quarter(fact.quarter);
            ledger
                .count(&PublicFact {
                    place: Some(&places[fact.place]),
                    service: fact.service.map(|service| services[service].as_str()),
                    day: quarter.last_day(),
                    measure: Measure::Received,
                })
                .unwrap();
        }
        ledger
    }

    /// One release a quarter, each from the one before.
    pub fn series(&self, rule: PublicationRule) -> Vec<Edition> {
        let ledger = self.ledger(rule);
        let mut editions: Vec<Edition> = Vec::new();
        for index in 0..self.quarters {
            let next = ledger.release(due(index), editions.last()).unwrap();
            editions.push(next);
        }
        editions
    }

    pub fn is_leaf(&self, place: usize) -> bool {
        !self.parents.contains(&Some(place))
    }

    /// Every period a series of releases publishes, with its quarters.
    pub fn periods(&self) -> Vec<(Period, std::ops::Range<usize>)> {
        let mut periods = Vec::new();
        for index in 0..self.quarters {
            periods.push((Period::Quarter(quarter(index)), index..index + 1));
            periods.push((Period::Through(quarter(index)), 0..index + 1));
            if index % 4 == 3 {
                periods.push((Period::Year(quarter(index).year), index - 3..index + 1));
            }
        }
        periods
    }
}

/// All that the gate has published of "received".
pub fn shown(release: &Release, place: usize, service: Option<usize>, period: Period) -> Option<u64> {
    let service = service.map(service_code);
    release.cell(&place_code(place), service.as_deref(), period, Measure::Received).count()
}
