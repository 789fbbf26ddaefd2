//! What to begin with: the forms, records and workbooks that the crates are tested with, whose origin stands in the `PROVENANCE.md`
//! beside them. Nothing is kept a second time.

use std::path::Path;

/// A file of the project, as text.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(testhouse::root().join(path)).expect(path)
}

/// The files of a folder whose name ends so and that are not larger than so many bytes, by name.
pub fn files(folder: &str, ending: &str, most: usize) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(testhouse::root().join(folder)).expect(folder);
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read(path).ok().filter(|bytes| bytes.len() <= most);
    paths.iter().filter_map(read).collect()
}

/// Writes the seeds of every target into a folder of its name, for a fuzzer.
///
/// # Errors
/// Those of the file system.
pub fn write(folder: &Path) -> std::io::Result<()> {
    for target in crate::targets() {
        let folder = folder.join(target.name());
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in target.seeds().into_iter().enumerate() {
            std::fs::write(folder.join(format!("{number:04}")), seed)?;
        }
    }
    Ok(())
}
