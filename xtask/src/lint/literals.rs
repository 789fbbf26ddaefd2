//! Finds the string literals of a Rust file that end up in the program: comments, attributes and test modules left out.

/// One string literal and where it starts.
#[derive(Debug, PartialEq)]
pub struct Literal {
    /// Line number, from 1.
    pub line: usize,
    /// What stands between the quotes, escapes as written.
    pub text: String,
}

const ONLY_IN_TESTS: &str = "#[cfg(test)]";

/// Every literal of `source`, in order.
pub fn literals(source: &str) -> Vec<Literal> {
    let mut reader = Reader { rest: source, line: 1, found: Vec::new() };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Literal>,
}

impl Reader<'_> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.skip(end);
        } else if self.rest.starts_with("/*") {
            let end = self.rest.find("*/").map_or(self.rest.len(), |at| at + 2);
            self.skip(end);
        } else if self.rest.starts_with(ONLY_IN_TESTS) {
            self.test_part();
        } else if self.rest.starts_with("#[") || self.rest.starts_with("#![") {
            self.attribute();
        } else if let Some(literal) = self.string() {
            self.found.push(literal);
        } else if self.rest.starts_with('\'') {
            let length = char_length(self.rest);
            self.skip(length);
        } else {
            self.word_or_sign();
        }
    }

    fn skip(&mut self, bytes: usize) {
        let (gone, rest) = self.rest.split_at(bytes);
        self.line += gone.matches('\n').count();
        self.rest = rest;
    }

    /// Passes over a whole word, so that the `r` of `for"` is never taken for a raw string.
    fn word_or_sign(&mut self) {
        let word = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let one = self.rest.chars().next().map_or(0, char::len_utf8);
        self.skip(word.max(one));
    }

    /// Passes over what `#[cfg(test)]` governs: up to a semicolon or the end of the first block.
    fn test_part(&mut self) {
        let kept = self.found.len();
        self.skip(ONLY_IN_TESTS.len());
        let mut depth = 0_i32;
        while let Some(sign) = self.rest.chars().next() {
            depth += i32::from(sign == '{') - i32::from(sign == '}');
            self.step();
            if depth == 0 && (sign == ';' || sign == '}') {
                break;
            }
        }
        self.found.truncate(kept);
    }

    fn attribute(&mut self) {
        let mut depth = 0_i32;
        while let Some(sign) = self.rest.chars().next() {
            if self.string().is_some() {
                continue;
            }
            depth += i32::from(sign == '[') - i32::from(sign == ']');
            self.skip(sign.len_utf8());
            if depth == 0 && sign == ']' {
                return;
            }
        }
    }

    fn string(&mut self) -> Option<Literal> {
        let after_prefix = self.rest.trim_start_matches(['b', 'c', 'r']);
        let prefix = &self.rest[..self.rest.len() - after_prefix.len()];
        let body = after_prefix.trim_start_matches('#');
        let hashes = &after_prefix[..after_prefix.len() - body.len()];
        let raw = prefix.contains('r');
        if prefix.len() > 2 || (!raw && !hashes.is_empty()) || !body.starts_with('"') {
            return None;
        }
        let inside = &body[1..];
        let length = if raw { inside.find(&format!("\"{hashes}")) } else { closing_quote(inside) };
        let length = length.unwrap_or(inside.len());
        let literal = Literal { line: self.line, text: inside[..length].to_owned() };
        let whole = prefix.len() + hashes.len() + 1 + length + 1 + hashes.len();
        self.skip(whole.min(self.rest.len()));
        Some(literal)
    }
}

fn closing_quote(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.char_indices().find_map(|(at, sign)| {
        let closes = sign == '"' && !escaped;
        escaped = sign == '\\' && !escaped;
        closes.then_some(at)
    })
}

/// A character literal is passed over whole; a lifetime only its quote.
fn char_length(rest: &str) -> usize {
    let mut signs = rest.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(1, |at| 3 + at + 1),
        Some(_) => match signs.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    fn texts(source: &str) -> Vec<String> {
        literals(source).into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn comments_attributes_characters_and_tests_hold_no_literal() {
        let source = "// \"a\"\n/* \"b\" */ #[error(\"c]\")] fn f<'a>(x: &'a str) { '\"'; '\\''; g(\"kept\") }\n#[cfg(test)] mod tests { \"d\" }";
        assert_eq!(texts(source), ["kept"]);
    }

    #[test]
    fn what_follows_a_test_part_is_read_again() {
        assert_eq!(
            texts("#[cfg(test)]\nmod tests;\nf(\"a\");\n#[cfg(test)] fn g() { h(\"}b\") }\ni(\"c\")"),
            ["a", "c"]
        );
    }

    #[test]
    fn raw_and_escaped_strings_end_where_rust_ends_them() {
        assert_eq!(
            texts(r####"f(r#"one "two""#, "three \" four", b"five")"####),
            ["one \"two\"", "three \\\" four", "five"]
        );
    }

    #[test]
    fn a_literal_knows_its_line() {
        assert_eq!(literals("\n\n  \"x\"")[0].line, 3);
    }
}
