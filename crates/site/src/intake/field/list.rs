//! A list too long to show: looked through by words, as the places of the house are.

use super::Offer;
use super::choices::{Mark, options};
use crate::intake::media::Shown;
use crate::intake::posted::Posted;
use crate::texts::Tr;
use crate::ui::Markup;
use crate::ui::form::Ask;
use crate::ui::html;
use crate::ui::place::box_for;
use civic::place::fold;

/// Choices shown for words.
const SHOWN: usize = 12;
/// Characters of the words.
const WORDS: usize = 80;

/// New words that a posted screen wants looked for; `before` are those that were looked for last.
pub fn looked(name: &str, act: &str, posted: &Posted, before: &str) -> Option<String> {
    let typed: String = posted.get(&format!("{name}-words")).trim().chars().take(WORDS).collect();
    match act {
        "search" => Some(typed),
        "back" => None,
        // The Enter key, or going on without the search button.
        _ => Some(typed).filter(|typed| !typed.is_empty() && typed != before),
    }
}

/// The question: what is chosen and what was found, then the box for words.
pub fn ask(
    tr: &Tr,
    files: &Shown<'_>,
    ask: &Ask<'_>,
    several: bool,
    offers: &[Offer],
    words: &str,
) -> Markup {
    let wanted = fold(words);
    let fits = |offer: &&Offer| {
        let label = fold(&offer.label.words());
        !wanted.is_empty()
            && wanted.iter().all(|word| label.iter().any(|part| part.starts_with(word.as_str())))
    };
    let found: Vec<&Offer> = offers.iter().filter(fits).collect();
    let chosen =
        offers.iter().filter(|offer| offer.chosen && !found.iter().any(|other| other.value == offer.value));
    let more = found.len().saturating_sub(SHOWN);
    let nothing = found.is_empty() && !words.is_empty();
    // What is chosen stays on the screen, so that going on keeps it.
    let shown: Vec<Offer> = chosen.chain(found.iter().copied().take(SHOWN)).cloned().collect();
    let mark = if several { Mark::Box } else { Mark::Radio };
    let field = format!("{}-words", ask.name);
    let label = tr.t("list-words");
    html! {
        @if shown.is_empty() {
            (ask.group(box_for(tr, &field, ask.name, words, &label)))
        } @else {
            (options(tr, files, ask, mark, "", &shown))
            (box_for(tr, &field, &field, words, &label))
        }
        @if nothing { p role="status" { (tr.ta("list-none", &[("words", words.into())])) } }
        @if more > 0 { p role="status" { (tr.ta("list-more", &[("n", more.into())])) } }
    }
}
