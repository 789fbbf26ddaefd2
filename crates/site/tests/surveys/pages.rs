//! What the pages say.

use crate::world::{World, by_place, lines, percent, plain};
use acts::survey::results::publish_due;
use civic::pack::BY_PLACE;
use kernel::{Date, Month};
use std::collections::{BTreeMap, BTreeSet};
use testhouse::TestHouse;

#[tokio::test(flavor = "multi_thread")]
async fn results_are_read_as_sentences_tables_and_a_file() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let mut visitor = test.visitor();
    let list = visitor.get("/fr/surveys").await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("/fr/surveys/civact"), "{}", list.body);
    assert!(visitor.get("/fr").await.body.contains("href=\"/fr/surveys\""), "the home page leads there");
    let none = visitor.get("/fr/surveys/civact").await;
    assert!(none.body.contains("Aucun résultat"), "{}", none.body);
    test.interviews("civact", 12).await;
    let june = Date::from_calendar_date(2027, Month::June, 1).unwrap();
    assert_eq!(publish_due(&test.house, "civact", june).await.unwrap().len(), 1);
    let page = visitor.get("/fr/surveys/civact").await;
    assert_eq!(page.status, 200);
    for said in [
        "Les causes de la méfiance",
        "indiquent",
        "faire confiance à ceux qui dirigent",
        "Une femme",
        "first.csv",
        "first.xlsx",
        "first.json",
        "first.geojson",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let places = visitor.get("/en/surveys/civact?by=place").await;
    assert!(places.body.contains("Mopti") && places.body.contains("Everybody"), "{}", places.body);
    for missing in [
        "/fr/surveys/never",
        "/fr/surveys/civact?round=never",
        "/fr/surveys/civact?by=never",
        "/fr/surveys/civact?place=ML0999",
        "/fr/surveys/civact/never.csv",
        "/fr/surveys/civact/first.never",
        "/fr/surveys/civact/first.geojson?level=galaxy",
        "/fr/surveys/civact/first/indicator/never",
        "/fr/surveys/civact/first/indicator/trust?level=locality",
        "/fr/surveys/civact/first/indicator/trust?place=never",
        "/fr/surveys/civact/first/question/trust",
        "/fr/surveys/civact/first/ranking/never",
        "/fr/surveys/civact/first/ranking/causes?place=ML0101",
        "/fr/surveys/civact/first/ranking/causes/sheet?place=never",
        "/fr/surveys/civact/never/codebook",
        "/xx/surveys",
        "/xx/surveys/civact/first/codebook",
    ] {
        assert_eq!(visitor.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_may_be_told_of_the_whole_country_alone_has_a_page_and_no_map() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    // So few in each region that none of them may be told.
    let region = |code: &str| test.house.places.get(code).map(|place| place.path()[1].to_owned());
    let few = |plan: BTreeMap<String, u32>| -> BTreeMap<String, u32> {
        let mut regions = BTreeSet::new();
        plan.into_keys().filter(|code| regions.insert(region(code))).map(|code| (code, 6)).collect()
    };
    test.interviews_of_round("civact", 0, few).await;
    let june = Date::from_calendar_date(2027, Month::June, 1).unwrap();
    let made = publish_due(&test.house, "civact", june).await.unwrap();
    let told: BTreeSet<&str> =
        made[0].lines().filter(|line| line.by == BY_PLACE).map(|line| line.of).collect();
    assert_eq!(told.len(), 1, "the country: {told:?}");
    let mut visitor = test.visitor();
    let page = visitor.get("/fr/surveys/civact").await;
    assert!(page.status == 200 && page.body.contains("first.csv"), "{}: {}", page.status, page.body);
    assert!(!page.body.contains("first.geojson"), "{}", page.body);
    assert_eq!(visitor.get("/fr/surveys/civact/first.geojson").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_chosen_by_links_and_its_figures_are_those_that_were_published() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let round = world.first("civact");
    let figures = by_place(round, "trust");
    let (mut told, mut withheld) = (0, 0);
    let mut waiting = vec![figures.sheet.whole()];
    while let Some(place) = waiting.pop() {
        let below = world.below(figures, place);
        if below.is_empty() {
            continue;
        }
        let asked =
            if place == figures.sheet.whole() { "by=place".to_owned() } else { format!("place={place}") };
        let page = visitor.get(&format!("/fr/surveys/civact?round=first&{asked}")).await;
        let body = plain(&page.body);
        // Of each indicator one table, in the order of the pack.
        let card =
            body.split("<h2>").find(|card| card.starts_with("Confiance dans ceux qui dirigent")).unwrap();
        let lines = lines(card);
        assert_eq!(lines[0].0, "Tout le monde");
        for of in below {
            let (_, cells) = lines.iter().find(|(name, _)| *name == world.name(of)).unwrap();
            match figures.sheet.cell(of, "yes") {
                Some(cell) => {
                    told += 1;
                    assert!(
                        cells[0].starts_with(&format!("{} %", percent(cell.estimate().share))),
                        "{cells:?}"
                    );
                }
                None => {
                    withheld += 1;
                    assert!(!cells.iter().any(|cell| cell.contains('%')), "{of}: {cells:?}");
                    assert_eq!(cells[0], "–");
                }
            }
            waiting.push(of);
        }
    }
    assert!(told > 15 && withheld > 3, "{told} told, {withheld} withheld");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_says_of_each_place_what_the_table_beside_it_says() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let round = world.first("perception");
    let figures = by_place(round, "trust_police");
    let page = visitor.get("/fr/surveys/perception/y2026/indicator/trust_police?level=cercle").await;
    let body = plain(&page.body);
    let map = body.split("<svg class=\"map\"").nth(1).unwrap().split("</svg>").next().unwrap();
    let said: Vec<&str> =
        map.split("<title>").skip(1).filter_map(|title| title.split("</title>").next()).collect();
    assert_eq!(said.len(), 53, "every cercle is drawn");
    let table = body.split_once("Les mêmes chiffres").unwrap().1;
    let lines = lines(table);
    let mut shown = 0;
    let cercles = figures.sheet.rows().filter(|of| of.len() == 6);
    for of in cercles {
        let label = said.iter().find(|said| said.starts_with(&format!("{} : ", world.name(of)))).unwrap();
        let (_, cells) = lines.iter().find(|(name, _)| *name == world.name(of)).unwrap();
        match figures.sheet.cell(of, "yes") {
            Some(cell) => {
                shown += 1;
                let figure = format!("{} %", percent(cell.estimate().share));
                assert!(label.contains(&figure) && cells[0].starts_with(&figure), "{label} {cells:?}");
            }
            None => assert!(label.ends_with("pas de chiffre") && cells[0] == "–", "{label} {cells:?}"),
        }
    }
    assert!(shown > 5, "{shown}");
    // Nobody was asked in Bamako.
    assert!(said.contains(&"Bamako : pas de chiffre"), "{said:?}");
    let pale = map.matches("class=\"c0\"").count();
    assert_eq!(pale, said.iter().filter(|said| said.ends_with("pas de chiffre")).count());
}

#[tokio::test(flavor = "multi_thread")]
async fn rounds_stand_beside_each_other_and_a_difference_is_judged() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let page = plain(&visitor.get("/fr/surveys/civact/second/indicator/trust").await.body);
    let rounds = page.split_once("D’une vague à l’autre").unwrap().1.split("</table>").next().unwrap();
    let lines = lines(rounds);
    assert_eq!(
        lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>(),
        ["Première vague", "Deuxième vague"]
    );
    for (line, round) in lines.iter().zip(world.rounds["civact"].iter().rev()) {
        let figures = by_place(round, "trust");
        let cell = figures.sheet.cell(figures.sheet.whole(), "yes").unwrap();
        assert!(line.1[0].starts_with(&format!("{} %", percent(cell.estimate().share))), "{line:?}");
    }
    let judged =
        ["On ne peut pas dire que cela a changé", "Il y en a plus qu’avant", "Il y en a moins qu’avant"];
    let [second, first] = [0, 1].map(|round| &by_place(&world.rounds["civact"][round], "trust").sheet);
    let change = second.change(first, second.whole(), "yes").unwrap();
    let due = match (change.is_significant(), change.difference > 0.0) {
        (false, _) => judged[0],
        (true, true) => judged[1],
        (true, false) => judged[2],
    };
    for said in judged {
        assert_eq!(page.contains(said), said == due, "{said}: {change:?}");
    }
    let first = visitor.get("/fr/surveys/civact/first/indicator/trust").await.body;
    assert!(!judged.iter().any(|said| first.contains(said)), "nothing came before the first round");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_stands_with_its_words_and_every_answer_of_every_group() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let round = world.first("perception");
    let table = round.table("trust_police").unwrap();
    let page = plain(&visitor.get("/fr/surveys/perception/y2026/question/trust_police").await.body);
    assert!(page.contains("Par sexe") && page.contains("65 ans et plus"), "{page}");
    let whole = &table.figures[0].sheet;
    let lines = lines(&page);
    let cell = whole.cell(whole.whole(), "not_at_all").unwrap();
    let words = world.test.app.texts.clone();
    let answer =
        site::texts::Tr::new(&words, kernel::Lang::Fr).pack("perception", "trust_police-not_at_all").unwrap();
    let (_, cells) = lines.iter().find(|(name, _)| *name == plain(&answer)).unwrap();
    assert!(cells[0].starts_with(&format!("{} %", percent(cell.estimate().share))), "{cells:?}");
    let several = plain(&visitor.get("/fr/surveys/perception/y2026/question/mechanisms").await.body);
    assert!(several.contains("peut dépasser 100 %") && !page.contains("peut dépasser"), "{several}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codebook_says_what_was_asked_what_counts_and_how_people_were_found() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let page = visitor.get("/fr/surveys/perception/y2026/codebook").await;
    let body = plain(&page.body);
    for said in [
        "trust_police",
        "Jamais moins de 10 personnes",
        "au moins 12 dans chaque lieu",
        "plus de 5 fois",
        "tous les adultes de son ménage",
        "Ansongo",
        "Toutes les personnes interrogées.",
    ] {
        assert!(body.contains(said), "{said}: {body}");
    }
    // What is sealed is asked and never counted: it is no part of the codebook.
    assert!(!body.contains("<code>remark</code>") && !body.contains("<code>position</code>"));
    let asked = plain(&visitor.get("/en/surveys/civact/first/codebook").await.body);
    assert!(asked.contains("None: every answer counts the same."), "{asked}");
}
