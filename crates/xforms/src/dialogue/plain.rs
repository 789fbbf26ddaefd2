//! Words of a form without their markup.

/// A text without the Markdown and the tags that ODK allows in labels: emphasis, headings, links, spans. Line ends
/// stay, other white space becomes single spaces.
pub(crate) fn plain(text: &str) -> String {
    let mut lines = Vec::new();
    for line in untagged(text).lines() {
        let heading = line.trim_start_matches('#');
        let line = if heading.len() < line.len() && heading.starts_with(' ') { heading } else { line };
        let line = linkless(&line.replace("**", "").replace("__", ""));
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            lines.push(words.join(" "));
        }
    }
    lines.join("\n")
}

/// Leaves out `<…>` that begins like a tag.
fn untagged(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        match after.split_once('>') {
            Some((name, after)) if tag => {
                if matches!(name.trim_end_matches([' ', '/']), "br" | "/p") {
                    out.push('\n');
                }
                rest = after;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `[words](address)` becomes `words`.
fn linkless(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once("](").and_then(|(words, after)| Some((words, after.split_once(')')?.1))) {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
