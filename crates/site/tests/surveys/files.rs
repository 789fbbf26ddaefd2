//! The files hold exactly the published figures, with the words for their codes.

use crate::world::World;
use calamine::{Data, Reader, Xlsx};
use civic::pack::BY_PLACE;
use civic::survey::{Line, Published, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// A figure as all files say it: kind, id, by, of, answer; percent, low, high in tenths; base; ranks.
type Figure = ([String; 5], [i64; 3], i64, Option<(i64, i64)>);

fn tenths(percent: f64) -> i64 {
    (percent * 10.0).round() as i64
}

fn published(round: &Published) -> Vec<Figure> {
    let figure = |line: Line<'_>| {
        let estimate = line.cell.estimate();
        let kind = match line.told {
            Told::Indicator => "indicator",
            Told::Table => "table",
            Told::Ranking => "ranking",
        };
        (
            [kind, line.id, line.by, line.of, line.code].map(str::to_owned),
            [estimate.share, estimate.low, estimate.high].map(|share| (share * 1000.0).round() as i64),
            i64::from(estimate.base),
            line.ranks.map(|(best, worst)| (best as i64, worst as i64)),
        )
    };
    let lines: Vec<Figure> = round.lines().map(figure).collect();
    assert!(lines.len() > 100, "a round worth comparing: {}", lines.len());
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_holds_exactly_the_figures_that_were_published() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for (survey, round) in
        world.rounds.iter().flat_map(|(survey, rounds)| rounds.iter().map(move |one| (survey, one)))
    {
        let expected = published(round);
        let at = format!("/fr/surveys/{survey}/{}", round.round);
        let table = visitor.get(&format!("{at}.csv")).await;
        assert_eq!(of_csv(&table.body), expected, "{at}");
        let json = visitor.get(&format!("{at}.json")).await.json();
        assert_eq!(of_json(&json), expected, "{at}");
        let book = visitor.get(&format!("{at}.xlsx")).await;
        assert_eq!(of_book(&book.bytes), expected, "{at}");
        assert_eq!(visitor.get(&format!("{at}.xlsx")).await.bytes, book.bytes);
    }
}

