//! A telephone with ODK Collect: its headers, its multipart, how it splits what it sends and sends all of it again
//! (getodk/collect, open-rosa/src/main/java/org/odk/collect/openrosa/http; forms.md of the design, §1.8).

use crate::{Answer, Client, Home};
use std::io::{Error, Result};
use std::process::Stdio;

const AGENT: &str = "org.odk.collect.android/v2025.3.3 Dalvik/2.1.0 (Linux; U; Android 13; itel A665L)";
/// With an hour of twelve, as Collect writes it.
const DATE: &str = "Mon, 01 Mar 2027 09:00:00 GMT";
const BOUNDARY: &str = "f3a1c9d0-7e5b-4c7a-9d55-3d8f0a2b1c4e";
/// What Collect takes when the server says nothing.
const USUAL_LENGTH: usize = 10_000_000;
/// Bytes that wait in the telephone to be sent: about what mobile networks and systems hold for a slow connection.
const WAITING: usize = 16 << 10;
/// Files of one request at the most.
const MOST_FILES: usize = 100;

/// A volunteer's telephone.
#[derive(Debug, Clone)]
pub struct Telephone {
    /// Path of the volunteer's area, with the token.
    pub area: String,
}

/// A file of a record: its name and bytes.
pub type File = (String, Vec<u8>);

impl Telephone {
    /// Adds a volunteer who fills `forms`, as the coalition does.
    pub fn enlisted(home: &Home, name: &str, forms: &str) -> Self {
        let mut command = home.command("volunteer add");
        let output = command.args([name, "--forms", forms]).stdout(Stdio::piped()).output();
        let said = String::from_utf8_lossy(&output.expect("the binary starts").stdout).into_owned();
        let at = said.find("/key/").unwrap_or_else(|| panic!("no address in {said}\n{}", home.tail()));
        Self { area: said[at..].split_whitespace().next().unwrap_or_default().to_owned() }
    }

    fn path(&self) -> String {
        format!("{}/submission?deviceID=collect%3AabC1", self.area)
    }

    /// Bytes that the server wants in one request.
    ///
    /// # Errors
    /// When the connection broke, or the server said something that Collect does not take.
    pub fn length(&self, client: &mut Client) -> Result<usize> {
        let answer = client.send("HEAD", &self.path(), &own(), b"")?;
        if answer.status != 204 {
            return Err(Error::other(format!("HEAD answered {}", answer.status)));
        }
        let length = answer.header("x-openrosa-accept-content-length").and_then(|length| length.parse().ok());
        Ok(length.unwrap_or(USUAL_LENGTH))
    }

    /// One request: the record with some of its files.
    ///
    /// # Errors
    /// When the connection broke before the answer.
    pub fn post(
        &self,
        client: &mut Client,
        xml: &[u8],
        files: &[&File],
        more_to_come: bool,
    ) -> Result<Answer> {
        let mut body =
            Vec::with_capacity(xml.len() + files.iter().map(|file| file.1.len() + 300).sum::<usize>() + 600);
        let mut part = |head: &str, bytes: &[u8]| {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\nContent-Length: {}\r\n\r\n",
                bytes.len()
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        };
        part("name=\"xml_submission_file\"; filename=\"record.xml\"\r\nContent-Type: text/xml", xml);
        for (name, bytes) in files {
            part(&format!("name=\"{name}\"; filename=\"{name}\"\r\nContent-Type: image/jpeg"), bytes);
        }
        if more_to_come {
            part("name=\"*isIncomplete*\"\r\nContent-Type: text/plain", b"yes");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = [&own()[..], &[("Content-Type", kind.as_str())]].concat();
        client.send("POST", &self.path(), &headers, &body)
    }

    /// Sends a record once, in as many requests as the server's length asks for; true when Collect would tell its user that
    /// it was sent. A request that breaks off ends the attempt, and the next one begins from the first byte.
    ///
    /// # Errors
    /// When a connection broke, or a request was refused.
    pub fn send(&self, address: &str, xml: &[u8], files: &[File]) -> Result<()> {
        let length = self.length(&mut Client::seeing(address, WAITING))?;
        let mut requests: Vec<Vec<&File>> = vec![Vec::new()];
        let mut bytes = xml.len();
        for file in files {
            let full = requests.last().is_some_and(|last| last.len() >= MOST_FILES);
            if (bytes + file.1.len() > length && bytes > xml.len()) || full {
                requests.push(Vec::new());
                bytes = xml.len();
            }
            bytes += file.1.len();
            if let Some(last) = requests.last_mut() {
                last.push(file);
            }
        }
        let last = requests.len() - 1;
        for (at, files) in requests.iter().enumerate() {
            // Collect keeps no connection over a line that breaks.
            let answer = self.post(&mut Client::seeing(address, WAITING), xml, files, at < last)?;
            if !matches!(answer.status, 201 | 202) {
                return Err(Error::other(format!("POST answered {}: {}", answer.status, answer.text())));
            }
        }
        Ok(())
    }
}

fn own() -> [(&'static str, &'static str); 3] {
    [("X-OpenRosa-Version", "1.0"), ("User-Agent", AGENT), ("Date", DATE)]
}
