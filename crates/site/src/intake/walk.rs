//! The way through a form: the screen after one, the screen before it.

use super::writing::{Stop, Writing, pages};
use crate::Visit;
use acts::intake::Surroundings;
use xforms::PageId;

/// Query of a page that was opened from the review and leads back there.
const FROM_REVIEW: &str = "then=review";

/// The name of the page with all answers.
pub const REVIEW: &str = "review";

/// Whether this page was opened from the review.
pub fn from_review(visit: &Visit) -> bool {
    visit.uri.query() == Some(FROM_REVIEW)
}

/// The name of a page, opened as the one before it was.
pub fn kept(visit: &Visit, page: &str) -> String {
    if from_review(visit) { format!("{page}?{FROM_REVIEW}") } else { page.to_owned() }
}

/// The screen after this one. From the review: the pages that the change made necessary, then the review again.
pub fn after(writing: &Writing<'_>, surroundings: &Surroundings<'_>, id: PageId) -> Result<String, Stop> {
    let filling = writing.filling(surroundings)?;
    let name = |id| filling.page_name(id).unwrap_or_default();
    let mut pages = pages(&filling, surroundings)?.into_iter();
    let found = if from_review(writing.visit) {
        let unseen = pages.map(name).find(|page| !writing.draft.seen.contains(page));
        unseen.map(|page| kept(writing.visit, &page))
    } else {
        pages.find(|other| *other > id).map(name)
    };
    Ok(found.unwrap_or_else(|| REVIEW.to_owned()))
}

/// The screen before this one; before the first stands what to know.
pub fn before(writing: &Writing<'_>, surroundings: &Surroundings<'_>, id: PageId) -> Result<String, Stop> {
    let filling = writing.filling(surroundings)?;
    let earlier = pages(&filling, surroundings)?.into_iter().rev().find(|other| *other < id);
    Ok(earlier.and_then(|other| filling.page_name(other)).unwrap_or_default())
}
