use crate::door::{CANARY, Door, act, done, token};
use acts::{chores, follow};
use civic::directory::Role;
use civic::pack::EscalateTo;
use store::outbox::PostState;

#[tokio::test(flavor = "multi_thread")]
async fn a_text_longer_than_its_box_is_refused_by_the_server_and_stays_on_the_page() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let mut bakary = door.browser("bakary").await;
    let seen = door.case(&reference).await.version;
    let long = |most: usize| "é".repeat(most + 1);
    for (act_name, control, most) in [
        ("note", "note", 5_000),
        ("write", "message", 5_000),
        ("summarise", "summary", 10_000),
        ("assess", "reasons", 5_000),
        ("recall", "recall_reason", 5_000),
        ("reopen", "reopen_reason", 5_000),
        ("refer", "override", 5_000),
        ("consent", "how", 1_000),
    ] {
        let text = long(most);
        let reply = act(&mut bakary, &reference, act_name, &[(control, &text), ("credibility", "3")]).await;
        assert_eq!(reply.status, 422, "{act_name}");
        assert!(reply.body.contains("Le texte est trop long"), "{act_name}");
    }
    let kept = act(&mut bakary, &reference, "note", &[("note", &long(5_000))]).await;
    assert!(kept.body.contains(&long(5_000)), "what was typed is not lost");
    assert_eq!(door.case(&reference).await.version, seen, "nothing was stored");
    let lines = "a\r\n".repeat(2_500);
    done(&mut bakary, &reference, "note", &[("note", &lines)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_that_exclude_the_same_organisations_in_another_order_can_be_joined() {
    let door = Door::open().await;
    let (beta, gamma) = (door.beta.to_string(), door.test.team("Gamma").await.to_string());
    let (one, other) = (format!("{beta} {gamma}"), format!("{gamma} {beta}"));
    let kept = door.report(&[("exclude", &one)]).await.reference;
    let joined = door.report(&[("exclude", &other)]).await.reference;
    assert_ne!(door.case(&kept).await.excluded, door.case(&joined).await.excluded);
    let awa = door.test.handler("awa").await;
    let (into, joined) = (door.id(&kept).await, door.case(&joined).await);
    acts::casework::merge(&door.test.house, &awa, joined.id, joined.version, into).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_facts_do_not_repeat_a_consent_that_has_changed_since() {
    let door = Door::open().await;
    let report = door.report(&[("consent_referral", "later")]).await;
    let mut citizen = door.test.visitor();
    citizen.post("/fr/follow", &[("receipt", &report.receipt)]).await;
    citizen.post("/fr/follow/consent", &[("consent", "yes")]).await;
    let page = door.browser("awa").await.get(&format!("/desk/case/{}", report.reference)).await.body;
    let at = page.find("<h2>Faits</h2>").unwrap_or_else(|| panic!("{page}"));
    let card = &page[at..at + page[at..].find("</section>").unwrap()];
    assert!(card.contains("Police") && !card.contains("transmettre"), "{card}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_noted_by_the_desk_says_on_both_sides_that_the_desk_noted_it_whatever_it_says() {
    for engine in testkit::engines().await {
        let door = Door::on(engine).await;
        let report = door.report(&[("consent_referral", "later")]).await;
        let mut awa = door.browser("awa").await;
        let address = format!("/desk/case/{}", report.reference);
        let mut citizen = door.test.visitor();
        citizen.post("/fr/follow", &[("receipt", &report.receipt)]).await;
        for (said, how, at_the_desk, to_the_reporter) in [
            (
                "no",
                "Au téléphone.",
                "l’auteur refuse que le dossier soit transmis",
                "a noté que vous refusez qu",
            ),
            ("ask", "Il a hésité.", "l’auteur est à interroger", "a noté que vous voulez être interrogé"),
        ] {
            done(&mut awa, &report.reference, "consent", &[("consent", said), ("how", how)]).await;
            let page = awa.get(&address).await.body;
            assert!(page.contains("Noté par le bureau") && page.contains(at_the_desk), "{said}: {page}");
            assert!(page.contains("Noté par Persona awa"), "{said}: {page}");
            assert!(!page.contains("Accord refusé pour transmettre"), "{said}: {page}");
            let page = citizen.get("/fr/follow").await.body;
            assert!(page.contains(to_the_reporter) && page.contains(how), "{said}: {page}");
            assert!(!page.contains("Vous avez refusé"), "{said}: {page}");
        }
        done(&mut awa, &report.reference, "consent", &[("consent", "no"), ("how", "De vive voix.")]).await;
        let page = citizen.get("/fr/follow").await.body;
        assert!(page.contains("La coalition a noté que vous refusez. Si c’est faux"), "{page}");
        citizen.post("/fr/follow/consent", &[("consent", "no")]).await;
        let page = citizen.get("/fr/follow").await.body;
        assert!(page.contains("Vous avez refusé. Vous pouvez changer d’avis."), "confirmed: {page}");
        let page = awa.get(&address).await.body;
        assert!(
            page.contains("Accord refusé pour transmettre") && !page.contains("Noté par Persona awa"),
            "{page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_worked_from_the_queue_to_its_end_through_the_forms() {
    let door = Door::open().await;
    let report = door.report(&[]).await;
    let reference = &*report.reference;
    let mut bakary = door.browser("bakary").await;
    let page = bakary.get(&format!("/desk/case/{reference}")).await;
    for shown in [
        CANARY,
        "Racontez ce qui s’est passé",
        "reste 3\u{a0}j\u{a0}ouvrés",
        "argent demandé",
        "Votre lecture",
    ] {
        assert!(page.body.contains(shown), "{shown}");
    }
    assert!(!page.body.contains("name=\"office\""), "no hand-over before the check");

    let nothing = act(&mut bakary, reference, "assess", &[("reasons", "Raison gardée.")]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("note de crédibilité") && nothing.body.contains("Raison gardée."));
    let checks =
        [("check", "precise"), ("check", "consistent"), ("credibility", "3"), ("reasons", "Récit précis.")];
    done(&mut bakary, reference, "assess", &checks).await;
    let page = bakary.get(&format!("/desk/case/{reference}")).await.body;
    assert!(page.contains("Vérifiée") && page.contains("Récit précis.") && page.contains("3 sur 4"));
    assert!(page.contains("Écrivez d’abord le résumé."));
    done(&mut bakary, reference, "summarise", &[("summary", "Résumé sans nom.")]).await;
    done(&mut bakary, reference, "note", &[("note", "Note pour nous.")]).await;
    done(&mut bakary, reference, "write", &[("message", "Avez-vous une date ?")]).await;

    let choose = act(&mut bakary, reference, "refer", &[("office", "")]).await;
    assert_eq!(choose.status, 422);
    let office = door.office.to_string();
    let handed = act(&mut bakary, reference, "refer", &[("office", &office)]).await;
    assert_eq!(handed.status, 200);
    let at = handed.body.find("id=\"code\"").unwrap();
    let code = &handed.body[at..at + handed.body[at..].find("</p>").unwrap()];
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 8, "{code}");
    assert!(!handed.body.contains("/fr/office/"), "the link goes by mail");
    let page = bakary.get(&format!("/desk/case/{reference}")).await.body;
    assert!(page.contains("Inspection de test") && !page.contains(code));

    let referral = door.case(reference).await.referrals[0].id.to_string();
    let renewed = act(&mut bakary, reference, "renew", &[("referral", &referral)]).await;
    assert_eq!(renewed.status, 200);
    assert!(renewed.body.contains("id=\"code\"") && !renewed.body.contains(code));
    done(&mut bakary, reference, "recall", &[("recall_reason", "Silence.")]).await;
    let wrong = act(&mut bakary, reference, "close", &[("closing", "resolved")]).await;
    assert_eq!(wrong.status, 422, "not a reason from this state");
    done(&mut bakary, reference, "close", &[("closing", "insufficient")]).await;
    let page = bakary.get(&format!("/desk/case/{reference}")).await.body;
    assert!(
        page.contains("Close") && page.contains("Effacement prévu") && !page.contains("name=\"closing\"")
    );
    done(&mut bakary, reference, "reopen", &[("reopen_reason", "Un témoin.")]).await;
    assert_eq!(door.case(reference).await.state, "assessed");

    let holder = follow::enter(&door.test.house, &report.receipt).await.unwrap();
    follow::write(&door.test.house, &holder, "Oui, le 3 février.", Vec::new()).await.unwrap();
    let list = bakary.get("/desk?tab=all").await.body;
    assert!(list.contains("à lire"));
    let page = bakary.get(&format!("/desk/case/{reference}")).await.body;
    assert!(page.contains("Oui, le 3 février.") && page.contains("Avez-vous une date"));
    for told in
        ["Note ajoutée", "Nouveau lien donné", "Dossier retiré", "Persona bakary, coordinateur, alpha"]
    {
        assert!(page.contains(told), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_or_a_note_sent_twice_is_kept_once_and_the_second_answer_is_the_first() {
    for engine in testkit::engines().await {
        let door = Door::on(engine).await;
        let reference = door.report(&[]).await.reference;
        let (mut awa, mut bakary) = (door.browser("awa").await, door.browser("bakary").await);
        let address = format!("/desk/case/{reference}");
        for (act_name, control) in [("write", "message"), ("note", "note")] {
            let (page, his) = (awa.get(&address).await, bakary.get(&address).await);
            let send = async |visitor: &mut testhouse::Visitor, page: &testhouse::Reply, words: &str| {
                let (token, seen) = (page.value_of("token").unwrap(), page.value_of("seen").unwrap());
                let fields = [("token", token), ("seen", seen), (control, words)];
                visitor.post(&format!("{address}/{act_name}"), &fields).await
            };
            let first = send(&mut awa, &page, "Une fois\nsuffit.").await;
            let second = send(&mut awa, &page, " Une fois\nsuffit. ").await;
            assert_eq!((first.status, first.location()), (303, &*format!("{address}?done=yes")));
            assert_eq!((second.status, second.location()), (303, first.location()), "{act_name}");
            let case = door.case(&reference).await;
            let kept = if act_name == "write" { case.messages.len() } else { case.notes.len() };
            assert_eq!(kept, 1, "{act_name}");
            let other = send(&mut awa, &page, "Autre chose.").await;
            assert!(other.status == 409 && other.body.contains("Autre chose."), "other words are not kept");
            let same_words = send(&mut bakary, &his, "Une fois\nsuffit.").await;
            assert_eq!(same_words.status, 409, "somebody else said it");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_joined_case_open_from_the_case_that_goes_on_for_those_who_may_see_them() {
    for engine in testkit::engines().await {
        let door = Door::on(engine).await;
        door.test.member("mopti", Role::Caseworker, Some(door.alpha), Some("ML05")).await;
        door.test.member("gao", Role::Caseworker, Some(door.alpha), Some("ML07")).await;
        let (kept, joined) =
            (door.report(&[]).await.reference, door.report(&[("place", "ML0101")]).await.reference);
        let mut awa = door.browser("awa").await;
        let seen = door.case(&joined).await.version.to_string();
        let own = token(&mut awa).await;
        let fields = [("token", &*own), ("seen", &*seen), ("other", &*joined)];
        assert_eq!(awa.post(&format!("/desk/case/{kept}/merge"), &fields).await.status, 303);

        let page = awa.get(&format!("/desk/case/{kept}")).await.body;
        assert!(page.contains(&format!("Pièces du dossier joint {joined}")), "{page}");
        let at = format!("/desk/case/{joined}/file/{}", door.case(&joined).await.attachments[0]);
        assert!(page.contains(&format!("href=\"{at}\"")), "{page}");
        assert_eq!(page.matches("Une pièce peut contenir").count(), 1);
        let file = awa.get(&at).await;
        assert_eq!((file.status, &*file.body), (200, "<script>alert(1)</script>"));

        let mut auditor = door.browser("auditor").await;
        let page = auditor.get(&format!("/desk/case/{kept}")).await.body;
        assert!(!page.contains("/file/"), "an auditor opens no file: {page}");
        let mut mopti = door.browser("mopti").await;
        let page = mopti.get(&format!("/desk/case/{kept}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&format!("/desk/case/{kept}/file/")), "the file of the case itself");
        assert!(
            page.body.contains(&format!("href=\"{at}\"")),
            "whoever follows the case opens what was joined to it"
        );
        assert_eq!(mopti.get(&at).await.status, 200);
        let mut gao = door.browser("gao").await;
        assert_eq!(
            (gao.get(&format!("/desk/case/{kept}")).await.status, gao.get(&at).await.status),
            (404, 404)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_handlers_sees_the_change_of_the_first_and_keeps_their_own_text() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let (mut awa, mut bakary) = (door.browser("awa").await, door.browser("bakary").await);
    let address = format!("/desk/case/{reference}");
    let (hers, his) = (awa.get(&address).await, bakary.get(&address).await);
    let send = async |visitor: &mut testhouse::Visitor, page: &testhouse::Reply, text: &str| {
        let (token, seen) = (page.value_of("token").unwrap(), page.value_of("seen").unwrap());
        let fields = [("token", token), ("seen", seen), ("summary", text)];
        visitor.post(&format!("{address}/summarise"), &fields).await
    };
    assert_eq!(send(&mut awa, &hers, "Le résumé d’Awa.").await.status, 303);
    let second = send(&mut bakary, &his, "Le résumé de Bakary.").await;
    assert_eq!(second.status, 409);
    assert!(second.body.contains("Quelqu’un a modifié ce dossier"));
    assert!(second.body.contains("Le résumé de Bakary."), "nothing typed is lost");
    assert!(second.body.contains("Résumé écrit"), "the history shows what the first did");
    let (stored, typed) = (second.body.find("Le résumé d’Awa."), second.body.find("Le résumé de Bakary."));
    assert!(stored.is_some() && stored < typed, "what he would replace stands above what he typed");
    assert_eq!(send(&mut bakary, &second, "Les deux ensemble.").await.status, 303, "now he has seen it");
    assert!(awa.get(&address).await.body.contains("Les deux ensemble."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_without_consent_is_handed_over_only_with_a_reason_and_only_by_a_coordinator() {
    let door = Door::open().await;
    let reference = door.report(&[("consent_referral", "no")]).await.reference;
    let (mut awa, mut bakary) = (door.browser("awa").await, door.browser("bakary").await);
    done(&mut awa, &reference, "assess", &[("credibility", "4"), ("reasons", "Établi.")]).await;
    done(&mut awa, &reference, "summarise", &[("summary", "Résumé sans nom.")]).await;
    let office = door.office.to_string();
    let hers = act(&mut awa, &reference, "refer", &[("office", &office), ("override", "Danger.")]).await;
    assert_eq!(hers.status, 403);
    let without = act(&mut bakary, &reference, "refer", &[("office", &office)]).await;
    assert_eq!(without.status, 422);
    assert!(without.body.contains("n’a pas donné son accord. Ne transmettez sans lui que si une vie"));
    let with =
        act(&mut bakary, &reference, "refer", &[("office", &office), ("override", "Danger de mort.")]).await;
    assert_eq!(with.status, 200, "{}", with.body);
    assert!(door.case(&reference).await.consent_set_aside.is_some());
    let other = door.report(&[("consent_referral", "later")]).await.reference;
    let silent = act(&mut awa, &other, "consent", &[("consent", "yes")]).await;
    assert_eq!(silent.status, 422, "how it was given has to be said");
    done(&mut awa, &other, "consent", &[("consent", "yes"), ("how", "Au téléphone.")]).await;
    assert_eq!(door.case(&other).await.consent, civic::case::Consent::Yes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_taken_given_and_put_back_and_other_teams_lose_sight_of_it() {
    let door = Door::open().await;
    let reference = door.report(&[]).await.reference;
    let address = format!("/desk/case/{reference}");
    let (mut awa, mut drissa) = (door.browser("awa").await, door.browser("drissa").await);
    assert_eq!(drissa.get(&address).await.status, 200);
    let id = async |login: &str| door.test.handler(login).await.member.id.to_string();
    done(&mut awa, &reference, "assign", &[("to", &id("awa").await)]).await;
    assert_eq!(drissa.get(&address).await.status, 404);
    let foreign = act(&mut awa, &reference, "assign", &[("to", &id("drissa").await)]).await;
    assert_eq!(foreign.status, 422, "a case worker gives within the own team");
    done(&mut awa, &reference, "assign", &[("to", &id("adama").await)]).await;
    assert!(awa.get(&address).await.body.contains("Confié à Persona adama"));
    done(&mut awa, &reference, "assign", &[("to", "nobody")]).await;
    let back = drissa.get(&address).await;
    assert!(back.body.contains(CANARY), "whoever may see it again can open it again");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reports_of_the_same_facts_are_joined_and_separated_again() {
    let door = Door::open().await;
    let words = "Le policier inventé demandait cinq mille francs au carrefour imaginaire";
    let story = [("narrative", words), ("place", "ML010101")];
    let (kept, joined) = (door.report(&story).await.reference, door.report(&story).await.reference);
    let mut awa = door.browser("awa").await;
    let page = awa.get(&format!("/desk/case/{kept}")).await;
    assert!(page.body.contains(&joined) && page.body.contains("mots communs"));
    let version = door.case(&joined).await.version.to_string();
    let own = page.value_of("token").unwrap();
    let fields = [("token", own), ("seen", &*version), ("other", &*joined)];
    let reply = awa.post(&format!("/desk/case/{kept}/merge"), &fields).await;
    assert_eq!(reply.location(), format!("/desk/case/{kept}?done=yes"));
    assert!(!awa.get("/desk?tab=all").await.body.contains(&joined));
    let third = door.report(&story).await.reference;
    let page = awa.get(&format!("/desk/case/{third}")).await.body;
    assert!(
        page.contains(&kept) && page.contains("en a déjà accueilli un autre") && !page.contains("/merge\""),
        "{page}"
    );
    let page = awa.get(&format!("/desk/case/{joined}")).await.body;
    assert!(page.contains("Ce dossier est joint à un autre") && page.contains(&kept));
    let seen = door.case(&joined).await.version.to_string();
    let note = [("token", own), ("seen", &*seen), ("note", "x")];
    let late = awa.post(&format!("/desk/case/{joined}/note"), &note).await;
    assert_eq!(late.status, 422, "the other case goes on for it");
    let reply = awa.post(&format!("/desk/case/{joined}/unmerge"), &[("token", own)]).await;
    assert_eq!(reply.status, 303);
    assert_eq!(door.case(&joined).await.merged_into, None);
    assert!(door.case(&kept).await.absorbed.is_empty());

    let seen = door.case(&joined).await.version.to_string();
    let closing = [("token", own), ("seen", &*seen), ("closing", "unfounded")];
    assert_eq!(awa.post(&format!("/desk/case/{joined}/close"), &closing).await.status, 303);
    let page = awa.get(&format!("/desk/case/{kept}")).await.body;
    assert!(page.contains("Un dossier clos ne peut ni en rejoindre un autre"), "{page}");
    assert_eq!(page.matches("/merge\"").count(), 1, "only the third: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_never_left_is_said_on_the_case_and_its_body_is_not_counted_silent() {
    let door = Door::open().await;
    let house = &door.test.house;
    let reference = door.report(&[]).await.reference;
    let address = format!("/desk/case/{reference}");
    let mut bakary = door.browser("bakary").await;
    done(&mut bakary, &reference, "assess", &[("credibility", "3"), ("reasons", "Précis.")]).await;
    done(&mut bakary, &reference, "summarise", &[("summary", "Résumé sans nom.")]).await;
    let office = door.office.to_string();
    let handed = act(&mut bakary, &reference, "refer", &[("office", &office)]).await;
    assert!(handed.body.contains("va partir") && !handed.body.contains("est parti."), "{}", handed.body);
    assert!(bakary.get(&address).await.body.contains("<dd>va partir</dd>"));
    while store::outbox::count(&mut house.store.read().await.unwrap(), PostState::Failed).await.unwrap() == 0
    {
        for (post, _) in chores::due_letters(house).await.unwrap() {
            chores::settle(house, post, Err("no such address".to_owned())).await.unwrap();
        }
        door.test.clock.advance(7 * 3600);
    }
    let page = door.browser("bakary").await.get(&address).await.body;
    assert!(
        page.contains("n’est pas parti") && page.contains("<details open><summary>Le lien est perdu"),
        "{page}"
    );

    door.test.clock.advance(90 * 24 * 3600);
    chores::run(house).await.unwrap();
    let taken = async || door.case(&reference).await.referrals[0].escalated.clone();
    assert_eq!(taken().await, [EscalateTo::Coordinator], "the coalition is told, the public is not");

    let mut bakary = door.browser("bakary").await;
    let referral = door.case(&reference).await.referrals[0].id.to_string();
    act(&mut bakary, &reference, "renew", &[("referral", &referral)]).await;
    for (post, _) in chores::due_letters(house).await.unwrap() {
        chores::settle(house, post, Ok(())).await.unwrap();
    }
    let page = bakary.get(&address).await.body;
    assert!(page.contains("<dd>envoyé</dd>") && !page.contains("n’est pas parti"), "{page}");
    chores::run(house).await.unwrap();
    assert_eq!(taken().await, [EscalateTo::Coordinator, EscalateTo::PublicCounter]);
}
