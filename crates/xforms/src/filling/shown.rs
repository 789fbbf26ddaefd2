//! What is shown: words and choices.

/// Words, and the picture, sound or film that goes with them, in the language of the filling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The words; with the Markdown and the few tags that ODK allows: see [`marked`](crate::marked). Escape them.
    pub text: String,
    /// Fewer words, for a small screen.
    pub short: Option<String>,
    /// Small print that explains: examples, a consequence.
    pub guidance: Option<String>,
    /// A picture, as `jr://images/name.png`.
    pub image: Option<String>,
    /// The same picture, larger.
    pub big_image: Option<String>,
    /// A sound, as `jr://audio/name.mp3`.
    pub audio: Option<String>,
    /// A film, as `jr://video/name.mp4`.
    pub video: Option<String>,
}

impl Shown {
    /// The words without their markup.
    pub fn words(&self) -> String {
        crate::words::plain(&self.text)
    }
}

/// A choice of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Shown,
}

/// What a select offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// Not a select.
    None,
    /// These.
    Offered(Vec<Choice>),
    /// The rows of a file that the surroundings did not give, which the caller searches and shows; an answer is
    /// checked through [`Context::external_label`](crate::Context::external_label).
    External {
        /// The file, as `jr://file-csv/places.csv`.
        src: String,
        /// The itemset's expression, whose filter this engine cannot apply to a file it does not read.
        nodeset: String,
    },
}
