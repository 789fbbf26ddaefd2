//! `dannaya form paper`: a form to be printed, to standard output.

use crate::args::{Paper, PaperFormat};
use crate::failure::{Failure, Outcome};
use crate::people::open;
use crate::say::Voice;
use acts::collect;
use std::io::{self, Write};

/// Writes the form as it is printed.
///
/// # Errors
/// When there is no such form, nothing can be written, or the store refuses.
pub async fn run(paper: Paper, voice: &Voice) -> Outcome {
    let house = open(paper.house, voice).await?;
    let (_, form) = match collect::current(&house, &paper.id).await {
        Err(acts::Error::NotFound) => return Err(crate::forms::unknown(&paper.id)),
        other => other?,
    };
    let sheet = site::paper::sheet(&form, &voice.tr, usize::from(paper.copies));
    let bytes = match paper.format {
        PaperFormat::Pdf => formats::paper::pdf(&sheet).map_err(Failure::internal)?,
        PaperFormat::Html => site::paper::alone(&sheet).into_bytes(),
    };
    house.store.close().await;
    let mut out = io::stdout();
    match out.write_all(&bytes).and_then(|()| out.flush()) {
        // Whoever reads our output has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new("cli-export-out").with("detail", error))
        }
        _ => Ok(()),
    }
}
