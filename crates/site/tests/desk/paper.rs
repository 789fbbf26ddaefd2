use crate::door::Door;
use acts::collect::{Added, Addition, add_form};
use std::collections::BTreeMap;

const AT: &str = "/desk/forms/post%20visit/paper";

async fn with_form() -> Door {
    let door = Door::open().await;
    let xml = include_bytes!("paper.xml").to_vec();
    let addition = Addition { xml, pack: None, media: BTreeMap::new(), draft: false };
    let added = add_form(&door.test.house, addition).await.unwrap();
    assert!(matches!(added, Added::Kept { .. }), "{added:?}");
    door
}

/// A page with spaces that break, and without its tags.
fn words(page: &str) -> String {
    let page = page.replace(['\u{a0}', '\u{202f}'], " ");
    let parts = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stand_in_order(page: &str, expected: &[&str]) {
    let mut from = 0;
    for words in expected {
        let Some(at) = page[from..].find(words) else { panic!("{words} is not in {}", &page[from..]) };
        from += at + words.len();
    }
}

/// Boxes of the first question of this number.
fn page_cells(page: &str, number: &str) -> usize {
    let question = page
        .split("<div class=\"question\">")
        .find(|part| part.contains(&format!("<b>{number}</b>")))
        .unwrap();
    question.split("class=\"cells\">").nth(1).unwrap().split("</span>").next().unwrap().matches("<i>").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_printed_with_numbers_conditions_and_copies() {
    let door = with_form().await;
    let mut awa = door.browser("awa").await;
    let reply = awa.get(AT).await;
    assert_eq!(reply.status, 200);
    let page = words(&reply.body);
    stand_in_order(
        &page,
        &[
            "Visite d’un poste",
            "Formulaire post visit, version 7",
            "Fiche n° Date Lieu",
            "* demandent toujours une réponse",
            "crochets",
            "1. Le poste est-il ouvert ? * Une seule réponse. 1 Oui 2 Non",
            "→ Seulement si la réponse à la question 1 est « 2 – Non ». 2. Pourquoi pas &amp; depuis quand ?",
            "→ Seulement si la réponse à la question 1 est « 2 – Non » et si la question 2 a une réponse. 3. Fermé depuis",
            "jour mois année",
            "Agent présent — n° 1 4. Nom 5. Âge de [4] Règle : Moins de 100 ans.",
            "Agent présent — n° 2 4. Nom",
            "Agent présent — n° 3",
            "S’il y en a plus de 3",
            "→ Selon les réponses précédentes. 6. Photo du poste À joindre.",
        ],
    );
    assert_eq!(page_cells(&reply.body, "5."), 2, "two digits are enough under 100");
    assert!(!reply.body.contains("<script") && !page.contains("n° 4 4. Nom"));
    let sheet = reply.body.split("href=\"").find(|part| part.starts_with("/assets/paper.")).unwrap();
    assert_eq!(awa.get(sheet.split('"').next().unwrap()).await.status, 200);
    let two = words(&awa.get(&format!("{AT}?copies=2&lang=en")).await.body);
    stand_in_order(
        &two,
        &[
            "Form post visit, version 7",
            "Only if the answer to question 1 is “2 – Non”.",
            "no. 2",
            "more than 2",
        ],
    );
    assert!(!two.contains("no. 3"));
    let bambara = awa.get(&format!("{AT}?lang=bm&copies=9999")).await.body;
    assert!(bambara.contains("<html lang=\"bm\"") && bambara.contains("Ayi, a ma kɛ ɲɛ ŋɛ"));
    assert_eq!(bambara.matches("Agent présent").count(), 20, "copies have a bound");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pdf_of_a_form_is_the_same_each_time_and_only_for_whoever_knows_of_the_form() {
    let door = with_form().await;
    let mut awa = door.browser("awa").await;
    let page = awa.get(&format!("{AT}?copies=1")).await.body;
    assert!(page.contains("/desk/forms/post%20visit/paper.pdf?copies=1"));
    let pdf = awa.get(&format!("{AT}.pdf?copies=1")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert_eq!(pdf.headers["content-disposition"], "inline; filename=\"post-visit.pdf\"");
    assert!(pdf.body.starts_with("%PDF-1."));
    assert_eq!(pdf.body, awa.get(&format!("{AT}.pdf?copies=1")).await.body);
    assert_ne!(pdf.body, awa.get(&format!("{AT}.pdf?copies=2")).await.body);
    for path in [AT.to_owned(), format!("{AT}.pdf")] {
        let reply = door.test.visitor().get(&path).await;
        assert!(reply.status == 303 && reply.location().starts_with("/desk/login?next="), "{path}");
        assert_eq!(awa.get(&path.replace("post", "nowhere")).await.status, 404);
        for login in ["auditor", "admin", "kayes"] {
            assert_eq!(door.browser(login).await.get(&path).await.status, 404, "{login} {path}");
        }
    }
}
