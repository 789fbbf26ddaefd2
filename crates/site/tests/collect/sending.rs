//! Records come in: whole, in parts, again, twenty times at once, corrected, to the wrong door.

use super::*;
use store::forms::FormState;

#[tokio::test(flavor = "multi_thread")]
async fn the_telephone_is_told_how_much_to_put_in_one_request() {
    let Field { test: _test, phone } = Field::on(testkit::sqlite().await).await;
    for rest in ["submission?deviceID=collect%3AabC1", "submission/"] {
        let answer = phone.ask(Method::HEAD, &phone.path(rest), None, Vec::new()).await;
        assert_eq!((answer.status, answer.body.len()), (204, 0), "Collect takes nothing but 204");
        assert_eq!(answer.header("x-openrosa-accept-content-length"), "1048576");
        assert_eq!(answer.header("x-openrosa-version"), "1.0");
        assert!(answer.headers.get("location").is_none());
    }
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let body = parcel(&record("slash", ""), &[], false);
    let answer = phone.ask(Method::POST, &phone.path("submission/"), Some(&kind), body).await;
    // A redirect would lose what was sent.
    answer.message(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_kept_byte_for_byte_with_who_sent_it_from_what() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let xml = record("one", "");
        assert_eq!(field.phone.send(&xml, &[]).await.message(201), "La fiche est bien arrivée.");
        let record = field.record().await;
        assert_eq!(record.xml.as_slice(), xml.as_bytes());
        assert_eq!((record.instance_id.as_str(), record.version.as_str()), ("uuid:one", "1"));
        assert_eq!(
            (record.volunteer.as_deref(), record.device.as_deref()),
            (Some("Awa"), Some("collect:abC1"))
        );
        assert_eq!((record.awaited, record.encrypted, record.corrects), (0, false, None));
        let english = Phone { extra: vec![("accept-language", "en".into())], ..field.phone.clone() };
        assert_eq!(
            english.send(&super::record("two", ""), &[]).await.message(201),
            "The record has arrived."
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_without_a_name_gets_one_from_its_bytes_so_that_it_is_known_again() {
    let field = Field::on(testkit::sqlite().await).await;
    let nameless = record("x", "").replace("<orx:instanceID>uuid:x</orx:instanceID>", "");
    for _ in 0..2 {
        field.phone.send(&nameless, &[]).await.message(201);
    }
    let record = field.record().await;
    assert!(
        record.instance_id.starts_with("uuid:") && record.instance_id.len() == 41,
        "{}",
        record.instance_id
    );
    field.phone.send(&nameless.replace("Kadi", "Oumou"), &[]).await.message(201);
    assert_eq!(field.kept().await.len(), 2);
}

/// Photographs of a record: one of the house, four of persons.
fn photos() -> Vec<(String, Vec<u8>)> {
    (0..5).map(|number| (format!("17409{number}.jpg"), photo(number, 60_000 + usize::from(number)))).collect()
}

fn with_photos(instance: &str) -> String {
    let persons: String = (1..5)
        .map(|number| format!("<person><called>P{number}</called><face>17409{number}.jpg</face></person>"))
        .collect();
    record(instance, &format!("<house><photo>174090.jpg</photo></house>{persons}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_sent_in_parts_is_whole_when_its_last_file_came_in_whatever_order() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let (xml, photos) = (with_photos("parts"), photos());
        let parts = [&photos[3..5], &photos[1..3], &photos[0..1]];
        for (at, part) in parts.into_iter().enumerate() {
            let files: Vec<(&str, &[u8])> = part.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
            let body = parcel(&xml, &files, at < 2);
            for _ in 0..2 {
                field.phone.post(&body).await.message(201);
            }
            assert_eq!(field.kept().await, [("uuid:parts".to_owned(), [3, 1, 0][at])]);
        }
        assert_eq!(field.files().await, photos.into_iter().collect());
        assert_eq!(field.conflicts().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_has_not_come_is_awaited_and_one_that_nobody_named_is_dropped() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let xml = with_photos("awaited");
        let long = format!("{}.jpg", "n".repeat(300));
        let strays = ["../../etc/x", "..\\x", "/etc/passwd", "CON", "stray.jpg", "visit.xml", &long];
        let strays: Vec<(&str, &[u8])> = strays.iter().map(|name| (*name, &b"x"[..])).collect();
        field.phone.send(&xml, &strays).await.message(201);
        assert_eq!(field.kept().await, [("uuid:awaited".to_owned(), 5)]);
        assert!(field.files().await.is_empty());
        field.phone.send(&xml, &[("174091.jpg", b"face"), ("174091.jpg", b"twice")]).await.message(201);
        assert_eq!(field.kept().await, [("uuid:awaited".to_owned(), 4)]);
        field.phone.send(&xml, &[("174091.jpg", b"another")]).await.message(201);
        let first = BTreeMap::from([("174091.jpg".to_owned(), b"face".to_vec())]);
        assert_eq!(field.files().await, first, "what is kept is not written over");
        let paths = record("paths", "<house><photo>../../etc/x</photo></house>");
        field.phone.send(&paths, &[("../../etc/x", b"x")]).await.message(201);
        let mut conn = field.test.house.store.read().await.unwrap();
        let kept = store::submissions::by_instance(&mut conn, "visit", "uuid:paths").await.unwrap().unwrap();
        let files = store::submissions::files(&mut conn, kept.id).await.unwrap();
        assert!(kept.awaited == 0 && files.is_empty(), "a name with a path is no file's: {files:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_times_the_same_at_once_is_one_record() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let body = Arc::new(parcel(&with_photos("twenty"), &[("174090.jpg", b"house")], true));
        let sending: Vec<_> = (0..20)
            .map(|_| {
                let (phone, body) = (field.phone.clone(), Arc::clone(&body));
                tokio::spawn(async move { phone.post(&body).await })
            })
            .collect();
        for answer in sending {
            answer.await.unwrap().message(201);
        }
        assert_eq!(field.kept().await, [("uuid:twenty".to_owned(), 4)]);
        assert_eq!(field.conflicts().await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_record_under_the_same_name_is_kept_apart_for_the_supervisor() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let first = record("same", "");
        field.phone.send(&first, &[]).await.message(201);
        let other = first.replace("Kadi", "Kady");
        for _ in 0..2 {
            let said = field.phone.send(&other, &[]).await.message(409);
            assert!(said.contains("mise de côté"), "{said}");
        }
        assert_eq!(field.record().await.xml.as_slice(), first.as_bytes());
        assert_eq!(field.conflicts().await, 1, "once, however often it is sent");
        field.phone.send(&first, &[]).await.message(201);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_takes_the_place_of_one_record_once_and_takes_over_its_files() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let photos = photos();
        let files: Vec<(&str, &[u8])> = photos[..3].iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        field.phone.send(&with_photos("first"), &files).await.message(201);
        let replaces =
            |original: &str| format!("<orx:deprecatedID>uuid:{original}</orx:deprecatedID></orx:meta>");
        let corrected = |instance: &str, original: &str| {
            with_photos(instance).replace("Kadi", "Kady").replace("</orx:meta>", &replaces(original))
        };
        let second = corrected("second", "first");
        field.phone.send(&second, &[("174093.jpg", &photos[3].1)]).await.message(201);
        assert_eq!(field.kept().await, [("uuid:second".to_owned(), 1)], "the first is history");
        let files = field.files().await;
        assert_eq!(files, photos[..4].iter().cloned().collect());
        assert_eq!(field.record().await.corrects.as_deref(), Some("uuid:first"));
        field.phone.send(&second, &[]).await.message(201);
        let stale = field.phone.send(&corrected("third", "first"), &[]).await.message(409);
        assert!(stale.contains("déjà été corrigée"), "{stale}");
        field.phone.send(&corrected("third", "nowhere"), &[]).await.message(404);
        field.phone.send(&corrected("third", "second"), &[]).await.message(201);
        assert_eq!(field.kept().await, [("uuid:third".to_owned(), 1)]);
        assert_eq!(field.files().await.len(), 4, "taken over twice");
        let mut conn = field.test.house.store.read().await.unwrap();
        let first = store::submissions::by_instance(&mut conn, "visit", "uuid:first").await.unwrap().unwrap();
        assert!(first.superseded, "and still there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_comes_after_a_correction_reaches_the_record_that_stands() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let photos = photos();
        let first = with_photos("first");
        field.phone.send(&first, &[(&photos[0].0, &photos[0].1)]).await.message(201);
        let corrects = "<orx:deprecatedID>uuid:first</orx:deprecatedID></orx:meta>";
        let second = with_photos("second").replace("Kadi", "Kady").replace("</orx:meta>", corrects);
        field.phone.send(&second, &[]).await.message(201);
        let awaited = field.record().await.awaited;
        assert_eq!(field.files().await.len(), 1);
        // The telephone goes on with the record that it knows.
        field.phone.send(&first, &[(&photos[1].0, &photos[1].1)]).await.message(201);
        let record = field.record().await;
        assert_eq!((record.instance_id.as_str(), record.awaited), ("uuid:second", awaited - 1));
        assert_eq!(field.files().await[&photos[1].0], photos[1].1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_to_the_wrong_door_is_refused_in_words_and_nothing_is_kept() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let (test, phone) = (&field.test, &field.phone);
        add(test, &visit("1").replace("id=\"visit\"", "id=\"secret\"")).await;
        let xml = record("wrong", "");
        let send = async |xml: &str| phone.send(xml, &[]).await;
        assert!(send(&versioned("7", "wrong", "", "")).await.message(404).contains("version"));
        assert!(send(&xml.replace(" version=\"1\"", "")).await.message(404).contains("version"));
        send(&xml.replace("id=\"visit\"", "id=\"nowhere\"")).await.message(404);
        send(&xml.replace("id=\"visit\"", "id=\"secret\"")).await.message(403);
        send(&xml.replace("id=\"visit\"", "")).await.message(400);
        collect::set_state(&test.house, "visit", FormState::Closed).await.unwrap();
        assert!(send(&xml).await.message(409).contains("ne reçoit pas"));
        assert!(field.kept().await.is_empty());
        collect::set_state(&test.house, "visit", FormState::Open).await.unwrap();
        send(&xml).await.message(201);
        collect::set_state(&test.house, "visit", FormState::Closed).await.unwrap();
        assert!(
            send(&xml).await.message(201).contains("déjà arrivée"),
            "the telephone may have missed the answer"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn telephones_lag_behind_and_an_old_version_is_still_taken() {
    let field = Field::on(testkit::sqlite().await).await;
    add(
        &field.test,
        &visit("2")
            .replace(
                "<upload ref=\"/data/house/photo\" mediatype=\"image/*\"><label>Photo</label></upload>",
                "",
            )
            .replace("<bind nodeset=\"/data/house/photo\" type=\"binary\"/>", ""),
    )
    .await;
    let photo = "<house><photo>a.jpg</photo></house>";
    field.phone.send(&versioned("1", "old", photo, ""), &[("a.jpg", b"a")]).await.message(201);
    field.phone.send(&versioned("2", "new", photo, ""), &[("a.jpg", b"a")]).await.message(201);
    let kept = field.kept().await;
    assert_eq!(kept, [("uuid:old".to_owned(), 0), ("uuid:new".to_owned(), 0)]);
    let mut records = Records::of(&field.test.house, "visit").await.unwrap();
    let old = records.next().await.unwrap().unwrap();
    let names = collect::media_of(&field.test.house, old.id).names().await.unwrap();
    assert_eq!(names, ["a.jpg"], "what a file is, its own version says");
    let new = records.next().await.unwrap().unwrap();
    assert!(collect::media_of(&field.test.house, new.id).names().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_is_refused_for_its_kind() {
    let field = Field::on(testkit::sqlite().await).await;
    let odd = record(
        "odd",
        "<age>une trentaine</age><where>près du marché</where><works>pump,well</works><new>x</new>",
    );
    field.phone.send(&odd, &[]).await.message(201);
    assert_eq!(field.record().await.xml.as_slice(), odd.as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_record_is_kept_as_it_is_and_needs_a_name() {
    let field = Field::on(testkit::sqlite().await).await;
    let manifest = "<data xmlns=\"http://www.opendatakit.org/xforms/encrypted\" encrypted=\"yes\" id=\"visit\" version=\"1\">\
                    <base64EncryptedKey>c3ludGhldGlj</base64EncryptedKey>\
                    <orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>uuid:sealed</orx:instanceID></orx:meta>\
                    <media><file>a.jpg.enc</file></media><media><file>b.jpg.enc</file></media>\
                    <encryptedXmlFile>submission.xml.enc</encryptedXmlFile>\
                    <base64EncryptedElementSignature>c3ludGhldGlj</base64EncryptedElementSignature></data>";
    let files: [(&str, &[u8]); 2] = [("submission.xml.enc", b"\x00\xff"), ("b.jpg.enc", b"b")];
    field.phone.send(manifest, &files).await.message(201);
    let record = field.record().await;
    assert_eq!((record.encrypted, record.awaited), (true, 1));
    assert_eq!(field.files().await["submission.xml.enc"], b"\x00\xff");
    let nameless = manifest.replace("<orx:instanceID>uuid:sealed</orx:instanceID>", "");
    assert!(field.phone.send(&nameless, &[]).await.message(400).contains("chiffrée"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_nearly_full_refuses_files_first_and_then_records() {
    let field = Field::on(testkit::sqlite().await).await;
    field.test.disk.leave(256 << 20);
    field.phone.send(&record("words", ""), &[]).await.message(201);
    assert!(
        field.phone.send(&with_photos("files"), &[("174090.jpg", b"x")]).await.message(503).contains("place")
    );
    field.test.disk.leave(64 << 20);
    field.phone.send(&record("more", ""), &[]).await.message(503);
    assert_eq!(field.kept().await.len(), 1);
}
