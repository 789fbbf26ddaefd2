use super::*;
use acts::collect::writing::{self, Finished};
use acts::collect::{Outcome, Parcel};
use kernel::{Lang, Uuid};

/// Answers the pages up to the review.
async fn fill(browser: &mut Visitor, draft: &str, village: &str) {
    let first = browser.get(draft).await;
    assert_eq!(first.location(), format!("{draft}/village"));
    for (page, answer, next) in
        [("village", village, "people"), ("people", "7", "well"), ("well", "yes", "photo")]
    {
        let reply = browser.post(&format!("{draft}/{page}"), &[(page, answer), ("act", "next")]).await;
        assert_eq!(reply.location(), format!("{draft}/{next}"), "{}", reply.body);
    }
    let photo = attach(browser, &format!("{draft}/photo"), "photo", b"first synthetic picture").await;
    assert_eq!(photo.location(), format!("{draft}/second"), "{}", photo.body);
    let second = attach(browser, &format!("{draft}/second"), "second", b"second synthetic picture").await;
    assert_eq!(second.location(), format!("{draft}/person"), "{}", second.body);
    let added = browser.post(&format!("{draft}/person"), &[("act", "add"), ("count", "0")]).await;
    let person = added.location().to_owned();
    let named = browser.post(&person, &[("person[1].called", "Kadi"), ("act", "next")]).await;
    assert_eq!(named.location(), format!("{draft}/person"), "{}", named.body);
    let done = browser.post(&format!("{draft}/person"), &[("act", "next")]).await;
    assert_eq!(done.location(), format!("{draft}/review"), "{}", done.body);
}

fn id_of(draft: &str) -> Uuid {
    draft.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_record_filled_on_the_pages_arrives_once_as_the_volunteers() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let draft = begin(&mut browser).await;
        // What does not fit is said, and kept out.
        let other = begin(&mut browser).await;
        let wrong = browser.post(&format!("{other}/people"), &[("people", "500"), ("act", "next")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("Entre 1 et 99."));
        browser.post(&format!("{other}/erase"), &[]).await;
        fill(&mut browser, &draft, "Kokoro").await;
        let review = browser.get(&format!("{draft}/review")).await;
        for told in ["Kokoro", "Oui", "Personne 1", "Rien n’est encore envoyé. Vous pouvez"] {
            assert!(review.body.contains(told), "{told}: {}", review.body);
        }
        let sent = browser.post(&format!("{draft}/review"), &[]).await;
        assert_eq!(sent.status, 201, "{}", sent.body);
        let kept = area.kept().await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].awaited, 0);
        assert_eq!(kept[0].device.as_deref(), Some("web"));
        let xml = String::from_utf8(kept[0].xml.to_vec()).unwrap();
        for part in
            ["<village>Kokoro</village>", "<people>7</people>", "<called>Kadi</called>", "version=\"1\""]
        {
            assert!(xml.contains(part), "{part}: {xml}");
        }
        // Two pictures that the phone calls by one name stay two.
        let files: Vec<Vec<u8>> = area.files().await.into_values().collect();
        assert_eq!(files.len(), 2);
        assert!(files.contains(&b"first synthetic picture".to_vec()));
        assert!(files.contains(&b"second synthetic picture".to_vec()));
        // Sent again: there is nothing any more, and one record.
        assert_eq!(browser.post(&format!("{draft}/review"), &[]).await.status, 410);
        assert_eq!(area.kept().await.len(), 1);
        let forms = browser.get("/fr/field/forms").await;
        assert!(forms.body.contains("Une fiche envoyée jusqu’ici.") && !forms.body.contains("Brouillons"));
    }
}

