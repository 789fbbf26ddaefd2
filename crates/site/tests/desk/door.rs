//! A house with people, reports and browsers that are signed in.

use acts::intake::{Receipted, Submission, Upload};
use civic::case::Case;
use civic::directory::Role;
use kernel::{CaseId, Lang, TeamId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::cases;
use testhouse::{PASSPHRASE, Reply, TestHouse, Visitor};

/// Words of a sealed answer that must stand nowhere but on the page of the case.
pub const CANARY: &str = "canari-synthétique-4471";

/// Two organisations, somebody in each role, one public body.
pub struct Door {
    pub test: TestHouse,
    pub alpha: TeamId,
    pub beta: TeamId,
    pub office: kernel::OfficeId,
}

impl Door {
    pub async fn open() -> Self {
        Self::on(testkit::sqlite().await).await
    }

    pub async fn on(engine: testkit::TestStore) -> Self {
        let test = TestHouse::on(engine).await;
        let (alpha, beta) = (test.team("Alpha").await, test.team("Beta").await);
        test.member("awa", Role::Caseworker, Some(alpha), None).await;
        test.member("adama", Role::Caseworker, Some(alpha), None).await;
        test.member("bakary", Role::Coordinator, Some(alpha), None).await;
        test.member("coumba", Role::Coordinator, Some(beta), None).await;
        test.member("drissa", Role::Caseworker, Some(beta), None).await;
        test.member("kayes", Role::Caseworker, Some(alpha), Some("ML01")).await;
        test.member("auditor", Role::Auditor, Some(alpha), None).await;
        test.member("admin", Role::Admin, None, None).await;
        let office = test.office("Inspection de test", "inspectorate").await;
        Self { test, alpha, beta, office }
    }

    /// A browser signed in through the form.
    pub async fn browser(&self, login: &str) -> Visitor {
        let mut visitor = self.test.visitor();
        let reply = visitor.post("/desk/login", &[("login", login), ("passphrase", PASSPHRASE)]).await;
        assert_eq!((reply.status, reply.location()), (303, "/desk"), "{login}");
        visitor
    }

    /// A report whose sealed words hold the canary, with a file.
    pub async fn report(&self, more: &[(&str, &str)]) -> Receipted {
        let mut answers: BTreeMap<String, String> = [
            ("kind", "money_asked"),
            ("service", "police"),
            ("narrative", CANARY),
            ("consent_referral", "yes"),
            ("place", "ML0506"),
            ("evidence", "piece.html"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        answers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let file = Upload {
            name: "../piège \"<script>.html".to_owned(),
            mime: "text/html".to_owned(),
            bytes: b"<script>alert(1)</script>".to_vec(),
        };
        let files = BTreeMap::from([("evidence".to_owned(), file)]);
        let submission = Submission { answers, files, lang: Lang::Fr, channel: "web".to_owned() };
        acts::intake::submit(&self.test.house, "denunciation", submission, None).await.unwrap()
    }

    pub async fn id(&self, reference: &str) -> CaseId {
        let mut conn = self.test.house.store.read().await.unwrap();
        cases::by_reference(&mut conn, reference).await.unwrap().unwrap()
    }

    pub async fn case(&self, reference: &str) -> Case {
        let id = self.id(reference).await;
        cases::read(&mut self.test.house.store.read().await.unwrap(), id).await.unwrap().unwrap().0
    }
}

/// The token of a session, as its account page carries it.
pub async fn token(visitor: &mut Visitor) -> String {
    visitor.get("/desk/account").await.value_of("token").unwrap().to_owned()
}

/// Opens the page of a case and sends one of its forms.
pub async fn act(visitor: &mut Visitor, reference: &str, act: &str, fields: &[(&str, &str)]) -> Reply {
    let page = visitor.get(&format!("/desk/case/{reference}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let (token, seen) = (page.value_of("token").unwrap(), page.value_of("seen").unwrap());
    let mut all = vec![("token", token), ("seen", seen)];
    all.extend(fields);
    visitor.post(&format!("/desk/case/{reference}/{act}"), &all).await
}

/// As [`act`], which must be done.
pub async fn done(visitor: &mut Visitor, reference: &str, name: &str, fields: &[(&str, &str)]) {
    let reply = act(visitor, reference, name, fields).await;
    assert_eq!(
        (reply.status, reply.location()),
        (303, &*format!("/desk/case/{reference}?done=yes")),
        "{name}"
    );
}

/// Every route of the desk as its sources write it: path, and whether it takes a form.
pub fn routes() -> Vec<(String, bool)> {
    let mut found = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk"), &mut found);
    assert!(found.len() > 20, "the sources were not read");
    found
}

fn read(folder: &PathBuf, into: &mut Vec<(String, bool)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            read(&path, into);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices(".route(") {
            let rest = &text[at + 7..];
            let mut depth = 1;
            let end = rest.find(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth == 0
            });
            let call = &rest[..end.unwrap()];
            let first = call.split(',').next().unwrap().trim();
            // A path is written here, or as a constant above.
            let literal = if first.starts_with('"') {
                call
            } else {
                &text[text.find(&format!("const {first}: &str")).unwrap()..]
            };
            let path = literal.split('"').nth(1).unwrap().to_owned();
            into.push((path, call.contains("post(")));
        }
    }
}
