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

/// The hash of a word by its normalised letters, eight bytes at a time.
fn hashed(letters: &[u8]) -> u64 {
    let mut hash = letters.len() as u64;
    for part in letters.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..part.len()].copy_from_slice(part);
        hash = (hash ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    }
    hash
}

/// How many ASCII letters and digits these bytes begin with; without a branch for each, since no one foresees where a
/// word ends.
fn letters_of(bytes: [u8; 8]) -> usize {
    let mut others = 1_u32 << 8;
    for (at, byte) in bytes.into_iter().enumerate() {
        let other = !byte.is_ascii_alphanumeric();
        others |= u32::from(other) << at;
    }
    others.trailing_zeros() as usize
}

/// The hash of a word of one to seven ASCII letters and digits that stand at the beginning of these bytes: as
/// [`hashed`], without a copy. The bit that makes a small letter of a capital one is set in every digit.
fn hashed_short(word: [u8; 8], length: usize) -> u64 {
    let kept = u64::MAX >> (64 - 8 * length);
    let letters = (u64::from_le_bytes(word) | 0x2020_2020_2020_2020) & kept;
    let hash = (length as u64 ^ letters).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}

/// The hashes of a text's normalised words.
fn words(text: &str) -> Vec<u64> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity((text.len() / 5).min(MOST_WORDS) + 1);
    // The letters of a word that is not plain ASCII, or has an apostrophe.
    let mut letters: Vec<u8> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && words.len() < MOST_WORDS {
        let first = bytes[at];
        if first.is_ascii_alphanumeric() {
            let short = bytes.get(at..at + 8).and_then(|next| <[u8; 8]>::try_from(next).ok());
            let length = short.map_or(8, letters_of);
            let ends = bytes.get(at + length).is_some_and(|byte| byte.is_ascii() && *byte != b'\'');
            if let Some(word) = short
                && length < 8
                && ends
                && letters.is_empty()
            {
                words.push(hashed_short(word, length));
                at += length;
                continue;
            }
            let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            letters.extend(bytes[at..end].iter().map(u8::to_ascii_lowercase));
            at = end;
        } else if first.is_ascii() {
            // "Don't" is one word, however its apostrophe is written.
            if first != b'\'' {
                end_word(&mut letters, &mut words);
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            beyond_ascii(c, &mut letters, &mut words);
            at += c.len_utf8();
        }
    }
    end_word(&mut letters, &mut words);
    words.truncate(MOST_WORDS);
    words
}

fn end_word(letters: &mut Vec<u8>, words: &mut Vec<u64>) {
    if !letters.is_empty() {
        words.push(hashed(letters));
        letters.clear();
    }
}

fn beyond_ascii(c: char, letters: &mut Vec<u8>, words: &mut Vec<u64>) {
    let alone = matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF);
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        // Apostrophes, soft hyphens and signs without width stand inside words.
        let inside = matches!(
            c,
            '\u{2019}' | '\u{2BC}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
        );
        if !inside {
            end_word(letters, words);
        }
        return;
    }
    if alone {
        end_word(letters, words);
    }
    for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
        for letter in part.to_lowercase() {
            letters.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    if alone {
        end_word(letters, words);
    }
}
