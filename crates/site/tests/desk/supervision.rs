//! Surveys under way at the desk: progress, signs, places given out, back-checks.

use crate::door::{Door, token};
use acts::collect::{self, Addition, Outcome, Parcel, Recruit};
use acts::survey::results;
use acts::survey::supervision::{self, Look, Picture};
use civic::directory::Role;
use kernel::{Date, Month, Uuid};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::volunteers::Account;
use store::{assignments, backchecks};
use testhouse::{Reply, Visitor};

const ROUND: &str = "/desk/surveys/civact/first";
/// Two communes of the cercle of Mopti with their positions, and one of another cercle.
const MOPTI: &str = "ML050601";
const OTHER: &str = "ML050602";
const FAR_CERCLE: &str = "ML020701";

/// A door with the form of a survey, somebody who keeps it and somebody who only reads.
struct Field {
    door: Door,
    sent: std::cell::Cell<u32>,
}

/// An interview that nobody gave.
struct Given<'a> {
    place: &'a str,
    start: &'a str,
    end: &'a str,
    /// Degrees north of the place.
    off: f64,
    sex: &'a str,
    age: &'a str,
    consent: &'a str,
}

impl Default for Given<'_> {
    fn default() -> Self {
        let (start, end) = ("2027-01-20T10:00:00.000+00:00", "2027-01-20T10:20:00.000+00:00");
        Self { place: MOPTI, start, end, off: 0.0, sex: "female", age: "30", consent: "yes" }
    }
}

impl Field {
    async fn on(engine: testkit::TestStore) -> Self {
        let door = Door::on(engine).await;
        let packs = ["denunciation", "civact"];
        door.test.member_of("sira", Role::Coordinator, Some(door.alpha), &packs).await;
        door.test.member_of("moussa", Role::Caseworker, Some(door.alpha), &packs).await;
        let survey = door.test.house.survey("civact").unwrap();
        let addition = Addition {
            xml: survey.form_xml.clone().into_bytes(),
            pack: Some("civact".to_owned()),
            media: BTreeMap::new(),
            draft: false,
        };
        collect::add_form(&door.test.house, addition).await.unwrap();
        Self { door, sent: std::cell::Cell::new(0) }
    }

    async fn enlist(&self, name: &str, places: &[&str]) -> collect::Volunteer {
        let recruit = Recruit {
            account: Account::Volunteer,
            name: name.to_owned(),
            forms: vec!["civact".to_owned()],
            places: places.iter().map(|place| (*place).to_owned()).collect(),
        };
        let token = collect::enlist(&self.door.test.house, recruit).await.unwrap();
        collect::volunteer(&self.door.test.house, &token).await.unwrap()
    }

    async fn send(&self, who: &collect::Volunteer, given: &Given<'_>) {
        self.send_as(who, given, "").await;
    }

    /// Sends an interview; `meta` stands beside its name.
    async fn send_as(&self, who: &collect::Volunteer, given: &Given<'_>, meta: &str) {
        let house = &self.door.test.house;
        let (lat, lon) = house.places.get(given.place).unwrap().position().unwrap();
        self.sent.set(self.sent.get() + 1);
        let xml = format!(
            "<?xml version='1.0'?><data id='civact' version='1' xmlns:orx='http://openrosa.org/xforms'>\
             <start>{}</start><end>{}</end><place>{}</place><position>{} {lon} 0 5</position>\
             <consent>{}</consent><sex>{}</sex><age>{}</age><trust>a_lot</trust><cause_first>corruption</cause_first>\
             <remark>SYNTH</remark><orx:meta><orx:instanceID>uuid:s{}</orx:instanceID>{meta}</orx:meta></data>",
            given.start,
            given.end,
            given.place,
            lat + given.off,
            given.consent,
            given.sex,
            given.age,
            self.sent.get(),
        );
        self.door.test.clock.advance(60);
        let parcel = Parcel { xml: xml.into_bytes(), ..Parcel::default() };
        let outcome = collect::receive(house, who, parcel).await.unwrap();
        assert_eq!(outcome, Outcome::Stored { awaited: 0 });
    }

    async fn picture(&self) -> Arc<Picture> {
        let house = &self.door.test.house;
        let handler = self.door.test.handler("sira").await;
        for _ in 0..100 {
            if let Look::Seen(picture) = supervision::look(house, &handler, "civact", "first").await.unwrap()
            {
                return picture;
            }
        }
        panic!("the round is never read");
    }
}

