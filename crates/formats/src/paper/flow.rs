//! Blocks become strips: where each text, box and line of a question stands.

use super::draw::{Mark, Strip};
use super::letters::{Letters, Weight};
use super::{Block, Boxes, Field, Question, Sheet};

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// The margin left and right, and above.
pub(super) const MARGIN: f32 = 42.0;
/// Where the text ends on the right.
pub(super) const RIGHT: f32 = PAGE.0 - MARGIN;
/// Room for the number of a question.
const NUMBER: f32 = 26.0;
/// Side of a box to tick.
const TICK: f32 = 9.0;
/// Between the left edge of a box to tick and the number of its choice, and between that and its words.
const AFTER_TICK: (f32, f32) = (14.0, 16.0);
/// Width and height of a box for one character.
const CELL: (f32, f32) = (15.0, 17.0);
/// Height of a line to write on.
const RULED: f32 = 20.0;

const TITLE: f32 = 16.0;
const HEADING: f32 = 12.0;
const ASKED: f32 = 10.0;
const PLAIN: f32 = 9.5;
const SMALL: f32 = 8.5;
const TINY: f32 = 7.0;
/// Height of a line of text over its size.
const LEADING: f32 = 1.25;

/// What belongs together: kept on one page where it fits on one.
pub(super) type Strips = Vec<Strip>;

/// Lays blocks out.
pub(super) struct Flow<'l> {
    pub letters: &'l Letters,
}