#[tokio::test]
async fn drafts_wait_for_their_volunteer_on_any_phone_and_for_nobody_else() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let [first, second] = [begin(&mut browser).await, begin(&mut browser).await];
        let going = [("village", "Sanankoroba"), ("act", "next")];
        assert_eq!(browser.post(&format!("{first}/village"), &going).await.status, 303);
        let mut elsewhere = area.browser().await;
        let forms = elsewhere.get("/fr/field/forms").await;
        assert_eq!(forms.body.matches(">Continuer<").count(), 2, "{}", forms.body);
        // It goes on where it was left.
        assert_eq!(elsewhere.get(&first).await.location(), format!("{first}/people"));
        assert!(elsewhere.get(&format!("{first}/village")).await.body.contains("Sanankoroba"));

        let other = enlist(&area.test, "Autre Synthétique", &["household"]).await;
        let mut stranger = enter(&area.test, &other).await;
        for page in [first.clone(), format!("{first}/village"), format!("{first}/review")] {
            assert_eq!(stranger.get(&page).await.status, 410, "{page}");
        }
        assert_eq!(stranger.post(&format!("{first}/village"), &going).await.status, 410);
        assert_eq!(stranger.post(&format!("{first}/review"), &[]).await.status, 410);
        stranger.post(&format!("{first}/erase"), &[]).await;
        assert!(!stranger.get("/fr/field/forms").await.body.contains("Brouillons"));

        assert_eq!(elsewhere.post(&format!("{first}/erase"), &[]).await.location(), "/fr/field/forms");
        assert_eq!(elsewhere.post(&format!("{first}/erase"), &[]).await.status, 303, "pressed twice");
        assert_eq!(browser.get(&format!("{first}/people")).await.status, 410);
        assert_eq!(browser.get(&format!("{second}/village")).await.status, 200);
        // A page posted after its draft went brings nothing back.
        assert_eq!(browser.post(&format!("{first}/village"), &going).await.status, 410);
        assert_eq!(browser.get("/fr/field/forms").await.body.matches(">Continuer<").count(), 1);
    }
}

#[tokio::test]
async fn a_draft_is_sealed_in_the_store_and_gone_after_two_weeks() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut browser = area.browser().await;
    let draft = begin(&mut browser).await;
    browser.post(&format!("{draft}/village"), &[("village", "Motsecret"), ("act", "next")]).await;
    let file = area.test.engine.place();
    let bytes =
        [std::fs::read(&file).unwrap(), std::fs::read(format!("{file}-wal")).unwrap_or_default()].concat();
    assert!(bytes.windows(16).any(|window| window == id_of(&draft).as_bytes()), "the draft was read");
    assert!(!bytes.windows(9).any(|window| window == b"Motsecret"));
    area.test.clock.advance(store::field_drafts::KEPT_SECONDS - 1);
    let mut browser = area.browser().await;
    assert_eq!(browser.get(&format!("{draft}/village")).await.status, 200);
    area.test.clock.advance(1);
    let mut browser = area.browser().await;
    assert_eq!(browser.get(&format!("{draft}/village")).await.status, 410);
    let now = kernel::Clock::now(&*area.test.clock);
    let purged = async move |tx: &mut store::Tx| store::field_drafts::purge(tx, now).await;
    assert_eq!(area.test.house.store.write(purged).await.unwrap(), 1);
}

#[tokio::test]
async fn a_record_whose_answer_was_lost_is_sent_again_to_the_byte_and_kept_once() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let draft = begin(&mut browser).await;
        fill(&mut browser, &draft, "Kokoro").await;
        // It is settled, and then there is no room: as if the server went away between.
        area.test.disk.leave(1 << 20);
        assert_eq!(browser.post(&format!("{draft}/review"), &[]).await.status, 503);
        area.test.disk.leave(u64::MAX);
        assert!(area.kept().await.is_empty());
        let volunteer = area.volunteer().await;
        let written = writing::take_up(&area.test.house, &volunteer, id_of(&draft)).await.unwrap();
        let settled = written.settled().unwrap().to_owned();
        // It arrives without its files and the server falls before it can forget the draft.
        let parcel = Parcel { xml: settled.clone().into_bytes(), ..Parcel::default() };
        let came = collect::receive(&area.test.house, &volunteer, parcel).await.unwrap();
        assert_eq!(came, Outcome::Stored { awaited: 2 });
        // An hour later the form would say another end of the work; the record does not.
        area.test.clock.advance(3600);
        let changed =
            browser.post(&format!("{draft}/village"), &[("village", "Autre"), ("act", "next")]).await;
        assert_eq!(changed.location(), format!("{draft}/review"), "it is not to be changed any more");
        assert!(browser.get(&format!("{draft}/review")).await.body.contains("Envoi à terminer"));
        assert_eq!(browser.post(&format!("{draft}/review"), &[]).await.status, 201);
        let kept = area.kept().await;
        assert_eq!((kept.len(), kept[0].awaited, area.conflicts().await), (1, 0, 0));
        assert_eq!(kept[0].xml.to_vec(), settled.into_bytes());
        assert_eq!(browser.get(&format!("{draft}/review")).await.status, 410);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_pressed_many_times_sends_one_record() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let draft = begin(&mut browser).await;
        fill(&mut browser, &draft, "Kokoro").await;
        let (volunteer, id) = (area.volunteer().await, id_of(&draft));
        let mut presses = Vec::new();
        for _ in 0..8 {
            let (house, volunteer) = (area.test.house.clone(), volunteer.clone());
            presses
                .push(tokio::spawn(async move { writing::finish(&house, &volunteer, id, Lang::Fr).await }));
        }
        let mut sent = 0;
        for press in presses {
            match press.await.unwrap() {
                Ok(Finished::Sent(Outcome::Stored { .. } | Outcome::Again { .. })) => sent += 1,
                // It was sent by another press, and the draft is gone.
                Err(acts::Error::NotFound | acts::Error::Busy) | Ok(Finished::Faulty(_)) => {}
                other => panic!("{other:?}"),
            }
        }
        assert!(sent > 0);
        assert_eq!((area.kept().await.len(), area.conflicts().await), (1, 0));
        assert_eq!(area.kept().await[0].awaited, 0);
    }
}

