use super::*;
use acts::collect::{Parcel, Volunteer, field_key, pack_posted, renew_field_key};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use vault::{PublicKey, seal_posted};

fn record(instance: &str, photo: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"household\" \
         version=\"1\"><village>Kokoro</village><photo>{photo}</photo>\
         <orx:meta><orx:instanceID>uuid:{instance}</orx:instanceID></orx:meta></data>"
    )
}

/// As a phone seals it.
fn sealed(area: &Area, by: &Volunteer, key: &PublicKey, xml: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let parcel = Parcel { xml: xml.as_bytes().to_vec(), files, device: None };
    let plain = pack_posted(by.id, &parcel).unwrap();
    seal_posted(key, &plain, &*area.test.house.entropy).unwrap()
}

async fn post(browser: &mut Visitor, item: &[u8]) -> (u16, String) {
    let kind = Some("application/octet-stream");
    let reply = browser.send(Method::POST, "/fr/field/outbox", kind, item.to_vec()).await;
    let outcome = reply.json()["outcome"].as_str().unwrap().to_owned();
    assert!(reply.json()["said"].as_str().unwrap().ends_with('.'), "{}", reply.body);
    (reply.status, outcome)
}

#[tokio::test]
async fn what_a_phone_sealed_arrives_once_with_its_files_in_any_order() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let (by, key) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
        let xml = record("a", "a.jpg");
        let photo: Vec<u8> = (0..700_000u32).map(|at| (at * 7 % 251) as u8).collect();
        let [without, with] =
            [sealed(&area, &by, &key, &xml, &[]), sealed(&area, &by, &key, &xml, &[("a.jpg", &photo)])];
        let answers = [
            post(&mut browser, &without).await,
            post(&mut browser, &with).await,
            post(&mut browser, &with).await,
            post(&mut browser, &without).await,
        ];
        assert_eq!(answers[0], (201, "stored".to_owned()));
        assert!(answers[1..].iter().all(|answer| *answer == (202, "again".to_owned())), "{answers:?}");
        let kept = area.kept().await;
        assert_eq!((kept.len(), kept[0].awaited), (1, 0));
        assert_eq!(kept[0].xml.to_vec(), xml.into_bytes());
        assert_eq!(area.files().await["a.jpg"], photo);
    }
}

#[tokio::test]
async fn what_does_not_open_is_said_and_nothing_of_it_kept() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let (by, key) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
        let good = sealed(&area, &by, &key, &record("b", ""), &[]);
        let mut altered = good.clone();
        let last = altered.len() - 1;
        altered[last] ^= 1;
        let foreign = vault::SecretKey::generate(&*area.test.house.entropy).unwrap().public();
        let foreign = sealed(&area, &by, &foreign, &record("b", ""), &[]);
        let empty = seal_posted(&key, b"", &*area.test.house.entropy).unwrap();
        let nonsense = seal_posted(&key, &[255; 40], &*area.test.house.entropy).unwrap();
        for (item, outcome) in [
            (altered, "closed"),
            (good[..good.len() - 1].to_vec(), "closed"),
            (foreign, "closed"),
            (Vec::new(), "closed"),
            (vec![0; 5000], "closed"),
            (empty, "strange"),
            (nonsense, "strange"),
        ] {
            assert_eq!(post(&mut browser, &item).await, (422, outcome.to_owned()));
        }
        let no_record = sealed(&area, &by, &key, "<html/>", &[]);
        assert_eq!(post(&mut browser, &no_record).await, (400, "refused".to_owned()));
        assert!(area.kept().await.is_empty());
        assert_eq!(post(&mut browser, &good).await, (201, "stored".to_owned()));
    }
}

#[tokio::test]
async fn a_renewed_key_is_the_one_to_seal_to_and_the_earlier_still_opens() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let (by, old) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
        let index = browser.get("/fr/field/load").await.json();
        assert_eq!(index["fingerprint"].as_str().unwrap().len(), 64);
        assert_eq!(index["volunteer"], by.id.to_string());
        assert!(!index.to_string().contains("Awa"), "the phone keeps no name");
        let lying = sealed(&area, &by, &old, &record("c", ""), &[]);
        area.test.clock.advance(1);
        let new = renew_field_key(&area.test.house).await.unwrap();
        assert!(new != old && field_key(&area.test.house).await.unwrap() == new);
        assert_ne!(browser.get("/fr/field/load").await.json()["fingerprint"], index["fingerprint"]);
        assert_eq!(post(&mut browser, &lying).await.0, 201);
        let fresh = sealed(&area, &by, &new, &record("d", ""), &[]);
        assert_eq!(post(&mut browser, &fresh).await.0, 201);
    }
}

