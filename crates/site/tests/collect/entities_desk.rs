//! Lists of entities at the desk: read by whoever may read the records, put right by whoever keeps forms.

use super::entities::{DAY, OTHER, WELL, Wells, changed, created, wells};
use super::*;
use civic::directory::Role;
use kernel::Uuid;
use testhouse::{PASSPHRASE, Reply, Visitor};

async fn browser(field: &Wells, login: &str, role: Role, place: Option<&str>) -> Visitor {
    field.test.member(login, role, None, place).await;
    let mut visitor = field.test.visitor();
    let reply = visitor.post("/desk/login", &[("login", login), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(reply.status, 303);
    visitor
}

/// Sends a form of a page, with the token that the page holds.
async fn post(visitor: &mut Visitor, page: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let shown = visitor.get(page).await;
    let token = shown.value_of("token").unwrap().to_owned();
    let mut all = vec![("token", token.as_str())];
    all.extend(fields);
    visitor.post(path, &all).await
}

/// A house with two wells, the first of them in conflict, and one that could not be created.
async fn crossed(engine: testkit::TestStore) -> Wells {
    let field = Wells::on(engine).await;
    field.send(&created("one", WELL, "Puits &lt;nord&gt;", "<depth>10</depth><pump>non</pump>")).await;
    field.test.clock.advance(DAY);
    field.send(&changed("two", 1, "<depth>11</depth>")).await;
    field.send(&changed("three", 1, "<depth>12</depth>")).await;
    field.send(&created("four", OTHER, "Puits sud", "")).await;
    field.send(&changed("five", 1, "").replace(WELL, "32345678-1234-4123-8234-123456789abc")).await;
    field
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_sees_lists_with_what_conflicts_and_the_way_of_each_entity() {
    for engine in testkit::engines().await {
        let field = crossed(engine).await;
        let mut issa = browser(&field, "issa", Role::Coordinator, None).await;
        assert!(issa.get("/desk/forms").await.body.contains("href=\"/desk/lists\""));
        let all = issa.get("/desk/lists").await.body;
        assert!(all.contains("href=\"/desk/lists/wells\"") && all.contains("Points d’eau"), "{all}");
        let list = issa.get("/desk/lists/wells").await.body;
        let one = format!("/desk/lists/wells/{WELL}");
        assert!(list.contains(&one) && list.contains("Puits &lt;nord&gt;") && list.contains("Puits sud"));
        assert!(list.contains("en conflit") && list.contains("La liste n’a pas cet élément."), "{list}");
        let at = "/desk/lists/wells";
        let found = post(&mut issa, at, at, &[("text", "SUD")]).await.body;
        assert!(found.contains("Puits sud") && !found.contains(&one));
        let found = issa.get("/desk/lists/wells?conflicts=yes").await.body;
        assert!(found.contains(&one) && !found.contains(OTHER));
        let none = post(&mut issa, at, at, &[("text", "xyz")]).await.body;
        assert!(none.contains("Aucun élément ne correspond"), "{none}");

        // French puts spaces that do not break before colons.
        let entity = issa.get(&one).await.body.replace(['\u{a0}', '\u{202f}'], " ");
        for said in
            ["Changé deux fois : depth", "par une fiche", ", Awa", "à partir de la version", "<del>11</del>"]
        {
            assert!(entity.contains(said), "{said}: {entity}");
        }
        let (_, record) = entity.split_once("href=\"/desk/records/").unwrap();
        let record = issa.get(&format!("/desk/records/{}", record.split('"').next().unwrap())).await.body;
        assert!(record.contains("changé, version") && record.contains(&one), "{record}");
        for wrong in ["/desk/lists/people", "/desk/lists/a%00b", "/desk/lists/wells/x"] {
            assert!(matches!(issa.get(wrong).await.status, 400 | 404), "{wrong}");
        }
        assert_eq!(issa.get("/desk/lists/wells/99999999-1234-4123-8234-123456789abc").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_looked_for_in_a_list_stand_in_no_address_and_narrow_every_page_of_it() {
    let field = Wells::on(testkit::sqlite().await).await;
    for n in 0..30_u128 {
        let id = Uuid::from_u128(u128::from_str_radix(&WELL.replace('-', ""), 16).unwrap() + n).to_string();
        field.send(&created(&format!("n{n}"), &id, &format!("Puits {n}"), "")).await;
    }
    let mut issa = browser(&field, "issa", Role::Coordinator, None).await;
    let at = "/desk/lists/wells";
    let page = issa.get(at).await.body;
    let (_, form) = page.split_once("<form class=\"short\" method=\"post\"").expect("words are posted");
    assert!(form.split("</form>").next().unwrap().contains("name=\"text\""));
    assert_eq!(
        issa.get(&format!("{at}?text=Puits+3")).await.body.matches(">Puits ").count(),
        25,
        "nor read there"
    );
    let first = post(&mut issa, at, at, &[("text", "puits")]).await.body;
    assert!(first.matches(">Puits ").count() == 25 && !first.contains("text="), "{first}");
    let (_, rest) = first.split_once("<nav class=\"pages\"").unwrap();
    let after = rest.split("name=\"after\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(rest.contains("name=\"text\" value=\"puits\""), "{rest}");
    let second = post(&mut issa, at, at, &[("text", "puits"), ("after", after)]).await.body;
    assert!(second.matches(">Puits ").count() == 5 && second.contains(">Puits 29<"), "{second}");
    // Without words the parts of the list are links.
    let all = issa.get(at).await.body;
    let next = all.split("href=\"/desk/lists/wells?after=").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(issa.get(&format!("{at}?after={next}")).await.body.matches(">Puits ").count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_settles_a_conflict_and_telephones_get_what_stands() {
    for engine in testkit::engines().await {
        let field = crossed(engine).await;
        let mut issa = browser(&field, "issa", Role::Coordinator, None).await;
        let one = format!("/desk/lists/wells/{WELL}");
        let settled = [("seen", "3"), ("label", "Puits nord"), ("value-depth", "11"), ("value-pump", "non")];
        let blank = [("seen", "3"), ("label", " "), ("value-depth", "11")];
        let refused = post(&mut issa, &one, &one, &blank).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Donnez un nom"));
        let reply = post(&mut issa, &one, &one, &settled).await;
        assert_eq!((reply.status, reply.location()), (303, &*format!("{one}?done=yes")));
        let (conflict, versions) = field.versions().await;
        assert_eq!((conflict, versions.last()), (None, Some(&(4, 3, None))));
        assert!(field.table().await.contains(&format!("{WELL},Puits nord,4,11,non\n")));
        let page = issa.get(&one).await.body;
        assert!(
            page.contains("au bureau, Persona issa") && !page.contains("id=\"amend\" class=\"conflict\"")
        );
        assert!(!page.contains("Trancher le conflit"), "settled");
        // The page of somebody who was slower.
        let slow = post(&mut issa, &one, &one, &settled).await;
        assert_eq!(slow.status, 409);
        // Nothing changed, nothing kept.
        let same = [("seen", "4"), ("label", "Puits nord"), ("value-depth", "11"), ("value-pump", "non")];
        assert_eq!(post(&mut issa, &one, &one, &same).await.location(), one);
        assert_eq!(field.versions().await.1.len(), 4);
        // A telephone that had seen the version before is marked again.
        field.send(&changed("six", 3, "<depth>13</depth>")).await;
        assert_eq!(field.versions().await.0.as_deref(), Some("hard"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_leaves_the_table_and_can_be_put_back_and_what_failed_can_be_tried_again() {
    for engine in testkit::engines().await {
        let field = crossed(engine).await;
        let mut issa = browser(&field, "issa", Role::Coordinator, None).await;
        let one = format!("/desk/lists/wells/{OTHER}");
        assert_eq!(post(&mut issa, &one, &format!("{one}/delete"), &[]).await.status, 303);
        assert!(!field.table().await.contains(OTHER));
        assert!(issa.get(&one).await.body.contains("Supprimé par Persona issa"));
        assert!(!issa.get("/desk/lists/wells").await.body.contains(OTHER));
        assert!(issa.get("/desk/lists/wells?deleted=yes").await.body.contains(OTHER));
        let gone = changed("late", 1, "<depth>9</depth>").replace(WELL, OTHER);
        field.send(&gone).await;
        assert_eq!(field.undone().await.1, ["deleted", "unknown"]);
        assert_eq!(post(&mut issa, &one, &format!("{one}/restore"), &[]).await.status, 303);
        assert_eq!(post(&mut issa, &one, &format!("{one}/restore"), &[]).await.status, 409, "it is there");
        let faults = async || {
            let mut conn = field.test.house.store.read().await.unwrap();
            store::entity_waits::faults(&mut conn, "wells", 100).await.unwrap()
        };
        let list = "/desk/lists/wells";
        for fault in faults().await {
            let (record, nth) = (fault.submission_id.to_string(), fault.nth.to_string());
            let act = if fault.fault == "deleted" { "try" } else { "aside" };
            let fields = [("record", record.as_str()), ("nth", &nth), ("act", act)];
            assert_eq!(post(&mut issa, list, "/desk/lists/wells/unmet", &fields).await.status, 303);
        }
        assert!(faults().await.is_empty());
        assert!(field.table().await.contains(&format!("{OTHER},Puits sud,2,9,\n")));
        let mut auditor = browser(&field, "auditor", Role::Auditor, None).await;
        assert!(
            !auditor.get("/desk/readings").await.body.contains("wells"),
            "looking through a list is not noted"
        );
        let csv = issa.get("/desk/lists/wells/csv").await;
        let readings = collect::readings::Reader::Command;
        collect::readings::export_list(&field.test.house, readings, "wells").await.unwrap();
        let noted = auditor.get("/desk/readings").await.body;
        for said in ["liste « wells »", "Persona issa", "au bureau", "Qui fait tourner le serveur"] {
            assert!(noted.replace(['\u{a0}', '\u{202f}'], " ").contains(said), "{said}: {noted}");
        }
        assert!(acts::audit::run(&field.test.house).await.unwrap().ok);
        assert!(csv.body.starts_with("name,label,__version,depth,pump,__created,__updated,__conflict\r\n"));
        assert!(
            csv.body.contains(&format!("{WELL},Puits <nord>,3,12,non,")) && csv.body.contains(",hard\r\n")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_any_more_says_so_when_it_is_tried_again() {
    for engine in testkit::engines().await {
        let field = crossed(engine).await;
        let mut issa = browser(&field, "issa", Role::Coordinator, None).await;
        let faults = async || {
            let mut conn = field.test.house.store.read().await.unwrap();
            store::entity_waits::faults(&mut conn, "wells", 100).await.unwrap()
        };
        let fault = faults().await.remove(0);
        let broken = store::entity_waits::FaultRow { body: b"not sealed".to_vec(), ..fault.clone() };
        let written = field.test.house.store.write(async move |tx| {
            store::entity_waits::settle(tx, broken.submission_id, broken.nth).await?;
            store::entity_waits::note(tx, &broken).await
        });
        written.await.unwrap();
        let (record, nth) = (fault.submission_id.to_string(), fault.nth.to_string());
        let fields = [("record", record.as_str()), ("nth", &nth), ("act", "try")];
        post(&mut issa, "/desk/lists/wells", "/desk/lists/wells/unmet", &fields).await;
        assert_eq!(faults().await.remove(0).fault, "unreadable");
        let page = issa.get("/desk/lists/wells").await.body;
        assert!(page.contains("ne s’ouvre pas avec la clé de cette maison"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_closed_to_whoever_may_not_read_every_record_that_writes_them() {
    let field = crossed(testkit::sqlite().await).await;
    let mut reader = browser(&field, "awa", Role::Caseworker, None).await;
    let one = format!("/desk/lists/wells/{WELL}");
    let page = reader.get(&one).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("id=\"amend\"") && !page.body.contains("/delete"), "read, and no more");
    for path in [one.clone(), format!("{one}/delete"), "/desk/lists/wells/unmet".to_owned()] {
        assert_eq!(
            post(&mut reader, "/desk/account", &path, &[("seen", "3"), ("label", "x")]).await.status,
            404,
            "{path}"
        );
    }
    let mut closed = vec![browser(&field, "kayes", Role::Coordinator, Some("ML01")).await];
    for (login, role) in [("auditor", Role::Auditor), ("admin", Role::Admin)] {
        closed.push(browser(&field, login, role, None).await);
    }
    for visitor in &mut closed {
        for path in ["/desk/lists/wells", &one, "/desk/lists/wells/csv"] {
            let reply = visitor.get(path).await;
            assert!(matches!(reply.status, 403 | 404), "{path} {}", reply.status);
            assert!(!reply.body.contains("Puits"));
        }
    }
    let two = {
        let mut conn = field.test.house.store.read().await.unwrap();
        store::submissions::by_instance(&mut conn, "wells", "uuid:two").await.unwrap().unwrap().id
    };
    let two = format!("/desk/records/{two}");
    assert!(reader.get(&two).await.body.contains("Puits &lt;nord&gt;"), "what the record changed");
    // A form of a service of its own writes the list too: whoever does not work on that service reads it no more.
    let other = wells("2024.1.0").replace("id=\"wells\" version", "id=\"wells-2\" version");
    let pack = Some("perception".to_owned());
    let addition = Addition { xml: other.into_bytes(), pack, media: BTreeMap::new(), draft: false };
    assert!(matches!(collect::add_form(&field.test.house, addition).await.unwrap(), Added::Kept { .. }));
    assert_eq!(reader.get(&one).await.status, 404);
    assert!(!reader.get("/desk/lists").await.body.contains("wells"));
    let page = reader.get(&two).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("changé, version") && page.body.contains(WELL), "{}", page.body);
    assert!(
        !page.body.contains("Puits") && !page.body.contains(&one),
        "no label of the list, nor a way there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_reads_the_list_as_telephones_do_and_a_sheet_of_paper_writes_it() {
    for engine in testkit::engines().await {
        let field = crossed(engine).await;
        let house = &field.test.house;
        for login in ["awa", "bakary"] {
            field.test.member(login, Role::Coordinator, None, None).await;
            let handler = field.test.handler(login).await;
            let typed = [("called", "Puits papier"), ("depth", "9")];
            let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            collect::paper::enter(house, &handler, "wells", "A-1", &typed).await.unwrap();
        }
        assert!(field.table().await.contains(",Puits papier,1,9,\n"), "{}", field.table().await);
        let page = collect::field_form(house, &[], "wells", "1").await.unwrap();
        let rows = page.files.rows("jr://file-csv/wells.csv").unwrap().to_json();
        assert!(rows.contains("Puits papier"), "pages of volunteers offer it too: {rows}");
        assert!(!page.travels(), "and leave none of it in a browser");
        let handler = field.test.handler("awa").await;
        let mut records = Records::of(house, "wells").await.unwrap();
        let first = records.next().await.unwrap().unwrap();
        let blanks = collect::correct::blanks(house, &handler, first.id).await.unwrap().unwrap();
        let well = blanks.iter().find(|blank| blank.name == "well").unwrap();
        assert!(
            well.choices.iter().any(|(id, label)| id == OTHER && label == "Puits sud"),
            "{:?}",
            well.choices
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clashing_record_that_is_chosen_does_what_the_other_could_not_and_nothing_twice() {
    for engine in testkit::engines().await {
        let field = Wells::on(engine).await;
        field.test.member("awa", Role::Coordinator, None, None).await;
        let handler = field.test.handler("awa").await;
        let pairs = [(created("a", WELL, "", ""), WELL), (created("b", OTHER, "Puits sud", ""), OTHER)];
        for (first, id) in &pairs {
            field.send(first).await;
            let instance = if *id == WELL { "a" } else { "b" };
            field.phone.send(&created(instance, id, "Autre", "<depth>3</depth>"), &[]).await.message(409);
            let mut conn = field.test.house.store.read().await.unwrap();
            let name = format!("uuid:{instance}");
            let kept = store::submissions::by_instance(&mut conn, "wells", &name).await.unwrap().unwrap().id;
            let other = store::conflicts::of(&mut conn, kept, 10).await.unwrap().remove(0).id;
            drop(conn);
            let stands = collect::choose::Stands::Other(other);
            collect::choose::choose(&field.test.house, &handler, kept, stands, &[other], "synthétique")
                .await
                .unwrap();
        }
        let table = format!("name,label,__version,depth,pump\n{WELL},Autre,1,3,\n{OTHER},Puits sud,1,,\n");
        assert_eq!(field.table().await, table);
        assert_eq!(field.undone().await, (0, vec![]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_entity_says_stands_nowhere_in_the_database() {
    let field = crossed(testkit::sqlite().await).await;
    field
        .send(&created(
            "canary",
            "42345678-1234-4123-8234-123456789abc",
            "canari-synthétique",
            "<pump>canari-pompe</pump>",
        ))
        .await;
    field.send(&created("nameless", WELL, "canari-refusé", "")).await;
    let place = field.test.engine.place();
    let mut bytes = std::fs::read(&place).unwrap();
    bytes.extend(std::fs::read(format!("{place}-wal")).unwrap_or_default());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("entity_versions"), "the file was read");
    assert!(!text.contains("canari"));
}
