//! What a telephone is offered: lists, forms, files, and how it knows what it has already.

use super::*;
use store::forms::FormState;

const WELLS: &[u8] = "name,label\nw1,Puits de l’école\n".as_bytes();

#[tokio::test(flavor = "multi_thread")]
async fn a_volunteer_is_offered_the_forms_entrusted_to_them_and_no_other() {
    for engine in testkit::engines().await {
        let Field { test, phone } = Field::on(engine).await;
        add(&test, &visit("1").replace("id=\"visit\"", "id=\"secret\"")).await;
        let list = phone.get("formList").await;
        assert_eq!(list.status, 200);
        assert_eq!(list.header("content-type"), "text/xml; charset=utf-8");
        assert_eq!(list.header("x-openrosa-version"), "1.0");
        assert_eq!(list.header("x-openrosa-accept-content-length"), "1048576");
        assert!(list.text().contains("<xforms xmlns=\"http://openrosa.org/xforms/xformsList\">"));
        assert_eq!(list.all("formID"), ["visit"]);
        assert_eq!(list.all("name"), ["Visite & suivi"]);
        assert_eq!(list.all("version"), ["1"]);
        assert!(list.all("manifestUrl").is_empty(), "no files are here");
        let form = phone.follow(&list.all("downloadUrl")[0]).await;
        assert_eq!(form.text(), visit("1"), "byte for byte");
        assert_eq!(list.all("hash"), [format!("md5:{}", vault::md5_hex(&form.body))]);
        assert_eq!(phone.get("formList?formID=visit&verbose=true").await.all("formID"), ["visit"]);
        assert!(phone.get("formList?formID=other").await.all("formID").is_empty());
        phone.get("form/secret").await.message(404);
        phone.get("manifest/secret").await.message(404);
        phone.get("form/a%00b").await.message(404);
        phone.get("media/visit/a%00b").await.message(404);
        phone.get("elsewhere").await.message(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_version_has_another_hash_and_the_same_bytes_again_change_nothing() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    let before = phone.get("formList").await;
    add(&test, &visit("1")).await;
    assert_eq!(phone.get("formList").await.body, before.body);
    add(&test, &visit("2").replace("<label>Nom</label>", "<label>Prénom</label>")).await;
    let after = phone.get("formList").await;
    assert_eq!((after.all("formID"), after.all("version")), (before.all("formID"), vec!["2".to_owned()]));
    assert_ne!(after.all("hash"), before.all("hash"));
    let changed = visit("2").replace("<label>Nom</label>", "<label>Noms</label>");
    let addition = Addition { xml: changed.into_bytes(), pack: None, media: BTreeMap::new(), draft: false };
    let refused = collect::add_form(&test.house, addition).await.unwrap();
    assert!(matches!(refused, Added::SameVersion { .. }), "telephones could not tell the two apart");
    assert_eq!(phone.get("formList").await.body, after.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_form_are_named_with_their_hash_and_an_address_that_leads_to_them() {
    for engine in testkit::engines().await {
        let Field { test, phone } = Field::on(engine).await;
        let missing = add_with(&test, &visit("2"), &[]).await;
        assert_eq!(missing, ["puits équipés.csv"], "the record saved last is no file of the server");
        let media = [("puits équipés.csv", WELLS), ("stray.png", &b"x"[..])];
        assert!(add_with(&test, &visit("2"), &media).await.is_empty());
        let list = phone.get("formList").await;
        let manifest = phone.follow(&list.all("manifestUrl")[0]).await;
        assert_eq!(manifest.status, 200);
        assert_eq!(manifest.header("content-type"), "text/xml; charset=utf-8");
        assert_eq!(manifest.header("x-openrosa-version"), "1.0");
        assert!(manifest.text().contains("<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\">"));
        assert_eq!(manifest.all("filename"), ["puits équipés.csv"]);
        assert_eq!(manifest.all("hash"), [format!("md5:{}", vault::md5_hex(WELLS))]);
        let address = &manifest.all("downloadUrl")[0];
        assert!(address.starts_with("http://192.168.43.1:8080/key/") && address.is_ascii(), "{address}");
        assert_eq!(phone.follow(address).await.body, WELLS);
        phone.get("media/visit/stray.png").await.message(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_telephone_has_already_is_not_sent_again() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    add_with(&test, &visit("2"), &[("puits équipés.csv", WELLS)]).await;
    for rest in ["formList", "manifest/visit", "form/visit", "media/visit/puits%20%C3%A9quip%C3%A9s.csv"] {
        let first = phone.get(rest).await;
        assert_eq!(first.status, 200, "{rest}");
        let tag = first.header("etag").to_owned();
        assert_eq!(
            first.header("cache-control"),
            "private, no-cache",
            "{rest}: kept, and asked for each time"
        );
        for known in [tag.clone(), tag.trim_start_matches("W/").to_owned(), format!("\"x\", {tag}")] {
            let again = Phone { extra: vec![("if-none-match", known)], ..phone.clone() }.get(rest).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{rest}");
            assert_eq!((again.header("etag"), again.header("x-openrosa-version")), (&*tag, "1.0"));
        }
        let other = Phone { extra: vec![("if-none-match", "W/\"x\"".into())], ..phone.clone() };
        assert_eq!(other.get(rest).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_nobodys_gets_a_sentence_and_never_asks_for_a_password() {
    for engine in testkit::engines().await {
        let Field { test, phone } = Field::on(engine).await;
        let stranger = |token: &str| Phone { token: token.to_owned(), ..phone.clone() };
        let mut refused =
            vec![stranger("AAAAAAAAAAAAAAAAAAAAAA"), stranger("x"), stranger("%00"), stranger("%C3%A9")];
        collect::revoke(&test.house, Account::Volunteer, "Awa").await.unwrap();
        refused.push(phone.clone());
        for phone in refused {
            let asked = [
                phone.get("formList").await,
                phone.get("manifest/visit").await,
                phone.get("form/visit").await,
                phone.send(&record("1", ""), &[]).await,
            ];
            for answer in asked {
                answer.message(403);
                assert!(answer.headers.get("www-authenticate").is_none());
            }
            assert_eq!(
                phone.ask(Method::HEAD, &phone.path("submission"), None, Vec::new()).await.status,
                403
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_speak_the_protocol_is_told_what_the_address_is_for() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    let seen = async || collect::team(&test.house, Account::Volunteer).await.unwrap()[0].seen;
    let browser = Phone { extra: vec![("x-openrosa-version", String::new())], ..phone.clone() };
    assert!(browser.get("formList").await.message(400).contains("Collect"));
    assert_eq!(seen().await, None, "the preview of a link in a message is not the volunteer's telephone");
    let english = [("x-openrosa-version", String::new()), ("accept-language", "en-GB".into())];
    let said = Phone { extra: english.to_vec(), ..phone.clone() }.get("formList").await;
    assert!(said.message(400).contains("made for"), "{}", said.text());
    assert_eq!(said.header("content-language"), "en");
    phone.get("formList").await;
    assert_eq!(seen().await, Some(test.house.clock.now()));
    test.clock.advance(30);
    phone.get("formList").await;
    assert!(seen().await < Some(test.house.clock.now()), "noted once a minute");
    test.clock.advance(31);
    phone.get("formList").await;
    assert_eq!(seen().await, Some(test.house.clock.now()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_address_stands_in_every_link() {
    let test = TestHouse::with(testkit::sqlite().await, |terms| {
        terms.public_url = "https://dannaya.example".to_owned();
        terms.post_bytes = 2_000_000;
    })
    .await;
    add(&test, &visit("1")).await;
    let phone = Phone::of(&test, "Awa", &["visit"]).await;
    let list = phone.get("formList").await;
    assert_eq!(list.all("downloadUrl"), [format!("https://dannaya.example/key/{}/form/visit", phone.token)]);
    assert_eq!(list.header("x-openrosa-accept-content-length"), "2000000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_and_a_closed_form_are_offered_to_nobody() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    let draft = |label: &str| Addition {
        xml: visit("9").replace("id=\"visit\"", "id=\"draft\"").replace("Visite", label).into_bytes(),
        pack: None,
        media: BTreeMap::new(),
        draft: true,
    };
    for label in ["Brouillon", "Correction"] {
        let added = collect::add_form(&test.house, draft(label)).await.unwrap();
        assert!(matches!(added, Added::Kept { changed: true, .. }), "a draft is corrected under its version");
    }
    let other = Phone::of(&test, "Issa", &["draft", "visit"]).await;
    assert_eq!(other.get("formList").await.all("formID"), ["visit"]);
    collect::set_state(&test.house, "draft", FormState::Open).await.unwrap();
    assert_eq!(other.get("formList").await.all("name"), ["Correction & suivi", "Visite & suivi"]);
    collect::set_state(&test.house, "visit", FormState::Closed).await.unwrap();
    assert!(phone.get("formList").await.all("formID").is_empty());
    phone.get("form/visit").await.message(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_volunteer_gets_other_forms_and_another_token_without_being_added_anew() {
    for engine in testkit::engines().await {
        let Field { test, phone } = Field::on(engine).await;
        add(&test, &visit("1").replace("id=\"visit\"", "id=\"market\"")).await;
        phone.send(&record("before", ""), &[]).await.message(201);
        let entrust = async |forms: &[&str]| {
            let forms = forms.iter().map(|form| (*form).to_owned()).collect();
            collect::entrust(&test.house, Account::Volunteer, "Awa", forms).await
        };
        entrust(&["visit", "market", "market"]).await.unwrap();
        assert_eq!(phone.get("formList").await.all("formID"), ["market", "visit"]);
        assert!(entrust(&["nowhere"]).await.is_err());
        entrust(&["market"]).await.unwrap();
        assert_eq!(phone.get("formList").await.all("formID"), ["market"]);
        phone.send(&record("after", ""), &[]).await.message(403);
        let token = collect::renew(&test.house, Account::Volunteer, "Awa").await.unwrap();
        phone.get("formList").await.message(403);
        let renewed = Phone { token, ..phone.clone() };
        assert_eq!(renewed.get("formList").await.all("formID"), ["market"]);
        collect::revoke(&test.house, Account::Volunteer, "Awa").await.unwrap();
        assert!(collect::renew(&test.house, Account::Volunteer, "Awa").await.is_err());
        assert!(entrust(&["market"]).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_the_corpus_is_offered_with_the_hash_of_the_bytes_that_are_served() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    let mut ids = vec!["visit".to_owned()];
    for entry in std::fs::read_dir(testhouse::root().join("crates/xforms/tests/forms")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "xml") {
            continue;
        }
        let xml = std::fs::read(&path).unwrap();
        let addition = Addition { xml, pack: None, media: BTreeMap::new(), draft: false };
        if let Added::Kept { id, .. } = collect::add_form(&test.house, addition).await.unwrap() {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    collect::entrust(&test.house, Account::Volunteer, "Awa", ids.clone()).await.unwrap();
    let list = phone.get("formList").await;
    let (hashes, addresses) = (list.all("hash"), list.all("downloadUrl"));
    assert!(hashes.len() == ids.len() && ids.len() > 30, "{} of {}", hashes.len(), ids.len());
    for (hash, address) in hashes.iter().zip(&addresses) {
        assert_eq!(*hash, format!("md5:{}", vault::md5_hex(&phone.follow(address).await.body)), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_a_hundred_thousand_rows_is_sent_once() {
    let Field { test, phone } = Field::on(testkit::sqlite().await).await;
    let rows: String = (0..100_000).map(|row| format!("w{row},Puits {row}\n")).collect();
    let wells = format!("name,label\n{rows}");
    add_with(&test, &visit("2"), &[("puits équipés.csv", wells.as_bytes())]).await;
    let manifest = phone.follow(&phone.get("formList").await.all("manifestUrl")[0]).await;
    assert_eq!(manifest.all("hash"), [format!("md5:{}", vault::md5_hex(wells.as_bytes()))]);
    let address = &manifest.all("downloadUrl")[0];
    let first = phone.follow(address).await;
    assert!(first.body == wells.as_bytes(), "{} bytes", first.body.len());
    let tag = first.header("etag").to_owned();
    let again = Phone { extra: vec![("if-none-match", tag)], ..phone.clone() }.follow(address).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}

/// A country, a region, its cercle with two communes, another region with one, and a hamlet that the house does not know.
const PLACES: &str = "name;label\nML;Mali\nML05;Mopti\nML0506;Cercle\nML050601;A\nML050602;\"B; b\"\nML02;Koulikoro\n\
                      ML020701;C\nhamlet-1;D\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_places_holds_those_where_a_volunteer_works_with_those_around_and_what_the_house_does_not_know()
 {
    for engine in testkit::engines().await {
        let Field { test, phone } = Field::on(engine).await;
        let form = visit("2").replace("puits équipés.csv", "places.csv");
        add_with(&test, &form, &[("places.csv", PLACES.as_bytes())]).await;
        let awa = collect::volunteer(&test.house, &phone.token).await.unwrap();
        let listed = async || {
            let manifest = phone.get("manifest/visit").await;
            let table = phone.follow(&manifest.all("downloadUrl")[0]).await;
            assert_eq!(manifest.all("hash"), [format!("md5:{}", vault::md5_hex(&table.body))]);
            table.text().to_owned()
        };
        let works_in = async |places: &[&str]| {
            let places = places.iter().map(|place| (*place).to_owned()).collect();
            let forms = vec!["visit".to_owned()];
            collect::assign(&test.house, Account::Volunteer, awa.id, forms, places).await.unwrap();
            listed().await
        };
        assert_eq!(listed().await, PLACES, "whoever works everywhere has the list as it was added");
        let cercle = works_in(&["ML0506"]).await;
        assert_eq!(cercle, PLACES.replace("ML02;Koulikoro\nML020701;C\n", ""));
        let communes = works_in(&["ML050602", "ML020701"]).await;
        assert_eq!(communes, PLACES.replace("ML050601;A\n", ""));
        let odd = "code,label\nML02,Koulikoro\n";
        add_with(&test, &form, &[("places.csv", odd.as_bytes())]).await;
        assert_eq!(listed().await, odd, "a list without codes where they are looked for is left as it is");
        // What is said of another place is taken all the same: a telephone would keep it for ever.
        assert_eq!(phone.send(&versioned("2", "1", "<well>ML02</well>", ""), &[]).await.status, 201);
    }
}
