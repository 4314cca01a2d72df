//! A place in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a document's text, `start..end`.
///
/// Inside the program offsets are bytes; every output counts Unicode code points, by [`CodePoints`].
/// A span does not know its text: [`Span::of`] answers `None` where it does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an end before the start is taken as empty at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies wholly inside it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same place counted from `offset` bytes further left.
    pub fn shifted(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// The words there; `None` if it lies outside `text` or inside a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The span without white space at its ends.
    ///
    /// ```
    /// # use standpoint_terms::Span;
    /// assert_eq!(Span::new(1, 6).trimmed("x  ab  y"), Span::new(3, 5));
    /// ```
    pub fn trimmed(self, text: &str) -> Span {
        let Some(words) = self.of(text) else { return self };
        let start = self.end - words.trim_start().len();
        let end = start + words.trim().len();
        Span { start, end }
    }
}

/// Translates byte offsets of one text into Unicode code points, and back.
///
/// It keeps one number for every 64 bytes, so that a text of 5 MB costs 80 KB per megabyte and a look-up
/// reads at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`, counting a character where it begins.
    before: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CodePoints<'t> {
    /// Prepares the table for `text`.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += begins(chunk);
        }
        before.push(count);
        CodePoints { text, before }
    }

    /// The number of code points before the byte `at`; `None` outside the text or inside a character.
    pub fn at(&self, at: usize) -> Option<usize> {
        if !self.text.is_char_boundary(at) {
            return None;
        }
        let block = at / STRIDE;
        Some(self.before[block] + begins(&self.text.as_bytes()[block * STRIDE..at]))
    }

    /// A span in code points, as every output gives it.
    pub fn of(&self, span: Span) -> Option<[usize; 2]> {
        Some([self.at(span.start)?, self.at(span.end)?])
    }

    /// The byte at which code point number `count` begins; `None` past the end.
    pub fn byte(&self, count: usize) -> Option<usize> {
        let block = self.before.partition_point(|before| *before <= count).checked_sub(1)?;
        let mut left = count - self.before[block];
        let mut at = (block * STRIDE).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        while left > 0 {
            at += self.text[at..].chars().next()?.len_utf8();
            left -= 1;
        }
        Some(at)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begins(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0b1100_0000) != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "(\\PC|\n|é|“|🙂){0,200}") {
            let table = CodePoints::new(&text);
            let mut count = 0;
            for (at, _) in text.char_indices() {
                prop_assert_eq!(table.at(at), Some(count));
                prop_assert_eq!(table.byte(count), Some(at));
                count += 1;
            }
            prop_assert_eq!(table.at(text.len()), Some(count));
            prop_assert_eq!(table.byte(count), Some(text.len()));
            prop_assert_eq!(table.byte(count + 1), None);
            prop_assert_eq!(table.at(text.len() + 1), None);
        }

        #[test]
        fn trimming_keeps_the_words(text in "[ \n\tab]{0,30}", a in 0usize..30, b in 0usize..30) {
            let span = Span::new(a.min(text.len()), b.min(text.len()));
            let trimmed = span.trimmed(&text);
            prop_assert_eq!(trimmed.of(&text).unwrap(), span.of(&text).unwrap().trim());
            prop_assert!(span.contains(trimmed));
        }
    }

    #[test]
    fn an_offset_inside_a_character_has_no_number() {
        assert_eq!(CodePoints::new("é").at(1), None);
        assert_eq!(Span::new(0, 1).of("é"), None);
    }
}
