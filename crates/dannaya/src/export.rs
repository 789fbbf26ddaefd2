//! `dannaya form export`: what field teams sent, record by record. One table goes to standard output; a folder gets all of
//! them with the files beside.

use crate::args::{self, Export};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::people::open;
use crate::say::Voice;
use acts::House;
use acts::collect::{
    ABOUT, Record, Records, Signed, Unsealed, about, clash_xml, clashes, media_of, readings, unseal,
};
use formats::csv_safe;
use formats::records::{Book, Format, Sheets, Writer};
use site::codebook;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use vault::FormKey;
use xforms::{SubmittedError, Tables};
use zeroize::Zeroizing;

/// Writes the records of a form.
///
/// # Errors
/// When there is no such form or table, the files cannot be written, or the store refuses.
pub async fn run(export: Export, voice: &Voice) -> Outcome {
    let house = open(export.house, voice).await?;
    let records = match Records::of(&house, &export.id).await {
        Err(acts::Error::NotFound) => return Err(crate::forms::unknown(&export.id)),
        other => other?,
    };
    let tables = Tables::of(&records.versions().await?);
    let wanted = match &export.table {
        None => None,
        Some(name) => Some(tables.named(name).ok_or_else(|| no_table(&tables, name))?),
    };
    let key = export.key.as_deref().map(read_key).transpose()?;
    let format = format_of(export.format);
    let book = match format.has_words() {
        true => codebook::book(&house, &voice.tr, &export.id).await?,
        false => Book::default(),
    };
    // It is written down before anything is.
    readings::export(&house, readings::Reader::Command, &export.id).await?;
    let mut files = begin(&tables, &export.id, format, wanted, book, export.out.as_deref())?;
    let passes = files.iter().map(Writer::passes).max().unwrap_or_default();
    let (mut count, mut closed, mut altered, mut until) = (0_u64, 0_u64, 0_u64, None);
    for pass in 0..passes {
        let mut records = Records::of(&house, &export.id).await?.until(until);
        while let Some(record) = records.next().await? {
            let opened = match &key {
                Some(key) if record.encrypted => open_record(&house, &record, key).await?,
                _ => None,
            };
            let about = about(&record, opened.as_ref().map(|opened| opened.signed));
            let name = &record.instance_id;
            let is_closed = record.encrypted && opened.is_none();
            let written = if is_closed {
                files.iter_mut().try_for_each(|file| file.closed(name, &about)).map_err(Spoiled::Out)
            } else {
                let xml = opened.as_ref().map_or(&record.xml, |opened| &opened.xml);
                tables.read(xml, &mut |row| {
                    files.iter_mut().try_for_each(|file| file.row(&tables, name, &about, &row))?;
                    Ok(())
                })
            };
            match written {
                // Whoever reads our output has seen enough.
                Err(Spoiled::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                other => other?,
            }
            if pass > 0 {
                continue;
            }
            count += 1;
            closed += u64::from(is_closed);
            altered += u64::from(opened.as_ref().is_some_and(|opened| opened.signed == Signed::Altered));
            if let Some(folder) = &export.out {
                keep_files(&house, &record, opened.as_ref(), folder).await?;
            }
        }
        // What comes while the files are written is in none of them.
        until = Some(records.last());
        for file in &mut files {
            file.next_pass(&tables).map_err(Spoiled::Out)?;
        }
    }
    for file in files {
        let mut out = file.finish().map_err(Spoiled::Out)?;
        out.flush().map_err(Spoiled::Out)?;
    }
    if let Some(folder) = &export.out {
        keep_clashes(&house, &export.id, folder).await?;
        let folder = folder.display().to_string();
        voice.say("cli-export-done", &[("count", &count.to_string()), ("path", &folder)]);
    }
    house.store.close().await;
    if altered > 0 {
        voice.warn("cli-export-altered", &[("count", &altered.to_string())]);
    }
    match key {
        _ if closed == 0 => Ok(()),
        Some(_) => Err(Failure::new("cli-export-not-opened").with("count", closed)),
        None => {
            voice.warn("cli-export-encrypted", &[("count", &closed.to_string())]);
            Ok(())
        }
    }
}

/// The private key of a form, in a file of its owner.
fn read_key(path: &Path) -> Outcome<FormKey> {
    let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| Failure::file(path, &error))?;
    FormKey::from_pem(&text).map_err(|_| Failure::new("cli-export-no-key").with("path", path.display()))
}

/// An encrypted record in the clear; `None` when this key is not its own, or its answers have not come.
async fn open_record(house: &House, record: &Record, key: &FormKey) -> Outcome<Option<Unsealed>> {
    match unseal(house, record, key).await {
        Err(acts::Error::Vault(vault::Error::DoesNotOpen)) => Ok(None),
        other => Ok(other?),
    }
}

