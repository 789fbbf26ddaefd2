use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_found_by_what_somebody_typed() {
    let test = sqlite().await;
    let mut client = test.visitor();
    let found = client.get("/api/v1/places?q=segu&lang=fr&limit=10").await.json();
    let places = found["places"].as_array().unwrap();
    assert!((1..=10).contains(&places.len()));
    let first = &places[0];
    assert_eq!((first["name"].as_str(), first["level"].as_str()), (Some("Ségou"), Some("region")));
    assert_eq!(first["scheme"], "ml-cod-2021");
    assert_eq!(first["path"], json!(["Ségou"]));
    assert!((13.0..15.0).contains(&first["lat"].as_f64().unwrap()), "{first}");
    let villages = client.get("/api/v1/places?q=segu&level=locality&limit=50").await.json();
    for village in villages["places"].as_array().unwrap() {
        assert_eq!(village["level"], "locality");
        assert_eq!(village["path"].as_array().unwrap().last(), Some(&village["name"]));
        assert!(village["path"].as_array().unwrap().len() >= 3);
    }
    assert_eq!(client.get("/api/v1/places?q=").await.json(), json!({ "places": [] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_without_a_name_or_out_of_bounds_says_what_to_mend() {
    let test = sqlite().await;
    let mut client = test.visitor();
    for (asked, name) in [
        ("", "q"),
        ("?q=segu&limit=0", "limit"),
        ("?q=segu&limit=51", "limit"),
        ("?q=segu&limit=ten", "limit"),
        ("?q=segu&level=planet", "level"),
    ] {
        let problem = problem(&client.get(&format!("/api/v1/places{asked}")).await, 422, "bad-form");
        assert_eq!(problem["errors"][0]["name"], name, "{asked}");
    }
    problem(&client.get("/api/v1/places?q=a&q=b").await, 400, "unreadable");
}
