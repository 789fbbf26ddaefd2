//! What the codes of an export mean: the questions of every version of a form, with the lists that choices come from.

use super::codebook::Codebook;
use super::entities;
use super::setup::file_name;
use super::{Asked, Records};
use crate::house::away;
use crate::{House, Result};
use kernel::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use xforms::{Role, Rows};

/// The questions of a form, and by the address under which it names them the lists that are here and can be read.
pub struct Wording {
    /// What is asked or computed, in the order of the current version; what only others ask comes after.
    pub questions: Vec<Asked>,
    /// Lists of choices.
    pub lists: BTreeMap<String, Arc<Rows>>,
}

/// The words of a form in a language, or in the one it begins with.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such form; those of the store.
pub async fn wording(house: &House, form: &str, lang: Lang) -> Result<Wording> {
    let versions = Records::of(house, form).await?.versions().await?;
    let questions = away(move || {
        let (mut questions, mut known) = (Vec::new(), BTreeSet::new());
        for version in versions {
            let asked = Codebook::of(version, lang).asked().into_iter();
            questions
                .extend(asked.filter(|asked| asked.role == Role::Field && known.insert(asked.path.clone())));
        }
        Ok(questions)
    })
    .await?;
    let mut lists = BTreeMap::new();
    let uri = |asked: &Asked| asked.list.as_ref().map(|file| file.src.clone());
    let tables = entities::tables(house, form).await?;
    for uri in questions.iter().filter_map(uri).collect::<BTreeSet<_>>() {
        // A list that cannot be read gives no labels, and codes stand for themselves.
        let rows = tables.get(&file_name(&uri)).and_then(|bytes| Rows::from_file(&uri, bytes).ok());
        lists.extend(rows.map(|rows| (uri, Arc::new(rows))));
    }
    Ok(Wording { questions, lists })
}