#[tokio::test]
async fn a_record_keeps_the_version_it_was_begun_with_and_is_refused_by_a_closed_form() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut browser = area.browser().await;
    let draft = begin(&mut browser).await;
    fill(&mut browser, &draft, "Kokoro").await;
    add(&area.test, &household("2")).await;
    let state = store::forms::FormState::Closed;
    collect::set_state(&area.test.house, "household", state).await.unwrap();
    let refused = browser.post(&format!("{draft}/review"), &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("ne reçoit pas de fiches en ce moment"), "{}", refused.body);
    // Nothing of it is kept, so it may be changed.
    let changed = browser.post(&format!("{draft}/village"), &[("village", "Autre"), ("act", "next")]).await;
    assert_eq!(changed.location(), format!("{draft}/people"));
    collect::set_state(&area.test.house, "household", store::forms::FormState::Open).await.unwrap();
    assert_eq!(browser.post(&format!("{draft}/review"), &[]).await.status, 201);
    let xml = String::from_utf8(area.kept().await[0].xml.to_vec()).unwrap();
    assert!(xml.contains("version=\"1\"") && xml.contains("<village>Autre</village>"), "{xml}");
}

/// The form with the village chosen from a list of places.
fn with_places() -> String {
    let list = "<instance id=\"places\" src=\"jr://file-csv/places.csv\"/>";
    let chosen = "<select1 ref=\"/data/village\"><label>Village</label><itemset nodeset=\"instance('places')/root/item\">\
                  <value ref=\"name\"/><label ref=\"label\"/></itemset></select1>";
    household("2")
        .replacen("</instance>", &format!("</instance>{list}"), 1)
        .replace("<input ref=\"/data/village\"><label>Nom du village</label></input>", chosen)
}

#[tokio::test]
async fn whoever_works_in_one_cercle_is_offered_its_places_alone_with_a_network_and_without() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let table = b"name,label\nML050601,Commune SYNTH A\nML020701,Commune SYNTH B\n".to_vec();
        let media = BTreeMap::from([("places.csv".to_owned(), table)]);
        let addition = Addition { xml: with_places().into_bytes(), pack: None, media, draft: false };
        let added = collect::add_form(&area.test.house, addition).await.unwrap();
        assert!(matches!(added, Added::Kept { .. }), "{added:?}");
        let offered = async || {
            let mut browser = area.browser().await;
            let index = browser.get("/fr/field/load").await.json();
            let travels = browser.get(index["forms"][0]["load"].as_str().unwrap()).await.body;
            let draft = begin(&mut browser).await;
            let page = browser.get(&format!("{draft}/village")).await.body;
            ["A", "B"]
                .map(|name| [&travels, &page].map(|text| text.contains(&format!("Commune SYNTH {name}"))))
        };
        assert_eq!(offered().await, [[true, true], [true, true]]);
        let (forms, places) = (vec!["household".to_owned()], vec!["ML0506".to_owned()]);
        let awa = area.volunteer().await.id;
        collect::assign(&area.test.house, Account::Volunteer, awa, forms, places).await.unwrap();
        assert_eq!(offered().await, [[true, true], [false, false]]);
    }
}

