//! A network that breaks off: over a real socket, for a body that ends early is no body with an end.

use super::*;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn serve(test: &TestHouse) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = site::router::router(Arc::clone(&test.app));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn request(phone: &Phone, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nX-OpenRosa-Version: 1.0\r\nUser-Agent: {AGENT}\r\nDate: {DATE}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        phone.path("submission?deviceID=collect%3AabC1"),
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_was_cut_off_is_not_there_and_sent_again_it_is_there_once() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let address = serve(&field.test).await;
        let house = photo(1, 200_000);
        let xml = record("cut", "<house><photo>a.jpg</photo></house>");
        let request = request(&field.phone, &parcel(&xml, &[("a.jpg", &house)], false));
        for percent in [10, 50, 99] {
            let mut socket = TcpStream::connect(address).await.unwrap();
            socket.write_all(&request[..request.len() * percent / 100]).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(socket);
            tokio::time::sleep(Duration::from_millis(100)).await;
            assert!(field.kept().await.is_empty(), "cut off at {percent} %");
        }
        // However slow the machine is: a whole record has gone all the way by now, and what was cut off before it is not there.
        field.phone.send(&record("whole", ""), &[]).await.message(201);
        assert_eq!(field.kept().await, [("uuid:whole".to_owned(), 0)]);
        // Everything was sent; the answer is never read.
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&request).await.unwrap();
        drop(socket);
        for _ in 0..3 {
            let mut socket = TcpStream::connect(address).await.unwrap();
            socket.write_all(&request).await.unwrap();
            let mut answer = String::new();
            socket.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
            assert!(answer.contains("\r\ndate: ") && answer.contains("x-openrosa-version: 1.0"), "{answer}");
        }
        assert_eq!(field.kept().await, ["whole", "cut"].map(|name| (format!("uuid:{name}"), 0)));
        let mut records = Records::of(&field.test.house, "visit").await.unwrap();
        records.next().await.unwrap();
        let cut = collect::media_of(&field.test.house, records.next().await.unwrap().unwrap().id);
        assert_eq!(*cut.open("a.jpg").await.unwrap(), house);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_while_sending_hears_why() {
    let field = Field::on(testkit::sqlite().await).await;
    let address = serve(&field.test).await;
    let stranger = Phone { token: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(), ..field.phone.clone() };
    let body = parcel(&record("x", ""), &[("a.jpg", &photo(1, 1 << 20))], false);
    let mut socket = TcpStream::connect(address).await.unwrap();
    // As over a thin line: the answer is there long before the last byte is sent.
    for slice in request(&stranger, &body).chunks(64 << 10) {
        socket.write_all(slice).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains("OpenRosaResponse"), "{answer}");
}

/// One request over a network that breaks off two times in five, anywhere: before, within or after what is sent.
async fn try_to_send(address: std::net::SocketAddr, request: &[u8], chance: &mut Vec<u8>) -> bool {
    let mut draw = || usize::from(chance.pop().unwrap());
    let cut = (draw() < 102).then(|| request.len() * draw() / 255);
    let mut socket = TcpStream::connect(address).await.unwrap();
    if let Some(cut) = cut {
        socket.write_all(&request[..cut]).await.unwrap();
        return false;
    }
    socket.write_all(request).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_network_that_breaks_off_again_and_again_every_record_arrives_once_and_whole() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let address = serve(&field.test).await;
        let mut chance = photo(7, 20_000);
        let mut tries = 0;
        for number in 0..10_u8 {
            let photos: Vec<(String, Vec<u8>)> =
                (0..3).map(|at| (format!("{number}-{at}.jpg"), photo(number * 3 + at, 50_000))).collect();
            let persons: String =
                photos.iter().map(|(name, _)| format!("<person><face>{name}</face></person>")).collect();
            let xml = record(&format!("n{number}"), &persons);
            let parts: Vec<Vec<u8>> = photos
                .iter()
                .enumerate()
                .map(|(at, (name, bytes))| {
                    request(&field.phone, &parcel(&xml, &[(name.as_str(), bytes.as_slice())], at < 2))
                })
                .collect();
            // Collect begins with the first part again when one of them failed.
            'record: loop {
                for part in &parts {
                    tries += 1;
                    if !try_to_send(address, part, &mut chance).await {
                        continue 'record;
                    }
                }
                break;
            }
        }
        assert!(tries > 40, "the network was good: {tries} tries");
        let kept = field.kept().await;
        let whole: Vec<(String, i64)> = (0..10).map(|number| (format!("uuid:n{number}"), 0)).collect();
        assert_eq!(kept, whole);
        let mut records = Records::of(&field.test.house, "visit").await.unwrap();
        for number in 0..10_u8 {
            let media = collect::media_of(&field.test.house, records.next().await.unwrap().unwrap().id);
            for at in 0..3 {
                let bytes = media.open(&format!("{number}-{at}.jpg")).await.unwrap();
                assert_eq!(*bytes, photo(number * 3 + at, 50_000));
            }
        }
        assert_eq!(field.conflicts().await, 0);
    }
}
