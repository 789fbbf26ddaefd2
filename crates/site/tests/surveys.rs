//! The public pages of surveys.

use acts::survey::results::publish_due;
use kernel::{Date, Month};
use testhouse::TestHouse;

#[tokio::test(flavor = "multi_thread")]
async fn results_are_read_as_sentences_tables_and_a_file() {
    let test = TestHouse::on(testkit::sqlite().await).await;
    let mut visitor = test.visitor();
    let list = visitor.get("/fr/surveys").await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("/fr/surveys/civact"), "{}", list.body);
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
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let places = visitor.get("/en/surveys/civact?by=place").await;
    assert!(places.body.contains("Mopti") && places.body.contains("Everybody"), "{}", places.body);
    let file = visitor.get("/fr/surveys/civact/first.csv").await;
    assert_eq!(file.status, 200);
    assert!(
        file.body.starts_with("\u{FEFF}round,kind") || file.body.starts_with("round,kind"),
        "{}",
        &file.body[..80]
    );
    assert!(file.body.contains("first,indicator,trust,sex,female,yes,"), "{}", &file.body[..400]);
    for missing in
        ["/fr/surveys/never", "/fr/surveys/civact?round=never", "/fr/surveys/civact/never.csv", "/xx/surveys"]
    {
        assert_eq!(visitor.get(missing).await.status, 404, "{missing}");
    }
}
