#[tokio::test]
async fn t() {
    let dir = std::env::temp_dir().join(format!("store-try-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let store = store::Store::open(store::Settings::file(dir.join("a.db"))).await.unwrap();
    let n = store.write(async |tx| store::counters::add(tx, "reports", 1).await).await.unwrap();
    assert_eq!(n, 1);
    let name = String::from("reports");
    let n = store
        .write(async move |tx| {
            let v = store::counters::value(tx, &name).await?;
            store::counters::add(tx, &name, v).await
        })
        .await
        .unwrap();
    let mut c = store.read().await.unwrap();
    assert_eq!(store::counters::value(&mut c, "reports").await.unwrap(), n);
    fn send<T: Send>(_: T) {}
    let s2 = store.clone();
    send(async move { s2.write(async |tx| store::counters::add(tx, "x", 1).await).await });
    println!("{:?}", store);
    drop(c);
    store.close().await;
    println!("{:?}", std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name()).collect::<Vec<_>>());
}
