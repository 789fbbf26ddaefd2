//! Words of a page: the house's own, or a form's with the markup that its author may use.

use super::{Markup, html};
use xforms::{Span, marked};

/// Words to show.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// As they are.
    Plain(&'a str),
    /// Of a form: emphasis and headings are seen, lines stay lines. The address of a link stands beside its words: nobody
    /// leaves these pages by a touch that they did not mean.
    Marked(&'a str),
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(words: &'a str) -> Self {
        Self::Plain(words)
    }
}

impl maud::Render for Words<'_> {
    fn render(&self) -> Markup {
        match self {
            Self::Plain(words) => html! { (words) },
            Self::Marked(words) => html! {
                @for (at, line) in marked(words).iter().enumerate() {
                    @if at > 0 { br; }
                    @if line.heading { b { (spans(&line.spans)) } } @else { (spans(&line.spans)) }
                }
            },
        }
    }
}

fn spans(spans: &[Span]) -> Markup {
    html! {
        @for span in spans {
            @match (span.strong, span.emphasis) {
                (true, true) => strong { em { (span.text) } },
                (true, false) => strong { (span.text) },
                (false, true) => em { (span.text) },
                (false, false) => (span.text),
            }
            @if let Some(address) = span.link.as_ref().filter(|address| **address != span.text) { " (" (address) ")" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::Render;

    #[test]
    fn emphasis_of_a_form_is_seen_and_nothing_else_gets_through() {
        let shown = |text: &str| Words::Marked(text).render().into_string();
        assert_eq!(
            shown("# Titre\nUn **mot** & *un [lien](https://a.example/?a&b)*"),
            "<b>Titre</b><br>Un <strong>mot</strong> &amp; <em>un </em><em>lien</em> (https://a.example/?a&amp;b)"
        );
        assert_eq!(
            shown("<script>x</script> **<b**"),
            "&lt;script&gt;x&lt;/script&gt; <strong>&lt;b</strong>"
        );
        assert_eq!(shown("[x](javascript:1\"<)"), "x (javascript:1&quot;&lt;)");
        assert_eq!(Words::Plain("**a** <b>").render().into_string(), "**a** &lt;b&gt;");
    }
}
