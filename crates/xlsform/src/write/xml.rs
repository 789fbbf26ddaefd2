//! XML as a tree that is written once, indented like pyxform does.

use std::fmt::Write;

/// An element.
#[derive(Debug)]
pub struct Element {
    name: String,
    row: Option<usize>,
    attributes: Vec<(String, String)>,
    inside: Vec<Inside>,
}

#[derive(Debug)]
enum Inside {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty element.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), row: None, attributes: Vec::new(), inside: Vec::new() }
    }

    /// Says from which row of the survey the element and those after it come; 0 for none.
    #[must_use]
    pub fn of_row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// Adds an attribute; a second one of the same name takes the place of the first.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Adds an attribute; a second one of the same name takes the place of the first.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name.to_owned(), value.into())),
        }
    }

    /// Adds an element at the end.
    #[must_use]
    pub fn around(mut self, element: Element) -> Self {
        self.push(element);
        self
    }

    /// Adds a text at the end.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.push_text(text);
        self
    }

    /// Adds an element at the end.
    pub fn push(&mut self, element: Element) {
        self.inside.push(Inside::Element(element));
    }

    /// Adds elements at the end.
    pub fn extend(&mut self, elements: impl IntoIterator<Item = Element>) {
        self.inside.extend(elements.into_iter().map(Inside::Element));
    }

    /// Adds a text at the end.
    pub fn push_text(&mut self, text: impl Into<String>) {
        let text = text.into();
        match self.inside.last_mut() {
            _ if text.is_empty() => {}
            Some(Inside::Text(before)) => before.push_str(&text),
            _ => self.inside.push(Inside::Text(text)),
        }
    }

    /// The whole document, and the lines from which on it comes from another row of the survey.
    pub fn document(&self) -> (String, Vec<(usize, usize)>) {
        let mut out = "<?xml version=\"1.0\"?>\n".to_owned();
        let mut rows = Vec::new();
        self.write(&mut out, 0, &mut rows);
        let (mut line, mut from) = (1, 0);
        for (at, _) in &mut rows {
            line += out[from..*at].matches('\n').count();
            from = std::mem::replace(at, line);
        }
        (out, rows)
    }

    /// `rows` takes where in `out` each row begins.
    fn write(&self, out: &mut String, depth: usize, rows: &mut Vec<(usize, usize)>) {
        rows.extend(self.row.map(|row| (out.len(), row)));
        self.open(out, depth);
        if self.inside.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push('>');
        if self.inside.iter().any(|inside| matches!(inside, Inside::Text(_))) {
            self.write_mixed(out);
        } else {
            out.push('\n');
            for inside in &self.inside {
                if let Inside::Element(element) = inside {
                    element.write(out, depth + 1, rows);
                }
            }
            out.push_str(&"  ".repeat(depth));
        }
        self.close(out);
        out.push('\n');
    }

    /// Text and elements side by side, where an indent would be seen.
    fn write_mixed(&self, out: &mut String) {
        let blank = if self.inside.len() > 1 { " " } else { "" };
        if matches!(self.inside.first(), Some(Inside::Text(_))) {
            out.push_str(blank);
        }
        for inside in &self.inside {
            match inside {
                Inside::Text(text) => escape(text, false, out),
                Inside::Element(element) => {
                    element.open(out, 0);
                    if element.inside.is_empty() {
                        out.push_str("/>");
                    } else {
                        out.push('>');
                        element.write_mixed(out);
                        element.close(out);
                    }
                }
            }
        }
        out.push_str(blank);
    }

    fn open(&self, out: &mut String, depth: usize) {
        let _ = write!(out, "{}<{}", "  ".repeat(depth), self.name);
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}=\"");
            escape(value, true, out);
            out.push('"');
        }
    }

    fn close(&self, out: &mut String) {
        let _ = write!(out, "</{}>", self.name);
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // Read back as a blank otherwise.
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn signs_of_xml_are_escaped_where_they_stand() {
        let element = Element::new("a").with("b", "\"1\" < 2 & 3\n").text("< & \"");
        assert_eq!(
            element.document().0,
            "<?xml version=\"1.0\"?>\n<a b=\"&quot;1&quot; &lt; 2 &amp; 3&#10;\">&lt; &amp; \"</a>\n"
        );
    }

    #[test]
    fn text_beside_elements_is_not_indented() {
        let label =
            Element::new("label").text("Bonjour ").around(Element::new("output").with("value", "/d/n"));
        assert_eq!(
            Element::new("a").around(label).document().0,
            "<?xml version=\"1.0\"?>\n<a>\n  <label> Bonjour <output value=\"/d/n\"/> </label>\n</a>\n"
        );
    }
}