async fn post(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Reply {
    let own = token(visitor).await;
    let mut all = vec![("token", &*own)];
    all.extend(fields);
    visitor.post(path, &all).await
}

/// A page in words alone, with plain blanks.
async fn page(visitor: &mut Visitor, path: &str) -> String {
    let reply = visitor.get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    plain(&reply)
}

fn plain(reply: &Reply) -> String {
    reply.body.replace(['\u{202F}', '\u{A0}'], " ")
}

/// The figure under a name.
fn figure(page: &str, name: &str) -> String {
    let begin = format!("<dt>{name}</dt><dd>");
    let at = page.find(&begin).unwrap_or_else(|| panic!("no {name} in {page}"));
    page[at + begin.len()..].split('<').next().unwrap().to_owned()
}

fn links<'p>(page: &'p str, begin: &str) -> Vec<&'p str> {
    let begin = format!("href=\"{begin}");
    page.match_indices(&begin).map(|(at, _)| page[at + 6..].split('"').next().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_drops_nothing_and_what_a_person_sets_aside_is_out_of_the_results() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let awa = field.enlist("Awa du terrain", &[]).await;
        for hour in 8..14 {
            let (start, end) =
                (format!("2027-01-20T{hour:02}:00:00Z"), format!("2027-01-20T{hour:02}:20:00Z"));
            field.send(&awa, &Given { start: &start, end: &end, ..Given::default() }).await;
        }
        let mut sira = field.door.browser("sira").await;
        assert_eq!(figure(&page(&mut sira, ROUND).await, "Retenus"), "6");
        let day = "2027-01-21T";
        for (start, end, off) in [
            ("10:00:00Z", "10:01:30Z", 0.0),
            ("23:10:00Z", "23:40:00Z", 0.0),
            ("10:00:00Z", "10:20:00Z", 1.0),
            ("10:20:00Z", "10:00:00Z", 0.0),
        ] {
            let (start, end) = (format!("{day}{start}"), format!("{day}{end}"));
            field.send(&awa, &Given { start: &start, end: &end, off, ..Given::default() }).await;
        }
        field.send(&awa, &Given { consent: "no", end: "2027-01-20T10:00:30Z", ..Given::default() }).await;
        // Of another round, and of none.
        for day in ["2027-06-01T", "2026-01-01T"] {
            let (start, end) = (format!("{day}10:00:00Z"), format!("{day}10:20:00Z"));
            field.send(&awa, &Given { start: &start, end: &end, ..Given::default() }).await;
        }

        let round = page(&mut sira, ROUND).await;
        assert_eq!(figure(&round, "Reçus"), "11");
        assert_eq!((figure(&round, "Retenus"), figure(&round, "Refus")), ("10".to_owned(), "1".to_owned()));
        assert!(
            round.contains("4 entretiens portent un signe") && round.contains("class=\"map\""),
            "{round}"
        );
        let signs = page(&mut sira, &format!("{ROUND}/signs")).await;
        assert_eq!(links(&signs, "/desk/records/").len(), 4, "whoever refuses is not short: {signs}");
        let beyond = page(&mut sira, &format!("{ROUND}/signs?from={}", usize::MAX)).await;
        assert_eq!(links(&beyond, "/desk/records/").len(), 0, "{beyond}");
        for said in
            ["Une minute seulement", "Commencé à 23 h", "À 111 km du lieu", "Fini avant d’avoir commencé"]
        {
            assert!(signs.contains(said), "{said}: {signs}");
        }
        for (sign, n) in [("short", 1), ("night", 1), ("far", 1), ("clock", 1), ("alike", 0), ("straight", 0)]
        {
            let of = page(&mut sira, &format!("{ROUND}/signs?sign={sign}")).await;
            assert_eq!(links(&of, "/desk/records/").len(), n, "{sign}");
        }
        assert_eq!(figure(&round, "Écartés"), "0");
        // Three are set aside by a person, one of them without a sign.
        let all = page(&mut sira, "/desk/forms/civact/submissions?to=2100-01-01").await;
        let mut aside: Vec<&str> = links(&signs, "/desk/records/").into_iter().take(2).collect();
        let listed = links(&all, "/desk/records/");
        aside.push(listed.last().unwrap());
        for one in &aside {
            let fields = [("review", "rejected"), ("note", "Personne n’a été vu")];
            assert_eq!(post(&mut sira, &format!("{one}/review"), &fields).await.status, 303);
        }
        let round = page(&mut sira, ROUND).await;
        assert_eq!((figure(&round, "Retenus"), figure(&round, "Écartés")), ("7".to_owned(), "3".to_owned()));
        let signs = page(&mut sira, &format!("{ROUND}/signs")).await;
        assert_eq!(links(&signs, "/desk/records/").len(), 4);
        assert_eq!(signs.matches("écartée</span>").count(), 2, "{signs}");

        let survey = house.survey("civact").unwrap();
        let gathered = results::gather(house, survey, &survey.pack.rounds[0]).await.unwrap();
        assert_eq!(gathered.frame.records(), 11);
        assert_eq!(gathered.set_aside.iter().filter(|aside| **aside).count(), 3);
        let june = Date::from_calendar_date(2027, Month::June, 1).unwrap();
        let made = results::publish_due(house, "civact", june).await.unwrap();
        // Rounded to five, as every number of people: seven, and three.
        assert_eq!((made[0].interviews, made[0].left_out), (5, 5));
        // Approved again, it counts again.
        let fields = [("review", "approved"), ("note", "Vu avec la personne")];
        assert_eq!(post(&mut sira, &format!("{}/review", aside[0]), &fields).await.status, 303);
        assert_eq!(figure(&page(&mut sira, ROUND).await, "Retenus"), "8");
        let list = page(&mut sira, "/desk/surveys").await;
        assert!(list.contains("publiée") && list.contains("à venir"), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_shares_out_the_interviews_of_the_round_and_each_place_says_how_far_it_is() {
    let field = Field::on(testkit::sqlite().await).await;
    let awa = field.enlist("Awa du terrain", &[]).await;
    for _ in 0..3 {
        field.send(&awa, &Given::default()).await;
    }
    let picture = field.picture().await;
    assert_eq!(picture.plan.values().sum::<u32>(), 6_000);
    assert!(picture.plan.values().all(|wanted| *wanted >= 40));
    let mut sira = field.door.browser("sira").await;
    let round = page(&mut sira, ROUND).await;
    assert_eq!(
        (figure(&round, "Prévus"), figure(&round, "Avancement")),
        ("6 000".to_owned(), "0 %".to_owned())
    );
    let cercles: Vec<&str> = links(&round, &format!("{ROUND}?in="));
    // Once on the map, once in the table.
    assert_eq!(cercles.len(), 2 * 6, "{cercles:?}");
    let mopti = page(&mut sira, &format!("{ROUND}?in=ML0506")).await;
    let wanted = picture.plan[MOPTI];
    assert!(
        mopti.contains(&format!(": 3 sur {wanted}, ")) || mopti.contains(&format!(" : 3 sur {wanted}, ")),
        "{mopti}"
    );
    for missing in ["?in=ML9999", "?in=ML050601"] {
        assert_eq!(sira.get(&format!("{ROUND}{missing}")).await.status, 404, "{missing}");
    }
    assert_eq!(sira.get("/desk/surveys/civact/never").await.status, 404);
    assert_eq!(sira.get("/desk/surveys/denunciation/first").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_accepted_within_the_reach_of_everybody_and_progress_is_told_against_it() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        let awa = field.enlist("Awa du terrain", &[]).await;
        let issa = field.enlist("Issa de Mopti", &["ML0506"]).await;
        let given = async || {
            let mut conn = house.store.read().await.unwrap();
            assignments::of(&mut conn, "civact", "first").await.unwrap()
        };
        let mut sira = field.door.browser("sira").await;
        let places = format!("{ROUND}/places");
        assert!(page(&mut sira, &places).await.contains("ne sont confiés à personne"));
        let proposal = sira.get(&format!("{places}?propose=yes")).await;
        let picture = field.picture().await;
        let offered: Vec<(String, String)> = proposal
            .body
            .match_indices("name=\"place.")
            .map(|(at, _)| {
                let mut parts = proposal.body[at + 6..].split('"');
                (parts.next().unwrap().to_owned(), parts.nth(1).unwrap().to_owned())
            })
            .collect();
        assert_eq!(offered.len(), picture.plan.len());
        assert_eq!(given().await, [], "nothing is kept until it is accepted");
        // A place out of reach is refused, and nothing of the form is kept.
        let issa_id = issa.id.to_string();
        let far = format!("place.{FAR_CERCLE}");
        let near = format!("place.{MOPTI}");
        let refused =
            post(&mut sira, &places, &[(&far, &issa_id), (&near, &issa_id), ("in", "ML0207")]).await;
        assert!(
            refused.status == 422 && refused.body.contains("ne peut pas être confié"),
            "{}",
            refused.body
        );
        assert_eq!(post(&mut sira, &places, &[(&near, "quelqu’un")]).await.status, 400);
        assert_eq!(given().await, []);
        let pairs: Vec<(&str, &str)> =
            offered.iter().map(|(name, id)| (name.as_str(), id.as_str())).collect();
        assert_eq!(post(&mut sira, &places, &pairs).await.status, 303);
        let kept = given().await;
        assert_eq!(kept.len(), picture.plan.len());
        let of_issa: Vec<_> = kept.iter().filter(|one| one.volunteer_id == issa.id).collect();
        assert!(
            !of_issa.is_empty() && of_issa.iter().all(|one| one.place_code.starts_with("ML0506")),
            "{of_issa:?}"
        );
        assert!(page(&mut sira, &places).await.contains("sont confiés"));

        // One place is changed by hand; the others stay.
        let awa_id = awa.id.to_string();
        let other = format!("place.{OTHER}");
        let changed = post(&mut sira, &places, &[(&near, &issa_id), (&other, ""), ("in", "ML0506")]).await;
        assert_eq!((changed.status, changed.location()), (303, &*format!("{places}?in=ML0506&done=yes")));
        let now = given().await;
        assert_eq!(now.len(), kept.len() - 1);
        assert!(now.iter().any(|one| one.place_code == MOPTI && one.volunteer_id == issa.id));
        let chosen = page(&mut sira, &format!("{places}?in=ML0506")).await;
        assert!(chosen.contains(&format!("value=\"{issa_id}\" selected")), "{chosen}");
        let elsewhere = page(&mut sira, &format!("{places}?in=ML0207")).await;
        assert!(elsewhere.contains(&awa_id) && !elsewhere.contains(&format!("option value=\"{issa_id}\"")));

        // Two interviews where he is to work, one where nobody is.
        for place in [MOPTI, MOPTI, OTHER] {
            field.send(&issa, &Given { place, ..Given::default() }).await;
        }
        let one = page(&mut sira, &format!("{ROUND}/people/{issa_id}")).await;
        let wanted: u32 = now
            .iter()
            .filter(|one| one.volunteer_id == issa.id)
            .map(|one| picture.plan[&one.place_code])
            .sum();
        assert_eq!(figure(&one, "À tenir").replace(' ', ""), wanted.to_string());
        assert_eq!(
            (figure(&one, "Dans ses lieux"), figure(&one, "Entretiens")),
            ("2".to_owned(), "3".to_owned())
        );
        assert!(one.contains("ailleurs que dans ses lieux"), "{one}");
        let volunteer = page(&mut sira, &format!("/desk/volunteers/{issa_id}")).await;
        assert!(volunteer.contains("Lieux d’enquête confiés"), "{volunteer}");

        // Whoever reads records gives no places.
        let mut moussa = field.door.browser("moussa").await;
        let read = page(&mut moussa, &places).await;
        assert!(read.contains("Issa de Mopti") && !read.contains("?propose="), "{read}");
        let refused = post(&mut moussa, &places, &[(&near, &awa_id)]).await.status;
        assert!((400..500).contains(&refused), "{refused}");
        assert_eq!(given().await, now);
        // Whose access has ended keeps the place and is given no other.
        assert_eq!(post(&mut sira, &format!("/desk/volunteers/{issa_id}/revoke"), &[]).await.status, 303);
        assert_eq!(post(&mut sira, &places, &[(&near, &issa_id)]).await.status, 303);
        assert_eq!(post(&mut sira, &places, &[(&other, &issa_id)]).await.status, 422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn second_answers_are_sealed_and_their_agreement_is_that_worked_out_by_hand() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let house = &field.door.test.house;
        // Four people with one interview each, which is then drawn; one with six.
        let mut first = Vec::new();
        for (name, sex) in [("Ali", "female"), ("Binta", "female"), ("Coura", "male"), ("Demba", "male")] {
            let who = field.enlist(name, &[]).await;
            field.send(&who, &Given { sex, ..Given::default() }).await;
            first.push(who);
        }
        let fanta = field.enlist("Fanta", &[]).await;
        for _ in 0..6 {
            field.send(&fanta, &Given::default()).await;
        }
        let picture = field.picture().await;
        let of = |who: &collect::Volunteer| -> Vec<(Uuid, bool)> {
            let own = picture.interviews.iter().filter(|one| one.volunteer == Some(who.id));
            own.map(|one| (one.id, one.drawn)).collect()
        };
        assert!(first.iter().all(|who| of(who)[0].1) && of(&fanta).iter().any(|one| one.1));
        let spared = of(&fanta).into_iter().find(|one| !one.1).unwrap().0;

        let mut moussa = field.door.browser("moussa").await;
        let checks = format!("{ROUND}/checks");
        assert_eq!(moussa.get(&format!("{checks}/{spared}")).await.status, 404, "it is not asked again");
        let to = |who: &collect::Volunteer| format!("{checks}/{}", of(who)[0].0);
        let blank = page(&mut moussa, &to(&first[0])).await;
        assert!(blank.contains("La personne est") && blank.contains("sans regarder la fiche"), "{blank}");
        for told in ["value=\"female\" selected", "value=\"30\"", "Confiance", "SYNTH"] {
            assert!(!blank.contains(told), "the first answers are not shown: {told}");
        }
        for (fields, said) in [
            (&[][..], "Répondez au moins à une question"),
            (&[("answer-sex", "unknown-choice")], "answer-sex"),
            (&[("answer-sex", "female"), ("answer-age", "trente")], "Écrivez un nombre entier"),
        ] {
            let refused = post(&mut moussa, &to(&first[0]), fields).await;
            assert!(refused.status == 422 && refused.body.contains(said), "{said}: {}", refused.body);
        }
        // The second differs in everything, the others in nothing.
        for (who, sex, age, cause) in [
            (&first[0], "female", "30", "corruption"),
            (&first[1], "male", "58", "absence"),
            (&first[2], "male", "30", "corruption"),
            (&first[3], "male", "30", "corruption"),
        ] {
            let fields = [("answer-sex", sex), ("answer-age", age), ("answer-cause_first", cause)];
            let kept = post(&mut moussa, &to(who), &fields).await;
            assert_eq!(kept.status, 303, "{}", kept.body);
            let both = page(&mut moussa, kept.location()).await;
            let differing = both.matches("différent</span>").count();
            assert_eq!(differing, if sex == "male" && age == "58" { 3 } else { 0 }, "{both}");
        }
        let all = page(&mut moussa, &checks).await;
        assert_eq!(figure(&all, "Contre-vérifiés"), "4");
        // Women first 2 of 4, then 1 of 4: three pairs are the same, and chance alone would make 1/2·1/4 + 1/2·3/4 = 1/2 of them so:
        // kappa is (3/4 − 1/2) / (1 − 1/2) = 1/2. Wilson's interval for 3 of 4 is 0.301 to 0.954.
        let sex = all.split("Sexe").nth(1).unwrap().split("</tr>").next().unwrap();
        for said in [">4<", ">75 %<", "30 à 95 %", ">0,5<"] {
            assert!(sex.contains(said), "{said}: {sex}");
        }
        // None of three answers the same: at the best 56 in a hundred, below what is expected.
        assert_eq!(all.matches("accord faible</span>").count(), 1, "{all}");
        let low = all.split("accord faible</span>").next().unwrap();
        assert!(low.rsplit("<tr").next().unwrap().contains("Binta"), "{low}");
        let mut conn = house.store.read().await.unwrap();
        let stored = backchecks::of(&mut conn, "civact").await.unwrap();
        assert_eq!(stored.len(), 4);
        assert!(stored.iter().all(|one| !one.answers.windows(4).any(|part| part == b"male")));
        drop(conn);

        // Typed again, the last answers count. A first interview that is corrected keeps its second.
        let again = [("answer-sex", "female"), ("answer-age", "30"), ("answer-cause_first", "corruption")];
        assert_eq!(post(&mut moussa, &to(&first[1]), &again).await.status, 303);
        let all = page(&mut moussa, &checks).await;
        assert_eq!(all.matches("accord faible</span>").count(), 0);
        let meta = "<orx:deprecatedID>uuid:s1</orx:deprecatedID>";
        field.send_as(&first[0], &Given { sex: "male", ..Given::default() }, meta).await;
        let all = page(&mut moussa, &checks).await;
        assert_eq!(figure(&all, "Contre-vérifiés"), "4");
        let sex = all.split("Sexe").nth(1).unwrap().split("</tr>").next().unwrap();
        assert!(sex.contains(">75 %<"), "the correction is held against it: {sex}");
    }
}

#[tokio::test]
async fn a_record_from_outside_the_area_of_its_volunteer_is_kept_and_says_so_with_the_name_of_its_place() {
    for engine in testkit::engines().await {
        let field = Field::on(engine).await;
        let awa = field.enlist("Awa Synthétique", &["ML0506"]).await;
        field.send(&awa, &Given::default()).await;
        field.send(&awa, &Given { place: FAR_CERCLE, ..Given::default() }).await;
        let mut sira = field.door.browser("sira").await;
        let list = page(&mut sira, "/desk/forms/civact/submissions").await;
        let records = links(&list, "/desk/records/");
        assert_eq!(records.len(), 2, "{list}");
        let [far, near] = [records[0], records[1]].map(str::to_owned);
        let says = "hors de la zone de travail de la personne";
        let place = |code: &str| {
            field.door.test.house.places.get(code).unwrap().path().join(" › ").replace('\'', "&#39;")
        };
        let shown = page(&mut sira, &far).await;
        assert!(shown.contains(says) && shown.contains(&place(FAR_CERCLE)), "{shown}");
        let shown = page(&mut sira, &near).await;
        assert!(!shown.contains(says) && shown.contains(&place(MOPTI)), "{shown}");
        let forms = vec!["civact".to_owned()];
        collect::assign(&field.door.test.house, Account::Volunteer, awa.id, forms, Vec::new()).await.unwrap();
        assert!(!page(&mut sira, &far).await.contains(says), "whoever works everywhere is nowhere outside");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_waits_for_no_reading_and_says_what_it_shows() {
    let field = Field::on(testkit::sqlite().await).await;
    let supervision = &field.door.test.house.supervision;
    let awa = field.enlist("Awa du terrain", &[]).await;
    field.send(&awa, &Given::default()).await;
    let mut sira = field.door.browser("sira").await;
    supervision.wait(0);
    let reading = page(&mut sira, ROUND).await;
    assert!(
        reading.contains("en cours de lecture") && reading.contains(&format!("href=\"{ROUND}\"")),
        "{reading}"
    );
    supervision.wait(120_000);
    assert_eq!(figure(&page(&mut sira, ROUND).await, "Retenus"), "1");
    field.send(&awa, &Given::default()).await;
    supervision.wait(0);
    let behind = page(&mut sira, ROUND).await;
    assert!(behind.contains("De nouveaux entretiens sont en cours de lecture"), "{behind}");
    assert_eq!(figure(&behind, "Retenus"), "1");
    supervision.wait(120_000);
    let now = page(&mut sira, ROUND).await;
    assert!(!now.contains("en cours de lecture"));
    assert_eq!(figure(&now, "Retenus"), "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_open_the_records_of_a_survey_finds_no_page_of_it() {
    let field = Field::on(testkit::sqlite().await).await;
    let awa = field.enlist("Awa du terrain", &[]).await;
    field.send(&awa, &Given::default()).await;
    let id = field.picture().await.interviews[0].id;
    let (people, check) = (format!("{ROUND}/people/{}", awa.id), format!("{ROUND}/checks/{id}"));
    let (signs, places, checks) =
        (format!("{ROUND}/signs"), format!("{ROUND}/places"), format!("{ROUND}/checks"));
    // bakary, awa and kayes work on denunciations alone.
    for login in ["bakary", "awa", "kayes", "auditor", "admin", "sira", "moussa"] {
        let mut visitor = field.door.browser(login).await;
        let opens = ["sira", "moussa"].contains(&login);
        for path in [ROUND, &signs, &places, &people, &checks, &check] {
            assert_eq!(visitor.get(path).await.status, if opens { 200 } else { 404 }, "{login} {path}");
        }
        if !opens {
            let place = format!("place.{MOPTI}");
            let fields = [(&*place, ""), ("answer-sex", "male")];
            for path in [&places, &check] {
                assert_eq!(post(&mut visitor, path, &fields).await.status, 404, "{login} {path}");
            }
        }
        let list = visitor.get("/desk/surveys").await;
        assert_eq!(list.status, if ["auditor", "admin"].contains(&login) { 404 } else { 200 }, "{login}");
        assert_eq!(list.body.contains(ROUND), opens, "{login}");
    }
    let stored =
        backchecks::of(&mut field.door.test.house.store.read().await.unwrap(), "civact").await.unwrap();
    assert_eq!(stored, []);
}
