//! A crawler with bad intentions: follows every link of the surveys and looks for a number or a word that was not published.

use crate::world::{World, is_page, percent, plain, text};
use civic::survey::{Line, Published};
use std::collections::{BTreeSet, VecDeque};

/// Pages enough to reach every kind of page in both languages, and every place of a survey.
const MOST_PAGES: usize = 4_000;

/// What a page of figures may say, in whole numbers: shares and intervals in percent, people, ranks.
#[derive(Default)]
struct Allowed {
    percents: BTreeSet<i64>,
    people: BTreeSet<i64>,
    ranks: BTreeSet<String>,
}

impl Allowed {
    fn of<'a>(lines: impl Iterator<Item = Line<'a>>, rounds: &[Published]) -> Self {
        let mut allowed = Self::default();
        for line in lines {
            let estimate = line.cell.estimate();
            // Intervals are told outwards.
            let (low, high) = (estimate.low * 100.0 + 1e-9, estimate.high * 100.0 - 1e-9);
            allowed.percents.extend([percent(estimate.share), low.floor() as i64, high.ceil() as i64]);
            allowed.people.insert(estimate.base.into());
            if let Some((best, worst)) = line.ranks {
                let rank = if best == worst { best.to_string() } else { format!("{best}–{worst}") };
                allowed.ranks.insert(rank);
            }
        }
        for round in rounds {
            // How many answered in a row is public where the row is, even if no answer of it is.
            let answered = round.indicators.iter().chain(&round.tables).flat_map(|one| &one.figures);
            let ordered =
                round.rankings.iter().flat_map(|one| one.figures.iter().map(|(figures, _)| figures));
            for figures in answered.chain(ordered) {
                let bases = figures.sheet.rows().filter_map(|of| figures.sheet.base(of));
                allowed.people.extend(bases.map(|base| base as i64));
            }
        }
        allowed
    }
}

/// What stands in the cells of tables, and in the map.
fn figures(page: &str) -> Vec<String> {
    let cells = page.split("<td").skip(1).filter_map(|cell| cell.split("</td>").next()).map(text);
    let ranks = page.split("<th scope=\"row\" class=\"n\"").skip(1);
    let ranks = ranks.filter_map(|cell| cell.split("</th>").next()).map(text);
    let map = page.split("<title>").skip(2).filter_map(|title| title.split("</title>").next());
    let map = map
        .filter_map(|title| title.split_once(" : ").or(title.split_once(": ")))
        .map(|(_, said)| plain(said));
    cells.chain(ranks).chain(map).collect()
}

/// The numbers of a text, each with whether it is told as a share.
fn numbers(said: &str) -> Vec<(i64, bool)> {
    let mut found = Vec::new();
    let mut rest = said;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[at..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (mut digits, mut after) = (rest[..end].to_owned(), &rest[end..]);
        // `1 240` and `1,240` are one number.
        while let Some(next) = after.strip_prefix([' ', ',']).filter(|next| {
            next.len() >= 3
                && next.bytes().take(3).all(|b| b.is_ascii_digit())
                && !next.as_bytes().get(3).is_some_and(|b| b.is_ascii_digit())
        }) {
            digits.push_str(&next[..3]);
            after = &next[3..];
        }
        let share = after.trim_start().starts_with('%');
        found.push((digits.parse().unwrap(), share));
        rest = after;
    }
    found
}

fn links(page: &str) -> Vec<String> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with('/') && href.contains("/surveys"))
        .map(|href| href.replace("&amp;", "&").split('#').next().unwrap_or_default().to_owned())
        .collect()
}

/// What the page at this address may say: of an indicator, a question or a ranking only its own figures, in any round.
fn allowed(path: &str, world: &World) -> Option<Allowed> {
    let path = path.split('?').next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let rounds = world.rounds.get(parts.get(2)?)?;
    let all = || rounds.iter().flat_map(Published::lines);
    Some(match parts[3..] {
        [_, "indicator" | "question" | "ranking", id, ..] => {
            Allowed::of(all().filter(|line| line.id == id), rounds)
        }
        _ => Allowed::of(all(), rounds),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_or_file_of_a_survey_shows_a_number_or_a_word_that_was_not_published() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let mut waiting: VecDeque<String> = ["/fr/surveys", "/en/surveys"].map(str::to_owned).into();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let (mut pages, mut compared, mut kinds) = (0, 0, BTreeSet::new());
    while let Some(path) = waiting.pop_front().filter(|_| pages < MOST_PAGES) {
        let reply = visitor.get(&path).await;
        assert_eq!(reply.status, 200, "{path} is linked");
        // Remarks, names of volunteers, names of records: none has a way out.
        for word in ["SYNTH", "Synthetic", "uuid:"] {
            assert!(!reply.body.contains(word), "{word} at {path}");
        }
        if !is_page(&reply) {
            continue;
        }
        pages += 1;
        kinds.extend(
            ["indicator", "question", "ranking", "sheet", "codebook"]
                .into_iter()
                .filter(|kind| path.contains(kind)),
        );
        let body = plain(&reply.body);
        if let Some(allowed) = allowed(&path, &world).filter(|_| !path.contains("/codebook")) {
            for said in figures(&body) {
                if allowed.ranks.contains(&said) {
                    continue;
                }
                let interval = said.contains('%');
                for (number, share) in numbers(&said) {
                    compared += 1;
                    let known = if share || interval { &allowed.percents } else { &allowed.people };
                    assert!(known.contains(&number), "{number} in {said:?} at {path}");
                }
            }
        }
        for href in links(&reply.body) {
            if seen.insert(href.clone()) {
                waiting.push_back(href);
            }
        }
    }
    assert!(waiting.is_empty(), "every page was read: {pages}");
    assert!(
        pages > 100 && compared > 2_000 && kinds.len() == 5,
        "{pages} pages, {compared} numbers, {kinds:?}"
    );
}