#[tokio::test]
async fn a_draft_is_ended_with_its_own_version_after_a_new_one_took_a_list_out() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let table = b"name,label\nv1,Sanankoroba SYNTH\nv2,Kokoro SYNTH\n".to_vec();
        let media = BTreeMap::from([("villages.csv".to_owned(), table)]);
        let xml = with_places().replace("places", "villages").into_bytes();
        let addition = Addition { xml, pack: None, media, draft: false };
        let added = collect::add_form(&area.test.house, addition).await.unwrap();
        assert!(matches!(added, Added::Kept { .. }), "{added:?}");
        let mut browser = area.browser().await;
        let draft = begin(&mut browser).await;
        assert!(browser.get(&format!("{draft}/village")).await.body.contains("Sanankoroba SYNTH"));
        fill(&mut browser, &draft, "v1").await;
        add(&area.test, &household("3")).await;
        let forms = browser.get("/fr/field/forms").await;
        assert!(forms.body.contains(">Continuer<"), "{}", forms.body);
        for page in ["village", "people", "review"] {
            assert_eq!(browser.get(&format!("{draft}/{page}")).await.status, 200, "{page}");
        }
        assert_eq!(browser.post(&format!("{draft}/review"), &[]).await.status, 201);
        let xml = String::from_utf8(area.kept().await[0].xml.to_vec()).unwrap();
        assert!(xml.contains("version=\"2\"") && xml.contains("<village>v1</village>"), "{xml}");
    }
}

fn picture(bytes: usize) -> acts::intake::Upload {
    acts::intake::Upload { name: "p.jpg".into(), mime: "image/jpeg".into(), bytes: vec![7; bytes] }
}

#[tokio::test]
async fn a_file_that_comes_after_its_draft_was_sent_from_another_phone_finds_it_gone() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let draft = begin(&mut area.browser().await).await;
        let (house, volunteer) = (&area.test.house, area.volunteer().await);
        let mut written = writing::take_up(house, &volunteer, id_of(&draft)).await.unwrap();
        writing::erase(house, &volunteer, id_of(&draft)).await.unwrap();
        let late =
            acts::draft::attach(house, &written.key, "household", &mut written.draft, "photo", picture(100));
        let late = late.await;
        assert!(matches!(late, Err(acts::Error::NotFound)), "{late:?}");
    }
}

#[tokio::test]
async fn files_of_reporters_and_volunteers_share_one_budget_and_one_that_is_replaced_weighs_nothing() {
    for engine in testkit::engines().await {
        let test = TestHouse::with(engine, |terms| terms.unsent_files = 3000).await;
        add(&test, &household("1")).await;
        let token = enlist(&test, "Awa Synthétique", &["household"]).await;
        let draft = begin(&mut enter(&test, &token).await).await;
        let volunteer = collect::volunteer(&test.house, &token).await.unwrap();
        let mut written = writing::take_up(&test.house, &volunteer, id_of(&draft)).await.unwrap();
        let mut keep = async |field: &str| {
            let draft = &mut written.draft;
            acts::draft::attach(&test.house, &written.key, "household", draft, field, picture(1200)).await
        };
        for _ in 0..3 {
            keep("photo").await.unwrap();
        }
        let report = acts::draft::begin(&test.house, "denunciation").await.unwrap();
        let report_keeps = async |key| {
            let mut draft = acts::draft::Draft::default();
            let file = picture(1200);
            acts::draft::attach(&test.house, key, "denunciation", &mut draft, "evidence", file).await
        };
        for _ in 0..3 {
            report_keeps(&report).await.unwrap();
        }
        let full = keep("second").await;
        assert!(matches!(full, Err(acts::Error::NoRoom)), "{full:?}");
        let other = acts::draft::begin(&test.house, "denunciation").await.unwrap();
        let full = report_keeps(&other).await;
        assert!(matches!(full, Err(acts::Error::NoRoom)), "{full:?}");
    }
}
