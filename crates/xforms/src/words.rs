//! Words of a form and their markup: the Markdown and the few tags that ODK lets authors write in labels and hints
//! (<https://docs.getodk.org/form-styling/#markdown-in-forms>).

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
/// left out, and white space becomes single spaces. What opens and is never closed stays as it is written.
pub fn marked(text: &str) -> Vec<MarkedLine> {
    untagged(text).lines().map(line).filter(|line| !line.spans.is_empty()).collect()
}

/// A text without its markup: the words, line by line, a link without its address.
pub fn plain(text: &str) -> String {
    let words = |line: MarkedLine| line.spans.into_iter().map(|span| span.text).collect::<String>();
    marked(text).into_iter().map(words).collect::<Vec<_>>().join("\n")
}

fn line(written: &str) -> MarkedLine {
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let signs = words.chars().take_while(|sign| *sign == '#').count();
    let heading = (1..=6).contains(&signs) && words[signs..].starts_with(' ');
    let mut scan = Scan { rest: if heading { &words[signs + 1..] } else { &words }, ..Scan::default() };
    while !scan.rest.is_empty() {
        scan.step();
    }
    scan.flush(None);
    MarkedLine { heading, spans: scan.spans }
}

/// The signs of emphasis.
const EMPHASIS: [&str; 4] = ["**", "__", "*", "_"];

/// A line that is read from left to right.
#[derive(Default)]
struct Scan<'t> {
    rest: &'t str,
    /// The character before the rest.
    before: Option<char>,
    text: String,
    spans: Vec<Span>,
    strong: Option<&'static str>,
    emphasis: Option<&'static str>,
    /// Of each sign of emphasis, and of links, whether the rest is known not to close it: a line is not searched twice for what it
    /// does not have.
    endless: [bool; EMPHASIS.len()],
    linkless: bool,
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

    fn flush(&mut self, link: Option<String>) {
        if !self.text.is_empty() {
            let (strong, emphasis) = (self.strong.is_some(), self.emphasis.is_some());
            self.spans.push(Span { text: std::mem::take(&mut self.text), strong, emphasis, link });
        }
    }

    fn emphasised(&mut self, sign: char) {
        let run = self.rest.chars().take_while(|other| *other == sign).count();
        let found = EMPHASIS.iter().position(|mark| mark.len() == run && mark.starts_with(sign));
        // A longer run is a line to write on.
        let Some(at) = found else { return self.keep(run) };
        let (mark, is_strong) = (EMPHASIS[at], run == 2);
        let open = if is_strong { self.strong } else { self.emphasis };
        let after = &self.rest[run..];
        if open == Some(mark) && closes(self.before, after) {
            self.flush(None);
            *self.of(is_strong) = None;
            self.take(run);
        } else if open.is_none() && opens(self.before, after) && !self.endless[at] && has_end(after, mark) {
            self.flush(None);
            *self.of(is_strong) = Some(mark);
            self.take(run);
        } else {
            self.endless[at] |= open.is_none() && opens(self.before, after);
            self.keep(run);
        }
    }

    fn of(&mut self, is_strong: bool) -> &mut Option<&'static str> {
        if is_strong { &mut self.strong } else { &mut self.emphasis }
    }

    fn link(&mut self) {
        let parts = if self.linkless { None } else { self.rest[1..].split_once("](") };
        match parts.and_then(|(words, after)| Some((words, after.split_once(')')?))) {
            Some((words, (address, rest))) if !words.is_empty() => {
                self.flush(None);
                words.clone_into(&mut self.text);
                self.flush(Some(address.to_owned()));
                self.take(self.rest.len() - rest.len());
            }
            found => {
                self.linkless |= found.is_none();
                self.keep(1);
            }
        }
    }
}

/// Emphasis begins before a word and never inside one: `nom_du_chef` has none.
fn opens(before: Option<char>, after: &str) -> bool {
    before.is_none_or(|before| !before.is_alphanumeric())
        && after.starts_with(|next: char| !next.is_whitespace())
}

