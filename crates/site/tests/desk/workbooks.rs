//! Workbooks at the page that adds forms.

use crate::door::Door;
use crate::forms::upload;
use testhouse::root;

fn workbook(name: &str) -> Vec<u8> {
    std::fs::read(root().join("crates/xlsform/tests/data/workbooks").join(name)).unwrap()
}

/// French typography puts spaces that do not break before colons; a test compares words.
fn plain(page: &str) -> String {
    page.replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_becomes_a_form_and_its_mistakes_are_told_with_sheet_row_and_column() {
    for engine in testkit::engines().await {
        let door = Door::on(engine).await;
        let mut bakary = door.browser("bakary").await;
        let page = bakary.get("/desk/forms/new").await;
        assert!(page.body.contains("accept=\".xml,.xlsx"), "{}", page.body);
        for (name, id) in [("simple.xlsx", "simple"), ("tutorial.xls", "tutorial")] {
            let file = workbook(name);
            let path = format!("C:\\formulaires\\{name}");
            let kept =
                upload(&mut bakary, "/desk/forms", &[("draft", "yes")], &[("form", &path, &file)]).await;
            assert_eq!(kept.status, 303, "{name}: {}", kept.body);
            assert!(kept.location().starts_with(&format!("/desk/forms/{id}?")), "{}", kept.location());
            assert!(bakary.get(kept.location()).await.body.contains("en préparation"));
        }
        for (name, said) in [
            (
                "duplicate_columns.xlsx",
                "duplicate_columns.xlsx, feuille « survey », ligne 1, colonne « label » : ",
            ),
            ("bad_calc.xlsx", "feuille « survey », ligne 2 : "),
        ] {
            let refused = upload(&mut bakary, "/desk/forms", &[], &[("form", name, &workbook(name))]).await;
            assert!(refused.status == 422 && plain(&refused.body).contains(said), "{name}: {}", refused.body);
        }
        let broken = upload(&mut bakary, "/desk/forms", &[], &[("form", "b.xlsx", b"PK\x03\x04rest")]).await;
        assert!(broken.status == 422 && broken.body.contains("b.xlsx"), "{}", broken.body);
        let forms = bakary.get("/desk/forms").await;
        assert_eq!(forms.body.matches("en préparation").count(), 2, "nothing refused is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_beside_a_workbook_are_kept_with_it() {
    let door = Door::open().await;
    let mut bakary = door.browser("bakary").await;
    let (file, list) = (workbook("select_from_file.xlsx"), b"name,label\na,A\n");
    let files: [(&str, &str, &[u8]); 3] = [
        ("form", "select_from_file.xlsx", &file),
        ("media", "fruits.csv", list),
        ("media", "stray.png", b"x"),
    ];
    let kept = upload(&mut bakary, "/desk/forms", &[], &files).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let page = bakary.get(kept.location()).await;
    assert!(page.body.contains("stray.png"), "{}", page.body);
    assert!(
        page.body.contains("cities.xml") && !page.body.contains("fruits.csv"),
        "what is missing: {}",
        page.body
    );
}