impl Flow<'_> {
    /// The head of the first page.
    pub(super) fn head(&self, sheet: &Sheet) -> Strips {
        let mut strips = self.text(&sheet.title, Weight::Bold, TITLE, MARGIN);
        strips.push(Strip::gap(2.0));
        strips.extend(self.text(&sheet.about, Weight::Regular, SMALL, MARGIN));
        strips.push(Strip::gap(6.0));
        let half = (RIGHT - MARGIN - 16.0) / 2.0;
        for pair in sheet.head.chunks(2) {
            let mut row = Strip::gap(RULED + 2.0);
            for (column, label) in pair.iter().enumerate() {
                let x = MARGIN + column as f32 * (half + 16.0);
                self.space(&mut row, label, x, x + half);
            }
            strips.push(row);
        }
        strips.push(Strip::gap(8.0));
        for sentence in &sheet.guide {
            strips.extend(self.text(sentence, Weight::Regular, SMALL, MARGIN));
        }
        let rule = Mark::Line { x: MARGIN, y: 5.0, to_x: RIGHT, to_y: 5.0, width: 1.0 };
        strips.push(Strip { height: 8.0, marks: vec![rule] });
        strips
    }

    /// A block, and whether the one after it stays with it.
    pub(super) fn block(&self, block: &Block) -> (Strips, bool) {
        match block {
            Block::Heading { text, when } => {
                let mut strips = vec![Strip::gap(12.0)];
                strips.extend(self.text(text, Weight::Bold, HEADING, MARGIN));
                strips.extend(self.when(when.as_ref(), MARGIN));
                let rule = Mark::Line { x: MARGIN, y: 1.0, to_x: RIGHT, to_y: 1.0, width: 0.8 };
                strips.push(Strip { height: 3.0, marks: vec![rule] });
                (strips, true)
            }
            Block::Copy { text, when } => {
                let mut strips = vec![Strip::gap(12.0)];
                let rule = Mark::Line { x: MARGIN, y: 0.0, to_x: RIGHT, to_y: 0.0, width: 2.0 };
                strips.push(Strip { height: 4.0, marks: vec![rule] });
                strips.extend(self.text(text, Weight::Bold, ASKED, MARGIN));
                strips.extend(self.when(when.as_ref(), MARGIN));
                (strips, true)
            }
            Block::Note { text, when } => {
                let mut strips = vec![Strip::gap(7.0)];
                strips.extend(self.when(when.as_ref(), MARGIN));
                strips.extend(self.text(text, Weight::Regular, PLAIN, MARGIN));
                (strips, false)
            }
            Block::Question(question) => (self.question(question), false),
        }
    }

    fn question(&self, question: &Question) -> Strips {
        let x = MARGIN + NUMBER;
        let mut strips = self.when(question.when.as_ref(), x);
        let asked = strips.len();
        strips.extend(self.text(&question.text, Weight::Bold, ASKED, x));
        if strips.len() == asked {
            strips.push(Strip::gap(ASKED * LEADING));
        }
        // First, so that whoever copies the text out reads the number before the words.
        let text = format!("{}.", question.number);
        let number = Mark::Text { x: MARGIN, y: ASKED, size: ASKED, weight: Weight::Bold, text };
        strips[asked].marks.insert(0, number);
        for sentence in &question.help {
            strips.extend(self.text(sentence, Weight::Regular, SMALL, x));
        }
        strips.push(Strip::gap(2.0));
        strips.extend(self.field(&question.field, x));
        strips.insert(0, Strip::gap(8.0));
        strips
    }

    fn field(&self, field: &Field, x: f32) -> Strips {
        match field {
            Field::Lines(count) => {
                let rule = Mark::Line { x, y: RULED - 3.0, to_x: RIGHT, to_y: RULED - 3.0, width: 0.5 };
                vec![Strip { height: RULED, marks: vec![rule] }; *count]
            }
            Field::Boxes(groups) => self.boxes(groups, x),
            Field::Spaces(labels) => {
                let space = |label: &String| {
                    let mut row = Strip::gap(RULED);
                    self.space(&mut row, label, x, RIGHT);
                    row
                };
                labels.iter().map(space).collect()
            }
            Field::Ticks(choices) => self.choices(choices, x, TICK),
            Field::Ranks(choices) => self.choices(choices, x, CELL.1 - 2.0),
        }
    }

    /// Boxes for characters in a row, or in more where there are too many.
    fn boxes(&self, groups: &[Boxes], x: f32) -> Strips {
        let blank = || Strip::gap(CELL.1 + 4.0 + TINY);
        let (mut strips, mut row, mut at) = (Vec::new(), blank(), x);
        for group in groups {
            let before = self.letters.width(&group.before, Weight::Bold, HEADING);
            let wide = before + group.count as f32 * CELL.0;
            if at > x && at + wide > RIGHT {
                strips.push(std::mem::replace(&mut row, blank()));
                at = x;
            }
            if !group.before.is_empty() {
                let y = CELL.1 - 3.0;
                let (size, text) = (HEADING, group.before.clone());
                row.marks.push(Mark::Text { x: at, y, size, weight: Weight::Bold, text });
                at += before + 3.0;
            }
            for cell in 0..group.count {
                let x = at + cell as f32 * CELL.0;
                row.marks.push(Mark::Box { x, y: 1.0, width: CELL.0, height: CELL.1 });
            }
            if !group.under.is_empty() {
                let (y, text) = (CELL.1 + 3.0 + TINY, group.under.clone());
                row.marks.push(Mark::Text { x: at, y, size: TINY, weight: Weight::Regular, text });
            }
            let under = self.letters.width(&group.under, Weight::Regular, TINY);
            at += (group.count as f32 * CELL.0).max(under) + 8.0;
        }
        if groups.iter().all(|group| group.under.is_empty()) {
            row.height = CELL.1 + 3.0;
        }
        strips.push(row);
        strips
    }

    /// Choices with their boxes and numbers, in up to three columns, read along the rows.
    fn choices(&self, choices: &[String], x: f32, side: f32) -> Strips {
        let lead = side - TICK + AFTER_TICK.0 + AFTER_TICK.1;
        let widest = choices.iter().map(|text| self.letters.width(text, Weight::Regular, PLAIN));
        let widest = lead + 10.0 + widest.fold(0.0, f32::max);
        let columns = ((RIGHT - x) / widest).floor().clamp(1.0, 3.0) as usize;
        let column = (RIGHT - x) / columns as f32;
        let numbered: Vec<(usize, &String)> = (1..).zip(choices).collect();
        let mut strips = Vec::new();
        for row in numbered.chunks(columns) {
            let mut cells: Strips = Vec::new();
            for (place, (number, text)) in row.iter().enumerate() {
                let left = x + place as f32 * column;
                let mut lines = self.column(text, Weight::Regular, PLAIN, left + lead, column - lead - 6.0);
                if lines.is_empty() {
                    lines.push(Strip::gap(PLAIN * LEADING));
                }
                let first = &mut lines[0];
                first.height = first.height.max(side + 4.0);
                let x = left + side - TICK + AFTER_TICK.0;
                let (y, size, text) = (PLAIN, PLAIN, number.to_string());
                first.marks.insert(0, Mark::Text { x, y, size, weight: Weight::Bold, text });
                first.marks.insert(0, Mark::Box { x: left, y: 1.5, width: side, height: side });
                for (line, strip) in lines.into_iter().enumerate() {
                    match cells.get_mut(line) {
                        Some(beside) => {
                            beside.height = beside.height.max(strip.height);
                            beside.marks.extend(strip.marks);
                        }
                        None => cells.push(strip),
                    }
                }
            }
            strips.extend(cells);
        }
        strips
    }

    /// A label with a line to write on after it.
    fn space(&self, row: &mut Strip, label: &str, x: f32, to_x: f32) {
        let y = RULED - 3.0;
        let wide = self.letters.width(label, Weight::Regular, PLAIN);
        let text = label.to_owned();
        row.marks.push(Mark::Text { x, y, size: PLAIN, weight: Weight::Regular, text });
        let from = (x + wide + 5.0).min(to_x - 20.0);
        row.marks.push(Mark::Line { x: from, y: y + 1.0, to_x, to_y: y + 1.0, width: 0.5 });
    }

    fn when(&self, when: Option<&String>, x: f32) -> Strips {
        when.map(|when| self.text(&format!("→ {when}"), Weight::Bold, SMALL, x)).unwrap_or_default()
    }

    /// A text down to the right margin.
    fn text(&self, text: &str, weight: Weight, size: f32, x: f32) -> Strips {
        self.column(text, weight, size, x, RIGHT - x)
    }

    fn column(&self, text: &str, weight: Weight, size: f32, x: f32, width: f32) -> Strips {
        let lines = self.letters.lines(text, weight, size, width);
        let strip = |text: String| Strip {
            height: size * LEADING,
            marks: vec![Mark::Text { x, y: size, size, weight, text }],
        };
        lines.into_iter().map(strip).collect()
    }

    /// What stands at the foot of every page.
    pub(super) fn foot(&self, sheet: &Sheet, page: usize, pages: usize) -> Strip {
        let mut foot = Strip::gap(RULED + 4.0);
        foot.marks.push(Mark::Line { x: MARGIN, y: 0.0, to_x: RIGHT, to_y: 0.0, width: 0.5 });
        let counted = format!("{page} / {pages}");
        let wide = self.letters.width(&counted, Weight::Regular, SMALL);
        let middle = RIGHT - 230.0;
        let about = self.letters.lines(&sheet.about, Weight::Regular, SMALL, middle - MARGIN - 10.0);
        let y = RULED - 3.0;
        if let Some(text) = about.into_iter().next() {
            foot.marks.push(Mark::Text { x: MARGIN, y, size: SMALL, weight: Weight::Regular, text });
        }
        self.space(&mut foot, &sheet.number, middle, RIGHT - 60.0);
        foot.marks.push(Mark::Text {
            x: RIGHT - wide,
            y,
            size: SMALL,
            weight: Weight::Regular,
            text: counted,
        });
        foot
    }
}
