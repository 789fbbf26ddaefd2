//! Results given back to the people they came from: one sheet of A4 for a wall or a meeting, in large type, black on white.

use super::draw::{self, Mark, Strip};
use super::flow::{MARGIN, PAGE, RIGHT};
use super::letters::{Letters, PaperError, Weight};
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

/// What stands on the sheet, put into words already.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GivenBack {
    /// Language of the words, as BCP 47 has it.
    pub lang: String,
    /// What is told of.
    pub title: String,
    /// Where.
    pub place: String,
    /// When it was asked, and of how many people.
    pub about: Vec<String>,
    /// What must be known before reading, as that the figures are those of a larger place.
    pub note: Option<String>,
    /// The answers, the most given first.
    pub answers: Vec<Given>,
    /// How to read it.
    pub reading: Vec<String>,
    /// What comes next, and where to say more.
    pub next: Vec<String>,
}

/// An answer in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its rank, as `1` or `2–4`.
    pub rank: String,
    /// Its words.
    pub words: String,
    /// Its share as it is said: `38 %`.
    pub said: String,
    /// Its share, 0 to 1.
    pub share: f32,
}

/// Sizes of letters in points: title, place, answers, small.
const SIZES: [f32; 4] = [26.0, 20.0, 15.0, 11.5];
/// Height of a line of text over its size.
const LEADING: f32 = 1.22;
/// Room on the page, in points.
const ROOM: f32 = PAGE.1 - 2.0 * MARGIN;
/// By how much everything shrinks when it does not fit, and how often.
const SHRINK: (f32, usize) = (0.94, 30);

/// The sheet as a PDF of one page: the same words give the same bytes. What does not fit in large type is set smaller.
///
/// # Errors
/// [`PaperError`] when the PDF cannot be written, which no sheet should cause.
pub fn given_back(sheet: &GivenBack) -> Result<Vec<u8>, PaperError> {
    let letters = Letters::new()?;
    let strips = fitting(&letters, sheet);
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(format!("{} · {}", sheet.title, sheet.place))
        .language(sheet.lang.clone())
        .creator("Dannaya".to_owned());
    document.set_metadata(metadata);
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1);
    let settings = settings.ok_or_else(|| PaperError::Pdf("a page without size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut top = MARGIN;
    for strip in &strips {
        draw::strip(&mut surface, &letters, top, strip)?;
        top += strip.height;
    }
    surface.finish();
    page.finish();
    document.finish().map_err(|error| PaperError::Pdf(format!("{error:?}")))
}

/// The strips in the largest type in which they fit on the page.
fn fitting(letters: &Letters, sheet: &GivenBack) -> Vec<Strip> {
    let mut setting = Setting { letters, scale: 1.0 };
    for _ in 0..SHRINK.1 {
        let strips = setting.strips(sheet);
        if height(&strips) <= ROOM {
            return strips;
        }
        setting.scale *= SHRINK.0;
    }
    // More answers than any form has: what is beyond the page is cut with the page.
    setting.strips(sheet)
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.height).sum()
}

struct Setting<'l> {
    letters: &'l Letters,
    scale: f32,
}

