//! Letters to public bodies, as e-mail: subject and plain text. They carry the link and never the code, nor a word of
//! the case; who reads the mail on its way learns a reference and two days.

use crate::texts::{Texts, Tr};
use acts::House;
use acts::office::Letter;
use std::sync::Arc;

/// An e-mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address of the body.
    pub to: String,
    /// Subject, on one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Writes a letter in its language: the words are the pack's, the frame around them is the house's.
pub fn render(house: &House, texts: &Arc<Texts>, letter: &Letter) -> Mail {
    let coalition = house.terms.coalition.as_str();
    match letter {
        Letter::Referral { to, lang, pack, reference, link, acknowledge_by, answer_by, expires } => {
            let tr = Tr::new(texts, *lang);
            let args = [
                ("reference", reference.as_str().into()),
                ("acknowledge_by", tr.date(*acknowledge_by).into()),
                ("answer_by", tr.date(*answer_by).into()),
            ];
            let text = tr.pack_with(pack, "referral-body", &args).unwrap_or_default();
            let link = format!("{}/{lang}/office/{link}", house.terms.address());
            let body = tr.ta(
                "mail-referral",
                &[
                    ("text", text.into()),
                    ("reference", reference.as_str().into()),
                    ("link", link.into()),
                    ("expires", tr.date(*expires).into()),
                    ("coalition", coalition.into()),
                ],
            );
            let subject = tr.pack_with(pack, "referral-subject", &args).unwrap_or_default();
            Mail { to: to.clone(), subject, body }
        }
        Letter::Reminder { to, lang, pack, reference, days, public_after, .. } => {
            let tr = Tr::new(texts, *lang);
            let args = [
                ("reference", reference.as_str().into()),
                ("days", (*days).into()),
                ("public_after", (*public_after).into()),
            ];
            let text = tr.pack_with(pack, "reminder-body", &args).unwrap_or_default();
            let body = tr.ta("mail-reminder", &[("text", text.into()), ("coalition", coalition.into())]);
            let subject = tr.pack_with(pack, "reminder-subject", &args).unwrap_or_default();
            Mail { to: to.clone(), subject, body }
        }
    }
}
