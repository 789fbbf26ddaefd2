use super::*;

#[tokio::test]
async fn a_key_becomes_a_cookie_of_the_area_alone_and_stands_in_no_answer() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let ways = [
            area.token.clone(),
            format!("  {}\n", area.token),
            format!("https://terrain.example.org/key/{}", area.token),
            format!("https://terrain.example.org/fr/field#{}", area.token),
        ];
        for typed in ways {
            let mut browser = area.test.visitor();
            let came = browser.post("/fr/field", &[("token", &typed)]).await;
            assert_eq!((came.status, came.location()), (303, "/fr/field/forms"));
            let set: Vec<&str> =
                came.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
            for lang in ["fr", "en", "bm"] {
                let path = format!("; Path=/{lang}/field; HttpOnly; SameSite=Strict; Max-Age=604800");
                assert!(set.iter().any(|cookie| cookie.contains(&path)), "{set:?}");
            }
            assert!(set.iter().all(|cookie| !cookie.contains(&area.token)), "{set:?}");
            let forms = browser.get("/fr/field/forms").await;
            assert_eq!(forms.status, 200);
            assert!(forms.body.contains("Ménage synthétique") && forms.body.contains("Awa Synthétique"));
            assert!(!forms.body.contains(&area.token));
            // The link of somebody else may be opened on the same telephone: what stands behind the `#` must meet its page.
            let door = browser.get("/fr/field").await;
            assert_eq!(door.status, 200);
            assert!(door.body.contains("id=\"token\"") && door.body.contains("href=\"/fr/field/forms\""));
            assert!(door.body.contains("Vous êtes Awa Synthétique."), "{}", door.body);
        }
    }
}

#[tokio::test]
async fn nobody_comes_in_without_a_good_key() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut stranger = area.test.visitor();
    for typed in ["", "AAAAAAAAAAAAAAAAAAAAAA", "mot de passe", &"A".repeat(5000)] {
        let refused = stranger.post("/fr/field", &[("token", typed)]).await;
        assert_eq!(refused.status, 422, "{typed}");
        assert!(refused.body.contains("Cette clé n’est pas connue"));
        assert!(typed.is_empty() || !refused.body.contains(typed), "what was typed is not shown again");
    }
    let door = stranger.get("/fr/field").await.body;
    assert!(!door.contains("Vous êtes") && !door.contains("/fr/field/forms"), "{door}");
    assert_eq!(stranger.get("/fr/field/forms").await.location(), "/fr/field");
    let ended = stranger.post("/fr/field/begin", &[("form", "household")]).await;
    assert_eq!(ended.status, 401);
    assert!(
        ended.body.contains("n’a pas été gardé") && ended.body.contains("href=\"/fr/field\""),
        "{}",
        ended.body
    );
    let invented = "/fr/field/draft/01890000-0000-7000-8000-000000000000/village";
    assert_eq!(stranger.get(invented).await.location(), "/fr/field");
    stranger.extra.push(("sec-fetch-mode", "cors".to_owned()));
    assert_eq!(stranger.get("/fr/field/load").await.status, 401);
    assert_eq!(stranger.get("/xx/field/forms").await.status, 404);
}

#[tokio::test]
async fn a_session_ends_with_its_key_after_a_week_and_on_leaving() {
    for engine in testkit::engines().await {
        let area = Area::on(engine).await;
        let mut browser = area.browser().await;
        let left = browser.post("/fr/field/leave", &[]).await;
        assert_eq!(left.location(), "/fr/field");
        assert_eq!(browser.get("/fr/field/forms").await.location(), "/fr/field");

        let mut browser = area.browser().await;
        area.test.clock.advance(acts::collect::session::SIGNED_IN - 1);
        assert_eq!(browser.get("/fr/field/forms").await.status, 200);
        area.test.clock.advance(1);
        assert_eq!(browser.get("/fr/field/forms").await.location(), "/fr/field");

        let mut browser = area.browser().await;
        let other = collect::renew(&area.test.house, Account::Volunteer, "Awa Synthétique").await.unwrap();
        assert_eq!(browser.get("/fr/field/forms").await.location(), "/fr/field");
        let mut browser = enter(&area.test, &other).await;
        collect::revoke(&area.test.house, Account::Volunteer, "Awa Synthétique").await.unwrap();
        assert_eq!(browser.get("/fr/field/forms").await.location(), "/fr/field");
        assert_eq!(browser.post("/fr/field", &[("token", &other)]).await.status, 422);
    }
}

#[tokio::test]
async fn scripts_and_a_worker_are_for_this_area_alone() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut browser = area.browser().await;
    let policy = |reply: &Reply| reply.headers["content-security-policy"].to_str().unwrap().to_owned();
    for page in ["/fr/report/denunciation", "/fr/follow", "/fr", "/desk/login"] {
        let reply = browser.get(page).await;
        let said = policy(&reply);
        assert!(!said.contains("script-src") && !said.contains("worker-src"), "{page}: {said}");
        assert!(!reply.body.contains("<script"), "{page}");
    }
    for page in ["/fr/field/forms", "/fr/field/offline"] {
        let reply = browser.get(page).await;
        let said = policy(&reply);
        for may in ["script-src 'self'", "worker-src 'self'", "connect-src 'self'"] {
            assert!(said.contains(may) && !said.contains("unsafe"), "{page}: {said}");
        }
    }
    let worker = browser.get("/fr/field/worker.js").await;
    assert_eq!(worker.status, 200);
    assert_eq!(worker.headers["service-worker-allowed"], "/fr/field");
    assert!(worker.body.starts_with("const SHELL = [\"/fr/field/offline\""), "{}", &worker.body[..200]);
    // Everything it keeps is there, and none of it is for one person.
    let list = worker.body["const SHELL = ".len()..].split(";\n").next().unwrap();
    let shell: Vec<String> = serde_json::from_str(list).unwrap();
    assert!(shell.len() > 10, "{shell:?}");
    let mut anybody = area.test.visitor();
    for address in &shell {
        let reply = anybody.get(address).await;
        assert_eq!(reply.status, 200, "{address}");
        assert!(!reply.body.contains("Awa Synthétique"), "{address}");
    }
    assert_eq!(anybody.get("/fr/field/app/0000/seal.js").await.status, 404);
}

#[tokio::test]
async fn another_site_can_do_nothing_here() {
    let area = Area::on(testkit::sqlite().await).await;
    let mut browser = area.browser().await;
    browser.extra.push(("sec-fetch-site", "cross-site".to_owned()));
    for act in ["/fr/field", "/fr/field/leave", "/fr/field/begin", "/fr/field/outbox"] {
        assert_eq!(browser.post(act, &[("token", &area.token)]).await.status, 403, "{act}");
    }
    browser.extra.clear();
    // Nor a program that does not say where it comes from, which on a citizen's pages is let in.
    browser.extra.push(("sec-fetch-site", String::new()));
    assert_eq!(browser.post("/fr/field/begin", &[("form", "household")]).await.status, 403);
}
