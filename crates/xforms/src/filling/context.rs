//! What a filling needs from outside.

use crate::calendar::Moment;
use crate::filling::GeoPoint;
use crate::rows::Rows;
use std::sync::Arc;

/// What a filling needs from outside: the time, chance, and the rows of files. Everything else is computed.
pub trait Context {
    /// The present instant, with the offset of the place where the form is filled.
    fn now(&self) -> Moment;

    /// 128 unpredictable bits, for `uuid()` and `random()`.
    fn random(&self) -> u128;

    /// The label of a value in the choice list `src` (as written in the form, `jr://file-csv/places.csv`), or
    /// `None` when the list has no such value. Asked one value at a time, so that a list of any length can stay
    /// where it is; not asked for a file whose [`rows`](Self::rows) are given.
    fn external_label(&self, src: &str, value: &str) -> Option<String> {
        let _ = (src, value);
        None
    }

    /// The rows of a file the form reads, by its `src`; of `jr://instance/last-saved` the record of this form that
    /// was saved last, as [`Rows::from_xml`] reads it. Asked once when a filling starts; a caller keeps rows it has
    /// read, for reading them takes far longer than looking into them.
    ///
    /// Without them a list from the file is left to the caller, and any other expression that looks into it is
    /// [`MissingFile`](crate::EvaluationError::MissingFile). A last saved record that is `None` is an empty one.
    fn rows(&self, src: &str) -> Option<Arc<Rows>> {
        let _ = src;
        None
    }

    /// Something known of the person or the device (`jr:preload="property"`, `property()`): `deviceid`,
    /// `username`, `email`, `phonenumber` and whatever else the form asks for.
    fn property(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// Where the device is, for `odk:setgeopoint`.
    fn location(&self) -> Option<GeoPoint> {
        None
    }

    /// The digest of some bytes, for `digest()` and for the seed of `randomize()`: `MD5`, `SHA-1`, `SHA-256`,
    /// `SHA-384` or `SHA-512`. This crate holds no cryptography of its own.
    fn digest(&self, algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let _ = (algorithm, bytes);
        None
    }

    /// The short name of a month (`%b` of `format-date`, 1 to 12) or of a day of the week (`%a`, 1 for Monday), in
    /// the language the form is shown in, given as the form names it or empty. Without it the number is written.
    fn calendar_name(&self, letter: char, number: u8, language: &str) -> Option<String> {
        let _ = (letter, number, language);
        None
    }
}