#[tokio::test]
async fn whose_record_it_is_and_who_may_send_it_is_settled_by_the_server() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let (by, key) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
        let item = sealed(&area, &by, &key, &record("e", ""), &[]);
        // Somebody else on the same phone.
        let other = enlist(&area.test, "Autre Synthétique", &["household"]).await;
        let mut stranger = enter(&area.test, &other).await;
        assert_eq!(post(&mut stranger, &item).await, (403, "other".to_owned()));
        // Nobody is signed in.
        assert_eq!(post(&mut area.test.visitor(), &item).await, (401, "signed-out".to_owned()));
        // The form was taken away, was closed, was given back.
        let entrust = |forms: Vec<String>| {
            collect::entrust(&area.test.house, Account::Volunteer, "Awa Synthétique", forms)
        };
        entrust(Vec::new()).await.unwrap();
        assert_eq!(post(&mut browser, &item).await, (403, "refused".to_owned()));
        entrust(vec!["household".to_owned()]).await.unwrap();
        let state = |state| collect::set_state(&area.test.house, "household", state);
        state(store::forms::FormState::Closed).await.unwrap();
        assert_eq!(post(&mut browser, &item).await, (409, "refused".to_owned()));
        state(store::forms::FormState::Open).await.unwrap();
        assert!(area.kept().await.is_empty());
        // The access was closed while the phone was away.
        collect::revoke(&area.test.house, Account::Volunteer, "Autre Synthétique").await.unwrap();
        assert_eq!(post(&mut stranger, &item).await, (401, "signed-out".to_owned()));
        assert_eq!(post(&mut browser, &item).await, (201, "stored".to_owned()));
        let clash = sealed(&area, &by, &key, &record("e", "").replace("Kokoro", "Autre"), &[]);
        assert_eq!(post(&mut browser, &clash).await, (409, "refused".to_owned()));
        assert_eq!((area.kept().await.len(), area.conflicts().await), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_was_cut_off_is_not_there_and_sent_again_it_is_there_once() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let (by, key) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
        let photo = vec![9; 300_000];
        let item = sealed(&area, &by, &key, &record("f", "a.jpg"), &[("a.jpg", &photo)]);
        let head = format!(
            "POST /fr/field/outbox HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: field={}\r\n\
             Content-Type: application/octet-stream\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            browser.cookie("field").unwrap(),
            item.len()
        );
        let request = [head.as_bytes(), &item].concat();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = site::router::router(Arc::clone(&area.test.app));
        tokio::spawn(async move { axum::serve(listener, router).await });
        for percent in [10, 50, 99] {
            let mut socket = TcpStream::connect(address).await.unwrap();
            socket.write_all(&request[..request.len() * percent / 100]).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(socket);
            tokio::time::sleep(Duration::from_millis(100)).await;
            assert!(area.kept().await.is_empty(), "cut off at {percent} %");
        }
        // However slow the machine is: a whole item has gone all the way by now, and what was cut off before it is not there.
        let other = sealed(&area, &by, &key, &record("g", ""), &[]);
        assert_eq!(post(&mut browser, &other).await, (201, "stored".to_owned()));
        assert_eq!(area.kept().await.len(), 1);
        // Everything was sent; the answer is never read.
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&request).await.unwrap();
        drop(socket);
        let mut statuses = Vec::new();
        for _ in 0..3 {
            let mut socket = TcpStream::connect(address).await.unwrap();
            socket.write_all(&request).await.unwrap();
            let mut answer = String::new();
            socket.read_to_string(&mut answer).await.unwrap();
            statuses.push(answer[9..12].to_owned());
        }
        assert!(statuses.iter().all(|status| status == "201" || status == "202"), "{statuses:?}");
        assert_eq!(statuses[2], "202");
        let kept = area.kept().await;
        assert_eq!((kept.len(), kept[1].awaited), (2, 0));
        assert_eq!(area.files().await["a.jpg"], photo);
    }
}

#[tokio::test]
async fn a_list_of_entities_is_left_in_no_browser() {
    let area = Area::on(testkit::sqlite().await).await;
    let wells = include_str!("../collect/wells.xml").replace("ENTITIES", "2024.1.0");
    add(&area.test, &wells).await;
    let token = enlist(&area.test, "Autre Synthétique", &["wells"]).await;
    let mut browser = enter(&area.test, &token).await;
    let index = browser.get("/fr/field/load").await.json();
    assert_eq!(index["forms"][0]["load"], serde_json::Value::Null, "{index}");
}

#[tokio::test]
async fn of_two_files_of_one_name_the_first_is_kept_and_an_item_with_more_than_a_record_names_is_set_apart() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut browser = area.browser().await;
    let (by, key) = (area.volunteer().await, field_key(&area.test.house).await.unwrap());
    let twice = sealed(&area, &by, &key, &record("a", "a.jpg"), &[("a.jpg", b"first"), ("a.jpg", b"second")]);
    assert_eq!(post(&mut browser, &twice).await, (201, "stored".to_owned()));
    assert_eq!(area.files().await["a.jpg"], b"first");
    let many: Vec<(&str, &[u8])> = vec![("b.jpg", b""); 1_001];
    let flood = sealed(&area, &by, &key, &record("b", "b.jpg"), &many);
    assert_ne!(post(&mut browser, &flood).await.0, 201);
    assert_eq!(area.kept().await.len(), 1);
}
