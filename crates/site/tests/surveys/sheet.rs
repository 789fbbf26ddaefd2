//! The order of a place, given back on one sheet.

use crate::world::{World, plain};
use civic::pack::BY_PLACE;
use std::process::Command;

/// The places of the causes of mistrust: one with an order of its own, and one whose order is that of a place above it.
fn two_places(world: &World) -> (String, (String, String)) {
    let ordered = world.first("civact").ranking("causes").unwrap();
    let (_, order) = ordered.by(BY_PLACE).unwrap();
    let places = &world.test.house.places;
    let communes = order.iter().filter(|row| row.of.len() == 8);
    let own = communes.clone().find(|row| row.order.len() >= 3).unwrap();
    let few = communes.clone().find(|row| row.order.len() < 3).unwrap();
    let upwards = places.get(&few.of).unwrap().upwards().map(|place| place.code());
    let (_, above) = ordered.given_back(upwards).unwrap();
    assert_ne!(above.of, few.of);
    (own.of.clone(), (few.of.clone(), above.of.clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commune_is_given_its_own_order_or_told_whose_order_it_is() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let ordered = world.first("civact").ranking("causes").unwrap();
    let (figures, order) = ordered.by(BY_PLACE).unwrap();
    let (own, (few, above)) = two_places(&world);
    for (asked, shown) in [(&own, &own), (&few, &above)] {
        let at = "/fr/surveys/civact/first/ranking/causes";
        let page = plain(&visitor.get(&format!("{at}?place={asked}")).await.body);
        let sheet = plain(&visitor.get(&format!("{at}/sheet?place={asked}")).await.body);
        let row = order.iter().find(|row| row.of == *shown).unwrap();
        let mut before = 0;
        for (code, ..) in &row.order {
            let tr = site::texts::Tr::new(&world.test.app.texts, kernel::Lang::Fr);
            let words = plain(&tr.pack("civact", &format!("cause_first-{code}")).unwrap());
            let at =
                sheet.find(&format!("<span>{words}</span>")).unwrap_or_else(|| panic!("{words}: {sheet}"));
            assert!(at > before, "{words} stands in its place");
            before = at;
            let share = figures.sheet.cell(shown, code).unwrap().estimate().share;
            let said = format!("{} %", (share * 100.0).round() as i64);
            assert!(
                sheet[at..].starts_with(&format!("<span>{words}</span> <b class=\"said\">{said}")),
                "{words}"
            );
        }
        assert_eq!(sheet.matches("<li>").count(), row.order.len(), "and nothing else");
        let falls = asked != shown;
        for text in [&page, &sheet] {
            assert_eq!(text.contains("Trop peu de réponses peuvent être montrées"), falls, "{asked}: {text}");
            assert!(text.contains(&world.name(shown)) && text.contains(&world.name(asked)));
        }
        assert!(sheet.contains("Prochaine vague : du 10 mai 2027"), "{sheet}");
        assert!(sheet.contains("http://house.test/fr/surveys/civact"), "{sheet}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_as_a_pdf_is_one_page_with_the_same_words() {
    let world = World::new().await;
    let mut visitor = world.test.visitor();
    let (own, (few, _)) = two_places(&world);
    for place in [own, few] {
        let at = format!("/fr/surveys/civact/first/ranking/causes/sheet.pdf?place={place}");
        let pdf = visitor.get(&at).await;
        assert_eq!((pdf.status, &pdf.headers["content-type"]), (200, &"application/pdf".parse().unwrap()));
        let again = visitor.get(&at).await;
        assert_eq!(pdf.bytes, again.bytes);
        let file = std::env::temp_dir().join(format!("dannaya-sheet-{}-{place}.pdf", std::process::id()));
        std::fs::write(&file, &pdf.bytes).unwrap();
        let read = |program: &str, more: &[&str]| {
            let out = Command::new(program).arg(&file).args(more).output().unwrap();
            String::from_utf8(out.stdout).unwrap()
        };
        let (info, words) = (read("pdfinfo", &[]), read("pdftotext", &["-"]));
        std::fs::remove_file(&file).unwrap();
        assert!(info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 1")), "{info}");
        let squeezed = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = squeezed(&words);
        let sheet = visitor.get(&at.replace(".pdf", "")).await.body;
        let items = sheet
            .split("<li>")
            .skip(1)
            .filter_map(|item| item.split("<span>").nth(1)?.split("</span>").next());
        let mut compared = 0;
        for item in items {
            compared += 1;
            let item = squeezed(item);
            assert!(words.contains(&item), "{item}: {words}");
        }
        assert!(compared >= 3 && words.contains(&world.name(&place)), "{words}");
    }
}
