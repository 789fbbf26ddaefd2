use crate::door::{Door, routes, token};
use acts::desk::Invitee;
use civic::directory::Role;
use kernel::Lang;
use std::fmt::Write;
use store::volunteers::{self, Account};
use store::{cases, forms, members, offices, outbox, sessions, teams};
use testhouse::{PASSPHRASE, Visitor};

/// Everything of the house that a forged request could have changed.
async fn snapshot(door: &Door) -> String {
    let house = &door.test.house;
    let mut conn = house.store.read().await.unwrap();
    let people = members::list(&mut conn).await.unwrap();
    let mut text = format!("{:?}{:?}", cases::counts(&mut conn).await.unwrap(), people);
    for one in &people {
        let open = sessions::of(&mut conn, one.id, house.clock.now()).await.unwrap();
        let _ = write!(text, "{:?}", open.iter().map(|session| &session.id_hash).collect::<Vec<_>>());
    }
    let _ = write!(text, "{:?}", offices::list(&mut conn).await.unwrap());
    let _ = write!(text, "{:?}", forms::list(&mut conn).await.unwrap());
    let _ = write!(text, "{:?}", volunteers::list(&mut conn, Account::Volunteer).await.unwrap());
    let _ = write!(text, "{:?}", teams::list(&mut conn).await.unwrap());
    let _ = write!(text, "{}", outbox::count(&mut conn, outbox::PostState::Queued).await.unwrap());
    text
}

async fn post_all(door: &Door, visitor: &mut Visitor, own: Option<&str>, session_only: bool) {
    let report = door.report(&[]).await;
    let invitee = Invitee {
        team: None,
        role: Role::Admin,
        name: "Persona invitée".to_owned(),
        login: format!("invited-{}", report.reference.to_lowercase()),
        scopes: Vec::new(),
        lang: Lang::Fr,
    };
    let (member, link) = acts::desk::invite(&door.test.house, invitee).await.unwrap();
    let version = door.case(&report.reference).await.version.to_string();
    let before = snapshot(door).await;
    let mut tried = 0;
    for (path, _) in routes().iter().filter(|(_, takes_form)| *takes_form) {
        let open_door = path == "/desk/login" || path.starts_with("/desk/enrol");
        if session_only && open_door {
            continue;
        }
        let path = path
            .replace("{reference}", &report.reference)
            .replace("{token}", &link)
            .replace("{id}", &member.to_string())
            .replace("{member}", &member.to_string())
            .replace("{survey}", "civact")
            .replace("{round}", "first")
            .replace("{list}", "puits")
            .replace("{office}", &door.office.to_string());
        assert!(!path.contains('{'), "say here what stands for the parts of {path}");
        let (member, office) = (member.to_string(), door.office.to_string());
        let mut fields = vec![
            ("seen", &*version),
            ("login", "awa"),
            ("passphrase", PASSPHRASE),
            ("present", PASSPHRASE),
            ("new", "cinq autres mots synthétiques tirés"),
            ("again", PASSPHRASE),
            ("lang", "en"),
            ("name", "Nom forgé"),
            ("short_name", "forgé"),
            ("kind", "inspectorate"),
            ("email", "forge@example.org"),
            ("role", "admin"),
            ("member", &*member),
            ("to", "nobody"),
            ("credibility", "3"),
            ("reasons", "forgé"),
            ("summary", "forgé"),
            ("message", "forgé"),
            ("note", "forgé"),
            ("consent", "no"),
            ("office", &*office),
            ("closing", "unfounded"),
        ];
        fields.extend(own.map(|own| ("token", own)));
        let reply = visitor.post(&path, &fields).await;
        assert_eq!(reply.status, 403, "{path}: {}", reply.body);
        assert_eq!(snapshot(door).await, before, "{path}");
        tried += 1;
    }
    assert!(tried >= if session_only { 17 } else { 19 }, "only {tried} routes were tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_can_post_to_no_route_of_the_desk() {
    let door = Door::open().await;
    for login in ["bakary", "admin"] {
        let mut visitor = door.browser(login).await;
        let own = token(&mut visitor).await;
        // Another host, a neighbour of the same site, a browser that does not say.
        for elsewhere in ["cross-site", "same-site", ""] {
            visitor.extra = vec![("sec-fetch-site", elsewhere.to_owned())];
            post_all(&door, &mut visitor, Some(&own), false).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_token_of_its_own_session_changes_nothing() {
    let door = Door::open().await;
    let mut other = door.browser("coumba").await;
    let foreign = token(&mut other).await;
    for login in ["bakary", "admin"] {
        let mut visitor = door.browser(login).await;
        let own = token(&mut visitor).await;
        for wrong in [None, Some(""), Some(&*foreign), Some(&own[..63])] {
            post_all(&door, &mut visitor, wrong, true).await;
        }
    }
}