fn closes(before: Option<char>, after: &str) -> bool {
    before.is_some_and(|before| !before.is_whitespace()) && !after.starts_with(char::is_alphanumeric)
}

/// Whether emphasis with this sign ends somewhere in the text.
fn has_end(text: &str, mark: &str) -> bool {
    let (mut rest, mut before) = (text, None);
    while let Some(at) = rest.find(&mark[..1]) {
        before = rest[..at].chars().next_back().or(before);
        let run = rest[at..].chars().take_while(|sign| mark.starts_with(*sign)).count();
        let after = &rest[at + run..];
        if run == mark.len() && before != Some('\\') && closes(before, after) {
            return true;
        }
        (rest, before) = (after, mark.chars().next());
    }
    false
}

/// Leaves out `<…>` that begins like a tag.
fn untagged(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let tag = after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        if !tag {
            out.push_str(&rest[..=before.len()]);
            rest = after;
            continue;
        }
        // Nothing after it can be a tag either.
        let Some((name, after)) = after.split_once('>') else { break };
        out.push_str(before);
        if matches!(name.trim_end_matches([' ', '/']), "br" | "/p") {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in one line: headings with `#`, strong words in `<b>`, others in `<i>`, addresses in brackets.
    fn seen(text: &str) -> String {
        let span = |span: &Span| {
            let mut words = span.text.clone();
            if span.strong {
                words = format!("<b>{words}</b>");
            }
            if span.emphasis {
                words = format!("<i>{words}</i>");
            }
            span.link.as_ref().map_or(words.clone(), |link| format!("{words}({link})"))
        };
        let line = |line: &MarkedLine| {
            let words: String = line.spans.iter().map(span).collect();
            if line.heading { format!("#{words}") } else { words }
        };
        marked(text).iter().map(line).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn emphasis_headings_and_links_are_told_apart() {
        assert_eq!(
            seen("Un **mot** et *un autre*, __fort__, _penché_."),
            "Un <b>mot</b> et <i>un autre</i>, <b>fort</b>, <i>penché</i>."
        );
        assert_eq!(
            seen("**fort *et penché* ensemble**"),
            "<b>fort </b><i><b>et penché</b></i><b> ensemble</b>"
        );
        assert_eq!(seen("# Titre\n\n## Autre  titre\ntexte"), "#Titre|#Autre titre|texte");
        assert_eq!(seen("[ici](https://a.example) et [là]"), "ici(https://a.example) et [là]");
        assert_eq!(
            seen("<p>un</p><span style='color:red'>deux</span><br/>trois < 4 > 2"),
            "un|deux|trois < 4 > 2"
        );
        assert_eq!(seen("\\*pas fort\\* et \\# rien"), "*pas fort* et # rien");
    }

    #[test]
    fn what_is_no_markup_stays_as_it_is_written() {
        for text in [
            "2*3 = 6 * 1",
            "nom_du_chef_de_village",
            "Nom : ______",
            "#1 du pays",
            "####### trop",
            "** rien **",
            "un ** deux",
            "a < b",
            "*",
            "_",
            "**",
            "[",
            "[]()",
            "étoile *",
            "* un * deux",
            "une_étoile* et_une_autre*",
            "\\",
            "é*é*é",
        ] {
            assert_eq!((seen(text).as_str(), plain(text).as_str()), (text, text));
        }
    }

    #[test]
    fn the_plain_words_hold_no_signs() {
        assert_eq!(plain("# **Bon**\t_jour_ \n\n [le](x)  monde "), "Bon jour\nle monde");
    }

    #[test]
    fn a_long_text_of_openings_is_read_in_one_go() {
        let start = std::time::Instant::now();
        for part in ["*a ", "**a ", "_a ", "[a ", "[a](", "*a* ", "**a *b ", "<a ", "\\*", "*_**__"] {
            let text = part.repeat(100_000);
            assert!(plain(&text).len() <= text.len() + 1);
            assert!(start.elapsed().as_secs() < 20, "{part} {:?}", start.elapsed());
        }
    }
}
