//! `dannaya form`: the forms that field teams fill with ODK Collect or KoboCollect.

use crate::args::Form;
use crate::authoring;
use crate::export;
use crate::failure::{Failure, Outcome};
use crate::paper;
use crate::people::{open, table, titles};
use crate::say::Voice;
use acts::collect::{self, Added, Addition};
use acts::survey::for_telephones;
use site::authoring::Usable;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::forms::FormState;

/// Bytes of a file that comes with a form: a telephone has to fetch it.
const LARGEST_MEDIA: u64 = 64 << 20;

/// Does what is asked with forms.
///
/// # Errors
/// When a file cannot be read, the form is faulty or unknown, or the store refuses.
pub async fn run(command: Form, voice: &Voice) -> Outcome<ExitCode> {
    match command {
        Form::Check { form, data } => return authoring::check(&form, data, voice).await,
        // It begins before there is a runtime.
        Form::ConvertBounded => return Err(Failure::internal("convert-bounded")),
        Form::Convert { workbook, itemsets, data } => {
            return authoring::convert(&workbook, itemsets.as_deref(), data, voice).await;
        }
        Form::Add { form: file, house, service, draft } => {
            let converter = authoring::chosen(Some(house.data.clone()))?;
            let form = authoring::usable(&file, &authoring::read(&file)?, &converter, &voice.tr).await?;
            let Usable { xml, itemsets } = form.map_err(|faults| {
                let mut failure = Failure::new("cli-form-wrong").with("path", file.display());
                failure.lines = faults;
                failure
            })?;
            let mut media = read_media(&media_folder(&file))?;
            if let Some(list) = itemsets {
                media.insert("itemsets.csv".to_owned(), list.into_bytes());
            }
            let house = open(house, voice).await?;
            let known: Vec<&str> = house.packs().map(String::as_str).collect();
            if let Some(pack) = service.as_ref().filter(|pack| !known.contains(&pack.as_str())) {
                return Err(Failure::new("cli-pack-unknown")
                    .with("pack", pack)
                    .with("known", known.join(", ")));
            }
            // The places of a survey are those of its sample; a list of one's own goes before.
            if let Some(survey) = service.as_ref().and_then(|pack| house.surveys.get(pack)) {
                for (name, list) in for_telephones(survey, &house.places).media {
                    media.entry(name).or_insert(list);
                }
            }
            let added =
                collect::add_form(&house, Addition { xml: xml.into_bytes(), pack: service, media, draft })
                    .await?;
            tell(added, &file, voice)?;
            house.store.close().await;
        }
        Form::List { house } => {
            let house = open(house, voice).await?;
            let mut rows =
                vec![titles(voice, ["form", "version", "state", "records", "waiting", "conflicts", "title"])];
            let mut missing = Vec::new();
            for listed in collect::listed(&house).await? {
                let (form, counts) = (listed.form, listed.counts);
                missing.push((form.id.clone(), listed.missing));
                rows.push([
                    form.id,
                    if form.version.is_empty() { "-".to_owned() } else { form.version },
                    voice.text(&format!("cli-form-state-{}", form.state), &[]),
                    counts.records.to_string(),
                    counts.waiting.to_string(),
                    counts.conflicts.to_string(),
                    form.title,
                ]);
            }
            table(voice, &rows);
            for (form, names) in missing {
                name_files("cli-form-files-missing", &form, &names, voice);
            }
        }
        Form::Open { id, house } => set(house, &id, FormState::Open, voice).await?,
        Form::Close { id, house } => set(house, &id, FormState::Closed, voice).await?,
        Form::Export(export) => export::run(export, voice).await?,
        Form::Paper(form) => paper::run(form, voice).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn set(house: crate::args::House, id: &str, state: FormState, voice: &Voice) -> Outcome {
    let house = open(house, voice).await?;
    match collect::set_state(&house, id, state).await {
        Err(acts::Error::NotFound) => return Err(unknown(id)),
        other => other?,
    }
    voice.say(&format!("cli-form-now-{state}"), &[("form", id)]);
    house.store.close().await;
    Ok(())
}

/// The sentence for a form that is not there.
pub fn unknown(id: &str) -> Failure {
    Failure::new("cli-form-unknown").with("form", id)
}

/// `baseline-media` beside `baseline.xml`, as exports of form builders have it.
fn media_folder(form: &Path) -> PathBuf {
    let stem = form.file_stem().unwrap_or_default().to_string_lossy();
    form.with_file_name(format!("{stem}-media"))
}

/// The files of a folder by name; none when there is no folder.
fn read_media(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let mut media = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(media);
    }
    let refused = |error: std::io::Error| Failure::file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file()) else {
            continue;
        };
        let size = path.metadata().map_err(|error| Failure::file(&path, &error))?.len();
        if size > LARGEST_MEDIA {
            let most = (LARGEST_MEDIA >> 20).to_string();
            return Err(Failure::new("cli-form-file-large").with("path", path.display()).with("most", most));
        }
        let bytes = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        media.insert(name.to_owned(), bytes);
    }
    Ok(media)
}

fn name_files(key: &'static str, form: &str, names: &[String], voice: &Voice) {
    if !names.is_empty() {
        voice.warn(key, &[("form", form), ("names", &names.join(", "))]);
    }
}

fn tell(added: Added, path: &Path, voice: &Voice) -> Outcome {
    let faulty = |key| Failure::new(key).with("path", path.display());
    match added {
        Added::Kept { id, version, state, changed, missing, unused } => {
            let version = if version.is_empty() { "-".to_owned() } else { version };
            let key = if changed { format!("cli-form-added-{state}") } else { "cli-form-same".to_owned() };
            voice.say(&key, &[("form", &id), ("version", &version)]);
            name_files("cli-form-files-missing", &id, &missing, voice);
            name_files("cli-form-files-unused", &id, &unused, voice);
            Ok(())
        }
        // These were ruled out before, and no list is closed to whoever runs the house.
        Added::NotText => Err(Failure::internal("not UTF-8")),
        Added::Entities(error) => Err(Failure::internal(error)),
        Added::Unreadable(error) => Err(Failure::internal(error)),
        Added::OthersList { list } => Err(Failure::internal(list)),
        Added::LongName => Err(faulty("cli-form-name")),
        Added::Nameless => Err(faulty("cli-form-nameless")),
        Added::SameVersion { id, version } => {
            Err(Failure::new("cli-form-same-version").with("form", id).with("version", version))
        }
    }
}
