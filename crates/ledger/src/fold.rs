//! Names and words apart from case, accents and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as it is compared: small letters without accents, words by one space each. Full stops and
/// apostrophes join what they stand between (`J.D.` is `JD`, `O’Neill` is `ONeill`); all else separates.
pub(crate) fn folded_name(name: &str) -> String {
    spaced(name, |c| matches!(c, '.' | '\'' | '’' | '‘' | 'ʼ'))
}

/// A text as the search index cuts it into words (SQLite's `unicode61` without accents), one space between.
pub(crate) fn folded_words(text: &str) -> String {
    spaced(text, |_| false)
}

fn spaced(text: &str, dropped: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !dropped(*c)) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.extend(c.to_lowercase());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(folded_name(name), expected, "{name}");
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        check("Inès  TARN", "ines tarn");
        check("Ine\u{300}s Tarn", "ines tarn");
        check("J.D. O’Neill-Vance", "jd oneill vance");
        check(" …?! ", "");
        assert_eq!(folded_words("U.S.\0don't"), "u s don t");
    }
}
