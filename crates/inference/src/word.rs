//! Words: the units of which all spans are made.

use standpoint_terms::Span;

use crate::category::{is_alphanumeric, is_space};

/// One word: a run of letters, numbers and underscores, or one other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub(crate) span: Span,
    /// White space, or the beginning of the text, before it.
    pub(crate) space: bool,
    /// A line feed before it, or it is the first word.
    pub(crate) line: bool,
}

/// The words of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) list: &'t [Word],
}

impl<'t> Words<'t> {
    pub(crate) fn len(self) -> usize {
        self.list.len()
    }

    /// The letters of a word.
    pub(crate) fn of(self, at: usize) -> &'t str {
        let span = self.list[at].span;
        &self.text[span.start..span.end]
    }

    /// The first character of a word.
    pub(crate) fn initial(self, at: usize) -> char {
        self.of(at).chars().next().unwrap_or_default()
    }

    /// Whether the word is this one character.
    pub(crate) fn is(self, at: usize, sign: char) -> bool {
        let mut chars = self.of(at).chars();
        chars.next() == Some(sign) && chars.next().is_none()
    }

    /// The place of a run of words in the text.
    pub(crate) fn span(self, first: usize, last: usize) -> Span {
        Span::new(self.list[first].span.start, self.list[last - 1].span.end)
    }
}

/// Cuts a text into words.
pub(crate) fn split(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut space = true;
    let mut line = true;
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_space(c) {
            space = true;
            line |= c == '\n';
            open = false;
            continue;
        }
        let runs = c == '_' || is_alphanumeric(c);
        match words.last_mut() {
            Some(word) if runs && open => word.span.end = end,
            _ => {
                words.push(Word { span: Span::new(at, end), space, line });
                open = runs;
            }
        }
        (space, line) = (false, false);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let words = split(text);
        let found: Vec<&str> = words.iter().map(|word| word.span.of(text).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_runs_of_letters_or_single_signs() {
        check("don't", &["don", "'", "t"]);
        check("U.S. aid_worker …", &["U", ".", "S", ".", "aid_worker", "…"]);
        check("''ok''", &["'", "'", "ok", "'", "'"]);
        check(" \n ", &[]);
    }

    #[test]
    fn spaces_and_lines_are_noted() {
        let words = split("a b\n c.");
        let signs: Vec<(bool, bool)> = words.iter().map(|word| (word.space, word.line)).collect();
        assert_eq!(signs, [(true, true), (true, false), (true, true), (false, false)]);
    }

    proptest! {
        #[test]
        fn words_cover_all_but_white_space(text in "(\\PC|[ \n\t\u{1c}é“’_'.])*") {
            let words = split(&text);
            let mut last = 0;
            for word in &words {
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                prop_assert!(text[last..word.span.start].chars().all(is_space));
                prop_assert!(word.span.of(&text).is_some());
                last = word.span.end;
            }
            prop_assert!(text[last..].chars().all(is_space));
        }
    }
}
