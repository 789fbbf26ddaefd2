//! Words of a form and their markup: the Markdown and the few tags that ODK lets authors write in labels and hints
//! (<https://docs.getodk.org/form-styling/#markdown-in-forms>).

use crate::form::Piece;

/// A line of a label or hint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarkedLine {
    /// Whether it is a heading.
    pub heading: bool,
    /// Its words, never none.
    pub spans: Vec<Span>,
}

/// Words that look the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The words; escape them.
    pub text: String,
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `[words](address)`: the address as the author wrote it, which may be no address.
    pub link: Option<String>,
}

/// A text line by line with its emphasis, headings and links. Colours and sizes of `<span>` are left out, tags too; empty lines are
/// left out, and white space becomes single spaces, except spaces that do not break. Emphasis ends on its line, the inner before the
/// outer. What has no end, and what stands around nothing, such as the boxes `|__|__|`, stays as it is written.
pub fn marked(text: &str) -> Vec<MarkedLine> {
    untagged(text).lines().map(line).filter(|line| !line.spans.is_empty()).collect()
}

/// A text without its markup: the words, line by line, a link without its address.
pub fn plain(text: &str) -> String {
    let words = |line: MarkedLine| line.spans.into_iter().map(|span| span.text).collect::<String>();
    marked(text).into_iter().map(words).collect::<Vec<_>>().join("\n")
}

/// The words of a message.
pub(crate) fn spoken(text: &str) -> String {
    breaking(&plain(text))
}

/// Words with ordinary spaces alone: neither the letters of messages nor every font has others.
pub(crate) fn breaking(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Stands where an answer is shown while the words around it are read: XML does not have this character (XML 1.0, production 2).
const SHOWN: char = '\u{ffff}';

/// A text in which answers are shown, without its markup.
pub(crate) fn plain_pieces(pieces: &[Piece]) -> Vec<Piece> {
    // Each with its place among the pieces: one inside a tag or an address goes with it.
    let joined = pieces.iter().enumerate().map(|(at, piece)| match piece {
        Piece::Words(words) => words.to_string(),
        Piece::Output(_) => format!("{SHOWN}{at}{SHOWN}"),
    });
    let stripped = plain(&joined.collect::<String>());
    let parts = stripped.split(SHOWN).enumerate();
    let piece = |(at, part): (usize, &str)| match at % 2 {
        0 => (!part.is_empty()).then(|| Piece::Words(part.into())),
        _ => pieces.get(part.parse::<usize>().ok()?).cloned(),
    };
    parts.filter_map(piece).collect()
}

fn line(written: &str) -> MarkedLine {
    let words = written.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let signs = words.chars().take_while(|sign| *sign == '#').count();
    let heading = (1..=6).contains(&signs) && words[signs..].starts_with(' ');
    MarkedLine { heading, spans: spans(if heading { &words[signs + 1..] } else { &words }) }
}

fn spans(words: &str) -> Vec<Span> {
    let mut scan = Scan { rest: words, ..Scan::default() };
    while !scan.rest.is_empty() {
        scan.step();
    }
    scan.flush();
    scan.spans
}

/// The signs of emphasis.
const EMPHASIS: [&str; 5] = ["***", "**", "__", "*", "_"];

/// A line that is read from left to right.
#[derive(Default)]
struct Scan<'t> {
    rest: &'t str,
    /// The character before the rest.
    before: Option<char>,
    text: String,
    spans: Vec<Span>,
    /// What is open, from the outermost.
    open: Vec<&'static str>,
    /// Of each sign of emphasis, whether the rest is known not to close it: a line is not searched twice for what it does not have.
    endless: [bool; EMPHASIS.len()],
}

impl<'t> Scan<'t> {
    fn step(&mut self) {
        let Some(sign) = self.rest.chars().next() else { return };
        match sign {
            '\\' if self.rest[1..].starts_with(['\\', '*', '_', '#', '[']) => {
                self.take(1);
                self.keep(1);
            }
            '*' | '_' => self.emphasised(sign),
            '[' => self.link(),
            other => self.keep(other.len_utf8()),
        }
    }