fn no_table(tables: &Tables, name: &str) -> Failure {
    let names: Vec<&str> = tables.all().iter().skip(1).map(|table| table.name.as_str()).collect();
    Failure::new("cli-export-no-table").with("table", name).with("known", names.join(", "))
}

/// What a file becomes while it is written.
type Out = BufWriter<Box<dyn Write>>;

fn format_of(wanted: args::Format) -> Format {
    match wanted {
        args::Format::Csv => Format::Csv,
        args::Format::Xlsx => Format::Xlsx,
        args::Format::Json => Format::Json,
        args::Format::Geojson => Format::Geojson,
    }
}

/// One file on standard output; in a folder one for each table where the format has a file a table.
fn begin(
    tables: &Tables,
    form: &str,
    format: Format,
    wanted: Option<usize>,
    book: Book,
    folder: Option<&Path>,
) -> Outcome<Vec<Writer<Out>>> {
    let sheets = |table| Sheets { tables, table, about: &ABOUT, book: book.clone() };
    let Some(folder) = folder else {
        let out: Out = BufWriter::new(Box::new(io::stdout()));
        return Ok(vec![Writer::begin(format, out, sheets(wanted)).map_err(Spoiled::Out)?]);
    };
    Home::make_private(folder)?;
    let all = match wanted {
        None if format.is_one_table() => (0..tables.all().len()).map(Some).collect(),
        one => vec![one],
    };
    let mut files = Vec::new();
    for table in all {
        let repeat = table.map_or("", |table| tables.all()[table].name.as_str());
        let name = match repeat {
            "" => format!("{}.{}", tame(form), format.as_str()),
            repeat => format!("{}-{}.{}", tame(form), tame(repeat), format.as_str()),
        };
        let out: Out = BufWriter::new(Box::new(private(&folder.join(name))?));
        files.push(Writer::begin(format, out, sheets(table)).map_err(Spoiled::Out)?);
    }
    Ok(files)
}

/// A name for a file, whatever a form is called.
fn tame(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '.' };
    let tamed: String = name.chars().map(plain).take(80).collect();
    format!("{}{tamed}", if tamed.starts_with('.') { "_" } else { "" })
}

/// A file that only its owner may read: records name people.
fn private(path: &Path) -> Outcome<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(path).map_err(|error| Failure::file(path, &error))
}

/// The files of a record, in a folder under its id. Names were looked at when the record came: none is a path.
async fn keep_files(house: &House, record: &Record, opened: Option<&Unsealed>, folder: &Path) -> Outcome {
    let media = media_of(house, record.id);
    let names = media.names().await?;
    if names.is_empty() {
        return Ok(());
    }
    let folder: PathBuf = folder.join("files").join(record.id.to_string());
    Home::make_private(&folder)?;
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        private(&path)?.write_all(bytes).map_err(|error| Failure::file(&path, &error))
    };
    match opened {
        Some(opened) => opened.files.iter().try_for_each(|(name, bytes)| write(name, bytes)),
        None => {
            for name in names {
                write(&name, &media.open(&name).await?)?;
            }
            Ok(())
        }
    }
}

/// Records that have the name of another: a list of them, and each as it was sent.
async fn keep_clashes(house: &House, form: &str, folder: &Path) -> Outcome {
    let all = clashes(house, form).await?;
    if all.is_empty() {
        return Ok(());
    }
    let folder = folder.join("clashes");
    Home::make_private(&folder)?;
    let columns = ["id", "key", "received", "volunteer", "device"];
    let out: Out = BufWriter::new(Box::new(private(&folder.join("clashes.csv"))?));
    let mut list = csv_safe::Writer::new(out, &columns).map_err(Spoiled::Out)?;
    for clash in all {
        let path = folder.join(format!("{}.xml", clash.id));
        let xml = clash_xml(house, clash.id).await?;
        private(&path)?.write_all(&xml).map_err(|error| Failure::file(&path, &error))?;
        let cells = [
            clash.id.to_string().into(),
            clash.instance_id.into(),
            clash.received.rfc3339().into(),
            clash.volunteer.into(),
            clash.device.into(),
        ];
        list.row(&cells).map_err(Spoiled::Out)?;
    }
    let mut out = list.finish().map_err(Spoiled::Out)?;
    Ok(out.flush().map_err(Spoiled::Out)?)
}

/// Why a record could not be written.
enum Spoiled {
    Record(SubmittedError),
    Out(io::Error),
}

impl From<SubmittedError> for Spoiled {
    fn from(error: SubmittedError) -> Self {
        Self::Record(error)
    }
}

impl From<io::Error> for Spoiled {
    fn from(error: io::Error) -> Self {
        Self::Out(error)
    }
}

impl From<Spoiled> for Failure {
    fn from(spoiled: Spoiled) -> Self {
        match spoiled {
            Spoiled::Record(error) => Self::internal(error),
            Spoiled::Out(error) => Self::new("cli-export-out").with("detail", error),
        }
    }
}
