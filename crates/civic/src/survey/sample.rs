//! The sample plan: how many interviews where and by whom, and how far they are.

/// Shares out `total` interviews over places in proportion to their people, at least `least` in each, by the method of largest
/// remainders. Where `least` alone takes more than `total`, everybody has `least` and the plan is larger than asked.
pub fn allocate(people: &[u64], total: u32, least: u32) -> Vec<u32> {
    let spare = u64::from(total).saturating_sub(u64::from(least) * people.len() as u64);
    let all: u128 = people.iter().map(|people| u128::from(*people)).sum::<u128>().max(1);
    let exact = |people: &u64| u128::from(*people) * u128::from(spare);
    let mut wanted: Vec<u32> = people.iter().map(|people| least + (exact(people) / all) as u32).collect();
    let given: u64 = wanted.iter().map(|wanted| u64::from(wanted - least)).sum();
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(exact(&people[*place]) % all), *place));
    for place in order.into_iter().take(spare.saturating_sub(given) as usize) {
        wanted[place] += u32::from(people[place] > 0);
    }
    wanted
}

/// How far a line of the plan is: a place, or a quota of women, of young people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Interviews wanted.
    pub wanted: u32,
    /// Interviews held.
    pub held: u32,
}

impl Progress {
    /// Interviews that are still missing.
    pub fn left(self) -> u32 {
        self.wanted.saturating_sub(self.held)
    }

    /// Percent of the plan, rounded down, so that only a full line says 100; more when there are more than wanted.
    pub fn percent(self) -> u32 {
        match self.wanted {
            0 => 100,
            wanted => (u64::from(self.held) * 100 / u64::from(wanted)) as u32,
        }
    }
}

/// A quota over all interviews, as "50 percent women": how far the share held so far is from it, in points, up or down.
pub fn points_off(held: u32, of: u32, percent_wanted: u32) -> i32 {
    match of {
        0 => 0,
        of => (f64::from(held) * 100.0 / f64::from(of) - f64::from(percent_wanted)).round() as i32,
    }
}

/// Gives each place to one of the people who may work there, the largest places first, each to whoever has the fewest interviews
/// so far. `may`: whether a person (first) may work in a place (second). A place where nobody may stays without.
pub fn assign(wanted: &[u32], people: usize, may: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(wanted[*place]), *place));
    let mut load = vec![0_u64; people];
    let mut given = vec![None; wanted.len()];
    for place in order {
        let lightest = (0..people).filter(|person| may(*person, place)).min_by_key(|person| load[*person]);
        if let Some(person) = lightest {
            load[person] += u64::from(wanted[place]);
            given[place] = Some(person);
        }
    }
    given
}
