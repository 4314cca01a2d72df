//! Sorts of characters, as the reader's rules need them.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A letter or a number (Unicode categories L and N).
pub(crate) fn is_alphanumeric(c: char) -> bool {
    use GeneralCategory::*;
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(
        c.general_category(),
        UppercaseLetter
            | LowercaseLetter
            | TitlecaseLetter
            | ModifierLetter
            | OtherLetter
            | DecimalNumber
            | LetterNumber
            | OtherNumber
    )
}

/// White space; also the four ASCII separators, which Python counts and Rust does not.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// A decimal digit of any script.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.general_category() == GeneralCategory::DecimalNumber)
}

/// Combining marks without width, control and format characters: dropped before words are looked up.
pub(crate) fn is_dropped(c: char) -> bool {
    use GeneralCategory::*;
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c.general_category(), NonspacingMark | Control | Format)
}