impl Setting<'_> {
    fn strips(&self, sheet: &GivenBack) -> Vec<Strip> {
        let [title, place, answer, small] = SIZES.map(|size| size * self.scale);
        let mut strips = self.text(&sheet.title, Weight::Bold, title, MARGIN, RIGHT);
        strips.extend(self.text(&sheet.place, Weight::Bold, place, MARGIN, RIGHT));
        strips.push(self.gap(4.0));
        for sentence in &sheet.about {
            strips.extend(self.text(sentence, Weight::Regular, small, MARGIN, RIGHT));
        }
        if let Some(note) = &sheet.note {
            strips.push(self.gap(6.0));
            strips.extend(self.framed(note, small));
        }
        strips.push(self.rule(2.0));
        for given in &sheet.answers {
            strips.extend(self.given(given, answer));
        }
        strips.push(self.rule(1.0));
        for sentence in &sheet.reading {
            strips.extend(self.text(sentence, Weight::Regular, small, MARGIN, RIGHT));
            strips.push(self.gap(3.0));
        }
        strips.push(self.gap(5.0));
        for sentence in &sheet.next {
            strips.extend(self.text(sentence, Weight::Bold, small, MARGIN, RIGHT));
            strips.push(self.gap(3.0));
        }
        strips
    }

    fn gap(&self, height: f32) -> Strip {
        Strip::gap(height * self.scale)
    }

    fn rule(&self, width: f32) -> Strip {
        let y = 7.0 * self.scale;
        let line = Mark::Line { x: MARGIN, y, to_x: RIGHT, to_y: y, width };
        Strip { height: 14.0 * self.scale, marks: vec![line] }
    }

    fn text(&self, text: &str, weight: Weight, size: f32, x: f32, right: f32) -> Vec<Strip> {
        let line = |text: String| {
            let mark = Mark::Text { x, y: size, size, weight, text };
            Strip { height: size * LEADING, marks: vec![mark] }
        };
        self.letters.lines(text, weight, size, right - x).into_iter().map(line).collect()
    }

    /// Words with a line on their left, so that they are seen.
    fn framed(&self, text: &str, size: f32) -> Vec<Strip> {
        let mut strips = self.text(text, Weight::Bold, size, MARGIN + 10.0, RIGHT);
        for strip in &mut strips {
            strip.marks.push(Mark::Line {
                x: MARGIN + 2.0,
                y: 0.0,
                to_x: MARGIN + 2.0,
                to_y: strip.height,
                width: 3.0,
            });
        }
        strips
    }

    /// The rank on the left, the words beside it, the share on the right, and a bar under them on a frame of its full length.
    fn given(&self, given: &Given, size: f32) -> Vec<Strip> {
        let x = MARGIN + 3.3 * size;
        let said = self.letters.width(&given.said, Weight::Bold, size);
        let mut strips = self.text(&given.words, Weight::Bold, size, x, RIGHT - said - 12.0);
        if strips.is_empty() {
            strips.push(Strip::gap(size * LEADING));
        }
        let mark =
            |x: f32, text: &str| Mark::Text { x, y: size, size, weight: Weight::Bold, text: text.to_owned() };
        // Rank, words, share: in the order in which somebody reads them aloud, and copies them.
        strips[0].marks.insert(0, mark(MARGIN, &given.rank));
        strips[0].marks.push(mark(RIGHT - said, &given.said));
        let (y, tall, full) = (2.0 * self.scale, 7.5 * self.scale, RIGHT - x);
        let long = full * given.share.clamp(0.0, 1.0);
        let mut marks = vec![Mark::Box { x, y, width: full, height: tall }];
        if long > 0.0 {
            marks.push(Mark::Bar { x, y, width: long, height: tall });
        }
        strips.push(Strip { height: 17.0 * self.scale, marks });
        strips
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, GivenBack, Letters, ROOM, fitting, given_back, height};

    fn sheet(answers: usize) -> GivenBack {
        let given = |at: usize| Given {
            rank: format!("{at}–{}", at + 2),
            words: format!("On parle et rien ne suit, ni ici ni ailleurs, cause {at}"),
            said: "38 %".to_owned(),
            share: 1.0 / at as f32,
        };
        GivenBack {
            lang: "fr".to_owned(),
            title: "Les causes de la méfiance".to_owned(),
            place: "Soye (commune)".to_owned(),
            about: vec!["Première vague".to_owned()],
            note: Some("Les chiffres sont ceux du cercle de Mopti.".to_owned()),
            answers: (1..=answers).map(given).collect(),
            reading: vec!["Sur 100 personnes, 38 l’ont dit. ".repeat(4)],
            next: vec!["https://example.org/fr/surveys/civact".to_owned()],
        }
    }

    #[test]
    fn a_sheet_fits_on_its_page_whatever_the_number_of_answers() {
        let letters = Letters::new().unwrap();
        for answers in [0, 1, 3, 12, 40] {
            let strips = fitting(&letters, &sheet(answers));
            assert!(height(&strips) <= ROOM, "{answers}: {}", height(&strips));
        }
    }

    #[test]
    fn the_same_words_give_the_same_bytes() {
        let bytes = given_back(&sheet(11)).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        assert_eq!(bytes, given_back(&sheet(11)).unwrap());
    }
}
