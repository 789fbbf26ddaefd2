//! Reads JSON (RFC 8259) piece by piece, without recursion: only as much as GeoJSON needs.

/// A piece of JSON.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Open(char),
    Close(char),
    Comma,
    Colon,
    Text(String),
    /// A number, `true`, `false` or `null`, as written.
    Bare(String),
}

/// All pieces of a text, in order.
pub(super) struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Pieces<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// The next piece, `None` at the end.
    pub fn next(&mut self) -> Result<Option<Piece>, &'static str> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        if first == '"' {
            self.rest = &self.rest[1..];
            return self.text().map(|text| Some(Piece::Text(text)));
        }
        let piece = match first {
            '{' | '[' => Piece::Open(first),
            '}' | ']' => Piece::Close(first),
            ',' => Piece::Comma,
            ':' => Piece::Colon,
            _ => {
                let bare = |character: char| {
                    character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.')
                };
                let end = self.rest.find(|character| !bare(character)).unwrap_or(self.rest.len());
                if end == 0 {
                    return Err("an unexpected character");
                }
                let (written, rest) = self.rest.split_at(end);
                self.rest = rest;
                let known = matches!(written, "true" | "false" | "null") || written.parse::<f64>().is_ok();
                return if known {
                    Ok(Some(Piece::Bare(written.to_owned())))
                } else {
                    Err("an unknown word")
                };
            }
        };
        self.rest = &self.rest[1..];
        Ok(Some(piece))
    }

    fn text(&mut self) -> Result<String, &'static str> {
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\']).ok_or("a text lacks its closing quote")?;
            text.push_str(&self.rest[..end]);
            let quote = self.rest.as_bytes()[end] == b'"';
            self.rest = &self.rest[end + 1..];
            if quote {
                return Ok(text);
            }
            let escaped = self.rest.chars().next().ok_or("a text lacks its closing quote")?;
            self.rest = &self.rest[escaped.len_utf8()..];
            text.push(match escaped {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{C}',
                '"' | '\\' | '/' => escaped,
                'u' => self.unicode()?,
                _ => return Err("an unknown escape"),
            });
        }
    }

    fn unicode(&mut self) -> Result<char, &'static str> {
        let first = self.four()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.rest.starts_with("\\u") {
            self.rest = &self.rest[2..];
            let second = self.four()?;
            0x10000 + ((first - 0xD800) << 10) + (second.wrapping_sub(0xDC00) & 0x3FF)
        } else {
            first
        };
        Ok(char::from_u32(code).unwrap_or('\u{FFFD}'))
    }

    fn four(&mut self) -> Result<u32, &'static str> {
        let digits = self.rest.get(..4).ok_or("a short \\u escape")?;
        let code = u32::from_str_radix(digits, 16).map_err(|_| "a bad \\u escape")?;
        self.rest = &self.rest[4..];
        Ok(code)
    }
}
