//! What a telephone posts: the multipart body of a submission, through the router of a whole house.

use crate::{Target, seeds};
use axum::http::Method;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use testhouse::{Reply, TestHouse, Visitor};
use tokio::runtime::Runtime;

/// The forms that the volunteer fills: one asks for files, one changes a list of entities, one has neither.
const FORMS: [&str; 3] =
    ["central_binaryType.xml", "central_simpleEntity.xml", "central_withAttachments.xml"];
/// A record of the first, with the names of its files.
const RECORD: &str = "<data id=\"binaryType\"><meta><instanceID>uuid:f3a1c9d0</instanceID></meta>\
    <file1>photo.jpg</file1><file2>film.mp4</file2></data>";
/// What the body is cut at when it does not say.
const BOUNDARY: &str = "f3a1c9d0";

/// A house with a volunteer, and forms.
pub struct Parcels {
    runtime: Runtime,
    /// Keeps the house.
    _house: TestHouse,
    sender: Mutex<Visitor>,
    path: String,
}

impl Parcels {
    /// Lays the house.
    pub fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let (house, path) = runtime.block_on(async {
            let house = TestHouse::empty(testkit::sqlite().await);
            let mut forms = Vec::new();
            for form in FORMS {
                let text = seeds::text(&format!("crates/xforms/tests/forms/{form}"));
                forms.push(xforms::Form::parse(&text).expect("a form").id().to_owned());
                let (xml, media) = (text.into_bytes(), BTreeMap::new());
                let form = acts::collect::Addition { xml, pack: None, media, draft: false };
                acts::collect::add_form(&house.house, form).await.expect("the form is taken");
            }
            let (name, account) = ("SYNTHETIC".to_owned(), store::volunteers::Account::Volunteer);
            let recruit = acts::collect::Recruit { account, name, forms, places: Vec::new() };
            let token = acts::collect::enlist(&house.house, recruit).await.expect("a volunteer");
            (house, format!("/key/{token}/submission"))
        });
        let mut sender = house.visitor();
        sender.extra = vec![("x-openrosa-version", "1.0".to_owned())];
        let parcels = Self { runtime, sender: Mutex::new(sender), _house: house, path };
        // Inputs that no form fits would try the door and nothing behind it.
        let taken = parcels.seeds().iter().filter(|seed| parcels.post(seed).status == 201).count();
        assert!(taken >= 5, "{taken} seeds are taken");
        parcels
    }

    fn post(&self, bytes: &[u8]) -> Reply {
        // The header tells the boundary that the body begins with, as it does of whoever means well.
        let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let named = line.strip_prefix(b"--").and_then(|line| std::str::from_utf8(line).ok());
        let can_be = |name: &&str| {
            (1..=70).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let kind = format!("multipart/form-data; boundary={}", named.filter(can_be).unwrap_or(BOUNDARY));
        let mut sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        let send = sender.send(Method::POST, &self.path, Some(&kind), bytes.to_vec());
        self.runtime.block_on(send)
    }
}

impl Default for Parcels {
    fn default() -> Self {
        Self::new()
    }
}

impl Target for Parcels {
    fn name(&self) -> &'static str {
        "parcel"
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        let head = |head: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let record = "name=\"xml_submission_file\"; filename=\"record.xml\"\r\nContent-Type: text/xml";
        let photo = "name=\"photo\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\nContent-Length: 4";
        let mut records = seeds::files("crates/xforms/tests/forms/records", "xml", 2_000);
        records.push(RECORD.as_bytes().to_vec());
        let whole = records.iter().map(|xml| {
            let parts = [head(record).into_bytes(), xml.clone(), b"\r\n".to_vec(), head(photo).into_bytes()];
            let rest = format!("JPEG\r\n{}yes\r\n--{BOUNDARY}--\r\n", head("name=\"*isIncomplete*\""));
            [parts.concat(), rest.into_bytes()].concat()
        });
        whole.collect()
    }

    fn give(&self, bytes: &[u8]) {
        let reply = self.post(bytes);
        // 201 and 202: taken. Everything else must be the sender's fault, said in the words of OpenRosa.
        assert!(matches!(reply.status, 201 | 202 | 400..=499), "{} {}", reply.status, reply.body);
        assert!(reply.body.contains("OpenRosaResponse"), "{} {}", reply.status, reply.body);
    }
}
