//! Other people's judges of our forms: the engine of ODK Web Forms (npm) and ODK Validate (which pyxform brings).

use crate::needs;
use crate::shell::{Outcome, call, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Forms that ODK Validate is known to refuse, and why they stay. It must go on refusing them.
const INVALID: [(&str, &str); 8] = [
    ("bad_calc", "it is there to be refused"),
    ("bad_calc.xlsx", "the workbook that the form before comes from; our engine refuses it too"),
    ("central_selectMultiple", "its selects have no choices, which a server must bear"),
    ("counted", "its count is a number, as in the specification; Validate wants a path"),
    ("functions", "it has substring() and others of XPath 1.0 that Validate does not know"),
    ("geotrace", "its calculation reads its own node, which Validate takes for a circle"),
    ("union", "it puts sets together by |, as the specification allows; Validate does not know it"),
    ("xl_date_ambiguous.xlsx", "its filter names a header, label::English; our engine refuses it too"),
];

/// Installs what the judges need that is not of Debian.
pub fn fetch() -> Outcome {
    needs::node_packages("tests/forms")?;
    let wanted = root().join("tests/forms/requirements.txt");
    if needs::is_newer(&validator(), &wanted) {
        return Ok(());
    }
    // A folder of its own rather than a virtual environment, which Debian's Python cannot make without another package.
    let pip = needs::find(&needs::PIP).ok_or("pip3 is missing")?;
    let options = ["install", "--quiet", "--upgrade", "--no-deps", "--require-hashes", "--no-compile"];
    call(Command::new(pip).args(options).arg("--target").arg(python()).arg("--requirement").arg(&wanted))
}

/// Has ODK Validate read every form that we ship, test with or convert: all must pass but those that are known not to.
pub fn validate() -> Outcome {
    let mut command = Command::new("java");
    command.args(["-Djava.awt.headless=true", "-jar"]).arg(validator()).args(forms()?);
    let answer = command.output().map_err(|e| format!("java: {e}"))?;
    let said = String::from_utf8_lossy(&answer.stdout) + String::from_utf8_lossy(&answer.stderr);
    let refused = refusals(&said);
    let forms = command.get_args().count() - 3;
    let valid = said.matches("Xform is valid!").count();
    println!("ODK Validate: {valid} of {forms} forms are valid, {} known not to be", INVALID.len());
    let known = |name: &str| INVALID.iter().any(|(form, _)| *form == name);
    let new = refused.iter().filter(|name| !known(name)).map(|name| format!("{name} is refused"));
    let mended = INVALID.iter().filter(|(form, _)| !refused.iter().any(|name| name == form));
    let mended =
        mended.map(|(form, _)| format!("{form} is valid now: take it out of the list in xtask/src/forms.rs"));
    let mut wrong: Vec<String> = new.chain(mended).collect();
    if valid + refused.len() != forms {
        wrong.push(format!("{} forms were not judged", forms - valid - refused.len()));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("ODK Validate: {}\n{}", wrong.join("; "), reasons(&said)))
    }
}

/// Names of the forms listed at the end of what ODK Validate prints.
fn refusals(said: &str) -> Vec<String> {
    let list = said.split("The following files failed validation:").nth(1).unwrap_or_default();
    let files = list.lines().map(str::trim).filter(|line| line.ends_with(".xml"));
    files.map(|file| name(Path::new(file))).collect()
}

fn reasons(said: &str) -> String {
    said.lines()
        .filter(|line| line.contains("Exception") || line.contains("Error"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// File name of a form; the folder's name for the form of a pack.
fn name(form: &Path) -> String {
    let named_after = if form.ends_with("form.xml") { form.parent().unwrap_or(form) } else { form };
    named_after.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn forms() -> Result<Vec<PathBuf>, String> {
    let mut forms = listing("crates/xforms/tests/forms")?;
    forms.extend(listing("packs")?.into_iter().map(|pack| pack.join("form.xml")));
    forms.retain(|form| form.extension().is_some_and(|ending| ending == "xml") && form.is_file());
    forms.extend(converted()?);
    forms.sort();
    Ok(forms)
}

/// Converts the workbooks of the corpus; those that the converter refuses are none of a judge's concern.
fn converted() -> Result<Vec<PathBuf>, String> {
    let folder = root().join("target/converted");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut forms = Vec::new();
    for book in listing("crates/xlsform/tests/data/workbooks")? {
        let bytes = std::fs::read(&book).map_err(|e| format!("{}: {e}", book.display()))?;
        let stem = book.file_stem().unwrap_or_default().to_string_lossy();
        let Ok(form) = xlsform::convert(&bytes, &stem, &xlsform::Limits::default()) else { continue };
        let path = folder.join(format!("{}.xml", book.file_name().unwrap_or_default().to_string_lossy()));
        std::fs::write(&path, form.xml).map_err(|e| format!("{}: {e}", path.display()))?;
        forms.push(path);
    }
    // Fewer would mean that the converter has come to refuse them.
    if forms.len() < 80 {
        return Err(format!("only {} workbooks were converted", forms.len()));
    }
    Ok(forms)
}

fn listing(folder: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(root().join(folder)).map_err(|e| format!("{folder}: {e}"))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

fn python() -> PathBuf {
    root().join("target/pyxform")
}

fn validator() -> PathBuf {
    python().join("pyxform/validators/odk_validate/bin/ODK_Validate.jar")
}

#[cfg(test)]
mod tests {
    use super::refusals;

    #[test]
    fn the_refused_are_read_off_the_end_of_what_validate_prints() {
        let said = "Validating: a/b.xml\n>> Xform is valid!\n\nThe following files failed validation:\n\
                    crates/xforms/tests/forms/bad_calc.xml\npacks/denunciation/form.xml\n\nResult: Invalid\n";
        assert_eq!(refusals(said), ["bad_calc", "denunciation"]);
        assert!(refusals("Validating: a/b.xml\n>> Xform is valid!\n").is_empty());
    }
}
