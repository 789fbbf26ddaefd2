//! Small changes to good inputs, from a seed.

use kernel::SeededEntropy;

/// What parsers stumble over.
const WORDS: [&[u8]; 28] = [
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"&#0;",
    b"&#x10FFFF;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?x",
    b"<!DOCTYPE a>",
    b"\"",
    b"'",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"--",
    b"\r\n",
    b"\r\n\r\n",
    b"/",
    b"//",
    b"..",
    b"(",
    b"[",
    b"${",
    b"9999999999999999999",
    b"-1",
    b"\t",
];

/// A changed copy: one to four changes, each of a byte, a word, a stretch left out, doubled or taken from another input.
pub fn mutate(seed: &[u8], other: &[u8], chance: &SeededEntropy) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = below(chance, bytes.len() + 1);
        let end = at + below(chance, (bytes.len() - at).min(64) + 1);
        match chance.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            0 | 1 => drop(bytes.splice(at..at, WORDS[below(chance, WORDS.len())].iter().copied())),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let again = bytes[at..end].to_vec();
                let times = 1 + below(chance, 8);
                drop(bytes.splice(at..at, again.repeat(times)));
            }
            4 => {
                let from = below(chance, other.len() + 1);
                let to = from + below(chance, (other.len() - from).min(64) + 1);
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

fn below(chance: &SeededEntropy, bound: usize) -> usize {
    chance.below(bound.max(1) as u64) as usize
}
