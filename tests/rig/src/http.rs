//! A small HTTP/1.1 client: one kept-alive connection, no retry of its own, so that a trial knows what was answered.

use socket2::SockRef;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// What the server said.
#[derive(Debug, Clone)]
pub struct Answer {
    /// 201, 404…
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    /// As sent; nothing is unpacked.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text, unreadable bytes replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; `Null` when it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Where a redirect leads; empty for another answer.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The value of the first control of this name on a page.
    pub fn value_of(&self, name: &str) -> Option<String> {
        let page = self.text();
        let tag = &page[page.find(&format!("name=\"{name}\""))?..];
        let tag = &tag[..tag.find('>')?];
        tag.split_once("value=\"")?.1.split('"').next().map(str::to_owned)
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

/// One connection to one server, opened when first needed and again after it broke.
#[derive(Debug)]
pub struct Client {
    address: String,
    connection: Option<BufReader<TcpStream>>,
    /// Bytes that wait in the system to be sent; what it takes by itself otherwise.
    waiting: Option<usize>,
}

impl Client {
    /// `address` is `host:port`.
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned(), connection: None, waiting: None }
    }

    /// A client of which no more than these bytes wait in the system to be sent, so that it sees how fast they go, as over a real line:
    /// the loopback otherwise takes a whole request at once.
    pub fn seeing(address: &str, waiting: usize) -> Self {
        Self { waiting: Some(waiting), ..Self::new(address) }
    }

    /// # Errors
    /// The connection broke before a whole answer came.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, &[], b"")
    }

    /// # Errors
    /// As [`Client::get`].
    pub fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Result<Answer> {
        self.send("POST", path, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// # Errors
    /// As [`Client::get`].
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.address);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || method == "POST" {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        self.raw(&[head.as_bytes(), body].concat())
    }

    /// Sends bytes as they are and reads one answer. A server may answer and close while a huge body is still under
    /// way, so a broken write still leads to reading.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn raw(&mut self, request: &[u8]) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(&self.address)?;
                if let Some(waiting) = self.waiting {
                    SockRef::from(&stream).set_send_buffer_size(waiting)?;
                }
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                BufReader::new(stream)
            }
        };
        let written = connection.get_mut().write_all(request);
        let answer =
            read_answer(&mut connection).map_err(|error| written.as_ref().err().map_or(error, copy))?;
        let closes = answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        if written.is_ok() && !closes {
            self.connection = Some(connection);
        }
        Ok(answer)
    }
}

fn copy(error: &Error) -> Error {
    Error::new(error.kind(), error.to_string())
}

fn read_answer(from: &mut BufReader<TcpStream>) -> Result<Answer> {
    let first = line(from)?;
    let status =
        first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| broken("status line"))?;
    let mut answer = Answer { status, headers: Vec::new(), body: Vec::new() };
    loop {
        let header = line(from)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| broken("header"))?;
        answer.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if answer.header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        answer.body = chunks(from)?;
    } else if let Some(length) = answer.header("content-length") {
        let length: usize = length.parse().map_err(|_| broken("content-length"))?;
        answer.body = vec![0; length];
        from.read_exact(&mut answer.body)?;
    }
    Ok(answer)
}

fn chunks(from: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = usize::from_str_radix(&line(from)?, 16).map_err(|_| broken("chunk size"))?;
        let start = body.len();
        body.resize(start + size, 0);
        from.read_exact(&mut body[start..])?;
        line(from)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn line(from: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Err(Error::from(ErrorKind::UnexpectedEof));
    }
    line.truncate(line.trim_end().len());
    Ok(line)
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
