//! The codebook of an export: questions and choices in the reader's language, with the heads around them.

use crate::texts::Tr;
use acts::House;
use acts::collect::{Asked, wording};
use formats::records::{Book, Heads, List, Question};

/// The codebook of a form.
///
/// # Errors
/// As [`wording`].
pub async fn book(house: &House, tr: &Tr, form: &str) -> acts::Result<Book> {
    let wording = wording(house, form, tr.lang).await?;
    let question = |asked: Asked| Question {
        kind: tr.t(&format!("forms-kind-{}", if asked.computed { "computed" } else { kind(&asked) })),
        list: asked.list.map(|file| List {
            rows: wording.lists.get(&file.src).cloned(),
            file: file.src.rsplit('/').next().unwrap_or(&file.src).to_owned(),
            value: file.value,
            label: file.label,
        }),
        path: asked.path,
        words: asked.words,
        choices: asked.choices,
    };
    Ok(Book { questions: wording.questions.into_iter().map(question).collect(), heads: heads(tr) })
}

fn heads(tr: &Tr) -> Heads {
    let said = |name: &str| tr.t(&format!("forms-book-{name}"));
    Heads {
        records: said("records"),
        questions: said("questions"),
        cuts: said("cuts"),
        sheet: said("sheet"),
        column: said("column"),
        row: said("row"),
        question: said("question"),
        kind: said("kind"),
        code: said("code"),
        label: said("label"),
    }
}

/// The kind of an answer, of those that the texts name.
pub(crate) fn kind(asked: &Asked) -> &'static str {
    match asked.data_type {
        _ if !asked.choices.is_empty() || asked.list.is_some() => "choice",
        "int" | "decimal" => "number",
        "date" => "date",
        "dateTime" | "time" => "time",
        "geopoint" | "geotrace" | "geoshape" => "place",
        "binary" => "file",
        _ => "text",
    }
}