fn of_csv(csv: &str) -> Vec<Figure> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let row = |record: csv::StringRecord| {
        let number = |at: usize| record[at].parse::<f64>().unwrap();
        let rank = |at: usize| record[at].parse::<i64>().ok();
        (
            [1, 2, 3, 4, 5].map(|at| record[at].to_owned()),
            [6, 7, 8].map(|at| tenths(number(at))),
            number(9) as i64,
            rank(10).zip(rank(11)),
        )
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn of_json(json: &serde_json::Value) -> Vec<Figure> {
    let figure = |figure: &serde_json::Value| {
        let text = |name: &str| figure[name].as_str().unwrap().to_owned();
        (
            ["kind", "id", "by", "of", "answer"].map(text),
            ["percent", "low", "high"].map(|name| tenths(figure[name].as_f64().unwrap())),
            figure["base"].as_i64().unwrap(),
            figure["best_rank"].as_i64().zip(figure["worst_rank"].as_i64()),
        )
    };
    json["figures"].as_array().unwrap().iter().map(figure).collect()
}

fn of_book(bytes: &[u8]) -> Vec<Figure> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Chiffres").unwrap();
    let row = |row: &[Data]| {
        let text = |at: usize| row[at].to_string();
        let number = |at: usize| match &row[at] {
            Data::Float(number) => *number,
            other => panic!("{other:?} is a number"),
        };
        let rank = |at: usize| match &row[at] {
            Data::Float(number) => Some(*number as i64),
            _ => None,
        };
        (
            [1, 2, 3, 4, 5].map(text),
            [10, 11, 12].map(|at| tenths(number(at))),
            number(13) as i64,
            rank(14).zip(rank(15)),
        )
    };
    sheet.rows().skip(1).map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workbook_says_its_codes_in_words_and_carries_the_form() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let bytes = visitor.get("/fr/surveys/civact/first.xlsx").await.bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert_eq!(book.sheet_names(), ["À lire", "Chiffres", "Questions", "Indicateurs"]);
    let rows = |range: calamine::Range<Data>| -> Vec<Vec<String>> {
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let figures = rows(book.worksheet_range("Chiffres").unwrap());
    let cause = figures.iter().find(|row| row[1] == "ranking" && row[5] == "corruption").unwrap();
    assert_eq!(
        (cause[6].as_str(), cause[9].as_str()),
        ("Les causes de la méfiance", "L’argent demandé, la corruption")
    );
    let woman = figures.iter().find(|row| row[4] == "female").unwrap();
    assert_eq!((woman[7].as_str(), woman[8].as_str()), ("Par sexe", "Une femme"));
    let questions = rows(book.worksheet_range("Questions").unwrap());
    let asked = [
        "trust",
        "En général, quelle confiance avez-vous dans ceux qui dirigent ici ?",
        "a_lot",
        "Tout à fait confiance",
    ];
    assert!(questions.contains(&asked.map(str::to_owned).to_vec()), "{questions:?}");
    assert!(!questions.iter().any(|row| row[0] == "remark"), "what is sealed stands nowhere");
    let english = visitor.get("/en/surveys/civact/first.xlsx").await.bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&english[..])).unwrap();
    assert!(rows(book.worksheet_range("Figures").unwrap()).iter().any(|row| row[8] == "Everybody"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_file_holds_every_published_place_with_its_outline_and_no_other_figure() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let round = world.first("civact");
    let mut expected = BTreeMap::new();
    for line in round.lines().filter(|line| line.by == BY_PLACE && line.of.len() > 2) {
        let name = match (line.told, line.code) {
            (Told::Indicator, "yes") => line.id.to_owned(),
            (Told::Indicator, _) => continue,
            _ => format!("{} {}", line.id, line.code),
        };
        expected.insert((line.of.to_owned(), name), (line.cell.estimate().share * 1000.0).round() as i64);
    }
    let mut found = BTreeMap::new();
    let mut named = BTreeSet::new();
    for level in ["region", "cercle", "commune"] {
        let map = visitor.get(&format!("/fr/surveys/civact/first.geojson?level={level}")).await.json();
        assert_eq!(map["labels"]["trust"], "Confiance dans ceux qui dirigent");
        for feature in map["features"].as_array().unwrap() {
            assert_eq!(feature["geometry"]["type"], "MultiPolygon", "{feature}");
            let properties = feature["properties"].as_object().unwrap();
            let code = properties["code"].as_str().unwrap().to_owned();
            for (name, value) in properties.iter().filter(|(_, value)| value.is_number()) {
                named.insert(name.clone());
                if [" low", " high", " base"].iter().all(|part| !name.ends_with(part)) {
                    found.insert((code.clone(), name.clone()), tenths(value.as_f64().unwrap()));
                }
            }
        }
    }
    assert!(named.contains("trust base") && named.contains("causes corruption"), "{named:?}");
    assert_eq!(found, expected);
    let whole = visitor.get("/fr/surveys/civact/first.geojson").await.json();
    let communes = visitor.get("/fr/surveys/civact/first.geojson?level=commune").await.json();
    assert_eq!(whole, communes, "the finest there are, unless another level is asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_may_be_kept_read_by_any_page_and_are_not_sent_twice() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let page = visitor.get("/fr/surveys/civact?round=first").await.body;
    for (ending, kind) in [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
    ] {
        let at = format!("/fr/surveys/civact/first.{ending}");
        let file = visitor.get(&at).await;
        assert_eq!(file.headers["content-type"], kind);
        assert_eq!(file.headers["access-control-allow-origin"], "*");
        let tag = file.headers["etag"].to_str().unwrap().to_owned();
        visitor.extra = vec![("if-none-match", tag)];
        assert_eq!(visitor.get(&at).await.status, 304, "{at}");
        visitor.extra.clear();
        let link = page.split(&format!("href=\"{at}\"")).nth(1).unwrap_or_else(|| panic!("{at} is linked"));
        let said = link.split("</a>").next().unwrap();
        let kilobytes = file.bytes.len().div_ceil(1000).to_string();
        let digits: String = said.rsplit('(').next().unwrap().chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, kilobytes, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_lists_the_files_of_every_published_round() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    // The catalogue is that of the house: it begins with the first release of cases.
    assert_eq!(visitor.get("/data/catalog.jsonld").await.status, 404);
    let day = kernel::Date::from_ordinal_date(2027, 335).unwrap();
    world.test.clock.set(kernel::Timestamp::start_of(day));
    acts::publish::release(&world.test.house, "denunciation", day).await.unwrap();
    let catalog = visitor.get("/data/catalog.jsonld").await.json();
    let datasets = catalog["dcat:dataset"].as_array().unwrap();
    assert_eq!(datasets.len(), 3, "cases and two surveys: {catalog}");
    let urls: BTreeSet<String> = catalog
        .to_string()
        .split("http://house.test")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.contains("/surveys/") && path.contains('.'))
        .map(str::to_owned)
        .collect();
    assert_eq!(urls.len(), 3 * 4, "{urls:?}");
    for url in urls {
        assert_eq!(visitor.get(&url).await.status, 200, "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_is_continued_where_it_stopped_unless_it_is_another_by_now() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    for ending in ["csv", "xlsx", "json", "geojson"] {
        let at = format!("/fr/surveys/civact/first.{ending}");
        visitor.extra.clear();
        let whole = visitor.get(&at).await;
        assert_eq!(whole.headers["accept-ranges"], "bytes");
        let tag = whole.headers["etag"].to_str().unwrap().to_owned();
        assert!(tag.starts_with('"'), "{tag}: only a strong tag lets a client put parts together");
        let cut = whole.bytes.len() / 3;
        visitor.extra = vec![("range", format!("bytes={cut}-")), ("if-range", tag)];
        let rest = visitor.get(&at).await;
        assert_eq!(rest.status, 206);
        let length = whole.bytes.len();
        let said = format!("bytes {cut}-{}/{length}", length - 1);
        assert_eq!(rest.headers["content-range"].to_str().unwrap(), said);
        assert_eq!([&whole.bytes[..cut], &rest.bytes[..]].concat(), whole.bytes, "{at}");
        visitor.extra = vec![("range", format!("bytes={cut}-")), ("accept-encoding", "gzip".to_owned())];
        let unpacked = visitor.get(&at).await;
        assert_eq!((unpacked.status, unpacked.headers.get("content-encoding")), (206, None), "{at}");
        assert_eq!(unpacked.bytes, whole.bytes[cut..]);
        visitor.extra = vec![("range", format!("bytes={cut}-")), ("if-range", "\"another\"".to_owned())];
        let again = visitor.get(&at).await;
        assert_eq!((again.status, again.bytes.len()), (200, length), "{at}");
        visitor.extra = vec![("range", format!("bytes={length}-"))];
        assert_eq!(visitor.get(&at).await.status, 416, "{at}");
    }
}
