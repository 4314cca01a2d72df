//! A text as its shingles: each few words in a row, as one number.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in a shingle. Four in a row are seldom shared by chance, and an edited word costs no more than four shingles.
pub const SHINGLE: usize = 4;

/// Words after so many are not looked at, so that a hostile text costs no more than a long book chapter.
pub const MOST_WORDS: usize = 100_000;

/// The shingles of a text in order, as hashes of its normalised words: lower case, without accents, compatible letters
/// taken for one (NFKD), punctuation and apostrophes left out; a sign of a script without spaces is a word. A text of
/// fewer than [`SHINGLE`] words has one shingle, one without words none. The hashes are the same on every machine.
///
/// ```
/// use standpoint_stories::near::shingles;
///
/// assert_eq!(shingles("The CANAL stays closed, she said."), shingles("the canal stays closed she said"));
/// assert_eq!(shingles("The canal stays closed, she said.").len(), 3);
/// ```
pub fn shingles(text: &str) -> Vec<u64> {
    let words = words(text);
    if words.is_empty() {
        return Vec::new();
    }
    if words.len() < SHINGLE {
        return vec![words.iter().fold(words.len() as u64, |hash, word| mixed(hash ^ word))];
    }
    let shingle = |words: &[u64]| {
        let weighed = words
            .iter()
            .zip(WEIGHTS)
            .fold(0_u64, |sum, (word, weight)| sum.wrapping_add(word.wrapping_mul(weight)));
        mixed(weighed)
    };
    words.windows(SHINGLE).map(shingle).collect()
}

/// Odd numbers that make a shingle depend on the order of its words.
const WEIGHTS: [u64; SHINGLE] =
    [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0xD6E8_FEB8_6659_FD93];

/// Spreads a number over all of its bits (`SplitMix64`'s last step).
pub(crate) fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// A word while its letters come.
#[derive(Default)]
struct Word {
    hash: u64,
    letters: usize,
}

impl Word {
    fn push(&mut self, letter: u32) {
        self.hash = (self.hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x517C_C1B7_2722_0A95);
        self.letters += 1;
    }

    fn end(&mut self, words: &mut Vec<u64>) {
        if self.letters > 0 {
            words.push(mixed(self.hash));
            *self = Word::default();
        }
    }
}

/// The hashes of a text's normalised words.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity((text.len() / 6).min(MOST_WORDS));
    let mut word = Word::default();
    for c in text.chars() {
        if words.len() >= MOST_WORDS {
            break;
        }
        match c {
            'a'..='z' | '0'..='9' => word.push(u32::from(c)),
            'A'..='Z' => word.push(u32::from(c.to_ascii_lowercase())),
            // "Don't" is one word, however its apostrophe is written.
            '\'' | '\u{2019}' | '\u{2BC}' => {}
            _ if c.is_ascii() => word.end(&mut words),
            _ => beyond_ascii(c, &mut word, &mut words),
        }
    }
    word.end(&mut words);
    words.truncate(MOST_WORDS);
    words
}

fn beyond_ascii(c: char, word: &mut Word, words: &mut Vec<u64>) {
    let alone = matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF);
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        // A soft hyphen and signs without width stand inside words.
        if !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') {
            word.end(words);
        }
        return;
    }
    if alone {
        word.end(words);
    }
    for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
        part.to_lowercase().for_each(|letter| word.push(u32::from(letter)));
    }
    if alone {
        word.end(words);
    }
}
