//! The words of all names, and how near a typed word comes to each.
//!
//! Every distinct folded word stands once, in one arena, sorted; a query walks them all. That is some 25,000 short
//! comparisons for Mali, most ended by a glance at which letters occur, and needs no other structure.

use super::fold::sound;

/// Stands in a grade for "does not match". Smaller grades are better.
pub(super) const NONE: u8 = u8::MAX;
const PREFIX_OF_NAME: u8 = 2;
const PREFIX_OF_WORD: u8 = 3;
const TYPO: u8 = 4;
const TYPO_IN_PREFIX: u8 = 5;

/// Shortest word that may hold a typo, in letters: in a shorter one a single change is another name.
const SHORTEST_WITH_TYPO: usize = 4;
/// Shortest beginning of a word that may hold a typo.
const SHORTEST_PREFIX_WITH_TYPO: usize = 5;

/// What a key is of a place's name. The number is the grade of an exact match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// All words of the name, run together.
    Name = 0,
    /// The same by its sound.
    NameBySound = 1,
    /// One of several words, as written or by its sound.
    Word = 2,
}

/// A folded word and the places it stands for.
#[derive(Debug)]
struct Key {
    at: u32,
    len: u16,
    /// Which letters occur, a bit each.
    letters: u32,
    postings_at: u32,
}

/// Row and form in one number: `row * 4 + form`.
type Posting = u32;

pub(super) struct Index {
    text: Box<[u8]>,
    /// Sorted by text. One more than there are words, to say where the last one's postings end.
    keys: Box<[Key]>,
    postings: Box<[Posting]>,
    /// For each row its turn among equally good finds.
    pub rank: Box<[u32]>,
}

impl Index {
    /// For each row the best grade of `word` against its names.
    pub fn grades(&self, word: &str) -> Vec<u8> {
        let mut grades = vec![NONE; self.rank.len()];
        let heard = sound(word);
        self.walk(word, Spelling::AsTyped, &mut grades);
        if heard != word {
            self.walk(&heard, Spelling::BySound, &mut grades);
        }
        grades
    }

    fn walk(&self, word: &str, spelling: Spelling, grades: &mut [u8]) {
        let (same_at_best, begins_at_best) = match spelling {
            Spelling::AsTyped => (Form::Name as u8, PREFIX_OF_NAME),
            Spelling::BySound => (Form::NameBySound as u8, PREFIX_OF_WORD),
        };
        let letters = letters_of(word.as_bytes());
        for pair in self.keys.windows(2) {
            let [key, next] = pair else { continue };
            let Some(near) = self.nearness(key, word.as_bytes(), letters) else { continue };
            for posting in &self.postings[key.postings_at as usize..next.postings_at as usize] {
                let form = (posting % 4) as u8;
                let grade = match near {
                    Nearness::Same => form.max(same_at_best),
                    Nearness::Begins if form == Form::Word as u8 => PREFIX_OF_WORD,
                    Nearness::Begins => begins_at_best,
                    Nearness::Typo => TYPO,
                    Nearness::BeginsWithTypo => TYPO_IN_PREFIX,
                };
                let known = &mut grades[(posting / 4) as usize];
                *known = grade.min(*known);
            }
        }
    }

    fn nearness(&self, key: &Key, word: &[u8], letters: u32) -> Option<Nearness> {
        // A typo brings in at most one letter that the key lacks, and makes the word at most one letter longer.
        let strange = (letters & !key.letters).count_ones();
        if strange > 1 || usize::from(key.len) + 1 < word.len() {
            return None;
        }
        let from = key.at as usize;
        let text = self.text.get(from..from + usize::from(key.len))?;
        if strange == 0 && text.starts_with(word) {
            return Some(if text.len() == word.len() { Nearness::Same } else { Nearness::Begins });
        }
        if word.len() < SHORTEST_WITH_TYPO {
            return None;
        }
        match left_after_typo(word, text)? {
            0 => Some(Nearness::Typo),
            _ if word.len() >= SHORTEST_PREFIX_WITH_TYPO => Some(Nearness::BeginsWithTypo),
            _ => None,
        }
    }
}

