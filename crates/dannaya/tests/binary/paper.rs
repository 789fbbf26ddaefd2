//! A form to be printed, from the command line.

use crate::house::{TestHome, dannaya};

const FORM: &str = include_str!("../../../site/tests/desk/paper.xml");

#[test]
fn a_form_is_written_as_pdf_and_as_a_page_that_stands_alone() {
    let home = TestHome::laid();
    let path = home.folder().join("post.xml");
    std::fs::write(&path, FORM).unwrap();
    assert_eq!(home.run("form add", &[path.to_str().unwrap()]).code, 0);
    let data = home.data();
    let written = |more: &[&str]| {
        let all = ["form", "paper", "post visit", "--data", data.to_str().unwrap()];
        dannaya(&[&all[..], more].concat()).output().unwrap()
    };
    let pdf = written(&["--format", "pdf", "--lang", "fr"]);
    assert!(pdf.status.success(), "{}", String::from_utf8_lossy(&pdf.stderr));
    assert!(pdf.stdout.starts_with(b"%PDF-1.") && pdf.stdout.ends_with(b"%%EOF"));
    assert_eq!(
        written(&[]).stdout,
        pdf.stdout,
        "PDF and French are what is usual, and always the same bytes"
    );
    let html = String::from_utf8(written(&["--format", "html", "--lang", "bm"]).stdout).unwrap();
    assert!(html.contains("Ayi, a ma kɛ ɲɛ ŋɛ") && html.contains("@page") && !html.contains("/assets/"));
    let unknown = home.run("form paper", &["nowhere"]);
    assert!(unknown.code == 1 && unknown.err.contains("nowhere"), "{}", unknown.err);
    assert_eq!(
        home.run("form paper", &["post visit", "--copies", "0"]).code,
        2,
        "none is not a number of copies"
    );
}
