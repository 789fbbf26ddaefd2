use crate::door::{CANARY, Door, done, routes, token};
use kernel::TeamId;
use testhouse::Visitor;

/// The reply of a route for a reference, by method.
async fn ask(visitor: &mut Visitor, path: &str, form: Option<&[(&str, &str)]>) -> (u16, String) {
    let reply = match form {
        Some(fields) => visitor.post(path, fields).await,
        None => visitor.get(path).await,
    };
    assert!(!reply.headers.contains_key("content-disposition"));
    (reply.status, reply.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_out_of_reach_answers_on_every_route_as_one_that_never_was() {
    let door = Door::open().await;
    let beta = door.beta.to_string();
    // Of Alpha alone, since Beta is excluded; in Ségou; and taken by Alpha.
    let report = door.report(&[("exclude", &beta)]).await;
    let mut awa = door.browser("awa").await;
    let member = door.test.handler("awa").await.member.id.to_string();
    done(&mut awa, &report.reference, "assign", &[("to", &member)]).await;
    let case = door.case(&report.reference).await;
    let (version, file) = (case.version.to_string(), case.attachments[0].to_string());
    let never = kernel::Reference::draw("DN", &kernel::SeededEntropy::new(99)).unwrap().to_string();
    // Its own report, so that acts that name two cases have one they may see.
    let seen = door.report(&[]).await.reference;

    for login in ["coumba", "drissa", "kayes", "admin"] {
        let mut visitor = door.browser(login).await;
        let own = token(&mut visitor).await;
        let mut fields = vec![("token", &*own), ("seen", &*version), ("other", &*report.reference)];
        for (name, value) in [
            ("to", "nobody"),
            ("credibility", "3"),
            ("reasons", "x"),
            ("summary", "x"),
            ("message", "x"),
            ("note", "x"),
            ("consent", "yes"),
            ("office", "018f0000-0000-7000-8000-000000000000"),
            ("referral", "018f0000-0000-7000-8000-000000000000"),
            ("closing", "unfounded"),
            ("recall_reason", "x"),
            ("reopen_reason", "x"),
        ] {
            fields.push((name, value));
        }
        let mut tried = 0;
        for (path, takes_form) in routes().iter().filter(|(path, _)| path.contains("{reference}")) {
            let form = takes_form.then_some(&*fields);
            let path = path.replace("{id}", &file);
            let foreign = ask(&mut visitor, &path.replace("{reference}", &report.reference), form).await;
            let unknown = ask(&mut visitor, &path.replace("{reference}", &never), form).await;
            let garbage = ask(&mut visitor, &path.replace("{reference}", "x"), form).await;
            assert_eq!(foreign.0, 404, "{login} {path}");
            assert_eq!(foreign, unknown, "{login} {path}");
            assert_eq!(foreign, garbage, "{login} {path}");
            tried += 1;
        }
        assert!(tried >= 15, "only {tried} routes were tried");
        let list =
            visitor.get("/desk?tab=all").await.body + &visitor.get("/desk/cases.csv?tab=all").await.body;
        assert!(!list.contains(&report.reference), "{login}");
        let looked_up = visitor.get(&format!("/desk?reference={}", report.reference)).await;
        let lost = visitor.get(&format!("/desk?reference={never}")).await;
        assert_eq!((looked_up.status, looked_up.body), (lost.status, lost.body), "{login}");
        if login == "drissa" {
            // A case named beside one's own is as unknown as by itself.
            let path = format!("/desk/case/{seen}/merge");
            let foreign = ask(&mut visitor, &path, Some(&fields)).await;
            let other: Vec<_> = fields
                .iter()
                .map(|(name, value)| if *name == "other" { (*name, &*never) } else { (*name, *value) })
                .collect();
            assert_eq!(foreign, ask(&mut visitor, &path, Some(&other)).await);
        }
    }
    assert_eq!(door.case(&report.reference).await.version, case.version);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_reads_who_did_what_and_no_words() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let mut bakary = door.browser("bakary").await;
    let secrets = ["raison-canari", "résumé-canari", "message-canari", "note-canari"];
    done(&mut bakary, &report.reference, "assess", &[("credibility", "3"), ("reasons", secrets[0])]).await;
    done(&mut bakary, &report.reference, "summarise", &[("summary", secrets[1])]).await;
    done(&mut bakary, &report.reference, "write", &[("message", secrets[2])]).await;
    done(&mut bakary, &report.reference, "note", &[("note", secrets[3])]).await;
    let mut auditor = door.browser("auditor").await;
    let page = auditor.get(&format!("/desk/case/{}", report.reference)).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Persona bakary") && page.body.contains("Résumé écrit"));
    for secret in secrets.iter().chain(&[CANARY]) {
        assert!(!page.body.contains(secret), "{secret}");
    }
    assert!(!page.body.contains("<form method=\"post\""), "nothing to act with");
    let file = door.case(&report.reference).await.attachments[0];
    assert_eq!(auditor.get(&format!("/desk/case/{}/file/{file}", report.reference)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_and_an_administrator_can_do_nothing_to_a_case() {
    let door = Door::open().await;
    let (report, other) = (door.report(&[]).await, door.report(&[]).await);
    let version = door.case(&report.reference).await.version;
    let (text, office) = (version.to_string(), door.office.to_string());
    for login in ["auditor", "admin"] {
        let mut visitor = door.browser(login).await;
        let own = token(&mut visitor).await;
        for (path, _) in routes().iter().filter(|(path, form)| *form && path.contains("{reference}")) {
            let path = path.replace("{reference}", &report.reference);
            let fields = [
                ("token", &*own),
                ("seen", &*text),
                ("to", "nobody"),
                ("credibility", "3"),
                ("reasons", "x"),
                ("summary", "x"),
                ("message", "x"),
                ("note", "x"),
                ("consent", "no"),
                ("office", &*office),
                ("referral", "018f0000-0000-7000-8000-000000000000"),
                ("closing", "unfounded"),
                ("recall_reason", "x"),
                ("reopen_reason", "x"),
                ("other", &*other.reference),
            ];
            let reply = visitor.post(&path, &fields).await;
            let refused =
                if login == "admin" { reply.status == 404 } else { [403, 422].contains(&reply.status) };
            assert!(refused, "{login} {path} {}", reply.status);
            assert_eq!(door.case(&report.reference).await.version, version, "{login} {path}");
            assert_eq!(door.case(&other.reference).await.version, 2, "{login} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_has_no_list_of_cases() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let mut admin = door.browser("admin").await;
    let reply = admin.get("/desk").await;
    assert_eq!((reply.status, reply.location()), (303, "/desk/members"));
    let reply = admin.get("/desk/cases.csv?tab=all").await;
    assert_eq!(reply.status, 404);
    assert!(!admin.get("/desk/account").await.body.contains(&report.reference));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_down_as_bytes_to_keep_and_never_as_a_page() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let mut awa = door.browser("awa").await;
    let page = awa.get(&format!("/desk/case/{}", report.reference)).await;
    let file = door.case(&report.reference).await.attachments[0];
    let address = format!("/desk/case/{}/file/{file}", report.reference);
    assert!(page.body.contains(&address));
    let reply = awa.get(&address).await;
    assert_eq!((reply.status, &*reply.body), (200, "<script>alert(1)</script>"));
    let header = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(
        header("content-disposition").starts_with("attachment; filename=\""),
        "{}",
        header("content-disposition")
    );
    assert!(!header("content-disposition").contains("<"));
    assert!(header("content-security-policy").starts_with("sandbox"));
    assert_eq!(header("cache-control"), "no-store");
    let other = door.report(&[]).await.reference;
    assert_eq!(
        awa.get(&format!("/desk/case/{other}/file/{file}")).await.status,
        404,
        "a file of another case"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_case_leads_an_auditor_to_nothing_that_is_empty() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let (mut awa, mut auditor) = (door.browser("awa").await, door.browser("auditor").await);
    let hers = awa.get(&format!("/desk/case/{reference}")).await.body;
    assert!(hers.contains("href=\"#part-similar\"") && hers.contains("Notes internes"));
    let page = auditor.get(&format!("/desk/case/{reference}")).await.body;
    assert!(!page.contains("href=\"#part-similar\"") && !page.contains("Notes internes"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_notes_that_an_organisation_left_once_its_people_are_out() {
    let door = Door::open().await;
    let empty = door.test.team("Gamma").await;
    let mut admin = door.browser("admin").await;
    let token = token(&mut admin).await;
    let leave = |team: TeamId| format!("/desk/teams/{}/leave", team.0);
    let refused = admin.post(&leave(door.alpha), &[("token", &token)]).await;
    assert!(refused.status == 422 && refused.body.contains("travaillent encore"), "{}", refused.body);
    assert_eq!(admin.post(&leave(empty), &[("token", &token)]).await.status, 303);
    let page = admin.get("/desk/members").await.body;
    assert!(page.contains("Gamma (gamma) · partie") && !page.contains("Alpha (alpha) · partie"), "{page}");
    let coordinator = door.browser("bakary").await.post(&leave(door.beta), &[("token", &token)]).await;
    assert!(coordinator.status >= 400);
}
