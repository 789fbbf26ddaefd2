//! `dannaya places import`: the places of another country, checked whole before one file is put in place.

use crate::country::{faults, files, read_layer};
use crate::failure::{Failure, Outcome};
use crate::home::Home;
use crate::say::Voice;
use civic::place::Places;
use std::path::{Path, PathBuf};

/// Checks the tables and outlines, then puts them into the data directory. It need not be initialised yet.
///
/// # Errors
/// Every fault with its line; nothing was changed then.
pub fn import(
    home: &Home,
    table: &Path,
    crosswalk: Option<&Path>,
    outlines: Option<&Path>,
    voice: &Voice,
) -> Outcome {
    let mut chosen: Vec<(&str, Vec<u8>)> = vec![(files::PLACES, read(table)?)];
    if let Some(path) = crosswalk {
        chosen.push((files::CROSSWALK, read(path)?));
    }
    let codes = chosen.get(1).map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
    let names =
        [Some(table), crosswalk].map(|path| path.map_or_else(String::new, |path| path.display().to_string()));
    let places = Places::read(&chosen[0].1, codes).map_err(|error| faults(&error, &names, &voice.tr))?;
    if let Some(folder) = outlines {
        for name in files::OUTLINES {
            let bytes = read(&folder.join(name))?;
            let layer = read_layer(name, &bytes)?;
            if let Some(stranger) = layer.shapes().iter().find(|shape| places.get(shape.code()).is_none()) {
                return Err(Failure::new("cli-outline-stranger")
                    .with("name", name)
                    .with("code", stranger.code()));
            }
            chosen.push((name, bytes));
        }
    }
    let folder = home.places();
    Home::make_private(&folder)?;
    for name in [files::PLACES, files::CROSSWALK].iter().chain(&files::OUTLINES) {
        replace(
            &folder.join(name),
            chosen.iter().find(|(chosen, _)| chosen == name).map(|(_, bytes)| bytes.as_slice()),
        )?;
    }
    let count = places.len().to_string();
    voice.say("cli-places-imported", &[("count", &count), ("country", places.country().name())]);
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| Failure::file(path, &error))
}

/// Puts a file in place in one step, so that a house never starts on half a table; takes away what has no successor.
fn replace(path: &Path, bytes: Option<&[u8]>) -> Outcome {
    let done = match bytes {
        Some(bytes) => {
            let fresh: PathBuf = path.with_extension("new");
            std::fs::write(&fresh, bytes).and_then(|()| std::fs::rename(&fresh, path))
        }
        None => match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        },
    };
    done.map_err(|error| Failure::file(path, &error))
}
