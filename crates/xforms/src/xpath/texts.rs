//! Functions on texts.

use super::compiler::whole_match;
use super::eval::Value;
use super::functions::Function;
use super::library::{Call, xpath_round};
use crate::error::EvaluationError;
use crate::limits;

type Outcome<T> = Result<T, EvaluationError>;

impl Call<'_, '_> {
    pub(super) fn on_texts(&self, function: Function) -> Outcome<Value> {
        use Function as F;
        Ok(match function {
            F::Concat => Value::Text(joined(&self.texts(0)?, "")?),
            F::Join => Value::Text(joined(&self.texts(1)?, &self.text(0)?)?),
            F::Contains => Value::Boolean(self.text(0)?.contains(&self.text(1)?)),
            F::StartsWith => Value::Boolean(self.text(0)?.starts_with(&self.text(1)?)),
            F::EndsWith => Value::Boolean(self.text(0)?.ends_with(&self.text(1)?)),
            F::SubstringBefore => {
                let text = self.text(0)?;
                Value::Text(text.split_once(&self.text(1)?).map_or("", |(before, _)| before).to_owned())
            }
            F::SubstringAfter => {
                let text = self.text(0)?;
                Value::Text(text.split_once(&self.text(1)?).map_or("", |(_, after)| after).to_owned())
            }
            F::Substring => {
                let begin = xpath_round(self.number(1)?);
                let end = match self.arguments.get(2) {
                    Some(_) => begin + xpath_round(self.number(2)?),
                    None => f64::INFINITY,
                };
                let text = self.text(0)?;
                let within = |index: usize| (index + 1) as f64 >= begin && ((index + 1) as f64) < end;
                let kept = text.chars().enumerate().filter(|(index, _)| within(*index));
                Value::Text(kept.map(|(_, character)| character).collect())
            }
            F::Substr => {
                let characters: Vec<char> = self.text(0)?.chars().collect();
                let length = characters.len() as f64;
                // Counted from 0, from the end when negative, the end left out.
                let place = |number: f64| if number < 0.0 { length + number } else { number };
                let begin = place(self.number(1)?).clamp(0.0, length) as usize;
                let end = match self.arguments.get(2) {
                    Some(_) => place(self.number(2)?).clamp(0.0, length) as usize,
                    None => characters.len(),
                };
                Value::Text(characters.get(begin..end).unwrap_or_default().iter().collect())
            }
            F::StringLength => Value::Number(self.text(0)?.chars().count() as f64),
            F::NormalizeSpace => Value::Text(self.text(0)?.split_whitespace().collect::<Vec<_>>().join(" ")),
            F::Translate => Value::Text(self.translate()?),
            F::Selected => {
                let (list, wanted) = (self.text(0)?, self.text(1)?);
                let wanted = wanted.trim();
                Value::Boolean(list.split_whitespace().any(|value| value == wanted))
            }
            F::SelectedAt => {
                let (list, index) = (self.text(0)?, self.number(1)?);
                let found = if index >= 0.0 { list.split_whitespace().nth(index as usize) } else { None };
                Value::Text(found.unwrap_or_default().to_owned())
            }
            F::CountSelected => Value::Number(self.text(0)?.split_whitespace().count() as f64),
            F::Regex => {
                let (text, pattern) = (self.text(0)?, self.text(1)?);
                // Compiling costs far more than matching.
                self.evaluator.spend(20_000 + 100 * pattern.len() + text.len())?;
                let pattern = whole_match(&pattern).map_err(|_| EvaluationError::Pattern)?;
                Value::Boolean(pattern.is_match(&text))
            }
            F::Base64Decode => {
                let text = self.text(0)?;
                let bytes = from_base64(text.trim()).unwrap_or_default();
                Value::Text(String::from_utf8_lossy(&bytes).into_owned())
            }
            F::Digest => Value::Text(self.digest()?),
            // uuid, the only one left.
            _ if self.arguments.is_empty() => Value::Text(uuid(self.evaluator.world.entropy())),
            _ => Value::Text(self.letters()?),
        })
    }

    /// The texts of the arguments from `first` on, each node of a set counting as one.
    pub(super) fn texts(&self, first: usize) -> Outcome<Vec<String>> {
        let mut texts = Vec::new();
        for index in first..self.arguments.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    for node in nodes.into_iter().filter(|node| self.evaluator.counts(*node)) {
                        texts.push(self.evaluator.node_text(node)?.to_owned());
                    }
                }
                single => texts.push(self.evaluator.as_text(&single)?),
            }
        }
        Ok(texts)
    }

    fn translate(&self) -> Outcome<String> {
        let text = self.text(0)?;
        let from: Vec<char> = self.text(1)?.chars().collect();
        let to: Vec<char> = self.text(2)?.chars().collect();
        self.evaluator.spend(text.len().saturating_mul(from.len().max(1)))?;
        let change = |character| match from.iter().position(|known| *known == character) {
            None => Some(character),
            Some(index) => to.get(index).copied(),
        };
        Ok(text.chars().filter_map(change).collect())
    }

    /// XForms 1.1 §7.8.1, in base64 unless the form asks for hexadecimal digits.
    fn digest(&self) -> Outcome<String> {
        let (text, algorithm) = (self.text(0)?, self.text(1)?);
        let encoding = if self.arguments.len() > 2 { self.text(2)? } else { "base64".to_owned() };
        self.evaluator.spend(text.len() / 4)?;
        let made = self.evaluator.world.digest(algorithm.trim(), text.as_bytes());
        let bytes = made.ok_or(EvaluationError::NoDigest)?;
        Ok(match encoding.trim() {
            "hex" => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            _ => to_base64(&bytes),
        })
    }

    /// `uuid(length)`: so many random letters and digits.
    fn letters(&self) -> Outcome<String> {
        const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let length = self.number(0)?.clamp(0.0, 1_000.0) as usize;
        self.evaluator.spend(length)?;
        let mut made = String::new();
        let mut bits = 0;
        for index in 0..length {
            // Ten draws of some 6 bits leave the bias of the remainder below one in a billion billion.
            if index % 10 == 0 {
                bits = self.evaluator.world.entropy();
            }
            made.push(char::from(LETTERS[(bits % 62) as usize]));
            bits /= 62;
        }
        Ok(made)
    }
}

fn joined(texts: &[String], separator: &str) -> Outcome<String> {
    let length = texts.iter().map(|text| text.len() + separator.len()).sum::<usize>();
    if length > limits::VALUE_BYTES { Err(EvaluationError::ValueTooLong) } else { Ok(texts.join(separator)) }
}

/// A random UUID, RFC 9562 version 4.
pub(crate) fn uuid(bits: u128) -> String {
    let bits = (bits & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 §4.
fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let held =
            group.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = char::from(BASE64[(held >> (18 - 6 * place) & 63) as usize]);
            text.push(if place <= group.len() { letter } else { '=' });
        }
    }
    text
}

/// RFC 4648 §4, padded or not; `None` for anything else.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').bytes().filter(|byte| !byte.is_ascii_whitespace());
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        let value = BASE64.iter().position(|letter| *letter == digit)?;
        held = held << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    Some(bytes)
}
