//! Looks for words on disk in every coat they may wear.

use std::path::{Path, PathBuf};

/// A word and its spellings: UTF-8, UTF-16 in both orders, hexadecimal, Base64 at its three alignments.
#[derive(Debug)]
pub struct Needle {
    spellings: Vec<(&'static str, Vec<u8>)>,
}

impl Needle {
    /// `word` is long enough (16 characters or more) not to occur by chance.
    pub fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        let hex = |upper: bool| {
            let digits = bytes.iter().map(|b| if upper { format!("{b:02X}") } else { format!("{b:02x}") });
            digits.collect::<String>().into_bytes()
        };
        let mut spellings = vec![
            ("UTF-8", bytes.to_vec()),
            ("UTF-16LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("hexadecimal", hex(false)),
            ("HEXADECIMAL", hex(true)),
        ];
        spellings.extend((0..3).map(|shift| ("Base64", base64_core(bytes, shift))));
        Self { spellings }
    }

    /// The spelling found in `bytes`, if any.
    pub fn found_in(&self, bytes: &[u8]) -> Option<&'static str> {
        let holds = |spelling: &[u8]| bytes.windows(spelling.len()).any(|window| window == spelling);
        self.spellings.iter().find(|(_, spelling)| holds(spelling)).map(|(name, _)| *name)
    }

    /// Every file below `folder` that holds the word, with the spelling.
    pub fn found_below(&self, folder: &Path) -> Vec<(PathBuf, &'static str)> {
        let mut found = Vec::new();
        for file in files(folder) {
            // A database may drop a file between the listing and the reading.
            let bytes = std::fs::read(&file).unwrap_or_default();
            found.extend(self.found_in(&bytes).map(|spelling| (file, spelling)));
        }
        found
    }
}

/// Every regular file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(&entry.path())),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    found
}

/// The Base64 signs that depend on `bytes` alone when they start `shift` bytes into a group of three.
fn base64_core(bytes: &[u8], shift: usize) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let aligned = &bytes[(3 - shift) % 3..];
    let groups = aligned.chunks_exact(3).map(|group| u32::from_be_bytes([0, group[0], group[1], group[2]]));
    groups.flat_map(|group| [18, 12, 6, 0].map(|by| SIGNS[(group >> by & 63) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::Needle;

    #[test]
    fn a_word_is_found_in_every_coat() {
        let needle = Needle::new("canary-of-this-test");
        assert_eq!(needle.found_in(b"xx canary-of-this-test xx"), Some("UTF-8"));
        assert_eq!(needle.found_in(b"63616e6172792d6f662d746869732d74657374"), Some("hexadecimal"));
        // printf 'ab canary-of-this-test' | base64, with 1, 2 and 3 letters before the word
        assert_eq!(needle.found_in(b"YWNhbmFyeS1vZi10aGlzLXRlc3Q="), Some("Base64"));
        assert_eq!(needle.found_in(b"YWJjYW5hcnktb2YtdGhpcy10ZXN0"), Some("Base64"));
        assert_eq!(needle.found_in(b"YWJjY2FuYXJ5LW9mLXRoaXMtdGVzdA=="), Some("Base64"));
        let wide: Vec<u8> = "canary-of-this-test".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(needle.found_in(&wide), Some("UTF-16LE"));
        assert_eq!(needle.found_in(b"canary-of-that-test"), None);
    }
}
