//! Makes hostile text visible: what a person cannot see, or what would steer a terminal, becomes a symbol.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with each character that cannot be seen, or that changes how others are seen, replaced by a
/// visible one. Tabs and line breaks stay.
///
/// - control characters (escape, bell, NUL, …) become their pictures (U+2400 and on: `␛`), those of the
///   upper range U+FFFD;
/// - marks that change the direction of text become their number: `[U+202E]`;
/// - everything else, right-to-left letters too, stays as it is.
///
/// ```
/// use standpoint_brief::shown::shown;
/// assert_eq!(shown("no\u{1b}[31m\0 \u{202e}deal"), "no␛[31m␀ [U+202E]deal");
/// assert_eq!(shown("zwei\nZeilen"), "zwei\nZeilen");
/// ```
pub fn shown(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(must_be_shown) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        push_shown(&mut out, c);
    }
    Cow::Owned(out)
}

/// The text on one line: shown as by [`shown`], and each run of white space as one space.
pub fn shown_on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&shown(word));
    }
    line
}

/// Whether [`shown`] replaces this character.
pub fn must_be_shown(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        c if c.is_control() => true,
        // Arabic letter mark; left-to-right and right-to-left marks; embeddings and overrides; isolates.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => false,
    }
}

fn push_shown(out: &mut String, c: char) {
    match c {
        c if !must_be_shown(c) => out.push(c),
        '\u{7f}' => out.push('\u{2421}'),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        c if c.is_control() => out.push('\u{fffd}'),
        c => write!(out, "[U+{:04X}]", u32::from(c)).expect("a String takes everything"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_unseen_is_left(text in "\\PC{0,20}[\\x00-\\x1f\\x7f-\\x9f\u{200e}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,9}") {
            prop_assert!(!shown(&text).contains(must_be_shown));
            prop_assert!(!shown_on_one_line(&text).contains(['\n', '\r', '\t']));
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(shown("Tarn said “no”.\r\nשלום"), Cow::Borrowed(_)));
    }
}
