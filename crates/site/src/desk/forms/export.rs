//! `/desk/forms/{id}/export/{format}`: every record of a form as a file, written while it is sent. The same rows as
//! `dannaya form export`.

use super::to;
use crate::codebook;
use crate::desk::{Desk, Spot};
use crate::ui::icons::{Icon, icon};
use crate::ui::{Markup, html};
use crate::{Error, Result};
use acts::House;
use acts::collect::{ABOUT, Records, about, desk as field};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use formats::records::{Book, Format, Sheets, Writer};
use http_body::Frame;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use store::forms::FormRow;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use xforms::{SubmittedError, Tables};

/// Bytes that are sent at once.
const CHUNK: usize = 64 << 10;
/// Chunks that wait for a slow reader.
const WAITING: usize = 2;

/// The files there are, as links: the records, and in CSV one more for each repeat.
pub(super) async fn offer(desk: &Desk, form: &FormRow) -> Result<Markup> {
    let tr = &desk.tr;
    let tables = Tables::of(&Records::of(desk.house(), &form.id).await?.versions().await?);
    let repeats = tables.all().iter().skip(1).map(|table| {
        let table = form_urlencoded::byte_serialize(table.name.as_bytes()).collect::<String>();
        to(&form.id, &format!("/export/csv?table={table}"))
    });
    let names = tables.all().iter().skip(1).map(|table| table.name.clone());
    let repeats: Vec<(String, String)> = repeats.zip(names).collect();
    Ok(html! {
        p { (tr.t("forms-export-detail")) }
        ul class="files" {
            @for format in Format::ALL.map(Format::as_str) {
                li { a href=(to(&form.id, &format!("/export/{format}"))) { (icon(Icon::Download)) (tr.t(&format!("forms-export-{format}"))) } }
            }
            @for (href, name) in &repeats {
                li { a href=(href) { (icon(Icon::Download)) (tr.ta("forms-export-table", &[("table", name.as_str().into())])) } }
            }
        }
    })
}

/// The file.
pub(super) async fn send(desk: Desk, Path((id, format)): Path<(String, String)>) -> Result<Response> {
    desk.at(Spot::Forms)?;
    let form = field::form_for(desk.house(), &desk.handler, &id).await?.form;
    let format = Format::of(&format).ok_or(Error::NotFound)?;
    let tables = Tables::of(&Records::of(desk.house(), &id).await?.versions().await?);
    let table = match desk.query("table") {
        Some(name) if format != Format::Json => Some(tables.named(&name).ok_or(Error::NotFound)?),
        _ => None,
    };
    let book = match format.has_words() {
        true => codebook::book(desk.house(), &desk.tr, &id).await?,
        false => Book::default(),
    };
    // It is written down before anything is given.
    field::export(desk.house(), &desk.handler, &form.id).await?;
    let (sender, receiver) = channel(WAITING);
    let house = Arc::clone(desk.house());
    let name = file_name(&id, tables.all().get(table.unwrap_or_default()).map_or("", |table| &table.name));
    tokio::spawn(async move {
        // Whoever stops reading stops the writing; whoever reads a file that breaks off sees that it did.
        let sheets = Sheets { tables: &tables, table, about: &ABOUT, book };
        let failed = match write(&house, &id, format, sheets, &sender).await {
            Ok(()) => return,
            Err(Halt::Gone) => return,
            Err(Halt::Failed(error)) => error,
        };
        tracing::error!(cause = %failed, "an export broke off");
        let _ = sender.send(Err(io::Error::other(failed))).await;
    });
    let day = desk.house().today();
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{day}.{}\"", format.as_str())),
    ];
    Ok((headers, Body::new(Chunks(receiver))).into_response())
}

/// A name that leads nowhere on a disk and ends no header.
fn file_name(form: &str, table: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let all = if table.is_empty() { form.to_owned() } else { format!("{form}-{table}") };
    all.chars().map(plain).take(80).collect()
}

enum Halt {
    /// Nobody reads any more.
    Gone,
    Failed(String),
}

impl<E: std::error::Error> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What goes wrong while a row is written.
#[derive(Debug, thiserror::Error)]
enum Spoiled {
    #[error(transparent)]
    Record(#[from] SubmittedError),
    #[error(transparent)]
    Out(#[from] io::Error),
}

async fn write(
    house: &House,
    form: &str,
    format: Format,
    sheets: Sheets<'_>,
    sender: &Sender<io::Result<Bytes>>,
) -> std::result::Result<(), Halt> {
    let (buffer, tables) = (Buffer::default(), sheets.tables);
    let mut writing = Writer::begin(format, buffer.clone(), sheets)?;
    let mut until = None;
    for _ in 0..writing.passes() {
        let mut records = Records::of(house, form).await?.until(until);
        while let Some(record) = records.next().await? {
            let about = about(&record, None);
            if record.encrypted {
                writing.closed(&record.instance_id, &about)?;
            } else {
                tables.read::<Spoiled>(&record.xml, &mut |row| {
                    Ok(writing.row(tables, &record.instance_id, &about, &row)?)
                })?;
            }
            let written = buffer.take(CHUNK);
            if !written.is_empty() {
                give(sender, written).await?;
            }
        }
        // What comes while the file is written is in none of its tables.
        until = Some(records.last());
        writing.next_pass(tables)?;
    }
    writing.finish()?;
    give(sender, buffer.take(0)).await
}

async fn give(sender: &Sender<io::Result<Bytes>>, bytes: Vec<u8>) -> std::result::Result<(), Halt> {
    sender.send(Ok(Bytes::from(bytes))).await.map_err(|_| Halt::Gone)
}

/// What is written and not yet sent.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn locked(&self) -> MutexGuard<'_, Vec<u8>> {
        // Bytes cannot be left half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything, once it is `least` bytes.
    fn take(&self, least: usize) -> Vec<u8> {
        let mut held = self.locked();
        if held.len() >= least { std::mem::take(&mut *held) } else { Vec::new() }
    }
}

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.locked().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A body that is written while it is read.
struct Chunks(Receiver<io::Result<Bytes>>);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|came| came.map(|chunk| chunk.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn the_name_of_a_file_leads_nowhere_and_ends_no_header() {
        assert_eq!(file_name("visit", "person/child"), "visit-person_child");
        assert_eq!(file_name("../\"\r\nÉ", ""), "_______");
    }
}
