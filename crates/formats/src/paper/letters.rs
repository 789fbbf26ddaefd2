//! Letters: which glyphs a text becomes, how wide it is, and where its lines break.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::HashMap;

static REGULAR: &[u8] = include_bytes!("../../fonts/DejaVuSansCondensed.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/DejaVuSansCondensed-Bold.ttf");

/// Why a sheet could not be laid out.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A font that comes with the program cannot be read.
    #[error("the embedded font cannot be read")]
    Font,
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
}

/// How bold a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both weights of the font.
pub(super) struct Letters {
    regular: Cut,
    bold: Cut,
}

/// One weight.
struct Cut {
    face: Face<'static>,
    font: Font,
    /// Widths of words in em: the same few thousand words come again and again.
    widths: RefCell<HashMap<String, f32>>,
}

impl Letters {
    /// Reads the embedded fonts.
    pub(super) fn new() -> Result<Self, PaperError> {
        Ok(Self { regular: Cut::new(REGULAR)?, bold: Cut::new(BOLD)? })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// How wide a text is in points.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let cut = self.cut(weight);
        if let Some(width) = cut.widths.borrow().get(text) {
            return width * size;
        }
        let width: f32 = cut.advances(text).sum();
        cut.widths.borrow_mut().insert(text.to_owned(), width);
        width * size
    }

    /// The glyphs of a text, each with the bytes of the text it stands for, so that the PDF can be searched and copied.
    pub(super) fn glyphs(&self, text: &str, weight: Weight) -> Vec<KrillaGlyph> {
        let cut = self.cut(weight);
        let em = cut.em();
        let shaped = cut.shape(text);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.push(text.len());
        let ends = |start: usize| starts.iter().copied().find(|other| *other > start).unwrap_or(start);
        let both = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyph = |(info, at): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| {
            let start = info.cluster as usize;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                at.x_advance as f32 / em,
                at.x_offset as f32 / em,
                at.y_offset as f32 / em,
                at.y_advance as f32 / em,
                start..ends(start),
                None,
            )
        };
        both.map(glyph).collect()
    }

    /// The lines of a text in a column: as many words on each as fit, a word that is wider than the column cut.
    pub(super) fn lines(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        let space = self.width(" ", weight, size);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let (mut line, mut used) = (String::new(), 0.0);
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                for part in self.parts(word, weight, size, width) {
                    let wide = self.width(&part, weight, size);
                    if !line.is_empty() && used + space + wide > width {
                        lines.push(std::mem::take(&mut line));
                        used = 0.0;
                    }
                    if !line.is_empty() {
                        line.push(' ');
                        used += space;
                    }
                    line.push_str(&part);
                    used += wide;
                }
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines
    }

    /// A word, or where it is wider than the column the parts of it that fit.
    fn parts(&self, word: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        if self.width(word, weight, size) <= width {
            return vec![word.to_owned()];
        }
        let mut parts = vec![String::new()];
        let mut used = 0.0;
        let mut letter = [0; 4];
        for c in word.chars() {
            let wide = self.width(c.encode_utf8(&mut letter), weight, size);
            if used + wide > width && used > 0.0 {
                parts.push(String::new());
                used = 0.0;
            }
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
            used += wide;
        }
        parts
    }
}

impl Cut {
    fn new(bytes: &'static [u8]) -> Result<Self, PaperError> {
        let face = Face::from_slice(bytes, 0).ok_or(PaperError::Font)?;
        let font = Font::new(bytes.into(), 0).ok_or(PaperError::Font)?;
        Ok(Self { face, font, widths: RefCell::default() })
    }

    fn em(&self) -> f32 {
        self.face.units_per_em() as f32
    }

    fn shape(&self, text: &str) -> rustybuzz::GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        rustybuzz::shape(&self.face, &[], buffer)
    }

    fn advances(&self, text: &str) -> impl Iterator<Item = f32> + use<> {
        let em = self.em();
        let positions: Vec<i32> =
            self.shape(text).glyph_positions().iter().map(|position| position.x_advance).collect();
        positions.into_iter().map(move |advance| advance as f32 / em)
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, Weight};

    #[test]
    fn letters_of_the_languages_of_mali_are_in_the_font() {
        let letters = Letters::new().unwrap();
        // French, Bambara, Fulfulde, Songhay, Tamasheq, with tones; Tifinagh and N'Ko too.
        let text = "éèêëàâùûîïôçœæ ÉÈÀÇŒ « » ’ … – → ɛɔɲŋ ƐƆƝŊ ɓɗƴ ƁƊƳ ŋɲ šžǝăđ ḍḷṣṭẓ ɛ́ɔ̀ã ⵜⴰⵎⴰ ߓߊ ☐";
        for weight in [Weight::Regular, Weight::Bold] {
            let missing: Vec<&str> = letters
                .glyphs(text, weight)
                .into_iter()
                .filter(|glyph| krilla::text::Glyph::glyph_id(glyph).to_u32() == 0)
                .map(|glyph| &text[krilla::text::Glyph::text_range(&glyph)])
                .collect();
            assert!(missing.is_empty(), "{weight:?}: {missing:?}");
        }
    }

    #[test]
    fn lines_hold_all_words_and_stay_in_their_column() {
        let letters = Letters::new().unwrap();
        let text = "Avez-vous payé pour un service qui est gratuit ?\nSi oui : combien\u{a0}? anticonstitutionnellement";
        let lines = letters.lines(text, Weight::Regular, 10.0, 80.0);
        assert_eq!(lines.join(" ").replace(' ', ""), text.replace([' ', '\n'], ""));
        for line in &lines {
            assert!(letters.width(line, Weight::Regular, 10.0) <= 80.5, "{line}");
        }
        assert!(lines.len() > 4, "{lines:?}");
    }
}
