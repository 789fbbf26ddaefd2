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
        assert_eq!(field.kept().await, [("uuid:cut".to_owned(), 0)]);
        assert_eq!(field.files().await["a.jpg"], house);
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