    /// Goes past so many bytes.
    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.before = taken.chars().next_back().or(self.before);
        self.rest = rest;
        taken
    }

    fn keep(&mut self, bytes: usize) {
        let taken = self.take(bytes);
        self.text.push_str(taken);
    }

    fn is_open(&self, signs: [&str; 2]) -> bool {
        self.open.iter().any(|open| *open == "***" || signs.contains(open))
    }

    /// Whether words are strong here, and whether they are stressed.
    fn looks(&self) -> (bool, bool) {
        (self.is_open(["**", "__"]), self.is_open(["*", "_"]))
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let (strong, emphasis) = self.looks();
            self.spans.push(Span { text: std::mem::take(&mut self.text), strong, emphasis, link: None });
        }
    }

    fn emphasised(&mut self, sign: char) {
        let run = self.rest.chars().take_while(|other| *other == sign).count();
        let found = EMPHASIS.iter().position(|mark| mark.len() == run && mark.starts_with(sign));
        // A longer run is a line to write on.
        let Some(at) = found else { return self.keep(run) };
        let (mark, after) = (EMPHASIS[at], &self.rest[run..]);
        if self.open.last() == Some(&mark) && closes(self.before, mark, after) {
            self.flush();
            self.open.pop();
            self.take(run);
            return;
        }
        let opens = !self.open.contains(&mark) && opens(self.before, mark, after);
        let around = if opens && !self.endless[at] { around(after, mark) } else { Around::Nothing };
        if around == Around::Words {
            self.flush();
            self.open.push(mark);
            self.take(run);
        } else {
            self.endless[at] |= around == Around::Endless;
            self.keep(run);
        }
    }

    fn link(&mut self) {
        let Some((words, address, rest)) = linked(self.rest) else { return self.keep(1) };
        self.flush();
        let (strong, emphasis) = self.looks();
        // The words hold no bracket, so there is no link in the link.
        let inner = spans(words).into_iter().map(|span| Span {
            strong: span.strong || strong,
            emphasis: span.emphasis || emphasis,
            ..span
        });
        self.spans.extend(inner);
        if let Some(last) = self.spans.last_mut() {
            last.link = Some(address.to_owned());
        }
        self.take(self.rest.len() - rest.len());
    }
}

/// The words and the address of a link at the start of a text, and what follows it.
fn linked(text: &str) -> Option<(&str, &str, &str)> {
    let inside = text.strip_prefix('[')?;
    let words = &inside[..inside.find(['[', ']'])?];
    let target = inside[words.len()..].strip_prefix("](").filter(|_| !words.trim().is_empty())?;
    let address = &target[..target.find(|sign: char| sign.is_whitespace() || matches!(sign, '(' | ')'))?];
    // A number in brackets before a word in parentheses is none.
    let is_one = address.contains([':', '/', '.', '@']);
    let rest = target[address.len()..].strip_prefix(')').filter(|_| is_one)?;
    Some((words, address, rest))
}

/// Emphasis begins before words, and with one sign never inside a word: `nom_du_chef` has none.
fn opens(before: Option<char>, mark: &str, after: &str) -> bool {
    let apart = matches!(mark, "**" | "***") || before.is_none_or(|before| !before.is_alphanumeric());
    let strong = mark.starts_with("**") && before.is_none_or(char::is_whitespace);
    let begins = |next: char| match next {
        '|' | '=' | '>' | '/' | '~' | '{' | '@' | '.' | '–' | '—' | '…' if strong => true,
        _ if next.is_alphanumeric() => true,
        '(' | '[' | '"' | '\'' | '*' | '_' | '<' | '+' | '-' | '#' | '&' | '$' | '\\' => true,
        '»' | '”' | '’' | '…' | '–' | '—' | '\u{a0}' | '\u{202f}' => false,
        _ => !next.is_ascii(),
    };
    apart && after.starts_with(begins)
}

fn closes(before: Option<char>, mark: &str, after: &str) -> bool {
    let apart = matches!(mark, "**" | "***") || !after.starts_with(char::is_alphanumeric);
    let written = !(mark.starts_with('_') && after.starts_with('('));
    let openers = if mark.starts_with('_') { "([{«|/" } else { "([{«" };
    apart && written && before.is_some_and(|before| !before.is_whitespace() && !openers.contains(before))
}

/// What stands between a sign of emphasis and the first that ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Words,
    /// So little that the signs are lines to write on: `__h__` is room for an hour and for minutes.
    Nothing,
    /// There is none.
    Endless,
}

fn around(text: &str, mark: &str) -> Around {
    let (mut before, mut at, mut escaped, mut letters) = (None, 0, false, 0);
    while let Some(sign) = text[at..].chars().next() {
        let same = text[at..].chars().take_while(|other| mark.starts_with(*other)).count();
        if same == 0 || escaped {
            escaped = sign == '\\' && !escaped;
            letters += usize::from(sign.is_alphanumeric());
            (before, at) = (Some(sign), at + sign.len_utf8());
            continue;
        }
        if same == mark.len() && closes(before, mark, &text[at + same..]) {
            return if mark == "__" && letters < 2 { Around::Nothing } else { Around::Words };
        }
        (before, at) = (Some(sign), at + same);
    }
    Around::Endless
}

/// Tags that forms are written with. Others are words: somebody's address, or two numbers that are compared.
const TAGS: [&str; 33] = [
    "span",
    "p",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "del",
    "strike",
    "font",
    "tt",
    "cite",
    "div",
    "small",
    "big",
    "sub",
    "sup",
    "center",
    "a",
    "img",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
];
/// Those that end a line.
const LINES: [&str; 12] = ["p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote"];

/// Leaves out tags.
fn untagged(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let name = after.strip_prefix('/').unwrap_or(after);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, behind) = name.split_at(length);
        let is = |tags: &[&str]| tags.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        let ends = behind.starts_with(|sign: char| sign.is_ascii_whitespace() || matches!(sign, '/' | '>'));
        if !ends || !is(&TAGS) {
            out.push_str(&rest[..=before.len()]);
            rest = after;
            continue;
        }
        // Without it nothing that follows can be a tag either.
        let Some((_, after)) = behind.split_once('>') else { break };
        out.push_str(before);
        if is(&LINES) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
