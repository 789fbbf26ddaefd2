//! The forms of other people's surveys, as they come: every page of them can be shown, left without an answer, and left again.

use acts::draft::{self, DraftKey};
use acts::{FormFiles, Service};
use civic::pack::Pack;
use std::collections::BTreeMap;
use testhouse::{TestHouse, Visitor, root};
use xforms::Form;

/// Pages of one form that are looked at: the longest has 417.
const PAGES: usize = 120;

/// Forms that the house refuses when it reads them: encrypted ones, and one that records sound in passing.
fn refused(form: &Form) -> bool {
    form.submission().public_key.is_some() || !form.recordings().is_empty()
}

/// The files a form names: those beside it in the corpus, else an empty table or some bytes.
fn beside(form: &Form, stem: &str) -> Option<FormFiles> {
    let folder = root().join("crates/xforms/tests/forms");
    let tables: Vec<&str> = form.files().collect();
    let mut files = BTreeMap::new();
    for uri in form.media() {
        let name = uri.rsplit('/').next()?;
        let stored = if name == "itemsets.csv" { format!("{stem}.itemsets.csv") } else { name.to_owned() };
        let empty = if tables.contains(&uri) { b"name,label\n".to_vec() } else { b"synthetic".to_vec() };
        files.insert(name.to_owned(), std::fs::read(folder.join(stored)).unwrap_or(empty));
    }
    FormFiles::gather(form, files).ok()
}

fn services() -> Vec<(String, Service)> {
    let toml = std::fs::read_to_string(root().join("tests/packs/everything/pack.toml")).unwrap();
    let mut services = Vec::new();
    let mut names: Vec<_> = std::fs::read_dir(root().join("crates/xforms/tests/forms"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .collect();
    names.sort();
    for (number, path) in names.into_iter().enumerate() {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let form_xml = std::fs::read_to_string(&path).unwrap();
        // One of them is there to be refused by the engine.
        let Ok(form) = Form::parse(&form_xml) else { continue };
        let form = form.with_instance_limit(acts::MOST_INSTANCES);
        let Some(files) = beside(&form, &stem).filter(|_| !refused(&form)) else { continue };
        let toml = toml.replace("id = \"everything\"", &format!("id = \"form_{number}\""));
        let pack = Pack::read("pack.toml", &toml).unwrap();
        let (texts, choices) = (Vec::new(), BTreeMap::new());
        services.push((stem, Service { pack, form, form_xml, files, texts, choices }));
    }
    services
}

/// Whether everything in the form can be computed here.
async fn starts(test: &TestHouse, pack: &str) -> bool {
    let service = test.house.service(pack).unwrap();
    let surroundings = test.house.surroundings(&service.files).await.unwrap();
    xforms::Filling::start(&service.form, &surroundings).is_ok()
}

/// The names of the pages that are asked now.
async fn asked(test: &TestHouse, citizen: &Visitor, pack: &str) -> Vec<String> {
    let service = test.house.service(pack).unwrap();
    let key = DraftKey::from_cookie(&test.house, citizen.cookie("draft").unwrap()).unwrap();
    let kept = draft::open(&test.house, &key, pack).await.unwrap().unwrap();
    let surroundings = test.house.surroundings(&service.files).await.unwrap();
    let filling = draft::restore(service, &surroundings, kernel::Lang::Fr, &kept).unwrap();
    filling.pages().into_iter().map(|id| filling.page_name(id).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_forms_of_others_is_shown_and_left() {
    let services = services();
    let packs: Vec<(String, String)> =
        services.iter().map(|(stem, service)| (stem.clone(), service.pack.id.clone())).collect();
    assert!(packs.len() >= 35, "{}", packs.len());
    let services = services.into_iter().map(|(_, service)| service).collect();
    let test = TestHouse::serving(testkit::sqlite().await, services).await;
    let (mut pages, mut added, mut wrong, mut unable) = (0, 0, Vec::new(), Vec::new());
    for (stem, pack) in packs {
        // Refused when a pack is read, since the house makes no other digests than SHA-256.
        if !starts(&test, &pack).await {
            unable.push(stem);
            continue;
        }
        let at = format!("/fr/report/{pack}");
        let mut citizen = test.visitor();
        let started = citizen.post(&at, &[]).await;
        if started.status != 303 {
            wrong.push(format!("{stem}: starting gave {}", started.status));
            continue;
        }
        let first = citizen.get(started.location()).await;
        if first.status != 200 {
            wrong.push(format!("{stem}: the first page gave {}", first.status));
        }
        let mut seen = std::collections::BTreeSet::new();
        while let Some(page) =
            asked(&test, &citizen, &pack).await.into_iter().find(|page| !seen.contains(page))
        {
            if seen.len() == PAGES {
                break;
            }
            seen.insert(page.clone());
            let path = format!("{at}/{page}");
            let shown = citizen.get(&path).await;
            let headings = shown.body.matches("<h1").count();
            if (shown.status, headings) != (200, 1) {
                wrong.push(format!("{stem} {page}: {} with {headings} headings", shown.status));
            }
            pages += 1;
            let repeat = test.house.service(&pack).unwrap().form.is_repeat(&page);
            if repeat && added < 1_000 && !seen.contains(&format!("{page}+")) {
                seen.insert(format!("{page}+"));
                let more = citizen.post(&path, &[("act", "add")]).await;
                if more.status != 303 {
                    wrong.push(format!("{stem} {page}: adding gave {}", more.status));
                }
                added += 1;
            }
            let left = citizen.post(&path, &[("act", "next")]).await;
            if ![303, 422].contains(&left.status) {
                wrong.push(format!("{stem} {page}: leaving gave {}", left.status));
            }
        }
        let review = citizen.get(&format!("{at}/review")).await;
        if review.status != 200 {
            wrong.push(format!("{stem}: review gave {}", review.status));
        }
    }
    println!("{pages} pages, {added} instances, not asked: {unable:?}");
    assert_eq!(wrong, Vec::<String>::new());
    assert!(unable.len() <= 2, "{unable:?}");
    assert!(pages > 300 && added >= 10, "{pages} {added}");
}
