//! A text all in capitals, or all in small letters, with capitals where they usually stand: names are told from other words by
//! them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::lexicon;

/// Words that stand in small letters within sentences.
static SMALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../lexicon/small_words.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// A shorter text may well be a heading.
const SHORTEST: usize = 40;

/// A text is all of one kind where of a hundred letters no more are of the other.
const OTHERS: usize = 2;

/// The same text with capitals at the beginnings of sentences and of words that are no common ones; any text that has both
/// sorts of letters as it is. All places stay where they are.
pub(crate) fn recased(text: &str) -> Cow<'_, str> {
    let (mut capital, mut small) = (0, 0);
    for c in text.chars() {
        capital += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
    }
    let letters = capital + small;
    let in_capitals = small * 100 <= letters * OTHERS;
    if letters < SHORTEST || !(in_capitals || capital == 0) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if length == 0 {
            begins = begins_behind(first, begins);
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, behind) = rest.split_at(length);
        // "Didn't", "Arland's": what stands behind an apostrophe is no word.
        let ends = out.ends_with(['\'', '’']) && word.chars().count() <= 2 && !begins;
        push(&mut out, word, begins, ends, in_capitals);
        begins = false;
        rest = behind;
    }
    out.into()
}

/// Whether a sentence, or what is quoted, begins behind the sign, where `before` tells it of the sign before.
fn begins_behind(sign: char, before: bool) -> bool {
    match sign {
        '.' | '!' | '?' | '\n' | '“' | '„' | '«' => true,
        '"' | '\'' | '’' | '‘' | '”' | '»' | '(' | '-' | '–' | '—' => before,
        _ => before && sign.is_whitespace(),
    }
}

fn push(out: &mut String, word: &str, begins: bool, ends: bool, in_capitals: bool) {
    let lower: String = word.chars().map(small).collect();
    let common = ends || (lower != "i" && SMALL.contains(lower.as_str()));
    // NATO; but WHO is the word, not the organisation.
    if in_capitals && !common && lexicon().has("body-initials", word) {
        out.push_str(word);
        return;
    }
    let mut letters = lower.chars();
    match letters.next() {
        Some(first) if begins || !common => {
            out.push(large(first));
            out.push_str(letters.as_str());
        }
        _ => out.push_str(&lower),
    }
}

/// The small letter, where it is one and takes as much room.
fn small(c: char) -> char {
    same_size(c, c.to_lowercase())
}

/// The capital, where it is one and takes as much room.
fn large(c: char) -> char {
    same_size(c, c.to_uppercase())
}

fn same_size(c: char, mut other: impl Iterator<Item = char>) -> char {
    match (other.next(), other.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: &str = "Lena Kask said on Tuesday that NATO would not come. “We wait,” she told reporters in Selm.\n\
        It didn't help that the minister’s plan had been rejected by Velmark again. The people who live in the city said so, and \
        they said that they would wait for the ships to come back in the summer.";

    #[test]
    fn capitals_come_back() {
        assert_eq!(recased(&PLAIN.to_uppercase()), PLAIN);
        assert_eq!(recased(&PLAIN.to_lowercase()), PLAIN.replace("NATO", "Nato"));
    }

    #[test]
    fn a_text_with_both_and_a_heading_stay() {
        for text in [PLAIN, "TALKS END WITHOUT A DEAL", "no deal, said the envoy", ""] {
            assert!(matches!(recased(text), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_moves(text in "([A-Z]{1,6}|[ÀÉßİǅΣ]|['’ .“\n]){0,400}") {
            let found = recased(&text);
            prop_assert_eq!(found.len(), text.len());
            let ends = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(ends(&found), ends(&text));
        }
    }
}