/// Which spelling of a query is compared; what only sounds alike ranks after what is written alike.
#[derive(Clone, Copy)]
enum Spelling {
    AsTyped,
    BySound,
}

/// How a typed word meets a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Same,
    Begins,
    Typo,
    BeginsWithTypo,
}

/// With one letter put in, left out, changed or swapped with its neighbour, is `word` the beginning of `key`?
/// Tells how many letters of the key are left after it at the least.
fn left_after_typo(word: &[u8], key: &[u8]) -> Option<usize> {
    let same = word.iter().zip(key).take_while(|(a, b)| a == b).count();
    let (word, key) = (&word[same..], &key[same..]);
    let left = |word: &[u8], key: &[u8]| {
        let begins = word.len() <= key.len() && word.iter().zip(key).all(|(a, b)| a == b);
        begins.then(|| key.len() - word.len())
    };
    let (word_on, key_on) = (word.get(1..)?, key.get(1..));
    let changed = key_on.and_then(|key_on| left(word_on, key_on));
    let one_too_many = left(word_on, key);
    let one_too_few = key_on.and_then(|key_on| left(word, key_on));
    let swapped = match (word, key) {
        ([a, b, word_on @ ..], [c, d, key_on @ ..]) if a == d && b == c => left(word_on, key_on),
        _ => None,
    };
    [changed, one_too_many, one_too_few, swapped].into_iter().flatten().min()
}

fn letters_of(word: &[u8]) -> u32 {
    word.iter().fold(0, |letters, byte| {
        letters
            | match byte {
                b'a'..=b'z' => 1 << (byte - b'a'),
                b'A'..=b'Z' => 1 << 26,
                b'0'..=b'9' => 1 << 27,
                // Other scripts spread over the bits that are left.
                _ => 1 << (28 + byte % 4),
            }
    })
}

/// Gathers the words of all names.
#[derive(Default)]
pub(super) struct IndexBuilder {
    text: Vec<u8>,
    /// Where a word begins in the text, its length, and what it stands for.
    words: Vec<(u32, u16, Posting)>,
}

impl IndexBuilder {
    /// Adds one name of the place of `row`, folded into words.
    pub fn add_name(&mut self, row: u32, words: &[String]) {
        let name = words.concat();
        if name.is_empty() {
            return;
        }
        self.add(row, &name, Form::Name);
        self.add_sound(row, &name, Form::NameBySound);
        if words.len() > 1 {
            for word in words {
                self.add(row, word, Form::Word);
                self.add_sound(row, word, Form::Word);
            }
        }
    }

    fn add_sound(&mut self, row: u32, word: &str, form: Form) {
        let heard = sound(word);
        if heard != word {
            self.add(row, &heard, form);
        }
    }

    fn add(&mut self, row: u32, word: &str, form: Form) {
        let at = self.text.len() as u32;
        self.text.extend_from_slice(word.as_bytes());
        // A cell holds at most 2000 characters, so a word is far shorter than this bound.
        self.words.push((at, word.len().min(usize::from(u16::MAX)) as u16, row * 4 + form as u32));
    }

    /// Sorts the words, keeps each once.
    pub fn finish(mut self, rank: Box<[u32]>) -> Index {
        let all = &self.text;
        let word = |(at, len, _): &(u32, u16, Posting)| &all[*at as usize..*at as usize + usize::from(*len)];
        self.words.sort_unstable_by(|a, b| (word(a), a.2).cmp(&(word(b), b.2)));
        let mut text: Vec<u8> = vec![];
        let mut keys: Vec<Key> = vec![];
        let mut postings: Vec<Posting> = vec![];
        for entry in &self.words {
            let known = keys.last().is_some_and(|key| &text[key.at as usize..] == word(entry));
            if !known {
                let (at, postings_at) = (text.len() as u32, postings.len() as u32);
                text.extend_from_slice(word(entry));
                keys.push(Key { at, len: entry.1, letters: letters_of(word(entry)), postings_at });
            } else if postings.last() == Some(&entry.2) {
                continue;
            }
            postings.push(entry.2);
        }
        keys.push(Key { at: text.len() as u32, len: 0, letters: 0, postings_at: postings.len() as u32 });
        Index { text: text.into(), keys: keys.into(), postings: postings.into(), rank }
    }
}
