//! Strips become pages, and pages a PDF.

use super::Sheet;
use super::draw::{self, Strip};
use super::flow::{Flow, MARGIN, PAGE, Strips};
use super::letters::{Letters, PaperError};
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

/// Where the foot of a page begins.
const FOOT: f32 = PAGE.1 - 52.0;

/// The sheets as a PDF: the same words give the same bytes. Fonts are embedded with the letters that are used.
///
/// # Errors
/// [`PaperError`] when the PDF cannot be written, which no sheet should cause.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
    let letters = Letters::new()?;
    let flow = Flow { letters: &letters };
    let pages = paginate(&flow, sheet);
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(sheet.title.clone())
        .description(sheet.about.clone())
        .language(sheet.lang.clone())
        .creator("Dannaya".to_owned());
    document.set_metadata(metadata);
    let count = pages.len();
    for (number, strips) in (1..).zip(&pages) {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1);
        let settings = settings.ok_or_else(|| PaperError::Pdf("a page without size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut top = MARGIN;
        for strip in strips {
            draw::strip(&mut surface, &letters, top, strip)?;
            top += strip.height;
        }
        draw::strip(&mut surface, &letters, FOOT, &flow.foot(sheet, number, count))?;
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PaperError::Pdf(format!("{error:?}")))
}

/// The strips of each page.
fn paginate(flow: &Flow<'_>, sheet: &Sheet) -> Vec<Strips> {
    let mut pages = Pages { full: Vec::new(), page: flow.head(sheet) };
    let mut waiting: Strips = Vec::new();
    for block in &sheet.blocks {
        let (strips, stays) = flow.block(block);
        waiting.extend(strips);
        if !stays {
            pages.put(std::mem::take(&mut waiting));
        }
    }
    pages.put(waiting);
    pages.full.push(pages.page);
    pages.full
}

/// Room on a page in points.
const ROOM: f32 = FOOT - MARGIN - 6.0;

struct Pages {
    full: Vec<Strips>,
    page: Strips,
}

impl Pages {
    /// Puts strips that belong together on this page, or on the next; what is longer than a page is cut between strips.
    fn put(&mut self, strips: Strips) {
        let all = height(&strips);
        if height(&self.page) + all > ROOM && all <= ROOM {
            self.turn();
        }
        for strip in strips {
            if height(&self.page) + strip.height > ROOM {
                self.turn();
            }
            // No page begins with a gap.
            if !(self.page.is_empty() && strip.marks.is_empty()) {
                self.page.push(strip);
            }
        }
    }

    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.full.push(std::mem::take(&mut self.page));
        }
    }
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.height).sum()
}

#[cfg(test)]
mod tests {
    use super::super::draw::Mark;
    use super::super::{Block, Field, Question, Sheet};
    use super::{FOOT, Flow, Letters, MARGIN, ROOM, height, paginate};

    fn question(number: usize, field: Field) -> Block {
        let text = format!("Question numéro {number} : combien d’agents étaient là ce jour-là, et qui ?");
        Block::Question(Question { number, text, when: None, help: Vec::new(), field })
    }

    fn pages(blocks: Vec<Block>) -> Vec<Vec<String>> {
        let letters = Letters::new().unwrap();
        let flow = Flow { letters: &letters };
        let sheet = Sheet { title: "Visite".to_owned(), blocks, ..Sheet::default() };
        let pages = paginate(&flow, &sheet);
        for page in &pages {
            assert!(height(page) <= ROOM + 0.01 && MARGIN + height(page) < FOOT);
        }
        let text = |mark: &Mark| match mark {
            Mark::Text { text, .. } => Some(text.clone()),
            _ => None,
        };
        pages
            .iter()
            .map(|page| page.iter().flat_map(|strip| &strip.marks).filter_map(text).collect())
            .collect()
    }

    #[test]
    fn a_question_is_not_cut_and_a_heading_stays_with_what_follows() {
        let mut blocks = Vec::new();
        for number in 1..=60 {
            let text = format!("Partie {number}");
            blocks.push(Block::Heading { text, when: None });
            blocks.push(question(number, Field::Lines(number % 4 + 1)));
        }
        let pages = pages(blocks);
        assert!(pages.len() > 3);
        for number in 1..=60 {
            let (heading, mark) = (format!("Partie {number}"), format!("{number}."));
            let on = |wanted: &String| pages.iter().position(|page| page.contains(wanted)).unwrap();
            assert_eq!(on(&heading), on(&mark));
        }
        assert!(pages.iter().skip(1).all(|page| page[0].starts_with("Partie")), "no page begins inside one");
    }

    #[test]
    fn a_list_longer_than_a_page_goes_on_with_every_choice_in_order() {
        let choices: Vec<String> = (1..=200)
            .map(|at| format!("Un village au nom assez long pour une ligne entière, celui-ci le {at}e"))
            .collect();
        let pages = pages(vec![question(1, Field::Ticks(choices))]);
        assert!(pages.len() > 2);
        let words = pages.concat().join(" ");
        let mut from = 0;
        for at in 1..=200 {
            let wanted = format!("celui-ci le {at}e");
            from += words[from..].find(&wanted).unwrap_or_else(|| panic!("{wanted}"));
        }
    }
}
